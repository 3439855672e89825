//! The way from one scenario to another, in the bar at the top.

use super::browser::find;
use super::later;
use super::workspace::Workspace;
use crate::store::document::Document;
use crate::store::route::{Route, View};
use leptos::prelude::*;

later::parts! {
    menu: Menu,
}

/// How many other scenarios the menu shows, the last edited first.
const SHOWN: usize = 8;

/// A button and its menu. What is in the menu is read when it opens.
#[component]
pub fn Switcher() -> impl IntoView {
    let is_open = RwSignal::new(false);
    let toggled = move |_| is_open.set(find("#switcher:popover-open").is_some());
    let content = move || is_open.get().then(|| later::shown(menu));
    view! {
        <button type="button" class="quiet switch" popovertarget="switcher" aria-label="Other scenarios">
            <span aria-hidden="true">"▾"</span>
        </button>
        <div id="switcher" class="switcher" popover="auto" role="group" aria-label="Other scenarios" on:toggle=toggled>
            {content}
        </div>
    }
}

#[component]
fn Menu() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let open = workspace.open_id();
    let listed = workspace.library.with_value(|library| library.list()).unwrap_or_default();
    let all = listed.len();
    let others: Vec<_> = listed
        .into_iter()
        .filter(|summary| summary.id != open && summary.broken.is_none())
        .take(SHOWN)
        .map(|summary| {
            let open = move |_| {
                workspace.open_scenario(&summary.id);
            };
            choice(format!("Open {}", summary.name), summary.name, open)
        })
        .collect();
    let new = move |_| {
        workspace.create_scenario(&Document::blank());
    };
    // A shared scenario stays until it is kept or left.
    let list = Route { view: View::Scenarios, ..workspace.route.get_untracked() }.to_string();
    view! {
        <ul>{others} {choice("New scenario".to_owned(), "New scenario".to_owned(), new)}</ul>
        <a href=list on:click=move |_| hide()>{format!("All scenarios ({all})")}</a>
    }
}

fn choice(label: String, text: String, run: impl Fn(web_sys::MouseEvent) + 'static) -> impl IntoView {
    view! {
        <li>
            <button
                type="button"
                class="plain"
                popovertarget="switcher"
                popovertargetaction="hide"
                aria-label=label
                on:click=run
            >
                {text}
            </button>
        </li>
    }
}

/// A link does not close the menu by itself.
fn hide() {
    if let Some(menu) = find("#switcher:popover-open")
        && let Err(error) = menu.hide_popover()
    {
        leptos::logging::warn!("the menu could not be closed: {error:?}");
    }
}
