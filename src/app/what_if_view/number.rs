//! A field for a number of the view's own, and choices.

use super::refusals::Refusals;
use crate::app::browser::number_keyboard;
use crate::app::choice::option;
use crate::app::figures;
use crate::app::intl::Local;
use crate::app::workspace::Workspace;
use crate::engine::numerals::{Reading, read};
use crate::engine::unit::Unit;
use leptos::prelude::*;

/// What is typed into a field, and what became of it.
#[derive(Clone)]
enum Draft {
    /// It is the value.
    Taken(String),
    /// It might not be meant, with the reading and the question: it is taken at
    /// the end.
    Doubtful(String, f64, String),
    /// It was not taken, with the reason, and with the value where it is one:
    /// that is tried again when what it depends on has changed.
    Refused(String, Option<f64>, String),
}

impl Draft {
    fn text(&self) -> &str {
        let (Self::Taken(text) | Self::Doubtful(text, ..) | Self::Refused(text, ..)) = self;
        text
    }

    fn remark(&self) -> Option<&str> {
        match self {
            Self::Taken(_) => None,
            Self::Doubtful(.., words) | Self::Refused(.., words) => Some(words),
        }
    }
}

/// Takes a value, told the field's edit session, or says why not.
type Apply = Callback<(f64, String), Result<(), String>>;

/// A field for a number: takes effect as one types, and keeps a text that cannot
/// be taken with the reason beside it. What might not be meant is shown first
/// and taken at the end. `apply` takes a value or says why not; it is told the
/// field's edit session.
pub fn number_field(
    name: String,
    unit: Unit,
    value: Signal<f64>,
    apply: impl Fn(f64, &str) -> Result<(), String> + Send + Sync + 'static,
) -> AnyView {
    field(
        name,
        unit,
        value,
        None,
        Callback::new(move |(value, session): (f64, String)| apply(value, &session)),
    )
}

/// The same for one of several numbers that are allowed or not together: a
/// number that was refused is tried again whenever `together` changes.
pub fn number_among(
    name: String,
    unit: Unit,
    value: Signal<f64>,
    together: Signal<Vec<f64>>,
    apply: impl Fn(f64, &str) -> Result<(), String> + Send + Sync + 'static,
) -> AnyView {
    let apply = Callback::new(move |(value, session): (f64, String)| apply(value, &session));
    field(name, unit, value, Some(together), apply)
}

fn field(
    name: String,
    unit: Unit,
    value: Signal<f64>,
    together: Option<Signal<Vec<f64>>>,
    apply: Apply,
) -> AnyView {
    let workspace = expect_context::<Workspace>();
    // What is typed while one types, and a text that was not taken. Does not
    // persist.
    let draft = RwSignal::new(None::<Draft>);
    let focused = StoredValue::new(false);
    let before = StoredValue::new(None::<f64>);
    let session = StoredValue::new(0_u32);
    // A view is made anew when the currency changes.
    let (prefix, suffix) = figures::around_field(&unit, &unit.suffix(false));
    let (shown, editing) = (unit.clone(), unit.clone());
    let text = move || match draft.get() {
        Some(draft) => draft.text().to_owned(),
        None => figures::in_field(value.get(), &shown),
    };
    let key = StoredValue::new(name.clone());
    let take = move |value: f64| apply.run((value, format!("{}:{}", key.get_value(), session.get_value())));
    let taken = move |text: String, value: f64| match take(value) {
        Ok(()) => Draft::Taken(text),
        Err(why) => Draft::Refused(text, Some(value), why),
    };
    let give_back = move || {
        if let Some(before) = before.get_value().filter(|before| *before != value.get_untracked()) {
            // It was the value a moment ago, so that it is taken.
            let _ = take(before);
        }
    };
    let typed = move |text: String| {
        let next = match read(&text, &unit, &Local) {
            Ok(Reading { value, doubt: Some(doubt) }) => {
                give_back();
                Draft::Doubtful(text, value, doubt.to_string())
            }
            Ok(reading) => {
                let next = taken(text, reading.value);
                // What was typed on the way was never meant by itself.
                if matches!(next, Draft::Refused(..)) {
                    give_back();
                }
                next
            }
            Err(error) => {
                give_back();
                Draft::Refused(text, None, error.to_string())
            }
        };
        draft.set(Some(next));
    };
    // What was doubted is taken; a text that was not taken stays with its reason.
    let settle = move || {
        let next = match draft.get_untracked() {
            Some(Draft::Doubtful(text, value, _)) => Some(taken(text, value)),
            other => other,
        };
        draft.set(next.filter(|next| matches!(next, Draft::Refused(..))));
    };
    let begin_anew = StoredValue::new(move |input: web_sys::HtmlInputElement| {
        before.set_value(Some(value.get_untracked()));
        // The next key may come before the next frame, and is to replace all.
        if draft.with_untracked(Option::is_none) {
            let text = figures::for_editing(value.get_untracked(), &editing);
            input.set_value(&text);
            draft.set(Some(Draft::Taken(text)));
        }
        input.select();
    });
    let begin = move |event: web_sys::FocusEvent| {
        focused.set_value(true);
        session.update_value(|session| *session += 1);
        begin_anew.with_value(|begin| begin(event_target(&event)));
    };
    let on_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            settle();
            begin_anew.with_value(|begin| begin(event_target(&event)));
        }
        "Escape" => {
            event.prevent_default();
            give_back();
            draft.set(None);
        }
        _ => {}
    };
    let end = move || {
        focused.set_value(false);
        settle();
        workspace.end_session();
    };
    Effect::new(move |first: Option<()>| {
        workspace.rewound.track();
        if first.is_some() {
            draft.set(None);
            if focused.get_value() {
                before.set_value(Some(value.get_untracked()));
                session.update_value(|session| *session += 1);
            }
        }
    });
    if let Some(together) = together {
        Effect::new(move |first: Option<()>| {
            together.track();
            let refused = draft.get_untracked();
            if let (Some(()), Some(Draft::Refused(text, Some(value), _))) = (first, refused) {
                let next = untrack(|| taken(text, value));
                let is_done = matches!(next, Draft::Taken(_)) && !focused.get_value();
                draft.set(Some(next).filter(|_| !is_done));
            }
        });
    }
    let remark = move || draft.with(|draft| draft.as_ref().and_then(Draft::remark).map(str::to_owned));
    let refused = Memo::new(move |_| draft.with(|draft| matches!(draft, Some(Draft::Refused(..)))));
    if let Some(refusals) = use_context::<Refusals>() {
        refusals.note(&name, refused);
    }
    view! {
        <span class="number">
            <span class="field" class:refused=refused>
                {prefix.map(|sign| view! { <span class="unit" aria-hidden="true">{sign}</span> })}
                <input
                    inputmode=number_keyboard()
                    autocomplete="off"
                    aria-label=name
                    aria-invalid=move || refused.get().to_string()
                    prop:value=text
                    on:focus=begin
                    on:input=move |event| typed(event_target_value(&event))
                    on:keydown=on_key
                    on:blur=move |_| end()
                />
                <span class="unit" aria-hidden="true">{suffix}</span>
            </span>
            <span class="remark" class:refused=refused role="status">{remark}</span>
        </span>
    }
    .into_any()
}

/// A choice of one of several, each a value with its label.
pub fn choice(
    name: impl Into<String>,
    options: Vec<(String, String)>,
    chosen: impl Fn() -> String + Copy + Send + Sync + 'static,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = options.into_iter().map(|(value, label)| {
        let here = value.clone();
        option(value, label, Signal::derive(move || chosen() == here))
    });
    view! {
        <select aria-label=name.into() on:change=move |event| choose(event_target_value(&event))>
            {options.collect_view()}
        </select>
    }
    .into_any()
}
