//! Files and texts on their way in.

use crate::app::dialogs::{Brought, Dialogs};
use crate::store::import::{ImportError, MAX_FILE, read, read_file as read_bytes};
use crate::table::{DecodeError, Encoding};
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Reads a file; its size is known before it is.
pub fn read_file(dialogs: Dialogs, file: &File) {
    let name = file.name();
    if file.size() > MAX_FILE as f64 {
        let error = ImportError::Bytes(DecodeError::TooLarge(file.size() as usize));
        return refuse(dialogs, &name, &error.to_string());
    }
    dialogs.brought.set(Brought::Reading(name.clone()));
    let bytes = JsFuture::from(file.array_buffer());
    spawn_local(async move {
        match bytes.await.ok().map(|bytes| Uint8Array::new(&bytes).to_vec()) {
            // Whoever closed the dialog meanwhile wants nothing of it.
            _ if !matches!(dialogs.brought.get_untracked(), Brought::Reading(_)) => {}
            Some(bytes) => match read_bytes(&bytes) {
                Ok((found, encoding)) => {
                    // UTF-8 is what everything is written in; the others are said.
                    let name = match encoding {
                        Encoding::Utf8 => name,
                        other => format!("{name} ({})", other.name()),
                    };
                    dialogs.brought.set(Brought::Found(name, Arc::new(found)));
                }
                Err(error) => refuse(dialogs, &name, &error.to_string()),
            },
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
