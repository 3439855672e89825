//! What the numbers say.

use super::marks::unchecked_mark;
use crate::app::browser::after_the_frame;
use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::engine::model::Model;
use crate::engine::values::Values;
use crate::model::insights::insights;
use crate::store::route::Year;
use leptos::prelude::*;

/// Strengths, risks and opportunities of the chosen year.
#[component]
pub fn Insights() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    // Sentences are read after the figures, so they follow once those are painted.
    let settled = after_the_frame(move || {
        workspace.with_values(|_, _| ());
        workspace.route.with(|route| route.year);
    });
    let said = Memo::new(move |_| {
        settled.track();
        let said = |_: &Model, values: &Values| insights(&workspace.catalogue(), values, workspace.year());
        untrack(|| workspace.with_values(said))
    });
    let item = move |insight: crate::model::insights::Insight| {
        let line = insight.line;
        let catalogue = workspace.catalogue();
        let label = catalogue.model.line(line).map(|line| line.short.clone()).unwrap_or_default();
        let kind = insight.kind.word();
        view! {
            <li>
                <span class=format!("badge {kind}")>{kind}</span>
                <p>
                    {figures::sentence(&insight.words)} " "
                    <button
                        type="button"
                        class="link"
                        on:click=move |_| workspace.explain(line, Year::One(workspace.year()))
                    >
                        {label}
                    </button>
                    " " {unchecked_mark(workspace, line)}
                </p>
            </li>
        }
    };
    view! {
        <section class="sheet insights" aria-labelledby="insights-title">
            <h2 id="insights-title">"What the numbers say"</h2>
            <ul>{move || said.get().into_iter().map(item).collect_view()}</ul>
            <Show when=move || said.with(Vec::is_empty)>
                <p class="empty">"Nothing stands out in this year."</p>
            </Show>
        </section>
    }
}
