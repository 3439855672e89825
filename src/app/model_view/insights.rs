//! What the numbers say.

use super::marks::{Unchecked, marks, unchecked};
use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::model::insights::{Insight, Rule, in_order, insights};
use crate::store::route::Year;
use leptos::prelude::*;

/// Strengths, risks and opportunities of the chosen year.
#[component]
pub fn Insights() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let settled = super::settled(workspace);
    // All that an entry shows is read here, so that what is made anew with a
    // sentence follows nothing by itself.
    let said = Memo::new(move |_| {
        settled.track();
        untrack(|| read(workspace))
    });
    let item = move |(insight, found): (Insight, Unchecked)| {
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
                    " " {marks(found)}
                </p>
            </li>
        }
    };
    // An entry for each rule: a sentence that stays as it is is left alone.
    let catalogue = workspace.catalogue();
    let entry = |rule: &Rule| {
        let id = rule.id;
        let entry = Memo::new(move |_| {
            said.with(|said| said.iter().find(|(insight, _)| insight.rule == id).cloned())
        });
        move || entry.get().map(item)
    };
    let entries = in_order(&catalogue).map(entry).collect_view();
    view! {
        <section class="sheet insights" aria-labelledby="insights-title">
            <h2 id="insights-title">"What the numbers say"</h2>
            <ul>{entries}</ul>
            <Show when=move || said.with(Vec::is_empty)>
                <p class="empty">"Nothing stands out in this year."</p>
            </Show>
        </section>
    }
}

/// What is said of the shown year, each with the unchecked values behind it.
fn read(workspace: Workspace) -> Vec<(Insight, Unchecked)> {
    let year = workspace.year();
    let all = workspace.with_values(|_, values| insights(&workspace.catalogue(), values, year));
    let with_marks = |insight: Insight| {
        let found = unchecked(workspace, insight.line, &[year]);
        (insight, found)
    };
    all.into_iter().map(with_marks).collect()
}
