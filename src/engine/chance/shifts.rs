//! From points to the values of the uncertain drivers.

use super::copula::{Copula, Pair};
use super::plan::{Correlation, Part, Plan, Shift, Source, Span, Way};
use super::points::MAX_DIMENSIONS;
use super::table::Table;
use crate::engine::machine::BLOCK;
use crate::engine::model::{Content, Model, Range};

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

/// An uncertainty and where its draws are.
pub(super) struct Drawn {
    pub(super) source: Source,
    shift: Shift,
    pub(super) first: usize,
    pub(super) count: usize,
}

impl Drawn {
    /// The cell that the `n`-th draw is for, where there is one for each: growth
    /// leads to the second cell first.
    fn cell(&self, n: usize) -> usize {
        if self.source.part == Part::Growth { n + 1 } else { n }
    }

    /// The dimension of the `n`-th draw.
    fn dimension(&self, n: usize) -> usize {
        self.first + if self.count == 1 { 0 } else { n }
    }
}

/// A driver with what shifts it, as positions among the uncertainties.
struct Shifted {
    first_input: usize,
    base: Vec<f64>,
    level: Option<usize>,
    growth: Option<usize>,
    low: f64,
    high: f64,
}

impl Shifts {
    /// What a plan's uncertainties draw.
    ///
    /// # Errors
    /// In words, where they make no sense together or for this model.
    pub(super) fn new(model: &Model, plan: &Plan) -> Result<Self, String> {
        let mut shifts = Self {
            tables: Vec::new(),
            sources: Vec::new(),
            drivers: Vec::new(),
            copula: None,
            dimensions: 0,
        };
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
            if uncertainty.growth.is_some() && line.shape.len() != 1 {
                return Err(format!("{} has no growth.", line.label));
            }
            let cells = model.cell_count(line);
            let base = plan.inputs.get(first_input..first_input + cells).map(<[f64]>::to_vec);
            let mut add = |part: Part, draws: usize| -> Result<Option<usize>, String> {
                let Some(shift) = uncertainty.part(part) else { return Ok(None) };
                shift.distribution.check().map_err(|why| format!("{}: {why}.", line.label))?;
                shifts.tables.push(Table::new(shift.distribution));
                let count = if shift.span == Span::Once { 1 } else { draws.max(1) };
                let source = Source { driver: id.clone(), part };
                shifts.sources.push(Drawn { source, shift, first: shifts.dimensions, count });
                shifts.dimensions += count;
                Ok(Some(shifts.sources.len() - 1))
            };
            let level = add(Part::Level, cells)?;
            let growth = add(Part::Growth, cells.saturating_sub(1))?;
            let (low, high) = bounds(driver.range);
            let base = base.ok_or("Inputs of the model are missing.")?;
            shifts.drivers.push(Shifted { first_input, base, level, growth, low, high });
        }
        if shifts.dimensions > MAX_DIMENSIONS {
            return Err(format!("There are more than {MAX_DIMENSIONS} independent draws in a trial."));
        }
        let (pairs, owners) = shifts.pairs(plan)?;
        shifts.copula = Copula::new(&pairs).map_err(|of| {
            let mut owners: Vec<usize> = of.iter().filter_map(|pair| owners.get(*pair)).copied().collect();
            owners.dedup();
            let of = owners.iter().filter_map(|owner| plan.correlations.get(*owner));
            contradiction(model, &of.collect::<Vec<_>>())
        })?;
        Ok(shifts)
    }

    /// The pairs of dimensions that move together, and for each of them the
    /// position of the correlation that it comes from.
    fn pairs(&self, plan: &Plan) -> Result<(Vec<Pair>, Vec<usize>), String> {
        let (mut pairs, mut owners) = (Vec::new(), Vec::new());
        for (owner, correlation) in plan.correlations.iter().enumerate() {
            let found = |source: &Source| self.sources.iter().find(|drawn| drawn.source == *source);
            let (Some(a), Some(b)) = (found(&correlation.a), found(&correlation.b)) else {
                return Err("A correlation names what is not uncertain.".to_owned());
            };
            if a.first == b.first {
                return Err("Nothing is correlated with itself but wholly.".to_owned());
            }
            if !(-0.999..=0.999).contains(&correlation.rank) {
                return Err("A correlation has to lie between −0.999 and 0.999.".to_owned());
            }
            // Where both are drawn for each cell, each goes with its own.
            let paired = |i: usize, j: usize| a.count == 1 || b.count == 1 || a.cell(i) == b.cell(j);
            for (i, j) in (0..a.count).flat_map(|i| (0..b.count).map(move |j| (i, j))) {
                if paired(i, j) {
                    let (one, other) = (a.first + i, b.first + j);
                    if pairs.iter().any(|(x, y, _)| (*x, *y) == (one, other) || (*y, *x) == (one, other)) {
                        return Err("Two correlations are about the same pair.".to_owned());
                    }
                    pairs.push((one, other, correlation.rank));
                    owners.push(owner);
                }
            }
        }
        Ok((pairs, owners))
    }

    /// How many drivers are uncertain.
    pub(super) fn driver_count(&self) -> usize {
        self.drivers.len()
    }

    /// The inputs that vary.
    pub(super) fn inputs(&self) -> Vec<usize> {
        self.drivers
            .iter()
            .flat_map(|driver| driver.first_input..driver.first_input + driver.base.len())
            .collect()
    }

    /// From points to shifts, in place of `draws`; the points become those of
    /// the drivers as they move together.
    pub(super) fn draw(&self, points: &mut [Column], draws: &mut [Column]) {
        if let Some(copula) = &self.copula {
            copula.mix(points);
        }
        for (table, source) in self.tables.iter().zip(&self.sources) {
            for dimension in source.first..source.first + source.count {
                let (point, draw) = (&points[dimension], &mut draws[dimension]);
                for lane in 0..BLOCK {
                    draw[lane] = table.quantile(point[lane]);
                }
            }
        }
    }

    /// Gives each varying input its values, and notes for each driver in which
    /// trials the allowed values bounded it.
    pub(super) fn apply(
        &self,
        draws: &[Column],
        bounded: &mut [[bool; BLOCK]],
        mut write: impl FnMut(usize, &Column),
    ) {
        for (driver, bounded) in self.drivers.iter().zip(bounded) {
            // How far off what was drawn is from what is kept.
            let mut off = [0.0; BLOCK];
            let mut grown = [1.0; BLOCK];
            for (cell, base) in driver.base.iter().enumerate() {
                if let Some(growth) = driver.growth.map(|at| &self.sources[at]).filter(|_| cell > 0) {
                    let draw = &draws[growth.dimension(cell - 1)];
                    let before = base / driver.base[cell - 1];
                    match growth.shift.way {
                        Way::Factor => each(&mut grown, draw, |grown, draw| grown * draw),
                        // Nothing grows from nothing.
                        Way::Addition if before == 0.0 || !before.is_finite() => {}
                        Way::Addition => each(&mut grown, draw, |grown, draw| grown * (1.0 + draw / before)),
                    }
                }
                let mut value = grown.map(|grown| grown * base);
                if let Some(level) = driver.level.map(|at| &self.sources[at]) {
                    let draw = &draws[level.dimension(cell)];
                    match level.shift.way {
                        Way::Factor => each(&mut value, draw, |value, draw| value * draw),
                        Way::Addition => each(&mut value, draw, |value, draw| value + draw),
                    }
                }
                for lane in 0..BLOCK {
                    let free = value[lane];
                    let kept = if free < driver.low { driver.low } else { free };
                    let kept = if kept > driver.high { driver.high } else { kept };
                    off[lane] += (kept - free).abs();
                    value[lane] = kept;
                }
                write(driver.first_input + cell, &value);
            }
            *bounded = off.map(|off| off != 0.0);
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

/// The smallest and the largest allowed value.
fn bounds(range: Range) -> (f64, f64) {
    (if range.min_allowed { range.min } else { range.min.next_up() }, range.max)
}
