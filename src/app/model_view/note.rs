//! What the person notes of a driver: why it is assumed, who says so, of when,
//! and how far to trust it.

use crate::app::choice::option;
use crate::app::later;
use crate::app::text_field::{TextField, TypedText};
use crate::app::workspace::Workspace;
use crate::model::notes::{Confidence, Field, Note};
use leptos::prelude::*;

/// The note on a driver as it is; tracks the scenario.
fn noted(workspace: Workspace, driver: &str) -> Note {
    workspace.document.with(|document| document.notes.drivers.get(driver).cloned().unwrap_or_default())
}

later::parts! {
    note: NoteFields,
}

/// The driver whose note is written; a context.
#[derive(Clone)]
struct Subject {
    driver: String,
    label: String,
}

/// The fields of a driver's note, once they are fetched.
pub fn note_fields(driver: String, label: String) -> AnyView {
    provide_context(Subject { driver, label });
    later::shown(note)
}

#[component]
fn NoteFields() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let Subject { driver, label } = expect_context();
    let of = StoredValue::new(driver.clone());
    let step = StoredValue::new(format!("Note on {label}"));
    let edit = move |session: Option<&str>, change: &dyn Fn(&mut Note)| {
        workspace.edit(&step.get_value(), session, |document| {
            let mut note = document.notes.drivers.get(&of.get_value()).cloned().unwrap_or_default();
            change(&mut note);
            document.with_note(&of.get_value(), note)
        });
    };
    let field = |field: Field, what: &str, hint: &'static str| {
        let value = move || noted(workspace, &of.get_value());
        let apply = move |(text, session): TypedText| {
            let beyond = text.chars().count().saturating_sub(field.limit());
            if beyond > 0 {
                return Err(format!(
                    "Too long by {beyond}: it holds {} characters. The last state that fitted is kept.",
                    field.limit()
                ));
            }
            edit(Some(&session), &|note| {
                field.put(note, &text);
            });
            Ok(())
        };
        view! {
            <div>
                <TextField
                    name=format!("{what} on {label}")
                    id=format!("note-{}-{driver}", field.word())
                    value=Signal::derive(move || field.of(&value()).to_owned())
                    apply=Callback::new(apply)
                    one_line={field != Field::Text}
                    hint=hint
                />
            </div>
        }
    };
    let trust = move |event| {
        let confidence = Confidence::of(&event_target_value(&event));
        edit(None, &|note| note.confidence = confidence);
    };
    let chosen = move || noted(workspace, &of.get_value()).confidence;
    let choices = Confidence::ALL.map(|confidence| {
        let label = format!("{} confidence", confidence.word());
        option(confidence.word(), label, Signal::derive(move || chosen() == Some(confidence)))
    });
    view! {
        <div class="note-fields">
            {field(Field::Text, "Note", "Your note: why this figure")}
            {field(Field::Source, "Source of the note", "Source")}
            <div class="note-origin">
                {field(Field::Date, "Date of the note", "Date")}
                <select aria-label=format!("Confidence of the note on {label}") on:change=trust>
                    {option("", "not said", Signal::derive(move || chosen().is_none()))}
                    {choices.into_iter().collect_view()}
                </select>
            </div>
        </div>
    }
}

/// What is noted of a driver, to read; nothing where nothing is.
pub fn note_text(workspace: Workspace, driver: String) -> AnyView {
    let noted = Memo::new(move |_| noted(workspace, &driver));
    let text = move || {
        let note = noted.get();
        let origin = note.origin();
        (!note.is_empty()).then(|| {
            let origin = (!origin.is_empty()).then(|| view! { <small>{format!(" ({origin})")}</small> });
            view! { <p class="own-note">{note.text} {origin}</p> }
        })
    };
    text.into_any()
}
