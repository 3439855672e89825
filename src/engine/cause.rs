//! Why a cell is undefined: which line's which cell lost the value, and how.

use super::cell_expr::{CellCondition, CellExpr, CellOf, Node};
use super::cell_ref::CellRef;
use super::expr::{Expr, Fold, Operator};
use super::function::Function;
use super::interpret;
use super::model::{Content, Line, Model};
use super::print;
use super::rates::{Rates, internal_rates};
use super::unroll::{self, MISSING};
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
    /// Several rates per period balance the flows.
    SeveralRates(Vec<f64>),
    /// A condition that holds nowhere, as people read it.
    Never(String),
    /// A position that is not whole.
    NotWhole(f64),
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
            Reason::SeveralRates(rates) => {
                let rates: Vec<String> = rates.iter().map(|rate| format!("{:.4}%", rate * 100.0)).collect();
                format!("several rates per period balance the flows: {}", rates.join(", "))
            }
            Reason::Never(condition) => format!("it is never so that {condition}"),
            Reason::NotWhole(position) => format!("there is no position {position}, only whole ones"),
            Reason::TooLarge => "the result is too large for a number".to_owned(),
            Reason::Missing => MISSING.to_owned(),
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
                let unrolled = unroll::unroll(model, formula, &model.place(line, cell));
                match unrolled.and_then(|formula| Search { model, values }.expr(&formula)) {
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
    let total = model.total(line)?;
    if values.total(&line.id).is_some() {
        return None;
    }
    let unrolled = unroll::unroll_total(model, &total);
    Some(taken_together(model, values, CellRef::total(line.id.clone()), unrolled.as_ref()))
}

/// Why a number that is referred to is undefined, be it a cell or several taken
/// together; `None` where it has a value or is not there.
pub fn referred_cause(model: &Model, values: &Values, at: &CellRef) -> Option<Cause> {
    if let Some(cell) = model.cell(at) {
        return cause(model, values, model.line(&at.line)?, cell);
    }
    let referred = model.referred(at)?;
    let unrolled = unroll::unroll_rolled(model, &referred.formula, &referred.place)?;
    if interpret::value(values, &unrolled).is_some() {
        return None;
    }
    Some(taken_together(model, values, at.clone(), Some(&unrolled)))
}

fn taken_together(model: &Model, values: &Values, at: CellRef, formula: Option<&CellExpr<'_>>) -> Cause {
    let found = formula.and_then(|formula| Search { model, values }.expr(formula));
    let reason = match found {
        Some(Found::Elsewhere(line, cell)) => match cause(model, values, line, cell) {
            Some(cause) => return cause,
            None => Reason::TooLarge,
        },
        Some(Found::Here(reason)) => reason,
        None => Reason::TooLarge,
    };
    let label = model.line(&at.line).map(|line| line.label.clone()).unwrap_or_default();
    Cause { address: at, label, reason }
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
    fn value(&self, part: &CellExpr<'_>) -> Option<f64> {
        interpret::value(self.values, part)
    }

    /// The first part, in reading order, that has no value though its own parts do.
    fn expr(&self, part: &CellExpr<'m>) -> Option<Found<'m>> {
        if self.value(part).is_some() {
            return None;
        }
        let first_of = |parts: Vec<&CellExpr<'m>>, otherwise: &dyn Fn() -> Reason| {
            let inner = parts.into_iter().find_map(|part| self.expr(part));
            Some(inner.unwrap_or_else(|| Found::Here(otherwise())))
        };
        match &part.node {
            Node::Undefined(why) if *why == MISSING => Some(Found::Here(Reason::Missing)),
            Node::Undefined(why) => Some(Found::Here(Reason::Stated(why.clone().into_owned()))),
            Node::Cell(CellOf { line, cell, .. }) => Some(Found::Elsewhere(line, *cell)),
            Node::Binary(Operator::Divide, left, right) => first_of(vec![left, right], &|| {
                if self.value(right) == Some(0.0) { self.zero_divisor(part, right) } else { Reason::TooLarge }
            }),
            Node::Binary(Operator::Power, left, right) => first_of(vec![left, right], &|| {
                power_without_value(self.value(left).unwrap_or(0.0), self.value(right).unwrap_or(0.0))
            }),
            Node::If(when, then, otherwise) => self.condition(when).or_else(|| {
                let holds = interpret::holds(self.values, when)?;
                self.expr(if holds { then } else { otherwise })
            }),
            Node::Fold(fold, parts) => {
                let reason =
                    if parts.is_empty() && *fold != Fold::Sum { Reason::Missing } else { Reason::TooLarge };
                first_of(parts.iter().collect(), &|| reason.clone())
            }
            Node::Lookup(position, parts, otherwise) => self.expr(position).or_else(|| {
                let position = self.value(position)?;
                match interpret::looked_up(position, parts) {
                    Some(part) => self.expr(part.unwrap_or(otherwise)),
                    None => Some(Found::Here(Reason::NotWhole(position))),
                }
            }),
            Node::FirstWhere(conditions) => {
                let undefined = conditions.iter().find(|of| interpret::holds(self.values, of).is_none());
                undefined.and_then(|condition| self.condition(condition)).or_else(|| {
                    Some(Found::Here(Reason::Never(print::condition_labels(self.model, part.source))))
                })
            }
            Node::Call(function, arguments) => {
                first_of(arguments.iter().collect(), &|| self.function_without_value(*function, arguments))
            }
            _ => first_of(part.parts(), &|| Reason::TooLarge),
        }
    }

    fn condition(&self, condition: &CellCondition<'m>) -> Option<Found<'m>> {
        condition.parts().into_iter().find_map(|part| self.expr(part))
    }

    fn function_without_value(&self, function: Function, arguments: &[CellExpr<'_>]) -> Reason {
        let values: Option<Vec<f64>> = arguments.iter().map(|argument| self.value(argument)).collect();
        match (function, values.as_deref()) {
            (Function::Irr, Some([per_year, flows @ ..])) => match internal_rates(flows, *per_year) {
                Rates::Several(rates) => Reason::SeveralRates(rates),
                _ => Reason::Function(function.signature().undefined),
            },
            _ => Reason::Function(function.signature().undefined),
        }
    }

    fn zero_divisor(&self, whole: &CellExpr<'_>, divisor: &CellExpr<'_>) -> Reason {
        let line = zero_line(divisor).or_else(|| self.zero_line_of(divisor.source));
        let means = line.and_then(|line| line.zero_means.clone());
        let divisor = match whole.source {
            // The parts of a ratio that is rolled up are no parts of the tree.
            Expr::RollUp { .. } => self.model.divisor_of(whole.source).map_or_else(
                || print::labels(self.model, divisor.source),
                |part| print::labels(self.model, &part),
            ),
            _ => print::labels(self.model, divisor.source),
        };
        Reason::ZeroDivisor { divisor, means }
    }

    /// The same of a formula that is read nowhere, as over an empty list.
    fn zero_line_of(&self, expr: &Expr) -> Option<&Line> {
        match expr {
            Expr::Line(id) => self.model.line(id),
            Expr::RollUp { .. } => match self.model.divisor_of(expr) {
                Some(Expr::RollUp { line, .. }) => self.model.line(&line),
                _ => None,
            },
            Expr::Fold(Fold::Sum | Fold::Amount | Fold::First | Fold::Last, _, of) | Expr::At { of, .. } => {
                self.zero_line_of(of)
            }
            Expr::Binary(Operator::Multiply, of, factor) if matches!(**factor, Expr::Number(..)) => {
                self.zero_line_of(of)
            }
            _ => None,
        }
    }
}

/// The line whose being zero makes an expression zero: the line itself, or the
/// one whose cells are added up or picked from.
fn zero_line<'e>(expr: &CellExpr<'e>) -> Option<&'e Line> {
    match &expr.node {
        Node::Cell(of) => Some(of.line),
        Node::ToBase(of, _) | Node::InUnit(of, _) | Node::Times(of, ..) => zero_line(of),
        Node::Fold(Fold::Sum, parts) => zero_line(parts.first()?),
        Node::Binary(Operator::Multiply, of, factor) if matches!(factor.node, Node::Literal(..)) => {
            zero_line(of)
        }
        _ => None,
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
