//! What matters, and what has to be true.

use std::fs;

use anyhow::Result;
use megahour_browser::{ModelPage, Visit, wait};
use thirtyfour::Key;

flows![
    the_driver_that_matters_most_is_named_and_leads_to_its_field,
    a_goal_is_sought_and_applied_as_one_step,
    several_answers_and_endless_ones_are_told_apart,
    a_goal_is_sought_in_one_year_alone_or_in_all,
    the_nearest_of_many_answers_is_applied,
    a_driver_swings_by_its_own_low_and_high,
    the_headline_tells_the_swing_that_is_set,
    a_swing_typed_key_by_key_stays_with_its_driver,
    a_number_with_thousands_is_read_and_taken,
    an_applied_goal_stays_wanted,
    another_output_has_its_own_drivers,
    the_output_asked_about_is_part_of_the_address,
    what_was_typed_on_the_way_to_a_refusal_is_given_back,
    margins_of_safety_say_what_may_move,
    what_is_missed_says_what_has_to_change,
    fields_have_the_sign_of_the_scenarios_currency,
    the_range_of_the_heat_map_is_changed,
    a_range_is_slid_and_the_map_follows_each_frame,
    ends_that_wait_for_each_other_are_taken_together,
    what_is_below_a_benchmark_is_told_as_good,
    the_heat_map_is_read_by_keyboard,
    the_heat_map_and_the_tornado_are_saved_as_pictures,
];

async fn the_driver_that_matters_most_is_named_and_leads_to_its_field(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    page.headline_says("Revenue per compute hour moves it most: 10% less makes it $1M, 10% more $1.4M")
        .await?;
    press(&page, "Revenue per compute hour: go to the driver").await?;
    // The keyboard is in the driver's field in the Model view.
    let active = async || page.evaluate("document.activeElement.id").await;
    wait::holds("the driver's field", active, |id| *id == "driver-price_per_hour").await?;
    assert!(page.fragment().await?.starts_with("#/model"));
    Ok(())
}

async fn a_goal_is_sought_and_applied_as_one_step(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    page.choose("Output asked about", "Gross margin").await?;
    page.headline_says("Gross margin, year 1 is 60.0%").await?;
    // The benchmark is what is sought first: 50%.
    press(&page, "Apply $1.60/h").await?;
    page.headline_says("Gross margin, year 1 is 50.0%").await?;
    page.undo().await?;
    page.headline_says("Gross margin, year 1 is 60.0%").await?;
    page.fill("Target value", "200").await?;
    page.hears("None: no allowed value does").await
}

async fn several_answers_and_endless_ones_are_told_apart(visit: Visit) -> Result<()> {
    let page = visit.open("#/model?year=2").await?;
    page.fill("Customer acquisition cost (CAC), Year 2", "8000").await?;
    page.go("#/what-if?year=2").await?;
    page.choose("Output asked about", "New customers").await?;
    page.choose("Years in which drivers move", "this year alone").await?;
    page.choose("Driver that may move", "Average revenue per customer").await?;
    page.fill("Target value", "0").await?;
    // $4.2 million over the 38 customers who stay.
    page.hears("Every value from $110,526.32").await?;
    page.hears("without an upper bound").await?;
    page.go("#/what-if?year=1").await?;
    page.choose("Output asked about", "Contribution").await?;
    page.choose("Year asked about", "All years").await?;
    page.choose("Driver that may move", "Average revenue per customer").await?;
    page.fill("Target value", "43.9M").await?;
    page.hears("2 different values").await
}

async fn a_goal_is_sought_in_one_year_alone_or_in_all(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if?year=3").await?;
    page.choose("Output asked about", "Gross margin").await?;
    page.hears("One value, in all years, in proportion:").await?;
    page.choose("Years in which it may move", "this year alone").await?;
    page.hears("One value, in year 3 alone:").await?;
    // Half of the margin, from $2.25: only this year's price is twice the cost.
    press(&page, "Apply $1.60/h").await?;
    page.hears("Revenue per compute hour is $1.60/h now, in year 3 alone.").await?;
    page.headline_says("Gross margin, year 3 is 50.0%").await?;
    page.go("#/what-if?about=gross_margin&year=1").await?;
    page.headline_says("Gross margin, year 1 is 60.0%").await?;
    page.go("#/what-if?about=gross_margin&year=3").await?;
    page.undo().await?;
    page.headline_says("Gross margin, year 3 is 64.4%").await?;
    // 99% in year 1 would be more than all in a later year.
    page.go("#/what-if?about=gross_margin&year=1").await?;
    page.choose("Years in which it may move", "all years").await?;
    page.choose("Output asked about", "Churn").await?;
    page.fill("Target value", "1").await?;
    page.hears("None: no allowed value does in all years, in proportion.").await?;
    page.hears("One value, in year 1 alone:").await?;
    press(&page, "Apply 99%").await?;
    page.headline_says("Churn, year 1 is 1.0%").await
}

async fn the_nearest_of_many_answers_is_applied(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if?year=2").await?;
    page.choose("Output asked about", "New customers").await?;
    page.choose("Driver that may move", "Average revenue per customer").await?;
    page.choose("Years in which it may move", "this year alone").await?;
    page.fill("Target value", "0").await?;
    page.hears("The nearest, in year 2 alone:").await?;
    press(&page, "Apply $110,526.32/customer/yr").await?;
    page.hears("is one of them: nothing has to change.").await?;
    page.headline_says("New customers, year 2 is 0").await?;
    page.undo().await?;
    page.hears("The nearest, in year 2 alone:").await
}

async fn a_driver_swings_by_its_own_low_and_high(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    let table = async || page.region("Drivers by what they move, table").await;
    let has = |words: &'static str| move |table: &String| table.contains(words);
    // $2 an hour for a million hours at $0.80: half the price, a fifth more.
    let before = table().await?;
    assert!(!before.contains("$200k") && !before.contains("$1.6M"), "{before}");
    page.fill("Revenue per compute hour, low swing", "-50").await?;
    wait::holds("half the price", table, has("$200k")).await?;
    page.fill("Revenue per compute hour, high swing", "20").await?;
    wait::holds("a fifth more", table, has("$1.6M")).await?;
    // All alike again.
    page.fill("Swing of every driver", "10").await?;
    wait::holds("10% again", table, |table| *table == before).await?;
    Ok(())
}

async fn a_swing_typed_key_by_key_stays_with_its_driver(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if?year=3").await?;
    let name = "Infrastructure cost per compute hour, high swing";
    let field = page.find("textbox", name).await?;
    page.focus(&field).await?;
    // At 50% it is no longer the third row, and is so only once it is left.
    for key in ["5", "0", "0"] {
        page.type_text(key).await?;
        assert_eq!(page.stop().await?.0, name, "after {key}");
    }
    page.field_shows(name, "500").await?;
    page.field_shows("Compute hours billed, high swing", "10").await?;
    page.press(Key::Tab).await?;
    page.field_shows(name, "500").await?;
    page.field_shows("Revenue per compute hour, high swing", "10").await?;
    // One end may not pass the other, until both do.
    page.fill("Compute hours billed, low swing", "20").await?;
    page.hears("The low swing may not be above the high one.").await?;
    page.fill("Compute hours billed, high swing", "30").await?;
    page.field_shows("Compute hours billed, low swing", "20").await
}

async fn a_number_with_thousands_is_read_and_taken(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    page.type_into("Target value", "900,000").await?;
    page.hears("Read as $900000/yr").await?;
    page.press(Key::Enter).await?;
    // $1.70 an hour less $0.80, for a million hours.
    page.hears("$1.70/h").await?;
    page.type_into("Target value", "1,000,000").await?;
    page.press(Key::Tab).await?;
    page.hears("$1.80/h").await?;
    page.field_shows("Target value", "1,000,000").await
}

async fn an_applied_goal_stays_wanted(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    // A tenth more than the $1.2 million now.
    press(&page, "Apply $2.12/h").await?;
    page.hears("Revenue per compute hour is $2.12/h now").await?;
    page.field_shows("Target value", "1,320,000").await?;
    page.undo().await?;
    page.headline_says("Gross profit, year 1 is $1.2M").await
}

async fn another_output_has_its_own_drivers(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    page.choose("Output asked about", "Customer lifetime value").await?;
    page.headline_says("Customer retention (r) moves it most: 10% less makes it").await?;
    page.headline_says("99.0%, all that is allowed,").await?;
    let seeks =
        async || page.evaluate("document.querySelector('[aria-label=\"Driver that may move\"]').value").await;
    wait::holds("the driver that matters", seeks, |id| *id == "retention").await?;
    // What one axis has, the other gives up.
    page.choose("Driver up", "Customer retention").await?;
    let axes = async || {
        let read = "['across', 'up'].map(way => document.querySelector(`[aria-label=\"Driver ${way}\"]`).value).join()";
        page.evaluate(read).await
    };
    wait::holds("two drivers", axes, |ids| *ids == "arpu,retention").await?;
    Ok(())
}

async fn margins_of_safety_say_what_may_move(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    let table = page.region("Margin of safety, table").await?;
    // 60% now, from 50% wanted: the price may fall to twice the cost.
    assert!(table.contains("Gross margin") && table.contains("holds"), "{table}");
    assert!(table.contains("Revenue per compute hour down to $1.60/h"), "{table}");
    assert!(table.contains("Gross profit") && table.contains("breaks even"), "{table}");
    page.choose("Year asked about", "Year 2").await?;
    page.region("Margin of safety, year 2").await?;
    Ok(())
}

async fn what_is_missed_says_what_has_to_change(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.fill("Revenue per compute hour, Year 1", "0.7").await?;
    page.fill("Customer retention (r), Year 1", "80").await?;
    page.go("#/what-if").await?;
    let table = page.region("Margin of safety, table").await?;
    assert!(table.contains("Revenue per compute hour rises to $0.80/h +14.3%"), "{table}");
    assert!(table.contains("Infrastructure cost per compute hour falls to $0.70/h"), "{table}");
    // A later year reaches all of it before this one comes to 90%.
    assert!(table.contains("No single driver changes it in all years, in proportion."), "{table}");
    Ok(())
}

async fn fields_have_the_sign_of_the_scenarios_currency(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.choose("Currency", "JPY").await?;
    page.card_shows("Annual revenue", "¥2,000,000").await?;
    page.go("#/what-if").await?;
    page.find("textbox", "Target value").await?;
    let signs =
        "[...document.querySelectorAll('.what-if .field .unit')].map(unit => unit.textContent).join()";
    let signs = page.evaluate(signs).await?.to_string();
    assert!(signs.contains('¥') && !signs.contains('$'), "{signs}");
    Ok(())
}

async fn the_range_of_the_heat_map_is_changed(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    page.fill("Across driver, to", "4").await?;
    page.fill("Across driver, from", "2").await?;
    page.choose("Driver up", "Infrastructure cost").await?;
    let map = page.find_starting("image", "Heat map of Gross profit, year 1").await?;
    page.focus(&map).await?;
    page.press(Key::End).await?;
    page.hears("Revenue per compute hour $4").await?;
    page.press(Key::Home).await?;
    page.hears("Revenue per compute hour $2").await?;
    page.press(Key::Right).await?;
    page.hears("Revenue per compute hour $2.05").await?;
    // Up by one of forty steps from $0.40 to $1.20.
    page.press(Key::Up).await?;
    page.hears("Infrastructure cost per compute hour $0.82").await?;
    page.fill("Across driver, from", "5").await?;
    page.hears("The range has to begin below its end.").await
}

async fn a_range_is_slid_and_the_map_follows_each_frame(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    let slider = page.find("slider", "Across driver, to, slider").await?;
    // As far as three times the price.
    page.focus(&slider).await?;
    page.press(Key::End).await?;
    page.field_shows("Across driver, to", "6.00").await?;
    page.press(Key::Left).await?;
    page.field_shows("Across driver, to", "5.98").await?;
    // The ends stop at each other.
    let slider = page.find("slider", "Across driver, from, slider").await?;
    page.focus(&slider).await?;
    page.press(Key::End).await?;
    page.field_shows("Across driver, from", "5.96").await?;
    page.press(Key::Home).await?;
    page.field_shows("Across driver, from", "0.00").await?;
    // Slid to another place in each of sixty frames, the map is drawn in each
    // of them, and the last place is the one that stays.
    let drawn = page
        .evaluate(
            "(async () => {
                const slider = document.querySelector('[aria-label=\"Across driver, to, slider\"]');
                const canvas = document.querySelector('.heat canvas');
                canvas.scrollIntoView({ block: 'center' });
                const frame = () => new Promise(requestAnimationFrame);
                await frame(); await frame();
                let drawn = 0;
                let seen = canvas.toDataURL();
                for (let place = 241; place <= 300; place += 1) {
                    slider.value = place;
                    slider.dispatchEvent(new Event('input', { bubbles: true }));
                    await frame(); await frame();
                    const now = canvas.toDataURL();
                    drawn += now !== seen;
                    seen = now;
                }
                return drawn;
            })()",
        )
        .await?;
    assert_eq!(drawn, 60, "pictures of sixty places");
    page.field_shows("Across driver, to", "6.00").await
}

async fn ends_that_wait_for_each_other_are_taken_together(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    // From $1 to $3 now.
    page.fill("Across driver, from", "4").await?;
    page.hears("The range has to begin below its end.").await?;
    page.fill("Across driver, to", "5").await?;
    page.field_shows("Across driver, from", "4.00").await?;
    let quiet = async || page.announcements().await;
    wait::holds("no remark", quiet, |said| !said.contains("has to begin below")).await?;
    let map = page.find_starting("image", "Heat map of Gross profit, year 1").await?;
    page.focus(&map).await?;
    page.press(Key::Home).await?;
    page.hears("Revenue per compute hour $4").await
}

async fn the_output_asked_about_is_part_of_the_address(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    page.choose("Output asked about", "Gross margin").await?;
    page.headline_says("Gross margin, year 1 is 60.0%").await?;
    page.reload().await?;
    page.headline_says("Gross margin, year 1 is 60.0%").await?;
    // Another view and back, by the way between views.
    let model = page.find("link", "Model").await?;
    page.click(&model).await?;
    let what_if = page.find("link", "What if").await?;
    page.click(&what_if).await?;
    page.headline_says("Gross margin, year 1 is 60.0%").await?;
    // Walking through the list leaves no trail: one step back is the view before.
    page.choose("Output asked about", "Churn").await?;
    page.headline_says("Churn, year 1 is 5.0%").await?;
    page.evaluate("history.back()").await?;
    let address = async || page.fragment().await;
    wait::holds("the view before", address, |address| address.starts_with("#/model")).await?;
    // What no line is called leaves the usual one.
    page.go("#/what-if?about=nonsense").await?;
    page.headline_says("Gross profit, year 1 is").await?;
    page.choose("Year asked about", "All years").await?;
    page.headline_says("Gross profit, all years is $46.6M").await?;
    page.reload().await?;
    page.headline_says("Gross profit, all years is $46.6M").await
}

async fn what_was_typed_on_the_way_to_a_refusal_is_given_back(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    // 15 would do, and 150 does not.
    page.fill("Swing of every driver", "150").await?;
    page.hears("A swing is above 0% and at most 100%.").await?;
    page.headline_says("10% less makes it $1M").await?;
    let low = page.find("textbox", "Revenue per compute hour, low swing").await?;
    assert_eq!(low.value, "−10", "{low:?}");
    Ok(())
}

async fn what_is_below_a_benchmark_is_told_as_good(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    page.choose("Output asked about", "CAC payback, margin").await?;
    let map = page.find_starting("image", "Heat map of CAC payback, margin").await?;
    assert!(map.name.contains("Green is below 12 months, the benchmark"), "{}", map.name);
    Ok(())
}

async fn the_heat_map_is_read_by_keyboard(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    let map = page.find_starting("image", "Heat map of Gross profit, year 1").await?;
    page.focus(&map).await?;
    page.press(Key::End).await?;
    page.hears("Revenue per compute hour $3").await
}

async fn the_heat_map_and_the_tornado_are_saved_as_pictures(visit: Visit) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("megahour-heat-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    visit.download_to(&folder).await?;
    let page = visit.open("#/what-if").await?;
    press(&page, "Picture as SVG").await?;
    let file = folder.join("megahour-heat-map.svg");
    let is_whole = |text: &String| text.trim_end().ends_with("</svg>");
    let text =
        wait::holds("the document", async || Ok(fs::read_to_string(&file).unwrap_or_default()), is_whole)
            .await?;
    assert!(
        text.contains("<title>Gross profit, year 1</title>") && text.contains("Revenue per compute hour")
    );
    press(&page, "Picture as PNG").await?;
    let file = folder.join("megahour-heat-map.png");
    let is_png = |bytes: &Vec<u8>| bytes.starts_with(b"\x89PNG") && bytes.len() > 5000;
    wait::holds("the picture", async || Ok(fs::read(&file).unwrap_or_default()), is_png).await?;
    press(&page, "Tornado as SVG").await?;
    let file = folder.join("megahour-tornado.svg");
    let read = async || Ok(fs::read_to_string(&file).unwrap_or_default());
    let text = wait::holds("the document", read, is_whole).await?;
    assert!(text.contains("<title>What matters: Gross profit, year 1</title>"), "{text}");
    press(&page, "Tornado as PNG").await?;
    let file = folder.join("megahour-tornado.png");
    wait::holds("the picture", async || Ok(fs::read(&file).unwrap_or_default()), is_png).await?;
    Ok(fs::remove_dir_all(&folder)?)
}

/// Presses a button.
pub async fn press(page: &ModelPage, name: &str) -> Result<()> {
    let button = page.find("button", name).await?;
    // Out of the way of the bars at the window's ends first.
    page.focus(&button).await?;
    page.click(&button).await
}

/// By hand: 30% off a price of $2 leaves $1.40, of which $0.80 an hour is spent.
async fn the_headline_tells_the_swing_that_is_set(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    page.headline_says("10% less makes it").await?;
    page.fill("Swing of every driver", "30").await?;
    page.headline_says("30% less makes it $600k, 30% more $1.8M").await?;
    page.fill("Revenue per compute hour, low swing", "-25").await?;
    page.headline_says("25% less makes it $700k, 30% more").await
}
