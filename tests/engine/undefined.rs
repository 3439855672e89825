//! Undefined is not zero: it stays undefined through everything that reads it,
//! and its cause can be told.

use crate::cloud::{axes, defaults, driver, formula, maps, model};
use megahour::engine::cause::{Reason, cause, total_cause};
use megahour::engine::expr::*;
use megahour::engine::function::Function;
use megahour::engine::model::{Line, Model};
use megahour::engine::program::machine::{BLOCK, Machine};
use megahour::engine::roll_up::RollUp;
use megahour::engine::values::Values;

/// A model of `x` along the years, what is made of it, and a value for `x`.
fn made_of(x: [f64; 3], unit: &str, shape: &[&str], of: Expr) -> (Model, Values) {
    let lines = vec![driver("x", "", &["year"], &[1.0; 3]), formula("f", unit, shape, of)];
    let model = Model::new(axes(), maps(), lines).unwrap();
    let values = Values::evaluate(&model, &x);
    (model, values)
}

fn why(model: &Model, values: &Values, line: &str, cell: usize) -> String {
    cause(model, values, model.line(line).unwrap(), cell).unwrap().because()
}

#[test]
fn undefined_stays_undefined_through_everything_in_blocks_too() {
    let inverse = || pure(1.0) / line("x");
    let condition = || inverse().less(pure(1e9));
    let yes = || Box::new(pure(0.0).less(pure(1.0)));
    let no = || Box::new(pure(1.0).less(pure(0.0)));
    let scalars = [
        fold(Fold::Sum, "year", inverse()),
        fold(Fold::Min, "year", inverse()),
        fold(Fold::Max, "year", inverse()),
        fold(Fold::ArgMin, "year", inverse()),
        Expr::Call { function: Function::Irr, over: Some("year".into()), arguments: vec![inverse()] },
    ];
    let along_years = [
        min([inverse(), pure(0.0)]),
        max([pure(0.0), inverse()]),
        max([inverse()]),
        -inverse(),
        inverse() * pure(0.0),
        inverse() + pure(1.0),
        inverse().power(pure(0.0)),
        pure(1.0).power(inverse()),
        either(condition(), pure(1.0), pure(1.0)),
        either(Condition::Not(Box::new(condition())), pure(1.0), pure(1.0)),
        either(Condition::Or(yes(), Box::new(condition())), pure(1.0), pure(1.0)),
        either(Condition::And(no(), Box::new(condition())), pure(1.0), pure(1.0)),
        Expr::Call { function: Function::Exp, over: None, arguments: vec![inverse()] },
    ];
    let cases = scalars.map(|of| (of, &[][..])).into_iter();
    for (of, shape) in cases.chain(along_years.map(|of| (of, &["year"][..]))) {
        let (model, values) = made_of([1.0, 0.0, 2.0], "", shape, of.clone());
        let cell = if shape.is_empty() { 0 } else { 1 };
        assert_eq!(values.cell("f", cell), None, "{of:?}");
        assert_eq!(why(&model, &values, "f", cell), "x is zero", "{of:?}");
        let mut block = Machine::<BLOCK>::new(model.program());
        for (input, value) in [1.0, 0.0, 2.0].into_iter().enumerate() {
            *block.input(input).unwrap() = [value; BLOCK];
        }
        block.run(model.program());
        let column = block.column(model.program().register(1, cell).unwrap()).unwrap();
        assert!(column.iter().all(|value| value.is_nan()), "{of:?}");
    }
}

#[test]
fn what_is_not_chosen_may_be_undefined() {
    let of = either(line("x").more(pure(0.0)), pure(1.0) / line("x"), pure(0.0));
    let (_, values) = made_of([1.0, 0.0, 2.0], "", &["year"], of);
    assert_eq!(values.cells("f"), [1.0, 0.0, 0.5].map(Some));
}

#[test]
fn the_first_and_the_last_cell_do_not_depend_on_the_others() {
    for (which, value) in [(Fold::First, 1.0), (Fold::Last, 0.5)] {
        let (_, values) = made_of([1.0, 0.0, 2.0], "", &[], fold(which, "year", pure(1.0) / line("x")));
        assert_eq!(values.cell("f", 0), Some(value));
    }
}

#[test]
fn a_cause_names_the_cell_that_lost_the_value_and_not_those_that_refer_to_it() {
    let model = model();
    let mut inputs = defaults(&model);
    let rate = model.program().first_input(4).unwrap();
    inputs[rate + 1] = f64::NAN;
    let values = Values::evaluate(&model, &inputs);
    for (line, cell) in [("balance", 2), ("interest", 2), ("doubling_years", 1), ("month_rate", 3)] {
        let cause = cause(&model, &values, model.line(line).unwrap(), cell).unwrap();
        assert_eq!(cause.address.to_string(), "rate@y2", "{line}");
        assert_eq!(cause.reason, Reason::Missing);
        assert_eq!(cause.because(), "a value is missing");
    }
}

#[test]
fn a_stated_reason_is_told_in_its_own_words() {
    let model = model();
    let values = Values::evaluate(&model, &defaults(&model));
    assert_eq!(why(&model, &values, "last_year_rate", 0), "the first year has none before it");
}

#[test]
fn a_division_by_zero_says_what_the_zero_means() {
    let zero =
        Line { zero_means: Some("nobody is there".to_owned()), ..driver("x", "", &["year"], &[1.0; 3]) };
    let lines = vec![
        zero,
        formula("each", "", &["year"], pure(1.0) / line("x")),
        formula("all", "", &[], pure(1.0) / fold(Fold::Sum, "year", line("x"))),
        formula("sum", "", &["year"], pure(1.0) / (line("x") + line("x"))),
    ];
    let model = Model::new(axes(), maps(), lines).unwrap();
    let values = Values::evaluate(&model, &[0.0; 3]);
    assert_eq!(why(&model, &values, "each", 0), "x is zero: nobody is there");
    assert_eq!(why(&model, &values, "all", 0), "sum over all years(x) is zero: nobody is there");
    assert_eq!(why(&model, &values, "sum", 0), "x + x is zero");
}

#[test]
fn causes_tell_kinds_of_trouble_apart() {
    let x = || line("x");
    let call = |function: Function| Expr::Call { function, over: None, arguments: vec![x()] };
    let cases = [
        (x() * pure(1e300) * pure(1e300), 1.0, "the result is too large for a number"),
        (pure(f64::INFINITY) + x(), 1.0, "the result is too large for a number"),
        (call(Function::Ln), -1.0, "a logarithm needs a number above zero"),
        (call(Function::Exp), 1e6, "the result is too large for a number"),
        (x().power(pure(-1.0)), 0.0, "zero has no negative power"),
        (x().power(pure(0.5)), -1.0, "a negative number has no power with a fraction"),
        (x().power(pure(99.0)), 1e9, "the result is too large for a number"),
    ];
    for (of, value, expected) in cases {
        let (model, values) = made_of([value; 3], "", &["year"], of);
        assert_eq!(why(&model, &values, "f", 0), expected);
    }
    let irr = Expr::Call { function: Function::Irr, over: Some("year".into()), arguments: vec![x()] };
    let (model, values) = made_of([1.0; 3], "", &[], irr);
    assert_eq!(why(&model, &values, "f", 0), "no rate of return balances the flows");
}

#[test]
fn an_infinite_literal_is_undefined_and_not_the_divisor_of_a_zero() {
    let (model, values) = made_of([1.0; 3], "", &["year"], line("x") / pure(f64::INFINITY));
    assert_eq!(values.cell("f", 0), None);
    assert!(cause(&model, &values, model.line("f").unwrap(), 0).is_some());
}

#[test]
fn what_is_defined_or_not_there_has_no_cause() {
    let model = model();
    let values = Values::evaluate(&model, &defaults(&model));
    let line = model.line("bill").unwrap();
    assert_eq!(cause(&model, &values, line, 0), None);
    assert_eq!(cause(&model, &values, line, 1000), None);
}

#[test]
fn a_total_has_a_cause_of_its_own_or_of_the_cell_behind_it() {
    let ratio = Line { roll_up: RollUp::ratio("f", "x"), ..driver("y", "", &[], &[1.0]) };
    let lines = vec![
        driver("x", "", &["year"], &[1.0; 3]),
        formula("f", "", &["year"], pure(1.0) / line("x")),
        ratio,
    ];
    let model = Model::new(axes(), maps(), lines).unwrap();
    let because = |x: [f64; 3]| {
        let values = Values::evaluate(&model, &[x[0], x[1], x[2], 1.0]);
        total_cause(&model, &values, model.line("y").unwrap())
            .map(|cause| format!("{}: {}", cause.address, cause.because()))
    };
    assert_eq!(because([1.0, 0.0, 1.0]).unwrap(), "f@y2: x is zero");
    assert_eq!(because([1.0, -2.0, 1.0]).unwrap(), "y@all: sum over all years(x) is zero");
    assert_eq!(because([1.0; 3]), None);
}
