//! One quiet message at a time: what happened, and what to do about it.

use super::browser::{download_text, keep_the_keyboard};
use super::workspace::Workspace;
use crate::store::document::Document;
use crate::store::history::History;
use crate::store::route::Route;
use leptos::prelude::*;
use std::sync::Arc;

/// A message with its actions, if there are any.
#[derive(Clone)]
pub struct Notice {
    /// What happened.
    pub text: String,
    /// What the person can do about it.
    pub actions: Vec<Action>,
    /// The scenario as the step left it that the message is about, if it is about
    /// one: it is shown for as long as the scenario is the same.
    about: Option<Arc<Document>>,
    /// The place that it is about, if it is about one.
    at: Option<Route>,
}

/// A button of a notice.
#[derive(Clone)]
pub struct Action {
    /// What it says.
    pub label: String,
    /// What it does. Owned by the notice and by nothing of the page, because
    /// what offers an action, such as a dialog, is often gone when it is taken.
    pub run: Arc<dyn Fn() + Send + Sync>,
}

impl Notice {
    /// A message without an action.
    pub fn say(text: impl Into<String>) -> Self {
        Self { text: text.into(), actions: Vec::new(), about: None, at: None }
    }

    /// The same message with one more action.
    pub fn with(mut self, label: impl Into<String>, run: impl Fn() + Send + Sync + 'static) -> Self {
        self.actions.push(Action { label: label.into(), run: Arc::new(run) });
        self
    }

    /// The same message about the step that led to this scenario: what it offers
    /// would be wrong after another.
    pub fn about(self, scenario: Arc<Document>) -> Self {
        Self { about: Some(scenario), ..self }
    }

    /// The same message about a place: it is over at another one.
    pub fn at(self, place: Route) -> Self {
        Self { at: Some(place), ..self }
    }
}

impl Workspace {
    /// Says what the last change did, and offers to undo it where it is a step.
    pub fn say_done(self, what: impl Into<String>) {
        let notice = Notice::say(what);
        self.offer(match self.has_stepped() {
            true => notice.with("Undo", move || self.undo_step()),
            false => notice,
        });
    }

    /// Whether undo would undo the last change: one that changed nothing is no
    /// step.
    pub fn has_stepped(&self) -> bool {
        self.history.with_untracked(History::has_stepped)
    }

    /// Hands a text to the person as a file. Says whether that was possible; if
    /// not, the person is told.
    pub fn hand_out(&self, name: &str, kind: &str, text: &str) -> bool {
        let handed = download_text(name, kind, text);
        if let Err(error) = &handed {
            let why = error.as_string().map_or_else(String::new, |why| format!(": {why}"));
            self.notice.set(Some(Notice::say(format!("The browser did not take the file {name}{why}."))));
        }
        handed.is_ok()
    }

    /// Shows a message about the last step, until the next one.
    pub fn offer(&self, notice: Notice) {
        // A shared scenario that is still shown took no step, because no copy of it
        // could be kept: that is said already.
        if self.own.with_untracked(Option::is_some) {
            return;
        }
        self.notice.set(Some(notice.about(self.document.get_untracked())));
    }
}

/// The place where notices appear, announced by screen readers.
#[component]
pub fn Notices() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let close = move || workspace.notice.set(None);
    let is_true = Memo::new(move |_| {
        workspace.notice.with(|notice| {
            let about = notice.as_ref().and_then(|notice| notice.about.as_ref());
            about.is_none_or(|about| workspace.document.with(|document| Arc::ptr_eq(about, document)))
        })
    });
    // What is about a place is over once it was left.
    Effect::new(move |_| {
        let at = workspace.notice.with(|notice| notice.as_ref().and_then(|notice| notice.at.clone()));
        if at.is_some_and(|at| workspace.route.with(|route| *route != at)) {
            close();
        }
    });
    view! {
        <div class="notices" role="status" aria-live="polite">
            {move || {
                workspace.notice.get().filter(|_| is_true.get()).map(|notice| {
                    let actions = notice.actions.into_iter().map(|action| {
                        view! {
                            <button type="button" on:click=move |_| {
                                close();
                                (action.run)();
                                keep_the_keyboard();
                            }>{action.label.clone()}</button>
                        }
                    });
                    view! {
                        <div class="notice">
                            <p>{notice.text}</p>
                            {actions.collect_view()}
                            <button type="button" class="quiet" aria-label="Dismiss message" on:click=move |_| {
                                close();
                                keep_the_keyboard();
                            }>
                                "×"
                            </button>
                        </div>
                    }
                })
            }}
        </div>
    }
}
