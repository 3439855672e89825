//! What can be chosen in the palette.

use super::Commands;
use super::actions::{ACTIONS, Action, FIND};
use super::keys::told;
use super::places::{self, Place};
use crate::app::beginnings::beginnings;
use crate::app::scenario_actions;
use crate::model::currency::{self, Currency};
use crate::store::document::Document;
use crate::store::library::Library;
use crate::store::route::{View, Year};
use leptos::prelude::*;
use std::sync::Arc;

/// Something that can be chosen.
#[derive(Clone)]
pub struct Entry {
    /// What the memory of recent ones calls it.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// What else it is found by.
    pub also: String,
    /// What kind of thing it is.
    pub kind: &'static str,
    /// The keys that do the same.
    pub keys: String,
    /// What choosing it does.
    pub does: Chosen,
}

/// What choosing an entry does.
#[derive(Clone)]
pub enum Chosen {
    /// Does an action.
    Action(&'static Action),
    /// Shows a view.
    View(View),
    /// Explains a line.
    Line(String),
    /// Shows a year, counted from 0.
    Year(usize),
    /// Opens the scenario of this id.
    Scenario(String),
    /// Compares the open scenario with the one of this id.
    Compare(String),
    /// Copies the scenario of this id.
    Duplicate(String),
    /// Begins a scenario.
    Begin(Arc<Document>),
    /// Shows a part of a view.
    Place(&'static Place),
    /// Puts the scenario in a currency.
    Currency(Currency),
    /// Deletes the open scenario.
    Delete,
}

impl Chosen {
    /// Does it.
    pub fn run(self, commands: Commands) {
        let workspace = commands.workspace;
        match self {
            Self::Action(action) => commands.run(action),
            Self::View(view) => commands.go(view),
            Self::Line(line) => {
                let year = Year::One(untrack(|| workspace.year()));
                // Pricing explains lines of its own.
                if workspace.route.with_untracked(|route| route.view == View::Pricing) {
                    commands.go(View::Model);
                }
                workspace.explain(&line, year);
            }
            Self::Year(year) => workspace.show_year(year),
            Self::Scenario(id) => scenario_actions::open(workspace, &id),
            Self::Compare(id) => {
                commands.go(View::Compare);
                workspace.compare_with(vec![id]);
            }
            Self::Duplicate(id) => {
                scenario_actions::duplicate(workspace, &id);
            }
            Self::Begin(document) => scenario_actions::begin(workspace, &document),
            Self::Place(place) => commands.show_place(place.view, place.selector),
            Self::Currency(currency) => workspace.put_in(currency),
            Self::Delete => {
                let name = workspace.document.with_untracked(|document| document.name.clone());
                scenario_actions::delete(workspace, &workspace.open_id(), &name);
            }
        }
    }
}

/// Everything that can be chosen now.
pub fn entries(commands: Commands) -> Vec<Entry> {
    let views = View::ALL.iter().copied();
    let views = views.map(|view| entry("view", view.word(), view.label(), Chosen::View(view)));
    let actions = ACTIONS.iter().filter(|action| action.id != FIND.id).chain(places::ACTIONS);
    let actions = actions.map(|action| Entry {
        keys: action.keys.first().map(told).unwrap_or_default(),
        also: places::also(action.id).to_owned(),
        ..entry("action", action.id, action.label, Chosen::Action(action))
    });
    let catalogue = commands.workspace.catalogue();
    let lines = catalogue.model.lines().iter().map(|line| Entry {
        also: format!("{} {}", line.short, line.id),
        ..entry("line", &line.id, &line.label, Chosen::Line(line.id.to_string()))
    });
    let years = (0..catalogue.years()).map(|year| Entry {
        also: format!("year {}", year + 1),
        ..entry(
            "year",
            &(year + 1).to_string(),
            &format!("Show {}", catalogue.year_phrase(year)),
            Chosen::Year(year),
        )
    });
    let parts = places::PLACES.iter().map(|place| Entry {
        also: place.also.to_owned(),
        ..entry("part", place.label, place.label, Chosen::Place(place))
    });
    let currencies = currency::ALL.iter().map(|currency| Entry {
        also: currency.sign.to_owned(),
        ..entry("currency", currency.code, &named(currency), Chosen::Currency(*currency))
    });
    let all = views.chain(actions).chain(years).chain(parts).chain(scenarios(commands)).chain(lines);
    all.chain(currencies).collect()
}

fn named(currency: &Currency) -> String {
    format!("Currency: {} ({})", currency.name, currency.code)
}

/// The stored scenarios, and the ways to another one. One that is shared is not
/// stored, so that it can be compared with all of them.
fn scenarios(commands: Commands) -> Vec<Entry> {
    let workspace = commands.workspace;
    let has_guest = untrack(|| workspace.has_guest());
    let open = workspace.open_id();
    let mut listed = workspace.library.with_value(Library::list).unwrap_or_default();
    listed.retain(|one| one.broken.is_none());
    let others = || listed.iter().filter(|one| has_guest || one.id != open);
    let opened = others().map(|one| Entry {
        also: one.description.clone(),
        ..entry("scenario", &one.id, &one.name, Chosen::Scenario(one.id.clone()))
    });
    let duplicate = listed.iter().filter(|one| !has_guest && one.id == open).map(|one| {
        let does = Chosen::Duplicate(one.id.clone());
        Entry { also: "copy".to_owned(), ..entry("action", "duplicate", "Duplicate this scenario", does) }
    });
    // What was shared is not stored, and there is nothing of it to delete.
    let delete = (!has_guest).then(|| Entry {
        also: "remove".to_owned(),
        ..entry("action", "delete", "Delete this scenario", Chosen::Delete)
    });
    let begun = beginnings().into_iter().map(|from| {
        let label = format!("New scenario: {}", from.name);
        entry("action", &label, &label, Chosen::Begin(Arc::new(from.document)))
    });
    let compared = others().map(|one| {
        let label = format!("Compare with {}", one.name);
        entry("compare", &one.id, &label, Chosen::Compare(one.id.clone()))
    });
    opened.chain(duplicate).chain(delete).chain(begun).chain(compared).collect()
}

fn entry(kind: &'static str, id: &str, label: &str, does: Chosen) -> Entry {
    let (also, keys) = (String::new(), String::new());
    Entry { id: format!("{kind}:{id}"), label: label.to_owned(), also, kind, keys, does }
}
