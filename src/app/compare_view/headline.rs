//! The sentence at the top: which scenario earns most, and by how much.

use super::sides::Sides;
use crate::app::figures;
use crate::app::intl::in_currency;
use crate::app::workspace::Workspace;
use crate::engine::unit::Unit;
use crate::model::comparison::{Comparison, Difference, Side};
use crate::model::listed::listed;
use crate::store::document::Document;
use leptos::prelude::*;
use std::sync::Arc;

/// The line that the sentence is about.
const ABOUT: &str = "gross_profit";

/// The sentence at the top.
#[component]
pub fn Headline() -> impl IntoView {
    let sides = expect_context::<Sides>();
    let workspace = expect_context::<Workspace>();
    let sentence = Memo::new(move |_| said(sides, workspace));
    let one_currency = Memo::new(move |_| sides.with(Comparison::is_in_one_currency));
    let other_years = Memo::new(move |_| {
        sides.with(|comparison| {
            let names = comparison.over_other_years();
            let said = format!(
                "{} does not cover the same years as the base: years are matched by date, or by number, and totals are not compared.",
                listed(&names)
            );
            (!names.is_empty()).then_some(said)
        })
    });
    view! {
        <section class="headline" aria-label="What the comparison says">
            <div>
                <h1>{sentence}</h1>
                <p class="sub">"The scenario that is open is the base; the others differ from it"</p>
                {move || other_years.get().map(|said| view! { <p class="because">{said}</p> })}
                <Show when=move || !one_currency.get()>
                    <p class="because">
                        "Amounts are in different currencies. Nothing is converted, so they are not set against each other."
                    </p>
                </Show>
            </div>
        </section>
    }
}

/// Whether two amounts differ by more than rounding.
fn differ(one: f64, other: f64) -> bool {
    Difference::of(Some(one), Some(other)).is_some_and(|difference| difference.absolute != 0.0)
}

/// What scenarios differ in that earn the same.
fn otherwise(documents: &[Arc<Document>], drivers_are_alike: bool) -> String {
    let Some((base, others)) = documents.split_first() else { return String::new() };
    let parts = [
        ("drivers", drivers_are_alike),
        ("scorecard", others.iter().all(|other| other.scorecard == base.scorecard)),
        ("pricing", others.iter().all(|other| other.pricing == base.pricing)),
        ("uncertainties", others.iter().all(|other| other.uncertainties == base.uncertainties)),
        ("notes", others.iter().all(|other| other.notes == base.notes)),
    ];
    let differing: Vec<&str> = parts.iter().filter(|(_, alike)| !alike).map(|(part, _)| *part).collect();
    match differing.is_empty() {
        true => "They are alike in all else too.".to_owned(),
        false => format!("They differ in {}.", listed(&differing)),
    }
}

fn said(sides: Sides, workspace: Workspace) -> String {
    let year = workspace.catalogue().timeline().last_year();
    let label = workspace.catalogue().year_phrase(year);
    let unit = workspace.line(ABOUT).map(|line| line.unit).unwrap_or_else(Unit::pure);
    sides.with(|comparison| {
        if !comparison.is_in_one_currency() {
            let of = |side: &Side| {
                let value = side.cell(ABOUT, year);
                let amount = value
                    .map_or_else(|| "an undefined amount".to_owned(), |value| figures::short(value, &unit));
                format!("{} {amount}", side.name)
            };
            let amounts = comparison.sides().iter().map(|side| in_currency(side.currency, || of(side)));
            let amounts = amounts.collect::<Vec<_>>().join(", ");
            return format!("In {label} gross profit is, each in its own currency: {amounts}.");
        }
        let profits = comparison.sides().iter().filter_map(|side| Some((side, side.cell(ABOUT, year)?)));
        let mut ranked: Vec<_> = profits.collect();
        ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        match ranked.as_slice() {
            _ if comparison.sides().len() < 2 => "Choose a scenario to compare with the open one.".to_owned(),
            [(best, most), .., (_, least)] if differ(*least, *most) => format!(
                "{} earns the most gross profit in {label}: {}, {} more than the least.",
                best.name,
                figures::short(*most, &unit),
                figures::short(most - least, &unit),
            ),
            [(_, most), _, ..] => {
                let alike = comparison.drivers_are_alike(&workspace.catalogue());
                format!(
                    "All earn the same gross profit in {label}, {}. {}",
                    figures::short(*most, &unit),
                    sides.with_documents(|documents| otherwise(documents, alike))
                )
            }
            _ => format!("The gross profit of {label} is undefined in all but one of them."),
        }
    })
}
