//! From points to the values of the uncertain drivers.

use super::copula::{self, Copula};
use super::drawn::{Drawn, pairs};
use super::plan::{Correlation, Part, Plan, Source, Way};
use super::points::{self, MAX_DIMENSIONS};
use super::table::Table;
use crate::engine::model::{Content, Model, Range};
use crate::engine::program::interval::Interval;
use crate::engine::program::machine::BLOCK;
use crate::engine::program::specialise::Varying;

/// A value for each trial of a block.
pub(super) type Column = [f64; BLOCK];

/// Everything that is drawn for a trial.
pub(super) struct Shifts {
    /// A table for each uncertainty, in the order of its dimensions.
    tables: Vec<Table>,
    /// Each uncertainty, with its dimensions.
    pub(super) sources: Vec<Drawn>,
    drivers: Vec<Shifted>,
    copula: Option<Copula>,
    pub(super) dimensions: usize,
}

/// A driver with what shifts it.
struct Shifted {
    first_input: usize,
    cells: Vec<Cell>,
    low: f64,
    high: f64,
}

/// One of a driver's cells. What shifts it is named by its dimension.
struct Cell {
    base: f64,
    /// Whether what was drawn for this cell or one before it makes it grow.
    has_grown: bool,
    /// How it grows from the cell before.
    growth: Option<(usize, Growth)>,
    level: Option<(usize, Way)>,
    /// Whether its allowed values may bound what is drawn.
    may_be_held: bool,
    /// Between which ends it lies.
    ends: Interval,
}

/// What a draw does to a growth.
#[derive(Clone, Copy)]
enum Growth {
    /// It multiplies it.
    Factor,
    /// It is added to a growth that is so large.
    Addition(f64),
}

/// Where the values of inputs go.
pub(super) trait Columns {
    /// The column of an input; `None` where nothing needs it.
    fn column(&mut self, input: usize) -> Option<&mut Column>;
}

/// Room that is used again, so that nothing is taken for a number that belongs
/// into a register.
pub(super) struct Spare {
    off: Column,
    grown: Column,
    unread: Column,
}

impl Default for Spare {
    fn default() -> Self {
        Self { off: [0.0; BLOCK], grown: [1.0; BLOCK], unread: [0.0; BLOCK] }
    }
}

impl Columns for [Column] {
    fn column(&mut self, input: usize) -> Option<&mut Column> {
        self.get_mut(input)
    }
}

impl Shifts {
    /// What a plan's uncertainties draw.
    ///
    /// # Errors
    /// In words, where they make no sense together or for this model.
    pub(super) fn new(model: &Model, plan: &Plan) -> Result<Self, String> {
        let sources = Drawn::all(model, &plan.uncertain);
        let dimensions = sources.last().map_or(0, |drawn| drawn.first + drawn.count);
        let (tables, drivers) = (Vec::new(), Vec::new());
        let mut shifts = Self { tables, sources, drivers, copula: None, dimensions };
        for (id, uncertainty) in &plan.uncertain {
            let position = model.lines().iter().position(|line| line.id == *id);
            let (Some(position), Some(line)) = (position, model.line(id)) else {
                return Err(format!("There is no driver {id}."));
            };
            let (Content::Driver(driver), Some(first_input)) =
                (&line.content, model.program().first_input(position))
            else {
                return Err(format!("{} is calculated, not typed.", line.label));
            };
            if shifts.drivers.iter().any(|other| other.first_input == first_input) {
                return Err(format!("{} is uncertain twice.", line.label));
            }
            // Growth goes from year to year: along a list it would compound from
            // member to member, along months twelve times a year.
            let is_yearly =
                line.shape.len() == 1 && model.grain(line) == Some(crate::engine::axis::Grain::Year);
            if uncertainty.growth.is_some() && !is_yearly {
                return Err(format!("{} has no growth.", line.label));
            }
            let cells = model.cell_count(line);
            let base = plan.inputs.get(first_input..first_input + cells).map(<[f64]>::to_vec);
            for shift in uncertainty.shifts() {
                shift.distribution.check().map_err(|why| format!("{}: {why}.", line.label))?;
                shifts.tables.push(Table::new(shift.distribution));
            }
            let (low, high) = bounds(driver.range);
            let base = base.ok_or("Inputs of the model are missing.")?;
            let of = |part| {
                let is_it = |drawn: &&Drawn| drawn.source.part == part && drawn.source.driver == *id;
                shifts.sources.iter().find(is_it)
            };
            let cells = cells_of(&base, of(Part::Level), of(Part::Growth));
            shifts.drivers.push(Shifted { first_input, cells, low, high });
        }
        if shifts.dimensions > MAX_DIMENSIONS {
            return Err(format!("There are more than {MAX_DIMENSIONS} independent draws in a trial."));
        }
        let (pairs, owners) = pairs(&shifts.sources, &plan.correlations)?;
        shifts.copula = Copula::new(&pairs).map_err(|of| {
            let mut owners: Vec<usize> = of.iter().filter_map(|pair| owners.get(*pair)).copied().collect();
            owners.dedup();
            let of = owners.iter().filter_map(|owner| plan.correlations.get(*owner));
            contradiction(model, &of.collect::<Vec<_>>())
        })?;
        let ends: Vec<Interval> = (0..shifts.dimensions).map(|dimension| shifts.ends(dimension)).collect();
        shifts.drivers.iter_mut().for_each(|driver| driver.find_held(&ends));
        Ok(shifts)
    }

    /// Between which ends the draws of a dimension lie.
    fn ends(&self, dimension: usize) -> Interval {
        let of = self.sources.iter().zip(&self.tables);
        let mut of = of.filter(|(drawn, _)| (drawn.first..drawn.first + drawn.count).contains(&dimension));
        let Some((_, table)) = of.next() else { return Interval::UNKNOWN };
        let is_mixed = self.copula.as_ref().is_some_and(|copula| copula.mixes(dimension));
        let (first, last) = if is_mixed { copula::ENDS } else { points::ENDS };
        table.ends(first, last)
    }

    /// How many drivers are uncertain.
    pub(super) fn driver_count(&self) -> usize {
        self.drivers.len()
    }

    /// The inputs that vary.
    pub(super) fn inputs(&self) -> Vec<Varying> {
        self.drivers.iter().flat_map(Shifted::inputs).collect()
    }

    /// From points to shifts, in place of `draws`; the points become those of
    /// the drivers as they move together.
    pub(super) fn draw(&self, points: &mut [Column], draws: &mut [Column]) {
        if let Some(copula) = &self.copula {
            copula.mix(points);
        }
        for (table, source) in self.tables.iter().zip(&self.sources) {
            for dimension in source.first..source.first + source.count {
                table.quantiles(&points[dimension], &mut draws[dimension]);
            }
        }
    }

    /// Gives each varying input its values, and notes for each driver in which
    /// trials the allowed values bounded it.
    pub(super) fn apply(
        &self,
        draws: &[Column],
        bounded: &mut [[bool; BLOCK]],
        columns: &mut (impl Columns + ?Sized),
        Spare { off, grown, unread }: &mut Spare,
    ) {
        for (driver, bounded) in self.drivers.iter().zip(bounded) {
            let may_be_held = driver.cells.iter().any(|cell| cell.may_be_held);
            // How far off what was drawn is from what is kept.
            if may_be_held {
                *off = [0.0; BLOCK];
            }
            if driver.cells.iter().any(|cell| cell.has_grown) {
                *grown = [1.0; BLOCK];
            }
            for (cell, input) in driver.cells.iter().zip(driver.first_input..) {
                cell.grow(draws, grown);
                let value = match columns.column(input) {
                    Some(value) => value,
                    None if cell.may_be_held => unread,
                    None => continue,
                };
                cell.value(draws, grown, value);
                if cell.may_be_held {
                    for lane in 0..BLOCK {
                        let free = value[lane];
                        let kept = if free < driver.low { driver.low } else { free };
                        let kept = if kept > driver.high { driver.high } else { kept };
                        off[lane] += (kept - free).abs();
                        value[lane] = kept;
                    }
                }
            }
            if may_be_held {
                *bounded = off.map(|off| off != 0.0);
            }
        }
    }
}

/// A driver's cells with what shifts them.
fn cells_of(base: &[f64], level: Option<&Drawn>, growth: Option<&Drawn>) -> Vec<Cell> {
    let cell = |(position, value): (usize, &f64)| Cell {
        base: *value,
        has_grown: growth.is_some(),
        growth: growth.filter(|_| position > 0).and_then(|drawn| {
            let before = value / base[position - 1];
            let growth = match drawn.shift.way {
                Way::Factor => Growth::Factor,
                // Nothing grows from nothing.
                Way::Addition if before == 0.0 || !before.is_finite() => return None,
                Way::Addition => Growth::Addition(before),
            };
            Some((drawn.dimension(position - 1), growth))
        }),
        level: level.map(|drawn| (drawn.dimension(position), drawn.shift.way)),
        may_be_held: true,
        ends: Interval::UNKNOWN,
    };
    base.iter().enumerate().map(cell).collect()
}

impl Shifted {
    /// The driver's inputs.
    fn inputs(&self) -> impl Iterator<Item = Varying> {
        let first = self.first_input;
        self.cells.iter().enumerate().map(move |(position, cell)| Varying {
            input: first + position,
            ends: cell.ends,
            like: self.cells[..position].iter().position(|before| before.is_like(cell)).map(|at| first + at),
        })
    }

    /// Finds the cells that nothing drawn takes out of what is allowed, given
    /// the ends of each dimension's draws.
    fn find_held(&mut self, draws: &[Interval]) {
        let mut grown = Interval::of(1.0);
        for cell in &mut self.cells {
            if let Some((dimension, growth)) = cell.growth {
                grown = grown.times(match growth {
                    Growth::Factor => draws[dimension],
                    Growth::Addition(before) => {
                        Interval::of(1.0).plus(draws[dimension].times(Interval::of(1.0 / before)))
                    }
                });
            }
            let value = grown.times(Interval::of(cell.base));
            let value = match cell.level {
                None => value,
                Some((dimension, Way::Factor)) => value.times(draws[dimension]),
                Some((dimension, Way::Addition)) => value.plus(draws[dimension]),
            };
            cell.may_be_held = !value.are_within(self.low, self.high);
            cell.ends = match cell.may_be_held && value.are_finite() {
                true => Interval { low: self.low, high: self.high },
                false => value,
            };
        }
    }
}

impl Cell {
    /// Whether both always have the same value: the same draw for the same base.
    fn is_like(&self, other: &Self) -> bool {
        let of = |cell: &Self| (cell.base.to_bits(), cell.level, cell.has_grown);
        of(self) == of(other) && !self.has_grown
    }

    /// Lets what has grown up to the cell before grow to this one.
    #[inline(always)]
    fn grow(&self, draws: &[Column], grown: &mut Column) {
        let Some((dimension, growth)) = self.growth else { return };
        let draw = &draws[dimension];
        match growth {
            Growth::Factor => each(grown, draw, |grown, draw| grown * draw),
            Growth::Addition(before) => each(grown, draw, |grown, draw| grown * (1.0 + draw / before)),
        }
    }

    /// What is drawn for the cell, before anything bounds it.
    #[inline(always)]
    fn value(&self, draws: &[Column], grown: &Column, into: &mut Column) {
        let base = self.base;
        let level = self.level.map(|(dimension, way)| (&draws[dimension], way));
        match (level, self.has_grown) {
            (None, false) => *into = [base; BLOCK],
            (None, true) => put(into, grown, grown, |grown, _| grown * base),
            (Some((draw, Way::Factor)), false) => put(into, draw, draw, |draw, _| base * draw),
            (Some((draw, Way::Factor)), true) => put(into, grown, draw, |grown, draw| grown * base * draw),
            (Some((draw, Way::Addition)), false) => put(into, draw, draw, |draw, _| base + draw),
            (Some((draw, Way::Addition)), true) => put(into, grown, draw, |grown, draw| grown * base + draw),
        }
    }
}

/// Why correlations cannot be had, by those that cannot all be so.
fn contradiction(model: &Model, pairs: &[&Correlation]) -> String {
    let name = |source: &Source| {
        let label = model.line(&source.driver).map_or(source.driver.as_str(), |line| line.label.as_str());
        if source.part == Part::Growth { format!("{label}, growth") } else { label.to_owned() }
    };
    let pair = |pair: &&Correlation| format!("“{}” with “{}”", name(&pair.a), name(&pair.b));
    let named = pairs.iter().map(pair).collect::<Vec<_>>().join(" and ");
    format!(
        "These correlations contradict each other: {named} cannot be so at once, beside the other pairs. A pair that is not listed counts as 0: add it, or weaken one."
    )
}

#[inline(always)]
fn each(of: &mut Column, with: &Column, op: impl Fn(f64, f64) -> f64) {
    for lane in 0..BLOCK {
        of[lane] = op(of[lane], with[lane]);
    }
}

// What is read is handed over by itself, so that it is known to be somewhere
// else than what is written.
#[inline(always)]
fn put(into: &mut Column, a: &Column, b: &Column, op: impl Fn(f64, f64) -> f64) {
    for lane in 0..BLOCK {
        into[lane] = op(a[lane], b[lane]);
    }
}

/// The smallest and the largest allowed value.
fn bounds(range: Range) -> (f64, f64) {
    (if range.min_allowed { range.min } else { range.min.next_up() }, range.max)
}
