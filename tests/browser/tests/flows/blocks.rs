//! Blocks of cells: paste, copy, fill right.

use anyhow::{Context as _, Result};
use megahour_browser::{Visit, presses};
use thirtyfour::Key;

flows![
    a_pasted_block_is_one_step,
    what_cannot_be_read_in_a_block_keeps_its_text,
    a_pasted_column_goes_down,
    a_copied_block_is_what_a_spreadsheet_takes,
    fill_right_fills_the_later_years,
    fill_right_fills_a_selection,
    what_was_pasted_is_undone_from_its_message_if_it_changed_anything,
    words_in_a_block_stay_in_their_cells,
    headings_of_a_block_are_known,
    a_gap_in_a_block_leaves_what_is_there,
    what_is_cut_is_copied_and_stays,
    a_block_in_other_notation_is_read_the_other_way_at_a_press,
    a_block_in_a_field_is_told_where_it_goes,
    a_block_goes_to_the_first_cell_of_a_selection_and_fills_it,
    rows_that_name_lines_go_to_these,
    a_block_pasted_into_a_text_leaves_the_keyboard_in_its_cell,
    what_is_pasted_over_growth_is_said,
];

const HOURS: &str = "Compute hours billed";
const PRICE: &str = "Revenue per compute hour";
const COST: &str = "Infrastructure cost per compute hour";

async fn a_pasted_block_is_one_step(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(HOURS, 1).await?;
    page.paste("1,500,000\t3m\t4.5M\t9000k\r\n2,000,000\t4m\t6M\t12,000k\r\n$2.50\t$ 2.60\t2.70\t$2.80\r\n")
        .await?;
    page.hears("12 values pasted").await?;
    page.row_shows(HOURS, &["1.50M", "3.00M", "4.50M", "9.00M", "12.00M"]).await?;
    page.row_shows(PRICE, &["$2.50", "$2.60", "$2.70", "$2.80", "$2.75"]).await?;
    page.cell_shows("Annual revenue", 1, "$3.75M").await?;
    page.undo().await?;
    page.row_shows(HOURS, &["1.00M", "2.00M", "4.00M", "8.00M", "12.00M"]).await?;
    page.cell_shows("Annual revenue", 1, "$2.00M").await
}

async fn what_cannot_be_read_in_a_block_keeps_its_text(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell("Customer retention (r)", 4).await?;
    // One value is not allowed, and one has no column to fall on.
    page.paste("90%\t140%\t50%").await?;
    page.hears("1 could not be read").await?;
    page.hears("1 fell on cells that are calculated or not there").await?;
    page.cell_shows("Customer retention (r)", 4, "90.0%").await?;
    page.cell_shows("Customer retention (r)", 5, "140%").await?;
    assert!(page.cell("Customer retention (r)", 5).await?.is("invalid"));
    page.cell_shows("Churn", 5, "4.0%").await?;
    // It came with the block and goes with it.
    page.undo().await?;
    page.row_shows("Customer retention (r)", &["95.0%", "95.0%", "95.0%", "96.0%", "96.0%"]).await
}

async fn a_block_goes_to_the_first_cell_of_a_selection_and_fills_it(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 1).await?;
    page.press_with(&[Key::Shift], presses(Key::Right, 3) + presses(Key::Down, 1).as_str()).await?;
    // Twice as wide as the block.
    page.paste("3\t4\n1\t0.9").await?;
    page.hears("8 values pasted").await?;
    page.row_shows(PRICE, &["$3.00", "$4.00", "$3.00", "$4.00", "$2.75"]).await?;
    page.row_shows(COST, &["$1.00", "$0.90", "$1.00", "$0.90", "$0.80"]).await?;
    // One value fills it too; what is typed goes where the selection began.
    page.paste("2.5").await?;
    page.hears("8 values pasted").await?;
    page.type_text("5\n").await?;
    page.row_shows(PRICE, &["$5.00", "$2.50", "$2.50", "$2.50", "$2.75"]).await?;
    page.row_shows(COST, &["$2.50", "$2.50", "$2.50", "$2.50", "$0.80"]).await
}

async fn rows_that_name_lines_go_to_these(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(HOURS, 1).await?;
    page.paste(
        "\t2026\t2027\nRevenue per compute hour\t2.5\t2.6\nCompute hours billed\t1,100,000\t2,100,000\n",
    )
    .await?;
    page.hears("4 values pasted").await?;
    page.hears("Each row went to the line that it names.").await?;
    page.row_shows(PRICE, &["$2.50", "$2.60", "$2.25", "$2.50", "$2.75"]).await?;
    page.row_shows(HOURS, &["1.10M", "2.10M", "4.00M", "8.00M", "12.00M"]).await?;
    // A result is nothing that one could paste over.
    page.paste("Gross profit\t1\t2").await?;
    page.hears("0 values pasted. Each row went to the line that it names. 1 of them the model calculates")
        .await?;
    page.row_shows(HOURS, &["1.10M", "2.10M", "4.00M", "8.00M", "12.00M"]).await
}

async fn a_block_pasted_into_a_text_leaves_the_keyboard_in_its_cell(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 1).await?;
    page.type_text("9").await?;
    page.paste("3\t4").await?;
    page.hears("2 values pasted").await?;
    page.keyboard_is_at(PRICE, 1).await?;
    page.row_shows(PRICE, &["$3.00", "$4.00", "$2.25", "$2.50", "$2.75"]).await
}

async fn what_is_pasted_over_growth_is_said(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.choose("How compute hours billed is entered", "growth").await?;
    page.click_cell("Compute hours billed by growth", 2).await?;
    page.paste("2m").await?;
    page.hears("No growth rate any more, but values year by year: Compute hours billed.").await
}

async fn a_pasted_column_goes_down(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 3).await?;
    page.paste("$3.00\n$1.00\n").await?;
    page.cell_shows(PRICE, 3, "$3.00").await?;
    page.cell_shows(COST, 3, "$1.00").await?;
    page.cell_shows("Gross profit", 3, "$8.00M").await
}

async fn a_copied_block_is_what_a_spreadsheet_takes(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.walk_to("Annual revenue", 1).await?;
    page.press_with(&[Key::Shift], presses(Key::Right, 1) + presses(Key::Down, 3).as_str()).await?;
    assert_eq!(
        page.copy().await?,
        "2000000\t4200000\n800000\t1600000\n1200000\t2600000\n60%\t61.90476190476191%"
    );
    Ok(())
}

async fn fill_right_fills_the_later_years(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 3).await?;
    page.press_with(&[Key::Control], "r").await?;
    page.row_shows(PRICE, &["$2.00", "$2.10", "$2.25", "$2.25", "$2.25"]).await?;
    page.undo().await?;
    page.row_shows(PRICE, &["$2.00", "$2.10", "$2.25", "$2.50", "$2.75"]).await
}

async fn fill_right_fills_a_selection(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(HOURS, 1).await?;
    page.press_with(&[Key::Shift], presses(Key::Right, 2) + presses(Key::Down, 1).as_str()).await?;
    assert!(page.cell("Compute hours available", 3).await?.is("selected"));
    page.press_with(&[Key::Control], "r").await?;
    page.row_shows(HOURS, &["1.00M", "1.00M", "1.00M", "8.00M", "12.00M"]).await?;
    page.row_shows("Compute hours available", &["1.25M", "1.25M", "1.25M", "10.00M", "15.00M"]).await
}

async fn what_was_pasted_is_undone_from_its_message_if_it_changed_anything(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 1).await?;
    page.paste("$3\tmuch").await?;
    page.hears("1 value pasted").await?;
    page.row_shows(PRICE, &["$3.00", "much", "$2.25", "$2.50", "$2.75"]).await?;
    let message = page.announcements().await?;
    assert!(message.contains("could not be read"), "{message}");
    let undo = page.all("button").await?.into_iter().rfind(|button| button.name == "Undo");
    page.click(&undo.context("no Undo")?).await?;
    page.row_shows(PRICE, &["$2.00", "$2.10", "$2.25", "$2.50", "$2.75"]).await?;
    page.click_cell("Gross profit", 1).await?;
    page.paste("1\t2").await?;
    page.hears("0 values pasted").await?;
    // The one in the bar stays.
    let undos = page.all("button").await?.into_iter().filter(|button| button.name == "Undo");
    assert_eq!(undos.count(), 1);
    Ok(())
}

async fn words_in_a_block_stay_in_their_cells(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 1).await?;
    page.paste("n/a\t2.11\t2.22").await?;
    page.row_shows(PRICE, &["n/a", "$2.11", "$2.22", "$2.50", "$2.75"]).await?;
    page.hears("1 could not be read").await
}

async fn headings_of_a_block_are_known(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 1).await?;
    page.paste("Line\tYear 1\tYear 2\nRevenue per compute hour\t2.11\t2.22").await?;
    page.row_shows(PRICE, &["$2.11", "$2.22", "$2.25", "$2.50", "$2.75"]).await?;
    page.hears("2 values pasted. Each row went to the line that it names.").await
}

async fn a_gap_in_a_block_leaves_what_is_there(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 1).await?;
    page.paste("$3\t\t$5").await?;
    page.hears("2 values pasted. 1 was empty: what was there stays.").await?;
    page.row_shows(PRICE, &["$3.00", "$2.10", "$5.00", "$2.50"]).await?;
    assert!(!page.cell(PRICE, 2).await?.is("invalid"));
    Ok(())
}

async fn what_is_cut_is_copied_and_stays(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 1).await?;
    let cut = "(() => {
        const clipboardData = new DataTransfer();
        const event = new ClipboardEvent('cut', { bubbles: true, cancelable: true, clipboardData });
        document.activeElement.dispatchEvent(event);
        return clipboardData.getData('text/plain');
    })()";
    assert_eq!(page.evaluate(cut).await?, "2");
    page.hears("Copied. A driver needs a value").await?;
    page.cell_shows(PRICE, 1, "$2.00").await
}

async fn a_block_in_other_notation_is_read_the_other_way_at_a_press(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell("Data stored", 1).await?;
    page.paste("1.000\t1.200\t700").await?;
    page.hears("Read as 1 TB, not as 1000 TB (and 1 more)").await?;
    page.row_shows("Data stored", &["1", "1.2", "700"]).await?;
    let other = page.find("button", "Read the other way").await?;
    page.click(&other).await?;
    page.hears("2 values read the other way").await?;
    page.row_shows("Data stored", &["1,000", "1,200", "700"]).await?;
    page.undo().await?;
    page.row_shows("Data stored", &["1", "1.2", "700"]).await
}

async fn a_block_in_a_field_is_told_where_it_goes(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let field = page.find("textbox", "Revenue per compute hour, Year 1").await?;
    page.focus(&field).await?;
    page.paste("3\t4\t5").await?;
    page.hears("go into the projection").await?;
    page.row_shows(PRICE, &["$2.00", "$2.10"]).await
}
