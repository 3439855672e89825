//! From a specification to shapes.

use super::bands;
use super::bars::bars;
use super::header::{frame, shorten};
use super::labels::{Label, Placer};
use super::layout::{CategoryNames, Layout, PanelLayout, layout};
use super::lines::lines;
use super::scene::{Align, Measure, Scene};
use super::{Chart, Face, Frame, Panel, Rect, Theme};

/// Tick labels closer than this would touch.
const LEAST_TICK_DISTANCE: f64 = 13.0;

/// The shapes of a chart of `size`, and where they are.
pub(super) fn compose(
    chart: &Chart,
    theme: &Theme,
    around: Frame,
    size: (f64, f64),
    measure: Measure<'_>,
) -> (Scene, Layout) {
    let mut scene = Scene::new();
    let area = match around {
        Frame::Bare => Rect::new(0.0, 0.0, size.0, size.1),
        Frame::WithTitleAndLegend => frame(&mut scene, chart, theme, size, measure),
    };
    let layout = layout(chart, area, measure);
    for (panel, placed) in chart.panels.iter().zip(&layout.panels) {
        caption(&mut scene, panel, placed, (area, theme), measure);
        grid(&mut scene, placed, theme);
        if panel.values().next().is_none() {
            empty(&mut scene, chart, placed, theme, measure);
        } else {
            plot(&mut scene, panel, placed, (&layout, theme), measure);
        }
    }
    categories(&mut scene, chart, &layout, theme);
    (scene, layout)
}

fn caption(
    scene: &mut Scene,
    panel: &Panel,
    placed: &PanelLayout,
    (area, theme): (Rect, &Theme),
    measure: Measure<'_>,
) {
    if let Some(caption) = &panel.caption {
        let text = shorten(caption, Face::Caption, area.width(), measure);
        let at = (area.left, placed.plot.top - 10.0);
        scene.text(text, (Face::Caption, theme.ink), at, Align::Left);
    }
}

fn grid(scene: &mut Scene, placed: &PanelLayout, theme: &Theme) {
    let plot = placed.plot;
    let mut last_text = f64::INFINITY;
    for (&tick, text) in placed.scale.ticks.iter().zip(&placed.ticks) {
        let y = placed.y(tick);
        // Zero is where bars stand and signs change, so it carries more.
        let colour = if tick == 0.0 { theme.axis } else { theme.grid };
        scene.rule(plot.left, plot.right, y, 1.0, colour);
        if last_text - y >= LEAST_TICK_DISTANCE {
            let at = (plot.left - 8.0, y);
            scene.text(text.as_str(), (Face::Plain, theme.muted), at, Align::Right);
            last_text = y;
        }
    }
}

fn empty(scene: &mut Scene, chart: &Chart, placed: &PanelLayout, theme: &Theme, measure: Measure<'_>) {
    let plot = placed.plot;
    scene.rule(plot.left, plot.right, plot.bottom, 1.0, theme.grid);
    let text = shorten(&chart.empty, Face::Plain, plot.width(), measure);
    let at = ((plot.left + plot.right) / 2.0, (plot.top + plot.bottom) / 2.0);
    scene.text(text, (Face::Plain, theme.muted), at, Align::Centre);
}

fn plot(
    scene: &mut Scene,
    panel: &Panel,
    placed: &PanelLayout,
    (layout, theme): (&Layout, &Theme),
    measure: Measure<'_>,
) {
    let bars = bars(panel, placed, layout);
    let lines = lines(panel, placed, layout);
    let references: Vec<f64> = panel
        .references
        .iter()
        .filter(|line| line.value.is_finite())
        .map(|line| placed.y(line.value))
        .collect();

    let mut taken: Vec<Rect> = bars.iter().map(|bar| bar.rect).collect();
    taken.extend(lines.iter().flat_map(super::lines::Line::footprint));
    let plot = placed.plot;
    let bounds = Rect::new(plot.left, plot.top - 2.0, plot.right, plot.bottom);
    let mut placer = Placer::new(bounds, taken, measure);
    let mut labels: Vec<Label> = panel
        .references
        .iter()
        .zip(&references)
        .map(|(line, &y)| placer.reference(&line.label, y, theme))
        .collect();
    for &y in &references {
        placer.keep_off(y);
    }
    labels.extend(placer.bars(panel, &bars, theme));
    labels.extend(placer.lines(panel, &lines, theme));
    if bars.is_empty() {
        let centres: Vec<f64> = (0..).map_while(|i| layout.centre(i)).collect();
        labels.extend(placer.gaps(panel, &centres, theme));
    }

    bands::paint(scene, theme, panel, placed, layout);
    for label in &labels {
        label.clear(scene, theme);
    }
    for &y in &references {
        scene.dashes(plot.left, plot.right, y, theme.muted);
    }
    super::bars::paint(scene, theme, panel, &bars);
    super::lines::paint(scene, theme, panel, layout, &lines);
    for label in labels {
        label.paint(scene);
    }
}

fn categories(scene: &mut Scene, chart: &Chart, layout: &Layout, theme: &Theme) {
    let (short, every) = match layout.categories {
        CategoryNames::Full => (false, 1),
        CategoryNames::Short { every } => (true, every),
    };
    for (i, category) in chart.categories.iter().enumerate().step_by(every) {
        let Some(x) = layout.centre(i) else {
            return;
        };
        let name = if short { &category.short } else { &category.name };
        let at = (x, layout.plot().bottom + 16.0);
        scene.text(name.as_str(), (Face::Plain, theme.muted), at, Align::Centre);
    }
}
