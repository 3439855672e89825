//! Charts on a real canvas, in headless Chromium.

use std::cell::RefCell;
use std::rc::Rc;

use megahour::app::{chart_canvas, chart_files};
use megahour::chart::{Category, Chart, Panel, Point, Series, Theme, Tone, ValueAxis};
use megahour::model::timeline::Timeline;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CanvasRenderingContext2d, Document, HtmlCanvasElement, HtmlElement};

fn chart() -> Chart {
    let points = (1..=5).map(|i| Point::new(f64::from(i), format!("${i}.00M"), format!("${i}M"))).collect();
    Chart::new("Revenue", Category::years(Timeline::default())).panel(
        Panel::new(ValueAxis::from_zero(|value, _| format!("${value}M"))).series(Series::bars(
            "Revenue",
            Tone::Blue,
            points,
        )),
    )
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// A canvas of 480 × 240 CSS pixels on the page.
fn canvas() -> Option<HtmlCanvasElement> {
    let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    let style = canvas.unchecked_ref::<HtmlElement>();
    style.set_attribute("style", "display:block;width:480px;height:240px").ok()?;
    document()?.body()?.append_child(&canvas).ok()?;
    Some(canvas)
}

fn elements() -> Option<u32> {
    Some(document()?.get_elements_by_tag_name("*").length())
}

/// The colour of a canvas' pixel.
fn pixel(canvas: &HtmlCanvasElement, x: f64, y: f64) -> Option<[u8; 3]> {
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    let data = context.get_image_data(x, y, 1.0, 1.0).ok()?.data();
    Some([data[0], data[1], data[2]])
}

#[wasm_bindgen_test]
fn a_chart_is_drawn_at_the_size_the_page_gives_it() -> Result<(), String> {
    let canvas = canvas().ok_or("no canvas")?;
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
    let before = elements();
    let layout = chart_canvas::draw(&canvas, &chart(), &Theme::light());
    assert_eq!(elements(), before, "text must not be measured by elements");
    assert_eq!(f64::from(canvas.width()), (480.0 * ratio).round());

    let layout = layout.map_err(|error| error.to_string())?;
    let column = layout.column(4).unwrap_or_default();
    let (x, y) = ((column.left + column.right) / 2.0, column.bottom - 20.0);
    assert_eq!(layout.hit(x, y), Some(4));
    assert_eq!(pixel(&canvas, (x * ratio).round(), (y * ratio).round()), Some([0x3b, 0x6f, 0xb6]));
    assert_eq!(pixel(&canvas, 1.0, 1.0), Some([255, 255, 255]));
    Ok(())
}

#[wasm_bindgen_test]
async fn a_picture_is_a_png_of_twice_the_size() -> Result<(), String> {
    let blob = Rc::new(RefCell::new(None));
    let keep = Rc::clone(&blob);
    let resolved = js_sys::Promise::new(&mut |resolve, _| {
        let keep = Rc::clone(&keep);
        let started = chart_files::png(&chart(), &Theme::dark(), (600, 320), move |made| {
            *keep.borrow_mut() = made;
            let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
        });
        assert_eq!(started, Ok(()));
    });
    let _ = wasm_bindgen_futures::JsFuture::from(resolved).await;
    let made = blob.borrow_mut().take();
    let made = made.ok_or("no picture")?;
    assert_eq!(made.type_(), "image/png");
    assert!(made.size() > 5_000.0, "{} bytes", made.size());
    Ok(())
}
