//! Many values in rough order: in rising groups, and in no order within one.
//!
//! That takes one pass where sorting takes several, and what is asked about
//! order is answered by the group that a value belongs to: counting up to a
//! value looks at one group, and so does finding the value at a place.

use super::keeper::Keeper;
use std::ops::Range;

/// How many groups there are at most.
const MOST: usize = 2048;
/// A group with more values than this is sorted, so that values of which all but
/// a few lie close together are asked as fast as others.
const LONG: u32 = 512;
/// So many candidates for a place are looked at one by one.
const FEW: usize = 2048;
/// How far off its place a value is guessed, as a share of all that are left.
const ASIDE: f64 = 1.0 / 64.0;

/// Values in rising groups; none of them is NaN.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grouped<V = Vec<f32>> {
    values: V,
    scale: Scale,
    /// Where each group ends.
    ends: Vec<u32>,
}

/// Which group a value belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scale {
    /// The lowest value.
    pub origin: f32,
    /// How many groups there are to a value of one.
    pub per_one: f32,
    /// The number of the last group.
    pub last: u32,
}

/// Room for grouping that is used again.
#[derive(Default)]
pub(super) struct Spare {
    groups: Vec<u16>,
    values: Vec<f32>,
}

impl Scale {
    /// The scale for some values, with about so many of them to a group.
    fn new(values: &[f32], per_group: usize) -> Self {
        let (low, high) = ends(values);
        let last = (values.len() / per_group).clamp(1, MOST) - 1;
        Self { origin: low, per_one: last as f32 / (high - low), last: last as u32 }
    }

    /// The group of a value. It never falls where values rise, also where the
    /// scale is no number: then there is one group.
    #[inline(always)]
    fn group(self, value: f32) -> u16 {
        // Numbers this large have no room for anything behind the point, so that
        // their last bits are a whole number; whatever the value is, a conversion
        // would take three times as long.
        const WHOLE: f32 = (1_u32 << 23) as f32;
        let place = (value - self.origin) * self.per_one;
        let place = if place > 0.0 { place } else { 0.0 };
        let last = self.last as f32;
        let place = if place < last { place } else { last };
        (place + WHOLE).to_bits() as u16
    }
}

impl Spare {
    /// Notes the group of each value in `self.groups`; how many values each has.
    fn count(&mut self, values: &[f32], scale: Scale) -> [u32; MOST] {
        self.groups.clear();
        self.groups.extend(values.iter().map(|value| scale.group(*value)));
        let mut counts = [0; MOST];
        for group in &self.groups {
            counts[usize::from(*group) % MOST] += 1;
        }
        counts
    }
}

impl Grouped {
    /// Groups values, of which none is NaN.
    pub(super) fn new(mut values: Vec<f32>, spare: &mut Spare) -> Self {
        const PER_GROUP: usize = 16;
        let scale = Scale::new(&values, PER_GROUP);
        let counts = spare.count(&values, scale);
        let used = ..=scale.last as usize;
        let mut places = counts;
        places[used].iter_mut().fold(0, |sum, place| sum + std::mem::replace(place, sum));
        spare.values.resize(values.len(), 0.0);
        for (value, group) in values.iter().zip(&spare.groups) {
            let place = &mut places[usize::from(*group) % MOST];
            spare.values[*place as usize] = *value;
            *place += 1;
        }
        std::mem::swap(&mut values, &mut spare.values);
        // Now a group ends at its place.
        let groups = counts[used].iter().zip(&places);
        for (count, end) in groups.filter(|(count, _)| **count > LONG) {
            values[(end - count) as usize..*end as usize].sort_unstable_by(f32::total_cmp);
        }
        Self { values, scale, ends: places[used].to_vec() }
    }
}

impl<V: Keeper> Grouped<V> {
    /// What was taken apart for a journey: the values, the lowest of them, how
    /// many groups there are to a value of one, and where each group ends.
    /// `None` where these cannot be the ends.
    pub(super) fn from_parts(values: V, origin: f32, per_one: f32, ends: Vec<u32>) -> Option<Self> {
        let last = ends.len().checked_sub(1).filter(|last| *last < MOST)?;
        let fit = ends.is_sorted() && ends[last] as usize == values.count();
        let scale = Scale { origin, per_one, last: last as u32 };
        fit.then_some(Self { values, scale, ends })
    }

    /// The values, group by group.
    pub(super) fn into_values(self) -> V {
        self.values
    }

    /// The scale of the groups.
    pub(super) fn scale(&self) -> Scale {
        self.scale
    }

    /// Where each group ends.
    pub(super) fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.values.count()
    }

    /// How many of the values are at most `value`.
    pub(super) fn count_up_to(&self, value: f64) -> usize {
        // What is at most a number is at most the next number of its own kind.
        let nearest = value as f32;
        let below = if f64::from(nearest) > value { nearest.next_down() } else { nearest };
        self.up_to(below).1
    }

    /// The places of a group.
    fn places(&self, group: usize) -> Range<usize> {
        let end = |group: usize| self.ends.get(group).map_or(0, |end| *end as usize);
        group.checked_sub(1).map_or(0, end)..end(group)
    }

    /// The places of the group that a value belongs to.
    fn around(&self, value: f32) -> Range<usize> {
        self.places(usize::from(self.scale.group(value)))
    }

    /// The places of the group that a value belongs to, and how many values are
    /// at most the value.
    fn up_to(&self, value: f32) -> (Range<usize>, usize) {
        let own = self.around(value);
        let (start, mut rest) = (own.start, own.clone());
        if own.len() <= LONG as usize {
            let are = |all: &[f32]| all.iter().map(|other| usize::from(*other <= value)).sum::<usize>();
            let count = self.values.read(rest, are);
            return (own, start + count);
        }
        while !rest.is_empty() {
            let middle = rest.start + rest.len() / 2;
            rest = match self.values.get(middle) <= value {
                true => middle + 1..rest.end,
                false => rest.start..middle,
            };
        }
        (own, rest.start)
    }

    /// The smallest value above another.
    fn above(&self, value: f32) -> Option<f32> {
        let (own, count) = self.up_to(value);
        // If the value's own group has none, the next one that has any.
        let group = match count < own.end {
            true => own,
            false => {
                let next = self.ends.partition_point(|end| *end as usize <= own.end);
                self.places(next)
            }
        };
        if group.len() > LONG as usize {
            return Some(self.values.get(count.max(group.start)));
        }
        let above = |all: &[f32]| {
            all.iter().copied().filter(|other| *other > value).reduce(|a, b| if b < a { b } else { a })
        };
        self.values.read(group, above)
    }
}

/// The `n`-th smallest number of some lists, and the one after it; the last one
/// is followed by itself.
pub(super) fn nth<V: Keeper>(lists: &[&Grouped<V>], n: usize) -> (f64, f64) {
    let (found, next) = found(lists, n);
    let next = next.unwrap_or_else(|| {
        let up_to = |list: &&Grouped<V>| list.up_to(found).1;
        let next = match lists.iter().map(up_to).sum::<usize>() > n + 1 {
            true => None,
            false => {
                lists.iter().filter_map(|list| list.above(found)).reduce(|a, b| if b < a { b } else { a })
            }
        };
        next.unwrap_or(found)
    });
    (f64::from(found), f64::from(next))
}

/// The `n`-th smallest number, and the one after it where that shows by the way.
fn found<V: Keeper>(lists: &[&Grouped<V>], n: usize) -> (f32, Option<f32>) {
    // Between these numbers it lies, and in each list between these places.
    let (mut low, mut high) = (key(f32::NEG_INFINITY), key(f32::INFINITY));
    let mut places: Vec<Range<usize>> = lists.iter().map(|list| 0..list.len()).collect();
    // One guess is a little above where it should be and the next a little
    // below, by the longest list; now and then halving takes care that this ends.
    for turn in 0.. {
        let total: usize = places.iter().map(Range::len).sum();
        let longest = lists.iter().zip(&places).max_by_key(|(_, place)| place.len());
        let Some((list, place)) = longest.filter(|_| low < high && total > FEW) else { break };
        let before: usize = places.iter().map(|place| place.start).sum();
        let share = n.saturating_sub(before) as f64 / total as f64;
        let aside = if turn % 2 == 0 { ASIDE } else { -ASIDE };
        let guess = ((share + aside).clamp(0.0, 1.0) * (place.len() - 1) as f64) as usize;
        let middle = match turn % 4 {
            3 => low + (high - low) / 2,
            _ => key(list.values.get(place.start + guess)).clamp(low, high - 1),
        };
        let guess = value_of(middle);
        let groups: Vec<Range<usize>> = lists.iter().map(|list| list.around(guess)).collect();
        // Where its groups lie mostly tells on which side of the guess it is,
        // without a look at their values.
        let (least, most) =
            groups.iter().fold((0, 0), |(least, most), group| (least + group.start, most + group.end));
        let up_to = || lists.iter().map(|list| list.up_to(guess).1).sum::<usize>();
        let down = least > n || (most > n && up_to() > n);
        (low, high) = if down { (low, middle) } else { (middle + 1, high) };
        for (place, group) in places.iter_mut().zip(groups) {
            let within = |at: usize| at.clamp(place.start, place.end);
            *place = match down {
                true => place.start..within(group.end),
                false => within(group.start)..place.end,
            };
        }
    }
    if low == high {
        return (value_of(low), None);
    }
    let left = n.saturating_sub(places.iter().map(|place| place.start).sum());
    let mut candidates: Vec<u32> = Vec::new();
    for (list, place) in lists.iter().zip(places) {
        list.values.read(place, |values| candidates.extend(values.iter().map(|value| key(*value))));
    }
    if left >= candidates.len() {
        return (f32::NAN, None);
    }
    let (_, found, rest) = candidates.select_nth_unstable(left);
    // All up to the highest number are candidates; there may be others above it.
    let next = rest.iter().copied().min().filter(|next| *next <= high);
    (value_of(*found), next.map(value_of))
}

/// The rank of each value, from 0; no value is NaN. Equal values share the middle
/// of theirs, and so do the two or three of a group, which moves a correlation
/// by less than a ten-thousandth. `None` where a group has many.
pub(super) fn ranks(values: &[f32], spare: &mut Spare) -> Option<Vec<f64>> {
    const PER_GROUP: usize = 2;
    const MANY: u32 = 32;
    let scale = Scale::new(values, PER_GROUP);
    let counts = &spare.count(values, scale)[..=scale.last as usize];
    let mut middles = [0.0; MOST];
    let mut sum = 0;
    for (middle, count) in middles.iter_mut().zip(counts) {
        *middle = f64::from(2 * sum + *count) / 2.0 - 0.5;
        sum += count;
    }
    let are_few = counts.iter().all(|count| *count <= MANY);
    are_few.then(|| spare.groups.iter().map(|group| middles[usize::from(*group) % MOST]).collect())
}

/// The lowest and the highest of some values, in strands: one alone waits for
/// each comparison.
fn ends(values: &[f32]) -> (f32, f32) {
    let (mut low, mut high) = ([f32::INFINITY; 8], [f32::NEG_INFINITY; 8]);
    let (eights, rest) = values.as_chunks::<8>();
    let mut take = |strand: usize, value: f32| {
        low[strand] = if value < low[strand] { value } else { low[strand] };
        high[strand] = if value > high[strand] { value } else { high[strand] };
    };
    for eight in eights {
        for (strand, value) in eight.iter().enumerate() {
            take(strand, *value);
        }
    }
    for value in rest {
        take(0, *value);
    }
    (low.into_iter().fold(f32::INFINITY, f32::min), high.into_iter().fold(f32::NEG_INFINITY, f32::max))
}

/// A number whose order is that of the value.
fn key(value: f32) -> u32 {
    // Minus zero equals zero.
    let bits = (value + 0.0).to_bits();
    if bits >> 31 == 1 { !bits } else { bits | 1 << 31 }
}

/// The value of a key.
fn value_of(key: u32) -> f32 {
    f32::from_bits(if key >> 31 == 1 { key & !(1 << 31) } else { !key })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Values of every manner: evenly, all alike, far apart, beyond all bounds.
    fn manners() -> Vec<Vec<f32>> {
        let number = |i: u32| ((i * 7919) % 5003) as f32 * 0.37 - 900.0;
        let even: Vec<f32> = (0..5000).map(number).collect();
        let mut ends = even.clone();
        ends.extend([-0.0, 0.0, f32::MAX, f32::MIN, f32::MIN_POSITIVE]);
        let mut beyond = ends.clone();
        beyond.extend([f32::INFINITY, f32::NEG_INFINITY]);
        let far = (0..3000).map(|i| number(i).exp().min(f32::MAX)).collect();
        vec![even, ends, beyond, far, vec![7.5; 3000], vec![-0.0, 0.0], vec![3.0], Vec::new()]
    }

    #[test]
    fn every_place_of_several_lists_is_found_with_the_one_after_it() {
        for values in manners() {
            let grouped = |values: &[f32]| Grouped::new(values.to_vec(), &mut Spare::default());
            let (some, others) = values.split_at(values.len() / 3);
            let lists = [grouped(some), grouped(others), grouped(&[])];
            let mut all = values;
            all.sort_by(f32::total_cmp);
            for place in (0..all.len()).step_by(7).chain(all.len().checked_sub(1)) {
                let (value, after) = (f64::from(all[place]), f64::from(all[(place + 1).min(all.len() - 1)]));
                assert_eq!(nth(&lists.each_ref(), place), (value, after), "{place}");
                assert_eq!(nth(&[&grouped(&all)], place), (value, after), "{place}");
                let count: usize = lists.iter().map(|list| list.count_up_to(value)).sum();
                assert_eq!(count, all.partition_point(|other| f64::from(*other) <= value));
                // Nothing is below what is below everything.
                if value.is_finite() {
                    let below = value.next_down();
                    let count: usize = lists.iter().map(|list| list.count_up_to(below)).sum();
                    assert_eq!(count, all.partition_point(|other| f64::from(*other) < value));
                }
            }
        }
    }

    /// Values that know how many of them were looked at.
    struct Watched(Vec<f32>, Cell<usize>);

    impl Keeper for Watched {
        fn count(&self) -> usize {
            self.0.len()
        }

        fn get(&self, place: usize) -> f32 {
            self.1.set(self.1.get() + 1);
            self.0.get(place)
        }

        fn read<T>(&self, places: Range<usize>, reader: impl FnOnce(&[f32]) -> T) -> T {
            self.1.set(self.1.get() + places.len());
            self.0.read(places, reader)
        }
    }

    #[test]
    fn a_place_is_found_by_a_look_at_few_of_the_values() {
        let values: Vec<f32> = (0..60_000_u32).map(|i| ((i * 7919) % 60_013) as f32).collect();
        let Grouped { values, scale, ends } = Grouped::new(values, &mut Spare::default());
        let watched = Watched(values.clone(), Cell::new(0));
        let list = Grouped::from_parts(watched, scale.origin, scale.per_one, ends.clone()).unwrap();
        let plain = Grouped::from_parts(values, scale.origin, scale.per_one, ends).unwrap();
        for place in [0, 3_000, 30_000, 57_000, 59_999] {
            list.values.1.set(0);
            assert_eq!(nth(&[&list], place), nth(&[&plain], place));
            assert!(list.values.1.get() < 3_000, "{} were looked at", list.values.1.get());
        }
    }

    #[test]
    fn equal_values_share_a_rank_and_crowded_ones_are_left_to_sorting() {
        let spare = &mut Spare::default();
        assert_eq!(ranks(&[3.0, 0.0, 3.0, 1.5, -0.0, 0.0], spare), Some(vec![4.5, 1.0, 4.5, 3.0, 1.0, 1.0]));
        assert_eq!(ranks(&[1.0; 33], spare), None);
    }
}
