//! Typing into the five-year table, with the habits of a spreadsheet.

use anyhow::Result;
use megahour_browser::{Visit, presses};
use thirtyfour::Key;

flows![
    typing_replaces_and_enter_moves_down,
    tab_takes_the_value_and_moves_right,
    f2_edits_and_escape_cancels,
    arrows_home_and_end_move,
    undo_while_a_cell_is_open_is_not_taken_back,
    a_text_that_cannot_be_read_stays_in_its_cell,
    the_beginning_of_a_text_that_cannot_be_read_is_no_value,
    undo_takes_back_what_was_done_last,
    an_arrow_takes_what_replaced_a_value,
    results_cannot_be_typed_into,
    keys_and_pointer_of_a_spreadsheet,
];

const HOURS: &str = "Compute hours billed";
const PRICE: &str = "Revenue per compute hour";

async fn typing_replaces_and_enter_moves_down(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(HOURS, 2).await?;
    page.type_text("5m").await?;
    // Before Enter everything has followed.
    page.cell_shows("Annual revenue", 2, "$10.50M").await?;
    page.press(Key::Enter).await?;
    page.cell_shows(HOURS, 2, "5.00M").await?;
    page.keyboard_is_at("Compute hours available", 2).await
}

async fn tab_takes_the_value_and_moves_right(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 1).await?;
    page.type_text("3\t3.5\t4\t").await?;
    page.keyboard_is_at(PRICE, 4).await?;
    page.row_shows(PRICE, &["$3.00", "$3.50", "$4.00", "$2.50", "$2.75"]).await?;
    page.press_with(&[Key::Shift], Key::Tab).await?;
    page.keyboard_is_at(PRICE, 3).await
}

async fn f2_edits_and_escape_cancels(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 2).await?;
    page.press(Key::F2).await?;
    assert_eq!(page.cell_field(PRICE, 2).await?.value, "2.1");
    page.type_text("5").await?;
    page.cell_shows("Annual revenue", 2, "$4.30M").await?;
    page.press(Key::Escape).await?;
    page.cell_shows("Annual revenue", 2, "$4.20M").await?;
    page.keyboard_is_at(PRICE, 2).await?;
    // F2 goes on where the text ends; typing alone would have replaced it.
    page.press(Key::F2).await?;
    page.type_text("5").await?;
    page.press(Key::Enter).await?;
    page.cell_shows(PRICE, 2, "$2.15").await
}

async fn arrows_home_and_end_move(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 1).await?;
    page.press(Key::Right).await?;
    page.keyboard_is_at(PRICE, 2).await?;
    page.press(Key::Up).await?;
    page.keyboard_is_at("Compute hours available", 2).await?;
    page.press(Key::Left).await?;
    page.keyboard_is_at("Compute hours available", 1).await?;
    page.press(Key::End).await?;
    page.press(Key::Down).await?;
    page.press(Key::Home).await?;
    page.keyboard_is_at(PRICE, 1).await?;
    // The table ends where it begins to be something else.
    page.type_text(presses(Key::Up, 9)).await?;
    page.keyboard_is_at(HOURS, 1).await
}

async fn undo_while_a_cell_is_open_is_not_taken_back(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 1).await?;
    page.type_text("4").await?;
    page.card_shows("Annual revenue", "$4,000,000").await?;
    page.undo().await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    page.press(Key::Down).await?;
    page.cell_shows(PRICE, 1, "$2.00").await?;
    page.card_shows("Annual revenue", "$2,000,000").await
}

async fn a_text_that_cannot_be_read_stays_in_its_cell(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 3).await?;
    page.type_text("abc").await?;
    page.press(Key::Enter).await?;
    page.cell_shows(PRICE, 3, "abc").await?;
    assert!(page.cell(PRICE, 3).await?.is("invalid"), "the cell is not marked");
    page.hears("Revenue per compute hour, Year 3: “abc” is not a number").await?;
    page.hears("The last good value is used").await?;
    page.cell_shows("Annual revenue", 3, "$9.00M").await?;
    page.click_cell(PRICE, 3).await?;
    page.type_text("3\n").await?;
    page.cell_shows("Annual revenue", 3, "$12.00M").await?;
    assert!(!page.cell(PRICE, 3).await?.is("invalid"));
    assert!(!page.announcements().await?.contains("abc"));
    Ok(())
}

async fn the_beginning_of_a_text_that_cannot_be_read_is_no_value(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(HOURS, 1).await?;
    page.type_text("12").await?;
    page.card_shows("Annual revenue", "$24.00").await?;
    page.type_text("abc").await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    page.hears("does not belong here").await?;
    // Nobody said that this was all.
    page.reload().await?;
    page.cell_shows(HOURS, 1, "1.00M").await?;
    page.fill("Revenue per compute hour, Year 1", "25x").await?;
    page.card_shows("Annual revenue", "$2,000,000").await
}

async fn undo_takes_back_what_was_done_last(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(HOURS, 1).await?;
    page.type_text("abc\n").await?;
    page.click_cell(HOURS, 2).await?;
    page.type_text("xyz\n").await?;
    page.click_cell(PRICE, 2).await?;
    page.type_text("7\n").await?;
    page.undo().await?;
    page.cell_shows(PRICE, 2, "$2.10").await?;
    page.row_shows(HOURS, &["abc", "xyz", "4.00M"]).await?;
    page.undo().await?;
    page.row_shows(HOURS, &["abc", "2.00M", "4.00M"]).await?;
    page.undo().await?;
    page.row_shows(HOURS, &["1.00M", "2.00M", "4.00M"]).await
}

async fn an_arrow_takes_what_replaced_a_value(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell(PRICE, 1).await?;
    page.type_text("3").await?;
    page.press(Key::Right).await?;
    page.keyboard_is_at(PRICE, 2).await?;
    page.cell_shows(PRICE, 1, "$3.00").await?;
    // In a text that is being changed it moves within the text.
    page.press(Key::F2).await?;
    page.press(Key::Left).await?;
    page.type_text("5").await?;
    page.press(Key::Enter).await?;
    page.cell_shows(PRICE, 2, "$2.51").await
}

async fn results_cannot_be_typed_into(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.walk_to("Annual revenue", 2).await?;
    assert!(page.cell("Annual revenue", 2).await?.is("readonly"));
    assert!(!page.cell(HOURS, 2).await?.is("readonly"));
    page.type_text("7").await?;
    page.press(Key::Down).await?;
    page.keyboard_is_at("Infrastructure cost", 2).await?;
    page.cell_shows("Annual revenue", 2, "$4.20M").await
}

async fn keys_and_pointer_of_a_spreadsheet(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.click_cell("Revenue per compute hour", 3).await?;
    page.press(Key::Delete).await?;
    page.hears("A driver needs a value").await?;
    page.press_with(&[Key::Control], Key::Home).await?;
    page.keyboard_is_at("Compute hours billed", 1).await?;
    page.press(Key::PageDown).await?;
    page.press(Key::PageUp).await?;
    page.keyboard_is_at("Compute hours billed", 1).await?;
    page.press_with(&[Key::Control], "a").await?;
    assert!(page.cell("Gross profit", 2).await?.is("selected"));
    let (from, to) =
        (page.cell("Compute hours billed", 2).await?, page.cell("Revenue per compute hour", 4).await?);
    page.press_with(&[Key::Control], Key::Home).await?;
    let (from, to) = (from.element(page.tab()).await?, to.element(page.tab()).await?);
    page.tab().action_chain().drag_and_drop_element(&from, &to).perform().await?;
    assert!(page.cell("Compute hours available", 3).await?.is("selected"));
    assert!(!page.cell("Compute hours available", 5).await?.is("selected"));
    Ok(())
}
