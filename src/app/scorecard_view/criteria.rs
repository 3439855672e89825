//! The list of criteria, and what changes the list as a whole.

use super::criterion::CriterionCard;
use crate::app::browser::focus_later;
use crate::app::workspace::Workspace;
use crate::model::scorecard::Scorecard;
use leptos::prelude::*;

/// All criteria in order.
#[component]
pub fn Criteria() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let ids = Memo::new(move |_| {
        workspace.with_scorecard(|card| card.criteria.iter().map(|c| c.id.clone()).collect::<Vec<_>>())
    });
    let is_shipped = Memo::new(move |_| workspace.with_scorecard(|card| *card == Scorecard::shipped()));
    let add = move |_| {
        if workspace.press_scorecard("Add a criterion", Scorecard::with_criterion) {
            workspace.say_done("The new criterion weighs 0%: give it a weight for its score to count.");
            focus_later(".criteria > li:last-child .name .text-field");
        }
    };
    let reset = move |_| {
        if !is_shipped.get_untracked() {
            workspace.keep_before("resetting the scorecard");
            workspace
                .press_and_offer_undo("Scorecard reset to the published one", |_| Ok(Scorecard::shipped()));
        }
    };
    view! {
        <section class="criteria-section" aria-labelledby="criteria-title">
            <h2 id="criteria-title">"Criteria"</h2>
            <ol class="criteria">
                <For each=move || ids.get() key=Clone::clone let:id>
                    <CriterionCard id />
                </For>
            </ol>
            <Show when=move || ids.with(Vec::is_empty)>
                <p class="empty">"There are no criteria: add one, or go back to the published ones."</p>
            </Show>
            <p class="actions">
                <button type="button" class="add" on:click=add>"Add a criterion"</button>
                <button type="button" data-action="reset-scorecard" aria-disabled=move || is_shipped.get().to_string() on:click=reset>
                    "Reset to the published criteria"
                </button>
            </p>
        </section>
    }
}
