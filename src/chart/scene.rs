//! A chart as a list of shapes in CSS pixels, before any backend is involved.
//!
//! Everything that decides how a chart looks ends here.  The code that depends
//! on a backend then is a single loop, compiled once per backend and small.

use super::{Face, Rect, Rgb};

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// A filled rectangle.
    Rect { rect: Rect, colour: Rgb },
    /// A horizontal line, exactly as many pixels thick as it says: a backend
    /// would smear a stroke over two rows.
    Rule { left: f64, right: f64, y: f64, thickness: f64, colour: Rgb },
    /// A stroke through points.
    Path { points: Vec<(f64, f64)>, width: f64, colour: Rgb },
    /// A filled polygon.
    Polygon { points: Vec<(f64, f64)>, colour: Rgb },
    /// A filled circle.
    Disc { x: f64, y: f64, radius: f64, colour: Rgb },
    /// Text whose vertical middle is at `y`.
    Text { text: String, face: Face, colour: Rgb, x: f64, y: f64, align: Align },
}

/// Which part of a text is at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// How wide a text is in a face, in CSS pixels.
pub(super) type Measure<'a> = &'a dyn Fn(&str, Face) -> f64;

/// The shapes drawn so far, in the order of drawing.
pub(super) struct Scene {
    pub(super) shapes: Vec<Shape>,
}

impl Scene {
    pub(super) fn new() -> Self {
        Self { shapes: Vec::new() }
    }

    pub(super) fn rect(&mut self, rect: Rect, colour: Rgb) {
        self.shapes.push(Shape::Rect { rect, colour });
    }

    pub(super) fn rule(&mut self, left: f64, right: f64, y: f64, thickness: f64, colour: Rgb) {
        self.shapes.push(Shape::Rule { left, right, y, thickness, colour });
    }

    /// A horizontal line of dashes, each `dash` long and `gap` apart.
    pub(super) fn dashes(&mut self, left: f64, right: f64, y: f64, colour: Rgb) {
        const DASH: f64 = 4.0;
        const GAP: f64 = 4.0;
        let count = ((right - left) / (DASH + GAP)).ceil().clamp(0.0, 2000.0) as usize;
        for i in 0..count {
            let start = left + i as f64 * (DASH + GAP);
            self.rule(start, (start + DASH).min(right), y, 1.0, colour);
        }
    }

    pub(super) fn path(&mut self, points: Vec<(f64, f64)>, width: f64, colour: Rgb) {
        self.shapes.push(Shape::Path { points, width, colour });
    }

    pub(super) fn polygon(&mut self, points: Vec<(f64, f64)>, colour: Rgb) {
        self.shapes.push(Shape::Polygon { points, colour });
    }

    pub(super) fn disc(&mut self, x: f64, y: f64, radius: f64, colour: Rgb) {
        self.shapes.push(Shape::Disc { x, y, radius, colour });
    }

    pub(super) fn text(
        &mut self,
        text: impl Into<String>,
        (face, colour): (Face, Rgb),
        (x, y): (f64, f64),
        align: Align,
    ) {
        let mut text = text.into();
        // No font shows control characters, and an SVG with one is not valid.
        text.retain(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'));
        self.shapes.push(Shape::Text { text, face, colour, x, y, align });
    }
}
