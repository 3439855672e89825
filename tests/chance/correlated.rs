//! Drivers that move together.

use crate::{CATALOGUE, ready, reference};
use megahour::engine::chance::distribution;
use megahour::engine::chance::plan::*;
use megahour::engine::chance::simulation::Simulation;

fn source(driver: &str) -> Source {
    Source { driver: driver.to_owned(), part: Part::Level }
}

fn correlated(pairs: &[(&str, &str, f64)]) -> Plan {
    let correlation =
        |(a, b, rank): &(&str, &str, f64)| Correlation { a: source(a), b: source(b), rank: *rank };
    Plan { correlations: pairs.iter().map(correlation).collect(), ..reference::plan(&CATALOGUE, 50_000) }
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    order.iter().enumerate().for_each(|(rank, at)| ranks[*at] = rank as f64);
    ranks
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let count = a.len() as f64;
    let (x, y) = (a.iter().sum::<f64>() / count, b.iter().sum::<f64>() / count);
    let sum = |f: &dyn Fn(f64, f64) -> f64| -> f64 { a.iter().zip(b).map(|(a, b)| f(a - x, b - y)).sum() };
    sum(&|a, b| a * b) / (sum(&|a, _| a * a) * sum(&|_, b| b * b)).sqrt()
}

#[test]
fn rank_correlations_come_out_as_they_were_asked_for() {
    let plan = correlated(&[("price_per_hour", "cost_per_hour", 0.6), ("price_per_hour", "cac", -0.5)]);
    let simulation = ready(&plan);
    let (mut price, mut cost, mut cac) = (Vec::new(), Vec::new(), Vec::new());
    for slice in 0..simulation.slices() {
        simulation.rows(slice, usize::MAX, |_, inputs, _| {
            // The first year of each, nine drivers of five years.
            price.push(inputs[10]);
            cost.push(inputs[15]);
            cac.push(inputs[30]);
        });
    }
    let [price, cost, cac] = [price, cost, cac].map(|values| ranks(&values));
    assert!((correlation(&price, &cost) - 0.6).abs() < 0.01);
    assert!((correlation(&price, &cac) + 0.5).abs() < 0.01);
    assert!(correlation(&cost, &cac).abs() < 0.01);
}

#[test]
fn correlations_that_contradict_each_other_are_refused_in_words() {
    let plan = correlated(&[
        ("price_per_hour", "cost_per_hour", 0.9),
        ("cost_per_hour", "cac", 0.9),
        ("price_per_hour", "cac", -0.9),
    ]);
    let said = Simulation::new(&CATALOGUE.model, &plan).err().unwrap();
    assert!(said.contains("contradict each other"), "{said}");
    let cac = "Customer acquisition cost (CAC)";
    assert!(said.contains(&format!("“Infrastructure cost per compute hour” with “{cac}” and")), "{said}");
    assert!(said.contains(&format!("“Revenue per compute hour” with “{cac}” cannot be so")), "{said}");
    // Two that are high with a third, and are said to have nothing to do with
    // each other, because their pair is missing.
    let two = correlated(&[("price_per_hour", "cost_per_hour", 0.9), ("cost_per_hour", "cac", 0.9)]);
    let said = Simulation::new(&CATALOGUE.model, &two).err().unwrap();
    assert!(said.contains("not listed counts as 0: add it"), "{said}");
}

#[test]
fn level_and_growth_of_each_year_move_together_in_the_same_year() {
    let each = |way| {
        let distribution = distribution::Distribution::Normal { mean: 1.0, deviation: 0.1 };
        Some(Shift { distribution, way, span: Span::Each })
    };
    let growth = Source { driver: "compute_hours".to_owned(), part: Part::Growth };
    let plan = Plan {
        uncertain: vec![
            ("compute_hours".to_owned(), Uncertainty { level: None, growth: each(Way::Factor) }),
            ("price_per_hour".to_owned(), Uncertainty { level: each(Way::Factor), growth: None }),
        ],
        correlations: vec![Correlation { a: source("price_per_hour"), b: growth, rank: 0.8 }],
        ..reference::plan(&CATALOGUE, 20_000)
    };
    let simulation = ready(&plan);
    let (mut growths, mut prices) = (Vec::new(), Vec::new());
    for slice in 0..simulation.slices() {
        simulation.rows(slice, usize::MAX, |_, inputs, _| {
            growths.push(inputs[1] / inputs[0]);
            prices.push([inputs[10], inputs[11]]);
        });
    }
    let of_year = |year: usize| {
        let price: Vec<f64> = prices.iter().map(|price| price[year]).collect();
        correlation(&ranks(&price), &ranks(&growths))
    };
    assert!((of_year(1) - 0.8).abs() < 0.02, "{}", of_year(1));
    assert!(of_year(0).abs() < 0.03, "{}", of_year(0));
}
