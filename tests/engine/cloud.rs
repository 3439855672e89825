//! The test model: a cloud that bills two segments by the cheaper of two tiers,
//! and a balance that earns on its own past.

use megahour::engine::axis::*;
use megahour::engine::expr::*;
use megahour::engine::function::Function;
use megahour::engine::id::AxisId;
use megahour::engine::model::*;
use megahour::engine::roll_up::RollUp;
use megahour::engine::unit::Unit;

pub fn unit(text: &str) -> Unit {
    Unit::parse(text).unwrap()
}

/// An axis whose keys are its members' names.
pub fn axis(id: &str, keys: &[&str]) -> Axis {
    let member = |key: &&str| Member { key: (*key).into(), label: (*key).to_owned() };
    Axis::list(id, id, keys.iter().map(member).collect())
}

/// A driver that takes any number.
pub fn driver(id: &str, unit_text: &str, shape: &[&str], defaults: &[f64]) -> Line {
    Line { shape: axes_of(shape), ..Line::input(id, unit(unit_text), Driver::any(defaults)) }
}

/// A calculated line.
pub fn formula(id: &str, unit_text: &str, shape: &[&str], of: Expr) -> Line {
    Line { shape: axes_of(shape), ..Line::calculated(id, unit(unit_text), of) }
}

fn axes_of(shape: &[&str]) -> Vec<AxisId> {
    shape.iter().map(|axis| (*axis).into()).collect()
}

pub fn axes() -> Vec<Axis> {
    vec![
        axis("year", &["y1", "y2", "y3"]),
        axis("segment", &["startup", "enterprise"]),
        axis("tier", &["basic", "pro"]),
        axis("month", &["m1", "m2", "m3", "m4", "m5", "m6"]),
        axis("nothing", &[]),
    ]
}

/// Two months of the test model make a year.
pub fn maps() -> Vec<AxisMap> {
    vec![AxisMap { from: "month".into(), to: "year".into(), positions: vec![0, 0, 1, 1, 2, 2] }]
}

pub fn lines() -> Vec<Line> {
    let start = || number(1000.0, unit("$"));
    let year = || number(1.0, unit("yr"));
    vec![
        driver("seats", "customers", &["segment"], &[10.0, 200.0]),
        driver("fee", "$/yr", &["tier"], &[100.0, 1000.0]),
        driver("included", "customers", &["tier"], &[20.0, 500.0]),
        driver("extra", "$/customer/yr", &["tier"], &[10.0, 1.0]),
        driver("rate", "%", &["year"], &[0.10, 0.10, 0.10]),
        driver("flows", "$", &["year"], &[-100.0, 60.0, 60.0]),
        formula(
            "bill",
            "$/yr",
            &["segment", "tier"],
            line("fee")
                + max([line("seats") - line("included"), number(0.0, unit("customers"))]) * line("extra"),
        ),
        formula("cheapest", "$/yr", &["segment"], fold(Fold::Min, "tier", line("bill"))),
        formula("dearest", "$/yr", &["segment"], fold(Fold::Max, "tier", line("bill"))),
        formula("choice", "", &["segment"], fold(Fold::ArgMin, "tier", line("bill"))),
        formula("revenue", "$/yr", &[], fold(Fold::Sum, "segment", line("cheapest"))),
        Line {
            roll_up: RollUp::SUM,
            ..formula(
                "interest",
                "$/yr",
                &["year"],
                prev("year", line("balance"), start()) * line("rate") / year(),
            )
        },
        formula(
            "balance",
            "$",
            &["year"],
            prev("year", line("balance"), start()) + line("interest") * year(),
        ),
        formula("doubling", "months", &["year"], line("balance") / line("interest")),
        formula("doubling_years", "yr", &["year"], line("doubling") + number(6.0, unit("months"))),
        formula(
            "month_rate",
            "%",
            &["month"],
            Expr::Map { from: "month".into(), to: "year".into(), of: Box::new(line("rate")) },
        ),
        formula("month_number", "", &["month"], Expr::Key("month".into())),
        formula(
            "last_year_rate",
            "%",
            &["month"],
            Expr::Map {
                from: "month".into(),
                to: "year".into(),
                of: Box::new(prev("year", line("rate"), undefined("the first year has none before it"))),
            },
        ),
        formula(
            "yield",
            "%",
            &[],
            Expr::Call { function: Function::Irr, over: Some("year".into()), arguments: vec![line("flows")] },
        ),
    ]
}

/// The model as it is declared.
pub fn declared() -> Model {
    Model::new(axes(), maps(), lines()).unwrap()
}

/// The same with a line that a person adds while it runs.
pub fn model() -> Model {
    declared().with_line(formula("share", "%", &["segment"], line("cheapest") / line("revenue"))).unwrap()
}

/// The defaults of all drivers, in the order in which the program takes them.
pub fn defaults(model: &Model) -> Vec<f64> {
    model.drivers().flat_map(|(_, driver)| driver.defaults.clone()).collect()
}
