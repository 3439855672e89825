//! What is uncertain, and what is asked.

use super::distribution::Distribution;
use serde::{Deserialize, Serialize};

/// Everything that a simulation follows from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The model's inputs without uncertainty.
    pub inputs: Vec<f64>,
    /// What is uncertain, each with its driver's id.
    pub uncertain: Vec<(String, Uncertainty)>,
    /// Which of them move together.
    pub correlations: Vec<Correlation>,
    /// How many scenarios are drawn.
    pub trials: usize,
    /// What the draws follow from.
    pub seed: u32,
    /// How points are chosen.
    pub points: Points,
    /// The id of the line whose values are kept.
    pub output: String,
    /// What is counted.
    pub events: Vec<Event>,
}

/// How points are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Points {
    /// Evenly, scrambled by the seed.
    #[default]
    Sobol,
    /// By chance.
    Random,
}

/// What is uncertain about a driver.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Uncertainty {
    /// How far its values may be off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Shift>,
    /// How far its growth from cell to cell may be off; it compounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub growth: Option<Shift>,
}

/// By how much something is off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shift {
    /// How likely each shift is.
    #[serde(flatten)]
    pub distribution: Distribution,
    /// What a shift does.
    pub way: Way,
    /// Whether it is drawn once.
    pub span: Span,
}

/// What a shift does to a value, or to a growth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// It multiplies it.
    Factor,
    /// It is added to it, in the driver's unit; to a growth as a share.
    Addition,
}

/// For which of a driver's cells a shift is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// One draw for all of them.
    Once,
    /// A draw of its own for each.
    Each,
}

/// One of a driver's uncertainties.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The driver's id.
    pub driver: String,
    /// Which of them.
    pub part: Part,
}

/// What of a driver is uncertain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Its values.
    Level,
    /// Its growth.
    Growth,
}

impl Uncertainty {
    /// The shift of a part.
    pub fn part(&self, part: Part) -> Option<Shift> {
        match part {
            Part::Level => self.level,
            Part::Growth => self.growth,
        }
    }

    /// The shifts that there are, that of the level first.
    pub(super) fn shifts(&self) -> impl Iterator<Item = Shift> {
        [self.level, self.growth].into_iter().flatten()
    }
}

/// Two uncertainties that move together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correlation {
    /// One of them.
    pub a: Source,
    /// The other.
    pub b: Source,
    /// Their rank correlation, above −1 and below 1.
    pub rank: f64,
}

/// Something whose probability is asked: a value within bounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The line's id.
    pub line: String,
    /// Which of its cells, counted from 0; `None` for its total.
    pub cell: Option<usize>,
    /// The lower bound, and whether it belongs to the event.
    pub from: Option<(f64, bool)>,
    /// The upper bound, and whether it belongs to the event.
    pub to: Option<(f64, bool)>,
}
