//! A distribution's quantiles as a table, because drawing one exactly can cost
//! more than a whole scenario.
//!
//! Between its points the table runs along cubics through quantiles and slopes;
//! in the outermost thousandths the quantile itself is asked. Against it the
//! table is off by less than a millionth of the distribution's deviation.

use super::distribution::Distribution;
use crate::engine::ends::Ends;

/// Cells in each of the three parts.
const CELLS: usize = 512;
/// Where the fine outer parts begin.
const OUTER: f64 = 1.0 / 32.0;
/// Where they end, and quantiles are exact.
const EDGE: f64 = 1.0 / 1024.0;

/// All cells of a table, and as many as it takes to ask for one by a number of
/// so many bits.
const ALL: usize = (3 * CELLS).next_power_of_two();

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
        let parts = [(OUTER, 1.0 - OUTER), (EDGE, OUTER), (1.0 - OUTER, 1.0 - EDGE)];
        let resolved = distribution.resolved();
        for ((from, to), cells) in parts.into_iter().zip(cells.chunks_exact_mut(CELLS)) {
            cubics(&resolved, from, to, cells);
        }
        Self { distribution, cells }
    }

    /// Between which ends the values of shares from `first` to `last` lie.
    pub(super) fn ends(&self, first: f64, last: f64) -> Ends {
        let ends = Ends { low: self.distribution.quantile(first), high: self.distribution.quantile(last) };
        // Between its points the table may be off by so much.
        ends.wider(1e-6 * (ends.high - ends.low))
    }

    /// The values below which shares, above 0 and below 1, of the draws lie.
    pub(super) fn quantiles<const LANES: usize>(&self, shares: &[f64; LANES], into: &mut [f64; LANES]) {
        // Numbers this large have no room for anything behind the point, so that
        // their last bits are a whole number.
        const WHOLE: f64 = (1_u64 << 52) as f64;
        // Which cell, and how far into it: by steps that are the same for all
        // lanes.
        let (mut cells, mut within) = ([0_u64; LANES], [0.0; LANES]);
        let mut is_far = false;
        for lane in 0..LANES {
            let share = shares[lane];
            is_far |= !is_near(share);
            // Where the part begins, its cells to a share and its first cell are
            // picked bit by bit: SIMD chooses no faster.
            let (low, high) = (all_if(share < OUTER), all_if(share >= 1.0 - OUTER));
            let from = pick(OUTER, low, EDGE) ^ (high & (OUTER.to_bits() ^ (1.0 - OUTER).to_bits()));
            let per_cell = pick(PER_CELL[0], low | high, PER_CELL[1]);
            let first = low & FIRST[0].to_bits() | high & FIRST[1].to_bits();
            let place = (share - f64::from_bits(from)) * f64::from_bits(per_cell);
            let cell = place.floor();
            let cell = if cell > LAST { LAST } else { cell };
            within[lane] = place - cell;
            cells[lane] = (cell + f64::from_bits(first) + WHOLE).to_bits();
        }
        for lane in 0..LANES {
            let [a, b, c, d] = self.cells[cells[lane] as usize % ALL];
            let x = within[lane];
            into[lane] = a + x * (b + x * (c + x * d));
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

/// The bits of one number, or of the other where `all` is set.
#[inline(always)]
fn pick(one: f64, all: u64, other: f64) -> u64 {
    one.to_bits() ^ (all & (one.to_bits() ^ other.to_bits()))
}

/// Whether a share is off the ends, where quantiles are asked for themselves.
#[inline(always)]
fn is_near(share: f64) -> bool {
    (EDGE..1.0 - EDGE).contains(&share)
}

/// The cubics over equal cells from one share to another.
fn cubics(distribution: &Distribution, from: f64, to: f64, into: &mut [[f64; 4]]) {
    let width = (to - from) / CELLS as f64;
    let knot = |cell: usize| {
        let (value, density) = distribution.knot(from + width * cell as f64);
        (value, width / density)
    };
    let (mut a, mut slope_a) = knot(0);
    for (cell, cubic) in into.iter_mut().enumerate() {
        let (b, slope_b) = knot(cell + 1);
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
