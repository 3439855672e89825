//! Axes: the dimensions along which lines have cells, and the timeline.

use super::id::{AxisId, MemberKey};
use std::fmt;

/// A named dimension along which lines have cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What formulas and references call it, such as `year`.
    pub id: AxisId,
    /// What people call it.
    pub label: String,
    /// Its members in order.
    pub members: Vec<Member>,
    /// How long its members are, where they are periods of the timeline. All
    /// axes with a grain are views of one timeline and move together.
    pub grain: Option<Grain>,
}

/// One position of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The stable key in references.
    pub key: MemberKey,
    /// What people call it.
    pub label: String,
}

impl Axis {
    /// A list: an axis whose members are no periods.
    pub fn list(id: &str, label: &str, members: Vec<Member>) -> Self {
        Self { id: id.into(), label: label.to_owned(), members, grain: None }
    }

    /// A time axis of `count` periods with the grain's own id, ordinal keys and
    /// plain labels: `year` with `y1`, “Year 1” and so on.
    ///
    /// ```
    /// use megahour::engine::axis::{Axis, Grain};
    /// let months = Axis::time(Grain::Month, 24);
    /// assert_eq!((months.id.as_str(), months.members[12].key.as_str()), ("month", "m13"));
    /// assert_eq!(months.members[12].label, "Month 13");
    /// ```
    pub fn time(grain: Grain, count: usize) -> Self {
        let label = grain.label();
        let member =
            |index| Member { key: Period { grain, index }.key(), label: format!("{label} {}", index + 1) };
        let members = (0..count).map(member).collect();
        Self { id: grain.axis().into(), label: label.to_owned(), members, grain: Some(grain) }
    }

    /// The position of a member, counted from 0.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.members.iter().position(|member| member.key == *key)
    }
}

/// How long a period is; the shorter is the finer and the smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// A twelfth of a year.
    Month,
    /// Three months.
    Quarter,
    /// Twelve months from the timeline's first.
    Year,
}

impl Grain {
    /// Every grain, the finest first.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    /// How many months a period has.
    pub fn months(self) -> usize {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// How many periods make a year.
    pub fn per_year(self) -> usize {
        12 / self.months()
    }

    /// How many finer periods make one of these; 0 where `finer` is coarser.
    pub fn count_of(self, finer: Self) -> usize {
        self.months() / finer.months()
    }

    /// The id of its axis.
    pub fn axis(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The unit of time of one period.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "yr",
        }
    }

    /// What people call its periods.
    pub fn label(self) -> &'static str {
        match self {
            Self::Month => "Month",
            Self::Quarter => "Quarter",
            Self::Year => "Year",
        }
    }

    /// The letter before a period's number in keys.
    fn letter(self) -> char {
        match self {
            Self::Month => 'm',
            Self::Quarter => 'q',
            Self::Year => 'y',
        }
    }
}

/// A period of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// How long it is.
    pub grain: Grain,
    /// Its position among its like, counted from 0.
    pub index: usize,
}

impl Period {
    /// The period of a key such as `y3`, `q5` or `m13`.
    pub fn of(key: &str) -> Option<Self> {
        let grain = Grain::ALL.into_iter().find(|grain| key.starts_with(grain.letter()))?;
        let number = &key[1..];
        // Each period has one key: no sign and no leading zero.
        let plain = number.starts_with(|c: char| ('1'..='9').contains(&c))
            && number.bytes().all(|byte| byte.is_ascii_digit());
        let number: usize = number.parse().ok().filter(|_| plain)?;
        Some(Self { grain, index: number - 1 })
    }

    /// Its key in references.
    pub fn key(self) -> MemberKey {
        self.to_string().into()
    }

    /// The coarser period that it is part of, itself where the grain is its own;
    /// `None` where `grain` is finer.
    pub fn within(self, grain: Grain) -> Option<Self> {
        let parts = grain.count_of(self.grain);
        (parts > 0).then(|| Self { grain, index: self.index / parts })
    }
}

/// Prints `y3`, `q5` or `m13`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.grain.letter(), self.index + 1)
    }
}

/// For each cell of one axis, which cell of another it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisMap {
    /// The axis that is mapped.
    pub from: AxisId,
    /// The axis it is mapped to.
    pub to: AxisId,
    /// For each member of `from`, a position on `to`, counted from 0.
    pub positions: Vec<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_has_one_key_which_is_read_back() {
        for (key, grain, index) in
            [("y3", Grain::Year, 2), ("q5", Grain::Quarter, 4), ("m13", Grain::Month, 12)]
        {
            assert_eq!(Period::of(key), Some(Period { grain, index }));
            assert_eq!(Period { grain, index }.to_string(), key);
        }
        for none in ["", "y", "y0", "y01", "y+1", "w1", "y1x", "p2", "y99999999999999999999999", "ÿ1"] {
            assert_eq!(Period::of(none), None, "{none}");
        }
    }

    #[test]
    fn a_month_is_within_its_quarter_and_year_and_a_year_in_no_month() {
        let month = Period { grain: Grain::Month, index: 13 };
        let within = |grain| month.within(grain).map(|period| period.index);
        assert_eq!(Grain::ALL.map(within), [Some(13), Some(4), Some(1)]);
        assert_eq!(Period { grain: Grain::Year, index: 1 }.within(Grain::Month), None);
    }
}
