//! Files and pasted cells: one sees what they would change before they do.

use std::fs;

use anyhow::Result;
use megahour_browser::{ModelPage, Visit, only_file, wait};
use serde_json::Value;

flows![
    pasted_cells_are_shown_before_they_are_taken,
    a_table_that_changes_no_value_offers_nothing_to_take,
    a_dropped_scenario_becomes_one_of_its_own,
    a_dropped_backup_says_what_it_holds,
    a_backup_adds_what_is_not_there_and_can_be_undone,
    whoever_leaves_a_backup_ends_what_it_adds,
    a_file_that_is_too_large_is_refused_with_words,
    a_file_that_is_none_of_ours_is_refused_with_words,
    the_projection_leaves_and_comes_back,
    no_barriers_in_the_light,
    no_barriers_in_the_dark,
];

const CELLS: &str = "Line\tYear 1\tYear 2\nRevenue per hour\t3\t3.10\nFancy metric\t1\t2";

async fn look_at_pasted(page: &ModelPage) -> Result<()> {
    page.press_button("Files").await?;
    let field = page.find("textbox", "Or paste cells from a spreadsheet").await?;
    page.focus(&field).await?;
    page.paste(CELLS).await?;
    page.press_button("Look at what was pasted").await
}

/// Drops a file of this text on the page.
async fn drop_file(page: &ModelPage, name: &str, text: &str) -> Result<()> {
    let (name, text) = (Value::from(name), Value::from(text));
    drop_made(page, &format!("new File([{text}], {name})")).await
}

async fn drop_made(page: &ModelPage, file: &str) -> Result<()> {
    let script = format!(
        "{{ const dataTransfer = new DataTransfer(); dataTransfer.items.add({file});
        document.body.dispatchEvent(new DragEvent('drop', {{ dataTransfer, bubbles: true, cancelable: true }})); }}"
    );
    page.evaluate(&script).await?;
    Ok(())
}

async fn pasted_cells_are_shown_before_they_are_taken(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    look_at_pasted(&page).await?;
    page.hears("1 driver changes").await?;
    page.hears("1 row left out").await?;
    let shown = page.region("What would change").await?;
    assert!(shown.contains("Revenue per compute hour"), "{shown}");
    let saved = page.saved_scenario().await?;
    assert!(saved.contains("[2.0,2.1,"), "{saved}");
    page.press_button("Import 2 values").await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    page.undo().await?;
    page.card_shows("Annual revenue", "$2,000,000").await
}

async fn a_dropped_scenario_becomes_one_of_its_own(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    drop_file(&page, "nimbus.json", include_str!("../../../fixtures/document-v1.json")).await?;
    page.hears("nimbus.json holds a scenario").await?;
    page.press_button("Open Nimbus GmbH – “grün” 🚀").await?;
    wait::equals("Nimbus GmbH – “grün” 🚀".to_owned(), async || page.title().await).await?;
    page.saved_scenario().await?;
    let stored = page.stored().await?;
    assert_eq!(stored.iter().filter(|(key, _)| key.contains(":scenario:")).count(), 2);
    Ok(())
}

async fn a_dropped_backup_says_what_it_holds(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let one = include_str!("../../../fixtures/document-v1.json");
    let text = format!("{{\"megahour_backup\":1,\"scenarios\":[{one},{{\"megahour\":9}}]}}");
    drop_file(&page, "all.json", &text).await?;
    page.hears("all.json holds 2 scenarios").await?;
    page.find("button", "Open Nimbus GmbH – “grün” 🚀").await?;
    let dialog = page.find("dialog", "Files").await?;
    let said = page.text(&dialog).await?;
    assert!(said.contains("Scenario 2 could not be read: a newer Megahour wrote it"), "{said}");
    Ok(())
}

async fn a_backup_adds_what_is_not_there_and_can_be_undone(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let one = include_str!("../../../fixtures/document-v1.json").trim_end();
    let two = one.replace("Nimbus", "Cirrus");
    let text = format!("{{\"megahour_backup\":1,\"scenarios\":[{one},{two},{one}]}}");
    drop_file(&page, "all.json", &text).await?;
    page.press_button("Add the 2 that are new").await?;
    page.hears("2 scenarios were added.").await?;
    let kept = async || {
        let stored = page.stored().await?;
        Ok(stored.iter().filter(|(_, text)| text.contains("Nimbus") || text.contains("Cirrus")).count())
    };
    wait::holds("two more", kept, |count| *count >= 2).await?;
    // The same once more: that there is nothing to add is said before.
    drop_file(&page, "all.json", &text).await?;
    page.hears("All of them are here already.").await?;
    page.press_button("Close").await?;
    page.press_button("Remove them again").await?;
    page.hears("What was added is gone again.").await
}

async fn whoever_leaves_a_backup_ends_what_it_adds(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let one = include_str!("../../../fixtures/document-v1.json").trim_end();
    let many: Vec<String> = (0..200).map(|n| one.replace("Nimbus", &format!("Number {n}"))).collect();
    let text = format!("{{\"megahour_backup\":1,\"scenarios\":[{}]}}", many.join(","));
    drop_file(&page, "all.json", &text).await?;
    page.find("button", "Add all 200").await?;
    // At once, before the second handful.
    page.evaluate(
        "(() => {
            const press = (name) => [...document.querySelectorAll('dialog[open] button')]
                .find((button) => (button.getAttribute('aria-label') ?? button.textContent) === name).click();
            press('Add all 200');
            press('Close');
        })()",
    )
    .await?;
    page.hears("The others were not, because the file was left.").await?;
    assert!(page.all_scenarios().await?.len() < 100);
    page.press_button("Remove them again").await?;
    page.hears("What was added is gone again.").await?;
    assert_eq!(page.all_scenarios().await?.len(), 1);
    Ok(())
}

async fn a_file_that_is_too_large_is_refused_with_words(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    drop_made(&page, "new File([new Uint8Array(6e6)], 'large.csv')").await?;
    page.hears("Nothing was taken from large.csv: it has 6 MB, and at most 5 MB are read.").await
}

async fn a_file_that_is_none_of_ours_is_refused_with_words(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    drop_file(&page, "other.json", "{\"a\": 1}").await?;
    page.hears("Nothing was taken from other.json: it does not say that it is a Megahour scenario").await?;
    drop_file(&page, "book.xlsx", "PK\u{3}\u{4}\u{0}").await?;
    page.hears("save a workbook as CSV").await
}

async fn the_projection_leaves_and_comes_back(visit: Visit) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("megahour-files-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    visit.download_to(&folder).await?;
    let page = visit.open("").await?;
    page.press_button("Files").await?;
    page.press_button("The projection (CSV)").await?;
    let read = async || Ok(fs::read_to_string(only_file(&folder)?)?);
    let csv = wait::holds("a file", read, |text| text.contains("contribution")).await?;
    page.press_button("Close").await?;
    drop_file(&page, "projection.csv", &csv).await?;
    page.hears("Nothing in projection.csv changes this scenario. 9 rows of drivers as they are.").await?;
    fs::remove_dir_all(folder)?;
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
    visit.set_size(390, 844, 1.0).await?;
    let page = visit.open("").await?;
    drop_file(&page, "empty.csv", "").await?;
    page.hears("Nothing was taken from empty.csv: it is empty.").await?;
    let mut found = page.violations().await?;
    page.press_button("Close").await?;
    look_at_pasted(&page).await?;
    page.hears("1 driver changes").await?;
    found.extend(page.violations().await?);
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn a_table_that_changes_no_value_offers_nothing_to_take(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill("Revenue per compute hour, Year 1", "3").await?;
    page.press_button("Files").await?;
    let field = page.find("textbox", "Or paste cells from a spreadsheet").await?;
    page.focus(&field).await?;
    page.paste("CAC\t $ 5,000.00 \tn/a\tn/a\tn/a\tn/a").await?;
    page.press_button("Look at what was pasted").await?;
    page.hears("Nothing in what was pasted changes this scenario").await?;
    assert!(!page.has("button", "Change 1 driver").await?);
    page.press_button("Close").await?;
    // The step before is still the one that undo is about.
    page.card_shows("Annual revenue", "$3,000,000").await?;
    page.undo().await?;
    page.card_shows("Annual revenue", "$2,000,000").await
}
