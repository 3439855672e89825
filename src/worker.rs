//! The worker: a program of its own that the page starts for simulations, so
//! that it never waits for one. It holds the engine and the model, and nothing
//! of the page.
//!
//! A message is a list: its number, its kind, and what it is about. The answer
//! carries the number. Each message is a slice's worth of work at most, so that
//! the page can stop between two of them.

#[cfg(all(target_arch = "wasm32", feature = "worker"))]
fn main() {
    worker::start();
}

#[cfg(not(all(target_arch = "wasm32", feature = "worker")))]
fn main() {}

#[cfg(all(target_arch = "wasm32", feature = "worker"))]
mod worker {
    use js_sys::{Array, ArrayBuffer, Float32Array, Uint8Array, WebAssembly};
    use megahour::engine::chance::parcel::Parcel;
    use megahour::engine::chance::plan::Plan;
    use megahour::engine::chance::simulation::Simulation;
    use megahour::model::Catalogue;
    use wasm_bindgen::prelude::*;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    /// How many bytes a value has on its way.
    const FLOAT: usize = size_of::<f32>();

    /// Listens, and says that it does: what is sent before is lost.
    pub fn start() {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let answering = scope.clone();
        let catalogue = Catalogue::new().map_err(|errors| errors.to_string());
        let mut simulation = None;
        let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let message: Array = event.data().unchecked_into();
            let answer = answer(&catalogue, &mut simulation, &message);
            let reply = Array::of2(&message.get(0), &answer);
            let moved: Array = match answer.dyn_into::<Array>() {
                Ok(list) => list.iter().filter_map(|part| buffer(&part)).collect(),
                Err(answer) => buffer(&answer).into_iter().collect(),
            };
            // A page that is gone hears nothing.
            let _ = answering.post_message_with_transfer(&reply, &moved);
        });
        scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
        listen.forget();
        let _ = scope.post_message(&Array::of1(&"ready".into()));
    }

    fn answer(
        catalogue: &Result<Catalogue, String>,
        simulation: &mut Option<Simulation>,
        message: &Array,
    ) -> JsValue {
        let text = |at: u32| message.get(at).as_string().unwrap_or_default();
        let number = |at: u32| message.get(at).as_f64().unwrap_or(0.0);
        let slice = number(2) as usize;
        match (text(1).as_str(), simulation.as_ref()) {
            // A plan: how many slices it has, and each of them trials, or why it
            // makes no sense.
            ("plan", _) => match ready(catalogue, &text(2)) {
                Ok(made) => {
                    let slices = [made.slices(), made.per_slice()].map(|count| JsValue::from(count as f64));
                    *simulation = Some(made);
                    slices.into_iter().collect::<Array>().into()
                }
                Err(why) => {
                    *simulation = None;
                    why.into()
                }
            },
            // How large the memory has grown, for those who measure it.
            ("memory", _) => {
                let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
                let buffer: ArrayBuffer = memory.buffer().unchecked_into();
                buffer.byte_length().into()
            }
            // The figures, then all cells' values, in the buffer that came along
            // if they have room in it.
            ("tally", Some(simulation)) => {
                let parcel = Parcel::pack(simulation.tally(slice));
                let figures = Uint8Array::from(parcel.figures.as_slice());
                let count: usize = parcel.values.iter().map(Vec::len).sum();
                let buffer = message.get(3).dyn_into::<ArrayBuffer>().ok();
                let buffer = buffer.filter(|buffer| buffer.byte_length() as usize >= count * FLOAT);
                let all = match buffer {
                    Some(buffer) => Float32Array::new(&buffer),
                    None => Float32Array::new_with_length(count as u32),
                };
                let mut from = 0;
                for values in &parcel.values {
                    let to = from + values.len() as u32;
                    all.subarray(from, to).copy_from(values);
                    from = to;
                }
                Array::of2(&figures, &all).into()
            }
            // The trial nearest to a value, and how far off it is.
            ("nearest", Some(simulation)) => match simulation.nearest(slice, number(3) as usize, number(4)) {
                Some((trial, off)) => Array::of2(&(trial as f64).into(), &off.into()).into(),
                None => JsValue::NULL,
            },
            ("rows", Some(simulation)) => {
                let inputs: Array = message.get(3).unchecked_into();
                let text = rows(simulation, slice, &inputs, number(4) as usize);
                Uint8Array::from(text.as_slice()).into()
            }
            _ => JsValue::NULL,
        }
    }

    /// What of an answer is handed over instead of copied.
    fn buffer(part: &JsValue) -> Option<JsValue> {
        let bytes = part.dyn_ref::<Uint8Array>().map(Uint8Array::buffer);
        bytes.or_else(|| part.dyn_ref::<Float32Array>().map(Float32Array::buffer)).map(Into::into)
    }

    fn ready(catalogue: &Result<Catalogue, String>, plan: &str) -> Result<Simulation, String> {
        let plan: Plan =
            serde_json::from_str(plan).map_err(|error| format!("The plan was not read: {error}."))?;
        Simulation::new(&catalogue.as_ref().map_err(String::clone)?.model, &plan)
    }

    /// A slice's first `most` trials as lines of a CSV file: the trial's number,
    /// counted from 1, the inputs at `inputs`, the results. What is undefined is
    /// empty.
    fn rows(simulation: &Simulation, slice: usize, inputs: &Array, most: usize) -> Vec<u8> {
        let chosen: Vec<usize> = inputs.iter().filter_map(|at| at.as_f64()).map(|at| at as usize).collect();
        let mut text = String::new();
        simulation.rows(slice, most, |trial, inputs, results| {
            text.push_str(&(trial + 1).to_string());
            for value in chosen.iter().filter_map(|at| inputs.get(*at)).chain(results) {
                text.push(',');
                if value.is_finite() {
                    text.push_str(&value.to_string());
                }
            }
            text.push_str("\r\n");
        });
        text.into_bytes()
    }
}
