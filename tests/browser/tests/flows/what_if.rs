//! What matters, what has to be true, and what could happen.

use std::fs;

use anyhow::Result;
use megahour_browser::{ModelPage, Visit, wait};
use thirtyfour::Key;

flows![
    the_driver_that_matters_most_is_named_and_leads_to_its_field,
    a_goal_is_sought_and_applied_as_one_step,
    the_heat_map_is_read_by_keyboard,
    the_heat_map_and_the_tornado_are_saved_as_pictures,
    a_simulation_runs_and_comes_to_the_same_again,
    a_change_while_it_runs_begins_anew,
    a_simulation_is_stopped,
    one_future_is_kept_as_a_scenario_beside_the_open_one,
    samples_are_saved_as_a_table,
    uncertainties_survive_a_reload,
    no_barriers_in_the_light,
    no_barriers_in_the_dark,
    on_a_small_phone_nothing_hangs_over,
];

async fn the_driver_that_matters_most_is_named_and_leads_to_its_field(visit: Visit) -> Result<()> {
    let page = visit.open("#/what-if").await?;
    page.headline_says("Revenue per compute hour moves it most: 10% less or more makes it $1M to $1.4M")
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

async fn a_simulation_runs_and_comes_to_the_same_again(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    let first = page.region("Gross profit, year 1, percentiles").await?;
    assert!(first.contains("50% (P50)"), "{first}");
    press(&page, "Run").await?;
    page.hears("4000 trials in").await?;
    assert_eq!(page.region("Gross profit, year 1, percentiles").await?, first);
    // A change of what it follows from runs it again by itself.
    page.fill("Seed", "7").await?;
    let other = async || page.region("Gross profit, year 1, percentiles").await;
    wait::holds("other figures", other, |text| *text != first && text.contains("50% (P50)")).await?;
    Ok(())
}

async fn a_change_while_it_runs_begins_anew(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    page.fill("Trials", "300000").await?;
    page.fill("Trials", "2000").await?;
    page.hears("2000 trials in").await
}

async fn a_simulation_is_stopped(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    // However fast it is: the button is pressed as soon as it is there.
    let press_at_once = "new MutationObserver((_, observer) => {
        const stop = [...document.querySelectorAll('button')].find(button => button.textContent === 'Stop');
        if (stop) { observer.disconnect(); stop.click(); }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })";
    page.evaluate(press_at_once).await?;
    page.fill("Trials", "1000000").await?;
    page.hears("Stopped after").await?;
    // What stands still is not set going by a change.
    page.fill("Trials", "3000").await?;
    page.hears("Stopped after").await
}

async fn one_future_is_kept_as_a_scenario_beside_the_open_one(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    press(&page, "Keep it as a scenario").await?;
    page.hears("is a scenario of its own now: P10 of Gross profit, year 1").await?;
    page.headline_says("Gross profit, year 1 is $1.2M").await?;
    assert!(!page.title().await?.contains("P10 of Gross profit"));
    press(&page, "Open it").await?;
    let title = async || page.title().await;
    wait::holds("the future's name", title, |title| title.contains("P10 of Gross profit")).await?;
    let headline = async || page.region("What is asked").await;
    wait::holds("less profit", headline, |text| {
        text.contains("Gross profit, year 1 is") && !text.contains("$1.2M")
    })
    .await?;
    Ok(())
}

async fn samples_are_saved_as_a_table(visit: Visit) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("megahour-trials-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    visit.download_to(&folder).await?;
    let page = simulated(&visit).await?;
    press(&page, "Samples as CSV").await?;
    let file = folder.join("megahour-trials.csv");
    let whole = |text: &String| text.lines().count() == 4001;
    let text = wait::holds("4000 trials", async || Ok(fs::read_to_string(&file)?), whole).await?;
    assert!(text.starts_with("trial,compute_hours 1,"));
    assert!(text.lines().next().is_some_and(|header| header.ends_with("gross_profit 5,gross_profit total")));
    let numbers: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!((numbers.first(), numbers.last()), (Some(&"1"), Some(&"4000")));
    Ok(fs::remove_dir_all(&folder)?)
}

async fn uncertainties_survive_a_reload(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    page.reload().await?;
    page.find("group", "Compute hours billed, growth").await?;
    page.field_shows("Trials", "4,000").await
}

async fn no_barriers_in_the_light(visit: Visit) -> Result<()> {
    no_barriers(visit, "light").await
}

async fn no_barriers_in_the_dark(visit: Visit) -> Result<()> {
    no_barriers(visit, "dark").await
}

async fn no_barriers(visit: Visit, theme: &str) -> Result<()> {
    visit.prefer_theme(theme).await?;
    let page = simulated(&visit).await?;
    page.evaluate("scrollTo(0, 0)").await?;
    let found = page.violations().await?;
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn on_a_small_phone_nothing_hangs_over(visit: Visit) -> Result<()> {
    visit.set_size(320, 700, 2.0).await?;
    let page = simulated(&visit).await?;
    assert!(!page.scrolls_sideways().await?, "the page scrolls sideways");
    Ok(())
}

/// A simulation that has run once.
async fn simulated(visit: &Visit) -> Result<ModelPage> {
    let page = visit.open("#/what-if").await?;
    press(&page, "Begin with typical spreads").await?;
    page.fill("Trials", "4000").await?;
    press(&page, "Run").await?;
    page.hears("4000 trials in").await?;
    Ok(page)
}

async fn press(page: &ModelPage, name: &str) -> Result<()> {
    let button = page.find("button", name).await?;
    // Out of the way of the bars at the window's ends first.
    page.focus(&button).await?;
    page.click(&button).await
}
