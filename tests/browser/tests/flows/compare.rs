//! Scenarios side by side.

use anyhow::Result;
use megahour_browser::{ModelPage, Visit};
use thirtyfour::Key;

flows![
    a_copy_with_another_price_is_explained_by_its_price,
    a_loss_has_no_growth_and_shares_differ_in_points,
    amounts_in_two_currencies_are_not_set_against_each_other,
    the_address_keeps_what_is_compared,
    an_unknown_scenario_in_the_address_is_left_out_and_said,
    one_without_another_gets_a_copy_or_a_preset,
    comparing_takes_the_keyboard_alone,
    comparing_has_no_barriers,
];

const PRICE: &str = "Revenue per compute hour, Year 1";

/// The sample, a preset that is open, and the Compare view.
async fn two_scenarios(visit: &Visit) -> Result<ModelPage> {
    let page = visit.open("#/scenarios").await?;
    page.press_button("GPU cloud").await?;
    page.hears("GPU cloud is new, and open").await?;
    page.go("#/compare").await?;
    Ok(page)
}

async fn tick(page: &ModelPage, scenario: &str) -> Result<()> {
    let choice = page.find("checkbox", scenario).await?;
    page.click(&choice).await
}

/// By hand: 1,000,000 h at $3 instead of $2 is a million more, all of it by the
/// price.
async fn a_copy_with_another_price_is_explained_by_its_price(visit: Visit) -> Result<()> {
    let page = visit.open("#/scenarios").await?;
    page.press_button("Duplicate Published sample").await?;
    page.go("#/model").await?;
    page.fill(PRICE, "3").await?;
    page.go("#/compare").await?;
    tick(&page, "Published sample (copy)").await?;
    let year = page.find("combobox", "Year").await?;
    page.focus(&year).await?;
    page.press(Key::Home).await?;
    page.region_says("What makes the difference", "−$1M").await?;
    page.region_says("What makes the difference", "Revenue per compute hour").await?;
    page.region_says("Line by line", "−$1, −33.3%").await?;
    // What is the same is not in the way.
    let table = page.find("region", "Line by line").await?;
    assert!(!page.text(&table).await?.contains("Churn"), "churn is the same in both");
    Ok(())
}

async fn amounts_in_two_currencies_are_not_set_against_each_other(visit: Visit) -> Result<()> {
    let page = two_scenarios(&visit).await?;
    page.press_with(&[Key::Control], "k").await?;
    page.find("combobox", "Action, view, scenario or line").await?;
    page.type_text("currency euros").await?;
    page.find_starting("option", "Currency: euros (EUR)").await?;
    page.press(Key::Enter).await?;
    page.hears("Amounts are in euros now").await?;
    page.go("#/compare").await?;
    tick(&page, "Published sample").await?;
    page.headline_says("each in its own currency").await?;
    page.headline_says("Published sample $").await?;
    page.headline_says("GPU cloud €").await?;
    page.region_says("What makes the difference", "the two are in different currencies").await?;
    let lines = page.region("Line by line").await?;
    assert!(lines.contains("$2.00M") && lines.contains('€'), "{lines}");
    assert!(!lines.contains("+$") && !lines.contains("−$") && !lines.contains("+€"), "{lines}");
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
    page.region_says("Compared with the open scenario", "left out: it is not there any more").await?;
    page.headline_says("Choose a scenario").await
}

/// The empty state leads on, and the open scenario stays open.
async fn one_without_another_gets_a_copy_or_a_preset(visit: Visit) -> Result<()> {
    let page = visit.open("#/compare").await?;
    page.region_says("Compared with the open scenario", "There is no other scenario yet.").await?;
    for theme in ["light", "dark"] {
        visit.prefer_theme(theme).await?;
        assert_eq!(page.violations().await?, Vec::<String>::new(), "{theme}");
    }
    page.press_button("GPU cloud").await?;
    page.hears("Added: GPU cloud").await?;
    page.headline_says("Published sample earns the most gross profit").await?;
    tick(&page, "GPU cloud").await?;
    page.press_button("A copy of Published sample").await?;
    page.headline_says("All earn the same gross profit").await?;
    page.headline_says("They are alike in all else too.").await?;
    assert_eq!(page.title().await?, "Compare · Published sample");
    assert_eq!(page.all_scenarios().await?.len(), 3);
    Ok(())
}

async fn comparing_takes_the_keyboard_alone(visit: Visit) -> Result<()> {
    let page = two_scenarios(&visit).await?;
    let choice = page.find("checkbox", "Published sample").await?;
    page.focus(&choice).await?;
    page.press(Key::Space).await?;
    page.region_says("Scorecards", "4.59").await?;
    page.press(Key::Space).await?;
    page.headline_says("Choose a scenario").await
}

async fn comparing_has_no_barriers(visit: Visit) -> Result<()> {
    for theme in ["light", "dark"] {
        for (width, height) in [(1440, 900), (320, 700)] {
            visit.set_size(width, height, 1.0).await?;
            visit.prefer_theme(theme).await?;
            let page = two_scenarios(&visit).await?;
            tick(&page, "Published sample").await?;
            page.headline_says("gross profit").await?;
            assert_eq!(page.violations().await?, Vec::<String>::new(), "{theme}, {width} wide");
            assert!(!page.scrolls_sideways().await?, "{width} wide scrolls sideways");
        }
    }
    Ok(())
}

/// By hand: at $1 an hour of $0.80 leaves 20%, at $0.70 a loss of a seventh.
async fn a_loss_has_no_growth_and_shares_differ_in_points(visit: Visit) -> Result<()> {
    let page = visit.open("#/scenarios").await?;
    page.press_button("Duplicate Published sample").await?;
    page.go("#/model").await?;
    page.fill(PRICE, "0.5").await?;
    page.go("#/compare").await?;
    tick(&page, "Published sample (copy)").await?;
    let table = page.region("Line by line").await?;
    for relative in ["+446", "+2,594", "%, +", "%, −"] {
        assert!(!table.contains(relative), "{relative} in {table}");
    }
    page.region_says("Line by line", " points").await?;
    // The open one is the base, and the copy has a loss in year 1.
    page.region_says("Line by line", ", n/m").await
}
