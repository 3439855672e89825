//! The expression tree of a formula.
//!
//! A tree is built with the functions below and the arithmetic operators, and
//! is read by every interpretation: units, evaluation, explanation. To add a
//! node is to say what it is made of (its parts), what it is measured in
//! (`dimension`), along which axes it varies (`check`), what it is at one cell
//! (`unroll`), and how it reads (`print`); the compiler lists the places.

mod make;
mod parts;

pub use make::{
    all_of, at_member, call, call_over, count, cumulated, either, first_where, fold, line, lookup, max, min,
    number, prev, pure, undefined, window,
};

use super::axis::Grain;
use super::function::Function;
use super::id::{AxisId, LineId, MemberKey};
use super::unit::Unit;

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
