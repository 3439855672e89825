//! Texts for the clipboard.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Clipboard;

/// Puts a text on the clipboard; false where the browser does not let the page.
pub async fn copy(text: &str) -> bool {
    // Pages without a secure origin have no clipboard at all.
    let clipboard = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"));
    let clipboard = clipboard.ok().filter(|clipboard| !clipboard.is_undefined());
    match clipboard.map(JsCast::unchecked_into::<Clipboard>) {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}
