//! The state of the page: one scenario with its history, and where one looks.
//!
//! Values, texts and charts are derived from it and never stored.

use super::notice::Notice;
use super::storage;
use super::{browser, intl};
use crate::engine::model::{Line, Model};
use crate::engine::values::Values;
use crate::model::catalogue::SharedCatalogue;
use crate::model::currency::Currency;
use crate::store::document::Document;
use crate::store::history::History;
use crate::store::library::Library;
use crate::store::route::Route;
use leptos::prelude::*;
use litemap::LiteMap;
use std::sync::Arc;

/// Handles on the page's state; copies share it.
#[derive(Clone, Copy)]
pub struct Workspace {
    /// The model of the scenario that is shown, and what is declared about it.
    catalogue: Memo<SharedCatalogue>,
    /// The scenario with every step that can be undone. Persists: the present
    /// document in local storage, the steps not at all.
    pub history: RwSignal<History<Arc<Document>>>,
    /// The person's own scenario with its steps while a shared one is shown in
    /// its place. Does not persist here: storage has it.
    pub own: RwSignal<Option<History<Arc<Document>>>>,
    /// The scenario as it is now.
    pub document: Memo<Arc<Document>>,
    mine: Memo<Arc<Document>>,
    /// Whether a shared scenario was just kept, so that it is said. Does not
    /// persist.
    pub guest_kept: RwSignal<bool>,
    /// What amounts of the scenario are in.
    pub currency: Memo<Currency>,
    /// The model that the views were made for. Does not persist.
    shown: StoredValue<SharedCatalogue>,
    /// Counts the changes of the model or of the currency, each after what is
    /// typed has ended: views are then made anew. Does not persist.
    rewritten: RwSignal<u32>,
    evaluation: Memo<Evaluation>,
    /// How many parts of the Model view there are beyond the first. Does not
    /// persist.
    pub parts: RwSignal<u8>,
    /// Where one looks. Persists in the address.
    pub route: RwSignal<Route>,
    /// The message that is shown. Does not persist.
    pub notice: RwSignal<Option<Notice>>,
    /// Texts that could not be read, by driver and year. Do not persist.
    pub unread: RwSignal<LiteMap<(String, usize), Unread>>,
    /// Counts undo and redo, so that a field being typed into lets go of its
    /// text: it would bring back what was just undone. Does not persist.
    pub rewound: RwSignal<u32>,
    /// Whether the present document is in local storage. Does not persist.
    pub saved: RwSignal<storage::Saved>,
    /// All scenarios. Persist in local storage.
    pub library: StoredValue<Library, LocalStorage>,
    /// Whether what the library keeps outlasts the page. Does not persist.
    pub lasts: bool,
    /// Counts what happens to the scenarios, here and in other windows, so that
    /// lists of them are read anew. Does not persist.
    pub scenarios: RwSignal<u32>,
    /// Which scenario is open. Its id persists in session storage.
    pub open: StoredValue<storage::Open>,
    /// The scenarios that were open before, with their steps. Do not persist.
    pub visited: StoredValue<LiteMap<String, storage::Visited>>,
    /// Whether the browser was asked not to clear the storage. Does not persist.
    pub asked_to_persist: StoredValue<bool>,
}

/// A typed text that is no allowed value, kept with the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Unread {
    /// What was typed.
    pub text: String,
    /// Why it cannot be taken.
    pub why: String,
    /// The scenario as it was then: undo takes the text away as long as nothing
    /// has been done since.
    pub since: Arc<Document>,
    /// The later, the larger; equal for what came at once.
    pub number: u32,
    /// Whether it came with the step that led to `since`, and goes with it.
    pub with_step: bool,
}

/// Evaluated values; equal only to themselves, because comparing them would
/// cost more than using them.
#[derive(Clone)]
pub struct Evaluation {
    /// The model that gave them.
    catalogue: SharedCatalogue,
    /// The values.
    values: Arc<Values>,
}

impl PartialEq for Evaluation {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.values, &other.values)
    }
}

impl Workspace {
    /// The state at the start.
    pub fn begin(catalogue: SharedCatalogue, opened: storage::Opened) -> Self {
        let history = RwSignal::new(History::new(opened.document));
        let document = Memo::new(move |_| history.with(|history| history.present().clone()));
        let own = RwSignal::new(None::<History<Arc<Document>>>);
        let waiting = move || own.with(|own| own.as_ref().map(|history| history.present().clone()));
        let mine = Memo::new(move |_| waiting().unwrap_or_else(|| document.get()));
        let currency = Memo::new(move |_| document.with(|document| document.currency));
        let shown = StoredValue::new(catalogue.clone());
        let catalogue = Memo::new(move |before: Option<&SharedCatalogue>| {
            document.with(|document| document.catalogue()).unwrap_or_else(|errors| {
                // The shipped declarations have no faults; a test holds it.
                leptos::logging::error!("the model has errors: {errors}");
                before.unwrap_or(&catalogue).clone()
            })
        });
        // A change of words alone, such as a note's, evaluates nothing.
        let inputs = Memo::new(move |_| {
            let catalogue = catalogue.get();
            let inputs = document.with(|document| document.inputs(&catalogue));
            (catalogue, inputs)
        });
        let evaluation = Memo::new(move |_| {
            inputs.with(|(catalogue, inputs)| Evaluation {
                catalogue: catalogue.clone(),
                values: Arc::new(Values::evaluate(&catalogue.model, inputs)),
            })
        });
        Self {
            catalogue,
            history,
            own,
            document,
            mine,
            guest_kept: RwSignal::new(false),
            currency,
            shown,
            rewritten: RwSignal::new(0),
            evaluation,
            parts: RwSignal::new(0),
            route: RwSignal::new(Route::default()),
            notice: RwSignal::new(opened.notice),
            unread: RwSignal::new(LiteMap::new()),
            rewound: RwSignal::new(0),
            saved: RwSignal::new(opened.saved),
            library: StoredValue::new_local(opened.library),
            lasts: opened.lasts,
            scenarios: RwSignal::new(0),
            open: StoredValue::new(opened.open),
            visited: StoredValue::new(LiteMap::new()),
            asked_to_persist: StoredValue::new(false),
        }
    }

    /// The person's own scenario, which is what is saved; most of the time the
    /// one that is shown.
    pub fn mine(&self) -> Memo<Arc<Document>> {
        self.mine
    }

    /// Changes the person's own scenario, as a step that can be undone.
    pub fn change_mine(&self, label: &str, change: impl FnOnce(&Document) -> Document) {
        if self.own.with_untracked(Option::is_none) {
            return self.edit(label, None, change);
        }
        let next = Arc::new(change(&self.mine.get_untracked()));
        self.own.update(|own| {
            own.as_mut().map(|own| own.apply(next, label, None));
        });
    }

    /// Puts another scenario in the place of the person's own, and gives that.
    pub fn swap_history(&self, other: History<Arc<Document>>) -> Option<History<Arc<Document>>> {
        self.history.try_update(|history| std::mem::replace(history, other))
    }

    /// The scenario's model and what is declared about it; does not track it,
    /// because a view is made anew when it changes.
    pub fn catalogue(&self) -> SharedCatalogue {
        self.catalogue.get_untracked()
    }

    /// Re-runs the caller when the model changes, or the currency that amounts
    /// are written in. That is simpler than following a change that hardly ever
    /// comes.
    pub fn track_model(&self) {
        self.rewritten.track();
    }

    /// Has everything shown over the scenario's timeline, and written, read and
    /// compared in its currency, now and whenever they change.
    pub fn follow_model(self) {
        self.show_model();
        Effect::new(move |_| {
            self.catalogue.track();
            self.currency.track();
            // Whatever else follows the same change does so first: a field lets go
            // of a text that was undone before it loses the keyboard.
            leptos::task::spawn_local(async move { self.turn_to_model() });
        });
    }

    fn turn_to_model(&self) {
        let is_other = self.shown.with_value(|shown| *shown != self.catalogue());
        if is_other || self.currency.get_untracked() != intl::currency() {
            browser::lend_focus();
            self.show_model();
            self.rewritten.update(|count| *count = count.wrapping_add(1));
        }
    }

    fn show_model(&self) {
        intl::use_currency(self.currency.get_untracked());
        self.shown.set_value(self.catalogue());
    }

    /// Reads something off the values; tracks them.
    pub fn with_values<T>(&self, read: impl FnOnce(&Model, &Values) -> T) -> T {
        self.evaluation.with(|evaluation| read(&evaluation.catalogue.model, &evaluation.values))
    }

    /// A line's value in a year; tracks the values.
    pub fn value(&self, line: &str, year: usize) -> Option<f64> {
        self.evaluation.with(|evaluation| evaluation.values.cell(line, year))
    }

    /// A line's total; tracks the values.
    pub fn total(&self, line: &str) -> Option<f64> {
        self.evaluation.with(|evaluation| evaluation.values.total(line))
    }

    /// The declaration of a line.
    pub fn line(&self, id: &str) -> Option<Line> {
        self.catalogue().model.line(id).cloned()
    }

    /// The year that figures are shown for: the address', or the last where the
    /// scenario has no such year; tracks both.
    pub fn year(&self) -> usize {
        let year = self.route.with(|route| route.year);
        self.document.with(|document| document.spec.timeline.nearest_year(year))
    }
}
