//! A bridge between two scenarios: how much of the difference in one output
//! each changed driver accounts for.
//!
//! What one driver accounts for depends on which others have changed before it:
//! more hours are worth more at the higher price. The bridge therefore changes
//! the drivers in every order and takes each driver's mean effect (its Shapley
//! value; L. S. Shapley 1953, "A Value for n-Person Games"). No order is
//! preferred, and the parts add up to the difference. Where a scenario between
//! the two has no value, or one so large that effects overflow, or too many
//! drivers differ, the drivers change in turn, in the model's order.

use super::model::Model;
use super::program::machine::{BLOCK, Machine};
use super::program::specialise::Focus;
use std::fmt;
use std::ops::Range;

/// The most drivers that are changed in every order: 4,096 scenarios, which
/// take less than a millisecond.
pub const MAX_IN_EVERY_ORDER: usize = 12;

/// The output whose difference is explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The line's id.
    pub line: String,
    /// One of its cells, counted from 0; its total otherwise.
    pub cell: Option<usize>,
}

/// A difference in parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Bridge {
    /// The output in the first scenario, in its line's unit.
    pub from: f64,
    /// The output in the second scenario.
    pub to: f64,
    /// What each changed driver accounts for, in the model's order.
    pub parts: Vec<Part>,
    /// How the parts were found.
    pub method: Method,
}

impl Bridge {
    /// Whether every part is a number: the values at the ends and between are,
    /// but their differences and sums can be larger than numbers go.
    fn is_finite(&self) -> bool {
        self.parts.iter().all(|part| part.amount.is_finite())
    }
}

/// What one driver accounts for.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The driver's id.
    pub driver: String,
    /// Its part of the difference, in the output's unit.
    pub amount: f64,
}

/// How the parts of a bridge were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Each driver's mean effect over all orders in which they can change.
    EveryOrder,
    /// Each driver's effect when they change one after another in the model's
    /// order, those before it already changed.
    InTurn,
}

/// Why there is no bridge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoBridge {
    /// The model has no such line, cell or total.
    NoOutput,
    /// The scenarios have different models, in which no driver's part can be set
    /// against another's.
    OtherModel,
    /// The output is undefined in the first scenario.
    UndefinedFrom,
    /// The output is undefined in the second scenario.
    UndefinedTo,
    /// The output is undefined between them: once these drivers have changed,
    /// and those after them not yet.
    UndefinedBetween(Vec<String>),
    /// What the drivers account for is too large for a number: more than
    /// 1.8e308.
    TooLarge,
}

impl fmt::Display for NoBridge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoOutput => f.write_str("there is no such output"),
            Self::OtherModel => f.write_str("the scenarios do not cover the same years"),
            Self::UndefinedFrom => f.write_str("the output is undefined in the first scenario"),
            Self::UndefinedTo => f.write_str("the output is undefined in the second scenario"),
            Self::UndefinedBetween(changed) => {
                write!(f, "the output is undefined once only {} changed", changed.join(", "))
            }
            Self::TooLarge => f.write_str("what the drivers account for is too large for a number"),
        }
    }
}

impl std::error::Error for NoBridge {}

/// Explains the difference of an output between two scenarios, given by the
/// inputs of the model's program.
///
/// ```
/// use megahour::engine::bridge::{Output, bridge};
/// use megahour::model::Catalogue;
/// use megahour::store::document::Document;
/// let catalogue = Catalogue::new()?;
/// let sample = Document::sample();
/// let dearer = sample.with_value("price_per_hour", 0, 3.0).with_value("cost_per_hour", 0, 0.9);
/// let profit = Output { line: "gross_profit".to_owned(), cell: Some(0) };
/// let bridge = bridge(&catalogue.model, &sample.inputs(&catalogue), &dearer.inputs(&catalogue), &profit)?;
/// let parts: Vec<_> = bridge.parts.iter().map(|part| (part.driver.as_str(), part.amount.round())).collect();
/// assert_eq!(parts, [("price_per_hour", 1_000_000.0), ("cost_per_hour", -100_000.0)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the output is not there, undefined on the way, or too large.
pub fn bridge(model: &Model, from: &[f64], to: &[f64], output: &Output) -> Result<Bridge, NoBridge> {
    let walk = Walk { model, from, to, drivers: changed(model, from, to), output };
    let count = walk.drivers.len();
    if count <= MAX_IN_EVERY_ORDER {
        // Scenario `n` has those drivers changed whose bits are set in `n`.
        let values = walk.evaluate(1 << count, |scenario, driver| scenario >> driver & 1 == 1)?;
        if values.iter().all(|value| value.is_finite()) {
            let bridge = walk.bridge(&values, Method::EveryOrder, mean_effects(&values, count));
            if bridge.is_finite() {
                return Ok(bridge);
            }
        }
    }
    // Scenario `n` has the first `n` drivers changed.
    let values = walk.evaluate(count + 1, |scenario, driver| driver < scenario)?;
    match values.iter().position(|value| !value.is_finite()) {
        Some(0) => Err(NoBridge::UndefinedFrom),
        Some(_) if !values[count].is_finite() => Err(NoBridge::UndefinedTo),
        Some(at) => Err(NoBridge::UndefinedBetween(walk.labels(at))),
        None => {
            let effects = values.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let bridge = walk.bridge(&values, Method::InTurn, effects);
            if bridge.is_finite() { Ok(bridge) } else { Err(NoBridge::TooLarge) }
        }
    }
}

/// The way from one scenario to the other.
struct Walk<'a> {
    model: &'a Model,
    from: &'a [f64],
    to: &'a [f64],
    drivers: Vec<Changed>,
    output: &'a Output,
}

/// A driver that differs, and where its cells are among the inputs.
struct Changed {
    line: usize,
    inputs: Range<usize>,
}

/// The drivers that differ, in the model's order. Undefined inputs are equal to
/// each other.
fn changed(model: &Model, from: &[f64], to: &[f64]) -> Vec<Changed> {
    let program = model.program();
    let differs = |inputs: &Range<usize>| {
        let (from, to) = (from.get(inputs.clone()), to.get(inputs.clone()));
        from.map(|cells| cells.iter().map(|cell| cell.to_bits()).collect::<Vec<_>>())
            != to.map(|cells| cells.iter().map(|cell| cell.to_bits()).collect())
    };
    let lines = model.lines().iter().enumerate();
    lines
        .filter_map(|(position, line)| {
            let first = program.first_input(position)?;
            let inputs = first..first + model.cell_count(line);
            differs(&inputs).then_some(Changed { line: position, inputs })
        })
        .collect()
}

impl Walk<'_> {
    /// The output in `count` scenarios, of which each has some drivers changed;
    /// NaN where it is undefined.
    fn evaluate(
        &self,
        count: usize,
        is_changed: impl Fn(usize, usize) -> bool,
    ) -> Result<Vec<f64>, NoBridge> {
        let program = self.model.program();
        let line = self.model.layout().position(&self.output.line).ok_or(NoBridge::NoOutput)?;
        let register = match self.output.cell {
            Some(cell) => program.register(line, cell),
            None => program.total_register(line),
        };
        let register = register.ok_or(NoBridge::NoOutput)?;
        // Only what the drivers that differ change is evaluated.
        let varying: Vec<usize> = self.drivers.iter().flat_map(|driver| driver.inputs.clone()).collect();
        let focus = Focus::new(program, self.from, &varying, &[register]);
        let output = *focus.outputs().first().ok_or(NoBridge::NoOutput)?;
        let mut machine = Machine::<BLOCK>::new(focus.program());
        let mut values = Vec::with_capacity(count);
        while values.len() < count {
            for (position, driver) in self.drivers.iter().enumerate() {
                for input in driver.inputs.clone() {
                    let (from, to) = (self.from.get(input), self.to.get(input));
                    let place = focus.input(input).and_then(|place| machine.input(place));
                    let (Some(column), Some(from), Some(to)) = (place, from, to) else {
                        continue;
                    };
                    *column = std::array::from_fn(|lane| {
                        if is_changed(values.len() + lane, position) { *to } else { *from }
                    });
                }
            }
            machine.run(focus.program());
            let column = machine.column(output).ok_or(NoBridge::NoOutput)?;
            values.extend(column.iter().take(count - values.len()));
        }
        Ok(values)
    }

    /// The bridge from the values of the first and the last scenario.
    fn bridge(&self, values: &[f64], method: Method, effects: Vec<f64>) -> Bridge {
        let (from, to) = (values[0], values[values.len() - 1]);
        let id = |driver: &Changed| self.model.lines()[driver.line].id.to_string();
        let parts = self.drivers.iter().zip(effects);
        let mut parts: Vec<Part> =
            parts.map(|(driver, amount)| Part { driver: id(driver), amount }).collect();
        take_up_rounding(&mut parts, to - from);
        Bridge { from, to, parts, method }
    }

    /// The labels of the first drivers that change.
    fn labels(&self, count: usize) -> Vec<String> {
        let label = |driver: &Changed| self.model.lines()[driver.line].label.clone();
        self.drivers[..count].iter().map(label).collect()
    }
}

/// Each driver's mean effect over all orders, from the values of all scenarios,
/// numbered by the set of drivers that have changed.
fn mean_effects(values: &[f64], drivers: usize) -> Vec<f64> {
    // In a share of 1 / (drivers × (drivers − 1 choose changed)) of all orders,
    // a driver changes right after a given set of others.
    let mut shares = vec![1.0 / drivers.max(1) as f64; drivers];
    for changed in 1..drivers {
        shares[changed] = shares[changed - 1] * changed as f64 / (drivers - changed) as f64;
    }
    let effect = |driver: usize| {
        let before = (0..values.len()).filter(|set| set >> driver & 1 == 0);
        before
            .map(|set| shares[set.count_ones() as usize] * (values[set | 1 << driver] - values[set]))
            .fold(0.0, |sum, part| sum + part)
    };
    (0..drivers).map(effect).collect()
}

/// Gives the largest part what rounding lost, so that the parts add up to the
/// difference and not nearly.
fn take_up_rounding(parts: &mut [Part], difference: f64) {
    let sum: f64 = parts.iter().map(|part| part.amount).sum();
    let largest = parts.iter_mut().max_by(|a, b| a.amount.abs().total_cmp(&b.amount.abs()));
    if let Some(largest) = largest {
        largest.amount += difference - sum;
    }
}
