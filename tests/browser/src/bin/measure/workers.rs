//! Workers without the page: how long one of them takes for a simulation and
//! how long two take, in turns, so that both meet the same machine.

use anyhow::{Context as _, Result, ensure};
use megahour_browser::{Browser, Site, Visit};
use serde_json::{Value, json};

use crate::span::span;

/// The most trials that there may be.
const TRIALS: usize = 1_000_000;
/// Until the workers' code is compiled at its best.
const WARM_UP: usize = 3;
/// An odd number, so that there is one in the middle.
const PAIRS: usize = 21;

/// Times in milliseconds.
pub async fn measure() -> Result<Value> {
    let browser = Browser::start().await?;
    let visit = Visit::begin(&browser, Site::start().await?).await?;
    visit.before_every_page(include_str!("workers.js")).await?;
    let page = visit.open("#/what-if").await?;
    let begin = page.find("button", "Begin with typical spreads").await?;
    page.click(&begin).await?;
    page.fill("Trials", &TRIALS.to_string()).await?;
    let run = page.find("button", "Run").await?;
    page.click(&run).await?;
    page.hears("1,000,000 trials in").await?;
    let pairs = page.evaluate(&format!("measured.inTurns({WARM_UP}, {PAIRS})")).await?;
    browser.quit().await?;
    let pairs: Vec<(f64, f64)> = serde_json::from_value(pairs).context("the page measured no pairs")?;
    ensure!(pairs.len() == PAIRS, "{} pairs were measured and not {PAIRS}", pairs.len());
    Ok(json!({
        "trials": TRIALS,
        "one": span(pairs.iter().map(|(one, _)| *one)),
        "two": span(pairs.iter().map(|(_, two)| *two)),
        "ratio": span(pairs.iter().map(|(one, two)| one / two)),
    }))
}
