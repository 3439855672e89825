//! What the model says about a criterion: lines, thresholds, and the score that
//! they suggest. The thresholds are Megahour's own and shown where they count.
//!
//! A person's score and the suggested one stay apart: nothing here changes a
//! scorecard.

use crate::engine::cause::cause;
use crate::engine::unit::Unit;
use crate::engine::values::Values;
use crate::model::Catalogue;
use crate::model::benchmarks::{Target, Verdict};
use crate::model::declare::unit;

/// A line that speaks to a criterion, and how its figures become a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// The line's id.
    pub line: &'static str,
    /// Which figure of it counts.
    pub reading: Reading,
    /// What the figure is worth.
    pub scale: Scale,
}

/// Which figure of a line counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The weakest year's: a plan is as strong as that.
    Weakest,
    /// The one figure of a line without years.
    Whole,
    /// The last year's less the first's, while more hours are sold in the last:
    /// without volume the change says nothing about scale.
    ChangeWithVolume,
    /// The last year's against the first's, as growth.
    Growth,
}

/// What a figure is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// The verdict of the line's benchmark: met is worth 4, near 3, missed 2.
    /// Beyond the bounds, where there are such, 1 and 5.
    Benchmark {
        /// Worse than this is worth 1.
        poor: Option<f64>,
        /// This or better is worth 5.
        outstanding: Option<f64>,
    },
    /// 1 below the first bound, and one more from each bound on.
    Steps([f64; 4]),
}

/// What a measure finds in a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The measure.
    pub measure: Measure,
    /// The figure, or why there is none.
    pub figure: Result<f64, String>,
    /// The cell of the line that the figure is taken from or ends at.
    pub cell: usize,
    /// How many years were left out because the line is undefined in them.
    pub undefined: usize,
    /// What the figure is worth.
    pub score: Option<u8>,
}

/// The criteria that the model knows something of, each with its measures.
const EVIDENCE: &[(&str, &[Measure])] = &[
    (
        "scalability",
        &[
            Measure {
                line: "gross_margin",
                reading: Reading::ChangeWithVolume,
                scale: Scale::Steps([-0.05, -0.01, 0.01, 0.05]),
            },
            verdict("compute_utilisation", Some(0.50), Some(0.90)),
            verdict("storage_utilisation", Some(0.45), Some(0.85)),
        ],
    ),
    (
        "revenue_potential",
        &[
            Measure {
                line: "revenue_cagr",
                reading: Reading::Whole,
                scale: Scale::Steps([0.0, 0.15, 0.40, 1.0]),
            },
            verdict("gross_margin", Some(0.25), Some(0.70)),
            Measure { line: "arpu", reading: Reading::Growth, scale: Scale::Steps([-0.10, 0.0, 0.10, 0.25]) },
        ],
    ),
    ("differentiation", &[verdict("price_per_hour", None, None)]),
    (
        "customer_stickiness",
        &[verdict("retention", Some(0.80), Some(0.95)), verdict("ltv_to_cac", Some(1.0), Some(5.0))],
    ),
];

/// The measures of a criterion; none for one that the model does not know.
pub fn measures(criterion: &str) -> &'static [Measure] {
    EVIDENCE.iter().find(|(id, _)| *id == criterion).map_or(&[], |(_, measures)| measures)
}

const fn verdict(line: &'static str, poor: Option<f64>, outstanding: Option<f64>) -> Measure {
    Measure { line, reading: Reading::Weakest, scale: Scale::Benchmark { poor, outstanding } }
}

/// What to say beside the evidence, or in its place where there is none.
pub fn remark(criterion: &str, findings: &[Finding]) -> &'static str {
    match criterion {
        "differentiation" if suggestion(findings).is_none() => {
            "The benchmark of prices is known in US dollars alone, so nothing is suggested."
        }
        "market_opportunity" => {
            "The model knows what this business plans to sell, not how large its market is. No figure here speaks to it, so nothing is suggested."
        }
        "competitive_landscape" => {
            "The model holds nothing about competitors. No figure here speaks to it, so nothing is suggested."
        }
        "ethical_considerations" => {
            "The model holds nothing about energy, water or conduct. No figure here speaks to it, so nothing is suggested."
        }
        "differentiation" => {
            "Price alone can neither prove an edge nor rule it out: it suggests from 2 to 4, never 1 or 5."
        }
        "scalability" => "Hours have to grow for the margin to say anything about scale.",
        "revenue_potential" | "customer_stickiness" => "",
        _ => "A criterion of your own: no line of the model is named for it, so nothing is suggested.",
    }
}

/// What the measures of a criterion find in a scenario.
pub fn findings(catalogue: &Catalogue, values: &Values, criterion: &str) -> Vec<Finding> {
    measures(criterion).iter().map(|measure| measure.find(catalogue, values)).collect()
}

/// The suggested score: the mean of what was found, halves rounded down. There
/// is none where nothing was found.
pub fn suggestion(findings: &[Finding]) -> Option<u8> {
    let scores: Vec<u32> = findings.iter().filter_map(|finding| finding.score).map(u32::from).collect();
    let count = u32::try_from(scores.len()).ok().filter(|count| *count > 0)?;
    let sum: u32 = scores.iter().sum();
    u8::try_from((2 * sum + count - 1) / (2 * count)).ok()
}

/// What rounding may leave between a figure and the bound that it is at: some
/// thousand times what one operation leaves.
const ROUNDING: f64 = 1e-12;

/// Whether a figure is at a bound but for rounding: growth of 15% a year, over
/// four years, comes out as 14.999…%.
fn is_at(value: f64, bound: f64) -> bool {
    (value - bound).abs() <= ROUNDING * bound.abs().max(1.0)
}

impl Measure {
    /// What it finds in a scenario.
    pub fn find(self, catalogue: &Catalogue, values: &Values) -> Finding {
        let cell = |year: usize| values.cell(self.line, year);
        let last = catalogue.timeline().last_year();
        let mut found =
            Finding { measure: self, figure: Err(String::new()), cell: 0, undefined: 0, score: None };
        let why = |cell: usize| {
            let line = catalogue.model.line(self.line);
            let cause = line.and_then(|line| cause(&catalogue.model, values, line, cell));
            cause.map_or_else(|| "it has no value".to_owned(), |cause| cause.because())
        };
        let ends = || match (cell(0), cell(last)) {
            (Some(first), Some(end)) => Ok((first, end)),
            (None, _) => Err(why(0)),
            (_, None) => Err(why(last)),
        };
        match self.reading {
            Reading::Weakest => {
                let known: Vec<(usize, f64)> =
                    (0..catalogue.years()).filter_map(|year| Some((year, cell(year)?))).collect();
                found.undefined = catalogue.years() - known.len();
                let weakest = known.into_iter().min_by(|a, b| {
                    let worth = |value| self.score(catalogue, value);
                    worth(a.1).cmp(&worth(b.1)).then(self.compare(catalogue, a.1, b.1))
                });
                found.figure = weakest.map(|(_, value)| value).ok_or_else(|| why(0));
                found.cell = weakest.map_or(0, |(year, _)| year);
            }
            Reading::Whole => found.figure = cell(0).ok_or_else(|| why(0)),
            Reading::ChangeWithVolume => {
                found.cell = last;
                let grows = values.cell("compute_hours", last) > values.cell("compute_hours", 0);
                found.figure = ends().and_then(|(first, end)| match grows {
                    true => Ok(end - first),
                    false => Err("no more hours are sold in the last year than in the first".to_owned()),
                });
            }
            Reading::Growth => {
                found.cell = last;
                found.figure = ends().and_then(|(first, end)| match end / first - 1.0 {
                    growth if growth.is_finite() => Ok(growth),
                    _ => Err("there is nothing to grow from in the first year".to_owned()),
                });
            }
        }
        found.score = found.figure.as_ref().ok().and_then(|value| self.score(catalogue, *value));
        found
    }

    /// The unit of the figure.
    pub fn unit(self, catalogue: &Catalogue) -> Unit {
        match self.reading {
            Reading::Growth => unit("%"),
            _ => catalogue.model.line(self.line).map_or_else(Unit::pure, |line| line.unit.clone()),
        }
    }

    /// What a figure is worth, 1 to 5.
    pub fn score(self, catalogue: &Catalogue, value: f64) -> Option<u8> {
        let worse = |bound| !is_at(value, bound) && self.compare(catalogue, value, bound).is_lt();
        match self.scale {
            Scale::Steps(bounds) => Some(1 + bounds.iter().map(|bound| u8::from(!worse(*bound))).sum::<u8>()),
            Scale::Benchmark { poor, outstanding } => {
                Some(match catalogue.benchmark(self.line)?.verdict(value) {
                    Verdict::Met if outstanding.is_some_and(|bound| !worse(bound)) => 5,
                    Verdict::Met => 4,
                    Verdict::Near => 3,
                    Verdict::Missed if poor.is_some_and(worse) => 1,
                    Verdict::Missed => 2,
                })
            }
        }
    }

    /// Which of two figures is the worse one: less of it, or more where the
    /// benchmark asks for little.
    fn compare(self, catalogue: &Catalogue, one: f64, other: f64) -> std::cmp::Ordering {
        match catalogue.benchmark(self.line).map(|benchmark| benchmark.target) {
            Some(Target::Below(_)) => other.total_cmp(&one),
            _ => one.total_cmp(&other),
        }
    }

    /// What figures are worth, in words, with numbers written by `write`.
    pub fn thresholds(self, catalogue: &Catalogue, write: impl Fn(f64) -> String) -> String {
        match self.scale {
            Scale::Steps([two, three, four, five]) => format!(
                "1 below {}, 2 from there, 3 from {}, 4 from {}, 5 from {}",
                write(two),
                write(three),
                write(four),
                write(five)
            ),
            Scale::Benchmark { poor, outstanding } => {
                let Some(benchmark) = catalogue.benchmark(self.line) else { return String::new() };
                let (better, worse) = match benchmark.target {
                    Target::Below(_) => ("up to", "above"),
                    _ => ("from", "below"),
                };
                let near = format!("{} to {}", write(benchmark.near.0), write(benchmark.near.1));
                let five = outstanding.map(|bound| format!(", 5 {better} {}", write(bound)));
                let one = poor.map(|bound| format!(", 1 {worse} {}", write(bound)));
                format!(
                    "4 where its benchmark is met ({}){}; 3 where it is near ({near}); 2 where it is missed{}",
                    benchmark.target.words(&write),
                    five.unwrap_or_default(),
                    one.unwrap_or_default()
                )
            }
        }
    }
}
