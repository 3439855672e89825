//! Points of the unit cube, a block of trials at a time.
//!
//! Sobol points fill the cube more evenly than chance does, so that fewer
//! trials tell as much. Each set of them is scrambled by its own seed (Owen), so
//! that the sets are independent of each other and their spread is the error.

use super::plan::Points;
use crate::engine::program::machine::BLOCK;
use rand_pcg::Lcg64Xsh32;
use rand_pcg::rand_core::Rng;
use sobol_burley::parts::{hash, owen_scramble_rev, sobol_int4_rev, sobol_rev};

/// How many Sobol points belong together at most.
pub(super) const MAX_SET: usize = 1 << 16;
/// How many dimensions there are.
pub(super) const MAX_DIMENSIONS: usize = sobol_burley::NUM_DIMENSIONS as usize;

/// Half of the distance between two points, which keeps them off 0 and 1.
const HALF: f64 = 0.5;
/// The distance between two points is one over this.
const STEPS: f64 = 4_294_967_296.0;
/// Between which ends all points lie.
pub(super) const ENDS: (f64, f64) = (HALF / STEPS, 1.0 - HALF / STEPS);

/// Points in some dimensions.
pub(super) struct Source {
    points: Points,
    seed: u32,
    /// For each dimension the first points, which every block's are made of.
    first: Vec<[u32; BLOCK]>,
}

/// One set of a source's points.
pub(super) struct Set<'s> {
    source: &'s Source,
    set: usize,
    /// For each dimension what scrambles it.
    scrambles: Vec<u32>,
}

impl Source {
    pub(super) fn new(points: Points, seed: u32, dimensions: usize) -> Self {
        let first =
            |dimension| std::array::from_fn(|lane| sobol_rev((lane as u32).reverse_bits(), dimension as u32));
        Self { points, seed, first: (0..dimensions).map(first).collect() }
    }

    /// The points of set `set`.
    pub(super) fn set(&self, set: usize) -> Set<'_> {
        let of_set = hash(self.seed ^ hash(set as u32));
        let scramble = |dimension: usize| hash(of_set ^ hash(dimension as u32 + 1).rotate_left(7));
        Set { source: self, set, scrambles: (0..self.first.len()).map(scramble).collect() }
    }
}

impl Set<'_> {
    /// The points of a block: those from the set's `from`-th on, which is a
    /// multiple of the block's length.
    pub(super) fn fill(&self, from: usize, into: &mut [[f64; BLOCK]]) {
        match self.source.points {
            Points::Sobol => {
                let dimensions = self.source.first.iter().zip(&self.scrambles).zip(into);
                // The block's number and a lane's are other bits of the index,
                // and points add up by bits; four dimensions have theirs at once.
                let index = (from as u32).reverse_bits();
                let mut base = [0; 4];
                for (dimension, ((first, scramble), column)) in dimensions.enumerate() {
                    if dimension % 4 == 0 {
                        base = sobol_int4_rev(index, dimension as u32 / 4).into();
                    }
                    let base = base[dimension % 4];
                    // Whole numbers first: twice as many of them are worked on at
                    // once.
                    let bits: [u32; BLOCK] = std::array::from_fn(|lane| {
                        reversed(owen_scramble_rev(base ^ first[lane], *scramble))
                    });
                    column.iter_mut().zip(&bits).for_each(|(point, bits)| *point = place(*bits));
                }
            }
            Points::Random => {
                // Every block has a generator of its own, so that any of them can
                // be made without those before it.
                let (seed, set) = (self.source.seed, self.set);
                let state = u64::from(hash(seed)) << 32 | u64::from(hash(set as u32 ^ 0x5bd1_e995));
                let mut random = Lcg64Xsh32::new(state, (set as u64) << 32 | from as u64);
                for cell in into.iter_mut().flatten() {
                    *cell = place(random.next_u32());
                }
            }
        }
    }
}

/// The middle of an interval.
#[inline(always)]
fn place(interval: u32) -> f64 {
    // Numbers this large have no room for anything behind the point, so that
    // their last bits are a whole number: SIMD has no other way to it that is as
    // short.
    const WHOLE: f64 = (1_u64 << 52) as f64;
    let whole = f64::from_bits(WHOLE.to_bits() | u64::from(interval));
    (whole - (WHOLE - HALF)) * (1.0 / STEPS)
}

/// The bits from the last to the first, by steps that are the same for all
/// lanes: WebAssembly has no instruction for it.
#[inline(always)]
fn reversed(bits: u32) -> u32 {
    let bits = swapped(bits, 1, 0x5555_5555);
    let bits = swapped(bits, 2, 0x3333_3333);
    let bits = swapped(bits, 4, 0x0f0f_0f0f);
    bits.swap_bytes()
}

/// The bits of a mask change places with those so far above them. Where both
/// differ, both change: a compiler that sees the bits go to and fro puts its own
/// way of reversing them in place, which is made of bytes and takes twice as
/// long.
#[inline(always)]
fn swapped(bits: u32, by: u32, mask: u32) -> u32 {
    let differing = (bits ^ bits >> by) & mask;
    bits ^ differing ^ differing << by
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sobol_points_are_one_to_each_interval_in_every_dimension() {
        const DIMENSIONS: usize = 12;
        let source = Source::new(Points::Sobol, 7, DIMENSIONS);
        let mut seen = vec![vec![false; 1024]; DIMENSIONS];
        let mut block = vec![[0.0; BLOCK]; DIMENSIONS];
        for from in (0..1024).step_by(BLOCK) {
            source.set(3).fill(from, &mut block);
            for (dimension, column) in block.iter().enumerate() {
                for value in column {
                    assert!(*value > 0.0 && *value < 1.0);
                    let interval = (value * 1024.0) as usize;
                    assert!(!std::mem::replace(&mut seen[dimension][interval], true));
                }
            }
        }
    }

    #[test]
    fn sets_and_seeds_differ() {
        let first = |seed, set, points| {
            let mut block = [[0.0; BLOCK]; 2];
            Source::new(points, seed, 2).set(set).fill(0, &mut block);
            block[1][5]
        };
        for points in [Points::Sobol, Points::Random] {
            assert_ne!(first(1, 0, points), first(2, 0, points));
            assert_ne!(first(1, 0, points), first(1, 1, points));
            assert_eq!(first(1, 1, points), first(1, 1, points));
        }
    }
}
