//! When the program cannot run, what was saved is still to be had.

use std::fs;

use anyhow::Result;
use megahour_browser::{Flow, Page, Visit, wait};
use serde_json::json;

pub fn flows() -> Vec<Flow> {
    vec![
        Flow::new("recovery::a_failed_load_offers_every_stored_scenario", failed_load).on_a_copy(),
        Flow::new("recovery::a_panic_shows_what_was_saved_and_writes_nothing_more", panic),
        Flow::new("recovery::a_fault_in_the_running_program_is_survived", fault),
        Flow::new("recovery::a_browser_without_webassembly_is_told_what_is_needed", no_webassembly),
        Flow::new("recovery::a_browser_without_javascript_is_told_what_is_needed", no_javascript),
        Flow::new("recovery::the_page_is_outlined_before_the_program_runs", outline),
    ]
}

const STORED: &str = r#"{"megahour":1,"name":"My <b>cloud</b>"}"#;

/// Has every page find this in its storage.
async fn store(visit: &Visit) -> Result<()> {
    let text = json!(STORED);
    visit
        .before_every_page(&format!(
            "localStorage.setItem('megahour:/:scenario', {text});
            localStorage.setItem('megahour:/:set-aside:1', '{{\"broken');
            localStorage.setItem('megahour:/elsewhere/:scenario', 'of another site');"
        ))
        .await
}

async fn failed_load(visit: Visit) -> Result<()> {
    store(&visit).await?;
    let site = visit.site().folder()?.path().to_owned();
    for entry in fs::read_dir(&site)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "wasm") {
            fs::remove_file(path)?;
        }
    }
    let folder = std::env::temp_dir().join(format!("megahour-recovered-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    visit.download_to(&folder).await?;
    let page = visit.go("").await?;
    page.find("heading", "Megahour could not start").await?;
    let list = page.find("list", "").await?;
    assert_eq!(page.all_in(&list, "listitem").await?.len(), 2, "{}", page.text(&list).await?);
    assert!(page.text(&list).await?.contains("My <b>cloud</b> (scenario)"));
    let download = page.find("button", "Download My <b>cloud</b>").await?;
    page.click(&download).await?;
    let file = folder.join("megahour-scenario.json");
    wait::equals(STORED.to_owned(), async || Ok(fs::read_to_string(&file)?)).await?;
    let all = page.find("button", "Download all as one file").await?;
    page.click(&all).await?;
    let file = folder.join("megahour-stored.json");
    wait::holds("both", async || Ok(fs::read_to_string(&file)?), |text| text.contains("{\\\"broken")).await?;
    assert_eq!(page.violations().await?, Vec::<String>::new());
    fs::remove_dir_all(&folder)?;
    // The console names what was missing.
    assert!(!visit.complaints().await?.is_empty());
    Ok(())
}

async fn panic(visit: Visit) -> Result<()> {
    store(&visit).await?;
    // The program finds no body to put itself into, which nothing provides for.
    visit
        .before_every_page(
            "const { get } = Object.getOwnPropertyDescriptor(Document.prototype, 'body');
            let asked = false;
            Object.defineProperty(document, 'body', {
                get() {
                    if (asked || !new Error().stack.includes('wasm')) return get.call(document);
                    asked = true;
                    return null;
                },
            });",
        )
        .await?;
    let page = visit.go("").await?;
    page.find("heading", "Megahour has stopped").await?;
    says(&page, "panicked at").await?;
    page.find("button", "Download My <b>cloud</b>").await?;
    let write = "try { localStorage.setItem('megahour:/:scenario', ''); 'written' } catch { 'refused' }";
    assert_eq!(page.evaluate(write).await?, json!("refused"));
    assert!(!visit.complaints().await?.is_empty());
    Ok(())
}

async fn fault(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill("Revenue per compute hour, Year 1", "3").await?;
    page.saved_scenario().await?;
    // The smallest program whose only function ends it.
    page.evaluate(
        "WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0,
            7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11])).then(made => setTimeout(made.instance.exports.f))",
    )
    .await?;
    page.find("heading", "Megahour has stopped").await?;
    let again = page.find("button", "Load the page again").await?;
    page.click(&again).await?;
    page.ready().await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    assert!(visit.complaints().await?.join(" ").contains("unreachable"));
    Ok(())
}

async fn no_webassembly(visit: Visit) -> Result<()> {
    visit.before_every_page("WebAssembly.validate = () => false").await?;
    let page = visit.go("").await?;
    page.find("heading", "Megahour needs a newer browser").await?;
    says(&page, "Safari since 16.4").await?;
    Ok(())
}

async fn no_javascript(visit: Visit) -> Result<()> {
    visit.without_scripts().await?;
    let page = visit.go("").await?;
    page.find("heading", "Megahour needs JavaScript").await?;
    assert_eq!(page.all("status").await?.len(), 0, "something seems to be on its way");
    Ok(())
}

async fn outline(visit: Visit) -> Result<()> {
    visit.before_every_page("WebAssembly.instantiateStreaming = () => new Promise(() => {})").await?;
    let page = visit.go("").await?;
    says(&page, "The economics of an AI-infrastructure business").await?;
    says(&page, "Loading the model").await
}

async fn says(page: &Page, words: &str) -> Result<()> {
    let text =
        async || Ok(page.evaluate("document.body.innerText").await?.as_str().unwrap_or_default().to_owned());
    wait::holds(words, text, |text| text.contains(words)).await?;
    Ok(())
}
