//! Why a list of lines is no model: the line, the place in its formula's tree,
//! and what is wrong there.

use super::id::{AxisId, LineId, MemberKey};
use super::unit::Dimension;
use std::fmt;

/// What is wrong at a place of a model.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Two lines, axes or maps have the same id, or a line has an axis twice.
    Duplicate,
    /// There is no line of this id.
    UnknownLine(LineId),
    /// There is no axis, or map between axes, of this name.
    UnknownAxis(String),
    /// The axis has no member with this key.
    UnknownMember(AxisId, MemberKey),
    /// A member's key that means something else in references.
    ReservedKey(MemberKey),
    /// A time axis whose length or keys do not fit the timeline's others.
    Timeline,
    /// The formula has cells along an axis that its line lacks.
    ExtraAxis(AxisId),
    /// The value has no cells along the axis that it is taken over.
    MissingAxis(AxisId),
    /// The length of a period where there are no periods.
    NoPeriod,
    /// Two values whose dimensions should be equal are not.
    UnitMismatch {
        /// What is expected.
        expected: Dimension,
        /// What the formula yields.
        found: Dimension,
    },
    /// A sum over time of what is no flow.
    SumOverTime(Dimension),
    /// A line that is read at longer periods or over all members, without a rule
    /// for it.
    NoRollUp(LineId),
    /// More than a line's name where all its members are taken together.
    NoLine,
    /// A look-up of a line that itself depends on the line that looks it up.
    LookupOfDependent(LineId),
    /// A window that ends before it begins.
    Window,
    /// An exponent that is no pure number, or not whole on a base with a unit.
    Exponent,
    /// A function's argument is not what it takes.
    Argument(&'static str),
    /// A driver has another number of defaults than cells.
    DefaultCount {
        /// How many cells.
        expected: usize,
        /// How many defaults.
        found: usize,
    },
    /// A default value that the driver's own range does not allow.
    DefaultOutOfRange(f64),
    /// A cell depends on itself; the references on the way.
    Cycle(Vec<String>),
    /// The model is larger, or nested deeper, than is evaluated.
    TooLarge,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Duplicate => f.write_str("the id is taken: give each line and axis its own"),
            Self::UnknownLine(id) => write!(f, "there is no line “{id}”"),
            Self::UnknownAxis(id) => write!(f, "there is no axis or axis map “{id}”"),
            Self::UnknownMember(axis, key) => write!(f, "“{axis}” has no member “{key}”"),
            Self::ReservedKey(key) => {
                write!(f, "“{key}” is no key: references use it for more than one cell")
            }
            Self::Timeline => {
                f.write_str("the periods do not fit the timeline: 12 months or 4 quarters are a year")
            }
            Self::ExtraAxis(id) => write!(f, "the formula varies along “{id}”, the line does not"),
            Self::MissingAxis(id) => write!(f, "the value does not vary along “{id}”"),
            Self::NoPeriod => f.write_str("there is no period: the line does not vary along time"),
            Self::UnitMismatch { expected, found } => {
                write!(f, "the unit should be {expected}, but is {found}")
            }
            Self::SumOverTime(found) => {
                write!(f, "only flows add up over time, such as $/yr, but the unit is {found}")
            }
            Self::NoRollUp(line) => {
                write!(f, "“{line}” does not say how its values make one of longer periods or all members")
            }
            Self::NoLine => f.write_str("over all members one line is read, not a calculation"),
            Self::LookupOfDependent(line) => {
                write!(f, "“{line}” depends on this line, so it cannot be looked up here")
            }
            Self::Window => f.write_str("the window ends before it begins"),
            Self::Exponent => {
                f.write_str("an exponent is a pure number, and whole where the base has a unit")
            }
            Self::Argument(expected) => write!(f, "the function takes {expected}"),
            Self::DefaultCount { expected, found } => {
                write!(f, "{expected} cells need as many defaults, not {found}")
            }
            Self::DefaultOutOfRange(value) => write!(f, "the default {value} is outside the allowed range"),
            Self::Cycle(path) => write!(f, "the cell depends on itself: {}", path.join(" → ")),
            Self::TooLarge => f.write_str("the model is larger or nested deeper than can be evaluated"),
        }
    }
}

/// A fault with the line and the part of its formula that have it.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelError {
    /// The line's id; of an axis where that is at fault.
    pub line: LineId,
    /// Where in the formula's tree: for each step the position among
    /// [`Expr::parts`](super::expr::Expr::parts). Empty for the whole formula,
    /// and where the line itself is at fault.
    pub path: Vec<u16>,
    /// That part as people read it; empty for the line itself.
    pub place: String,
    /// What is wrong there.
    pub fault: Fault,
}

impl ModelError {
    /// A fault of a line itself.
    pub fn of_line(line: impl Into<LineId>, fault: Fault) -> Self {
        Self { line: line.into(), path: Vec::new(), place: String::new(), fault }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => write!(f, "{}: {}", self.line, self.fault),
            place => write!(f, "{}, at “{place}”: {}", self.line, self.fault),
        }
    }
}

impl std::error::Error for ModelError {}

/// Everything that keeps a list of lines from being a model, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelErrors(pub Vec<ModelError>);

impl std::ops::Deref for ModelErrors {
    type Target = [ModelError];

    fn deref(&self) -> &[ModelError] {
        &self.0
    }
}

/// Prints one error a line.
impl fmt::Display for ModelErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, error) in self.iter().enumerate() {
            write!(f, "{}{error}", if position > 0 { "\n" } else { "" })?;
        }
        Ok(())
    }
}

impl std::error::Error for ModelErrors {}
