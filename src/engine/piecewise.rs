//! A formula as a function of one quantity, where that function is made of
//! straight pieces: its corners and crossings are then solved, not searched.

use super::cell_expr::{CellCondition, CellExpr, CellOf, Node};
use super::expr::{Extreme, Fold, Operator};
use super::interpret;
use super::model::{Content, Model};
use super::program::arithmetic;
use super::unroll;
use super::values::Values;
use std::cmp::Ordering;

/// How far apart two corners are at least, relative to where they are.
const APART: f64 = 1e-13;

/// A continuous function from 0 up that is straight between its corners.
#[derive(Clone, Debug, PartialEq)]
pub struct Piecewise {
    pieces: Vec<Piece>,
}

/// A straight part of a function, which ends where the next begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// Where it begins.
    pub from: f64,
    /// The value there.
    pub value: f64,
    /// How much the value rises for each step of 1.
    pub slope: f64,
}

impl Piece {
    fn at(&self, x: f64) -> f64 {
        // A flat piece keeps its value to the last bit, however far it reaches.
        if self.slope == 0.0 { self.value } else { self.value + self.slope * (x - self.from) }
    }

    /// How this piece compares with one that begins at the same point, on the
    /// part on which they do not cross. What begins the same is told by its
    /// slope: rounding would decide otherwise, and far out everything is lost in
    /// the size of the values. A value carries the rounding of the way to it.
    fn order(&self, other: &Self) -> Ordering {
        let way = self.slope.abs().max(other.slope.abs()) * self.from;
        let apart = (self.value - other.value).abs();
        if apart > SAME * self.value.abs().max(other.value.abs()).max(way) {
            self.value.total_cmp(&other.value)
        } else if same(self.slope, other.slope) {
            Ordering::Equal
        } else {
            self.slope.total_cmp(&other.slope)
        }
    }
}

/// A part on which two functions are straight.
struct Span {
    from: f64,
    to: f64,
}

/// How far two values may differ, relative to their size, and still be the
/// same: sums of the same parts in another order differ by less.
const SAME: f64 = 1e-12;

impl Piecewise {
    /// The same value everywhere.
    pub fn constant(value: f64) -> Self {
        Self::line(value, 0.0)
    }

    /// A straight line from its value at 0.
    pub fn line(value: f64, slope: f64) -> Self {
        Self { pieces: vec![Piece { from: 0.0, value, slope }] }
    }

    /// The straight parts in order; there is always one from 0.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The value at a point; before 0, the first piece goes on.
    pub fn at(&self, x: f64) -> f64 {
        self.piece(x).at(x)
    }

    /// The sum of two functions.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let sum = |span: Span| {
            let (a, b) = (self.cut(span.from), other.cut(span.from));
            Piece { from: span.from, value: a.value + b.value, slope: a.slope + b.slope }
        };
        Self::of(self.spans(other, |_, _| None).into_iter().map(sum))
    }

    /// The function times a number.
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        let scaled = |piece: &Piece| Piece {
            from: piece.from,
            value: piece.value * factor,
            slope: piece.slope * factor,
        };
        Self { pieces: self.pieces.iter().map(scaled).collect() }
    }

    /// The difference of two functions.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.times(-1.0))
    }

    /// At each point the smaller or larger of two functions.
    #[must_use]
    pub fn extreme(&self, other: &Self, which: Extreme) -> Self {
        let wanted = if which == Extreme::Min { Ordering::Less } else { Ordering::Greater };
        let chosen = |span: Span| {
            let (a, b) = (self.cut(span.from), other.cut(span.from));
            if a.order(&b) == wanted { a } else { b }
        };
        Self::of(self.spans(other, crossing).into_iter().map(chosen))
    }

    /// The stretches on which this function is below, the same as, or above
    /// another, in order and without gaps. Where two functions only touch in a
    /// point, that point is no stretch.
    pub fn compared(&self, other: &Self) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        for Span { from, to } in self.spans(other, crossing) {
            // Corners that only rounding keeps apart have nothing between them.
            if to.is_finite() && to - from <= to * APART {
                continue;
            }
            let order = self.cut(from).order(&other.cut(from));
            if stretches.last().is_none_or(|last| last.order != order) {
                stretches.push(Stretch { from, order });
            }
        }
        stretches
    }

    fn piece(&self, x: f64) -> Piece {
        let after = self.pieces.partition_point(|piece| piece.from <= x);
        self.pieces[after.saturating_sub(1)]
    }

    /// The parts on which both functions are straight, ending also where
    /// `between` says.
    fn spans(&self, other: &Self, between: impl Fn(&Piece, &Piece) -> Option<f64>) -> Vec<Span> {
        let mut corners: Vec<f64> = self.pieces.iter().chain(&other.pieces).map(|piece| piece.from).collect();
        corners.sort_by(f64::total_cmp);
        corners.dedup();
        let mut all = Vec::new();
        for (position, from) in corners.iter().enumerate() {
            let to = corners.get(position + 1).copied().unwrap_or(f64::INFINITY);
            let crossing = between(&self.cut(*from), &other.cut(*from)).filter(|x| x > from && *x < to);
            all.push(Span { from: *from, to: crossing.unwrap_or(to) });
            all.extend(crossing.map(|from| Span { from, to }));
        }
        all
    }

    /// The piece at a point, as if it began there.
    fn cut(&self, from: f64) -> Piece {
        let piece = self.piece(from);
        Piece { from, value: piece.at(from), slope: piece.slope }
    }

    /// The function of some pieces; a corner without a bend is none.
    fn of(all: impl Iterator<Item = Piece>) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        for piece in all {
            let goes_on = |last: &Piece| last.slope == piece.slope && same(last.at(piece.from), piece.value);
            if !pieces.last().is_some_and(goes_on) {
                pieces.push(piece);
            }
        }
        Self { pieces }
    }

    fn is_finite(&self) -> bool {
        self.pieces.iter().all(|piece| piece.value.is_finite() && piece.slope.is_finite())
    }
}

/// How two functions compare from a point on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Where the stretch begins.
    pub from: f64,
    /// `Less` where the first function is below the other.
    pub order: Ordering,
}

/// Where two straight lines with a common beginning cross.
fn crossing(a: &Piece, b: &Piece) -> Option<f64> {
    let x = a.from - (a.value - b.value) / (a.slope - b.slope);
    x.is_finite().then_some(x)
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME * a.abs().max(b.abs())
}

/// A line that varies, in proportion to the one quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Varying<'n> {
    /// The line's id.
    pub line: &'n str,
    /// Its value, in its own unit, for each 1 of the quantity.
    pub slope: f64,
}

/// A line's first cell as a function of a quantity that some lines vary with,
/// in the line's unit; the others stand at their values. `None` where it is
/// undefined or not made of straight pieces: a product or quotient of two
/// varying parts, or a condition on one.
pub fn function_of(model: &Model, values: &Values, line: &str, varying: &[Varying<'_>]) -> Option<Piecewise> {
    let position = model.line_position(line)?;
    let declared = model.lines().get(position)?;
    let of = CellOf { line: declared, position, cell: 0 };
    let function = Reader { model, values, varying }.base(of, MAX_NESTED)?;
    let function = function.times(declared.unit.per_base());
    function.is_finite().then_some(function)
}

/// The deepest chain of formulas that is followed, which bounds recursion where
/// a line refers to its own earlier cells.
const MAX_NESTED: usize = 200;

struct Reader<'a> {
    model: &'a Model,
    values: &'a Values,
    varying: &'a [Varying<'a>],
}

impl Reader<'_> {
    /// A line's cell, in base units.
    fn base(&self, of: CellOf<'_>, depth: usize) -> Option<Piecewise> {
        let per_base = of.line.unit.per_base();
        if let Some(varying) = self.varying.iter().find(|varying| of.line.id == varying.line) {
            return Some(Piecewise::line(0.0, varying.slope / per_base));
        }
        match &of.line.content {
            Content::Driver(_) => {
                Some(Piecewise::constant(self.values.cell(&of.line.id, of.cell)? / per_base))
            }
            Content::Formula(formula) => {
                let place = self.model.place(of.line, of.cell);
                self.expr(&unroll::unroll(self.model, formula, &place)?, depth)
            }
        }
    }

    fn expr(&self, expr: &CellExpr<'_>, depth: usize) -> Option<Piecewise> {
        let depth = depth.checked_sub(1)?;
        let read = |part: &CellExpr<'_>| self.expr(part, depth);
        let function = match &expr.node {
            Node::Cell(of) => self.base(*of, depth)?.scaled(of.line.unit.per_base()),
            Node::ToBase(of, unit) => match of.node {
                Node::Cell(of) => self.base(of, depth)?,
                _ => read(of)?.times(1.0 / unit.per_base()),
            },
            Node::InUnit(of, unit) => read(of)?.scaled(unit.per_base()),
            Node::Times(of, length, _) => read(of)?.scaled(*length),
            Node::Negate(of) => read(of)?.times(-1.0),
            Node::Binary(operator, left, right) => {
                let (left, right) = (read(left)?, read(right)?);
                match (operator, left.alone(), right.alone()) {
                    (Operator::Add, ..) => left.plus(&right),
                    (Operator::Subtract, ..) => left.minus(&right),
                    (Operator::Multiply, _, Some(factor)) => left.times(factor),
                    (Operator::Multiply, Some(factor), None) => right.times(factor),
                    (Operator::Divide, _, Some(divisor)) if divisor != 0.0 => left.times(1.0 / divisor),
                    (Operator::Power, Some(base), Some(exponent)) => {
                        Piecewise::constant(arithmetic::power(base, exponent))
                    }
                    _ => return None,
                }
            }
            Node::Extreme(which, parts) => extreme(*which, parts.iter().map(read))?,
            Node::Fold(fold, parts) => {
                let mut cells = parts.iter().map(read);
                match fold {
                    Fold::Min => extreme(Extreme::Min, cells)?,
                    Fold::Max => extreme(Extreme::Max, cells)?,
                    Fold::ArgMin => return None,
                    _ => cells.try_fold(Piecewise::constant(0.0), |sum, cell| Some(sum.plus(&cell?)))?,
                }
            }
            Node::If(when, then, otherwise) => match self.condition(when, depth)? {
                true => read(then)?,
                false => read(otherwise)?,
            },
            Node::Lookup(position, parts, otherwise) => {
                let position = read(position)?.alone()?;
                read(interpret::looked_up(position, parts)?.unwrap_or(otherwise))?
            }
            Node::FirstWhere(_) => return None,
            Node::Call(function, arguments) => {
                let values: Option<Vec<f64>> = arguments.iter().map(|of| read(of)?.alone()).collect();
                Piecewise::constant(function.apply(&values?))
            }
            Node::Literal(..) | Node::Constant(_) | Node::Undefined(_) => {
                Piecewise::constant(interpret::value(self.values, expr)?)
            }
        };
        function.is_finite().then_some(function)
    }

    /// Whether a condition holds, where it is the same everywhere.
    fn condition(&self, condition: &CellCondition<'_>, depth: usize) -> Option<bool> {
        let depth = depth.checked_sub(1)?;
        for part in condition.parts() {
            self.expr(part, depth)?.alone()?;
        }
        interpret::holds(self.values, condition)
    }
}

impl Piecewise {
    /// The function times a number, itself where that is 1.
    fn scaled(self, factor: f64) -> Self {
        if factor == 1.0 { self } else { self.times(factor) }
    }

    /// The value of a function that has one value everywhere.
    fn alone(&self) -> Option<f64> {
        match self.pieces.as_slice() {
            [piece] if piece.slope == 0.0 => Some(piece.value),
            _ => None,
        }
    }
}

fn extreme(which: Extreme, mut of: impl Iterator<Item = Option<Piecewise>>) -> Option<Piecewise> {
    let first = of.next()??;
    of.try_fold(first, |chosen, next| Some(chosen.extreme(&next?, which)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What lies beyond an allowance.
    fn beyond(allowance: f64) -> Piecewise {
        Piecewise::line(-allowance, 1.0).extreme(&Piecewise::constant(0.0), Extreme::Max)
    }

    #[test]
    fn an_allowance_makes_a_corner() {
        let pieces = beyond(600.0).pieces().to_vec();
        assert_eq!(pieces.iter().map(|piece| piece.from).collect::<Vec<_>>(), [0.0, 600.0]);
        assert_eq!((beyond(600.0).at(600.0), beyond(600.0).at(1000.0)), (0.0, 400.0));
    }

    #[test]
    fn a_crossing_is_where_the_order_changes() {
        let (usage, free) = (Piecewise::line(0.0, 2.0), beyond(600.0).times(2.4));
        let stretches = free.compared(&usage);
        assert_eq!(stretches.len(), 2);
        assert_eq!((stretches[0].from, stretches[0].order), (0.0, Ordering::Less));
        assert!((stretches[1].from - 3600.0).abs() < 1e-9 && stretches[1].order == Ordering::Greater);
    }

    #[test]
    fn functions_that_touch_do_not_cross_and_functions_that_meet_stay_the_same() {
        let usage = Piecewise::line(0.0, 2.0);
        let touching = Piecewise::constant(6.0).plus(&beyond(3.0).times(2.5));
        assert_eq!(usage.compared(&touching), [Stretch { from: 0.0, order: Ordering::Less }]);
        let meeting = Piecewise::constant(6.0).plus(&beyond(3.0).times(2.0));
        let orders: Vec<_> = meeting.compared(&usage).iter().map(|s| (s.from, s.order)).collect();
        assert_eq!(orders, [(0.0, Ordering::Greater), (3.0, Ordering::Equal)]);
    }

    /// At the crossing the rounded values are in the wrong order.
    #[test]
    fn the_smaller_of_two_lines_is_the_flat_one_behind_their_crossing() {
        let steep = Piecewise::constant(6_000.0).plus(&beyond(3_600.0).times(2.2));
        let smaller = steep.extreme(&Piecewise::constant(24_000.0), Extreme::Min);
        assert_eq!((smaller.pieces().len(), smaller.at(12_600.0)), (3, 24_000.0));
        assert!((smaller.pieces()[2].from - 25_920.0 / 2.2).abs() < 1e-9);
    }

    #[test]
    fn a_corner_without_a_bend_is_none() {
        let bent = beyond(5.0);
        assert_eq!(bent.minus(&bent), Piecewise::constant(0.0));
    }
}
