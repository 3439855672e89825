//! Typing into the form of drivers.

use anyhow::Result;
use megahour_browser::Visit;
use thirtyfour::Key;

flows![
    everything_follows_while_one_types,
    escape_gives_the_value_back,
    undo_and_redo_of_a_field,
    undo_within_a_field_is_not_taken_back_by_leaving_it,
    a_text_that_cannot_be_read_is_kept_with_the_reason,
    a_value_that_is_not_allowed_is_refused_with_what_is,
    a_reading_in_doubt_is_shown_before_it_is_taken,
    a_field_that_was_left_follows_the_year,
    what_is_typed_stays_with_its_year,
    an_iphone_shows_a_keyboard_with_minus_percent_and_letters,
];

const HOURS: &str = "Compute hours billed, Year 1";
const PRICE: &str = "Revenue per compute hour, Year 1";

async fn everything_follows_while_one_types(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.type_into(HOURS, "3m").await?;
    // The keyboard is still in the field.
    page.card_shows("Annual revenue", "$6,000,000").await?;
    page.cell_shows("Compute hours billed", 1, "3.00M").await?;
    page.cell_shows("Gross profit", 1, "$3.60M").await?;
    page.headline_says("$3.6M gross profit").await?;
    assert!(page.driver(HOURS).await?.is("focused"));
    page.press(Key::Tab).await?;
    page.enter_field(HOURS).await?;
    page.field_shows(HOURS, "3,000,000").await
}

async fn escape_gives_the_value_back(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.type_into(PRICE, "9").await?;
    page.card_shows("Annual revenue", "$9,000,000").await?;
    page.press(Key::Escape).await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    page.field_shows(PRICE, "2").await?;
    // What came to nothing is no step that could be undone.
    assert_eq!(page.find("button", "Undo").await?.description, "Nothing to undo");
    Ok(())
}

async fn undo_and_redo_of_a_field(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill(HOURS, "2500000").await?;
    page.fill(PRICE, "4").await?;
    page.card_shows("Annual revenue", "$10,000,000").await?;
    // A field's keystrokes are one step.
    page.undo().await?;
    page.card_shows("Annual revenue", "$5,000,000").await?;
    page.undo().await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    page.hears("Undone: Compute hours billed, Year 1").await?;
    page.redo().await?;
    page.press_with(&[Key::Control], "y").await?;
    page.card_shows("Annual revenue", "$10,000,000").await?;
    page.field_shows(HOURS, "2,500,000").await
}

async fn undo_within_a_field_is_not_taken_back_by_leaving_it(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.type_into(PRICE, "4").await?;
    page.card_shows("Annual revenue", "$4,000,000").await?;
    page.undo().await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    page.field_shows(PRICE, "2").await?;
    page.press(Key::Tab).await?;
    page.enter_field(HOURS).await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    assert_eq!(page.find("button", "Undo").await?.description, "Nothing to undo");
    Ok(())
}

async fn a_text_that_cannot_be_read_is_kept_with_the_reason(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.type_into(PRICE, "two").await?;
    page.field_remarks(PRICE, "“two” is not a number").await?;
    page.press(Key::Tab).await?;
    let field = page.driver(PRICE).await?;
    assert!(field.is("invalid"), "the field is not marked");
    assert_eq!(field.value, "two");
    page.card_shows("Annual revenue", "$2,000,000").await?;
    page.fill(PRICE, "3").await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    assert!(!page.driver(PRICE).await?.is("invalid"));
    Ok(())
}

async fn a_value_that_is_not_allowed_is_refused_with_what_is(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let retention = "Customer retention (r), Year 1";
    page.type_into(retention, "101").await?;
    page.field_remarks(retention, "Allowed: 0% to 100%").await?;
    page.press(Key::Tab).await?;
    assert!(page.driver(retention).await?.is("invalid"));
    page.card_shows("Customer lifetime value (CLTV)", "$950,000").await
}

async fn a_reading_in_doubt_is_shown_before_it_is_taken(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.type_into(PRICE, "1,234").await?;
    page.field_remarks(PRICE, "Read as $1234/h, not as $1.234/h").await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    page.press(Key::Enter).await?;
    page.card_shows("Annual revenue", "$1,234,000,000").await
}

async fn a_field_that_was_left_follows_the_year(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.enter_field(HOURS).await?;
    page.press(Key::Tab).await?;
    page.press(Key::Tab).await?;
    page.show_year(3).await?;
    page.field_shows("Compute hours billed, Year 3", "4,000,000").await?;
    page.go("#/model?year=2").await?;
    page.field_shows("Compute hours billed, Year 2", "2,000,000").await
}

async fn what_is_typed_stays_with_its_year(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.type_into("Compute hours available, Year 1", "3m").await?;
    page.cell_shows("Compute hours available", 1, "3.00M").await?;
    page.go("#/model?year=4").await?;
    page.field_shows("Compute hours available, Year 4", "10,000,000").await?;
    // What cannot be read is given up for the value of its own year.
    page.type_text("x").await?;
    page.press(Key::Tab).await?;
    page.row_shows("Compute hours available", &["3.00M", "2.50M", "5.00M", "10,000,000x", "15.00M"]).await?;
    page.enter_field("Compute hours available, Year 4").await?;
    page.press(Key::Escape).await?;
    page.row_shows("Compute hours available", &["3.00M", "2.50M", "5.00M", "10.00M", "15.00M"]).await
}

/// How many number fields there are, and which keyboards they ask for.
async fn keyboards(page: &megahour_browser::ModelPage) -> Result<String> {
    let script = "(() => {
        const all = [...document.querySelectorAll('input[inputmode]')].map(field => field.inputMode);
        return `${all.length > 8} ${[...new Set(all)].join()}`;
    })()";
    Ok(page.evaluate(script).await?.as_str().unwrap_or_default().to_owned())
}

async fn an_iphone_shows_a_keyboard_with_minus_percent_and_letters(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    assert_eq!(keyboards(&page).await?, "true decimal");
    // Its keypad for decimals has digits alone.
    visit.before_every_page("Object.defineProperty(navigator, 'platform', { get: () => 'iPhone' })").await?;
    page.reload().await?;
    assert_eq!(keyboards(&page).await?, "true text");
    page.go("#/what-if").await?;
    page.find("textbox", "Target value").await?;
    assert_eq!(keyboards(&page).await?, "true text");
    Ok(())
}
