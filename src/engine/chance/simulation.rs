//! Many trials of a plan, in slices.

use super::plan::{Plan, Source};
use super::points::{self, MAX_SET};
use super::shifts::{Column, Columns, Shifts, Spare};
use super::tally::{Asked, RANKED, Taking, Tally};
use crate::engine::model::{Line, Model};
use crate::engine::program::Register;
use crate::engine::program::machine::{BLOCK, Machine};
use crate::engine::program::specialise::{Focus, Varying};

/// The fewest and the most trials.
pub const TRIALS: std::ops::RangeInclusive<usize> = 1_000..=1_000_000;
/// How many sets of points there are at least, but for what filling their blocks
/// takes away: their spread tells the error.
const MIN_SETS: usize = 8;

/// A plan made ready for a model. Its slices can be made in any order, by any
/// number of workers: each follows from its number alone.
pub struct Simulation {
    inputs: Vec<f64>,
    shifts: Shifts,
    points: points::Source,
    focus: Focus,
    events: Vec<Asked>,
    trials: usize,
    /// The trials of a slice, a multiple of the block's length; the last slice
    /// may have fewer.
    per_slice: usize,
    /// How many results are the output's: its cells, then its total.
    cells: usize,
}

/// Scratch memory for one block of trials: its points, draws and registers.
/// `Simulation::blocks` fills it anew for each block.
pub struct Room {
    points: Vec<Column>,
    draws: Vec<Column>,
    bounded: Vec<[bool; BLOCK]>,
    spare: Spare,
    machine: Machine<BLOCK>,
}

impl Simulation {
    /// Makes a plan ready.
    ///
    /// # Errors
    /// In words for the person whose plan it is.
    pub fn new(model: &Model, plan: &Plan) -> Result<Self, String> {
        if !TRIALS.contains(&plan.trials) {
            return Err(format!(
                "The number of trials has to be from {} to {}.",
                TRIALS.start(),
                TRIALS.end()
            ));
        }
        if plan.inputs.len() != model.program().input_count() {
            return Err("Inputs of the model are missing.".to_owned());
        }
        let shifts = Shifts::new(model, plan)?;
        let output = find(model, &plan.output)?;
        let mut registers = registers_of(model, output);
        let cells = registers.len();
        for event in &plan.events {
            let at = find(model, &event.line)?;
            let register = match event.cell {
                Some(cell) => model.program().register(at.0, cell),
                None => model.program().total_register(at.0),
            };
            registers.push(register.ok_or_else(|| format!("{} has no such value.", at.1.label))?);
        }
        let focus = Focus::within(model.program(), &plan.inputs, &shifts.inputs(), &registers);
        let sets = MIN_SETS.max(plan.trials.div_ceil(MAX_SET));
        Ok(Self {
            points: points::Source::new(plan.points, plan.seed, shifts.dimensions),
            inputs: plan.inputs.clone(),
            shifts,
            events: (cells..)
                .zip(&plan.events)
                .map(|(at, event)| Asked::new(event, focus.is_finite(at)))
                .collect(),
            focus,
            trials: plan.trials,
            per_slice: plan.trials.div_ceil(sets).next_multiple_of(BLOCK),
            cells,
        })
    }

    /// How many slices there are.
    pub fn slices(&self) -> usize {
        self.trials.div_ceil(self.per_slice)
    }

    /// How many trials a slice has; the last one may have fewer.
    pub fn per_slice(&self) -> usize {
        self.per_slice
    }

    /// The uncertainties, in the order in which a tally ranks them.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.shifts.sources.iter().map(|drawn| &drawn.source)
    }

    /// Draws and evaluates a slice's trials, and counts.
    pub fn tally(&self, slice: usize) -> Tally {
        let (events, drivers) = (self.events.len(), self.shifts.driver_count());
        let mut taking = Taking::new(self.count(slice), self.cells, events, drivers, self.shifts.dimensions);
        self.blocks(slice, |first, count, room| {
            for cell in 0..self.cells {
                taking.sample(cell, self.result(room, cell), count);
            }
            for (position, event) in self.events.iter().enumerate() {
                taking.event(position, event, self.result(room, self.cells + position), count);
            }
            taking.bounds(&room.bounded, count);
            if first % self.per_slice < RANKED {
                taking.points(&room.points, count);
            }
        });
        let sources: Vec<(usize, usize)> =
            self.shifts.sources.iter().map(|drawn| (drawn.first, drawn.count)).collect();
        taking.finish(slice, self.count(slice), &sources)
    }

    /// The model's inputs in one trial, counted from 0.
    pub fn trial(&self, trial: usize) -> Vec<f64> {
        let mut columns: Vec<Column> = self.inputs.iter().map(|input| [*input; BLOCK]).collect();
        let mut room = self.room();
        let first = trial / BLOCK * BLOCK;
        self.fill(&self.points.set(first / self.per_slice), first % self.per_slice, &mut room);
        self.shifts.apply(&room.draws, &mut room.bounded, columns.as_mut_slice(), &mut room.spare);
        columns.iter().map(|column| column[trial % BLOCK]).collect()
    }

    /// The trial of a slice whose result in a cell of the output, or its total
    /// after them, is nearest to a value, with how far off it is.
    pub fn nearest(&self, slice: usize, cell: usize, value: f64) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64)> = None;
        self.blocks(slice, |first, count, room| {
            for (lane, result) in self.result(room, cell).iter().enumerate().take(count) {
                let off = (result - value).abs();
                if off < best.map_or(f64::INFINITY, |(_, least)| least) {
                    best = Some((first + lane, off));
                }
            }
        });
        best
    }

    /// The first `most` trials of a slice: each one's number, the values of its
    /// inputs, and the output's cells and total.
    pub fn rows(&self, slice: usize, most: usize, mut row: impl FnMut(usize, &[f64], &[f64])) {
        let varying = self.shifts.inputs();
        let mut columns: Vec<Column> = vec![[0.0; BLOCK]; self.inputs.len()];
        let mut inputs = self.inputs.clone();
        let mut results = vec![0.0; self.cells];
        let mut spare = Spare::default();
        let end = (slice * self.per_slice).saturating_add(most);
        self.blocks(slice, |first, count, room| {
            let mut bounded = room.bounded.clone();
            self.shifts.apply(&room.draws, &mut bounded, columns.as_mut_slice(), &mut spare);
            for (lane, trial) in (first..(first + count).min(end)).enumerate() {
                varying.iter().for_each(|Varying { input, .. }| inputs[*input] = columns[*input][lane]);
                for (cell, result) in results.iter_mut().enumerate() {
                    *result = self.result(room, cell)[lane];
                }
                row(trial, &inputs, &results);
            }
        });
    }

    /// How many trials a slice has.
    fn count(&self, slice: usize) -> usize {
        self.trials.saturating_sub(slice * self.per_slice).min(self.per_slice)
    }

    fn room(&self) -> Room {
        Room {
            points: vec![[0.0; BLOCK]; self.shifts.dimensions],
            draws: vec![[0.0; BLOCK]; self.shifts.dimensions],
            bounded: vec![[false; BLOCK]; self.shifts.driver_count()],
            spare: Spare::default(),
            machine: Machine::new(self.focus.program()),
        }
    }

    /// Visits a slice block by block: the number of its first trial, how many of
    /// its lanes are trials, and what they came to.
    fn blocks(&self, slice: usize, mut visit: impl FnMut(usize, usize, &Room)) {
        let mut room = self.room();
        let from = slice * self.per_slice;
        let to = from + self.count(slice);
        let set = self.points.set(slice);
        for first in (from..to).step_by(BLOCK) {
            self.fill(&set, first - from, &mut room);
            let Room { draws, bounded, machine, spare, .. } = &mut room;
            self.shifts.apply(draws, bounded, &mut Needed { focus: &self.focus, machine }, spare);
            room.machine.run(self.focus.program());
            visit(first, BLOCK.min(to - first), &room);
        }
    }

    fn fill(&self, set: &points::Set<'_>, from: usize, room: &mut Room) {
        set.fill(from, &mut room.points);
        self.shifts.draw(&mut room.points, &mut room.draws);
    }

    fn result<'r>(&self, room: &'r Room, position: usize) -> &'r Column {
        const UNDEFINED: Column = [f64::NAN; BLOCK];
        let register = self.focus.outputs().get(position).copied();
        register.and_then(|register| room.machine.column(register)).unwrap_or(&UNDEFINED)
    }
}

/// The inputs that the results need.
struct Needed<'r> {
    focus: &'r Focus,
    machine: &'r mut Machine<BLOCK>,
}

impl Columns for Needed<'_> {
    fn column(&mut self, input: usize) -> Option<&mut Column> {
        self.machine.input(self.focus.input(input)?)
    }
}

fn find<'m>(model: &'m Model, id: &str) -> Result<(usize, &'m Line), String> {
    let found = model.lines().iter().enumerate().find(|(_, line)| line.id == id);
    found.ok_or_else(|| format!("There is no line {id}."))
}

/// The registers of a line's cells and of its total, if it has one.
fn registers_of(model: &Model, (position, line): (usize, &Line)) -> Vec<Register> {
    let program = model.program();
    let cells = (0..model.cell_count(line)).filter_map(|cell| program.register(position, cell));
    cells.chain(program.total_register(position)).collect()
}
