//! The hints for who is here for the first time.

use anyhow::Result;
use megahour_browser::{Visit, wait};

flows![hints_are_there_at_first_and_dismissed_for_good];

const HINTS: &str = "First hints";

async fn hints_are_there_at_first_and_dismissed_for_good(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let hints = page.find("complementary", HINTS).await?;
    assert_eq!(page.all_in(&hints, "listitem").await?.len(), 3);
    assert!(page.text(&hints).await?.contains("Ctrl+K finds"));
    page.reload().await?;
    let button = page.find("button", "Got it").await?;
    page.click(&button).await?;
    wait::equals(false, async || page.has("complementary", HINTS).await).await?;
    // The keyboard goes on from the content, not from the page's beginning.
    assert_eq!(page.evaluate("document.activeElement.id").await?, "main");
    page.reload().await?;
    page.find("button", "Start with your own numbers").await?;
    assert!(!page.has("complementary", HINTS).await?);
    Ok(())
}
