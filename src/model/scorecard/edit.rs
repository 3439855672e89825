//! Changes to a scorecard. Each gives a new one and leaves the old as it was;
//! what would break a limit is refused with the reason.

use super::limits::{MAX_CRITERIA, MAX_NAME, Refusal, readable_name, same_name};
use super::{Criterion, Question, Scorecard};
use crate::model::readable::readable_text;

/// A text of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// Why it has this score.
    Evaluation,
    /// What else there is to say.
    Notes,
    /// Why the own score differs from the suggested one.
    Reason,
    /// The question at this position, counted from 0.
    Question(usize),
    /// What was found about that question.
    Finding(usize),
}

/// Where a criterion moves in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// One place towards the beginning.
    Up,
    /// One place towards the end.
    Down,
}

impl Criterion {
    /// One of its texts; empty for a question that is not there.
    pub fn text(&self, which: Text) -> &str {
        match which {
            Text::Evaluation => &self.evaluation,
            Text::Notes => &self.notes,
            Text::Reason => &self.reason,
            Text::Question(at) => self.questions.get(at).map_or("", |question| &question.text),
            Text::Finding(at) => self.questions.get(at).map_or("", |question| &question.note),
        }
    }
}

impl Scorecard {
    /// The same with a criterion under another name.
    ///
    /// # Errors
    /// Where nothing of the name can be seen, it is too long, or another criterion
    /// has it.
    pub fn with_name(&self, id: &str, name: &str) -> Result<Self, Refusal> {
        self.changed(id, |criterion| {
            if let Some(by @ 1..) = name.trim().chars().count().checked_sub(MAX_NAME) {
                return Err(Refusal::LongName(by));
            }
            criterion.name = readable_name(name);
            Ok(())
        })
    }

    /// The same with another weight, as a share.
    ///
    /// # Errors
    /// Where the weight is negative, absurdly large or no number.
    pub fn with_weight(&self, id: &str, weight: f64) -> Result<Self, Refusal> {
        self.changed(id, |criterion| {
            criterion.weight = weight;
            Ok(())
        })
    }

    /// The same with another score.
    ///
    /// # Errors
    /// Where the score is not from 1 to 5.
    pub fn with_score(&self, id: &str, score: u8) -> Result<Self, Refusal> {
        self.changed(id, |criterion| {
            criterion.score = score;
            Ok(())
        })
    }

    /// The same with another text.
    ///
    /// # Errors
    /// Where it, or all texts together, would be too long.
    pub fn with_text(&self, id: &str, which: Text, text: &str) -> Result<Self, Refusal> {
        self.changed(id, |criterion| {
            let place = match which {
                Text::Evaluation => &mut criterion.evaluation,
                Text::Notes => &mut criterion.notes,
                Text::Reason => &mut criterion.reason,
                Text::Question(at) => &mut question(criterion, at)?.text,
                Text::Finding(at) => &mut question(criterion, at)?.note,
            };
            *place = readable_text(text);
            Ok(())
        })
    }

    /// The same with a question ticked off, or open again.
    ///
    /// # Errors
    /// Where there is no such question.
    pub fn with_tick(&self, id: &str, at: usize, done: bool) -> Result<Self, Refusal> {
        self.changed(id, |criterion| {
            question(criterion, at)?.done = done;
            Ok(())
        })
    }

    /// The same with an empty question at the end of a criterion's list.
    ///
    /// # Errors
    /// Where the list is full.
    pub fn with_question(&self, id: &str) -> Result<Self, Refusal> {
        self.changed(id, |criterion| {
            criterion.questions.push(Question::default());
            Ok(())
        })
    }

    /// The same without a question.
    ///
    /// # Errors
    /// Where there is no such question.
    pub fn without_question(&self, id: &str, at: usize) -> Result<Self, Refusal> {
        self.changed(id, |criterion| {
            question(criterion, at)?;
            criterion.questions.remove(at);
            Ok(())
        })
    }

    /// The same with a blank criterion at the end.
    ///
    /// # Errors
    /// Where the list is full.
    pub fn with_criterion(&self) -> Result<Self, Refusal> {
        let mut next = self.clone();
        let id = free(|number| format!("own_{number}"), |id| self.position(id).is_some());
        let taken = |name: &str| self.criteria.iter().any(|criterion| same_name(&criterion.name, name));
        let name = free(|number| format!("Criterion {number}"), taken);
        next.criteria.push(Criterion::blank(&id, &name));
        next.checked()
    }

    /// The same without a criterion.
    ///
    /// # Errors
    /// Where it is not there.
    pub fn without_criterion(&self, id: &str) -> Result<Self, Refusal> {
        let position = self.position(id).ok_or(Refusal::NotThere)?;
        let mut next = self.clone();
        next.criteria.remove(position);
        Ok(next)
    }

    /// The same with a criterion one place further; unchanged at the end.
    ///
    /// # Errors
    /// Where it is not there.
    pub fn moved(&self, id: &str, direction: Direction) -> Result<Self, Refusal> {
        let from = self.position(id).ok_or(Refusal::NotThere)?;
        let to = match direction {
            Direction::Up => from.checked_sub(1),
            Direction::Down => Some(from + 1).filter(|to| *to < self.criteria.len()),
        };
        let mut next = self.clone();
        if let Some(to) = to {
            next.criteria.swap(from, to);
        }
        Ok(next)
    }

    /// The same with weights that add up to 100%, in the same proportions.
    ///
    /// # Errors
    /// Where every weight is zero.
    pub fn scaled(&self) -> Result<Self, Refusal> {
        let weights = self.scaled_weights().map_err(|_| Refusal::NothingToScale)?;
        let mut next = self.clone();
        for (criterion, weight) in next.criteria.iter_mut().zip(weights) {
            criterion.weight = weight;
        }
        next.checked()
    }

    fn changed(
        &self,
        id: &str,
        change: impl FnOnce(&mut Criterion) -> Result<(), Refusal>,
    ) -> Result<Self, Refusal> {
        let mut next = self.clone();
        let criterion = next.criteria.iter_mut().find(|criterion| criterion.id == id);
        change(criterion.ok_or(Refusal::NotThere)?)?;
        next.checked()
    }

    fn checked(self) -> Result<Self, Refusal> {
        self.check().map(|()| self)
    }
}

fn question(criterion: &mut Criterion, at: usize) -> Result<&mut Question, Refusal> {
    criterion.questions.get_mut(at).ok_or(Refusal::NotThere)
}

/// The first numbered name that is not taken. Among one more than there can be
/// criteria, one is free.
pub(crate) fn free(name: impl Fn(usize) -> String, taken: impl Fn(&str) -> bool) -> String {
    (1..=MAX_CRITERIA + 1).map(&name).find(|name| !taken(name)).unwrap_or_else(|| name(MAX_CRITERIA + 2))
}
