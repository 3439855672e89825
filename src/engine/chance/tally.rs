//! What the trials of one slice came to.

use super::grouped::{self, Grouped, Spare};
use super::plan::Event;
use super::shifts::Column;
use crate::engine::program::machine::BLOCK;

/// How many trials of each slice are ranked against their draws.
pub(super) const RANKED: usize = 4096;

/// What the trials of one slice came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally<V = Vec<f32>> {
    /// Which slice.
    pub slice: usize,
    /// How many trials it has.
    pub trials: usize,
    /// Each of the output's cells, then its total if it has one.
    pub cells: Vec<Sample<V>>,
    /// For each event, in how many trials it held.
    pub held: Vec<u32>,
    /// For each event, in how many trials its value was undefined.
    pub unsure: Vec<u32>,
    /// For each uncertain driver, in how many trials its allowed values bounded
    /// what was drawn.
    pub bounded: Vec<u32>,
}

/// What one value came to in the trials of a slice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample<V = Vec<f32>> {
    /// The defined values.
    pub values: Grouped<V>,
    /// In how many trials it was undefined.
    pub undefined: u32,
    /// The sum of the defined values.
    pub sum: f64,
    /// For each uncertainty, the rank correlation of its draws with the value
    /// over the first trials; NaN where one of them does not vary.
    pub ranks: Vec<f64>,
}

/// A tally that is being taken.
pub(super) struct Taking {
    tally: Tally,
    /// Each cell's values in the order of the trials, undefined ones included.
    values: Vec<Vec<f32>>,
    /// Each dimension's points in the trials that are ranked.
    points: Vec<Vec<f64>>,
}

impl Taking {
    /// Makes room for so many trials.
    pub(super) fn new(trials: usize, cells: usize, events: usize, drivers: usize, dimensions: usize) -> Self {
        let tally = Tally {
            cells: vec![Sample::default(); cells],
            held: vec![0; events],
            unsure: vec![0; events],
            bounded: vec![0; drivers],
            ..Tally::default()
        };
        let room = |trials| move || Vec::with_capacity(trials);
        Self {
            tally,
            values: std::iter::repeat_with(room(trials)).take(cells).collect(),
            points: std::iter::repeat_with(|| Vec::with_capacity(trials.min(RANKED)))
                .take(dimensions)
                .collect(),
        }
    }

    pub(super) fn sample(&mut self, cell: usize, column: &Column, count: usize) {
        let sample = &mut self.tally.cells[cell];
        let (kept, values) = (&mut self.values[cell], &column[..count]);
        // Written where they are kept: moving so few takes longer than making them.
        let single = |value: &f64| *value as f32;
        let sum = match count == BLOCK {
            true => {
                kept.extend(column.iter().map(single));
                sum(column)
            }
            false => {
                kept.extend(values.iter().map(single));
                sum(values)
            }
        };
        // The sum tells whether any is undefined; it is rare.
        sample.sum += match sum.is_nan() {
            false => sum,
            true => {
                sample.undefined += how_many(values, f64::is_nan);
                values.iter().filter(|value| !value.is_nan()).fold(0.0, |sum, value| sum + value)
            }
        };
    }

    pub(super) fn event(&mut self, position: usize, asked: &Asked, column: &Column, count: usize) {
        let (held, unsure) = (&mut self.tally.held[position], &mut self.tally.unsure[position]);
        if asked.is_always && asked.is_defined {
            *held += count as u32;
        } else if asked.is_defined && count == BLOCK {
            *held += how_many(column, |value| asked.holds(value));
        } else {
            let values = &column[..count];
            *held += how_many(values, |value| asked.holds(value));
            *unsure += how_many(values, f64::is_nan);
        }
    }

    pub(super) fn bounds(&mut self, bounded: &[[bool; BLOCK]], count: usize) {
        for (sum, bounded) in self.tally.bounded.iter_mut().zip(bounded) {
            *sum += bounded[..count].iter().map(|bounded| u32::from(*bounded)).sum::<u32>();
        }
    }

    pub(super) fn points(&mut self, points: &[Column], count: usize) {
        for (all, column) in self.points.iter_mut().zip(points) {
            all.extend(&column[..count]);
        }
    }

    /// The tally; each uncertainty has its first dimension and their number.
    pub(super) fn finish(mut self, slice: usize, trials: usize, sources: &[(usize, usize)]) -> Tally {
        (self.tally.slice, self.tally.trials) = (slice, trials);
        let points: Vec<Drawn> = self.points.into_iter().map(Drawn::new).collect();
        let mut spare = Spare::default();
        for (sample, mut values) in self.tally.cells.iter_mut().zip(self.values) {
            let first = &values[..RANKED.min(values.len())];
            let correlations = correlations(first, &points, &mut spare);
            let together = |(first, count): &(usize, usize)| together(&correlations[*first..first + count]);
            sample.ranks = sources.iter().map(together).collect();
            if sample.undefined > 0 {
                values.retain(|value| !value.is_nan());
            }
            sample.values = Grouped::new(values, &mut spare);
        }
        self.tally
    }
}

/// An event as it is counted.
pub(super) struct Asked {
    /// The lowest and the highest value that belong to it.
    low: f64,
    high: f64,
    /// Whether every value that is defined belongs to it.
    is_always: bool,
    /// Whether its values are known to be defined.
    is_defined: bool,
}

impl Asked {
    pub(super) fn new(event: &Event, is_defined: bool) -> Self {
        let end = |bound: Option<(f64, bool)>, beyond: f64, inner: fn(f64) -> f64| match bound {
            None => beyond,
            Some((bound, true)) => bound,
            Some((bound, false)) => inner(bound),
        };
        Self {
            low: end(event.from, f64::NEG_INFINITY, f64::next_up),
            high: end(event.to, f64::INFINITY, f64::next_down),
            is_always: event.from.is_none() && event.to.is_none(),
            is_defined,
        }
    }

    /// Whether a value belongs to it; what is undefined never does.
    #[inline(always)]
    fn holds(&self, value: f64) -> bool {
        (value >= self.low) & (value <= self.high)
    }
}

/// The sum of values, in four strands: one alone waits for each addition.
#[inline(always)]
fn sum(values: &[f64]) -> f64 {
    let (fours, rest) = values.as_chunks::<4>();
    let strands =
        fours.iter().fold([0.0; 4], |sum: [f64; 4], four| std::array::from_fn(|i| sum[i] + four[i]));
    strands.iter().chain(rest).sum()
}

/// How many values are such. They are counted as values are summed, which keeps
/// both in the same lanes.
#[inline(always)]
fn how_many(values: &[f64], are: impl Fn(f64) -> bool) -> u32 {
    let one = |value: f64| if are(value) { 1.0 } else { 0.0 };
    let (fours, rest) = values.as_chunks::<4>();
    let strands =
        fours.iter().fold([0.0; 4], |sum: [f64; 4], four| std::array::from_fn(|i| sum[i] + one(four[i])));
    (strands.iter().sum::<f64>() + rest.iter().map(|value| one(*value)).sum::<f64>()) as u32
}

/// The correlation of independent draws together: their shares of the spread
/// add up. The sign is that of the larger part.
fn together(all: &[f64]) -> f64 {
    let square: f64 = all.iter().map(|one| one * one).sum();
    if all.iter().sum::<f64>() < 0.0 { -square.sqrt() } else { square.sqrt() }
}

/// The rank of each value, from 0; equal ones share the middle of theirs, and
/// undefined ones have none.
fn ranks(values: &[f32]) -> Vec<f64> {
    let mut order: Vec<u64> = (0_u64..)
        .zip(values)
        .filter(|(_, value)| !value.is_nan())
        .map(|(position, value)| u64::from(key(*value)) << 32 | position)
        .collect();
    order.sort_unstable();
    let mut ranks = vec![f64::NAN; values.len()];
    let mut from = 0;
    while from < order.len() {
        let equal = order[from..].iter().take_while(|other| *other >> 32 == order[from] >> 32).count();
        let middle = from as f64 + (equal as f64 - 1.0) / 2.0;
        for entry in &order[from..from + equal] {
            ranks[(entry & 0xffff_ffff) as usize] = middle;
        }
        from += equal;
    }
    ranks
}

/// The ranks of values as distances from their mean, and the sum of their
/// squares, which the correlation with every dimension asks for.
struct Ranked {
    offsets: Vec<f64>,
    square: f64,
}

impl Ranked {
    fn new(mut ranks: Vec<f64>) -> Self {
        let mean = (ranks.len() as f64 - 1.0) / 2.0;
        ranks.iter_mut().for_each(|rank| *rank -= mean);
        Self { square: dot(&ranks, &ranks), offsets: ranks }
    }
}

/// The points of one dimension, and the sum of their squared distances from the
/// mean.
struct Drawn {
    points: Vec<f64>,
    square: f64,
}

impl Drawn {
    fn new(points: Vec<f64>) -> Self {
        let (sum, square) = (sum(&points), dot(&points, &points));
        Self { square: square - sum * sum / points.len() as f64, points }
    }

    /// The correlation with ranks; NaN where one of both does not vary. What is
    /// added to all points adds nothing to the products.
    fn correlation(&self, ranked: &Ranked) -> f64 {
        dot(&self.points, &ranked.offsets) / (self.square * ranked.square).sqrt()
    }
}

/// The rank correlation of values with each dimension's points, which are ranks
/// already; over the trials in which the value is defined.
fn correlations(values: &[f32], points: &[Drawn], spare: &mut Spare) -> Vec<f64> {
    if !values.iter().fold(false, |any, value| any | value.is_nan()) {
        let ranks = grouped::ranks(values, spare).unwrap_or_else(|| ranks(values));
        let ranked = Ranked::new(ranks);
        return points.iter().map(|points| points.correlation(&ranked)).collect();
    }
    let defined = |all: &[f64]| -> Vec<f64> {
        all.iter().zip(values).filter(|(_, value)| !value.is_nan()).map(|(one, _)| *one).collect()
    };
    let ranked = Ranked::new(defined(&ranks(values)));
    points.iter().map(|drawn| Drawn::new(defined(&drawn.points)).correlation(&ranked)).collect()
}

/// The sum of products, in four strands.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let ((fours, rest), (others, other_rest)) = (a.as_chunks::<4>(), b.as_chunks::<4>());
    let mut strands = [0.0; 4];
    for (four, other) in fours.iter().zip(others) {
        for strand in 0..4 {
            strands[strand] += four[strand] * other[strand];
        }
    }
    strands.into_iter().sum::<f64>() + rest.iter().zip(other_rest).map(|(a, b)| a * b).sum::<f64>()
}

/// A number whose order is that of the value.
fn key(value: f32) -> u32 {
    // Minus zero equals zero.
    let bits = (value + 0.0).to_bits();
    if bits >> 31 == 1 { !bits } else { bits | 1 << 31 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_matter_to_a_correlation_nor_does_what_is_undefined() {
        let points = [0.1, 0.9, 0.4, 0.6, 0.2];
        let values = [1.0, 9.0, 4.0, 4.0, f32::NAN];
        let of = |points: &[f64], values: &[f32]| {
            correlations(values, &[Drawn::new(points.to_vec())], &mut Spare::default())[0]
        };
        let there = of(&points, &values);
        let (mut back, mut values_back) = (points, values);
        back.reverse();
        values_back.reverse();
        assert!((there - of(&back, &values_back)).abs() < 1e-14);
        let without = correlation_by_sorting(&points[..4], &values[..4]);
        assert!((there - without).abs() < 1e-14);
    }

    /// The correlation with ranks that are told apart by sorting.
    fn correlation_by_sorting(points: &[f64], values: &[f32]) -> f64 {
        Drawn::new(points.to_vec()).correlation(&Ranked::new(ranks(values)))
    }

    #[test]
    fn that_neighbours_share_a_rank_moves_a_correlation_by_less_than_a_ten_thousandth() {
        let points: Vec<f64> = (0..4096).map(|i| f64::from(i * 1_237 % 4096) / 4096.0).collect();
        let bend = |point: &f64| (point * point + (point * 40.0).sin() / 5.0) as f32;
        let values: Vec<f32> = points.iter().map(bend).collect();
        assert!(grouped::ranks(&values, &mut Spare::default()).is_some());
        let found = correlations(&values, &[Drawn::new(points.clone())], &mut Spare::default());
        assert!((found[0] - correlation_by_sorting(&points, &values)).abs() < 1e-4);
    }

    #[test]
    fn equal_values_share_a_rank_and_undefined_ones_have_none() {
        let found = ranks(&[3.0, 1.0, f32::NAN, 3.0, 2.0]);
        assert_eq!((found[0], found[1], found[3], found[4]), (2.5, 0.0, 2.5, 1.0));
        assert!(found[2].is_nan());
    }
}
