//! The explanation of a number, and the addresses that lead to it.

use anyhow::Result;
use megahour_browser::{Flow, Visit, wait};
use thirtyfour::Key;

pub fn flows() -> Vec<Flow> {
    let address = |base| Flow::new("explanations::an_address_is_a_place", an_address_is_a_place).under(base);
    vec![
        Flow::new("explanations::enter_explains_and_escape_returns", enter_explains_and_escape_returns),
        Flow::new("explanations::a_reference_is_followed_and_left", a_reference_is_followed_and_left),
        Flow::new("explanations::a_card_is_explained", a_card_is_explained),
        Flow::new("explanations::another_figure_takes_the_panel_over", another_figure_takes_the_panel_over),
        Flow::new("explanations::a_cell_leaves_the_page_at_its_year", a_cell_leaves_the_page_at_its_year),
        address("/"),
        address("/some/where/"),
    ]
}

const CLTV: &str = "Customer lifetime value (CLTV)";

async fn enter_explains_and_escape_returns(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.walk_to(CLTV, 4).await?;
    page.press(Key::Enter).await?;
    page.explanation_says("$1,300,000").await?;
    page.explanation_says("year 4").await?;
    // With labels, and with the numbers of this year.
    page.explanation_says("ARPU × 1 yr × Retention ÷ Churn").await?;
    page.explanation_says("96% ÷ 4%").await?;
    page.explanation_says("Fader & Hardie").await?;
    wait::equals(true, async || Ok(page.explanation().await?.is("focused"))).await?;
    page.press(Key::Escape).await?;
    wait::equals(false, async || page.explains().await).await?;
    page.keyboard_is_at(CLTV, 4).await
}

async fn a_reference_is_followed_and_left(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.walk_to("Gross margin", 2).await?;
    page.press(Key::Enter).await?;
    page.explanation_says("61.9%").await?;
    page.follow("Annual revenue, year 2").await?;
    page.explanation_says("$4,200,000").await?;
    assert_eq!(page.fragment().await?, "#/model?line=annual_revenue&cell=2");
    // What uses it is there to be followed as well.
    page.follow("Gross profit, year 2").await?;
    page.explanation_says("$2,600,000").await?;
    page.tab().back().await?;
    page.explanation_says("$4,200,000").await?;
    page.tab().back().await?;
    page.explanation_says("61.9%").await?;
    page.tab().back().await?;
    wait::equals(false, async || page.explains().await).await?;
    page.tab().forward().await?;
    page.explanation_says("61.9%").await
}

async fn a_card_is_explained(visit: Visit) -> Result<()> {
    let page = visit.open("#/model?year=3").await?;
    let card = page.card_button("Gross profit").await?;
    page.click(&card).await?;
    page.explanation_says("Gross profit, year 3").await?;
    page.explanation_says("$5,800,000").await?;
    let close = page.find("button", "Close explanation").await?;
    page.click(&close).await?;
    wait::equals(false, async || page.explains().await).await
}

async fn another_figure_takes_the_panel_over(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    for figure in ["Annual revenue", "Gross profit"] {
        page.focus(&page.card_button(figure).await?).await?;
        page.press(Key::Enter).await?;
        page.explanation_says(&format!("{figure}, year 1")).await?;
        wait::equals(true, async || Ok(page.explanation().await?.is("focused"))).await?;
    }
    // A list of years has the panel follow, and keeps the keyboard.
    page.show_year(3).await?;
    page.card_shows("Gross profit", "$5,800,000").await?;
    assert!(page.find("combobox", "Year shown").await?.is("focused"));
    page.focus(&page.card_button("Gross margin").await?).await?;
    page.press(Key::Enter).await?;
    page.explanation_says("Gross margin, year 3").await?;
    wait::equals(true, async || Ok(page.explanation().await?.is("focused"))).await?;
    page.press(Key::Escape).await?;
    wait::equals(false, async || page.explains().await).await?;
    wait::equals(true, async || Ok(page.card_button("Gross margin").await?.is("focused"))).await
}

async fn a_cell_leaves_the_page_at_its_year(visit: Visit) -> Result<()> {
    let page = visit.open("#/model?year=2").await?;
    page.walk_to("Gross profit", 5).await?;
    page.press(Key::Enter).await?;
    page.explanation_says("$23,400,000").await?;
    page.card_shows("Annual revenue", "$4,200,000").await?;
    // A total is a place as well.
    let page = visit.open("#/model?line=gross_profit&cell=total&year=2").await?;
    page.explanation_says("Gross profit, total").await?;
    page.explanation_says("$46,600,000").await?;
    page.card_shows("Annual revenue", "$4,200,000").await
}

async fn an_address_is_a_place(visit: Visit) -> Result<()> {
    let page = visit.open("#/model?line=cltv&year=4").await?;
    page.explanation_says("$1,300,000").await?;
    page.reload().await?;
    page.explanation_says("$1,300,000").await?;
    page.card_shows("Annual revenue", "$20,000,000").await?;
    // An address that is typed into an open tab works like a load.
    page.evaluate("location.hash = '#/model?line=churn&year=2'").await?;
    page.explanation_says("5.0%").await?;
    page.card_shows("Annual revenue", "$4,200,000").await
}
