//! The application in the page: the only code that touches the browser.

mod browser;
pub mod chart_canvas;
pub mod chart_files;
mod edits;
mod figures;
mod header;
mod intl;
mod model_view;
mod navigation;
mod notice;
mod storage;
mod theme;
mod workspace;

use crate::model::Catalogue;
use leptos::prelude::*;
use workspace::Workspace;

/// Mounts the application on the page's body.
pub fn start() {
    console_error_panic_hook::set_once();
    match Catalogue::new() {
        Ok(catalogue) => mount_to_body(move || view! { <App catalogue /> }),
        Err(errors) => {
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            mount_to_body(move || view! { <p role="alert">"The model has errors: " {errors.join("; ")}</p> });
        }
    }
}

#[component]
fn App(catalogue: Catalogue) -> impl IntoView {
    let workspace = Workspace::open(catalogue);
    provide_context(workspace);
    provide_context(theme::Theme::open());
    navigation::follow_address(workspace);
    navigation::name_the_page(workspace);
    edits::listen_for_undo(workspace);
    storage::keep_saved(workspace);
    storage::follow_other_windows(workspace);
    view! {
        <a class="skip" href="#main">"Skip to the model"</a>
        <header::Header />
        <main id="main" tabindex="-1">
            <model_view::ModelView />
        </main>
        <notice::Notices />
    }
}
