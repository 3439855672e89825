//! Which scenarios the open one is compared with.

use super::sides::Sides;
use crate::app::intl::day;
use crate::app::workspace::Workspace;
use crate::export;
use crate::model::comparison::MAX_SIDES;
use leptos::prelude::*;

/// Every other scenario, to be taken in or left out.
#[component]
pub fn Picker() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let sides = expect_context::<Sides>();
    let others = Memo::new(move |_| {
        workspace.scenarios.track();
        // A shared scenario is none of the stored ones.
        let is_shared = workspace.route.with(|route| route.shared.is_some());
        let base = (!is_shared).then(|| workspace.open_id());
        let list = workspace.library.with_value(crate::store::library::Library::list).unwrap_or_default();
        let readable = list.into_iter().filter(|one| one.broken.is_none() && Some(&one.id) != base.as_ref());
        readable.map(|one| (one.id, one.name)).collect::<Vec<_>>()
    });
    let chosen = move || workspace.route.with(|route| route.with.clone());
    let is_full = Memo::new(move |_| chosen().len() >= MAX_SIDES - 1);
    let items = move || {
        let item = |(id, name): (String, String)| {
            let (of, is_chosen) = (id.clone(), id);
            let is_chosen = Memo::new(move |_| chosen().contains(&is_chosen));
            view! {
                <li>
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=is_chosen
                            prop:disabled=move || is_full.get() && !is_chosen.get()
                            on:change=move |event| take(workspace, &of, event_target_checked(&event))
                        />
                        {name}
                    </label>
                </li>
            }
        };
        others.get().into_iter().map(item).collect_view()
    };
    let alone = Memo::new(move |_| others.with(Vec::is_empty));
    view! {
        <section class="sheet picker" aria-labelledby="picker-title">
            <h2 id="picker-title">"Compared with the open scenario"</h2>
            <ul>{items}</ul>
            <Show when=move || alone.get()>
                <p class="empty">"There is no other scenario yet."</p>
            </Show>
            <Show when=move || { sides.count() > 1 }>
                <p class="actions">
                    <button type="button" on:click=move |_| download(workspace, sides)>"Download as CSV"</button>
                </p>
            </Show>
            <p role="status">
                {move || is_full.get().then(|| format!("No more than {MAX_SIDES} fit side by side."))}
            </p>
            {move || {
                let said = |why: String| view! { <p class="because">{format!("One of the address is left out: {why}.")}</p> };
                sides.missing.get().into_iter().map(said).collect_view()
            }}
        </section>
    }
}

/// Takes a scenario into the comparison, or out of it.
pub fn take(workspace: Workspace, id: &str, is_in: bool) {
    let mut with = workspace.route.with_untracked(|route| route.with.clone());
    with.retain(|other| other != id);
    if is_in {
        with.push(id.to_owned());
    }
    workspace.compare_with(with);
}

/// Hands over every line and difference as a table.
fn download(workspace: Workspace, sides: Sides) {
    let table = sides.with(|all| export::comparison::comparison(&workspace.catalogue(), all));
    let csv = export::csv::file(&table);
    let base = workspace.document.with_untracked(|document| document.name.clone());
    let name = export::file_name(&base, "comparison", &day(), "csv");
    workspace.hand_out(&name, "text/csv;charset=utf-8", &csv);
}
