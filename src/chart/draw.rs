//! From shapes to a plotters backend.

use std::fmt;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::{FontDesc, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendColor, DrawingBackend, FontFamily, FontStyle};

use super::compose::compose;
use super::scene::{Align, Measure, Scene, Shape};
use super::{Chart, Face, Frame, InterWidths, Layout, Rgb, Theme};

/// How a chart is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Device pixels per CSS pixel.
    pub scale: f64,
    /// What is drawn around the plots.
    pub frame: Frame,
}

impl Default for View {
    fn default() -> Self {
        Self { scale: 1.0, frame: Frame::Bare }
    }
}

/// Why a backend could not draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawError(String);

impl fmt::Display for DrawError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the chart could not be drawn: {}", self.0)
    }
}

impl std::error::Error for DrawError {}

impl DrawError {
    /// An error with a reason of the caller's.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl<E: std::error::Error + Send + Sync> From<DrawingAreaErrorKind<E>> for DrawError {
    fn from(error: DrawingAreaErrorKind<E>) -> Self {
        Self(error.to_string())
    }
}

/// Draws a chart over the whole of `root` and answers where it put things.
///
/// The backend should be one that is [`Measured`](super::Measured); on another,
/// labels are placed by plotters' own guesses at the width of text.
pub fn draw<DB: DrawingBackend>(
    chart: &Chart,
    theme: &Theme,
    view: View,
    root: &DrawingArea<DB, Shift>,
) -> Result<Layout, DrawError> {
    paint(theme, view.scale, root, |size, measure| compose(chart, theme, view.frame, size, measure))
}

/// Paints the shapes that are composed for the size of `root`, in CSS pixels.
pub(super) fn paint<DB: DrawingBackend, L>(
    theme: &Theme,
    scale: f64,
    root: &DrawingArea<DB, Shift>,
    compose: impl FnOnce((f64, f64), Measure<'_>) -> (Scene, L),
) -> Result<L, DrawError> {
    let scale = if scale.is_finite() { scale.clamp(0.25, 8.0) } else { 1.0 };
    let brush = Brush { theme, scale, root };
    let (width, height) = root.dim_in_pixel();
    let size = (f64::from(width) / scale, f64::from(height) / scale);
    let measure = |text: &str, face: Face| brush.width(text, face);
    let (scene, layout) = compose(size, &measure);
    root.fill(&rgb(theme.paper))?;
    for shape in &scene.shapes {
        brush.paint(shape)?;
    }
    root.present()?;
    Ok(layout)
}

struct Brush<'a, DB: DrawingBackend> {
    theme: &'a Theme,
    scale: f64,
    root: &'a DrawingArea<DB, Shift>,
}

impl<DB: DrawingBackend> Brush<'_, DB> {
    fn paint(&self, shape: &Shape) -> Result<(), DrawError> {
        match shape {
            Shape::Rect { rect, colour } => {
                let (left, top) = self.point((rect.left, rect.top));
                let (right, bottom) = self.point((rect.right, rect.bottom));
                self.block((left, top), (right, bottom), *colour)
            }
            Shape::Rule { left, right, y, thickness, colour } => {
                let (left, top) = self.point((*left, *y));
                let right = self.pixels(*right);
                let bottom = top + self.pixels(*thickness).max(1);
                self.block((left, top), (right, bottom), *colour)
            }
            Shape::Path { points, width, colour } => {
                let style = ShapeStyle {
                    color: rgb(*colour).into(),
                    filled: false,
                    stroke_width: self.pixels(*width).max(1).unsigned_abs(),
                };
                Ok(self.root.draw(&PathElement::new(self.points(points), style))?)
            }
            Shape::Polygon { points, colour } => {
                let polygon = Polygon::new(self.points(points), filled(*colour));
                Ok(self.root.draw(&polygon)?)
            }
            Shape::Disc { x, y, radius, colour } => {
                let circle = Circle::new(self.point((*x, *y)), self.pixels(*radius), filled(*colour));
                Ok(self.root.draw(&circle)?)
            }
            Shape::Text { text, face, colour, x, y, align } => {
                let anchor = match align {
                    Align::Left => HPos::Left,
                    Align::Centre => HPos::Center,
                    Align::Right => HPos::Right,
                };
                let style = self.text_style(*face, *colour, anchor);
                Ok(self.root.draw_text(text, &style, self.point((*x, *y)))?)
            }
        }
    }

    fn block(&self, a: (i32, i32), b: (i32, i32), colour: Rgb) -> Result<(), DrawError> {
        Ok(self.root.draw(&Rectangle::new([a, b], filled(colour)))?)
    }

    fn width(&self, text: &str, face: Face) -> f64 {
        let style = self.text_style(face, self.theme.ink, HPos::Left);
        match self.root.estimate_text_size(text, &style) {
            Ok((width, _)) => f64::from(width) / self.scale,
            // A backend that can't say gets what is true of the page's font.
            Err(_) => InterWidths::width(text, face.size(), face.bold()),
        }
    }

    fn text_style(&self, face: Face, colour: Rgb, anchor: HPos) -> TextStyle<'_> {
        let weight = if face.bold() { FontStyle::Bold } else { FontStyle::Normal };
        TextStyle {
            font: FontDesc::new(FontFamily::Name(&self.theme.family), face.size() * self.scale, weight),
            color: BackendColor { alpha: 1.0, rgb: (colour.0, colour.1, colour.2) },
            pos: Pos::new(anchor, VPos::Center),
        }
    }

    fn points(&self, points: &[(f64, f64)]) -> Vec<(i32, i32)> {
        points.iter().map(|&point| self.point(point)).collect()
    }

    fn point(&self, (x, y): (f64, f64)) -> (i32, i32) {
        (self.pixels(x), self.pixels(y))
    }

    /// Whole device pixels.  The bound keeps backends' sums within `i32`.
    fn pixels(&self, length: f64) -> i32 {
        (length * self.scale).round().clamp(-1e6, 1e6) as i32
    }
}

fn rgb(colour: Rgb) -> RGBColor {
    RGBColor(colour.0, colour.1, colour.2)
}

fn filled(colour: Rgb) -> ShapeStyle {
    ShapeStyle { color: rgb(colour).into(), filled: true, stroke_width: 0 }
}
