//! Numbers and amounts as people write them where they live.

use anyhow::{Context as _, Result};
use megahour_browser::{ModelPage, Visit, wait};
use serde_json::json;
use thirtyfour::Key;

flows![
    a_scenario_is_put_in_another_currency,
    what_is_published_in_dollars_stays_in_dollars,
    a_currency_is_kept_and_undone,
    undoing_a_currency_from_within_a_field_keeps_the_field,
    a_currency_from_another_window_keeps_the_field,
    in_german_a_comma_is_the_decimal_sign,
    in_india_lakhs_are_grouped_and_read,
    from_right_to_left_nothing_breaks,
    a_language_that_is_no_tag_does_not_keep_the_page_from_starting,
];

const PRICE: &str = "Revenue per compute hour, Year 1";

async fn speak(visit: &Visit, language: &str) -> Result<()> {
    let script = format!(
        "Object.defineProperty(navigator, 'languages', {{ get: () => ['{language}'], configurable: true }})"
    );
    visit.before_every_page(&script).await
}

async fn choose_currency(page: &ModelPage, code: &str) -> Result<()> {
    page.choose("Currency", code).await?;
    wait::holds(
        "the currency",
        async || Ok(page.find("combobox", "Currency").await?.value),
        |value| value.starts_with(code),
    )
    .await?;
    Ok(())
}

async fn a_scenario_is_put_in_another_currency(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    choose_currency(&page, "EUR").await?;
    page.card_shows("Annual revenue", "€2,000,000").await?;
    page.row_shows("Annual revenue", &["€2.00M", "€4.20M"]).await?;
    page.headline_says("€1.2M gross profit").await?;
    page.hears("Amounts are in euros now; none was converted.").await?;
    // The keyboard stays where it was, though the place was made anew.
    wait::equals(true, async || Ok(page.find("combobox", "Currency").await?.is("focused"))).await?;
    // The scenario's own sign, its code, and no sign at all are read alike.
    for (typed, revenue) in [("€3", "€3,000,000"), ("4 EUR", "€4,000,000"), ("5", "€5,000,000")] {
        page.overwrite(PRICE, typed).await?;
        page.card_shows("Annual revenue", revenue).await?;
    }
    // Dollars are not euros: it is said before they are taken.
    page.overwrite(PRICE, "$6").await?;
    page.field_remarks(PRICE, "not converted").await?;
    // What was published in dollars is compared with no other currency.
    let benchmarks = page.region("Against benchmarks").await?;
    let compared = |line: &str| benchmarks.lines().any(|found| found == line);
    assert!(compared("Gross margin") && !compared("Revenue per compute hour"), "{benchmarks}");
    Ok(())
}

async fn what_is_published_in_dollars_stays_in_dollars(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    choose_currency(&page, "EUR").await?;
    for view in ["#/pricing", "#/about"] {
        page.go(view).await?;
        let told = async || Ok(page.evaluate("document.querySelector('main').innerText").await?.to_string());
        let text = wait::holds("dollars", told, |text| text.contains("US$1 to US$5 an hour")).await?;
        assert!(text.contains("what is published in dollars is not compared with it"), "{text}");
        for relabelled in ["€1 to €5", "€5 an hour", "Published: €", "low end of the benchmark"] {
            assert!(!text.contains(relabelled), "{view}: {relabelled}");
        }
    }
    page.go("#/pricing").await?;
    let fee = page.find_starting("columnheader", "Fee").await?;
    assert!(fee.name.contains('€') && !fee.name.contains('$'), "{}", fee.name);
    Ok(())
}

async fn a_currency_is_kept_and_undone(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    choose_currency(&page, "CHF").await?;
    page.card_shows("Annual revenue", "CHF\u{a0}2,000,000").await?;
    page.reload().await?;
    page.card_shows("Annual revenue", "CHF\u{a0}2,000,000").await?;
    page.evaluate("location.hash = '#/report'").await?;
    let report = async || {
        let report = page.find("article", "Report").await?;
        page.text(&report).await
    };
    wait::holds("the report in francs", report, |text| text.contains("Swiss francs (CHF)")).await?;
    page.evaluate("location.hash = '#/model'").await?;
    choose_currency(&page, "USD").await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    page.undo().await?;
    page.card_shows("Annual revenue", "CHF\u{a0}2,000,000").await
}

/// The views are made anew while a field has the keyboard.
async fn undoing_a_currency_from_within_a_field_keeps_the_field(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    choose_currency(&page, "EUR").await?;
    page.enter_field(PRICE).await?;
    page.press_with(&[Key::Control], "z").await?;
    page.card_shows("Annual revenue", "$2,000,000").await?;
    has_the_keyboard(&page, PRICE).await?;
    page.type_text("3").await?;
    page.card_shows("Annual revenue", "$3,000,000").await?;
    // The same in a view whose fields have no address of their own.
    choose_currency(&page, "EUR").await?;
    page.go("#/what-if").await?;
    let field = "document.querySelector('main > :not([hidden]) .number input')";
    wait::equals(false, async || page.evaluate(&format!("{field} === null")).await).await?;
    let name = page.evaluate(&format!("{field}.focus(), {field}.ariaLabel")).await?;
    page.press_with(&[Key::Control], "z").await?;
    page.hears("Undone: Currency").await?;
    has_the_keyboard(&page, name.as_str().context("no field")?).await
}

async fn has_the_keyboard(page: &ModelPage, field: &str) -> Result<()> {
    let focused = async || page.evaluate("document.activeElement.ariaLabel").await;
    wait::equals(json!(field), focused).await?;
    Ok(())
}

async fn a_currency_from_another_window_keeps_the_field(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.type_into(PRICE, "3").await?;
    page.saved_scenario().await?;
    visit.in_another_window(async || choose_currency(&visit.open("").await?, "EUR").await).await?;
    page.card_shows("Annual revenue", "€3,000,000").await?;
    has_the_keyboard(&page, PRICE).await?;
    page.type_text("4").await?;
    page.card_shows("Annual revenue", "€4,000,000").await
}

async fn in_german_a_comma_is_the_decimal_sign(visit: Visit) -> Result<()> {
    speak(&visit, "de-DE").await?;
    let page = visit.open("").await?;
    page.card_shows("Annual revenue", "2.000.000\u{a0}$").await?;
    page.card_shows("Gross margin", "60,0%").await?;
    page.fill(PRICE, "2,5").await?;
    page.card_shows("Annual revenue", "2.500.000\u{a0}$").await?;
    page.overwrite(PRICE, "3,25 $").await?;
    page.card_shows("Annual revenue", "3.250.000\u{a0}$").await?;
    choose_currency(&page, "EUR").await?;
    page.card_shows("Annual revenue", "3.250.000\u{a0}€").await?;
    // What a field shows, it reads.
    page.enter_field(PRICE).await?;
    page.field_shows(PRICE, "3,25").await
}

async fn in_india_lakhs_are_grouped_and_read(visit: Visit) -> Result<()> {
    speak(&visit, "en-IN").await?;
    let page = visit.open("").await?;
    choose_currency(&page, "INR").await?;
    page.card_shows("Annual revenue", "₹20,00,000").await?;
    page.fill("Compute hours billed, Year 1", "12,50,000").await?;
    page.card_shows("Annual revenue", "₹25,00,000").await?;
    page.fill(PRICE, "₹160").await?;
    page.card_shows("Annual revenue", "₹20,00,00,000").await
}

async fn from_right_to_left_nothing_breaks(visit: Visit) -> Result<()> {
    visit
        .before_every_page("addEventListener('DOMContentLoaded', () => document.documentElement.dir = 'rtl')")
        .await?;
    let views = visit.views().await?;
    for (width, height) in [(1280, 900), (320, 700)] {
        visit.set_size(width, height, 1.0).await?;
        for view in &views {
            let page = visit.open(view).await?;
            assert_eq!(page.evaluate("document.documentElement.dir").await?, "rtl");
            assert!(!page.scrolls_sideways().await?, "{view} scrolls sideways at {width}");
        }
    }
    let page = visit.open("#/model").await?;
    page.row_shows("Gross margin", &["60.0%", "61.9%"]).await
}

async fn a_language_that_is_no_tag_does_not_keep_the_page_from_starting(visit: Visit) -> Result<()> {
    // As systems name languages, and what names none.
    for (language, revenue) in [
        ("en-US@posix", "$2,000,000"),
        ("C", "$2,000,000"),
        ("", "$2,000,000"),
        ("de_DE.UTF-8", "2.000.000\u{a0}$"),
    ] {
        speak(&visit, language).await?;
        let page = visit.open("").await?;
        page.reload().await?;
        page.card_shows("Annual revenue", revenue).await?;
    }
    Ok(())
}
