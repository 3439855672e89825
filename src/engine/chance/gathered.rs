//! The tallies of slices, put together: percentiles, means with their errors,
//! probabilities, and what drives the spread.
//!
//! Slices are independent sets of points, so that the spread of their own
//! figures is the error of the figure of all. Nothing here depends on the order
//! in which they arrive.

use super::tally::{Tally, key, value_of};

/// The slices that have been made so far.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    tallies: Vec<Tally>,
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

impl Gathered {
    /// Adds a slice; one that is there already, or that has another form than
    /// the first, is left out.
    pub fn add(&mut self, tally: Tally) {
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
        self.samples(cell).map(|sample| sample.sorted.len()).sum()
    }

    /// The value below which a share of a cell's defined values lies; `None`
    /// where there are none.
    pub fn quantile(&self, cell: usize, share: f64) -> Option<f64> {
        let all: Vec<&[f32]> = self.samples(cell).map(|sample| sample.sorted.as_slice()).collect();
        quantile(&all, share)
    }

    /// The same with its standard error.
    pub fn quantile_estimate(&self, cell: usize, share: f64) -> Option<Estimate> {
        let own = self.samples(cell).filter_map(|sample| quantile(&[&sample.sorted], share));
        Some(Estimate { value: self.quantile(cell, share)?, error: error(&own.collect::<Vec<_>>()) })
    }

    /// The mean of a cell's defined values.
    pub fn mean(&self, cell: usize) -> Option<Estimate> {
        let count = self.defined(cell);
        let sum: f64 = self.samples(cell).map(|sample| sample.sum).sum();
        let full = self.samples(cell).filter(|sample| !sample.sorted.is_empty());
        let own: Vec<f64> = full.map(|sample| sample.sum / sample.sorted.len() as f64).collect();
        (count > 0).then(|| Estimate { value: sum / count as f64, error: error(&own) })
    }

    /// The share of a cell's defined values that are at most `value`.
    pub fn share_up_to(&self, cell: usize, value: f64) -> f64 {
        let below = |sorted: &Vec<f32>| sorted.partition_point(|other| f64::from(*other) <= value);
        let count: usize = self.samples(cell).map(|sample| below(&sample.sorted)).sum();
        count as f64 / self.defined(cell).max(1) as f64
    }

    /// How often an event held.
    pub fn event(&self, event: usize) -> Count {
        let sum = |of: fn(&Tally) -> &Vec<u32>| {
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
    /// quantile of all of them.
    pub fn convergence(&self, cell: usize, share: f64) -> Vec<(usize, f64)> {
        let mut trials = 0;
        let mut all: Vec<&[f32]> = Vec::new();
        let mut steps = Vec::new();
        for tally in &self.tallies {
            trials += tally.trials;
            all.extend(tally.cells.get(cell).map(|sample| sample.sorted.as_slice()));
            steps.extend(quantile(&all, share).map(|value| (trials, value)));
        }
        steps
    }

    fn samples(&self, cell: usize) -> impl Iterator<Item = &super::tally::Sample> {
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

/// The value below which a share of all numbers in some sorted lists lies,
/// between the two that are next to it.
fn quantile(lists: &[&[f32]], share: f64) -> Option<f64> {
    let count: usize = lists.iter().map(|list| list.len()).sum();
    let last = count.checked_sub(1)?;
    let place = share.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let (low, next) = nth(lists, below);
    let high = if place > below as f64 { next } else { low };
    Some(low + (high - low) * (place - below as f64))
}

/// The `n`-th smallest number of some sorted lists, found bit by bit, and the
/// one after it; the last one is followed by itself.
fn nth(lists: &[&[f32]], n: usize) -> (f64, f64) {
    if let [list] = lists {
        let at = |place: usize| list.get(place).copied().map_or(f64::NAN, f64::from);
        return (at(n), at((n + 1).min(list.len().saturating_sub(1))));
    }
    let key_at = |list: &&[f32], place: usize| list.get(place).map(|value| key(*value));
    let mut low = lists.iter().filter_map(|list| key_at(list, 0)).min().unwrap_or(0);
    let mut high = lists.iter().filter_map(|list| list.last()).map(|last| key(*last)).max().unwrap_or(0);
    // In each list the places between which the number lies.
    let mut places: Vec<(usize, usize)> = lists.iter().map(|list| (0, list.len())).collect();
    let mut middles = vec![0; lists.len()];
    while low < high {
        let middle = low + (high - low) / 2;
        for ((list, (from, to)), at) in lists.iter().zip(&places).zip(&mut middles) {
            *at = from + list[*from..*to].partition_point(|value| key(*value) <= middle);
        }
        let down = middles.iter().sum::<usize>() > n;
        (low, high) = if down { (low, middle) } else { (middle + 1, high) };
        for ((from, to), at) in places.iter_mut().zip(&middles) {
            *(if down { to } else { from }) = *at;
        }
    }
    let found = value_of(low);
    let up_to = |list: &&[f32]| list.partition_point(|value| key(*value) <= low);
    let next = match lists.iter().map(up_to).sum::<usize>() > n + 1 {
        true => Some(low),
        false => lists.iter().filter_map(|list| key_at(list, up_to(list))).min(),
    };
    (f64::from(found), f64::from(next.map_or(found, value_of)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_lists_are_those_of_all_their_numbers() {
        let lists: [&[f32]; 3] = [&[-3.0, 1.0, 8.0], &[], &[0.0, 2.0]];
        assert_eq!(quantile(&lists, 0.0), Some(-3.0));
        assert_eq!(quantile(&lists, 0.5), Some(1.0));
        assert_eq!(quantile(&lists, 1.0), Some(8.0));
        assert_eq!(quantile(&lists, 0.125), Some(-1.5));
        assert_eq!(quantile(&[], 0.5), None);
    }

    #[test]
    fn every_number_of_several_lists_is_found_with_the_one_after_it() {
        let number = |i: u32| ((i * 7919) % 211) as f32 * 0.5 - 40.0;
        let mut lists: [Vec<f32>; 3] =
            [(0..90), (90..91), (91..260)].map(|range| range.map(number).collect());
        lists.iter_mut().for_each(|list| list.sort_by(f32::total_cmp));
        let mut all = lists.concat();
        all.sort_by(f32::total_cmp);
        let lists = lists.each_ref().map(Vec::as_slice);
        for (place, value) in all.iter().enumerate() {
            let after = all.get(place + 1).unwrap_or(value);
            assert_eq!(nth(&lists, place), (f64::from(*value), f64::from(*after)), "{place}");
            assert_eq!(nth(&[&all], place), (f64::from(*value), f64::from(*after)), "{place}");
        }
    }
}
