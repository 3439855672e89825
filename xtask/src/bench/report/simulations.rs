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
    heading(text)?;
    for (which, count) in [("few", "few_trials"), ("many", "many_trials")] {
        for (workers, name) in [("one", "1 worker"), ("two", "2 workers")] {
            for (what, to) in
                [("first fan painted", "first"), ("all trials there", "done"), ("all painted", "painted")]
            {
                let span = Span::of(&figures[workers][which][to]);
                let has_goal = (which, workers, to) == ("few", "two", "painted");
                let goal = has_goal.then(|| (milliseconds(FAN_GOAL), span.median < FAN_GOAL));
                let name = format!("{} trials, {name}, {what}", figures[count]);
                span.row(text, &name, milliseconds, goal)?;
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

fn heading(text: &mut String) -> Result<()> {
    writeln!(text, "{:<42} {:>9} {:>19} {:>9}", "", "Median", "10% to 90%", "Goal")?;
    Ok(())
}

/// The workers alone, one and two in turns; `figures` are of pairs.
pub(super) fn workers(text: &mut String, figures: &Value) -> Result<()> {
    writeln!(text, "\nWorkers alone, {} trials, one and two in turns", figures["trials"])?;
    heading(text)?;
    for (what, name) in [("one", "1 worker"), ("two", "2 workers")] {
        Span::of(&figures[what]).row(text, name, milliseconds, None)?;
    }
    let ratio = Span::of(&figures["ratio"]);
    let goal = Some((format!("{SCALING_GOAL:.1} ×"), ratio.median >= SCALING_GOAL));
    ratio.row(text, "Two against one, pair by pair", |ratio| format!("{ratio:.2} ×"), goal)
}

/// What several measurements of the same came to.
struct Span {
    low: f64,
    median: f64,
    high: f64,
}

impl Span {
    fn of(figures: &Value) -> Self {
        let at = |place: &str| figures[place].as_f64().unwrap_or(f64::NAN);
        Self { low: at("low"), median: at("median"), high: at("high") }
    }

    /// A row of a table, with a goal and whether it is met where there is one.
    fn row(
        &self,
        text: &mut String,
        name: &str,
        write: impl Fn(f64) -> String,
        goal: Option<(String, bool)>,
    ) -> Result<()> {
        let verdict = goal.as_ref().map_or("", |(_, is_met)| if *is_met { "met" } else { "MISSED" });
        let (median, range) = (write(self.median), format!("{} to {}", write(self.low), write(self.high)));
        let goal = goal.map(|(goal, _)| goal).unwrap_or_default();
        writeln!(text, "{name:<42} {median:>9} {range:>19} {goal:>9}  {verdict}")?;
        Ok(())
    }
}
