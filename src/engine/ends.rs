//! Between which ends a result lies, whatever its operands are between theirs.
//!
//! Each step widens them by more than rounding can move a result, so that what
//! is within the ends is so to the last bit.

/// The lowest and the highest that a value can be; NaN where that is not known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ends {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
}

/// More than what rounding adds to a result, as a share of what went into it.
const ROUNDING: f64 = 1e-12;

impl Ends {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { low: f64::NAN, high: f64::NAN };

    /// The ends of a value that does not vary.
    pub(super) fn of(value: f64) -> Self {
        Self { low: value, high: value }
    }

    /// Ends that are wider by an amount.
    pub(super) fn wider(self, by: f64) -> Self {
        Self { low: self.low - by, high: self.high + by }
    }

    /// The ends of a product.
    pub(super) fn times(self, other: Self) -> Self {
        let all =
            [self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high];
        // What is undefined at one end is known at none.
        let pick = |of: fn(f64, f64) -> f64| {
            all.into_iter().reduce(|a, b| if a.is_nan() || b.is_nan() { f64::NAN } else { of(a, b) })
        };
        let low = pick(f64::min).unwrap_or(f64::NAN);
        let high = pick(f64::max).unwrap_or(f64::NAN);
        Self { low, high }.wider(ROUNDING * low.abs().max(high.abs()))
    }

    /// The ends of a sum.
    pub(super) fn plus(self, other: Self) -> Self {
        let size = |of: Self| of.low.abs().max(of.high.abs());
        Self { low: self.low + other.low, high: self.high + other.high }
            .wider(ROUNDING * (size(self) + size(other)))
    }

    /// The ends of a difference.
    pub(super) fn minus(self, other: Self) -> Self {
        self.plus(Self { low: -other.high, high: -other.low })
    }

    /// The ends of a quotient; unknown where the divisor may be zero.
    pub(super) fn over(self, other: Self) -> Self {
        match other.low > 0.0 || other.high < 0.0 {
            true => self.times(Self { low: 1.0 / other.high, high: 1.0 / other.low }),
            false => Self::UNKNOWN,
        }
    }

    /// Whether every value between the ends is a finite number.
    pub(super) fn are_finite(self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }

    /// Whether every value between the ends is so between others; not where
    /// they are unknown.
    pub(super) fn are_within(self, low: f64, high: f64) -> bool {
        self.low >= low && self.high <= high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_lie_between_their_ends_and_what_is_unknown_lies_nowhere() {
        let (a, b) = (Ends { low: -1.0, high: 3.0 }, Ends { low: -5.0, high: 2.0 });
        assert!(a.times(b).are_within(-15.1, 6.1) && !a.times(b).are_within(-15.0, 7.0));
        assert!(a.plus(b).are_within(-6.1, 5.1) && !a.plus(b).are_within(-5.9, 6.0));
        assert!(Ends::of(0.0).times(a).are_within(0.0, 0.0));
        for unknown in [Ends::of(f64::NAN).times(a), a.times(Ends { low: 0.0, high: f64::INFINITY })] {
            assert!(!unknown.are_finite() && !unknown.are_within(f64::MIN, f64::MAX));
        }
        assert!(!a.plus(Ends::of(f64::NAN)).are_within(f64::MIN, f64::MAX));
        assert!(a.minus(b).are_within(-3.1, 8.1) && !a.minus(b).are_within(-2.9, 8.0));
        assert!(b.over(Ends { low: 2.0, high: 4.0 }).are_within(-2.6, 1.1));
        assert!(!b.over(a).are_finite() && !Ends::of(1.0).over(Ends::of(0.0)).are_finite());
        assert!(!Ends::of(f64::MAX).times(Ends::of(2.0)).are_finite());
    }
}
