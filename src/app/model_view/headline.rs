//! The sentence at the top, and the year that the view is about.

use super::quick_start::QuickStartButton;
use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::model::YEARS;
use crate::model::headline::{Word, headline};
use crate::store::route::Year;
use leptos::prelude::*;

/// The sentence at the top with the year picker.
#[component]
pub fn Headline() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let sentence = move || {
        let year = workspace.year();
        let words = workspace.with_values(|_, values| headline(&workspace.catalogue(), values, year));
        let part = |word: Word| match word {
            Word::Text(text) => text.into_any(),
            Word::Number(value, unit) => view! { <em>{figures::in_sentence(value, &unit)}</em> }.into_any(),
        };
        words.into_iter().map(part).collect_view()
    };
    let catalogue = workspace.catalogue();
    let options: Vec<_> = (0..YEARS)
        .map(|year| {
            let label = catalogue.year_label(year);
            view! { <option value=year.to_string() selected=move || workspace.year() == year>{label}</option> }
        })
        .collect();
    view! {
        <section class="headline" aria-label="What the model says">
            <div>
                <h1>{sentence}</h1>
                <p class="sub">"Five years · every figure shows how it is made: open it to see"</p>
            </div>
            <div class="headline-tools">
                <QuickStartButton />
                <label class="year">
                    <span>"Year"</span>
                    <select
                        aria-label="Year shown"
                        on:change=move |event| {
                            if let Ok(year) = event_target_value(&event).parse() {
                                workspace.show_year(Year::One(year));
                            }
                        }
                    >
                        {options}
                    </select>
                </label>
            </div>
        </section>
    }
}
