//! The keyboard: which key does which action.

use super::Commands;
use super::actions::{ACTIONS, Keys};
use crate::app::browser::{self, listen};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// Does the actions whose keys are pressed, wherever the keyboard is. Fields
/// take effect as one types, so that their own undo would fight with the
/// scenario's; those that do not are marked and keep their own. A sign alone is
/// no command where one types, nor is anything while a dialog is open.
pub fn listen_for_commands(commands: Commands) {
    listen(&window(), "keydown", move |event: KeyboardEvent| {
        // A table or a field may have taken the key for itself.
        if event.default_prevented() {
            return;
        }
        let action = ACTIONS.iter().find(|action| action.keys.iter().any(|keys| fits(&event, keys)));
        let Some(action) = action else { return };
        let is_sign = action.keys.iter().any(|keys| !keys.command);
        let is_taken = match action.id {
            "undo" | "redo" => is_within(&event, "[data-own-undo]"),
            _ => browser::find("dialog[open]").is_some(),
        };
        if is_taken || (is_sign && is_within(&event, "input, textarea, select, [role=grid]")) {
            return;
        }
        event.prevent_default();
        commands.run(action);
    });
}

fn fits(event: &KeyboardEvent, keys: &Keys) -> bool {
    let command = event.ctrl_key() || event.meta_key();
    browser::key_of(event).to_ascii_lowercase() == keys.key
        && command == keys.command
        && !event.alt_key()
        && keys.shift.is_none_or(|shift| shift == event.shift_key())
}

fn is_within(event: &KeyboardEvent, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Keys of [`actions::LOCAL`](super::actions::LOCAL) as they are told here.
pub fn told_local(keys: &str) -> String {
    if is_mac() { keys.replace("Ctrl+", "⌘") } else { keys.to_owned() }
}

fn is_mac() -> bool {
    window().navigator().platform().is_ok_and(|platform| platform.starts_with("Mac"))
}

/// How keys are told: `Ctrl+Shift+Z`, on a Mac `⇧⌘Z`.
pub fn told(keys: &Keys) -> String {
    let key = keys.key.to_ascii_uppercase();
    let shift = keys.shift == Some(true);
    match (keys.command, is_mac()) {
        (false, _) => key,
        (true, true) => format!("{}⌘{key}", if shift { "⇧" } else { "" }),
        (true, false) => format!("Ctrl+{}{key}", if shift { "Shift+" } else { "" }),
    }
}
