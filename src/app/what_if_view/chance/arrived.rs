//! What workers answered. The values of a slice stay in the array in which they
//! were handed over: copying those of all slices would take the page longer than
//! everything that it asks about them.

use crate::engine::chance::gathered::Gathered;
use crate::engine::chance::keeper::Keeper;
use crate::engine::chance::parcel::Parcel;
use crate::engine::chance::tally::Tally;
use js_sys::{ArrayBuffer, Float32Array, Uint8Array};
use std::ops::Range;

/// The slices that have arrived.
pub type Arrived = Gathered<Float32Array>;

impl Keeper for Float32Array {
    fn count(&self) -> usize {
        self.length() as usize
    }

    fn get(&self, place: usize) -> f32 {
        self.get_index(place as u32)
    }

    fn read<T>(&self, places: Range<usize>, reader: impl FnOnce(&[f32]) -> T) -> T {
        reader(&self.subarray(places.start as u32, places.end as u32).to_vec())
    }
}

/// The tally in a worker's answer: its figures, and all cells' values.
pub fn tally(figures: &ArrayBuffer, values: &ArrayBuffer) -> Option<Tally<Float32Array>> {
    let (figures, all) = (Uint8Array::new(figures).to_vec(), Float32Array::new(values));
    let mut from = 0;
    let mut values = Vec::new();
    for length in Parcel::lengths(&figures)? {
        let to = from + length as u32;
        values.push(all.subarray(from, to));
        from = to;
    }
    Parcel { figures, values }.unpack()
}

/// The buffers that slices arrived in, once nobody asks about them any more.
pub fn buffers(arrived: Arrived) -> impl Iterator<Item = ArrayBuffer> {
    let mut last = None;
    arrived.into_values().filter_map(move |values| {
        // A slice's cells lie in one buffer.
        let buffer = values.buffer();
        (last.as_ref() != Some(&buffer)).then(|| last.insert(buffer).clone())
    })
}
