//! The engine beside plain JavaScript, in a page that times both itself.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use megahour_browser::{Browser, Site, path_from};
use serde_json::Value;
use tokio::time::sleep;

/// The page has this long; it takes about ten seconds.
const PATIENCE: Duration = Duration::from_secs(180);

/// What the page measured, in nanoseconds per scenario.
pub async fn measure() -> Result<Value> {
    let site = Site::serve(&path_from("MEGAHOUR_BENCH")?, "/").await?;
    let browser = Browser::start().await?;
    browser.goto(site.url("")).await?;
    let start = Instant::now();
    let read = "const result = document.getElementById('result'); \
                return result && 'done' in result.dataset ? result.textContent : null;";
    while start.elapsed() < PATIENCE {
        if let Some(text) = browser.execute(read, Vec::new()).await?.json().as_str() {
            let mut result: Value = serde_json::from_str(text).context("reading what the page measured")?;
            if let Some(why) = result["failed"].as_str() {
                bail!("the page's measurements failed: {why}");
            }
            return Ok(result["measured"].take());
        }
        sleep(Duration::from_millis(200)).await;
    }
    bail!("the page was not done after {} s", PATIENCE.as_secs())
}
