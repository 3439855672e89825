//! The style sheet of the parts that are fetched later. A release names it in the
//! page; a development build has it in the page, and there is nothing to fetch.

use super::browser::find;
use js_sys::Promise;
use leptos::prelude::{document, window};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlLinkElement;

thread_local! {
    /// The sheet on its way or there, once something asked for it.
    static SHEET: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Waits until the style sheet is in force.
///
/// # Errors
/// Where it cannot be fetched. The next time it is tried again.
pub async fn ready() -> Result<(), JsValue> {
    let Some(address) = find("meta[name=megahour-styles]").and_then(|meta| meta.get_attribute("content"))
    else {
        return Ok(());
    };
    let asked = SHEET.with_borrow_mut(|sheet| sheet.get_or_insert_with(|| fetch(&address)).clone());
    let came = JsFuture::from(asked).await;
    if came.is_err() {
        SHEET.take();
    }
    came.map(drop)
}

/// Puts the sheet into the page; what comes of it is told once.
fn fetch(address: &str) -> Promise {
    Promise::new(&mut |came, failed| {
        let put = || {
            let link: HtmlLinkElement = document().create_element("link")?.unchecked_into();
            link.set_rel("stylesheet");
            link.set_href(address);
            link.set_onload(Some(&came));
            link.set_onerror(Some(&failed));
            document().head().ok_or(JsValue::NULL)?.append_child(&link)
        };
        if let Err(error) = put() {
            // Nothing is left to do where a function that only notes cannot be called.
            let _ = failed.call1(&window(), &error);
        }
    })
}
