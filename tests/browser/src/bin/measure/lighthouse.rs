//! Lighthouse on the built site, as it rates pages for phones.

use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};
use megahour_browser::{Site, path_from};
use serde_json::{Value, json};
use tokio::process::Command;

const CATEGORIES: [&str; 3] = ["performance", "accessibility", "best-practices"];
const METRICS: [&str; 7] = [
    "first-contentful-paint",
    "largest-contentful-paint",
    "speed-index",
    "total-blocking-time",
    "cumulative-layout-shift",
    "interactive",
    "total-byte-weight",
];

/// The scores, the metrics, and every audit that found something.
pub async fn measure() -> Result<Value> {
    let site = Site::start().await?;
    let output = Command::new("node")
        .arg(path_from("LIGHTHOUSE")?)
        .arg(site.url(""))
        .args(["--quiet", "--output=json", "--output-path=stdout"])
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .arg("--chrome-flags=--headless --no-sandbox --disable-gpu --disable-dev-shm-usage")
        .env("CHROME_PATH", path_from("CHROMIUM")?)
        .stdin(Stdio::null())
        .output()
        .await
        .context("starting Lighthouse with Node")?;
    ensure!(output.status.success(), "Lighthouse: {}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).context("reading Lighthouse's report")?;
    Ok(summary(&report))
}

fn summary(report: &Value) -> Value {
    let scores = CATEGORIES.map(|id| {
        let category = &report["categories"][id];
        json!({ "name": category["title"], "score": category["score"] })
    });
    let metrics = METRICS.map(|id| {
        let audit = &report["audits"][id];
        json!({ "name": audit["title"], "value": audit["displayValue"], "number": audit["numericValue"] })
    });
    let audits = report["audits"].as_object().into_iter().flatten();
    let found: Vec<_> = audits
        .filter(|(id, _)| !METRICS.contains(&id.as_str()))
        .filter(|(_, audit)| audit["score"].as_f64().is_some_and(|score| score < 0.9))
        .map(|(id, audit)| format!("{id}: {}", audit["displayValue"].as_str().unwrap_or_default()))
        .collect();
    json!({
        "version": report["lighthouseVersion"],
        "scores": scores,
        "metrics": metrics,
        "found": found,
    })
}
