//! The internal rates of return of flows: all of them, counted.
//!
//! The flows' present value is a polynomial of the discount factor
//! v = 1 ÷ (1 + rate). Its positive and its negative terms both rise with v, so
//! their values at the ends of a stretch bound the polynomial on it, and the same
//! holds of its derivative. A stretch is halved until it has no root for certain,
//! or at most one.

/// The lowest rate that is looked for, a year.
pub const LOWEST_YEARLY: f64 = -0.9;
/// The highest rate that is looked for, a year.
pub const HIGHEST_YEARLY: f64 = 10.0;

/// The rates per period, from the lowest, at which flows have no present value.
#[derive(Clone, Debug, PartialEq)]
pub enum Rates {
    /// There is none.
    None,
    /// There is one.
    One(f64),
    /// There are several: which of them is meant, nobody knows.
    Several(Vec<f64>),
}

/// All rates per period between −90% and +1,000% a year at which flows at
/// equally spaced times have no present value. Roots whose discount factors are
/// closer than a millionth count as one, as does one that is only touched.
///
/// ```
/// use megahour::engine::rates::{Rates, internal_rates};
/// assert_eq!(internal_rates(&[100.0, 5.0], 1.0), Rates::None);
/// let Rates::One(rate) = internal_rates(&[-100.0, 110.0], 1.0) else { panic!("one") };
/// assert!((rate - 0.1).abs() < 1e-15);
/// // A mine that is cleaned up in the end: 25% and 400%.
/// let Rates::Several(rates) = internal_rates(&[-1600.0, 10000.0, -10000.0], 1.0) else { panic!("two") };
/// assert!((rates[0] - 0.25).abs() < 1e-12 && (rates[1] - 4.0).abs() < 1e-12);
/// ```
pub fn internal_rates(flows: &[f64], periods_per_year: f64) -> Rates {
    let size = flows.iter().fold(0.0_f64, |size, flow| size.max(flow.abs()));
    if size == 0.0 || !size.is_finite() || periods_per_year.is_nan() || periods_per_year <= 0.0 {
        return Rates::None;
    }
    let flows: Vec<f64> = flows.iter().map(|flow| flow / size).collect();
    if !(flows.iter().any(|flow| *flow > 0.0) && flows.iter().any(|flow| *flow < 0.0)) {
        return Rates::None;
    }
    let factor = |yearly: f64| libm::exp(-libm::log1p(yearly) / periods_per_year);
    let mut search = Search { flows: &flows, roots: Vec::new(), left: MAX_STRETCHES };
    search.stretch(search.at(factor(HIGHEST_YEARLY)), search.at(factor(LOWEST_YEARLY)));
    // Where the flows only touch zero, rounding finds it again and again.
    let are_one = |a: &f64, b: &f64| b - a <= APART * b;
    let groups = search.roots.chunk_by(are_one).rev();
    let middles = groups.filter_map(|group| Some(f64::midpoint(*group.first()?, *group.last()?)));
    let mut rates: Vec<f64> = middles.map(|factor| 1.0 / factor - 1.0).collect();
    match rates.len() {
        0 => Rates::None,
        1 => rates.pop().map_or(Rates::None, Rates::One),
        _ => Rates::Several(rates),
    }
}

/// How far apart two roots are at least, as a share of their discount factor.
const APART: f64 = 1e-6;
/// A stretch this narrow, as a share of where it is, is one point.
const NARROW: f64 = 1e-7;
/// Up to this share of its terms, a present value is rounding.
const ROUNDING: f64 = 1e-13;
/// The most stretches that are looked at, which bounds time.
const MAX_STRETCHES: usize = 100_000;

struct Search<'f> {
    flows: &'f [f64],
    /// The discount factors that are found, in rising order.
    roots: Vec<f64>,
    left: usize,
}

/// The positive and the negative terms of the polynomial and of its derivative.
#[derive(Clone, Copy)]
struct Terms {
    factor: f64,
    above: f64,
    below: f64,
    rising: f64,
    falling: f64,
}

impl Terms {
    fn value(self) -> f64 {
        self.above - self.below
    }

    fn is_zero(self) -> bool {
        self.value().abs() <= ROUNDING * (self.above + self.below)
    }
}

impl Search<'_> {
    fn at(&self, factor: f64) -> Terms {
        let mut terms = Terms { factor, above: 0.0, below: 0.0, rising: 0.0, falling: 0.0 };
        for flow in self.flows.iter().rev() {
            terms.rising = terms.rising * factor + terms.above;
            terms.falling = terms.falling * factor + terms.below;
            terms.above = terms.above * factor + flow.max(0.0);
            terms.below = terms.below * factor + (-flow).max(0.0);
        }
        terms
    }

    fn stretch(&mut self, from: Terms, to: Terms) {
        if from.above - to.below > 0.0 || to.above - from.below < 0.0 {
            return;
        }
        let Some(left) = self.left.checked_sub(1) else { return };
        self.left = left;
        let (slowest, fastest) = (from.rising - to.falling, to.rising - from.falling);
        if slowest > 0.0 || fastest < 0.0 {
            self.crossing(from, to);
            return;
        }
        let middle = self.at(f64::midpoint(from.factor, to.factor));
        // As far as it can come from its value in the middle, at its steepest.
        let reach = (to.factor - from.factor) / 2.0 * slowest.abs().max(fastest.abs());
        if middle.value().abs() > reach && !middle.is_zero() {
            return;
        }
        if to.factor - from.factor <= NARROW * to.factor {
            if middle.is_zero() {
                self.roots.push(middle.factor);
            }
            return;
        }
        self.stretch(from, middle);
        self.stretch(middle, to);
    }

    /// The root on a stretch where the value only rises, or only falls.
    fn crossing(&mut self, from: Terms, to: Terms) {
        let is_above = from.value() > 0.0;
        if is_above == (to.value() > 0.0) {
            let end = [from, to].into_iter().find(|end| end.is_zero());
            self.roots.extend(end.map(|end| end.factor));
            return;
        }
        let (mut low, mut high) = (from.factor, to.factor);
        loop {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                break;
            }
            let value = self.at(middle).value();
            if value == 0.0 {
                (low, high) = (middle, middle);
            } else if (value > 0.0) == is_above {
                low = middle;
            } else {
                high = middle;
            }
        }
        self.roots.push(f64::midpoint(low, high));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The flows whose present value is zero at some rates: the product of
    /// (1 − (1 + rate) × v).
    fn flows_of(rates: &[f64]) -> Vec<f64> {
        rates.iter().fold(vec![1.0], |flows, rate| {
            let mut product = vec![0.0; flows.len() + 1];
            for (position, flow) in flows.iter().enumerate() {
                product[position] += flow;
                product[position + 1] -= flow * (1.0 + rate);
            }
            product
        })
    }

    fn all(flows: &[f64], per_year: f64) -> Vec<f64> {
        match internal_rates(flows, per_year) {
            Rates::None => Vec::new(),
            Rates::One(rate) => vec![rate],
            Rates::Several(rates) => rates,
        }
    }

    #[track_caller]
    fn assert_rates(found: &[f64], expected: &[f64], within: f64) {
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (rate, expected) in found.iter().zip(expected) {
            assert!((rate - expected).abs() <= within, "{found:?}");
        }
    }

    #[test]
    fn a_long_monthly_series_has_its_one_rate() {
        let mut flows = vec![1.0; 121];
        flows[0] = -100.0;
        let Rates::One(rate) = internal_rates(&flows, 12.0) else { panic!("one") };
        let annuity = (1.0 - (1.0 + rate).powi(-120)) / rate;
        assert!((annuity - 100.0).abs() < 1e-9, "{rate}");
    }

    #[test]
    fn the_size_of_the_flows_does_not_matter() {
        for size in [1e-200, 1e200] {
            assert_rates(&all(&[-size, 1.1 * size], 1.0), &[0.1], 1e-12);
        }
    }

    #[test]
    fn flows_that_never_change_sign_have_no_rate() {
        for flows in [&[1.0, 2.0][..], &[-1.0, -2.0], &[], &[0.0, 0.0], &[1.0], &[0.0, -1.0]] {
            assert_eq!(internal_rates(flows, 1.0), Rates::None, "{flows:?}");
        }
        assert_eq!(internal_rates(&[f64::INFINITY, -1.0], 1.0), Rates::None);
        // They change sign, but are never balanced.
        assert_eq!(internal_rates(&[100.0, -150.0, 100.0], 1.0), Rates::None);
    }

    #[test]
    fn every_rate_within_the_range_is_found_and_none_beyond_it() {
        assert_rates(&all(&flows_of(&[0.05, 0.30, 2.0]), 1.0), &[0.05, 0.30, 2.0], 1e-9);
        assert_rates(&all(&flows_of(&[-0.5, 0.1]), 1.0), &[-0.5, 0.1], 1e-12);
        assert_rates(&all(&flows_of(&[-0.95, 0.1, 11.0]), 1.0), &[0.1], 1e-12);
        // Of a month, 30% is more than 1,000% a year.
        assert_rates(&all(&flows_of(&[0.01, 0.3]), 12.0), &[0.01], 1e-12);
    }

    #[test]
    fn a_rate_at_an_end_of_the_range_counts() {
        assert_rates(&all(&flows_of(&[-0.9]), 1.0), &[-0.9], 1e-12);
        assert_rates(&all(&flows_of(&[10.0]), 1.0), &[10.0], 1e-9);
    }

    #[test]
    fn a_rate_that_is_only_touched_counts_once() {
        assert_rates(&all(&flows_of(&[0.2, 0.2]), 1.0), &[0.2], 1e-6);
        assert_rates(&all(&flows_of(&[0.2, 0.2, 0.9]), 1.0), &[0.2, 0.9], 1e-6);
        // A little above the touch there is none, a little below there are two.
        let mut flows = flows_of(&[0.2, 0.2]);
        flows[0] += 1e-6;
        assert_eq!(all(&flows, 1.0).len(), 0);
        flows[0] -= 2e-6;
        assert_eq!(all(&flows, 1.0).len(), 2);
    }

    #[test]
    fn flows_that_begin_later_have_the_same_rates() {
        assert_rates(&all(&[0.0, 0.0, -100.0, 110.0, 0.0], 1.0), &[0.1], 1e-12);
    }

    #[test]
    fn the_search_ends_for_long_noisy_series() {
        let mut state = 7_u64;
        for _ in 0..50 {
            let flows: Vec<f64> = (0..121)
                .map(|_| {
                    state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    (state >> 33) as f64 / f64::from(1_u32 << 31) - 0.5
                })
                .collect();
            for rate in all(&flows, 12.0) {
                let (value, terms) = flows.iter().rev().fold((0.0, 0.0), |(value, terms), flow| {
                    (flow + value / (1.0 + rate), flow.abs() + terms / (1.0 + rate))
                });
                assert!(f64::abs(value) < 1e-9 * terms, "{rate}: {value}");
            }
        }
    }
}
