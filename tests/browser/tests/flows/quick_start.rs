//! “Start with your own numbers”.

use anyhow::Result;
use megahour_browser::{Visit, wait};
use thirtyfour::Key;

flows![
    six_numbers_make_a_scenario,
    what_is_left_empty_is_assumed,
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
    // Where one separator stands before three digits, the reading is shown.
    let arpu = "Average revenue per customer (ARPU) $/customer/yr";
    page.field_remarks(arpu, "Read as $20000/customer/yr, not as $20").await?;
    assert!(!page.driver(arpu).await?.is("invalid"));
    page.press(Key::Enter).await?;
    wait::equals(false, async || page.has("dialog", TITLE).await).await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    page.card_shows("Gross margin", "75.0%").await?;
    page.row_shows("Compute hours billed by growth", &["0.50M", "1.00M", "2.00M", "4.00M", "8.00M"]).await?;
    wait::equals("My business", async || page.title().await).await?;
    let drivers = page.region("Drivers").await?;
    assert_eq!(drivers.matches("assumed").count(), 3, "{drivers}");
    // Pricing is about the same business, and says what is still the sample's.
    page.go("#/pricing").await?;
    page.region_says("How to charge", "Prices and tiers are the sample's").await?;
    page.region_says("Demand", "agrees").await?;
    page.go("#/scorecard").await?;
    page.region_says("What the scorecard says", "These are the sample's scores").await?;
    page.go("#/model").await?;
    page.undo().await?;
    wait::equals("Published sample", async || page.title().await).await
}

async fn what_is_left_empty_is_assumed(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let button = page.find("button", TITLE).await?;
    page.click(&button).await?;
    page.find("dialog", TITLE).await?;
    page.press(Key::Enter).await?;
    page.hears("Type at least one figure.").await?;
    let hours = "Compute hours billed h/yr";
    // The reason goes as soon as the text is mended.
    page.overwrite(hours, "many").await?;
    page.field_remarks(hours, "is not a number").await?;
    page.overwrite(hours, "3m").await?;
    wait::equals(false, async || Ok(page.driver(hours).await?.is("invalid"))).await?;
    page.press(Key::Enter).await?;
    wait::equals(false, async || page.has("dialog", TITLE).await).await?;
    page.row_shows("Compute hours billed by growth", &["3.00M", "3.00M", "3.00M", "3.00M", "3.00M"]).await?;
    page.card_shows("Annual revenue", "$6,000,000").await?;
    let drivers = page.region("Drivers").await?;
    assert_eq!(drivers.matches("assumed").count(), 9, "{drivers}");
    Ok(())
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
