//! The scorecards of all scenarios, criterion by criterion.

use super::sides::Sides;
use crate::app::figures;
use crate::engine::unit::Unit;
use leptos::prelude::*;

/// Totals and scores side by side. Criteria are the same where their ids are,
/// whatever they are called.
#[component]
pub fn Scorecards() -> impl IntoView {
    let sides = expect_context::<Sides>();
    let heads =
        move || sides.names().into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    let totals = move || {
        let total = |document: &crate::store::document::Document| {
            view! { <td>{document.scorecard.total().map_or_else(|_| figures::UNDEFINED.to_owned(), figures::score)}</td> }
        };
        sides.with_documents(|documents| documents.iter().map(|document| total(document)).collect_view())
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
                let cell = |document: &crate::store::document::Document| {
                    let criterion = document.scorecard.criterion(&id);
                    let text = criterion.map_or_else(
                        || "not there".to_owned(),
                        |c| format!("{} × {}", c.score, figures::exact(Some(c.weight), &percent)),
                    );
                    view! { <td>{text}</td> }
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
