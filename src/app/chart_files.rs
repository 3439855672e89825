//! Charts as files that a person keeps.

use wasm_bindgen::prelude::*;
use web_sys::Blob;

use super::browser::{download, download_text};
use super::chart_canvas::picture;
use crate::chart::{Chart, DrawError, Theme, svg};

/// Downloads a chart with its title and legend as a PNG picture of twice
/// `width` × `height` pixels.
pub fn download_png(
    chart: &Chart,
    theme: &Theme,
    (width, height): (u32, u32),
    file: &str,
) -> Result<(), DrawError> {
    let file = file.to_owned();
    png(chart, theme, (width, height), move |blob| {
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
    let canvas = picture(chart, theme, f64::from(width), f64::from(height))?;
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
