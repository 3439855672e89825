//! Modules: what one declares is in the catalogue, in months as well, and a line
//! that it can calculate has one owner.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use megahour::engine::axis::Grain;
use megahour::engine::expr::{line, number};
use megahour::engine::model::{Driver, Line};
use megahour::engine::print;
use megahour::engine::roll_up::RollUp;
use megahour::engine::unit::Unit;
use megahour::engine::values::Values;
use megahour::model::catalogue::Catalogue;
use megahour::model::modules::{Declared, Module, Override};
use megahour::model::places::Places;
use megahour::model::spec::{ModelSpec, Owner};
use megahour::model::timeline::{Timeline, YearMonth};

/// A module as a test has it: hours billed by the month, which the published
/// model's years can take.
fn monthly() -> Declared {
    let monthly = |line: Line| Line { shape: vec![Grain::Month.axis().into()], ..line };
    let hours = monthly(Line {
        roll_up: RollUp::SUM,
        ..Line::calculated(
            "test.hours",
            Unit::parse("h/month").unwrap(),
            line("test.gpus") * number(730.0, Unit::parse("h/month").unwrap()),
        )
    });
    Declared {
        module: Module::Core,
        axes: Vec::new(),
        drivers: Vec::new(),
        lines: vec![monthly(Line::input("test.gpus", Unit::pure(), Driver::any([100.0]))), hours],
        overrides: vec![Override { line: "compute_hours".into(), formula: line("test.hours") }],
        benchmarks: Vec::new(),
        charts: &[],
        rules: Vec::new(),
        places: Places { cards: &["test.hours"], ..Places::default() },
    }
}

fn spec(calculated: bool) -> ModelSpec {
    let mut spec = ModelSpec::over(Timeline::new(3, YearMonth::new(2026, 7)).unwrap());
    if calculated {
        spec.calculated.insert("compute_hours".into(), Owner::Module(Module::Core));
    }
    spec
}

fn catalogue(calculated: bool) -> Catalogue {
    Catalogue::checked(&spec(calculated), [Module::Core.declared(), monthly()]).unwrap()
}

/// The sample's inputs for the model of a catalogue: the defaults of its drivers.
fn evaluated(catalogue: &Catalogue) -> Values {
    let inputs: Vec<f64> =
        catalogue.model.drivers().flat_map(|(_, driver)| driver.defaults.clone()).collect();
    Values::evaluate(&catalogue.model, &inputs)
}

#[test]
fn a_module_in_months_stands_beside_the_published_years() {
    let catalogue = catalogue(false);
    let months = catalogue.model.axis("month").unwrap();
    assert_eq!(months.members.len(), 36);
    assert_eq!(
        (months.members[0].label.as_str(), months.members[35].label.as_str()),
        ("Jul 2026", "Jun 2029")
    );
    let values = evaluated(&catalogue);
    assert_eq!(values.cell("test.hours", 35), Some(73_000.0));
    assert_eq!(values.total("test.hours"), Some(36.0 * 73_000.0));
    assert_eq!(values.cell("compute_hours", 0), Some(1e6));
    assert!(catalogue.cards().any(|card| card == "test.hours"));
}

#[test]
fn a_calculated_driver_takes_its_owners_months_rolled_up() {
    let catalogue = catalogue(true);
    assert_eq!(catalogue.calculated_by.len(), 1);
    assert!(catalogue.driver("compute_hours").is_none(), "it is typed no more");
    let values = evaluated(&catalogue);
    // Twelve months of 73,000 hours, and what the published model makes of them.
    assert_eq!(values.cell("compute_hours", 2), Some(876_000.0));
    let revenue = values.cell("annual_revenue", 0).unwrap();
    assert!((revenue - 876_000.0 * 2.0).abs() < 1e-6, "{revenue}");
    let line = catalogue.model.line("compute_hours").unwrap();
    assert!(!print::total_formula(&catalogue.model, line).is_empty());
}

#[test]
fn a_line_whose_owner_is_not_there_is_as_it_is_of_itself() {
    let catalogue = Catalogue::build(&spec(true)).unwrap();
    assert_eq!(catalogue.calculated_by.len(), 0);
    assert_eq!(evaluated(&catalogue).cell("compute_hours", 0), Some(1e6));
}

#[test]
fn every_shipped_module_has_a_name_of_its_own_and_lines_of_its_own() {
    let mut ids = Vec::new();
    for module in Module::ALL {
        assert_eq!(Module::of(module.id()), Some(module));
        let declared = module.declared();
        ids.extend(declared.drivers.into_iter().map(|entry| entry.line.id));
        ids.extend(declared.lines.into_iter().map(|line| line.id));
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}
