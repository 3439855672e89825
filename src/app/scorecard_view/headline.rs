//! The sentence at the top, and what stands out.

use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::model::headline::Word;
use crate::model::scorecard::says::{headline, remarks};
use leptos::prelude::*;

/// The sentence at the top.
#[component]
pub fn Headline() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let sentence = Memo::new(move |_| workspace.with_scorecard(headline));
    let is_other = Memo::new(move |_| workspace.document.with(|document| document.has_the_samples_scores()));
    let part = |word: Word| match word {
        Word::Text(text) => text.into_any(),
        Word::Number(value, _) => view! { <em>{figures::score(value)}</em> }.into_any(),
    };
    view! {
        <section class="headline" aria-label="What the scorecard says">
            <div>
                <h1>{move || sentence.get().into_iter().map(part).collect_view()}</h1>
                {move || is_other.get().then(|| view! { <p class="sub">"These are the sample's scores: they are assumed until you set your own."</p> })}
                <p class="sub">"Your judgement by criteria · what the model says about them stands beside it"</p>
            </div>
        </section>
    }
}

/// What stands out.
#[component]
pub fn Remarks() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let said = Memo::new(move |_| {
        let catalogue = workspace.catalogue();
        workspace.with_scorecard(|card| workspace.with_values(|_, values| remarks(card, &catalogue, values)))
    });
    let item = |(kind, words): (crate::model::insights::Kind, Vec<Word>)| {
        view! {
            <li>
                <span class=format!("badge {}", kind.word())>{kind.word()}</span>
                <p>{figures::sentence(&words)}</p>
            </li>
        }
    };
    view! {
        <section class="sheet insights" aria-labelledby="remarks-title">
            <h2 id="remarks-title">"What stands out"</h2>
            <ul>{move || said.get().into_iter().map(item).collect_view()}</ul>
            <Show when=move || said.with(Vec::is_empty)>
                <p class="empty">"Nothing stands out."</p>
            </Show>
        </section>
    }
}
