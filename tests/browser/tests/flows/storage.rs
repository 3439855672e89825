//! The scenario is kept, and what is wrong with its storage is said.

use anyhow::Result;
use megahour_browser::{ModelPage, Visit, wait};
use thirtyfour::Key;

flows![
    a_reload_keeps_the_scenario,
    an_edit_just_before_a_reload_is_kept,
    an_unreadable_document_is_set_aside,
    a_document_with_a_gap_is_mended_and_set_aside,
    a_document_with_an_unknown_driver_is_not_overwritten,
    a_newer_document_is_not_overwritten,
    what_the_first_version_stored_opens_and_is_kept,
    without_storage_the_app_works_and_says_so,
    a_full_storage_is_said,
    room_that_is_made_saves_what_was_not,
    a_change_that_the_saving_code_is_late_for_is_said_and_saved,
    without_the_saving_code_nothing_stored_is_passed_over,
    two_windows_show_the_same_scenario,
    what_another_window_clears_is_said_and_the_open_scenario_stored_again,
    of_two_windows_that_both_changed_it_neither_loses_its_own,
];

const PRICE: &str = "Revenue per compute hour, Year 1";

async fn a_reload_keeps_the_scenario(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill(PRICE, "3").await?;
    page.overwrite("Name of the scenario", "Second try").await?;
    page.press(Key::Enter).await?;
    page.saved_scenario().await?;
    page.reload().await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    page.field_shows("Name of the scenario", "Second try").await?;
    assert_eq!(page.title().await?, "Second try");
    Ok(())
}

async fn an_edit_just_before_a_reload_is_kept(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.saved_scenario().await?;
    page.type_into(PRICE, "3").await?;
    page.reload().await?;
    page.card_shows("Annual revenue", "$3,000,000").await
}

async fn an_unreadable_document_is_set_aside(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let broken = "{\"megahour\":1,\"drivers\":";
    page.store("scenario", broken).await?;
    page.reload().await?;
    page.hears("The stored scenario could not be opened").await?;
    page.hears("It is kept as it was").await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    let aside = async || page.stored_under(":set-aside:1").await;
    assert_eq!(aside().await?.as_deref(), Some(broken));
    // It is told once; from then on it waits among what was set aside.
    page.reload().await?;
    assert!(!page.announcements().await?.contains("could not be opened"));
    assert_eq!(page.stored_under(":set-aside:2").await?, None);
    // What is typed now is saved, and what was set aside stays.
    page.fill(PRICE, "3").await?;
    let saved = page.saved_scenario().await?;
    assert!(saved.contains("Published sample"), "{saved}");
    assert_eq!(aside().await?.as_deref(), Some(broken));
    Ok(())
}

async fn a_document_with_a_gap_is_mended_and_set_aside(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill(PRICE, "3").await?;
    let good = page.saved_scenario().await?;
    let gap = good.replace("[5000.0,", "[-5000.0,");
    assert_ne!(gap, good);
    page.store_as_open(&gap).await?;
    page.reload().await?;
    page.hears("The stored scenario was mended").await?;
    page.hears("Customer acquisition cost (CAC): a value is outside what is allowed").await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    assert_eq!(page.stored_under(":set-aside:1").await?, Some(gap));
    Ok(())
}

/// Read without what it does not know, the scenario would lose it when saved.
async fn a_document_with_an_unknown_driver_is_not_overwritten(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill(PRICE, "3").await?;
    let newer = page.saved_scenario().await?.replace("\"cac\"", "\"cack\"");
    page.store_as_open(&newer).await?;
    page.reload().await?;
    page.hears("this one does not know 1 driver; reload to update. It is kept as it was").await?;
    page.fill(PRICE, "4").await?;
    page.saved_scenario().await?;
    assert!(page.all_scenarios().await?.contains(&newer));
    Ok(())
}

async fn a_newer_document_is_not_overwritten(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let newer = "{\"megahour\":99,\"drivers\":{}}";
    page.store_as_open(newer).await?;
    page.reload().await?;
    page.hears("a newer Megahour wrote it (format 99").await?;
    page.fill(PRICE, "3").await?;
    page.saved_scenario().await?;
    assert!(page.all_scenarios().await?.contains(&newer.to_owned()));
    Ok(())
}

async fn what_the_first_version_stored_opens_and_is_kept(visit: Visit) -> Result<()> {
    let first = include_str!("../../../fixtures/document-v1.json");
    let page = visit.open("").await?;
    page.evaluate("localStorage.clear(), sessionStorage.clear()").await?;
    page.store("scenario", first).await?;
    page.reload().await?;
    page.field_shows("Name of the scenario", "Nimbus GmbH – “grün” 🚀").await?;
    assert_eq!(page.stored_under(":scenario").await?, None);
    page.reload().await?;
    page.field_shows("Name of the scenario", "Nimbus GmbH – “grün” 🚀").await?;
    assert_eq!(page.all_scenarios().await?.len(), 1);
    Ok(())
}

async fn without_storage_the_app_works_and_says_so(visit: Visit) -> Result<()> {
    visit
        .before_every_page(
            "Object.defineProperty(window, 'localStorage', {
                get() { throw new DOMException('denied', 'SecurityError'); },
            });",
        )
        .await?;
    let page = visit.open("").await?;
    page.hears("This browser keeps nothing for this page").await?;
    page.hears("not saved: no storage here").await?;
    page.fill(PRICE, "3").await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    page.choose("Theme", "Dark").await?;
    wait::equals("dark", async || page.theme().await).await?;
    page.hears("not saved").await
}

/// Has the code that reads and writes scenarios come late, or never.
const WITHOUT_SAVING_CODE: &str = "const asked = window.fetch;
    window.isOffline = !sessionStorage.getItem('reached');
    window.fetch = (what, ...rest) => window.isOffline && /keeping-.*wasm/.test(what?.url ?? what)
        ? Promise.reject(new TypeError('offline')) : asked(what, ...rest);";

async fn a_change_that_the_saving_code_is_late_for_is_said_and_saved(visit: Visit) -> Result<()> {
    visit.before_every_page(WITHOUT_SAVING_CODE).await?;
    let page = visit.open("").await?;
    if !page.is_cut().await? {
        return Ok(());
    }
    page.fill(PRICE, "3").await?;
    page.hears("not saved: no connection").await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    let download = page.find("button", "Download").await?;
    page.click(&download).await?;
    page.hears("The file needs a part of Megahour that could not be fetched").await?;
    page.evaluate(
        "sessionStorage.setItem('reached', 'yes'), window.isOffline = false,
            window.dispatchEvent(new Event('online'))",
    )
    .await?;
    assert!(page.saved_scenario().await?.contains("[3.0,"));
    page.reload().await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    only_says_offline(&visit).await
}

/// The reason is on the console, for who looks for it, and nothing else.
async fn only_says_offline(visit: &Visit) -> Result<()> {
    let complaints = visit.complaints().await?;
    assert!(complaints.iter().all(|said| said.contains("offline")), "{complaints:?}");
    Ok(())
}

async fn without_the_saving_code_nothing_stored_is_passed_over(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    if !page.is_cut().await? {
        return Ok(());
    }
    page.fill(PRICE, "3").await?;
    let stored = page.saved_scenario().await?;
    visit.before_every_page(WITHOUT_SAVING_CODE).await?;
    let page = visit.go("").await?;
    page.find("heading", "Megahour could not start").await?;
    page.find("button", "Download Published sample").await?;
    visit.before_every_page("window.isOffline = false").await?;
    let again = page.find("button", "Load the page again").await?;
    page.click(&again).await?;
    let page = visit.open("").await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    assert_eq!(page.saved_scenario().await?, stored);
    only_says_offline(&visit).await
}

/// Leaves no room for a single character.
async fn fill_storage(page: &ModelPage) -> Result<()> {
    page.evaluate(
        "for (let size = 1 << 22, full = ''; size >= 1; ) {
            try { localStorage.setItem('full', full + 'x'.repeat(size)); full += 'x'.repeat(size); }
            catch { size >>= 1; }
        }",
    )
    .await?;
    Ok(())
}

async fn a_full_storage_is_said(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.saved_scenario().await?;
    fill_storage(&page).await?;
    // What takes no more room than before still fits; this is longer. It comes
    // at once: of what is typed slowly the first digit alone would be saved.
    page.enter_field(PRICE).await?;
    page.paste("3.25").await?;
    page.hears("not saved: storage is full").await?;
    page.card_shows("Annual revenue", "$3,250,000").await?;
    assert!(page.open_scenario().await?.contains("[2.0,"), "what was saved before is as it was");
    page.find("button", "Download").await?;
    // Nobody leaves with it unasked.
    let leave = "window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    assert_eq!(page.evaluate(leave).await?, false);
    // Once there is room again, the next change is saved.
    page.evaluate("localStorage.removeItem('full')").await?;
    page.overwrite(PRICE, "4").await?;
    let saved = async || page.saved_scenario().await;
    wait::holds("the next change", saved, |text| text.contains("[4.0,")).await?;
    assert_eq!(page.evaluate(leave).await?, true);
    Ok(())
}

async fn room_that_is_made_saves_what_was_not(visit: Visit) -> Result<()> {
    let page = visit.open("#/scenarios").await?;
    page.press_button("Blank").await?;
    page.hears("Untitled scenario is new, and open.").await?;
    fill_storage(&page).await?;
    page.go("#/model").await?;
    page.enter_field(PRICE).await?;
    page.paste("3.25678901234567").await?;
    page.hears("not saved: storage is full").await?;
    // Nothing is typed any more: the other scenario goes.
    page.go("#/scenarios").await?;
    page.press_button("Delete Published sample").await?;
    let saved = async || page.open_scenario().await;
    wait::holds("what was not saved", saved, |text| text.contains("3.25678901234567")).await?;
    Ok(())
}

async fn two_windows_show_the_same_scenario(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.saved_scenario().await?;
    visit
        .in_another_window(async || {
            let other = visit.open("").await?;
            other.fill(PRICE, "3").await?;
            other.saved_scenario().await?;
            Ok(())
        })
        .await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    page.hears("Another window changed this scenario").await?;
    // What came from there can be undone here.
    page.undo().await?;
    page.card_shows("Annual revenue", "$2,000,000").await
}

async fn of_two_windows_that_both_changed_it_neither_loses_its_own(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.saved_scenario().await?;
    let theirs = page.open_scenario().await?.replace("\"number\":1", "\"number\":2").replace("2.75", "4.75");
    page.store_as_open(&theirs).await?;
    page.fill(PRICE, "3").await?;
    page.hears("yours is kept as “Published sample (copy)”").await?;
    page.field_shows("Name of the scenario", "Published sample (copy)").await?;
    let all = page.all_scenarios().await?;
    assert_eq!(all.len(), 2);
    assert!(all.contains(&theirs) && page.saved_scenario().await?.contains("[3.0,"));
    // From here on the copy is what is edited.
    page.overwrite(PRICE, "4").await?;
    let saved = async || page.saved_scenario().await;
    wait::holds("the copy with the change", saved, |text| text.contains("[4.0,")).await?;
    assert_eq!(page.all_scenarios().await?.len(), 2);
    Ok(())
}

async fn what_another_window_clears_is_said_and_the_open_scenario_stored_again(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill(PRICE, "3").await?;
    page.saved_scenario().await?;
    visit
        .in_another_window(async || {
            let other = visit.open("#/about").await?;
            other.evaluate("localStorage.clear()").await?;
            Ok(())
        })
        .await?;
    page.hears("Another window cleared what this browser kept.").await?;
    let stored = async || Ok(page.all_scenarios().await?.len());
    wait::equals(1, stored).await?;
    page.reload().await?;
    page.card_shows("Annual revenue", "$3,000,000").await
}
