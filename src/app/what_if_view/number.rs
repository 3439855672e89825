//! A field for a number of the view's own, and choices.

use crate::app::figures;
use crate::app::intl::Local;
use crate::app::workspace::Workspace;
use crate::engine::numerals::read;
use crate::engine::unit::Unit;
use leptos::prelude::*;

/// A field for a number: takes effect as one types, and keeps a text that cannot
/// be taken with the reason beside it. `apply` takes a value or says why not; it
/// is told the field's edit session.
pub fn number_field(
    name: String,
    unit: Unit,
    value: Signal<f64>,
    apply: impl Fn(f64, &str) -> Result<(), String> + Copy + 'static,
) -> AnyView {
    let workspace = expect_context::<Workspace>();
    // What is typed while one types, and a text that was not taken, with the
    // reason. Do not persist.
    let draft = RwSignal::new(None::<(String, Option<String>)>);
    let before = StoredValue::new(None::<f64>);
    let session = StoredValue::new(0_u32);
    let prefix = unit.symbol().starts_with('$').then_some("$");
    let suffix = unit.suffix(false).trim().to_owned();
    let (shown, editing) = (unit.clone(), unit.clone());
    let text = move || match draft.get() {
        Some((text, _)) => text,
        None => figures::in_field(value.get(), &shown),
    };
    let key = StoredValue::new(name.clone());
    let session_key = move || format!("{}:{}", key.get_value(), session.get_value());
    let typed = move |text: String| {
        let why = match read(&text, &unit, &Local) {
            Ok(reading) => match reading.doubt {
                Some(doubt) => Some(doubt.to_string()),
                None => apply(reading.value, &session_key()).err(),
            },
            Err(error) => Some(error.to_string()),
        };
        draft.set(Some((text, why)));
    };
    let begin = move |event: web_sys::FocusEvent| {
        before.set_value(Some(value.get_untracked()));
        session.update_value(|session| *session += 1);
        // The next key may come before the next frame, and is to replace all.
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        if draft.with_untracked(Option::is_none) {
            let text = figures::for_editing(value.get_untracked(), &editing);
            input.set_value(&text);
            draft.set(Some((text, None)));
        }
        input.select();
    };
    let on_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        // What is there is taken already; the next key begins anew.
        "Enter" => event_target::<web_sys::HtmlInputElement>(&event).select(),
        "Escape" => {
            event.prevent_default();
            if let Some(before) = before.get_value() {
                // It was the value a moment ago, so that it is taken.
                let _ = apply(before, &session_key());
            }
            draft.set(None);
        }
        _ => {}
    };
    // A text that was not taken stays with its reason; any other gives way to
    // the value.
    let end = move || {
        workspace.end_session();
        if draft.with_untracked(|draft| draft.as_ref().is_some_and(|(_, why)| why.is_none())) {
            draft.set(None);
        }
    };
    Effect::new(move |first: Option<()>| {
        workspace.rewound.track();
        if first.is_some() {
            draft.set(None);
        }
    });
    let why = move || draft.with(|draft| draft.as_ref().and_then(|(_, why)| why.clone()));
    let bad = Memo::new(move |_| why().is_some());
    view! {
        <span class="number">
            <span class="field" class:refused=bad>
                {prefix.map(|sign| view! { <span class="unit" aria-hidden="true">{sign}</span> })}
                <input
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=name
                    aria-invalid=move || bad.get().to_string()
                    prop:value=text
                    on:focus=begin
                    on:input=move |event| typed(event_target_value(&event))
                    on:keydown=on_key
                    on:blur=move |_| end()
                />
                <span class="unit" aria-hidden="true">{suffix}</span>
            </span>
            <span class="remark refused" role="status">{why}</span>
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
        view! { <option value=value selected=move || chosen() == here>{label}</option> }
    });
    view! {
        <select aria-label=name.into() on:change=move |event| choose(event_target_value(&event))>
            {options.collect_view()}
        </select>
    }
    .into_any()
}
