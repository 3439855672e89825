//! The Report view: the scenario as a memo, to read, print and take along.

use super::browser::download_text;
use super::chart_writing::writing;
use super::commands::actions::{PRINT_REPORT, SAVE_REPORT};
use super::figures;
use super::intl::{Local, day, today};
use super::notice::Notice;
use super::share::address_of;
use super::workspace::Workspace;
use crate::chart::of_model::of_model;
use crate::chart::of_scorecard::of_scorecard;
use crate::chart::{Chart, Theme, svg};
use crate::export::file_name;
use crate::export::report::{Picture, Report, Subject, file, html, report};
use crate::store::json;
use crate::store::route::View;
use leptos::prelude::*;

/// The size of a chart in CSS pixels: two stand side by side on a page.
const PICTURE: (u32, u32) = (380, 206);

/// What each plot of a chart adds to its height beyond the first.
const PANEL: u32 = 46;

/// The Report view.
#[component]
pub fn ReportView() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let is_shown = Memo::new(move |_| workspace.route.with(|route| route.view == View::Report));
    // Only while it is seen: a report costs more than the model.
    let body = Memo::new(move |before: Option<&String>| match is_shown.get() {
        true => html::body(&current(workspace)),
        false => before.cloned().unwrap_or_default(),
    });
    let print = move |_| {
        if let Err(error) = window().print() {
            leptos::logging::error!("the print dialog did not open: {error:?}");
        }
    };
    let save = move |_| {
        let document = workspace.document.get_untracked();
        let text = file::file(&untrack(|| current(workspace)), &json::write(&document));
        let name = file_name(&document.name, "report", &day(), "html");
        let said = match download_text(&name, "text/html", &text) {
            Ok(()) => "The report is saved as one file. It holds the scenario too.",
            Err(_) => "The browser took no file.",
        };
        workspace.notice.set(Some(Notice::say(said)));
    };
    view! {
        <div class="report-view">
            <div class="report-tools" role="group" aria-label="Take the report along">
                <button type="button" class="primary" data-action=PRINT_REPORT.id on:click=print>
                    {PRINT_REPORT.label}
                </button>
                <button type="button" data-action=SAVE_REPORT.id on:click=save>{SAVE_REPORT.label}</button>
            </div>
            // Its texts are escaped where they are written, in one place.
            <article class="report" aria-label="Report" inner_html=body></article>
        </div>
    }
}

/// The report as it is now; tracks the scenario.
fn current(workspace: Workspace) -> Report {
    let document = workspace.document.get();
    let catalogue = workspace.catalogue();
    // Only a scenario that is too large has none; the report says so.
    let link = address_of(View::Model, &document).ok();
    workspace.with_values(|_, values| {
        let writing = writing();
        let mut charts: Vec<Chart> =
            catalogue.charts.iter().map(|entry| of_model(entry, &catalogue, values, &writing)).collect();
        charts.extend(document.own_scorecard().map(|card| of_scorecard(card, figures::score)));
        report(Subject {
            name: &document.name,
            date: &today(),
            catalogue: &catalogue,
            values,
            assumed: &document.assumed,
            is_continued: &|driver, year| document.is_continued(driver, year),
            notes: &document.notes,
            scorecard: document.own_scorecard(),
            pricing: document.own_pricing(),
            currency: document.currency,
            pictures: charts.iter().filter_map(picture).collect(),
            link: link.as_deref(),
            numerals: &Local,
        })
    })
}

/// A chart on white, whatever the page's theme: the report is paper.
fn picture(chart: &Chart) -> Option<Picture> {
    let more = u32::try_from(chart.panels.len()).unwrap_or(1).saturating_sub(1);
    let drawn = svg::inline(chart, &Theme::light(), PICTURE.0, PICTURE.1 + more * PANEL);
    match drawn {
        Ok(svg) => Some(Picture { svg }),
        Err(error) => {
            leptos::logging::error!("{}: {error}", chart.title);
            None
        }
    }
}
