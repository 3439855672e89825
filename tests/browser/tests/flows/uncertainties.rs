//! What is uncertain: distributions, conditions and correlations as they are typed.

use anyhow::Result;
use megahour_browser::{Visit, wait};
use thirtyfour::Key;

use crate::simulations::{simulated, unfold};
use crate::what_if::press;

flows![
    without_an_uncertainty_nothing_is_left,
    the_keyboard_stays_where_uncertainties_are,
    numbers_of_a_distribution_are_taken_together,
    an_uncertainty_is_added_by_keyboard,
    a_typed_condition_gets_a_probability,
    a_condition_without_all_years_is_asked_about_in_one,
    two_drivers_move_together_and_contradictions_are_refused,
    a_contradiction_is_told_while_it_is_typed_with_what_mends_it,
    uncertainties_survive_a_reload,
];

async fn without_an_uncertainty_nothing_is_left(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    let remove = "document.querySelector('.shifts [aria-label^=\"Remove: \"]')?.click()";
    for _ in 0..6 {
        page.evaluate(remove).await?;
    }
    page.find("button", "Begin with typical spreads").await?;
    assert!(!page.has("region", "Gross profit, year 1, percentiles").await?);
    Ok(())
}

async fn the_keyboard_stays_where_uncertainties_are(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    page.tab_to("Begin with typical spreads").await?;
    page.press(Key::Enter).await?;
    let here = async || Ok(page.stop().await?.0);
    wait::equals("Run".to_owned(), here).await?;
    page.tab_to("Remove: Customer retention (r)").await?;
    page.press(Key::Enter).await?;
    wait::equals("Remove: Customer acquisition cost (CAC)".to_owned(), here).await?;
    page.press(Key::Enter).await?;
    wait::equals("What else is uncertain".to_owned(), here).await
}

async fn numbers_of_a_distribution_are_taken_together(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    let of = |what: &str| format!("Infrastructure cost per compute hour, {what}");
    for (what, value) in [("low", "2"), ("likely", "3"), ("high", "4")] {
        page.fill(&of(what), value).await?;
    }
    for (what, value) in [("low", "2"), ("likely", "3"), ("high", "4")] {
        let field = page.find("textbox", &of(what)).await?;
        assert!(field.value.starts_with(value), "{what}: {}", field.value);
    }
    let said = page.announcements().await?;
    assert!(!said.contains("has to be") && !said.contains("has to lie"), "{said}");
    // The model has them too.
    page.reload().await?;
    page.find("group", "Infrastructure cost per compute hour").await?;
    let field = page.find("textbox", &of("likely")).await?;
    assert!(field.value.starts_with('3'), "{}", field.value);
    Ok(())
}

async fn an_uncertainty_is_added_by_keyboard(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    page.tab_to("What else is uncertain").await?;
    page.press(Key::Down).await?;
    page.press(Key::Down).await?;
    page.find("button", "Begin with typical spreads").await?;
    page.press(Key::Tab).await?;
    assert_eq!(page.stop().await?.0, "Add an uncertainty");
    page.press(Key::Enter).await?;
    page.tab_to("Run").await?;
    page.press(Key::Enter).await?;
    page.hears("100,000 trials in").await?;
    page.tab_to("Keep it as a scenario").await?;
    page.press(Key::Enter).await?;
    page.hears("is a scenario of its own now").await
}

async fn a_typed_condition_gets_a_probability(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    unfold(&page, "Conditions to ask about").await?;
    press(&page, "Add a condition").await?;
    page.choose("Output of condition 1", "Gross margin").await?;
    page.choose("Side of condition 1", "is at most").await?;
    // Among the values that a share of 4,000 trials may have is not 0%: the
    // sample's 60% lies amid what is drawn.
    page.fill("Value of condition 1", "60").await?;
    let asked = async || page.region("Probabilities").await;
    let told = "Gross margin, year 1, at most 60%\n";
    let text = wait::holds("a probability", asked, |text| text.contains(told)).await?;
    let share = text.split(told).nth(1).and_then(|rest| rest.trim().split('%').next()).unwrap_or_default();
    let share: f64 = share.parse()?;
    assert!((20.0..80.0).contains(&share), "{share}% in {text}");
    // The other side is the rest of it.
    page.choose("Side of condition 1", "is at least").await?;
    let rest = format!("at least 60%\n{:.1}%", 100.0 - share);
    wait::holds(&rest, asked, |text| text.contains(&rest)).await?;
    press(&page, "Remove condition 1").await?;
    wait::holds("no condition", asked, |text| !text.contains("at least 60%")).await?;
    Ok(())
}

async fn a_condition_without_all_years_is_asked_about_in_one(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    unfold(&page, "Conditions to ask about").await?;
    page.choose("Year asked about", "All years").await?;
    press(&page, "Add a condition").await?;
    let asked = async || page.region("Probabilities").await;
    // A total has no "per year".
    wait::holds("a total", asked, |text| {
        text.contains("Gross profit, all years, at least $") && !text.contains("/yr")
    })
    .await?;
    page.choose("Output of condition 1", "Customers").await?;
    wait::holds("a year", asked, |text| text.contains("Customers, year 1, at least")).await?;
    page.hears("4,000 trials in").await
}

async fn two_drivers_move_together_and_contradictions_are_refused(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    unfold(&page, "Drivers that move together").await?;
    let driver = "Revenue per compute hour";
    let percentiles = async || page.region("Gross profit, year 1, percentiles").await;
    let before = percentiles().await?;
    press(&page, "Add a correlation").await?;
    page.choose("Other driver of correlation 1", driver).await?;
    page.fill("Correlation 1", "0.9").await?;
    let other = |text: &String| *text != before && text.contains("50% (P50)");
    wait::holds("a wider spread", percentiles, other).await?;
    page.fill("Correlation 1", "1.5").await?;
    page.hears("A correlation lies between").await?;
    page.fill("Correlation 1", "0.9").await?;
    // Two that are high together cannot each go against the third.
    press(&page, "Add a correlation").await?;
    page.choose("Other driver of correlation 2", "Infrastructure cost per compute hour").await?;
    page.fill("Correlation 2", "0.9").await?;
    press(&page, "Add a correlation").await?;
    page.choose("One driver of correlation 3", driver).await?;
    page.choose("Other driver of correlation 3", "Infrastructure cost per compute hour").await?;
    page.fill("Correlation 3", "-0.9").await?;
    page.hears("“Drivers that move together” says why").await?;
    page.hears("These correlations contradict each other").await?;
    page.fill("Correlation 3", "0.8").await?;
    page.hears("4,000 trials in").await
}

async fn a_contradiction_is_told_while_it_is_typed_with_what_mends_it(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    press(&page, "Begin with typical spreads").await?;
    unfold(&page, "Drivers that move together").await?;
    let (price, cost) = ("Revenue per compute hour", "Infrastructure cost per compute hour");
    let told = "These correlations contradict each other. Given the others";
    press(&page, "Add a correlation").await?;
    page.choose("Other driver of correlation 1", price).await?;
    page.fill("Correlation 1", "0.9").await?;
    press(&page, "Add a correlation").await?;
    page.choose("Other driver of correlation 2", cost).await?;
    page.fill("Correlation 2", "0.9").await?;
    // The hours go with both, which are said to have nothing to do with each other.
    page.hears(told).await?;
    page.hears(&format!("“{price}” with “{cost}”, which is not listed and counts as 0, at least 0.64"))
        .await?;
    page.hears(&format!("“Compute hours billed” with “{cost}” at most 0.4")).await?;
    page.fill("Correlation 2", "0.4").await?;
    let quiet = async || page.announcements().await;
    wait::holds("no contradiction", quiet, |said| !said.contains(told)).await?;
    press(&page, "Run").await?;
    page.hears("100,000 trials in").await
}

async fn uncertainties_survive_a_reload(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    page.reload().await?;
    page.find("group", "Compute hours billed, growth").await?;
    page.field_shows("Trials", "4,000").await
}
