//! From a scorecard to a chart: each criterion's weighted score against the
//! most that it can be.

use super::{Category, Chart, Panel, Point, Series, Tone, ValueAxis};
use crate::model::scorecard::{Criterion, Scorecard};

/// The chart, with scores written by `write`.
pub fn of_scorecard(scorecard: &Scorecard, write: fn(f64) -> String) -> Chart {
    let categories = scorecard.criteria.iter().enumerate();
    let categories = categories.map(|(at, c)| Category::new(&c.name, (at + 1).to_string()));
    let points = |of: &dyn Fn(&Criterion) -> f64, is_labelled: bool| {
        let point = |criterion: &Criterion| {
            let (value, mark) =
                (of(criterion), if is_labelled { write(of(criterion)) } else { String::new() });
            Point::new(value, write(value), mark)
        };
        scorecard.criteria.iter().map(point).collect()
    };
    let mut chart = Chart::new("Weighted score against its maximum", categories.collect()).panel(
        Panel::new(ValueAxis::from_zero(move |value, _step| write(value)))
            .series(Series::bars("Weighted score", Tone::Green, points(&Criterion::weighted, true)))
            .series(Series::bars("Maximum", Tone::Slate, points(&Criterion::maximum, false))),
    );
    chart.empty = "There are no criteria".to_owned();
    chart.has_two_rows = true;
    chart
}

/// The chart in words: what each criterion reaches.
pub fn summary(scorecard: &Scorecard, write: fn(f64) -> String) -> String {
    let each = scorecard
        .criteria
        .iter()
        .map(|c| format!("{} {} of {}", c.name, write(c.weighted()), write(c.maximum())));
    match each.collect::<Vec<_>>() {
        each if each.is_empty() => "There are no criteria.".to_owned(),
        each => format!("{}.", each.join(", ")),
    }
}
