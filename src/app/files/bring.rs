//! Files and texts on their way in.

use crate::app::browser::listen;
use crate::app::dialogs::{Dialogs, Kind};
use crate::store::import::{ImportError, Imported, MAX_FILE, read};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File};

/// What was brought, and how far one is with it.
#[derive(Clone, Debug)]
pub enum Brought {
    /// Nothing yet.
    Nothing,
    /// The file of this name is being read.
    Reading(String),
    /// It cannot be taken, and why.
    Refused(String),
    /// What it holds, with what it is called.
    Found(String, Arc<Imported>),
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
            read_file(dialogs, &file);
        }
    });
}

/// Reads a file; its size is known before it is.
pub fn read_file(dialogs: Dialogs, file: &File) {
    dialogs.open.set(Some(Kind::Files));
    let name = file.name();
    if file.size() > MAX_FILE as f64 {
        return refuse(dialogs, &name, &ImportError::TooLarge(file.size() as usize).to_string());
    }
    dialogs.brought.set(Brought::Reading(name.clone()));
    let text = JsFuture::from(file.text());
    spawn_local(async move {
        match text.await.ok().and_then(|text| text.as_string()) {
            // Whoever closed the dialog meanwhile wants nothing of it.
            _ if !matches!(dialogs.brought.get_untracked(), Brought::Reading(_)) => {}
            Some(text) => found(dialogs, &name, &text),
            None => refuse(dialogs, &name, "the browser could not read it"),
        }
    });
}

/// Looks at a text.
pub fn found(dialogs: Dialogs, name: &str, text: &str) {
    match read(text) {
        Ok(found) => dialogs.brought.set(Brought::Found(name.to_owned(), Arc::new(found))),
        Err(error) => refuse(dialogs, name, &error.to_string()),
    }
}

fn refuse(dialogs: Dialogs, name: &str, why: &str) {
    dialogs.brought.set(Brought::Refused(format!("Nothing was taken from {name}: {why}.")));
}
