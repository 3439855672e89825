//! One criterion: name, weight, score, texts, and its place in the list.

use super::evidence::{Evidence, Suggestion};
use super::questions::Questions;
use crate::app::browser::focus_next;
use crate::app::edits::Typed;
use crate::app::field::Field;
use crate::app::figures;
use crate::app::intl::Local;
use crate::app::text_field::{TextField, TypedText};
use crate::app::workspace::Workspace;
use crate::engine::numerals::read;
use crate::engine::unit::Unit;
use crate::model::scorecard::edit::{Direction, Text};
use crate::model::scorecard::limits::{MAX_SCORE, MIN_SCORE, Refusal, is_weight};
use crate::model::scorecard::{Criterion, Scorecard};
use leptos::prelude::*;

/// One criterion of the list.
#[component]
pub fn CriterionCard(id: String) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let of = id.clone();
    let criterion = Memo::new(move |_| workspace.criterion(&of));
    let stored = StoredValue::new(id.clone());
    let name = Signal::derive(move || criterion.with(|criterion| criterion.name.clone()));
    let rename = move |(text, session): TypedText| {
        let id = stored.get_value();
        workspace.type_in_scorecard("Name of a criterion", &session, |card| card.with_name(&id, &text))
    };
    let sums = move || {
        let reached = |criterion: &Criterion| (criterion.weighted(), criterion.maximum());
        let (weighted, maximum) = criterion.with(reached);
        format!("{} of {}", figures::score(weighted), figures::score(maximum))
    };
    let summary = move || {
        criterion.with(|criterion| {
            format!(
                "Evidence, evaluation, notes, questions ({} of {})",
                criterion.ticked(),
                criterion.questions.len()
            )
        })
    };
    view! {
        <li class="sheet criterion">
            <div class="criterion-row">
                <div class="name">
                    <TextField
                        name=Signal::stored("Name of the criterion".to_owned())
                        id=format!("{id}-name")
                        value=name
                        apply=Callback::new(rename)
                        one_line=true
                    />
                </div>
                <Weight id=id.clone() criterion />
                <Score id=id.clone() criterion />
                <p class="weighted"><span class="sr">"Weighted score: "</span>{sums}</p>
                <Place id=id.clone() name />
            </div>
            <Suggestion id=id.clone() criterion />
            <details class="hints">
                <summary>{summary}</summary>
                <div class="criterion-more">
                    <div>
                        <Words id=id.clone() criterion which=Text::Evaluation label="Evaluation" hint="Why it has this score" />
                        <Words id=id.clone() criterion which=Text::Notes label="Notes" hint="Whatever else there is to keep" />
                        <Evidence id=id.clone() />
                    </div>
                    <Questions id criterion />
                </div>
            </details>
        </li>
    }
}

/// A labelled text of a criterion.
#[component]
pub fn Words(
    id: String,
    criterion: Memo<Criterion>,
    which: Text,
    label: &'static str,
    hint: &'static str,
) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let key = format!("{id}-{}", label.to_ascii_lowercase().replace(' ', "-"));
    let apply = move |(text, session): TypedText| {
        let step = criterion.with_untracked(|criterion| format!("{label}: {}", criterion.name));
        workspace.type_in_scorecard(&step, &session, |card| card.with_text(&id, which, &text))
    };
    let name = Signal::derive(move || criterion.with(|criterion| format!("{label}, {}", criterion.name)));
    let value = Signal::derive(move || criterion.with(|criterion| criterion.text(which).to_owned()));
    view! {
        <div class="words">
            <h3 aria-hidden="true">{label}</h3>
            <TextField name id=key value apply=Callback::new(apply) hint />
        </div>
    }
}

#[component]
fn Weight(id: String, criterion: Memo<Criterion>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let percent = Unit::percent();
    let unit = percent.clone();
    let judge = move |(text, _): (String, usize)| match read(&text, &unit, &Local) {
        Err(error) => Typed::Refused(error.to_string()),
        Ok(reading) if !is_weight(reading.value) => Typed::Refused(Refusal::Weight.to_string()),
        Ok(reading) => match reading.doubt {
            Some(doubt) => Typed::Doubtful(reading.value, doubt.to_string()),
            None => Typed::Value(reading.value),
        },
    };
    let field = format!("{id}-weight");
    let apply = move |(weight, session, _): (f64, String, usize)| {
        let step = criterion.with_untracked(|criterion| format!("Weight: {}", criterion.name));
        // What is allowed was judged before, so that nothing is refused here.
        let _ = workspace.change_scorecard(&step, Some(&session), |card| card.with_weight(&id, weight));
    };
    view! {
        <div class="weight">
            <span class="caption" aria-hidden="true">"Weight"</span>
            <Field
                name=Signal::derive(move || criterion.with(|criterion| format!("Weight of {}", criterion.name)))
                id=field.clone()
                place=Signal::stored((field, 0))
                unit=percent
                value=Signal::derive(move || criterion.with(|criterion| criterion.weight))
                judge=Callback::new(judge)
                apply=Callback::new(apply)
            />
        </div>
    }
}

/// The scores as one group: arrow keys choose.
#[component]
fn Score(id: String, criterion: Memo<Criterion>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let group = format!("{id}-score");
    let stored = StoredValue::new(id);
    let choose = move |score: u8| {
        let id = stored.get_value();
        let step = criterion.with_untracked(|criterion| format!("Score: {}", criterion.name));
        workspace.press_scorecard(&step, |card| card.with_score(&id, score));
    };
    let options = (MIN_SCORE..=MAX_SCORE).map(|score| {
        view! {
            <label>
                <input
                    type="radio"
                    name=group.clone()
                    value=score.to_string()
                    prop:checked=move || criterion.with(|criterion| criterion.score == score)
                    on:change=move |_| choose(score)
                />
                <span>{score}</span>
            </label>
        }
    });
    view! {
        <fieldset class="score">
            <legend class="caption">"Score" <span class="sr">{move || criterion.with(|c| format!(" of {}", c.name))}</span></legend>
            <div class="segments">{options.collect_view()}</div>
        </fieldset>
    }
}

/// Moves the criterion up or down the list, or takes it out.
#[component]
fn Place(id: String, name: Signal<String>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let stored = StoredValue::new(id.clone());
    let at_end = move |direction: Direction| {
        workspace.with_scorecard(|card| {
            let position = card.position(&stored.get_value());
            match direction {
                Direction::Up => position == Some(0),
                Direction::Down => position.is_some_and(|position| position + 1 == card.criteria.len()),
            }
        })
    };
    let button = |direction: Direction, sign: &'static str, word: &'static str| {
        let element = format!("{id}-{word}");
        let selector = format!("#{element}");
        let go = move |_| {
            let id = stored.get_value();
            let step = format!("Move {word}: {}", name.get_untracked());
            workspace.press_scorecard(&step, |card| card.moved(&id, direction));
            // An element that is moved in the page loses the keyboard.
            focus_next(selector.clone());
        };
        view! {
            <button
                type="button"
                class="quiet"
                id=element
                aria-label=move || format!("Move {} {word}", name.get())
                aria-disabled=move || at_end(direction).to_string()
                on:click=go
            >
                {sign}
            </button>
        }
    };
    let (up, down) = (button(Direction::Up, "↑", "up"), button(Direction::Down, "↓", "down"));
    let remove = move |_| {
        let id = stored.get_value();
        let label = format!("Removed {}", name.get_untracked());
        let place = untrack(|| workspace.with_scorecard(|card| card.position(&id)));
        workspace.press_and_offer_undo(&label, |card: &Scorecard| card.without_criterion(&id));
        // The button is gone: the keyboard goes on to the same one of a neighbour,
        // or to what adds a criterion where none is left.
        let left = untrack(|| workspace.with_scorecard(|card| card.criteria.len()));
        focus_next(match place.map(|place| place.min(left.saturating_sub(1)) + 1) {
            Some(neighbour) if left > 0 => format!(".criteria > li:nth-child({neighbour}) .remove"),
            _ => ".criteria-section .add".to_owned(),
        });
    };
    view! {
        <div class="place">
            {up}
            {down}
            <button type="button" class="quiet remove" aria-label=move || format!("Remove {}", name.get()) on:click=remove>
                "×"
            </button>
        </div>
    }
}
