//! A tornado: what an output comes to when each driver swings low and high.

use super::draw::{DrawError, paint};
use super::header::shorten;
use super::scene::{Align, Measure, Scene};
use super::{Face, Rect, Theme, Tone};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::DrawingBackend;

/// Around the picture, and the height of its title.
const MARGIN: f64 = 16.0;
const TITLE: f64 = 26.0;
/// Above the bars for the value now, and below them for what the colours are.
const HEAD: f64 = 20.0;
const FOOT: f64 = 28.0;
/// Between a text and what it belongs to.
const GAP: f64 = 8.0;
/// How much of its row a bar fills.
const THICKNESS: f64 = 0.6;

/// An output's answers to the drivers' swings.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    /// What it is about.
    pub title: String,
    /// The output now, written; `None` where undefined.
    pub now: Option<(f64, String)>,
    /// The drivers from top to bottom.
    pub bars: Vec<TornadoBar>,
}

/// One driver's bar.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoBar {
    /// What the driver is called.
    pub name: String,
    /// The output with the driver low, written; `None` where undefined.
    pub low: Option<(f64, String)>,
    /// The same with the driver high.
    pub high: Option<(f64, String)>,
}

impl Tornado {
    /// What it shows, in words.
    pub fn summary(&self) -> String {
        let written =
            |end: &Option<(f64, String)>| end.as_ref().map_or("undefined".to_owned(), |end| end.1.clone());
        let bar = |bar: &TornadoBar| {
            format!("{}: {} when low, {} when high.", bar.name, written(&bar.low), written(&bar.high))
        };
        let bars: Vec<String> = self.bars.iter().map(bar).collect();
        format!("Now {}. {}", written(&self.now), bars.join(" "))
    }
}

/// Draws a tornado with its title over the whole of `root`.
///
/// # Errors
/// Where the backend cannot draw.
pub fn draw_tornado<DB: DrawingBackend>(
    tornado: &Tornado,
    theme: &Theme,
    scale: f64,
    root: &DrawingArea<DB, Shift>,
) -> Result<(), DrawError> {
    paint(theme, scale, root, |size, measure| (compose(tornado, theme, size, measure), ()))
}

fn compose(tornado: &Tornado, theme: &Theme, size: (f64, f64), measure: Measure<'_>) -> Scene {
    let mut scene = Scene::new();
    let (right, bottom) = (size.0 - MARGIN, size.1 - MARGIN - FOOT);
    let title = shorten(&tornado.title, Face::Title, right - MARGIN, measure);
    scene.text(title, (Face::Title, theme.ink), (MARGIN, MARGIN + 8.0), Align::Left);
    let Some((now, now_text)) = &tornado.now else {
        scene.text("undefined", (Face::Plain, theme.muted), (MARGIN, MARGIN + TITLE + 8.0), Align::Left);
        return scene;
    };
    let names = tornado.bars.iter().map(|bar| measure(&bar.name, Face::Plain)).fold(0.0, f64::max);
    let names = names.min(size.0 * 0.36);
    let ends = || tornado.bars.iter().flat_map(|bar| [&bar.low, &bar.high]).flatten();
    let texts = ends().map(|end| measure(&end.1, Face::Value)).fold(0.0, f64::max) + GAP;
    let low = ends().map(|end| end.0).fold(*now, f64::min);
    let high = ends().map(|end| end.0).fold(*now, f64::max);
    let (from, to) = (MARGIN + names + GAP + texts, right - texts);
    let place = |value: f64| {
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        from + (to - from).max(0.0) * share
    };
    let top = MARGIN + TITLE + HEAD;
    let row = (bottom - top).max(0.0) / tornado.bars.len().max(1) as f64;
    for (at, bar) in tornado.bars.iter().enumerate() {
        let middle = top + (at as f64 + 0.5) * row;
        let name = shorten(&bar.name, Face::Plain, names, measure);
        scene.text(name, (Face::Plain, theme.ink), (MARGIN, middle), Align::Left);
        for (end, tone) in [(&bar.low, Tone::Orange), (&bar.high, Tone::Green)] {
            if let Some((value, _)) = end {
                let (a, b) = (place(*value).min(place(*now)), place(*value).max(place(*now)));
                let (above, below) = (middle - row * THICKNESS / 2.0, middle + row * THICKNESS / 2.0);
                scene.rect(Rect::new(a, above, b, below), theme.tone(tone));
            }
        }
        // On either side the outermost end is the one with room for its figure.
        let side = |is_left: bool| {
            let there = [&bar.low, &bar.high].into_iter().flatten();
            there
                .filter(|(value, _)| if is_left { value < now } else { value > now })
                .max_by(|a, b| (a.0 - now).abs().total_cmp(&(b.0 - now).abs()))
        };
        let mut figure = |text: &str, (face, colour), value: f64, is_left: bool| {
            let (away, align) = if is_left { (-GAP, Align::Right) } else { (GAP, Align::Left) };
            scene.text(text, (face, colour), (place(value) + away / 2.0, middle), align);
        };
        for is_left in [true, false] {
            if let Some((value, text)) = side(is_left) {
                figure(text, (Face::Value, theme.ink), *value, is_left);
            }
        }
        // One end at most is there then, so that a side is free.
        if bar.low.is_none() || bar.high.is_none() {
            let words = if bar.low.is_none() { "undefined when low" } else { "undefined when high" };
            figure(words, (Face::Plain, theme.muted), *now, side(true).is_none());
        }
    }
    scene.path(vec![(place(*now), top - 2.0), (place(*now), bottom)], 1.0, theme.ink);
    let text = format!("now {now_text}");
    scene.text(text, (Face::Plain, theme.muted), (place(*now), top - 11.0), Align::Centre);
    key(&mut scene, theme, bottom + FOOT / 2.0 + 4.0, measure);
    scene
}

/// What the colours are.
fn key(scene: &mut Scene, theme: &Theme, y: f64, measure: Measure<'_>) {
    let mut x = MARGIN;
    for (tone, name) in [(Tone::Orange, "driver low"), (Tone::Green, "driver high")] {
        scene.rect(Rect::new(x, y - 5.0, x + 10.0, y + 5.0), theme.tone(tone));
        scene.text(name, (Face::Plain, theme.muted), (x + 16.0, y), Align::Left);
        x += 16.0 + measure(name, Face::Plain) + 2.0 * GAP;
    }
}
