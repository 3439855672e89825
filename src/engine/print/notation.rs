//! What a notation decides, and what brackets and operators are put together of.

use crate::engine::axis::Grain;
use crate::engine::cell_ref::CellRef;
use crate::engine::expr::{Bound, Comparison, Expr, Fold, Operator, Selection};
use crate::engine::function::Function;
use crate::engine::id::{AxisId, LineId};
use crate::engine::model::Line;
use crate::engine::unit::Unit;

/// A part of a printed formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Operators, brackets, literals.
    Text(String),
    /// A reference, which can be followed.
    Reference {
        /// The cell that is meant; for labels the line at the cell's own place.
        address: CellRef,
        /// How it is printed.
        text: String,
    },
}

impl Piece {
    /// What is printed.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Reference { text, .. } => text,
        }
    }
}

/// The pieces as one text.
pub fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(Piece::text).collect()
}

/// How tightly a printed part holds together.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Binding {
    /// Not at all, as a choice.
    Loose,
    /// As a sum.
    Sum,
    /// As a product.
    Product,
    /// As a power.
    Power,
    /// As a name or a bracket.
    Atom,
}

/// A part of a formula as it is written.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// How tightly they hold together.
    pub binding: Binding,
}

impl Written {
    /// A text that holds together.
    pub fn atom(text: impl Into<String>) -> Self {
        Self { pieces: vec![Piece::Text(text.into())], binding: Binding::Atom }
    }

    /// A number. A negative one is bracketed behind an operator, as a person would.
    pub fn number(text: impl Into<String>, value: f64) -> Self {
        Self {
            binding: if value.is_sign_negative() { Binding::Loose } else { Binding::Atom },
            ..Self::atom(text)
        }
    }

    /// The pieces, in brackets where they hold together less tightly.
    pub fn bracketed_below(self, binding: Binding) -> Vec<Piece> {
        if self.binding >= binding {
            return self.pieces;
        }
        let mut pieces = vec![Piece::Text("(".to_owned())];
        pieces.extend(self.pieces);
        pieces.push(Piece::Text(")".to_owned()));
        pieces
    }

    /// The part with a text behind it, in brackets unless it holds together.
    pub fn followed_by(self, text: impl Into<String>, binding: Binding) -> Self {
        let mut pieces = self.bracketed_below(Binding::Atom);
        pieces.push(Piece::Text(text.into()));
        Self { pieces, binding }
    }
}

/// A name with arguments in brackets behind it.
pub(super) fn call(name: &str, arguments: impl IntoIterator<Item = Vec<Piece>>) -> Written {
    let mut pieces = vec![Piece::Text(format!("{name}("))];
    for (position, argument) in arguments.into_iter().enumerate() {
        pieces.extend((position > 0).then(|| Piece::Text(", ".to_owned())));
        pieces.extend(argument);
    }
    pieces.push(Piece::Text(")".to_owned()));
    Written { pieces, binding: Binding::Atom }
}

/// The signs of a notation.
#[derive(Clone, Copy, Debug)]
pub struct Signs {
    /// Between summands.
    pub add: &'static str,
    /// Before what is subtracted.
    pub subtract: &'static str,
    /// Between factors.
    pub multiply: &'static str,
    /// Before a divisor.
    pub divide: &'static str,
    /// Before an exponent.
    pub power: &'static str,
    /// Before what is negated.
    pub negate: &'static str,
    /// Not above.
    pub at_most: &'static str,
    /// Not below.
    pub at_least: &'static str,
}

/// The signs of prose.
pub(super) const PROSE: Signs = Signs {
    add: " + ",
    subtract: " − ",
    multiply: " × ",
    divide: " ÷ ",
    power: "^",
    negate: "−",
    at_most: " ≤ ",
    at_least: " ≥ ",
};

/// Where brackets stand that a reader of sums could do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Nowhere: order of addition and multiplication is a person's choice.
    Plain,
    /// Wherever another tree would read the same, and around every minus that
    /// another language binds otherwise.
    Exact,
}

/// How a notation writes what is not an operator.
pub trait Notation {
    /// The signs of operators.
    fn signs(&self) -> Signs;
    /// Which brackets are written.
    fn policy(&self) -> Policy;
    /// A reference to a line's cell.
    fn reference(&self, line: &Line, cell: CellRef) -> Written;
    /// A reference to a line that is not there.
    fn unknown(&self, line: &LineId) -> Written;
    /// A literal.
    fn literal(&self, value: f64, unit: &Unit) -> Written;
    /// No value, for a reason.
    fn undefined(&self, why: &str) -> Written;
    /// A factor from base units to a line's own, without its sign: 12 months/yr.
    fn factor(&self, factor: f64, unit: &Unit) -> String;
    /// The number of a cell along an axis.
    fn key(&self, axis: &AxisId) -> Written;
    /// How many cells an axis has.
    fn count(&self, axis: &AxisId) -> Written;
    /// The length of this cell's period.
    fn period(&self) -> Written;
    /// One of two values. `otherwise` is the part itself, too.
    fn choice(&self, when: Vec<Piece>, then: Written, otherwise: (Written, &Expr)) -> Written;
    /// A value so many steps along an axis, another where that is off it.
    fn at(&self, axis: &AxisId, offset: i32, of: Written, first: Written) -> Written;
    /// One value of all cells along an axis.
    fn fold(&self, fold: Fold, axis: &AxisId, of: Written) -> Written;
    /// One value of the cells of a longer period along a time axis.
    fn fold_within(&self, fold: Fold, axis: &AxisId, _longer: Grain, of: Written) -> Written {
        self.fold(fold, axis, of)
    }
    /// One value of a stretch of cells along an axis.
    fn window(&self, window: Window<'_>) -> Written;
    /// A value at a calculated position.
    fn lookup(&self, axis: &AxisId, position: Written, of: Written, otherwise: Written) -> Written;
    /// The number of the first cell where a condition holds.
    fn first_where(&self, axis: &AxisId, when: Vec<Piece>) -> Written;
    /// A value at a member of an axis, or over all.
    fn select(&self, axis: &AxisId, at: &Selection, of: Written) -> Written;
    /// A line over longer periods or over all cells of some axes. `plain` is the
    /// reference, `spelt` what it is made of.
    fn roll_up(&self, rolled: RolledUp<'_>, plain: Written, spelt: &dyn Fn() -> Written) -> Written;
    /// A value of the cell that an axis map assigns.
    fn map(&self, from: &AxisId, to: &AxisId, of: Written) -> Written;
    /// A function of some arguments.
    fn call(&self, function: Function, over: Option<&AxisId>, arguments: Vec<Written>) -> Written;
}

/// A stretch of cells with its written parts.
pub struct Window<'e> {
    /// How they make one value.
    pub fold: Fold,
    /// The axis.
    pub axis: &'e AxisId,
    /// The first.
    pub from: Bound,
    /// The last.
    pub to: Bound,
    /// What is read at each.
    pub of: Written,
    /// The value where a part of it is off the axis.
    pub short: WrittenShort,
}

/// What a stretch is worth that is partly off its axis, as it is written.
pub enum WrittenShort {
    /// Nothing.
    Undefined,
    /// What the cells that are there come to.
    Available,
    /// A value.
    Else(Written),
}

/// How far a line is rolled up.
#[derive(Clone, Copy)]
pub struct RolledUp<'e> {
    /// The line; `None` where it is not there.
    pub line: Option<&'e Line>,
    /// To which length of periods.
    pub to: Option<Grain>,
    /// Over which axes as a whole.
    pub all: &'e [AxisId],
}

/// What two written parts make together.
pub(super) fn binary(
    (signs, policy): (Signs, Policy),
    operator: Operator,
    left: Written,
    right: Written,
) -> Written {
    // The right operand is bracketed at equal binding where order matters.
    let (sign, binding, plain) = match operator {
        Operator::Add => (signs.add, Binding::Sum, Binding::Sum),
        Operator::Subtract => (signs.subtract, Binding::Sum, Binding::Product),
        Operator::Multiply => (signs.multiply, Binding::Product, Binding::Product),
        Operator::Divide => (signs.divide, Binding::Product, Binding::Power),
        Operator::Power => (signs.power, Binding::Power, Binding::Atom),
    };
    let right_binding = match (operator, policy) {
        (Operator::Add, Policy::Exact) => Binding::Product,
        (Operator::Multiply, Policy::Exact) => Binding::Power,
        _ => plain,
    };
    let left_binding = if operator == Operator::Power { Binding::Atom } else { binding };
    let mut pieces = left.bracketed_below(left_binding);
    pieces.push(Piece::Text(sign.to_owned()));
    pieces.extend(right.bracketed_below(right_binding));
    Written { pieces, binding }
}

/// A negated part. To the language a minus binds less than a power, to
/// spreadsheets more: where that matters, the power is in brackets.
pub(super) fn negate((signs, policy): (Signs, Policy), of: Written) -> Written {
    let is_digit = |piece: &Piece| piece.text().starts_with(|c: char| c.is_ascii_digit() || c == '$');
    // A minus before a digit is a negative literal.
    let is_literal = of.pieces.first().is_some_and(is_digit);
    let (of, below) = match policy {
        Policy::Plain => (of, Binding::Power),
        Policy::Exact if is_literal => (Written { binding: Binding::Loose, ..of }, Binding::Atom),
        Policy::Exact => (of, Binding::Atom),
    };
    let mut pieces = vec![Piece::Text(signs.negate.to_owned())];
    pieces.extend(of.bracketed_below(below));
    Written { pieces, binding: Binding::Loose }
}

/// A factor from base units as it is written: `× 12`, or `÷ 12` for a twelfth.
pub(super) fn conversion(signs: Signs, factor: f64, write: impl Fn(f64) -> String) -> String {
    if factor >= 1.0 {
        return format!("{}{}", signs.multiply, write(factor));
    }
    let inverse = 1.0 / factor;
    let whole = inverse.round();
    let tidy = if (inverse - whole).abs() <= 1e-9 * whole { whole } else { inverse };
    format!("{}{tidy}", signs.divide)
}

/// A comparison of two sides, the literal last: “gross margin > 0”.
pub(super) fn compare(
    signs: Signs,
    comparison: Comparison,
    (left, is_literal): (Written, bool),
    right: Written,
) -> Vec<Piece> {
    let (first, sign, second) = match comparison {
        Comparison::Less if is_literal => (right, " > ", left),
        Comparison::AtMost if is_literal => (right, signs.at_least, left),
        Comparison::Less => (left, " < ", right),
        Comparison::AtMost => (left, signs.at_most, right),
        Comparison::Equal => (left, " = ", right),
    };
    joined(first.bracketed_below(Binding::Sum), sign, second.bracketed_below(Binding::Sum))
}

/// Two lists of pieces with a text between them.
pub(super) fn joined(left: Vec<Piece>, between: &str, right: Vec<Piece>) -> Vec<Piece> {
    left.into_iter().chain([Piece::Text(between.to_owned())]).chain(right).collect()
}
