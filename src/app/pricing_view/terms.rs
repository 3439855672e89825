//! The terms of each pricing model, beside what is published of it.

use super::conventions;
use super::desk::Desk;
use super::number_field::number_field;
use super::tiers::Tiers;
use crate::app::edits::allowed;
use crate::app::figures::text_in_dollars;
use crate::app::published_prices;
use crate::model::drivers::Origin;
use crate::model::market::facts;
use crate::model::pricing::published::{Published, published};
use crate::model::pricing::{Plan, Structure, Term, plans, terms};
use leptos::prelude::*;

/// All terms.
#[component]
pub fn Terms() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let mut own: Vec<Plan> = plans(&Structure::default());
    // What has a table takes the whole width, below the others.
    own.sort_by_key(|plan| plan.id == "subscription");
    let shared: Vec<Term> = terms()
        .into_iter()
        .filter(|term| !own.iter().any(|plan| plan.terms.iter().any(|of| of.line.id == term.line.id)))
        .collect();
    view! {
        <section class="terms" aria-labelledby="terms-title">
            <h2 id="terms-title" tabindex="-1">"Terms"</h2>
            <div class="plans">
                <fieldset class="sheet">
                    <legend>"Storage, whatever the model"</legend>
                    {shared.into_iter().map(|term| term_view(desk, &term)).collect_view()}
                    {conventions(&["storage_price"])}
                </fieldset>
                {own.into_iter().map(|plan| plan_view(desk, plan)).collect_view()}
            </div>
        </section>
    }
}

fn plan_view(desk: Desk, plan: Plan) -> impl IntoView {
    let of = published().into_iter().find(|published| published.plan == plan.id);
    let rules: &[&str] = match plan.id {
        "subscription" => &["allowances", "cheapest_tier"],
        "freemium" => &["allowances"],
        "enterprise" => &["enterprise"],
        _ => &[],
    };
    let tiers = (plan.id == "subscription").then(|| view! { <Tiers /> });
    view! {
        <fieldset class="sheet" class:wide=plan.id == "subscription">
            <legend>{plan.label}</legend>
            <p>{plan.help}</p>
            {of.map(|of| published_view(desk, of))}
            {plan.terms.iter().map(|term| term_view(desk, term)).collect_view()}
            {tiers}
            {(!rules.is_empty()).then(|| conventions(rules))}
        </fieldset>
    }
}

/// Who charges so, what is published, and where the scenario's figures stand.
fn published_view(desk: Desk, of: Published) -> impl IntoView {
    let (examples, range) = (of.examples, published_prices::range(&of));
    let here = Memo::new(move |_| {
        let own = desk.pricing.with(|pricing| published_prices::own(&of, pricing, "Here"));
        own.unwrap_or_else(|| "There is none here.".to_owned())
    });
    view! {
        <p class="published">
            "Charged so by " {examples} ". Published: " {range} ". " <b>{here}</b>
        </p>
    }
}

fn term_view(desk: Desk, term: &Term) -> impl IntoView + use<> {
    let line = term.line.clone();
    let (id, read, written) = (line.id.to_string(), line.id.to_string(), line.id.to_string());
    let label = line.label.clone();
    // Beside its model a term needs no mention of it.
    let short = label.split_once(": ").map_or(label.as_str(), |(_, term)| term).to_owned();
    let short =
        short.chars().take(1).flat_map(char::to_uppercase).chain(short.chars().skip(1)).collect::<String>();
    let default = term.default();
    let origin = term.origin;
    let of = id.clone();
    let is_default =
        Memo::new(move |_| desk.pricing.with(|pricing| pricing.terms.get(&of) == Some(&default)));
    let mark = move || {
        let word = origin.mark().filter(|_| is_default.get() && origin != Origin::Published);
        word.map(|word| view! { <span class="badge origin">{word}</span> })
    };
    let hint = allowed(&line);
    let help = line.help.clone();
    let market: Vec<_> = (id == "usage_hour_price")
        .then(|| facts("price_per_hour"))
        .into_iter()
        .flatten()
        .map(|fact| view! { <li><b>{text_in_dollars(fact.value)}</b> " " {fact.what} <small>{format!(" ({}, {})", fact.source, fact.date)}</small></li> })
        .collect();
    let field = number_field(
        desk,
        format!("term-{id}"),
        Signal::stored(label),
        line,
        move |pricing| pricing.terms.get(&read).copied().unwrap_or(default),
        move |pricing, value| Ok(pricing.with_term(&written, value)),
    );
    view! {
        <div class="term">
            <div class="driver-head">
                <label for=format!("term-{id}")>{short}</label>
                {mark}
            </div>
            {field}
            <details class="hints">
                <summary>{hint}</summary>
                <p>{help}</p>
                {(!market.is_empty()).then(|| view! { <ul>{market}</ul> })}
            </details>
        </div>
    }
}
