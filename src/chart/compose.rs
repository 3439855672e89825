//! From a specification to shapes.

use super::bands;
use super::bars::bars;
use super::header::{frame, shorten};
use super::labels::{Label, Placer};
use super::layout::{CategoryNames, Layout, PanelLayout, ROW, layout};
use super::lines::lines;
use super::scene::{Align, Measure, Scene};
use super::{Chart, Face, Frame, MarkedPoint, Panel, Rect, Theme};

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
    categories(&mut scene, chart, (&layout, area), theme, measure);
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
    let at = |point: &MarkedPoint| Some((layout.centre(point.category)?, placed.y(point.value)));
    let marked: Vec<(f64, f64)> = panel.points.iter().filter_map(at).collect();
    let named = panel.points.iter().filter_map(|point| Some((point.label.as_str(), at(point)?)));
    labels.extend(placer.points(named, theme));
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
    for (x, y) in marked {
        scene.disc(x, y, 4.5, theme.ink);
        scene.disc(x, y, 2.5, theme.paper);
    }
    for label in labels {
        label.paint(scene);
    }
}

/// The names at their places, each where the one before leaves room.
fn placed(scene: &mut Scene, chart: &Chart, layout: &Layout, theme: &Theme, measure: Measure<'_>) {
    const APART: f64 = 10.0;
    let y = layout.plot().bottom + 16.0;
    let mut end = f64::NEG_INFINITY;
    for (i, category) in
        chart.categories.iter().enumerate().filter(|(_, category)| !category.short.is_empty())
    {
        let half = measure(&category.short, Face::Plain) / 2.0;
        let Some(x) = layout.centre(i).map(|x| x.min(layout.plot().right - half)) else { return };
        if x - half >= end {
            scene.text(category.short.as_str(), (Face::Plain, theme.muted), (x, y), Align::Centre);
            end = x + half + APART;
        }
    }
}

/// The rows of a name below the plots with their middle, and half of their width.
type Named<'n> = ([&'n str; 2], f64, f64);

/// The names of the categories below the plots: all of them, or the first, the
/// last and as many between them, evenly, as have room. Where a chart begins and
/// ends has to be told; what stands at an edge is moved in as far as it would be
/// cut off.
fn categories(
    scene: &mut Scene,
    chart: &Chart,
    (layout, area): (&Layout, Rect),
    theme: &Theme,
    measure: Measure<'_>,
) {
    const APART: f64 = 6.0;
    let every = match layout.categories {
        CategoryNames::Placed => return placed(scene, chart, layout, theme, measure),
        CategoryNames::Full | CategoryNames::TwoRows => 1,
        CategoryNames::Short { every } => every,
    };
    let named = |place: usize| -> Option<Named<'_>> {
        let category = chart.categories.get(place)?;
        let rows = match layout.categories {
            CategoryNames::Full => [&category.name, ""],
            CategoryNames::TwoRows => category.rows(),
            _ => [&category.short, ""],
        };
        let half = rows.map(|row| measure(row, Face::Plain) / 2.0).into_iter().fold(0.0, f64::max);
        Some((rows, layout.centre(place)?.min(area.right - half).max(area.left + half), half))
    };
    let Some(last) = chart.categories.len().checked_sub(1) else { return };
    let parted = |parts: usize| -> Vec<Named<'_>> {
        (0..=parts).filter_map(|part| named((part * last + parts / 2) / parts)).collect()
    };
    let has_room = |names: &Vec<Named<'_>>| {
        names.windows(2).all(|pair| pair[0].1 + pair[0].2 + APART <= pair[1].1 - pair[1].2)
    };
    let between = (1..=last / every).rev().map(parted).find(has_room);
    let names = between.unwrap_or_else(|| named(last).into_iter().collect());
    for (rows, x, _) in names {
        for (row, name) in rows.into_iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            let at = (x, layout.plot().bottom + 16.0 + row as f64 * ROW);
            scene.text(name, (Face::Plain, theme.muted), at, Align::Centre);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Shape;
    use super::super::{Category, InterWidths, Point, Series, Tone, ValueAxis};
    use super::*;

    /// The names below a chart of so many ranges, each from its left to its right
    /// end.
    fn names(count: usize, width: f64) -> Vec<(String, f64, f64)> {
        let measure = |text: &str, face: Face| InterWidths::width(text, face.size(), face.bold());
        let short = |range: usize| match range {
            0 => "< $1.07M".to_owned(),
            _ if range + 1 == count => "> $4.97M".to_owned(),
            _ => format!("${range}.32M"),
        };
        let categories = (0..count).map(|range| Category::new(format!("range {range}"), short(range)));
        let points = (0..count).map(|_| Point::new(0.05, "", "")).collect();
        let axis = ValueAxis::from_zero(|value, _| format!("{value}%"));
        let chart = Chart::new("t", categories.collect::<Vec<_>>())
            .panel(Panel::new(axis).series(Series::bars("s", Tone::Blue, points)));
        let (scene, layout) = compose(&chart, &Theme::light(), Frame::Bare, (width, 300.0), &measure);
        let below = layout.plot().bottom;
        let name = |shape: &Shape| match shape {
            Shape::Text { text, face, x, y, .. } if *y > below => {
                let half = measure(text, *face) / 2.0;
                Some((text.clone(), x - half, x + half))
            }
            _ => None,
        };
        scene.shapes.iter().filter_map(name).collect()
    }

    #[test]
    fn no_name_is_cut_off_or_touches_another_and_the_ends_are_named() {
        for width in [200.0, 260.0, 296.0, 330.0, 366.0, 480.0, 700.0, 1200.0] {
            for count in [2, 5, 31, 32, 33] {
                let names = names(count, width);
                let (first, last) =
                    (names.first().expect("a first name"), names.last().expect("a last name"));
                assert!(first.1 >= 0.0 && last.2 <= width, "{count} at {width}: {names:?}");
                assert!(
                    names.windows(2).all(|pair| pair[0].2 + 3.0 <= pair[1].1),
                    "{count} at {width}: {names:?}"
                );
                let last_range = format!("range {}", count - 1);
                let is_first = ["< $1.07M", "range 0"].contains(&first.0.as_str());
                assert!(is_first, "{count} at {width}: {names:?}");
                assert!(["> $4.97M", &last_range].contains(&last.0.as_str()), "{names:?}");
            }
        }
    }
}
