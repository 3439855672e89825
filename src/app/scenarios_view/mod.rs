//! All scenarios: the open one with its versions, new ones, and the list.

mod list;
mod new;
mod open;
mod row;
mod safe;
mod versions;

use crate::app::workspace::Workspace;
use leptos::prelude::*;

/// The Scenarios view.
#[component]
pub fn ScenariosView() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    view! {
        <div class="scenarios">
            <div class="headline">
                <h1>"Scenarios"</h1>
                <p class="sub">{if workspace.lasts {
                    "They are kept in this browser, on this device, and sent nowhere."
                } else {
                    "This browser keeps nothing for this page: they last until the tab closes."
                }}</p>
            </div>
            {open::section(workspace)}
            {new::section(workspace)}
            {list::section(workspace)}
            {safe::section(workspace)}
        </div>
    }
}
