//! Evaluating one formula at one cell, node by node: slower than the compiled
//! program, but it can say where a value was lost.
//!
//! References take the values that the machine computed, so only one formula is
//! walked at a time.

use super::cell_expr::{CellCondition, CellExpr, Node};
use super::cell_ref::CellRef;
use super::expr::{Comparison, Condition, Expr, Extreme, Fold, Operator};
use super::function::Function;
use super::model::{Line, Model};
use super::program::arithmetic;
use super::referred::Referred;
use super::unit::Unit;
use super::unroll;
use super::values::Values;

/// The value that an expression has at a place given by a cell of a line, in
/// the unit's scale; `None` where undefined. The expression need not be part of
/// the model: rules and conditions are read with it, made explicit by
/// [`lower`](super::lower::lower) where they add up along time.
pub fn value_at(
    model: &Model,
    values: &Values,
    part: &Expr,
    unit: &Unit,
    (line, cell): (&Line, usize),
) -> Option<f64> {
    let unrolled = unroll::unroll(model, part, &model.place(line, cell))?;
    let value = value(values, &unrolled)? * unit.per_base();
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
    let place = model.place(line, cell);
    holds(values, &unroll::unroll_condition(model, of, &place)?)
}

/// The value of a part of a formula; `None` where undefined.
pub(super) fn value(values: &Values, part: &CellExpr<'_>) -> Option<f64> {
    let of = |part: &CellExpr<'_>| value(values, part);
    let all = |parts: &[CellExpr<'_>]| parts.iter().map(of).collect::<Option<Vec<f64>>>();
    let result = match &part.node {
        Node::Literal(value, unit) => value / unit.per_base(),
        Node::Constant(value) => *value,
        Node::Undefined(_) => return None,
        Node::Cell(cell) => values.cell(&cell.line.id, cell.cell)?,
        Node::ToBase(part, unit) => of(part)? / unit.per_base(),
        Node::InUnit(part, unit) => of(part)? * unit.per_base(),
        Node::Times(part, length, _) => of(part)? * length,
        Node::Negate(part) => -of(part)?,
        Node::Binary(operator, left, right) => {
            let (left, right) = (of(left)?, of(right)?);
            match operator {
                Operator::Add => left + right,
                Operator::Subtract => left - right,
                Operator::Multiply => left * right,
                Operator::Divide => left / right,
                Operator::Power => arithmetic::power(left, right),
            }
        }
        Node::If(when, then, otherwise) => match holds(values, when)? {
            true => of(then)?,
            false => of(otherwise)?,
        },
        Node::Extreme(extreme, parts) => {
            let order = if *extreme == Extreme::Min { f64::min } else { f64::max };
            all(parts)?.into_iter().reduce(order)?
        }
        Node::Fold(fold, parts) => reduce(*fold, &all(parts)?)?,
        Node::Lookup(position, parts, otherwise) => match looked_up(of(position)?, parts)? {
            Some(part) => of(part)?,
            None => of(otherwise)?,
        },
        Node::FirstWhere(conditions) => first_where(values, conditions)?? as f64 + 1.0,
        Node::Call(function, arguments) => function.apply(&all(arguments)?),
    };
    result.is_finite().then_some(result)
}

/// Whether a condition holds; `None` where a compared value is undefined.
pub(super) fn holds(values: &Values, of: &CellCondition<'_>) -> Option<bool> {
    let part = |of: &CellCondition<'_>| holds(values, of);
    Some(match of {
        CellCondition::Compare(comparison, left, right) => {
            let (left, right) = (value(values, left)?, value(values, right)?);
            match comparison {
                Comparison::Less => left < right,
                Comparison::AtMost => left <= right,
                Comparison::Equal => left == right,
            }
        }
        CellCondition::And(left, right) => part(left)? & part(right)?,
        CellCondition::Or(left, right) => part(left)? | part(right)?,
        CellCondition::Not(of) => !part(of)?,
    })
}

/// The part at a position counted from 1: an inner `None` where there is no such
/// position, an outer one where it is not whole.
pub(super) fn looked_up<'p, 'e>(
    position: f64,
    parts: &'p [CellExpr<'e>],
) -> Option<Option<&'p CellExpr<'e>>> {
    if Function::Floor.apply(&[position]) != position {
        return None;
    }
    let is_there = position >= 1.0 && position <= parts.len() as f64;
    Some(is_there.then(|| &parts[position as usize - 1]))
}

/// The position, counted from 0, of the first condition that holds: an inner
/// `None` where none does, an outer one where that is undefined.
pub(super) fn first_where(values: &Values, conditions: &[CellCondition<'_>]) -> Option<Option<usize>> {
    for (position, condition) in conditions.iter().enumerate() {
        if holds(values, condition)? {
            return Some(Some(position));
        }
    }
    Some(None)
}

fn reduce(fold: Fold, cells: &[f64]) -> Option<f64> {
    match fold {
        Fold::Min => cells.iter().copied().reduce(f64::min),
        Fold::Max => cells.iter().copied().reduce(f64::max),
        Fold::ArgMin => {
            let smallest = cells.iter().copied().reduce(f64::min)?;
            cells.iter().position(|cell| *cell == smallest).map(|position| position as f64 + 1.0)
        }
        _ => Some(cells.iter().copied().reduce(|sum, cell| sum + cell).unwrap_or(0.0)),
    }
}

/// The value of a number that is referred to, in the unit that
/// [`Model::unit_of`] says: a cell's, a longer period's, or that of several taken
/// together. `None` where it is undefined or not there.
pub fn referred_value(model: &Model, values: &Values, at: &CellRef) -> Option<f64> {
    if let Some(cell) = model.cell(at) {
        return values.cell(&at.line, cell);
    }
    let Referred { formula, place } = model.referred(at)?;
    value(values, &unroll::unroll_rolled(model, &formula, &place)?)
}
