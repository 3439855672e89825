//! What makes a list of lines a model: ids, references, shapes and units.

use super::expr::{Condition, Expr, Fold, Operator};
use super::id::{AxisId, LineId};
use super::maps::sorted;
use super::model::{Content, Line, Model, ModelError, ModelErrors};
use super::print;
use super::roll_up::TimeRule;
use super::unit::{Dimension, Unit};
use litemap::LiteMap;
use std::fmt;

/// What is wrong at a place of a model.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Two lines, axes or maps have the same id, or a line has an axis twice.
    Duplicate,
    /// There is no line of this id.
    UnknownLine(LineId),
    /// There is no axis, or map between axes, of this name.
    UnknownAxis(String),
    /// The formula has cells along an axis that its line lacks.
    ExtraAxis(AxisId),
    /// The value has no cells along the axis that it is taken over.
    MissingAxis(AxisId),
    /// Two values whose dimensions should be equal are not.
    UnitMismatch {
        /// What is expected.
        expected: Dimension,
        /// What the formula yields.
        found: Dimension,
    },
    /// An exponent that is no pure number, or not whole on a base with a unit.
    Exponent,
    /// A function's argument is not what it takes.
    Argument(&'static str),
    /// A driver has another number of defaults than cells.
    DefaultCount {
        /// How many cells.
        expected: usize,
        /// How many defaults.
        found: usize,
    },
    /// A default value that the driver's own range does not allow.
    DefaultOutOfRange(f64),
    /// A cell depends on itself; the addresses on the way.
    Cycle(Vec<String>),
    /// The model is larger, or nested deeper, than is evaluated.
    TooLarge,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Duplicate => f.write_str("the id is taken: give each line and axis its own"),
            Self::UnknownLine(id) => write!(f, "there is no line “{id}”"),
            Self::UnknownAxis(id) => write!(f, "there is no axis or axis map “{id}”"),
            Self::ExtraAxis(id) => write!(f, "the formula varies along “{id}”, the line does not"),
            Self::MissingAxis(id) => write!(f, "the value does not vary along “{id}”"),
            Self::UnitMismatch { expected, found } => {
                write!(f, "the unit should be {expected}, but is {found}")
            }
            Self::Exponent => {
                f.write_str("an exponent is a pure number, and whole where the base has a unit")
            }
            Self::Argument(expected) => write!(f, "the function takes {expected}"),
            Self::DefaultCount { expected, found } => {
                write!(f, "{expected} cells need as many defaults, not {found}")
            }
            Self::DefaultOutOfRange(value) => write!(f, "the default {value} is outside the allowed range"),
            Self::Cycle(path) => write!(f, "the cell depends on itself: {}", path.join(" → ")),
            Self::TooLarge => f.write_str("the model is larger or nested deeper than can be evaluated"),
        }
    }
}

/// The deepest formula: more would be no formula that a person reads, and a
/// bound on recursion keeps the small stack of WebAssembly safe.
const MAX_DEPTH: usize = 60;
/// The most lines of a model.
const MAX_LINES: usize = 5_000;
/// The most cells of all lines.
const MAX_CELLS: usize = 200_000;

/// Checks all lines of a model; what it passes can be compiled.
pub(super) fn check(model: &Model) -> Result<(), ModelErrors> {
    let mut errors = Vec::new();
    let mut error =
        |line: &str, place: String, fault| errors.push(ModelError { line: line.into(), place, fault });
    let cells = model.lines().iter().map(|line| model.cell_count(line)).fold(0, usize::saturating_add);
    if model.lines().len() > MAX_LINES || cells > MAX_CELLS {
        error("", String::new(), Fault::TooLarge);
    }
    let mut seen: LiteMap<&str, ()> = LiteMap::new();
    for axis in model.axes() {
        let keys = sorted(axis.members.iter().map(|member| (member.key.as_str(), ())));
        if seen.insert(axis.id.as_str(), ()).is_some() || keys.len() != axis.members.len() {
            error(&axis.id, String::new(), Fault::Duplicate);
        }
    }
    let mut mapped: LiteMap<(&str, &str), ()> = LiteMap::new();
    for map in model.maps() {
        if mapped.insert((map.from.as_str(), map.to.as_str()), ()).is_some() {
            error(&map.from, String::new(), Fault::Duplicate);
        }
        let length = |id: &str| model.axis(id).map_or(0, |axis| axis.members.len());
        if map.positions.len() != length(&map.from) || map.positions.iter().any(|to| *to >= length(&map.to)) {
            error(&map.from, String::new(), Fault::UnknownAxis(map.to.to_string()));
        }
    }
    seen.clear();
    for line in model.lines() {
        if seen.insert(line.id.as_str(), ()).is_some() {
            error(&line.id, String::new(), Fault::Duplicate);
        }
        if let Some(axis) = line.shape.iter().find(|id| model.axis(id).is_none()) {
            error(&line.id, String::new(), Fault::UnknownAxis(axis.to_string()));
        } else if let Err((place, fault)) = check_line(model, line) {
            error(&line.id, place, fault);
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(ModelErrors(errors)) }
}

/// A fault with the part of the formula that has it.
type Found<T> = Result<T, (String, Fault)>;

fn check_line(model: &Model, line: &Line) -> Found<()> {
    let here = |fault| Err((String::new(), fault));
    if sorted(line.shape.iter().map(|axis| (axis, ()))).len() != line.shape.len() {
        return here(Fault::Duplicate);
    }
    match &line.content {
        Content::Driver(driver) => {
            let (expected, found) = (model.cell_count(line), driver.defaults.len());
            if expected != found {
                return here(Fault::DefaultCount { expected, found });
            }
            if let Some(value) = driver.defaults.iter().find(|value| !driver.range.allows(**value)) {
                return here(Fault::DefaultOutOfRange(*value));
            }
        }
        Content::Formula(formula) => check_formula(model, formula, &line.unit, &line.shape)?,
    }
    match total_expr(model, line) {
        Some((total, unit)) => check_formula(model, &total, &unit, &[]),
        None => Ok(()),
    }
}

fn check_formula(model: &Model, formula: &Expr, unit: &Unit, shape: &[AxisId]) -> Found<()> {
    if depth_exceeds(formula, MAX_DEPTH) {
        return Err((String::new(), Fault::TooLarge));
    }
    let at = |fault| (print::labels(model, formula), fault);
    let axes = axes(model, formula)?;
    if let Some(extra) = axes.keys().find(|axis| !shape.contains(axis)) {
        return Err(at(Fault::ExtraAxis(extra.clone())));
    }
    match dimension(model, formula)? {
        Some(found) if found != *unit.dimension() => {
            Err(at(Fault::UnitMismatch { expected: unit.dimension().clone(), found }))
        }
        _ => Ok(()),
    }
}

/// A line's total as an expression, with its unit: every interpretation that
/// reads formulas reads totals too. `None` for lines without a total.
pub fn total_expr(model: &Model, line: &Line) -> Option<(Expr, Unit)> {
    if !model.has_total(line) {
        return None;
    }
    match &line.roll_up.time {
        TimeRule::Ratio(numerator, denominator) => {
            let part = |id: &LineId| match model.line(id) {
                Some(line) => sum_over_axes(model, line).map(|(sum, _)| sum),
                // The reference is kept, so that the check says that it is unknown.
                None => Some(Expr::Line(id.clone())),
            };
            Some((part(numerator)? / part(denominator)?, line.unit.clone()))
        }
        _ => sum_over_axes(model, line),
    }
}

/// The sum of a line over all its axes; a flow is summed over time × the length
/// of its periods.
fn sum_over_axes(model: &Model, line: &Line) -> Option<(Expr, Unit)> {
    let summed = line
        .shape
        .iter()
        .filter(|id| model.axis(id).is_some())
        .fold(Expr::Line(line.id.clone()), |of, axis| Expr::Fold(Fold::Sum, axis.clone(), Box::new(of)));
    let grain = model.grain(line);
    let (Some(grain), -1) = (grain, line.unit.dimension().exponent("yr")) else {
        return Some((summed, line.unit.clone()));
    };
    let unit = without_period(&line.unit)?;
    let year = Unit::parse("yr").ok()?;
    Some((summed * Expr::Number(1.0 / grain.per_year() as f64, year), unit))
}

/// The unit of a flow's amount: `$` of `$/yr`, `h/customer` of `h/customer/month`.
fn without_period(unit: &Unit) -> Option<Unit> {
    let is_period = |part: &&str| Unit::parse(part).is_ok_and(|part| part.dimension().exponent("yr") == 1);
    let mut parts: Vec<&str> = unit.symbol().split('/').collect();
    let period = (1..parts.len()).rev().find(|at| is_period(&parts[*at]))?;
    parts.remove(period);
    Unit::parse(&parts.join("/")).ok()
}

fn depth_exceeds(expr: &Expr, limit: usize) -> bool {
    let exceeds = |part: &Expr| depth_exceeds(part, limit - 1);
    limit == 0
        || match expr {
            Expr::If(when, then, otherwise) => {
                condition_depth_exceeds(when, limit - 1) || exceeds(then) || exceeds(otherwise)
            }
            _ => expr.parts().into_iter().any(exceeds),
        }
}

fn condition_depth_exceeds(condition: &Condition, limit: usize) -> bool {
    limit == 0
        || match condition {
            Condition::Compare(_, left, right) => {
                depth_exceeds(left, limit - 1) || depth_exceeds(right, limit - 1)
            }
            Condition::Not(of) => condition_depth_exceeds(of, limit - 1),
            Condition::And(a, b) | Condition::Or(a, b) => {
                condition_depth_exceeds(a, limit - 1) || condition_depth_exceeds(b, limit - 1)
            }
        }
}

/// The axes along which a formula's value varies.
fn axes(model: &Model, expr: &Expr) -> Found<LiteMap<AxisId, ()>> {
    let at = |fault| (print::labels(model, expr), fault);
    let known = |id: &AxisId| {
        model.axis(id).map(|_| id.clone()).ok_or_else(|| at(Fault::UnknownAxis(id.to_string())))
    };
    let mut inner = LiteMap::new();
    for part in expr.parts() {
        for (axis, ()) in axes(model, part)? {
            inner.insert(axis, ());
        }
    }
    let without = |mut axes: LiteMap<AxisId, ()>, id: &AxisId| match axes.remove(&known(id)?) {
        Some(()) => Ok(axes),
        None => Err(at(Fault::MissingAxis(id.clone()))),
    };
    match expr {
        Expr::Line(id) => {
            let line = model.line(id).ok_or_else(|| at(Fault::UnknownLine(id.clone())))?;
            Ok(sorted(line.shape.iter().map(|axis| (axis.clone(), ()))))
        }
        Expr::Key(axis) | Expr::At { axis, .. } => {
            inner.insert(known(axis)?, ());
            Ok(inner)
        }
        Expr::Count(axis) => known(axis).map(|_| inner),
        Expr::Fold(_, axis, _) => without(inner, axis),
        Expr::Map { from, to, .. } => {
            if model.map(from, to).is_none() {
                return Err(at(Fault::UnknownAxis(format!("{from} → {to}"))));
            }
            let mut axes = without(inner, to)?;
            axes.insert(known(from)?, ());
            Ok(axes)
        }
        Expr::Call { function, over, arguments } => {
            if arguments.len() != 1 || function.signature().series != over.is_some() {
                return Err(at(Fault::Argument(if function.signature().series {
                    "one value along an axis"
                } else {
                    "one value"
                })));
            }
            over.as_ref().map_or_else(|| Ok(inner.clone()), |axis| without(inner.clone(), axis))
        }
        _ => Ok(inner),
    }
}

/// The dimension that a formula yields; `None` where any would fit.
///
/// # Errors
/// The part of the formula whose units do not fit, and how.
fn dimension(model: &Model, expr: &Expr) -> Found<Option<Dimension>> {
    let at = |fault| (print::labels(model, expr), fault);
    let same = |parts: Vec<&Expr>| -> Found<Option<Dimension>> {
        let mut common: Option<Dimension> = None;
        for part in parts {
            match (dimension(model, part)?, &common) {
                (Some(found), Some(expected)) if found != *expected => {
                    return Err(at(Fault::UnitMismatch { expected: expected.clone(), found }));
                }
                (Some(found), None) => common = Some(found),
                _ => {}
            }
        }
        Ok(common)
    };
    match expr {
        Expr::Number(_, unit) => Ok(Some(unit.dimension().clone())),
        Expr::Line(id) => match model.line(id) {
            Some(line) => Ok(Some(line.unit.dimension().clone())),
            None => Err(at(Fault::UnknownLine(id.clone()))),
        },
        Expr::Undefined(_) => Ok(None),
        Expr::Key(_) | Expr::Count(_) | Expr::Fold(Fold::ArgMin, ..) => {
            expr.parts().into_iter().try_for_each(|part| dimension(model, part).map(drop))?;
            Ok(Some(Dimension::pure()))
        }
        Expr::Negate(of) | Expr::Fold(_, _, of) | Expr::Map { of, .. } => dimension(model, of),
        Expr::Extreme(_, parts) => same(parts.iter().collect()),
        Expr::At { of, first, .. } => same(vec![of, first]),
        Expr::If(when, then, otherwise) => {
            check_condition(when, &same)?;
            same(vec![then, otherwise])
        }
        // Each side is visited once: twice would double the work at each level.
        Expr::Binary(Operator::Add | Operator::Subtract, left, right) => same(vec![left, right]),
        Expr::Binary(operator, left, right) => {
            let (Some(a), Some(b)) = (dimension(model, left)?, dimension(model, right)?) else {
                return Ok(None);
            };
            match operator {
                Operator::Multiply => Ok(Some(a.times(&b))),
                Operator::Divide => Ok(Some(a.per(&b))),
                _ if !b.is_pure() => Err(at(Fault::Exponent)),
                _ if a.is_pure() => Ok(Some(a)),
                _ => match right.as_ref() {
                    Expr::Number(exponent, unit)
                        if exponent.fract() == 0.0 && exponent.abs() < 100.0 && unit.per_base() == 1.0 =>
                    {
                        Ok(Some(a.power(*exponent as i32)))
                    }
                    _ => Err(at(Fault::Exponent)),
                },
            }
        }
        Expr::Call { function, arguments, .. } => match dimension(model, &arguments[0])? {
            Some(argument) => function.dimension(&argument).map(Some).map_err(|e| at(Fault::Argument(e))),
            None => Ok(None),
        },
    }
}

fn check_condition(
    condition: &Condition,
    same: &dyn Fn(Vec<&Expr>) -> Found<Option<Dimension>>,
) -> Found<()> {
    match condition {
        Condition::Compare(_, left, right) => same(vec![left, right]).map(drop),
        Condition::And(a, b) | Condition::Or(a, b) => {
            check_condition(a, same)?;
            check_condition(b, same)
        }
        Condition::Not(a) => check_condition(a, same),
    }
}
