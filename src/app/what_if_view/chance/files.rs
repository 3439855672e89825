//! Taking a future, or all of them, elsewhere.

use super::results::cell;
use super::run::{Phase, Run};
use super::tables::SHARES;
use crate::app::browser::download;
use crate::app::figures;
use crate::app::notice::Notice;
use crate::app::scenario_actions::list_anew;
use crate::app::storage::{download_scenario, moment};
use crate::app::what_if_view::number::choice;
use crate::engine::unit::{Form, Unit};
use crate::model::uncertainty::Uncertainties;
use js_sys::Array;
use leptos::prelude::*;
use litemap::LiteMap;
use web_sys::{Blob, BlobPropertyBag};

/// How many trials a file has at most: what a spreadsheet still opens.
const MAX_ROWS: usize = 100_000;

pub fn files(run: Run) -> AnyView {
    let share = RwSignal::new(0.1_f64);
    let shares = SHARES.map(|share| (share.to_string(), format!("P{:.0}", share * 100.0))).to_vec();
    let is_done = Memo::new(move |_| matches!(run.phase.get(), Phase::Done(_) | Phase::Stopped));
    view! {
        <section class="sheet" aria-labelledby="futures-title">
            <h2 id="futures-title">"Look into one future"</h2>
            <p class="asked">
                "The trial whose " <b>{move || run.state.subject()}</b> " is nearest to "
                {choice("Percentile", shares, move || share.get().to_string(), move |value| {
                    if let Ok(value) = value.parse() { share.set(value); }
                })}
                <button type="button" aria-disabled=move || (!is_done.get()).to_string() on:click=move |_| if is_done.get_untracked() { keep(run, share.get_untracked()) }>
                    "Keep it as a scenario"
                </button>
                <button type="button" aria-disabled=move || (!is_done.get()).to_string() on:click=move |_| if is_done.get_untracked() { save(run) }>
                    "Samples as CSV"
                </button>
            </p>
            <p class="sub">{format!("It joins your scenarios, without the uncertainties, and the open one stays as it is. A file holds the first {} trials at most.", figures::count(MAX_ROWS))}</p>
        </section>
    }
    .into_any()
}

/// Keeps a trial as a scenario of its own, beside the one that is open.
fn keep(run: Run, share: f64) {
    let workspace = run.state.workspace;
    let name = format!("P{:.0} of {}", share * 100.0, untrack(|| run.state.subject()));
    run.inspect(untrack(|| cell(run)), share, move |trial, inputs| {
        let document = workspace.document.get_untracked();
        let mut next = (*document).clone();
        for (at, (line, _)) in workspace.catalogue().model.drivers().enumerate() {
            let years = document.years();
            let drawn = inputs.get(at * years..(at + 1) * years);
            if let Some(drawn) = drawn.filter(|drawn| **drawn != document.values(&line.id)) {
                next = next.with_years(&line.id, |values| values.copy_from_slice(drawn));
            }
        }
        // What was uncertain has come out: it does not vary around that again.
        let settled = Uncertainties {
            drivers: LiteMap::new(),
            correlations: Vec::new(),
            ..(*document.uncertainties).clone()
        };
        let next = next.with_uncertainties(settled).named(&format!("{name} ({})", document.name));
        let notice = match workspace.library.with_value(|library| library.add(&next, &moment())) {
            Ok((created, receipt)) => {
                list_anew(workspace);
                let number = figures::count(trial + 1);
                let text = format!("Trial {number} is a scenario of its own now: {}.", created.name);
                let id = created.id.clone();
                Notice::say(text)
                    .with("Open it", move || {
                        // Where it cannot be opened, that is said there.
                        workspace.open_scenario(&created.id);
                    })
                    .with("Undo", move || match workspace.open_id() == id {
                        true => workspace.notice.set(Some(Notice::say(
                            "It is the open scenario now. Scenarios deletes it, with the way back.",
                        ))),
                        false => workspace.take_back(&receipt),
                    })
            }
            Err(fault) => Notice::say(format!("The future could not be kept: {fault}."))
                .with("Download it", move || download_scenario(workspace, &next)),
        };
        workspace.notice.set(Some(notice));
    });
}

/// A unit behind the name of a column; shares stand there as they are.
fn in_unit(unit: &Unit) -> String {
    match unit.form() {
        Form::Percent => String::new(),
        _ if unit.symbol().is_empty() => String::new(),
        _ => format!(" ({})", figures::unit_symbol(unit)),
    }
}

/// The samples: a header, then the workers' lines.
fn save(run: Run) {
    let workspace = run.state.workspace;
    let catalogue = workspace.catalogue();
    let years = catalogue.years();
    let Some(plan) = run.plan.get_untracked() else { return };
    let (mut header, mut inputs) = (vec!["trial".to_owned()], Vec::new());
    for (at, (line, _)) in catalogue.model.drivers().enumerate() {
        if plan.uncertain.iter().any(|(id, _)| *id == line.id) {
            for year in 0..years {
                header.push(format!("{} {}{}", line.id, year + 1, in_unit(&line.unit)));
                inputs.push(at * years + year);
            }
        }
    }
    let Some(output) = catalogue.model.line(&plan.output) else { return };
    match output.shape.is_empty() {
        true => header.push(format!("{}{}", output.id, in_unit(&output.unit))),
        false => {
            let unit = in_unit(&output.unit);
            header.extend((1..=years).map(|year| format!("{} {year}{unit}", output.id)));
        }
    }
    if catalogue.model.has_total(output) {
        header.push(format!("{} total", output.id));
    }
    run.rows(inputs, MAX_ROWS, move |parts| {
        // Without the mark, spreadsheets take the text for another encoding.
        let all = Array::of1(&format!("\u{feff}{}\r\n", header.join(",")).into()).concat(&parts);
        let options = BlobPropertyBag::new();
        options.set_type("text/csv");
        let saved = Blob::new_with_u8_array_sequence_and_options(&all, &options)
            .and_then(|blob| download(&blob, "megahour-trials.csv"));
        if let Err(error) = saved {
            workspace.notice.set(Some(Notice::say(format!("The file was not made: {error:?}"))));
        }
    });
}
