//! The report: read, printed, and saved as one file.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use megahour_browser::{ModelPage, Visit, only_file, wait};
use serde_json::json;

flows![
    it_tells_the_scenario,
    it_prints_on_a4,
    it_prints_on_letter,
    it_prints_light_charts_in_the_dark,
    it_follows_what_is_typed,
    it_is_saved_as_one_file_that_asks_for_nothing,
    no_barriers_in_the_light,
    no_barriers_in_the_dark,
    on_a_small_phone_nothing_hangs_over,
];

async fn it_tells_the_scenario(visit: Visit) -> Result<()> {
    let page = visit.open("#/report").await?;
    assert_eq!(page.headline().await?, "Published sample");
    let headings: Vec<String> = page
        .all("heading")
        .await?
        .into_iter()
        .filter(|heading| heading.level() == Some(2))
        .map(|heading| heading.name)
        .collect();
    let sections = [
        "What the numbers say, year 1",
        "Assumptions",
        "Projection over 5 years",
        "Charts",
        "Against benchmarks",
        "Scorecard",
        "Pricing models on the same demand, year 1",
        "Appendix: formulas",
        "This scenario in Megahour",
    ];
    assert!(sections.iter().all(|section| headings.iter().any(|heading| heading == section)), "{headings:?}");
    Ok(())
}

async fn it_prints_on_a4(visit: Visit) -> Result<()> {
    prints(visit, 8.27, 11.69).await
}

async fn it_prints_on_letter(visit: Visit) -> Result<()> {
    prints(visit, 8.5, 11.0).await
}

async fn it_prints_light_charts_in_the_dark(visit: Visit) -> Result<()> {
    visit.prefer_theme("dark").await?;
    let page = visit.open("#/report").await?;
    page.find("heading", "Appendix: formulas").await?;
    page.tab().cdp().send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    // The brightest part of each text's colour.
    let inks = "[...document.querySelectorAll('.report-pictures text')]
        .map(text => Math.max(...getComputedStyle(text).fill.match(/\\d+/g).slice(0, 3)))";
    let inks = page.evaluate(inks).await?;
    let inks: Vec<u64> = serde_json::from_value(inks)?;
    assert!(!inks.is_empty() && inks.iter().all(|ink| *ink < 140), "{inks:?}");
    Ok(())
}

/// Two to four pages, in the dark as well, for every beginning, and no wider
/// than the paper.
async fn prints(visit: Visit, width: f64, height: f64) -> Result<()> {
    visit.prefer_theme("dark").await?;
    let page = visit.open("#/report").await?;
    prints_on(&page, width, height).await.context("the sample")?;
    for preset in ["GPU cloud", "Inference API", "Vector database"] {
        page.go("#/scenarios").await?;
        page.press_button(preset).await?;
        page.hears(&format!("{preset} is new, and open")).await?;
        page.go("#/report").await?;
        says(&page, "its scorecard is the shipped example").await?;
        prints_on(&page, width, height).await.context(preset)?;
    }
    Ok(())
}

async fn prints_on(page: &ModelPage, width: f64, height: f64) -> Result<()> {
    page.find("heading", "Appendix: formulas").await?;
    let paper = json!({ "paperWidth": width, "paperHeight": height, "printBackground": true });
    let printed = page.tab().cdp().send_raw("Page.printToPDF", paper).await?;
    let pdf = STANDARD.decode(printed["data"].as_str().context("no PDF")?)?;
    ensure!(pdf.starts_with(b"%PDF"), "what was printed is no PDF");
    let pages = pages_of(&pdf);
    assert!((2..=4).contains(&pages), "{pages} pages");
    Ok(())
}

/// Chromium writes each page's dictionary in plain text.
fn pages_of(pdf: &[u8]) -> usize {
    let sign = b"/Type /Page";
    let ends = pdf.windows(sign.len() + 1).filter(|window| window.starts_with(sign));
    ends.filter(|window| window.last() != Some(&b's')).count()
}

async fn it_follows_what_is_typed(visit: Visit) -> Result<()> {
    let page = visit.open("#/report").await?;
    says(&page, "Year 1 earns $1.2M gross profit").await?;
    page.evaluate("location.hash = '#/model'").await?;
    page.fill("Revenue per compute hour, Year 1", "3").await?;
    page.evaluate("location.hash = '#/report'").await?;
    says(&page, "Year 1 earns $2.2M gross profit").await?;
    says(&page, "own; from year 2 published").await
}

async fn says(page: &ModelPage, words: &str) -> Result<()> {
    let read = async || {
        let report = page.find("article", "Report").await?;
        page.text(&report).await
    };
    wait::holds(&format!("“{words}” in the report"), read, |text| text.contains(words)).await?;
    Ok(())
}

async fn it_is_saved_as_one_file_that_asks_for_nothing(visit: Visit) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("megahour-report-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    visit.download_to(&folder).await?;
    let page = visit.open("#/report").await?;
    let name = page.find("textbox", "Name of the scenario").await?;
    page.focus(&name).await?;
    page.press_with(&[thirtyfour::Key::Control], "a").await?;
    page.type_text("<img src=x onerror=\"document.title='taken'\"></script>\n").await?;
    let save = page.find("button", "Save as one HTML file").await?;
    page.click(&save).await?;
    let whole = |text: &String| text.ends_with("</html>\n");
    let text = wait::holds("the file", async || Ok(fs::read_to_string(only_file(&folder)?)?), whole).await?;
    assert!(text.contains("&lt;img src=x"), "the name is not in it");
    // The console and the network are watched: a refused style, script or
    // picture fails the flow.
    page.tab().goto(format!("data:text/html;charset=utf-8,{}", escaped(&text))).await?;
    let title =
        wait::holds("the report", async || Ok(page.tab().title().await?), |title| !title.is_empty()).await?;
    assert!(title.starts_with("<img src=x") && title.ends_with("Megahour report"), "{title}");
    let charts = page.evaluate("document.querySelectorAll('.report-pictures svg').length").await?;
    assert_eq!(charts, 6);
    let ink = page.evaluate("getComputedStyle(document.querySelector('.report h2')).borderTopWidth").await?;
    assert_eq!(ink, "2px", "the style sheet is refused");
    let held = "JSON.parse(document.getElementById('megahour-document').textContent).megahour";
    assert_eq!(page.evaluate(held).await?, 2);
    page.find("image", "QR code of the link").await?;
    // From anywhere the button leads back into the app.
    let reopen = page.find("link", "Open in Megahour").await?;
    page.click(&reopen).await?;
    page.hears("This is a shared scenario").await?;
    wait::holds("its name", async || page.title().await, |title| title.starts_with("<img src=x")).await?;
    Ok(fs::remove_dir_all(&folder)?)
}

/// A text as a part of an address.
fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

async fn no_barriers_in_the_light(visit: Visit) -> Result<()> {
    no_barriers(visit, "light").await
}

async fn no_barriers_in_the_dark(visit: Visit) -> Result<()> {
    no_barriers(visit, "dark").await
}

async fn no_barriers(visit: Visit, theme: &str) -> Result<()> {
    visit.prefer_theme(theme).await?;
    let page = visit.open("#/report").await?;
    page.find("heading", "Appendix: formulas").await?;
    let found = page.violations().await?;
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn on_a_small_phone_nothing_hangs_over(visit: Visit) -> Result<()> {
    visit.set_size(320, 700, 2.0).await?;
    let page = visit.open("#/report").await?;
    page.find("heading", "Appendix: formulas").await?;
    assert!(!page.scrolls_sideways().await?, "the page scrolls sideways");
    Ok(())
}
