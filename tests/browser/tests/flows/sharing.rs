//! A scenario goes out as a link and comes back from one, and nothing that is
//! saved is touched by it.

use anyhow::{Context as _, Result};
use megahour_browser::{ModelPage, Visit, wait};
use thirtyfour::Key;

flows![
    a_link_opens_what_was_shared,
    a_shared_scenario_touches_nothing_that_is_saved,
    a_shared_scenario_can_be_kept,
    an_edit_keeps_a_copy_first,
    what_is_typed_into_a_shared_scenario_is_typed_whole,
    a_shared_scenario_leaves_name_and_versions_of_ones_own_alone,
    a_shared_scenario_stays_between_views,
    a_shared_scenario_is_compared_with_ones_own,
    a_damaged_link_says_what_is_wrong,
    a_newer_link_says_so,
    a_link_that_was_encoded_on_its_way_opens,
    a_link_with_thousands_of_repairs_says_so_within_bounds,
    a_shared_scenario_has_a_name_that_can_be_seen_and_turns_nothing,
    a_scenario_is_shared_with_the_keyboard_alone,
    on_a_phone_nothing_hangs_over,
    no_barriers_in_the_light,
    no_barriers_in_the_dark,
];

const PRICE: &str = "Revenue per compute hour, Year 1";
/// A link as somebody has kept it.
const KEPT: &str = include_str!("../../../fixtures/links/v1-edited.txt");
const KEPT_NAME: &str = "Nimbus GmbH – “grün” 🚀";

/// The link in the dialog, from its fragment on.
async fn shared_link(page: &ModelPage) -> Result<String> {
    page.press_button("Share").await?;
    let link = page.find("textbox", "Link").await?.value;
    let fragment = link.split_once('#').context("a link without a fragment")?.1;
    page.press_button("Close").await?;
    Ok(format!("#{fragment}"))
}

async fn open_kept(visit: &Visit) -> Result<ModelPage> {
    let page = visit.open(&format!("#/model?s={}", KEPT.trim_end())).await?;
    page.hears("This is a shared scenario").await?;
    Ok(page)
}

async fn is_called(page: &ModelPage, name: &str) -> Result<()> {
    wait::equals(name.to_owned(), async || page.title().await).await
}

async fn a_link_opens_what_was_shared(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill(PRICE, "3").await?;
    let link = shared_link(&page).await?;
    assert!(link.starts_with("#/model?s=1."), "{link}");
    page.fill(PRICE, "4").await?;
    page.saved_scenario().await?;
    // In an open tab the address alone changes; elsewhere it is loaded.
    let page = visit.open(&link).await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    page.reload().await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    page.press_button("Back to mine").await?;
    page.card_shows("Annual revenue", "$4,000,000").await?;
    assert_eq!(page.fragment().await?, "#/model");
    Ok(())
}

async fn a_shared_scenario_touches_nothing_that_is_saved(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill(PRICE, "3").await?;
    page.saved_scenario().await?;
    let before = page.stored().await?;
    let page = open_kept(&visit).await?;
    is_called(&page, KEPT_NAME).await?;
    page.reload().await?;
    is_called(&page, KEPT_NAME).await?;
    page.press_button("Back to mine").await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    assert_eq!(page.stored().await?, before);
    Ok(())
}

async fn a_shared_scenario_can_be_kept(visit: Visit) -> Result<()> {
    let page = open_kept(&visit).await?;
    page.press_button("Keep a copy").await?;
    page.hears("The shared scenario is kept: this copy is yours").await?;
    assert_eq!(page.fragment().await?, "#/model");
    page.saved_scenario().await?;
    page.reload().await?;
    is_called(&page, KEPT_NAME).await
}

async fn an_edit_keeps_a_copy_first(visit: Visit) -> Result<()> {
    let page = open_kept(&visit).await?;
    page.fill(PRICE, "3").await?;
    page.hears("The shared scenario is kept: this copy is yours").await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    assert_eq!(page.fragment().await?, "#/model");
    page.saved_scenario().await?;
    page.reload().await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    is_called(&page, KEPT_NAME).await
}

async fn what_is_typed_into_a_shared_scenario_is_typed_whole(visit: Visit) -> Result<()> {
    let page = open_kept(&visit).await?;
    page.click_cell("Compute hours available by growth", 1).await?;
    page.type_text("5234567\n").await?;
    page.hears("The shared scenario is kept: this copy is yours").await?;
    page.cell_shows("Compute hours available by growth", 1, "5.23M").await?;
    // All of it is one step.
    page.undo().await?;
    assert!(page.find("button", "Undo").await?.is("disabled"));
    Ok(())
}

async fn a_shared_scenario_leaves_name_and_versions_of_ones_own_alone(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill(PRICE, "3").await?;
    page.saved_scenario().await?;
    let page = visit.open(&format!("#/scenarios?s={}", KEPT.trim_end())).await?;
    page.hears("This is a shared scenario").await?;
    page.press_button("Rename Published sample").await?;
    page.find("textbox", "New name of Published sample").await?;
    page.press_with(&[Key::Control], "a").await?;
    page.type_text("Mine").await?;
    page.press(Key::Enter).await?;
    page.find("button", "Open Mine").await?;
    page.overwrite("Name of the version", "Before").await?;
    page.press_button("Keep this state").await?;
    page.hears("Kept as a version: Before").await?;
    // The shared one is still no more than shown, and what was kept is one's own.
    page.hears("This is a shared scenario").await?;
    assert_eq!(page.all_scenarios().await?.len(), 1);
    page.press_button("Restore Before").await?;
    page.hears("This is “Before” again.").await?;
    page.go("#/model").await?;
    page.card_shows("Annual revenue", "$3,000,000").await
}

async fn a_shared_scenario_stays_between_views(visit: Visit) -> Result<()> {
    let page = open_kept(&visit).await?;
    let scorecard = page.find("link", "Scorecard").await?;
    page.click(&scorecard).await?;
    let address = format!("#/scorecard?s={}", KEPT.trim_end());
    wait::equals(address, async || page.fragment().await).await?;
    page.hears("This is a shared scenario").await?;
    // The menu of scenarios leads on with it too.
    page.press_button("Other scenarios").await?;
    let all = page.find_starting("link", "All scenarios").await?;
    page.click(&all).await?;
    let address = format!("#/scenarios?s={}", KEPT.trim_end());
    wait::equals(address, async || page.fragment().await).await?;
    page.hears("This is a shared scenario").await
}

async fn a_shared_scenario_is_compared_with_ones_own(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill(PRICE, "3").await?;
    page.saved_scenario().await?;
    let before = page.all_scenarios().await?;
    let page = open_kept(&visit).await?;
    page.press_button("Compare with mine").await?;
    let shown = async || {
        let text = page.evaluate("document.querySelector('main').innerText").await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    };
    let both = |text: &String| text.contains("Published sample") && text.contains(KEPT_NAME);
    wait::holds("both scenarios", shown, both).await?;
    assert!(page.fragment().await?.starts_with("#/compare?with="));
    page.hears("This is a shared scenario").await?;
    assert_eq!(page.all_scenarios().await?, before, "nothing that is saved is touched");
    page.press_button("Back to mine").await?;
    is_called(&page, "Compare · Published sample").await
}

async fn a_damaged_link_says_what_is_wrong(visit: Visit) -> Result<()> {
    let cut = KEPT.trim_end().get(..200).context("a short link")?;
    let page = visit.open(&format!("#/model?s={cut}")).await?;
    page.hears("This link can't be opened: its end is missing").await?;
    is_called(&page, "Published sample").await?;
    page.fill(PRICE, "3").await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    page.find("button", "Copy its text").await?;
    page.find("button", "Download its text").await?;
    page.press_button("Dismiss").await?;
    wait::equals("#/model".to_owned(), async || page.fragment().await).await?;
    page.card_shows("Annual revenue", "$3,000,000").await
}

async fn a_newer_link_says_so(visit: Visit) -> Result<()> {
    let page = visit.open("#/model?s=2.abc").await?;
    page.hears("a newer Megahour made it").await?;
    is_called(&page, "Published sample").await
}

async fn a_scenario_is_shared_with_the_keyboard_alone(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let share = page.find("button", "Share").await?;
    page.focus(&share).await?;
    page.press(Key::Enter).await?;
    page.find("dialog", "Share this scenario").await?;
    let copy = page.find("button", "Copy the link").await?;
    page.focus(&copy).await?;
    page.press(Key::Enter).await?;
    // Whether a headless browser lets the page copy is its own affair.
    wait::holds(
        "to hear how it went",
        async || page.announcements().await,
        |said| said.contains("is on the clipboard") || said.contains("copy it from there"),
    )
    .await?;
    page.press(Key::Escape).await?;
    wait::equals(true, async || Ok(page.find("button", "Share").await?.is("focused"))).await
}

async fn on_a_phone_nothing_hangs_over(visit: Visit) -> Result<()> {
    visit.set_size(320, 700, 2.0).await?;
    let page = open_kept(&visit).await?;
    assert!(!page.scrolls_sideways().await?);
    page.press_button("Share").await?;
    let dialog = page.find("dialog", "Share this scenario").await?.element(page.tab()).await?;
    let fits = "return arguments[0].scrollWidth <= arguments[0].clientWidth";
    let fits = page.tab().execute(fits, vec![dialog.to_json()?]).await?;
    assert_eq!(fits.json(), &true);
    Ok(())
}

async fn no_barriers_in_the_light(visit: Visit) -> Result<()> {
    no_barriers(visit, "light").await
}

async fn no_barriers_in_the_dark(visit: Visit) -> Result<()> {
    no_barriers(visit, "dark").await
}

async fn no_barriers(visit: Visit, theme: &str) -> Result<()> {
    visit.prefer_theme(theme).await?;
    let page = visit.open("#/model?s=1.damaged").await?;
    page.hears("This link can't be opened").await?;
    let mut found = page.violations().await?;
    let page = open_kept(&visit).await?;
    found.extend(page.violations().await?);
    page.press_button("Share").await?;
    page.find("textbox", "Link").await?;
    found.extend(page.violations().await?);
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn a_link_that_was_encoded_on_its_way_opens(visit: Visit) -> Result<()> {
    let payload = KEPT.trim_end();
    let (start, end) = payload.split_at(60);
    for arrived in [
        format!("#/model%3Fs%3D{payload}"),
        format!("#/model?s%3D{payload}"),
        format!("#/model?year=2&amp;s={payload}"),
        format!("#/model?s={start}%0D%0A{end}%20"),
    ] {
        let page = visit.open("#/about").await?;
        let page = {
            page.go(&arrived).await?;
            page
        };
        page.hears("This is a shared scenario").await?;
        is_called(&page, KEPT_NAME).await?;
        // It is kept as it was sent.
        let sent = format!("s={payload}");
        wait::holds("the address", async || page.fragment().await, |address| address.ends_with(&sent))
            .await?;
        page.press_button("Back to mine").await?;
    }
    Ok(())
}

/// The payload of a document in this JSON, made in the browser.
async fn payload_of(page: &ModelPage, json: &str) -> Result<String> {
    let script = format!(
        "(async () => {{
            const stream = new Blob([{json}]).stream().pipeThrough(new CompressionStream('deflate'));
            const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
            const text = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
            return '1.' + text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
        }})()"
    );
    Ok(page.evaluate(&script).await?.as_str().context("no payload")?.to_owned())
}

async fn a_link_with_thousands_of_repairs_says_so_within_bounds(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let document = include_str!("../../../fixtures/document-v1.json");
    let json = format!(
        "JSON.stringify({{ ...{document}, notes: Object.fromEntries(Array.from({{ length: 5000 }}, (_, at) => ['x' + at, {{}}])) }})"
    );
    let payload = payload_of(&page, &json).await?;
    let page = visit.open(&format!("#/model?s={payload}")).await?;
    page.hears("This Megahour does not know 1 note on a driver, and left it out. (5000 times)").await?;
    let height = page.evaluate("document.querySelector('.banner').offsetHeight").await?;
    assert!(height.as_f64().is_some_and(|height| height < 300.0), "{height} px");
    Ok(())
}

async fn a_shared_scenario_has_a_name_that_can_be_seen_and_turns_nothing(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let document = include_str!("../../../fixtures/document-v1.json");
    for (name, shown) in [("\\u200b", "Untitled scenario"), ("Base\\u202ecase", "Basecase")] {
        let json = format!("JSON.stringify({{ ...{document}, name: '{name}' }})");
        let payload = payload_of(&page, &json).await?;
        let page = visit.open(&format!("#/model?s={payload}")).await?;
        page.hears("This is a shared scenario").await?;
        is_called(&page, shown).await?;
    }
    Ok(())
}
