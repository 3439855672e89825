//! Ways for a link to leave: the clipboard, the system's own sheet.

use crate::app::browser::focus;
use crate::app::clipboard;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ShareData;

/// Puts a text on the clipboard and says how that went.
pub fn copy(text: String, said: RwSignal<String>) {
    spawn_local(async move {
        if clipboard::copy(&text).await {
            said.set("The link is on the clipboard.".to_owned());
        } else {
            focus("#share-link");
            said.set(
                "This browser does not let the page copy. The link is selected: copy it from there."
                    .to_owned(),
            );
        }
    });
}

/// The button that opens the system's sheet, where there is one.
pub fn system_sheet(
    name: impl Fn() -> String + 'static,
    link: String,
    said: RwSignal<String>,
) -> Option<impl IntoView> {
    js_sys::Reflect::has(&window().navigator(), &JsValue::from_str("share")).unwrap_or(false).then(|| {
        let open = move |_| {
            let data = ShareData::new();
            data.set_title(&name());
            data.set_url(&link);
            let shared = JsFuture::from(window().navigator().share_with_data(&data));
            spawn_local(async move {
                // Whoever closes the sheet has changed their mind: no fault.
                let refused =
                    shared.await.err().and_then(|error| error.dyn_into::<web_sys::DomException>().ok());
                if refused.is_some_and(|error| error.name() != "AbortError") {
                    said.set("The system did not take the link: copy it instead.".to_owned());
                }
            });
        };
        view! { <button type="button" on:click=open>"Send …"</button> }
    })
}
