//! A field for a number.

use super::edits::Typed;
use super::figures;
use super::workspace::Workspace;
use crate::engine::unit::Unit;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// A field for a number: takes effect as one types, keeps a text that cannot be
/// read and says why beside it, and gives the old value back on Escape.
#[component]
pub fn Field(
    /// Its accessible name.
    #[prop(into)]
    name: Signal<String>,
    /// The element's id.
    id: String,
    /// The unit, shown beside the number.
    unit: Unit,
    /// The value in force.
    #[prop(into)]
    value: Signal<f64>,
    /// What a text means.
    judge: Callback<String, Typed>,
    /// Takes a value, within an edit session of the given key.
    apply: Callback<(f64, String)>,
    /// After an edit: the value before and after.
    #[prop(optional)]
    done: Option<Callback<(f64, f64)>>,
) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    // The text while one edits, or one that could not be read.
    let draft = RwSignal::new(None::<String>);
    let remark = RwSignal::new(None::<String>);
    let refused = RwSignal::new(false);
    let before = StoredValue::new(None::<f64>);
    let session = StoredValue::new(0_u32);
    let prefix = unit.symbol().starts_with('$').then_some("$");
    let suffix = unit.suffix(true).trim().to_owned();
    let shown_unit = unit;
    let focused = RwSignal::new(false);
    let text = move || match draft.get() {
        Some(text) => text,
        None if focused.get() => figures::for_editing(value.get(), &shown_unit),
        None => figures::in_field(value.get(), &shown_unit),
    };
    // Another year's value, or an undone one, replaces a text that was left.
    Effect::new(move |last: Option<f64>| {
        let now = value.get();
        if last.is_some_and(|last| last.to_bits() != now.to_bits()) && before.get_value().is_none() {
            draft.set(None);
            remark.set(None);
            refused.set(false);
        }
        now
    });
    let key = {
        let id = id.clone();
        move || format!("{id}:{}", session.get_value())
    };
    let typed = {
        let key = key.clone();
        move |text: String, final_word: bool| {
            let typed = judge.run(text.clone());
            refused.set(typed.value().is_none());
            remark.set(typed.remark().map(str::to_owned));
            draft.set(Some(text));
            match typed {
                Typed::Value(value) => apply.run((value, key())),
                Typed::Doubtful(value, _) if final_word => apply.run((value, key())),
                _ => {}
            }
        }
    };
    let end = {
        let typed = typed.clone();
        move || {
            let Some(value_before) = before.get_value() else { return };
            if let Some(text) = draft.get_untracked() {
                typed(text, true);
            }
            before.set_value(None);
            workspace.end_session();
            if !refused.get_untracked() {
                draft.set(None);
                remark.set(None);
                let value_after = value.get_untracked();
                if let Some(done) = done.filter(|_| value_after != value_before) {
                    done.run((value_before, value_after));
                }
            }
        }
    };
    let begin = move |event: web_sys::FocusEvent| {
        before.set_value(Some(value.get_untracked()));
        session.update_value(|session| *session += 1);
        focused.set(true);
        // Once all digits are shown they are selected, so that typing replaces.
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        request_animation_frame(move || input.select());
    };
    let on_key = {
        let (end, key) = (end.clone(), key);
        move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                end();
                before.set_value(Some(value.get_untracked()));
                session.update_value(|session| *session += 1);
            }
            "Escape" => {
                if let Some(value_before) = before.get_value() {
                    apply.run((value_before, key()));
                }
                draft.set(None);
                remark.set(None);
                refused.set(false);
            }
            _ => {}
        }
    };
    let remark_id = format!("{id}-remark");
    let described_by = remark_id.clone();
    view! {
        <div class="field" class:refused=refused>
            {prefix.map(|sign| view! { <span class="unit" aria-hidden="true">{sign}</span> })}
            <input
                id=id
                inputmode="decimal"
                autocomplete="off"
                spellcheck="false"
                aria-label=name
                aria-invalid=move || refused.get().to_string()
                aria-describedby=described_by
                prop:value=text
                on:focus=begin
                on:input=move |event| typed(event_target_value(&event), false)
                on:keydown=on_key
                on:blur=move |_| {
                    end();
                    focused.set(false);
                }
            />
            <span class="unit" aria-hidden="true">{suffix}</span>
        </div>
        <p class="remark" id=remark_id role="status">{remark}</p>
    }
}
