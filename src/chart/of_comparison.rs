//! From scenarios side by side to a chart: one line of the model, overlaid.

use super::of_model::{Writing, point};
use super::{Category, Chart, Panel, Point, Series, Tone, ValueAxis};
use crate::engine::model::Line;
use crate::model::comparison::Comparison;

/// The palette's slots by side; the base has the page's accent.
const TONES: [Tone; 4] = [Tone::Green, Tone::Blue, Tone::Orange, Tone::Violet];

/// The chart of one line over the years, a series for each scenario. One axis
/// counts in one currency: amounts in another than the base's are left out.
pub fn of_comparison(line: &Line, sides: &Comparison, writing: &Writing) -> Chart {
    let (tick, unit) = (writing.tick.clone(), line.unit.clone());
    let panel = Panel::new(ValueAxis::from_zero(move |value, _step| tick(value, &unit)));
    let shown = sides.sides().iter().zip(TONES).filter(|(side, _)| sides.can_compare(line, side));
    let panel = shown.fold(panel, |panel, (side, tone)| {
        let years = 0..sides.timeline().years();
        let points = years.map(|column| match side.year(column) {
            Some(year) => point(line, year, &side.catalogue, &side.values, writing),
            None => Point::undefined("the scenario does not have this year".to_owned()),
        });
        panel.series(Series::line(&side.name, tone, points.collect()))
    });
    Chart::new(line.label.clone(), Category::years(sides.timeline())).panel(panel)
}
