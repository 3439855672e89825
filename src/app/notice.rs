//! One quiet message at a time: what happened, and what to do about it.

use super::workspace::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// A message with its actions, if there are any.
#[derive(Clone)]
pub struct Notice {
    /// What happened.
    pub text: String,
    /// What the person can do about it.
    pub actions: Vec<Action>,
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
        Self { text: text.into(), actions: Vec::new() }
    }

    /// The same message with one more action.
    pub fn with(mut self, label: impl Into<String>, run: impl Fn() + Send + Sync + 'static) -> Self {
        self.actions.push(Action { label: label.into(), run: Arc::new(run) });
        self
    }
}

/// The place where notices appear, announced by screen readers.
#[component]
pub fn Notices() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let close = move || workspace.notice.set(None);
    view! {
        <div class="notices" role="status" aria-live="polite">
            {move || {
                workspace.notice.get().map(|notice| {
                    let actions = notice.actions.into_iter().map(|action| {
                        view! {
                            <button type="button" on:click=move |_| {
                                close();
                                (action.run)();
                            }>{action.label.clone()}</button>
                        }
                    });
                    view! {
                        <div class="notice">
                            <p>{notice.text}</p>
                            {actions.collect_view()}
                            <button type="button" class="quiet" aria-label="Dismiss message" on:click=move |_| close()>
                                "×"
                            </button>
                        </div>
                    }
                })
            }}
        </div>
    }
}
