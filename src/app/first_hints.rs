//! Three hints for who is here for the first time.

use super::browser;
use super::commands::{actions, told_of};
use super::storage;
use leptos::prelude::*;

/// Where it is stored that they are not wanted any more.
const STORED: &str = "hints";

/// What is stored then.
const DISMISSED: &str = "dismissed";

/// The hints, until they are dismissed for good.
#[component]
pub fn FirstHints() -> impl IntoView {
    // Persists in local storage.
    let wanted = RwSignal::new(storage::remembered(STORED).as_deref() != Some(DISMISSED));
    let dismiss = move |_| {
        wanted.set(false);
        storage::remember(STORED, DISMISSED);
        // The button that had the keyboard is gone.
        browser::focus("#main");
    };
    view! {
        <Show when=move || wanted.get()>
            <aside class="first-hints sheet" aria-label="First hints">
                <ul>
                    <li>"Type over any tinted figure: everything else follows at once."</li>
                    <li>"Open any other figure to see its formula, its numbers and its source."</li>
                    <li class="keys">{format!("{} finds every figure, view and action by its name.", told_of(&actions::FIND))}</li>
                </ul>
                <button type="button" on:click=dismiss>"Got it"</button>
            </aside>
        </Show>
    }
}
