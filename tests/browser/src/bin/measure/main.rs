//! Measures in the browser and prints the figures as JSON, for `cargo xtask
//! bench` to put into words.
#![expect(clippy::print_stdout, reason = "the figures are this program's output")]

mod engine;
mod keystroke;

use anyhow::Result;
use serde_json::json;

#[tokio::main]
async fn main() -> Result<()> {
    // One after the other, so that they don't disturb each other.
    let engine = engine::measure().await?;
    let ordinary = keystroke::measure(keystroke::ORDINARY).await?;
    let whole = keystroke::measure(keystroke::WHOLE_PAGE).await?;
    println!("{}", json!({ "engine": engine, "keystroke": ordinary, "keystroke_whole": whole }));
    Ok(())
}
