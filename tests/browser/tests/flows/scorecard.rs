//! The scorecard, by keyboard alone.

use anyhow::Result;
use megahour_browser::{ModelPage, Visit, wait};
use thirtyfour::Key;

flows![
    judged_on_a_desk,
    judged_on_a_phone,
    the_list_is_changed_and_reset,
    a_suggestion_is_taken_or_answered,
    weights_are_scaled,
    what_cannot_be_taken_says_why,
    fifty_criteria_are_enough,
    none_are_a_scorecard_too,
    no_barriers_in_the_light,
    no_barriers_in_the_dark,
];

const MARKET: &str = "Market Opportunity";

async fn judged_on_a_desk(visit: Visit) -> Result<()> {
    judged(visit, (1280, 900)).await
}

async fn judged_on_a_phone(visit: Visit) -> Result<()> {
    judged(visit, (390, 844)).await
}

async fn judged(visit: Visit, (width, height): (u32, u32)) -> Result<()> {
    visit.set_size(width, height, 1.0).await?;
    let page = visit.open("#/scorecard").await?;
    page.headline_says("4.59 of 5").await?;
    page.tab_to(&format!("Score of {MARKET}")).await?;
    page.press(Key::Left).await?;
    page.headline_says("4.41 of 5").await?;
    page.tab_to("Evidence, evaluation, notes, questions (0 of 2)").await?;
    page.press(Key::Enter).await?;
    page.tab_to(&format!("Notes, {MARKET}")).await?;
    page.type_text("Ask the analysts.").await?;
    page.tab_to(&format!("Question 1 answered, {MARKET}")).await?;
    page.type_text(" ").await?;
    page.tab_to(&format!("Note on question 1, {MARKET}")).await?;
    page.type_text("Doubles each year.").await?;
    page.tab_to("Add a question").await?;
    page.press(Key::Enter).await?;
    // The keyboard is in the new question.
    keyboard_at(&page, &format!("Question 3, {MARKET}")).await?;
    page.type_text("Who else?").await?;
    page.tab_to("Weight of Scalability").await?;
    page.type_text("50%\n").await?;
    page.region_says("How the total is made", "140.0%").await?;
    let saved = page.saved_scenario().await?;
    for text in ["Ask the analysts.", "Doubles each year.", "Who else?"] {
        assert!(saved.contains(text), "{text} is not saved");
    }
    page.reload().await?;
    page.find("DisclosureTriangle", "Evidence, evaluation, notes, questions (1 of 3)").await?;
    Ok(())
}

async fn the_list_is_changed_and_reset(visit: Visit) -> Result<()> {
    let page = visit.open("#/scorecard").await?;
    page.tab_to("Move Scalability up").await?;
    page.press(Key::Enter).await?;
    wait::equals("Scalability", async || name_of(&page, 0).await).await?;
    keyboard_at(&page, "Move Scalability up").await?;
    page.tab_to(&format!("Remove {MARKET}")).await?;
    page.press(Key::Enter).await?;
    page.hears(&format!("Removed {MARKET}.")).await?;
    keyboard_at(&page, "Remove Revenue Potential").await?;
    page.undo().await?;
    wait::equals(MARKET, async || name_of(&page, 1).await).await?;
    page.tab_to("Add a criterion").await?;
    page.press(Key::Enter).await?;
    keyboard_at(&page, "Name of the criterion").await?;
    page.press_with(&[Key::Control], "a").await?;
    page.type_text("Team").await?;
    wait::equals("Team", async || name_of(&page, 7).await).await?;
    page.tab_to("Reset to the published criteria").await?;
    page.press(Key::Enter).await?;
    page.hears("Scorecard reset to the published one.").await?;
    wait::equals(MARKET, async || name_of(&page, 0).await).await?;
    page.headline_says("4.59 of 5").await?;
    // Undo ends with the page: the state before is kept as a version too.
    let stored = page.stored().await?;
    assert!(stored.iter().any(|(_, text)| text.contains("Before: resetting the scorecard")), "{stored:?}");
    Ok(())
}

async fn a_suggestion_is_taken_or_answered(visit: Visit) -> Result<()> {
    let page = visit.open("#/scorecard").await?;
    page.tab_to("Take 4, the suggested score for Scalability").await?;
    page.tab_to("Reason for the difference, Scalability").await?;
    page.type_text("The second site opens in year 2.").await?;
    page.saved_scenario().await?;
    page.reload().await?;
    page.field_shows("Reason for the difference, Scalability", "The second site opens in year 2.").await?;
    page.tab_to("Take 4, the suggested score for Scalability").await?;
    page.press(Key::Enter).await?;
    page.headline_says("4.41 of 5").await?;
    keyboard_at(&page, "Score of Scalability").await?;
    // The reason stays until somebody takes it out.
    page.field_shows("Reason for the difference, Scalability", "The second site opens in year 2.").await
}

async fn weights_are_scaled(visit: Visit) -> Result<()> {
    let page = visit.open("#/scorecard").await?;
    page.region_says("How the total is made", "5.05 of 5.50").await?;
    page.region_says("How the total is made", "Published: 4.75").await?;
    page.tab_to("Scale weights to 100%").await?;
    page.press(Key::Enter).await?;
    page.region_says("How the total is made", "4.59 of 5.00").await?;
    page.undo().await?;
    page.region_says("How the total is made", "5.05 of 5.50").await
}

async fn what_cannot_be_taken_says_why(visit: Visit) -> Result<()> {
    let page = visit.open("#/scorecard").await?;
    let weight = format!("Weight of {MARKET}");
    for (text, why) in [("abc", "number"), ("2000%", "Allowed: 0% to 1000%"), ("-5", "Allowed: 0% to 1000%")]
    {
        page.overwrite(&weight, text).await?;
        page.field_remarks(&weight, why).await?;
        wait::equals(true, async || Ok(page.driver(&weight).await?.is("invalid"))).await?;
        page.press(Key::Escape).await?;
    }
    page.headline_says("4.59 of 5").await?;
    page.tab_to("Remove Market Opportunity").await?;
    page.tab_to("Name of the criterion").await?;
    page.press_with(&[Key::Control], "a").await?;
    page.type_text(MARKET).await?;
    page.hears("There is already a criterion called “Market Opportunity”").await?;
    page.press(Key::Escape).await?;
    wait::equals("Scalability", async || name_of(&page, 1).await).await?;
    page.tab_to("Evidence, evaluation, notes, questions (0 of 2)").await?;
    page.press(Key::Enter).await?;
    page.tab_to("Notes, Scalability").await?;
    page.paste(&"n".repeat(10_001)).await?;
    page.hears("Too long by 1: a text holds 10,000 characters.").await?;
    // What was pasted is still there to be cut down.
    let kept = async || Ok(page.driver("Notes, Scalability").await?.value.len());
    wait::equals(10_001, kept).await?;
    page.press(Key::Backspace).await?;
    wait::equals(false, async || Ok(page.driver("Notes, Scalability").await?.is("invalid"))).await
}

async fn fifty_criteria_are_enough(visit: Visit) -> Result<()> {
    let page = visit.open("#/scorecard").await?;
    let add = page.find("button", "Add a criterion").await?;
    for _ in 7..51 {
        page.focus(&add).await?;
        page.press(Key::Enter).await?;
    }
    page.hears("A scorecard holds 50 criteria.").await?;
    wait::equals(50, async || Ok(page.all("textbox").await?.iter().filter(|n| is_name(n)).count())).await?;
    assert!(!page.scrolls_sideways().await?);
    Ok(())
}

async fn none_are_a_scorecard_too(visit: Visit) -> Result<()> {
    let page = visit.open("#/scorecard").await?;
    page.tab_to(&format!("Remove {MARKET}")).await?;
    for left in (0..7).rev() {
        page.press(Key::Enter).await?;
        wait::equals(left, async || Ok(page.all("textbox").await?.iter().filter(|n| is_name(n)).count()))
            .await?;
        if left > 0 {
            wait::holds(
                "the next remove button",
                async || page.stop().await,
                |stop| stop.0.starts_with("Remove "),
            )
            .await?;
        }
    }
    keyboard_at(&page, "Add a criterion").await?;
    page.headline_says("no total").await?;
    page.region_says("How the total is made", "Undefined, because").await?;
    page.region_says("Criteria", "There are no criteria").await
}

async fn no_barriers_in_the_light(visit: Visit) -> Result<()> {
    no_barriers(visit, "light").await
}

async fn no_barriers_in_the_dark(visit: Visit) -> Result<()> {
    no_barriers(visit, "dark").await
}

async fn no_barriers(visit: Visit, theme: &str) -> Result<()> {
    visit.prefer_theme(theme).await?;
    for (width, height) in [(1280, 900), (390, 844)] {
        visit.set_size(width, height, 1.0).await?;
        let page = visit.open("#/scorecard").await?;
        page.tab_to("Evidence, evaluation, notes, questions (0 of 2)").await?;
        page.press(Key::Enter).await?;
        page.type_into(&format!("Weight of {MARKET}"), "no number\t").await?;
        page.evaluate("scrollTo(0, 0)").await?;
        assert_eq!(page.violations().await?, Vec::<String>::new(), "{theme}, {width} wide");
        assert!(!page.scrolls_sideways().await?, "{width} wide");
    }
    Ok(())
}

fn is_name(node: &megahour_browser::Node) -> bool {
    node.name == "Name of the criterion"
}

/// The name of the criterion at a place, counted from 0.
async fn name_of(page: &ModelPage, place: usize) -> Result<String> {
    let names = page.all("textbox").await?;
    Ok(names.into_iter().filter(is_name).nth(place).map(|node| node.value).unwrap_or_default())
}

async fn keyboard_at(page: &ModelPage, name: &str) -> Result<()> {
    wait::equals(name, async || Ok(page.stop().await?.0)).await
}
