//! The form of drivers: the chosen year's value of each, or its first value and
//! growth.

use super::benchmarks::VerdictBadge;
use super::note::{note_fields, note_text};
use super::table::{is_block, pasted_text};
use crate::app::choice::option;
use crate::app::edits::{Typed, allowed};
use crate::app::field::Field;
use crate::app::figures;
use crate::app::intl::Local;
use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::engine::model::{Content, Line};
use crate::engine::unit::Unit;
use crate::model::drivers::{DriverEntry, Group};
use crate::model::market::{facts, newest};
use crate::store::document::{Document, Entry};
use leptos::prelude::*;
use web_sys::ClipboardEvent;

/// The form of drivers, in groups.
#[component]
pub fn Drivers() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let catalogue = workspace.catalogue();
    let groups = Group::ALL.map(|group| {
        let entries = catalogue.drivers.iter().filter(|entry| entry.group == group);
        view! {
            <fieldset>
                <legend>{group.label()}</legend>
                {entries.map(|entry| driver(workspace, entry)).collect_view()}
            </fieldset>
        }
    });
    view! {
        <section class="sheet drivers" aria-label="Drivers">
            <h2>"Drivers, " {move || workspace.catalogue().year_phrase(workspace.year())}</h2>
            {groups.into_iter().collect_view()}
        </section>
    }
}

fn driver(workspace: Workspace, entry: &DriverEntry) -> impl IntoView + use<> {
    let line = entry.line.clone();
    let id = StoredValue::new(line.id.to_string());
    let grows = Memo::new(move |_| {
        workspace
            .document
            .with(|document| matches!(document.drivers.get(&id.get_value()), Some(Entry::Growth { .. })))
    });
    let shown = Memo::new(move |_| if grows.get() { 0 } else { workspace.year() });
    let mark = move || {
        let word = origin_word(workspace, &id.get_value(), workspace.year());
        word.map(|word| view! { <span class="badge origin">{word}</span> })
    };
    let (label, unit) = (line.label.clone(), line.unit.clone());
    let hint = allowed(&line);
    let hint_label = label.clone();
    let stored = StoredValue::new(line);
    let switch = move |to_growth: bool| {
        let line = stored.get_value();
        let label =
            format!("{}: {}", line.label, if to_growth { "first value and growth" } else { "each year" });
        workspace.edit(&label, None, |document| {
            let entry = document.drivers.get(line.id.as_str());
            let entry = match (entry, to_growth) {
                (Some(entry), true) => {
                    within_range(entry.as_growth(document.years()), &line, document.years())
                }
                (_, _) => Entry::by_year(document.values(&line.id)),
            };
            document.with_entry(&line.id, entry)
        });
        let text = if to_growth { "grows by one rate now" } else { "is typed year by year now" };
        workspace.say_done(format!("{} {text}.", line.label));
    };
    // Only the first letter is a sentence's: `ARPU` stays.
    let (first, rest) = label.split_at(label.chars().next().map_or(0, char::len_utf8));
    let mode_name = format!("How {}{rest} is entered", first.to_ascii_lowercase());
    let name = move || {
        let line = stored.get_value();
        format!("{}, {}", line.label, workspace.catalogue().year_label(shown.get()))
    };
    let field = move || {
        let line = stored.get_value();
        let apply = {
            let line = line.clone();
            move |(value, session, year): (f64, String, usize)| {
                workspace.set_value(&line, year, value, Some(&session));
            }
        };
        let judge_of = line.clone();
        view! {
            <Field
                name=Signal::derive(name)
                id=format!("driver-{}", line.id)
                unit=line.unit
                place=Signal::derive(move || (id.get_value(), shown.get()))
                value=Signal::derive(move || workspace.document.with(|d| d.values(&id.get_value()).get(shown.get()).copied().unwrap_or(f64::NAN)))
                judge=Callback::new(move |(text, year): (String, usize)| workspace.judge_value(&text, &judge_of, year))
                apply=Callback::new(apply)
                done=Callback::new(move |(before, after): (f64, f64)| {
                    offer_to_scale(workspace, &stored.get_value(), shown.get_untracked(), before, after);
                })
            />
        }
    };
    let growth = move || grows.get().then(|| growth_field(workspace, stored.get_value()));
    view! {
        <div class="driver">
            <div class="driver-head">
                <label for=format!("driver-{}", id.get_value())>
                    {label} " " <small>{move || grows.get().then_some("from year 1")}</small>
                </label>
                {mark}
                <VerdictBadge line=id.get_value() />
            </div>
            <div class="driver-fields" on:paste=move |event| refuse_block(workspace, &event)>
                {field}
                <select
                    class="mode"
                    aria-label=mode_name
                    on:change=move |event| switch(event_target_value(&event) == "growth")
                >
                    {option("hand", "by year", Signal::derive(move || !grows.get()))}
                    {option("growth", "growth", Signal::from(grows))}
                </select>
                {growth}
            </div>
            {note_text(workspace, id.get_value())}
            <Hints id=id.get_value() label=hint_label hint=hint note=entry.note unit=unit />
        </div>
    }
}

/// Where a driver's value comes from, as long as it is the sample's; whether it
/// was assumed. Tracks the scenario.
pub fn origin_word(workspace: Workspace, id: &str, year: usize) -> Option<&'static str> {
    let catalogue = workspace.catalogue();
    let entry = catalogue.driver(id)?;
    workspace.document.with(|document| {
        if document.assumed.contains(id) || document.is_continued(id, year) {
            return Some("assumed");
        }
        let origin = entry.origin(year, *document.values(id).get(year)?)?;
        origin.mark().or(entry.caveat)
    })
}

/// Says where a block of cells belongs: a field would take it for one number.
fn refuse_block(workspace: Workspace, event: &ClipboardEvent) {
    if pasted_text(event).is_some_and(|text| is_block(&text)) {
        event.prevent_default();
        let said = "Cells of a spreadsheet go into the projection: choose a cell there, then paste.";
        workspace.notice.set(Some(Notice::say(said)));
    }
}

/// Growth that would leave the driver's range is cut to none.
fn within_range(entry: Entry, line: &Line, years: usize) -> Entry {
    let Content::Driver(driver) = &line.content else { return entry };
    match entry {
        Entry::Growth { first, .. }
            if !entry.values(years).iter().all(|value| driver.range.allows(*value)) =>
        {
            Entry::Growth { first, growth: 0.0 }
        }
        _ => entry,
    }
}

/// After one year was changed by hand, the other later years can follow.
fn offer_to_scale(workspace: Workspace, line: &Line, year: usize, before: f64, after: f64) {
    let factor = after / before;
    let by_hand = workspace.document.with_untracked(|document| {
        matches!(document.drivers.get(line.id.as_str()), Some(Entry::ByYear(_)))
            && year + 1 < document.years()
    });
    if !by_hand || !factor.is_finite() || factor == 1.0 || before <= 0.0 {
        return;
    }
    let scaled = move |document: &Document, line: &Line| {
        document.with_years(&line.id, |values| {
            values.iter_mut().skip(year + 1).for_each(|value| *value *= factor);
        })
    };
    let Content::Driver(driver) = &line.content else { return };
    let allowed = workspace.document.with_untracked(|document| {
        scaled(document, line).values(&line.id).iter().all(|value| driver.range.allows(*value))
    });
    if !allowed {
        return;
    }
    let of = line.clone();
    let text = format!("{} was changed in {} alone.", line.short, workspace.catalogue().year_label(year));
    let scale = move || {
        workspace.edit(&format!("Scale later years: {}", of.label), None, |document| scaled(document, &of));
    };
    workspace.offer(Notice::say(text).with("Scale the later years alike", scale));
}

fn growth_field(workspace: Workspace, line: Line) -> impl IntoView {
    let percent = Unit::percent();
    let (id, judge_line, apply_line) = (line.id.to_string(), line.clone(), line.clone());
    let growth = move || {
        workspace.document.with(|document| match document.drivers.get(&id) {
            Some(Entry::Growth { growth, .. }) => *growth,
            _ => 0.0,
        })
    };
    let with_growth = |document: &Document, line: &Line, growth: f64| {
        document.with_entry(
            &line.id,
            Entry::Growth { first: document.values(&line.id).first().copied().unwrap_or(f64::NAN), growth },
        )
    };
    let unit = percent.clone();
    let judge_growth =
        move |(text, _): (String, usize)| match crate::engine::numerals::read(&text, &unit, &Local) {
            Err(error) => Typed::Refused(error.to_string()),
            Ok(reading) => {
                let after = workspace.document.with_untracked(|d| with_growth(d, &judge_line, reading.value));
                let Content::Driver(driver) = &judge_line.content else { return Typed::Value(reading.value) };
                if !after.values(&judge_line.id).iter().all(|value| driver.range.allows(*value)) {
                    return Typed::Refused(format!(
                        "This growth leaves what is allowed: {}",
                        allowed(&judge_line)
                    ));
                }
                reading.doubt.map_or(Typed::Value(reading.value), |doubt| {
                    Typed::Doubtful(reading.value, doubt.to_string())
                })
            }
        };
    let apply = move |(value, session, _): (f64, String, usize)| {
        let label = format!("Growth of {}", apply_line.label);
        workspace.edit(&label, Some(&session), |document| with_growth(document, &apply_line, value));
    };
    view! {
        <div class="growth">
            <Field
                name=Signal::stored(format!("Growth of {} a year", line.label))
                id=format!("growth-{}", line.id)
                place=Signal::stored((format!("growth of {}", line.id), 0))
                unit=percent
                value=Signal::derive(growth)
                judge=Callback::new(judge_growth)
                apply=Callback::new(apply)
            />
            <span class="per-year">"a year"</span>
        </div>
    }
}

/// A fact's figure, which is in US dollars: told so beside other currencies.
#[component]
fn Hints(id: String, label: String, hint: String, note: Option<&'static str>, unit: Unit) -> impl IntoView {
    let market: Vec<_> = facts(&id)
        .map(|fact| {
            view! {
                <li>
                    <b>{figures::text_in_dollars(fact.value)}</b> " " {fact.what}
                    <small>{format!(" ({}, {}; confidence: {})", fact.source, fact.date, fact.confidence)}</small>
                </li>
            }
        })
        .collect();
    let symbol = figures::unit_symbol(&unit);
    // The newest one is in sight, the others a press away.
    let newest = newest(&id).map(|fact| {
        view! {
            <p class="market">
                {fact.what} " " <b>{figures::text_in_dollars(fact.value)}</b>
                {format!(" · {}, {}, confidence {}", fact.source, fact.date, fact.confidence)}
            </p>
        }
    });
    // The fields are made when somebody looks.
    let is_open = RwSignal::new(false);
    let was_opened = Memo::new(move |was: Option<&bool>| was == Some(&true) || is_open.get());
    let own = move || was_opened.get().then(|| note_fields(id.clone(), label.clone()));
    view! {
        {newest}
        <details class="hints" on:toggle=move |_| is_open.set(true)>
            <summary>{format!("{hint} · notes")}</summary>
            <p>{format!("Unit: {symbol}. Allowed: {hint}.")}</p>
            {note.map(|note| view! { <p>{note}</p> })}
            {(!market.is_empty()).then(|| view! { <ul>{market}</ul> })}
            {own}
        </details>
    }
}
