//! Undo and redo of very many steps.

use anyhow::{Context as _, Result};
use megahour_browser::{Visit, presses, wait};
use thirtyfour::Key;

flows![more_than_200_steps_are_undone_to_the_exact_document];

/// Cells that are typed into, down one column again and again.
const ROUNDS: usize = 42;
const ROWS: [&str; 5] = [
    "Compute hours billed",
    "Compute hours available",
    "Revenue per compute hour",
    "Infrastructure cost per compute hour",
    "Average revenue per customer (ARPU)",
];

async fn more_than_200_steps_are_undone_to_the_exact_document(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    // One edit and back, so that the document as it began is stored.
    page.click_cell(ROWS[0], 2).await?;
    page.type_text("7\n").await?;
    page.saved_scenario().await?;
    page.undo().await?;
    page.cell_shows(ROWS[0], 2, "2.00M").await?;
    let first = page.saved_scenario().await?;

    page.walk_to(ROWS[0], 2).await?;
    let up = presses(Key::Up, ROWS.len());
    for round in 0..ROUNDS {
        // Every value differs from the one before in its cell.
        let typed: String = (0..ROWS.len()).map(|row| format!("1{row}.{:02}\n", round + 10)).collect();
        page.type_text(typed + up.as_str()).await?;
    }
    page.cell_shows(ROWS[0], 2, "10.5").await?;
    let last = page.saved_scenario().await?;
    assert_ne!(without_stamp(&last)?, without_stamp(&first)?);

    let stored = async || without_stamp(&page.saved_scenario().await?);
    let steps = ROUNDS * ROWS.len();
    assert!(steps > 200);
    page.press_with(&[Key::Control], "z".repeat(steps)).await?;
    wait::equals(without_stamp(&first)?, stored).await?;
    page.press_with(&[Key::Control], "y".repeat(steps)).await?;
    wait::equals(without_stamp(&last)?, stored).await
}

/// A stored text without its first part, which says which save it is.
fn without_stamp(text: &str) -> Result<String> {
    let rest = text.strip_prefix("{\"stored\":{").and_then(|text| text.split_once("}},"));
    Ok(rest.context("no stamp")?.1.to_owned())
}
