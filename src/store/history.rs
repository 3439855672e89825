//! Undo and redo.

use std::collections::VecDeque;

/// How many steps can be undone. Beyond it the oldest are forgotten, so that a
/// long session has a bounded memory.
pub const MAX_STEPS: usize = 500;

/// What one edit session changes, such as the address of a cell. Changes with
/// the same key, one after the other, are undone together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MergeKey(String);

impl<T: Into<String>> From<T> for MergeKey {
    fn from(key: T) -> Self {
        Self(key.into())
    }
}

/// A state with the states before and after it.
///
/// Each step keeps a whole state, so a large one is kept behind an `Arc` and
/// shares with its neighbours what they have in common.
///
/// ```
/// use megahour::store::history::History;
/// let mut price = History::new(2.00);
/// price.apply(2.10, "Price per hour, year 2", None);
/// assert_eq!(price.undo_label(), Some("Price per hour, year 2"));
/// price.undo();
/// assert_eq!(*price.present(), 2.00);
/// assert_eq!(price.redo_label(), Some("Price per hour, year 2"));
/// ```
#[derive(Clone, Debug)]
pub struct History<T> {
    present: T,
    /// The states before each step, the oldest first.
    past: VecDeque<Step<T>>,
    /// The states after each step that was undone, the next to redo last.
    future: Vec<Step<T>>,
    /// The session that the last step of the past can still take changes from.
    session: Option<MergeKey>,
    /// Whether the last step is what was applied last.
    has_stepped: bool,
}

#[derive(Clone, Debug)]
struct Step<T> {
    label: String,
    state: T,
}

impl<T: PartialEq> History<T> {
    /// A history that begins with a state and no steps.
    pub fn new(present: T) -> Self {
        Self { present, past: VecDeque::new(), future: Vec::new(), session: None, has_stepped: false }
    }

    /// The present state.
    pub fn present(&self) -> &T {
        &self.present
    }

    /// Makes a state the present one, as a step that can be undone by its label.
    /// Says whether anything changed: an equal state is no step.
    ///
    /// With the key of the session that made the last step, the change joins
    /// that step; if it leads back to where the session began, the step is gone.
    ///
    /// ```
    /// use megahour::store::history::History;
    /// let mut text = History::new("");
    /// for typed in ["1", "12", "120"] {
    ///     text.apply(typed, "Hours, year 1", Some("hours.1".into()));
    /// }
    /// text.undo();
    /// assert_eq!(*text.present(), "");
    /// ```
    pub fn apply(&mut self, next: T, label: impl Into<String>, merge: Option<MergeKey>) -> bool {
        let joins = merge.is_some() && merge == self.session;
        if next == self.present {
            // What a session says again is in its step.
            self.has_stepped = joins;
            return false;
        }
        if joins {
            self.join(next, label.into());
            // Where it led back, the step is gone.
            self.has_stepped = self.session.is_some();
        } else {
            self.has_stepped = true;
            let state = std::mem::replace(&mut self.present, next);
            self.past.push_back(Step { label: label.into(), state });
            if self.past.len() > MAX_STEPS {
                self.past.pop_front();
            }
            self.future.clear();
            self.session = merge;
        }
        true
    }

    /// Lets the last step, which the open session made, lead to another state.
    fn join(&mut self, next: T, label: String) {
        self.present = match self.past.pop_back() {
            Some(step) if step.state == next => {
                // The step before belongs to an earlier session.
                self.session = None;
                step.state
            }
            Some(step) => {
                self.past.push_back(Step { label, ..step });
                next
            }
            None => next,
        };
    }

    /// Takes back what an edit session has done so far, and ends it: the state is
    /// what it was before, and the step is gone. Says whether there was anything.
    ///
    /// ```
    /// use megahour::store::history::History;
    /// let mut price = History::new(2.00);
    /// price.apply(2.10, "Price per hour, year 2", Some("cell:1".into()));
    /// assert!(price.take_back(&"cell:1".into()) && !price.take_back(&"cell:1".into()));
    /// assert_eq!((*price.present(), price.undo_label()), (2.00, None));
    /// ```
    pub fn take_back(&mut self, session: &MergeKey) -> bool {
        if self.session.as_ref() != Some(session) {
            return false;
        }
        self.session = None;
        self.has_stepped = false;
        let Some(step) = self.past.pop_back() else { return false };
        self.present = step.state;
        true
    }

    /// Ends the edit session: the next change is a step of its own.
    pub fn end_merge(&mut self) {
        self.session = None;
    }

    /// Goes back one step, if there is one.
    pub fn undo(&mut self) -> bool {
        self.session = None;
        self.has_stepped = false;
        let Some(Step { label, state }) = self.past.pop_back() else { return false };
        let state = std::mem::replace(&mut self.present, state);
        self.future.push(Step { label, state });
        true
    }

    /// Goes forward again over a step that was undone, if there is one.
    pub fn redo(&mut self) -> bool {
        self.session = None;
        self.has_stepped = false;
        let Some(Step { label, state }) = self.future.pop() else { return false };
        let state = std::mem::replace(&mut self.present, state);
        self.past.push_back(Step { label, state });
        true
    }

    /// Whether undo would undo what was applied last. A message about that offers
    /// to undo it only then: what changed nothing is no step, and the last step
    /// is another.
    ///
    /// ```
    /// use megahour::store::history::History;
    /// let mut price = History::new(2.00);
    /// price.apply(2.10, "Price per hour, year 2", None);
    /// assert!(price.has_stepped());
    /// price.apply(2.10, "Import of a table", None);
    /// assert!(!price.has_stepped());
    /// ```
    pub fn has_stepped(&self) -> bool {
        self.has_stepped
    }

    /// What undo would undo.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.back().map(|step| step.label.as_str())
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(history: &mut History<i32>, states: &[i32]) {
        for state in states {
            history.apply(*state, format!("to {state}"), Some("cell".into()));
        }
    }

    #[test]
    fn an_equal_state_is_no_step() {
        let mut history = History::new(1);
        assert!(!history.apply(1, "nothing", None));
        assert_eq!(history.undo_label(), None);
        assert!(!history.undo() && !history.redo());
    }

    #[test]
    fn an_equal_state_leaves_redo_alone() {
        let mut history = History::new(1);
        history.apply(2, "two", None);
        history.undo();
        history.apply(1, "nothing", None);
        assert_eq!(history.redo_label(), Some("two"));
    }

    #[test]
    fn the_keystrokes_of_a_session_are_one_step_with_the_last_label() {
        let mut history = History::new(0);
        typed(&mut history, &[1, 12, 120]);
        assert_eq!(history.undo_label(), Some("to 120"));
        history.undo();
        assert_eq!((*history.present(), history.undo_label()), (0, None));
        history.redo();
        assert_eq!(*history.present(), 120);
    }

    #[test]
    fn a_session_that_ends_where_it_began_leaves_no_step() {
        let mut history = History::new(0);
        typed(&mut history, &[1, 12, 1, 0]);
        assert_eq!(history.undo_label(), None);
        typed(&mut history, &[5]);
        history.undo();
        assert_eq!(*history.present(), 0);
    }

    #[test]
    fn what_was_applied_last_is_the_last_step_unless_it_changed_nothing() {
        let mut history = History::new(0);
        assert!(!history.has_stepped());
        typed(&mut history, &[1, 12, 12]);
        // Said again in its own session, at whose end it still is the step.
        assert!(history.has_stepped());
        history.end_merge();
        assert!(history.has_stepped());
        typed(&mut history, &[12]);
        assert!(!history.has_stepped());
        // Back where it began.
        typed(&mut history, &[5, 12]);
        assert!(!history.has_stepped());
        history.apply(7, "seven", None);
        assert!(history.has_stepped());
        history.undo();
        assert!(!history.has_stepped());
        history.redo();
        assert!(!history.has_stepped());
    }

    #[test]
    fn only_what_a_session_did_is_taken_back() {
        let mut history = History::new(0);
        typed(&mut history, &[1]);
        history.end_merge();
        assert!(!history.take_back(&"cell".into()));
        typed(&mut history, &[2, 3]);
        assert!(!history.take_back(&"other".into()));
        assert!(history.take_back(&"cell".into()));
        assert_eq!((*history.present(), history.undo_label()), (1, Some("to 1")));
        // The session goes on with a step of its own.
        typed(&mut history, &[4]);
        history.undo();
        assert_eq!(*history.present(), 1);
    }

    #[test]
    fn going_back_to_the_beginning_does_not_join_the_session_before() {
        let mut history = History::new(0);
        typed(&mut history, &[1]);
        history.end_merge();
        typed(&mut history, &[2, 1, 3]);
        history.undo();
        assert_eq!(*history.present(), 1);
    }

    #[test]
    fn another_key_an_end_and_an_undo_each_begin_a_step() {
        let mut history = History::new(0);
        typed(&mut history, &[1]);
        history.apply(2, "other cell", Some("other".into()));
        history.end_merge();
        history.apply(3, "other cell again", Some("other".into()));
        history.apply(4, "paste", None);
        history.apply(5, "paste", None);
        for state in [4, 3, 2, 1, 0] {
            assert!(history.undo());
            assert_eq!(*history.present(), state);
        }
        history.redo();
        typed(&mut history, &[7]);
        history.undo();
        assert_eq!(*history.present(), 1);
    }

    #[test]
    fn a_change_after_an_undo_forgets_what_was_undone() {
        let mut history = History::new(0);
        history.apply(1, "one", None);
        history.undo();
        history.apply(2, "two", None);
        assert_eq!(history.redo_label(), None);
    }

    #[test]
    fn the_oldest_steps_are_forgotten_beyond_the_bound() {
        let mut history = History::new(0);
        for state in 1..=600 {
            history.apply(state, "step", None);
        }
        assert_eq!(std::iter::repeat_with(|| history.undo()).take_while(|undone| *undone).count(), MAX_STEPS);
        assert_eq!(*history.present(), 100);
    }
}
