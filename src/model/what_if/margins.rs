//! The margin of safety: how far each driver may move before a benchmark is
//! missed, or has to move until it is met.

use super::path::{Output, Path, Reach};
use crate::engine::model::Model;
use crate::model::Catalogue;
use crate::model::benchmarks::Target;

/// Less than this share of a driver is as good as nothing.
const ALL: f64 = 1e-9;

/// Something that has to hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// The line's id.
    pub line: &'static str,
    /// What meets it.
    pub target: Target,
    /// Whether this is where profit begins, and no benchmark.
    pub break_even: bool,
}

/// How far a driver may move.
#[derive(Clone, Debug, PartialEq)]
pub struct Margin {
    /// The driver's id.
    pub driver: String,
    /// Its value now.
    pub now: f64,
    /// Going down, the last value before the verdict changes; `None` where it
    /// never does.
    pub down: Option<f64>,
    /// The same going up.
    pub up: Option<f64>,
}

/// A threshold with every driver that it depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What has to hold.
    pub threshold: Threshold,
    /// The value now; `None` where undefined.
    pub value: Option<f64>,
    /// Whether it holds now.
    pub holds: bool,
    /// The drivers that it depends on, the tightest margin first.
    pub margins: Vec<Margin>,
}

/// Every benchmark, and where gross profit and contribution begin.
pub fn thresholds(catalogue: &Catalogue) -> Vec<Threshold> {
    let break_even = |line| Threshold { line, target: Target::From(0.0), break_even: true };
    let benchmark = |of: &crate::model::benchmarks::Benchmark| Threshold {
        line: of.line,
        target: of.target,
        break_even: false,
    };
    let own = [break_even("gross_profit"), break_even("contribution")];
    own.into_iter().chain(catalogue.benchmarks.iter().map(benchmark)).collect()
}

/// The margins of all thresholds in a year.
pub fn margins(catalogue: &Catalogue, inputs: &[f64], (year, reach): (usize, Reach)) -> Vec<Row> {
    let row = |threshold| row(catalogue, inputs, (year, reach), threshold);
    thresholds(catalogue).into_iter().filter_map(row).collect()
}

fn row(
    catalogue: &Catalogue,
    inputs: &[f64],
    (year, reach): (usize, Reach),
    threshold: Threshold,
) -> Option<Row> {
    let model: &Model = &catalogue.model;
    let output = Output { line: threshold.line.to_owned(), year: Some(year) };
    let register = output.register(model)?;
    let holds = |value: f64| threshold.target.is_met_by(value);
    let mut value = None;
    let mut margins = Vec::new();
    for (line, _) in model.drivers() {
        let Some(path) = Path::new(model, inputs, &line.id, year, reach) else { continue };
        let focus = path.focus(model, inputs, register);
        if value.is_none() {
            value = path.values(&focus, &[path.search.near]).first().copied();
        }
        if !focus.varies() {
            continue;
        }
        let (down, up) = path.search.margins(&mut |values: &[f64]| path.values(&focus, values), holds);
        // What changes only where nothing is left is no threshold, but the end.
        let down = down.filter(|to| to.abs() > ALL * path.search.near.abs());
        if down.is_some() || up.is_some() {
            margins.push(Margin { driver: line.id.to_string(), now: path.search.near, down, up });
        }
    }
    let tightest = |margin: &Margin| {
        let moves = [margin.down, margin.up].into_iter().flatten();
        moves.map(|to| (to / margin.now - 1.0).abs()).fold(f64::INFINITY, f64::min)
    };
    margins.sort_by(|a, b| tightest(a).total_cmp(&tightest(b)));
    let value = value.filter(|value| value.is_finite());
    Some(Row { holds: value.is_some_and(holds), threshold, value, margins })
}
