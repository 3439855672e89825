//! Simulations: against quadrature, closed forms and each other.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod asked;
mod contradicting;
mod correlated;
mod distributions;
mod kept;
mod refused;
mod reproducible;
mod shifted;

#[path = "../support/bits.rs"]
mod bits;
#[path = "../support/reference.rs"]
mod reference;

use megahour::engine::chance::gathered::Gathered;
use megahour::engine::chance::plan::{Plan, Points};
use megahour::engine::chance::simulation::Simulation;
use megahour::model::Catalogue;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new().unwrap());

fn ready(plan: &Plan) -> Simulation {
    Simulation::new(&CATALOGUE.model, plan).unwrap()
}

fn gather(plan: &Plan) -> Gathered {
    let simulation = ready(plan);
    let mut gathered = Gathered::default();
    (0..simulation.slices()).for_each(|slice| gathered.add(simulation.tally(slice)));
    gathered
}

/// The last year, and the total of all.
const YEAR_FIVE: usize = 4;
const TOTAL: usize = 5;

/// Within five standard errors: with fixed seeds this fails by mistake alone.
fn is(estimate: megahour::engine::chance::gathered::Estimate, wanted: f64) {
    let error = estimate.error.unwrap();
    assert!((estimate.value - wanted).abs() <= 5.0 * error, "{} ± {error} is not {wanted}", estimate.value);
}

#[test]
fn the_reference_case_comes_to_what_quadrature_says() {
    for (points, trials) in [(Points::Sobol, 100_000), (Points::Random, 100_000), (Points::Sobol, 1_000_000)]
    {
        let gathered = gather(&Plan { points, ..reference::plan(&CATALOGUE, trials) });
        assert_eq!(gathered.trials(), trials);
        let quantile = |share| gathered.quantile_estimate(YEAR_FIVE, share).unwrap();
        is(quantile(0.1), 12_562_919.0);
        is(quantile(0.5), 22_609_955.0);
        is(quantile(0.9), 39_491_702.0);
        is(gathered.mean(TOTAL).unwrap(), 48_416_517.0);
        // The error itself is small: a tenth of a percent by chance, less by Sobol.
        let bound = if points == Points::Sobol { 1e-3 } else { 4e-3 };
        assert!(quantile(0.5).error.unwrap() < bound * 22.6e6);
    }
}

#[test]
fn sobol_points_are_worth_at_least_ten_times_as_many_by_chance() {
    const EXACT: f64 = 22_609_955.0;
    let square = |points: Points| -> f64 {
        let off = |seed: u32| {
            let plan = Plan { points, seed, ..reference::plan(&CATALOGUE, 65_536) };
            gather(&plan).quantile(YEAR_FIVE, 0.5).unwrap() - EXACT
        };
        (0..12).map(|seed| off(seed).powi(2)).sum()
    };
    let worth = square(Points::Random) / square(Points::Sobol);
    assert!(worth > 10.0, "one Sobol point is worth {worth} by chance");
}

#[test]
fn what_drives_the_spread_is_ranked() {
    let gathered = gather(&reference::plan(&CATALOGUE, 100_000));
    let rank = |source: usize| gathered.rank(YEAR_FIVE, source).unwrap();
    // Level and growth of the hours, price, cost, retention, acquisition cost.
    assert!(rank(0) > 0.4 && rank(1) > 0.4 && rank(2) > 0.2 && rank(3) < -0.1);
    assert!(rank(4).abs() < 0.02 && rank(5).abs() < 0.02);
}
