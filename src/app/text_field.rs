//! A field for words.

use super::workspace::Workspace;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// What is typed, with the key of its edit session.
pub type TypedText = (String, String);

/// A field for words: takes effect as one types, keeps a text that is refused
/// and says why below it, and gives the old text back on Escape.
#[component]
pub fn TextField(
    /// Its accessible name.
    #[prop(into)]
    name: Signal<String>,
    /// The element's id.
    id: String,
    /// The text in force.
    #[prop(into)]
    value: Signal<String>,
    /// Takes a text, or says why not.
    apply: Callback<TypedText, Result<(), String>>,
    /// Whether it is one line, such as a name.
    #[prop(optional)]
    one_line: bool,
    /// What stands in it while it is empty.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    // A text that was refused, with the reason.
    let refused = RwSignal::new(None::<(String, String)>);
    let before = StoredValue::new(String::new());
    let session = StoredValue::new(0_u32);
    let key = StoredValue::new(id.clone());
    let take = move |text: String| {
        let key = format!("{}:{}", key.get_value(), session.get_value());
        let now = apply.run((text.clone(), key)).err().map(|why| (text, why));
        // What is taken as it was typed leaves the field alone: a name loses the
        // space at its end, which the next word still needs.
        if now.is_some() || refused.with_untracked(Option::is_some) {
            refused.set(now);
        }
    };
    // A text that is undone or set elsewhere replaces one that was refused.
    Effect::new(move |last: Option<String>| {
        let now = value.get();
        if last.is_some_and(|last| last != now) && refused.with_untracked(Option::is_some) {
            refused.set(None);
        }
        now
    });
    // Another scenario in the place of this one, or a step back, ends what was
    // typed here.
    Effect::new(move |first: Option<()>| {
        workspace.rewound.track();
        if first.is_some() {
            refused.set(None);
            before.set_value(value.get_untracked());
            session.update_value(|session| *session += 1);
        }
    });
    let text = move || refused.get().map_or_else(|| value.get(), |(text, _)| text);
    let begin = move |_| {
        before.set_value(value.get_untracked());
        session.update_value(|session| *session += 1);
    };
    let end = move |_| workspace.end_session();
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            take(before.get_value());
        }
    };
    let is_refused = move || refused.with(Option::is_some);
    let remark = move || refused.with(|refused| refused.as_ref().map(|(_, why)| why.clone()));
    let remark_id = format!("{id}-remark");
    let described_by = remark_id.clone();
    let input = if one_line {
        view! {
            <input
                id=id
                class="text-field"
                autocomplete="off"
                placeholder=hint
                aria-label=name
                aria-invalid=move || is_refused().to_string()
                aria-describedby=described_by
                prop:value=text
                on:focus=begin
                on:input=move |event| take(event_target_value(&event))
                on:keydown=on_key
                on:blur=end
            />
        }
        .into_any()
    } else {
        view! {
            <textarea
                id=id
                class="text-field"
                rows="2"
                placeholder=hint
                aria-label=name
                aria-invalid=move || is_refused().to_string()
                aria-describedby=described_by
                prop:value=text
                on:focus=begin
                on:input=move |event| take(event_target_value(&event))
                on:keydown=on_key
                on:blur=end
            ></textarea>
        }
        .into_any()
    };
    view! {
        {input}
        <p class="remark refused" id=remark_id role="status">{remark}</p>
    }
}
