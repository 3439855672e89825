//! A field for a number of the view's own, and choices.

use crate::app::edits::Typed;
use crate::app::figures;
use crate::app::intl::Local;
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
    let refused = RwSignal::new(None::<(String, String)>);
    let (focused, session) = (RwSignal::new(false), StoredValue::new(0_u32));
    let prefix = unit.symbol().starts_with('$').then_some("$");
    let suffix = unit.suffix(false).trim().to_owned();
    let (shown, typed_unit) = (unit.clone(), unit);
    let text = move || match refused.get() {
        Some((text, _)) => text,
        None if focused.get() => figures::for_editing(value.get(), &shown),
        None => figures::in_field(value.get(), &shown),
    };
    let key = name.clone();
    let typed = move |text: String| {
        let judged = match read(&text, &typed_unit, &Local) {
            Ok(reading) => match reading.doubt {
                Some(doubt) => Typed::Doubtful(reading.value, doubt.to_string()),
                None => Typed::Value(reading.value),
            },
            Err(error) => Typed::Refused(error.to_string()),
        };
        let why = match judged {
            Typed::Value(value) => apply(value, &format!("{key}:{}", session.get_value())).err(),
            Typed::Doubtful(_, why) | Typed::Refused(why) => Some(why),
        };
        // A text that is taken stays as typed while one types.
        refused.set(why.map(|why| (text, why)));
    };
    let bad = move || refused.with(Option::is_some);
    view! {
        <span class="number">
            <span class="field" class:refused=bad>
                {prefix.map(|sign| view! { <span class="unit" aria-hidden="true">{sign}</span> })}
                <input
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=name
                    aria-invalid=move || bad().to_string()
                    prop:value=text
                    on:focus=move |_| {
                        session.update_value(|session| *session += 1);
                        focused.set(true);
                    }
                    on:change=move |event| typed(event_target_value(&event))
                    on:blur=move |_| focused.set(false)
                />
                <span class="unit" aria-hidden="true">{suffix}</span>
            </span>
            <span class="remark refused" role="status">{move || refused.get().map(|(_, why)| why)}</span>
        </span>
    }
    .into_any()
}

/// A choice of one of several, each a value with its label.
pub fn choice(
    name: &'static str,
    options: Vec<(String, String)>,
    chosen: impl Fn() -> String + Copy + Send + Sync + 'static,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = options.into_iter().map(|(value, label)| {
        let here = value.clone();
        view! { <option value=value selected=move || chosen() == here>{label}</option> }
    });
    view! {
        <select aria-label=name on:change=move |event| choose(event_target_value(&event))>
            {options.collect_view()}
        </select>
    }
    .into_any()
}
