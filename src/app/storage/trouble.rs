//! What is done about storage that does not do its work.

use crate::app::browser::download_text;
use crate::app::intl::day;
use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::export::file_name;
use crate::store::document::Document;
use crate::store::json;
use crate::store::library::Trouble;
use crate::store::repairs;
use js_sys::Reflect;
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

/// What stored texts are.
const JSON: &str = "application/json";

/// What to say of what could not be opened, or only mended.
pub fn notice(trouble: &[Trouble]) -> Option<Notice> {
    let first = trouble.first()?;
    let said = match &first.error {
        None => format!("The stored scenario was mended. {}", repairs::in_short(&first.repairs)),
        Some(error) => format!("The stored scenario could not be opened: {error}."),
    };
    // What could not be set aside is what the person has to know of.
    let lost = trouble.iter().find(|one| !one.kept);
    let place = match (lost, trouble.len()) {
        (None, 1) => " It is kept as it was.",
        (None, _) => " It is kept as it was, and so are others.",
        (Some(_), 1) => " It could not be set aside: download it now.",
        (Some(_), _) => " What was stored could not all be set aside: download it now.",
    };
    let text = lost.unwrap_or(first).text.clone();
    Some(Notice::say(format!("{said}{place}")).with("Download it", move || {
        // There is no page yet when this message is made.
        if let Err(error) = download_text("megahour-set-aside.json", JSON, &text) {
            leptos::logging::error!("the download failed: {error:?}");
        }
    }))
}

/// Hands a scenario to the person as a file.
pub fn download_scenario(workspace: Workspace, document: &Document) {
    download(workspace, &file_name(&document.name, "scenario", &day(), "json"), &json::write(document));
}

/// Hands a stored text to the person as it is.
pub fn download(workspace: Workspace, name: &str, text: &str) {
    workspace.hand_out(name, JSON, text);
}

/// Asks the browser not to clear this page's storage on its own. What it
/// answers changes nothing here.
pub fn ask_to_persist() {
    let navigator = window().navigator();
    // Pages without encryption have no storage manager.
    if !Reflect::get(&navigator, &"storage".into()).is_ok_and(|manager| manager.is_object()) {
        return;
    }
    if let Ok(asked) = navigator.storage().persist() {
        spawn_local(async move {
            let _ = JsFuture::from(asked).await;
        });
    }
}
