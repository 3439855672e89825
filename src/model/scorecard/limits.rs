//! What a scorecard may hold, and why a change is refused.

use super::{Criterion, Scorecard};
use crate::model::readable;
use std::fmt;

/// The lowest score.
pub const MIN_SCORE: u8 = 1;
/// The highest score.
pub const MAX_SCORE: u8 = 5;
/// The largest weight: 1000%, for those who give points in place of shares.
pub const MAX_WEIGHT: f64 = 10.0;
/// How many criteria a scorecard has at most; it may have none.
pub const MAX_CRITERIA: usize = 50;
/// How many questions a criterion has at most.
pub const MAX_QUESTIONS: usize = 20;
/// The longest name, in characters.
pub const MAX_NAME: usize = 100;
/// The longest text, in characters.
pub const MAX_TEXT: usize = 10_000;
/// How many characters all texts together hold at most, names left aside. It
/// keeps every scorecard within the size of a document that is still read.
pub const MAX_CHARACTERS: usize = 40_000;

/// Why a change is not made. The scorecard stays as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No criterion or question is there.
    NotThere,
    /// A name holds nothing that can be seen.
    NoName,
    /// Another criterion has that name.
    NameTaken(String),
    /// The weight is no number from 0 to [`MAX_WEIGHT`].
    Weight,
    /// The score is not from [`MIN_SCORE`] to [`MAX_SCORE`].
    Score,
    /// A name is too long by so many characters.
    LongName(usize),
    /// A text is too long by so many characters.
    TooLong(usize),
    /// All texts together are too long by so many characters.
    Full(usize),
    /// There are [`MAX_CRITERIA`] criteria.
    TooManyCriteria,
    /// There are [`MAX_QUESTIONS`] questions.
    TooManyQuestions,
    /// All weights are zero, or there are none.
    NothingToScale,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotThere => f.write_str("It is no longer there."),
            Self::NoName => f.write_str("A criterion needs a name; the old one stays in force."),
            Self::NameTaken(name) => {
                write!(f, "There is already a criterion called “{name}”; the old name stays in force.")
            }
            Self::Weight => write!(f, "Allowed: 0% to {}%", MAX_WEIGHT * 100.0),
            Self::Score => write!(f, "Allowed: {MIN_SCORE} to {MAX_SCORE}"),
            Self::LongName(by) => {
                write!(
                    f,
                    "Too long by {by}: a name holds {MAX_NAME} characters. The last one that fitted is kept."
                )
            }
            Self::TooLong(by) => {
                write!(
                    f,
                    "Too long by {by}: a text holds {} characters. The last state that fitted is kept.",
                    thousands(MAX_TEXT)
                )
            }
            Self::Full(by) => write!(
                f,
                "Too long by {by}: all texts of a scorecard hold {} characters together. The last state that fitted is kept.",
                thousands(MAX_CHARACTERS)
            ),
            Self::TooManyCriteria => write!(f, "A scorecard holds {MAX_CRITERIA} criteria."),
            Self::TooManyQuestions => write!(f, "A criterion holds {MAX_QUESTIONS} questions."),
            Self::NothingToScale => f.write_str("There is nothing to scale: every weight is zero."),
        }
    }
}

impl std::error::Error for Refusal {}

/// A round bound as people read it.
fn thousands(bound: usize) -> String {
    format!("{},{:03}", bound / 1000, bound % 1000)
}

/// Whether a number may be a weight.
pub fn is_weight(weight: f64) -> bool {
    (0.0..=MAX_WEIGHT).contains(&weight)
}

/// Whether a number may be a score.
pub fn is_score(score: u8) -> bool {
    (MIN_SCORE..=MAX_SCORE).contains(&score)
}

/// A name that can be shown, cut to [`MAX_NAME`]; empty where nothing is left.
pub fn readable_name(name: &str) -> String {
    readable::readable_name(name, MAX_NAME)
}

/// Whether two names are the same to a reader: letters count alike in capitals
/// and small, as far as ASCII has them. The tables for all others are 24 kB.
pub fn same_name(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

impl Criterion {
    /// Checks all that can be seen of a criterion alone.
    ///
    /// # Errors
    /// The first limit that it breaks.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.name.is_empty() || self.name != readable_name(&self.name) {
            return Err(Refusal::NoName);
        }
        if !is_weight(self.weight) {
            return Err(Refusal::Weight);
        }
        if !is_score(self.score) {
            return Err(Refusal::Score);
        }
        if self.questions.len() > MAX_QUESTIONS {
            return Err(Refusal::TooManyQuestions);
        }
        let own = [&self.evaluation, &self.notes, &self.reason];
        let asked = self.questions.iter().flat_map(|question| [&question.text, &question.note]);
        let longest = own.into_iter().chain(asked).map(|text| text.chars().count()).max().unwrap_or(0);
        match longest.checked_sub(MAX_TEXT) {
            None | Some(0) => Ok(()),
            Some(by) => Err(Refusal::TooLong(by)),
        }
    }
}

impl Scorecard {
    /// Checks that a scorecard holds only what is allowed.
    ///
    /// # Errors
    /// The first limit that it breaks.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.criteria.len() > MAX_CRITERIA {
            return Err(Refusal::TooManyCriteria);
        }
        for (position, criterion) in self.criteria.iter().enumerate() {
            criterion.check()?;
            let before = &self.criteria[..position];
            if before.iter().any(|other| other.id == criterion.id || same_name(&other.name, &criterion.name))
            {
                return Err(Refusal::NameTaken(criterion.name.clone()));
            }
        }
        let characters: usize = self.criteria.iter().map(Criterion::characters).sum();
        match characters.checked_sub(MAX_CHARACTERS) {
            None | Some(0) => Ok(()),
            Some(by) => Err(Refusal::Full(by)),
        }
    }
}
