//! Views whose code is fetched when they are first shown.

use anyhow::Result;
use megahour_browser::{Visit, wait};

flows![
    the_first_load_has_only_the_letters_it_needs,
    a_view_that_cannot_be_fetched_says_so_and_tries_again,
    a_view_is_fetched_when_it_is_shown
];

/// The files of views that were asked for.
const FETCHED: &str = "performance.getEntriesByType('resource').map(entry => entry.name)
    .filter(name => /\\/scorecard-[0-9a-f]+\\.wasm$/.test(name)).length";

/// The files of fonts that were asked for.
const FONTS: &str = "performance.getEntriesByType('resource').map(entry => entry.name.split('/').pop())
    .filter(name => name.endsWith('.woff2')).map(name => name.replace(/-[0-9a-f]{12,}(?=[.])/, '')).sort().join()";

async fn the_first_load_has_only_the_letters_it_needs(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let fonts = async || page.evaluate(FONTS).await;
    wait::equals("inter-text-wght.woff2", fonts).await?;
    // What a person writes has its letters too.
    page.overwrite("Name of the scenario", "Größe").await?;
    let both = "inter-latin-wght-normal.woff2,inter-text-wght.woff2";
    wait::equals(both, fonts).await
}

async fn a_view_is_fetched_when_it_is_shown(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    if !page.is_cut().await? {
        return Ok(());
    }
    assert_eq!(page.evaluate(FETCHED).await?, 0);
    let link = page.find("link", "Scorecard").await?;
    page.click(&link).await?;
    page.find("heading", "How the total is made").await?;
    assert_eq!(page.evaluate(FETCHED).await?, 1);
    Ok(())
}

async fn a_view_that_cannot_be_fetched_says_so_and_tries_again(visit: Visit) -> Result<()> {
    visit
        .before_every_page(
            "const asked = window.fetch;
            window.isOffline = true;
            window.fetch = (what, ...rest) => window.isOffline && /scorecard-.*wasm/.test(what?.url ?? what)
                ? Promise.reject(new TypeError('offline')) : asked(what, ...rest);",
        )
        .await?;
    let page = visit.open("").await?;
    if !page.is_cut().await? {
        return Ok(());
    }
    let link = page.find("link", "Scorecard").await?;
    page.click(&link).await?;
    page.hears("This view could not be loaded").await?;
    // The reason is on the console, for who looks for it.
    let complaints = async || Ok(visit.complaints().await?.join("\n"));
    wait::holds("the reason", complaints, |text| text.contains("offline")).await?;
    page.evaluate("window.isOffline = false").await?;
    let again = page.find("button", "Try again").await?;
    page.click(&again).await?;
    page.find("heading", "How the total is made").await?;
    Ok(())
}
