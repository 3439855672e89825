//! The kinds of distributions, and going from one to another so that nothing
//! has to be typed anew.

use super::distribution::Distribution;
use super::plan::{Shift, Way};

/// A kind of distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Lowest, likeliest, highest, with a smooth hump.
    Pert,
    /// The same with straight sides.
    Triangular,
    /// Between two values, so sure.
    Between,
    /// The bell curve.
    Normal,
    /// A bell curve of the logarithm.
    Lognormal,
    /// Every value between two alike.
    Uniform,
}

/// The share of draws below the lowest and the likeliest value that another
/// kind of distribution is given, and below the highest.
const ENDS: (f64, f64) = (0.02, 0.98);
/// How sure one is of what lies between two values, unless one says.
const SURE: f64 = 0.8;

impl Kind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Pert, Self::Triangular, Self::Between, Self::Normal, Self::Lognormal, Self::Uniform];

    /// The kind of a distribution.
    pub fn of(distribution: &Distribution) -> Self {
        match distribution {
            Distribution::Pert { .. } => Self::Pert,
            Distribution::Triangular { .. } => Self::Triangular,
            Distribution::Normal { .. } => Self::Normal,
            Distribution::Lognormal { .. } => Self::Lognormal,
            Distribution::Uniform { .. } => Self::Uniform,
            Distribution::Between { .. } => Self::Between,
        }
    }

    /// The distribution of this kind with these numbers; those that it has no
    /// use for are left.
    pub fn with(self, [a, b, c]: [f64; 3]) -> Distribution {
        match self {
            Self::Pert => Distribution::Pert { low: a, likely: b, high: c },
            Self::Triangular => Distribution::Triangular { low: a, likely: b, high: c },
            Self::Normal => Distribution::Normal { mean: a, deviation: b },
            Self::Lognormal => Distribution::Lognormal { median: a, sigma: b },
            Self::Uniform => Distribution::Uniform { low: a, high: b },
            Self::Between => Distribution::Between { low: a, high: b, sure: c },
        }
    }
}

/// The numbers of a distribution, in the order of [`Kind::with`].
pub fn numbers(of: &Distribution) -> [f64; 3] {
    match *of {
        Distribution::Pert { low, likely, high } | Distribution::Triangular { low, likely, high } => {
            [low, likely, high]
        }
        Distribution::Normal { mean, deviation } => [mean, deviation, 0.0],
        Distribution::Lognormal { median, sigma } => [median, sigma, 0.0],
        Distribution::Uniform { low, high } => [low, high, 0.0],
        Distribution::Between { low, high, sure } => [low, high, sure],
    }
}

/// A distribution of another kind. Numbers that mean the same in both are kept
/// as they are; otherwise it is about as wide. Where there is none, such as a
/// lognormal one around zero, it stays the one that it is.
pub fn converted(of: &Distribution, kind: Kind) -> Distribution {
    let rounded = |value: f64| rounded(value, of.deviation());
    let quantile = |share: f64| rounded(of.quantile(share));
    let numbers = match (*of, kind) {
        _ if Kind::of(of) == kind => return *of,
        (
            Distribution::Pert { low, likely, high } | Distribution::Triangular { low, likely, high },
            Kind::Pert | Kind::Triangular,
        ) => [low, likely, high],
        (
            Distribution::Pert { low, high, .. } | Distribution::Triangular { low, high, .. },
            Kind::Uniform,
        ) => [low, high, 0.0],
        (Distribution::Uniform { low, high }, Kind::Pert | Kind::Triangular) => {
            [low, f64::midpoint(low, high), high]
        }
        (_, Kind::Normal) => [rounded(of.mean()), rounded(of.deviation()), 0.0],
        (_, Kind::Lognormal) => {
            let sigma = (of.deviation() / of.mean()).abs().clamp(0.01, 2.0);
            [quantile(0.5), (sigma * 1e4).round() / 1e4, 0.0]
        }
        (_, Kind::Between) => [quantile((1.0 - SURE) / 2.0), quantile(f64::midpoint(1.0, SURE)), SURE],
        (_, Kind::Uniform) => [quantile(ENDS.0), quantile(ENDS.1), 0.0],
        (_, Kind::Pert | Kind::Triangular) => [quantile(ENDS.0), quantile(0.5), quantile(ENDS.1)],
    };
    let next = kind.with(numbers);
    if next.check().is_ok() { next } else { *of }
}

/// A shift that does the same to `value` in another way: what multiplied it is
/// added to it, or the other way about. Nothing multiplies zero to something
/// else, so that there the shift begins anew around what changes nothing.
pub fn moved(now: &Shift, to: Way, value: f64) -> Shift {
    if now.way == to {
        return *now;
    }
    // A lognormal draw plus something is lognormal no more.
    let of = match now.distribution {
        Distribution::Lognormal { .. } => converted(&now.distribution, Kind::Normal),
        other => other,
    };
    let size = value.abs();
    let to_new = |number: f64| match to {
        Way::Addition => tidy((number - 1.0) * size),
        Way::Factor => tidy(1.0 + number / size),
    };
    let width = |number: f64| tidy(if to == Way::Addition { number * size } else { number / size });
    let [a, b, c] = numbers(&of);
    let next = match of {
        Distribution::Normal { .. } => [to_new(a), width(b), c],
        Distribution::Between { .. } => [to_new(a), to_new(b), c],
        _ => [to_new(a), to_new(b), to_new(c)],
    };
    let next = Kind::of(&of).with(next);
    let distribution = match next.check() {
        Ok(()) => next,
        Err(_) if to == Way::Factor => Distribution::Pert { low: 0.8, likely: 1.0, high: 1.25 },
        Err(_) => Distribution::Triangular { low: -0.03, likely: 0.0, high: 0.02 },
    };
    Shift { distribution, way: to, ..*now }
}

/// A number in as many digits as the width of its distribution asks for.
fn rounded(value: f64, width: f64) -> f64 {
    let unit = libm::pow(10.0, (libm::log10(width.abs()) - 2.0).floor());
    let next = (value / unit).round() * unit;
    if next.is_finite() { tidy(next) } else { value }
}

/// A number without what a calculation leaves in its last digits.
fn tidy(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::super::plan::Span;
    use super::*;

    const PERT: Distribution = Distribution::Pert { low: 0.8, likely: 1.0, high: 1.25 };

    fn factor(distribution: Distribution) -> Shift {
        Shift { distribution, way: Way::Factor, span: Span::Once }
    }

    #[test]
    fn numbers_that_mean_the_same_are_kept() {
        let triangular = converted(&PERT, Kind::Triangular);
        assert_eq!(triangular, Distribution::Triangular { low: 0.8, likely: 1.0, high: 1.25 });
        assert_eq!(converted(&triangular, Kind::Pert), PERT);
        let uniform = converted(&PERT, Kind::Uniform);
        assert_eq!(uniform, Distribution::Uniform { low: 0.8, high: 1.25 });
        assert_eq!(
            converted(&uniform, Kind::Pert),
            Distribution::Pert { low: 0.8, likely: 1.025, high: 1.25 }
        );
    }

    #[test]
    fn every_kind_becomes_every_other_about_as_wide() {
        for from in Kind::ALL.map(|kind| converted(&PERT, kind)) {
            for kind in Kind::ALL {
                let to = converted(&from, kind);
                assert_eq!(Kind::of(&to), kind, "{from:?}");
                assert_eq!(to.check(), Ok(()), "{to:?}");
                let wider = to.deviation() / from.deviation();
                assert!((0.4..2.5).contains(&wider), "{from:?} to {to:?}: {wider} times as wide");
            }
        }
        let around_zero = Distribution::Normal { mean: 0.0, deviation: 1.0 };
        assert_eq!(converted(&around_zero, Kind::Lognormal), around_zero);
    }

    #[test]
    fn another_way_does_the_same_to_the_value_and_leads_back() {
        let added = moved(&factor(PERT), Way::Addition, 1_000_000.0);
        assert_eq!(added.distribution, Distribution::Pert { low: -200_000.0, likely: 0.0, high: 250_000.0 });
        assert_eq!(moved(&added, Way::Factor, 1_000_000.0), factor(PERT));
        let normal = factor(Distribution::Normal { mean: 1.0, deviation: 0.1 });
        let added = moved(&normal, Way::Addition, 2.0);
        assert_eq!(added.distribution, Distribution::Normal { mean: 0.0, deviation: 0.2 });
        let lognormal = factor(Distribution::Lognormal { median: 1.0, sigma: 0.2 });
        assert_eq!(Kind::of(&moved(&lognormal, Way::Addition, 5.0).distribution), Kind::Normal);
    }

    #[test]
    fn from_nothing_a_factor_leads_nowhere() {
        let shift = Shift { way: Way::Addition, ..factor(Distribution::Uniform { low: 1.0, high: 2.0 }) };
        assert_eq!(moved(&shift, Way::Factor, 0.0).distribution, PERT);
        assert_eq!(moved(&factor(PERT), Way::Addition, 0.0).distribution.check(), Ok(()));
    }
}
