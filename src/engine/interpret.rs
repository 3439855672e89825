//! Reading the tree of one cell, node by node: slower than the compiled
//! program, but it can say where a value was lost.
//!
//! References take the values that the machine computed, so only one formula is
//! walked at a time.

use super::expr::{Comparison, Condition, Expr, Extreme, Fold, Operator};
use super::machine;
use super::model::{Line, Model, Place};
use super::unit::Unit;
use super::values::Values;

/// The value that an expression has at a place given by a cell of a line, in
/// the unit's scale; `None` where undefined. The expression need not be part of
/// the model: rules and conditions are read with it.
pub fn value_at(
    model: &Model,
    values: &Values,
    part: &Expr,
    unit: &Unit,
    (line, cell): (&Line, usize),
) -> Option<f64> {
    let value = expr(model, values, part, &model.place(line, cell))? * unit.per_base();
    value.is_finite().then_some(value)
}

/// Whether a condition holds at a place given by a cell of a line; `None` where
/// a compared value is undefined.
pub fn holds_at(
    model: &Model,
    values: &Values,
    of: &Condition,
    (line, cell): (&Line, usize),
) -> Option<bool> {
    condition(model, values, of, &model.place(line, cell))
}

/// The value of a part of a formula in base units; `None` where undefined.
pub(super) fn expr(model: &Model, values: &Values, part: &Expr, place: &Place) -> Option<f64> {
    let value = |part: &Expr| expr(model, values, part, place);
    let result = match part {
        Expr::Number(value, unit) => value / unit.per_base(),
        Expr::Undefined(_) => return None,
        Expr::Line(id) => {
            let line = model.line(id)?;
            values.cell(id, model.cell_at(line, place))? / line.unit.per_base()
        }
        Expr::Negate(of) => -value(of)?,
        Expr::Binary(operator, left, right) => {
            let (left, right) = (value(left)?, value(right)?);
            match operator {
                Operator::Add => left + right,
                Operator::Subtract => left - right,
                Operator::Multiply => left * right,
                Operator::Divide => left / right,
                Operator::Power => machine::power(left, right),
            }
        }
        Expr::If(when, then, otherwise) => match condition(model, values, when, place)? {
            true => value(then)?,
            false => value(otherwise)?,
        },
        Expr::Extreme(extreme, parts) => {
            let parts = parts.iter().map(value).collect::<Option<Vec<_>>>()?;
            let order = if *extreme == Extreme::Min { f64::min } else { f64::max };
            parts.into_iter().reduce(order)?
        }
        Expr::At { axis, offset, of, first } => match model.shifted(place, axis, *offset) {
            Some(place) => expr(model, values, of, &place)?,
            None => value(first)?,
        },
        Expr::Fold(fold, axis, of) => {
            let places = model.along(place, axis);
            match fold {
                Fold::First => expr(model, values, of, places.first()?)?,
                Fold::Last => expr(model, values, of, places.last()?)?,
                _ => {
                    let cells = places.iter().map(|place| expr(model, values, of, place));
                    reduce(*fold, &cells.collect::<Option<Vec<_>>>()?)?
                }
            }
        }
        Expr::Key(axis) => *place.get(model.axis_position(axis)?)? as f64 + 1.0,
        Expr::Count(axis) => model.axis(axis)?.members.len() as f64,
        Expr::Map { from, to, of } => expr(model, values, of, &model.mapped(place, from, to)?)?,
        Expr::Call { function, over, arguments } => {
            let places = over.as_ref().map_or_else(|| vec![place.clone()], |axis| model.along(place, axis));
            let all = places.iter().flat_map(|place| arguments.iter().map(move |part| (part, place)));
            let all =
                all.map(|(part, place)| expr(model, values, part, place)).collect::<Option<Vec<_>>>()?;
            function.apply(&all)
        }
    };
    result.is_finite().then_some(result)
}

/// Whether a condition holds; `None` where a compared value is undefined.
pub(super) fn condition(model: &Model, values: &Values, of: &Condition, place: &Place) -> Option<bool> {
    let holds = |of: &Condition| condition(model, values, of, place);
    Some(match of {
        Condition::Compare(comparison, left, right) => {
            let (left, right) = (expr(model, values, left, place)?, expr(model, values, right, place)?);
            match comparison {
                Comparison::Less => left < right,
                Comparison::AtMost => left <= right,
                Comparison::Equal => left == right,
            }
        }
        Condition::And(left, right) => holds(left)? & holds(right)?,
        Condition::Or(left, right) => holds(left)? | holds(right)?,
        Condition::Not(of) => !holds(of)?,
    })
}

fn reduce(fold: Fold, cells: &[f64]) -> Option<f64> {
    match fold {
        Fold::Sum => Some(cells.iter().copied().reduce(|sum, cell| sum + cell).unwrap_or(0.0)),
        Fold::Min => cells.iter().copied().reduce(f64::min),
        Fold::Max => cells.iter().copied().reduce(f64::max),
        Fold::First => cells.first().copied(),
        Fold::Last => cells.last().copied(),
        Fold::ArgMin => {
            let smallest = cells.iter().copied().reduce(f64::min)?;
            cells.iter().position(|cell| *cell == smallest).map(|position| position as f64 + 1.0)
        }
    }
}
