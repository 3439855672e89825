//! Which values an axis spans, and where its ticks are.

use super::{Baseline, Panel};

/// The span of an axis and its ticks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) step: f64,
    pub(super) ticks: Vec<f64>,
    /// Where a logarithmic scale turns linear, on its way to zero.
    floor: Option<f64>,
}

/// A span below this is no span: a step of it could underflow to zero.
const SMALLEST: f64 = 1e-290;

/// A span below this share of its values is rounding error, not change.
const RELATIVE: f64 = 1e-9;

/// Keeps a quotient such as 0.6 ÷ 0.05 = 11.999999999999998 at the tick that it
/// means, in shares of a step.
const SLACK: f64 = 1e-6;

/// The scale of a panel with about `intervals` steps between its ticks.
pub(super) fn scale(panel: &Panel, intervals: usize) -> Scale {
    // Without values there is nothing to compare a reference with.
    if panel.values().next().is_none() {
        return Scale::unit(Vec::new());
    }
    let references = panel.references.iter().map(|line| line.value);
    let (mut low, mut high) = panel
        .values()
        .chain(references.filter(|value| value.is_finite()))
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if panel.axis.baseline == Baseline::Logarithmic && low >= 0.0 && high > SMALLEST {
        return logarithmic(panel.values(), high);
    }
    let free = panel.axis.baseline == Baseline::Free && !panel.has_bars();
    if free {
        let magnitude = low.abs().max(high.abs());
        if high - low <= magnitude * RELATIVE {
            low -= magnitude * 0.1;
            high += magnitude * 0.1;
        }
    } else {
        low = low.min(0.0);
        high = high.max(0.0);
    }
    if high - low < SMALLEST {
        return Scale::unit(vec![0.0]);
    }

    let mut step = Step::near((high - low) / intervals.max(1) as f64);
    if free {
        let mut first = (low / step.size() + SLACK).floor();
        let mut last = (high / step.size() - SLACK).ceil();
        // A reference at the edge would pass for the axis.
        let at = |index: f64| {
            let edge = step.times(index);
            let near = move |value: f64| (value - edge).abs() < step.size() * SLACK;
            panel.references.iter().any(|line| near(line.value))
        };
        first -= f64::from(at(first));
        last += f64::from(at(last));
        return Scale::between(step, first, last, step.times(first), step.times(last));
    }
    let indices = |step: Step| {
        let first = (low / step.size() - SLACK).ceil();
        let last = (high / step.size() + SLACK).floor();
        (first, last)
    };
    let (mut first, mut last) = indices(step);
    if last - first < 1.0 {
        // One tick gives no sense of scale.
        step = step.finer();
        (first, last) = indices(step);
    }
    Scale::between(step, first, last, low, high)
}

/// The most powers of ten that a logarithmic axis spans.
const MOST_DECADES: i32 = 6;

/// A scale on which powers of ten are equally far apart, down to the one below
/// the smallest value, and linear from there to zero.
fn logarithmic(values: impl Iterator<Item = f64>, high: f64) -> Scale {
    let power = |value: f64| value.log10().floor() as i32;
    let top = power(high);
    let least = values.filter(|value| *value > 0.0).map(power).min().unwrap_or(top);
    let first = least.clamp(top - MOST_DECADES + 1, top);
    let ticks = [0.0].into_iter().chain((first..=top).map(|power| 10f64.powi(power))).collect();
    Scale { low: 0.0, high, step: 0.0, ticks, floor: Some(10f64.powi(first)) }
}

impl Scale {
    /// From 0 to 1, for a panel that has nothing to scale by.
    fn unit(ticks: Vec<f64>) -> Self {
        Self { low: 0.0, high: 1.0, step: 1.0, ticks, floor: None }
    }

    fn between(step: Step, first: f64, last: f64, low: f64, high: f64) -> Self {
        // At most a dozen by construction; the bound only makes it evident.
        let count = (last - first).clamp(0.0, 50.0) as usize;
        Self {
            low,
            high,
            step: step.size(),
            ticks: (0..=count).map(|i| step.times(first + i as f64)).collect(),
            floor: None,
        }
    }

    /// Where a value lies between the low (0) and the high end (1).
    pub(super) fn share(&self, value: f64) -> f64 {
        if let Some(floor) = self.floor {
            return share_of_decades(value, floor, self.high);
        }
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// Where a value lies between 0 and `high` on a scale that is logarithmic from
/// `floor` up and linear below; what is below counts as one power of ten.
pub(super) fn share_of_decades(value: f64, floor: f64, high: f64) -> f64 {
    let decades = (high / floor).log10().max(0.0);
    let linear = 1.0 / (1.0 + decades);
    if value <= floor {
        return (value / floor).clamp(0.0, 1.0) * linear;
    }
    let share = if decades > 0.0 { (value / floor).log10() / decades } else { 1.0 };
    (linear + (1.0 - linear) * share).clamp(0.0, 1.0)
}

/// A distance of 1, 2 or 5 times a power of ten.
#[derive(Clone, Copy, Debug)]
struct Step {
    digit: f64,
    exponent: i32,
}

impl Step {
    /// A step near a size.
    fn near(size: f64) -> Self {
        let exponent = size.log10().floor() as i32;
        let leading = size / Self { digit: 1.0, exponent }.size();
        // The bounds lie below the geometric means of neighbouring digits, so
        // that in doubt there are fewer lines, not more.
        match leading {
            l if l < 1.2 => Self { digit: 1.0, exponent },
            l if l < 2.8 => Self { digit: 2.0, exponent },
            l if l < 6.5 => Self { digit: 5.0, exponent },
            _ => Self { digit: 1.0, exponent: exponent + 1 },
        }
    }

    fn finer(self) -> Self {
        let (digit, exponent) = match self.digit {
            d if d > 4.0 => (2.0, self.exponent),
            d if d > 1.5 => (1.0, self.exponent),
            _ => (5.0, self.exponent - 1),
        };
        Self { digit, exponent }
    }

    fn size(self) -> f64 {
        self.times(1.0)
    }

    /// A multiple of the step, rounded once: 3 × 0.1 is 0.3.
    fn times(self, n: f64) -> f64 {
        let power = 10f64.powi(self.exponent.abs());
        if self.exponent < 0 { n * self.digit / power } else { n * self.digit * power }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Point, Series, Tone, ValueAxis};
    use super::*;

    fn text(value: f64, _: f64) -> String {
        value.to_string()
    }

    fn panel(axis: ValueAxis, values: &[f64]) -> Panel {
        let points = values.iter().map(|&v| Point::new(v, "", "")).collect();
        Panel::new(axis).series(Series::line("s", Tone::Blue, points))
    }

    fn ticks(axis: ValueAxis, values: &[f64], intervals: usize) -> Vec<f64> {
        scale(&panel(axis, values), intervals).ticks
    }

    #[test]
    fn an_axis_from_zero_has_round_ticks_within_its_values() {
        let axis = ValueAxis::from_zero(text);
        assert_eq!(ticks(axis, &[2e6, 33e6], 4), [0.0, 1e7, 2e7, 3e7]);
    }

    #[test]
    fn a_free_axis_ends_on_ticks() {
        let scale = scale(&panel(ValueAxis::free(text), &[0.6, 0.709]), 2);
        assert_eq!((scale.low, scale.high), (0.6, 0.75));
        assert_eq!(scale.ticks, [0.6, 0.65, 0.7, 0.75]);
    }

    #[test]
    fn negative_values_keep_zero_on_the_axis() {
        let axis = ValueAxis::from_zero(text);
        assert_eq!(ticks(axis, &[-3.0, 4.0], 4), [-2.0, 0.0, 2.0, 4.0]);
    }

    #[test]
    fn zeros_alone_have_the_one_tick_they_need() {
        assert_eq!(ticks(ValueAxis::from_zero(text), &[0.0, 0.0], 4), [0.0]);
        assert_eq!(ticks(ValueAxis::free(text), &[0.0, 0.0], 4), [0.0]);
    }

    #[test]
    fn equal_values_get_room_on_both_sides() {
        let scale = scale(&panel(ValueAxis::free(text), &[0.6, 0.6]), 4);
        assert!(scale.low < 0.6 && 0.6 < scale.high);
    }

    #[test]
    fn no_value_is_no_tick() {
        assert!(ticks(ValueAxis::from_zero(text), &[], 4).is_empty());
    }

    #[test]
    fn a_logarithmic_axis_has_zero_and_powers_of_ten() {
        let scale = scale(&panel(ValueAxis::logarithmic(text), &[0.0, 250.0, 4e5]), 4);
        assert_eq!(scale.ticks, [0.0, 100.0, 1e3, 1e4, 1e5]);
        let shares: Vec<f64> = scale.ticks.iter().map(|tick| scale.share(*tick)).collect();
        assert!(shares[0] == 0.0 && shares.windows(2).all(|pair| pair[0] < pair[1]), "{shares:?}");
        let apart: Vec<f64> = shares[1..].windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(apart.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-12), "{shares:?}");
        assert!((scale.share(4e5) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_logarithmic_axis_spans_no_more_than_six_powers() {
        let scale = scale(&panel(ValueAxis::logarithmic(text), &[1e-9, 3e12]), 4);
        assert_eq!((scale.ticks.len(), scale.ticks[1]), (7, 1e7));
        assert_eq!(scale.share(1e-300), scale.share(1e-300).max(0.0));
    }

    #[test]
    fn extremes_stay_finite_and_few() {
        for values in [
            &[1e24, 3e24][..],
            &[f64::MAX, f64::MIN],
            &[5e-324, 1e-300],
            &[1e-290, 0.0],
            &[1e300, 1e-300],
            &[1e24, 1e24 + 2e8],
        ] {
            for axis in [ValueAxis::from_zero(text), ValueAxis::free(text), ValueAxis::logarithmic(text)] {
                let scale = scale(&panel(axis, values), 5);
                assert!(scale.ticks.len() <= 12, "{values:?}");
                assert!(scale.ticks.iter().all(|tick| tick.is_finite()), "{values:?}");
                assert!(scale.high > scale.low, "{values:?}");
            }
        }
    }
}
