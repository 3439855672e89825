//! What the trials of one slice came to.

use super::plan::Event;
use super::shifts::Column;
use crate::engine::machine::BLOCK;

/// How many trials of each slice are ranked against their draws.
pub(super) const RANKED: usize = 4096;

/// What the trials of one slice came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Which slice.
    pub slice: usize,
    /// How many trials it has.
    pub trials: usize,
    /// Each of the output's cells, then its total if it has one.
    pub cells: Vec<Sample>,
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
pub struct Sample {
    /// The defined values in rising order.
    pub sorted: Vec<f32>,
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
    /// Each dimension's points in the trials that are ranked.
    points: Vec<Vec<f64>>,
    /// Each cell's values in them, undefined ones included.
    ranked: Vec<Vec<f32>>,
}

impl Taking {
    /// Makes room for so many trials.
    pub(super) fn new(trials: usize, cells: usize, events: usize, drivers: usize, dimensions: usize) -> Self {
        let sample = || Sample { sorted: Vec::with_capacity(trials), ..Sample::default() };
        let tally = Tally {
            cells: std::iter::repeat_with(sample).take(cells).collect(),
            held: vec![0; events],
            unsure: vec![0; events],
            bounded: vec![0; drivers],
            ..Tally::default()
        };
        Self { tally, points: vec![Vec::new(); dimensions], ranked: vec![Vec::new(); cells] }
    }

    pub(super) fn sample(&mut self, cell: usize, column: &Column, count: usize) {
        let sample = &mut self.tally.cells[cell];
        let values = &column[..count];
        if self.ranked[cell].len() < RANKED {
            self.ranked[cell].extend(values.iter().map(|value| *value as f32));
        }
        let mut sum = 0.0;
        // One test for the block: undefined values are rare.
        if undefined(values) == 0 {
            sample.sorted.extend(values.iter().map(|value| *value as f32));
            sum = lanes_sum(values);
        } else {
            for value in values {
                if value.is_nan() {
                    sample.undefined += 1;
                } else {
                    sample.sorted.push(*value as f32);
                    sum += value;
                }
            }
        }
        sample.sum += sum;
    }

    pub(super) fn event(&mut self, position: usize, event: &Event, column: &Column, count: usize) {
        let values = &column[..count];
        let unsure = undefined(values);
        self.tally.unsure[position] += unsure;
        self.tally.held[position] += match event.is_always() {
            true => count as u32 - unsure,
            false => values.iter().map(|value| u32::from(event.holds(*value))).sum(),
        };
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
        let mut spare = Default::default();
        for (sample, values) in self.tally.cells.iter_mut().zip(&self.ranked) {
            let ranks = ranks(values);
            let of = |dimension: usize| correlation(&self.points[dimension], &ranks);
            sample.ranks = sources
                .iter()
                .map(|(first, count)| {
                    let all: Vec<f64> = (*first..first + count).map(of).collect();
                    together(&all)
                })
                .collect();
            sort(&mut sample.sorted, &mut spare);
        }
        self.tally
    }
}

/// The sum of values, in four strands: one alone waits for each addition.
fn lanes_sum(values: &[f64]) -> f64 {
    let (fours, rest) = values.as_chunks::<4>();
    let strands =
        fours.iter().fold([0.0; 4], |sum: [f64; 4], four| std::array::from_fn(|i| sum[i] + four[i]));
    strands.iter().chain(rest).sum()
}

/// How many values are undefined.
fn undefined(values: &[f64]) -> u32 {
    // They are rare, and without a way out the loop becomes SIMD instructions.
    match values.iter().fold(false, |any, value| any | value.is_nan()) {
        true => values.iter().map(|value| u32::from(value.is_nan())).sum(),
        false => 0,
    }
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

/// The correlation of points, which are ranks already, with ranks; NaN where
/// one of them does not vary.
fn correlation(points: &[f64], ranks: &[f64]) -> f64 {
    let pairs = || points.iter().zip(ranks).filter(|(_, rank)| !rank.is_nan());
    let count = pairs().count() as f64;
    let mean = |of: fn((&f64, &f64)) -> f64| pairs().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|(point, _)| *point), mean(|(_, rank)| *rank));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (point, rank) in pairs() {
        xx += (point - x) * (point - x);
        yy += (rank - y) * (rank - y);
        xy += (point - x) * (rank - y);
    }
    xy / (xx * yy).sqrt()
}

/// A number whose order is that of the value.
pub(super) fn key(value: f32) -> u32 {
    // Minus zero equals zero.
    let bits = (value + 0.0).to_bits();
    if bits >> 31 == 1 { !bits } else { bits | 1 << 31 }
}

/// The value of a key.
pub(super) fn value_of(key: u32) -> f32 {
    f32::from_bits(if key >> 31 == 1 { key & !(1 << 31) } else { !key })
}

/// Sorts by digits of eleven bits, which takes a third of a comparison sort's
/// time.
fn sort(values: &mut [f32], spare: &mut [Vec<u32>; 2]) {
    const BITS: u32 = 11;
    const MASK: u32 = (1 << BITS) - 1;
    let [keys, other] = spare;
    keys.clear();
    keys.extend(values.iter().map(|value| key(*value)));
    other.resize(keys.len(), 0);
    // How often each digit occurs does not depend on the order.
    let mut counts = [[0_u32; 1 << BITS]; 3];
    for key in &*keys {
        for (digit, places) in (0..).zip(&mut counts) {
            places[(key >> (digit * BITS) & MASK) as usize] += 1;
        }
    }
    for (digit, places) in (0..).zip(&mut counts) {
        let shift = digit * BITS;
        let mut sum = 0;
        for place in places.iter_mut() {
            sum += std::mem::replace(place, sum);
        }
        for key in &*keys {
            let place = &mut places[(key >> shift & MASK) as usize];
            other[*place as usize] = *key;
            *place += 1;
        }
        std::mem::swap(keys, other);
    }
    for (value, key) in values.iter_mut().zip(&*keys) {
        *value = value_of(*key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_sorted_as_numbers_are() {
        let mut values: Vec<f32> = (0..5000).map(|i| ((i * 7919) % 5003) as f32 * 0.37 - 900.0).collect();
        values.extend([-0.0, 0.0, f32::MAX, f32::MIN, f32::MIN_POSITIVE]);
        let mut expected = values.clone();
        expected.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        sort(&mut values, &mut Default::default());
        assert_eq!(values, expected);
    }

    #[test]
    fn equal_values_share_a_rank_and_order_does_not_matter() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [2.5, 0.0, 2.5, 1.0]);
        let points = [0.1, 0.9, 0.4, 0.6, 0.2];
        let values = [1.0, 9.0, 4.0, 4.0, f32::NAN];
        let there = correlation(&points, &ranks(&values));
        let (mut points, mut values) = (points, values);
        points.reverse();
        values.reverse();
        assert!((there - correlation(&points, &ranks(&values))).abs() < 1e-14);
    }
}
