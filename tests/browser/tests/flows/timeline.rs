//! The timeline: how many years a scenario has, and when it begins.

use anyhow::{Context as _, Result};
use megahour_browser::{ModelPage, Visit, wait};
use thirtyfour::Key;

flows![
    a_longer_timeline_goes_on_from_what_was_typed_and_is_undone,
    a_shorter_timeline_hides_what_a_longer_one_brings_back,
    a_date_names_every_period,
    a_link_carries_its_timeline_to_another_browser,
    documents_of_both_versions_stand_side_by_side,
    a_simulation_runs_over_ten_years,
    the_timeline_is_set_with_the_keyboard_alone,
    on_a_phone_ten_years_hang_nowhere_over,
    no_barriers_in_the_light,
    no_barriers_in_the_dark,
];

const PRICE: &str = "Revenue per compute hour";
/// A scenario of version 1, as somebody has kept it.
const VERSION_1: &str = include_str!("../../../fixtures/document-v1.json");

async fn open_timeline(page: &ModelPage) -> Result<()> {
    let button = page.find_starting("button", "Timeline: ").await?;
    page.click(&button).await?;
    page.find("dialog", "Timeline").await.map(drop)
}

async fn set_years(page: &ModelPage, years: &str) -> Result<()> {
    open_timeline(page).await?;
    page.choose("Years", years).await?;
    page.press_button("Done").await
}

/// What the columns of the table are called, the years and the total.
async fn columns(page: &ModelPage) -> Result<Vec<String>> {
    let grid = page.find_starting("grid", "").await?;
    let heads = page.all_in(&grid, "columnheader").await?;
    let names = heads.into_iter().map(|head| head.name).skip(1);
    Ok(names.take_while(|name| name != "Formula").collect())
}

async fn columns_are(page: &ModelPage, names: &[&str]) -> Result<()> {
    wait::equals(names.to_vec(), async || columns(page).await).await
}

async fn a_longer_timeline_goes_on_from_what_was_typed_and_is_undone(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    set_years(&page, "7").await?;
    page.find("heading", "Seven-year projection").await?;
    page.row_shows(PRICE, &["$2.00", "$2.10", "$2.25", "$2.50", "$2.75", "$2.75"]).await?;
    // What only goes on is marked as assumed, and what was typed is not.
    page.go("#/model?year=6").await?;
    page.region_says("Drivers", "assumed").await?;
    page.headline_says("Year 6 earns").await?;
    page.undo().await?;
    page.find("heading", "Five-year projection").await?;
    columns_are(&page, &["Year 1", "Year 2", "Year 3", "Year 4", "Year 5", "Total"]).await?;
    page.redo().await?;
    page.find("heading", "Seven-year projection").await.map(drop)
}

async fn a_shorter_timeline_hides_what_a_longer_one_brings_back(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    open_timeline(&page).await?;
    page.choose("Years", "2").await?;
    let dialog = page.find("dialog", "Timeline").await?;
    wait::equals(true, async || Ok(page.text(&dialog).await?.contains("3 more years are kept, hidden")))
        .await?;
    page.press_button("Done").await?;
    columns_are(&page, &["Year 1", "Year 2", "Total"]).await?;
    page.click_cell(PRICE, 2).await?;
    page.type_text("9\n").await?;
    page.reload().await?;
    page.row_shows(PRICE, &["$2.00", "$9.00"]).await?;
    set_years(&page, "5").await?;
    page.row_shows(PRICE, &["$2.00", "$9.00", "$2.25", "$2.50", "$2.75"]).await
}

async fn a_date_names_every_period(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    open_timeline(&page).await?;
    page.choose("First month", "Jul").await?;
    page.choose("of the year", "2026").await?;
    page.press_button("Done").await?;
    columns_are(&page, &["FY27", "FY28", "FY29", "FY30", "FY31", "Total"]).await?;
    page.headline_says("FY27 earns").await?;
    page.card_button("Gross profit").await?;
    page.walk_to("Gross profit", 3).await?;
    page.press(Key::Enter).await?;
    page.explanation_says("FY29").await?;
    page.press(Key::Escape).await?;
    let table = page.open_table("Gross margin").await?;
    let text = page.text(&table).await?;
    anyhow::ensure!(text.contains("FY30"), "{text}");
    page.go("#/report").await?;
    let report = page.find("article", "Report").await?;
    let text = page.text(&report).await?;
    anyhow::ensure!(text.contains("FY31") && text.contains("5 years, Jul 2026 to Jun 2031"), "{text}");
    Ok(())
}

async fn a_link_carries_its_timeline_to_another_browser(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    open_timeline(&page).await?;
    page.choose("Years", "3").await?;
    page.choose("First month", "Jan").await?;
    page.choose("of the year", "2027").await?;
    page.press_button("Done").await?;
    page.press_button("Share").await?;
    let link = page.find("textbox", "Link").await?.value;
    let fragment = link.split_once('#').context("a link without a fragment")?.1.to_owned();
    visit.empty().await?;
    let page = visit.open(&format!("#{fragment}")).await?;
    page.hears("This is a shared scenario").await?;
    columns_are(&page, &["2027", "2028", "2029", "Total"]).await
}

async fn documents_of_both_versions_stand_side_by_side(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    set_years(&page, "3").await?;
    page.saved_scenario().await?;
    page.store_as_open(VERSION_1.trim_end()).await?;
    page.reload().await?;
    columns_are(&page, &["Year 1", "Year 2", "Year 3", "Year 4", "Year 5", "Total"]).await?;
    set_years(&page, "6").await?;
    let stored = page.saved_scenario().await?;
    anyhow::ensure!(stored.contains("\"megahour\":2"), "{stored}");
    page.reload().await?;
    page.find("heading", "Six-year projection").await.map(drop)
}

async fn a_simulation_runs_over_ten_years(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    set_years(&page, "10").await?;
    page.go("#/what-if").await?;
    page.press_button("Begin with typical spreads").await?;
    page.press_button("Run").await?;
    let table = page.open_table("Over the years").await?;
    let text = page.text(&table).await?;
    anyhow::ensure!(text.contains("Year 10"), "{text}");
    Ok(())
}

async fn the_timeline_is_set_with_the_keyboard_alone(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.press_with(&[Key::Control], "k").await?;
    page.find("combobox", "Action, view, scenario or line").await?;
    page.type_text("timeline: years").await?;
    page.find_starting("option", "Timeline: years and first month").await?;
    page.press(Key::Enter).await?;
    page.find("dialog", "Timeline").await?;
    let years = page.find("combobox", "Years").await?;
    page.focus(&years).await?;
    page.type_text("8").await?;
    page.press(Key::Escape).await?;
    page.find("heading", "Eight-year projection").await.map(drop)
}

async fn on_a_phone_ten_years_hang_nowhere_over(visit: Visit) -> Result<()> {
    visit.set_size(320, 640, 2.0).await?;
    let page = visit.open("").await?;
    open_timeline(&page).await?;
    anyhow::ensure!(!page.scrolls_sideways().await?, "the dialog hangs over");
    page.choose("Years", "10").await?;
    page.press_button("Done").await?;
    page.find("heading", "Ten-year projection").await?;
    anyhow::ensure!(!page.scrolls_sideways().await?, "the page hangs over");
    Ok(())
}

async fn no_barriers_in_the_light(visit: Visit) -> Result<()> {
    no_barriers(visit, "light").await
}

async fn no_barriers_in_the_dark(visit: Visit) -> Result<()> {
    no_barriers(visit, "dark").await
}

async fn no_barriers(visit: Visit, theme: &str) -> Result<()> {
    visit.prefer_theme(theme).await?;
    let page = visit.open("").await?;
    open_timeline(&page).await?;
    page.choose("Years", "10").await?;
    page.choose("First month", "Jul").await?;
    assert_eq!(page.violations().await?, Vec::<String>::new());
    page.press_button("Done").await?;
    assert_eq!(page.violations().await?, Vec::<String>::new());
    Ok(())
}
