//! What a scorecard comes to: sums, the normalised total, and why there is none.

use super::limits::{MAX_SCORE, MIN_SCORE};
use super::shipped::{PUBLISHED_TOTAL, PUBLISHED_WITHOUT};
use super::{Criterion, Scorecard};
use std::fmt;

/// How far from 100% weights may add up by rounding alone.
pub(super) const ROUNDING: f64 = 1e-9;

/// Why a scorecard has no total. It is then undefined, and not zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTotal {
    /// There are no criteria.
    NoCriteria,
    /// Every weight is zero.
    NoWeight,
}

impl fmt::Display for NoTotal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoCriteria => "there are no criteria",
            Self::NoWeight => "every weight is zero",
        })
    }
}

impl std::error::Error for NoTotal {}

impl Scorecard {
    /// What the weights add up to.
    pub fn weight_sum(&self) -> f64 {
        sum(self.criteria.iter().map(|criterion| criterion.weight))
    }

    /// The sum of weight times score.
    pub fn raw_sum(&self) -> f64 {
        sum(self.criteria.iter().map(Criterion::weighted))
    }

    /// The largest sum that these weights allow.
    pub fn maximum(&self) -> f64 {
        sum(self.criteria.iter().map(Criterion::maximum))
    }

    /// Whether the weights add up to 100%.
    pub fn adds_up(&self) -> bool {
        (self.weight_sum() - 1.0).abs() <= ROUNDING
    }

    /// The total on the scale of a single score, 1 to 5: the mean of the scores,
    /// each counted by its weight.
    ///
    /// ```
    /// use megahour::model::scorecard::Scorecard;
    /// let total = Scorecard::shipped().total()?;
    /// assert!((total - 5.05 / 1.10).abs() < 1e-12);
    /// # Ok::<(), megahour::model::scorecard::total::NoTotal>(())
    /// ```
    ///
    /// # Errors
    /// Where there is nothing to take a mean of.
    pub fn total(&self) -> Result<f64, NoTotal> {
        let relative = self.relative_weights()?;
        let sum: f64 = relative.iter().sum();
        let scored: f64 =
            relative.iter().zip(&self.criteria).map(|(weight, c)| weight * f64::from(c.score)).sum();
        // A mean lies between the scores; only the last bit of it may not.
        Ok((scored / sum).clamp(f64::from(MIN_SCORE), f64::from(MAX_SCORE)))
    }

    /// The weights that add up to 100% and stand in the same proportions.
    ///
    /// # Errors
    /// Where every weight is zero, or there is none.
    pub fn scaled_weights(&self) -> Result<Vec<f64>, NoTotal> {
        let relative = self.relative_weights()?;
        let sum: f64 = relative.iter().sum();
        Ok(relative.into_iter().map(|weight| weight / sum).collect())
    }

    /// The weights as parts of the largest, because the smallest numbers lose
    /// their digits when they are multiplied as they are.
    fn relative_weights(&self) -> Result<Vec<f64>, NoTotal> {
        if self.criteria.is_empty() {
            return Err(NoTotal::NoCriteria);
        }
        let largest = self.criteria.iter().map(|criterion| criterion.weight).fold(0.0, f64::max);
        if largest > 0.0 {
            Ok(self.criteria.iter().map(|criterion| criterion.weight / largest).collect())
        } else {
            Err(NoTotal::NoWeight)
        }
    }

    /// The published total with what it leaves out, while the scorecard has the
    /// published weights and scores.
    pub fn published_total(&self) -> Option<Published> {
        let shipped = Self::shipped();
        let figures = |scorecard: &Self| {
            // What weighs nothing changes no total.
            let counted = scorecard.criteria.iter().filter(|criterion| criterion.weight > 0.0);
            let mut all: Vec<(String, u64, u8)> =
                counted.map(|c| (c.id.clone(), c.weight.to_bits(), c.score)).collect();
            all.sort();
            all
        };
        if figures(self) != figures(&shipped) {
            return None;
        }
        let left_out = self.criterion(PUBLISHED_WITHOUT)?.clone();
        Some(Published { total: PUBLISHED_TOTAL, left_out })
    }
}

/// A sum that is zero, and not minus zero as Rust's own, where there is nothing.
pub(super) fn sum(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |sum, value| sum + value)
}

/// The total as it was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// The published figure.
    pub total: f64,
    /// The criterion that it does not count.
    pub left_out: Criterion,
}
