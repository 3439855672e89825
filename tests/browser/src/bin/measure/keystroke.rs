//! From a keystroke to the painted page, in the built site.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use megahour_browser::{Browser, Site};
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::time::sleep;

/// How much slower the page's processor is made.
const SLOWDOWN: f64 = 4.0;
/// Rounds that are typed before the first that counts, until the browser has
/// compiled at its best what runs at each key.
const WARM_UP: usize = 3;
const ROUNDS: usize = 12;
/// Between two keys; a fast typist takes as long. It is no multiple of a
/// frame, so that keys fall anywhere within one.
const PAUSE: Duration = Duration::from_millis(163);

/// Where is typed, and in a window of which size, in CSS pixels.
pub struct Place {
    address: &'static str,
    field: &'static str,
    /// What is typed over and over: every digit changes all that is shown.
    digits: &'static str,
    size: (u32, u32),
}

/// A laptop's window: of the Model view form, cards and two charts are on the
/// screen.
const LAPTOP: (u32, u32) = (1440, 900);

/// The Model view.
pub const MODEL: Place =
    Place { address: "", field: "driver-compute_hours", digits: "2500000", size: LAPTOP };
/// The Model view in a window so tall that every chart and the whole table are on
/// the screen.
pub const WHOLE_MODEL: Place = Place { size: (1440, 3600), ..MODEL };
/// The Pricing view.
pub const PRICING: Place =
    Place { address: "#/pricing", field: "segment-builders-hours", digits: "250000", size: LAPTOP };
/// The Scorecard view, whose weights are percentages.
pub const SCORECARD: Place =
    Place { address: "#/scorecard", field: "market_opportunity-weight", digits: "25", size: LAPTOP };

/// What the browser says of its main thread, in seconds since the start.
const METRICS: [(&str, &str); 4] = [
    ("TaskDuration", "busy"),
    ("ScriptDuration", "script"),
    ("RecalcStyleDuration", "style"),
    ("LayoutDuration", "layout"),
];

/// Types into a field and returns times in milliseconds.
pub async fn measure(place: Place) -> Result<Value> {
    let Place { address, field, digits, size: (width, height) } = place;
    let site = Site::start().await?;
    let browser = Browser::start().await?;
    let tab = browser.open_tab().await?;
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    tab.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await?;
    tab.goto(site.url(address)).await?;
    let field = tab.query(By::Id(field)).wait(Duration::from_secs(30), PAUSE).first().await?;
    tab.execute(include_str!("keystroke.js"), Vec::new()).await?;
    tab.cdp().send_raw("Performance.enable", json!({})).await?;
    field.click().await?;
    slow_down(&tab, SLOWDOWN).await?;
    let mut work: Vec<[f64; METRICS.len()]> = Vec::new();
    for round in 0..WARM_UP + ROUNDS {
        tab.execute("arguments[0].select()", vec![field.to_json()?]).await?;
        sleep(PAUSE).await;
        if round == WARM_UP {
            tab.execute("measured.strokes.length = measured.entries.length = 0", Vec::new()).await?;
        }
        for digit in digits.chars() {
            let before = metrics(&tab).await?;
            press(&tab, digit).await?;
            sleep(PAUSE).await;
            let after = metrics(&tab).await?;
            if round >= WARM_UP {
                work.push(std::array::from_fn(|at| 1000.0 * (after[at] - before[at])));
            }
        }
    }
    let measured = tab.execute("return measured", Vec::new()).await?.json().clone();
    browser.quit().await?;
    let strokes = measured["strokes"].as_array().context("the page noted no keystrokes")?;
    ensure!(strokes.len() == work.len(), "{} of {} keystrokes were painted", strokes.len(), work.len());
    let spans = |from: &str, to: &str| -> Vec<f64> {
        let time = |stroke: &Value, name: &str| stroke[name].as_f64().unwrap_or(f64::NAN);
        strokes.iter().map(|stroke| time(stroke, to) - time(stroke, from)).collect()
    };
    let mut result = json!({
        "strokes": strokes.len(),
        "painted": quantiles(spans("pressed", "painted")),
        "handled": quantiles(spans("input", "frame")),
        "frame": quantiles(spans("frame", "painted")),
        "presented": quantiles(measured["entries"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect()),
    });
    for (at, (_, name)) in METRICS.iter().enumerate() {
        result[name] = quantiles(work.iter().map(|stroke| stroke[at]).collect());
    }
    Ok(result)
}

/// Makes the page's processor so many times slower.
async fn slow_down(tab: &WebDriver, rate: f64) -> Result<()> {
    tab.cdp().send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await?;
    Ok(())
}

async fn press(tab: &WebDriver, digit: char) -> Result<()> {
    let text = digit.to_string();
    let code = format!("Digit{digit}");
    let down = json!({ "type": "keyDown", "key": text, "code": code, "text": text, "windowsVirtualKeyCode": digit as u32 });
    tab.cdp().send_raw("Input.dispatchKeyEvent", down).await?;
    let up = json!({ "type": "keyUp", "key": text, "code": code, "windowsVirtualKeyCode": digit as u32 });
    tab.cdp().send_raw("Input.dispatchKeyEvent", up).await?;
    Ok(())
}

async fn metrics(tab: &WebDriver) -> Result<[f64; METRICS.len()]> {
    let answer = tab.cdp().send_raw("Performance.getMetrics", json!({})).await?;
    let all = answer["metrics"].as_array().context("the browser has no metrics")?;
    let value =
        |name: &str| all.iter().find(|metric| metric["name"] == name).and_then(|m| m["value"].as_f64());
    Ok(METRICS.map(|(name, _)| value(name).unwrap_or(f64::NAN)))
}

fn quantiles(mut times: Vec<f64>) -> Value {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((share * times.len() as f64) as usize).or(times.last()).copied();
    json!({ "p50": at(0.5), "p95": at(0.95) })
}
