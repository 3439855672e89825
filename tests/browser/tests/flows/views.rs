//! The way between views.

use anyhow::{Context as _, Result};
use megahour_browser::{Page, Visit, wait};
use thirtyfour::Key;

flows![
    about_tells_of_the_scenario,
    about_has_no_barriers,
    no_view_hangs_over_on_a_small_phone,
    an_address_of_nothing_is_told_and_mended,
    back_returns_to_the_year_before,
];

async fn about_tells_of_the_scenario(visit: Visit) -> Result<()> {
    let page = visit.open("#/model").await?;
    page.fill("Customer retention (r), Year 1", "89").await?;
    go(&page, "About").await?;
    page.headline_says("The economics of").await?;
    let region = page.find("region", "What it is measured by").await?;
    let row = page.find_in(Some(&region), "link", "Customer retention (r)").await?;
    assert!(page.text(&region).await?.contains("89.0%"), "the figure is the scenario's");
    page.click(&row).await?;
    page.explanation_says("89.0%").await
}

async fn about_has_no_barriers(visit: Visit) -> Result<()> {
    for theme in ["light", "dark"] {
        for (width, height) in [(1440, 900), (390, 844)] {
            visit.set_size(width, height, 1.0).await?;
            visit.prefer_theme(theme).await?;
            let page = visit.open("#/about").await?;
            assert_eq!(page.violations().await?, Vec::<String>::new(), "{theme}, {width} wide");
        }
    }
    Ok(())
}

async fn no_view_hangs_over_on_a_small_phone(visit: Visit) -> Result<()> {
    visit.set_size(320, 700, 2.0).await?;
    for address in ["#/model", "#/scorecard", "#/report", "#/scenarios", "#/about"] {
        let page = visit.open(address).await?;
        assert!(!page.scrolls_sideways().await?, "{address} scrolls sideways");
    }
    Ok(())
}

async fn an_address_of_nothing_is_told_and_mended(visit: Visit) -> Result<()> {
    let page = visit.open("#/nonsense").await?;
    page.hears("The address names something that is not there. This is the Model view.").await?;
    assert_eq!(page.fragment().await?, "#/model");
    // It is about this view, and not said of another.
    page.go("#/scorecard").await?;
    let said = async || page.announcements().await;
    wait::holds("nothing of it", said, |said| !said.contains("The address names")).await?;
    for (address, mended) in [
        ("#/model?year=9", "#/model"),
        ("#/scorecard?line=nope", "#/scorecard"),
        ("#/model?line=nope&year=2", "#/model?year=2"),
    ] {
        page.go(address).await?;
        wait::equals(mended, async || page.fragment().await).await?;
    }
    page.go("#/model?line=cltv&year=2").await?;
    page.explanation_says("$1,050,000").await
}

async fn back_returns_to_the_year_before(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.show_year(2).await?;
    page.card_shows("Annual revenue", "$4,200,000").await?;
    page.tab().back().await?;
    page.card_shows("Annual revenue", "$2,000,000").await
}

/// Follows the link to a view by the keyboard, behind “More” where it stands
/// there.
async fn go(page: &Page, view: &str) -> Result<()> {
    if !page.has("link", view).await? {
        let more = page.find("button", "More").await?;
        page.focus(&more).await?;
        page.press(Key::Enter).await?;
    }
    let link = page.find("link", view).await?;
    page.focus(&link).await?;
    page.press(Key::Enter).await?;
    let named = async || Ok(page.tab().title().await?.split(" · ").next().context("no title")?.to_owned());
    wait::equals(view, named).await
}
