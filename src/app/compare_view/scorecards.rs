//! The scorecards of all scenarios, criterion by criterion.

use super::sides::Sides;
use crate::app::figures;
use crate::engine::unit::Unit;
use crate::model::comparison::Difference;
use crate::model::scorecard::Criterion;
use crate::store::document::Document;
use leptos::prelude::*;
use std::sync::Arc;

/// Totals and scores side by side. Criteria are the same where their ids are,
/// whatever they are called.
#[component]
pub fn Scorecards() -> impl IntoView {
    let sides = expect_context::<Sides>();
    let heads =
        move || sides.names().into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    let totals = move || {
        sides.with_documents(|documents| {
            let base = documents.first().and_then(|base| base.scorecard.total().ok());
            let total = |document: &Arc<Document>| {
                let total = document.scorecard.total().ok();
                let text = total.map_or_else(|| figures::UNDEFINED.to_owned(), figures::score);
                view! { <td>{text} {difference(base, total)}</td> }
            };
            documents.iter().map(total).collect_view()
        })
    };
    let percent = Unit::percent();
    let rows = move || {
        sides.with_documents(|documents| {
            let mut seen: Vec<(String, String)> = Vec::new();
            for criterion in documents.iter().flat_map(|document| &document.scorecard.criteria) {
                if seen.iter().all(|(id, _)| *id != criterion.id) {
                    seen.push((criterion.id.clone(), criterion.name.clone()));
                }
            }
            let row = |(id, name): (String, String)| {
                let base = documents.first().and_then(|base| base.scorecard.criterion(&id));
                let cell = |document: &Document| {
                    let criterion = document.scorecard.criterion(&id);
                    let text = criterion.map_or_else(
                        || "not there".to_owned(),
                        |c| format!("{} × {}", c.score, figures::exact(Some(c.weight), &percent)),
                    );
                    let differs =
                        difference(base.map(Criterion::weighted), criterion.map(Criterion::weighted));
                    view! { <td>{text} {differs}</td> }
                };
                view! {
                    <tr>
                        <th scope="row">{name}</th>
                        {documents.iter().map(|document| cell(document)).collect_view()}
                    </tr>
                }
            };
            seen.into_iter().map(row).collect_view()
        })
    };
    view! {
        <section class="sheet" aria-labelledby="compare-scorecards-title">
            <h2 id="compare-scorecards-title">"Scorecards"</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="compare-scorecards-title">
                <table class="figures">
                    <thead><tr><th scope="col">"Score × weight"</th>{heads}</tr></thead>
                    <tbody>
                        {rows}
                        <tr class="strong"><th scope="row">"Total, 1 to 5"</th>{totals}</tr>
                    </tbody>
                </table>
            </div>
        </section>
    }
}

/// By how much a score times its weight, or a total, differs from the base's.
fn difference(base: Option<f64>, own: Option<f64>) -> Option<impl IntoView> {
    let differs = Difference::of(base, own)?.absolute;
    let size = figures::score(differs.abs());
    // What is less than the last digit that is shown is no difference here.
    let is_seen = size.contains(|c: char| matches!(c, '1'..='9'));
    let sign = if differs > 0.0 { "+" } else { "−" };
    is_seen.then(|| view! { <small>{format!("{sign}{size}")}</small> })
}
