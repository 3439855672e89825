//! A criterion's checklist.

use crate::app::text_field::{TextField, TypedText};
use crate::app::workspace::Workspace;
use crate::model::scorecard::Criterion;
use crate::model::scorecard::edit::Text;
use leptos::prelude::*;

/// The questions, each with a tick and what was found.
#[component]
pub fn Questions(id: String, criterion: Memo<Criterion>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let count = Memo::new(move |_| criterion.with(|criterion| criterion.questions.len()));
    let stored = StoredValue::new(id);
    let add = move |_| {
        let id = stored.get_value();
        let step = criterion.with_untracked(|criterion| format!("Add a question: {}", criterion.name));
        workspace.press_scorecard(&step, |card| card.with_question(&id));
    };
    let items = move || {
        let item = |at: usize| view! { <Item id=stored.get_value() criterion at /> };
        (0..count.get()).map(item).collect_view()
    };
    view! {
        <div class="questions">
            <h3>"Questions"</h3>
            <ul>{items}</ul>
            <button type="button" class="quiet" on:click=add>"Add a question"</button>
        </div>
    }
}

#[component]
fn Item(id: String, criterion: Memo<Criterion>, at: usize) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let stored = StoredValue::new(id.clone());
    let question = move || criterion.with(|c| c.questions.get(at).cloned().unwrap_or_default());
    let step = move |what: &str| criterion.with_untracked(|criterion| format!("{what}: {}", criterion.name));
    let text = |which: Text, what: &'static str| {
        Callback::new(move |(text, session): TypedText| {
            let id = stored.get_value();
            workspace.type_in_scorecard(&step(what), &session, |card| card.with_text(&id, which, &text))
        })
    };
    let tick = move |event| {
        let (id, done) = (stored.get_value(), event_target_checked(&event));
        workspace.press_scorecard(&step("Question"), |card| card.with_tick(&id, at, done));
    };
    let remove = move |_| {
        let id = stored.get_value();
        workspace.press_and_offer_undo("Removed a question", |card| card.without_question(&id, at));
    };
    let number = at + 1;
    view! {
        <li class="item">
            <input
                type="checkbox"
                aria-label=move || format!("Question {number} answered, {}", criterion.with(|c| c.name.clone()))
                prop:checked=move || question().done
                on:change=tick
            />
            <div>
                <TextField
                    name=Signal::derive(move || format!("Question {number}, {}", criterion.with(|c| c.name.clone())))
                    id=format!("{id}-question-{number}")
                    value=Signal::derive(move || question().text)
                    apply=text(Text::Question(at), "Question")
                    hint="What to ask"
                />
                <TextField
                    name=Signal::derive(move || format!("Note on question {number}, {}", criterion.with(|c| c.name.clone())))
                    id=format!("{id}-finding-{number}")
                    value=Signal::derive(move || question().note)
                    apply=text(Text::Finding(at), "Note on a question")
                    hint="What was found"
                />
            </div>
            <button type="button" class="quiet" aria-label=format!("Remove question {number}") on:click=remove>"×"</button>
        </li>
    }
}
