//! From the address to the model, with few and with many scenarios stored.

use anyhow::{Context as _, Result};
use megahour_browser::{Browser, Site, Visit};
use serde_json::{Value, json};

const FEW: usize = 10;
const MANY: usize = 1000;
/// Starts before the first that counts, until the browser has cached what it compiled.
const WARM_UP: usize = 5;
const RUNS: usize = 21;

/// Copies the stored scenario until there are so many.
const FILL: &str = "(count => {
    const first = Object.keys(localStorage).find(key => key.includes('scenario:'));
    const at = first.indexOf('scenario:') + 'scenario:'.length;
    for (let n = 1; n < count; n += 1) {
        localStorage.setItem(`${first.slice(0, at)}copy${n}`, localStorage.getItem(first));
    }
    return Object.keys(localStorage).filter(key => key.includes('scenario:')).length;
})";

/// Times in milliseconds, and the two numbers of scenarios.
pub async fn measure() -> Result<Value> {
    let browser = Browser::start().await?;
    let visit = Visit::begin(&browser, Site::start().await?).await?;
    visit.before_every_page(include_str!("start.js")).await?;
    let page = visit.open("").await?;
    let mut times = Vec::new();
    for count in [FEW, MANY] {
        let stored = page.evaluate(&format!("{FILL}({count})")).await?;
        anyhow::ensure!(stored == count, "{stored} scenarios are stored instead of {count}");
        let mut runs = Vec::new();
        for run in 0..WARM_UP + RUNS {
            page.reload().await?;
            let time = page.evaluate("ready").await?.as_f64().context("the page noted no time")?;
            if run >= WARM_UP {
                runs.push(time);
            }
        }
        runs.sort_by(f64::total_cmp);
        times.push(json!({ "scenarios": count, "median": runs[RUNS / 2], "high": runs[RUNS * 9 / 10] }));
    }
    browser.quit().await?;
    Ok(times.into())
}
