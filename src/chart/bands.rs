//! Bands: a range at each category, filled between its ends.

use super::layout::{Layout, PanelLayout};
use super::scene::Scene;
use super::{Mark, Panel, Rgb, Series, Theme, Tone};

/// How much paper is mixed into a band's colour; each further band in a panel
/// is drawn within the one before it, and stronger.
const PAPER: [f64; 3] = [0.78, 0.55, 0.35];

/// How many bands of a panel stand before a series.
pub(super) fn rank(panel: &Panel, series: usize) -> usize {
    panel.series[..series].iter().filter(|other| other.mark == Mark::Band).count()
}

/// The colour of a band by its rank.
pub(super) fn shade(theme: &Theme, tone: Tone, rank: usize) -> Rgb {
    theme.tone(tone).mix(theme.paper, PAPER[rank.min(PAPER.len() - 1)])
}

/// Draws the bands, the first below the others.
pub(super) fn paint(scene: &mut Scene, theme: &Theme, panel: &Panel, placed: &PanelLayout, layout: &Layout) {
    for (position, series) in panel.series.iter().enumerate().filter(|(_, series)| series.mark == Mark::Band)
    {
        let colour = shade(theme, series.tone, rank(panel, position));
        for run in runs(series, placed, layout) {
            let mut outline: Vec<(f64, f64)> = run.iter().map(|(x, high, _)| (*x, *high)).collect();
            outline.extend(run.iter().rev().map(|(x, _, low)| (*x, *low)));
            match run.as_slice() {
                // A single range has no width of its own.
                [(x, high, low)] => scene.path(vec![(*x, *high), (*x, *low)], 6.0, colour),
                _ => scene.polygon(outline, colour),
            }
        }
    }
}

/// The stretches between gaps: each category's middle with the rows of its ends.
fn runs(series: &Series, placed: &PanelLayout, layout: &Layout) -> Vec<Vec<(f64, f64, f64)>> {
    let at = |(category, point): (usize, &super::Point)| {
        let low = point.low()?;
        Some((layout.centre(category)?, placed.y(point.value()?), placed.y(low)))
    };
    let places: Vec<Option<(f64, f64, f64)>> = series.points.iter().enumerate().map(at).collect();
    let runs = places.split(Option::is_none).filter(|run| !run.is_empty());
    runs.map(|run| run.iter().copied().flatten().collect()).collect()
}
