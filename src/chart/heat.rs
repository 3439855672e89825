//! Heat maps: a value over two quantities, as a grid of colours with a contour.

use super::draw::{DrawError, paint};
use super::header::{Frame, shorten};
use super::scene::{Align, Measure, Scene};
use super::{Face, Rect, Rgb, Theme, Tone, View};
use crate::model::benchmarks::Target;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::DrawingBackend;

/// Room below the plot for its ticks and the name of the horizontal quantity.
const FOOT: f64 = 44.0;
/// Room above the plot for the name of the vertical one.
const HEAD: f64 = 24.0;
/// Around a picture that leaves the page, and the height of its title.
const MARGIN: f64 = 16.0;
const TITLE: f64 = 26.0;
/// Between a tick's text and the plot.
const GAP: f64 = 8.0;
/// How many ticks a side has.
const TICKS: usize = 5;
/// The strongest colour keeps this share of the paper, so that the contour and
/// the point stand out from it.
const PALEST: f64 = 0.96;
const STRONGEST: f64 = 0.15;

/// A value over two quantities.
#[derive(Clone, Debug)]
pub struct HeatMap {
    /// What it is about; an exported picture carries it.
    pub title: String,
    /// The quantity from left to right.
    pub across: Side,
    /// The quantity from bottom to top.
    pub up: Side,
    /// The values row by row from the bottom; `None` where undefined.
    pub cells: Vec<Option<f64>>,
    /// What is good, with the words for it: it has a colour of its own, and a
    /// contour where that changes.
    pub good: Option<(Target, String)>,
    /// Where the scenario itself is.
    pub own: (f64, f64),
}

/// One of the quantities.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// What it is called.
    pub name: String,
    /// Its values in rising order.
    pub values: Vec<f64>,
    /// Each of them written.
    pub texts: Vec<String>,
}

/// The places a heat map was drawn at, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatLayout {
    plot: Rect,
    columns: usize,
    rows: usize,
}

impl HeatMap {
    /// The value at a column from the left and a row from the bottom.
    pub fn at(&self, column: usize, row: usize) -> Option<f64> {
        self.cells.get(row * self.across.values.len() + column).copied().flatten()
    }

    /// The smallest and the largest value; `None` where none is defined.
    pub fn range(&self) -> Option<(f64, f64)> {
        let values = || self.cells.iter().copied().flatten();
        let low = values().fold(f64::INFINITY, f64::min);
        (low.is_finite()).then(|| (low, values().fold(f64::NEG_INFINITY, f64::max)))
    }
}

impl HeatMap {
    /// Where the scenario is, counted in columns and rows; `None` where it is
    /// not on the map.
    fn own_place(&self) -> Option<(f64, f64)> {
        let share = |values: &[f64], own: f64| {
            let (first, last) = (values.first()?, values.last()?);
            let share = (own - first) / (last - first);
            (0.0..=1.0).contains(&share).then_some(share * (values.len() - 1) as f64)
        };
        Some((share(&self.across.values, self.own.0)?, share(&self.up.values, self.own.1)?))
    }
}

impl HeatLayout {
    /// The column and row under a pointer.
    pub fn hit(&self, x: f64, y: f64) -> Option<(usize, usize)> {
        let inside =
            x >= self.plot.left && x <= self.plot.right && y >= self.plot.top && y <= self.plot.bottom;
        let place = |share: f64, count: usize| ((share * count as f64) as usize).min(count.saturating_sub(1));
        inside.then(|| {
            let column = place((x - self.plot.left) / self.plot.width(), self.columns);
            let row = place((self.plot.bottom - y) / self.plot.height(), self.rows);
            (column, row)
        })
    }

    /// The rectangle of a cell.
    pub fn cell(&self, column: usize, row: usize) -> Rect {
        let (width, height) =
            (self.plot.width() / self.columns.max(1) as f64, self.plot.height() / self.rows.max(1) as f64);
        let (left, bottom) = (self.plot.left + column as f64 * width, self.plot.bottom - row as f64 * height);
        Rect::new(left, bottom - height, left + width, bottom)
    }
}

/// Draws a heat map over the whole of `root` and answers where it put things.
///
/// # Errors
/// Where the backend cannot draw.
pub fn draw_heat<DB: DrawingBackend>(
    map: &HeatMap,
    theme: &Theme,
    view: View,
    root: &DrawingArea<DB, Shift>,
) -> Result<HeatLayout, DrawError> {
    paint(theme, view.scale, root, |size, measure| compose(map, theme, view.frame, size, measure))
}

fn compose(
    map: &HeatMap,
    theme: &Theme,
    frame: Frame,
    size: (f64, f64),
    measure: Measure<'_>,
) -> (Scene, HeatLayout) {
    let mut scene = Scene::new();
    let (margin, head) = match frame {
        Frame::Bare => (0.0, HEAD),
        Frame::WithTitleAndLegend => (MARGIN, MARGIN + TITLE + HEAD),
    };
    let (right, bottom) = (size.0 - margin, size.1 - margin);
    if frame == Frame::WithTitleAndLegend {
        let title = shorten(&map.title, Face::Title, right - margin, measure);
        scene.text(title, (Face::Title, theme.ink), (margin, margin + 8.0), Align::Left);
    }
    let ticks = |side: &Side| -> Vec<usize> {
        let last = side.values.len().saturating_sub(1);
        (0..TICKS).map(|tick| tick * last / (TICKS - 1)).collect()
    };
    let texts = ticks(&map.up).into_iter().filter_map(|at| map.up.texts.get(at));
    let widest = texts.map(|text| measure(text, Face::Plain)).fold(0.0, f64::max);
    let gutter = margin + (widest + GAP).min(size.0 / 2.0);
    let plot = Rect::new(gutter, head, (right - 12.0).max(gutter), (bottom - FOOT).max(head));
    let layout = HeatLayout { plot, columns: map.across.values.len(), rows: map.up.values.len() };
    let name = shorten(&map.up.name, Face::Plain, right - margin, measure);
    scene.text(name, (Face::Plain, theme.muted), (margin, head - 16.0), Align::Left);
    let name = shorten(&map.across.name, Face::Plain, right - margin, measure);
    scene.text(name, (Face::Plain, theme.muted), (plot.right, bottom - 8.0), Align::Right);
    cells(&mut scene, map, theme, &layout);
    for level in map.good.iter().flat_map(|(target, _)| target.edges()) {
        for (from, to) in contour(map, level) {
            let at = |(column, row): (f64, f64)| {
                let cell = layout.cell(0, 0);
                let x = cell.left + (column + 0.5) * cell.width();
                (x, cell.bottom - (row + 0.5) * cell.height())
            };
            scene.path(vec![at(from), at(to)], 2.0, theme.ink);
        }
    }
    own_point(&mut scene, map, theme, &layout);
    for at in ticks(&map.up) {
        if let Some(text) = map.up.texts.get(at) {
            let cell = layout.cell(0, at);
            let y = (cell.top + cell.bottom) / 2.0;
            scene.text(text.as_str(), (Face::Plain, theme.muted), (plot.left - GAP, y), Align::Right);
        }
    }
    let mut free_from = f64::NEG_INFINITY;
    for at in ticks(&map.across) {
        if let Some(text) = map.across.texts.get(at) {
            let cell = layout.cell(at, 0);
            let (width, half) = (measure(text, Face::Plain), measure(text, Face::Plain) / 2.0);
            let x = ((cell.left + cell.right) / 2.0).min(right - half);
            if x - half >= free_from {
                scene.text(text.as_str(), (Face::Plain, theme.muted), (x, plot.bottom + 14.0), Align::Centre);
                free_from = x - half + width + GAP;
            }
        }
    }
    (scene, layout)
}

fn cells(scene: &mut Scene, map: &HeatMap, theme: &Theme, layout: &HeatLayout) {
    let Some((low, _)) = map.range() else { return };
    let good = map.good.as_ref().map_or(Target::From(low), |(target, _)| *target);
    let edges = good.edges();
    let off = |value: f64| edges.iter().map(|edge| (value - edge).abs()).fold(f64::INFINITY, f64::min);
    // What is good and what is not have scales of their own, so that neither
    // washes out the other.
    let reach = |met: bool| {
        let values = map.cells.iter().flatten().filter(|value| good.is_met_by(**value) == met);
        values.map(|value| off(*value)).fold(f64::MIN_POSITIVE, f64::max)
    };
    let reaches = [reach(false), reach(true)];
    for row in 0..layout.rows {
        for column in 0..layout.columns {
            let cell = layout.cell(column, row);
            match map.at(column, row) {
                Some(value) => {
                    let met = good.is_met_by(value);
                    let tone = if met { Tone::Green } else { Tone::Orange };
                    scene.rect(cell, colour(theme, tone, off(value) / reaches[usize::from(met)]));
                }
                None => {
                    // No value is no colour, but a stroke.
                    scene.path(vec![(cell.left, cell.bottom), (cell.right, cell.top)], 1.0, theme.grid);
                }
            }
        }
    }
}

/// The colour of a value by its distance from where the tone changes, 0 to 1.
fn colour(theme: &Theme, tone: Tone, distance: f64) -> Rgb {
    let share = distance.clamp(0.0, 1.0);
    theme.tone(tone).mix(theme.paper, PALEST + (STRONGEST - PALEST) * share)
}

/// A ring at the scenario's own place, if it is on the map.
fn own_point(scene: &mut Scene, map: &HeatMap, theme: &Theme, layout: &HeatLayout) {
    if let Some((column, row)) = map.own_place() {
        let cell = layout.cell(0, 0);
        let x = cell.left + (column + 0.5) * cell.width();
        let y = cell.bottom - (row + 0.5) * cell.height();
        scene.disc(x, y, 7.0, theme.paper);
        scene.disc(x, y, 5.5, theme.ink);
        scene.disc(x, y, 2.5, theme.paper);
    }
}

/// Where between cells' middles a level lies: straight parts from edge to edge,
/// in columns and rows.
fn contour(map: &HeatMap, level: f64) -> Vec<((f64, f64), (f64, f64))> {
    let mut parts = Vec::new();
    let (columns, rows) = (map.across.values.len(), map.up.values.len());
    for row in 0..rows.saturating_sub(1) {
        for column in 0..columns.saturating_sub(1) {
            let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
            let values: Option<Vec<f64>> =
                corners.iter().map(|(column, row)| map.at(*column, *row)).collect();
            let Some(values) = values else { continue };
            let mut crossings = Vec::new();
            for edge in 0..4 {
                let (a, b) = (values[edge] - level, values[(edge + 1) % 4] - level);
                if (a < 0.0) != (b < 0.0) {
                    let share = a / (a - b);
                    let ((x0, y0), (x1, y1)) = (corners[edge], corners[(edge + 1) % 4]);
                    let between = |from: usize, to: usize| from as f64 + (to as f64 - from as f64) * share;
                    crossings.push((between(x0, x1), between(y0, y1)));
                }
            }
            parts.extend(crossings.chunks_exact(2).map(|pair| (pair[0], pair[1])));
        }
    }
    parts
}

/// A heat map in words: its ends, what is green, and where the scenario is.
pub fn heat_summary(map: &HeatMap, write: impl Fn(f64) -> String) -> String {
    let Some((low, high)) = map.range() else { return "No value is defined.".to_owned() };
    let count = map.cells.len().max(1);
    let undefined = map.cells.iter().filter(|cell| cell.is_none()).count();
    let mut text = match low < high {
        true => format!("From {} to {}.", write(low), write(high)),
        false => format!("{} everywhere: neither driver moves it.", write(low)),
    };
    if let Some((target, words)) = &map.good {
        let met = map.cells.iter().flatten().filter(|value| target.is_met_by(**value)).count();
        let edge = if met > 0 && met + undefined < count { ", and the line is its edge" } else { "" };
        text.push_str(&format!(" Green is {words}: {} places{edge}.", out_of_hundred(met, count)));
    }
    if undefined > 0 {
        text.push_str(&format!(" {undefined} of {count} places are undefined."));
    }
    text.push_str(match map.own_place() {
        Some(_) => " The ring is the scenario as it is.",
        None => " The scenario itself lies outside.",
    });
    text
}

/// "55 of 100", where neither none nor all is said of what is only nearly so.
fn out_of_hundred(some: usize, all: usize) -> String {
    match (some * 200 + all) / (all * 2).max(1) {
        _ if some == 0 => "none of the".to_owned(),
        _ if some == all => "all".to_owned(),
        0 => "less than 1 of 100".to_owned(),
        100.. => "more than 99 of 100".to_owned(),
        share => format!("{share} of 100"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Shape;
    use super::*;

    fn map() -> HeatMap {
        let side = |name: &str| Side {
            name: name.to_owned(),
            values: vec![0.0, 1.0, 2.0],
            texts: vec!["0".to_owned(), "1".to_owned(), "2".to_owned()],
        };
        let mut cells: Vec<Option<f64>> = (0..9).map(|cell| Some(f64::from(cell % 3 + cell / 3))).collect();
        cells[8] = None;
        let good = Some((Target::From(1.5), "half or more".to_owned()));
        HeatMap { title: "t".to_owned(), across: side("x"), up: side("y"), cells, good, own: (1.0, 1.0) }
    }

    #[test]
    fn the_contour_runs_where_the_level_lies() {
        for ((x0, y0), (x1, y1)) in contour(&map(), 1.5) {
            assert!((x0 + y0 - 1.5).abs() < 1e-12 && (x1 + y1 - 1.5).abs() < 1e-12);
        }
        assert!(!contour(&map(), 1.5).is_empty() && contour(&map(), 9.0).is_empty());
    }

    #[test]
    fn every_cell_is_hit_in_its_middle() {
        let layout = HeatLayout { plot: Rect::new(10.0, 20.0, 130.0, 80.0), columns: 3, rows: 3 };
        for (column, row) in [(0, 0), (2, 1), (1, 2)] {
            let cell = layout.cell(column, row);
            let middle = ((cell.left + cell.right) / 2.0, (cell.top + cell.bottom) / 2.0);
            assert_eq!(layout.hit(middle.0, middle.1), Some((column, row)));
        }
        assert_eq!(layout.hit(5.0, 50.0), None);
    }

    #[test]
    fn the_summary_tells_ends_level_and_gaps() {
        let words = heat_summary(&map(), |value| format!("${value}"));
        assert_eq!(
            words,
            "From $0 to $3. Green is half or more: 56 of 100 places, and the line is its edge. \
             1 of 9 places are undefined. The ring is the scenario as it is."
        );
    }

    fn said(good: Target, own: (f64, f64)) -> String {
        let map = HeatMap { good: Some((good, "good".to_owned())), own, ..map() };
        heat_summary(&map, |value| format!("${value}"))
    }

    #[test]
    fn the_summary_says_what_is_seen_at_the_edges_too() {
        let none = said(Target::Above(9.0), (5.0, 1.0));
        assert!(none.contains("Green is good: none of the places. "), "{none}");
        assert!(none.ends_with("The scenario itself lies outside."), "{none}");
        let low = said(Target::Below(1.0), (1.0, 1.0));
        assert!(low.contains("11 of 100 places, and the line is its edge"), "{low}");
        assert_eq!(out_of_hundred(1, 1681), "less than 1 of 100");
        assert_eq!(out_of_hundred(1680, 1681), "more than 99 of 100");
        assert_eq!(out_of_hundred(1681, 1681), "all");
    }

    #[test]
    fn what_is_below_a_bound_or_between_two_is_green() {
        let theme = Theme::light();
        let green = |good: Target| {
            let map = HeatMap { good: Some((good, String::new())), ..map() };
            let layout = HeatLayout { plot: Rect::new(0.0, 0.0, 30.0, 30.0), columns: 3, rows: 3 };
            let mut scene = Scene::new();
            cells(&mut scene, &map, &theme, &layout);
            let paper = theme.paper;
            let fill = |shape: &Shape| match shape {
                Shape::Rect { colour, .. } => Some(nearer(*colour, paper, &theme)),
                _ => None,
            };
            scene.shapes.iter().filter_map(fill).collect::<Vec<bool>>()
        };
        let values = [0.0, 1.0, 2.0, 1.0, 2.0, 3.0, 2.0, 3.0];
        for good in
            [Target::Below(2.0), Target::Between(1.0, 2.0), Target::ShareAbove(0.5), Target::From(2.0)]
        {
            assert_eq!(green(good), values.map(|value| good.is_met_by(value)), "{good:?}");
        }
    }

    /// Whether a colour is a mix of green with the paper, and not of orange.
    fn nearer(colour: Rgb, paper: Rgb, theme: &Theme) -> bool {
        let off = |tone: Tone| {
            let mixes = (0..=100_u8).map(|share| theme.tone(tone).mix(paper, f64::from(share) / 100.0));
            mixes.map(|mix| distance(mix, colour)).min()
        };
        off(Tone::Green) < off(Tone::Orange)
    }

    fn distance(a: Rgb, b: Rgb) -> u32 {
        let (a, b) = ([a.0, a.1, a.2], [b.0, b.1, b.2]);
        a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b))).sum()
    }
}
