//! What a file or a paste would do, shown before it does.

use super::lists::{SHOWN, back, others, row_word};
use super::scenarios::scenarios;
use super::{table_rows, table_settings, take};
use crate::app::dialogs::Dialogs;
use crate::app::table_plan::{plan_table, read_table};
use crate::app::workspace::Workspace;
use crate::model::timeline::Timeline;
use crate::store::import::Imported;
use crate::table::{Becomes, Corrections, Grid, Plan, Question, takings};
use leptos::prelude::*;
use std::sync::Arc;

/// A look at what was found.
pub fn preview(name: String, found: &Imported) -> AnyView {
    match found {
        Imported::Table(grid) => table(name, grid).into_any(),
        Imported::Scenario(opened) => scenarios(name, &[Ok(opened.clone())]).into_any(),
        Imported::Backup(all) => scenarios(name, all).into_any(),
    }
}

/// A table's plan, made anew with everything that a person says about it.
fn table(name: String, grid: &Grid) -> impl IntoView + use<> {
    let workspace = expect_context::<Workspace>();
    let dialogs = expect_context::<Dialogs>();
    // Tables of one form are read by the same answers.
    let form = read_table(grid, &Corrections::default()).form();
    let before = dialogs.answers.with_value(|answers| answers.get(&form).cloned());
    let corrections = RwSignal::new(before.unwrap_or_default());
    let grid = Arc::new(grid.clone());
    // The table is planned anew for a scenario that was made longer for it.
    let years = Memo::new(move |_| workspace.document.with(|document| document.spec.timeline));
    let plan = Memo::new(move |_| {
        years.track();
        corrections.with(|said| plan_table(workspace, &read_table(&grid, said), said, None))
    });
    let count = move || plan.with(|plan| takings(plan).len());
    let label = move || match count() {
        1 => "Import 1 value".to_owned(),
        many => format!("Import {many} values"),
    };
    let take = move || {
        (count() > 0).then(|| {
            let form = form.clone();
            let take = move |_| {
                dialogs.answers.update_value(|answers| {
                    answers.insert(form.clone(), corrections.get_untracked());
                });
                plan.with_untracked(|plan| take::plan(workspace, dialogs, plan));
            };
            view! { <button type="button" class="primary" on:click=take>{label}</button> }
        })
    };
    let again = move || {
        (corrections.get() != Corrections::default()).then(|| {
            let forget = move |_| corrections.set(Corrections::default());
            view! { <button type="button" class="quiet" on:click=forget>"Forget my answers"</button> }
        })
    };
    view! {
        <p role="status">{move || plan.with(|plan| summary(&name, plan))}</p>
        {move || plan.with(|plan| offer_years(workspace, plan))}
        {move || plan.with(|plan| questions(plan, corrections))}
        {move || plan.with(|plan| table_settings::settings(plan, corrections))}
        {move || plan.with(|plan| table_rows::changes(workspace, plan))}
        {move || plan.with(|plan| table_rows::others_left(workspace, plan, corrections))}
        {move || plan.with(table_rows::columns_left)}
        <div class="actions">{back(dialogs)} {again} {take}</div>
    }
}

fn summary(name: &str, plan: &Plan) -> String {
    let count =
        |is_meant: fn(&Becomes) -> bool| plan.rows.iter().filter(|row| is_meant(&row.becomes)).count();
    let word = row_word(plan);
    let rows = |count: usize| if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") };
    let mut said = match count(|becomes| matches!(becomes, Becomes::Taken(_))) {
        0 => format!("Nothing in {name} changes this scenario."),
        1 => format!("Taken from {name}, 1 driver changes. It can be undone."),
        many => format!("Taken from {name}, {many} drivers change. It can be undone."),
    };
    let parts = [
        (count(|becomes| matches!(becomes, Becomes::Same(_))), "of drivers as they are."),
        (count(|becomes| matches!(becomes, Becomes::Calculated(_))), "of lines that the model calculates."),
        (
            count(|becomes| matches!(becomes, Becomes::Asked(_) | Becomes::Proposed(_))),
            "with an open question.",
        ),
        (count(|becomes| matches!(becomes, Becomes::LeftOut(_))), "left out."),
    ];
    for (count, words) in parts.into_iter().filter(|(count, _)| *count > 0) {
        said += &format!(" {} {words}", rows(count));
    }
    for sentence in &plan.said {
        said += &format!(" {sentence}");
    }
    if let Some(years) = plan.years_offered {
        said +=
            &format!(" The table has {years} years, more than this scenario: what lies beyond is left out.");
    }
    said
}

/// Offers the years that a table has beyond the scenario's.
fn offer_years(workspace: Workspace, plan: &Plan) -> Option<impl IntoView + use<>> {
    let more = plan.years_offered?;
    let now = workspace.document.with_untracked(|document| document.spec.timeline);
    let timeline =
        Timeline::new(more, now.first_month()).filter(|timeline| timeline.years() > now.years())?;
    let lengthen = move |_| {
        let label = format!("Timeline: {}", timeline.words());
        workspace.edit(&label, None, |document| document.over(timeline));
    };
    Some(view! {
        <p>
            <button type="button" on:click=lengthen>{format!("Give the scenario {more} years")}</button>
        </p>
    })
}

fn questions(plan: &Plan, corrections: RwSignal<Corrections>) -> Option<impl IntoView + use<>> {
    let all = &plan.questions;
    (!all.is_empty()).then(|| {
        let shown = all.iter().take(SHOWN).enumerate().map(|(at, question)| asked(at, question, corrections));
        view! {
            <h3>"Please check"</h3>
            <div class="table-questions">{shown.collect_view()}</div>
            <ul>{others(all.len())}</ul>
        }
    })
}

fn asked(at: usize, question: &Question, corrections: RwSignal<Corrections>) -> impl IntoView + use<> {
    let choices = question
        .choices
        .iter()
        .enumerate()
        .map(|(position, choice)| {
            let is_assumed = question.assumed == Some(position);
            let correction = choice.correction.clone();
            let choose = move |_| corrections.update(|said| *said = said.with(correction.clone()));
            let gives = (!choice.gives.is_empty()).then(|| format!(": {}", choice.gives));
            view! {
                <label>
                    <input type="radio" name=format!("table-question-{at}") checked=is_assumed on:change=choose />
                    {choice.label.clone()} {gives}
                </label>
            }
        })
        .collect_view();
    let numbers: Vec<String> = question.rows.iter().take(5).map(ToString::to_string).collect();
    let place = (!numbers.is_empty()).then(|| format!(" (row {})", numbers.join(", ")));
    view! {
        <fieldset class="choices">
            <legend>{question.asks.clone()} {place}</legend>
            {choices}
        </fieldset>
    }
}
