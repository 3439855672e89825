//! What the page holds in memory after an hour's worth of edits.

use std::time::Duration;

use anyhow::{Context as _, Result};
use megahour_browser::{Browser, Site};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const STEPS: usize = 10;
const EDITS_OF_A_STEP: usize = 1000;
const PAUSE: Duration = Duration::from_millis(163);

/// Keeps hold of the program's memory, which is nowhere to be found later.
const KEEP: &str = "addEventListener('TrunkApplicationStarted', event => {
    window.programMemory = event.detail.wasm.memory;
})";

/// Samples, one before the first edit and one after each thousand.
pub async fn measure() -> Result<Value> {
    let site = Site::start().await?;
    let browser = Browser::start().await?;
    let tab = browser.open_tab().await?;
    browser.set_size(1440, 900, 1.0).await?;
    tab.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": KEEP })).await?;
    tab.goto(site.url("")).await?;
    tab.query(By::Id("driver-price_per_hour")).wait(Duration::from_secs(30), PAUSE).first().await?;
    let mut samples = Vec::new();
    for step in 0..=STEPS {
        if step > 0 {
            let edit =
                format!("({})({EDITS_OF_A_STEP})", include_str!("memory.js").trim().trim_end_matches(';'));
            evaluate(&tab, &edit).await?;
        }
        samples.push(sample(&tab, step * EDITS_OF_A_STEP).await?);
    }
    browser.quit().await?;
    Ok(samples.into())
}

async fn sample(tab: &WebDriver, edits: usize) -> Result<Value> {
    // What only a frame lets go of goes first.
    evaluate(tab, "new Promise(done => requestAnimationFrame(() => setTimeout(done, 400)))").await?;
    tab.cdp().send_raw("HeapProfiler.collectGarbage", json!({})).await?;
    let heap = tab.cdp().send_raw("Runtime.getHeapUsage", json!({})).await?;
    let counters = tab.cdp().send_raw("Memory.getDOMCounters", json!({})).await?;
    let program = evaluate(tab, "programMemory.buffer.byteLength").await?;
    Ok(json!({
        "edits": edits,
        "script": heap["usedSize"],
        "program": program,
        "nodes": counters["nodes"],
        "listeners": counters["jsEventListeners"],
    }))
}

async fn evaluate(tab: &WebDriver, expression: &str) -> Result<Value> {
    let script = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
    let mut answer = tab.cdp().send_raw("Runtime.evaluate", script).await?;
    anyhow::ensure!(answer.get("exceptionDetails").is_none(), "the script threw {answer}");
    Ok(answer.get_mut("result").context("no result")?["value"].take())
}
