//! A distribution's quantiles as a table, because drawing one exactly can cost
//! more than a whole scenario.
//!
//! Between its points the table runs along cubics through quantiles and slopes;
//! in the outermost thousandths the quantile itself is asked. Against it the
//! table is off by less than a millionth of the distribution's deviation.

use super::distribution::Distribution;
use super::normal::Score;
use crate::engine::program::interval::Interval;
use std::sync::LazyLock;

/// Cells in each of the three parts.
const CELLS: usize = 512;
/// Where the fine outer parts begin.
const OUTER: f64 = 1.0 / 32.0;
/// Where they end, and quantiles are exact.
const EDGE: f64 = 1.0 / 1024.0;

/// All cells of a table, and as many as it takes to ask for one by a number of
/// so many bits.
const ALL: usize = (3 * CELLS).next_power_of_two();

/// From which share to which each part goes: the centre, the lower part and the
/// upper one.
const PARTS: [(f64, f64); 3] = [(OUTER, 1.0 - OUTER), (EDGE, OUTER), (1.0 - OUTER, 1.0 - EDGE)];

/// The share of a knot, where one cell of a part ends and the next begins.
fn share((from, to): (f64, f64), knot: usize) -> f64 {
    from + (to - from) / CELLS as f64 * knot as f64
}

/// The scores of all parts' knots, which every table has at the same shares.
static SCORES: LazyLock<Vec<Score>> = LazyLock::new(|| {
    PARTS.iter().flat_map(|part| (0..=CELLS).map(|knot| Score::of(share(*part, knot)))).collect()
});

/// A distribution's quantiles, fast.
pub(super) struct Table {
    distribution: Distribution,
    /// The cubics of the centre, of the lower part and of the upper one.
    cells: Box<[[f64; 4]; ALL]>,
}

/// How many cells there are to a share, in the centre and in the outer parts.
const PER_CELL: [f64; 2] =
    [1.0 / ((1.0 - OUTER - OUTER) / CELLS as f64), 1.0 / ((OUTER - EDGE) / CELLS as f64)];

impl Table {
    pub(super) fn new(distribution: Distribution) -> Self {
        let mut cells = Box::new([[0.0; 4]; ALL]);
        let resolved = distribution.resolved();
        let scores = SCORES.chunks_exact(CELLS + 1);
        for ((part, scores), cells) in PARTS.into_iter().zip(scores).zip(cells.chunks_exact_mut(CELLS)) {
            cubics(&resolved, part, scores, cells);
        }
        Self { distribution, cells }
    }

    /// Between which ends the values of shares from `first` to `last` lie.
    pub(super) fn ends(&self, first: f64, last: f64) -> Interval {
        let ends =
            Interval { low: self.distribution.quantile(first), high: self.distribution.quantile(last) };
        // Between its points the table may be off by so much.
        ends.wider(1e-6 * (ends.high - ends.low))
    }

    /// The values below which shares, above 0 and below 1, of the draws lie.
    pub(super) fn quantiles<const LANES: usize>(&self, shares: &[f64; LANES], into: &mut [f64; LANES]) {
        // A straight line needs no table.
        if let Distribution::Uniform { low, high } = self.distribution {
            shares.iter().zip(into).for_each(|(share, value)| *value = low + (high - low) * share);
            return;
        }
        // Numbers this large have no room for anything behind the point, so that
        // their last bits are a whole number.
        const WHOLE: f64 = (1_u64 << 52) as f64;
        // Which cell, and, where the value will be, how far into it: by steps
        // that are the same for all lanes.
        let mut is_far = false;
        let cells: [u64; LANES] = std::array::from_fn(|lane| {
            let share = shares[lane];
            let (below, above) = (share < EDGE, share >= 1.0 - EDGE);
            is_far |= below | above;
            // Where the part begins, its cells to a share and its first cell are
            // picked by what is added to the bits: SIMD chooses no faster.
            let (low, high) = (all_if(share < OUTER), all_if(share >= 1.0 - OUTER));
            let from = OUTER.to_bits().wrapping_add(low & to(OUTER, EDGE) | high & to(OUTER, 1.0 - OUTER));
            let per_cell = PER_CELL[0].to_bits().wrapping_add((low | high) & to(PER_CELL[0], PER_CELL[1]));
            let first = low & FIRST[0].to_bits() | high & FIRST[1].to_bits();
            let place = (share - f64::from_bits(from)) * f64::from_bits(per_cell);
            let cell = place.floor();
            let cell = if cell > LAST { LAST } else { cell };
            into[lane] = place - cell;
            (cell + f64::from_bits(first) + WHOLE).to_bits()
        });
        for (value, cell) in into.iter_mut().zip(&cells) {
            let [a, b, c, d] = self.cells[*cell as usize % ALL];
            let x = *value;
            *value = a + x * (b + x * (c + x * d));
        }
        if is_far {
            for (share, value) in shares.iter().zip(into).filter(|(share, _)| !is_near(**share)) {
                *value = self.distribution.quantile(*share);
            }
        }
    }
}

/// The number of a part's last cell.
const LAST: f64 = CELLS as f64 - 1.0;
/// The numbers of the first cells of the lower and of the upper part.
const FIRST: [f64; 2] = [CELLS as f64, 2.0 * CELLS as f64];

/// All bits or none.
#[inline(always)]
fn all_if(holds: bool) -> u64 {
    0_u64.wrapping_sub(u64::from(holds))
}

/// What leads from the bits of one number to those of another.
const fn to(one: f64, other: f64) -> u64 {
    other.to_bits().wrapping_sub(one.to_bits())
}

/// Whether a share is off the ends, where quantiles are asked for themselves.
#[inline(always)]
fn is_near(share: f64) -> bool {
    (EDGE..1.0 - EDGE).contains(&share)
}

/// The cubics over a part's equal cells, by the scores of its knots.
fn cubics(distribution: &Distribution, part: (f64, f64), scores: &[Score], into: &mut [[f64; 4]]) {
    let width = (part.1 - part.0) / CELLS as f64;
    let mut knots = scores.iter().enumerate().map(|(knot, score)| {
        let (value, density) = distribution.knot(share(part, knot), *score);
        (value, width / density)
    });
    let Some((mut a, mut slope_a)) = knots.next() else { return };
    for (cubic, (b, slope_b)) in into.iter_mut().zip(knots) {
        let rise = b - a;
        *cubic = [a, slope_a, 3.0 * rise - 2.0 * slope_a - slope_b, slope_a + slope_b - 2.0 * rise];
        (a, slope_a) = (b, slope_b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_keeps_to_the_quantiles_within_a_millionth_of_the_deviation() {
        let all = [
            Distribution::Pert { low: 0.5, likely: 0.9, high: 2.0 },
            Distribution::Pert { low: 0.0, likely: 0.0, high: 1.0 },
            Distribution::Triangular { low: 0.6, likely: 0.8, high: 1.1 },
            Distribution::Triangular { low: 0.0, likely: 1.0, high: 1.0 },
            Distribution::Normal { mean: 1.0, deviation: 0.1 },
            Distribution::Lognormal { median: 1.0, sigma: 0.25 },
            Distribution::Uniform { low: -0.03, high: 0.02 },
            Distribution::Between { low: 0.8, high: 1.3, sure: 0.8 },
            Distribution::Between { low: -1.0, high: 1.3, sure: 0.9 },
        ];
        for distribution in all {
            let table = Table::new(distribution);
            let tolerance = 1e-6 * distribution.deviation();
            for step in 0..20_000 {
                let p = (f64::from(step) + 0.37) / 20_000.0;
                let mut value = [0.0];
                table.quantiles(&[p], &mut value);
                let off = value[0] - distribution.quantile(p);
                assert!(off.abs() < tolerance, "{distribution:?} at {p}: {off}");
            }
        }
    }
}
