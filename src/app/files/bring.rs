//! Files and texts on their way in.

use crate::app::dialogs::{Brought, Dialogs};
use crate::store::import::{ImportError, MAX_FILE, read};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Reads a file; its size is known before it is.
pub fn read_file(dialogs: Dialogs, file: &File) {
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
