//! Pricing models on one demand.

use anyhow::{Context as _, Result};
use megahour_browser::{ModelPage, Visit, presses, wait};
use thirtyfour::Key;

flows![
    a_figure_follows_a_term_and_undo_gives_it_back,
    a_segment_is_added_filled_moved_and_removed_by_keyboard,
    names_that_are_empty_long_or_double_are_told,
    a_number_that_is_absurd_is_kept_with_what_is_allowed,
    without_a_segment_the_view_says_what_is_missing,
    tiers_out_of_order_are_told_and_put_in_order,
    the_segments_are_scaled_to_the_model,
    the_demand_is_put_into_the_model,
    the_revenue_is_reconciled_either_way,
    a_price_goes_into_the_model_and_back,
    the_mix_follows_its_shares,
    every_figure_explains_itself_by_keyboard,
    crossovers_are_read_by_keyboard_and_follow_a_price,
    the_terms_are_a_press_away,
    pricing_survives_a_reload,
    on_a_phone_nothing_hangs_over,
    no_barriers_in_the_light,
    no_barriers_in_the_dark,
    no_barriers_on_a_phone_in_the_light,
    no_barriers_on_a_phone_in_the_dark,
];

const PRICE: &str = "Usage: price per hour";

async fn open(visit: &Visit) -> Result<ModelPage> {
    visit.open("#/pricing").await
}

/// Comes to a button as one does by Tab, and presses it.
async fn press_button(page: &ModelPage, name: &str) -> Result<()> {
    let button = page.find("button", name).await?;
    page.focus(&button).await?;
    page.press(Key::Enter).await
}

async fn shows(page: &ModelPage, line: &str, first: &str) -> Result<()> {
    page.row_shows(line, &[first]).await
}

async fn a_figure_follows_a_term_and_undo_gives_it_back(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    page.row_shows("Gross profit", &["$1.27M", "$1.11M", "$2.61M", "$5.62M", "$1.02M", "$1.05M"]).await?;
    page.headline_says("Charge by freemium").await?;
    page.type_into(PRICE, "3").await?;
    // The keyboard is still in the field.
    shows(&page, "Effective price per hour", "$3.00/h").await?;
    assert!(page.driver(PRICE).await?.is("focused"));
    page.press(Key::Tab).await?;
    page.press_with(&[Key::Control], "z").await?;
    shows(&page, "Effective price per hour", "$2.00/h").await
}

async fn a_segment_is_added_filled_moved_and_removed_by_keyboard(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    press_button(&page, "Add a segment").await?;
    // The keyboard is in the new name.
    let named = async || Ok(page.find("textbox", "Name of the segment, Segment 1").await?.is("focused"));
    wait::equals(true, named).await?;
    page.press_with(&[Key::Control], "a").await?;
    page.type_text("Labs\t").await?;
    page.field_shows("Customers, Labs", "0").await?;
    page.type_text("10\t100\t").await?;
    let region = page.find("region", "Segments against the model").await?;
    let read = async || page.text(&region).await;
    wait::holds("the difference in hours", read, |text| text.contains("+1,000 h")).await?;
    press_button(&page, "Move Labs up").await?;
    let order = async || {
        let fields = page.all("textbox").await?;
        let names = fields.into_iter().filter(|field| field.name.starts_with("Name of the segment"));
        Ok(names.map(|field| field.value).collect::<Vec<_>>())
    };
    wait::equals(vec!["Builders", "Scale-ups", "Labs", "Enterprises"], order).await?;
    let up = async || Ok(page.find("button", "Move Labs up").await?.is("focused"));
    wait::equals(true, up).await?;
    press_button(&page, "Remove Labs").await?;
    page.hears("Removed Labs.").await?;
    wait::equals(vec!["Builders", "Scale-ups", "Enterprises"], order).await?;
    page.press_with(&[Key::Control], "z").await?;
    wait::equals(vec!["Builders", "Scale-ups", "Labs", "Enterprises"], order).await
}

async fn names_that_are_empty_long_or_double_are_told(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    let name = "Name of the segment, Builders";
    page.overwrite(name, &presses(Key::Delete, 1)).await?;
    page.field_remarks(name, "A name is needed").await?;
    page.press(Key::Escape).await?;
    page.field_shows(name, "Builders").await?;
    let field = page.find("textbox", name).await?;
    page.focus(&field).await?;
    page.press_with(&[Key::Control], "a").await?;
    page.paste(&"x".repeat(10_000)).await?;
    page.field_remarks(name, "Too long by 9920").await?;
    page.overwrite(name, "Enterprises").await?;
    let region = async || page.region("Demand").await;
    let words = "More than one segment is called “Enterprises”.";
    wait::holds(words, region, |text| text.contains(words)).await?;
    Ok(())
}

async fn a_number_that_is_absurd_is_kept_with_what_is_allowed(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    for (text, why) in [("-1", "Allowed: 0 to"), ("1e99", "Allowed: 0 to"), ("many", "")] {
        page.type_into("Customers, Builders", text).await?;
        page.press(Key::Tab).await?;
        page.field_shows("Customers, Builders", text).await?;
        page.field_remarks("Customers, Builders", why).await?;
        shows(&page, "Revenue", "$2.20M").await?;
    }
    page.fill("Customers, Builders", "1e9").await?;
    page.fill("Hours, Builders", "1e12").await?;
    shows(&page, "Effective price per hour", "$2.00/h").await
}

async fn without_a_segment_the_view_says_what_is_missing(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    for segment in ["Builders", "Scale-ups", "Enterprises"] {
        press_button(&page, &format!("Remove {segment}")).await?;
    }
    page.headline_says("There is no segment").await?;
    page.row_shows("ARPU, compute alone", &["—", "—"]).await?;
    press_button(&page, "Add a segment").await?;
    page.fill("Customers, Segment 1", "5").await?;
    shows(&page, "ARPU, compute alone", "$2,000").await
}

async fn tiers_out_of_order_are_told_and_put_in_order(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    page.fill("Fee, Team", "9000").await?;
    press_button(&page, "Order them by fee").await?;
    page.hears("Tiers are in the order of their fees.").await?;
    let order = async || {
        let fields = page.all("textbox").await?;
        let names = fields.into_iter().filter(|field| field.name.starts_with("Name of the tier"));
        Ok(names.map(|field| field.value).collect::<Vec<_>>())
    };
    wait::equals(vec!["Starter", "Scale", "Team"], order).await?;
    for tier in ["Starter", "Scale", "Team"] {
        press_button(&page, &format!("Remove {tier}")).await?;
    }
    page.row_shows("Revenue", &["$2.20M", "—"]).await
}

async fn the_segments_are_scaled_to_the_model(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    page.choose("Year that the segments describe", "Year 2").await?;
    press_button(&page, "Scale the segments to the model").await?;
    page.hears("scaled alike to the model's year").await?;
    let region = page.find("region", "Segments against the model").await?;
    let read = async || page.text(&region).await;
    wait::holds("hours that agree", read, |text| text.matches("agrees").count() == 2).await?;
    page.press_with(&[Key::Control], "z").await?;
    page.field_shows("Hours, Builders", "2,500").await
}

async fn the_demand_is_put_into_the_model(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    page.fill("Customers, Enterprises", "8").await?;
    press_button(&page, "Put the demand into the model").await?;
    page.hears("Year 1 has 1,580,000 h now, and an ARPU of $71,818").await?;
    let model = page.find("link", "Model").await?;
    page.click(&model).await?;
    page.cell_shows("Compute hours billed", 1, "1.58M").await?;
    page.cell_shows("Customers", 1, "44").await?;
    page.undo().await?;
    page.cell_shows("Compute hours billed", 1, "1.00M").await
}

async fn a_price_goes_into_the_model_and_back(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    page.choose("Pricing model to use", "Subscription").await?;
    let second = page.find("checkbox", "Year 2").await?;
    page.focus(&second).await?;
    page.type_text(" ").await?;
    press_button(&page, "Use in the model").await?;
    page.hears(
        "Year 1 and Year 2: revenue per compute hour is $1.89/h and ARPU $47,220 now, from Subscription.",
    )
    .await?;
    let model = page.find("link", "Model").await?;
    page.click(&model).await?;
    page.row_shows("Revenue per compute hour", &["$1.89", "$1.89", "$2.25"]).await?;
    page.undo().await?;
    page.row_shows("Revenue per compute hour", &["$2.00", "$2.10", "$2.25"]).await
}

async fn the_mix_follows_its_shares(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    page.fill("Freemium, share of Builders", "0%").await?;
    page.fill("Subscription, share of Builders", "50%").await?;
    let words = "Builders: the shares of the mix add to 50%";
    let region = async || page.region("Demand").await;
    wait::holds(words, region, |text| text.contains(words)).await?;
    press_button(&page, "Put each segment on its cheapest").await?;
    let row = async || page.row("Gross profit").await;
    wait::holds("the choice as the mix", row, |row| row.get(4) == row.get(5)).await?;
    page.find("button", "Mix, effective price per hour: $1.78/h, explain").await?;
    Ok(())
}

async fn every_figure_explains_itself_by_keyboard(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    let first = page.find("grid", "Pricing models side by side").await?;
    let cells = page.all_in(&first, "gridcell").await?;
    let stop = cells.first().context("no figure")?;
    page.focus(stop).await?;
    // Down to the gross profit, right to freemium.
    page.type_text(format!("{}{}", presses(Key::Down, 5), presses(Key::Right, 2))).await?;
    page.press(Key::Enter).await?;
    page.explanation_says("Freemium with pay-as-you-go: gross profit, all segments").await?;
    page.explanation_says("$2,612,016").await?;
    page.follow("Freemium with pay-as-you-go: gross profit, Builders").await?;
    page.explanation_says("Cost to serve the segment, Builders").await?;
    assert_eq!(page.fragment().await?, "#/pricing?line=freemium_profit&at=builders");
    page.press(Key::Escape).await?;
    wait::equals(false, async || page.explains().await).await?;
    // The model's own figures explain themselves beside it as before.
    let model = page.find("link", "Model").await?;
    page.click(&model).await?;
    page.walk_to("Gross margin", 2).await?;
    page.press(Key::Enter).await?;
    page.explanation_says("Gross margin, year 2").await
}

async fn crossovers_are_read_by_keyboard_and_follow_a_price(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    page.choose("Data and calls for each hour", "none: compute alone").await?;
    let table = async || page.region("Break-evens between pricing models").await;
    wait::holds("the last break-even", table, |text| text.contains("86,000 h")).await?;
    let chart = page.chart("Annual bill by hours used").await?;
    page.focus(&chart).await?;
    page.type_text(format!("{}{}", presses(Key::Home, 1), presses(Key::Right, 6))).await?;
    let reading = async || page.text(&page.find("figure", "Annual bill by hours used").await?).await;
    let words = "3,000 h, crossover 1, Usage and Subscription: Usage $6,000 · Subscription $6,000";
    wait::holds(words, reading, |text| text.contains(words)).await?;
    // At $4 an hour the contract of $150,000 is reached at 37,500 h.
    page.fill(PRICE, "4").await?;
    wait::holds("the new break-even", table, |text| text.contains("37,500 h")).await?;
    page.open_table("Annual bill by hours used").await?;
    Ok(())
}

async fn pricing_survives_a_reload(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    page.fill(PRICE, "2.5").await?;
    page.fill("Fee, Starter", "600").await?;
    page.fill("Usage, share of Builders", "10%").await?;
    page.saved_scenario().await?;
    page.reload().await?;
    page.field_shows(PRICE, "2.50").await?;
    page.field_shows("Fee, Starter", "600.00").await?;
    page.field_shows("Usage, share of Builders", "10").await
}

async fn on_a_phone_nothing_hangs_over(visit: Visit) -> Result<()> {
    for width in [320, 390] {
        visit.set_size(width, 800, 2.0).await?;
        let page = open(&visit).await?;
        assert!(!page.scrolls_sideways().await?, "the page scrolls sideways at {width}");
        page.fill("Price of storage", "0.05").await?;
        page.fill("Customers, Builders", "30").await?;
        shows(&page, "Gross margin", "61.8%").await?;
        assert!(!page.scrolls_sideways().await?, "after typing, the page scrolls sideways at {width}");
        page.saved_scenario().await?;
        page.undo().await?;
        page.undo().await?;
    }
    Ok(())
}

async fn no_barriers_in_the_light(visit: Visit) -> Result<()> {
    no_barriers(visit, (1280, 900), "light").await
}

async fn no_barriers_in_the_dark(visit: Visit) -> Result<()> {
    no_barriers(visit, (1280, 900), "dark").await
}

async fn no_barriers_on_a_phone_in_the_light(visit: Visit) -> Result<()> {
    no_barriers(visit, (390, 844), "light").await
}

async fn no_barriers_on_a_phone_in_the_dark(visit: Visit) -> Result<()> {
    no_barriers(visit, (390, 844), "dark").await
}

async fn no_barriers(visit: Visit, (width, height): (u32, u32), theme: &str) -> Result<()> {
    visit.set_size(width, height, 1.0).await?;
    visit.prefer_theme(theme).await?;
    let page = open(&visit).await?;
    let mut found = Vec::new();
    look(&page, "as it opens", &mut found).await?;
    page.type_into("Customers, Builders", "no number\t").await?;
    page.type_into("Fee, Team", "9000\t").await?;
    let mix = page.find_starting("button", "Mix, gross profit: ").await?;
    page.focus(&mix).await?;
    page.press(Key::Enter).await?;
    page.explanation_says("Mix: gross profit").await?;
    look(&page, "with an explanation and a text that cannot be read", &mut found).await?;
    page.press(Key::Escape).await?;
    for segment in ["Builders", "Scale-ups", "Enterprises"] {
        press_button(&page, &format!("Remove {segment}")).await?;
    }
    look(&page, "without segments", &mut found).await?;
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// Notes what is found, so that one run tells all.
async fn look(page: &ModelPage, when: &str, found: &mut Vec<String>) -> Result<()> {
    page.evaluate("scrollTo(0, 0)").await?;
    found.extend(page.violations().await?.into_iter().map(|violation| format!("{when}: {violation}")));
    Ok(())
}

async fn the_revenue_is_reconciled_either_way(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    page.region_says("Demand", "−$204,736").await?;
    page.press_button("Scale the prices to the model's revenue").await?;
    page.hears("were scaled alike to the model's revenue").await?;
    let agree = async || Ok(page.region("Demand").await?.matches("agrees").count());
    wait::equals(3, agree).await?;
    page.undo().await?;
    wait::equals(2, agree).await?;
    page.press_button("Use the mix's price in the model").await?;
    page.hears("from Mix").await?;
    wait::equals(3, agree).await
}

async fn the_terms_are_a_press_away(visit: Visit) -> Result<()> {
    let page = open(&visit).await?;
    press_button(&page, "Go to the terms").await?;
    wait::equals(true, async || Ok(page.find("heading", "Terms").await?.is("focused"))).await?;
    page.press(Key::Tab).await?;
    assert!(page.find("textbox", "Price of storage").await?.is("focused"));
    Ok(())
}
