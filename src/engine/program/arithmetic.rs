//! What each operation makes of numbers: the same in every form of a program,
//! and in every lane.
//!
//! Undefined is NaN, and no result is infinite. A test for that is made without
//! a jump, which SIMD has none of: zero times a number is added, which is zero
//! for what is finite and NaN for what is not.

use super::op::Op;
use super::{Register, expr};
use expr::{Comparison, Extreme, Operator};

/// Zero, or NaN for what is not finite: added to a result, it makes the result
/// undefined.
#[inline(always)]
pub(super) fn zero(value: f64) -> f64 {
    value * 0.0
}

/// The value itself, NaN for infinities.
#[inline(always)]
pub(super) fn defined(value: f64) -> f64 {
    value + zero(value)
}

/// The smaller value, NaN if either is.
#[inline(always)]
pub(in crate::engine) fn smaller(a: f64, b: f64) -> f64 {
    let least = if a < b { a } else { b };
    least + (zero(a) + zero(b))
}

/// The larger value, NaN if either is.
#[inline(always)]
pub(in crate::engine) fn larger(a: f64, b: f64) -> f64 {
    let most = if a > b { a } else { b };
    most + (zero(a) + zero(b))
}

/// 1 where the first value is less, otherwise 0; NaN if either is.
#[inline(always)]
pub(super) fn less(a: f64, b: f64) -> f64 {
    (if a < b { 1.0 } else { 0.0 }) + (zero(a) + zero(b))
}

/// 1 where the first value is less or both are equal; NaN if either is.
#[inline(always)]
pub(super) fn at_most(a: f64, b: f64) -> f64 {
    (if a <= b { 1.0 } else { 0.0 }) + (zero(a) + zero(b))
}

/// 1 where both values are equal, otherwise 0; NaN if either is.
#[inline(always)]
pub(super) fn equal(a: f64, b: f64) -> f64 {
    (if a == b { 1.0 } else { 0.0 }) + (zero(a) + zero(b))
}

/// The first value where a condition is 1, the second where it is 0, to the last
/// bit; NaN where the condition is. What is not chosen may be undefined.
#[inline(always)]
pub(super) fn select(when: f64, then: f64, otherwise: f64) -> f64 {
    let chosen = if when == 0.0 { otherwise } else { then };
    if when.is_nan() { f64::NAN } else { chosen }
}

/// What a comparison makes of two values.
#[inline(always)]
pub(in crate::engine) fn compare(comparison: Comparison, a: f64, b: f64) -> f64 {
    match comparison {
        Comparison::Less => less(a, b),
        Comparison::AtMost => at_most(a, b),
        Comparison::Equal => equal(a, b),
    }
}

/// What an operator makes of two values.
#[inline(always)]
pub(in crate::engine) fn operate(operator: Operator, a: f64, b: f64) -> f64 {
    match operator {
        Operator::Add => defined(a + b),
        Operator::Subtract => defined(a - b),
        Operator::Multiply => defined(a * b),
        Operator::Divide => defined(a / b),
        Operator::Power => power(a, b),
    }
}

/// A power that is undefined, not 1, where base or exponent is undefined.
///
/// The fourth root, by which five years grow, is two square roots: processors
/// have these, and a general power takes as long as a third of the model.
#[inline(always)]
pub(in crate::engine) fn power(base: f64, exponent: f64) -> f64 {
    let value = if exponent == 0.25 { base.sqrt().sqrt() } else { libm::pow(base, exponent) };
    defined(value) + (zero(base) + zero(exponent))
}

/// Which operand of a look-up a position leads to; `None` where it is not whole.
#[inline]
pub(super) fn found(position: f64, operands: usize) -> Option<usize> {
    if libm::floor(position) != position {
        return None;
    }
    let is_there = position >= 1.0 && position <= operands.saturating_sub(2) as f64;
    Some(if is_there { position as usize + 1 } else { 1 })
}

/// The result of an operation for one scenario. An input is what it was.
#[inline]
pub(super) fn apply(op: &Op, was: f64, at: impl Fn(Register) -> f64) -> f64 {
    match op {
        Op::Constant(bits) => f64::from_bits(*bits),
        Op::Input => defined(was),
        Op::Copy(a) => at(*a),
        Op::Negate(a) => -at(*a),
        Op::Binary(operator, a, b) => operate(*operator, at(*a), at(*b)),
        Op::Extreme(Extreme::Min, a, b) => smaller(at(*a), at(*b)),
        Op::Extreme(Extreme::Max, a, b) => larger(at(*a), at(*b)),
        Op::Compare(comparison, a, b) => compare(*comparison, at(*a), at(*b)),
        Op::And(a, b) => defined(at(*a) * at(*b)),
        Op::Or(a, b) => larger(at(*a), at(*b)),
        Op::Not(a) => 1.0 - at(*a),
        Op::Select(when, a, b) => select(at(*when), at(*a), at(*b)),
        Op::Call(function, arguments) => {
            let values: Vec<f64> = arguments.iter().map(|register| at(*register)).collect();
            defined(function.apply(&values))
        }
        Op::Lookup(of) => {
            let found = of.first().and_then(|position| of.get(found(at(*position), of.len())?));
            found.map_or(f64::NAN, |register| at(*register))
        }
    }
}
