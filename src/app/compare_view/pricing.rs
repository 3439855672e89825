//! What each pricing model would earn in every scenario, on its own demand.

use super::sides::Sides;
use crate::app::difference;
use crate::app::figures;
use crate::app::intl::in_currency;
use crate::engine::unit::Unit;
use crate::engine::values::Values;
use crate::model::comparison::Difference;
use crate::model::pricing::{ModelYear, Sheet, choice, mix};
use crate::store::document::Document;
use leptos::prelude::*;
use std::sync::Arc;

/// What is compared of a pricing model: the end of its line's id, and its unit.
const FIGURES: [(&str, &str); 3] = [("revenue", "$/yr"), ("profit", "$/yr"), ("effective_price", "$/h")];

/// A scenario's pricing models: who sells, with the figures of [`FIGURES`].
type Earned = Vec<(String, String, Vec<Option<f64>>)>;

/// Revenue, gross profit and price of every pricing model, side by side.
#[component]
pub fn Pricing() -> impl IntoView {
    let sides = expect_context::<Sides>();
    let all = Memo::new(move |_| {
        sides.with_documents(|documents| {
            sides.with(|comparison| {
                let both = documents.iter().zip(comparison.sides());
                both.map(|(document, side)| earned(document, &side.values)).collect::<Vec<_>>()
            })
        })
    });
    let heads = move || {
        sides.names().into_iter().map(|name| view! { <th scope="col" colspan="3">{name}</th> }).collect_view()
    };
    let names = move || {
        let three = || ["Revenue", "Gross profit", "Price"].map(|name| view! { <th scope="col">{name}</th> });
        (0..sides.count()).map(|_| three()).collect_view()
    };
    let rows = move || {
        all.with(|all| {
            let mut sellers: Vec<(&String, &String)> = Vec::new();
            for (id, label, _) in all.iter().flatten() {
                if sellers.iter().all(|(known, _)| known != &id) {
                    sellers.push((id, label));
                }
            }
            let row = |(id, label): (&String, &String)| {
                let cells = sides.with_documents(|documents| {
                    let base = documents.first().map(|document| document.currency);
                    let of = |(document, earned): (&Arc<Document>, &Earned)| {
                        // Nothing is converted, so that other amounts are not compared.
                        let base = all.first().filter(|_| base == Some(document.currency));
                        in_currency(document.currency, || cells(earned, base, id))
                    };
                    documents.iter().zip(all).flat_map(of).collect_view()
                });
                view! { <tr><th scope="row">{label.clone()}</th>{cells}</tr> }
            };
            sellers.into_iter().map(row).collect_view()
        })
    };
    view! {
        <section class="sheet wide" aria-labelledby="compare-pricing-title">
            <h2 id="compare-pricing-title">"Pricing models, each on its scenario's own demand"</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="compare-pricing-title">
                <table class="figures">
                    <thead>
                        <tr><th scope="col" rowspan="2">"Pricing model"</th>{heads}</tr>
                        <tr>{names}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// A seller's figures, each with its difference from the base's where there is
/// one.
fn cells(earned: &Earned, base: Option<&Earned>, id: &str) -> Vec<AnyView> {
    let figure = |of: &Earned, position: usize| {
        let found = of.iter().find(|(seller, ..)| seller == id);
        found.and_then(|(.., values)| values.get(position).copied().flatten())
    };
    let cell = |(position, (_, unit)): (usize, &(&str, &str))| {
        let value = figure(earned, position);
        let unit = Unit::parse(unit).unwrap_or_else(|_| Unit::pure());
        let text = value.map_or_else(|| figures::UNDEFINED.to_owned(), |value| figures::short(value, &unit));
        let differs = Difference::of(base.and_then(|base| figure(base, position)), value);
        let differs = differs.filter(|difference| difference.absolute != 0.0);
        let differs =
            differs.map(|differs| view! { <small>{difference::absolute(differs.absolute, &unit)}</small> });
        view! { <td>{text} {differs}</td> }.into_any()
    };
    FIGURES.iter().enumerate().map(cell).collect()
}

/// What a scenario's pricing models earn; none where its sheet has faults.
fn earned(document: &Document, values: &Values) -> Earned {
    let Ok(sheet) = Sheet::new(&document.pricing) else { return Vec::new() };
    let year = ModelYear::of(values, document.pricing.year);
    let figures = sheet.evaluate(&document.pricing, &year);
    let plans = sheet.plans.iter().filter(|plan| plan.withheld.is_none()).map(|plan| (plan.id, plan.label));
    let sellers = plans.chain([(choice::CHOICE, "Cheapest choice"), (mix::MIX, "Mix")]);
    let of = |(id, label): (&str, &str)| {
        let found = FIGURES.map(|(what, _)| figures.total(&format!("{id}_{what}")));
        (id.to_owned(), label.to_owned(), found.to_vec())
    };
    sellers.map(of).collect()
}
