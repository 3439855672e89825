//! From a keystroke to the painted page, in the built site.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use megahour_browser::{Browser, Site};
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::time::sleep;

/// How much slower the page's processor is made.
const SLOWDOWN: f64 = 4.0;
/// What is typed over and over: every digit changes the whole model.
const DIGITS: &str = "2500000";
/// Rounds that are typed before the first that counts, until the browser has
/// compiled at its best what runs at each key.
const WARM_UP: usize = 3;
const ROUNDS: usize = 12;
/// Between two keys; a fast typist takes as long. It is no multiple of a
/// frame, so that keys fall anywhere within one.
const PAUSE: Duration = Duration::from_millis(163);

/// A window's size, in CSS pixels.
pub type Size = (u32, u32);
/// A laptop's: form, cards and two of the charts are on the screen.
pub const ORDINARY: Size = (1440, 900);
/// So tall that every chart and the whole table are.
pub const WHOLE_PAGE: Size = (1440, 3600);

/// What the browser says of its main thread, in seconds since the start.
const METRICS: [(&str, &str); 4] = [
    ("TaskDuration", "busy"),
    ("ScriptDuration", "script"),
    ("RecalcStyleDuration", "style"),
    ("LayoutDuration", "layout"),
];

/// Types into a driver's field and returns times in milliseconds.
pub async fn measure((width, height): Size) -> Result<Value> {
    let site = Site::start().await?;
    let browser = Browser::start().await?;
    browser.set_size(width, height, 1.0).await?;
    browser.goto(site.url("")).await?;
    let field =
        browser.query(By::Id("driver-compute_hours")).wait(Duration::from_secs(30), PAUSE).first().await?;
    browser.execute(include_str!("keystroke.js"), Vec::new()).await?;
    browser.cdp().send_raw("Performance.enable", json!({})).await?;
    field.click().await?;
    browser.slow_down(SLOWDOWN).await?;
    let mut work: Vec<[f64; METRICS.len()]> = Vec::new();
    for round in 0..WARM_UP + ROUNDS {
        browser.execute("arguments[0].select()", vec![field.to_json()?]).await?;
        sleep(PAUSE).await;
        if round == WARM_UP {
            browser.execute("measured.strokes.length = measured.entries.length = 0", Vec::new()).await?;
        }
        for digit in DIGITS.chars() {
            let before = metrics(&browser).await?;
            press(&browser, digit).await?;
            sleep(PAUSE).await;
            let after = metrics(&browser).await?;
            if round >= WARM_UP {
                work.push(std::array::from_fn(|at| 1000.0 * (after[at] - before[at])));
            }
        }
    }
    browser.slow_down(1.0).await?;
    let measured = browser.execute("return measured", Vec::new()).await?.json().clone();
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

async fn press(browser: &Browser, digit: char) -> Result<()> {
    let text = digit.to_string();
    let code = format!("Digit{digit}");
    let down = json!({ "type": "keyDown", "key": text, "code": code, "text": text, "windowsVirtualKeyCode": digit as u32 });
    browser.cdp().send_raw("Input.dispatchKeyEvent", down).await?;
    let up = json!({ "type": "keyUp", "key": text, "code": code, "windowsVirtualKeyCode": digit as u32 });
    browser.cdp().send_raw("Input.dispatchKeyEvent", up).await?;
    Ok(())
}

async fn metrics(browser: &Browser) -> Result<[f64; METRICS.len()]> {
    let answer = browser.cdp().send_raw("Performance.getMetrics", json!({})).await?;
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
