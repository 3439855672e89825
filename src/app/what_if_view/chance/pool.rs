//! The workers: started when they are first needed, each given a slice at a time.

use crate::model::uncertainty::SimulationPlan;
use crate::worker::port;
use crate::worker::protocol::{self, Numbered, UNASKED};
use js_sys::ArrayBuffer;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// A request of the page, with its buffers.
type Request = protocol::Request<ArrayBuffer>;
/// A worker's response, with its buffers.
pub type Response = protocol::Response<ArrayBuffer>;

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

/// What is said of a worker that broke down.
const STOPPED: &str = "The worker stopped. It may not be loaded: check the connection and run again.";
/// What is said of an answer to another question.
pub const UNFITTING: &str = "The worker's answer could not be read.";

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
    Answer(usize, Response),
    /// Why the plan makes no sense, or the workers cannot be had.
    Failed(String),
}

/// The workers; copies share them.
#[derive(Clone)]
pub struct Pool(Rc<RefCell<Inner>>);

struct Inner {
    workers: Vec<Slot>,
    held: Held,
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

/// The plan that the slices are of.
#[derive(Clone, Default)]
struct Held {
    /// Its number: it rises with every plan.
    number: u32,
    /// `None` before the first one and after one that was refused.
    plan: Option<Arc<SimulationPlan>>,
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
            held: Held::default(),
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
    pub fn begin(&self, plan: Arc<SimulationPlan>, listener: impl Fn(Heard) + 'static) {
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
    pub fn prepare(&self, plan: Arc<SimulationPlan>) {
        self.hold(plan);
        self.0.borrow_mut().queue = Queue::Nothing;
        // Workers that cannot be had are missed when it is run.
        if !self.0.borrow().workers.is_empty() || self.start().is_ok() {
            self.give();
        }
    }

    /// Takes another plan in place of the one that is there.
    fn hold(&self, plan: Arc<SimulationPlan>) {
        let mut inner = self.0.borrow_mut();
        if inner.held.plan.as_ref() != Some(&plan) {
            inner.held = Held { number: inner.held.number + 1, plan: Some(plan) };
            inner.slices = None;
        }
    }

    /// Asks something about some slices of a plan.
    pub fn ask(
        &self,
        plan: Arc<SimulationPlan>,
        slices: Vec<usize>,
        task: Task,
        listener: impl Fn(Heard) + 'static,
    ) {
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
                pool.hear(position, &event.data());
            });
            worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
            hear.forget();
            let pool = self.clone();
            let fail = Closure::<dyn FnMut(web_sys::Event)>::new(move |_: web_sys::Event| pool.fail(STOPPED));
            worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
            fail.forget();
            self.0.borrow_mut().workers.push(Slot { worker, ready: false, tasks: VecDeque::new(), plan: 0 });
        }
        Ok(())
    }

    /// A worker broke down: all are let go, so that the next run starts anew.
    fn fail(&self, why: &str) {
        let listener = {
            let mut inner = self.0.borrow_mut();
            inner.workers.drain(..).for_each(|slot| slot.worker.terminate());
            inner.listener.clone()
        };
        listener(Heard::Failed(why.to_owned()));
    }

    fn hear(&self, position: usize, data: &JsValue) {
        let Numbered { number, message } =
            port::read::<protocol::Response<String>>(data).unwrap_or_else(|unread| Numbered {
                number: unread.number,
                message: Response::Refused { why: unread.to_string() },
            });
        if let (UNASKED, Response::Refused { why }) = (number, &message) {
            return self.fail(why);
        }
        let (listener, heard) = {
            let mut inner = self.0.borrow_mut();
            let heard = inner.answered(position, number, message);
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
            self.fail(STOPPED);
        }
    }

    /// Sends what is to be done; whether all of it was taken.
    fn post(&self) -> bool {
        let mut inner = self.0.borrow_mut();
        let workers = inner.workers.len();
        let ahead = inner.slices.map_or(AHEAD, Slices::ahead);
        for position in (0..ahead).flat_map(|_| 0..workers) {
            let Some((slice, request)) = inner.next(position, ahead) else { continue };
            inner.sent += 1;
            let number = inner.sent;
            let slot = &mut inner.workers[position];
            slot.tasks.push_back((number, slice));
            let sent = port::write(number, request)
                .and_then(|posted| slot.worker.post_message_with_transfer(&posted.message, &posted.transfer));
            if sent.is_err() {
                return false;
            }
        }
        true
    }
}

impl Inner {
    /// Takes a worker's response to a request: what its task hears of it.
    fn answered(&mut self, position: usize, number: u32, message: Response) -> Option<Heard> {
        let waits = !matches!(self.queue, Queue::Nothing);
        let slot = self.workers.get_mut(position)?;
        slot.ready = true;
        // What was not asked here was asked by others, as its memory is.
        let (_, slice) = slot.tasks.pop_front_if(|(asked, _)| *asked == number)?;
        let Some(slice) = slice else {
            // A plan that was made ready counts whenever that was asked, unless
            // another one was sent after it.
            let is_present =
                slot.plan == self.held.number && slot.tasks.iter().all(|(_, slice)| slice.is_some());
            return is_present.then(|| self.prepared(message))?.filter(|_| waits);
        };
        (number >= self.began).then(|| match message {
            Response::Refused { why } => {
                // The other slices end unheard.
                self.began = self.sent + 1;
                self.queue = Queue::Nothing;
                Heard::Failed(why)
            }
            answer => Heard::Answer(slice, answer),
        })
    }

    /// Takes the response to a plan.
    fn prepared(&mut self, message: Response) -> Option<Heard> {
        let why = match message {
            Response::Prepared { slices, per_slice } => {
                let is_first = self.slices.is_none();
                let slices = *self.slices.get_or_insert(Slices { count: slices, trials: per_slice });
                return is_first.then_some(Heard::Slices(slices.count));
            }
            Response::Refused { why } => why,
            _ => UNFITTING.to_owned(),
        };
        // It is made ready anew when it is asked again.
        self.queue = Queue::Nothing;
        self.held.plan = None;
        Some(Heard::Failed(why))
    }

    /// The next request for a worker, with its slice; `None` if it has enough to
    /// do or nothing is left.
    fn next(&mut self, position: usize, ahead: usize) -> Option<(Option<usize>, Request)> {
        let workers = self.workers.len();
        let slot = self.workers.get_mut(position)?;
        if !slot.ready || slot.tasks.len() >= ahead {
            return None;
        }
        let plan = self.held.plan.as_deref()?;
        if slot.plan != self.held.number {
            slot.plan = self.held.number;
            let plan = Box::new(plan.clone());
            return Some((None, Request::Prepare { plan }));
        }
        let slices = self.slices.map(|slices| slices.count);
        // The last ones are for whoever is done first, unless all are so short
        // that waiting to hear of it takes longer.
        let has_work = !slot.tasks.is_empty();
        if has_work && self.queue.left(slices) <= workers && slices.is_some_and(|all| ahead < all) {
            return None;
        }
        let slice = self.queue.take(slices)?;
        let request = match &self.task {
            Task::Tally => Request::Tally { slice, spare: self.buffers.pop() },
            Task::Nearest(cell, value) => Request::Nearest { slice, cell: *cell, value: *value },
            Task::Rows(inputs, wanted) => {
                let most = wanted.iter().find(|(of, _)| *of == slice).map_or(0, |(_, most)| *most);
                Request::Rows { slice, inputs: inputs.clone(), most }
            }
        };
        Some((Some(slice), request))
    }
}
