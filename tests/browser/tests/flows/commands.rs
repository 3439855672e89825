//! Everything by name, and the keys.

use anyhow::Result;
use megahour_browser::{ModelPage, Visit, wait};
use serde_json::Value;
use thirtyfour::Key;

flows![
    a_line_is_found_and_explained,
    a_view_is_found_by_a_part_of_its_name,
    an_action_of_another_view_is_done,
    scenarios_are_begun_opened_and_compared,
    a_scenario_is_duplicated,
    other_words_find_it_too,
    parts_of_views_and_currencies_are_found,
    dialogs_of_the_bar_open_too,
    what_was_chosen_last_comes_first,
    the_pointer_chooses_too,
    the_keyboard_comes_back,
    keyboards_of_other_letters_have_the_same_keys,
    what_is_not_in_the_model_is_said_to_be_not,
    shortcuts_are_listed,
    a_sign_is_no_command_where_one_types,
    no_barriers_in_the_light,
    no_barriers_in_the_dark,
    on_a_small_phone_it_fits,
];

const FIELD: &str = "Action, view, scenario or line";

async fn open(page: &ModelPage) -> Result<()> {
    page.press_with(&[Key::Control], "k").await?;
    page.find("combobox", FIELD).await?;
    Ok(())
}

async fn first_is(page: &ModelPage, start: &str) -> Result<()> {
    let begins = |results: &Vec<String>| results.first().is_some_and(|first| first.starts_with(start));
    wait::holds(&format!("“{start}” first"), async || palette_results(page).await, begins).await?;
    Ok(())
}

/// The results, best first.
async fn palette_results(page: &ModelPage) -> Result<Vec<String>> {
    let list = page.find("listbox", "Results").await?;
    Ok(page.all_in(&list, "option").await?.into_iter().map(|option| option.name).collect())
}

async fn is_closed(page: &ModelPage) -> Result<()> {
    wait::equals(false, async || page.has("combobox", FIELD).await).await
}

async fn a_line_is_found_and_explained(visit: Visit) -> Result<()> {
    let page = visit.open("#/model?year=4").await?;
    open(&page).await?;
    page.type_text("margin gross").await?;
    first_is(&page, "Gross margin").await?;
    page.press(Key::Enter).await?;
    page.explanation_says("68.0%").await?;
    assert_eq!(page.fragment().await?, "#/model?line=gross_margin&year=4");
    is_closed(&page).await
}

async fn a_view_is_found_by_a_part_of_its_name(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    open(&page).await?;
    page.type_text("scorec").await?;
    first_is(&page, "Scorecard").await?;
    page.press(Key::Enter).await?;
    wait::equals("#/scorecard", async || page.fragment().await).await
}

async fn an_action_of_another_view_is_done(visit: Visit) -> Result<()> {
    let page = visit.open("#/scorecard").await?;
    open(&page).await?;
    page.type_text("own numbers").await?;
    first_is(&page, "Start with your own numbers").await?;
    page.press(Key::Enter).await?;
    page.find("dialog", "Start with your own numbers").await?;
    Ok(())
}

/// Types into the palette, and takes what is called so once it comes first.
async fn choose(page: &ModelPage, typed: &str, first: &str) -> Result<()> {
    open(page).await?;
    page.type_text(typed).await?;
    first_is(page, first).await?;
    page.press(Key::Enter).await?;
    is_closed(page).await
}

async fn scenarios_are_begun_opened_and_compared(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    choose(&page, "new gpu", "New scenario: GPU cloud").await?;
    page.hears("GPU cloud is new, and open.").await?;
    choose(&page, "compare publ", "Compare with Published sample").await?;
    page.headline_says("Published sample earns the most gross profit").await?;
    choose(&page, "published", "Published sample").await?;
    page.hears("Published sample is open.").await?;
    // The one that is open is not offered; the other one is.
    choose(&page, "gpu", "GPU cloud").await?;
    page.hears("GPU cloud is open.").await
}

async fn a_scenario_is_duplicated(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    choose(&page, "dupl", "Duplicate this scenario").await?;
    page.hears("Added: Published sample (copy)").await?;
    assert_eq!(page.all_scenarios().await?.len(), 2);
    Ok(())
}

async fn other_words_find_it_too(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let words = [
        ("version", "Versions: restore an earlier state"),
        ("currency", "Currency: US dollars"),
        ("delete", "Delete this scenario"),
        ("tornado", "Tornado: what matters"),
        ("excel", "Files: import or export"),
        ("help", "Keyboard shortcuts"),
        ("heat", "Heat map: two drivers at a time"),
        ("monte", "Simulation: what could happen"),
        ("goal", "Goal seek: what has to be true"),
        ("backup", "Download all scenarios"),
    ];
    for (typed, first) in words {
        open(&page).await?;
        page.type_text(typed).await?;
        first_is(&page, first).await?;
        page.press(Key::Escape).await?;
        is_closed(&page).await?;
    }
    Ok(())
}

async fn parts_of_views_and_currencies_are_found(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    choose(&page, "euros", "Currency: euros (EUR)").await?;
    page.hears("Amounts are in euros now").await?;
    choose(&page, "keep this", "Keep this state as a version").await?;
    wait::equals("Name of the version", async || page.evaluate("document.activeElement.ariaLabel").await)
        .await?;
    choose(&page, "goal", "Goal seek: what has to be true").await?;
    wait::equals("seek-title", async || page.evaluate("document.activeElement.id").await).await?;
    choose(&page, "delete this", "Delete this scenario").await?;
    page.hears("Deleted: Published sample").await
}

async fn dialogs_of_the_bar_open_too(visit: Visit) -> Result<()> {
    let page = visit.open("#/scorecard").await?;
    choose(&page, "share", "Share this scenario").await?;
    page.find("dialog", "Share this scenario").await?;
    page.press(Key::Escape).await?;
    wait::equals(false, async || page.has("dialog", "Share this scenario").await).await?;
    choose(&page, "import", "Files: import or export").await?;
    page.find("dialog", "Files").await?;
    Ok(())
}

async fn what_was_chosen_last_comes_first(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    for name in ["Churn", "Show year 3"] {
        open(&page).await?;
        page.type_text(name).await?;
        first_is(&page, name).await?;
        page.press(Key::Enter).await?;
        is_closed(&page).await?;
    }
    page.reload().await?;
    open(&page).await?;
    first_is(&page, "Show year 3").await?;
    assert!(palette_results(&page).await?[1].starts_with("Churn"));
    Ok(())
}

async fn the_pointer_chooses_too(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let button = page.find("button", "Find anything").await?;
    page.click(&button).await?;
    page.find("combobox", FIELD).await?;
    page.type_text("dark").await?;
    first_is(&page, "Dark theme").await?;
    let list = page.find("listbox", "Results").await?;
    let option = page.all_in(&list, "option").await?.remove(0);
    page.click(&option).await?;
    wait::equals("dark", async || page.theme().await).await?;
    is_closed(&page).await
}

async fn the_keyboard_comes_back(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.walk_to("Gross margin", 2).await?;
    open(&page).await?;
    page.type_text("nothing is called that at all").await?;
    page.hears("“nothing is called that at all” is not in this model.").await?;
    // Escape closes the palette alone, and Enter on nothing does nothing.
    page.press(Key::Enter).await?;
    page.press(Key::Escape).await?;
    is_closed(&page).await?;
    page.keyboard_is_at("Gross margin", 2).await
}

async fn shortcuts_are_listed(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.type_text("?").await?;
    let dialog = page.find("dialog", "Keyboard shortcuts").await?;
    let text = page.text(&dialog).await?;
    for words in ["Ctrl+K", "Find anything", "Ctrl+Shift+Z or Ctrl+Y", "In the table"] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    page.press(Key::Escape).await?;
    wait::equals(false, async || page.has("dialog", "Keyboard shortcuts").await).await
}

async fn a_sign_is_no_command_where_one_types(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.type_into("Revenue per compute hour, Year 1", "2?").await?;
    page.field_shows("Revenue per compute hour, Year 1", "2?").await?;
    assert!(!page.has("dialog", "Keyboard shortcuts").await?);
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
    let page = visit.open("").await?;
    open(&page).await?;
    first_is(&page, "Model").await?;
    let mut found = page.violations().await?;
    page.press(Key::Escape).await?;
    is_closed(&page).await?;
    page.type_text("?").await?;
    page.find("dialog", "Keyboard shortcuts").await?;
    found.extend(page.violations().await?);
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn on_a_small_phone_it_fits(visit: Visit) -> Result<()> {
    visit.set_size(320, 600, 2.0).await?;
    let page = visit.open("").await?;
    let button = page.find("button", "Find anything").await?;
    page.click(&button).await?;
    first_is(&page, "Model").await?;
    assert!(!page.scrolls_sideways().await?, "the page scrolls sideways");
    let inside = "(() => { const box = document.querySelector('dialog[open]').getBoundingClientRect();
        return box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight; })()";
    assert_eq!(page.evaluate(inside).await?, true);
    Ok(())
}

/// Presses keys as a keyboard of other letters sends them.
async fn press_foreign(page: &ModelPage, key: &str, code: &str, more: &str) -> Result<Value> {
    page.evaluate(&format!(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{
            key: '{key}', code: '{code}', ctrlKey: true, bubbles: true, cancelable: true, {more}
        }}))"
    ))
    .await
}

async fn keyboards_of_other_letters_have_the_same_keys(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill("Revenue per compute hour, Year 1", "3").await?;
    page.walk_to("Gross margin", 2).await?;
    // Russian, Greek, Hebrew: undo and redo where Ctrl+Z and Ctrl+Y are.
    for (undo, redo) in [("я", "н"), ("ζ", "υ"), ("ז", "ט")] {
        press_foreign(&page, undo, "KeyZ", "").await?;
        page.card_shows("Annual revenue", "$2,000,000").await?;
        press_foreign(&page, redo, "KeyY", "").await?;
        page.card_shows("Annual revenue", "$3,000,000").await?;
    }
    press_foreign(&page, "Я", "KeyZ", "shiftKey: true").await?;
    press_foreign(&page, "я", "KeyZ", "").await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    // Latin letters count where they are written: on AZERTY, Ctrl+Z is where W is.
    press_foreign(&page, "w", "KeyZ", "").await?;
    press_foreign(&page, "y", "KeyY", "").await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    press_foreign(&page, "z", "KeyW", "").await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    // In the table, where the browser would load the page anew.
    page.walk_to("Revenue per compute hour", 1).await?;
    assert_eq!(press_foreign(&page, "к", "KeyR", "").await?, false, "the key was not taken");
    press_foreign(&page, "л", "KeyK", "").await?;
    page.find("combobox", FIELD).await?;
    Ok(())
}

async fn what_is_not_in_the_model_is_said_to_be_not(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    for word in ["capex", "debt", "power", "cluster"] {
        open(&page).await?;
        page.type_text(word).await?;
        page.hears(&format!("“{word}” is not in this model.")).await?;
        assert!(palette_results(&page).await?.is_empty(), "{word}");
        page.press(Key::Escape).await?;
        is_closed(&page).await?;
    }
    // What is there is found, by what people call it.
    choose(&page, "projection", "Projection: the table of all years").await?;
    open(&page).await?;
    page.type_text("table").await?;
    let found = async || palette_results(&page).await;
    let has_table = |found: &Vec<String>| found.iter().any(|one| one.starts_with("Projection: the table"));
    wait::holds("the table", found, has_table).await?;
    Ok(())
}
