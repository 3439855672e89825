//! The sentence that says how to charge, and what else the numbers say.

use super::demand::{Pair, pairs};
use super::desk::Desk;
use crate::app::browser::focus;
use crate::app::choice::option;
use crate::app::figures;
use crate::engine::cell_ref::CellRef;
use crate::model::headline::Word;
use crate::model::pricing::Sheet;
use crate::model::pricing::says::{Said, headline, price_range, said};
use leptos::prelude::*;

/// The sentence at the top, and the year that the segments describe.
#[component]
pub fn Headline() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let apart = Memo::new(move |_| pairs(desk).iter().take(2).any(Pair::apart));
    let is_other =
        Memo::new(move |_| desk.workspace.document.with(|document| document.has_the_samples_prices()));
    let part = |word: Word| match word {
        Word::Text(text) => text.into_any(),
        Word::Number(value, unit) => view! { <em>{figures::in_sentence(value, &unit)}</em> }.into_any(),
    };
    // A view is made anew when the currency changes, and with it the benchmark.
    let range = price_range(&desk.workspace.catalogue());
    let words = Memo::new(move |_| {
        let words = desk.read(|sheet, pricing, values| headline(sheet, pricing, values, range));
        words.unwrap_or_default()
    });
    let sentence = move || words.get().into_iter().map(part).collect_view();
    let catalogue = desk.workspace.catalogue();
    let options: Vec<_> = (0..catalogue.years())
        .map(|year| {
            let label = catalogue.year_label(year);
            let is_here = move || desk.year() == year;
            option(year.to_string(), label, Signal::derive(is_here))
        })
        .collect();
    let choose = move |event| {
        if let Ok(year) = event_target_value(&event).parse::<usize>() {
            let year = desk.workspace.catalogue().timeline().nearest_year(year);
            let label = format!("Segments describe {}", desk.workspace.catalogue().year_label(year));
            desk.workspace.press_pricing(&label, |pricing| {
                Ok(crate::model::pricing::Pricing { year, ..pricing.clone() })
            });
        }
    };
    view! {
        <section class="headline" aria-label="How to charge">
            <div>
                <h1>{sentence}</h1>
                {move || apart.get().then(|| view! { <p class="sub">"The segments have other hours or customers than the model: see “Against the model”."</p> })}
                {move || is_other.get().then(|| view! { <p class="sub">"Prices and tiers are the sample's: they are assumed until you set your own."</p> })}
                <p class="sub">"Demand is held fixed: nobody is taken to leave, or to use more, over a price"</p>
            </div>
            <div class="headline-tools">
                // They are the other half of what is typed here, far down the page.
                <button type="button" on:click=move |_| focus("#terms-title")>"Go to the terms"</button>
                <label class="year">
                    <span>"Segments describe"</span>
                    <select aria-label="Year that the segments describe" on:change=choose>{options}</select>
                </label>
            </div>
        </section>
    }
}

/// What else the numbers say, each with the figure that it rests on.
#[component]
pub fn Says() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let settled = desk.after_the_frame();
    let range = price_range(&desk.workspace.catalogue());
    let all = Memo::new(move |_| {
        let all = settled.read(|sheet, pricing, values| said(sheet, pricing, values, range));
        all.unwrap_or_default()
    });
    let item = move |said: Said| {
        let kind = said.kind.word();
        let place = |sheet: &Sheet| {
            let line = sheet.model.line(&said.line);
            let address = match (line, said.cell) {
                (Some(line), Some(cell)) => sheet.model.cell_ref(line, cell),
                _ => CellRef::total(said.line.clone()),
            };
            (address, line.map(|line| line.short.clone()).unwrap_or_default())
        };
        let (address, label) = untrack(|| desk.read_formulas(place))
            .unwrap_or_else(|| (CellRef::total(said.line.clone()), String::new()));
        view! {
            <li>
                <span class=format!("badge {kind}")>{kind}</span>
                <p>
                    {figures::sentence(&said.words)} " "
                    <button type="button" class="link" on:click=move |_| desk.explain(&address, true)>{label}</button>
                </p>
            </li>
        }
    };
    view! {
        <section class="sheet insights" aria-labelledby="pricing-says-title">
            <h2 id="pricing-says-title">"What the numbers say"</h2>
            <ul>{move || all.get().into_iter().map(item).collect_view()}</ul>
            <Show when=move || all.with(Vec::is_empty)>
                <p class="empty">"Nothing stands out."</p>
            </Show>
        </section>
    }
}
