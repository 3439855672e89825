//! What is drawn for a trial, and which draws move together.

use super::copula::Pair;
use super::plan::{Correlation, Part, Shift, Source, Span, Uncertainty};
use crate::engine::model::Model;

/// An uncertainty and where its draws are.
pub(super) struct Drawn {
    pub(super) source: Source,
    pub(super) shift: Shift,
    pub(super) first: usize,
    pub(super) count: usize,
}

impl Drawn {
    /// What some uncertainties draw, each after the other. What is no line of
    /// the model draws nothing.
    pub(super) fn all(model: &Model, uncertain: &[(String, Uncertainty)]) -> Vec<Self> {
        let (mut all, mut first) = (Vec::new(), 0);
        for (driver, uncertainty) in uncertain {
            let Some(line) = model.line(driver) else { continue };
            let cells = model.cell_count(line);
            for (part, most) in [(Part::Level, cells), (Part::Growth, cells.saturating_sub(1))] {
                let Some(shift) = uncertainty.part(part) else { continue };
                let count = if shift.span == Span::Once { 1 } else { most.max(1) };
                all.push(Self { source: Source { driver: driver.clone(), part }, shift, first, count });
                first += count;
            }
        }
        all
    }

    /// The cell that the `n`-th draw is for, where there is one for each: growth
    /// leads to the second cell first.
    fn cell(&self, n: usize) -> usize {
        if self.source.part == Part::Growth { n + 1 } else { n }
    }

    /// The dimension of the `n`-th draw.
    pub(super) fn dimension(&self, n: usize) -> usize {
        self.first + if self.count == 1 { 0 } else { n }
    }

    /// The pairs of dimensions in which it moves together with another. Where
    /// both are drawn for each cell, each goes with its own.
    pub(super) fn beside(&self, other: &Self) -> Vec<(usize, usize)> {
        let is_paired =
            |i: usize, j: usize| self.count == 1 || other.count == 1 || self.cell(i) == other.cell(j);
        let all = (0..self.count).flat_map(|i| (0..other.count).map(move |j| (i, j)));
        all.filter(|(i, j)| is_paired(*i, *j)).map(|(i, j)| (self.first + i, other.first + j)).collect()
    }
}

/// The pairs of dimensions that move together, and for each of them the position
/// of the correlation that it comes from.
///
/// # Errors
/// In words, where a correlation makes no sense by itself.
pub(super) fn pairs(
    drawn: &[Drawn],
    correlations: &[Correlation],
) -> Result<(Vec<Pair>, Vec<usize>), String> {
    let (mut pairs, mut owners): (Vec<Pair>, Vec<usize>) = (Vec::new(), Vec::new());
    for (owner, correlation) in correlations.iter().enumerate() {
        let found = |source: &Source| drawn.iter().find(|drawn| drawn.source == *source);
        let (Some(a), Some(b)) = (found(&correlation.a), found(&correlation.b)) else {
            return Err("A correlation names what is not uncertain.".to_owned());
        };
        if a.first == b.first {
            return Err("Nothing is correlated with itself but wholly.".to_owned());
        }
        if !(-0.999..=0.999).contains(&correlation.rank) {
            return Err("A correlation has to lie between −0.999 and 0.999.".to_owned());
        }
        for (one, other) in a.beside(b) {
            if pairs.iter().any(|(x, y, _)| (*x, *y) == (one, other) || (*y, *x) == (one, other)) {
                return Err("Two correlations are about the same pair.".to_owned());
            }
            pairs.push((one, other, correlation.rank));
            owners.push(owner);
        }
    }
    Ok((pairs, owners))
}
