//! The specification of a model: what decides which lines and axes it has.
//!
//! A scenario's document holds one; the page, the worker, readers, reports and
//! exports take their model from it by
//! [`Catalogue::of`](super::Catalogue::of). What a person types is no part of
//! it, so that an edit of a value builds nothing anew.

use super::modules::Module;
use super::timeline::{Timeline, YearMonth};
use crate::engine::id::LineId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a scenario's model consists of.
///
/// ```
/// use megahour::model::spec::ModelSpec;
/// let text = serde_json::to_string(&ModelSpec::default())?;
/// assert_eq!(text, r#"{"years":5,"modules":["core"]}"#);
/// assert_eq!(serde_json::from_str::<ModelSpec>(&text)?, ModelSpec::default());
/// assert!(serde_json::from_str::<ModelSpec>(r#"{"years":11,"modules":["core"]}"#).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub struct ModelSpec {
    /// Its years and its first month.
    pub timeline: Timeline,
    /// The modules that are on.
    pub modules: BTreeSet<Module>,
    /// Who calculates a line instead of what it has of itself: one owner for
    /// each line. A line whose owner is off, or cannot calculate it, is as it is
    /// of itself.
    pub calculated: BTreeMap<LineId, Owner>,
}

/// Who calculates a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Owner {
    /// A module that builds on the line's own.
    Module(Module),
}

impl Owner {
    /// Its permanent name in documents.
    pub fn id(self) -> &'static str {
        match self {
            Self::Module(module) => module.id(),
        }
    }

    /// The owner of a name; `None` for one that this version does not have.
    pub fn of(id: &str) -> Option<Self> {
        Module::of(id).map(Self::Module)
    }
}

impl Default for ModelSpec {
    fn default() -> Self {
        Self {
            timeline: Timeline::default(),
            modules: BTreeSet::from([Module::Core]),
            calculated: BTreeMap::new(),
        }
    }
}

impl ModelSpec {
    /// The default model over another timeline.
    pub fn over(timeline: Timeline) -> Self {
        Self { timeline, ..Self::default() }
    }
}

/// A specification as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    years: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_month: Option<String>,
    modules: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    calculated: BTreeMap<String, String>,
}

impl From<ModelSpec> for Written {
    fn from(spec: ModelSpec) -> Self {
        Self {
            years: spec.timeline.years(),
            first_month: spec.timeline.first_month().map(|month| month.to_string()),
            modules: spec.modules.iter().map(|module| module.id().to_owned()).collect(),
            calculated: spec
                .calculated
                .iter()
                .map(|(line, owner)| (line.to_string(), owner.id().to_owned()))
                .collect(),
        }
    }
}

impl TryFrom<Written> for ModelSpec {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written { years, first_month, modules, calculated } = written;
        let month = |text: String| YearMonth::parse(&text).ok_or(format!("{text} is no first month"));
        let first_month = first_month.map(month).transpose()?;
        let timeline = Timeline::new(years, first_month).ok_or(format!("{years} years are not allowed"))?;
        let module = |id: String| Module::of(&id).ok_or(format!("there is no module {id}"));
        let owner = |(line, id): (String, String)| {
            let owner = Owner::of(&id).ok_or(format!("nothing called {id} calculates a line"))?;
            Ok((LineId::from(line.as_str()), owner))
        };
        Ok(Self {
            timeline,
            modules: modules.into_iter().map(module).collect::<Result<_, _>>()?,
            calculated: calculated.into_iter().map(owner).collect::<Result<_, String>>()?,
        })
    }
}
