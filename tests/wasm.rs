//! What only a browser can show, in headless Chromium.
#![cfg(target_arch = "wasm32")]

#[path = "support/bits.rs"]
mod bits;
#[path = "wasm/charts.rs"]
mod charts;
#[path = "support/reference.rs"]
mod reference;
#[path = "wasm/bits.rs"]
mod simulations;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_application_mounts() {
    megahour::app::start();
    let text = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.body())
        .and_then(|body| body.text_content())
        .unwrap_or_default();
    assert!(text.contains("Megahour"), "the page says: {text}");
}
