//! Charts as files that a person keeps.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

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
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)
        .and_then(|blob| download(&blob, file))
        .map_err(|_| DrawError::new("the browser takes no file"))
}

/// Hands a blob to the person as a file.
fn download(blob: &Blob, file: &str) -> Result<(), JsValue> {
    let missing = || JsValue::from_str("no page");
    let window = web_sys::window().ok_or_else(missing)?;
    let document = window.document().ok_or_else(missing)?;
    let address = Url::create_object_url_with_blob(blob)?;
    let anchor = document.create_element("a")?;
    anchor.set_attribute("href", &address)?;
    anchor.set_attribute("download", file)?;
    anchor.dyn_into::<HtmlElement>()?.click();
    // Some browsers read the address only after the click has been handled.
    let release = Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&address);
    });
    window.set_timeout_with_callback_and_timeout_and_arguments_0(release.unchecked_ref(), 60_000)?;
    Ok(())
}
