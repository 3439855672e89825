//! Drivers that move together: a Gaussian copula.

use super::normal;
use std::f64::consts::PI;

/// Two dimensions with the rank correlation that is asked of them.
pub(super) type Pair = (usize, usize, f64);

/// Between which ends mixed points lie: at the far ends a share rounds to 0 or
/// 1, which have no quantile.
pub(super) const ENDS: (f64, f64) = (f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0);

/// How normal scores of some dimensions are mixed so that they move together.
pub(super) struct Copula {
    /// The dimensions that are mixed.
    dimensions: Vec<usize>,
    /// The lower triangle of the correlation matrix' root, row by row.
    root: Vec<Vec<f64>>,
}

/// The normal correlation that gives a rank correlation.
pub(super) fn of_ranks(rank: f64) -> f64 {
    2.0 * libm::sin(PI * rank / 6.0)
}

/// The rank correlation that a normal correlation gives.
pub(super) fn to_ranks(normal: f64) -> f64 {
    6.0 / PI * libm::asin(normal / 2.0)
}

/// The correlation matrix of some dimensions, in rising order; what pairs say of
/// others is left out.
pub(super) fn matrix_of(dimensions: &[usize], pairs: &[Pair]) -> Vec<Vec<f64>> {
    let place = |of: usize| dimensions.binary_search(&of).ok();
    let size = dimensions.len();
    let mut matrix = vec![vec![0.0; size]; size];
    for (position, row) in matrix.iter_mut().enumerate() {
        row[position] = 1.0;
    }
    for (a, b, rank) in pairs {
        if let (Some(a), Some(b)) = (place(*a), place(*b)) {
            matrix[a][b] = of_ranks(*rank);
            matrix[b][a] = of_ranks(*rank);
        }
    }
    matrix
}

impl Copula {
    /// The copula for rank correlations between pairs of dimensions; `None`
    /// where there are none.
    ///
    /// # Errors
    /// Where no numbers at all could have these correlations: the pairs of one
    /// dimension that cannot all be so, given those of the dimensions before it.
    pub(super) fn new(pairs: &[Pair]) -> Result<Option<Self>, Vec<usize>> {
        let mut dimensions: Vec<usize> = pairs.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
        dimensions.sort_unstable();
        dimensions.dedup();
        if dimensions.is_empty() {
            return Ok(None);
        }
        let place = |of: usize| dimensions.binary_search(&of).unwrap_or(0);
        let root = root_of(&matrix_of(&dimensions, pairs)).map_err(|row| {
            let is_of_row = |(a, b, _): &Pair| place(*a).max(place(*b)) == row;
            (0..pairs.len()).filter(|pair| is_of_row(&pairs[*pair])).collect::<Vec<usize>>()
        })?;
        Ok(Some(Self { dimensions, root }))
    }

    /// Whether points of a dimension are mixed with others.
    pub(super) fn mixes(&self, dimension: usize) -> bool {
        self.dimensions.binary_search(&dimension).is_ok()
    }

    /// Mixes the points of a block.
    pub(super) fn mix<const LANES: usize>(&self, columns: &mut [[f64; LANES]]) {
        let scores: Vec<[f64; LANES]> =
            self.dimensions.iter().map(|dimension| columns[*dimension].map(normal::quantile)).collect();
        for (dimension, row) in self.dimensions.iter().zip(&self.root) {
            columns[*dimension] = std::array::from_fn(|lane| {
                let mixed: f64 = row.iter().zip(&scores).map(|(share, score)| share * score[lane]).sum();
                normal::below(mixed).clamp(ENDS.0, ENDS.1)
            });
        }
    }
}

/// Cholesky's root; where the matrix is not positive definite, the row that
/// makes it so. Rounding may make a matrix of perfect correlations seem slightly
/// negative.
pub(super) fn root_of(matrix: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, usize> {
    const ROUNDING: f64 = 1e-10;
    let mut root: Vec<Vec<f64>> = Vec::new();
    for (row, values) in matrix.iter().enumerate() {
        let mut new = Vec::with_capacity(row + 1);
        for (column, value) in values.iter().enumerate().take(row + 1) {
            let other: &[f64] = if column == row { &new } else { &root[column] };
            let sum: f64 = new.iter().zip(other).map(|(a, b)| a * b).sum();
            let left = value - sum;
            if column == row {
                if left < -ROUNDING {
                    return Err(row);
                }
                new.push(left.max(0.0).sqrt());
            } else {
                let pivot = root[column][column];
                match pivot > ROUNDING.sqrt() {
                    true => new.push(left / pivot),
                    false if left.abs() <= ROUNDING.sqrt() => new.push(0.0),
                    false => return Err(row),
                }
            }
        }
        root.push(new);
    }
    Ok(root)
}
