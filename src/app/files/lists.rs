//! What the previews of the dialog share: lists that are bounded, the way back.

use crate::app::dialogs::{Brought, Dialogs};
use crate::table::Plan;
use leptos::prelude::*;

/// How many entries of a list are shown; the others are counted.
pub const SHOWN: usize = 30;

/// What a driver's values are side by side in.
pub fn row_word(plan: &Plan) -> &'static str {
    if plan.is_turned { "column" } else { "row" }
}

/// How many entries are not shown.
pub fn others(all: usize) -> Option<impl IntoView> {
    let more = all.saturating_sub(SHOWN);
    (more > 0).then(|| view! { <li>{format!("and {more} more")}</li> })
}

/// The button that takes nothing.
pub fn back(dialogs: Dialogs) -> impl IntoView {
    view! {
        <button type="button" class="quiet" on:click=move |_| dialogs.brought.set(Brought::Nothing)>
            "Cancel"
        </button>
    }
}
