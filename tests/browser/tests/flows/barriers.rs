//! No barriers that axe-core finds, whatever is open.

use anyhow::Result;
use megahour_browser::{ModelPage, Visit};
use thirtyfour::Key;

flows![
    none_on_a_desk_in_the_light,
    none_on_a_desk_in_the_dark,
    none_on_a_phone_in_the_light,
    none_on_a_phone_in_the_dark,
];

async fn none_on_a_desk_in_the_light(visit: Visit) -> Result<()> {
    no_barriers(visit, (1280, 900), "light").await
}

async fn none_on_a_desk_in_the_dark(visit: Visit) -> Result<()> {
    no_barriers(visit, (1280, 900), "dark").await
}

async fn none_on_a_phone_in_the_light(visit: Visit) -> Result<()> {
    no_barriers(visit, (390, 844), "light").await
}

async fn none_on_a_phone_in_the_dark(visit: Visit) -> Result<()> {
    no_barriers(visit, (390, 844), "dark").await
}

async fn no_barriers(visit: Visit, (width, height): (u32, u32), theme: &str) -> Result<()> {
    visit.set_size(width, height, 1.0).await?;
    visit.prefer_theme(theme).await?;
    let page = visit.open("").await?;
    let mut found = Vec::new();
    look(&page, "as it opens", &mut found).await?;

    page.open_table("Gross margin").await?;
    page.walk_to("CAC payback", 3).await?;
    page.press(Key::Enter).await?;
    page.explanation_says("Published").await?;
    look(&page, "with an explanation", &mut found).await?;
    page.press(Key::Escape).await?;

    page.click_cell("Revenue per compute hour", 2).await?;
    page.type_text("abc\n").await?;
    // The form stays at its year whichever is explained.
    page.type_into("Customer retention (r), Year 1", "no number\t").await?;
    look(&page, "with texts that cannot be read", &mut found).await?;

    let button = page.find("button", "Start with your own numbers").await?;
    page.click(&button).await?;
    page.find("dialog", "Start with your own numbers").await?;
    look(&page, "with the dialog", &mut found).await?;
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// Notes what is found, so that one run tells all.
async fn look(page: &ModelPage, when: &str, found: &mut Vec<String>) -> Result<()> {
    // Elsewhere the bar at the top would cover a part of something, which is no
    // barrier to who can scroll.
    page.evaluate("scrollTo(0, 0)").await?;
    found.extend(page.violations().await?.into_iter().map(|violation| format!("{when}: {violation}")));
    Ok(())
}
