//! Scenarios side by side.

use anyhow::{Context as _, Result};
use megahour_browser::{ModelPage, Visit, wait};
use thirtyfour::Key;

flows![
    a_copy_with_another_price_is_explained_by_its_price,
    the_address_keeps_what_is_compared,
    an_unknown_scenario_in_the_address_is_left_out_and_said,
    comparing_takes_the_keyboard_alone,
    comparing_has_no_barriers,
];

const PRICE: &str = "Revenue per compute hour, Year 1";

/// The sample, a preset that is open, and the Compare view.
async fn two_scenarios(visit: &Visit) -> Result<ModelPage> {
    let page = visit.open("#/scenarios").await?;
    press(&page, "GPU cloud").await?;
    page.hears("GPU cloud is new, and open").await?;
    go(&page, "#/compare").await?;
    Ok(page)
}

async fn press(page: &ModelPage, button: &str) -> Result<()> {
    let button = page.find("button", button).await?;
    page.click(&button).await
}

async fn go(page: &ModelPage, address: &str) -> Result<()> {
    page.evaluate(&format!("location.hash = '{address}'")).await?;
    Ok(())
}

async fn tick(page: &ModelPage, scenario: &str) -> Result<()> {
    let choice = page.find("checkbox", scenario).await?;
    page.click(&choice).await
}

/// Waits until a region says something.
async fn region_says(page: &ModelPage, region: &str, said: &str) -> Result<()> {
    let text = async || {
        let node = page.find("region", region).await?;
        page.text(&node).await
    };
    wait::holds(&format!("“{said}” in {region}"), text, |text| text.contains(said)).await?;
    Ok(())
}

/// By hand: 1,000,000 h at $3 instead of $2 is a million more, all of it by the
/// price.
async fn a_copy_with_another_price_is_explained_by_its_price(visit: Visit) -> Result<()> {
    let page = visit.open("#/scenarios").await?;
    press(&page, "Duplicate Published sample").await?;
    go(&page, "#/model").await?;
    page.fill(PRICE, "3").await?;
    go(&page, "#/compare").await?;
    tick(&page, "Published sample (copy)").await?;
    let year = page.find("combobox", "Year").await?;
    page.focus(&year).await?;
    page.press(Key::Home).await?;
    region_says(&page, "What makes the difference", "−$1M").await?;
    region_says(&page, "What makes the difference", "Revenue per compute hour").await?;
    region_says(&page, "Line by line", "−$1, −33.3%").await?;
    // What is the same is not in the way.
    let table = page.find("region", "Line by line").await?;
    assert!(!page.text(&table).await?.contains("Churn"), "churn is the same in both");
    Ok(())
}

async fn the_address_keeps_what_is_compared(visit: Visit) -> Result<()> {
    let page = two_scenarios(&visit).await?;
    tick(&page, "Published sample").await?;
    page.headline_says("Published sample earns the most gross profit").await?;
    assert!(page.fragment().await?.starts_with("#/compare?with="), "{}", page.fragment().await?);
    page.reload().await?;
    page.headline_says("Published sample earns the most gross profit").await
}

async fn an_unknown_scenario_in_the_address_is_left_out_and_said(visit: Visit) -> Result<()> {
    let page = visit.open("#/compare?with=nothing").await?;
    region_says(&page, "Compared with the open scenario", "left out: it is not there any more").await?;
    page.headline_says("Choose a scenario").await
}

async fn comparing_takes_the_keyboard_alone(visit: Visit) -> Result<()> {
    let page = two_scenarios(&visit).await?;
    let choice = page.find("checkbox", "Published sample").await?;
    page.focus(&choice).await?;
    page.press(Key::Space).await?;
    region_says(&page, "Scorecards", "4.59").await?;
    page.press(Key::Space).await?;
    page.headline_says("Choose a scenario").await
}

async fn comparing_has_no_barriers(visit: Visit) -> Result<()> {
    for theme in ["light", "dark"] {
        for (width, height) in [(1440, 900), (320, 700)] {
            visit.set_size(width, height, 1.0).await?;
            visit.prefer_theme(theme).await?;
            let page = two_scenarios(&visit).await?;
            // Each round leaves a scenario of the same name behind.
            let choices = page.all("checkbox").await?;
            page.click(choices.first().context("no other scenario")?).await?;
            page.headline_says("gross profit").await?;
            assert_eq!(page.violations().await?, Vec::<String>::new(), "{theme}, {width} wide");
            assert!(!page.scrolls_sideways().await?, "{width} wide scrolls sideways");
        }
    }
    Ok(())
}
