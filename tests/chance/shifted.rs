//! What shifts do to a driver, and what bounds them.

use crate::{CATALOGUE, gather, ready, reference};
use megahour::engine::chance::distribution::Distribution;
use megahour::engine::chance::plan::*;

/// A shift that is all but certain.
fn by(value: f64, way: Way, span: Span) -> Option<Shift> {
    let distribution = Distribution::Uniform { low: value - 1e-12, high: value + 1e-12 };
    Some(Shift { distribution, way, span })
}

fn one(driver: &str, level: Option<Shift>, growth: Option<Shift>, output: &str) -> Plan {
    Plan {
        uncertain: vec![(driver.to_owned(), Uncertainty { level, growth })],
        output: output.to_owned(),
        ..reference::plan(&CATALOGUE, 1_000)
    }
}

/// The driver's five values in the first trial.
fn values(plan: &Plan) -> Vec<f64> {
    let position = CATALOGUE.model.lines().iter().position(|line| line.id == plan.uncertain[0].0).unwrap();
    let first = CATALOGUE.model.program().first_input(position).unwrap();
    ready(plan).trial(0)[first..first + 5].to_vec()
}

fn are(found: &[f64], wanted: [f64; 5]) {
    for (found, wanted) in found.iter().zip(wanted) {
        assert!((found / wanted - 1.0).abs() < 1e-9, "{found} is not {wanted}");
    }
}

#[test]
fn a_factor_on_growth_compounds_from_the_second_year() {
    let plan = one("compute_hours", None, by(1.1, Way::Factor, Span::Once), "annual_revenue");
    are(&values(&plan), [1e6, 2.2e6, 4e6 * 1.21, 8e6 * 1.331, 12e6 * 1.4641]);
    let each = one("compute_hours", None, by(1.1, Way::Factor, Span::Each), "annual_revenue");
    are(&values(&each), [1e6, 2.2e6, 4e6 * 1.21, 8e6 * 1.331, 12e6 * 1.4641]);
}

#[test]
fn an_addition_to_growth_adds_points_to_each_years_rate() {
    // The hours double, double, double and grow by half: 10 points more each.
    let plan = one("compute_hours", None, by(0.1, Way::Addition, Span::Once), "annual_revenue");
    are(&values(&plan), [1e6, 2.1e6, 2.1 * 2.1e6, 2.1 * 2.1 * 2.1e6, 2.1 * 2.1 * 2.1 * 1.6e6]);
}

#[test]
fn level_and_growth_of_one_driver_go_together() {
    let growth = by(1.1, Way::Factor, Span::Once);
    let plan = one("cost_per_hour", by(0.05, Way::Addition, Span::Once), growth, "gross_profit");
    are(&values(&plan), [0.85, 0.93, 1.018, 1.1148, 1.22128]);
}

#[test]
fn shifts_of_each_year_are_drawn_independently() {
    let distribution = Distribution::Normal { mean: 1.0, deviation: 0.1 };
    let each = Some(Shift { distribution, way: Way::Factor, span: Span::Each });
    let plan = one("price_per_hour", each, None, "annual_revenue");
    let (mut sum, mut count) = (0.0, 0.0);
    ready(&plan).rows(0, usize::MAX, |_, _, revenue| {
        sum += (revenue[0] / 2e6 - 1.0) * (revenue[4] / 33e6 - 1.0);
        count += 1.0;
    });
    assert!((sum / count / 0.01_f64).abs() < 0.2, "years one and five move together");
}

#[test]
fn what_is_not_allowed_is_bounded_and_counted() {
    let distribution = Distribution::Uniform { low: 0.0, high: 0.1 };
    let plan =
        one("retention", Some(Shift { distribution, way: Way::Addition, span: Span::Once }), None, "cltv");
    let gathered = gather(&plan);
    // 95% and 0 to 10 points more: half of all trials are at 100%, and those of
    // the later years, from 96%, more.
    let share = gathered.bounded(0) as f64 / gathered.trials() as f64;
    assert!((share - 0.6).abs() < 0.01, "{share}");
    // At 100% nobody ever leaves: lifetime value is undefined, and counted.
    let undefined = gathered.undefined(0) as f64 / gathered.trials() as f64;
    assert!((undefined - 0.5).abs() < 0.01, "{undefined}");
    assert_eq!(gathered.undefined(0) + gathered.defined(0), gathered.trials());
}

#[test]
fn events_count_what_holds_and_what_is_undefined() {
    let distribution = Distribution::Uniform { low: 0.0, high: 0.1 };
    let shift = Some(Shift { distribution, way: Way::Addition, span: Span::Once });
    let event = Event { line: "cltv".to_owned(), cell: Some(0), from: Some((1.95e6, true)), to: None };
    let gathered = gather(&Plan { events: vec![event], ..one("retention", shift, None, "cltv") });
    let count = gathered.event(0);
    // 50,000 × r ÷ (1 − r) is 1.95 million at 97.5%: half way to 100%.
    assert!((count.held as f64 / 1000.0 - 0.25).abs() < 0.01, "{count:?}");
    assert!((count.undefined as f64 / 1000.0 - 0.5).abs() < 0.01, "{count:?}");
}
