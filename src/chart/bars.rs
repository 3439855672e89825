//! Bars, grouped by category.

use super::layout::{Layout, PanelLayout};
use super::scene::Scene;
use super::{Mark, Panel, Point, Rect, Texture, Theme, textures};

/// A group takes this share of its column.
const GROUP: f64 = 0.68;
/// A bar is no wider, however wide the chart.
const WIDEST: f64 = 40.0;
/// Between the bars of a group.
const GAP: f64 = 4.0;
/// A zero is still something: a bar this high.
const LEAST_HEIGHT: f64 = 1.5;

/// One place for a bar, whether or not its value is defined.
pub(super) struct Bar {
    pub(super) series: usize,
    pub(super) category: usize,
    /// The bar; for an undefined value a rectangle without height.
    pub(super) rect: Rect,
    /// Whether the bar hangs below zero.
    pub(super) negative: bool,
}

/// The bars of a panel, series by series.
pub(super) fn bars(panel: &Panel, placed: &PanelLayout, layout: &Layout) -> Vec<Bar> {
    let grouped: Vec<usize> =
        (0..panel.series.len()).filter(|&i| panel.series[i].mark == Mark::Bar).collect();
    let count = grouped.len() as f64;
    let zero = placed.y(0.0);
    let mut bars = Vec::new();
    for (slot, &series) in grouped.iter().enumerate() {
        for (category, point) in panel.series[series].points.iter().enumerate() {
            let Some(column) = layout.column(category) else {
                break;
            };
            let gap = GAP.min(column.width() * GROUP / count / 4.0);
            let group = (column.width() * GROUP).min(count * WIDEST + (count - 1.0) * gap);
            let width = (group - gap * (count - 1.0)) / count;
            let middle = (column.left + column.right) / 2.0;
            // Whole pixels give every bar of a chart the same width.
            let width = if width > 4.0 { width.floor() } else { width };
            let left = middle - group / 2.0 + slot as f64 * (width + gap);
            let left = if width > 4.0 { left.round() } else { left };
            let end = point.value().map_or(zero, |value| placed.y(value));
            let mut rect = Rect::new(left, end.min(zero), left + width, end.max(zero));
            let negative = end > zero;
            if point.value().is_some() && rect.height() < LEAST_HEIGHT {
                if negative {
                    rect.bottom = rect.top + LEAST_HEIGHT;
                } else {
                    rect.top = rect.bottom - LEAST_HEIGHT;
                }
            }
            bars.push(Bar { series, category, rect, negative });
        }
    }
    bars
}

impl Bar {
    /// The value that the bar stands for.
    pub(super) fn point<'a>(&self, panel: &'a Panel) -> &'a Point {
        &panel.series[self.series].points[self.category]
    }
}

/// Draws the bars.
pub(super) fn paint(scene: &mut Scene, theme: &Theme, panel: &Panel, bars: &[Bar]) {
    for bar in bars {
        if bar.point(panel).value().is_some() {
            let tone = panel.series[bar.series].tone;
            let colour = theme.tone(tone);
            textures::fill(scene, bar.rect, Texture::of(tone), colour, theme.paper);
        }
    }
}
