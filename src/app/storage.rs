//! The working scenario in local storage.
//!
//! Storage can be absent, denied or full: the app then works in memory and says
//! so. What is stored but broken is set aside, reported, and never overwritten.

use super::browser::{download_text, listen};
use super::notice::Notice;
use super::theme::Choice;
use super::workspace::Workspace;
use crate::store::document::Document;
use crate::store::json;
use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::*;
use std::time::Duration;

/// How long after the last change the scenario is saved.
const SAVE_AFTER: Duration = Duration::from_millis(300);

/// Whether the scenario is in local storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is.
    Yes,
    /// A change waits to be saved.
    Waiting,
    /// Storage is full.
    Full,
    /// There is no storage, or the browser denies it.
    Unavailable,
}

/// What was found at the start.
pub struct Opened {
    /// The stored scenario, or the sample.
    pub document: Document,
    /// Whether it is stored.
    pub saved: Saved,
    /// What the person should know about it.
    pub notice: Option<Notice>,
}

/// The storage, probed through the browser's own interface: gloo's panics
/// where the browser denies it.
fn available() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten().map(|_| LocalStorage::raw())
}

/// A key of ours. Sites under different paths of one host share an origin, so
/// keys carry the path.
fn key(name: &str) -> String {
    let path = window().location().pathname().unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("megahour:{folder}/:{name}")
}

fn read_item(name: &str) -> Option<String> {
    available()?.get_item(&key(name)).ok().flatten()
}

/// Opens the stored scenario; the sample where there is none that can be read.
pub fn open() -> Opened {
    if available().is_none() {
        let notice =
            Notice::say("This browser keeps nothing for this page: work is lost when the tab closes.");
        return Opened { document: Document::sample(), saved: Saved::Unavailable, notice: Some(notice) };
    }
    let Some(text) = read_item("scenario") else {
        return Opened { document: Document::sample(), saved: Saved::Yes, notice: None };
    };
    match json::read(&text) {
        Ok(opened) if opened.repairs.is_empty() => {
            Opened { document: opened.document, saved: Saved::Yes, notice: None }
        }
        Ok(opened) => {
            let said = format!("The stored scenario was mended. {}", opened.repairs.join(" "));
            let notice = set_aside(&text, &said);
            Opened { document: opened.document, saved: Saved::Yes, notice: Some(notice) }
        }
        Err(error) => {
            let notice = set_aside(&text, &format!("The stored scenario could not be opened: {error}."));
            Opened { document: Document::sample(), saved: Saved::Yes, notice: Some(notice) }
        }
    }
}

/// Keeps a text that could not be opened as it is under a key of its own.
fn set_aside(text: &str, said: &str) -> Notice {
    let kept = available().is_some_and(|storage| {
        let free = (1_u32..).map(|number| key(&format!("set-aside:{number}")));
        // The same broken text, met again, is not set aside twice.
        let place = free.into_iter().find(|key| match storage.get_item(key) {
            Ok(Some(kept)) => kept == text,
            _ => true,
        });
        place.is_some_and(|place| storage.set_item(&place, text).is_ok())
    });
    let where_to =
        if kept { " It is set aside as it was." } else { " It could not be set aside: download it now." };
    let text = text.to_owned();
    Notice::say(format!("{said}{where_to}")).with("Download it", move || {
        if let Err(error) = download_text("megahour-set-aside.json", "application/json", &text) {
            leptos::logging::error!("the download failed: {error:?}");
        }
    })
}

/// Saves the scenario shortly after each change, and when the page is left.
pub fn keep_saved(workspace: Workspace) {
    let save = move || {
        if workspace.saved.get_untracked() == Saved::Waiting {
            let text = workspace.document.with_untracked(|document| json::write(document));
            workspace.saved.set(write("scenario", &text));
        }
    };
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |first: Option<()>| {
        workspace.document.track();
        if first.is_none() {
            return;
        }
        if workspace.saved.get_untracked() != Saved::Unavailable {
            workspace.saved.set(Saved::Waiting);
        }
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
        timer.set_value(set_timeout_with_handle(save, SAVE_AFTER).ok());
    });
    listen(&window(), "pagehide", move |_: web_sys::Event| save());
    listen(&document(), "visibilitychange", move |_: web_sys::Event| save());
}

/// Follows a change that another window of this page saved, as a step that can
/// be undone here, unless a change of this window waits to be saved itself.
pub fn follow_other_windows(workspace: Workspace) {
    listen(&window(), "storage", move |event: web_sys::StorageEvent| {
        if event.key() != Some(key("scenario")) || workspace.saved.get_untracked() == Saved::Waiting {
            return;
        }
        if let Some(Ok(opened)) = event.new_value().map(|text| json::read(&text)) {
            workspace.edit("Change in another window", None, |_| opened.document);
            workspace.notice.set(Some(Notice::say("Another window changed this scenario: shown here too.")));
        }
    });
}

fn write(name: &str, text: &str) -> Saved {
    match available().map(|storage| storage.set_item(&key(name), text)) {
        Some(Ok(())) => Saved::Yes,
        Some(Err(_)) => Saved::Full,
        None => Saved::Unavailable,
    }
}

/// The stored choice of theme.
pub fn read_theme() -> Choice {
    read_item("theme").map_or(Choice::System, |word| Choice::of(&word))
}

/// Stores the choice of theme.
pub fn write_theme(choice: Choice) {
    // A choice that cannot be stored holds until the page closes.
    let _ = write("theme", choice.word());
}

/// A word or two about how the person likes the page, stored under a name.
pub fn remembered(name: &str) -> Option<String> {
    read_item(name)
}

/// Stores such words.
pub fn remember(name: &str, words: &str) {
    // What cannot be stored holds until the page closes.
    let _ = write(name, words);
}
