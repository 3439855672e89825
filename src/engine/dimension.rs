//! The dimension of a formula, from the units of what it reads.

use super::error::Fault;
use super::expr::{Expr, Fold, Operator, Selection};
use super::function::{Argument, Function};
use super::id::{AxisId, LineId};
use super::model::{Line, Model};
use super::roll_up::TimeRule;
use super::unit::Dimension;

/// A fault at a place of a formula's tree.
#[derive(Debug)]
pub(super) struct Misfit {
    /// For each step the position among the parts.
    pub(super) path: Vec<u16>,
    pub(super) fault: Fault,
}

/// What is found of a part, or what is wrong there.
pub(super) type Found<T> = Result<T, Misfit>;

/// The parts of a node, each looked at; a fault says which of them has it.
pub(super) fn of_parts<T>(expr: &Expr, mut of: impl FnMut(&Expr) -> Found<T>) -> Found<Vec<T>> {
    let parts = expr.parts().into_iter().enumerate();
    let found = parts.map(|(position, part)| {
        of(part).map_err(|mut misfit| {
            misfit.path.insert(0, position as u16);
            misfit
        })
    });
    found.collect()
}

/// The dimension that a formula yields; `None` where any would fit.
///
/// # Errors
/// The part of the formula whose units do not fit, and how.
pub(super) fn dimension(model: &Model, expr: &Expr) -> Found<Option<Dimension>> {
    let parts = of_parts(expr, |part| dimension(model, part))?;
    of_node(model, expr, parts).map_err(|fault| Misfit { path: Vec::new(), fault })
}

fn of_node(model: &Model, expr: &Expr, parts: Vec<Option<Dimension>>) -> Result<Option<Dimension>, Fault> {
    let first = || parts.first().cloned().flatten();
    match expr {
        Expr::Number(_, unit) => Ok(Some(unit.dimension().clone())),
        Expr::Line(id) => known(model, id).map(|line| Some(line.unit.dimension().clone())),
        Expr::RollUp { line, to, all } => {
            let line = known(model, line)?;
            match &line.roll_up.time {
                TimeRule::Ratio(above, below) => {
                    let part = |id: &LineId| part_of_ratio(model, line, id, all);
                    Ok(Some(part(above)?.per(&part(below)?)))
                }
                _ => Ok(Some(model.rolled_unit(line, *to, all).dimension().clone())),
            }
        }
        Expr::Undefined(_) => Ok(None),
        Expr::Key(_) | Expr::Count(_) | Expr::Fold(Fold::ArgMin, ..) => Ok(Some(Dimension::pure())),
        Expr::Period => Ok(Some(Dimension::base("yr"))),
        Expr::Fold(fold, axis, _) => folded(model, *fold, axis, first()),
        Expr::Negate(_) | Expr::Map { .. } | Expr::Select { at: Selection::Key(_), .. } => Ok(first()),
        Expr::Select { at: Selection::All, .. } => Err(Fault::NoLine),
        Expr::Extreme(..) | Expr::At { .. } => same(&parts),
        Expr::Window { fold, axis, .. } => {
            let folded = folded(model, *fold, axis, first())?;
            same(&[folded, parts.get(1).cloned().flatten()])
        }
        Expr::Lookup { .. } => {
            pure(first(), "a pure number as a position")?;
            same(&parts[1..])
        }
        Expr::FirstWhere { .. } => {
            parts.chunks(2).try_for_each(|pair| same(pair).map(drop))?;
            Ok(Some(Dimension::pure()))
        }
        Expr::If(..) => {
            let (conditions, branches) = parts.split_at(parts.len() - 2);
            conditions.chunks(2).try_for_each(|pair| same(pair).map(drop))?;
            same(branches)
        }
        Expr::Binary(operator, _, right) => binary(*operator, right, parts),
        Expr::Call { function, .. } => called(*function, &parts),
    }
}

fn known<'m>(model: &'m Model, id: &LineId) -> Result<&'m Line, Fault> {
    model.line(id).ok_or_else(|| Fault::UnknownLine(id.clone()))
}

/// The dimension that all have whose dimension is known.
fn same(parts: &[Option<Dimension>]) -> Result<Option<Dimension>, Fault> {
    let mut known = parts.iter().flatten();
    let Some(expected) = known.next() else { return Ok(None) };
    match known.find(|found| *found != expected) {
        Some(found) => Err(Fault::UnitMismatch { expected: expected.clone(), found: found.clone() }),
        None => Ok(Some(expected.clone())),
    }
}

fn pure(found: Option<Dimension>, expected: &'static str) -> Result<(), Fault> {
    if found.is_none_or(|found| found.is_pure()) { Ok(()) } else { Err(Fault::Argument(expected)) }
}

/// Along time, flows add up to amounts, and pure numbers are counted.
fn folded(
    model: &Model,
    fold: Fold,
    axis: &AxisId,
    of: Option<Dimension>,
) -> Result<Option<Dimension>, Fault> {
    let is_time = model.axis(axis).is_some_and(|axis| axis.grain.is_some());
    match (fold, of) {
        (Fold::ArgMin, _) => Ok(Some(Dimension::pure())),
        (Fold::Amount, Some(of)) => Ok(Some(of.times(&Dimension::base("yr")))),
        (Fold::Sum, Some(of)) if is_time && !of.is_pure() => Err(Fault::SumOverTime(of)),
        (_, of) => Ok(of),
    }
}

fn binary(
    operator: Operator,
    right: &Expr,
    parts: Vec<Option<Dimension>>,
) -> Result<Option<Dimension>, Fault> {
    if matches!(operator, Operator::Add | Operator::Subtract) {
        return same(&parts);
    }
    let [Some(a), Some(b)] = &parts[..] else { return Ok(None) };
    match operator {
        Operator::Multiply => Ok(Some(a.times(b))),
        Operator::Divide => Ok(Some(a.per(b))),
        _ if !b.is_pure() => Err(Fault::Exponent),
        _ if a.is_pure() => Ok(Some(a.clone())),
        _ => match right {
            Expr::Number(exponent, unit)
                if exponent.fract() == 0.0 && exponent.abs() < 100.0 && unit.per_base() == 1.0 =>
            {
                Ok(Some(a.power(*exponent as i32)))
            }
            _ => Err(Fault::Exponent),
        },
    }
}

fn called(function: Function, parts: &[Option<Dimension>]) -> Result<Option<Dimension>, Fault> {
    let signature = function.signature();
    if !signature.takes(parts.len()) {
        return Err(Fault::Argument(signature.expects));
    }
    for (argument, part) in signature.arguments.iter().zip(parts) {
        if *argument == Argument::Pure {
            pure(part.clone(), "a pure number")?;
        }
    }
    let alike: Vec<_> = (signature.arguments.iter().zip(parts))
        .filter(|(argument, _)| **argument == Argument::Alike)
        .map(|(_, part)| part.clone())
        .collect();
    let common = same(&alike)?;
    Ok(match function {
        Function::Abs | Function::Npv => common,
        Function::NpvAmount => common.map(|of| of.times(&Dimension::base("yr"))),
        _ => Some(Dimension::pure()),
    })
}

/// The dimension of a part of a ratio over the same cells as the whole.
fn part_of_ratio(model: &Model, whole: &Line, id: &LineId, all: &[AxisId]) -> Result<Dimension, Fault> {
    let part = known(model, id)?;
    let all = model.all_of_part(whole, part, all);
    Ok(match part.roll_up.time {
        TimeRule::None | TimeRule::Ratio(..) => part.unit.dimension().clone(),
        _ => model.rolled_unit(part, None, &all).dimension().clone(),
    })
}
