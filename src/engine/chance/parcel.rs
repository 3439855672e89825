//! A tally on its way to another thread.
//!
//! Its few figures travel as bytes. The values, of which there may be millions,
//! travel as lists of their own, which the threads hand over as they are.

use super::grouped::Grouped;
use super::keeper::Keeper;
use super::tally::{Sample, Tally};

/// A tally's figures and, in the order of its cells, their values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parcel<V = Vec<f32>> {
    /// Everything but the values.
    pub figures: Vec<u8>,
    /// The values of each cell.
    pub values: Vec<V>,
}

impl Parcel {
    /// Packs a tally.
    pub fn pack(tally: Tally) -> Self {
        let mut bytes = Vec::new();
        let number = |bytes: &mut Vec<u8>, value: usize| bytes.extend((value as u32).to_le_bytes());
        number(&mut bytes, tally.slice);
        number(&mut bytes, tally.trials);
        for list in [&tally.held, &tally.unsure, &tally.bounded] {
            number(&mut bytes, list.len());
            list.iter().for_each(|value| bytes.extend(value.to_le_bytes()));
        }
        number(&mut bytes, tally.cells.len());
        tally.cells.iter().for_each(|sample| number(&mut bytes, sample.values.len()));
        for sample in &tally.cells {
            bytes.extend(sample.undefined.to_le_bytes());
            bytes.extend(sample.sum.to_le_bytes());
            number(&mut bytes, sample.ranks.len());
            sample.ranks.iter().for_each(|rank| bytes.extend(rank.to_le_bytes()));
            let scale = sample.values.scale();
            bytes.extend(scale.origin.to_le_bytes());
            bytes.extend(scale.per_one.to_le_bytes());
            number(&mut bytes, sample.values.ends().len());
            sample.values.ends().iter().for_each(|end| bytes.extend(end.to_le_bytes()));
        }
        let values = tally.cells.into_iter().map(|sample| sample.values.into_values());
        Self { figures: bytes, values: values.collect() }
    }

    /// How many values each cell has, by a parcel's figures; `None` where they
    /// are damaged.
    pub fn lengths(figures: &[u8]) -> Option<Vec<usize>> {
        let mut reader = Reader(figures);
        // Slice and trials, then three lists of counts.
        let _: (usize, usize) = (reader.number()?, reader.number()?);
        for _ in 0..3 {
            reader.numbers()?;
        }
        Some(reader.numbers()?.into_iter().map(|length| length as usize).collect())
    }
}

impl<V: Keeper> Parcel<V> {
    /// The tally; `None` where something is missing.
    pub fn unpack(self) -> Option<Tally<V>> {
        let mut reader = Reader(&self.figures);
        let (slice, trials) = (reader.number()?, reader.number()?);
        let (held, unsure, bounded) = (reader.numbers()?, reader.numbers()?, reader.numbers()?);
        let lengths = reader.numbers()?;
        let mut cells = Vec::new();
        for values in self.values {
            let undefined = u32::from_le_bytes(reader.take()?);
            let sum = f64::from_le_bytes(reader.take()?);
            let mut ranks = Vec::new();
            for _ in 0..reader.number()? {
                ranks.push(f64::from_le_bytes(reader.take()?));
            }
            let (origin, per_one) = (f32::from_le_bytes(reader.take()?), f32::from_le_bytes(reader.take()?));
            if values.count().checked_add(undefined as usize)? != trials {
                return None;
            }
            let values = Grouped::from_parts(values, origin, per_one, reader.numbers()?)?;
            cells.push(Sample { values, undefined, sum, ranks });
        }
        let fit =
            cells.iter().map(|sample| sample.values.len()).eq(lengths.iter().map(|length| *length as usize));
        fit.then_some(Tally { slice, trials, cells, held, unsure, bounded })
    }
}

struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(self.take()?) as usize)
    }

    fn numbers(&mut self) -> Option<Vec<u32>> {
        let mut all = Vec::new();
        for _ in 0..self.number()? {
            all.push(u32::from_le_bytes(self.take()?));
        }
        Some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_and_damage_is_noticed() {
        let sample = |ends: &[u32]| Sample {
            values: Grouped::from_parts(vec![-1.0, 2.5], -1.0, 0.5, ends.to_vec()).unwrap_or_default(),
            undefined: 3,
            sum: 1.5,
            ranks: vec![0.5, -0.25],
        };
        // Groups end one after the other, and the last one with the values.
        for ends in [&[][..], &[2, 1, 2], &[1], &[1, 3]] {
            assert_eq!(sample(ends).values, Grouped::default());
        }
        let sample = sample(&[1, 2]);
        let tally = Tally {
            slice: 2,
            trials: 5,
            cells: vec![sample; 2],
            held: vec![1, 2],
            unsure: vec![0, 3],
            bounded: vec![4],
        };
        let whole = Parcel::pack(tally.clone());
        assert_eq!(Parcel::lengths(&whole.figures), Some(vec![2, 2]));
        assert_eq!(whole.clone().unpack(), Some(tally));
        for end in 0..whole.figures.len() {
            let short = Parcel { figures: whole.figures[..end].to_vec(), ..whole.clone() };
            assert_eq!(short.unpack(), None);
        }
        let mut fewer_lists = whole.clone();
        fewer_lists.values.pop();
        assert_eq!(fewer_lists.unpack(), None);
        let mut fewer_values = whole;
        fewer_values.values[0].pop();
        assert_eq!(fewer_values.unpack(), None);
    }
}
