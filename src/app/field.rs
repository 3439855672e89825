//! A field for a number.

use crate::app::browser::number_keyboard;
use crate::app::edits::Typed;
use crate::app::figures;
use crate::app::workspace::Workspace;
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
    /// The driver and year that it stands for, where a text is kept that cannot
    /// be read.
    #[prop(into)]
    place: Signal<(String, usize)>,
    /// The value in force.
    #[prop(into)]
    value: Signal<f64>,
    /// What a text means for a year.
    judge: Callback<(String, usize), Typed>,
    /// Takes a value for a year, within an edit session of the given key.
    apply: Callback<(f64, String, usize)>,
    /// After an edit: the value before and after.
    #[prop(optional)]
    done: Option<Callback<(f64, f64)>>,
) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    // What is typed, while one types; a text that was left unread is the
    // workspace's, because the table shows it too.
    let draft = RwSignal::new(None::<String>);
    let doubt = RwSignal::new(None::<String>);
    // Whether what is being typed cannot be taken as it stands.
    let refused = RwSignal::new(false);
    let focused = RwSignal::new(false);
    let before = StoredValue::new(None::<f64>);
    // The place that the session is about: the year can change under the keyboard.
    let at = StoredValue::new(place.get_untracked());
    let session = StoredValue::new(0_u32);
    let unread = Memo::new(move |_| workspace.unread.with(|all| all.get(&place.get()).cloned()));
    let (prefix, suffix) = figures::around_field(&unit, &unit.suffix(true));
    // A memo, because what it reads follows the year in more than one way: an
    // effect that reads the same is not always told of a change.
    let text = Memo::new(move |_| match (draft.get(), unread.get()) {
        (Some(text), _) => text,
        (None, Some(unread)) => unread.text,
        (None, None) if focused.get() => figures::for_editing(value.get(), &unit),
        (None, None) => figures::in_field(value.get(), &unit),
    });
    let remark = move || doubt.get().or_else(|| unread.get().map(|unread| unread.why));
    let key = {
        let id = id.clone();
        move || format!("{id}:{}", session.get_value())
    };
    let give_back = {
        let key = key.clone();
        move || workspace.take_session_back(&key())
    };
    let typed = {
        let (key, give_back) = (key.clone(), give_back.clone());
        move |text: String| {
            let typed = judge.run((text.clone(), at.get_value().1));
            doubt.set(typed.remark().map(str::to_owned));
            refused.set(matches!(typed, Typed::Refused(_)));
            draft.set(Some(text));
            match typed {
                Typed::Value(value) => apply.run((value, key(), at.get_value().1)),
                // What might not be meant is shown first, and taken at the end.
                // The beginning of what cannot be read was never meant by itself.
                Typed::Doubtful(..) | Typed::Refused(_) => give_back(),
            }
        }
    };
    let end = {
        let (key, give_back) = (key, give_back.clone());
        move || {
            let Some(value_before) = before.get_value() else { return };
            let (here, place) = (place, at.get_value());
            if let Some(text) = draft.get_untracked() {
                match judge.run((text.clone(), place.1)) {
                    Typed::Value(value) | Typed::Doubtful(value, _) => {
                        apply.run((value, key(), place.1));
                        workspace.forget_unread(&place.0, place.1);
                    }
                    Typed::Refused(why) => {
                        give_back();
                        workspace.keep_unread(&place.0, place.1, &text, &why);
                    }
                }
            }
            workspace.end_session();
            draft.set(None);
            doubt.set(None);
            refused.set(false);
            before.set_value(None);
            let value_after = value.get_untracked();
            // Where the year has changed, the value is another year's.
            let is_here = place == here.get_untracked();
            if let Some(done) = done.filter(|_| is_here && value_after != value_before) {
                done.run((value_before, value_after));
            }
        }
    };
    let start = move || {
        at.set_value(place.get_untracked());
        before.set_value(Some(value.get_untracked()));
        session.update_value(|session| *session += 1);
    };
    Effect::new(move |first: Option<()>| {
        workspace.rewound.track();
        if first.is_some() {
            draft.set(None);
            doubt.set(None);
            refused.set(false);
            if before.get_value().is_some() {
                start();
            }
        }
    });
    // Another year's value takes the field over: what was typed for the year
    // before belongs to that one.
    let leave = end.clone();
    Effect::new(move |_| {
        let moved = place.with(|place| at.with_value(|at| at != place));
        if moved && before.get_value().is_some() {
            leave();
            start();
        }
    });
    let begin = move |event: web_sys::FocusEvent| {
        start();
        focused.set(true);
        let left = unread.get_untracked().map(|unread| unread.text);
        refused.set(left.is_some());
        draft.set(left);
        // All digits are shown and selected at once: the next key may come before
        // the next frame, and is to replace them.
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        input.set_value(&text.get_untracked());
        input.select();
    };
    let on_key = {
        let end = end.clone();
        move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                end();
                start();
            }
            "Escape" => {
                // Escape here is about the number, not about an open panel.
                event.prevent_default();
                give_back();
                let place = at.get_value();
                workspace.forget_unread(&place.0, place.1);
                draft.set(None);
                doubt.set(None);
                refused.set(false);
            }
            _ => {}
        }
    };
    let is_refused = move || refused.get() || (draft.with(Option::is_none) && unread.with(Option::is_some));
    let remark_id = format!("{id}-remark");
    let described_by = remark_id.clone();
    view! {
        <div class="field" class:refused=is_refused>
            {prefix.map(|sign| view! { <span class="unit" aria-hidden="true">{sign}</span> })}
            <input
                id=id
                inputmode=number_keyboard()
                autocomplete="off"
                spellcheck="false"
                aria-label=name
                aria-invalid=move || is_refused().to_string()
                aria-describedby=described_by
                prop:value=text
                on:focus=begin
                on:input=move |event| typed(event_target_value(&event))
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
