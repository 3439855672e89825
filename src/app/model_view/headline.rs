//! The sentence at the top, and the year that the view is about.

use super::quick_start::QuickStartButton;
use crate::app::choice::option;
use crate::app::commands::Commands;
use crate::app::commands::actions::TIMELINE;
use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::model::currency::{self, Currency};
use crate::model::headline::{Word, headline};
use leptos::prelude::*;

/// What amounts are in.
#[component]
fn CurrencyPicker() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let options = currency::ALL.iter().map(|currency| {
        let label = match currency.sign {
            sign if sign == currency.code => format!("{sign} · {}", currency.name),
            sign => format!("{} {sign} · {}", currency.code, currency.name),
        };
        option(currency.code, label, Signal::derive(move || workspace.currency.get() == *currency))
    });
    let choose = move |event| {
        let Some(chosen) = Currency::of(&event_target_value(&event)) else { return };
        workspace.put_in(chosen);
    };
    view! {
        <select id="currency" class="currency" aria-label="Currency" on:change=choose>
            {options.collect_view()}
        </select>
    }
}

/// Says how long the scenario is; its dialog changes that.
fn timeline_button(workspace: Workspace) -> impl IntoView {
    let commands = expect_context::<Commands>();
    let words = move || workspace.document.with(|document| document.spec.timeline.words());
    view! {
        <button
            type="button"
            aria-haspopup="dialog"
            aria-label=move || format!("Timeline: {}", words())
            on:click=move |_| commands.run(&TIMELINE)
        >
            {words}
        </button>
    }
}

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
    let options: Vec<_> = (0..catalogue.years())
        .map(|year| {
            let is_shown = Signal::derive(move || workspace.year() == year);
            option(year.to_string(), catalogue.year_label(year), is_shown)
        })
        .collect();
    view! {
        <section class="headline" aria-label="What the model says">
            <div>
                <h1>{sentence}</h1>
                <p class="sub">{catalogue.timeline().words()} " · every figure shows how it is made: open it to see"</p>
            </div>
            <div class="headline-tools">
                <QuickStartButton />
                <CurrencyPicker />
                {timeline_button(workspace)}
                <label class="year">
                    <span>"Year"</span>
                    <select
                        aria-label="Year shown"
                        on:change=move |event| {
                            if let Ok(year) = event_target_value(&event).parse() {
                                workspace.show_year(year);
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
