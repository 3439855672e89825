//! What can be chosen in a list.

use super::passing::passing;
use leptos::prelude::*;

/// One of the entries of a list, chosen as long as the state says so.
///
/// It sets the property: the attribute only says what is chosen at first, and is
/// passed over as soon as a person has chosen, so that the list would stay where
/// it is when undo or the address choose another.
pub fn option(value: impl Into<String>, label: impl Into<String>, is_chosen: Signal<bool>) -> AnyView {
    made(value.into(), label.into(), is_chosen)
}

fn made(value: String, label: String, is_chosen: Signal<bool>) -> AnyView {
    view! { <option value=value prop:selected=passing(move || is_chosen.get())>{label}</option> }.into_any()
}
