//! A driver by hand in each year, or by first value and growth.

use anyhow::Result;
use megahour_browser::{Visit, wait};
use thirtyfour::Key;

flows![
    in_growth_mode_a_first_value_moves_the_later_years,
    in_growth_mode_another_year_makes_it_by_hand,
    by_hand_the_later_years_can_be_scaled,
    lists_follow_undo_and_the_address,
    a_message_offers_undo_until_the_next_edit,
    a_look_into_a_cell_leaves_growth_as_it_is,
    a_growth_that_leaves_what_is_allowed_is_refused_in_the_table_too,
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
    page.hears("Compute hours billed is typed year by year now.").await?;
    assert!(!page.has("textbox", "Growth of Compute hours billed a year").await?);
    Ok(())
}

async fn a_look_into_a_cell_leaves_growth_as_it_is(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.choose(MODE, "growth").await?;
    page.row_shows(GROWING, &["1.00M", "1.86M", "3.46M", "6.45M", "12.00M"]).await?;
    // Looked into and left, typed and given back, typed and undone by hand.
    for keys in [Key::Escape, Key::Enter] {
        page.click_cell(GROWING, 3).await?;
        page.press(Key::F2).await?;
        page.press(keys).await?;
    }
    page.click_cell(GROWING, 3).await?;
    page.type_text("7m").await?;
    page.row_shows(HOURS, &["1.00M", "1.86M", "7m", "6.45M", "12.00M"]).await?;
    page.press(Key::Escape).await?;
    page.row_shows(GROWING, &["1.00M", "1.86M", "3.46M", "6.45M", "12.00M"]).await?;
    // The one step there is leads back to values by hand.
    page.undo().await?;
    page.row_shows(HOURS, &["1.00M", "2.00M", "4.00M", "8.00M", "12.00M"]).await?;
    assert!(page.find("button", "Undo").await?.is("disabled"));
    Ok(())
}

async fn a_growth_that_leaves_what_is_allowed_is_refused_in_the_table_too(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.choose("How customer retention (r) is entered", "growth").await?;
    page.click_cell("Customer retention (r) by growth", 1).await?;
    // The quarter of a percent a year that leads from 95 to 96 leads beyond all.
    page.type_text("99.9\n").await?;
    page.region_says("Five-year projection", "With this growth Year 2 leaves what is allowed").await?;
    page.cell_shows("Churn", 1, "5.0%").await
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

async fn lists_follow_undo_and_the_address(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let shows = async |list: &str, choice: &str| {
        wait::equals(choice, async || Ok(page.find("combobox", list).await?.value)).await
    };
    page.choose(MODE, "growth").await?;
    page.row_shows(GROWING, &["1.00M", "1.86M", "3.46M", "6.45M", "12.00M"]).await?;
    shows(MODE, "growth").await?;
    page.undo().await?;
    shows(MODE, "by year").await?;
    page.redo().await?;
    shows(MODE, "growth").await?;
    page.show_year(3).await?;
    shows("Year shown", "Year 3").await?;
    page.go("#/model?year=1").await?;
    shows("Year shown", "Year 1").await?;
    page.go("#/model?year=3").await?;
    shows("Year shown", "Year 3").await
}

async fn a_message_offers_undo_until_the_next_edit(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let offers = async || page.has("button", "Scale the later years alike").await;
    page.choose(MODE, "growth").await?;
    page.hears("grows by one rate now").await?;
    page.click_cell("Customer acquisition cost (CAC)", 2).await?;
    page.type_text("9999\n").await?;
    page.cell_shows("Customer acquisition cost (CAC)", 2, "$9,999").await?;
    wait::equals(false, async || Ok(page.announcements().await?.contains("grows by one rate"))).await?;
    page.fill("Revenue per compute hour, Year 1", "3").await?;
    wait::equals(true, offers).await?;
    page.undo().await?;
    wait::equals(false, offers).await
}
