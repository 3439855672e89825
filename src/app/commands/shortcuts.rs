//! The list of keyboard shortcuts.

use super::actions::{ACTIONS, LOCAL};
use super::keys::{told, told_local};
use super::{Commands, Window};
use leptos::html::Dialog;
use leptos::prelude::*;

/// The list, as a dialog.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let commands = expect_context::<Commands>();
    let dialog = NodeRef::<Dialog>::new();
    super::palette::follow(commands, dialog, Window::Shortcuts, || {});
    let everywhere = ACTIONS.iter().filter(|action| !action.keys.is_empty()).map(|action| {
        let keys: Vec<String> = action.keys.iter().map(told).collect();
        row(keys.join(" or "), action.label)
    });
    let local = LOCAL.iter().map(|(place, keys)| {
        let rows = keys.iter().map(|(keys, what)| row(told_local(keys), what));
        view! { <h3>{*place}</h3> <dl class="keys-list">{rows.collect_view()}</dl> }
    });
    view! {
        <dialog
            node_ref=dialog
            class="shortcuts"
            aria-labelledby="shortcuts-title"
            on:close=move |_| commands.closed(Window::Shortcuts)
        >
            // The keyboard begins at the top; the only button is at the end.
            <h2 id="shortcuts-title" tabindex="-1" autofocus>"Keyboard shortcuts"</h2>
            <h3>"Everywhere"</h3>
            <dl class="keys-list">{everywhere.collect_view()}</dl>
            {local.collect_view()}
            <div class="actions">
                <button type="button" class="primary" on:click=move |_| commands.open.set(None)>"Close"</button>
            </div>
        </dialog>
    }
}

fn row(keys: String, what: &'static str) -> impl IntoView {
    view! { <div><dt>{keys}</dt><dd>{what}</dd></div> }
}
