//! Distributions of one uncertain number.

use super::normal;
use serde::{Deserialize, Serialize};

/// How likely each value of an uncertain number is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Distribution {
    /// Lowest, likeliest and highest value with a smooth hump between them: a
    /// beta distribution whose mean weighs the likeliest four times.
    Pert {
        /// The lowest value.
        low: f64,
        /// The likeliest.
        likely: f64,
        /// The highest.
        high: f64,
    },
    /// The same with straight sides.
    Triangular {
        /// The lowest value.
        low: f64,
        /// The likeliest.
        likely: f64,
        /// The highest.
        high: f64,
    },
    /// The bell curve.
    Normal {
        /// Its middle.
        mean: f64,
        /// Its standard deviation.
        deviation: f64,
    },
    /// A bell curve of the logarithm: never below zero.
    Lognormal {
        /// The value that half of the draws are below.
        median: f64,
        /// The logarithm's standard deviation.
        sigma: f64,
    },
    /// Every value between two alike.
    Uniform {
        /// The lowest value.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// "Between a and b, 80% sure": as likely below as above. Lognormal where
    /// both bounds are above zero, otherwise normal.
    Between {
        /// The lower bound.
        low: f64,
        /// The upper one.
        high: f64,
        /// The share of draws between them.
        sure: f64,
    },
}

/// The largest sigma of a lognormal distribution: beyond it its quantiles leave
/// what numbers can be.
const WIDEST: f64 = 5.0;
/// The largest size of a distribution's numbers.
const LARGEST: f64 = 1e12;
/// Steps towards a quantile at most; a few are enough where the distribution has
/// no far corner.
const STEPS: usize = 200;
/// A step this short, as a share of where one is, ends them: it is within what
/// the distribution itself is known to.
const SETTLED: f64 = 1e-13;

impl Distribution {
    /// Whether its numbers make a distribution.
    ///
    /// # Errors
    /// What is wrong with them, in words.
    pub fn check(&self) -> Result<(), &'static str> {
        let numbers = self.numbers();
        if numbers.iter().any(|number| !number.is_finite() || number.abs() > LARGEST) {
            return Err("a number is missing or too large");
        }
        match *self {
            Self::Pert { low, likely, high } | Self::Triangular { low, likely, high } => {
                match (low < high, (low..=high).contains(&likely)) {
                    (false, _) => Err("the lowest value has to be below the highest"),
                    (_, false) => Err("the likeliest value has to lie between the lowest and the highest"),
                    _ => Ok(()),
                }
            }
            Self::Normal { deviation, .. } if deviation <= 0.0 => Err("the deviation has to be above zero"),
            Self::Lognormal { median, .. } if median <= 0.0 => Err("the median has to be above zero"),
            Self::Lognormal { sigma, .. } if sigma <= 0.0 || sigma > WIDEST => {
                Err("sigma has to be above 0 and at most 5")
            }
            Self::Between { sure, .. } if !(0.01..=0.999).contains(&sure) => {
                Err("how sure one is has to be from 1% to 99.9%")
            }
            Self::Uniform { low, high } | Self::Between { low, high, .. } if low >= high => {
                Err("the lower value has to be below the higher")
            }
            Self::Between { .. } => match self.resolved() {
                Self::Lognormal { sigma, .. } if sigma > WIDEST => {
                    Err("the values are too far apart for how sure one is of them")
                }
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn numbers(&self) -> Vec<f64> {
        match *self {
            Self::Pert { low, likely, high } | Self::Triangular { low, likely, high } => {
                vec![low, likely, high]
            }
            Self::Normal { mean, deviation } => vec![mean, deviation],
            Self::Lognormal { median, sigma } => vec![median, sigma],
            Self::Uniform { low, high } => vec![low, high],
            Self::Between { low, high, sure } => vec![low, high, sure],
        }
    }

    /// What "between" amounts to; any other distribution is itself.
    pub(super) fn resolved(&self) -> Self {
        let Self::Between { low, high, sure } = *self else { return *self };
        let z = normal::quantile(0.5 + sure / 2.0);
        match low > 0.0 {
            true => {
                let (low, high) = (libm::log(low), libm::log(high));
                Self::Lognormal {
                    median: libm::exp(f64::midpoint(low, high)),
                    sigma: (high - low) / (2.0 * z),
                }
            }
            false => Self::Normal { mean: f64::midpoint(low, high), deviation: (high - low) / (2.0 * z) },
        }
    }

    /// The value below which a share `p`, above 0 and below 1, of the draws lies.
    pub fn quantile(&self, p: f64) -> f64 {
        match self.resolved() {
            Self::Normal { mean, deviation } => mean + deviation * normal::quantile(p),
            Self::Lognormal { median, sigma } => median * libm::exp(sigma * normal::quantile(p)),
            Self::Uniform { low, high } => low + (high - low) * p,
            Self::Triangular { low, likely, high } => {
                let (width, rise) = (high - low, likely - low);
                match p * width < rise {
                    true => low + (p * width * rise).sqrt(),
                    false => high - ((1.0 - p) * width * (high - likely)).sqrt(),
                }
            }
            Self::Pert { low, likely, high } => {
                let (a, b) = pert(low, likely, high);
                // Far up the share that is left keeps its digits.
                let (mut near, mut far) = (0.0, 1.0);
                let from_above = p > 0.5;
                let share = if from_above { 1.0 - p } else { p };
                let (a, b) = if from_above { (b, a) } else { (a, b) };
                let mut x = 0.5;
                for step in 1..=STEPS {
                    let off = normal::beta_below(x, a, b) - share;
                    if off < 0.0 {
                        near = x;
                    } else {
                        far = x;
                    }
                    // Along the slope, as long as that stays in the bracket; a
                    // halving now and then keeps it from creeping.
                    let next = x - off / normal::beta_density(x, a, b);
                    let settled = (next - x).abs() <= SETTLED * x;
                    let along = next > near && next < far && step % 8 != 0;
                    x = if along || settled { next } else { f64::midpoint(near, far) };
                    if settled {
                        break;
                    }
                }
                if from_above { high - (high - low) * x } else { low + (high - low) * x }
            }
            Self::Between { .. } => f64::NAN,
        }
    }

    /// The quantile with its density. Normal ones have both from the share's
    /// score, which is the same for all of them.
    pub(super) fn knot(&self, p: f64, score: normal::Score) -> (f64, f64) {
        match *self {
            Self::Normal { mean, deviation } => (mean + deviation * score.value, score.density / deviation),
            Self::Lognormal { median, sigma } => {
                let value = median * libm::exp(sigma * score.value);
                (value, score.density / (sigma * value))
            }
            _ => {
                let value = self.quantile(p);
                (value, self.density(value))
            }
        }
    }

    /// How densely draws lie at a value.
    pub fn density(&self, x: f64) -> f64 {
        match self.resolved() {
            Self::Normal { mean, deviation } => normal::density((x - mean) / deviation) / deviation,
            Self::Lognormal { .. } if x <= 0.0 => 0.0,
            Self::Lognormal { median, sigma } => normal::density(libm::log(x / median) / sigma) / (sigma * x),
            Self::Uniform { low, high } => f64::from((low..=high).contains(&x)) / (high - low),
            Self::Triangular { low, likely, high } => match x {
                x if x < low || x > high => 0.0,
                x if x < likely => 2.0 * (x - low) / ((high - low) * (likely - low)),
                x if x > likely => 2.0 * (high - x) / ((high - low) * (high - likely)),
                _ => 2.0 / (high - low),
            },
            Self::Pert { low, likely, high } => {
                let (a, b) = pert(low, likely, high);
                normal::beta_density((x - low) / (high - low), a, b) / (high - low)
            }
            Self::Between { .. } => f64::NAN,
        }
    }

    /// The mean of all draws.
    pub fn mean(&self) -> f64 {
        match self.resolved() {
            Self::Normal { mean, .. } => mean,
            Self::Lognormal { median, sigma } => median * libm::exp(sigma * sigma / 2.0),
            Self::Uniform { low, high } => f64::midpoint(low, high),
            Self::Triangular { low, likely, high } => (low + likely + high) / 3.0,
            Self::Pert { low, likely, high } => (low + 4.0 * likely + high) / 6.0,
            Self::Between { .. } => f64::NAN,
        }
    }

    /// The standard deviation of all draws.
    pub fn deviation(&self) -> f64 {
        match self.resolved() {
            Self::Normal { deviation, .. } => deviation,
            Self::Lognormal { sigma, .. } => self.mean() * libm::expm1(sigma * sigma).sqrt(),
            Self::Uniform { low, high } => (high - low) / 12f64.sqrt(),
            Self::Triangular { low, likely, high } => {
                let square =
                    low * low + likely * likely + high * high - low * likely - low * high - likely * high;
                (square / 18.0).sqrt()
            }
            Self::Pert { low, likely, high } => {
                let (a, b) = pert(low, likely, high);
                (high - low) * (a * b / ((a + b).powi(2) * (a + b + 1.0))).sqrt()
            }
            Self::Between { .. } => f64::NAN,
        }
    }
}

/// The exponents of the beta distribution behind lowest, likeliest, highest.
fn pert(low: f64, likely: f64, high: f64) -> (f64, f64) {
    let width = high - low;
    (1.0 + 4.0 * (likely - low) / width, 1.0 + 4.0 * (high - likely) / width)
}
