//! Measures in the browser and prints the figures as JSON, for `cargo xtask
//! bench` to put into words.
#![expect(clippy::print_stdout, reason = "the figures are this program's output")]

mod engine;
mod keystroke;
mod lighthouse;
mod memory;
mod span;
mod start;
mod what_if;
mod workers;

use anyhow::Result;
use serde_json::json;

#[tokio::main]
async fn main() -> Result<()> {
    // One alone, for who works on it: `measure memory`.
    if let Some(only) = std::env::args().nth(1) {
        let figures = match only.as_str() {
            "engine" => engine::measure().await?,
            "keystroke" => keystroke::measure(keystroke::MODEL).await?,
            "keystroke-pricing" => keystroke::measure(keystroke::PRICING).await?,
            "keystroke-scorecard" => keystroke::measure(keystroke::SCORECARD).await?,
            "lighthouse" => lighthouse::measure().await?,
            "memory" => memory::measure().await?,
            "start" => start::measure().await?,
            "what-if" => what_if::measure().await?,
            "workers" => workers::measure().await?,
            other => anyhow::bail!("there is nothing called {other} to measure alone"),
        };
        println!("{figures}");
        return Ok(());
    }
    // One after the other, so that they don't disturb each other.
    let engine = engine::measure().await?;
    let model = keystroke::measure(keystroke::MODEL).await?;
    let whole = keystroke::measure(keystroke::WHOLE_MODEL).await?;
    let pricing = keystroke::measure(keystroke::PRICING).await?;
    let scorecard = keystroke::measure(keystroke::SCORECARD).await?;
    let lighthouse = lighthouse::measure().await?;
    let start = start::measure().await?;
    let memory = memory::measure().await?;
    let what_if = what_if::measure().await?;
    let workers = workers::measure().await?;
    println!(
        "{}",
        json!({
            "engine": engine,
            "keystroke": model,
            "keystroke_whole": whole,
            "keystroke_pricing": pricing,
            "keystroke_scorecard": scorecard,
            "lighthouse": lighthouse,
            "start": start,
            "memory": memory,
            "what_if": what_if,
            "workers": workers,
        })
    );
    Ok(())
}
