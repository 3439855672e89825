//! Whether a part of the page is on the screen.

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry};

/// Whether a part is on the screen; as long as that is not known, it is taken to
/// be.
pub fn is_on_screen<E>(part: NodeRef<E>) -> RwSignal<bool>
where
    E: ElementType,
    E::Output: JsCast + Clone + AsRef<Element> + 'static,
{
    let is_seen = RwSignal::new(true);
    Effect::new(move |is_followed: Option<bool>| {
        let Some(element) = part.get() else { return false };
        if is_followed != Some(true) {
            follow(element.as_ref(), is_seen);
        }
        true
    });
    is_seen
}

/// Keeps a signal true while an element is on the screen.
pub fn follow(element: &Element, is_seen: RwSignal<bool>) {
    let hear = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        if let Some(entry) = entries.iter().last() {
            // The element's view may have been left meanwhile.
            is_seen.try_set(entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting());
        }
    });
    if let Ok(observer) = IntersectionObserver::new(hear.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    hear.forget();
}
