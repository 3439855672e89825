//! What the model says about a criterion, beside the person's own score.

use super::criterion::Words;
use crate::app::browser::focus_next;
use crate::app::figures;
use crate::app::model_view::{Unchecked, marks, unchecked};
use crate::app::workspace::Workspace;
use crate::model::Catalogue;
use crate::model::scorecard::Criterion;
use crate::model::scorecard::edit::Text;
use crate::model::scorecard::evidence::{Finding, Measure, Reading, findings, remark, suggestion};
use crate::store::route::Year;
use leptos::prelude::*;
use std::cmp::Ordering;

/// What a criterion's measures find; tracks the values.
fn found(workspace: Workspace, id: &str) -> Vec<Finding> {
    workspace.with_values(|_, values| findings(&workspace.catalogue(), values, id))
}

/// Own score against suggested one, with the way to take it or to say why not.
#[component]
pub fn Suggestion(id: String, criterion: Memo<Criterion>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let stored = StoredValue::new(id);
    let suggested = Memo::new(move |_| suggestion(&found(workspace, &stored.get_value())));
    let own = Memo::new(move |_| criterion.with(|criterion| criterion.score));
    let differs = Memo::new(move |_| suggested.get().is_some_and(|suggested| suggested != own.get()));
    let has_reason = Memo::new(move |_| criterion.with(|criterion| !criterion.reason.is_empty()));
    let words = move || match suggested.get() {
        None => "The model suggests no score.".to_owned(),
        Some(suggested) => match own.get().cmp(&suggested) {
            Ordering::Equal => format!("The model suggests {suggested}, as you do."),
            Ordering::Greater => {
                format!("The model suggests {suggested}; yours is {} higher.", own.get() - suggested)
            }
            Ordering::Less => {
                format!("The model suggests {suggested}; yours is {} lower.", suggested - own.get())
            }
        },
    };
    let take = move |_| {
        let (id, Some(score)) = (stored.get_value(), suggested.get_untracked()) else { return };
        let step = criterion.with_untracked(|criterion| format!("Suggested score: {}", criterion.name));
        if workspace.press_scorecard(&step, |card| card.with_score(&id, score)) {
            // The button is gone: the keyboard goes to what it set.
            focus_next(format!("input[name=\"{id}-score\"]:checked"));
        }
    };
    let name = move || criterion.with(|criterion| criterion.name.clone());
    view! {
        <div class="suggestion">
            <p role="status">{words}</p>
            <Show when=move || differs.get()>
                <button type="button" aria-label=move || format!("Take {}, the suggested score for {}", suggested.get().unwrap_or_default(), name()) on:click=take>
                    {move || format!("Take {}", suggested.get().unwrap_or_default())}
                </button>
            </Show>
            <Show when=move || differs.get() || has_reason.get()>
                <Words id=stored.get_value() criterion which=Text::Reason label="Reason for the difference" hint="Reason, if you keep yours" />
            </Show>
        </div>
    }
}

/// The figures behind the suggestion, each with its thresholds.
#[component]
pub fn Evidence(id: String) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let of = id.clone();
    let found = Memo::new(move |_| {
        let found = found(workspace, &id).into_iter();
        found.map(|finding| (unchecked_behind(workspace, &finding), finding)).collect::<Vec<_>>()
    });
    let has_any = move || found.with(|found| !found.is_empty());
    let said = Memo::new(move |_| {
        let findings = found.get().into_iter().map(|(_, finding)| finding).collect::<Vec<_>>();
        remark(&of, &findings)
    });
    let rule = move || {
        has_any().then(|| {
            view! { <p class="rule">"Suggested: the mean of these, halves rounded down. The thresholds are Megahour's own."</p> }
        })
    };
    view! {
        <div class="evidence">
            <h3>"What the model says"</h3>
            <ul>{move || found.get().into_iter().map(|found| item(workspace, found)).collect_view()}</ul>
            {move || Some(said.get()).filter(|said| !said.is_empty()).map(|said| view! { <p class="rule">{said}</p> })}
            {rule}
        </div>
    }
}

fn item(workspace: Workspace, (unchecked, finding): (Unchecked, Finding)) -> impl IntoView {
    let catalogue = workspace.catalogue();
    let measure = finding.measure;
    let label = workspace.line(measure.line).map(|line| line.label).unwrap_or_default();
    let which = which(&catalogue, &finding);
    let figure = match &finding.figure {
        Ok(value) => write(&catalogue, measure, *value, true),
        Err(_) => figures::UNDEFINED.to_owned(),
    };
    let why = finding.figure.as_ref().err().map(|why| format!("Not counted, because {why}."));
    let left_out = (finding.undefined > 0 && finding.figure.is_ok())
        .then(|| format!("Undefined in {} of the years, which are left out.", finding.undefined));
    let score = finding.score.map_or_else(|| figures::UNDEFINED.to_owned(), |score| score.to_string());
    let thresholds = measure.thresholds(&catalogue, |bound| write(&catalogue, measure, bound, false));
    let (line, cell) = (measure.line, finding.cell);
    view! {
        <li>
            <button type="button" class="link" on:click=move |_| workspace.explain(line, Year::One(cell))>{label}</button>
            <span class="figure">{figure}</span>
            <span class="worth"><span class="sr">"is worth "</span>{score}</span>
            <small>{which} ". " {why} {left_out} " " {thresholds} ". " {marks(unchecked)}</small>
        </li>
    }
}

/// What is behind a figure that nobody has checked; tracks the scenario. What is
/// between two years rests on both.
fn unchecked_behind(workspace: Workspace, finding: &Finding) -> Unchecked {
    let last = finding.cell;
    match finding.measure.reading {
        Reading::ChangeWithVolume | Reading::Growth => unchecked(workspace, finding.measure.line, &[last, 0]),
        Reading::Weakest | Reading::Whole => unchecked(workspace, finding.measure.line, &[last]),
    }
}

/// Which figure of the line it is.
fn which(catalogue: &Catalogue, finding: &Finding) -> String {
    match finding.measure.reading {
        Reading::Weakest if finding.figure.is_ok() => {
            format!("Weakest year: {}", catalogue.year_phrase(finding.cell))
        }
        Reading::Weakest => "Weakest year".to_owned(),
        Reading::Whole => "Over all years".to_owned(),
        Reading::ChangeWithVolume => "Change from the first year to the last".to_owned(),
        Reading::Growth => "Growth from the first year to the last".to_owned(),
    }
}

/// A figure of a measure; the change of a share is in points, not in percent.
fn write(catalogue: &Catalogue, measure: Measure, value: f64, is_exact: bool) -> String {
    let unit = measure.unit(catalogue);
    let text = if is_exact { figures::exact(Some(value), &unit) } else { figures::bound(value, &unit) };
    match measure.reading {
        Reading::ChangeWithVolume => text.replace('%', " points"),
        _ => text,
    }
}
