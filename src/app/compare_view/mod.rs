//! The Compare view: two to four scenarios side by side.

mod alone;
mod bridge;
mod headline;
mod judgement;
mod lines;
mod overlay;
mod picker;
mod pricing;
mod scorecards;
mod sides;

use leptos::prelude::*;
use sides::Sides;

/// The Compare view.
#[component]
pub fn CompareView() -> impl IntoView {
    let sides = Sides::open();
    provide_context(sides);
    let enough = Memo::new(move |_| sides.count() > 1);
    let parts = move || {
        view! {
            <bridge::Differences />
            <overlay::Overlay />
            <lines::Lines />
            <judgement::Benchmarks />
            <scorecards::Scorecards />
            <pricing::Pricing />
        }
    };
    view! {
        <div class="compare">
            <headline::Headline />
            <picker::Picker />
            <Show when=move || enough.get() fallback=|| view! { <alone::Alone /> }>{parts()}</Show>
        </div>
    }
}
