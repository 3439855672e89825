//! The case that simulations are compared by: the sample with uncertain hours,
//! growth, price, cost, retention and acquisition cost.

use megahour::engine::chance::distribution::Distribution;
use megahour::engine::chance::plan::*;
use megahour::model::Catalogue;
use megahour::store::document::{Document, Entry};

pub fn plan(catalogue: &Catalogue, trials: usize) -> Plan {
    let document = Document::sample().with_entry("arpu", Entry::by_year([50_000.0; 5]));
    let once = |way: Way, distribution: Distribution| Some(Shift { distribution, way, span: Span::Once });
    let level = |id: &str, level: Option<Shift>| (id.to_owned(), Uncertainty { level, growth: None });
    let hours = Uncertainty {
        level: once(Way::Factor, Distribution::Lognormal { median: 1.0, sigma: 0.25 }),
        growth: once(Way::Factor, Distribution::Triangular { low: 0.8, likely: 1.0, high: 1.2 }),
    };
    Plan {
        inputs: document.inputs(catalogue),
        uncertain: vec![
            ("compute_hours".to_owned(), hours),
            level("price_per_hour", once(Way::Factor, Distribution::Normal { mean: 1.0, deviation: 0.1 })),
            // From 0.60 to 1.10 around the sample's 0.80, in dollars.
            level(
                "cost_per_hour",
                once(Way::Addition, Distribution::Triangular { low: -0.2, likely: 0.0, high: 0.3 }),
            ),
            level("retention", once(Way::Addition, Distribution::Uniform { low: -0.03, high: 0.02 })),
            level("cac", once(Way::Factor, Distribution::Lognormal { median: 1.0, sigma: 0.2 })),
        ],
        correlations: Vec::new(),
        trials,
        seed: 1,
        points: Points::Sobol,
        output: "gross_profit".to_owned(),
        events: Vec::new(),
    }
}
