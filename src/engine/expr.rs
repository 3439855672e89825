//! The expression tree of a formula.
//!
//! A tree is built with the functions below and the arithmetic operators, and
//! is read by every interpretation: units, evaluation, explanation. To add a
//! node is to add an arm to each of them; the compiler lists the places.

use super::axis::Grain;
use super::function::Function;
use super::id::{AxisId, LineId, MemberKey};
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
    /// One value made of the cells on a stretch of an axis around this cell.
    Window {
        /// How they make one.
        fold: Fold,
        /// The axis along which the stretch lies.
        axis: AxisId,
        /// Its first cell.
        from: Bound,
        /// Its last cell.
        to: Bound,
        /// What is read at each of them.
        of: Box<Expr>,
        /// The value where a part of it is off the axis.
        short: Short,
    },
    /// A value read at a position along an axis that is calculated.
    Lookup {
        /// The axis.
        axis: AxisId,
        /// The position, counted from 1; undefined where it is not whole.
        position: Box<Expr>,
        /// What is read there. It may not depend on the line that reads it.
        of: Box<Expr>,
        /// The value where the axis has no such position.
        otherwise: Box<Expr>,
    },
    /// The length of this cell's period.
    Period,
    /// The number, counted from 1, of the first cell along an axis where a
    /// condition holds; undefined where it holds in none.
    FirstWhere {
        /// The axis.
        axis: AxisId,
        /// The condition.
        when: Box<Condition>,
    },
    /// A value at a member of an axis, or over all of them.
    Select {
        /// The axis.
        axis: AxisId,
        /// Which member.
        at: Selection,
        /// What is read there; over all members a line, which has a rule for it.
        of: Box<Expr>,
    },
    /// A line rolled up by its own rule.
    RollUp {
        /// The line.
        line: LineId,
        /// The length of the periods that its own periods make, if any.
        to: Option<Grain>,
        /// The axes of which all cells are taken together, time among them.
        all: Vec<AxisId>,
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

/// An end of a [window](Expr::Window).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// So many cells after this one, before it where negative.
    Offset(i32),
    /// The axis' first cell.
    First,
    /// The axis' last cell.
    Last,
}

/// What a [window](Expr::Window) is worth where a part of it is off its axis.
#[derive(Clone, Debug, PartialEq)]
pub enum Short {
    /// Nothing: it is undefined.
    Undefined,
    /// What the cells that are there come to.
    Available,
    /// This value.
    Else(Box<Expr>),
}

/// Which members of an axis are read.
#[derive(Clone, Debug, PartialEq)]
pub enum Selection {
    /// One of them.
    Key(MemberKey),
    /// All, by the line's own rule.
    All,
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
    /// Their sum. Of what is measured per time, a sum over time is one of
    /// amounts, as [`Fold::Amount`]; building a model makes it that.
    Sum,
    /// The sum over time of values × the length of their period.
    Amount,
    /// Their average.
    Mean,
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

    /// The same node with other parts, which are given in reading order.
    #[must_use]
    pub fn with_parts(&self, of: &mut impl FnMut(&Expr) -> Expr) -> Expr {
        let mut boxed = |part: &Expr| Box::new(of(part));
        match self {
            Self::Number(..)
            | Self::Line(_)
            | Self::Undefined(_)
            | Self::Key(_)
            | Self::Count(_)
            | Self::Period
            | Self::RollUp { .. } => self.clone(),
            Self::Negate(part) => Self::Negate(boxed(part)),
            Self::Binary(operator, left, right) => Self::Binary(*operator, boxed(left), boxed(right)),
            Self::If(when, then, otherwise) => {
                Self::If(Box::new(when.with_parts(of)), Box::new(of(then)), Box::new(of(otherwise)))
            }
            Self::Extreme(extreme, parts) => Self::Extreme(*extreme, parts.iter().map(of).collect()),
            Self::At { axis, offset, of: part, first } => {
                Self::At { axis: axis.clone(), offset: *offset, of: boxed(part), first: boxed(first) }
            }
            Self::Fold(fold, axis, part) => Self::Fold(*fold, axis.clone(), boxed(part)),
            Self::Map { from, to, of: part } => {
                Self::Map { from: from.clone(), to: to.clone(), of: boxed(part) }
            }
            Self::Window { fold, axis, from, to, of: part, short } => Self::Window {
                fold: *fold,
                axis: axis.clone(),
                from: *from,
                to: *to,
                of: boxed(part),
                short: match short {
                    Short::Undefined => Short::Undefined,
                    Short::Available => Short::Available,
                    Short::Else(otherwise) => Short::Else(boxed(otherwise)),
                },
            },
            Self::Lookup { axis, position, of: part, otherwise } => Self::Lookup {
                axis: axis.clone(),
                position: boxed(position),
                of: boxed(part),
                otherwise: boxed(otherwise),
            },
            Self::FirstWhere { axis, when } => {
                Self::FirstWhere { axis: axis.clone(), when: Box::new(when.with_parts(of)) }
            }
            Self::Select { axis, at, of: part } => {
                Self::Select { axis: axis.clone(), at: at.clone(), of: boxed(part) }
            }
            Self::Call { function, over, arguments } => Self::Call {
                function: *function,
                over: over.clone(),
                arguments: arguments.iter().map(of).collect(),
            },
        }
    }

    /// Whether parts stand within parts more than so many levels deep, the nodes
    /// of conditions counted too.
    pub(super) fn is_deeper_than(&self, levels: usize) -> bool {
        let Some(below) = levels.checked_sub(1) else { return true };
        let is_deeper = |part: &Expr| part.is_deeper_than(below);
        match self {
            Self::If(when, then, otherwise) => {
                when.is_deeper_than(below) || is_deeper(then) || is_deeper(otherwise)
            }
            Self::FirstWhere { when, .. } => when.is_deeper_than(below),
            _ => self.parts().into_iter().any(is_deeper),
        }
    }

    /// The part at a place in the tree: for each step the position among
    /// [`Expr::parts`]. `None` where there is no such part.
    pub fn part(&self, path: &[u16]) -> Option<&Expr> {
        match path.split_first() {
            None => Some(self),
            Some((first, rest)) => self.parts().get(usize::from(*first))?.part(rest),
        }
    }

    /// The parts of this node, conditions' values included, in reading order.
    pub fn parts(&self) -> Vec<&Expr> {
        match self {
            Self::Number(..)
            | Self::Line(_)
            | Self::Undefined(_)
            | Self::Key(_)
            | Self::Count(_)
            | Self::Period
            | Self::RollUp { .. } => Vec::new(),
            Self::Negate(of) | Self::Fold(_, _, of) | Self::Map { of, .. } | Self::Select { of, .. } => {
                vec![of]
            }
            Self::Window { of, short, .. } => match short {
                Short::Undefined | Short::Available => vec![of],
                Short::Else(otherwise) => vec![of, otherwise],
            },
            Self::Lookup { position, of, otherwise, .. } => vec![position, of, otherwise],
            Self::FirstWhere { when, .. } => when.parts(),
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
    /// The same condition on other values, which are given in reading order.
    #[must_use]
    pub fn with_parts(&self, of: &mut impl FnMut(&Expr) -> Expr) -> Condition {
        match self {
            Self::Compare(comparison, left, right) => {
                let left = of(left);
                Self::Compare(*comparison, left, of(right))
            }
            Self::And(left, right) => {
                let left = Box::new(left.with_parts(of));
                Self::And(left, Box::new(right.with_parts(of)))
            }
            Self::Or(left, right) => {
                let left = Box::new(left.with_parts(of));
                Self::Or(left, Box::new(right.with_parts(of)))
            }
            Self::Not(condition) => Self::Not(Box::new(condition.with_parts(of))),
        }
    }

    fn is_deeper_than(&self, levels: usize) -> bool {
        let Some(below) = levels.checked_sub(1) else { return true };
        match self {
            Self::Compare(_, left, right) => left.is_deeper_than(below) || right.is_deeper_than(below),
            Self::Not(of) => of.is_deeper_than(below),
            Self::And(a, b) | Self::Or(a, b) => a.is_deeper_than(below) || b.is_deeper_than(below),
        }
    }

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
