//! Published figures that don't follow from their formula are marked.

use anyhow::Result;
use megahour_browser::{ModelPage, Visit, wait};
use thirtyfour::Key;

flows![
    payback_differs_from_the_published_in_years_2_to_5,
    the_mark_goes_once_an_input_is_changed,
    the_explanation_says_what_is_published,
];

const MARK: &str = "differs from the published figure";

async fn marks(page: &ModelPage, line: &str) -> Result<Vec<bool>> {
    Ok(page.row(line).await?.iter().take(5).map(|cell| cell.contains(MARK)).collect())
}

async fn payback_differs_from_the_published_in_years_2_to_5(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    assert_eq!(marks(&page, "CAC payback").await?, [false, true, true, true, true]);
    assert_eq!(marks(&page, "Annual revenue").await?, [false; 5]);
    let row = page.row("CAC payback").await?;
    for (cell, computed) in row.iter().zip(["1.2", "1.04", "0.87", "0.97", "0.86"]) {
        assert!(cell.starts_with(computed), "{cell} is not {computed}");
    }
    Ok(())
}

async fn the_mark_goes_once_an_input_is_changed(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell("Customer acquisition cost (CAC)", 3).await?;
    page.type_text("4700\n").await?;
    wait::equals(vec![false, true, false, true, true], async || marks(&page, "CAC payback").await).await?;
    page.undo().await?;
    wait::equals(vec![false, true, true, true, true], async || marks(&page, "CAC payback").await).await?;
    // Hours have no part in it.
    page.click_cell("Compute hours billed", 3).await?;
    page.type_text("1m\n").await?;
    page.cell_shows("Annual revenue", 3, "$2.25M").await?;
    assert_eq!(marks(&page, "CAC payback").await?, [false, true, true, true, true]);
    Ok(())
}

async fn the_explanation_says_what_is_published(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.walk_to("CAC payback", 3).await?;
    page.press(Key::Enter).await?;
    page.explanation_says("Published: 1.05 months").await?;
    page.explanation_says("It does not follow from CAC ÷ ARPU").await
}
