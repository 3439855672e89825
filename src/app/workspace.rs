//! The state of the page: one scenario with its history, and where one looks.
//!
//! Values, texts and charts are derived from it and never stored.

use super::notice::Notice;
use super::storage;
use super::{browser, intl};
use crate::engine::model::{Line, Model};
use crate::engine::values::Values;
use crate::model::Catalogue;
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
    catalogue: StoredValue<Arc<Catalogue>>,
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
    /// Counts the changes of what amounts are written in, each after what is
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
pub struct Evaluation(pub Arc<Values>);

impl PartialEq for Evaluation {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Workspace {
    /// The state at the start.
    pub fn begin(catalogue: Catalogue, opened: storage::Opened) -> Self {
        let catalogue = Arc::new(catalogue);
        let history = RwSignal::new(History::new(opened.document));
        let document = Memo::new(move |_| history.with(|history| history.present().clone()));
        let own = RwSignal::new(None::<History<Arc<Document>>>);
        let waiting = move || own.with(|own| own.as_ref().map(|history| history.present().clone()));
        let mine = Memo::new(move |_| waiting().unwrap_or_else(|| document.get()));
        let of = catalogue.clone();
        let with_inputs = catalogue.clone();
        let currency = Memo::new(move |_| document.with(|document| document.currency));
        // A change of words alone, such as a note's, evaluates nothing.
        let inputs = Memo::new(move |_| document.with(|document| document.inputs(&with_inputs)));
        let evaluation = Memo::new(move |_| {
            Evaluation(Arc::new(inputs.with(|inputs| Values::evaluate(&of.model, inputs))))
        });
        Self {
            catalogue: StoredValue::new(catalogue),
            history,
            own,
            document,
            mine,
            guest_kept: RwSignal::new(false),
            currency,
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

    /// The built-in model and what is declared about it.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.catalogue.get_value()
    }

    /// Has what asks made anew when the currency changes that amounts are written
    /// in; tracks it. That is simpler than following a change that hardly ever
    /// comes.
    pub fn in_its_currency(&self) {
        self.rewritten.track();
    }

    /// Has everything written, read and compared in the scenario's currency, now
    /// and whenever it changes.
    pub fn follow_currency(self) {
        self.use_currency();
        Effect::new(move |_| {
            self.currency.track();
            // Whatever else follows the same change does so first: a field lets go
            // of a text that was undone before it loses the keyboard.
            leptos::task::spawn_local(async move { self.turn_to_currency() });
        });
    }

    fn turn_to_currency(&self) {
        if self.currency.get_untracked() != intl::currency() {
            browser::lend_focus();
            self.use_currency();
            self.rewritten.update(|count| *count = count.wrapping_add(1));
        }
    }

    fn use_currency(&self) {
        let currency = self.currency.get_untracked();
        intl::use_currency(currency);
        match Catalogue::in_currency(currency) {
            Ok(catalogue) => self.catalogue.set_value(Arc::new(catalogue)),
            Err(errors) => leptos::logging::error!("the model has errors: {errors}"),
        }
    }

    /// Reads something off the values; tracks them.
    pub fn with_values<T>(&self, read: impl FnOnce(&Model, &Values) -> T) -> T {
        let catalogue = self.catalogue();
        self.evaluation.with(|evaluation| read(&catalogue.model, &evaluation.0))
    }

    /// A line's value in a year; tracks the values.
    pub fn value(&self, line: &str, year: usize) -> Option<f64> {
        self.evaluation.with(|evaluation| evaluation.0.cell(line, year))
    }

    /// A line's total; tracks the values.
    pub fn total(&self, line: &str) -> Option<f64> {
        self.evaluation.with(|evaluation| evaluation.0.total(line))
    }

    /// The declaration of a line.
    pub fn line(&self, id: &str) -> Option<Line> {
        self.catalogue().model.line(id).cloned()
    }

    /// The year that figures are shown for; tracks the address.
    pub fn year(&self) -> usize {
        self.route.with(|route| route.year)
    }
}
