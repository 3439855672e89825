//! From a declared chart and evaluated values to a chart specification.

use super::{Category, Chart, Panel, Point, Series, Tone, ValueAxis};
use crate::engine::cause::cause;
use crate::engine::model::Line;
use crate::engine::unit::Unit;
use crate::engine::values::Values;
use crate::model::Catalogue;
use crate::model::charts::{ChartEntry, Mark, PanelEntry};
use std::rc::Rc;

/// Writes a figure in its unit.
pub type Write = Rc<dyn Fn(f64, &Unit) -> String>;

/// How figures are written on a chart.
#[derive(Clone)]
pub struct Writing {
    /// In full, for tables and the pointer.
    pub exact: Write,
    /// In short, beside a mark.
    pub short: Write,
    /// On an axis.
    pub tick: Write,
}

/// The chart of an entry for one scenario. Lines that the model lacks are left
/// out; a test holds that the built-in charts name none.
pub fn of_model(entry: &ChartEntry, catalogue: &Catalogue, values: &Values, writing: &Writing) -> Chart {
    let chart = Chart::new(entry.title, Category::years(catalogue.timeline()));
    entry.panels.iter().fold(chart, |chart, panel| chart.panel(of_panel(panel, catalogue, values, writing)))
}

fn of_panel(entry: &PanelEntry, catalogue: &Catalogue, values: &Values, writing: &Writing) -> Panel {
    let lines = entry.lines.iter().filter_map(|id| catalogue.model.line(id));
    let unit = lines.clone().next().map_or_else(Unit::pure, |line| line.unit.clone());
    let tick = {
        let (write, unit) = (writing.tick.clone(), unit.clone());
        move |value: f64, _step: f64| write(value, &unit)
    };
    let axis = match entry.mark {
        Mark::Bars => ValueAxis::from_zero(tick),
        Mark::Lines if entry.benchmark.is_some() => ValueAxis::free(tick),
        Mark::Lines => ValueAxis::from_zero(tick),
    };
    let mut panel = Panel::new(axis);
    if let Some(caption) = entry.caption {
        panel = panel.caption(caption);
    }
    for (position, line) in lines.enumerate() {
        let points = (0..catalogue.years()).map(|year| point(line, year, catalogue, values, writing));
        let tone = tone(entry.lines.len(), position);
        panel = panel.series(match entry.mark {
            Mark::Bars => Series::bars(&line.short, tone, points.collect()),
            Mark::Lines => Series::line(&line.short, tone, points.collect()),
        });
    }
    let target = entry.benchmark.and_then(|id| catalogue.benchmark(id)).map(|benchmark| benchmark.target);
    for bound in target.map(|target| target.bounds()).unwrap_or_default() {
        panel = panel.reference(bound, format!("benchmark {}", (writing.short)(bound, &unit)));
    }
    panel
}

/// A line's value in a year, or why it has none.
pub(super) fn point(
    line: &Line,
    year: usize,
    catalogue: &Catalogue,
    values: &Values,
    writing: &Writing,
) -> Point {
    match values.cell(&line.id, year) {
        Some(value) => {
            Point::new(value, (writing.exact)(value, &line.unit), (writing.short)(value, &line.unit))
        }
        None => {
            let why = cause(&catalogue.model, values, line, year);
            Point::undefined(why.map(|cause| cause.because()).unwrap_or_default())
        }
    }
}

/// What earns and stays is green; what stands beside it blue and orange.
fn tone(count: usize, position: usize) -> Tone {
    match (count, position) {
        (1, _) => Tone::Green,
        (_, 0) => Tone::Blue,
        (2, _) | (_, 2) => Tone::Green,
        _ => Tone::Orange,
    }
}
