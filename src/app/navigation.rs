//! The address bar and the page's title.

use super::browser::listen;
use super::notice::Notice;
use super::workspace::Workspace;
use crate::store::link;
use crate::store::route::{About, Route, View, Year};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Opens what the address says, now and whenever it changes.
pub fn follow_address(workspace: Workspace) {
    let read = move || {
        let fragment = window().location().hash().unwrap_or_default();
        let mut route = Route::parse(&fragment);
        let is_line = |line: &String| route.view == View::Pricing || workspace.line(line).is_some();
        if !route.line.as_ref().is_none_or(is_line) {
            route.line = None;
        }
        // A shared scenario may have more years than the one that is shown yet.
        let years = workspace.document.with_untracked(|document| document.years());
        let has_no_such_year = route.shared.is_none() && route.year >= years;
        if has_no_such_year {
            route = Route { year: 0, ..route };
        }
        // An address that names what is not there would stay in bookmarks.
        if has_no_such_year
            || Route::is_damaged(&fragment)
            || (route.line.is_none() && fragment.contains("line="))
        {
            let label = route.view.label();
            let said = format!("The address names something that is not there. This is the {label} view.");
            workspace.notice.set(Some(Notice::say(said).at(route.clone())));
            workspace.write(&route, false);
        } else if link::mended(&fragment) != fragment {
            // What was encoded on its way is kept as it was sent.
            workspace.write(&route, false);
        }
        if workspace.route.get_untracked() != route {
            workspace.route.set(route);
        }
    };
    read();
    listen(&window(), "hashchange", move |_: web_sys::Event| read());
    listen(&window(), "popstate", move |_: web_sys::Event| read());
}

/// Names the page after the view and the scenario.
pub fn name_the_page(workspace: Workspace) {
    let title = Memo::new(move |_| {
        let name = workspace.document.with(|document| document.name.clone());
        let view = workspace.route.with(|route| route.view.label());
        format!("{view} · {name} · Megahour")
    });
    // Browsers take their time over a title, also over the same one again.
    Effect::new(move || title.with(|title| document().set_title(title)));
}

/// Begins every view at its top.
pub fn begin_at_the_top(workspace: Workspace) {
    let view = Memo::new(move |_| workspace.route.with(|route| route.view));
    Effect::new(move |before: Option<View>| {
        let view = view.get();
        if before.is_some_and(|before| before != view) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        view
    });
}

impl Workspace {
    /// Opens the explanation of a line, as a place to come back from.
    pub fn explain(&self, line: &str, year: Year) {
        self.go(self.explaining(line, year), true);
    }

    /// Shows a driver's field in the Model view, and moves the keyboard there.
    pub fn go_to_driver(&self, id: &str) {
        self.go(
            Route { view: View::Model, line: None, cell: None, at: None, ..self.route.get_untracked() },
            true,
        );
        let field = format!("#driver-{id}");
        // The view begins at its top first, and may have to be made.
        request_animation_frame(move || request_animation_frame(move || super::browser::focus(&field)));
    }

    /// Moves an open explanation to another cell, in place of the present one.
    pub fn follow_explanation(&self, line: &str, year: Year) {
        self.go(self.explaining(line, year), false);
    }

    /// Where a cell is explained. The year that the page shows stays.
    fn explaining(&self, line: &str, cell: Year) -> Route {
        Route { line: Some(line.to_owned()), at: None, ..self.route.get_untracked() }.with_cell(Some(cell))
    }

    /// Explains a line's cell by its keys, or its total: as a place to come back
    /// from, or in place of an explanation that is open.
    pub fn explain_at(&self, line: &str, at: Option<String>, remember: bool) {
        self.go(Route { line: Some(line.to_owned()), at, ..self.route.get_untracked() }, remember);
    }

    /// Closes the explanation.
    pub fn close_explanation(&self) {
        self.go(Route { line: None, cell: None, at: None, ..self.route.get_untracked() }, true);
    }

    /// Shows another year, as a place to come back from.
    pub fn show_year(&self, year: usize) {
        let route = self.route.get_untracked();
        let cell = route.cell;
        self.go(Route { year, ..route }.with_cell(cell), true);
    }

    /// Asks about another line in the What-if view, in place of the present one:
    /// arrow keys walk through many on their way to the one that is meant.
    pub fn ask_about(&self, about: About) {
        self.go(Route { about: Some(about), ..self.route.get_untracked() }, false);
    }

    /// Asks about a year of a line or about its total, and shows that year, as a
    /// place to come back from.
    pub fn ask_about_year(&self, line: String, year: Option<usize>) {
        let here = self.route.get_untracked();
        let about = Some(About { line, is_total: year.is_none() });
        self.go(Route { about, year: year.unwrap_or(here.year), ..here }, true);
    }

    /// Shows what the open scenario is like beside others, by their ids.
    pub fn compare_with(&self, with: Vec<String>) {
        self.go(Route { view: View::Compare, with, ..self.route.get_untracked() }, false);
    }

    /// Goes to a place: a new entry in the browser's history, or in place of
    /// the present one.
    pub(super) fn go(&self, route: Route, remember: bool) {
        if self.route.get_untracked() == route {
            return;
        }
        self.write(&route, remember);
        self.route.set(route);
    }

    /// Writes a place into the address bar.
    fn write(&self, route: &Route, remember: bool) {
        let address = route.to_string();
        let written = window().history().and_then(|history| {
            // The path stays, so that the app works under any.
            let url = Some(address.as_str());
            match remember {
                true => history.push_state_with_url(&JsValue::NULL, "", url),
                false => history.replace_state_with_url(&JsValue::NULL, "", url),
            }
        });
        if let Err(error) = written {
            leptos::logging::warn!("the address could not be written: {error:?}");
        }
    }
}
