//! On a phone.

use anyhow::{Context as _, Result};
use megahour_browser::{ModelPage, Visit, wait};
use thirtyfour::prelude::*;

flows![
    on_a_small_phone_nothing_hangs_over,
    on_a_phone_nothing_hangs_over,
    on_a_phone_one_types,
    a_finger_reads_a_chart,
    a_finger_has_a_number_explained,
    a_finger_types_over_a_cell,
];

async fn on_a_small_phone_nothing_hangs_over(visit: Visit) -> Result<()> {
    visit.set_size(320, 700, 2.0).await?;
    nothing_hangs_over(&visit.open("").await?).await
}

async fn on_a_phone_nothing_hangs_over(visit: Visit) -> Result<()> {
    visit.set_size(390, 844, 3.0).await?;
    nothing_hangs_over(&visit.open("").await?).await
}

async fn nothing_hangs_over(page: &ModelPage) -> Result<()> {
    assert!(!page.scrolls_sideways().await?, "the page scrolls sideways");
    let table = page.find("grid", "Five-year projection").await?.element(page.tab()).await?;
    let script = "const table = arguments[0], frame = table.parentElement;
        frame.scrollLeft = 10000;
        const header = table.querySelector('tbody th[scope=row]');
        return {
            wider: frame.scrollWidth > frame.clientWidth,
            scrolled: frame.scrollLeft > 0,
            header: header.getBoundingClientRect().left - frame.getBoundingClientRect().left,
        };";
    let found = page.tab().execute(script, vec![table.to_json()?]).await?;
    let found = found.json();
    assert_eq!((&found["wider"], &found["scrolled"]), (&true.into(), &true.into()), "{found}");
    let header = found["header"].as_f64().context("no position")?;
    assert!((-1.0..=1.0).contains(&header), "the first column does not stay: {header}");
    for chart in ["Gross margin", "CAC payback, in months"] {
        page.open_table(chart).await?;
    }
    page.walk_to("Annual revenue", 5).await?;
    page.press(Key::Enter).await?;
    page.explanation_says("$33,000,000").await?;
    assert!(!page.scrolls_sideways().await?, "with all open the page scrolls sideways");
    Ok(())
}

async fn on_a_phone_one_types(visit: Visit) -> Result<()> {
    visit.set_size(390, 844, 3.0).await?;
    let page = visit.open("").await?;
    let field = page.driver("Revenue per compute hour, Year 1").await?;
    let keyboard = field.element(page.tab()).await?.attr("inputmode").await?;
    assert_eq!(keyboard.as_deref(), Some("decimal"));
    page.fill("Revenue per compute hour, Year 1", "3").await?;
    page.card_shows("Annual revenue", "$3,000,000").await
}

/// A phone's screen, under a finger.
async fn touched(visit: &Visit) -> Result<ModelPage> {
    visit.set_size(390, 844, 3.0).await?;
    visit.touch().await?;
    visit.open("").await
}

/// The middle of five years is the third. The values stay when the finger is
/// lifted, for which there is nothing to hover with.
async fn a_finger_reads_a_chart(visit: Visit) -> Result<()> {
    let page = touched(&visit).await?;
    let title = "Revenue, cost and gross profit";
    wait::holds(title, async || page.drawn(title).await, |drawn| !drawn.is_empty()).await?;
    page.tap(&page.chart(title).await?).await?;
    page.hears("Year 3: Revenue $9,000,000").await
}

async fn a_finger_has_a_number_explained(visit: Visit) -> Result<()> {
    let page = touched(&visit).await?;
    page.show_year(3).await?;
    page.tap(&page.card_button("Gross profit").await?).await?;
    page.explanation_says("Gross profit, year 3").await?;
    page.press_button("Close explanation").await?;
    wait::equals(false, async || page.explains().await).await?;
    page.tap(&page.cell("Gross profit", 2).await?).await?;
    page.explanation_says("Gross profit, year 2").await
}

async fn a_finger_types_over_a_cell(visit: Visit) -> Result<()> {
    let page = touched(&visit).await?;
    page.tap(&page.cell("Revenue per compute hour", 2).await?).await?;
    let selected =
        "(field => [field.value, field.selectionStart, field.selectionEnd])(document.activeElement)";
    wait::equals(serde_json::json!(["2.1", 0, 3]), async || page.evaluate(selected).await).await?;
    page.type_text("3\n").await?;
    page.cell_shows("Revenue per compute hour", 2, "$3.00").await
}
