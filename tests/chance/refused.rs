//! Plans that make no sense are refused in words.

use crate::{CATALOGUE, reference};
use megahour::engine::chance::distribution::Distribution;
use megahour::engine::chance::plan::*;
use megahour::engine::chance::simulation::Simulation;

#[test]
fn a_plan_that_makes_no_sense_is_refused_in_words() {
    let shift = |distribution| Some(Shift { distribution, way: Way::Factor, span: Span::Once });
    let level = |id: &str, distribution| {
        vec![(id.to_owned(), Uncertainty { level: shift(distribution), growth: None })]
    };
    let fine = || Distribution::Uniform { low: 0.0, high: 1.0 };
    let plan = || reference::plan(&CATALOGUE, 1_000);
    let source = |driver: &str| Source { driver: driver.to_owned(), part: Part::Level };
    let of = |a: &str, b: &str, rank| vec![Correlation { a: source(a), b: source(b), rank }];
    let event = Event { line: "cltv".to_owned(), cell: None, from: None, to: None };
    let cases = [
        (Plan { trials: 999, ..plan() }, "number of trials"),
        (Plan { trials: 1_000_001, ..plan() }, "number of trials"),
        (Plan { inputs: vec![1.0], ..plan() }, "missing"),
        (Plan { output: "nothing".to_owned(), ..plan() }, "no line"),
        (Plan { events: vec![event], ..plan() }, "no such value"),
        (Plan { uncertain: level("nothing", fine()), ..plan() }, "no driver"),
        (Plan { uncertain: level("cltv", fine()), ..plan() }, "calculated"),
        (Plan { uncertain: [level("cac", fine()), level("cac", fine())].concat(), ..plan() }, "twice"),
        (Plan { uncertain: level("cac", Distribution::Uniform { low: 1.0, high: 1.0 }), ..plan() }, "below"),
        (
            Plan {
                uncertain: level("cac", Distribution::Pert { low: 1.0, likely: 3.0, high: 2.0 }),
                ..plan()
            },
            "between",
        ),
        (
            Plan {
                uncertain: level("cac", Distribution::Normal { mean: 1.0, deviation: f64::NAN }),
                ..plan()
            },
            "missing",
        ),
        (Plan { correlations: of("cac", "arpu", 0.5), ..plan() }, "not uncertain"),
        (Plan { correlations: of("cac", "cac", 0.5), ..plan() }, "itself"),
        (Plan { correlations: of("cac", "retention", 1.5), ..plan() }, "between"),
        (
            Plan {
                correlations: [of("cac", "retention", 0.5), of("retention", "cac", 0.4)].concat(),
                ..plan()
            },
            "same pair",
        ),
    ];
    for (plan, word) in cases {
        let said = Simulation::new(&CATALOGUE.model, &plan).err().unwrap_or_default();
        assert!(said.contains(word), "“{said}” does not say {word}");
    }
}

#[test]
fn only_what_has_a_value_for_each_year_grows() {
    use megahour::engine::axis::{Axis, Grain, Member};
    use megahour::engine::model::{Driver, Line, Model};
    use megahour::engine::unit::Unit;
    let member = |key: &str| Member { key: key.into(), label: key.to_owned() };
    let list = Axis::list("purchase", "Purchase", vec![member("p1"), member("p2")]);
    let axes = vec![Axis::time(Grain::Year, 2), Axis::time(Grain::Month, 24), list];
    let over = |axis: &str, count: usize| Line {
        shape: vec![axis.into()],
        ..Line::input(axis, Unit::pure(), Driver::any(vec![1.0; count]))
    };
    let lines = vec![over("year", 2), over("month", 24), over("purchase", 2)];
    let model = Model::new(axes, Vec::new(), lines).unwrap();
    let growth = Some(Shift {
        distribution: Distribution::Uniform { low: 0.9, high: 1.1 },
        way: Way::Factor,
        span: Span::Once,
    });
    let said = |driver: &str| {
        let uncertain = vec![(driver.to_owned(), Uncertainty { level: None, growth })];
        let plan = Plan {
            inputs: vec![1.0; 28],
            uncertain,
            output: "year".to_owned(),
            ..reference::plan(&CATALOGUE, 1_000)
        };
        Simulation::new(&model, &plan).err()
    };
    assert_eq!(said("year"), None);
    assert_eq!(said("month").as_deref(), Some("month has no growth."));
    assert_eq!(said("purchase").as_deref(), Some("purchase has no growth."));
}
