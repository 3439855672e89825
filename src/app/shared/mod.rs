//! What is said above a scenario that came in a link, and what one can do.

use super::clipboard;
use super::workspace::Workspace;
use crate::store::link;
use crate::store::repairs;
use crate::store::route::{Route, View};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How a link was opened.
#[derive(Clone, Debug, PartialEq)]
enum Link {
    /// There is none.
    None,
    /// Its scenario is shown; what was mended.
    Shown(Vec<String>),
    /// It cannot be opened: its text, and why.
    Damaged(Arc<str>, String),
}

/// The banner of a shared scenario; nothing where there is none.
#[component]
pub fn SharedBanner() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let link = RwSignal::new(Link::None);
    let payload = Memo::new(move |_| workspace.route.with(|route| route.shared.clone()));
    Effect::new(move || {
        if payload.with(Option::is_some) {
            workspace.guest_kept.set(false);
        }
        let opened = payload.get().map(|payload| link::decode(&payload).map_err(|error| (payload, error)));
        link.set(match opened {
            Some(Ok(opened)) => {
                workspace.show_guest(opened.document);
                Link::Shown(opened.repairs)
            }
            Some(Err((payload, error))) => {
                workspace.show_own();
                Link::Damaged(payload, error.to_string())
            }
            None => {
                workspace.show_own();
                Link::None
            }
        });
    });
    move || match link.get() {
        Link::None => workspace.guest_kept.get().then(|| kept(workspace)).into_any(),
        Link::Shown(repairs) => shown(workspace, &repairs),
        Link::Damaged(text, why) => damaged(workspace, text, why),
    }
}

fn shown(workspace: Workspace, repairs: &[String]) -> AnyView {
    let mended =
        (!repairs.is_empty()).then(|| format!(" The link was mended. {}", repairs::in_short(repairs)));
    let all = repairs::has_more(repairs).then(|| {
        let list = repairs::listed(repairs).into_iter().map(|repair| view! { <li>{repair}</li> });
        view! { <details><summary>"What was mended"</summary><ul>{list.collect_view()}</ul></details> }
    });
    let keep = move |_| {
        // Where it cannot be kept, it is said, and the link stays.
        let _ = workspace.keep_guest();
    };
    let compare = move |_| {
        let with = vec![workspace.open_id()];
        let here = workspace.route.get_untracked();
        workspace.go(Route { view: View::Compare, line: None, cell: None, at: None, with, ..here }, true);
    };
    view! {
        <section class="banner" aria-label="Shared scenario">
            <p role="status">
                "This is a shared scenario. Your own is as you left it; changing something here keeps a copy first."
                {mended}
            </p>
            <div class="actions">
                <button type="button" class="primary" on:click=keep>"Keep a copy"</button>
                <button type="button" on:click=compare>"Compare with mine"</button>
                <button type="button" on:click=move |_| workspace.leave_link(true)>"Back to mine"</button>
            </div>
            {all}
        </section>
    }
    .into_any()
}

fn kept(workspace: Workspace) -> AnyView {
    view! {
        <section class="banner" aria-label="Shared scenario">
            <p role="status">
                "The shared scenario is kept: this copy is yours. The one that you had before is in the list of scenarios."
            </p>
            <div class="actions">
                <button type="button" on:click=move |_| workspace.guest_kept.set(false)>"Dismiss"</button>
            </div>
        </section>
    }
    .into_any()
}

fn damaged(workspace: Workspace, text: Arc<str>, why: String) -> AnyView {
    let said = RwSignal::new(String::new());
    let (to_copy, to_keep) = (text.clone(), text);
    let copy = move |_| {
        let text = to_copy.clone();
        spawn_local(async move {
            let words = match clipboard::copy(&text).await {
                true => "The link's text is on the clipboard.",
                false => "This browser does not let the page copy: download the text.",
            };
            said.set(words.to_owned());
        });
    };
    let download = move |_| {
        workspace.hand_out("megahour-link.txt", "text/plain", &to_keep);
    };
    view! {
        <section class="banner damaged" aria-label="Damaged link">
            <p role="alert">
                "This link can't be opened: " {why} ". What you see is your own scenario. Ask for the link again, or for a file."
            </p>
            <div class="actions">
                <button type="button" on:click=copy>"Copy its text"</button>
                <button type="button" on:click=download>"Download its text"</button>
                <button type="button" on:click=move |_| workspace.leave_link(false)>"Dismiss"</button>
            </div>
            <p role="status">{said}</p>
        </section>
    }
    .into_any()
}
