//! Simulations as a person meets them: from the click to the painted fan, with
//! one worker and with two, and what they hold in memory.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use megahour::worker::protocol::VERSION;
use megahour_browser::{Browser, ModelPage, Site, Visit};
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::span::span;

/// Few enough for an answer at once.
const FEW: Trials = Trials { count: 100_000, warm_up: 5, runs: 30 };
/// The most that there may be.
const MANY: Trials = Trials { count: 1_000_000, warm_up: 1, runs: 7 };
/// A simulation that takes longer than this is none.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two runs; no multiple of a frame, so that clicks fall anywhere
/// within one.
const PAUSE: Duration = Duration::from_millis(163);

struct Trials {
    count: usize,
    /// Runs before the first that counts, until workers are there and compiled
    /// at their best.
    warm_up: usize,
    runs: usize,
}

/// Times in milliseconds and memory in bytes.
pub async fn measure() -> Result<Value> {
    let (one, two) = (with_workers(1).await?, with_workers(2).await?);
    Ok(json!({ "few_trials": FEW.count, "many_trials": MANY.count, "one": one, "two": two }))
}

/// The same with so many workers.
async fn with_workers(count: usize) -> Result<Value> {
    let browser = Browser::start().await?;
    let visit = Visit::begin(&browser, Site::start().await?).await?;
    // Everything from the button to the fan is on the screen.
    visit.set_size(1440, 1800, 1.0).await?;
    let cores = json!({ "hardwareConcurrency": count });
    browser.cdp().send_raw("Emulation.setHardwareConcurrencyOverride", cores).await?;
    let version = format!("const megahourProtocol = {VERSION};\n");
    visit.before_every_page(&(version + include_str!("what_if.js"))).await?;
    let page = visit.open("#/what-if").await?;
    let begin = page.find("button", "Begin with typical spreads").await?;
    page.click(&begin).await?;
    let few = simulate(&page, &FEW).await?;
    let many = simulate(&page, &MANY).await?;
    let workers = page.evaluate("measured.workers.length").await?;
    ensure!(workers == count, "{workers} workers were started and not {count}");
    let memory = memory(&page, &browser).await?;
    browser.quit().await?;
    Ok(json!({ "few": few, "many": many, "memory": memory }))
}

/// Clicks so many times, each once the one before is painted.
async fn simulate(page: &ModelPage, trials: &Trials) -> Result<Value> {
    page.fill("Trials", &trials.count.to_string()).await?;
    // What ran before runs again by itself after a change.
    sleep(Duration::from_secs(2)).await;
    page.evaluate("measured.runs.length = 0").await?;
    for run in 1..=trials.warm_up + trials.runs {
        let button = page.find("button", "Run").await?;
        page.click(&button).await?;
        let start = Instant::now();
        while page.evaluate("measured.runs.length").await? != run {
            ensure!(start.elapsed() < PATIENCE, "no fan was painted for {} trials", trials.count);
            sleep(PAUSE).await;
        }
    }
    let runs = page.evaluate("measured.runs").await?;
    let runs = runs.as_array().context("the page noted no runs")?;
    let counted = runs.get(trials.warm_up..).unwrap_or_default();
    let time = |run: &Value, name: &str| run[name].as_f64().unwrap_or(f64::NAN);
    let until = |to: &str| span(counted.iter().map(|run| time(run, to) - time(run, "clicked")));
    Ok(
        json!({ "runs": counted.len(), "first": until("first"), "done": until("done"), "painted": until("painted") }),
    )
}

/// What page and workers hold after all of it.
async fn memory(page: &ModelPage, browser: &Browser) -> Result<Value> {
    browser.cdp().send_raw("HeapProfiler.collectGarbage", json!({})).await?;
    let heap = browser.cdp().send_raw("Runtime.getHeapUsage", json!({})).await?;
    Ok(json!({
        "program": page.evaluate("programMemory.buffer.byteLength").await?,
        "workers": page.evaluate("measured.memory()").await?,
        "script": heap["usedSize"],
    }))
}
