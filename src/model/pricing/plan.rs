//! What a pricing model declares.

use crate::engine::expr::{Expr, line};
use crate::engine::model::{Content, Line};
use crate::model::drivers::Origin;

/// One pricing model.
pub struct Plan {
    /// What ids of its lines begin with.
    pub id: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// The same in a word, to go before “bill” or “revenue”.
    pub short: &'static str,
    /// What it charges for, in a sentence or two.
    pub help: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// The terms that only this plan has.
    pub terms: Vec<Term>,
    /// Lines that its bill is made of, if it takes more than one formula.
    pub lines: Vec<Line>,
    /// What a customer pays.
    pub bill: Bill,
    /// Why customers cannot choose it, if so.
    pub withheld: Option<&'static str>,
}

/// What a customer of a segment pays in a year.
pub struct Bill {
    /// For compute: hours, calls, fees and commitments.
    pub compute: Expr,
    /// For data stored.
    pub storage: Expr,
    /// Both together, where that is decided as a whole, as by the cheapest of
    /// several tiers; otherwise it is their sum.
    pub whole: Option<Expr>,
}

/// A term of one or more plans: a number that a person agrees on.
pub struct Term {
    /// The driver in the engine's model.
    pub line: Line,
    /// Where its default comes from.
    pub origin: Origin,
}

impl Term {
    /// The value that it has at first.
    pub fn default(&self) -> f64 {
        match &self.line.content {
            Content::Driver(driver) => driver.defaults.first().copied().unwrap_or(0.0),
            Content::Formula(_) => 0.0,
        }
    }
}

impl Plan {
    /// The id of one of the lines that every plan has, such as `usage_bill`.
    pub fn line(&self, what: &str) -> String {
        format!("{}_{what}", self.id)
    }

    /// A reference to it.
    pub(super) fn reference(&self, what: &str) -> Expr {
        line(&self.line(what))
    }
}
