//! Which dialog of the bar at the top is open, and the ways to open one.

use super::browser::listen;
use crate::store::import::Imported;
use crate::table::Corrections;
use leptos::prelude::*;
use litemap::LiteMap;
use send_wrapper::SendWrapper;
use std::sync::Arc;
use web_sys::{DragEvent, File};

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The scenario as a link.
    Share,
    /// Files that leave and come.
    Files,
}

/// What was brought to be looked at, and how far one is with it.
#[derive(Clone, Debug)]
pub enum Brought {
    /// Nothing yet.
    Nothing,
    /// A file that nobody has read yet.
    File(SendWrapper<File>),
    /// The file of this name is being read.
    Reading(String),
    /// It cannot be taken, and why.
    Refused(String),
    /// What it holds, with what it is called.
    Found(String, Arc<Imported>),
}

/// The state of the dialogs. None of it persists.
#[derive(Clone, Copy)]
pub struct Dialogs {
    /// The one that is open.
    pub open: RwSignal<Option<Kind>>,
    /// What was dropped or chosen to be looked at, and how far that is.
    pub brought: RwSignal<Brought>,
    /// What was said about tables that were imported, by their form.
    pub answers: StoredValue<LiteMap<String, Corrections>>,
}

impl Dialogs {
    /// No dialog.
    pub fn none() -> Self {
        Self {
            open: RwSignal::new(None),
            brought: RwSignal::new(Brought::Nothing),
            answers: StoredValue::new(LiteMap::new()),
        }
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

/// Takes files that are dropped anywhere on the page.
pub fn listen_for_drops(dialogs: Dialogs) {
    // Only files: text that is dragged belongs to the field it is dropped on.
    let has_files = |event: &DragEvent| {
        let transfer = event.data_transfer();
        transfer.is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
    };
    listen(&window(), "dragover", move |event: DragEvent| {
        if has_files(&event) {
            event.prevent_default();
        }
    });
    listen(&window(), "drop", move |event: DragEvent| {
        if !has_files(&event) {
            return;
        }
        event.prevent_default();
        let files = event.data_transfer().and_then(|transfer| transfer.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            dialogs.brought.set(Brought::File(SendWrapper::new(file)));
            dialogs.open.set(Some(Kind::Files));
        }
    });
}
