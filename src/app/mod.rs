//! The application in the page.

use leptos::prelude::*;

/// Mounts the application on the page's body.
pub fn start() {
    console_error_panic_hook::set_once();
    mount_to_body(|| view! { <h1>"Megahour"</h1> });
}
