//! Derivatives against finite differences, and a focused program against the
//! whole one.

use crate::cloud::{axis, driver, formula};
use crate::trees::{INPUTS, a_total, a_tree, build};
use megahour::engine::expr::*;
use megahour::engine::function::Function;
use megahour::engine::model::*;
use megahour::engine::program::Register;
use megahour::engine::program::dual;
use megahour::engine::program::interval::Interval;
use megahour::engine::program::machine::Machine;
use megahour::engine::program::specialise::{Focus, Varying};
use proptest::prelude::*;

fn all_values(model: &Model, inputs: &[f64]) -> Vec<f64> {
    let mut machine = Machine::<1>::new(model.program());
    for (position, value) in inputs.iter().enumerate() {
        machine.input(position).unwrap()[0] = *value;
    }
    machine.run(model.program());
    (0..model.program().register_count()).map(|r| machine.column(r as Register).unwrap()[0]).collect()
}

fn moved(inputs: &[f64], direction: &[f64], step: f64) -> Vec<f64> {
    inputs.iter().zip(direction).map(|(value, by)| value + by * step).collect()
}

/// The slope of every register by central differences, where two step lengths
/// agree on it.
fn by_differences(model: &Model, inputs: &[f64], direction: &[f64]) -> Vec<Option<f64>> {
    let slope = |step: f64| -> Vec<f64> {
        let ahead = all_values(model, &moved(inputs, direction, step));
        let behind = all_values(model, &moved(inputs, direction, -step));
        ahead.iter().zip(&behind).map(|(a, b)| (a - b) / (2.0 * step)).collect()
    };
    let values = all_values(model, inputs);
    let pairs = slope(1e-4).into_iter().zip(slope(5e-5));
    let settled = pairs.zip(values).map(|((a, b), value)| {
        // Differences of huge values are all rounding.
        let sure = (a - b).abs() <= 1e-6 * (1.0 + a.abs()) && value.abs() < 1e6;
        sure.then_some(b)
    });
    settled.collect()
}

fn one_line(of: Expr) -> Model {
    let x = driver("x", "", &["a"], &[1.0, 2.0, 3.0]);
    Model::new(vec![axis("a", &["1", "2", "3"])], Vec::new(), vec![x, formula("f", "", &[], of)]).unwrap()
}

fn slope_of(of: Expr, at: [f64; 3], direction: [f64; 3]) -> dual::Dual {
    let model = one_line(of);
    dual::run(model.program(), &at, &direction)[model.program().register(1, 0).unwrap() as usize]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_slope_is_what_finite_differences_come_to(
        f in a_tree(),
        total in a_total(),
        inputs in prop::collection::vec(-3.0..6.0, INPUTS),
        direction in prop::collection::vec(prop_oneof![Just(0.0), Just(1.0), -1.0..1.0], INPUTS),
    ) {
        let Ok(model) = build(&f, &pure(1.0), "", &total) else { return Ok(()) };
        let exact = dual::run(model.program(), &inputs, &direction);
        let values = all_values(&model, &inputs);
        for ((dual, value), difference) in exact.iter().zip(values).zip(by_differences(&model, &inputs, &direction)) {
            prop_assert!(dual.value.to_bits() == value.to_bits() || (dual.value.is_nan() && value.is_nan()));
            if let Some(difference) = difference
                && !dual.kink
            {
                let off = (dual.slope - difference).abs();
                prop_assert!(off <= 1e-4 * (1.0 + difference.abs()), "{} is not {}", dual.slope, difference);
            }
        }
    }

    #[test]
    fn a_focused_program_gives_the_whole_ones_values_bit_for_bit(
        f in a_tree(),
        total in a_total(),
        inputs in prop::collection::vec(-3.0..6.0, INPUTS),
        varying in prop::collection::vec(0..INPUTS, 0..6),
    ) {
        let Ok(model) = build(&f, &pure(1.0), "", &total) else { return Ok(()) };
        let program = model.program();
        let outputs: Vec<Register> = (0..program.register_count() as Register).collect();
        let focus = Focus::new(program, &inputs, &varying, &outputs);
        let mut other = inputs;
        varying.iter().for_each(|input| other[*input] = 1.5 - other[*input]);
        let columns: Vec<(usize, Vec<f64>)> = varying.iter().map(|input| (*input, vec![other[*input]])).collect();
        let results = focus.evaluate(1, &columns);
        for (result, whole) in results.iter().zip(all_values(&model, &other)) {
            prop_assert!(result[0].to_bits() == whole.to_bits() || (result[0].is_nan() && whole.is_nan()));
        }
    }

    #[test]
    fn inputs_that_are_alike_are_written_once_and_change_no_bit(
        f in a_tree(),
        total in a_total(),
        mut inputs in prop::collection::vec(-3.0..6.0, INPUTS),
    ) {
        let Ok(model) = build(&f, &pure(1.0), "", &total) else { return Ok(()) };
        let program = model.program();
        let outputs: Vec<Register> = (0..program.register_count() as Register).collect();
        let varying = |input, like| Varying { input, ends: Interval::UNKNOWN, like };
        let focus = Focus::within(program, &inputs, &[varying(0, None), varying(1, Some(0))], &outputs);
        prop_assert_eq!(focus.input(1), None);
        inputs[0] = 1.5;
        inputs[1] = 1.5;
        let results = focus.evaluate(1, &[(0, vec![1.5])]);
        for (result, whole) in results.iter().zip(all_values(&model, &inputs)) {
            prop_assert!(result[0].to_bits() == whole.to_bits() || (result[0].is_nan() && whole.is_nan()));
        }
    }
}

#[test]
fn at_a_tie_the_slope_is_that_of_a_step_forward_and_the_kink_is_said() {
    let of = || max([fold(Fold::First, "a", line("x")), pure(1.0)]);
    let rising = slope_of(of(), [1.0, 2.0, 3.0], [1.0, 0.0, 0.0]);
    assert_eq!((rising.value, rising.slope, rising.kink), (1.0, 1.0, true));
    let falling = slope_of(of(), [1.0, 2.0, 3.0], [-1.0, 0.0, 0.0]);
    assert_eq!((falling.slope, falling.kink), (0.0, true));
    assert!(!slope_of(of(), [1.5, 2.0, 3.0], [1.0, 0.0, 0.0]).kink);
}

#[test]
fn a_condition_on_its_edge_is_a_kink() {
    let of = either(fold(Fold::First, "a", line("x")).less(pure(1.0)), pure(0.0), pure(5.0));
    let edge = slope_of(of, [1.0, 2.0, 3.0], [1.0, 0.0, 0.0]);
    assert_eq!((edge.value, edge.slope, edge.kink), (5.0, 0.0, true));
}

#[test]
fn a_rate_of_return_has_the_slope_that_keeps_the_present_value_at_zero() {
    let of = Expr::Call { function: Function::Irr, over: Some("a".into()), arguments: vec![line("x")] };
    let flows = [-100.0, 60.0, 60.0];
    let exact = slope_of(of.clone(), flows, [0.0, 1.0, 0.0]).slope;
    let rate = |second: f64| slope_of(of.clone(), [flows[0], second, flows[2]], [0.0; 3]).value;
    let difference = (rate(60.01) - rate(59.99)) / 0.02;
    assert!((exact - difference).abs() < 1e-7, "{exact} is not {difference}");
}

#[test]
fn the_slope_of_a_rate_of_return_does_not_depend_on_the_size_of_the_flows() {
    let of = |size: f64| Expr::Call {
        function: Function::Irr,
        over: Some("a".into()),
        arguments: vec![line("x") * pure(size)],
    };
    let slope = |size: f64| slope_of(of(size), [0.62, -0.11, -0.01], [0.0, 1.0, 0.0]).slope;
    // Sums of flows this large would be infinite.
    for size in [1e-300, 1e308] {
        assert!((slope(size) / slope(1.0) - 1.0).abs() < 1e-9, "{}", slope(size));
    }
}
