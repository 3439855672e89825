//! What the trials come to.

use super::files;
use super::run::Run;
use super::tables;
use crate::app::chart_card::ChartCard;
use crate::app::chart_writing::writing;
use crate::app::workspace::Workspace;
use crate::chart::of_outcomes::{fan, fan_summary, histogram, histogram_summary, settling, settling_summary};
use crate::chart::{Category, Chart};
use crate::engine::unit::Unit;
use leptos::prelude::*;

pub fn results(run: Run) -> AnyView {
    // Whatever is shown is named after what is asked about, so that nothing else
    // may be shown.
    let is_there = Memo::new(move |_| run.has_results());
    let content = move || {
        is_there.get().then(|| {
            view! {
                <div class="charts">
                    {charts(run)}
                </div>
                {tables::tables(run)}
                {files::files(run)}
            }
        })
    };
    view! { {content} }.into_any()
}

fn charts(run: Run) -> AnyView {
    let state = run.state;
    let line_unit = move || state.of_line().map_or_else(Unit::pure, |line| line.unit);
    let label = move || state.of_line().map(|line| line.label).unwrap_or_default();
    let timeline = move || state.workspace.catalogue().timeline();
    let fan_of = move || {
        let (unit, single) = (line_unit(), is_single(run));
        if single {
            return Chart::new("", Vec::<Category>::new());
        }
        let own: Vec<Option<f64>> = (0..state.workspace.catalogue().years())
            .map(|year| state.workspace.value(&state.line.get(), year))
            .collect();
        run.with(|gathered| {
            fan(format!("{}: what could happen", label()), gathered, &own, timeline(), (&writing(), &unit))
        })
    };
    let histogram_of = move || {
        let (unit, cell) = (state.unit(), cell(run));
        run.with(|gathered| {
            histogram(format!("How likely: {}", state.subject()), gathered, cell, (&writing(), &unit))
        })
    };
    let fan_words = move |_: &Chart| {
        let unit = line_unit();
        match is_single(run) {
            true => format!("{} has one value for all years: see how likely each is.", label()),
            false => run.with(|gathered| fan_summary(gathered, timeline(), (&writing(), &unit))),
        }
    };
    let settling_of = move || {
        let (unit, cell) = (state.unit(), cell(run));
        run.with(|gathered| {
            settling(
                format!("How the median settled: {}", state.subject()),
                gathered,
                cell,
                (&writing(), &unit),
            )
        })
    };
    let settling_words = move |_: &Chart| {
        let (unit, cell) = (state.unit(), cell(run));
        run.with(|gathered| settling_summary(gathered, cell, (&writing(), &unit)))
    };
    let histogram_words = move |_: &Chart| {
        let (unit, cell) = (state.unit(), cell(run));
        run.with(|gathered| histogram_summary(gathered, cell, (&writing(), &unit)))
    };
    view! {
        <ChartCard id="fan" title="Over the years" chart=fan_of summary=fan_words places="years" />
        <ChartCard id="histogram" title="How likely each value is" chart=histogram_of summary=histogram_words places="ranges" />
        <ChartCard id="settling" title="How the median settled" chart=settling_of summary=settling_words places="steps" />
    }
    .into_any()
}

/// Whether the output has one value for all years.
fn is_single(run: Run) -> bool {
    run.state.of_line().is_none_or(|line| line.shape.is_empty())
}

/// Which of the output's cells is asked about.
pub fn cell(run: Run) -> usize {
    match run.state.output.with(|output| output.year) {
        _ if is_single(run) => 0,
        Some(year) => year,
        None => run.state.workspace.catalogue().years(),
    }
}

/// A line's label, for tables.
pub fn label(workspace: Workspace, id: &str) -> String {
    crate::app::what_if_view::state::label_of(workspace, id)
}
