//! Scenarios side by side: the first is the base, the others differ from it.

use super::currency::Currency;
use super::{Catalogue, YEARS};
use crate::engine::bridge::{self, Bridge, NoBridge, Output};
use crate::engine::model::Line;
use crate::engine::unit::Form;
use crate::engine::values::Values;

/// The most scenarios that are compared: more columns than this cannot be read
/// next to each other, nor their lines be told apart.
pub const MAX_SIDES: usize = 4;

/// One of the compared scenarios.
#[derive(Clone, Debug)]
pub struct Side {
    /// What it is called, unlike all other sides.
    pub name: String,
    /// What its amounts are in.
    pub currency: Currency,
    /// The inputs of the model's program.
    pub inputs: Vec<f64>,
    /// What follows from them.
    pub values: Values,
}

/// Two to four scenarios side by side.
#[derive(Clone, Debug)]
pub struct Comparison {
    sides: Vec<Side>,
}

impl Comparison {
    /// Puts named inputs side by side, no more than [`MAX_SIDES`]. A name that
    /// is there already gets a number, so that a column's head says whose it is.
    pub fn new(
        catalogue: &Catalogue,
        scenarios: impl IntoIterator<Item = (String, Currency, Vec<f64>)>,
    ) -> Self {
        let mut sides: Vec<Side> = Vec::new();
        for (name, currency, inputs) in scenarios.into_iter().take(MAX_SIDES) {
            let numbered = (2..).map(|number| format!("{name} ({number})"));
            let is_free = |name: &String| sides.iter().all(|side| &side.name != name);
            let Some(name) = std::iter::once(name.clone()).chain(numbered).find(is_free) else { continue };
            let values = Values::evaluate(&catalogue.model, &inputs);
            sides.push(Side { name, currency, inputs, values });
        }
        Self { sides }
    }

    /// The scenarios in order, the base first.
    pub fn sides(&self) -> &[Side] {
        &self.sides
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
        let base = self.sides.first().map(|side| side.values.cells(&line.id)).unwrap_or_default();
        let is_other = |(base, other): (&Option<f64>, &Option<f64>)| match (base, other) {
            (Some(base), Some(other)) => !is_same(*base, *other),
            (base, other) => base != other,
        };
        let differs = |side: &Side| base.iter().zip(&side.values.cells(&line.id)).any(is_other);
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
        Difference::of(base.value(line, column), side.value(line, column))
    }

    /// The bridge from the base to another side, counted from 0.
    ///
    /// # Errors
    /// Where the output is not there or undefined on the way.
    pub fn bridge(&self, catalogue: &Catalogue, side: usize, output: &Output) -> Result<Bridge, NoBridge> {
        match (self.sides.first(), self.sides.get(side)) {
            (Some(base), Some(other)) => {
                bridge::bridge(&catalogue.model, &base.inputs, &other.inputs, output)
            }
            _ => Err(NoBridge::NoOutput),
        }
    }
}

impl Side {
    /// A line's value in a year, or its total after the last year. A line without
    /// years has its value there.
    pub fn value(&self, line: &Line, column: usize) -> Option<f64> {
        match (line.shape.is_empty(), column < YEARS) {
            (true, true) => None,
            (true, false) => self.values.cell(&line.id, 0),
            (false, true) => self.values.cell(&line.id, column),
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
