//! Whether the page works without a network, and whether a newer one waits.
//!
//! The service worker is looked after by a script of the page itself, which
//! says on the page's root how things stand. Nothing here persists.

use super::browser::{announce, listen};
use super::notice::Notice;
use super::storage::Saved;
use super::workspace::Workspace;
use leptos::prelude::*;

/// How things stand.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct State {
    /// The browser has no network.
    cut_off: bool,
    /// Every file is kept.
    kept: bool,
    /// A newer build waits to be taken.
    newer: bool,
}

impl State {
    fn now() -> Self {
        let root = document().document_element();
        let says = |name: &str| root.as_ref().is_some_and(|root| root.has_attribute(name));
        Self {
            cut_off: !window().navigator().on_line(),
            kept: says("data-offline"),
            newer: says("data-update"),
        }
    }

    fn follow() -> RwSignal<Self> {
        let state = RwSignal::new(Self::now());
        for kind in ["megahour:offline", "online", "offline"] {
            listen(&window(), kind, move |_: web_sys::Event| state.set(Self::now()));
        }
        state
    }
}

/// In the bar: that there is no network, and the newer build.
#[component]
pub fn Connection() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let state = State::follow();
    let cut_off = Memo::new(move |_| state.get().cut_off);
    let newer = Memo::new(move |_| state.get().newer);
    // The page is loaded again, and what waits to be saved is saved as it goes.
    let take = || announce("megahour:update", "");
    let ask = move |_| {
        if !matches!(workspace.saved.get_untracked(), Saved::Yes | Saved::Waiting) {
            let said = "This scenario is not saved: download it first, or the update loses it.";
            workspace.notice.set(Some(Notice::say(said).with("Update anyway", take)));
        } else {
            take();
        }
    };
    view! {
        <span class="connection" role="status">{move || cut_off.get().then_some("Offline")}</span>
        <span class="connection" role="status">
            {move || {
                newer.get().then(|| {
                    view! {
                        <button type="button" title="Saves, and loads the newer Megahour" on:click=ask>
                            "Update ready"
                        </button>
                    }
                })
            }}
        </span>
    }
}

/// At the end of the page.
#[component]
pub fn Footer() -> impl IntoView {
    let state = State::follow();
    let kept = Memo::new(move |_| state.get().kept);
    view! {
        <footer class="foot">
            <p role="status">{move || kept.get().then_some("Ready to work offline")}</p>
        </footer>
    }
}
