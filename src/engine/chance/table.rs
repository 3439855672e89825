//! A distribution's quantiles as a table, because drawing one exactly can cost
//! more than a whole scenario.
//!
//! Between its points the table runs along cubics through quantiles and slopes;
//! in the outermost thousandths the quantile itself is asked. Against it the
//! table is off by less than a millionth of the distribution's deviation.

use super::distribution::Distribution;

/// Cells in each of the three parts.
const CELLS: usize = 512;
/// Where the fine outer parts begin.
const OUTER: f64 = 1.0 / 32.0;
/// Where they end, and quantiles are exact.
const EDGE: f64 = 1.0 / 1024.0;

/// A distribution's quantiles, fast.
pub(super) struct Table {
    distribution: Distribution,
    low: Part,
    centre: Part,
    high: Part,
}

/// Cubics over equal cells.
struct Part {
    from: f64,
    per_cell: f64,
    cells: Vec<[f64; 4]>,
}

impl Table {
    pub(super) fn new(distribution: Distribution) -> Self {
        let part = |from, to| Part::new(&distribution, from, to);
        Self {
            low: part(EDGE, OUTER),
            centre: part(OUTER, 1.0 - OUTER),
            high: part(1.0 - OUTER, 1.0 - EDGE),
            distribution,
        }
    }

    /// The value below which a share `p`, above 0 and below 1, of the draws lies.
    #[inline(always)]
    pub(super) fn quantile(&self, p: f64) -> f64 {
        if (OUTER..1.0 - OUTER).contains(&p) { self.centre.at(p) } else { self.outside(p) }
    }

    #[inline(never)]
    fn outside(&self, p: f64) -> f64 {
        if !(EDGE..1.0 - EDGE).contains(&p) {
            self.distribution.quantile(p)
        } else if p < 0.5 {
            self.low.at(p)
        } else {
            self.high.at(p)
        }
    }
}

impl Part {
    fn new(distribution: &Distribution, from: f64, to: f64) -> Self {
        let width = (to - from) / CELLS as f64;
        let knot = |cell: usize| {
            let value = distribution.quantile(from + width * cell as f64);
            (value, width / distribution.density(value))
        };
        let knots: Vec<(f64, f64)> = (0..=CELLS).map(knot).collect();
        let cubic = |ends: &[(f64, f64)]| {
            let ((a, slope_a), (b, slope_b)) = (ends[0], ends[1]);
            let rise = b - a;
            [a, slope_a, 3.0 * rise - 2.0 * slope_a - slope_b, slope_a + slope_b - 2.0 * rise]
        };
        Self { from, per_cell: 1.0 / width, cells: knots.windows(2).map(cubic).collect() }
    }

    #[inline(always)]
    fn at(&self, p: f64) -> f64 {
        let place = (p - self.from) * self.per_cell;
        let cell = (place as usize).min(CELLS - 1);
        let [a, b, c, d] = self.cells[cell];
        let x = place - cell as f64;
        a + x * (b + x * (c + x * d))
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
                let off = table.quantile(p) - distribution.quantile(p);
                assert!(off.abs() < tolerance, "{distribution:?} at {p}: {off}");
            }
        }
    }
}
