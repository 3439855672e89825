//! Interval arithmetic: between which ends a result lies, whatever its operands
//! are between theirs.
//!
//! Each step widens them by more than rounding can move a result, so that what
//! is within the ends is so to the last bit.

use super::function::Function;
use super::op::Op;
use super::{Register, expr};
use expr::{Comparison, Extreme, Operator};

/// The lowest and the highest that a value can be; NaN where that is not known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
}

/// More than what rounding adds to a result, as a share of what went into it.
const ROUNDING: f64 = 1e-12;

impl Interval {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { low: f64::NAN, high: f64::NAN };
    /// What a condition comes to that is never undefined.
    const TRUTH: Self = Self { low: 0.0, high: 1.0 };

    /// The ends of a value that does not vary.
    pub(in crate::engine) fn of(value: f64) -> Self {
        Self { low: value, high: value }
    }

    /// Ends that are wider by an amount.
    pub(in crate::engine) fn wider(self, by: f64) -> Self {
        Self { low: self.low - by, high: self.high + by }
    }

    /// The ends of a product.
    pub(in crate::engine) fn times(self, other: Self) -> Self {
        Self::around([
            self.low * other.low,
            self.low * other.high,
            self.high * other.low,
            self.high * other.high,
        ])
    }

    /// The ends of a sum.
    pub(in crate::engine) fn plus(self, other: Self) -> Self {
        let size = |of: Self| of.low.abs().max(of.high.abs());
        Self { low: self.low + other.low, high: self.high + other.high }
            .wider(ROUNDING * (size(self) + size(other)))
    }

    /// The ends of a difference.
    fn minus(self, other: Self) -> Self {
        self.plus(other.negative())
    }

    /// The ends of the negative.
    fn negative(self) -> Self {
        Self { low: -self.high, high: -self.low }
    }

    /// The ends of a quotient; unknown where the divisor may be zero.
    fn over(self, other: Self) -> Self {
        match other.low > 0.0 || other.high < 0.0 {
            true => self.times(Self { low: 1.0 / other.high, high: 1.0 / other.low }),
            false => Self::UNKNOWN,
        }
    }

    /// The ends of a power: known where the base is above zero, for it rises or
    /// falls with either part as long as the other stays.
    fn power(self, exponent: Self) -> Self {
        if !(self.low > 0.0 && exponent.are_finite()) {
            return Self::UNKNOWN;
        }
        Self::around([
            libm::pow(self.low, exponent.low),
            libm::pow(self.low, exponent.high),
            libm::pow(self.high, exponent.low),
            libm::pow(self.high, exponent.high),
        ])
    }

    /// The ends of the smaller or the larger of two values.
    fn extreme(self, extreme: Extreme, other: Self) -> Self {
        if !(self.are_finite() && other.are_finite()) {
            return Self::UNKNOWN;
        }
        let of = if extreme == Extreme::Min { f64::min } else { f64::max };
        Self { low: of(self.low, other.low), high: of(self.high, other.high) }
    }

    /// What a comparison comes to: certain where the ends are apart.
    fn compared(self, comparison: Comparison, other: Self) -> Self {
        if !(self.are_finite() && other.are_finite()) {
            return Self::UNKNOWN;
        }
        let (below, above) = (self.high < other.low, self.low > other.high);
        match comparison {
            Comparison::Less | Comparison::AtMost if below => Self::of(1.0),
            Comparison::Less | Comparison::AtMost if above => Self::of(0.0),
            Comparison::Equal if below || above => Self::of(0.0),
            _ => Self::TRUTH,
        }
    }

    /// The ends of one of two values.
    fn either(self, other: Self) -> Self {
        if !(self.are_finite() && other.are_finite()) {
            return Self::UNKNOWN;
        }
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// The ends around values between which everything lies; what is undefined
    /// at one of them is known at none.
    fn around(all: [f64; 4]) -> Self {
        if all.iter().any(|value| value.is_nan()) {
            return Self::UNKNOWN;
        }
        let low = all.into_iter().fold(f64::INFINITY, f64::min);
        let high = all.into_iter().fold(f64::NEG_INFINITY, f64::max);
        Self { low, high }.wider(ROUNDING * low.abs().max(high.abs()))
    }

    /// The ends of an operation's result, as far as that is followed.
    pub(super) fn of_result(op: &Op, at: impl Fn(Register) -> Self) -> Self {
        match op {
            Op::Constant(bits) => Self::of(f64::from_bits(*bits)),
            Op::Input => Self::UNKNOWN,
            Op::Copy(a) => at(*a),
            Op::Negate(a) => at(*a).negative(),
            Op::Binary(Operator::Add, a, b) => at(*a).plus(at(*b)),
            Op::Binary(Operator::Subtract, a, b) => at(*a).minus(at(*b)),
            Op::Binary(Operator::Multiply, a, b) | Op::And(a, b) => at(*a).times(at(*b)),
            Op::Binary(Operator::Divide, a, b) => at(*a).over(at(*b)),
            Op::Binary(Operator::Power, a, b) => at(*a).power(at(*b)),
            Op::Extreme(extreme, a, b) => at(*a).extreme(*extreme, at(*b)),
            Op::Compare(comparison, a, b) => at(*a).compared(*comparison, at(*b)),
            Op::Or(a, b) => at(*a).extreme(Extreme::Max, at(*b)),
            Op::Not(a) => Self::of(1.0).minus(at(*a)),
            Op::Select(when, a, b) => match at(*when) {
                when if !when.are_finite() => Self::UNKNOWN,
                when if when.are_certain(0.0) => at(*b),
                when if when.are_above(0.0) => at(*a),
                _ => at(*a).either(at(*b)),
            },
            Op::Lookup(_) => Self::UNKNOWN,
            Op::Call(function, arguments) => match (function, arguments.as_slice()) {
                (Function::Ln, [of]) if at(*of).low > 0.0 => {
                    let of = at(*of);
                    let (low, high) = (libm::log(of.low), libm::log(of.high));
                    Self { low, high }.wider(ROUNDING * low.abs().max(high.abs()))
                }
                (Function::Exp, [of]) => {
                    let (low, high) = (libm::exp(at(*of).low), libm::exp(at(*of).high));
                    Self { low, high }.wider(ROUNDING * high)
                }
                _ => Self::UNKNOWN,
            },
        }
    }

    /// Whether every value between the ends is a finite number.
    pub(in crate::engine) fn are_finite(self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }

    /// Whether every value between the ends is so between others; not where
    /// they are unknown.
    pub(in crate::engine) fn are_within(self, low: f64, high: f64) -> bool {
        self.low >= low && self.high <= high
    }

    /// Whether the value is one number whatever varies.
    pub(super) fn are_certain(self, value: f64) -> bool {
        self.low == value && self.high == value
    }

    /// Whether every value between the ends is finite and above another.
    pub(super) fn are_above(self, value: f64) -> bool {
        self.low > value && self.high.is_finite()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_lie_between_their_ends_and_what_is_unknown_lies_nowhere() {
        let (a, b) = (Interval { low: -1.0, high: 3.0 }, Interval { low: -5.0, high: 2.0 });
        assert!(a.times(b).are_within(-15.1, 6.1) && !a.times(b).are_within(-15.0, 7.0));
        assert!(a.plus(b).are_within(-6.1, 5.1) && !a.plus(b).are_within(-5.9, 6.0));
        assert!(Interval::of(0.0).times(a).are_within(0.0, 0.0));
        for unknown in [Interval::of(f64::NAN).times(a), a.times(Interval { low: 0.0, high: f64::INFINITY })]
        {
            assert!(!unknown.are_finite() && !unknown.are_within(f64::MIN, f64::MAX));
        }
        assert!(!a.plus(Interval::of(f64::NAN)).are_within(f64::MIN, f64::MAX));
        assert!(a.minus(b).are_within(-3.1, 8.1) && !a.minus(b).are_within(-2.9, 8.0));
        assert!(b.over(Interval { low: 2.0, high: 4.0 }).are_within(-2.6, 1.1));
        assert!(!b.over(a).are_finite() && !Interval::of(1.0).over(Interval::of(0.0)).are_finite());
        assert!(!Interval::of(f64::MAX).times(Interval::of(2.0)).are_finite());
    }

    #[test]
    fn a_power_lies_between_those_of_the_ends_where_its_base_is_above_zero() {
        let base = Interval { low: 0.5, high: 2.0 };
        assert!(base.power(Interval { low: -1.0, high: 3.0 }).are_within(0.12, 8.1));
        assert!(!base.power(Interval { low: -1.0, high: 3.0 }).are_within(0.13, 8.1));
        assert!(!Interval { low: -0.5, high: 2.0 }.power(Interval::of(2.0)).are_finite());
        assert!(!base.power(Interval::UNKNOWN).are_finite());
    }

    #[test]
    fn a_comparison_is_certain_where_the_ends_are_apart() {
        let (a, b) = (Interval { low: 0.0, high: 1.0 }, Interval { low: 2.0, high: 3.0 });
        assert!(a.compared(Comparison::Less, b).are_certain(1.0));
        assert!(b.compared(Comparison::AtMost, a).are_certain(0.0));
        assert!(a.compared(Comparison::Equal, b).are_certain(0.0));
        assert_eq!(a.compared(Comparison::Less, a), Interval::TRUTH);
        assert!(!a.compared(Comparison::Less, Interval::UNKNOWN).are_finite());
    }

    #[test]
    fn an_extreme_and_a_choice_lie_between_the_ends_of_both() {
        let (a, b) = (Interval { low: 0.0, high: 3.0 }, Interval { low: 1.0, high: 2.0 });
        assert_eq!(a.extreme(Extreme::Max, b), Interval { low: 1.0, high: 3.0 });
        assert_eq!(a.extreme(Extreme::Min, b), Interval { low: 0.0, high: 2.0 });
        assert_eq!(a.either(b), a);
        assert!(!a.extreme(Extreme::Min, Interval::UNKNOWN).are_finite());
    }
}
