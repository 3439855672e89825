//! Evaluation against figures worked by hand, and blocks against one by one.

use crate::cloud::{axes, defaults, driver, formula, maps, model, unit};
use megahour::engine::cell_ref::CellRef;
use megahour::engine::expr::{Expr, Fold, count, fold, line, number, prev, pure};
use megahour::engine::interpret::value_at;
use megahour::engine::model::{Content, Line, Model};
use megahour::engine::program::machine::{BLOCK, Machine};
use megahour::engine::roll_up::RollUp;
use megahour::engine::values::Values;
use proptest::prelude::*;

fn evaluated() -> (Model, Values) {
    let model = model();
    let values = Values::evaluate(&model, &defaults(&model));
    (model, values)
}

#[track_caller]
fn assert_cells(values: &Values, line: &str, expected: &[f64]) {
    let cells: Vec<f64> = values.cells(line).into_iter().map(Option::unwrap).collect();
    assert_eq!(cells.len(), expected.len(), "{line}: {cells:?}");
    for (cell, expected) in cells.iter().zip(expected) {
        assert!((cell - expected).abs() <= 1e-12 * expected.abs(), "{line}: {cells:?}");
    }
}

#[test]
fn each_segment_pays_its_cheapest_tier() {
    let (_, values) = evaluated();
    assert_cells(&values, "bill", &[100.0, 1000.0, 1900.0, 1000.0]);
    assert_cells(&values, "cheapest", &[100.0, 1000.0]);
    assert_cells(&values, "dearest", &[1000.0, 1900.0]);
    assert_cells(&values, "choice", &[1.0, 2.0]);
    assert_cells(&values, "revenue", &[1100.0]);
}

#[test]
fn the_first_of_equally_cheap_tiers_is_chosen() {
    let model = model();
    let mut inputs = defaults(&model);
    let fee = model.program().first_input(1).unwrap();
    inputs[fee + 1] = 100.0;
    assert_eq!(Values::evaluate(&model, &inputs).cell("choice", 0), Some(1.0));
}

#[test]
fn two_lines_may_refer_to_each_others_previous_year() {
    let (_, values) = evaluated();
    assert_cells(&values, "interest", &[100.0, 110.0, 121.0]);
    assert_cells(&values, "balance", &[1100.0, 1210.0, 1331.0]);
    assert_eq!(values.total("interest"), Some(331.0));
}

#[test]
fn a_line_in_months_is_stored_in_months_and_read_in_years() {
    let (_, values) = evaluated();
    assert_cells(&values, "doubling", &[132.0; 3]);
    assert_cells(&values, "doubling_years", &[11.5; 3]);
}

#[test]
fn a_month_reads_its_years_value_and_knows_its_number() {
    let model = model();
    let mut inputs = defaults(&model);
    let rate = model.program().first_input(4).unwrap();
    inputs[rate..rate + 3].copy_from_slice(&[0.1, 0.2, 0.3]);
    let values = Values::evaluate(&model, &inputs);
    assert_cells(&values, "month_rate", &[0.1, 0.1, 0.2, 0.2, 0.3, 0.3]);
    assert_cells(&values, "month_number", &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    let earlier = [None, None, Some(0.1), Some(0.1), Some(0.2), Some(0.2)];
    assert_eq!(values.cells("last_year_rate"), earlier);
}

#[test]
fn the_yield_balances_the_flows() {
    let (_, values) = evaluated();
    let by_hand = (60.0 + f64::sqrt(60.0 * 60.0 + 4.0 * 100.0 * 60.0)) / 200.0 - 1.0;
    assert_cells(&values, "yield", &[by_hand]);
}

#[test]
fn a_line_added_at_run_time_is_evaluated_like_any_other() {
    let (_, values) = evaluated();
    assert_cells(&values, "share", &[1.0 / 11.0, 10.0 / 11.0]);
}

#[test]
fn every_fold_says_what_it_folds() {
    let folded = |which: Fold| {
        let lines = vec![
            driver("x", "", &["year"], &[3.0, 1.0, 2.0]),
            formula("f", "", &[], fold(which, "year", line("x"))),
        ];
        let model = Model::new(axes(), maps(), lines).unwrap();
        Values::evaluate(&model, &defaults(&model)).cell("f", 0)
    };
    let all = [Fold::Sum, Fold::Min, Fold::Max, Fold::ArgMin, Fold::First, Fold::Last];
    assert_eq!(all.map(folded), [6.0, 1.0, 3.0, 2.0, 3.0, 2.0].map(Some));
}

#[test]
fn the_largest_of_zero_and_a_loss_is_zero_without_a_sign() {
    let floored = formula("f", "", &[], megahour::engine::expr::max([pure(-5.0), pure(0.0)]));
    let model = Model::new(Vec::new(), Vec::new(), vec![floored]).unwrap();
    let zero = Values::evaluate(&model, &[]).cell("f", 0).unwrap();
    assert!(zero == 0.0 && zero.is_sign_positive());
}

#[test]
fn an_empty_axis_sums_to_zero_and_has_no_smallest() {
    let empty = || driver("x", "", &["nothing"], &[]);
    let lines = vec![
        empty(),
        formula("sum", "", &[], fold(Fold::Sum, "nothing", line("x"))),
        formula("least", "", &[], fold(Fold::Min, "nothing", line("x"))),
        formula("none", "", &["nothing"], line("x") + Expr::Key("nothing".into())),
        formula("length", "", &[], count("nothing")),
    ];
    let values = Values::evaluate(&Model::new(axes(), maps(), lines).unwrap(), &[]);
    assert_eq!(values.cell("sum", 0), Some(0.0));
    assert_eq!(values.cell("least", 0), None);
    assert_eq!(values.cells("none"), []);
    assert_eq!(values.cell("length", 0), Some(0.0));
}

#[test]
fn values_are_asked_by_address() {
    let (model, values) = evaluated();
    let address = |line: &str, keys: &[&str]| CellRef::cell(line, keys.iter().copied());
    assert_eq!(values.at(&model, &address("bill", &["enterprise", "basic"])), Some(1900.0));
    assert_eq!(values.at(&model, &address("revenue", &[])), Some(1100.0));
    for nowhere in [address("bill", &["enterprise"]), address("bill", &["x", "y"]), address("?", &[])] {
        assert_eq!(values.at(&model, &nowhere), None);
    }
    for (line, cell) in model.lines().iter().flat_map(|l| (0..model.cell_count(l)).map(move |cell| (l, cell)))
    {
        assert_eq!(model.cell(&model.cell_ref(line, cell)), Some(cell));
    }
}

#[test]
fn missing_and_superfluous_inputs_do_no_harm() {
    let model = model();
    assert_eq!(Values::evaluate(&model, &[]).cell("revenue", 0), None);
    let inputs: Vec<f64> = defaults(&model).into_iter().chain([1.0; 100]).collect();
    assert_eq!(Values::evaluate(&model, &inputs).cell("revenue", 0), Some(1100.0));
}

#[test]
fn a_total_is_the_sum_over_every_axis() {
    let summed =
        Line { roll_up: RollUp::SUM, ..driver("x", "TB", &["segment", "tier"], &[1.0, 2.0, 3.0, 4.0]) };
    let ratio = Line {
        roll_up: RollUp::ratio("x", "x"),
        ..formula("y", "", &["year"], number(7.0, unit("")) + prev("year", pure(0.0), pure(1.0)))
    };
    let model = Model::new(axes(), maps(), vec![summed, ratio]).unwrap();
    let values = Values::evaluate(&model, &defaults(&model));
    assert_eq!(values.total("x"), Some(10.0));
    assert_eq!(values.total("y"), Some(1.0));
    assert_eq!(values.cells("y"), [8.0, 7.0, 7.0].map(Some));
}

#[test]
fn walking_the_tree_agrees_with_the_program() {
    let (model, values) = evaluated();
    for line in model.lines() {
        let Content::Formula(formula) = &line.content else { continue };
        for cell in 0..model.cell_count(line) {
            let walked = value_at(&model, &values, formula, &line.unit, (line, cell));
            assert_eq!(walked, values.cell(&line.id, cell), "{}", model.cell_ref(line, cell));
        }
    }
}

/// What a person, a sampler or a mistake could put in.
fn any_input() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => -1000.0..1000.0,
        1 => Just(0.0),
        1 => Just(-0.0),
        1 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
        2 => any::<f64>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_block_agrees_with_one_by_one_bit_for_bit(
        scenarios in prop::collection::vec(prop::collection::vec(any_input(), 14), BLOCK)
    ) {
        let model = model();
        let program = model.program();
        prop_assert_eq!(program.input_count(), 14);
        let mut block = Machine::<BLOCK>::new(program);
        for (lane, inputs) in scenarios.iter().enumerate() {
            for (input, value) in inputs.iter().enumerate() {
                block.input(input).unwrap()[lane] = *value;
            }
        }
        block.run(program);
        for (lane, inputs) in scenarios.iter().enumerate() {
            let alone = Values::evaluate(&model, inputs);
            for (position, line) in model.lines().iter().enumerate() {
                for cell in 0..model.cell_count(line) {
                    let column = block.column(program.register(position, cell).unwrap()).unwrap();
                    let expected = alone.cell(&line.id, cell);
                    match expected {
                        Some(value) => prop_assert_eq!(column[lane].to_bits(), value.to_bits()),
                        None => prop_assert!(column[lane].is_nan(), "{} is {}", line.id, column[lane]),
                    }
                }
            }
        }
    }
}
