//! Where everything goes.

use super::scene::Measure;
use super::ticks::{Scale, scale};
use super::{Category, Chart, Face, Panel, Rect};

/// Room for the category labels below the plots.
const FOOT: f64 = 26.0;
/// The height of one more row of them.
pub(super) const ROW: f64 = 14.0;
/// Between the names of two categories, at least.
const NAMES_APART: f64 = 8.0;
/// Room above the topmost plot, for half a tick label.
const HEAD: f64 = 6.0;
/// Between two panels.
const BETWEEN: f64 = 14.0;
/// A caption's height, with the space below it.
const CAPTION: f64 = 18.0;
/// Between a tick label and the plot.
const TICK_GAP: f64 = 8.0;
/// Within a plot, between the highest value and the top: its label's height.
const LABEL_ROOM: f64 = 20.0;
/// Within a plot, where no label has to fit.
const MARKER_ROOM: f64 = 6.0;
/// A distance between ticks that neither crowds the labels nor loses the eye.
const TICK_DISTANCE: f64 = 52.0;
/// Anything smaller shows nothing.
const LEAST_PLOT: (f64, f64) = (24.0, 16.0);

/// The places a chart was drawn at, in CSS pixels from its top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    plot: Rect,
    columns: Vec<Column>,
    pub(super) panels: Vec<PanelLayout>,
    pub(super) categories: CategoryNames,
}

/// The part of the plot that belongs to a category.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Column {
    left: f64,
    centre: f64,
    right: f64,
}

/// The places in one panel.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PanelLayout {
    pub(super) plot: Rect,
    pub(super) scale: Scale,
    pub(super) ticks: Vec<String>,
    /// The rows that the ends of the scale are at.
    low_y: f64,
    high_y: f64,
}

/// Which of a category's names fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CategoryNames {
    Full,
    /// The whole name in two rows.
    TwoRows,
    /// The short name, which is as wide as so many categories.
    Short {
        every: usize,
    },
    /// The short names at their places, as far as they have room.
    Placed,
}

/// Lays a chart out within `area`.
pub(super) fn layout(chart: &Chart, area: Rect, measure: Measure<'_>) -> Layout {
    let first = lay_out(chart, area, FOOT, measure);
    match first.categories {
        CategoryNames::TwoRows => lay_out(chart, area, FOOT + ROW, measure),
        _ => first,
    }
}

fn lay_out(chart: &Chart, area: Rect, foot: f64, measure: Measure<'_>) -> Layout {
    let captions = chart.panels.iter().filter(|p| p.caption.is_some()).count() as f64;
    let gaps = chart.panels.len().saturating_sub(1) as f64;
    let spare = area.height() - HEAD - foot - captions * CAPTION - gaps * BETWEEN;
    let plot_height = spare / chart.panels.len().max(1) as f64;

    let mut top = area.top + HEAD;
    let mut panels: Vec<PanelLayout> = chart
        .panels
        .iter()
        .map(|panel| {
            if panel.caption.is_some() {
                top += CAPTION;
            }
            let placed = place(panel, top, plot_height);
            top += plot_height + BETWEEN;
            placed
        })
        .collect();

    let widest = panels
        .iter()
        .flat_map(|panel| &panel.ticks)
        .map(|text| measure(text, Face::Plain))
        .fold(0.0, f64::max);
    // A caller's format may print ticks longer than the chart is wide; half of
    // the width stays the plot's.
    let gutter = (widest + TICK_GAP).min(area.width() / 2.0).max(0.0);
    let plot = Rect::new(area.left + gutter, area.top + HEAD, area.right, area.bottom - foot);
    for panel in &mut panels {
        panel.plot.left = plot.left;
        panel.plot.right = plot.right;
    }
    let columns = columns(chart, plot);
    if plot.width() < LEAST_PLOT.0 || plot_height < LEAST_PLOT.1 {
        panels.clear();
    }
    Layout { plot, columns, categories: names(chart, plot.width(), measure), panels }
}

/// Columns of equal width; or, where places are at shares of the width, each as
/// far as the middle between it and the next.
fn columns(chart: &Chart, plot: Rect) -> Vec<Column> {
    let count = chart.categories.len();
    let shares: Option<Vec<f64>> = chart.categories.iter().map(|category| category.at).collect();
    let Some(shares) = shares.filter(|shares| !shares.is_empty()) else {
        let width = plot.width() / count as f64;
        let column = |place: usize| {
            let left = plot.left + place as f64 * width;
            Column { left, centre: (left + left + width) / 2.0, right: left + width }
        };
        return (0..count).map(column).collect();
    };
    let centres: Vec<f64> =
        shares.iter().map(|share| plot.left + plot.width() * share.clamp(0.0, 1.0)).collect();
    let middle = |one: usize, other: usize| (centres[one] + centres[other]) / 2.0;
    let column = |place: usize| Column {
        left: if place == 0 { plot.left } else { middle(place - 1, place) },
        centre: centres[place],
        right: if place + 1 == count { plot.right } else { middle(place, place + 1) },
    };
    (0..count).map(column).collect()
}

fn place(panel: &Panel, top: f64, height: f64) -> PanelLayout {
    let intervals = (height / TICK_DISTANCE).floor().clamp(1.0, 6.0) as usize;
    let scale = scale(panel, intervals);
    let any_negative_bar = panel.has_bars() && scale.low < 0.0;
    let labelled = height > 3.0 * LABEL_ROOM;
    let room = |wanted: bool| match (wanted, labelled) {
        (true, true) => LABEL_ROOM,
        (false, true) => MARKER_ROOM,
        // A plot this low keeps its height for the marks.
        _ => MARKER_ROOM.min(height / 4.0),
    };
    // A line's lowest label may have to go below its point.
    let least = panel.values().fold(f64::INFINITY, f64::min);
    let low_point = scale.low != 0.0 && scale.share(least) * height < LABEL_ROOM;
    let below = match panel.has_bars() {
        true if !any_negative_bar => 0.0,
        true => room(true),
        false => room(low_point),
    };
    let bottom = top + height;
    PanelLayout {
        ticks: scale.ticks.iter().map(|&tick| panel.axis.tick_text(tick, scale.step)).collect(),
        plot: Rect::new(0.0, top, 0.0, bottom),
        low_y: bottom - below,
        high_y: top + room(true),
        scale,
    }
}

fn names(chart: &Chart, width: f64, measure: Measure<'_>) -> CategoryNames {
    if chart.categories.iter().any(|category| category.at.is_some()) {
        return CategoryNames::Placed;
    }
    let column = width / chart.categories.len().max(1) as f64;
    let widest = |names: fn(&Category) -> [&str; 2]| {
        let names = chart.categories.iter().flat_map(names);
        names.map(|name| measure(name, Face::Plain)).fold(0.0, f64::max) + NAMES_APART
    };
    if widest(|category| [&category.name, ""]) <= column {
        return CategoryNames::Full;
    }
    if chart.has_two_rows && widest(Category::rows) <= column {
        return CategoryNames::TwoRows;
    }
    let every = (widest(|category| [&category.short, ""]) / column).ceil();
    CategoryNames::Short { every: every.clamp(1.0, 1e6) as usize }
}

impl PanelLayout {
    /// The row of a value.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.low_y + (self.high_y - self.low_y) * self.scale.share(value)
    }
}

impl Layout {
    /// The rectangle around all plots, without their labels.
    pub fn plot(&self) -> Rect {
        self.plot
    }

    /// The part of the plot that belongs to a category, for a hover guide.
    pub fn column(&self, category: usize) -> Option<Rect> {
        let column = self.columns.get(category).filter(|_| !self.panels.is_empty())?;
        Some(Rect::new(column.left, self.plot.top, column.right, self.plot.bottom))
    }

    /// The horizontal middle of a category.
    pub fn centre(&self, category: usize) -> Option<f64> {
        self.columns.get(category).filter(|_| !self.panels.is_empty()).map(|column| column.centre)
    }

    /// The category under a pointer.  A point beside the plot belongs to the
    /// nearest category, because a finger is wider than a bar; a point above or
    /// below still counts, so that the labels can be touched too.
    pub fn hit(&self, x: f64, y: f64) -> Option<usize> {
        if self.panels.is_empty() || !x.is_finite() || !y.is_finite() {
            return None;
        }
        if y < self.plot.top - HEAD || y > self.plot.bottom + FOOT + ROW {
            return None;
        }
        let last = self.columns.len().checked_sub(1)?;
        Some(self.columns.partition_point(|column| column.right <= x).min(last))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{InterWidths, Point, Series, Tone, ValueAxis};
    use super::*;

    fn chart(categories: usize) -> Chart {
        let points = (0..categories).map(|i| Point::new(i as f64, "", "")).collect();
        let names = (1..=categories).map(|year| Category::new(format!("Year {year}"), format!("Y{year}")));
        Chart::new("t", names.collect::<Vec<_>>()).panel(
            Panel::new(ValueAxis::from_zero(|value, _| format!("${value}M"))).series(Series::bars(
                "s",
                Tone::Blue,
                points,
            )),
        )
    }

    fn lay(categories: usize, width: f64, height: f64) -> Layout {
        let measure = |text: &str, face: Face| InterWidths::width(text, face.size(), face.bold());
        layout(&chart(categories), Rect::new(0.0, 0.0, width, height), &measure)
    }

    #[test]
    fn every_category_is_hit_in_the_middle_of_its_column() {
        let layout = lay(5, 480.0, 240.0);
        for category in 0..5 {
            let x = layout.centre(category).unwrap_or(f64::NAN);
            assert_eq!(layout.hit(x, 100.0), Some(category));
        }
    }

    #[test]
    fn beside_the_plot_the_nearest_category_is_hit_and_outside_the_chart_none() {
        let layout = lay(5, 480.0, 240.0);
        assert_eq!(layout.hit(-10.0, 100.0), Some(0));
        assert_eq!(layout.hit(1e9, 100.0), Some(4));
        assert_eq!(layout.hit(100.0, 300.0), None);
        assert_eq!(layout.hit(f64::NAN, 100.0), None);
    }

    #[test]
    fn names_shorten_and_then_thin_out_where_room_is_short() {
        assert_eq!(lay(5, 480.0, 240.0).categories, CategoryNames::Full);
        let short = CategoryNames::Short { every: 1 };
        assert_eq!(lay(5, 200.0, 240.0).categories, short);
        assert!(matches!(lay(60, 320.0, 240.0).categories, CategoryNames::Short { every: 2.. }));
    }

    #[test]
    fn long_names_take_a_second_row_where_that_makes_them_fit() {
        let names = ["Market Opportunity", "Scale", "Revenue Potential"];
        let mut chart = chart(3);
        chart.categories = names.map(|name| Category::new(name, "1")).to_vec();
        let of = |chart: &Chart, width: f64| {
            let measure = |text: &str, face: Face| InterWidths::width(text, face.size(), face.bold());
            let found = layout(chart, Rect::new(0.0, 0.0, width, 240.0), &measure);
            (found.categories, 240.0 - found.plot.bottom)
        };
        assert_eq!(of(&chart, 330.0), (CategoryNames::Short { every: 1 }, FOOT));
        chart.has_two_rows = true;
        assert_eq!(of(&chart, 330.0), (CategoryNames::TwoRows, FOOT + ROW));
        assert_eq!(of(&chart, 500.0), (CategoryNames::Full, FOOT));
        assert_eq!(of(&chart, 200.0), (CategoryNames::Short { every: 1 }, FOOT));
    }

    #[test]
    fn too_small_a_chart_has_no_plot_and_no_hit() {
        for (width, height) in [(0.0, 0.0), (10.0, 400.0), (400.0, 10.0)] {
            let layout = lay(5, width, height);
            assert!(layout.panels.is_empty());
            assert_eq!(layout.hit(5.0, 5.0), None);
            assert_eq!(layout.column(0), None);
        }
        assert_eq!(lay(0, 400.0, 300.0).hit(5.0, 5.0), None);
    }
}
