//! The page opens, wherever it is served.

use std::time::Duration;

use anyhow::Result;
use megahour_browser::{Browser, Site};
use thirtyfour::prelude::*;

async fn opens(site: &Site) -> Result<()> {
    let browser = Browser::start().await?;
    browser.goto(site.url("")).await?;
    let title = browser.title().await?;
    assert!(title.contains("Megahour"), "the title is {title:?}");
    // The program draws the heading, so that it is there only once that runs.
    let heading = browser.query(By::Tag("h1")).wait(Duration::from_secs(30), Duration::from_millis(50));
    assert!(heading.exists().await?, "the program has not drawn the page");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_root_of_a_host() -> Result<()> {
    opens(&Site::start().await?).await
}

#[tokio::test(flavor = "multi_thread")]
async fn under_a_path() -> Result<()> {
    opens(&Site::start_under("/some/where/").await?).await
}
