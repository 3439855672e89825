//! “Start with your own numbers”.

use anyhow::Result;
use megahour_browser::{Visit, wait};
use thirtyfour::Key;

flows![
    six_numbers_make_a_scenario,
    a_number_that_cannot_be_read_keeps_the_dialog_open,
    escape_changes_nothing,
    undo_in_the_dialog_is_about_its_texts,
];

const TITLE: &str = "Start with your own numbers";

async fn six_numbers_make_a_scenario(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let button = page.find("button", TITLE).await?;
    page.focus(&button).await?;
    page.press(Key::Enter).await?;
    page.find("dialog", TITLE).await?;
    for (field, text) in [
        ("Compute hours billed h/yr", "500k"),
        ("Revenue per compute hour $/h", "$4"),
        ("Infrastructure cost per compute hour $/h", "1"),
        ("Average revenue per customer (ARPU) $/customer/yr", "20,000"),
        ("Customer acquisition cost (CAC) $/customer", "5000"),
        ("Customer retention (r) %", "90"),
        ("Growth of compute hours a year %", "100"),
    ] {
        page.overwrite(field, text).await?;
    }
    page.press(Key::Enter).await?;
    // Where one separator stands before three digits, the reading is shown first.
    let arpu = "Average revenue per customer (ARPU) $/customer/yr";
    page.field_remarks(arpu, "Read as $20000/customer/yr, not as $20").await?;
    page.press(Key::Enter).await?;
    wait::equals(false, async || page.has("dialog", TITLE).await).await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    page.card_shows("Gross margin", "75.0%").await?;
    page.row_shows("Compute hours billed by growth", &["0.50M", "1.00M", "2.00M", "4.00M", "8.00M"]).await?;
    wait::equals("My business", async || page.title().await).await?;
    let drivers = page.region("Drivers").await?;
    assert_eq!(drivers.matches("assumed").count(), 3, "{drivers}");
    page.undo().await?;
    wait::equals("Published sample", async || page.title().await).await
}

async fn a_number_that_cannot_be_read_keeps_the_dialog_open(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let button = page.find("button", TITLE).await?;
    page.click(&button).await?;
    let name = "Customer retention (r) %";
    page.overwrite(name, "120\n").await?;
    page.field_remarks(name, "Allowed: 0% to 100%").await?;
    assert!(page.driver(name).await?.is("invalid"));
    assert_eq!(page.title().await?, "Published sample");
    Ok(())
}

async fn escape_changes_nothing(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let button = page.find("button", TITLE).await?;
    page.click(&button).await?;
    page.find("dialog", TITLE).await?;
    page.type_text("12").await?;
    page.press(Key::Escape).await?;
    wait::equals(false, async || page.has("dialog", TITLE).await).await?;
    wait::equals(true, async || Ok(page.find("button", TITLE).await?.is("focused"))).await?;
    page.card_shows("Annual revenue", "$2,000,000").await
}

async fn undo_in_the_dialog_is_about_its_texts(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill("Revenue per compute hour, Year 1", "3").await?;
    let button = page.find("button", TITLE).await?;
    page.click(&button).await?;
    page.find("dialog", TITLE).await?;
    page.enter_field("Customer retention (r) %").await?;
    page.type_text("9").await?;
    page.undo().await?;
    page.field_shows("Customer retention (r) %", "").await?;
    page.press(Key::Escape).await?;
    page.card_shows("Annual revenue", "$3,000,000").await
}
