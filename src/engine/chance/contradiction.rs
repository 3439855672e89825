//! Correlations that no numbers could have at once, and what mends them.
//!
//! Correlations are possible where their matrix is positive definite. As a
//! function of one of them the possible ones are a single stretch: from outside
//! of it a direction that the matrix squeezes below zero says on which side it
//! lies, so that it is found by halving.

use super::copula::{Pair, matrix_of, of_ranks, root_of, to_ranks};
use super::drawn::{Drawn, pairs};
use super::plan::{Correlation, Source, Uncertainty};
use crate::engine::model::Model;

/// Why correlations are refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// One of them makes no sense by itself, in words.
    Senseless(String),
    /// They contradict each other: the pairs of the fewest sources that cannot
    /// all be so, in the order of the list, those that nobody listed last.
    Contradiction(Vec<Conflict>),
}

/// A pair among those that contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// One of its sources.
    pub a: Source,
    /// The other.
    pub b: Source,
    /// Its rank correlation; `None` where nobody listed it, so that it is 0.
    pub rank: Option<f64>,
    /// The nearest rank correlation that agrees with the other pairs, in few
    /// digits; `None` where this pair alone mends nothing.
    pub nearest: Option<f64>,
}

impl Conflict {
    /// Whether the pair's correlation has to fall, and not to rise.
    pub fn is_too_high(&self) -> bool {
        self.nearest.is_some_and(|nearest| nearest < self.rank.unwrap_or(0.0))
    }
}

/// The largest size of a rank correlation.
const MOST: f64 = 0.999;
/// How many halvings find a possible correlation, or the end of what is possible.
const HALVINGS: usize = 40;
/// How far above zero a squeezed direction counts as possible.
const ROUNDING: f64 = 1e-9;

/// Tells whether uncertainties can have some correlations.
///
/// # Errors
/// Where they cannot, with what is wrong.
pub fn check(
    model: &Model,
    uncertain: &[(String, Uncertainty)],
    correlations: &[Correlation],
) -> Result<(), Refusal> {
    let drawn = Drawn::all(model, uncertain);
    let (pairs, _) = pairs(&drawn, correlations).map_err(Refusal::Senseless)?;
    let count =
        |of: &Drawn| correlations.iter().filter(|pair| [&pair.a, &pair.b].contains(&&of.source)).count();
    let mut members: Vec<&Drawn> = drawn.iter().filter(|of| count(of) > 0).collect();
    let agree = |members: &[&Drawn]| root_of(&matrix_of(&dimensions(members), &pairs)).is_ok();
    if agree(&members) {
        return Ok(());
    }
    let all = members.clone();
    // What the contradiction does without is no part of it, first of all what
    // few pairs are about.
    let mut order = members.clone();
    order.sort_by_key(|of| count(of));
    for of in order {
        let without: Vec<&Drawn> =
            members.iter().copied().filter(|member| member.first != of.first).collect();
        if !agree(&without) {
            members = without;
        }
    }
    // What mends it has to agree with all that is tied to it, not with the fewest
    // alone. Another contradiction has nothing to do with it.
    let all = tied(&members, &all, correlations);
    let mut conflicts: Vec<Conflict> = (0..members.len())
        .flat_map(|at| (0..at).map(move |other| (other, at)))
        .map(|(a, b)| conflict(&all, (members[a], members[b]), &pairs, correlations))
        .collect();
    let place = |of: &Conflict| correlations.iter().position(|pair| (&pair.a, &pair.b) == (&of.a, &of.b));
    conflicts.sort_by_key(|of| place(of).unwrap_or(usize::MAX));
    Err(Refusal::Contradiction(conflicts))
}

/// Those of all sources that listed pairs tie to some of them, directly or through
/// others, in the same order.
fn tied<'d>(members: &[&Drawn], all: &[&'d Drawn], correlations: &[Correlation]) -> Vec<&'d Drawn> {
    let mut reached: Vec<&Source> = members.iter().map(|of| &of.source).collect();
    loop {
        let further = correlations.iter().find_map(|pair| {
            match (reached.contains(&&pair.a), reached.contains(&&pair.b)) {
                (true, false) => Some(&pair.b),
                (false, true) => Some(&pair.a),
                _ => None,
            }
        });
        match further {
            Some(source) => reached.push(source),
            None => return all.iter().copied().filter(|of| reached.contains(&&of.source)).collect(),
        }
    }
}

/// The dimensions of some sources, in rising order.
fn dimensions(members: &[&Drawn]) -> Vec<usize> {
    members.iter().flat_map(|drawn| drawn.first..drawn.first + drawn.count).collect()
}

/// A pair of sources among those that contradict each other.
fn conflict(
    members: &[&Drawn],
    (a, b): (&Drawn, &Drawn),
    pairs: &[Pair],
    correlations: &[Correlation],
) -> Conflict {
    let is_it = |pair: &&Correlation| {
        (&pair.a, &pair.b) == (&a.source, &b.source) || (&pair.b, &pair.a) == (&a.source, &b.source)
    };
    let listed = correlations.iter().find(is_it);
    let (one, other) = listed.map_or((&a.source, &b.source), |pair| (&pair.a, &pair.b));
    let rank = listed.map(|pair| pair.rank);
    let all = dimensions(members);
    let place = |of: usize| all.binary_search(&of).unwrap_or(0);
    let cells = a.beside(b).into_iter().map(|(a, b)| (place(a), place(b))).collect();
    let matrix = Matrix { values: matrix_of(&all, pairs), cells };
    let nearest = matrix.possible().and_then(|(low, high)| nearest(rank.unwrap_or(0.0), low, high));
    Conflict { a: one.clone(), b: other.clone(), rank, nearest }
}

/// The number between two that is nearest to another, with as few decimals as
/// there is room for.
fn nearest(to: f64, low: f64, high: f64) -> Option<f64> {
    [100.0, 1000.0].into_iter().find_map(|steps: f64| {
        let value = if to < low { (low * steps).ceil() } else { (high * steps).floor() } / steps;
        (low..=high).contains(&value).then_some(value)
    })
}

/// A correlation matrix of which some cells, and those across from them, are one
/// unknown correlation.
struct Matrix {
    values: Vec<Vec<f64>>,
    cells: Vec<(usize, usize)>,
}

/// Where the possible correlations are, seen from one.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Here,
    Above,
    Below,
    Nowhere,
}

impl Matrix {
    /// The stretch of possible rank correlations.
    fn possible(mut self) -> Option<(f64, f64)> {
        let (mut low, mut high) = (of_ranks(-MOST), of_ranks(MOST));
        let mut inside = None;
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            match self.side(middle) {
                Side::Here => {
                    inside = Some(middle);
                    break;
                }
                Side::Above => low = middle,
                Side::Below => high = middle,
                Side::Nowhere => break,
            }
        }
        let inside = inside?;
        Some((to_ranks(self.end(inside, low)), to_ranks(self.end(inside, high))))
    }

    /// The last possible correlation on the way from one to another.
    fn end(&mut self, mut inside: f64, mut outside: f64) -> f64 {
        if self.side(outside) == Side::Here {
            return outside;
        }
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(inside, outside);
            match self.side(middle) {
                Side::Here => inside = middle,
                _ => outside = middle,
            }
        }
        inside
    }

    /// Where possible correlations are, by Cholesky's root. Where it ends, what
    /// the rows so far make of that row is a direction in which the matrix does
    /// not stretch; the sign of the unknown's share in that says what would.
    fn side(&mut self, unknown: f64) -> Side {
        for (a, b) in &self.cells {
            self.values[*a][*b] = unknown;
            self.values[*b][*a] = unknown;
        }
        let mut root: Vec<Vec<f64>> = Vec::new();
        for (row, values) in self.values.iter().enumerate() {
            let mut new: Vec<f64> = Vec::with_capacity(row + 1);
            for (column, before) in root.iter().enumerate() {
                let sum: f64 = new.iter().zip(before).map(|(a, b)| a * b).sum();
                new.push((values[column] - sum) / before[column]);
            }
            let left = values[row] - new.iter().map(|part| part * part).sum::<f64>();
            if left <= ROUNDING {
                let direction = squeezed(&root, new);
                let at = |place: usize| direction.get(place).copied().unwrap_or(0.0);
                let share: f64 = self.cells.iter().map(|(a, b)| at(*a) * at(*b)).sum();
                return match share {
                    share if share > ROUNDING => Side::Above,
                    share if share < -ROUNDING => Side::Below,
                    _ => Side::Nowhere,
                };
            }
            new.push(left.sqrt());
            root.push(new);
        }
        Side::Here
    }
}

/// The direction that is squeezed: the row's own, less what the rows before it
/// make of it.
fn squeezed(root: &[Vec<f64>], mut row: Vec<f64>) -> Vec<f64> {
    for place in (0..row.len()).rev() {
        let after: f64 = (place + 1..row.len()).map(|below| root[below][place] * row[below]).sum();
        row[place] = (row[place] - after) / root[place][place];
    }
    row.iter_mut().for_each(|part| *part = -*part);
    row.push(1.0);
    row
}
