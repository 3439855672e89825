//! What is declared of a driver beside its line.

use crate::engine::model::{Content, Line};

/// A driver's line with what only the form needs to know.
pub struct DriverEntry {
    /// The line in the model.
    pub line: Line,
    /// Where it stands in the form.
    pub group: Group,
    /// Where each of the sample's values comes from, the first year first. A
    /// later year has none: its value is assumed.
    pub origins: Vec<Origin>,
    /// What to see at once beside the default values.
    pub caveat: Option<&'static str>,
    /// What else to know about them.
    pub note: Option<&'static str>,
}

impl DriverEntry {
    /// Where a year's value comes from; `None` for one that is no longer the
    /// shipped one.
    pub fn origin(&self, year: usize, value: f64) -> Option<Origin> {
        let Content::Driver(driver) = &self.line.content else { return None };
        self.origins.get(year).copied().filter(|_| driver.defaults.get(year) == Some(&value))
    }
}

/// A group of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What is sold and what could be.
    Demand,
    /// What an hour earns and costs.
    PriceAndCost,
    /// Who buys, and for how long.
    Customers,
    /// What is kept for them.
    Storage,
}

impl Group {
    /// All groups in the order of the form.
    pub const ALL: [Self; 4] = [Self::Demand, Self::PriceAndCost, Self::Customers, Self::Storage];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Demand => "Demand",
            Self::PriceAndCost => "Price and cost",
            Self::Customers => "Customers",
            Self::Storage => "Storage",
        }
    }
}

/// Where a default value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The published model gives it.
    Published,
    /// It follows from published values.
    Derived,
    /// It is made up, to have something to start from.
    Illustrative,
}

impl Origin {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Derived => "derived",
            Self::Illustrative => "illustrative",
        }
    }

    /// The word beside the value; published values go unmarked.
    pub fn mark(self) -> Option<&'static str> {
        Some(self).filter(|origin| *origin != Self::Published).map(Self::word)
    }
}
