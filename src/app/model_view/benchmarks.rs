//! Every benchmark with a bullet chart for the chosen year and the trend of all.

use super::marks::unchecked_mark;
use crate::app::figures;
use crate::app::passing::passing_memo;
use crate::app::workspace::Workspace;
use crate::model::benchmarks::{Benchmark, Verdict, height_in_trend};
use crate::model::timeline::Timeline;
use crate::store::route::Year;
use leptos::prelude::*;

/// All benchmarks.
#[component]
pub fn Benchmarks() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let settled = super::settled(workspace);
    let catalogue = workspace.catalogue();
    let rows = catalogue.benchmarks.iter().filter_map(|b| row(workspace, b.clone(), settled)).collect_view();
    view! {
        <section class="sheet benchmarks" aria-labelledby="benchmarks-title">
            <h2 id="benchmarks-title">"Against benchmarks"</h2>
            <ul>{rows}</ul>
        </section>
    }
}

/// The target of a line's benchmark, coloured by a year's verdict;
/// nothing for a line without one.
#[component]
pub fn VerdictBadge(
    #[prop(into)] line: String,
    /// The year that is judged; the one that the page shows where none is given.
    #[prop(optional)]
    at: Option<Signal<usize>>,
) -> impl IntoView {
    badge_of_line(expect_context::<Workspace>(), line, at)
}

fn badge_of_line(workspace: Workspace, line: String, at: Option<Signal<usize>>) -> Option<AnyView> {
    let benchmark = workspace.catalogue().benchmark(&line)?.clone();
    let year = move || at.map_or_else(|| workspace.year(), |at| at.get());
    badge(workspace, benchmark, Box::new(move || workspace.value(&line, year())))
}

type Value = Box<dyn Fn() -> Option<f64> + Send + Sync>;

fn badge(workspace: Workspace, benchmark: Benchmark, value: Value) -> Option<AnyView> {
    let unit = workspace.line(benchmark.line)?.unit;
    let target = benchmark.target.words(|value| figures::bound(value, &unit));
    let verdict = passing_memo(move |_| value().map(|value| benchmark.verdict(value)));
    let badge = view! {
        <span class=move || format!("badge {}", word(verdict.get()))>
            <span class="verdict">{move || verdict.get().map_or("—", Verdict::sign)} " "</span>
            {target}
            <span class="sr">{move || format!(", {}", word(verdict.get()))}</span>
        </span>
    };
    Some(badge.into_any())
}

fn word(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("undefined", Verdict::word)
}

fn row(workspace: Workspace, benchmark: Benchmark, settled: RwSignal<u32>) -> Option<AnyView> {
    let id = benchmark.line;
    let line = workspace.line(id)?;
    let unit = line.unit.clone();
    let value = Memo::new(move |_| {
        settled.track();
        untrack(|| workspace.value(id, workspace.year()))
    });
    let figure = Memo::new(move |_| figures::exact(value.get(), &unit));
    let source = format!("{}, {}", benchmark.source, benchmark.date);
    let values = Memo::new(move |_| {
        settled.track();
        untrack(|| {
            (0..workspace.catalogue().years()).map(|year| workspace.value(id, year)).collect::<Vec<_>>()
        })
    });
    let verdict = badge(workspace, benchmark.clone(), Box::new(move || value.get()));
    let (bullet, trend, words) = (benchmark.clone(), benchmark.clone(), benchmark);
    let row = view! {
        <li>
            <button
                type="button"
                class="plain name"
                on:click=move |_| workspace.explain(id, Year::One(workspace.year()))
            >
                {line.label}
            </button>
            // Numbers alone are in these, no text of a person's.
            <svg
                class="bullet"
                viewBox="0 0 100 12"
                preserveAspectRatio="none"
                aria-hidden="true"
                inner_html=move || bullet_chart(&bullet, value.get())
            ></svg>
            <span class="figure">{figure}</span>
            <small class="source">{source}</small>
            <span class="badges">{verdict} " " {unchecked_mark(workspace, id, settled)}</span>
            <svg
                class="trend"
                viewBox="0 0 70 20"
                role="img"
                aria-label=move || values.with(|values| trend_words(&words, workspace.catalogue().timeline(), values))
                inner_html=move || values.with(|values| trend_chart(&trend, values))
            ></svg>
        </li>
    };
    Some(row.into_any())
}

/// A bar from zero to the value, the near and met ranges behind it, a tick at
/// each bound. The figures stand beside it, so it is hidden from screen readers.
fn bullet_chart(benchmark: &Benchmark, value: Option<f64>) -> String {
    let x = |value: f64| (value / benchmark.scale_end * 100.0).clamp(0.0, 100.0);
    let bar = |class: &str, from: f64, to: f64, (y, height): (f64, f64)| {
        let width = to - from;
        format!(r#"<rect class="{class}" x="{from}" y="{y}" width="{width}" height="{height}" rx="1"/>"#)
    };
    let mut chart = bar("track", 0.0, 100.0, (3.0, 6.0));
    chart += &bar("near", x(benchmark.near.0), x(benchmark.near.1), (3.0, 6.0));
    if let Some(value) = value {
        chart += &bar("bar", 0.0, x(value), (4.0, 4.0));
    }
    for bound in benchmark.target.bounds() {
        chart += &bar("tick", x(bound) - 0.75, x(bound) + 0.75, (0.0, 12.0));
    }
    if value.is_some_and(|value| value > benchmark.scale_end) {
        chart += r#"<path class="beyond" d="M94 2l5 4l-5 4"/>"#;
    }
    chart
}

/// The years as a line with a dot each, hollow where the benchmark is not
/// met.
fn trend_chart(benchmark: &Benchmark, values: &[Option<f64>]) -> String {
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let y = |value: f64| 17.0 - height_in_trend(&known, value) * 14.0;
    // The first and the last stand at the ends, however many there are.
    let step = 60.0 / values.len().saturating_sub(1).max(1) as f64;
    let x = |year: usize| 5.0 + year as f64 * step;
    let (mut path, mut dots) = (String::new(), String::new());
    for (year, value) in values.iter().enumerate().filter_map(|(year, value)| Some((year, (*value)?))) {
        let (x, y, class) = (x(year), y(value), benchmark.verdict(value).word());
        path += &format!("{x:.1},{y:.1} ");
        dots += &format!(r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="3"/>"#);
    }
    format!(r#"<polyline points="{path}"/>{dots}"#)
}

/// The same in words.
fn trend_words(benchmark: &Benchmark, timeline: Timeline, values: &[Option<f64>]) -> String {
    let of_year = |(year, value): (usize, &Option<f64>)| {
        format!("{} {}", timeline.year_phrase(year), word(value.map(|value| benchmark.verdict(value))))
    };
    values.iter().enumerate().map(of_year).collect::<Vec<_>>().join(", ")
}
