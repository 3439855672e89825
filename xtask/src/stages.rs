//! Runs stages one after the other and keeps their times.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::shell::say;

/// What became of each stage.
#[derive(Debug, Default)]
pub struct Summary {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    name: &'static str,
    outcome: Outcome,
}

#[derive(Debug)]
enum Outcome {
    Passed(Duration),
    Failed(Duration),
    NotRun,
}

impl Summary {
    /// Runs a stage and keeps its time, whether it passes or not.
    pub fn run<T>(&mut self, name: &'static str, stage: impl FnOnce() -> Result<T>) -> Result<T> {
        say(&format!("{name} …"));
        let start = Instant::now();
        let result = stage();
        let time = start.elapsed();
        let outcome = if result.is_ok() { Outcome::Passed(time) } else { Outcome::Failed(time) };
        self.rows.push(Row { name, outcome });
        result
    }

    /// Notes a stage that an earlier failure kept from running.
    pub fn skip(&mut self, name: &'static str) {
        self.rows.push(Row { name, outcome: Outcome::NotRun });
    }

    fn total(&self) -> Duration {
        self.rows
            .iter()
            .map(|row| match row.outcome {
                Outcome::Passed(time) | Outcome::Failed(time) => time,
                Outcome::NotRun => Duration::ZERO,
            })
            .sum()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{:<14} {:>9}", "Stage", "Time")?;
        for Row { name, outcome } in &self.rows {
            let (time, word) = match outcome {
                Outcome::Passed(time) => (clock(*time), "passed"),
                Outcome::Failed(time) => (clock(*time), "FAILED"),
                Outcome::NotRun => (String::new(), "not run"),
            };
            writeln!(formatter, "{name:<14} {time:>9}  {word}")?;
        }
        write!(formatter, "{:<14} {:>9}", "Total", clock(self.total()))
    }
}

/// `4.2 s` below a minute, `12:05 min` above.
fn clock(time: Duration) -> String {
    let tenths = (time.as_millis() + 50) / 100;
    if tenths < 600 {
        format!("{}.{} s", tenths / 10, tenths % 10)
    } else {
        let seconds = (tenths + 5) / 10;
        format!("{}:{:02} min", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    #[test]
    fn times_are_shown_in_the_unit_that_fits() {
        for (milliseconds, shown) in
            [(0, "0.0 s"), (4_249, "4.2 s"), (59_900, "59.9 s"), (59_990, "1:00 min"), (725_400, "12:05 min")]
        {
            assert_eq!(clock(Duration::from_millis(milliseconds)), shown);
        }
    }

    #[test]
    fn the_summary_names_every_stage_and_what_became_of_it() {
        let mut summary = Summary::default();
        assert!(summary.run("first", || Ok(())).is_ok());
        assert!(summary.run::<()>("second", || bail!("no")).is_err());
        summary.skip("third");
        let text = summary.to_string();
        let outcomes: Vec<_> = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).collect();
        assert_eq!(outcomes[1].first(), Some(&"first"));
        assert_eq!(outcomes[1].last(), Some(&"passed"));
        assert_eq!(outcomes[2].last(), Some(&"FAILED"));
        assert_eq!(outcomes[3], ["third", "not", "run"]);
    }
}
