//! A quick hash of operations: they are hashed by the ten thousand while a
//! program is made, and nobody chooses them to collide.

use std::hash::{BuildHasherDefault, Hasher};

/// A map from operations to where they are.
pub(super) type OpMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<OpHasher>>;

/// Multiplies and rotates, a word at a time.
#[derive(Default)]
pub(super) struct OpHasher(u64);

/// An odd number whose bits are spread evenly: 2⁶⁴ divided by the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for OpHasher {
    fn finish(&self) -> u64 {
        // A map takes the place from the low bits, multiplying spreads upwards.
        self.0 ^ self.0 >> 32
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(SPREAD);
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn write_isize(&mut self, value: isize) {
        self.write_u64(value as u64);
    }
}
