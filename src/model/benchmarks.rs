//! The benchmarks: which value of a line is good, and by whose word.

/// A line's benchmark.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    /// The id of the line that it judges.
    pub line: &'static str,
    /// What meets it.
    pub target: Target,
    /// What comes near: values from the first to the second that do not meet
    /// the target, in the line's unit.
    pub near: (f64, f64),
    /// Where the bullet chart of this benchmark ends, in the line's unit.
    pub scale_end: f64,
    /// Who says so.
    pub source: &'static str,
    /// When.
    pub date: &'static str,
}

/// What meets a benchmark, in the line's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// More than this.
    Above(f64),
    /// More than this, and no more than all of it: a share of what is there.
    ShareAbove(f64),
    /// This or more.
    From(f64),
    /// Less than this.
    Below(f64),
    /// From the first to the second, both included.
    Between(f64, f64),
}

/// How a value stands against its benchmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It meets the target.
    Met,
    /// It does not, but lies in the benchmark's near band.
    Near,
    /// It is further off.
    Missed,
}

impl Verdict {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Near => "near",
            Self::Missed => "missed",
        }
    }

    /// A sign beside the colour, for those who do not see it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Met => "✓",
            Self::Near => "≈",
            Self::Missed => "✗",
        }
    }
}

impl Target {
    /// Whether a value meets the target.
    pub fn is_met_by(self, value: f64) -> bool {
        match self {
            Self::Above(bound) => value > bound,
            Self::ShareAbove(bound) => value > bound && value <= 1.0,
            Self::From(bound) => value >= bound,
            Self::Below(bound) => value < bound,
            Self::Between(low, high) => (low..=high).contains(&value),
        }
    }

    /// The bounds, for drawing: one or two.
    pub fn bounds(self) -> Vec<f64> {
        match self {
            Self::Above(bound) | Self::ShareAbove(bound) | Self::From(bound) | Self::Below(bound) => {
                vec![bound]
            }
            Self::Between(low, high) => vec![low, high],
        }
    }

    /// Where the verdict changes: the bounds, and for a share all of it.
    pub fn edges(self) -> Vec<f64> {
        match self {
            Self::ShareAbove(bound) => vec![bound, 1.0],
            _ => self.bounds(),
        }
    }

    /// The target in words, `above 90%` or `above 75%, to 100%`, with numbers
    /// written by `write`.
    pub fn words(self, write: impl Fn(f64) -> String) -> String {
        match self {
            Self::Above(bound) => format!("above {}", write(bound)),
            Self::ShareAbove(bound) => format!("above {}, to {}", write(bound), write(1.0)),
            Self::From(bound) => format!("{} or more", write(bound)),
            Self::Below(bound) => format!("below {}", write(bound)),
            Self::Between(low, high) => format!("{} to {}", write(low), write(high)),
        }
    }
}

impl Benchmark {
    /// How a value stands against this benchmark.
    ///
    /// ```
    /// use megahour::model::benchmarks::Verdict;
    /// use megahour::model::modules::core::benchmarks::benchmark;
    /// let margin = benchmark("gross_margin").ok_or("no benchmark")?;
    /// assert_eq!(margin.verdict(0.60), Verdict::Met);
    /// assert_eq!(margin.verdict(0.50), Verdict::Near);
    /// assert_eq!(margin.verdict(0.14), Verdict::Missed);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn verdict(&self, value: f64) -> Verdict {
        if self.target.is_met_by(value) {
            Verdict::Met
        } else if (self.near.0..=self.near.1).contains(&value) {
            Verdict::Near
        } else {
            Verdict::Missed
        }
    }
}

/// How high a value stands in a trend of several, from 0 to 1.
///
/// The trend is as high as the largest value's fiftieth at least: what is the
/// same but for rounding is level, and what hardly changes looks so.
pub fn height_in_trend(all: &[f64], value: f64) -> f64 {
    let (low, high) = all
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)));
    let span = (high - low).max(low.abs().max(high.abs()) / 50.0);
    if span > 0.0 { 0.5 + (value - (low + high) / 2.0) / span } else { 0.5 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trend_of_one_value_is_level_though_it_is_rounded() {
        let all = [0.8, 0.8 - 1e-16, 0.8 - 2e-16, 0.8 - 3e-16];
        for value in all {
            assert!((height_in_trend(&all, value) - 0.5).abs() < 1e-9, "{value}");
        }
        assert_eq!(height_in_trend(&[0.0, 0.0], 0.0), 0.5);
    }

    #[test]
    fn a_trend_reaches_from_its_least_value_to_its_largest() {
        let all = [2.0, 3.0, 4.0];
        assert_eq!(all.map(|value| height_in_trend(&all, value)), [0.0, 0.5, 1.0]);
        assert_eq!(height_in_trend(&[-3.0, 1.0], -3.0), 0.0);
    }
}
