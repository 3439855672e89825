//! The specification of a model: what decides which lines and axes it has.
//!
//! A scenario's document holds one; the page, the worker, readers, reports and
//! exports take their model from it by
//! [`Catalogue::of`](super::Catalogue::of). What a person types is no part of
//! it, so that an edit of a value builds nothing anew.

use super::timeline::Timeline;
use std::collections::BTreeSet;

/// A shipped part of the model that a scenario can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Module {
    /// The published model: demand, price and cost, customers, storage.
    Core,
}

impl Module {
    /// Every module, those that others build on first.
    pub const ALL: [Self; 1] = [Self::Core];

    /// Its permanent name in documents.
    pub fn id(self) -> &'static str {
        match self {
            Self::Core => "core",
        }
    }

    /// The module of a name; `None` for one that this version does not have.
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|module| module.id() == id)
    }
}

/// What a scenario's model consists of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ModelSpec {
    /// Its years and its first month.
    pub timeline: Timeline,
    /// The modules that are on.
    pub modules: BTreeSet<Module>,
}

impl Default for ModelSpec {
    fn default() -> Self {
        Self { timeline: Timeline::default(), modules: BTreeSet::from([Module::Core]) }
    }
}

impl ModelSpec {
    /// The default model over another timeline.
    pub fn over(timeline: Timeline) -> Self {
        Self { timeline, ..Self::default() }
    }
}
