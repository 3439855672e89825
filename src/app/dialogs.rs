//! Which dialog of the bar at the top is open, and the ways to open one.

use super::files::Brought;
use leptos::prelude::*;

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The scenario as a link.
    Share,
    /// Files that leave and come.
    Files,
}

/// The state of the dialogs. None of it persists.
#[derive(Clone, Copy)]
pub struct Dialogs {
    /// The one that is open.
    pub open: RwSignal<Option<Kind>>,
    /// What was dropped or chosen to be looked at, and how far that is.
    pub brought: RwSignal<Brought>,
}

impl Dialogs {
    /// No dialog.
    pub fn none() -> Self {
        Self { open: RwSignal::new(None), brought: RwSignal::new(Brought::Nothing) }
    }

    /// Whether one of them is open; tracks it.
    pub fn shows(&self, kind: Kind) -> bool {
        self.open.get() == Some(kind)
    }

    /// Closes what is open.
    pub fn close(&self) {
        self.open.set(None);
        self.brought.set(Brought::Nothing);
    }
}

/// The buttons in the bar.
pub fn buttons() -> impl IntoView {
    let dialogs = expect_context::<Dialogs>();
    let button = |kind: Kind, label: &'static str| {
        view! {
            <button type="button" aria-haspopup="dialog" on:click=move |_| dialogs.open.set(Some(kind))>
                {label}
            </button>
        }
    };
    view! {
        {button(Kind::Share, "Share")}
        {button(Kind::Files, "Files")}
    }
}
