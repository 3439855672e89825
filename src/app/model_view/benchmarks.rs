//! Every benchmark with a bullet chart for the chosen year and the trend of all.

use super::marks::unchecked_mark;
use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::model::YEARS;
use crate::model::benchmarks::{Benchmark, Verdict, height_in_trend};
use crate::store::route::Year;
use leptos::prelude::*;

/// All benchmarks.
#[component]
pub fn Benchmarks() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let rows =
        workspace.catalogue().benchmarks.iter().filter_map(|b| row(workspace, b.clone())).collect_view();
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
    badge(expect_context::<Workspace>(), line, at)
}

fn badge(workspace: Workspace, line: String, at: Option<Signal<usize>>) -> Option<AnyView> {
    let benchmark = workspace.catalogue().benchmark(&line)?.clone();
    let unit = workspace.line(&line)?.unit;
    let target = benchmark.target.words(|value| figures::bound(value, &unit));
    let year = move || at.map_or_else(|| workspace.year(), |at| at.get());
    let verdict = Memo::new(move |_| workspace.value(&line, year()).map(|v| benchmark.verdict(v)));
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

fn row(workspace: Workspace, benchmark: Benchmark) -> Option<AnyView> {
    let id = benchmark.line;
    let line = workspace.line(id)?;
    let unit = line.unit.clone();
    let value = Memo::new(move |_| workspace.value(id, workspace.year()));
    let figure = Memo::new(move |_| figures::exact(value.get(), &unit));
    let title = format!("{}, {}", benchmark.source, benchmark.date);
    let (bullet, trend) = (benchmark.clone(), benchmark);
    let row = view! {
        <li>
            <button
                type="button"
                class="plain name"
                title=title
                on:click=move |_| workspace.explain(id, Year::One(workspace.year()))
            >
                {line.label}
            </button>
            {move || bullet_chart(&bullet, value.get())}
            <span class="figure">{figure}</span>
            <span class="badges"><VerdictBadge line=id /> " " {unchecked_mark(workspace, id)}</span>
            {move || trend_chart(&trend, workspace)}
        </li>
    };
    Some(row.into_any())
}

/// A bar from zero to the value, the near and met ranges behind it, a tick at
/// each bound. The figures stand beside it, so it is hidden from screen readers.
fn bullet_chart(benchmark: &Benchmark, value: Option<f64>) -> impl IntoView + use<> {
    let x = |value: f64| (value / benchmark.scale_end * 100.0).clamp(0.0, 100.0);
    let ticks = benchmark.target.bounds().into_iter().map(|bound| {
        view! { <rect class="tick" x=x(bound) - 0.75 y="0" width="1.5" height="12" /> }
    });
    let beyond = value.is_some_and(|value| value > benchmark.scale_end);
    view! {
        <svg class="bullet" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" x="0" y="3" width="100" height="6" rx="2" />
            <rect class="near" x=x(benchmark.near.0) y="3" width=x(benchmark.near.1) - x(benchmark.near.0) height="6" />
            {value.map(|value| view! { <rect class="bar" x="0" y="4" width=x(value) height="4" rx="1" /> })}
            {ticks.collect_view()}
            {beyond.then(|| view! { <path class="beyond" d="M94 2l5 4l-5 4" /> })}
        </svg>
    }
}

/// The five years as a line with a dot each, hollow where the benchmark is not
/// met; its text says the same.
fn trend_chart(benchmark: &Benchmark, workspace: Workspace) -> impl IntoView + use<> {
    let values: Vec<Option<f64>> = (0..YEARS).map(|year| workspace.value(benchmark.line, year)).collect();
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let y = |value: f64| 17.0 - height_in_trend(&known, value) * 14.0;
    let x = |year: usize| 5.0 + year as f64 * 15.0;
    let points: Vec<(usize, f64)> =
        values.iter().enumerate().filter_map(|(year, v)| Some((year, (*v)?))).collect();
    let path: Vec<String> =
        points.iter().map(|(year, value)| format!("{},{:.1}", x(*year), y(*value))).collect();
    let words: Vec<String> = values
        .iter()
        .enumerate()
        .map(|(year, value)| {
            format!("year {} {}", year + 1, word(value.map(|value| benchmark.verdict(value))))
        })
        .collect();
    let dots = points.iter().map(|(year, value)| {
        let class = benchmark.verdict(*value).word();
        view! { <circle class=class cx=x(*year) cy=y(*value) r="3" /> }
    });
    view! {
        <svg class="trend" viewBox="0 0 70 20" role="img" aria-label=words.join(", ")>
            <polyline points=path.join(" ") />
            {dots.collect_view()}
        </svg>
    }
}
