//! The timeline: how many years the scenario has, and its first month.

use crate::app::choice::option;
use crate::app::commands::{Commands, Window};
use crate::app::modal::modal;
use crate::app::workspace::Workspace;
use crate::model::listed::listed;
use crate::model::timeline::{MAX_YEARS, Timeline, YearMonth};
use crate::store::document::{Document, Entry};
use leptos::prelude::*;

/// The dialog. It stays open while the views behind it are made anew.
#[component]
pub fn TimelineDialog() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let commands = expect_context::<Commands>();
    let close = move || commands.open.set(None);
    modal(
        move || commands.open.get() == Some(Window::Timeline),
        close,
        ("timeline-title", "Timeline"),
        move || form(workspace, close),
    )
}

/// The scenario's timeline; tracks it.
fn timeline(workspace: Workspace) -> Timeline {
    workspace.document.with(|document| document.spec.timeline)
}

fn form(workspace: Workspace, close: impl Fn() + Copy + Send + 'static) -> AnyView {
    let years = (1..=MAX_YEARS).map(|years| {
        let is_chosen = Signal::derive(move || timeline(workspace).years() == years);
        option(years.to_string(), years.to_string(), is_chosen)
    });
    let first = move || timeline(workspace).first_month();
    let no_month = option("", "no date", Signal::derive(move || first().is_none()));
    let months = (1..=12).map(|month: u8| {
        let is_chosen = Signal::derive(move || first().is_some_and(|first| first.month() == month));
        option(month.to_string(), YearMonth::name(month), is_chosen)
    });
    let of_year = YearMonth::YEARS.map(|year: u16| {
        let is_chosen = Signal::derive(move || first().is_some_and(|first| first.year() == year));
        option(year.to_string(), year.to_string(), is_chosen)
    });
    let choose_years = move |event| {
        if let Ok(years) = event_target_value(&event).parse::<usize>() {
            change(workspace, Timeline::new(years, untrack(first)));
        }
    };
    let with_month = move |month: Option<YearMonth>| {
        change(workspace, Timeline::new(untrack(|| timeline(workspace)).years(), month));
    };
    let choose_month = move |event| {
        let year = untrack(first).map_or_else(this_year, YearMonth::year);
        with_month(event_target_value(&event).parse().ok().and_then(|month| YearMonth::new(year, month)));
    };
    let choose_year = move |event| {
        let month = untrack(first).map_or(1, YearMonth::month);
        with_month(event_target_value(&event).parse().ok().and_then(|year| YearMonth::new(year, month)));
    };
    view! {
        <div class="choices">
            <label class="choice">
                <span>"Years"</span>
                <select on:change=choose_years>{years.collect_view()}</select>
            </label>
            <label class="choice">
                <span>"First month"</span>
                <select on:change=choose_month>{no_month}{months.collect_view()}</select>
            </label>
            <label class="choice" class:none=move || first().is_none()>
                <span>"of the year"</span>
                <select on:change=choose_year>{of_year.collect_view()}</select>
            </label>
        </div>
        <p class="sub" role="status">{move || said(&workspace.document.get())}</p>
        <div class="actions">
            <button type="button" class="primary" on:click=move |_| close()>"Done"</button>
        </div>
    }
    .into_any()
}

/// The calendar year, which a first month is of until another is chosen.
fn this_year() -> u16 {
    let year = crate::app::intl::day().get(..4).and_then(|year| year.parse().ok());
    year.unwrap_or(*YearMonth::YEARS.start())
}

/// Gives the scenario another timeline, as a step that can be undone.
fn change(workspace: Workspace, timeline: Option<Timeline>) {
    let Some(timeline) = timeline else { return };
    workspace.edit(&format!("Timeline: {}", timeline.words()), None, |document| document.over(timeline));
}

/// What follows from the timeline: which years have a value of their own, which
/// only go on, and which are hidden.
fn said(document: &Document) -> String {
    let timeline = document.spec.timeline;
    let typed: Vec<usize> = document
        .drivers
        .values()
        .filter(|entry| matches!(entry, Entry::ByYear(_)))
        .map(Entry::typed_years)
        .collect();
    let (fewest, most) = (typed.iter().min().copied(), typed.iter().max().copied());
    let mut said = Vec::new();
    if let Some(fewest) = fewest.filter(|fewest| *fewest < timeline.years()) {
        let later: Vec<String> = (fewest..timeline.years()).map(|year| timeline.year_phrase(year)).collect();
        said.push(format!(
            "In {} drivers that are typed year by year repeat their last value, marked assumed; \
             a growth rate continues.",
            listed(&later)
        ));
    }
    if let Some(hidden) = most.and_then(|most| most.checked_sub(timeline.years())).filter(|more| *more > 0) {
        let years =
            if hidden == 1 { "1 more year is".to_owned() } else { format!("{hidden} more years are") };
        said.push(format!("{years} kept, hidden: a longer timeline shows them again."));
    }
    if timeline.first_month().is_some_and(|first| first.month() > 1)
        && let Some(span) = timeline.year_span(0)
    {
        said.push(format!("{} is {span}.", timeline.year_label(0)));
    }
    said.join(" ")
}
