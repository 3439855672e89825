//! All scenarios: the open one with its versions, new ones, and the list.

mod list;
mod new;
mod open;
mod row;
mod safe;
mod versions;

use crate::app::storage::Saved;
use crate::app::workspace::Workspace;
use leptos::prelude::*;

/// The Scenarios view.
#[component]
pub fn ScenariosView() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let kept = move || match workspace.saved.get() {
        Saved::Full => "Storage is full: changes are not saved. Download what you need, then delete some.",
        _ if workspace.lasts => "They are kept in this browser, on this device, and sent nowhere.",
        _ => "This browser keeps nothing for this page: they last until the tab closes.",
    };
    view! {
        <div class="scenarios">
            <div class="headline">
                <h1>"Scenarios"</h1>
                <p class="sub">{kept}</p>
            </div>
            {open::section(workspace)}
            {new::section(workspace)}
            {list::section(workspace)}
            {safe::section(workspace)}
        </div>
    }
}
