//! How the total is made, and why the published one is another.

use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::engine::unit::Unit;
use crate::model::scorecard::{Refusal, Scorecard};
use leptos::prelude::*;

/// The sums, the total, and the button that scales the weights.
#[component]
pub fn Total() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let percent = Unit::percent();
    let share = move |value: f64| figures::exact(Some(value), &percent);
    let weights = Memo::new(move |_| share(workspace.with_scorecard(Scorecard::weight_sum)));
    let sum = move || figures::score(workspace.with_scorecard(Scorecard::raw_sum));
    let maximum = move || figures::score(workspace.with_scorecard(Scorecard::maximum));
    let total = Memo::new(move |_| workspace.with_scorecard(Scorecard::total));
    let adds_up = Memo::new(move |_| workspace.with_scorecard(Scorecard::adds_up));
    let published = Memo::new(move |_| workspace.with_scorecard(Scorecard::published_total));
    let scale = move |_| {
        if adds_up.get_untracked() {
            return;
        }
        workspace.press_and_offer_undo("Weights scaled to 100%", |card| match card.total() {
            Ok(_) => card.scaled(),
            Err(_) => Err(Refusal::NothingToScale),
        });
    };
    view! {
        <section class="sheet score-total" aria-labelledby="total-title">
            <h2 id="total-title">"How the total is made"</h2>
            <p class="figure" role="status">
                {move || total.get().map_or_else(|_| figures::UNDEFINED.to_owned(), figures::score)} " " <small>"of 5"</small>
            </p>
            {move || match total.get() {
                Ok(_) => view! { <p class="formula">"= " {sum} " ÷ " {weights}</p> }.into_any(),
                Err(why) => view! { <p class="because">{format!("Undefined, because {why}.")}</p> }.into_any(),
            }}
            <dl>
                <div><dt>"Weights add up to"</dt><dd>{weights}</dd></div>
                <div><dt>"Weighted scores add up to"</dt><dd>{sum} " of " {maximum}</dd></div>
            </dl>
            <Show when=move || !adds_up.get() && total.get().is_ok()>
                <p class="published-note">
                    {move || format!("The weights add up to {}, not 100%. ", weights.get())}
                    "The total divides by them, which leaves it on the scale of a single score, 1 to 5; scaling them does not move it."
                </p>
            </Show>
            {move || published.get().map(|published| {
                let without = published.left_out;
                view! {
                    <p class="published-note">
                        {format!(
                            "† Published: {}. That total leaves out {}: the other weights add up to exactly 100%, and without its {} the weighted scores add up to {}.",
                            figures::score(published.total),
                            without.name,
                            figures::score(without.weighted()),
                            figures::score(published.total),
                        )}
                    </p>
                }
            })}
            <p class="actions">
                <button type="button" aria-disabled=move || (adds_up.get() || total.get().is_err()).to_string() on:click=scale>
                    "Scale weights to 100%"
                </button>
            </p>
        </section>
    }
}
