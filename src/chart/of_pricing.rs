//! From the bills of pricing models to a chart: what a customer pays in a year
//! over the hours used, with every crossover marked where it is.

use super::ticks::share_of_decades;
use super::{Category, Chart, MarkedPoint, Panel, Point, Series, Tone, ValueAxis};
use crate::engine::piecewise::Piecewise;
use crate::model::pricing::crossover::BreakEven;
use std::rc::Rc;

/// Writes a number in the page's locale.
pub type Write = Rc<dyn Fn(f64) -> String>;

/// How figures are written on the chart.
#[derive(Clone)]
pub struct Writing {
    /// Money in full.
    pub money: Write,
    /// Money on an axis.
    pub tick: Write,
    /// Hours in full.
    pub hours: Write,
    /// Hours on an axis.
    pub short_hours: Write,
}

/// One curve of the chart.
pub struct Named<'b> {
    /// What people call it.
    pub name: String,
    /// What a customer pays, or costs, at each number of hours a year.
    pub bill: &'b Piecewise,
}

/// What the chart shows.
pub struct Bills<'b> {
    /// The bill of each pricing model, by its position among all.
    pub curves: Vec<(usize, Named<'b>)>,
    /// What a customer costs.
    pub cost: Option<&'b Piecewise>,
    /// Where two bills are equal.
    pub break_evens: &'b [BreakEven],
    /// Numbers of hours that the chart has to reach, such as those of segments.
    pub used: Vec<f64>,
}

/// The most powers of ten that the hours span.
const MOST_DECADES: i32 = 7;

/// So many points are drawn for each power of ten.
const FINE: i32 = 24;

/// The chart.
pub fn of_pricing(bills: &Bills<'_>, writing: &Writing) -> Chart {
    let (low, high) = span(bills);
    let places = places(bills, low, high);
    let categories = places.iter().map(|place| category(place, bills, writing, (low, high)));
    let points = |of: &Piecewise| -> Vec<Point> {
        let point = |place: &Place| {
            let value = of.at(place.hours);
            Point::new(value, (writing.money)(value), "")
        };
        places.iter().map(point).collect()
    };
    let tick = writing.tick.clone();
    let caption = format!("Bill by hours, logarithmic above {}", (writing.short_hours)(low));
    let mut panel = Panel::new(ValueAxis::logarithmic(move |value, _step| tick(value))).caption(caption);
    for (position, curve) in &bills.curves {
        panel = panel.series(Series::curve(&curve.name, tone(*position), points(curve.bill)));
    }
    if let Some(cost) = bills.cost {
        panel = panel.series(Series::curve("Cost to serve", Tone::Slate, points(cost)));
    }
    panel.points = bills
        .break_evens
        .iter()
        .enumerate()
        .filter_map(|(number, even)| {
            let category = places.iter().position(|place| place.hours == even.hours)?;
            Some(MarkedPoint { category, value: even.bill, label: (number + 1).to_string() })
        })
        .collect();
    let mut chart = Chart::new("Annual bill by hours used", categories.collect()).panel(panel);
    chart.empty = "No pricing model is offered".to_owned();
    chart
}

/// A number of hours on the chart.
struct Place {
    hours: f64,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// A power of ten, or zero: it has a name on the axis.
    Power,
    /// Two or five times one.
    Round,
    /// Where two bills are equal.
    Even,
    /// Only for the drawing.
    Between,
}

/// The powers of ten around everything that is there to be seen.
fn span(bills: &Bills<'_>) -> (f64, f64) {
    let corners = bills.curves.iter().flat_map(|(_, curve)| curve.bill.pieces()).map(|piece| piece.from);
    let evens = bills.break_evens.iter().map(|even| even.hours);
    let all: Vec<f64> =
        corners.chain(evens).chain(bills.used.iter().copied()).filter(|hours| *hours > 0.0).collect();
    let least = all.iter().copied().reduce(f64::min).unwrap_or(100.0);
    let most = all.iter().copied().reduce(f64::max).unwrap_or(1e5);
    // A crossover at the very edge would not show what comes after it.
    let last = (most * 1.5).log10().ceil() as i32;
    let first = (least.log10().floor() as i32).clamp(last - MOST_DECADES, last - 1);
    (10f64.powi(first), 10f64.powi(last))
}

fn places(bills: &Bills<'_>, low: f64, high: f64) -> Vec<Place> {
    let mut places = vec![Place { hours: 0.0, kind: Kind::Power }];
    let decades = (high / low).log10().round() as i32;
    for decade in 0..=decades {
        let power = low * 10f64.powi(decade);
        places.push(Place { hours: power, kind: Kind::Power });
        if decade == decades {
            break;
        }
        places.extend([2.0, 5.0].map(|times| Place { hours: power * times, kind: Kind::Round }));
        let fine = (1..FINE).map(|step| power * libm::pow(10.0, f64::from(step) / f64::from(FINE)));
        places.extend(fine.map(|hours| Place { hours, kind: Kind::Between }));
    }
    // Below the first power the axis is linear.
    let linear = (1..FINE).map(|step| low * f64::from(step) / f64::from(FINE));
    places.extend(linear.map(|hours| Place { hours, kind: Kind::Between }));
    let corners = bills.curves.iter().flat_map(|(_, curve)| curve.bill.pieces()).map(|piece| piece.from);
    places.extend(corners.map(|hours| Place { hours, kind: Kind::Between }));
    places.extend(bills.break_evens.iter().map(|even| Place { hours: even.hours, kind: Kind::Even }));
    places.retain(|place| place.hours <= high);
    // Of two kinds at the same hours the one that says more comes first, and stays.
    let rank = |kind: Kind| match kind {
        Kind::Even => 0,
        Kind::Power => 1,
        Kind::Round => 2,
        Kind::Between => 3,
    };
    places.sort_by(|a, b| a.hours.total_cmp(&b.hours).then(rank(a.kind).cmp(&rank(b.kind))));
    places.dedup_by(|later, first| later.hours == first.hours);
    places
}

fn category(place: &Place, bills: &Bills<'_>, writing: &Writing, (low, high): (f64, f64)) -> Category {
    let share = share_of_decades(place.hours, low, high);
    let hours = (writing.hours)(place.hours);
    match place.kind {
        Kind::Between => Category::between(hours, share),
        Kind::Round => Category::new(hours, "").at(share),
        Kind::Power => Category::new(hours, (writing.short_hours)(place.hours)).at(share),
        Kind::Even => {
            let here = bills.break_evens.iter().enumerate().filter(|(_, even)| even.hours == place.hours);
            let meet: Vec<String> = here
                .map(|(number, even)| {
                    let (one, other) = (name(bills, even.plans.0), name(bills, even.plans.1));
                    format!("crossover {}, {one} and {other}", number + 1)
                })
                .collect();
            Category::new(format!("{hours}, {}", meet.join("; ")), "").at(share)
        }
    }
}

/// What a pricing model is called, by its position among all.
fn name<'b>(bills: &'b Bills<'_>, plan: usize) -> &'b str {
    let found = bills.curves.iter().find(|(position, _)| *position == plan);
    found.map_or("", |(_, curve)| curve.name.as_str())
}

/// The colour of a pricing model, the same whichever others are offered.
fn tone(position: usize) -> Tone {
    [Tone::Blue, Tone::Orange, Tone::Green, Tone::Violet, Tone::Rose][position % 5]
}
