//! The worker: a program of its own that the page starts for simulations, so
//! that it never waits for one. It holds the engine and the model, and nothing
//! of the page. What it hears and answers is declared in `protocol.rs`.

#[cfg(all(target_arch = "wasm32", feature = "worker"))]
fn main() {
    worker::start();
}

#[cfg(not(all(target_arch = "wasm32", feature = "worker")))]
fn main() {}

#[cfg(all(target_arch = "wasm32", feature = "worker"))]
mod worker {
    use js_sys::{ArrayBuffer, Float32Array, Uint8Array, WebAssembly};
    use megahour::engine::chance::parcel::Parcel;
    use megahour::engine::chance::simulation::Simulation;
    use megahour::engine::chance::tally::Tally;
    use megahour::model::Catalogue;
    use megahour::model::currency::Currency;
    use megahour::model::uncertainty::SimulationPlan;
    use megahour::worker::port;
    use megahour::worker::protocol::{self, NearTrial, Numbered, UNASKED};
    use wasm_bindgen::prelude::*;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    type Request = protocol::Request<ArrayBuffer>;
    type Response = protocol::Response<ArrayBuffer>;

    /// How many bytes a value has on its way.
    const FLOAT: usize = size_of::<f32>();

    /// Listens, and says that it does: what is sent before is lost.
    pub fn start() {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let answering = scope.clone();
        let mut worker = Worker::new();
        let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let (number, response) = match port::read::<protocol::Request<String>>(&event.data()) {
                Ok(Numbered { number, message }) => (number, worker.answer(message)),
                Err(unread) => (unread.number, Response::Refused { why: unread.to_string() }),
            };
            post(&answering, number, response);
        });
        scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
        listen.forget();
        post(&scope, UNASKED, Response::Ready);
    }

    /// Posts a response. A page that is gone hears nothing.
    fn post(scope: &DedicatedWorkerGlobalScope, number: u32, response: Response) {
        if let Ok(posted) = port::write(number, response) {
            let _ = scope.post_message_with_transfer(&posted.message, &posted.transfer);
        }
    }

    /// A worker's state.
    struct Worker {
        /// The plan that was made ready last.
        simulation: Option<Simulation>,
    }

    impl Worker {
        fn new() -> Self {
            Self { simulation: None }
        }

        fn answer(&mut self, request: Request) -> Response {
            match (request, &self.simulation) {
                (Request::Memory, _) => memory(),
                (Request::Prepare { plan }, _) => self.prepare(&plan),
                (_, None) => Response::Refused { why: "The worker has no plan.".to_owned() },
                (Request::Tally { slice, spare }, Some(simulation)) => packed(simulation.tally(slice), spare),
                (Request::Nearest { slice, cell, value }, Some(simulation)) => {
                    let found = simulation.nearest(slice, cell, value);
                    Response::Nearest(found.map(|(trial, off)| NearTrial { trial, off }))
                }
                (Request::Rows { slice, inputs, most }, Some(simulation)) => {
                    Response::Rows { text: bytes(&rows(simulation, slice, &inputs, most)) }
                }
            }
        }

        /// Makes a plan ready. A plan that makes no sense leaves none.
        fn prepare(&mut self, plan: &SimulationPlan) -> Response {
            // Nothing of a model depends on what its amounts are in.
            let catalogue = Catalogue::of(&plan.model, Currency::default());
            let catalogue = catalogue.map_err(|errors| errors.to_string());
            match catalogue.and_then(|catalogue| Simulation::new(&catalogue.model, plan)) {
                Ok(made) => {
                    let (slices, per_slice) = (made.slices(), made.per_slice());
                    self.simulation = Some(made);
                    Response::Prepared { slices, per_slice }
                }
                Err(why) => {
                    self.simulation = None;
                    Response::Refused { why }
                }
            }
        }
    }

    /// The size of the memory, for those who measure it.
    fn memory() -> Response {
        let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
        let buffer: ArrayBuffer = memory.buffer().unchecked_into();
        Response::Memory { bytes: buffer.byte_length() }
    }

    /// A tally's figures, and all cells' values in the spare buffer if they have
    /// room in it.
    fn packed(tally: Tally, spare: Option<ArrayBuffer>) -> Response {
        let parcel = Parcel::pack(tally);
        let count: usize = parcel.values.iter().map(Vec::len).sum();
        let all = match spare.filter(|spare| spare.byte_length() as usize >= count * FLOAT) {
            Some(spare) => Float32Array::new(&spare),
            None => Float32Array::new_with_length(count as u32),
        };
        let mut from = 0;
        for values in &parcel.values {
            let to = from + values.len() as u32;
            all.subarray(from, to).copy_from(values);
            from = to;
        }
        Response::Tally { figures: bytes(&parcel.figures), values: all.buffer() }
    }

    /// A buffer of its own with the same bytes.
    fn bytes(bytes: &[u8]) -> ArrayBuffer {
        Uint8Array::from(bytes).buffer()
    }

    /// A slice's first `most` trials as lines of a CSV file: the trial's number,
    /// counted from 1, the inputs at `chosen`, the results. What is undefined is
    /// empty.
    fn rows(simulation: &Simulation, slice: usize, chosen: &[usize], most: usize) -> Vec<u8> {
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
