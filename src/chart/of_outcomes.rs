//! From a simulation to charts: the fan over the years, and how the values of
//! one lie.

use super::of_model::Writing;
use super::{Category, Chart, Panel, Point, Series, Tone, ValueAxis};
use crate::engine::chance::gathered::Gathered;
use crate::engine::chance::keeper::Keeper;
use crate::engine::unit::Unit;
use crate::model::timeline::Timeline;

/// How many ranges the values of one year are sorted into.
const RANGES: usize = 32;
/// What is beyond these shares stands in the outermost ranges, so that a single
/// far value does not press all others together.
const EDGES: (f64, f64) = (0.002, 0.998);

/// The fan: for each year of the timeline the middle, half and nine tenths
/// of all trials, beside the scenario's own values.
pub fn fan(
    title: String,
    gathered: &Gathered<impl Keeper>,
    own: &[Option<f64>],
    timeline: Timeline,
    (writing, unit): (&Writing, &Unit),
) -> Chart {
    let years = timeline.years();
    let exact = |value: f64| (writing.exact)(value, unit);
    let band = |low: f64, high: f64| {
        let point = |cell: usize| match (gathered.quantile(cell, low), gathered.quantile(cell, high)) {
            (Some(low), Some(high)) => Point::range(low, high, format!("{} to {}", exact(low), exact(high))),
            _ => Point::undefined("undefined in every trial"),
        };
        (0..years).map(point).collect()
    };
    let middle = (0..years).map(|cell| match gathered.quantile(cell, 0.5) {
        Some(value) => Point::new(value, exact(value), (writing.short)(value, unit)),
        None => Point::undefined("undefined in every trial"),
    });
    let own = own.iter().take(years).map(|value| match value {
        Some(value) => Point::new(*value, exact(*value), ""),
        None => Point::undefined(""),
    });
    let (tick, of) = (writing.tick.clone(), unit.clone());
    let axis = ValueAxis::from_zero(move |value, _step| tick(value, &of));
    Chart::new(title, Category::years(timeline)).panel(
        Panel::new(axis)
            .series(Series::band("P5 to P95", Tone::Green, band(0.05, 0.95)))
            .series(Series::band("P25 to P75", Tone::Green, band(0.25, 0.75)))
            .series(Series::line("P50", Tone::Green, middle.collect()))
            .series(Series::line("Scenario as it is", Tone::Blue, own.collect())),
    )
}

/// How the values of one cell lie: the share of trials in each range, and the
/// share up to its end.
pub fn histogram(
    title: String,
    gathered: &Gathered<impl Keeper>,
    cell: usize,
    (writing, unit): (&Writing, &Unit),
) -> Chart {
    let ends = gathered.quantile(cell, EDGES.0).zip(gathered.quantile(cell, EDGES.1));
    let short = |value: f64| (writing.short)(value, unit);
    let mut categories = Vec::new();
    let (mut shares, mut up_to) = (Vec::new(), Vec::new());
    if let Some((low, high)) = ends.filter(|(low, high)| low < high) {
        let end = |range: usize| low + (high - low) * (range as f64 / RANGES as f64);
        let mut before = 0.0;
        for range in 0..RANGES {
            let share = if range + 1 == RANGES { 1.0 } else { gathered.share_up_to(cell, end(range + 1)) };
            // The outermost hold whatever is further out.
            let (name, tick) = match range {
                0 => (format!("up to {}", short(end(1))), format!("< {}", short(end(1)))),
                _ if range + 1 == RANGES => {
                    (format!("above {}", short(end(range))), format!("> {}", short(end(range))))
                }
                _ => (
                    format!("{} to {}", short(end(range)), short(end(range + 1))),
                    short(f64::midpoint(end(range), end(range + 1))),
                ),
            };
            categories.push(Category::new(name, tick));
            shares.push(Point::new(share - before, percent(share - before), ""));
            up_to.push(Point::new(share, percent(share), ""));
            before = share;
        }
    }
    let axis =
        || ValueAxis::from_zero(|value, step| format!("{:.*}%", usize::from(step < 0.01), value * 100.0));
    let mut chart = Chart::new(title, categories)
        .panel(Panel::new(axis()).caption("Share of trials in each range").series(Series::bars(
            "Share of trials",
            Tone::Blue,
            shares,
        )))
        .panel(Panel::new(axis()).caption("Share of trials up to each range's end").series(Series::line(
            "Share up to here",
            Tone::Green,
            up_to,
        )));
    chart.empty = "All trials come to one value, or to none".to_owned();
    chart
}

/// How the median settled: after each set of points, how far off the last median
/// that of all trials so far was.
pub fn settling(
    title: String,
    gathered: &Gathered<impl Keeper>,
    cell: usize,
    (writing, unit): (&Writing, &Unit),
) -> Chart {
    let steps: Vec<(usize, f64)> = gathered.convergence(cell, 0.5).collect();
    let last = steps.last().map(|(_, value)| *value).filter(|last| *last != 0.0);
    let (mut categories, mut points) = (Vec::new(), Vec::new());
    for (trials, value) in last.map(|_| steps).unwrap_or_default() {
        let count = (writing.exact)(trials as f64, &Unit::pure());
        let off = last.map_or(0.0, |last| (value - last) / last.abs());
        categories.push(Category::new(format!("after {count} trials"), count));
        points.push(Point::new(off, (writing.exact)(value, unit), ""));
    }
    let axis = ValueAxis::free(|value, step| {
        let digits = (-(step * 100.0).log10().floor()).clamp(0.0, 6.0) as usize;
        format!("{:.digits$}%", value * 100.0)
    });
    let line = Series::line("Median so far", Tone::Green, points);
    let mut chart = Chart::new(title, categories)
        .panel(Panel::new(axis).caption("Median of the trials so far, off the last one").series(line));
    chart.empty = "The median is zero, or there is none".to_owned();
    chart
}

/// The same in words.
pub fn settling_summary(
    gathered: &Gathered<impl Keeper>,
    cell: usize,
    (writing, unit): (&Writing, &Unit),
) -> String {
    let mut steps = gathered.convergence(cell, 0.5);
    let Some((first, from)) = steps.next() else {
        return "The median is undefined.".to_owned();
    };
    let (last, to) = steps.next_back().unwrap_or((first, from));
    let count = |trials: usize| (writing.exact)(trials as f64, &Unit::pure());
    format!(
        "The median was {} after {} trials and is {} after {}.",
        (writing.exact)(from, unit),
        count(first),
        (writing.exact)(to, unit),
        count(last)
    )
}

/// The fan in words: where the middle and nine tenths of the trials end.
pub fn fan_summary(
    gathered: &Gathered<impl Keeper>,
    timeline: Timeline,
    (writing, unit): (&Writing, &Unit),
) -> String {
    let at = |cell: usize, share: f64| {
        gathered.quantile(cell, share).map_or("undefined".to_owned(), |value| (writing.short)(value, unit))
    };
    let last = timeline.last_year();
    let end = timeline.year_label(last);
    format!(
        "Over {} trials the middle goes from {} in {} to {} in {end}; in {end} nine of ten trials lie between {} and {}.{}",
        (writing.exact)(gathered.trials() as f64, &Unit::pure()),
        at(0, 0.5),
        timeline.year_label(0),
        at(last, 0.5),
        at(last, 0.05),
        at(last, 0.95),
        left_out((0..timeline.years()).map(|year| gathered.undefined(year)).max().unwrap_or(0), writing),
    )
}

/// The values of one cell in words.
pub fn histogram_summary(
    gathered: &Gathered<impl Keeper>,
    cell: usize,
    (writing, unit): (&Writing, &Unit),
) -> String {
    let at = |share: f64| {
        gathered.quantile(cell, share).map_or("undefined".to_owned(), |value| (writing.short)(value, unit))
    };
    format!(
        "A tenth of the trials is below {}, half below {}, nine tenths below {}.{}",
        at(0.1),
        at(0.5),
        at(0.9),
        left_out(gathered.undefined(cell), writing)
    )
}

/// What is told of so many trials, at most in a year, that have no value.
fn left_out(undefined: usize, writing: &Writing) -> String {
    match undefined {
        0 => String::new(),
        many => format!(
            " Trials in which it is undefined are left out, up to {} of them in a year.",
            (writing.exact)(many as f64, &Unit::pure())
        ),
    }
}

fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}
