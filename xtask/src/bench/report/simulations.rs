//! Simulations in the built site: how long a person waits, and what they hold.

use std::fmt::Write as _;

use anyhow::Result;
use serde_json::Value;

use super::milliseconds;

/// From the click to the painted fan of the fewer trials, in milliseconds.
const FAN_GOAL: f64 = 60.0;
/// How many times as fast two workers are to be as one. From the click the page
/// takes part as well, on the same processors; how workers scale is how they do
/// without it.
const SCALING_GOAL: f64 = 1.7;

pub(super) fn table(text: &mut String, figures: &Value) -> Result<()> {
    writeln!(text, "\nSimulations in the built site, from the click, workers warm: typical spreads")?;
    writeln!(text, "{:<42} {:>9} {:>19} {:>9}", "", "Median", "10% to 90%", "Goal")?;
    for (which, count) in [("few", "few_trials"), ("many", "many_trials")] {
        for (workers, name) in [("one", "1 worker"), ("two", "2 workers")] {
            for (what, to) in
                [("first fan painted", "first"), ("all trials there", "done"), ("all painted", "painted")]
            {
                let at = |place: &str| figures[workers][which][to][place].as_f64().unwrap_or(f64::NAN);
                let goal = (which, workers, to) == ("few", "two", "painted");
                let verdict = match goal {
                    true if at("median") < FAN_GOAL => "met",
                    true => "MISSED",
                    false => "",
                };
                let goal = if goal { milliseconds(FAN_GOAL) } else { String::new() };
                writeln!(
                    text,
                    "{:<42} {:>9} {:>19} {goal:>9}  {verdict}",
                    format!("{} trials, {name}, {what}", figures[count]),
                    milliseconds(at("median")),
                    format!("{} to {}", milliseconds(at("low")), milliseconds(at("high"))),
                )?;
            }
        }
    }
    let time = |workers: &str| figures[workers]["many"]["done"]["median"].as_f64().unwrap_or(f64::NAN);
    let line = format!("The same, two workers against one, {} trials", figures["many_trials"]);
    writeln!(text, "{line:<42} {:>9}", format!("{:.2} ×", time("one") / time("two")))?;
    let bytes = |value: &Value| value.as_f64().unwrap_or(f64::NAN) / 1e6;
    for (workers, name) in [("one", "1 worker"), ("two", "2 workers")] {
        let memory = &figures[workers]["memory"];
        let each: Vec<String> = memory["workers"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|worker| format!("{:.1} MB", bytes(worker)))
            .collect();
        writeln!(
            text,
            "Memory after {} trials, {name}: page {:.1} MB, its script {:.1} MB, workers {}",
            figures["many_trials"],
            bytes(&memory["program"]),
            bytes(&memory["script"]),
            each.join(", ")
        )?;
    }
    Ok(())
}

/// The workers alone, one and two in turns; `figures` are of pairs.
pub(super) fn workers(text: &mut String, figures: &Value) -> Result<()> {
    writeln!(text, "\nWorkers alone, {} trials, one and two in turns", figures["trials"])?;
    writeln!(text, "{:<42} {:>9} {:>19} {:>9}", "", "Median", "10% to 90%", "Goal")?;
    let at = |what: &str, place: &str| figures[what][place].as_f64().unwrap_or(f64::NAN);
    for (what, name) in [("one", "1 worker"), ("two", "2 workers")] {
        writeln!(
            text,
            "{name:<42} {:>9} {:>19}",
            milliseconds(at(what, "median")),
            format!("{} to {}", milliseconds(at(what, "low")), milliseconds(at(what, "high"))),
        )?;
    }
    let verdict = if at("ratio", "median") >= SCALING_GOAL { "met" } else { "MISSED" };
    writeln!(
        text,
        "{:<42} {:>9} {:>19} {:>9}  {verdict}",
        "Two against one, pair by pair",
        format!("{:.2} ×", at("ratio", "median")),
        format!("{:.2} to {:.2} ×", at("ratio", "low"), at("ratio", "high")),
        format!("{SCALING_GOAL:.1} ×")
    )?;
    Ok(())
}
