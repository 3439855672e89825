//! Any tree at all: it is a model or an error, and every interpretation of it
//! agrees and none panics.

use crate::cloud::{axis, driver, formula, unit};
use crate::printed;
use megahour::engine::axis::{Axis, AxisMap, Grain};
use megahour::engine::cause::{cause, total_cause};
use megahour::engine::expr::*;
use megahour::engine::function::Function;
use megahour::engine::id::AxisId;
use megahour::engine::interpret::value_at;
use megahour::engine::model::*;
use megahour::engine::print;
use megahour::engine::program::machine::{BLOCK, Machine};
use megahour::engine::roll_up::{MemberRule, RollUp, TimeRule};
use megahour::engine::trace::{dependents, origins, precedents};
use megahour::engine::values::Values;
use proptest::prelude::*;

const AXES: [&str; 6] = ["a", "b", "empty", "unknown", "quarter", "year"];

fn an_axis() -> impl Strategy<Value = AxisId> {
    prop_oneof![
        6 => Just("a"),
        6 => Just("b"),
        3 => Just("quarter"),
        2 => Just("year"),
        1 => prop::sample::select(&AXES[..]),
    ]
    .prop_map(AxisId::from)
}

fn a_bound() -> impl Strategy<Value = Bound> {
    prop_oneof![6 => (-2..3).prop_map(Bound::Offset), 1 => Just(Bound::First), 1 => Just(Bound::Last)]
}

fn a_selection() -> impl Strategy<Value = Selection> {
    let key = prop::sample::select(vec!["1", "2", "y1", "q3", "nowhere"]);
    prop_oneof![3 => key.prop_map(|key| Selection::Key(key.into())), 1 => Just(Selection::All)]
}

fn a_literal() -> impl Strategy<Value = Expr> {
    let value = prop_oneof![
        8 => (-4..9).prop_map(f64::from),
        1 => any::<f64>(),
        1 => prop::sample::select(vec![1e308, -1e308, 5e-324, 0.5, f64::NAN, f64::INFINITY]),
    ];
    let text = prop_oneof![12 => Just(""), 1 => Just("%"), 1 => Just("$"), 1 => Just("months"), 1 => Just("1/months")];
    (value, text).prop_map(|(value, text)| number(value, unit(text)))
}

fn a_reference() -> impl Strategy<Value = Expr> {
    let common = prop::sample::select(vec!["x", "xa", "xb", "xab", "xq", "xy", "xbq"]);
    let rare = prop::sample::select(vec!["money", "time", "xe", "f", "g", "nowhere"]);
    prop_oneof![6 => common, 1 => rare].prop_map(line)
}

fn a_condition(of: impl Strategy<Value = Expr> + Clone + 'static) -> impl Strategy<Value = Condition> {
    let comparison = prop::sample::select(vec![Comparison::Less, Comparison::AtMost, Comparison::Equal]);
    let compare =
        (comparison, of.clone(), of).prop_map(|(how, left, right)| Condition::Compare(how, left, right));
    compare.prop_recursive(2, 4, 2, |of| {
        prop_oneof![
            of.clone().prop_map(|of| Condition::Not(Box::new(of))),
            (of.clone(), of.clone()).prop_map(|(a, b)| Condition::And(Box::new(a), Box::new(b))),
            (of.clone(), of).prop_map(|(a, b)| Condition::Or(Box::new(a), Box::new(b))),
        ]
    })
}

pub fn a_tree() -> impl Strategy<Value = Expr> {
    use Fold::*;
    let leaf = prop_oneof![
        4 => a_literal(),
        6 => a_reference(),
        1 => an_axis().prop_map(Expr::Key),
        1 => an_axis().prop_map(Expr::Count),
        1 => Just(Expr::Period / number(1.0, unit("yr"))),
        1 => Just(undefined("it is said so")),
    ];
    leaf.prop_recursive(5, 24, 4, |of| {
        let two = (of.clone(), of.clone());
        let operator = prop::sample::select(vec![
            Operator::Add, Operator::Subtract, Operator::Multiply, Operator::Divide, Operator::Power,
        ]);
        let extreme = prop::sample::select(vec![Extreme::Min, Extreme::Max]);
        let folds = prop::sample::select(vec![Sum, Mean, Min, Max, ArgMin, First, Last]);
        let offset = prop_oneof![4 => -2..3, 1 => any::<i32>()];
        let single = prop::sample::select(vec![
            Function::Ln, Function::Exp, Function::Abs, Function::Round, Function::Floor, Function::Ceil,
        ]);
        let series = prop::sample::select(vec![Function::Irr, Function::IrrCount, Function::Npv]);
        let short = prop_oneof![
            1 => Just(Short::Undefined),
            1 => Just(Short::Available),
            1 => of.clone().prop_map(|of| Short::Else(Box::new(of))),
        ];
        let stretch = (folds.clone(), an_axis(), a_bound(), a_bound());
        prop_oneof![
            8 => (operator, two.clone()).prop_map(|(operator, (a, b))| Expr::Binary(operator, Box::new(a), Box::new(b))),
            1 => of.clone().prop_map(|of| -of),
            2 => (a_condition(of.clone()), two.clone()).prop_map(|(when, (a, b))| either(when, a, b)),
            2 => (extreme, prop::collection::vec(of.clone(), 0..4)).prop_map(|(extreme, of)| Expr::Extreme(extreme, of)),
            2 => (an_axis(), offset, two).prop_map(|(axis, offset, (of, first))| {
                Expr::At { axis, offset, of: Box::new(of), first: Box::new(first) }
            }),
            3 => (folds, an_axis(), of.clone()).prop_map(|(how, axis, of)| fold(how, &axis, of)),
            1 => (an_axis(), an_axis(), of.clone()).prop_map(|(from, to, of)| Expr::Map { from, to, of: Box::new(of) }),
            1 => (single, of.clone()).prop_map(|(function, of)| {
                Expr::Call { function, over: None, arguments: vec![of] }
            }),
            1 => (series, an_axis(), prop::collection::vec(of.clone(), 0..4)).prop_map(|(function, axis, arguments)| {
                Expr::Call { function, over: Some(axis), arguments }
            }),
            1 => (of.clone(), of.clone()).prop_map(|(rate, periods)| call(Function::Level, [rate, periods])),
            2 => (stretch, of.clone(), short).prop_map(|((fold, axis, from, to), of, short)| {
                Expr::Window { fold, axis, from, to, of: Box::new(of), short }
            }),
            2 => (an_axis(), of.clone(), of.clone(), of.clone()).prop_map(|(axis, position, of, otherwise)| {
                // Whole positions are what is looked up; others are undefined.
                lookup(&axis, call(Function::Round, [position]), of, otherwise)
            }),
            1 => (an_axis(), a_condition(of.clone())).prop_map(|(axis, when)| first_where(&axis, when)),
            2 => (an_axis(), a_selection(), of).prop_map(|(axis, at, of)| {
                Expr::Select { axis, at, of: Box::new(of) }
            }),
        ]
    })
}

pub fn a_total() -> impl Strategy<Value = RollUp> {
    let ratio = || RollUp::ratio("f", "xab");
    prop_oneof![Just(RollUp::NONE), Just(RollUp::SUM), Just(ratio())]
}

/// Two lines of any trees, which may refer to each other, beside some drivers.
pub fn build(f: &Expr, g: &Expr, unit_text: &str, total: &RollUp) -> Result<Model, ModelErrors> {
    let both: &[&str] = &["b", "a"];
    let axes = vec![
        axis("a", &["1", "2", "3"]),
        axis("b", &["1", "2"]),
        axis("empty", &[]),
        Axis::time(Grain::Quarter, 8),
        Axis::time(Grain::Year, 2),
    ];
    let map =
        |from: &str, to: &str, positions: Vec<usize>| AxisMap { from: from.into(), to: to.into(), positions };
    let maps = vec![map("a", "b", vec![0, 1, 1]), map("b", "a", vec![2, 0]), map("empty", "a", Vec::new())];
    let lines = vec![
        driver("x", "", &[], &[1.0]),
        driver("xa", "", &["a"], &[1.0; 3]),
        driver("xb", "", &["b"], &[1.0; 2]),
        driver("xab", "%", &["a", "b"], &[1.0; 6]),
        driver("xe", "", &["empty"], &[]),
        driver("money", "$/yr", &[], &[1.0]),
        driver("time", "months", &["a"], &[1.0; 3]),
        Line {
            roll_up: RollUp { time: TimeRule::Mean, members: MemberRule::Intensive },
            ..driver("xq", "", &["quarter"], &[1.0; 8])
        },
        driver("xy", "", &["year"], &[1.0; 2]),
        Line { roll_up: RollUp::STOCK, ..driver("xbq", "", &["b", "quarter"], &[1.0; 16]) },
        Line { roll_up: total.clone(), ..formula("f", unit_text, both, f.clone()) },
        formula("g", "", &["b", "quarter"], g.clone()),
    ];
    Model::new(axes, maps, lines)
}

pub const INPUTS: usize = 42;

fn inputs() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![
        10 => (-6..12).prop_map(|half| f64::from(half) / 2.0),
        1 => any::<f64>(),
        1 => Just(f64::NAN),
    ];
    prop::collection::vec(value, INPUTS)
}

/// Asks everything there is to ask about every cell of a line.
fn interpret_all(model: &Model, values: &Values, line: &Line) -> Result<(), TestCaseError> {
    let Content::Formula(of) = &line.content else { return Ok(()) };
    prop_assert_eq!(
        total_cause(model, values, line).is_some(),
        values.total(&line.id).is_none() && line.roll_up != RollUp::NONE
    );
    for cell in 0..model.cell_count(line) {
        let compiled = values.cell(&line.id, cell);
        prop_assert_eq!(value_at(model, values, of, &line.unit, (line, cell)), compiled);
        let cause = cause(model, values, line, cell);
        prop_assert_eq!(cause.is_none(), compiled.is_some());
        prop_assert!(cause.is_none_or(|cause| !cause.because().is_empty()));
        let address = model.cell_ref(line, cell);
        prop_assert_eq!(model.cell(&address), Some(cell));
        for precedent in precedents(model, line, cell) {
            prop_assert!(dependents(model, &precedent).contains(&address));
        }
        let labels = print::text(&print::cell_formula(model, line, cell, of));
        prop_assert!(!labels.is_empty());
        let printed =
            print::text(&print::cell_numbers(model, values, line, cell, of, (&printed::in_full, true)));
        // Rounding differs where a person adds in another order, so nearly
        // cancelling sums and very long numbers are left out, as are functions
        // with jumps and those whose result depends on the length of a period.
        let jumps = ["irr", "round(", "floor(", "ceil("].iter().any(|name| printed.contains(name));
        let long = jumps || printed.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 17);
        if let (Some(value), false) = (compiled, long)
            && let Some(read) = printed::read(&printed)
        {
            prop_assert!(
                (read - value).abs() <= 1e-6 * value.abs(),
                "{} = {} is not {}",
                printed,
                read,
                value
            );
        }
    }
    let first = model.cell_ref(line, 0);
    origins(model, &first);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_tree_is_a_model_or_an_error_and_its_interpretations_agree(
        (f, g) in (a_tree(), a_tree()),
        unit_text in prop::sample::select(vec!["", "", "%", "$", "months", "1/months"]),
        total in a_total(),
        inputs in inputs(),
    ) {
        // Where one of the trees is no model, the other may still be.
        let (with_f, with_g) = ((&f, &pure(1.0)), (&pure(1.0), &g));
        for (f, g) in [(&f, &g), with_f, with_g] {
            match build(f, g, unit_text, &total) {
                Ok(model) => return interpretations_agree(&model, &inputs),
                Err(errors) => {
                    prop_assert!(errors.iter().all(|error| !error.line.is_empty() && !error.to_string().is_empty()));
                }
            }
        }
    }
}

fn interpretations_agree(model: &Model, inputs: &[f64]) -> Result<(), TestCaseError> {
    prop_assert_eq!(model.program().input_count(), INPUTS);
    let values = Values::evaluate(model, inputs);
    let mut block = Machine::<BLOCK>::new(model.program());
    for (position, value) in inputs.iter().enumerate() {
        block.input(position).unwrap()[BLOCK - 1] = *value;
    }
    block.run(model.program());
    for (position, line) in model.lines().iter().enumerate() {
        interpret_all(model, &values, line)?;
        for cell in 0..model.cell_count(line) {
            let lane = block.column(model.program().register(position, cell).unwrap()).unwrap()[BLOCK - 1];
            prop_assert_eq!(
                values.cell(&line.id, cell).map(f64::to_bits),
                lane.is_finite().then_some(lane.to_bits())
            );
        }
    }
    Ok(())
}
