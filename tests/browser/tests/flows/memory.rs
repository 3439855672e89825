//! What a long session costs.

use anyhow::{Context as _, Result};
use megahour_browser::{Page, Visit};
use thirtyfour::Key;

flows![
    the_program_takes_no_more_memory_with_edits_once_the_history_is_full,
    what_is_made_anew_is_forgotten_with_what_it_read,
];

/// Keeps hold of the program's memory, which is nowhere to be found later.
const KEEP: &str = "addEventListener('TrunkApplicationStarted', event => {
    window.programMemory = event.detail.wasm.memory;
})";

/// Types numbers into a driver's field, each a step of the history of its own.
const EDIT: &str = include_str!("../../src/bin/measure/memory.js");

/// As many edits as fill the history, and a few more.
const FULL: usize = 550;

/// What the allocator may still ask for where memory is in pieces. Dead readers
/// of the model's memos alone would be three times that.
const ALLOWED: u64 = 256 * 1024;

async fn the_program_takes_no_more_memory_with_edits_once_the_history_is_full(visit: Visit) -> Result<()> {
    visit.before_every_page(KEEP).await?;
    let page = visit.open("").await?;
    let edit = format!("({})({FULL})", EDIT.trim().trim_end_matches(';'));
    page.evaluate(&edit).await?;
    let before = memory(&page).await?;
    page.evaluate(&edit).await?;
    let grown = memory(&page).await? - before;
    assert!(grown <= ALLOWED, "{FULL} edits took {grown} bytes");
    Ok(())
}

/// Types into the palette, letter by letter: every result is made anew each
/// time, and follows which of them is chosen.
const SEARCH: &str = "(async (times) => {
    const field = document.querySelector('dialog.palette input');
    for (let time = 0; time < times; time += 1) {
        field.value = time % 2 ? 'r' : 'e';
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await new Promise(requestAnimationFrame);
    }
})(200)";

async fn what_is_made_anew_is_forgotten_with_what_it_read(visit: Visit) -> Result<()> {
    visit.before_every_page(KEEP).await?;
    let page = visit.open("").await?;
    page.press_with(&[Key::Control], "k").await?;
    page.find("combobox", "Action, view, scenario or line").await?;
    page.evaluate(SEARCH).await?;
    let before = memory(&page).await?;
    page.evaluate(SEARCH).await?;
    let grown = memory(&page).await? - before;
    assert!(grown <= ALLOWED, "200 searches took {grown} bytes");
    Ok(())
}

async fn memory(page: &Page) -> Result<u64> {
    page.evaluate("programMemory.buffer.byteLength").await?.as_u64().context("no memory")
}
