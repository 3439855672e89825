//! What a file or a paste would do, shown before it does.

use super::scenarios::scenarios;
use super::take;
use crate::app::dialogs::{Brought, Dialogs};
use crate::app::figures;
use crate::app::intl::Local;
use crate::app::workspace::Workspace;
use crate::engine::unit::Unit;
use crate::store::import::{Cells, Change, Imported, Plan, plan};
use leptos::prelude::*;

/// How many entries of a list are shown; the others are counted.
pub(super) const SHOWN: usize = 30;

/// A look at what was found.
pub fn preview(name: String, found: &Imported) -> AnyView {
    match found {
        Imported::Cells(cells) => table(name, cells).into_any(),
        Imported::Scenario(opened) => scenarios(name, &[Ok(opened.clone())]).into_any(),
        Imported::Backup(all) => scenarios(name, all).into_any(),
    }
}

fn table(name: String, cells: &Cells) -> impl IntoView + use<> {
    let workspace = expect_context::<Workspace>();
    let dialogs = expect_context::<Dialogs>();
    let catalogue = workspace.catalogue();
    let document = workspace.document.get_untracked();
    let plan = plan(cells, &document, &catalogue.model, &Local);
    let said = summary(&name, &plan);
    let changes = (!plan.changes.is_empty()).then(|| changes(workspace, &plan.changes));
    let left_out = (!plan.left_out.is_empty()).then(|| left_out(&plan));
    let count = changed(&plan);
    let label = if count == 1 { "Change 1 driver".to_owned() } else { format!("Change {count} drivers") };
    let take = (count > 0).then(|| {
        view! {
            <button type="button" class="primary" on:click=move |_| take::plan(workspace, dialogs, &plan)>
                {label}
            </button>
        }
    });
    view! {
        <p role="status">{said}</p>
        {changes}
        {left_out}
        <div class="actions">{back(dialogs)} {take}</div>
    }
}

/// How many drivers get other values: what was read of a row may be what is there.
fn changed(plan: &Plan) -> usize {
    plan.changes.iter().filter(|change| change.after != change.before).count()
}

fn summary(name: &str, plan: &Plan) -> String {
    let word = row_word(plan);
    let rows = |count: usize| if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") };
    let mut said = match changed(plan) {
        0 => format!("Nothing in {name} changes this scenario."),
        1 => format!("Taken from {name}, 1 driver changes. It can be undone."),
        many => format!("Taken from {name}, {many} drivers change. It can be undone."),
    };
    if plan.same > 0 {
        said += &format!(" {} of drivers as they are.", rows(plan.same));
    }
    if plan.calculated > 0 {
        said += &format!(" {} of lines that the model calculates.", rows(plan.calculated));
    }
    if !plan.left_out.is_empty() {
        said += &format!(" {} left out.", rows(plan.left_out.len()));
    }
    said
}

fn changes(workspace: Workspace, changes: &[Change]) -> impl IntoView + use<> {
    let catalogue = workspace.catalogue();
    let years = catalogue.years();
    let heads = (0..years).map(|year| view! { <th scope="col">{catalogue.year_label(year)}</th> });
    let rows = changes
        .iter()
        .map(|change| {
            let unit = workspace.line(&change.driver).map(|line| line.unit);
            let cells = change.before.iter().zip(&change.after).map(|(before, after)| {
                let written = |write: fn(f64, &Unit) -> String| {
                    [before, after]
                        .map(|value| unit.as_ref().map(|unit| write(*value, unit)).unwrap_or_default())
                };
                // All digits only where fewer would not tell the two apart.
                let readable = written(|value, unit| figures::exact(Some(value), unit));
                let [before_text, after_text] = match before != after && readable[0] == readable[1] {
                    true => written(figures::for_editing),
                    false => readable,
                };
                match before == after {
                    true => view! { <td class="same">{after_text}</td> }.into_any(),
                    false => view! { <td><del>{before_text}</del> <ins>{after_text}</ins></td> }.into_any(),
                }
            });
            let remarks = change.remarks.join(" ");
            let remarks = (!remarks.is_empty()).then(|| {
                view! { <tr class="remarks"><td colspan=years + 1>{remarks}</td></tr> }
            });
            view! {
                <tr>
                    <th scope="row">{change.label.clone()}</th>
                    {cells.collect_view()}
                </tr>
                {remarks}
            }
        })
        .collect_view();
    view! {
        <div class="scroll" role="region" aria-label="What would change" tabindex="0">
            <table class="preview">
                <thead><tr><th scope="col">"Driver"</th>{heads.collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// What a driver's values are side by side in.
fn row_word(plan: &Plan) -> &'static str {
    if plan.is_turned { "column" } else { "row" }
}

fn left_out(plan: &Plan) -> impl IntoView + use<> {
    let rows = &plan.left_out;
    let word = row_word(plan);
    let shown = rows.iter().take(SHOWN).map(|row| {
        view! { <li><strong>{row.name.clone()}</strong> {format!(" ({word} {}): {}", row.row, row.why)}</li> }
    });
    view! {
        <h3>"Left out"</h3>
        <ul class="left-out">{shown.collect_view()} {others(rows.len())}</ul>
    }
}

pub(super) fn others(all: usize) -> Option<impl IntoView> {
    let more = all.saturating_sub(SHOWN);
    (more > 0).then(|| view! { <li>{format!("and {more} more")}</li> })
}

pub(super) fn back(dialogs: Dialogs) -> impl IntoView {
    view! {
        <button type="button" class="quiet" on:click=move |_| dialogs.brought.set(Brought::Nothing)>
            "Take nothing"
        </button>
    }
}
