//! The bridge: how much of a difference each changed driver accounts for.

use super::sides::Sides;
use crate::app::choice::option;
use crate::app::difference;
use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::engine::bridge::{Bridge, Method, Output};
use crate::engine::model::Line;
use crate::engine::roll_up::RollUp;
use crate::model::comparison::Comparison;
use leptos::prelude::*;

/// The difference of one output between the base and another scenario, in parts.
#[component]
pub fn Differences() -> impl IntoView {
    let sides = expect_context::<Sides>();
    let workspace = expect_context::<Workspace>();
    // What is explained. Does not persist.
    let line = RwSignal::new("gross_profit".to_owned());
    let years = Memo::new(move |_| sides.with(Comparison::timeline).years());
    // The last year, until a person chooses.
    let column = RwSignal::new(untrack(|| years.get()).saturating_sub(1));
    let chosen = RwSignal::new(1_usize);
    // A scenario that was chosen may have been taken out since.
    let other = Memo::new(move |_| chosen.get().clamp(1, sides.count().max(2) - 1));
    let catalogue = workspace.catalogue();
    let lines = catalogue.calculated().map(|of| (of.id.clone(), of.label.clone())).collect::<Vec<_>>();
    let lines = lines.into_iter().map(|(id, label)| {
        let value = id.clone();
        option(value, label, Signal::derive(move || line.with(|line| *line == id)))
    });
    let has_total = move || workspace.line(&line.get()).is_some_and(|line| line.roll_up != RollUp::NONE);
    // A line without a total is asked for its last year instead.
    let last = move || if has_total() { years.get() } else { years.get().saturating_sub(1) };
    let asked = Memo::new(move |_| column.get().min(last()));
    let columns = move || {
        let timeline = sides.with(Comparison::timeline);
        let label = move |year: usize| match year == timeline.years() {
            true => "Total".to_owned(),
            false => timeline.year_label(year),
        };
        let entry = move |year: usize| {
            option(year.to_string(), label(year), Signal::derive(move || asked.get() == year))
        };
        (0..=last()).map(entry).collect_view()
    };
    let others = move || {
        let entry = move |(position, name): (usize, String)| {
            option(position.to_string(), name, Signal::derive(move || other.get() == position))
        };
        sides.names().into_iter().enumerate().skip(1).map(entry).collect_view()
    };
    let choose = |signal: RwSignal<usize>| {
        move |event| {
            if let Ok(number) = event_target_value(&event).parse() {
                signal.set(number);
            }
        }
    };
    let found = Memo::new(move |_| {
        let of = workspace.line(&line.get())?;
        let cell = Some(asked.get()).filter(|year| *year < years.get());
        let output = Output { line: of.id.to_string(), cell };
        let bridge = sides.with(|all| match all.sides().get(other.get()) {
            Some(side) if !all.has_base_currency(side) => {
                Err("the two are in different currencies".to_owned())
            }
            _ => all.bridge(other.get(), &output).map_err(|why| why.to_string()),
        });
        Some((of, bridge))
    });
    let shown = move || {
        found.get().map(|(line, found)| match found {
            Ok(bridge) => {
                let names = sides.names();
                let name = |at: usize| names.get(at).cloned().unwrap_or_default();
                parts(workspace, &line, &bridge, [name(0), name(other.get())])
            }
            Err(why) => refused(&why),
        })
    };
    view! {
        <section class="sheet bridge" aria-labelledby="bridge-title">
            <h2 id="bridge-title">"What makes the difference"</h2>
            <div class="choices">
                <label class="choice">
                    <span>"Output"</span>
                    <select on:change=move |event| line.set(event_target_value(&event))>{lines.collect_view()}</select>
                </label>
                <label class="choice"><span>"Year"</span><select on:change=choose(column)>{columns}</select></label>
                <label class="choice"><span>"Base against"</span><select on:change=choose(chosen)>{others}</select></label>
            </div>
            {shown}
        </section>
    }
}

fn refused(why: &str) -> AnyView {
    view! { <p class="because">{format!("There is no bridge: {why}.")}</p> }.into_any()
}

/// The parts as rows, each with a bar from where those before it end.
fn parts(workspace: Workspace, line: &Line, bridge: &Bridge, [from, to]: [String; 2]) -> AnyView {
    let unit = line.unit.clone();
    let mut level = bridge.from;
    let mut spans = vec![(bridge.from.min(0.0), bridge.from.max(0.0))];
    for part in &bridge.parts {
        spans.push((level.min(level + part.amount), level.max(level + part.amount)));
        level += part.amount;
    }
    spans.push((bridge.to.min(0.0), bridge.to.max(0.0)));
    let low = spans.iter().map(|(low, _)| *low).fold(f64::INFINITY, f64::min);
    let high = spans.iter().map(|(_, high)| *high).fold(f64::NEG_INFINITY, f64::max);
    let bar = move |(from, to): (f64, f64), kind: &'static str| {
        let size = high - low;
        let x = |value: f64| if size > 0.0 { (value - low) / size * 100.0 } else { 0.0 };
        view! {
            <svg class=format!("step {kind}") viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                <rect x=x(from).to_string() y="1" width=(x(to) - x(from)).max(0.5).to_string() height="10" />
            </svg>
        }
    };
    let end = |name: String, value: f64, span: (f64, f64)| {
        view! {
            <tr class="strong">
                <th scope="row">{name}</th>
                <td>{figures::exact(Some(value), &unit)}</td>
                <td class="bar">{bar(span, "end")}</td>
            </tr>
        }
    };
    let label = |driver: &str| workspace.line(driver).map_or_else(|| driver.to_owned(), |line| line.label);
    let idle: Vec<String> =
        bridge.parts.iter().filter(|part| part.amount == 0.0).map(|part| label(&part.driver)).collect();
    let idle = (!idle.is_empty()).then(|| format!("Changed without effect on it: {}. ", idle.join(", ")));
    let moving = bridge.parts.iter().zip(spans.iter().skip(1)).filter(|(part, _)| part.amount != 0.0);
    let steps = moving.map(|(part, span)| {
        let kind = if part.amount < 0.0 { "down" } else { "up" };
        view! {
            <tr>
                <th scope="row">{label(&part.driver)}</th>
                <td>{difference::absolute(part.amount, &unit)}</td>
                <td class="bar">{bar(*span, kind)}</td>
            </tr>
        }
    });
    let method = match bridge.method {
        _ if bridge.parts.is_empty() => "No driver differs.",
        Method::EveryOrder => {
            "Each driver's part is its mean effect over all orders in which the drivers can change (its Shapley value): no order is preferred, and the parts add up to the difference."
        }
        Method::InTurn => {
            "The drivers change one after another, in the order of this table, because the output is undefined in other orders; another order would give other parts."
        }
    };
    view! {
        <div class="scroll" tabindex="0" role="group" aria-labelledby="bridge-title">
            <table class="figures">
                <thead><tr><th scope="col">"Step"</th><th scope="col">{line.label.clone()}</th><td></td></tr></thead>
                <tbody>
                    {end(from, bridge.from, spans[0])}
                    {steps.collect_view()}
                    {end(to, bridge.to, spans[spans.len() - 1])}
                </tbody>
            </table>
        </div>
        <p class="sub">{idle} {method}</p>
    }
    .into_any()
}
