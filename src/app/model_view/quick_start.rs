//! “Start with your own numbers”: six figures and a growth make a scenario.

use crate::app::browser::focus;
use crate::app::commands::actions::START;
use crate::app::edits::{Typed, judge};
use crate::app::figures;
use crate::app::later;
use crate::app::workspace::Workspace;
use crate::engine::model::{Content, Line};
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
    let reasons = RwSignal::new(LiteMap::<String, String>::new());
    // Texts whose doubtful reading was shown: submitted again they are taken.
    let accepted = StoredValue::new(LiteMap::<String, String>::new());
    Effect::new(move |_| {
        asked.track();
        texts.set(LiteMap::new());
        reasons.set(LiteMap::new());
        accepted.set_value(LiteMap::new());
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
        match read_form(workspace, &texts.get_untracked(), &accepted.get_value()) {
            Ok(document) => {
                workspace.keep_before("your own numbers");
                // The form asks nothing about the evaluation, which therefore stays.
                workspace.edit("Start with your own numbers", None, |now| Document {
                    scorecard: now.scorecard.clone(),
                    currency: now.currency,
                    ..document
                });
                workspace.unread.set(LiteMap::new());
                workspace.say_done(
                    "This is your scenario. Capacity and storage are assumed: they carry the mark.",
                );
                close();
            }
            Err(found) => {
                accepted.set_value(texts.get_untracked());
                if let Some(first) = ASKED.iter().chain(&["growth"]).find(|id| found.contains_key(**id)) {
                    focus(&format!("#start-{first}"));
                }
                reasons.set(found);
            }
        }
    };
    let growth = question(texts, reasons, "growth", "Growth of compute hours a year", "%", "50%");
    let fields = ASKED.map(|id| {
        workspace.line(id).map(|line| {
            question(texts, reasons, id, &line.label, &figures::unit_symbol(&line.unit), &example(id, &line))
        })
    });
    view! {
        <dialog node_ref=dialog aria-labelledby="quick-start-title" class="quick-start" data-own-undo="">
            <form on:submit=submit novalidate=true>
                <h2 id="quick-start-title">"Start with your own numbers"</h2>
                <p>"First year's figures; what you do not give here is assumed and marked so. It can be undone."</p>
                {fields.into_iter().collect_view()}
                {growth}
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
    reasons: RwSignal<LiteMap<String, String>>,
    id: &'static str,
    label: &str,
    unit: &str,
    example: &str,
) -> impl IntoView + use<> {
    let reason = move || reasons.with(|reasons| reasons.get(id).cloned());
    view! {
        <label class="question">
            <span>{label.to_owned()} <small>{format!(" {unit}")}</small></span>
            <input
                id=format!("start-{id}")
                placeholder=format!("such as {example}")
                inputmode="decimal"
                autocomplete="off"
                aria-describedby=format!("start-{id}-reason")
                aria-invalid=move || reason().is_some().to_string()
                prop:value=move || texts.with(|texts| texts.get(id).cloned().unwrap_or_default())
                on:input=move |event| {
                    texts.update(|texts| {
                        texts.insert(id.to_owned(), event_target_value(&event));
                    });
                }
            />
        </label>
        <p class="remark refused" id=format!("start-{id}-reason") role="status">{reason}</p>
    }
}

/// What a field could hold: the sample's first year.
fn example(id: &str, line: &Line) -> String {
    figures::in_formula_short(Document::sample().values(id)[0], &line.unit)
}

/// The scenario that the form describes, or for each field why it cannot be read.
fn read_form(
    workspace: Workspace,
    texts: &LiteMap<String, String>,
    accepted: &LiteMap<String, String>,
) -> Result<Document, LiteMap<String, String>> {
    let mut reasons = LiteMap::new();
    let mut value_of = |id: &str, line: &Line| match judge(texts.get(id).map_or("", String::as_str), line) {
        Typed::Value(value) => value,
        Typed::Doubtful(value, _) if accepted.get(id) == texts.get(id) => value,
        Typed::Doubtful(_, reading) => {
            reasons.insert(id.to_owned(), format!("{reading}. Start again to take it."));
            f64::NAN
        }
        Typed::Refused(why) => {
            reasons.insert(id.to_owned(), why);
            f64::NAN
        }
    };
    let mut document = Document::sample().named("My business");
    let lines: Vec<Line> = ASKED.iter().filter_map(|id| workspace.line(id)).collect();
    for line in &lines {
        let entry = Entry::Growth { first: value_of(&line.id, line), growth: 0.0 };
        document.drivers.insert(line.id.clone(), entry);
    }
    // Growth is read as a share that may be negative, unlike any driver.
    let growth = workspace.line("revenue_growth").map_or(f64::NAN, |line| value_of("growth", &line));
    for (id, share) in [("compute_hours", 1.0), ("capacity_hours", ASSUMED_UTILISATION)] {
        let first = document.values("compute_hours")[0] / share;
        document.drivers.insert(id.to_owned(), Entry::Growth { first, growth });
    }
    let catalogue = workspace.catalogue();
    for (line, driver) in catalogue.model.drivers() {
        let values = document.values(&line.id);
        let assumed = !ASKED.contains(&line.id.as_str());
        if assumed {
            document.assumed.insert(line.id.clone());
        }
        // Capacity above zero is needed even where no hours are sold yet.
        if assumed && !values.iter().all(|value| driver.range.allows(*value)) {
            document.drivers.insert(line.id.clone(), default_entry(line));
        } else if !values.iter().all(|value| driver.range.allows(*value)) && reasons.is_empty() {
            reasons
                .insert("growth".to_owned(), "with this growth the hours leave what is allowed".to_owned());
        }
    }
    if reasons.is_empty() { Ok(document) } else { Err(reasons) }
}

fn default_entry(line: &Line) -> Entry {
    let sample = Document::sample();
    match &line.content {
        Content::Driver(_) => Entry::ByHand(sample.values(&line.id)),
        Content::Formula(_) => Entry::Growth { first: 0.0, growth: 0.0 },
    }
}
