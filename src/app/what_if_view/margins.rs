//! The margin of safety of every benchmark.

use super::seek::reach_words;
use super::state::State;
use crate::app::difference::change;
use crate::app::figures;
use crate::engine::model::Line;
use crate::model::what_if::margins::{Margin, Row, margins};
use leptos::prelude::*;

pub fn margins_section(state: State) -> AnyView {
    let workspace = state.workspace;
    let rows = Memo::new(move |_| {
        let when = (state.year(), state.reach.get());
        state.inputs.with(|inputs| margins(&workspace.catalogue(), inputs, when))
    });
    let when = move || workspace.catalogue().year_phrase(state.year());
    view! {
        <section class="sheet margins" aria-labelledby="margins-title">
            <h2 id="margins-title">"Margin of safety, " {when}</h2>
            <p class="sub">
                "How far each driver may move before a benchmark is missed, or has to move until it is met, "
                {move || reach_words(state, state.reach.get())} ", everything else as it is. In each row the tightest comes first."
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label="Margin of safety, table">
                <table class="figures stacked" role="table">
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col" class="start">"Threshold"</th>
                            <th role="columnheader" scope="col">"Now"</th>
                            <th role="columnheader" scope="col" class="start">"Holds while, or once"</th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{move || rows.with(|rows| rows.iter().map(|of| row(state, of)).collect_view())}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(state: State, of: &Row) -> AnyView {
    let workspace = state.workspace;
    let Some(line) = workspace.line(of.threshold.line) else { return ().into_any() };
    let target = match of.threshold.break_even {
        true => "breaks even".to_owned(),
        false => of.threshold.target.words(|value| figures::bound(value, &line.unit)),
    };
    let (class, word) = if of.holds { ("badge met", "holds") } else { ("badge missed", "missed") };
    let moves = of.margins.iter().filter_map(|margin| {
        let driver = workspace.line(&margin.driver)?;
        let id = StoredValue::new(margin.driver.clone());
        Some(view! {
            <li>
                <button type="button" class="link" on:click=move |_| workspace.go_to_driver(&id.get_value())>
                    {driver.label.clone()}
                </button>
                " " {words(margin, &driver, of.holds)}
            </li>
        })
    });
    let moves: Vec<_> = moves.collect();
    let none = moves
        .is_empty()
        .then(|| format!("No single driver changes it {}.", reach_words(state, state.reach.get_untracked())));
    let label = if of.holds { "Holds while" } else { "Holds once" };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{line.label.clone()} " " <small>{target}</small></th>
            <td role="cell">{figures::exact(of.value, &line.unit)} " " <span class=class>{word}</span></td>
            <td role="cell" class="start last" data-label=label><ul class="moves">{moves}</ul>{none}</td>
        </tr>
    }
    .into_any()
}

/// Where it holds, "down to $1.60/h −20.0%, or up to $5.00/h +150%"; otherwise
/// "rises to $0.80/h +14.3%", or "falls at all" where any change is enough.
fn words(margin: &Margin, driver: &Line, holds: bool) -> String {
    let is_next = |to: f64| (to - margin.now).abs() <= NEXT * margin.now.abs().max(NEXT);
    let one = |moves: &str, to: f64| match !holds && is_next(to) {
        true => format!("{moves} at all"),
        false => format!("{moves} to {}", told(margin, to, driver)),
    };
    let (down, up) = if holds { ("down", "up") } else { ("falls", "rises") };
    let parts = [margin.down.map(|to| one(down, to)), margin.up.map(|to| one(up, to))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", or ")
}

/// What is nearer to a value, as a share of it, is next to it: the value itself
/// is not enough, and any other is. Of zero, what is nearer than its square.
const NEXT: f64 = 1e-12;

/// A value with its change against now.
fn told(margin: &Margin, to: f64, driver: &Line) -> String {
    let by = change(margin.now, to, &driver.unit).map(|by| format!(" {by}")).unwrap_or_default();
    format!("{}{by}", figures::in_formula(to, &driver.unit))
}
