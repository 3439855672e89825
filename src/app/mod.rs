//! The application in the page.

pub mod chart_canvas;
pub mod chart_files;

use leptos::prelude::*;

/// Mounts the application on the page's body.
pub fn start() {
    console_error_panic_hook::set_once();
    mount_to_body(|| view! { <h1>"Megahour"</h1> });
}
