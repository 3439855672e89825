//! Building formulas: functions, and the arithmetic operators.

use super::{Bound, Comparison, Condition, Expr, Extreme, Fold, Operator, Selection, Short};
use crate::engine::function::Function;
use crate::engine::unit::Unit;
use std::ops;

/// A reference to a line.
pub fn line(id: &str) -> Expr {
    Expr::Line(id.into())
}

/// A literal with its unit.
pub fn number(value: f64, unit: Unit) -> Expr {
    Expr::Number(value, unit)
}

/// A bare number.
pub fn pure(value: f64) -> Expr {
    Expr::Number(value, Unit::pure())
}

/// No value, for a reason.
pub fn undefined(reason: &str) -> Expr {
    Expr::Undefined(reason.to_owned())
}

/// The smallest of some values.
pub fn min(of: impl Into<Vec<Expr>>) -> Expr {
    Expr::Extreme(Extreme::Min, of.into())
}

/// The largest of some values.
pub fn max(of: impl Into<Vec<Expr>>) -> Expr {
    Expr::Extreme(Extreme::Max, of.into())
}

/// One of two values.
pub fn either(when: Condition, then: Expr, otherwise: Expr) -> Expr {
    Expr::If(Box::new(when), Box::new(then), Box::new(otherwise))
}

/// The value at the previous cell of an axis, `first` at the first.
pub fn prev(axis: &str, of: Expr, first: Expr) -> Expr {
    Expr::At { axis: axis.into(), offset: -1, of: Box::new(of), first: Box::new(first) }
}

/// One value made of all cells along an axis.
pub fn fold(fold: Fold, axis: &str, of: Expr) -> Expr {
    Expr::Fold(fold, axis.into(), Box::new(of))
}

/// One value made of the cells from so many steps before this one, or after, to
/// so many; undefined where a part of them is off the axis.
pub fn window(fold: Fold, axis: &str, (from, to): (i32, i32), of: Expr) -> Expr {
    let (from, to) = (Bound::Offset(from), Bound::Offset(to));
    Expr::Window { fold, axis: axis.into(), from, to, of: Box::new(of), short: Short::Undefined }
}

/// One value made of all cells from the axis' first to this one.
pub fn cumulated(fold: Fold, axis: &str, of: Expr) -> Expr {
    let (from, to) = (Bound::First, Bound::Offset(0));
    Expr::Window { fold, axis: axis.into(), from, to, of: Box::new(of), short: Short::Undefined }
}

/// A value at a position along an axis, counted from 1, `otherwise` where there
/// is no such position.
pub fn lookup(axis: &str, position: Expr, of: Expr, otherwise: Expr) -> Expr {
    let (position, of, otherwise) = (Box::new(position), Box::new(of), Box::new(otherwise));
    Expr::Lookup { axis: axis.into(), position, of, otherwise }
}

/// The number of the first cell along an axis where a condition holds.
pub fn first_where(axis: &str, when: Condition) -> Expr {
    Expr::FirstWhere { axis: axis.into(), when: Box::new(when) }
}

/// A value at a member of an axis.
pub fn at_member(axis: &str, key: &str, of: Expr) -> Expr {
    Expr::Select { axis: axis.into(), at: Selection::Key(key.into()), of: Box::new(of) }
}

/// A line's value over all members of an axis, by its own rule.
pub fn all_of(axis: &str, of: Expr) -> Expr {
    Expr::Select { axis: axis.into(), at: Selection::All, of: Box::new(of) }
}

/// A function of single values.
pub fn call(function: Function, arguments: impl Into<Vec<Expr>>) -> Expr {
    Expr::Call { function, over: None, arguments: arguments.into() }
}

/// A function of series along an axis.
pub fn call_over(function: Function, axis: &str, arguments: impl Into<Vec<Expr>>) -> Expr {
    Expr::Call { function, over: Some(axis.into()), arguments: arguments.into() }
}

/// How many cells an axis has.
pub fn count(axis: &str) -> Expr {
    Expr::Count(axis.into())
}

impl Expr {
    /// `self < other`.
    pub fn less(self, other: Expr) -> Condition {
        Condition::Compare(Comparison::Less, self, other)
    }

    /// `self > other`.
    pub fn more(self, other: Expr) -> Condition {
        other.less(self)
    }

    /// `self` raised to `exponent`.
    #[must_use]
    pub fn power(self, exponent: Expr) -> Expr {
        binary(Operator::Power, self, exponent)
    }
}

fn binary(operator: Operator, left: Expr, right: Expr) -> Expr {
    Expr::Binary(operator, Box::new(left), Box::new(right))
}

impl ops::Add for Expr {
    type Output = Expr;
    fn add(self, other: Expr) -> Expr {
        binary(Operator::Add, self, other)
    }
}

impl ops::Sub for Expr {
    type Output = Expr;
    fn sub(self, other: Expr) -> Expr {
        binary(Operator::Subtract, self, other)
    }
}

impl ops::Mul for Expr {
    type Output = Expr;
    fn mul(self, other: Expr) -> Expr {
        binary(Operator::Multiply, self, other)
    }
}

impl ops::Div for Expr {
    type Output = Expr;
    fn div(self, other: Expr) -> Expr {
        binary(Operator::Divide, self, other)
    }
}

impl ops::Neg for Expr {
    type Output = Expr;
    fn neg(self) -> Expr {
        Expr::Negate(Box::new(self))
    }
}
