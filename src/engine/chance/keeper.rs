//! Who keeps the values of a slice.
//!
//! There may be millions of them, and what is asked about them looks at few.
//! They stay where they arrived, and only these are fetched.

use std::ops::Range;

/// Values that are looked at some at a time.
pub trait Keeper {
    /// How many there are.
    fn count(&self) -> usize;

    /// The value at a place; NaN where there is none.
    fn get(&self, place: usize) -> f32;

    /// Hands over the values at some places; none where there are fewer.
    fn read<T>(&self, places: Range<usize>, reader: impl FnOnce(&[f32]) -> T) -> T;
}

impl Keeper for Vec<f32> {
    fn count(&self) -> usize {
        self.len()
    }

    fn get(&self, place: usize) -> f32 {
        self.as_slice().get(place).copied().unwrap_or(f32::NAN)
    }

    fn read<T>(&self, places: Range<usize>, reader: impl FnOnce(&[f32]) -> T) -> T {
        reader(self.as_slice().get(places).unwrap_or_default())
    }
}
