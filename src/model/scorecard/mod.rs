//! The evaluation scorecard: criteria with weights and scores, and what they
//! come to.
//!
//! The shipped criteria are in [`shipped`], what the model says about them in
//! [`evidence`], changes in [`edit`], sentences in [`says`].

pub mod edit;
pub mod evidence;
pub mod limits;
pub mod says;
pub mod shipped;
pub mod total;

pub use limits::Refusal;

/// A business judged by criteria.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scorecard {
    /// The criteria in the order in which they are shown; no two have the same
    /// id or name.
    pub criteria: Vec<Criterion>,
}

/// One thing that a business is judged by.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// What documents and links call it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its weight as a share: 0.2 is 20%.
    pub weight: f64,
    /// The person's own score, 1 to 5.
    pub score: u8,
    /// Why it has this score.
    pub evaluation: String,
    /// Whatever else the person writes down.
    pub notes: String,
    /// Why the own score differs from the suggested one.
    pub reason: String,
    /// What to ask before scoring.
    pub questions: Vec<Question>,
}

/// One item of a criterion's checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub text: String,
    /// Whether it is ticked off.
    pub done: bool,
    /// What was found.
    pub note: String,
}

impl Scorecard {
    /// A criterion by its id.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }

    /// The same without what a person wrote down beside the evaluation: notes,
    /// reasons for another score, findings. Shipped criteria have none.
    #[must_use]
    pub fn without_notes(&self) -> Self {
        let mut bare = self.clone();
        for criterion in &mut bare.criteria {
            criterion.notes.clear();
            criterion.reason.clear();
            criterion.questions.iter_mut().for_each(|question| question.note.clear());
        }
        bare
    }

    /// Where a criterion stands, counted from 0.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.criteria.iter().position(|criterion| criterion.id == id)
    }
}

impl Criterion {
    /// A criterion that was only just added. Its weight is zero, so that it
    /// moves no total before someone weighs it.
    pub fn blank(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            weight: 0.0,
            score: 3,
            evaluation: String::new(),
            notes: String::new(),
            reason: String::new(),
            questions: Vec::new(),
        }
    }

    /// Weight times score.
    pub fn weighted(&self) -> f64 {
        self.weight * f64::from(self.score)
    }

    /// The most that weight times score can be.
    pub fn maximum(&self) -> f64 {
        self.weight * f64::from(limits::MAX_SCORE)
    }

    /// How many questions are ticked off.
    pub fn ticked(&self) -> usize {
        self.questions.iter().filter(|question| question.done).count()
    }

    /// How many characters its texts hold, the name left aside.
    pub fn characters(&self) -> usize {
        let own = [&self.evaluation, &self.notes, &self.reason];
        let asked = self.questions.iter().flat_map(|question| [&question.text, &question.note]);
        own.into_iter().chain(asked).map(|text| text.chars().count()).sum()
    }
}
