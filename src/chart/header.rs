//! The title and legend of an exported picture.  On a page both are HTML.

use super::scene::{Align, Measure, Scene};
use super::{Chart, Dash, Face, Mark, Marker, Panel, Rect, Texture, Theme, Tone, bands, lines, textures};

/// What is drawn around the plots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Nothing: the page has its own title and legend.
    Bare,
    /// A margin, the title and the legend, for a picture that leaves the page.
    WithTitleAndLegend,
}

/// A line of the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    /// The series' name.
    pub name: String,
    /// The slot of its colour.
    pub tone: Tone,
    /// What else tells it from the others.
    pub key: LegendKey,
}

/// What tells a series from others beside its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegendKey {
    /// Bars with a texture.
    Bar(Texture),
    /// A line with a marker and a dash pattern.
    Line(Marker, Dash),
    /// A line with a dash pattern alone.
    Curve(Dash),
    /// A band, by its rank among those of its panel.
    Band(usize),
}

/// The series that a reader needs a legend for: not one that is alone in its
/// panel where the panel's caption, or the chart's title, already names it.
pub fn legend(chart: &Chart) -> Vec<LegendEntry> {
    let single = chart.panels.len() == 1;
    let entry = |panel: &Panel, i: usize| {
        let series = &panel.series[i];
        let rank = lines::rank(panel, i);
        LegendEntry {
            name: series.name.clone(),
            tone: series.tone,
            key: match series.mark {
                Mark::Bar => LegendKey::Bar(Texture::of(series.tone)),
                Mark::Line => LegendKey::Line(Marker::nth(rank), Dash::nth(rank)),
                Mark::Curve => LegendKey::Curve(Dash::nth(rank)),
                Mark::Band => LegendKey::Band(bands::rank(panel, i)),
            },
        }
    };
    chart
        .panels
        .iter()
        .filter(|panel| panel.series.len() > 1 || (panel.caption.is_none() && !single))
        .flat_map(|panel| (0..panel.series.len()).map(move |i| entry(panel, i)))
        .collect()
}

/// Around the whole picture.
const MARGIN: f64 = 16.0;
/// The height of a row of the header.
const ROW: f64 = 20.0;
/// Between the header and the plots.
const BELOW: f64 = 6.0;
/// Between two entries of the legend.
const ENTRY_GAP: f64 = 16.0;
/// Between a swatch and its name.
const SWATCH_GAP: f64 = 6.0;

impl LegendKey {
    fn swatch_width(self) -> f64 {
        match self {
            Self::Bar(_) | Self::Band(_) => 10.0,
            Self::Line(..) | Self::Curve(_) => 24.0,
        }
    }
}

/// Draws the frame and answers what is left for the plots.
pub(super) fn frame(
    scene: &mut Scene,
    chart: &Chart,
    theme: &Theme,
    size: (f64, f64),
    measure: Measure<'_>,
) -> Rect {
    let inner = Rect::new(MARGIN, MARGIN, size.0 - MARGIN, size.1 - MARGIN / 2.0);
    let title = shorten(&chart.title, Face::Title, inner.width(), measure);
    let title_width = measure(&title, Face::Title);
    let row = |n: usize| inner.top + (n as f64 + 0.5) * ROW;
    let at = (inner.left, row(0));
    scene.text(title, (Face::Title, theme.ink), at, Align::Left);

    let entries = legend(chart);
    let width =
        |entry: &LegendEntry| entry.key.swatch_width() + SWATCH_GAP + measure(&entry.name, Face::Plain);
    let gaps = entries.len().saturating_sub(1) as f64 * ENTRY_GAP;
    let total = entries.iter().map(width).sum::<f64>() + gaps;
    let beside = title_width + 2.0 * ENTRY_GAP + total <= inner.width();
    let (mut x, mut n) = match beside {
        true => (inner.right - total, 0),
        false => (inner.left, 1),
    };
    let rows_before = n;
    for entry in &entries {
        let width = width(entry);
        if x > inner.left && x + width > inner.right + 1.0 {
            (x, n) = (inner.left, n + 1);
        }
        let room = inner.right - x - entry.key.swatch_width() - SWATCH_GAP;
        swatch(scene, entry, theme, (x, row(n)));
        let name = shorten(&entry.name, Face::Plain, room, measure);
        let at = (x + entry.key.swatch_width() + SWATCH_GAP, row(n));
        scene.text(name, (Face::Plain, theme.muted), at, Align::Left);
        x += width + ENTRY_GAP;
    }
    let rows = if entries.is_empty() { 1 } else { n.max(rows_before) + 1 };
    Rect { top: inner.top + rows as f64 * ROW + BELOW, ..inner }
}

fn swatch(scene: &mut Scene, entry: &LegendEntry, theme: &Theme, (x, y): (f64, f64)) {
    let colour = theme.tone(entry.tone);
    let width = entry.key.swatch_width();
    match entry.key {
        LegendKey::Bar(texture) => {
            let rect = Rect::new(x, y - 5.0, x + width, y + 5.0);
            textures::fill(scene, rect, texture, colour, theme.paper);
        }
        LegendKey::Curve(dash) => lines::stroke(scene, &[(x, y), (x + width, y)], dash, colour),
        LegendKey::Band(rank) => {
            scene.rect(Rect::new(x, y - 5.0, x + width, y + 5.0), bands::shade(theme, entry.tone, rank));
        }
        LegendKey::Line(marker, dash) => {
            lines::stroke(scene, &[(x, y), (x + width, y)], dash, colour);
            lines::marker(scene, (x + width / 2.0, y), marker, colour, theme.paper);
        }
    }
}

/// A text cut to a width, with an ellipsis where something is missing.
pub(super) fn shorten(text: &str, face: Face, width: f64, measure: Measure<'_>) -> String {
    if measure(text, face) <= width {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    let cut = |end: usize| format!("{}…", text[..end].trim_end());
    let fitting = ends.partition_point(|&end| measure(&cut(end), face) <= width);
    match fitting {
        0 => String::new(),
        n => cut(ends[n - 1]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Category, InterWidths, Series, ValueAxis};
    use super::*;

    #[test]
    fn a_text_is_cut_to_its_width() {
        let measure = |text: &str, face: Face| InterWidths::width(text, face.size(), face.bold());
        let text = "Revenue, infrastructure cost and gross profit";
        for width in 0..300 {
            let width = f64::from(width);
            let cut = shorten(text, Face::Title, width, &measure);
            assert!(measure(&cut, Face::Title) <= width);
        }
        assert_eq!(shorten(text, Face::Title, 1e3, &measure), text);
    }

    #[test]
    fn the_legend_lists_only_what_is_not_named_elsewhere() {
        let axis = || ValueAxis::from_zero(|value, _| value.to_string());
        let series = |name| Series::bars(name, Tone::Blue, Vec::new());
        let names =
            |chart: &Chart| -> Vec<String> { legend(chart).into_iter().map(|entry| entry.name).collect() };
        let one = Chart::new(
            "t",
            Category::years(crate::model::timeline::Timeline::new(1, None).expect("one year")),
        )
        .panel(Panel::new(axis()).series(series("a")));
        assert!(names(&one).is_empty());
        let two = one
            .panel(Panel::new(axis()).caption("b").series(series("b")))
            .panel(Panel::new(axis()).series(series("c")).series(series("d")));
        assert_eq!(names(&two), ["a", "c", "d"]);
    }
}
