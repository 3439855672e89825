//! Charts on a canvas.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement};

use crate::chart::{
    Chart, DrawError, Frame, HeatLayout, HeatMap, InterWidths, Layout, Measured, TextMeasure, Theme, Tornado,
    View, draw as draw_on, draw_heat as draw_heat_on, draw_tornado,
};

/// Draws a chart over the whole of a canvas, at the size that the page gives it
/// and at the screen's resolution.  The layout is in CSS pixels.
pub fn draw(canvas: &HtmlCanvasElement, chart: &Chart, theme: &Theme) -> Result<Layout, DrawError> {
    let scale = pixel_ratio();
    resize(canvas, f64::from(canvas.client_width()), f64::from(canvas.client_height()), scale);
    paint(canvas, chart, theme, View { scale, frame: Frame::Bare })
}

/// Draws a heat map over the whole of a canvas, as [`draw`] draws a chart.
pub fn draw_heat(canvas: &HtmlCanvasElement, map: &HeatMap, theme: &Theme) -> Result<HeatLayout, DrawError> {
    let scale = pixel_ratio();
    resize(canvas, f64::from(canvas.client_width()), f64::from(canvas.client_height()), scale);
    let root = root_of(canvas)?;
    draw_heat_on(map, theme, View { scale, frame: Frame::Bare }, &root)
}

/// Draws a chart with its title and legend on a canvas of its own, at twice the
/// size, for a picture that leaves the page.
pub(super) fn picture(
    chart: &Chart,
    theme: &Theme,
    width: f64,
    height: f64,
) -> Result<HtmlCanvasElement, DrawError> {
    let canvas = blank(width, height)?;
    paint(&canvas, chart, theme, PICTURE)?;
    Ok(canvas)
}

/// The same for a heat map.
pub(super) fn heat_picture(
    map: &HeatMap,
    theme: &Theme,
    width: f64,
    height: f64,
) -> Result<HtmlCanvasElement, DrawError> {
    let canvas = blank(width, height)?;
    draw_heat_on(map, theme, PICTURE, &root_of(&canvas)?)?;
    Ok(canvas)
}

/// The same for a tornado.
pub(super) fn tornado_picture(
    tornado: &Tornado,
    theme: &Theme,
    width: f64,
    height: f64,
) -> Result<HtmlCanvasElement, DrawError> {
    let canvas = blank(width, height)?;
    draw_tornado(tornado, theme, PICTURE.scale, &root_of(&canvas)?)?;
    Ok(canvas)
}

/// How a picture is drawn that leaves the page.
const PICTURE: View = View { scale: 2.0, frame: Frame::WithTitleAndLegend };

/// A canvas outside the page.
fn blank(width: f64, height: f64) -> Result<HtmlCanvasElement, DrawError> {
    let canvas: HtmlCanvasElement = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.create_element("canvas").ok())
        .and_then(|element| element.dyn_into().ok())
        .ok_or_else(|| DrawError::new("the page gives no canvas"))?;
    resize(&canvas, width, height, PICTURE.scale);
    Ok(canvas)
}

/// The theme with the colours that the design tokens have at an element.
pub fn theme_at(element: &Element, defaults: Theme) -> Theme {
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten());
    match style {
        Some(style) => defaults.with_tokens(|name| style.get_property_value(name).ok()),
        None => defaults,
    }
}

/// Calls back once the theme's font can be drawn with.  A canvas doesn't
/// redraw by itself when a font arrives, and doesn't ask for one either.
pub fn when_font_is_ready(theme: &Theme, call_back: impl FnOnce() + 'static) {
    let fonts = web_sys::window().and_then(|window| window.document()).map(|document| document.fonts());
    let Some(fonts) = fonts else {
        return;
    };
    let loaded = fonts.load(&css_font(12.0, false, &theme.family));
    spawn_local(async move {
        // Whether it loads or fails, what comes then is the last word on it.
        let _ = JsFuture::from(loaded).await;
        call_back();
    });
}

/// Device pixels per CSS pixel, within what charts are made for.
fn pixel_ratio() -> f64 {
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
    if ratio.is_finite() { ratio.clamp(1.0, 3.0) } else { 1.0 }
}

fn resize(canvas: &HtmlCanvasElement, width: f64, height: f64, scale: f64) {
    let pixels = |length: f64| (length * scale).round().clamp(0.0, 16384.0) as u32;
    // Setting a size, even the same one, gives the canvas a new, blank bitmap.
    if canvas.width() != pixels(width) {
        canvas.set_width(pixels(width));
    }
    if canvas.height() != pixels(height) {
        canvas.set_height(pixels(height));
    }
}

fn paint(canvas: &HtmlCanvasElement, chart: &Chart, theme: &Theme, view: View) -> Result<Layout, DrawError> {
    let root = root_of(canvas)?;
    draw_on(chart, theme, view, &root)
}

fn root_of(
    canvas: &HtmlCanvasElement,
) -> Result<DrawingArea<Measured<CanvasBackend, CanvasText>, Shift>, DrawError> {
    let no_context = || DrawError::new("the canvas has no 2D context");
    let context = canvas.get_context("2d").ok().flatten().ok_or_else(no_context)?;
    let context = context.dyn_into::<CanvasRenderingContext2d>().map_err(|_| no_context())?;
    let backend = CanvasBackend::with_canvas_object(canvas.clone()).ok_or_else(no_context)?;
    Ok(Measured::new(backend, CanvasText { context }).into_drawing_area())
}

/// Text as the canvas measures it.
struct CanvasText {
    context: CanvasRenderingContext2d,
}

impl TextMeasure for CanvasText {
    /// The middle of Inter's em box lies above the middle of its capitals.
    const RISE: f64 = 0.06;

    fn width(&self, text: &str, size: f64, bold: bool, family: &str) -> f64 {
        // The font's widths are known. Asking has the page's style checked each time,
        // which for two charts takes as long as drawing them.
        if text.is_ascii() {
            return InterWidths::width(text, size, bold);
        }
        self.context.set_font(&css_font(size, bold, family));
        match self.context.measure_text(text) {
            Ok(metrics) => metrics.width(),
            Err(_) => InterWidths::width(text, size, bold),
        }
    }
}

/// A CSS font, in the very form in which the canvas backend sets it.
fn css_font(size: f64, bold: bool, family: &str) -> String {
    let style = if bold { "bold" } else { "normal" };
    format!("{style} {size}px {family}")
}
