//! The application in the page: the only code that touches the browser.

mod about_view;
mod beginnings;
mod browser;
pub mod chart_canvas;
mod chart_card;
mod chart_details;
pub mod chart_files;
mod chart_writing;
mod choice;
mod clipboard;
mod commands;
mod compare_view;
mod dialogs;
mod difference;
mod edits;
mod explained;
mod explanation;
mod field;
mod figures;
mod files;
mod first_hints;
mod guest;
mod header;
mod intl;
mod later;
mod modal;
mod model_view;
mod navigation;
mod notice;
mod offline;
mod on_screen;
mod passing;
mod pricing_view;
mod published_prices;
mod report_view;
mod scenario_actions;
mod scenarios_view;
mod scorecard_view;
mod share;
mod shared;
mod storage;
mod styles;
mod switcher;
mod table_plan;
mod text_field;
mod theme;
mod timeline;
mod views;
mod what_if_view;
mod workspace;

use crate::model::Catalogue;
use crate::model::catalogue::SharedCatalogue;
use crate::model::currency::Currency;
use crate::model::spec::ModelSpec;
use crate::store::route::View;
use commands::{Commands, Window};
use dialogs::{Dialogs, Kind};
use leptos::prelude::*;
use workspace::Workspace;

// The Model view is what most visits begin with; the rest is fetched later.
later::parts! {
    explanation: explanation::Explanation,
    files: files::FilesDialog,
    palette: commands::Palette,
    pricing: pricing_view::PricingView,
    about: about_view::AboutView,
    compare: compare_view::CompareView,
    report: report_view::ReportView,
    scenarios: scenarios_view::ScenariosView,
    scorecard: scorecard_view::ScorecardView,
    share: share::ShareDialog,
    shared: shared::SharedBanner,
    timeline: timeline::TimelineDialog,
    shortcuts: commands::Shortcuts,
    what_if: what_if_view::WhatIfView,
}

/// Mounts the application on the page's body.
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        // What was saved is then shown without this program.
        browser::announce("megahour:panic", &info.to_string());
    }));
    let catalogue = match Catalogue::of(&ModelSpec::default(), Currency::default()) {
        Ok(catalogue) => catalogue,
        Err(errors) => {
            return browser::announce("megahour:panic", &format!("the model has errors: {errors}"));
        }
    };
    let (library, denied) = storage::library();
    if library.is_empty().unwrap_or(false) {
        return mount(catalogue, storage::fresh(library, denied));
    }
    // Leptos has no executor before there is a page.
    wasm_bindgen_futures::spawn_local(async move {
        match storage::stored(library, denied).await {
            Ok(opened) => mount(catalogue, opened),
            Err(_) => browser::announce("megahour:unstarted", "a part of it could not be fetched"),
        }
    });
}

fn mount(catalogue: SharedCatalogue, opened: storage::Opened) {
    // The outline of the page that was there while the program loaded.
    if let Some(outline) = browser::find("#start") {
        outline.remove();
    }
    mount_to_body(move || view! { <App catalogue opened /> });
}

#[component]
fn App(catalogue: SharedCatalogue, opened: storage::Opened) -> impl IntoView {
    let workspace = Workspace::begin(catalogue, opened);
    workspace.follow_model();
    provide_context(workspace);
    let theme = theme::Theme::open();
    provide_context(theme);
    let dialogs = Dialogs::none();
    provide_context(dialogs);
    let commands = commands::provide(workspace, theme, dialogs);
    dialogs::listen_for_drops(dialogs);
    navigation::follow_address(workspace);
    navigation::name_the_page(workspace);
    navigation::begin_at_the_top(workspace);
    storage::keep_saved(workspace);
    storage::follow_other_windows(workspace);
    storage::fetch_when_needed(workspace);
    let explains = once(move || workspace.route.with(|route| route.line.is_some()));
    view! {
        <a class="skip" href="#main" on:click=skip>"Skip to the content"</a>
        <header::Header />
        {banner(workspace)}
        <main id="main" tabindex="-1">
            {panel(workspace, View::Model, || view! { <model_view::ModelView /> }.into_any())}
            {panel(workspace, View::Scorecard, || later::shown(scorecard))}
            {panel(workspace, View::Pricing, || later::shown(pricing))}
            {panel(workspace, View::Compare, || later::shown(compare))}
            {panel(workspace, View::WhatIf, || later::shown(what_if))}
            {panel(workspace, View::Report, || later::shown(report))}
            {panel(workspace, View::Scenarios, || later::shown(scenarios))}
            {panel(workspace, View::About, || later::shown(about))}
        </main>
        <offline::Footer />
        <div class="explaining">{move || explains.get().then(|| later::shown(explanation))}</div>
        {dialog(dialogs, Kind::Share, || later::shown(share))}
        {dialog(dialogs, Kind::Files, || later::shown(files))}
        <notice::Notices />
        {window_of(commands, Window::Palette, || later::shown(palette))}
        {window_of(commands, Window::Shortcuts, || later::shown(shortcuts))}
        {window_of(commands, Window::Timeline, || later::shown(timeline))}
    }
}

/// The place of a view. It is made when it is first shown, and stays then,
/// hidden: it comes back at once, as it was left.
fn panel(workspace: Workspace, view: View, make: fn() -> AnyView) -> AnyView {
    let is_shown = move || workspace.route.with(|route| route.view == view);
    let is_visited = once(is_shown);
    let shown = move || {
        workspace.track_model();
        is_visited.get().then(make)
    };
    view! { <div hidden=move || !is_shown()>{shown}</div> }.into_any()
}

/// The place above the content that tells of a shared scenario, made when the
/// address first holds one.
fn banner(workspace: Workspace) -> AnyView {
    let has_link = move || workspace.route.with(|route| route.shared.is_some());
    let was_there = once(has_link);
    (move || was_there.get().then(|| later::shown(shared))).into_any()
}

/// The place of a dialog, made when it is first opened.
fn dialog(dialogs: Dialogs, kind: Kind, make: fn() -> AnyView) -> AnyView {
    let was_opened = once(move || dialogs.shows(kind));
    (move || was_opened.get().then(make)).into_any()
}

/// Whether something has been so at least once.
fn once(is_so: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    Memo::new(move |was: Option<&bool>| was == Some(&true) || is_so())
}

/// Moves the keyboard to the content. The link's own way there would change the
/// fragment, and with it the view.
fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    browser::focus("#main");
}

/// The place of what a command opens, made when it is first opened.
fn window_of(commands: Commands, window: Window, make: fn() -> AnyView) -> AnyView {
    let was_opened = once(move || commands.open.get() == Some(window));
    (move || was_opened.get().then(make)).into_any()
}
