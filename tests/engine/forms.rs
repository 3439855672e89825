//! The two forms of a program, in rows and flat, agree bit for bit.

use crate::cloud::{axis, driver, formula, unit};
use crate::monthly;
use crate::trees::{INPUTS, a_total, a_tree, build};
use megahour::engine::axis::{Axis, AxisMap, Grain};
use megahour::engine::cell_ref::CellRef;
use megahour::engine::expr::*;
use megahour::engine::function::Function;
use megahour::engine::interpret::referred_value;
use megahour::engine::model::*;
use megahour::engine::program::Program;
use megahour::engine::program::compile::flat;
use megahour::engine::program::machine::{BLOCK, Machine};
use megahour::engine::program::specialise::Focus;
use megahour::engine::roll_up::{MemberRule, RollUp, TimeRule};
use megahour::engine::values::Values;
use proptest::prelude::*;

/// All cells and totals, in each lane of a block of the same scenario moved a
/// little from lane to lane.
fn results<const LANES: usize>(model: &Model, program: &Program, inputs: &[f64]) -> Vec<[f64; LANES]> {
    let mut machine = Machine::<LANES>::new(program);
    for (position, value) in inputs.iter().enumerate() {
        *machine.input(position).unwrap() = std::array::from_fn(|lane| value + lane as f64);
    }
    machine.run(program);
    let lines = 0..model.lines().len();
    let cells = lines.flat_map(|line| {
        let cells = model.cell_count(&model.lines()[line]);
        (0..cells).filter_map(move |cell| program.register(line, cell)).chain(program.total_register(line))
    });
    cells.map(|register| *machine.column(register).unwrap()).collect()
}

/// A number's bits; all undefined values are the same.
fn bits(value: f64) -> u64 {
    if value.is_nan() { u64::MAX } else { value.to_bits() }
}

#[track_caller]
fn assert_forms_agree(model: &Model, inputs: &[f64]) {
    let flat = flat(model).unwrap();
    let wanted = results::<1>(model, &flat, inputs);
    let found = results::<1>(model, model.program(), inputs);
    assert_eq!(wanted.len(), found.len());
    let names: Vec<String> = model
        .lines()
        .iter()
        .flat_map(|line| {
            let cells = (0..model.cell_count(line)).map(|cell| format!("{} {cell}", line.id));
            cells.chain(model.has_total(line).then(|| format!("{} total", line.id))).collect::<Vec<_>>()
        })
        .collect();
    for ((wanted, found), name) in wanted.iter().zip(&found).zip(&names) {
        assert_eq!(bits(wanted[0]), bits(found[0]), "{name}: {} is not {}", found[0], wanted[0]);
    }
    let (wanted, found) =
        (results::<BLOCK>(model, &flat, inputs), results::<BLOCK>(model, model.program(), inputs));
    for ((wanted, found), name) in wanted.iter().zip(&found).zip(&names) {
        assert_eq!(wanted.map(bits), found.map(bits), "{name} in a block");
    }
    let lane_by_lane = |lane: usize| {
        let inputs: Vec<f64> = inputs.iter().map(|value| value + lane as f64).collect();
        results::<1>(model, model.program(), &inputs)
    };
    for lane in [0, 7, BLOCK - 1] {
        for ((one, block), name) in lane_by_lane(lane).iter().zip(&found).zip(&names) {
            assert_eq!(bits(one[0]), bits(block[lane]), "{name} in lane {lane}");
        }
    }
    assert_specialised_agrees(model, inputs, &found);
}

/// A program for all cells of the last line and its total, where every third
/// input varies, gives what the whole one does.
#[track_caller]
fn assert_specialised_agrees(model: &Model, inputs: &[f64], whole: &[[f64; BLOCK]]) {
    let program = model.program();
    let line = model.lines().len() - 1;
    let cells = (0..model.cell_count(&model.lines()[line])).filter_map(|cell| program.register(line, cell));
    let outputs: Vec<_> = cells.chain(program.total_register(line)).collect();
    let varying: Vec<usize> = (0..inputs.len()).step_by(3).collect();
    let mut moved: Vec<f64> = inputs.to_vec();
    varying.iter().for_each(|input| moved[*input] += 3.0);
    let focus = Focus::new(program, inputs, &varying, &outputs);
    let columns: Vec<(usize, Vec<f64>)> =
        varying.iter().map(|input| (*input, vec![inputs[*input], moved[*input]])).collect();
    let results = focus.evaluate(2, &columns);
    let wanted = self::results::<1>(model, program, &moved);
    let of = |all: Vec<f64>| all[all.len() - outputs.len()..].iter().copied().map(bits).collect::<Vec<_>>();
    let found = |lane: usize| results.iter().map(|result| bits(result[lane])).collect::<Vec<_>>();
    assert_eq!(found(0), of(whole.iter().map(|column| column[0]).collect()));
    assert_eq!(found(1), of(wanted.iter().map(|column| column[0]).collect()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_tree_gives_the_same_in_rows_as_flat(
        (f, g) in (a_tree(), a_tree()),
        unit_text in prop::sample::select(vec!["", "", "%", "months"]),
        roll_up in a_total(),
        inputs in prop::collection::vec(prop_oneof![8 => -3.0..6.0, 1 => Just(0.0), 1 => Just(f64::NAN)], INPUTS),
    ) {
        let (with_f, with_g) = ((&f, &pure(1.0)), (&pure(1.0), &g));
        for (f, g) in [(&f, &g), with_f, with_g] {
            if let Ok(model) = build(f, g, unit_text, &roll_up) {
                assert_forms_agree(&model, &inputs);
            }
        }
    }
}

fn months(years: usize) -> Vec<Axis> {
    vec![
        Axis::time(Grain::Month, 12 * years),
        Axis::time(Grain::Quarter, 4 * years),
        Axis::time(Grain::Year, years),
        axis("member", &["a", "b", "c"]),
    ]
}

fn in_months(lines: Vec<Line>) -> Model {
    Model::new(months(2), Vec::<AxisMap>::new(), lines).unwrap()
}

fn inputs_of(model: &Model) -> Vec<f64> {
    let at = |position: usize| 1.5 + (position as f64 * 0.7).sin();
    (0..model.program().input_count()).map(at).collect()
}

#[test]
fn a_balance_and_its_interest_are_gone_through_month_by_month() {
    let start = || number(1000.0, unit("$"));
    let model = in_months(vec![
        driver("rate", "%", &["month"], &[1.0; 24]),
        driver("paid", "$", &["member"], &[3.0; 3]),
        formula("interest", "$", &["month"], prev("month", line("balance"), start()) * line("rate")),
        formula(
            "balance",
            "$",
            &["month"],
            prev("month", line("balance"), start()) + line("interest")
                - fold(Fold::Sum, "member", line("paid")),
        ),
        formula(
            "by_member",
            "$",
            &["member", "month"],
            prev("month", line("by_member"), line("paid") * pure(2.0)) * pure(0.5)
                + line("balance") * line("rate"),
        ),
    ]);
    assert_forms_agree(&model, &inputs_of(&model));
}

#[test]
fn what_needs_the_month_after_is_gone_through_backwards() {
    let next = |of: Expr, last: Expr| Expr::At {
        axis: "month".into(),
        offset: 1,
        of: Box::new(of),
        first: Box::new(last),
    };
    let model = in_months(vec![
        driver("flow", "", &["month"], &[1.0; 24]),
        formula("value", "", &["month"], line("flow") + next(line("value"), pure(7.0)) / pure(1.01)),
        formula("drop", "", &["month"], next(line("flow"), pure(0.0)) - line("value")),
    ]);
    assert_forms_agree(&model, &inputs_of(&model));
}

#[test]
fn months_read_their_years_and_shift_by_years() {
    let year_before =
        Expr::At { axis: "year".into(), offset: -1, of: Box::new(line("sold")), first: Box::new(pure(0.0)) };
    let model = in_months(vec![
        driver("price", "", &["year"], &[1.0; 2]),
        driver("share", "%", &["member", "year"], &[1.0; 6]),
        driver("sold", "", &["month"], &[1.0; 24]),
        formula("revenue", "", &["month"], line("sold") * line("price")),
        formula(
            "by_member",
            "",
            &["member", "month"],
            line("share") * prev("month", line("revenue"), line("price")),
        ),
        formula(
            "number",
            "",
            &["month"],
            Expr::Key("year".into()) + Expr::Key("quarter".into()) * line("price"),
        ),
        formula("grown", "", &["month"], line("sold") - year_before),
    ]);
    assert_forms_agree(&model, &inputs_of(&model));
}

#[test]
fn members_that_need_each_other_are_gone_through_cell_by_cell() {
    let before = |of: Expr| Expr::At {
        axis: "member".into(),
        offset: -1,
        of: Box::new(of),
        first: Box::new(pure(1.0)),
    };
    let model = in_months(vec![
        driver("x", "", &["month"], &[1.0; 24]),
        formula(
            "a",
            "",
            &["member", "month"],
            before(line("b")) + prev("month", line("a"), pure(0.0)) * line("x"),
        ),
        formula("b", "", &["member", "month"], line("a") * pure(0.25) + fold(Fold::Max, "month", line("x"))),
    ]);
    assert_forms_agree(&model, &inputs_of(&model));
}

#[test]
fn years_and_quarters_read_months_rolled_up_by_every_rule() {
    let rules = [
        TimeRule::Sum,
        TimeRule::First,
        TimeRule::Last,
        TimeRule::Mean,
        TimeRule::Min,
        TimeRule::Max,
        TimeRule::Ratio("flow".into(), "hours".into()),
    ];
    let mut lines = vec![
        Line { roll_up: RollUp::SUM, ..driver("flow", "$/month", &["member", "month"], &[1.0; 72]) },
        Line { roll_up: RollUp::SUM, ..driver("hours", "h/month", &["member", "month"], &[1.0; 72]) },
    ];
    for (number, rule) in rules.into_iter().enumerate() {
        let is_ratio = matches!(rule, TimeRule::Ratio(..));
        let (unit_text, of) = match is_ratio {
            true => ("$/h", line("flow") / line("hours")),
            false => ("$/month", line("flow") * pure(1.5)),
        };
        let members = if is_ratio { MemberRule::Intensive } else { MemberRule::Extensive };
        let id = format!("x{number}");
        let roll_up = RollUp { time: rule, members };
        lines.push(Line { roll_up, ..formula(&id, unit_text, &["member", "month"], of) });
        for (grain, shape) in [("quarter", ["member", "quarter"]), ("year", ["member", "year"])] {
            let longer = format!("{id}_{grain}");
            lines.push(formula(
                &longer,
                if is_ratio { "$/h" } else { "$/yr" },
                &shape,
                line(&id) * pure(2.0),
            ));
            let all = format!("{id}_all_{grain}");
            lines.push(formula(
                &all,
                if is_ratio { "$/h" } else { "$/yr" },
                &shape[1..],
                all_of("member", line(&id)),
            ));
        }
    }
    let model = in_months(lines);
    assert_forms_agree(&model, &inputs_of(&model));
    let values = Values::evaluate(&model, &inputs_of(&model));
    for id in ["flow", "x0", "x1", "x2", "x3", "x4", "x5", "x6"] {
        let years = values.years(id);
        assert_eq!(years.len(), 6, "{id}");
        for (cell, year) in years.iter().enumerate() {
            let (member, period) = (["a", "b", "c"][cell / 2], ["y1", "y2"][cell % 2]);
            let at = CellRef::cell(id, [member, period]);
            let wanted = referred_value(&model, &values, &at);
            assert!(wanted.is_some());
            assert_eq!(year.map(f64::to_bits), wanted.map(f64::to_bits), "{at}");
        }
    }
    assert_eq!(values.years("x0_year"), []);
}

#[test]
fn windows_look_ups_and_first_months_agree() {
    let until = |short: Short| Expr::Window {
        fold: Fold::Sum,
        axis: "month".into(),
        from: Bound::Offset(-2),
        to: Bound::Offset(1),
        of: Box::new(line("x") * line("x")),
        short,
    };
    let model = in_months(vec![
        driver("x", "", &["month"], &[1.0; 24]),
        driver("at", "", &["member"], &[1.0; 3]),
        formula("trailing", "", &["month"], window(Fold::Mean, "month", (-5, 0), line("x"))),
        formula(
            "least",
            "",
            &["member", "month"],
            window(Fold::Min, "month", (-3, 2), line("x") * line("at")),
        ),
        formula("available", "", &["month"], until(Short::Available)),
        formula("otherwise", "", &["month"], until(Short::Else(Box::new(line("x"))))),
        formula("so_far", "", &["month"], cumulated(Fold::Sum, "month", line("x") - pure(1.0))),
        formula("highest", "", &["month"], cumulated(Fold::Max, "month", line("x"))),
        formula(
            "signed",
            "",
            &["member", "month"],
            lookup(
                "month",
                pure(3.0) * Expr::Key("member".into()) + Expr::Key("month".into()) - pure(9.0),
                line("x"),
                line("at"),
            ),
        ),
        formula("odd", "", &["member"], lookup("month", line("at"), line("x"), pure(0.0))),
        formula("first", "", &[], first_where("month", line("x").more(pure(1.9)))),
        formula("never", "", &[], first_where("month", line("x").more(pure(99.0)))),
        formula("one", "", &["month"], at_member("member", "b", line("least"))),
        formula("length", "yr", &["month"], Expr::Period),
        formula(
            "decayed",
            "",
            &["month"],
            window(Fold::Sum, "month", (-3, -1), line("x"))
                + prev("month", line("decayed"), line("x")) / pure(2.0),
        ),
        formula(
            "fed",
            "",
            &["month"],
            Expr::Window {
                fold: Fold::Sum,
                axis: "month".into(),
                from: Bound::Offset(-3),
                to: Bound::Offset(-1),
                of: Box::new(line("fed") * pure(0.25)),
                short: Short::Else(Box::new(line("x"))),
            },
        ),
        formula(
            "rate",
            "",
            &[],
            call_over(Function::Irr, "month", [line("x"), pure(0.0) - line("available")]),
        ),
        formula(
            "worth",
            "",
            &[],
            call_over(Function::Npv, "month", [pure(0.01), line("x"), line("trailing")]),
        ),
    ]);
    assert_forms_agree(&model, &inputs_of(&model));
}

#[test]
fn a_year_that_months_need_and_that_needs_months_goes_cell_by_cell() {
    let model = in_months(vec![
        Line { roll_up: RollUp::SUM, ..driver("profit", "$/month", &["month"], &[1.0; 24]) },
        formula("tax", "$/yr", &["year"], line("paid") * pure(0.1) + line("profit") * pure(0.2)),
        Line {
            roll_up: RollUp::SUM,
            ..formula(
                "paid",
                "$/month",
                &["month"],
                line("profit")
                    - Expr::At {
                        axis: "year".into(),
                        offset: -1,
                        of: Box::new(line("tax")),
                        first: Box::new(number(0.0, unit("$/month"))),
                    } * pure(0.5),
            )
        },
    ]);
    assert_forms_agree(&model, &inputs_of(&model));
}

#[test]
fn a_large_model_in_months_agrees() {
    let model = monthly::model().unwrap();
    assert_forms_agree(&model, &monthly::inputs(&model));
}

#[test]
fn a_chain_of_thousands_of_monthly_lines_is_compiled() {
    let mut lines = vec![driver("l0", "", &["month"], &[1.0; 120])];
    for position in 1..5000 {
        let of = prev("month", line(&format!("l{}", position - 1)), pure(0.5)) + pure(1.0);
        lines.push(formula(&format!("l{position}"), "", &["month"], of));
    }
    lines.reverse();
    let model = Model::new(vec![Axis::time(Grain::Month, 120)], Vec::new(), lines).unwrap();
    let mut machine = Machine::<1>::new(model.program());
    machine.run(model.program());
    let last = model.program().register(0, 119).unwrap();
    assert_eq!(machine.column(last).unwrap()[0], 120.5);
}
