//! Small pieces of the browser that several parts need.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget, HtmlElement};

/// Calls a function at every event of a kind for as long as the page lives.
pub fn listen<E: JsCast + 'static>(target: &EventTarget, kind: &str, mut call: impl FnMut(E) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| call(event.unchecked_into()));
    let added = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
    if let Err(error) = added {
        leptos::logging::warn!("no listener for {kind}: {error:?}");
    }
    // The page's own listeners live as long as the page.
    closure.forget();
}

/// The first element that a selector finds, if there is one.
pub fn find(selector: &str) -> Option<HtmlElement> {
    leptos::prelude::document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Moves the keyboard to an element after the page has been brought up to date.
pub fn focus_later(selector: String) {
    leptos::prelude::request_animation_frame(move || {
        if let Some(element) = find(&selector) {
            // An element that cannot take the focus leaves it where it was.
            let _ = element.focus();
        }
    });
}

/// Hands a text to the person as a file.
pub fn download_text(name: &str, kind: &str, text: &str) -> Result<(), wasm_bindgen::JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&text.into());
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let anchor: web_sys::HtmlAnchorElement = leptos::prelude::document().create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    web_sys::Url::revoke_object_url(&url)
}
