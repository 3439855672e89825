//! One window writes at a time.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

/// Does something while no other window of this page does, soon. A browser
/// without Web Locks does it at once: the base revision still holds.
pub fn alone(what: impl Fn() + Clone + 'static) {
    let Some(asked) = ask(what.clone()) else {
        what();
        return;
    };
    spawn_local(async move {
        if JsFuture::from(asked).await.is_err() {
            what();
        }
    });
}

/// Asks for the lock; the promise is kept once it was held and given back.
fn ask(what: impl Fn() + 'static) -> Option<Promise> {
    let locks =
        Reflect::get(&window().navigator(), &"locks".into()).ok().filter(|locks| locks.is_object())?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let name = super::local::full("library");
    let held = Closure::once_into_js(what);
    request.call2(&locks, &name.into(), &held).ok()?.dyn_into().ok()
}
