//! Why a cell is undefined: which line's which cell lost the value, and how.

use super::cell_ref::CellRef;
use super::expr::{Condition, Expr, Fold, Operator};
use super::interpret;
use super::model::{Content, Line, Model, Place};
use super::print;
use super::values::Values;

/// Why a value is undefined.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause {
    /// The cell whose own formula has no value; those that refer to it follow.
    pub address: CellRef,
    /// Its line's label.
    pub label: String,
    /// What happened there.
    pub reason: Reason,
}

/// What left a formula without a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The formula itself says so.
    Stated(String),
    /// A division by zero: what the divisor is, and what its being zero means.
    ZeroDivisor {
        /// The divisor, as people read it.
        divisor: String,
        /// What a zero there means, where its line says so.
        means: Option<String>,
    },
    /// A function or power has no value for its arguments.
    Function(&'static str),
    /// The result is too large for a number.
    TooLarge,
    /// There is nothing to take a value from: an empty axis, an input not given.
    Missing,
}

impl Cause {
    /// One sentence without its end, to be put behind “undefined, because”.
    pub fn because(&self) -> String {
        match &self.reason {
            Reason::Stated(why) => why.clone(),
            Reason::ZeroDivisor { divisor, means: None } => format!("{divisor} is zero"),
            Reason::ZeroDivisor { divisor, means: Some(means) } => format!("{divisor} is zero: {means}"),
            Reason::Function(why) => (*why).to_owned(),
            Reason::TooLarge => "the result is too large for a number".to_owned(),
            Reason::Missing => "a value is missing".to_owned(),
        }
    }
}

/// Why a cell is undefined; `None` where it has a value or is not there.
pub fn cause(model: &Model, values: &Values, line: &Line, cell: usize) -> Option<Cause> {
    if cell >= model.cell_count(line) {
        return None;
    }
    let (mut line, mut cell) = (line, cell);
    // The cause is followed from cell to cell until one lost the value itself.
    // There are no cycles among cells, so this ends.
    while values.cell(&line.id, cell).is_none() {
        let reason = match &line.content {
            Content::Driver(_) => Reason::Missing,
            Content::Formula(formula) => {
                match (Search { model, values }).expr(formula, &model.place(line, cell)) {
                    Some(Found::Elsewhere(next, at)) => {
                        (line, cell) = (next, at);
                        continue;
                    }
                    Some(Found::Here(reason)) => reason,
                    // The formula has a value, but not in the line's smaller unit.
                    None => Reason::TooLarge,
                }
            }
        };
        return Some(Cause { address: model.cell_ref(line, cell), label: line.label.clone(), reason });
    }
    None
}

/// Why a line's total is undefined; `None` where it has a value or no total.
pub fn total_cause(model: &Model, values: &Values, line: &Line) -> Option<Cause> {
    let (formula, _) = super::check::total_expr(model, line)?;
    if values.total(&line.id).is_some() {
        return None;
    }
    match (Search { model, values }).expr(&formula, &model.place(line, 0)) {
        Some(Found::Elsewhere(line, cell)) => cause(model, values, line, cell),
        found => {
            let reason = if let Some(Found::Here(reason)) = found { reason } else { Reason::TooLarge };
            let address = CellRef::total(line.id.clone());
            Some(Cause { address, label: line.label.clone(), reason })
        }
    }
}

enum Found<'m> {
    Here(Reason),
    Elsewhere(&'m Line, usize),
}

struct Search<'m> {
    model: &'m Model,
    values: &'m Values,
}

impl<'m> Search<'m> {
    /// The first part, in reading order, that has no value though its own parts do.
    fn expr<'e>(&self, part: &'e Expr, place: &Place) -> Option<Found<'m>> {
        if interpret::expr(self.model, self.values, part, place).is_some() {
            return None;
        }
        let first_of = |parts: Vec<(&'e Expr, Place)>, otherwise: Reason| {
            let inner = parts.into_iter().find_map(|(part, place)| self.expr(part, &place));
            Some(inner.unwrap_or(Found::Here(otherwise)))
        };
        let here = |part: &'e Expr| (part, place.clone());
        match part {
            Expr::Undefined(why) => Some(Found::Here(Reason::Stated(why.clone()))),
            Expr::Line(id) => {
                let line = self.model.line(id)?;
                Some(Found::Elsewhere(line, self.model.cell_at(line, place)))
            }
            Expr::Binary(Operator::Divide, left, right) => {
                let zero = interpret::expr(self.model, self.values, right, place) == Some(0.0);
                let reason = if zero { self.zero_divisor(right, place) } else { Reason::TooLarge };
                first_of(vec![here(left), here(right)], reason)
            }
            Expr::Binary(Operator::Power, left, right) => {
                let base = interpret::expr(self.model, self.values, left, place).unwrap_or(0.0);
                let exponent = interpret::expr(self.model, self.values, right, place).unwrap_or(0.0);
                first_of(vec![here(left), here(right)], power_without_value(base, exponent))
            }
            Expr::If(when, then, otherwise) => self.condition(when, place).or_else(|| {
                let holds = interpret::condition(self.model, self.values, when, place)?;
                self.expr(if holds { then } else { otherwise }, place)
            }),
            Expr::At { axis, offset, of, first } => match self.model.shifted(place, axis, *offset) {
                Some(place) => self.expr(of, &place),
                None => self.expr(first, place),
            },
            Expr::Fold(fold, axis, of) => {
                let places = self.model.along(place, axis);
                let empty = places.is_empty();
                let read = match fold {
                    Fold::First => places.into_iter().take(1).collect(),
                    Fold::Last => places.into_iter().next_back().into_iter().collect(),
                    _ => places,
                };
                let reason = if empty { Reason::Missing } else { Reason::TooLarge };
                first_of(read.into_iter().map(|place| (of.as_ref(), place)).collect(), reason)
            }
            Expr::Map { from, to, of } => match self.model.mapped(place, from, to) {
                Some(place) => self.expr(of, &place),
                None => Some(Found::Here(Reason::Missing)),
            },
            Expr::Call { function, over, arguments } => {
                let places =
                    over.as_ref().map_or_else(|| vec![place.clone()], |axis| self.model.along(place, axis));
                let all =
                    places.iter().flat_map(|place| arguments.iter().map(move |part| (part, place.clone())));
                first_of(all.collect(), Reason::Function(function.signature().undefined))
            }
            other => first_of(other.parts().into_iter().map(here).collect(), Reason::TooLarge),
        }
    }

    fn condition(&self, condition: &Condition, place: &Place) -> Option<Found<'m>> {
        condition.parts().into_iter().find_map(|part| self.expr(part, place))
    }

    fn zero_divisor(&self, divisor: &Expr, place: &Place) -> Reason {
        let means = self.zero_line(divisor, place).and_then(|id| self.model.line(id)?.zero_means.clone());
        Reason::ZeroDivisor { divisor: print::labels(self.model, divisor), means }
    }

    /// The line whose being zero makes an expression zero: the line itself, or
    /// the one whose cells are added up or picked from.
    fn zero_line<'e>(&self, expr: &'e Expr, place: &Place) -> Option<&'e str> {
        match expr {
            Expr::Line(id) => Some(id),
            Expr::Fold(Fold::Sum | Fold::First | Fold::Last, _, of) => self.zero_line(of, place),
            Expr::Binary(Operator::Multiply, of, factor) if matches!(**factor, Expr::Number(..)) => {
                self.zero_line(of, place)
            }
            Expr::At { axis, offset, of, first } => match self.model.shifted(place, axis, *offset) {
                Some(place) => self.zero_line(of, &place),
                None => self.zero_line(first, place),
            },
            _ => None,
        }
    }
}

/// Why a power of two defined values has none.
fn power_without_value(base: f64, exponent: f64) -> Reason {
    if base == 0.0 && exponent < 0.0 {
        Reason::Function("zero has no negative power")
    } else if base < 0.0 && exponent.fract() != 0.0 {
        Reason::Function("a negative number has no power with a fraction")
    } else {
        Reason::TooLarge
    }
}
