//! What could happen: simulations.

use std::fs;

use anyhow::{Context as _, Result, anyhow};
use megahour::engine::chance::plan::{Correlation, Part, Source};
use megahour::engine::chance::simulation::Simulation;
use megahour::model::Catalogue;
use megahour::model::timeline::DEFAULT_YEARS as YEARS;
use megahour::model::uncertainty::Uncertainties;
use megahour::store::document::Document;
use megahour_browser::{ModelPage, Visit, wait};
use serde_json::Value;

use crate::what_if::press;

flows![
    a_simulation_runs_and_comes_to_the_same_again,
    an_error_has_two_digits_and_its_value_ends_where_it_does,
    a_change_while_it_runs_begins_anew,
    what_is_not_shown_is_not_run,
    a_simulation_is_stopped,
    another_output_after_a_stop_shows_nothing_of_the_first,
    what_is_of_earlier_inputs_says_so,
    samples_after_a_stop_are_the_trials_that_there_are,
    workers_come_to_the_same_however_many_there_are,
    workers_come_to_what_the_engine_comes_to_natively,
    a_worker_that_takes_nothing_is_told,
    what_measures_workers_speaks_their_protocol,
    a_hidden_view_simulates_nothing,
    benchmarks_get_probabilities_and_the_median_settles,
    one_future_is_kept_as_a_scenario_beside_the_open_one,
    a_future_that_was_kept_is_taken_back,
    samples_are_saved_as_a_table,
    no_barriers_in_the_light,
    no_barriers_in_the_dark,
    on_a_small_phone_nothing_hangs_over,
    on_a_phone_the_histogram_names_both_of_its_ends,
];

async fn a_simulation_runs_and_comes_to_the_same_again(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    let first = page.region("Gross profit, year 1, percentiles").await?;
    assert!(first.contains("50% (P50)"), "{first}");
    press(&page, "Run").await?;
    page.hears("4,000 trials in").await?;
    assert_eq!(page.region("Gross profit, year 1, percentiles").await?, first);
    // A change of what it follows from runs it again by itself.
    page.fill("Seed", "7").await?;
    let other = async || page.region("Gross profit, year 1, percentiles").await;
    wait::holds("other figures", other, |text| *text != first && text.contains("50% (P50)")).await?;
    Ok(())
}

async fn an_error_has_two_digits_and_its_value_ends_where_it_does(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    for output in ["Gross profit", "Gross margin"] {
        if output != "Gross profit" {
            page.choose("Output asked about", output).await?;
        }
        page.region(&format!("{output}, year 1, percentiles")).await?;
        let cells = "[...document.querySelectorAll('[aria-label=\"Percentiles, table\"] tbody td')].map(cell => cell.innerText)";
        let cells = page.evaluate(cells).await?;
        let texts: Vec<&str> = cells.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert_eq!(texts.len(), 16, "{texts:?}");
        for pair in texts.chunks(2) {
            let decimals =
                |text: &str| text.split_once('.').map_or(0, |(_, rest)| rest.trim_end_matches('%').len());
            let digits: String = pair[1].chars().filter(char::is_ascii_digit).collect();
            let digits = digits.trim_start_matches('0');
            assert!(digits.len() >= 2 && digits[2..].chars().all(|digit| digit == '0'), "{pair:?}");
            let zeros = digits.len() - 2;
            let of_value: String = pair[0].chars().filter(char::is_ascii_digit).collect();
            assert!(
                decimals(pair[0]) == decimals(pair[1]) && of_value.ends_with(&"0".repeat(zeros)),
                "{pair:?}"
            );
        }
    }
    Ok(())
}

async fn a_change_while_it_runs_begins_anew(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    page.fill("Trials", "300000").await?;
    page.fill("Trials", "2000").await?;
    page.hears("2,000 trials in").await
}

async fn what_is_not_shown_is_not_run(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    let before = page.region("Gross profit, year 1, percentiles").await?;
    // Above the highest value there is nothing likeliest.
    let field = "Infrastructure cost per compute hour, high";
    page.fill(field, "0.5").await?;
    press(&page, "Run").await?;
    page.hears(&format!("“{field}” shows a number that was not taken: correct it, then run.")).await?;
    // What was there stays, and is what the scenario still holds.
    assert_eq!(page.region("Gross profit, year 1, percentiles").await?, before);
    page.fill(field, "1.6").await?;
    page.hears("4,000 trials in").await
}

async fn a_simulation_is_stopped(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    // However fast it is: the button is pressed as soon as it is there.
    page.evaluate(&press_at_once("Stop")).await?;
    page.fill("Trials", "1000000").await?;
    // Nothing has come of a million, so that what was there stays.
    page.hears("Stopped. What is shown, 4,000 trials, is of the earlier inputs").await?;
    // What stands still is not set going by a change.
    page.fill("Trials", "3000").await?;
    page.hears("is of the earlier inputs").await?;
    page.fill("Trials", "4000").await?;
    page.hears("Stopped after 4,000 trials").await
}

async fn another_output_after_a_stop_shows_nothing_of_the_first(visit: Visit) -> Result<()> {
    let page = stopped_midway(&visit).await?;
    page.region("Gross profit, year 1, percentiles").await?;
    page.choose("Output asked about", "Gross margin").await?;
    page.headline_says("Gross margin, year 1 is").await?;
    page.hears("Stopped. Run again.").await?;
    assert!(!page.has("region", "Gross margin, year 1, percentiles").await?);
    assert!(!page.has("button", "Keep it as a scenario").await?);
    page.fill("Trials", "2000").await?;
    press(&page, "Run").await?;
    page.hears("2,000 trials in").await?;
    let table = page.region("Gross margin, year 1, percentiles").await?;
    assert!(table.contains("50% (P50) 5") && !table.contains('$'), "{table}");
    Ok(())
}

async fn what_is_of_earlier_inputs_says_so(visit: Visit) -> Result<()> {
    let page = stopped_midway(&visit).await?;
    unfold(&page, "Conditions to ask about").await?;
    press(&page, "Add a condition").await?;
    // Nothing has been counted for it.
    let asked = async || page.region("Probabilities").await;
    wait::holds("no probability", asked, |text| text.contains("at least $1,200,000/yr\n—")).await?;
    page.hears("is of the earlier inputs").await
}

async fn samples_after_a_stop_are_the_trials_that_there_are(visit: Visit) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("megahour-stopped-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    visit.download_to(&folder).await?;
    let page = stopped_midway(&visit).await?;
    let said = page.announcements().await?;
    let count =
        said.split("Stopped after ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
    let count: usize = count.replace(',', "").parse()?;
    press(&page, "Samples as CSV").await?;
    let file = folder.join("megahour-trials.csv");
    let rows = count.min(100_000);
    let whole = |text: &String| text.lines().count() == rows + 1;
    let text =
        wait::holds("the trials", async || Ok(fs::read_to_string(&file).unwrap_or_default()), whole).await?;
    assert!(!text.contains("undefined"));
    let numbers: Vec<usize> =
        text.lines().skip(1).filter_map(|line| line.split(',').next()?.parse().ok()).collect();
    assert!(numbers.len() == rows && numbers.is_sorted(), "{} of {rows}", numbers.len());
    Ok(fs::remove_dir_all(&folder)?)
}

async fn workers_come_to_the_same_however_many_there_are(visit: Visit) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("megahour-workers-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    visit.download_to(&folder).await?;
    let page = simulated(&visit).await?;
    let file = folder.join("megahour-trials.csv");
    let mut all = Vec::new();
    for workers in [1, 2, 4] {
        page.reload().await?;
        page.find("button", "Run").await?;
        page.evaluate(&format!(
            "Object.defineProperty(navigator, 'hardwareConcurrency', {{ get: () => {workers} }});
            window.started = 0;
            window.Worker = class extends Worker {{ constructor(...of) {{ super(...of); window.started += 1; }} }};"
        ))
        .await?;
        press(&page, "Run").await?;
        page.hears("4,000 trials in").await?;
        assert_eq!(page.evaluate("window.started").await?, workers);
        let told = page.region("Gross profit, year 1, percentiles").await?;
        press(&page, "Samples as CSV").await?;
        let whole = |text: &String| text.lines().count() == 4001;
        let text =
            wait::holds("the trials", async || Ok(fs::read_to_string(&file).unwrap_or_default()), whole)
                .await?;
        fs::remove_file(&file)?;
        all.push((told, text));
    }
    // Each number is written so that it is read back to the last bit.
    assert!(all.iter().all(|one| *one == all[0]), "one, two and four workers differ");
    Ok(fs::remove_dir_all(&folder)?)
}

async fn workers_come_to_what_the_engine_comes_to_natively(visit: Visit) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("megahour-natively-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    visit.download_to(&folder).await?;
    let page = simulated(&visit).await?;
    unfold(&page, "Drivers that move together").await?;
    press(&page, "Add a correlation").await?;
    page.hears("4,000 trials in").await?;
    press(&page, "Samples as CSV").await?;
    let file = folder.join("megahour-trials.csv");
    let is_whole = |text: &String| text.lines().count() == 4001;
    let read = async || Ok(fs::read_to_string(&file).unwrap_or_default());
    let text = wait::holds("the trials", read, is_whole).await?;
    // The level of the hours moves with their growth: the first pair that there is.
    let catalogue = Catalogue::new().map_err(|errors| anyhow!("{errors}"))?;
    let mut uncertainties = Uncertainties { trials: 4000, ..Uncertainties::default().with_typical() };
    let hours = |part| Source { driver: "compute_hours".to_owned(), part };
    let pair = Correlation { a: hours(Part::Level), b: hours(Part::Growth), rank: 0.5 };
    uncertainties.correlations.push(pair);
    let plan = uncertainties.plan(&catalogue, Document::sample().inputs(&catalogue), "gross_profit");
    let simulation = Simulation::new(&catalogue.model, &plan).map_err(|why| anyhow!(why))?;
    let drivers: Vec<&str> = catalogue.model.drivers().map(|(line, _)| line.id.as_str()).collect();
    let (mut told, mut natively) = (text.lines().skip(1), 0);
    for slice in 0..simulation.slices() {
        let mut differing = None;
        simulation.rows(slice, usize::MAX, |trial, inputs, results| {
            let is_varied = |at: &usize| plan.uncertain.iter().any(|(id, _)| *id == drivers[at / YEARS]);
            let inputs = (0..inputs.len()).filter(is_varied).map(|at| inputs[at]);
            let values = inputs.chain(results.iter().copied()).map(|value| value.to_string());
            // As short as reads back to the last bit.
            let line = [(trial + 1).to_string()].into_iter().chain(values).collect::<Vec<_>>().join(",");
            let in_worker = told.next().unwrap_or_default();
            if line != in_worker {
                differing.get_or_insert(format!("{line} natively, {in_worker} in a worker"));
            }
            natively += 1;
        });
        assert_eq!(differing, None);
    }
    assert_eq!(natively, 4000);
    Ok(fs::remove_dir_all(&folder)?)
}

async fn a_worker_that_takes_nothing_is_told(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    page.evaluate("Worker.prototype.postMessage = () => { throw new Error('full') }").await?;
    press(&page, "Run").await?;
    page.hears("The worker stopped").await
}

/// The benchmark's scripts talk to workers themselves, and are run seldom.
async fn what_measures_workers_speaks_their_protocol(visit: Visit) -> Result<()> {
    visit.before_every_page(include_str!("../../src/bin/measure/workers.js")).await?;
    let page = simulated(&visit).await?;
    let pairs = page.evaluate("measured.inTurns(0, 1)").await?;
    let times = pairs.as_array().and_then(|pairs| pairs.first()?.as_array());
    assert!(times.is_some_and(|times| times.len() == 2 && times.iter().all(Value::is_number)), "{pairs}");
    let version = format!("const megahourProtocol = {};", megahour::worker::protocol::VERSION);
    visit.before_every_page(&(version + include_str!("../../src/bin/measure/what_if.js"))).await?;
    page.reload().await?;
    press(&page, "Run").await?;
    page.hears("4,000 trials in").await?;
    let bytes = page.evaluate("measured.memory()").await?;
    let all = bytes.as_array().context("no memory")?;
    assert!(!all.is_empty() && all.iter().all(|bytes| bytes.as_f64() > Some(1e6)), "{bytes}");
    Ok(())
}

async fn a_hidden_view_simulates_nothing(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    page.go("#/model").await?;
    page.evaluate(
        "window.sent = 0;
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (...message) { window.sent += 1; return post.apply(this, message); };",
    )
    .await?;
    page.fill("Revenue per compute hour, Year 1", "3").await?;
    page.headline_says("").await?;
    assert_eq!(page.evaluate("window.sent").await?, 0);
    // What changed is simulated when it is looked at again.
    page.go("#/what-if").await?;
    let sent = async || page.evaluate("window.sent").await;
    wait::holds("a simulation", sent, |sent| sent.as_u64() > Some(0)).await?;
    page.hears("4,000 trials in").await
}

async fn benchmarks_get_probabilities_and_the_median_settles(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    let table = page.region("Probabilities").await?;
    for benchmark in ["Gross margin", "LTV : CAC", "Customer retention"] {
        assert!(table.contains(benchmark), "{benchmark}: {table}");
    }
    assert!(table.contains("Year 5") && table.contains('%'), "{table}");
    let chart = page.find_starting("image", "How the median settled").await?;
    assert!(chart.name.contains("The median was $") && chart.name.contains("after 4,000."), "{}", chart.name);
    let notes = page.region("Gross profit, year 1, percentiles").await?;
    assert!(notes.contains("It is defined in every trial."), "{notes}");
    Ok(())
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

async fn a_future_that_was_kept_is_taken_back(visit: Visit) -> Result<()> {
    let page = simulated(&visit).await?;
    let before = page.all_scenarios().await?.len();
    press(&page, "Keep it as a scenario").await?;
    page.hears("is a scenario of its own now").await?;
    assert_eq!(page.all_scenarios().await?.len(), before + 1);
    let notices = page.find("button", "Open it").await?;
    let undo = page.evaluate("[...document.querySelectorAll('.notice button')].find(button => button.textContent === 'Undo').click()");
    drop(notices);
    undo.await?;
    page.hears("It is as it was before.").await?;
    assert_eq!(page.all_scenarios().await?.len(), before);
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
    assert!(text.starts_with("\u{feff}trial,compute_hours 1 (h/yr),"));
    assert!(
        text.lines()
            .next()
            .is_some_and(|header| header.ends_with("gross_profit 5 ($/yr),gross_profit total"))
    );
    let numbers: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!((numbers.first(), numbers.last()), (Some(&"1"), Some(&"4000")));
    Ok(fs::remove_dir_all(&folder)?)
}

async fn no_barriers_in_the_light(visit: Visit) -> Result<()> {
    no_barriers(visit, "light").await
}

async fn no_barriers_in_the_dark(visit: Visit) -> Result<()> {
    no_barriers(visit, "dark").await
}

async fn on_a_small_phone_nothing_hangs_over(visit: Visit) -> Result<()> {
    visit.set_size(320, 700, 2.0).await?;
    let page = simulated(&visit).await?;
    unfold(&page, "Drivers that move together").await?;
    press(&page, "Add a correlation").await?;
    assert!(!page.scrolls_sideways().await?, "the page scrolls sideways");
    Ok(())
}

async fn on_a_phone_the_histogram_names_both_of_its_ends(visit: Visit) -> Result<()> {
    visit.set_size(390, 700, 2.0).await?;
    let page = simulated(&visit).await?;
    // What is written on a canvas cannot be read from it: it is noted as it is
    // written, with whether all of it is on the canvas.
    page.evaluate(
        "window.written = [];
        const write = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
            const { width } = this.measureText(text);
            const left = x - width * ({ center: 0.5, right: 1, end: 1 }[this.textAlign] ?? 0);
            if (this.canvas.closest('.chart-of-histogram')) {
                // Widths and places are rounded to the canvas' pixels.
                const isWhole = left >= -2 && left + width <= this.canvas.width + 2;
                window.written.push(`${text} ${isWhole ? 'is whole' : 'is cut off'}`);
            }
            return write.call(this, text, x, y);
        };",
    )
    .await?;
    for (width, seed) in [(390, "7"), (320, "8")] {
        visit.set_size(width, 700, 2.0).await?;
        page.evaluate("window.written = []").await?;
        page.fill("Seed", seed).await?;
        page.hears("4,000 trials in").await?;
        page.evaluate("document.querySelector('.chart-of-histogram').scrollIntoView({ block: 'center' })")
            .await?;
        let written = async || Ok(page.evaluate("written.join('\\n')").await?.to_string());
        let both = |text: &String| text.contains("< $") && text.contains("> $");
        let text = wait::holds("the ends", written, both).await?;
        assert!(!text.contains("is cut off"), "at {width}: {text}");
    }
    Ok(())
}

async fn no_barriers(visit: Visit, theme: &str) -> Result<()> {
    visit.prefer_theme(theme).await?;
    let page = simulated(&visit).await?;
    page.evaluate("scrollTo(0, 0)").await?;
    let found = page.violations().await?;
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// A simulation that was stopped when some of a million trials were there.
async fn stopped_midway(visit: &Visit) -> Result<ModelPage> {
    // A fast machine has all of them before the page looks for the first time:
    // each worker hears of a slice at most five times a second.
    visit
        .before_every_page(
            "window.Worker = class extends Worker {
                postMessage(message, moved) {
                    const pause = JSON.parse(message.text).message.tally ? 200 : 0;
                    const send = () => super.postMessage(message, moved);
                    this.sent = Promise.resolve(this.sent)
                        .then(() => pause && new Promise(done => setTimeout(done, pause)))
                        .then(send);
                }
            }",
        )
        .await?;
    let page = visit.open("#/what-if").await?;
    press(&page, "Begin with typical spreads").await?;
    page.fill("Trials", "1000000").await?;
    // When the first results are there.
    let stop = "new MutationObserver((_, observer) => {
        if (document.querySelector('.outcomes')) {
            observer.disconnect();
            [...document.querySelectorAll('button')].find(button => button.textContent === 'Stop')?.click();
        }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })";
    page.evaluate(stop).await?;
    press(&page, "Run").await?;
    page.hears("Stopped after").await?;
    Ok(page)
}

/// A script that presses a button as soon as it is there.
fn press_at_once(name: &str) -> String {
    format!(
        "new MutationObserver((_, observer) => {{
            const stop = [...document.querySelectorAll('button')].find(button => button.textContent === '{name}');
            if (stop) {{ observer.disconnect(); stop.click(); }}
        }}).observe(document.body, {{ subtree: true, childList: true, characterData: true }})"
    )
}

/// A simulation that has run once.
pub async fn simulated(visit: &Visit) -> Result<ModelPage> {
    let page = visit.open("#/what-if").await?;
    press(&page, "Begin with typical spreads").await?;
    page.fill("Trials", "4000").await?;
    press(&page, "Run").await?;
    page.hears("4,000 trials in").await?;
    Ok(page)
}

/// Opens what is folded away under a heading.
pub async fn unfold(page: &ModelPage, name: &str) -> Result<()> {
    let open = format!(
        "[...document.querySelectorAll('summary')].find(summary => summary.textContent.startsWith('{name}')).parentElement.open = true"
    );
    page.evaluate(&open).await?;
    Ok(())
}
