//! The way to each view: in the bar, and at the bottom of a phone.

use super::browser::{focus, listen};
use super::workspace::Workspace;
use crate::store::route::{Route, View};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, KeyboardEvent, MouseEvent, Node};

/// How many views stand in the open where there is no room for all.
const IN_THE_OPEN: usize = 4;

/// The first views in the open, the others behind a button where there is no
/// room for all; a button in place of a single view would gain nothing.
fn parts() -> (&'static [View], &'static [View]) {
    let all = View::ALL;
    all.split_at(if all.len() > IN_THE_OPEN + 1 { IN_THE_OPEN } else { all.len() })
}

/// The way to each view.
#[component]
pub fn Views() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let (first, rest) = parts();
    view! {
        <nav class="views" aria-label="Views">
            {links(workspace, first)}
            {(!rest.is_empty()).then(|| more(workspace, rest))}
        </nav>
    }
}

fn links(workspace: Workspace, views: &'static [View]) -> Vec<impl IntoView> {
    let link = |view: View| {
        let address = move || Route { view, line: None, at: None, ..workspace.route.get() }.to_string();
        let is_here = move || workspace.route.with(|route| route.view == view).then_some("page");
        view! { <a href=address aria-current=is_here class:quiet={view == View::About}>{view.label()}</a> }
    };
    views.iter().copied().map(link).collect()
}

/// The other views, and the button that shows them where they are not shown
/// anyway.
fn more(workspace: Workspace, views: &'static [View]) -> impl IntoView {
    // Whether they are shown. Does not persist.
    let open = RwSignal::new(false);
    let holds =
        |node: &Node| super::browser::find(".views .rest").is_some_and(|rest| rest.contains(Some(node)));
    listen(&window(), "click", move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        if open.get_untracked() && !target.is_some_and(|node| holds(&node)) {
            open.set(false);
        }
    });
    let close = move || {
        open.set(false);
        focus(".views .more");
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" if open.get_untracked() => {
            event.prevent_default();
            close();
        }
        _ => {}
    };
    let on_leave = move |event: FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        if to.is_some_and(|node| !holds(&node)) {
            open.set(false);
        }
    };
    // The link that was followed disappears: the keyboard goes back to the button.
    let on_follow = move |_| {
        if open.get_untracked() {
            close();
        }
    };
    let is_here = move || workspace.route.with(|route| views.contains(&route.view)).then_some("true");
    view! {
        <div class="rest" on:keydown=on_key on:focusout=on_leave>
            <button
                type="button"
                class="more"
                aria-expanded=move || open.get().to_string()
                aria-controls="more-views"
                aria-current=is_here
                on:click=move |_| open.update(|open| *open = !*open)
            >
                "More"
            </button>
            <div id="more-views" class:open=open on:click=on_follow>{links(workspace, views)}</div>
        </div>
    }
}
