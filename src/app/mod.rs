//! The application in the page: the only code that touches the browser.

mod browser;
pub mod chart_canvas;
mod chart_card;
pub mod chart_files;
mod chart_writing;
mod commands;
mod edits;
mod explanation;
mod field;
mod figures;
mod header;
mod intl;
mod model_view;
mod navigation;
mod notice;
mod report_view;
mod scorecard_view;
mod storage;
mod text_field;
mod theme;
mod workspace;

use crate::model::Catalogue;
use crate::store::route::View;
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
    let theme = theme::Theme::open();
    provide_context(theme);
    commands::provide(workspace, theme);
    navigation::follow_address(workspace);
    navigation::name_the_page(workspace);
    navigation::begin_at_the_top(workspace);
    storage::keep_saved(workspace);
    storage::follow_other_windows(workspace);
    let is_shown = move |view: View| workspace.route.with(|route| route.view == view);
    // A view that was visited stays: it comes back at once, as it was left.
    let visited = |view: View| Memo::new(move |was: Option<&bool>| was == Some(&true) || is_shown(view));
    let (model, scorecard) = (visited(View::Model), visited(View::Scorecard));
    let report = visited(View::Report);
    view! {
        <a class="skip" href="#main" on:click=skip>"Skip to the content"</a>
        <header::Header />
        <main id="main" tabindex="-1">
            <div hidden=move || !is_shown(View::Model)>
                <Show when=move || model.get()><model_view::ModelView /></Show>
            </div>
            <div hidden=move || !is_shown(View::Scorecard)>
                <Show when=move || scorecard.get()><scorecard_view::ScorecardView /></Show>
            </div>
            <div hidden=move || !is_shown(View::Report)>
                <Show when=move || report.get()><report_view::ReportView /></Show>
            </div>
        </main>
        <explanation::Explanation />
        <notice::Notices />
        <commands::Palette />
        <commands::Shortcuts />
    }
}

/// Moves the keyboard to the content. The link's own way there would change the
/// fragment, and with it the view.
fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    browser::focus("#main");
}
