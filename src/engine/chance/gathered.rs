//! The tallies of slices, put together: percentiles, means with their errors,
//! probabilities, and what drives the spread.
//!
//! Slices are independent sets of points, so that the spread of their own
//! figures is the error of the figure of all. Nothing here depends on the order
//! in which they arrive.

use super::grouped::{Grouped, nth};
use super::keeper::Keeper;
use super::tally::{Sample, Tally};

/// The slices that have been made so far.
#[derive(Clone, Debug)]
pub struct Gathered<V = Vec<f32>> {
    tallies: Vec<Tally<V>>,
}

impl<V> Default for Gathered<V> {
    fn default() -> Self {
        Self { tallies: Vec::new() }
    }
}

/// A figure and its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Its standard error; `None` while there are too few slices to tell.
    pub error: Option<f64>,
}

/// How often something held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// In how many trials it did.
    pub held: usize,
    /// In how many its value was undefined, where it counts as not held.
    pub undefined: usize,
    /// Of how many.
    pub trials: usize,
}

impl<V: Keeper> Gathered<V> {
    /// Adds a slice; one that is there already, or that has another form than
    /// the first, is left out.
    pub fn add(&mut self, tally: Tally<V>) {
        let position = self.tallies.partition_point(|other| other.slice < tally.slice);
        let is_there = self.tallies.get(position).is_some_and(|other| other.slice == tally.slice);
        let fits = self.tallies.first().is_none_or(|first| {
            (first.cells.len(), first.held.len(), first.bounded.len())
                == (tally.cells.len(), tally.held.len(), tally.bounded.len())
        });
        if fits && !is_there {
            self.tallies.insert(position, tally);
        }
    }

    /// How many slices there are.
    pub fn slices(&self) -> usize {
        self.tallies.len()
    }

    /// The slices that there are, each with how many trials it has.
    pub fn made(&self) -> impl Iterator<Item = (usize, usize)> {
        self.tallies.iter().map(|tally| (tally.slice, tally.trials))
    }

    /// The first `most` trials that there are: of each slice so many.
    pub fn first(&self, most: usize) -> Vec<(usize, usize)> {
        let mut left = most;
        let taken = self.made().map(|(slice, trials)| {
            let taken = trials.min(left);
            left -= taken;
            (slice, taken)
        });
        taken.take_while(|(_, taken)| *taken > 0).collect()
    }

    /// How many trials there are.
    pub fn trials(&self) -> usize {
        self.tallies.iter().map(|tally| tally.trials).sum()
    }

    /// In how many trials a cell was undefined.
    pub fn undefined(&self, cell: usize) -> usize {
        self.samples(cell).map(|sample| sample.undefined as usize).sum()
    }

    /// How many values of a cell are defined.
    pub fn defined(&self, cell: usize) -> usize {
        self.samples(cell).map(|sample| sample.values.len()).sum()
    }

    /// The value below which a share of a cell's defined values lies; `None`
    /// where there are none.
    pub fn quantile(&self, cell: usize, share: f64) -> Option<f64> {
        let all: Vec<&Grouped<V>> = self.samples(cell).map(|sample| &sample.values).collect();
        quantile(&all, share)
    }

    /// The same with its standard error.
    pub fn quantile_estimate(&self, cell: usize, share: f64) -> Option<Estimate> {
        let own = self.samples(cell).filter_map(|sample| quantile(&[&sample.values], share));
        Some(Estimate { value: self.quantile(cell, share)?, error: error(&own.collect::<Vec<_>>()) })
    }

    /// The mean of a cell's defined values.
    pub fn mean(&self, cell: usize) -> Option<Estimate> {
        let count = self.defined(cell);
        let sum: f64 = self.samples(cell).map(|sample| sample.sum).sum();
        let full = self.samples(cell).filter(|sample| sample.values.len() > 0);
        let own: Vec<f64> = full.map(|sample| sample.sum / sample.values.len() as f64).collect();
        (count > 0).then(|| Estimate { value: sum / count as f64, error: error(&own) })
    }

    /// The share of a cell's defined values that are at most `value`.
    pub fn share_up_to(&self, cell: usize, value: f64) -> f64 {
        let count: usize = self.samples(cell).map(|sample| sample.values.count_up_to(value)).sum();
        count as f64 / self.defined(cell).max(1) as f64
    }

    /// How often an event held.
    pub fn event(&self, event: usize) -> Count {
        let sum = |of: fn(&Tally<V>) -> &Vec<u32>| {
            self.tallies.iter().filter_map(|tally| of(tally).get(event)).map(|count| *count as usize).sum()
        };
        Count { held: sum(|tally| &tally.held), undefined: sum(|tally| &tally.unsure), trials: self.trials() }
    }

    /// In how many trials the allowed values bounded an uncertain driver.
    pub fn bounded(&self, driver: usize) -> usize {
        self.tallies.iter().filter_map(|tally| tally.bounded.get(driver)).map(|count| *count as usize).sum()
    }

    /// The rank correlation of an uncertainty's draws with a cell's values;
    /// `None` where one of them does not vary.
    pub fn rank(&self, cell: usize, source: usize) -> Option<f64> {
        let own = self.samples(cell).filter_map(|sample| sample.ranks.get(source).copied());
        let own: Vec<f64> = own.filter(|rank| rank.is_finite()).collect();
        (!own.is_empty()).then(|| own.iter().sum::<f64>() / own.len() as f64)
    }

    /// How a quantile settled: after each slice, the trials so far and the
    /// quantile of all of them. A step is worked out when it is asked for.
    pub fn convergence(&self, cell: usize, share: f64) -> impl DoubleEndedIterator<Item = (usize, f64)> {
        (1..=self.tallies.len()).filter_map(move |count| {
            let first = &self.tallies[..count];
            let trials = first.iter().map(|tally| tally.trials).sum();
            let cells = first.iter().filter_map(|tally| tally.cells.get(cell));
            let all: Vec<&Grouped<V>> = cells.map(|sample| &sample.values).collect();
            quantile(&all, share).map(|value| (trials, value))
        })
    }

    /// The values of all slices, of each cell in its order.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        let cells = self.tallies.into_iter().flat_map(|tally| tally.cells);
        cells.map(|sample| sample.values.into_values())
    }

    fn samples(&self, cell: usize) -> impl Iterator<Item = &Sample<V>> {
        self.tallies.iter().filter_map(move |tally| tally.cells.get(cell))
    }
}

/// The standard error of a mean of independent figures, at least of three.
fn error(own: &[f64]) -> Option<f64> {
    if own.len() < 3 {
        return None;
    }
    let count = own.len() as f64;
    let mean = own.iter().sum::<f64>() / count;
    let square: f64 = own.iter().map(|value| (value - mean).powi(2)).sum();
    Some((square / (count - 1.0) / count).sqrt())
}

/// The value below which a share of all numbers in some lists lies, between
/// the two that are next to it.
fn quantile<V: Keeper>(lists: &[&Grouped<V>], share: f64) -> Option<f64> {
    let count: usize = lists.iter().map(|list| list.len()).sum();
    let last = count.checked_sub(1)?;
    let place = share.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let (low, next) = nth(lists, below);
    let high = if place > below as f64 { next } else { low };
    Some(low + (high - low) * (place - below as f64))
}

#[cfg(test)]
mod tests {
    use super::super::grouped::Spare;
    use super::*;

    #[test]
    fn quantiles_of_lists_are_those_of_all_their_numbers() {
        let lists = [&[-3.0, 1.0, 8.0][..], &[], &[0.0, 2.0]]
            .map(|values| Grouped::new(values.to_vec(), &mut Spare::default()));
        let lists = lists.each_ref();
        assert_eq!(quantile(&lists, 0.0), Some(-3.0));
        assert_eq!(quantile(&lists, 0.5), Some(1.0));
        assert_eq!(quantile(&lists, 1.0), Some(8.0));
        assert_eq!(quantile(&lists, 0.125), Some(-1.5));
        assert_eq!(quantile::<Vec<f32>>(&[], 0.5), None);
    }
}
