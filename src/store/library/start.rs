//! Which scenario opens at the start, also from what earlier versions stored.

use super::record::{Record, Revision};
use super::storage::Fault;
use super::{Library, Moment, Refusal, keys};
use crate::store::document::Document;
use crate::store::json::{self, OpenError};

/// The id that the only scenario of the first version gets: the same each time,
/// so that a page which ends while it is taken over does not double it.
const FIRST: &str = "first";

/// What opens at the start.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// Its id.
    pub id: String,
    /// The state that is stored; the default where nothing is.
    pub revision: Revision,
    /// The document.
    pub document: Document,
    /// What could not be opened, or only mended.
    pub trouble: Vec<Trouble>,
    /// Why it is not stored, where it is not.
    pub unsaved: Option<Fault>,
}

/// A stored text that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The text as it was.
    pub text: String,
    /// Why it could not be opened; nothing where it was mended.
    pub error: Option<OpenError>,
    /// What was mended.
    pub repairs: Vec<String>,
    /// Whether it is still stored as it was.
    pub kept: bool,
}

impl Library {
    /// Opens the scenario that a window had, or the one that was opened last,
    /// or the last edited; the sample where there is none that can be opened.
    pub fn start(&self, had: Option<&str>, moment: &Moment) -> Start {
        let mut trouble = Vec::new();
        let taken_over = match self.take_over_single(moment, &mut trouble) {
            Some(start) if start.unsaved.is_some() => return Start { trouble, ..start },
            single => single.map(|start| start.id),
        };
        let last = self.last_opened().ok().flatten();
        let had = had.map(str::to_owned).into_iter();
        // Most of the time they are the same, and what is broken is told once.
        let mut tried = Vec::new();
        for id in had.chain(taken_over).chain(last) {
            if tried.contains(&id) {
                continue;
            }
            if let Some(start) = self.try_open(&id, &mut trouble) {
                return Start { trouble, ..start };
            }
            tried.push(id);
        }
        let listed = self.list();
        for summary in listed.iter().flatten().filter(|summary| summary.broken.is_none()) {
            if let Some(start) = self.try_open(&summary.id, &mut trouble) {
                return Start { trouble, ..start };
            }
        }
        let start = sample(moment);
        match self.create(&start.document, moment) {
            Ok(created) => Start { id: created.id, revision: created.revision, trouble, ..start },
            Err(fault) => Start { trouble, unsaved: Some(fault), ..start },
        }
    }

    fn try_open(&self, id: &str, trouble: &mut Vec<Trouble>) -> Option<Start> {
        match self.open(id) {
            Ok(Record { id, revision, document, repairs, text }) => {
                if !repairs.is_empty() {
                    let kept = self.set_aside(&text).is_ok();
                    trouble.push(Trouble { text, error: None, repairs, kept });
                }
                Some(Start { id, revision, document, trouble: Vec::new(), unsaved: None })
            }
            Err(Refusal::Unreadable(error)) => {
                // It stays under its own key, where nothing is saved over it.
                let text = self.storage.get(&keys::scenario(id)).ok().flatten().unwrap_or_default();
                trouble.push(Trouble { text, error: Some(error), repairs: Vec::new(), kept: true });
                None
            }
            Err(_) => None,
        }
    }

    /// Makes the only scenario of the first version one of many. It is removed
    /// from its old place only when it is in the new one, or set aside.
    fn take_over_single(&self, moment: &Moment, trouble: &mut Vec<Trouble>) -> Option<Start> {
        let text = self.storage.get(keys::SINGLE).ok().flatten()?;
        let opened = match json::read(&text) {
            Ok(opened) => opened,
            Err(error) => {
                let kept = self.set_aside(&text).is_ok();
                if kept {
                    // Where it cannot be removed it is met again, and known.
                    let _ = self.storage.remove(keys::SINGLE);
                }
                trouble.push(Trouble { text, error: Some(error), repairs: Vec::new(), kept });
                return None;
            }
        };
        let document = opened.document;
        let is_same = |record: Record| record.document == document;
        let taken = if self.open(FIRST).is_ok_and(is_same) {
            Ok(FIRST.to_owned())
        } else {
            let moment = Moment { id: FIRST.to_owned(), ..moment.clone() };
            self.create(&document, &moment).map(|created| created.id)
        };
        let kept = opened.repairs.is_empty() || self.set_aside(&text).is_ok();
        if !opened.repairs.is_empty() {
            trouble.push(Trouble { text, error: None, repairs: opened.repairs, kept });
        }
        let none = Revision::default();
        match taken {
            Ok(id) => {
                if kept {
                    let _ = self.storage.remove(keys::SINGLE);
                }
                Some(Start { id, revision: none, document, trouble: Vec::new(), unsaved: None })
            }
            Err(fault) => Some(Start { document, unsaved: Some(fault), ..sample(moment) }),
        }
    }
}

/// The sample, not stored yet.
fn sample(moment: &Moment) -> Start {
    Start {
        id: moment.id.clone(),
        revision: Revision::default(),
        document: Document::sample(),
        trouble: Vec::new(),
        unsaved: None,
    }
}
