//! A driver by hand in each year, or by first value and growth.

use anyhow::Result;
use megahour_browser::Visit;

flows![
    in_growth_mode_a_first_value_moves_the_later_years,
    in_growth_mode_another_year_makes_it_by_hand,
    by_hand_the_later_years_can_be_scaled,
];

const HOURS: &str = "Compute hours billed";
/// The row's header says so where it grows.
const GROWING: &str = "Compute hours billed by growth";
const MODE: &str = "How compute hours billed is entered";

async fn in_growth_mode_a_first_value_moves_the_later_years(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.choose(MODE, "growth").await?;
    page.fill("Growth of Compute hours billed a year", "100%").await?;
    page.row_shows(GROWING, &["1.00M", "2.00M", "4.00M", "8.00M", "16.00M"]).await?;
    page.fill("Compute hours billed, Year 1", "500k").await?;
    page.row_shows(GROWING, &["0.50M", "1.00M", "2.00M", "4.00M", "8.00M"]).await?;
    page.reload().await?;
    page.row_shows(GROWING, &["0.50M", "1.00M", "2.00M", "4.00M", "8.00M"]).await?;
    page.field_shows("Growth of Compute hours billed a year", "100").await
}

async fn in_growth_mode_another_year_makes_it_by_hand(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.choose(MODE, "growth").await?;
    page.fill("Growth of Compute hours billed a year", "100").await?;
    page.click_cell(GROWING, 3).await?;
    page.type_text("5m\n").await?;
    page.row_shows(HOURS, &["1.00M", "2.00M", "5.00M", "8.00M", "16.00M"]).await?;
    assert!(!page.has("textbox", "Growth of Compute hours billed a year").await?);
    Ok(())
}

async fn by_hand_the_later_years_can_be_scaled(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill("Compute hours billed, Year 1", "2m").await?;
    page.row_shows(HOURS, &["2.00M", "2.00M", "4.00M", "8.00M", "12.00M"]).await?;
    let scale = page.find("button", "Scale the later years alike").await?;
    page.click(&scale).await?;
    page.row_shows(HOURS, &["2.00M", "4.00M", "8.00M", "16.00M", "24.00M"]).await?;
    page.undo().await?;
    page.row_shows(HOURS, &["2.00M", "2.00M", "4.00M", "8.00M", "12.00M"]).await
}
