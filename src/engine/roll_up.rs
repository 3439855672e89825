//! How a line's cells make one: over time, and over the members of lists.

use super::id::LineId;

/// A line's rule for coarser periods, for all members of a list, and for its
/// total, which is both at once.
#[derive(Clone, Debug, PartialEq)]
pub struct RollUp {
    /// How periods make a longer one.
    pub time: TimeRule,
    /// How the members of a list make one.
    pub members: MemberRule,
}

/// How periods make a longer one.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeRule {
    /// Not at all: the result would mean nothing.
    None,
    /// The amounts add up: values × the length of their period. For flows alone,
    /// whose unit says per which time.
    Sum,
    /// The first period's value.
    First,
    /// The last period's value, as of a stock.
    Last,
    /// The average of the values.
    Mean,
    /// The smallest value.
    Min,
    /// The largest value.
    Max,
    /// One line rolled up, divided by another rolled up.
    Ratio(LineId, LineId),
}

/// How the members of a list make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberRule {
    /// The values add up, as GPUs do.
    Extensive,
    /// They don't, as prices; a ratio over time is one over members too.
    Intensive,
}

impl RollUp {
    /// No roll-up over time or members.
    pub const NONE: Self = Self { time: TimeRule::None, members: MemberRule::Intensive };
    /// A flow: its amounts add up over time and over members.
    pub const SUM: Self = Self { time: TimeRule::Sum, members: MemberRule::Extensive };
    /// A stock: the last in time, added up over members.
    pub const STOCK: Self = Self { time: TimeRule::Last, members: MemberRule::Extensive };

    /// One line divided by another, over time and members alike.
    pub fn ratio(numerator: impl Into<LineId>, denominator: impl Into<LineId>) -> Self {
        Self { time: TimeRule::Ratio(numerator.into(), denominator.into()), members: MemberRule::Intensive }
    }
}
