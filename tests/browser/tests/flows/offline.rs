//! Without a network, and from one build to the next.

use anyhow::{Context as _, Result};
use megahour_browser::{Flow, Folder, ModelPage, Visit, wait};
use serde_json::json;

pub fn flows() -> Vec<Flow> {
    let works = |base| Flow::new("offline::everything_works_without_a_server", works).on_a_copy().under(base);
    vec![
        works("/"),
        works("/some/where/"),
        Flow::new("offline::a_shared_link_opens_without_a_server", opens_a_link).on_a_copy(),
        Flow::new("offline::a_simulation_runs_without_a_server", simulates).on_a_copy(),
        Flow::new("offline::the_browser_finds_nothing_against_installing_it", is_installable).on_a_copy(),
        Flow::new("offline::an_update_is_offered_and_taken_while_an_old_tab_stays", updates).on_a_copy(),
        Flow::new("offline::a_failed_update_leaves_the_build_working", survives_a_failed_update).on_a_copy(),
        Flow::new("offline::the_build_before_comes_back", rolls_back).on_a_copy(),
        Flow::new("offline::a_damaged_build_mends_itself", mends_itself).on_a_copy(),
        Flow::new("offline::a_damaged_part_mends_itself", mends_a_part).on_a_copy(),
        Flow::new("offline::an_update_asks_before_it_loses_what_is_not_saved", asks_first).on_a_copy(),
    ]
}

const PRICE: &str = "Revenue per compute hour, Year 1";

async fn opened(visit: &Visit) -> Result<ModelPage> {
    let page = visit.open("").await?;
    page.is_ready_offline().await?;
    Ok(page)
}

async fn works(visit: Visit) -> Result<()> {
    let page = opened(&visit).await?;
    visit.site().stop();
    page.tab().goto("about:blank").await?;
    let page = visit.open("").await?;
    page.fill(PRICE, "3").await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    page.saved_scenario().await?;
    page.reload().await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    // An address that was never visited with a network.
    page.tab().goto("about:blank").await?;
    let page = visit.open("#/model?line=cltv&year=4").await?;
    page.explanation_says("Customer lifetime value").await?;
    let views = page.find("navigation", "Views").await?;
    for link in page.all_in(&views, "link").await? {
        page.click(&link).await?;
        let title = async || Ok(page.tab().title().await?);
        wait::holds("the view's title", title, |title| title.starts_with(&link.name)).await?;
        let shown = "[...document.querySelectorAll('main h1, main h2')].filter(h => h.offsetParent).length";
        let headings = async || page.evaluate(shown).await;
        wait::holds("the view", headings, |count| count.as_u64() > Some(0)).await?;
    }
    visit.forgive_what_could_not_be_reached().await
}

/// A link that somebody made, on a device that has no network.
async fn opens_a_link(visit: Visit) -> Result<()> {
    let page = opened(&visit).await?;
    visit.site().stop();
    page.tab().goto("about:blank").await?;
    let link = include_str!("../../../fixtures/links/v1-edited.txt").trim_end();
    let page = visit.open(&format!("#/model?s={link}")).await?;
    page.hears("This is a shared scenario").await?;
    let name = |title: &String| title.starts_with("Nimbus GmbH");
    wait::holds("the shared scenario", async || page.title().await, name).await?;
    visit.forgive_what_could_not_be_reached().await
}

async fn simulates(visit: Visit) -> Result<()> {
    let page = opened(&visit).await?;
    visit.site().stop();
    page.tab().goto("about:blank").await?;
    let page = visit.open("#/what-if").await?;
    for button in ["Begin with typical spreads", "Run"] {
        let button = page.find("button", button).await?;
        page.focus(&button).await?;
        page.click(&button).await?;
    }
    // It runs in workers, whose files come from what was kept.
    page.hears("trials in").await?;
    visit.forgive_what_could_not_be_reached().await
}

async fn is_installable(visit: Visit) -> Result<()> {
    let page = opened(&visit).await?;
    let found = page.tab().cdp().send_raw("Page.getInstallabilityErrors", json!({})).await?;
    assert_eq!(found["installabilityErrors"], json!([]));
    let manifest = page.tab().cdp().send_raw("Page.getAppManifest", json!({})).await?;
    assert_eq!(manifest["errors"], json!([]), "{manifest}");
    Ok(())
}

async fn updates(visit: Visit) -> Result<()> {
    let page = opened(&visit).await?;
    let first = page.build().await?;
    page.fill(PRICE, "3").await?;
    visit.site().folder()?.make_next_build()?;
    visit
        .in_another_window(async || {
            // What is open keeps its build until a person takes the next one.
            let other = visit.open("").await?;
            assert_eq!(other.build().await?, first);
            let update = other.find("button", "Update ready").await?;
            other.fill(PRICE, "4").await?;
            other.click(&update).await?;
            let build = async || other.build().await;
            wait::holds("the next build", build, |build| *build != first).await?;
            other.ready().await?;
            other.card_shows("Annual revenue", "$4,000,000").await?;
            // The first tab still uses its files.
            let kept = other.kept_builds().await?;
            assert!(kept.contains(&first), "{kept:?}");
            Ok(())
        })
        .await?;
    assert_eq!(page.build().await?, first);
    page.card_shows("Annual revenue", "$4,000,000").await?;
    let update = page.find("button", "Update ready").await?;
    page.click(&update).await?;
    let build = async || page.build().await;
    let next = wait::holds("the next build", build, |build| *build != first).await?;
    page.ready().await?;
    // Nobody uses the first build any more.
    wait::equals(vec![next], async || page.kept_builds().await).await?;
    page.card_shows("Annual revenue", "$4,000,000").await
}

async fn survives_a_failed_update(visit: Visit) -> Result<()> {
    let page = opened(&visit).await?;
    let first = page.build().await?;
    let folder = visit.site().folder()?;
    folder.make_next_build()?;
    folder.lose_half()?;
    page.look_for_update().await?;
    page.reload().await?;
    assert_eq!(page.build().await?, first);
    assert!(!page.has("button", "Update ready").await?);
    visit.site().stop();
    page.tab().goto("about:blank").await?;
    let page = visit.open("").await?;
    assert_eq!(page.build().await?, first);
    visit.forgive_what_could_not_be_reached().await
}

async fn rolls_back(visit: Visit) -> Result<()> {
    let page = opened(&visit).await?;
    let first = page.build().await?;
    let folder = visit.site().folder()?;
    let before = Folder::copy_of(folder.path())?;
    let take = async || -> Result<String> {
        page.look_for_update().await?;
        let old = page.build().await?;
        let update = page.find("button", "Update ready").await?;
        page.click(&update).await?;
        let new = wait::holds("another build", async || page.build().await, |build| *build != old).await?;
        page.ready().await?;
        Ok(new)
    };
    folder.make_next_build()?;
    assert_ne!(take().await?, first);
    folder.become_copy_of(&before)?;
    assert_eq!(take().await?, first);
    wait::equals(vec![first], async || page.kept_builds().await).await
}

async fn mends_itself(visit: Visit) -> Result<()> {
    let page = opened(&visit).await?;
    // One file is lost, the page, the program and one of its parts are damaged.
    let damage = "caches.keys().then(([name]) => caches.open(name)).then(async cache => {
        const all = await cache.keys();
        const one = name => all.find(request => name.test(request.url));
        await cache.delete(one(/style-[^/]+[.]css$/));
        const kind = type => ({ headers: { 'Content-Type': type } });
        await cache.put(one(/[/]$/), new Response('<p>not the page</p>', kind('text/html')));
        for (const name of [/[/]megahour-[^/]+_bg[.]wasm$/, /[/]about-[^/]+[.]wasm$/])
            await cache.put(one(name), new Response('no program', kind('application/wasm')));
        return all.length;
    })";
    let count = page.evaluate(damage).await?;
    page.tab().goto("about:blank").await?;
    let page = visit.open("").await?;
    // The program did not start at first, which the console tells in its own time.
    let is_told = |said: &Vec<String>| said.iter().any(|said| said.contains("CompileError"));
    wait::holds("that the program is damaged", async || visit.complaints().await, is_told).await?;
    let kept = async || {
        page.evaluate(
            "caches.keys().then(([name]) => caches.open(name)).then(c => c.keys()).then(k => k.length)",
        )
        .await
    };
    wait::equals(count, kept).await?;
    visit.site().stop();
    page.tab().goto("about:blank").await?;
    visit.open("").await?;
    visit.forgive_damage_and_what_could_not_be_reached().await
}

async fn mends_a_part(visit: Visit) -> Result<()> {
    let page = opened(&visit).await?;
    if !page.is_cut().await? {
        return Ok(());
    }
    let damage = "caches.keys().then(([name]) => caches.open(name)).then(async cache => {
        const part = (await cache.keys()).find(request => /[/]about-[^/]+[.]wasm$/.test(request.url));
        const headers = { 'Content-Type': 'application/wasm' };
        await cache.put(part, new Response('no program', { headers }));
    })";
    page.evaluate(damage).await?;
    page.tab().goto("about:blank").await?;
    // With a network it comes from there, and is kept from then on.
    let page = visit.open("#/about").await?;
    page.find("heading", "What such a business is").await?;
    visit.site().stop();
    page.tab().goto("about:blank").await?;
    let page = visit.open("#/about").await?;
    page.find("heading", "What such a business is").await?;
    visit.forgive_what_could_not_be_reached().await
}

async fn asks_first(visit: Visit) -> Result<()> {
    visit
        .before_every_page(
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        )
        .await?;
    let page = opened(&visit).await?;
    let first = page.build().await?;
    page.fill(PRICE, "3").await?;
    page.hears("not saved").await?;
    visit.site().folder()?.make_next_build()?;
    page.look_for_update().await?;
    let update = page.find("button", "Update ready").await?;
    page.click(&update).await?;
    page.hears("download it first").await?;
    assert_eq!(page.build().await?, first);
    page.card_shows("Annual revenue", "$3,000,000").await?;
    let anyway = page.find("button", "Update anyway").await?;
    page.click(&anyway).await?;
    wait::holds("the next build", async || page.build().await, |build| *build != first).await?;
    page.ready().await.context("the next build")
}
