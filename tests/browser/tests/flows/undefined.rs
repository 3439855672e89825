//! Undefined is not zero, and says why.

use anyhow::Result;
use megahour_browser::Visit;
use thirtyfour::Key;

flows![full_retention_leaves_lifetime_undefined, no_price_leaves_the_margin_undefined];

const CLTV: &str = "Customer lifetime value (CLTV)";

async fn full_retention_leaves_lifetime_undefined(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill("Customer retention (r), Year 1", "100%").await?;
    page.card_shows(CLTV, "—").await?;
    let cards = page.region("Unit economics").await?;
    assert!(cards.contains("undefined, because Churn is zero: no customer ever leaves"), "{cards}");
    page.cell_shows(CLTV, 1, "—").await?;
    page.cell_shows(CLTV, 2, "$1,050,000").await?;
    page.walk_to(CLTV, 1).await?;
    page.press(Key::Enter).await?;
    page.explanation_says("undefined").await?;
    page.explanation_says(
        "because Churn is zero: no customer ever leaves, so a customer's lifetime is unbounded",
    )
    .await
}

async fn no_price_leaves_the_margin_undefined(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill("Revenue per compute hour, Year 1", "0").await?;
    page.card_shows("Gross margin", "—").await?;
    page.card_shows("Annual revenue", "$0.00").await?;
    let all = page.evaluate("document.body.innerText").await?.to_string();
    for word in ["NaN", "Infinity", "inf,"] {
        assert!(!all.contains(word), "{word} is on the page");
    }
    Ok(())
}
