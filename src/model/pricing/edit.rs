//! Changes to segments and tiers. Each gives a new scenario and leaves the old
//! as it was; what would break a limit is refused with the reason.

use super::demand::{self, Field};
use super::repair::{MAX_NAME, MAX_SEGMENTS, MAX_TIERS};
use super::{Pricing, Segment, Tier, subscription};
use crate::engine::maps::sorted;
use crate::model::readable::readable_name;
use std::fmt;

/// Why a change is not made. The scenario stays as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The row is gone.
    NotThere,
    /// A name holds nothing that can be seen.
    NoName,
    /// A name is too long by so many characters.
    TooLong(usize),
    /// There are as many rows as there can be: how many, of what.
    Full(usize, &'static str),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotThere => f.write_str("It is no longer there."),
            Self::NoName => f.write_str("A name is needed; the old one stays in force."),
            Self::TooLong(by) => {
                write!(f, "Too long by {by}: a name holds {MAX_NAME} characters. The old one stays in force.")
            }
            Self::Full(most, what) => write!(f, "There can be {most} {what}s."),
        }
    }
}

impl std::error::Error for Refusal {}

/// Where a row moves in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// One place towards the beginning.
    Up,
    /// One place towards the end.
    Down,
}

/// What scaling may leave between two ratios, as a share.
const SCALED: f64 = 1e-9;

/// A row of one of the lists that a person keeps: a segment or a tier.
pub trait Row: Clone + PartialEq + Send + Sync + 'static {
    /// What one of them is called.
    const WORD: &'static str;
    /// How many there can be.
    const MOST: usize;
    /// All of them.
    fn rows(pricing: &Pricing) -> &Vec<Self>;
    /// All of them, to change.
    fn rows_mut(pricing: &mut Pricing) -> &mut Vec<Self>;
    /// The stable key.
    fn key(&self) -> &str;
    /// What people call it.
    fn name(&self) -> &str;
    /// The place of the name.
    fn name_mut(&mut self) -> &mut String;
    /// A further one with a key of its own, like the last.
    fn next(pricing: &Pricing) -> Self;
    /// Its numbers.
    fn fields() -> [Field<Self>; 4];
    /// Whether a number is still the one of a row of the sample.
    fn has_the_samples(&self, sample: &Self, field: &Field<Self>) -> bool {
        (field.of)(self) == (field.of)(sample)
    }
}

impl Row for Segment {
    /// What was only scaled to other hours is nobody's own figure yet.
    fn has_the_samples(&self, sample: &Self, field: &Field<Self>) -> bool {
        let (own, other) = ((field.of)(self), (field.of)(sample));
        let (own_share, other_share) = (own / self.hours, other / sample.hours);
        own == other || (own_share / other_share - 1.0).abs() < SCALED
    }

    const WORD: &'static str = "segment";
    const MOST: usize = MAX_SEGMENTS;

    fn rows(pricing: &Pricing) -> &Vec<Self> {
        &pricing.segments
    }

    fn rows_mut(pricing: &mut Pricing) -> &mut Vec<Self> {
        &mut pricing.segments
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn name_mut(&mut self) -> &mut String {
        &mut self.name
    }

    /// It has no customers yet, so that adding one changes no figure.
    fn next(pricing: &Pricing) -> Self {
        let blank = Self {
            key: String::new(),
            name: String::new(),
            customers: 0.0,
            hours: 1_000.0,
            stored: 0.0,
            calls: 0.0,
            mix: sorted([("usage".to_owned(), 1.0)]),
        };
        let like = pricing.segments.last().cloned().unwrap_or(blank);
        Self { key: pricing.free_segment_key(), name: free_name(pricing, "Segment"), customers: 0.0, ..like }
    }

    fn fields() -> [Field<Self>; 4] {
        demand::fields()
    }
}

impl Row for Tier {
    const WORD: &'static str = "tier";
    const MOST: usize = MAX_TIERS;

    fn rows(pricing: &Pricing) -> &Vec<Self> {
        &pricing.tiers
    }

    fn rows_mut(pricing: &mut Pricing) -> &mut Vec<Self> {
        &mut pricing.tiers
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn name_mut(&mut self) -> &mut String {
        &mut self.name
    }

    /// It is the last one under another name, so that adding one changes no bill.
    fn next(pricing: &Pricing) -> Self {
        let blank = Self {
            key: String::new(),
            name: String::new(),
            fee: 500.0,
            hours: 250.0,
            stored: 500.0,
            overage: 2.0,
        };
        let like = pricing.tiers.last().cloned().unwrap_or(blank);
        Self { key: pricing.free_tier_key(), name: free_name(pricing, "Tier"), ..like }
    }

    fn fields() -> [Field<Self>; 4] {
        subscription::fields()
    }
}

/// The first of `Tier 1`, `Tier 2` and so on that no row is called.
fn free_name(pricing: &Pricing, word: &str) -> String {
    let segments = pricing.segments.iter().map(|segment| segment.name.as_str());
    let taken: Vec<&str> = segments.chain(pricing.tiers.iter().map(|tier| tier.name.as_str())).collect();
    // Of one more name than are taken, one is free.
    let names = (1..=taken.len() + 1).map(|number| format!("{word} {number}"));
    names.into_iter().find(|name| !taken.contains(&name.as_str())).unwrap_or_else(|| word.to_owned())
}

impl Pricing {
    /// A row by its key.
    pub fn row<T: Row>(&self, key: &str) -> Option<&T> {
        T::rows(self).iter().find(|row| row.key() == key)
    }

    /// The same with one more row at the end.
    ///
    /// # Errors
    /// Where there are as many as there can be.
    pub fn with_row<T: Row>(&self) -> Result<Self, Refusal> {
        if T::rows(self).len() >= T::MOST {
            return Err(Refusal::Full(T::MOST, T::WORD));
        }
        let mut next = self.clone();
        T::rows_mut(&mut next).push(T::next(self));
        Ok(next)
    }

    /// The same without a row.
    ///
    /// # Errors
    /// Where it is gone.
    pub fn without_row<T: Row>(&self, key: &str) -> Result<Self, Refusal> {
        let mut next = self.clone();
        let position = position::<T>(self, key)?;
        T::rows_mut(&mut next).remove(position);
        Ok(next)
    }

    /// The same with a row one place further; at the end of its list it stays.
    ///
    /// # Errors
    /// Where it is gone.
    pub fn with_row_moved<T: Row>(&self, key: &str, direction: Direction) -> Result<Self, Refusal> {
        let mut next = self.clone();
        let position = position::<T>(self, key)?;
        let other = match direction {
            Direction::Up => position.checked_sub(1),
            Direction::Down => Some(position + 1).filter(|other| *other < T::rows(self).len()),
        };
        if let Some(other) = other {
            T::rows_mut(&mut next).swap(position, other);
        }
        Ok(next)
    }

    /// The same with a row under another name. Two may have the same, which the
    /// remarks tell.
    ///
    /// # Errors
    /// Where nothing of the name can be seen, it is too long, or the row is gone.
    pub fn with_name<T: Row>(&self, key: &str, name: &str) -> Result<Self, Refusal> {
        let visible = readable_name(name, usize::MAX);
        let over = visible.chars().count().saturating_sub(MAX_NAME);
        if visible.is_empty() {
            return Err(Refusal::NoName);
        } else if over > 0 {
            return Err(Refusal::TooLong(over));
        }
        self.with_changed::<T>(key, |row| visible.clone_into(row.name_mut()))
    }

    /// The same with one of a row's numbers changed, which its range allows.
    ///
    /// # Errors
    /// Where the row is gone.
    pub fn with_number<T: Row>(&self, key: &str, field: &Field<T>, value: f64) -> Result<Self, Refusal> {
        self.with_changed::<T>(key, |row| *(field.of_mut)(row) = value)
    }

    /// The same with another share of a segment on a plan.
    ///
    /// # Errors
    /// Where the segment is gone.
    pub fn with_share(&self, key: &str, plan: &str, share: f64) -> Result<Self, Refusal> {
        self.with_changed::<Segment>(key, |segment| {
            segment.mix.insert(plan.to_owned(), share);
        })
    }

    /// The same with all of a segment on one plan.
    ///
    /// # Errors
    /// Where the segment is gone.
    pub fn with_all_on(&self, key: &str, plan: &str) -> Result<Self, Refusal> {
        self.with_changed::<Segment>(key, |segment| {
            segment.mix = sorted([(plan.to_owned(), 1.0)]);
        })
    }

    /// The same with another value of a term, which its range allows.
    #[must_use]
    pub fn with_term(&self, term: &str, value: f64) -> Self {
        let mut next = self.clone();
        next.terms.insert(term.to_owned(), value);
        next
    }

    fn with_changed<T: Row>(&self, key: &str, change: impl FnOnce(&mut T)) -> Result<Self, Refusal> {
        let mut next = self.clone();
        let position = position::<T>(self, key)?;
        if let Some(row) = T::rows_mut(&mut next).get_mut(position) {
            change(row);
        }
        Ok(next)
    }
}

fn position<T: Row>(pricing: &Pricing, key: &str) -> Result<usize, Refusal> {
    T::rows(pricing).iter().position(|row| row.key() == key).ok_or(Refusal::NotThere)
}
