//! Charts as files that a person keeps.

use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlCanvasElement};

use super::browser::{download, download_text};
use super::chart_canvas::{heat_picture, picture, tornado_picture};
use crate::chart::{Chart, DrawError, HeatMap, Theme, Tornado, svg};

/// Downloads a chart with its title and legend as a PNG picture of twice
/// `width` × `height` pixels.
pub fn download_png(
    chart: &Chart,
    theme: &Theme,
    (width, height): (u32, u32),
    file: &str,
) -> Result<(), DrawError> {
    download_canvas(&picture(chart, theme, f64::from(width), f64::from(height))?, file)
}

/// Downloads a heat map with its title in the same way.
pub fn download_heat_png(
    map: &HeatMap,
    theme: &Theme,
    (width, height): (u32, u32),
    file: &str,
) -> Result<(), DrawError> {
    download_canvas(&heat_picture(map, theme, f64::from(width), f64::from(height))?, file)
}

fn download_canvas(canvas: &HtmlCanvasElement, file: &str) -> Result<(), DrawError> {
    let file = file.to_owned();
    to_blob(canvas, move |blob| {
        // A picture that can't be made leaves no one to tell: the browser gives
        // no blob and no reason, and only for sizes that no chart has.
        if let Some(blob) = blob {
            let _ = download(&blob, &file);
        }
    })
}

/// Makes the picture that [`download_png`] downloads.
pub fn png(
    chart: &Chart,
    theme: &Theme,
    (width, height): (u32, u32),
    done: impl FnOnce(Option<Blob>) + 'static,
) -> Result<(), DrawError> {
    to_blob(&picture(chart, theme, f64::from(width), f64::from(height))?, done)
}

fn to_blob(canvas: &HtmlCanvasElement, done: impl FnOnce(Option<Blob>) + 'static) -> Result<(), DrawError> {
    let done = Closure::once_into_js(move |blob: Option<Blob>| done(blob));
    canvas.to_blob(done.unchecked_ref()).map_err(|_| DrawError::new("the canvas gives no picture"))
}

/// Downloads a chart with its title and legend as an SVG document.
pub fn download_svg(
    chart: &Chart,
    theme: &Theme,
    (width, height): (u32, u32),
    file: &str,
) -> Result<(), DrawError> {
    let text = svg::render(chart, theme, width, height)?;
    download_text(file, "image/svg+xml", &text).map_err(|_| DrawError::new("the browser takes no file"))
}

/// Downloads a heat map with its title as an SVG document; `words` says what it
/// shows.
pub fn download_heat_svg(
    map: &HeatMap,
    words: &str,
    theme: &Theme,
    size: (u32, u32),
    file: &str,
) -> Result<(), DrawError> {
    let text = svg::render_heat(map, words, theme, size)?;
    download_text(file, "image/svg+xml", &text).map_err(|_| DrawError::new("the browser takes no file"))
}

/// Downloads a tornado with its title as a PNG picture.
pub fn download_tornado_png(
    tornado: &Tornado,
    theme: &Theme,
    (width, height): (u32, u32),
    file: &str,
) -> Result<(), DrawError> {
    download_canvas(&tornado_picture(tornado, theme, f64::from(width), f64::from(height))?, file)
}

/// Downloads a tornado with its title as an SVG document.
pub fn download_tornado_svg(
    tornado: &Tornado,
    theme: &Theme,
    size: (u32, u32),
    file: &str,
) -> Result<(), DrawError> {
    let text = svg::render_tornado(tornado, theme, size)?;
    download_text(file, "image/svg+xml", &text).map_err(|_| DrawError::new("the browser takes no file"))
}
