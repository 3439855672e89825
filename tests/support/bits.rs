//! Small simulations to their last bit: what they come to here is what they come
//! to wherever else the engine runs.

use crate::reference;
use megahour::engine::chance::distribution::Distribution;
use megahour::engine::chance::gathered::Gathered;
use megahour::engine::chance::plan::*;
use megahour::engine::chance::simulation::Simulation;
use megahour::model::Catalogue;
use std::fmt::Write as _;

/// What they came to when `UPDATE_GOLDENS=1 cargo test --test chance` wrote it.
pub const GOLDEN: &str = include_str!("../golden/simulations.txt");

/// All of them: with points of both kinds, and with every kind of distribution.
pub fn told(catalogue: &Catalogue) -> Result<String, String> {
    let plan = || reference::plan(catalogue, 3_000);
    let plans = [
        ("The reference case", plan()),
        ("The same by chance", Plan { points: Points::Random, ..plan() }),
        ("Every kind, some together", every_kind(plan())),
    ];
    let mut text = String::new();
    for (name, plan) in plans {
        tell(&mut text, name, &Simulation::new(&catalogue.model, &plan)?);
    }
    Ok(text)
}

fn every_kind(plan: Plan) -> Plan {
    let shift = |way, span, distribution| Some(Shift { distribution, way, span });
    let once = |distribution| shift(Way::Factor, Span::Once, distribution);
    let level = |id: &str, level| (id.to_owned(), Uncertainty { level, growth: None });
    let hours = Uncertainty {
        level: once(Distribution::Between { low: 0.8, high: 1.25, sure: 0.8 }),
        growth: shift(Way::Addition, Span::Each, Distribution::Between { low: -0.1, high: 0.2, sure: 0.9 }),
    };
    let points = Distribution::Triangular { low: -0.03, likely: 0.0, high: 0.02 };
    let source = |driver: &str, part| Source { driver: driver.to_owned(), part };
    let together = |a, b, rank| Correlation { a, b, rank };
    let (price, cost) = (source("price_per_hour", Part::Level), source("cost_per_hour", Part::Level));
    Plan {
        uncertain: vec![
            ("compute_hours".to_owned(), hours),
            level("price_per_hour", once(Distribution::Normal { mean: 1.0, deviation: 0.1 })),
            level("cost_per_hour", once(Distribution::Pert { low: 0.75, likely: 1.0, high: 1.5 })),
            level("arpu", once(Distribution::Uniform { low: 0.9, high: 1.2 })),
            level("retention", shift(Way::Addition, Span::Each, points)),
            level("cac", once(Distribution::Lognormal { median: 1.0, sigma: 0.2 })),
        ],
        correlations: vec![
            together(price.clone(), cost, 0.6),
            together(price, source("compute_hours", Part::Level), -0.4),
        ],
        output: "contribution".to_owned(),
        ..plan
    }
}

/// A name, every trial's values as one number, and the figures that are shown.
fn tell(text: &mut String, name: &str, simulation: &Simulation) {
    // FNV-1a: whatever differs in one bit differs in the end.
    let mut all = 0xcbf2_9ce4_8422_2325_u64;
    let mut mix = |value: f64| all = (all ^ value.to_bits()).wrapping_mul(0x0100_0000_01b3);
    let mut gathered = Gathered::default();
    for slice in 0..simulation.slices() {
        simulation.rows(slice, usize::MAX, |_, inputs, results| {
            inputs.iter().chain(results).for_each(|value| mix(*value));
        });
        gathered.add(simulation.tally(slice));
    }
    let mut line = |what: String, values: &[f64]| {
        let bits: Vec<String> = values.iter().map(|value| format!("{:016x}", value.to_bits())).collect();
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{what}: {}", bits.join(" "));
    };
    line(format!("{name}, all trials"), &[f64::from_bits(all)]);
    for cell in 0..6 {
        let estimate = |of: Option<megahour::engine::chance::gathered::Estimate>| {
            of.map_or([f64::NAN; 2], |of| [of.value, of.error.unwrap_or(f64::NAN)])
        };
        line(format!("mean of {cell}"), &estimate(gathered.mean(cell)));
        let quantiles = [0.05, 0.5, 0.95].map(|share| estimate(gathered.quantile_estimate(cell, share)));
        line(format!("quantiles of {cell}"), quantiles.as_flattened());
        let ranks: Vec<f64> = (0..6).map(|source| gathered.rank(cell, source).unwrap_or(f64::NAN)).collect();
        line(format!("ranks of {cell}"), &ranks);
    }
}
