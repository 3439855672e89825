//! The workers: started when they are first needed, each given a slice at a time.

use js_sys::{Array, ArrayBuffer};
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// The fewest and the most workers: one for each processor, as far as more of
/// them are felt.
const WORKERS: (usize, usize) = (1, 4);

/// How many tasks a worker has at a time at least: the next one is there when it
/// is done with the first, however long the page takes to hear of that.
const AHEAD: usize = 2;
/// And, where that is more, tasks of so many trials: after a click a browser lets
/// the page hear of nothing until the next frame, which is longer than two short
/// tasks take. As long as this takes, a plan that is begun anew waits.
const TRIALS_AHEAD: usize = 400_000;

/// What the slices are wanted for.
#[derive(Clone)]
pub enum Task {
    /// A tally of each.
    Tally,
    /// The trial nearest to a value of a cell.
    Nearest(usize, f64),
    /// Lines of a CSV file with the inputs at these places: of each slice so
    /// many trials.
    Rows(Vec<usize>, Vec<(usize, usize)>),
}

/// The slices that are still to be given out.
enum Queue {
    /// None.
    Nothing,
    /// All of the plan's from this one on.
    From(usize),
    /// These.
    Only(VecDeque<usize>),
}

impl Queue {
    /// How many slices are left; `all` is how many the plan has.
    fn left(&self, all: Option<usize>) -> usize {
        match self {
            Self::Nothing => 0,
            Self::From(next) => all.unwrap_or(0).saturating_sub(*next),
            Self::Only(slices) => slices.len(),
        }
    }

    /// Takes the next slice out; `all` is how many the plan has, once that is
    /// known.
    fn take(&mut self, all: Option<usize>) -> Option<usize> {
        match self {
            Self::Nothing => None,
            Self::From(next) => {
                let slice = *next;
                (slice < all?).then(|| *next += 1)?;
                Some(slice)
            }
            Self::Only(slices) => slices.pop_front(),
        }
    }
}

/// The slices of a plan.
#[derive(Clone, Copy)]
struct Slices {
    count: usize,
    /// How many trials each of them has.
    trials: usize,
}

impl Slices {
    /// What a worker answered.
    fn read(answer: &JsValue) -> Option<Self> {
        let list = answer.dyn_ref::<Array>()?;
        let number = |at: u32| list.get(at).as_f64().map(|number| number as usize);
        Some(Self { count: number(0)?, trials: number(1)? })
    }

    /// How many of them a worker has at a time.
    fn ahead(self) -> usize {
        TRIALS_AHEAD.checked_div(self.trials).unwrap_or(0).clamp(AHEAD, self.count.max(AHEAD))
    }
}

/// What a task hears.
pub enum Heard {
    /// How many slices there are.
    Slices(usize),
    /// A slice's answer.
    Answer(usize, JsValue),
    /// Why the plan makes no sense, or the workers cannot be had.
    Failed(String),
}

/// The workers; copies share them.
#[derive(Clone)]
pub struct Pool(Rc<RefCell<Inner>>);

struct Inner {
    workers: Vec<Slot>,
    /// The plan that the slices are of, and its number.
    plan: (u32, String),
    task: Task,
    /// The number of what was sent last; an answer to anything before the
    /// present task began counts no more.
    sent: u32,
    began: u32,
    queue: Queue,
    slices: Option<Slices>,
    /// Buffers that answers came in, for answers to come: new memory has to be
    /// cleared, and memory that is left has to be found.
    buffers: Vec<ArrayBuffer>,
    listener: Rc<dyn Fn(Heard)>,
}

struct Slot {
    worker: Worker,
    ready: bool,
    /// The number and slice of each task that it has, `None` for a plan's slice.
    tasks: VecDeque<(u32, Option<usize>)>,
    /// The number of the plan that it holds.
    plan: u32,
}

impl Pool {
    pub fn new() -> Self {
        Self(Rc::new(RefCell::new(Inner {
            workers: Vec::new(),
            plan: (0, String::new()),
            task: Task::Tally,
            sent: 0,
            began: 0,
            queue: Queue::Nothing,
            slices: None,
            buffers: Vec::new(),
            listener: Rc::new(|_| {}),
        })))
    }

    /// Begins with a plan; whatever was under way is dropped. Workers that have
    /// made this plan ready before use it as it is.
    pub fn begin(&self, plan: String, listener: impl Fn(Heard) + 'static) {
        self.hold(plan);
        let slices = self.0.borrow().slices;
        if let Some(slices) = slices {
            listener(Heard::Slices(slices.count));
        }
        self.listen(Queue::From(0), Task::Tally, listener);
    }

    /// Has the workers make a plan ready that is likely to be run next, where
    /// nothing has been run: otherwise they hold the plan of what is shown.
    /// What is wrong with it is said when it is run.
    pub fn prepare(&self, plan: String) {
        self.hold(plan);
        self.0.borrow_mut().queue = Queue::Nothing;
        // Workers that cannot be had are missed when it is run.
        if !self.0.borrow().workers.is_empty() || self.start().is_ok() {
            self.give();
        }
    }

    /// Takes another plan in place of the one that is there.
    fn hold(&self, plan: String) {
        let mut inner = self.0.borrow_mut();
        if inner.plan.1 != plan {
            inner.plan = (inner.plan.0 + 1, plan);
            inner.slices = None;
        }
    }

    /// Asks something about some slices of a plan.
    pub fn ask(&self, plan: String, slices: Vec<usize>, task: Task, listener: impl Fn(Heard) + 'static) {
        self.hold(plan);
        self.listen(Queue::Only(slices.into()), task, listener);
    }

    fn listen(&self, queue: Queue, task: Task, listener: impl Fn(Heard) + 'static) {
        {
            let mut inner = self.0.borrow_mut();
            inner.task = task;
            inner.queue = queue;
            inner.began = inner.sent + 1;
            inner.listener = Rc::new(listener);
        }
        if self.0.borrow().workers.is_empty()
            && let Err(error) = self.start()
        {
            let listener = self.0.borrow().listener.clone();
            listener(Heard::Failed(format!("The worker could not be started: {error:?}.")));
        }
        self.give();
    }

    /// Stops: slices under way end unheard.
    pub fn stop(&self) {
        let mut inner = self.0.borrow_mut();
        inner.began = inner.sent + 1;
        inner.queue = Queue::Nothing;
    }

    /// Takes the buffers of answers that nobody reads any more, as many as a
    /// run needs.
    pub fn take_back(&self, buffers: impl Iterator<Item = ArrayBuffer>) {
        let mut inner = self.0.borrow_mut();
        let most = inner.slices.map_or(0, |slices| slices.count);
        inner.buffers.extend(buffers);
        inner.buffers.truncate(most);
    }

    fn start(&self) -> Result<(), JsValue> {
        let cores = window().navigator().hardware_concurrency() as usize;
        let address = document()
            .query_selector("meta[name=megahour-worker]")?
            .and_then(|meta| meta.get_attribute("content"))
            .ok_or("the page names no worker")?;
        for position in 0..cores.clamp(WORKERS.0, WORKERS.1) {
            let options = WorkerOptions::new();
            options.set_type(WorkerType::Module);
            let worker = Worker::new_with_options(&address, &options)?;
            let pool = self.clone();
            let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                pool.hear(position, &event.data().unchecked_into());
            });
            worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
            hear.forget();
            let pool = self.clone();
            let fail = Closure::<dyn FnMut(web_sys::Event)>::new(move |_: web_sys::Event| pool.fail());
            worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
            fail.forget();
            self.0.borrow_mut().workers.push(Slot { worker, ready: false, tasks: VecDeque::new(), plan: 0 });
        }
        Ok(())
    }

    /// A worker broke down: all are let go, so that the next run starts anew.
    fn fail(&self) {
        let listener = {
            let mut inner = self.0.borrow_mut();
            inner.workers.drain(..).for_each(|slot| slot.worker.terminate());
            inner.listener.clone()
        };
        listener(Heard::Failed(
            "The worker stopped. It may not be loaded: check the connection and run again.".to_owned(),
        ));
    }

    fn hear(&self, position: usize, message: &Array) {
        let answer = message.get(1);
        let (listener, heard) = {
            let mut inner = self.0.borrow_mut();
            let (began, plan, waits) = (inner.began, inner.plan.0, !matches!(inner.queue, Queue::Nothing));
            let Some(slot) = inner.workers.get_mut(position) else { return };
            slot.ready = true;
            let done = slot.tasks.pop_front();
            // A plan that was made ready counts whenever that was asked, unless
            // another one was sent after it.
            let is_present = slot.plan == plan && slot.tasks.iter().all(|(_, slice)| slice.is_some());
            let counts = |(number, slice): (u32, Option<usize>)| match slice {
                None => is_present.then_some(None),
                Some(_) => (number >= began).then_some(slice),
            };
            let heard = match done.and_then(counts) {
                None => None,
                Some(Some(slice)) => Some(Heard::Answer(slice, answer)),
                Some(None) => match (Slices::read(&answer), answer.as_string()) {
                    (Some(slices), _) if inner.slices.is_none() => {
                        inner.slices = Some(slices);
                        waits.then_some(Heard::Slices(slices.count))
                    }
                    (Some(_), _) => None,
                    (None, why) => {
                        // It is made ready anew when it is asked again.
                        inner.queue = Queue::Nothing;
                        inner.plan.1.clear();
                        waits.then(|| Heard::Failed(why.unwrap_or_default()))
                    }
                },
            };
            (inner.listener.clone(), heard)
        };
        // The workers go on before the page draws what they made.
        self.give();
        if let Some(heard) = heard {
            listener(heard);
        }
    }

    /// Gives every worker something to do, and then something to go on with. A
    /// worker that takes nothing has broken down.
    fn give(&self) {
        if !self.post() {
            self.fail();
        }
    }

    /// Sends what is to be done; whether all of it was taken.
    fn post(&self) -> bool {
        let mut inner = self.0.borrow_mut();
        let plan = inner.plan.clone();
        let workers = inner.workers.len();
        let ahead = inner.slices.map_or(AHEAD, Slices::ahead);
        for position in (0..ahead).flat_map(|_| 0..workers) {
            let slot = &inner.workers[position];
            let has_plan = slot.plan == plan.0;
            if !slot.ready
                || slot.tasks.len() >= ahead
                || plan.1.is_empty()
                || (has_plan && matches!(inner.queue, Queue::Nothing))
            {
                continue;
            }
            let number = inner.sent + 1;
            let (message, moved) = (Array::of1(&number.into()), Array::new());
            let slice = if !has_plan {
                message.push(&"plan".into());
                message.push(&plan.1.as_str().into());
                inner.workers[position].plan = plan.0;
                None
            } else {
                let slices = inner.slices.map(|slices| slices.count);
                // The last ones are for whoever is done first, unless all are so
                // short that waiting to hear of it takes longer.
                let has_work = !inner.workers[position].tasks.is_empty();
                if has_work && inner.queue.left(slices) <= workers && slices.is_some_and(|all| ahead < all) {
                    continue;
                }
                let Some(slice) = inner.queue.take(slices) else { continue };
                let kind = match inner.task {
                    Task::Tally => "tally",
                    Task::Nearest(..) => "nearest",
                    Task::Rows(..) => "rows",
                };
                message.push(&kind.into());
                message.push(&(slice as f64).into());
                let Inner { task, buffers, .. } = &mut *inner;
                match task {
                    Task::Tally => {
                        if let Some(buffer) = buffers.pop() {
                            message.push(&buffer);
                            moved.push(&buffer);
                        }
                    }
                    Task::Nearest(cell, value) => {
                        message.push(&(*cell as f64).into());
                        message.push(&(*value).into());
                    }
                    Task::Rows(inputs, wanted) => {
                        let list: Array = inputs.iter().map(|input| JsValue::from(*input as f64)).collect();
                        let most = wanted.iter().find(|(of, _)| *of == slice).map_or(0, |(_, most)| *most);
                        message.push(&list);
                        message.push(&(most as f64).into());
                    }
                }
                Some(slice)
            };
            inner.sent = number;
            inner.workers[position].tasks.push_back((number, slice));
            if inner.workers[position].worker.post_message_with_transfer(&message, &moved).is_err() {
                return false;
            }
        }
        true
    }
}
