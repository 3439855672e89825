//! The expression tree of a formula.
//!
//! A tree is built with the functions below and the arithmetic operators, and
//! is read by every interpretation: units, evaluation, explanation. To add a
//! node is to add an arm to each of them; the compiler lists the places.

use super::function::Function;
use super::id::{AxisId, LineId};
use super::unit::Unit;
use std::ops;

/// A formula, or a part of one. Its value depends on the cell it stands in.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A literal with its unit.
    Number(f64, Unit),
    /// Another line, at this cell's own coordinates.
    Line(LineId),
    /// No value, for the reason given. Takes any unit.
    Undefined(String),
    /// The negative of a value.
    Negate(Box<Expr>),
    /// An arithmetic operation.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// One of two values.
    If(Box<Condition>, Box<Expr>, Box<Expr>),
    /// The smallest or largest of some values.
    Extreme(Extreme, Vec<Expr>),
    /// `of`, `offset` steps along `axis`; `first` where that is off the axis.
    At {
        /// The axis stepped along.
        axis: AxisId,
        /// How many steps; −1 is the cell before.
        offset: i32,
        /// What is read there.
        of: Box<Expr>,
        /// The value where there is no such cell.
        first: Box<Expr>,
    },
    /// One value made of all cells along an axis.
    Fold(Fold, AxisId, Box<Expr>),
    /// The number of this cell along an axis, counted from 1.
    Key(AxisId),
    /// How many cells an axis has.
    Count(AxisId),
    /// A value of axis `to`, read for each cell of axis `from` at the cell that
    /// the model's axis map of that name assigns to it.
    Map {
        /// The axis of the result.
        from: AxisId,
        /// The axis of the value.
        to: AxisId,
        /// What is read.
        of: Box<Expr>,
    },
    /// A named function; over an axis it sees all of that axis' cells in order.
    Call {
        /// Which one.
        function: Function,
        /// The axis whose cells are its arguments, for functions of a series.
        over: Option<AxisId>,
        /// Its arguments.
        arguments: Vec<Expr>,
    },
}

/// An arithmetic operator on two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// Sum.
    Add,
    /// Difference.
    Subtract,
    /// Product.
    Multiply,
    /// Quotient.
    Divide,
    /// Power; a base with a unit takes a whole literal exponent.
    Power,
}

/// Which of several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extreme {
    /// The smallest.
    Min,
    /// The largest.
    Max,
}

/// How the cells along an axis make one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Their sum.
    Sum,
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// The number, counted from 1, of the first cell with the smallest value.
    ArgMin,
    /// The value of the first cell.
    First,
    /// The value of the last cell.
    Last,
}

/// What an [`Expr::If`] depends on.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A comparison of two values of the same dimension.
    Compare(Comparison, Expr, Expr),
    /// Both hold.
    And(Box<Condition>, Box<Condition>),
    /// One or both hold.
    Or(Box<Condition>, Box<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// The left one is smaller.
    Less,
    /// The left one is smaller or they are equal.
    AtMost,
    /// They are equal.
    Equal,
}

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

    /// The parts of this node, conditions' values included, in reading order.
    pub fn parts(&self) -> Vec<&Expr> {
        match self {
            Self::Number(..) | Self::Line(_) | Self::Undefined(_) | Self::Key(_) | Self::Count(_) => {
                Vec::new()
            }
            Self::Negate(of) | Self::Fold(_, _, of) | Self::Map { of, .. } => vec![of],
            Self::Binary(_, left, right) => vec![left, right],
            Self::If(when, then, otherwise) => {
                let mut parts = when.parts();
                parts.extend([then.as_ref(), otherwise.as_ref()]);
                parts
            }
            Self::Extreme(_, parts) | Self::Call { arguments: parts, .. } => parts.iter().collect(),
            Self::At { of, first, .. } => vec![of, first],
        }
    }
}

impl Condition {
    /// The values that are compared, in reading order.
    pub fn parts(&self) -> Vec<&Expr> {
        match self {
            Self::Compare(_, left, right) => vec![left, right],
            Self::And(left, right) | Self::Or(left, right) => {
                let mut parts = left.parts();
                parts.extend(right.parts());
                parts
            }
            Self::Not(condition) => condition.parts(),
        }
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
