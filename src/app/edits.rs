//! Changes to the scenario: every one is a step that can be undone.

use super::figures;
use super::intl::Local;
use super::notice::Notice;
use super::workspace::{Unread, Workspace};
use crate::engine::model::{Content, Line};
use crate::engine::numerals::{Doubt, read};
use crate::model::currency::Currency;
use crate::model::listed::listed;
use crate::store::document::{Document, Entry};
use crate::store::history::MergeKey;
use leptos::prelude::*;
use std::sync::Arc;

/// What a typed text means for a driver.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    /// A value that can be taken.
    Value(f64),
    /// A value that might not be the one that was meant, with the question.
    Doubtful(f64, String),
    /// Nothing that can be taken, and why.
    Refused(String),
}

impl Typed {
    /// The value, doubtful or not.
    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Value(value) | Self::Doubtful(value, _) => Some(*value),
            Self::Refused(_) => None,
        }
    }

    /// What to say beside the field.
    pub fn remark(&self) -> Option<&str> {
        match self {
            Self::Value(_) => None,
            Self::Doubtful(_, words) | Self::Refused(words) => Some(words),
        }
    }
}

/// Reads a text for a driver, within what it allows.
pub fn judge(text: &str, line: &Line) -> Typed {
    let reading = match read(text, &line.unit, &Local) {
        Ok(reading) => reading,
        Err(error) => return Typed::Refused(error.to_string()),
    };
    match &line.content {
        Content::Driver(driver) if !driver.range.allows(reading.value) => {
            Typed::Refused(format!("Allowed: {}", allowed(line)))
        }
        _ => match reading.doubt {
            Some(doubt) => Typed::Doubtful(reading.value, doubt.to_string()),
            None => Typed::Value(reading.value),
        },
    }
}

/// The other value that a text may stand for, where it can be read in two ways
/// and the driver allows it.
pub fn other_value(text: &str, line: &Line) -> Option<f64> {
    let Content::Driver(driver) = &line.content else { return None };
    match read(text, &line.unit, &Local).ok()?.doubt? {
        Doubt::TwoReadings { other_value, .. } => {
            Some(other_value).filter(|value| driver.range.allows(*value))
        }
        Doubt::Currency { .. } => None,
    }
}

/// What a driver allows, in words: `above 0 h, to 1,000,000,000,000 h`.
pub fn allowed(line: &Line) -> String {
    let Content::Driver(driver) = &line.content else { return String::new() };
    let low = figures::bound(driver.range.min, &line.unit);
    let high = match driver.range.max {
        max if max >= 1e6 => figures::in_sentence(max, &line.unit),
        max => figures::bound(max, &line.unit),
    };
    // The unit is said once, behind the larger bound; without its sign a share
    // would be another number.
    let unit = line.unit.suffix(false);
    let low = if line.unit.symbol() == "%" {
        low.as_str()
    } else {
        low.strip_suffix(unit.as_str()).unwrap_or(&low)
    };
    if driver.range.min_allowed { format!("{low} to {high}") } else { format!("above {low}, up to {high}") }
}

impl Workspace {
    /// Changes the scenario. Changes with the same `session` are one step.
    pub fn edit(&self, label: &str, session: Option<&str>, change: impl FnOnce(&Document) -> Document) {
        let next = change(&self.document.get_untracked());
        // Whoever changes a shared scenario works on a copy from then on.
        let is_kept = self.own.with_untracked(Option::is_some) && next != *self.document.get_untracked();
        if is_kept && !self.keep_guest() {
            return;
        }
        // An offer that was made before this change may no longer be true.
        if session.is_none() && !is_kept {
            self.notice.set(None);
        }
        self.history.update(|history| {
            history.apply(Arc::new(next), label, session.map(MergeKey::from));
        });
    }

    /// Ends a session, so that the next change is a step of its own.
    pub fn end_session(&self) {
        self.history.update_untracked(|history| history.end_merge());
    }

    /// Takes back what a session has done so far, as if nothing had been typed.
    pub fn take_session_back(&self, session: &str) {
        self.history.maybe_update(|history| history.take_back(&MergeKey::from(session)));
    }

    /// What a text means as a driver's value in a year. Where the driver grows by
    /// a rate, every later year has to be allowed too.
    pub fn judge_value(&self, text: &str, line: &Line, year: usize) -> Typed {
        let typed = judge(text, line);
        let (Some(value), Content::Driver(driver)) = (typed.value(), &line.content) else { return typed };
        let after = self.document.with_untracked(|document| document.with_value(&line.id, year, value));
        let values = after.values(&line.id);
        match values.iter().position(|value| !driver.range.allows(*value)) {
            None => typed,
            Some(year) => Typed::Refused(format!(
                "With this growth {} leaves what is allowed: {}",
                self.catalogue().year_label(year),
                allowed(line)
            )),
        }
    }

    /// Sets one year of a driver.
    pub fn set_value(&self, line: &Line, year: usize, value: f64, session: Option<&str>) {
        let label = format!("{}, {}", line.label, self.catalogue().year_label(year));
        self.edit(&label, session, |document| document.with_value(&line.id, year, value));
        self.forget_unread(&line.id, year);
    }

    /// What to add to a message about years that get values of their own: which of
    /// the drivers grew by one rate until now.
    pub fn by_year_from_now(&self, drivers: &[&str]) -> String {
        let grows = |driver: &&&str| {
            let entry = self.document.with_untracked(|document| document.drivers.get(**driver).cloned());
            matches!(entry, Some(Entry::Growth { .. }))
        };
        let labels = drivers.iter().filter(grows).filter_map(|driver| Some(self.line(driver)?.label));
        match labels.collect::<Vec<_>>() {
            labels if labels.is_empty() => String::new(),
            labels => format!(" No growth rate any more, but values year by year: {}.", listed(&labels)),
        }
    }

    /// Puts the scenario in a currency, and says what that means.
    pub fn put_in(self, currency: Currency) {
        self.edit("Currency", None, |document| Document { currency, ..document.clone() });
        let left_out = if currency.is_dollar() {
            ""
        } else {
            " What was published in US dollars is not compared with them."
        };
        let said = format!("Amounts are in {} now; none was converted.{left_out}", currency.name);
        self.say_done(said);
    }

    /// Keeps a text that could not be read, with the reason.
    pub fn keep_unread(&self, driver: &str, year: usize, text: &str, why: &str) {
        self.keep_unread_all(vec![((driver.to_owned(), year), text.to_owned(), why.to_owned())], false);
    }

    /// Keeps texts that came at once and could not be read, each with its place
    /// and the reason; `with_step` when they came with the last step.
    pub fn keep_unread_all(&self, texts: Vec<((String, usize), String, String)>, with_step: bool) {
        let since = self.document.get_untracked();
        self.unread.update(|all| {
            let number = all.values().map(|unread| unread.number + 1).max().unwrap_or(0);
            for (place, text, why) in texts {
                all.insert(place, Unread { text, why, since: since.clone(), number, with_step });
            }
        });
    }

    /// Forgets a text that could not be read.
    pub fn forget_unread(&self, driver: &str, year: usize) {
        let key = (driver.to_owned(), year);
        if self.unread.with_untracked(|all| all.contains_key(&key)) {
            self.unread.update(|all| {
                all.remove(&key);
            });
        }
    }

    /// Sets drivers' years behind `from`, as far as `to`, to that year's value.
    pub fn fill_right(&self, lines: &[Line], from: usize, to: usize) {
        if from >= to {
            return;
        }
        let by_year = self.by_year_from_now(&lines.iter().map(|line| line.id.as_str()).collect::<Vec<_>>());
        let label = match lines {
            [line] => format!("Fill right: {}", line.label),
            _ => "Fill right".to_owned(),
        };
        self.edit(&label, None, |document| {
            lines.iter().fold(document.clone(), |document, line| {
                document.with_years(&line.id, |values| {
                    let to = to.min(values.len() - 1);
                    if let Some((value, later)) = values.get_mut(from..=to).and_then(<[f64]>::split_first_mut)
                    {
                        later.fill(*value);
                    }
                })
            })
        });
        if !by_year.is_empty() {
            self.say_done(format!("Filled.{by_year}"));
        }
    }

    /// Has fields let go of what is typed in them, which is about another state
    /// than the one that comes.
    pub fn let_go(&self) {
        self.rewound.update(|count| *count = count.wrapping_add(1));
    }

    /// Undoes what was done last, if there is anything, and says what.
    pub fn undo(&self) {
        self.let_go();
        if !self.take_unread_away() {
            self.undo_step();
        }
    }

    /// Takes away what was typed last and could not be read, if nothing was done
    /// since: it is no step of the history. Whether that was all there is to
    /// undo: what came with a step goes with it.
    fn take_unread_away(&self) -> bool {
        let here = self.document.get_untracked();
        let is_first = self.history.with_untracked(|history| history.undo_label().is_none());
        let last = self.unread.with_untracked(|all| {
            let since = all.values().filter(|unread| is_first || Arc::ptr_eq(&unread.since, &here));
            since.max_by_key(|unread| unread.number).map(|unread| (unread.number, unread.with_step))
        });
        let Some((number, with_step)) = last else { return false };
        self.unread.update(|all| all.retain(|_, unread| unread.number != number));
        self.notice.set(Some(Notice::say("What could not be read was taken away.")));
        !with_step
    }

    /// Undoes the last step of the history, if there is one, and says which.
    pub fn undo_step(&self) {
        let label = self.history.with_untracked(|history| history.undo_label().map(str::to_owned));
        if let Some(label) = label {
            self.history.update(|history| {
                history.undo();
            });
            self.notice.set(Some(Notice::say(format!("Undone: {label}"))));
        }
    }

    /// Redoes the step that was undone last, if there is one, and says which.
    pub fn redo(&self) {
        self.let_go();
        let label = self.history.with_untracked(|history| history.redo_label().map(str::to_owned));
        if let Some(label) = label {
            self.history.update(|history| {
                history.redo();
            });
            self.notice.set(Some(Notice::say(format!("Redone: {label}"))));
        }
    }
}
