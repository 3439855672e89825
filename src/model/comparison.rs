//! Scenarios side by side: the first is the base, the others differ from it.

use super::catalogue::{Catalogue, SharedCatalogue};
use super::currency::Currency;
use super::timeline::Timeline;
use crate::engine::bridge::{self, Bridge, NoBridge, Output};
use crate::engine::model::Line;
use crate::engine::unit::Form;
use crate::engine::values::Values;

/// The most scenarios that are compared: more columns than this cannot be read
/// next to each other, nor their lines be told apart.
pub const MAX_SIDES: usize = 4;

/// A scenario to put beside others.
pub struct Scenario {
    /// What it is called.
    pub name: String,
    /// What its amounts are in.
    pub currency: Currency,
    /// Its model.
    pub catalogue: SharedCatalogue,
    /// The inputs of the model's program.
    pub inputs: Vec<f64>,
}

/// One of the compared scenarios.
#[derive(Clone)]
pub struct Side {
    /// What it is called, unlike all other sides.
    pub name: String,
    /// What its amounts are in.
    pub currency: Currency,
    /// The inputs of the model's program.
    pub inputs: Vec<f64>,
    /// What follows from them.
    pub values: Values,
    /// Its own model.
    pub catalogue: SharedCatalogue,
    /// Its timeline beside the base's.
    aligned: Aligned,
}

/// How a scenario's years stand beside those of the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Aligned {
    /// How many years the base has.
    columns: usize,
    /// By how many years the scenario begins later than the base.
    later: isize,
    /// Whether it covers the same years, so that totals and bridges compare.
    is_same: bool,
}

impl Aligned {
    /// By date where both have one and begin in the same month of a year,
    /// otherwise by number.
    fn of(base: Timeline, other: Timeline) -> Self {
        let later = match (base.first_month(), other.first_month()) {
            (Some(base), Some(other)) if base.month() == other.month() => {
                isize::try_from(other.year()).unwrap_or(0) - isize::try_from(base.year()).unwrap_or(0)
            }
            _ => 0,
        };
        Self { columns: base.years(), later, is_same: later == 0 && base.years() == other.years() }
    }
}

/// Two to four scenarios side by side.
#[derive(Clone)]
pub struct Comparison {
    sides: Vec<Side>,
}

impl Comparison {
    /// Puts scenarios side by side, no more than [`MAX_SIDES`], over the years of
    /// the first. A name that is there already gets a number, so that a column's
    /// head says whose it is.
    pub fn new(scenarios: impl IntoIterator<Item = Scenario>) -> Self {
        let mut sides: Vec<Side> = Vec::new();
        for Scenario { name, currency, catalogue, inputs } in scenarios.into_iter().take(MAX_SIDES) {
            let numbered = (2..).map(|number| format!("{name} ({number})"));
            let is_free = |name: &String| sides.iter().all(|side| &side.name != name);
            let Some(name) = std::iter::once(name.clone()).chain(numbered).find(is_free) else { continue };
            let values = Values::evaluate(&catalogue.model, &inputs);
            let base = sides.first().map_or(catalogue.timeline(), |base| base.catalogue.timeline());
            let aligned = Aligned::of(base, catalogue.timeline());
            sides.push(Side { name, currency, inputs, values, catalogue, aligned });
        }
        Self { sides }
    }

    /// The scenarios in order, the base first.
    pub fn sides(&self) -> &[Side] {
        &self.sides
    }

    /// The timeline that all are shown over: the base's.
    pub fn timeline(&self) -> Timeline {
        self.sides.first().map_or_else(Timeline::default, |base| base.catalogue.timeline())
    }

    /// The scenarios that do not cover the same years as the base, by name. Their
    /// totals are not set against the base's.
    pub fn over_other_years(&self) -> Vec<&str> {
        let other = |side: &&Side| !side.aligned.is_same;
        self.sides.iter().filter(other).map(|side| side.name.as_str()).collect()
    }

    /// The ids of all lines: drivers that differ, other lines that differ, then
    /// those that are the same everywhere; each in the model's order.
    pub fn lines<'c>(&self, catalogue: &'c Catalogue) -> Vec<(&'c str, bool)> {
        let is_driver = |line: &str| catalogue.driver(line).is_some();
        let all = catalogue.model.lines().iter().map(|line| (line.id.as_str(), self.differs(line)));
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|(line, differs)| match (differs, is_driver(line)) {
            (true, true) => 0,
            (true, false) => 1,
            (false, _) => 2,
        });
        all
    }

    /// Whether all scenarios have the same drivers.
    pub fn drivers_are_alike(&self, catalogue: &Catalogue) -> bool {
        catalogue.model.drivers().all(|(line, _)| !self.differs(line))
    }

    /// Whether a line has another value anywhere than in the base.
    pub fn differs(&self, line: &Line) -> bool {
        let Some(base) = self.sides.first() else { return false };
        let is_other = |side: &Side, column| match (base.value(line, column), side.value(line, column)) {
            (Some(base), Some(other)) => !is_same(base, other),
            (base, other) => base != other,
        };
        // Totals follow from the years.
        let cells = if line.shape.is_empty() { 1 } else { base.aligned.columns };
        let from = base.aligned.columns * usize::from(line.shape.is_empty());
        let differs = |side: &Side| (from..from + cells).any(|column| is_other(side, column));
        self.sides.iter().any(|side| differs(side) || !self.can_compare(line, side))
    }

    /// Whether all amounts are in one currency.
    pub fn is_in_one_currency(&self) -> bool {
        self.sides.iter().all(|side| self.has_base_currency(side))
    }

    /// Whether a side's amounts are in the base's currency.
    pub fn has_base_currency(&self, side: &Side) -> bool {
        self.sides.first().is_none_or(|base| base.currency == side.currency)
    }

    /// Whether a side's values of a line can be set against the base's: amounts
    /// in two currencies cannot, because nothing is converted.
    pub fn can_compare(&self, line: &Line, side: &Side) -> bool {
        line.unit.form() != Form::Money || self.has_base_currency(side)
    }

    /// How a side's value in a year, or its total after the last one, differs
    /// from the base's; `None` where there is nothing to compare.
    pub fn difference(&self, line: &Line, side: &Side, column: usize) -> Option<Difference> {
        let base = self.sides.first().filter(|_| self.can_compare(line, side))?;
        let is_total = column >= base.aligned.columns;
        if is_total && !side.aligned.is_same {
            return None;
        }
        Difference::of(base.value(line, column), side.value(line, column))
    }

    /// The bridge from the base to another side, counted from 0.
    ///
    /// # Errors
    /// Where the output is not there or undefined on the way.
    pub fn bridge(&self, side: usize, output: &Output) -> Result<Bridge, NoBridge> {
        match (self.sides.first(), self.sides.get(side)) {
            (Some(base), Some(other)) if other.aligned.is_same => {
                bridge::bridge(&base.catalogue.model, &base.inputs, &other.inputs, output)
            }
            (Some(_), Some(_)) => Err(NoBridge::OtherModel),
            _ => Err(NoBridge::NoOutput),
        }
    }
}

impl Side {
    /// The scenario's own year, counted from 0, in a column of the base's; `None`
    /// where it has no such year.
    pub fn year(&self, column: usize) -> Option<usize> {
        let year = usize::try_from(isize::try_from(column).ok()? - self.aligned.later).ok()?;
        (column < self.aligned.columns && year < self.catalogue.years()).then_some(year)
    }

    /// A line's value in a year of the base; `None` where the scenario has no such
    /// year, or the value is undefined.
    pub fn cell(&self, line: &str, column: usize) -> Option<f64> {
        self.values.cell(line, self.year(column)?)
    }

    /// A line's value in a year of the base, or its total after the last year. A
    /// line without years has its value there.
    pub fn value(&self, line: &Line, column: usize) -> Option<f64> {
        match (line.shape.is_empty(), column < self.aligned.columns) {
            (true, true) => None,
            (true, false) => self.values.cell(&line.id, 0),
            (false, true) => self.values.cell(&line.id, self.year(column)?),
            (false, false) => self.values.total(&line.id),
        }
    }
}

/// What rounding may leave between two values, as a share of the larger: some
/// thousand times what one operation leaves.
const ROUNDING: f64 = 1e-12;

/// The largest relative change that is told, as a share of the base: beyond
/// 1,000% tables of companies print it as not meaningful.
const MOST_RELATIVE: f64 = 10.0;

/// Whether two values are the same but for rounding.
fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() <= ROUNDING * one.abs().max(other.abs())
}

/// How a value differs from the base's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The difference in the line's unit.
    pub absolute: f64,
    /// The same as a share of the base; `None` where that would mislead: where
    /// the base is negative, zero, or next to nothing beside the other value.
    pub relative: Option<f64>,
}

impl Difference {
    /// The difference of two values; `None` where one is undefined. What is left
    /// of rounding, where figures were worked out in two ways, is no difference.
    ///
    /// ```
    /// use megahour::model::comparison::Difference;
    /// let difference = Difference::of(Some(4.0), Some(3.0));
    /// assert_eq!(difference, Some(Difference { absolute: -1.0, relative: Some(-0.25) }));
    /// // A loss that became a profit has no growth.
    /// assert_eq!(Difference::of(Some(-4.0), Some(3.0)).and_then(|d| d.relative), None);
    /// ```
    pub fn of(base: Option<f64>, other: Option<f64>) -> Option<Self> {
        let (base, other) = (base?, other?);
        let absolute = if is_same(base, other) { 0.0 } else { other - base };
        let relative = Some(absolute / base).filter(|share| base > 0.0 && share.abs() <= MOST_RELATIVE);
        Some(Self { absolute, relative })
    }
}
