//! Lines with markers.

use super::layout::{Layout, PanelLayout};
use super::scene::Scene;
use super::{Mark, Panel, Rect, Rgb, Series, Theme};

/// The shape at each point of a line; lines of one panel differ in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// The first line of a panel.
    Circle,
    /// The second.
    Square,
    /// The third.
    Diamond,
    /// The fourth.
    Triangle,
}

/// How a line is broken; lines of one panel differ in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// The first line of a panel.
    Solid,
    /// The second.
    Dashed,
    /// The third.
    Dotted,
    /// The fourth.
    DashDotted,
    /// The fifth.
    Spaced,
}

const STROKE: f64 = 2.0;
/// From a marker's middle to its edge.
const RADIUS: f64 = 4.5;
/// The width of a marker's outline.
const RIM: f64 = 2.0;
/// Columns below this are too narrow for markers.
const LEAST_COLUMN: f64 = 16.0;
/// A line is cut into no more dashes than this.
const MOST_DASHES: usize = 4000;

/// One line of a panel: its points by category, in CSS pixels.
pub(super) struct Line {
    pub(super) series: usize,
    pub(super) points: Vec<Option<(f64, f64)>>,
    marker: Marker,
    dash: Dash,
}

impl Marker {
    /// The marker of a panel's n-th line.
    pub fn nth(n: usize) -> Self {
        [Self::Circle, Self::Square, Self::Diamond, Self::Triangle][n % 4]
    }
}

impl Dash {
    /// The dashing of a panel's n-th line.
    pub fn nth(n: usize) -> Self {
        [Self::Solid, Self::Dashed, Self::Dotted, Self::DashDotted, Self::Spaced][n % 5]
    }

    /// Lengths of dashes and of the gaps after them, in turn.
    fn pattern(self) -> &'static [f64] {
        match self {
            Self::Solid => &[],
            Self::Dashed => &[7.0, 4.0],
            Self::Dotted => &[2.5, 3.5],
            Self::DashDotted => &[9.0, 3.5, 2.5, 3.5],
            Self::Spaced => &[3.0, 9.0],
        }
    }
}

/// The n-th line of a panel among its series, for marker and dash.
pub(super) fn rank(panel: &Panel, series: usize) -> usize {
    let is_line = |s: &&Series| matches!(s.mark, Mark::Line | Mark::Curve);
    panel.series[..series].iter().filter(is_line).count()
}

/// The lines of a panel.
pub(super) fn lines(panel: &Panel, placed: &PanelLayout, layout: &Layout) -> Vec<Line> {
    let at = |category: usize, value: Option<f64>| Some((layout.centre(category)?, placed.y(value?)));
    (0..panel.series.len())
        .filter(|&i| matches!(panel.series[i].mark, Mark::Line | Mark::Curve))
        .enumerate()
        .map(|(nth, series)| Line {
            series,
            points: panel.series[series]
                .points
                .iter()
                .enumerate()
                .map(|(category, point)| at(category, point.value()))
                .collect(),
            marker: Marker::nth(nth),
            dash: Dash::nth(nth),
        })
        .collect()
}

impl Line {
    /// The stretches of the line between its gaps.
    fn runs(&self) -> impl Iterator<Item = Vec<(f64, f64)>> {
        self.points
            .split(Option::is_none)
            .filter(|run| !run.is_empty())
            .map(|run| run.iter().copied().flatten().collect())
    }

    /// Rectangles that cover the line and its markers, for labels to avoid.
    pub(super) fn footprint(&self) -> Vec<Rect> {
        const PIECES: usize = 12;
        let size = 2.0 * RADIUS;
        let mut covers = Vec::new();
        for run in self.runs() {
            for pair in run.windows(2) {
                let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
                for piece in 0..PIECES {
                    let at = |i: usize| {
                        let share = i as f64 / PIECES as f64;
                        (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
                    };
                    let ((left, a), (right, b)) = (at(piece), at(piece + 1));
                    let (top, bottom) = (a.min(b) - STROKE / 2.0, a.max(b) + STROKE / 2.0);
                    covers.push(Rect::new(left, top, right, bottom));
                }
            }
            covers.extend(run.iter().map(|&(x, y)| Rect::around(x, y, size, size)));
        }
        covers
    }
}

/// Draws the lines.
pub(super) fn paint(scene: &mut Scene, theme: &Theme, panel: &Panel, layout: &Layout, lines: &[Line]) {
    let narrow = layout.column(0).is_some_and(|column| column.width() < LEAST_COLUMN);
    for line in lines {
        let colour = theme.tone(panel.series[line.series].tone);
        for run in line.runs() {
            // Without neighbours a point has no line to show it.
            let is_function = panel.series[line.series].mark == Mark::Curve;
            let marked = !(narrow || is_function) || run.len() == 1;
            stroke(scene, &run, line.dash, colour);
            if marked {
                for &centre in &run {
                    marker(scene, centre, line.marker, colour, theme.paper);
                }
            }
        }
    }
}

/// A line through points, dashed by `dash`.
pub(super) fn stroke(scene: &mut Scene, points: &[(f64, f64)], dash: Dash, colour: Rgb) {
    if points.len() < 2 {
        return;
    }
    let pattern = dash.pattern();
    let Some(&first) = pattern.first() else {
        scene.path(points.to_vec(), STROKE, colour);
        return;
    };
    // The pattern runs on across the corners; its parts are drawn and left out
    // in turn.
    let mut part = 0;
    let mut left = first;
    let mut dashes = 0;
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        loop {
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            let length = dx.hypot(dy);
            let share = if length > left { left / length } else { 1.0 };
            let next = (from.0 + dx * share, from.1 + dy * share);
            if part % 2 == 0 && length > 0.0 {
                scene.path(vec![from, next], STROKE, colour);
            }
            from = next;
            dashes += 1;
            if share >= 1.0 || dashes > MOST_DASHES {
                left -= length;
                break;
            }
            part = (part + 1) % pattern.len();
            left = pattern.get(part).copied().unwrap_or(first);
        }
    }
}

/// A marker: its outline in the line's colour, its inside in the paper's.
pub(super) fn marker(scene: &mut Scene, (x, y): (f64, f64), marker: Marker, colour: Rgb, paper: Rgb) {
    let inside = RADIUS - RIM;
    match marker {
        Marker::Circle => {
            scene.disc(x, y, RADIUS, colour);
            scene.disc(x, y, inside, paper);
        }
        Marker::Square => {
            let square = |radius: f64| Rect::around(x, y, 2.0 * radius, 2.0 * radius);
            scene.rect(square(RADIUS - 0.5), colour);
            scene.rect(square(inside - 0.5), paper);
        }
        Marker::Diamond => {
            let diamond = |r: f64| vec![(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
            scene.polygon(diamond(RADIUS + 1.0), colour);
            scene.polygon(diamond(inside), paper);
        }
        Marker::Triangle => {
            let triangle = |r: f64| vec![(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)];
            scene.polygon(triangle(RADIUS + 1.0), colour);
            scene.polygon(triangle(inside - 0.5), paper);
        }
    }
}
