//! Sensitivity, goal seek, margins and grids on the sample, worked out by hand.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use megahour::engine::solve::{Solutions, nearest_in};
use megahour::engine::values::Values;
use megahour::model::Catalogue;
use megahour::model::what_if::grid::{Grid, SIDE};
use megahour::model::what_if::margins::margins;
use megahour::model::what_if::path::{Output, Path, Reach};
use megahour::model::what_if::seek::{Found, seek};
use megahour::model::what_if::tornado::{Bar, leading, tornado};
use megahour::store::document::{Document, Entry};
use megahour::store::moved::moved;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new().unwrap());

fn sample() -> Vec<f64> {
    Document::sample().inputs(&CATALOGUE)
}

fn output(line: &str, year: Option<usize>) -> Output {
    Output { line: line.to_owned(), year }
}

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= 1e-9 * wanted.abs().max(1e-9), "{found} is not {wanted}");
}

fn bars(line: &str, year: Option<usize>, reach: Reach) -> Vec<Bar> {
    tornado(&CATALOGUE.model, &sample(), &output(line, year), (year.unwrap_or(0), reach), |_| (-0.1, 0.1))
}

#[test]
fn the_tornado_of_gross_profit_is_led_by_price() {
    // 1 million hours at $2.00, for $0.80 each: $1.2 million.
    let bars = bars("gross_profit", Some(0), Reach::AllYears);
    let names: Vec<&str> = bars.iter().take(3).map(|bar| bar.driver.as_str()).collect();
    assert_eq!(names, ["price_per_hour", "compute_hours", "cost_per_hour"]);
    let [price, hours, cost] = &bars[..3] else { panic!("{bars:?}") };
    near(price.low.output.unwrap(), 1e6);
    near(price.high.output.unwrap(), 1.4e6);
    near(price.elasticity.unwrap(), 2.0 / 1.2);
    near(hours.elasticity.unwrap(), 1.0);
    near(cost.elasticity.unwrap(), -0.8 / 1.2);
    assert!(bars[3..].iter().all(|bar| bar.elasticity == Some(0.0) && bar.low.output == bar.high.output));
}

#[test]
fn a_swing_stays_within_what_is_allowed_and_says_so() {
    let bars = bars("churn", Some(0), Reach::ThisYear);
    assert_eq!(bars[0].driver, "retention");
    assert_eq!((bars[0].high.value, bars[0].high.bounded, bars[0].high.output), (1.0, true, Some(0.0)));
    assert!(!bars[0].low.bounded);
}

#[test]
fn a_shift_of_one_year_leaves_the_others() {
    let all = bars("gross_profit", None, Reach::AllYears);
    let one = bars("gross_profit", None, Reach::ThisYear);
    let price = |bars: &[Bar]| bars.iter().find(|bar| bar.driver == "price_per_hour").unwrap().clone();
    // A tenth of the first year's revenue, and of all five years'.
    let width = |bar: Bar| bar.high.output.unwrap() - bar.low.output.unwrap();
    near(width(price(&one)), 0.2 * 2e6);
    near(width(price(&all)), 0.2 * (2e6 + 4.2e6 + 9e6 + 20e6 + 33e6));
}

#[test]
fn a_price_for_a_margin_is_found_and_gives_it() {
    let target = output("gross_margin", Some(0));
    let found =
        seek(&CATALOGUE.model, &sample(), "price_per_hour", (0, Reach::AllYears), &target, 0.5).unwrap();
    let Solutions::One(price) = found.solutions else { panic!("{found:?}") };
    near(price, 1.6);
    let mut inputs = sample();
    found.path.inputs.iter().for_each(|(input, multiple)| inputs[*input] = price * multiple);
    near(Values::evaluate(&CATALOGUE.model, &inputs).cell("gross_margin", 0).unwrap(), 0.5);
    // The other years keep their proportion: $2.75 for $2.00 becomes $2.20 for $1.60.
    near(inputs[14], 2.2);
}

#[test]
fn what_no_value_can_reach_is_told_with_what_comes_nearest() {
    // Even if everybody leaves, year 3 earns 8.85 times what a customer costs.
    let target = output("ltv_to_cac", Some(2));
    let found = seek(&CATALOGUE.model, &sample(), "retention", (2, Reach::ThisYear), &target, 3.0).unwrap();
    let Solutions::None(Some((retention, reached))) = found.solutions else { panic!("{found:?}") };
    assert_eq!(retention, 0.0);
    near(reached, 1.2e6 * 0.05 / 0.95 * (1.45 / 2.25) / 4600.0);
}

/// What goal seek comes to in a scenario, and the scenario with a value of it
/// applied.
fn sought(
    document: &Document,
    driver: &str,
    year: usize,
    reach: Reach,
    output: &Output,
    target: f64,
) -> Found {
    seek(&CATALOGUE.model, &document.inputs(&CATALOGUE), driver, (year, reach), output, target).unwrap()
}

fn applied(document: &Document, driver: &str, found: &Found, value: f64) -> Document {
    moved(document, &CATALOGUE.model, driver, &found.path, value)
}

fn cell(document: &Document, line: &str, year: usize) -> f64 {
    Values::evaluate(&CATALOGUE.model, &document.inputs(&CATALOGUE)).cell(line, year).unwrap()
}

#[test]
fn one_year_alone_goes_where_all_in_proportion_cannot() {
    // 99% of year 1 would be more than all in a later year.
    let (sample, churn) = (Document::sample(), output("churn", Some(0)));
    let all = sought(&sample, "retention", 0, Reach::AllYears, &churn, 0.01);
    assert!(!all.is_solved() && all.path.limited_by.is_some());
    let alone = sought(&sample, "retention", 0, all.reach.other(), &churn, 0.01);
    let Solutions::One(value) = alone.solutions else { panic!("{alone:?}") };
    near(value, 0.99);
    // Applied, the other years are what they were.
    let next = applied(&sample, "retention", &alone, value);
    near(cell(&next, "churn", 0), 0.01);
    assert_eq!(next.values("retention")[1..], sample.values("retention")[1..]);
}

#[test]
fn the_years_that_were_said_move_and_no_others() {
    let (sample, margin) = (Document::sample(), output("gross_margin", Some(2)));
    let before = sample.values("price_per_hour");
    for reach in [Reach::AllYears, Reach::ThisYear] {
        let found = sought(&sample, "price_per_hour", 2, reach, &margin, 0.5);
        let Solutions::One(value) = found.solutions else { panic!("{found:?}") };
        let next = applied(&sample, "price_per_hour", &found, value);
        near(cell(&next, "gross_margin", 2), 0.5);
        let shares: Vec<f64> =
            next.values("price_per_hour").iter().zip(&before).map(|(a, b)| a / b).collect();
        for (year, share) in shares.iter().enumerate() {
            near(*share, if reach == Reach::AllYears || year == 2 { value / before[2] } else { 1.0 });
        }
    }
}

#[test]
fn a_growth_is_kept_where_all_years_move_and_no_longer_where_one_does() {
    let growing = Document::sample().with_entry("price_per_hour", Entry::Growth { first: 2.0, growth: 0.1 });
    let margin = output("gross_margin", Some(1));
    for (reach, is_kept) in [(Reach::AllYears, true), (Reach::ThisYear, false)] {
        let found = sought(&growing, "price_per_hour", 1, reach, &margin, 0.5);
        let Solutions::One(value) = found.solutions else { panic!("{found:?}") };
        let next = applied(&growing, "price_per_hour", &found, value);
        near(cell(&next, "gross_margin", 1), 0.5);
        assert_eq!(matches!(next.drivers.get("price_per_hour"), Some(Entry::Growth { .. })), is_kept);
    }
}

#[test]
fn the_nearest_of_a_stretch_is_its_nearer_end_or_where_one_is() {
    let stretches = [(1.0, 2.0), (4.0, 4.0), (6.0, 9.0)];
    let nearest = |near| nearest_in(&stretches, near).unwrap();
    assert_eq!([0.0, 1.5, 2.5, 3.5, 5.5, 7.0, 20.0].map(nearest), [1.0, 1.5, 2.0, 4.0, 6.0, 7.0, 9.0]);
    assert_eq!(nearest_in(&[], 1.0), None);
}

#[test]
fn the_end_of_a_stretch_that_is_applied_is_in_it() {
    let (sample, wanted) = (Document::sample(), output("new_customers", Some(1)));
    let found = sought(&sample, "arpu", 1, Reach::ThisYear, &wanted, 0.0);
    let Solutions::Stretches(stretches) = &found.solutions else { panic!("{found:?}") };
    let next = applied(&sample, "arpu", &found, nearest_in(stretches, found.path.search.near).unwrap());
    assert_eq!(cell(&next, "new_customers", 1), 0.0);
    let again = sought(&next, "arpu", 1, Reach::ThisYear, &wanted, 0.0);
    let Solutions::Stretches(stretches) = &again.solutions else { panic!("{again:?}") };
    let now = again.path.search.near;
    assert_eq!(nearest_in(stretches, now), Some(now));
}

#[test]
fn a_value_of_zero_is_one_value() {
    // With nobody left the lifetime is a year: $30,000 of margin for $5,000.
    let target = output("ltv_to_cac", Some(0));
    let found = seek(&CATALOGUE.model, &sample(), "retention", (0, Reach::AllYears), &target, 6.0).unwrap();
    assert_eq!(found.solutions, Solutions::One(0.0));
}

#[test]
fn two_values_on_either_side_of_a_bend_are_both_told() {
    // With customers at $8,000 in year 2, those whom year 1 leaves to it are
    // worth $7,600 and cost $5,000, until it needs no new ones at 80.
    let mut inputs = sample();
    inputs[31] = 8000.0;
    let target = output("contribution", None);
    let now = Values::evaluate(&CATALOGUE.model, &inputs).total("contribution").unwrap();
    let found =
        seek(&CATALOGUE.model, &inputs, "arpu", (0, Reach::ThisYear), &target, now + 52_000.0).unwrap();
    let Solutions::Several(arpus) = found.solutions else { panic!("{found:?}") };
    assert_eq!(arpus.len(), 2);
    near(arpus[0], 2e6 / 90.4);
    near(arpus[1], 2e6 / 60.0);
}

#[test]
fn a_driver_that_is_zero_in_the_year_swings_nothing() {
    // Nothing is sold in year 1, but 2, 4, 8 and 12 million hours later.
    let mut inputs = sample();
    inputs[0] = 0.0;
    let total = output("gross_profit", None);
    let now = Values::evaluate(&CATALOGUE.model, &inputs).total("gross_profit");
    let bars = tornado(&CATALOGUE.model, &inputs, &total, (0, Reach::AllYears), |_| (-0.1, 0.1));
    let hours = bars.iter().find(|bar| bar.driver == "compute_hours").unwrap();
    assert_eq!((hours.low.output, hours.high.output), (now, now));
    assert_ne!(leading(&bars, now).first().map(String::as_str), Some("compute_hours"));
}

#[test]
fn a_stretch_without_an_upper_bound_is_told_with_its_end() {
    // 95% of 40 customers stay: whoever pays a 38th of $4.2 million or more
    // leaves no room for new ones.
    let target = output("new_customers", Some(1));
    let found = seek(&CATALOGUE.model, &sample(), "arpu", (1, Reach::ThisYear), &target, 0.0).unwrap();
    let Solutions::Stretches(stretches) = found.solutions else { panic!("{found:?}") };
    assert_eq!(stretches.len(), 1);
    near(stretches[0].0, 4.2e6 / 38.0);
    assert_eq!(stretches[0].1, found.path.search.high);
}

#[test]
fn a_driver_without_effect_is_told_apart() {
    let target = output("gross_profit", Some(0));
    let found = seek(&CATALOGUE.model, &sample(), "cac", (0, Reach::AllYears), &target, 5.0).unwrap();
    assert!(!found.depends && matches!(found.solutions, Solutions::None(_)));
}

#[test]
fn margins_of_safety_end_at_the_benchmark() {
    let rows = margins(&CATALOGUE, &sample(), (0, Reach::AllYears));
    let row = |line: &str| rows.iter().find(|row| row.threshold.line == line).unwrap();
    let margin = |line: &str, driver: &str| {
        row(line).margins.iter().find(|margin| margin.driver == driver).unwrap().clone()
    };
    let price = margin("gross_margin", "price_per_hour");
    near(price.down.unwrap(), 1.6);
    assert_eq!(price.up, None);
    near(margin("gross_margin", "cost_per_hour").up.unwrap(), 1.0);
    near(margin("gross_profit", "cost_per_hour").up.unwrap(), 2.0);
    // Utilisation is 80%: the benchmark is above 75%, and no more than all of it.
    let hours = margin("compute_utilisation", "compute_hours");
    near(hours.down.unwrap(), 0.9375e6);
    near(hours.up.unwrap(), 1.25e6);
    assert!(row("gross_margin").holds && row("gross_margin").margins.iter().all(|m| m.driver != "cac"));
    // The tightest margin leads.
    assert_eq!(row("gross_margin").margins[0].driver, "price_per_hour");
}

#[test]
fn a_grid_holds_what_the_model_gives_at_each_crossing() {
    let inputs = sample();
    let path = |driver| Path::new(&CATALOGUE.model, &inputs, driver, 4, Reach::AllYears).unwrap();
    let (price, cost) = (path("price_per_hour"), path("cost_per_hour"));
    let target = output("gross_profit", Some(4));
    let grid = Grid::new(&CATALOGUE.model, &inputs, &target, (&price, 1.0, 5.0), (&cost, 0.0, 2.0)).unwrap();
    for (column, row) in [(0, 0), (SIDE - 1, 0), (20, 20), (7, 33)] {
        let (price, cost) = (1.0 + 0.1 * column as f64, 0.05 * row as f64);
        near(grid.at(column, row).unwrap(), 12e6 * (price - cost));
    }
}

#[test]
fn a_margin_of_all_has_a_cost_of_nothing() {
    // 1 − cost ÷ price rounds to 100% for every cost below the last digit.
    let wanted = output("gross_margin", Some(2));
    let found =
        seek(&CATALOGUE.model, &sample(), "cost_per_hour", (2, Reach::ThisYear), &wanted, 1.0).unwrap();
    let Solutions::One(cost) = found.solutions else { panic!("{:?}", found.solutions) };
    assert!(cost.abs() < 1e-12, "{cost}");
}

#[test]
fn what_only_rounding_moves_does_not_depend() {
    // Growth from the first to the last year stays, whatever the price is.
    let wanted = output("revenue_cagr", None);
    let wanted =
        if wanted.register(&CATALOGUE.model).is_some() { wanted } else { output("revenue_growth", None) };
    let found =
        seek(&CATALOGUE.model, &sample(), "price_per_hour", (0, Reach::AllYears), &wanted, 5.0).unwrap();
    assert!(!found.depends);
    let path = |id: &str| Path::new(&CATALOGUE.model, &sample(), id, 0, Reach::AllYears).unwrap();
    let (price, cost) = (path("price_per_hour"), path("cost_per_hour"));
    let grid =
        Grid::new(&CATALOGUE.model, &sample(), &wanted, (&price, 1.0, 3.0), (&cost, 0.4, 1.2)).unwrap();
    assert!(grid.cells.iter().all(|cell| *cell == grid.cells[0]), "{:?}", &grid.cells[..9]);
}

#[test]
fn the_year_that_limits_the_others_is_told() {
    let path = |reach| Path::new(&CATALOGUE.model, &sample(), "retention", 2, reach).unwrap();
    // Retention rises over the years: in proportion the last ones reach 100%
    // before year 3 does.
    let all = path(Reach::AllYears);
    assert!(all.limited_by.is_some_and(|year| year > 2) && all.search.high < 1.0, "{all:?}");
    assert_eq!(path(Reach::ThisYear).limited_by, None);
    let price = Path::new(&CATALOGUE.model, &sample(), "price_per_hour", 0, Reach::AllYears).unwrap();
    assert_eq!(price.search.near, 2.0);
}

#[test]
fn the_drivers_that_matter_lead_and_the_others_are_left_out() {
    let now = Values::evaluate(&CATALOGUE.model, &sample()).cell("gross_profit", 0);
    let bars = bars("gross_profit", Some(0), Reach::AllYears);
    assert_eq!(leading(&bars, now), ["price_per_hour", "compute_hours", "cost_per_hour"]);
}
