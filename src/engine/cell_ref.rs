//! References to numbers: one cell of a line, or its cells taken together.

use super::id::{LineId, MemberKey};
use std::fmt;
use std::str::FromStr;

/// A reference to a number, which outlives changes of order and length. Edits,
/// undo, notes, links and explanations speak references, never positions.
///
/// ```
/// use megahour::engine::cell_ref::{At, CellRef};
/// let year: CellRef = "gross_profit@y3".parse()?;
/// assert_eq!((year.line.as_str(), year.at == At::Total), ("gross_profit", false));
/// let total = CellRef::total("gross_profit");
/// assert_eq!(total.to_string(), "gross_profit@all");
/// assert_eq!("book@all.y2".parse::<CellRef>()?.to_string(), "book@all.y2");
/// # Ok::<(), megahour::engine::cell_ref::NoCellRef>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellRef {
    /// The line's id.
    pub line: LineId,
    /// Where in the line.
    pub at: At,
}

/// Where in a line a number is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum At {
    /// One coordinate for each of the line's axes, in the line's own order; none
    /// for a line without axes.
    Cell(Vec<Coordinate>),
    /// All cells taken together.
    Total,
}

/// Where along one axis.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Coordinate {
    /// A member; along time a period of the line's grain or of a coarser one.
    Key(MemberKey),
    /// All members taken together.
    All,
}

/// What stands for all members in a reference's text; no member has this key.
pub(super) const ALL: &str = "all";

impl CellRef {
    /// The only cell of a line without axes.
    pub fn scalar(line: impl Into<LineId>) -> Self {
        Self { line: line.into(), at: At::Cell(Vec::new()) }
    }

    /// A line's total.
    pub fn total(line: impl Into<LineId>) -> Self {
        Self { line: line.into(), at: At::Total }
    }

    /// The cell at a key on each of the line's axes.
    pub fn cell<K: Into<MemberKey>>(line: impl Into<LineId>, keys: impl IntoIterator<Item = K>) -> Self {
        let keys = keys.into_iter().map(|key| Coordinate::Key(key.into()));
        Self { line: line.into(), at: At::of(keys.collect()) }
    }

    /// The keys that are named, in the order of the line's axes.
    pub fn keys(&self) -> impl Iterator<Item = &MemberKey> {
        self.at.coordinates().iter().filter_map(|coordinate| match coordinate {
            Coordinate::Key(key) => Some(key),
            Coordinate::All => None,
        })
    }
}

impl At {
    /// Some coordinates; where each of several is *all*, that is the total.
    pub fn of(coordinates: Vec<Coordinate>) -> Self {
        match coordinates.is_empty() || coordinates.iter().any(|at| *at != Coordinate::All) {
            true => Self::Cell(coordinates),
            false => Self::Total,
        }
    }

    /// The coordinates that are told apart; none for a total.
    pub fn coordinates(&self) -> &[Coordinate] {
        match self {
            Self::Cell(coordinates) => coordinates,
            Self::Total => &[],
        }
    }
}

/// Prints `cltv@y4`, `book@p2.m7`, `book@all.y2`, `book@all`, or the bare id of
/// a line without axes.
impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line)?;
        match &self.at {
            At::Total => write!(f, "@{ALL}"),
            At::Cell(coordinates) => {
                for (position, coordinate) in coordinates.iter().enumerate() {
                    f.write_str(if position == 0 { "@" } else { "." })?;
                    f.write_str(match coordinate {
                        Coordinate::Key(key) => key,
                        Coordinate::All => ALL,
                    })?;
                }
                Ok(())
            }
        }
    }
}

/// Why a text is no reference: an id or a key is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCellRef;

impl fmt::Display for NoCellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a reference is a line's id, with @ and its keys where it has several cells")
    }
}

impl std::error::Error for NoCellRef {}

impl FromStr for CellRef {
    type Err = NoCellRef;

    fn from_str(text: &str) -> Result<Self, NoCellRef> {
        let (line, at) = match text.split_once('@') {
            Some((line, at)) => (line, Some(at)),
            None => (text, None),
        };
        let coordinate = |key: &str| match key {
            "" => Err(NoCellRef),
            ALL => Ok(Coordinate::All),
            _ => Ok(Coordinate::Key(key.into())),
        };
        let coordinates = at.map(|at| at.split('.').map(coordinate).collect::<Result<_, _>>());
        match line {
            "" => Err(NoCellRef),
            _ => Ok(Self { line: line.into(), at: At::of(coordinates.transpose()?.unwrap_or_default()) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_back_from_its_text() {
        let all = |keys: &[&str]| {
            let of = |key: &&str| if *key == ALL { Coordinate::All } else { Coordinate::Key((*key).into()) };
            CellRef { line: "fleet.book".into(), at: At::of(keys.iter().map(of).collect()) }
        };
        for (reference, text) in [
            (CellRef::scalar("fleet.book"), "fleet.book"),
            (all(&["p2", "m7"]), "fleet.book@p2.m7"),
            (all(&["all", "y2"]), "fleet.book@all.y2"),
            (all(&["p2", "all"]), "fleet.book@p2.all"),
            (all(&["all", "all"]), "fleet.book@all"),
        ] {
            assert_eq!(reference.to_string(), text);
            assert_eq!(text.parse(), Ok(reference));
        }
    }

    #[test]
    fn a_text_without_id_or_key_is_no_reference() {
        for text in ["", "@", "@y1", "x@", "x@.y1", "x@y1."] {
            assert_eq!(text.parse::<CellRef>(), Err(NoCellRef), "{text}");
        }
    }
}
