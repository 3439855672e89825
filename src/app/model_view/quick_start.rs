//! “Start with your own numbers”: six figures and a growth make a scenario. What
//! is left empty is assumed.

use crate::app::browser::{focus, number_keyboard};
use crate::app::commands::actions::START;
use crate::app::edits::{Typed, judge};
use crate::app::figures;
use crate::app::later;
use crate::app::workspace::Workspace;
use crate::engine::model::{Content, Line};
use crate::engine::values::Values;
use crate::model::pricing::ModelYear;
use crate::store::document::{Document, Entry};
use leptos::html::Dialog;
use leptos::prelude::*;
use litemap::LiteMap;

/// The drivers that are asked for.
const ASKED: [&str; 6] = ["compute_hours", "price_per_hour", "cost_per_hour", "arpu", "cac", "retention"];

/// The share of capacity that is assumed to be sold, as in the sample.
const ASSUMED_UTILISATION: f64 = 0.8;

/// How often the dialog was asked for.
#[derive(Clone, Copy)]
struct Asked(RwSignal<u32>);

later::parts! {
    quick_start: QuickStart,
}

/// The button; its dialog is fetched when it is first asked for.
#[component]
pub fn QuickStartButton() -> impl IntoView {
    let asked = RwSignal::new(0);
    provide_context(Asked(asked));
    let is_asked = Memo::new(move |_| asked.get() > 0);
    view! {
        <button type="button" data-action=START.id on:click=move |_| asked.update(|times| *times += 1)>{START.label}</button>
        {move || is_asked.get().then(|| later::shown(quick_start))}
    }
}

/// The dialog.
#[component]
fn QuickStart() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let Asked(asked) = expect_context();
    let dialog = NodeRef::<Dialog>::new();
    let texts = RwSignal::new(LiteMap::<String, String>::new());
    let form = Memo::new(move |_| texts.with(|texts| read_form(workspace, texts)));
    let is_empty = move || texts.with(|texts| texts.values().all(|text| text.trim().is_empty()));
    // Whether it was submitted as it is.
    let submitted = RwSignal::new(false);
    Effect::new(move |_| {
        asked.track();
        texts.set(LiteMap::new());
        submitted.set(false);
        if let Some(dialog) = dialog.get()
            && let Err(error) = dialog.show_modal()
        {
            leptos::logging::error!("the dialog could not be opened: {error:?}");
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get() {
            dialog.close();
        }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        submitted.set(true);
        let form = form.get_untracked();
        match form.document.filter(|_| !untrack(is_empty)) {
            Some(document) => {
                workspace.keep_before("your own numbers");
                // The form asks nothing about the evaluation, which therefore stays.
                let document = with_demand(document);
                workspace.edit("Start with your own numbers", None, |now| Document {
                    scorecard: now.scorecard.clone(),
                    currency: now.currency,
                    ..document
                });
                workspace.unread.set(LiteMap::new());
                workspace.say_done(
                    "This is your scenario. What is assumed carries the mark; the segments of Pricing \
                     are scaled to your hours and customers.",
                );
                close();
            }
            None => {
                let mut asked = ASKED.iter().chain(&["growth"]);
                let is_refused = |id: &&&str| form.remarks.get(**id).is_some_and(|remark| remark.refused);
                focus(&format!("#start-{}", asked.find(is_refused).unwrap_or(&ASKED[0])));
            }
        }
    };
    let growth = question(texts, form, "growth", "Growth of compute hours a year", "%", "50");
    // Customers are not asked for, because hours, price and ARPU say them.
    let makes = move || {
        let document = form.with(|form| form.document.clone()).filter(|_| !is_empty())?;
        let catalogue = workspace.catalogue();
        let values = Values::evaluate(&catalogue.model, &document.inputs(&catalogue));
        let customers =
            figures::in_sentence(values.cell("customers", 0)?, &workspace.line("customers")?.unit);
        Some(format!("Hours, price and ARPU make {customers} in the first year."))
    };
    let fields = ASKED.map(|id| {
        workspace.line(id).map(|line| {
            question(texts, form, id, &line.label, &figures::unit_symbol(&line.unit), &example(id, &line))
        })
    });
    view! {
        <dialog node_ref=dialog aria-labelledby="quick-start-title" class="quick-start" data-own-undo="">
            <form on:submit=submit novalidate=true>
                <h2 id="quick-start-title">"Start with your own numbers"</h2>
                <p>"First year's figures; what you leave empty is assumed and marked so. It can be undone."</p>
                {fields.into_iter().collect_view()}
                {growth}
                <p class="sub" role="status">{makes}</p>
                <p class="remark refused" role="status">
                    {move || (submitted.get() && is_empty()).then_some("Type at least one figure.")}
                </p>
                <div class="actions">
                    <button type="button" class="quiet" on:click=move |_| close()>"Cancel"</button>
                    <button type="submit" class="primary">"Start"</button>
                </div>
            </form>
        </dialog>
    }
}

fn question(
    texts: RwSignal<LiteMap<String, String>>,
    form: Memo<Form>,
    id: &'static str,
    label: &str,
    unit: &str,
    example: &str,
) -> impl IntoView + use<> {
    let remark = Memo::new(move |_| form.with(|form| form.remarks.get(id).cloned()));
    let is_refused = move || remark.with(|remark| remark.as_ref().is_some_and(|remark| remark.refused));
    view! {
        <label class="question">
            <span>{label.to_owned()} <small>{format!(" {unit}")}</small></span>
            <input
                id=format!("start-{id}")
                placeholder=format!("such as {example}")
                inputmode=number_keyboard()
                autocomplete="off"
                aria-describedby=format!("start-{id}-reason")
                aria-invalid=move || is_refused().to_string()
                prop:value=move || texts.with(|texts| texts.get(id).cloned().unwrap_or_default())
                on:input=move |event| {
                    texts.update(|texts| {
                        texts.insert(id.to_owned(), event_target_value(&event));
                    });
                }
            />
        </label>
        <p class="remark" class:refused=is_refused id=format!("start-{id}-reason") role="status">
            {move || remark.get().map(|remark| remark.text)}
        </p>
    }
}

/// What a field could hold: the sample's first year. The unit stands beside it.
fn example(id: &str, line: &Line) -> String {
    figures::in_field(Document::sample().values(id)[0], &line.unit)
}

/// What is to be said of a text.
#[derive(Clone, PartialEq)]
struct Remark {
    text: String,
    refused: bool,
}

/// What the form comes to: a remark on each text that needs one, and the scenario
/// unless a text is refused.
#[derive(Clone, PartialEq)]
struct Form {
    remarks: LiteMap<String, Remark>,
    document: Option<Document>,
}

/// The scenario that the form describes. What is left empty is the sample's first
/// year, without growth, and is marked as assumed.
fn read_form(workspace: Workspace, texts: &LiteMap<String, String>) -> Form {
    let mut remarks = LiteMap::new();
    let mut refused = |id: &str, text: String| {
        remarks.insert(id.to_owned(), Remark { text, refused: true });
    };
    let sample = Document::sample();
    let mut document = sample.named("My business");
    let mut doubts = Vec::new();
    let mut given = |id: &str, line: &Line| {
        let text = texts.get(id).filter(|text| !text.trim().is_empty())?;
        match judge(text, line) {
            Typed::Value(value) => return Some(value),
            // The reading stands beside the text as it is typed.
            Typed::Doubtful(value, reading) => {
                doubts.push((id.to_owned(), Remark { text: reading, refused: false }));
                return Some(value);
            }
            Typed::Refused(why) => refused(id, why),
        }
        None
    };
    let lines: Vec<Line> = ASKED.iter().filter_map(|id| workspace.line(id)).collect();
    let mut answered = Vec::new();
    for line in &lines {
        let answer = given(&line.id, line);
        answered.extend(answer.map(|_| line.id.clone()));
        let first = answer.unwrap_or_else(|| sample.values(&line.id)[0]);
        document.drivers.insert(line.id.to_string(), Entry::Growth { first, growth: 0.0 });
    }
    // Growth is read as a share that may be negative, unlike any driver.
    let growth = workspace.line("revenue_growth").and_then(|line| given("growth", &line));
    let hours = document.values("compute_hours")[0];
    for (id, share) in [("compute_hours", 1.0), ("capacity_hours", ASSUMED_UTILISATION)] {
        let entry = Entry::Growth { first: hours / share, growth: growth.unwrap_or(0.0) };
        document.drivers.insert(id.to_owned(), entry);
    }
    let catalogue = workspace.catalogue();
    for (line, driver) in catalogue.model.drivers() {
        // Without a growth the later years of the hours are assumed as well.
        let known = answered.contains(&line.id) && (line.id != "compute_hours" || growth.is_some());
        if !known {
            document.assumed.insert(line.id.to_string());
        }
        if document.values(&line.id).iter().all(|value| driver.range.allows(*value)) {
            continue;
        }
        match ASKED.contains(&line.id.as_str()) {
            true => refused("growth", "With this growth the hours leave what is allowed".to_owned()),
            // Capacity above zero is needed even where no hours are sold yet.
            false => drop(document.drivers.insert(line.id.to_string(), default_entry(line))),
        }
    }
    let is_refused = !remarks.is_empty();
    remarks.extend(doubts);
    Form { remarks, document: (!is_refused).then_some(document) }
}

/// The scenario with the sample's segments scaled to its own hours and customers,
/// so that pricing is about the same business.
fn with_demand(document: Document) -> Document {
    let Ok(catalogue) = document.catalogue() else { return document };
    let values = Values::evaluate(&catalogue.model, &document.inputs(&catalogue));
    let year = ModelYear::of(&values, document.spec.timeline.nearest_year(document.pricing.year));
    // Where that cannot be, pricing says how far apart they are.
    match document.pricing.fitted_to(&year) {
        Ok(fitted) => document.with_pricing(fitted),
        Err(_) => document,
    }
}

fn default_entry(line: &Line) -> Entry {
    let sample = Document::sample();
    match &line.content {
        Content::Driver(_) => Entry::by_year(sample.values(&line.id)),
        Content::Formula(_) => Entry::Growth { first: 0.0, growth: 0.0 },
    }
}
