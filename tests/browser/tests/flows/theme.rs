//! Light, dark, or as the system has it.

use anyhow::Result;
use megahour_browser::{ModelPage, Visit, wait};

flows![a_theme_is_chosen_and_kept, on_paper_charts_are_light, the_system_is_followed_unless_one_chose];

async fn becomes(page: &ModelPage, theme: &'static str) -> Result<()> {
    wait::equals(theme, async || page.theme().await).await
}

async fn a_theme_is_chosen_and_kept(visit: Visit) -> Result<()> {
    visit.prefer_theme("light").await?;
    let page = visit.open("").await?;
    becomes(&page, "light").await?;
    let light = page.drawn("Gross margin").await?;
    page.choose("Theme", "Dark").await?;
    becomes(&page, "dark").await?;
    let redrawn = async || page.drawn("Gross margin").await;
    wait::holds("the chart in other colours", redrawn, |drawn| !drawn.is_empty() && *drawn != light).await?;
    page.reload().await?;
    becomes(&page, "dark").await?;
    assert_eq!(page.find("combobox", "Theme").await?.value, "Dark");
    Ok(())
}

async fn on_paper_charts_are_light(visit: Visit) -> Result<()> {
    visit.prefer_theme("light").await?;
    let page = visit.open("").await?;
    let drawn = async || page.drawn("Gross margin").await;
    let light = wait::holds("the chart", drawn, |drawn| !drawn.is_empty()).await?;
    visit.prefer_theme("dark").await?;
    becomes(&page, "dark").await?;
    let other = |drawn: &String| !drawn.is_empty() && *drawn != light;
    let dark = wait::holds("the chart in the dark", drawn, other).await?;
    // There is no next frame in print: it is drawn before the call is over.
    page.evaluate("void dispatchEvent(new Event('beforeprint'))").await?;
    assert_eq!(page.drawn("Gross margin").await?, light);
    page.evaluate("void dispatchEvent(new Event('afterprint'))").await?;
    becomes(&page, "dark").await?;
    wait::equals(dark, drawn).await
}

async fn the_system_is_followed_unless_one_chose(visit: Visit) -> Result<()> {
    visit.prefer_theme("dark").await?;
    let page = visit.open("").await?;
    becomes(&page, "dark").await?;
    visit.prefer_theme("light").await?;
    becomes(&page, "light").await?;
    page.choose("Theme", "Light").await?;
    visit.prefer_theme("dark").await?;
    page.reload().await?;
    becomes(&page, "light").await?;
    page.choose("Theme", "System").await?;
    becomes(&page, "dark").await
}
