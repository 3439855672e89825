//! A simulation under way: its state, and what it has come to so far.

use super::arrived::{self, Arrived};
use super::pool::{Heard, Pool, Response, Task, UNFITTING};
use crate::app::what_if_view::refusals::Refusals;
use crate::app::what_if_view::state::State;
use crate::engine::chance::contradiction::{Refusal, check};
use crate::engine::chance::simulation::Simulation;
use crate::engine::chance::tally::Tally;
use crate::model::uncertainty::SimulationPlan;
use crate::model::uncertainty::Uncertainties;
use crate::store::route::View;
use js_sys::{Array, Float32Array, Uint8Array};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Between two looks at what has arrived, in milliseconds: drawing it more often
/// takes the workers' processors away from them.
const LOOK: f64 = 250.0;

/// Where a simulation is.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Nobody asked yet.
    Idle,
    /// The worker is being loaded.
    Starting,
    /// So many slices of all are there.
    Running(usize, usize),
    /// All are; it took so many milliseconds.
    Done(f64),
    /// It was stopped.
    Stopped,
    /// It cannot be done, in words.
    Failed(String),
}

/// A simulation under way; copies share it. Nothing of it persists: the plan is
/// in the scenario, and the same plan comes to the same.
#[derive(Clone, Copy)]
pub struct Run {
    pub state: State,
    /// The section's fields that show what was not taken.
    pub refusals: Refusals,
    pub phase: RwSignal<Phase>,
    /// Counts what arrives in `gathered`.
    pub arrived: RwSignal<u32>,
    gathered: StoredValue<SendWrapper<Rc<RefCell<Arrived>>>>,
    /// The plan of what is shown.
    pub plan: RwSignal<Option<Arc<SimulationPlan>>>,
    /// Why the scenario's correlations cannot be so, while they cannot.
    pub refusal: Memo<Option<Refusal>>,
    /// The plan that the scenario and the chosen output ask for.
    wanted: Memo<SimulationPlan>,
    /// The plan that was run last, whatever came of it.
    asked: StoredValue<Option<Arc<SimulationPlan>>>,
    /// The plan that runs, with what has come of it, until the first look at
    /// that takes the place of what is shown.
    next: StoredValue<Option<(Arc<SimulationPlan>, Arrived)>, LocalStorage>,
    pool: StoredValue<SendWrapper<Pool>>,
    began: StoredValue<f64>,
    /// How many slices of the plan that runs are there.
    done: StoredValue<usize>,
    /// When `arrived` was counted last.
    looked: StoredValue<f64>,
}

impl Run {
    pub fn new(state: State) -> Self {
        let run = Self {
            state,
            refusals: Refusals::new(),
            phase: RwSignal::new(Phase::Idle),
            arrived: RwSignal::new(0),
            gathered: StoredValue::new(SendWrapper::new(Rc::new(RefCell::new(Arrived::default())))),
            plan: RwSignal::new(None),
            refusal: Memo::new(move |_| {
                let catalogue = state.workspace.catalogue();
                let of = state.workspace.document.with(|document| document.uncertainties.clone());
                check(&catalogue.model, &of.uncertain(&catalogue), &of.correlations).err()
            }),
            wanted: Memo::new(move |_| {
                let (catalogue, output) = (state.workspace.catalogue(), state.line.get());
                let uncertainties = state.workspace.document.with(|document| document.uncertainties.clone());
                state.inputs.with(|inputs| uncertainties.plan(&catalogue, inputs.clone(), &output))
            }),
            asked: StoredValue::new(None),
            next: StoredValue::new_local(None),
            pool: StoredValue::new(SendWrapper::new(Pool::new())),
            began: StoredValue::new(0.0),
            done: StoredValue::new(0),
            looked: StoredValue::new(0.0),
        };
        // A view that is hidden asks for nothing; what changed meanwhile counts
        // when it is shown again.
        Effect::new(move |_| {
            if state.workspace.route.with(|route| route.view == View::WhatIf) {
                run.wanted.with(|wanted| run.follow(wanted));
            }
        });
        run
    }

    /// Once it ran, a change of what it follows from runs it again, unless it
    /// was stopped. What is about another output, or about nothing any more, is
    /// not shown.
    fn follow(&self, wanted: &SimulationPlan) {
        let phase = self.phase.get_untracked();
        if phase == Phase::Idle {
            return;
        }
        if wanted.uncertain.is_empty() {
            self.pool.get_value().stop();
            self.clear();
            return self.phase.set(Phase::Idle);
        }
        if phase != Phase::Stopped {
            let is_asked = self.asked.with_value(|asked| asked.as_deref() == Some(wanted));
            if !is_asked {
                self.start();
            }
        } else if !self.is_about(&wanted.output) {
            self.clear();
        }
    }

    /// Whether what is shown is about an output.
    fn is_about(&self, output: &str) -> bool {
        self.plan.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.output == output))
    }

    /// Whether something is shown that belongs to the output asked about.
    pub fn has_results(&self) -> bool {
        let is_asked_about =
            self.plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.output == self.state.line.get()));
        is_asked_about && self.with(|gathered| gathered.slices() > 0)
    }

    /// Whether something is shown that follows from earlier inputs.
    pub fn is_stale(&self) -> bool {
        self.has_results()
            && self.plan.with(|plan| self.wanted.with(|wanted| plan.as_deref() != Some(wanted)))
    }

    /// The scenario's uncertainties.
    pub fn uncertainties(&self) -> Arc<Uncertainties> {
        self.state.workspace.document.with(|document| document.uncertainties.clone())
    }

    /// Starts the workers and has them make the plan ready, before it is run for
    /// the first time. Until then a person who only looks loads no worker.
    pub fn prepare(&self) {
        if self.phase.get_untracked() == Phase::Idle {
            self.pool.get_value().prepare(Arc::new(self.wanted.get_untracked()));
        }
    }

    /// Runs the simulation from its beginning.
    pub fn start(&self) {
        let run = *self;
        // What is not shown is not run: the field holds another number than the
        // scenario.
        if let Some(field) = self.refusals.first() {
            self.pool.get_value().stop();
            self.await_next(None);
            let why = format!("“{field}” shows a number that was not taken: correct it, then run.");
            return self.phase.set(Phase::Failed(why));
        }
        let plan = self.wanted.get_untracked();
        // Said beside the correlations already, with what would mend it.
        if self.refusal.with_untracked(Option::is_some) {
            // What still comes of the run before is not waited for.
            self.pool.get_value().stop();
            self.await_next(None);
            let why = "The correlations cannot be so together: “Drivers that move together” says why.";
            return self.fail(why.to_owned());
        }
        // What is shown stays until its successor is there, unless it is about
        // something else.
        if !self.is_about(&plan.output) {
            self.clear();
        }
        let plan = Arc::new(plan);
        self.asked.set_value(Some(plan.clone()));
        self.await_next(Some((plan.clone(), Arrived::default())));
        self.phase.set(Phase::Starting);
        self.began.set_value(now());
        self.looked.set_value(now());
        self.pool.get_value().begin(plan, move |heard| run.hear(heard));
    }

    /// Stops it; what is there stays, also where nothing has come to take its
    /// place.
    pub fn stop(&self) {
        self.pool.get_value().stop();
        let has_come =
            self.next.with_value(|next| next.as_ref().is_none_or(|(_, gathered)| gathered.slices() > 0));
        if has_come {
            self.look();
        } else {
            self.await_next(None);
        }
        self.phase.set(Phase::Stopped);
    }

    /// Shows what has come so far.
    fn look(&self) {
        if let Some((plan, gathered)) = self.next.try_update_value(Option::take).flatten() {
            self.show(gathered);
            self.plan.set(Some(plan));
        }
        self.looked.set_value(now());
        self.arrived.update(|count| *count = count.wrapping_add(1));
    }

    /// Puts slices in place of those that are shown.
    fn show(&self, slices: Arrived) {
        let before = self.gathered.get_value().replace(slices);
        self.pool.get_value().take_back(arrived::buffers(before));
    }

    /// Puts a plan that runs, or none, in place of one that ran.
    fn await_next(&self, next: Option<(Arc<SimulationPlan>, Arrived)>) {
        if let Some((_, unseen)) =
            self.next.try_update_value(|before| std::mem::replace(before, next)).flatten()
        {
            self.pool.get_value().take_back(arrived::buffers(unseen));
        }
    }

    /// Takes a slice in, shown or to be shown.
    fn add(&self, tally: Tally<Float32Array>) {
        let rest = self.next.try_update_value(|next| match next {
            Some((_, gathered)) => {
                gathered.add(tally);
                None
            }
            None => Some(tally),
        });
        if let Some(tally) = rest.flatten() {
            self.gathered.get_value().borrow_mut().add(tally);
        }
    }

    /// Shows nothing.
    fn clear(&self) {
        self.show(Arrived::default());
        self.plan.set(None);
        self.arrived.update(|count| *count = count.wrapping_add(1));
    }

    fn fail(&self, why: String) {
        self.clear();
        self.phase.set(Phase::Failed(why));
    }

    fn hear(&self, heard: Heard) {
        match heard {
            Heard::Slices(slices) => {
                self.done.set_value(0);
                self.phase.set(Phase::Running(0, slices));
            }
            Heard::Failed(why) => self.fail(why),
            Heard::Answer(_, answer) => {
                let tally = match answer {
                    Response::Tally { figures, values } => arrived::tally(&figures, &values),
                    _ => None,
                };
                let (Some(tally), Phase::Running(_, of)) = (tally, self.phase.get_untracked()) else {
                    return self.fail(UNFITTING.to_owned());
                };
                self.add(tally);
                let done = self.done.get_value() + 1;
                self.done.set_value(done);
                // How far it is, too, is told only when the page is drawn anyway.
                if done == of {
                    self.phase.set(Phase::Done(now() - self.began.get_value()));
                } else if now() - self.looked.get_value() > LOOK {
                    self.phase.set(Phase::Running(done, of));
                } else {
                    return;
                }
                self.look();
            }
        }
    }

    /// Reads what has been gathered; tracks its arrival.
    pub fn with<T>(&self, read: impl FnOnce(&Arrived) -> T) -> T {
        self.arrived.track();
        let gathered = self.gathered.get_value();
        let gathered = gathered.borrow();
        read(&gathered)
    }

    /// How many milliseconds are left, as far as can be told.
    pub fn left(&self) -> Option<f64> {
        match self.phase.get() {
            Phase::Running(done, of) if done > 0 => {
                Some((now() - self.began.get_value()) / done as f64 * (of - done) as f64)
            }
            _ => None,
        }
    }

    /// Finds the trial whose value of a cell is nearest to a percentile, and
    /// hands on the model's inputs in it with its number.
    pub fn inspect(&self, cell: usize, share: f64, found: impl Fn(usize, Vec<f64>) + 'static) {
        let run = *self;
        let (Some(value), Some(plan)) =
            (untrack(|| self.with(|gathered| gathered.quantile(cell, share))), self.plan.get_untracked())
        else {
            return;
        };
        let slices: Vec<usize> =
            untrack(|| self.with(|gathered| gathered.made().map(|(slice, _)| slice).collect()));
        let (count, heard_of) = (slices.len(), plan.clone());
        let best = Rc::new(RefCell::new((0_usize, f64::INFINITY, 0_usize)));
        self.ask(plan, slices, Task::Nearest(cell, value), move |_, answer| {
            let mut best = best.borrow_mut();
            best.2 += 1;
            if let Response::Nearest(Some(near)) = answer
                && near.off < best.1
            {
                (best.0, best.1) = (near.trial, near.off);
            }
            if best.2 == count {
                let catalogue = run.state.workspace.catalogue();
                match Simulation::new(&catalogue.model, &heard_of) {
                    Ok(simulation) => found(best.0, simulation.trial(best.0)),
                    Err(why) => run.phase.set(Phase::Failed(why)),
                }
            }
        });
    }

    /// Makes the lines of a CSV file, of the first `most` trials, with the
    /// inputs at some places, and hands them on in their order.
    pub fn rows(&self, inputs: Vec<usize>, most: usize, made: impl Fn(Array) + 'static) {
        let Some(plan) = self.plan.get_untracked() else { return };
        let wanted = untrack(|| self.with(|gathered| gathered.first(most)));
        let slices: Vec<usize> = wanted.iter().map(|(slice, _)| *slice).collect();
        let parts = Rc::new(RefCell::new((Array::new_with_length(wanted.len() as u32), 0)));
        let (places, count) = (slices.clone(), slices.len());
        self.ask(plan, slices, Task::Rows(inputs, wanted), move |slice, answer| {
            let mut parts = parts.borrow_mut();
            if let (Some(place), Response::Rows { text }) =
                (places.iter().position(|other| *other == slice), answer)
            {
                parts.0.set(place as u32, Uint8Array::new(&text).into());
                parts.1 += 1;
            }
            if parts.1 == count {
                made(parts.0.clone());
            }
        });
    }

    /// Asks the workers something about slices of a plan.
    fn ask(
        &self,
        plan: Arc<SimulationPlan>,
        slices: Vec<usize>,
        task: Task,
        answered: impl Fn(usize, Response) + 'static,
    ) {
        let run = *self;
        self.pool.get_value().ask(plan, slices, task, move |heard| match heard {
            Heard::Answer(slice, answer) => answered(slice, answer),
            Heard::Failed(why) => run.phase.set(Phase::Failed(why)),
            Heard::Slices(_) => {}
        });
    }
}

/// Milliseconds since the page began.
fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}
