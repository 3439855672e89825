//! Many scenarios: begun, switched, named, copied, deleted, versioned.

use anyhow::{Context as _, Result};
use megahour_browser::{ModelPage, Visit, wait};
use thirtyfour::Key;

flows![
    a_preset_begins_a_scenario_and_the_one_before_stays,
    each_scenario_keeps_its_own_steps,
    a_deleted_scenario_comes_back_to_the_byte,
    a_scenario_is_renamed_and_copied_with_the_keyboard_alone,
    a_version_comes_back_as_a_step_that_can_be_undone,
    a_thousand_scenarios_are_searched_and_listed_a_page_at_a_time,
    a_note_on_a_driver_stands_beside_it,
    on_a_small_phone_nothing_hangs_over,
    no_barriers_in_the_light,
    no_barriers_in_the_dark,
    without_storage_scenarios_last_until_the_tab_closes,
];

const PRICE: &str = "Revenue per compute hour, Year 1";
const NAME: &str = "Name of the scenario";

/// The names in the list, in its order.
async fn listed(page: &ModelPage) -> Result<Vec<String>> {
    let buttons = page.all("button").await?;
    Ok(buttons.into_iter().filter_map(|node| node.name.strip_prefix("Open ").map(str::to_owned)).collect())
}

async fn lists(page: &ModelPage, names: &[&str]) -> Result<()> {
    wait::holds(&format!("{names:?}"), async || listed(page).await, |found| found == names).await?;
    Ok(())
}

async fn a_preset_begins_a_scenario_and_the_one_before_stays(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill(PRICE, "3").await?;
    page.go("#/scenarios").await?;
    page.press_button("GPU cloud").await?;
    page.hears("GPU cloud is new, and open").await?;
    page.field_shows(NAME, "GPU cloud").await?;
    lists(&page, &["GPU cloud", "Published sample"]).await?;
    page.go("#/model").await?;
    page.field_shows(PRICE, "2.60").await?;
    // The switcher in the bar leads back.
    page.press_button("Other scenarios").await?;
    page.press_button("Open Published sample").await?;
    page.field_shows(PRICE, "3.00").await?;
    page.reload().await?;
    page.field_shows(NAME, "Published sample").await
}

async fn each_scenario_keeps_its_own_steps(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill(PRICE, "3").await?;
    page.press_button("Other scenarios").await?;
    page.press_button("New scenario").await?;
    page.field_shows(NAME, "Untitled scenario").await?;
    page.fill(PRICE, "7").await?;
    page.press_button("Other scenarios").await?;
    page.press_button("Open Published sample").await?;
    page.field_shows(PRICE, "3.00").await?;
    page.undo().await?;
    page.field_shows(PRICE, "2.00").await?;
    page.press_button("Other scenarios").await?;
    page.press_button("Open Untitled scenario").await?;
    page.field_shows(PRICE, "7.00").await?;
    page.undo().await?;
    page.field_shows(PRICE, "0.00").await
}

async fn a_deleted_scenario_comes_back_to_the_byte(visit: Visit) -> Result<()> {
    let page = visit.open("#/scenarios").await?;
    page.press_button("Vector database").await?;
    page.press_button("Blank").await?;
    lists(&page, &["Untitled scenario", "Vector database", "Published sample"]).await?;
    let before = page.all_scenarios().await?;
    page.press_button("Delete Vector database").await?;
    page.hears("Deleted: Vector database").await?;
    lists(&page, &["Untitled scenario", "Published sample"]).await?;
    // The bar has an Undo too; the keyboard is on the message's.
    page.press(Key::Enter).await?;
    lists(&page, &["Untitled scenario", "Vector database", "Published sample"]).await?;
    assert_eq!(page.all_scenarios().await?, before);
    // The open one can go too: another opens first.
    page.press_button("Delete Untitled scenario").await?;
    page.field_shows(NAME, "Vector database").await
}

async fn a_scenario_is_renamed_and_copied_with_the_keyboard_alone(visit: Visit) -> Result<()> {
    let page = visit.open("#/scenarios").await?;
    page.press_button("Blank").await?;
    let rename = page.find("button", "Rename Published sample").await?;
    page.focus(&rename).await?;
    page.press(Key::Enter).await?;
    let field = "New name of Published sample";
    page.find("textbox", field).await?;
    page.press_with(&[Key::Control], "a").await?;
    page.type_text("Base case").await?;
    page.press(Key::Enter).await?;
    lists(&page, &["Base case", "Untitled scenario"]).await?;
    // The keyboard is where it was: the name's own button opens the scenario.
    let active = async || page.evaluate("document.activeElement.getAttribute('aria-label')").await;
    wait::equals("Open Base case", async || Ok(active().await?.as_str().unwrap_or_default().to_owned()))
        .await?;
    page.press(Key::Enter).await?;
    page.field_shows(NAME, "Base case").await?;
    let copy = page.find("button", "Duplicate Base case").await?;
    page.focus(&copy).await?;
    page.press(Key::Enter).await?;
    lists(&page, &["Base case (copy)", "Base case", "Untitled scenario"]).await
}

async fn a_version_comes_back_as_a_step_that_can_be_undone(visit: Visit) -> Result<()> {
    let page = visit.open("#/scenarios").await?;
    page.overwrite("Name of the version", "First draft").await?;
    page.press(Key::Enter).await?;
    page.hears("Kept as a version: First draft").await?;
    page.go("#/model").await?;
    page.fill(PRICE, "3").await?;
    page.go("#/scenarios").await?;
    page.press_button("Restore First draft").await?;
    page.hears("This is “First draft” again").await?;
    // What it took the place of is kept as well.
    page.find("button", "Restore Before: restoring “First draft”").await?;
    page.go("#/model").await?;
    page.field_shows(PRICE, "2.00").await?;
    page.undo().await?;
    page.field_shows(PRICE, "3.00").await
}

async fn a_thousand_scenarios_are_searched_and_listed_a_page_at_a_time(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.evaluate(
        "(() => {
            const [key, text] = Object.entries(localStorage).find(([key]) => key.includes(':scenario:'));
            for (let number = 1; number < 1000; number++) {
                localStorage.setItem('megahour:/:scenario:many' + number, text.replace('Published sample', 'Variant ' + number + '.'));
            }
        })()",
    )
    .await?;
    page.reload().await?;
    page.go("#/scenarios").await?;
    page.hears("1000 in all").await?;
    wait::equals(50, async || Ok(listed(&page).await?.len())).await?;
    page.press_button("Show 50 more of 950").await?;
    wait::equals(100, async || Ok(listed(&page).await?.len())).await?;
    let search = page.find("searchbox", "Search in names and descriptions").await?;
    page.focus(&search).await?;
    page.type_text("variant 777").await?;
    page.hears("1 of 1000 found").await?;
    lists(&page, &["Variant 777."]).await
}

async fn a_note_on_a_driver_stands_beside_it(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.evaluate("document.querySelector('.hints summary').click()").await?;
    let label = "Compute hours billed";
    page.overwrite(&format!("Note on {label}"), "Two customers have signed").await?;
    page.overwrite(&format!("Source of the note on {label}"), "Contracts").await?;
    let form = async || page.region("Drivers").await;
    wait::holds("the note", form, |text| text.contains("Two customers have signed (Contracts)")).await?;
    assert!(page.saved_scenario().await?.contains("\"source\":\"Contracts\""));
    page.reload().await?;
    wait::holds("the note", form, |text| text.contains("Two customers have signed (Contracts)")).await?;
    Ok(())
}

async fn on_a_small_phone_nothing_hangs_over(visit: Visit) -> Result<()> {
    visit.set_size(320, 700, 2.0).await?;
    let page = visit.open("#/scenarios").await?;
    page.press_button("Inference API").await?;
    page.overwrite("Name of the version", "First draft").await?;
    page.press(Key::Enter).await?;
    page.hears("Kept as a version").await?;
    assert!(!page.scrolls_sideways().await?, "the page scrolls sideways");
    page.press_button("Other scenarios").await?;
    page.find("button", "New scenario").await?;
    let inside = page
        .evaluate("(() => { const box = document.querySelector('#switcher').getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth; })()")
        .await?;
    assert_eq!(inside, true, "the menu hangs over");
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
    let page = visit.open("#/scenarios").await?;
    page.press_button("GPU cloud").await?;
    page.overwrite("Name of the version", "First draft").await?;
    page.press(Key::Enter).await?;
    page.hears("Kept as a version").await?;
    page.store("scenario:broken", "{").await?;
    page.store("set-aside:1", "{").await?;
    page.reload().await?;
    page.find("button", "Delete Damaged scenario").await?;
    page.press_button("Rename Published sample").await?;
    let mut found = page.violations().await?;
    page.press_button("Other scenarios").await?;
    page.find("button", "New scenario").await?;
    found.extend(page.violations().await?);
    page.go("#/model").await?;
    page.evaluate("document.querySelector('.hints summary').click()").await?;
    page.find("textbox", "Note on Compute hours billed").await?;
    found.extend(page.violations().await?);
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn without_storage_scenarios_last_until_the_tab_closes(visit: Visit) -> Result<()> {
    visit
        .before_every_page(
            "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {
                get() { throw new DOMException('denied', 'SecurityError'); },
            });",
        )
        .await?;
    let page = visit.open("#/scenarios").await?;
    page.press_button("GPU cloud").await?;
    lists(&page, &["GPU cloud", "Published sample"]).await?;
    page.hears("not saved: no storage here").await?;
    page.press_button("Open Published sample").await?;
    page.field_shows(NAME, "Published sample").await?;
    page.all("button").await?.into_iter().find(|node| node.name == "Download").context("a download")?;
    Ok(())
}
