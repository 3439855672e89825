//! A chart as an SVG document, without a browser.

use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;

use super::{
    Chart, DrawError, Frame, HeatMap, InterWidths, Measured, TextMeasure, Theme, Tornado, View, draw,
    draw_heat, draw_tornado, summary,
};

/// What plotters' SVG backend does to text: it divides sizes by 1.24 to make up
/// for fonts whose size includes their line height, and it centres on the
/// x-height where figures and capitals are half again as high.
struct SvgText;

impl TextMeasure for SvgText {
    const SIZE_DIVISOR: f64 = 1.24;
    const RISE: f64 = 0.09;

    fn width(&self, text: &str, size: f64, bold: bool, _family: &str) -> f64 {
        InterWidths::width(text, size, bold)
    }
}

/// The chart with its title and legend as a document of `width` × `height`.
pub fn render(chart: &Chart, theme: &Theme, width: u32, height: u32) -> Result<String, DrawError> {
    let frame = Frame::WithTitleAndLegend;
    render_in(chart, theme, frame, width, height)
}

/// The chart with its title and legend, to stand inside a page of HTML. It has
/// no attribute of style, which a strict content policy refuses: the page's
/// style sheet sets the figures.
pub fn inline(chart: &Chart, theme: &Theme, width: u32, height: u32) -> Result<String, DrawError> {
    let document = render(chart, theme, width, height)?;
    Ok(document.replacen(TABULAR, "", 1))
}

/// What makes figures equally wide where there is no style sheet.
const TABULAR: &str = " style=\"font-variant-numeric:tabular-nums\"";

/// The chart in a frame of choice.
pub fn render_in(
    chart: &Chart,
    theme: &Theme,
    frame: Frame,
    width: u32,
    height: u32,
) -> Result<String, DrawError> {
    let mut svg = String::new();
    {
        let backend = SVGBackend::with_string(&mut svg, (width, height));
        let root = Measured::new(backend, SvgText).into_drawing_area();
        draw(chart, theme, View { scale: 1.0, frame }, &root)?;
    }
    Ok(with_words(&svg, &chart.title, &summary(chart)))
}

/// A heat map with its title; `words` says what it shows.
///
/// # Errors
/// As for charts.
pub fn render_heat(
    map: &HeatMap,
    words: &str,
    theme: &Theme,
    (width, height): (u32, u32),
) -> Result<String, DrawError> {
    let mut svg = String::new();
    {
        let backend = SVGBackend::with_string(&mut svg, (width, height));
        let root = Measured::new(backend, SvgText).into_drawing_area();
        draw_heat(map, theme, View { scale: 1.0, frame: Frame::WithTitleAndLegend }, &root)?;
    }
    Ok(with_words(&svg, &map.title, words))
}

/// A tornado with its title.
///
/// # Errors
/// As for charts.
pub fn render_tornado(
    tornado: &Tornado,
    theme: &Theme,
    (width, height): (u32, u32),
) -> Result<String, DrawError> {
    let mut svg = String::new();
    {
        let backend = SVGBackend::with_string(&mut svg, (width, height));
        draw_tornado(tornado, theme, 1.0, &Measured::new(backend, SvgText).into_drawing_area())?;
    }
    Ok(with_words(&svg, &tornado.title, &tornado.summary()))
}

/// Adds what the backend leaves out: figures of equal width, and the title and
/// summary for those who don't see the picture.
fn with_words(svg: &str, title: &str, words: &str) -> String {
    let Some((open, rest)) = svg.split_once(">\n") else {
        return svg.to_owned();
    };
    let (title, words) = (escape(title), escape(words));
    // A line break before each closing tag of a text would be a space in it.
    let rest = rest.replace("\n</text>", "</text>");
    format!(
        "{open} role=\"img\"{TABULAR}>\n\
         <title>{title}</title>\n<desc>{words}</desc>\n{rest}"
    )
}

/// Escapes text, and drops what XML can't carry even escaped.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}
