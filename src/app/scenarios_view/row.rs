//! A scenario in the list.

use super::list::Shown;
use crate::app::browser;
use crate::app::figures;
use crate::app::intl;
use crate::app::scenario_actions;
use crate::app::storage;
use crate::app::workspace::Workspace;
use crate::engine::values::Values;
use crate::export::file_name;
use crate::model::places::HeadlineFigure;
use crate::store::library::Summary;
use leptos::prelude::*;

pub(super) fn row(workspace: Workspace, shown: Shown, summary: &Summary) -> AnyView {
    let id = summary.id.clone();
    let this = id.clone();
    let open_mark = move || {
        workspace.scenarios.track();
        (workspace.open_id() == this).then(|| view! { <span class="badge met">"open"</span> })
    };
    let edited = match summary.revision.edited {
        0 => String::new(),
        time => intl::date_time(time),
    };
    let named = summary.clone();
    let renamed = id.clone();
    let name = move || match shown.renaming.with(|renaming| renaming.as_deref() == Some(&renamed)) {
        true => name_field(workspace, shown, &named),
        false => name_button(&named),
    };
    let description =
        (!summary.description.is_empty()).then(|| view! { <p class="sub">{summary.description.clone()}</p> });
    let content = match &summary.broken {
        None => numbers(workspace, &id),
        Some(error) => view! {
            <p class="because">"It cannot be opened: " {error.to_string()} ". It stays as it is."</p>
        }
        .into_any(),
    };
    let acts: &[(&'static str, &'static str)] = match summary.broken {
        None => &[("rename", "Rename"), ("duplicate", "Duplicate"), ("delete", "Delete")],
        Some(_) => &[("download", "Download"), ("delete", "Delete")],
    };
    let buttons: Vec<_> = acts.iter().map(|(act, label)| button(act, label, summary)).collect();
    view! {
        <li>
            <div class="what">
                {name} {open_mark}
                <small>{edited}</small> {description}
            </div>
            {content}
            <div class="row-actions">{buttons}</div>
        </li>
    }
    .into_any()
}

fn name_button(summary: &Summary) -> AnyView {
    if summary.broken.is_some() {
        return view! { <b>{summary.name.clone()}</b> }.into_any();
    }
    let label = format!("Open {}", summary.name);
    let (id, name) = (summary.id.clone(), summary.name.clone());
    let text = name.clone();
    view! {
        <button type="button" class="plain name" data-act="open" data-id=id data-name=name aria-label=label>
            {text}
        </button>
    }
    .into_any()
}

/// The name while it is edited: Enter or leaving takes it, Escape does not.
fn name_field(workspace: Workspace, shown: Shown, summary: &Summary) -> AnyView {
    let (id, before) = (summary.id.clone(), summary.name.clone());
    let take = move |text: String| {
        if shown.renaming.get_untracked().as_ref() != Some(&id) {
            return;
        }
        shown.renaming.set(None);
        if text.trim() != before {
            scenario_actions::rename(workspace, &id, &text);
        }
    };
    let this = summary.id.clone();
    let on_key = {
        let take = take.clone();
        move |event: web_sys::KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                take(event_target_value(&event));
                give_back_keyboard(&this);
            }
            "Escape" => {
                event.prevent_default();
                shown.renaming.set(None);
                give_back_keyboard(&this);
            }
            _ => {}
        }
    };
    view! {
        <input
            id="renamed-scenario"
            aria-label=format!("New name of {}", summary.name)
            maxlength="200"
            autocomplete="off"
            data-own-undo=""
            value=summary.name.clone()
            on:keydown=on_key
            on:blur=move |event| take(event_target_value(&event))
        />
    }
    .into_any()
}

/// The name's button gets the keyboard that its field had.
fn give_back_keyboard(id: &str) {
    let button = format!("button[data-act=open][data-id=\"{id}\"]");
    request_animation_frame(move || browser::focus(&button));
}

fn button(act: &'static str, label: &'static str, summary: &Summary) -> AnyView {
    let (id, name) = (summary.id.clone(), summary.name.clone());
    let full = format!("{label} {name}");
    view! {
        <button type="button" class="quiet" data-act=act data-id=id data-name=name aria-label=full>{label}</button>
    }
    .into_any()
}

/// The headline figures, from the document as it is stored.
fn numbers(workspace: Workspace, id: &str) -> AnyView {
    let Ok(record) = workspace.library.with_value(|library| library.open(id)) else { return ().into_any() };
    let Ok(catalogue) = record.document.catalogue() else { return ().into_any() };
    let values = Values::evaluate(&catalogue.model, &record.document.inputs(&catalogue));
    let (last, currency) = (catalogue.timeline().last_year(), record.document.currency);
    let year = catalogue.year_phrase(last);
    let summaries = catalogue.places.iter().flat_map(|places| places.summary);
    let figures: Vec<_> = summaries
        .map(|HeadlineFigure { line, label }| {
            let unit = catalogue.model.line(line).map(|line| line.unit.clone());
            let value = values.cell(line, last);
            let figure = match (value, unit) {
                (Some(value), Some(unit)) => intl::in_currency(currency, || figures::short(value, &unit)),
                _ => figures::UNDEFINED.to_owned(),
            };
            view! { <div><dt>{*label}", "{year.clone()}</dt><dd>{figure}</dd></div> }
        })
        .collect();
    view! { <dl>{figures}</dl> }.into_any()
}

/// Hands the stored text to the person as it is.
pub(super) fn download(workspace: Workspace, id: &str) {
    let text = workspace.library.with_value(|library| library.text(id));
    match text {
        // What it is called cannot be read.
        Ok(text) => storage::download(workspace, &file_name("", "unreadable", &intl::day(), "json"), &text),
        Err(refusal) => workspace.refuse("The scenario could not be read", &refusal),
    }
}
