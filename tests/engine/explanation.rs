//! Explanation: formulas with labels and with numbers, traces, and units.

use crate::cloud::{axes, defaults, driver, formula, maps, model, unit};
use crate::printed;
use megahour::engine::cell_ref::CellRef;
use megahour::engine::expr::{Condition, Expr, either, line, max, min, number, pure, undefined};
use megahour::engine::model::{Content, Model};
use megahour::engine::print::{self, Piece};
use megahour::engine::trace::{dependents, origins, precedents};
use megahour::engine::values::Values;
use std::collections::BTreeSet;

fn formula_of<'m>(model: &'m Model, id: &str) -> &'m Expr {
    let Content::Formula(formula) = &model.line(id).unwrap().content else {
        unreachable!("{id} is a driver")
    };
    formula
}

fn with_labels(model: &Model, id: &str) -> String {
    let line = model.line(id).unwrap();
    print::text(&print::cell_formula(model, line, 0, formula_of(model, id)))
}

fn with_numbers(model: &Model, values: &Values, id: &str, cell: usize) -> String {
    let line = model.line(id).unwrap();
    let formula = formula_of(model, id);
    print::text(&print::cell_numbers(model, values, line, cell, formula, (&printed::in_full, true)))
}

#[test]
fn formulas_read_with_labels() {
    let model = model();
    let cases = [
        ("bill", "fee + max(seats − included, 0 customers) × extra"),
        ("cheapest", "min over all tiers(bill)"),
        ("choice", "number of the smallest over all tiers(bill)"),
        ("revenue", "sum over all segments(cheapest)"),
        ("interest", "balance of the previous year × rate ÷ 1 yr"),
        ("balance", "balance of the previous year + interest × 1 yr"),
        ("doubling", "balance ÷ interest × 12 months/yr"),
        ("doubling_years", "doubling + 6 months"),
        ("month_rate", "rate of the year"),
        ("month_number", "number of the month"),
        ("last_year_rate", "(rate of the previous year) of the year"),
        ("yield", "irr(flows)"),
        ("share", "cheapest ÷ revenue"),
    ];
    for (id, expected) in cases {
        assert_eq!(with_labels(&model, id), expected);
    }
}

#[test]
fn formulas_read_with_the_numbers_of_a_cell() {
    let model = model();
    let values = Values::evaluate(&model, &defaults(&model));
    let cases = [
        ("bill", 2, "100 + max(200 − 20, 0) × 10"),
        ("cheapest", 1, "min(1900, 1000)"),
        ("choice", 1, "number of the smallest(1900, 1000)"),
        ("revenue", 0, "100 + 1000"),
        ("interest", 0, "1000 × 0.1 ÷ 1"),
        ("interest", 1, "1100 × 0.1 ÷ 1"),
        ("doubling", 0, "1100 ÷ 100 × 12"),
        ("doubling_years", 0, "132 ÷ 12 + 6 ÷ 12"),
        ("month_rate", 5, "0.1"),
        ("month_number", 5, "6"),
        ("last_year_rate", 0, "undefined"),
        ("yield", 0, "irr(-100, 60, 60)"),
        ("share", 0, "100 ÷ 1100"),
    ];
    for (id, cell, expected) in cases {
        assert_eq!(with_numbers(&model, &values, id, cell), expected);
    }
}

#[test]
fn printed_numbers_multiply_out_to_the_value() {
    let model = model();
    let values = Values::evaluate(&model, &defaults(&model));
    for line in model.lines() {
        let Content::Formula(_) = &line.content else { continue };
        for cell in 0..model.cell_count(line) {
            let text = with_numbers(&model, &values, &line.id, cell);
            let read = printed::read(&text).unwrap();
            match values.cell(&line.id, cell) {
                Some(value) => assert!((read - value).abs() <= 1e-12 * value.abs(), "{text} is not {value}"),
                None => assert!(read.is_nan(), "{text}"),
            }
        }
    }
}

/// What a formula without references prints, and what it is.
fn printed_and_value(of: Expr) -> (String, f64) {
    let model = Model::new(Vec::new(), Vec::new(), vec![formula("f", "", &[], of)]).unwrap();
    let values = Values::evaluate(&model, &[]);
    (with_numbers(&model, &values, "f", 0), values.cell("f", 0).unwrap())
}

#[test]
fn brackets_stand_where_the_order_of_operations_needs_them() {
    let n = pure;
    let cases = [
        (n(5.0) - (n(3.0) - n(1.0)), "5 − (3 − 1)", 3.0),
        (n(8.0) / (n(4.0) / n(2.0)), "8 ÷ (4 ÷ 2)", 4.0),
        (n(8.0) / (n(4.0) * n(2.0)), "8 ÷ (4 × 2)", 1.0),
        ((n(1.0) + n(2.0)) * n(3.0), "(1 + 2) × 3", 9.0),
        (n(2.0) * (n(6.0) / n(4.0)), "2 × 6 ÷ 4", 3.0),
        (n(2.0).power(n(3.0)).power(n(2.0)), "(2^3)^2", 64.0),
        (n(2.0).power(n(3.0).power(n(2.0))), "2^(3^2)", 512.0),
        (n(-2.0).power(n(2.0)), "(-2)^2", 4.0),
        (-n(2.0).power(n(2.0)), "−2^2", -4.0),
        ((-n(2.0)).power(n(2.0)), "(−2)^2", 4.0),
        (n(5.0) - n(-2.0), "5 − (-2)", 7.0),
        (n(5.0) - -n(2.0), "5 − (−2)", 7.0),
        (-(n(2.0) + n(3.0)), "−(2 + 3)", -5.0),
        (min([n(1.0) - n(2.0), n(3.0)]) * n(2.0), "min(1 − 2, 3) × 2", -2.0),
    ];
    for (formula, text, value) in cases {
        assert_eq!(printed_and_value(formula), (text.to_owned(), value));
        assert_eq!(printed::read(text), Some(value), "{text}");
    }
}

#[test]
fn a_choice_prints_the_branch_that_holds_and_labels_print_both() {
    let choice = |x: f64| {
        let when = line("x").more(pure(0.0));
        let lines = vec![
            driver("x", "", &[], &[x]),
            formula("f", "", &[], either(when, line("x") * pure(2.0), pure(7.0))),
        ];
        let model = Model::new(Vec::new(), Vec::new(), lines).unwrap();
        let values = Values::evaluate(&model, &[x]);
        (with_labels(&model, "f"), with_numbers(&model, &values, "f", 0))
    };
    assert_eq!(choice(3.0), ("if x > 0 then x × 2 else 7".to_owned(), "3 × 2".to_owned()));
    assert_eq!(choice(-3.0).1, "7");
}

#[test]
fn conditions_read_as_sentences() {
    let x = || line("x");
    let both = Condition::And(
        Box::new(x().more(pure(1.0))),
        Box::new(Condition::Not(Box::new(x().less(pure(0.0))))),
    );
    let lines = vec![driver("x", "", &[], &[0.0]), formula("f", "", &[], either(both, x(), undefined("so")))];
    let model = Model::new(Vec::new(), Vec::new(), lines).unwrap();
    assert_eq!(with_labels(&model, "f"), "x, if x > 1 and not(x < 0)");
}

#[test]
fn literals_print_in_the_form_of_their_unit() {
    let model = model();
    let labels = |value: f64, text: &str| print::labels(&model, &number(value, unit(text)));
    assert_eq!(labels(2.5, "$/h"), "$2.5/h");
    assert_eq!(labels(0.07, "%"), "7%");
    assert_eq!(labels(6.0, "months"), "6 months");
    assert_eq!(labels(3.0, "×"), "3×");
}

#[test]
fn a_factor_of_one_year_is_left_out_where_every_figure_is_a_years() {
    let model = model();
    let values = Values::evaluate(&model, &defaults(&model));
    let line = model.line("balance").unwrap();
    let formula = formula_of(&model, "balance");
    let short = print::cell_numbers(&model, &values, line, 0, formula, (&printed::in_full, false));
    assert_eq!(print::text(&short), "1000 + 100");
}

#[test]
fn a_printed_reference_leads_to_the_cell_that_it_shows() {
    let model = model();
    let values = Values::evaluate(&model, &defaults(&model));
    let line = model.line("balance").unwrap();
    let pieces = print::cell_numbers(
        &model,
        &values,
        line,
        2,
        formula_of(&model, "balance"),
        (&printed::in_full, true),
    );
    let references: Vec<(String, &str)> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Reference { address, text } => Some((address.to_string(), text.as_str())),
            Piece::Text(_) => None,
        })
        .collect();
    assert_eq!(references, [("balance@y2".to_owned(), "1210"), ("interest@y3".to_owned(), "121")]);
}

fn addresses(found: &[CellRef]) -> Vec<String> {
    found.iter().map(CellRef::to_string).collect()
}

fn precedents_of(id: &str, cell: usize) -> Vec<String> {
    let model = model();
    addresses(&precedents(&model, model.line(id).unwrap(), cell))
}

#[test]
fn precedents_are_the_cells_that_a_formula_reads() {
    assert_eq!(precedents_of("bill", 2), ["fee@basic", "seats@enterprise", "included@basic", "extra@basic"]);
    assert_eq!(precedents_of("cheapest", 0), ["bill@startup.basic", "bill@startup.pro"]);
    assert_eq!(precedents_of("balance", 0), ["interest@y1"]);
    assert_eq!(precedents_of("balance", 1), ["balance@y1", "interest@y2"]);
    assert_eq!(precedents_of("month_rate", 3), ["rate@y2"]);
    assert_eq!(precedents_of("yield", 0), ["flows@y1", "flows@y2", "flows@y3"]);
    assert_eq!(precedents_of("seats", 0), Vec::<String>::new());
}

#[test]
fn dependents_are_the_cells_whose_formulas_read_it() {
    let model = model();
    let dependents_of = |id: &str, cell: usize| {
        addresses(&dependents(&model, &model.cell_ref(model.line(id).unwrap(), cell)))
    };
    assert_eq!(dependents_of("balance", 0), ["interest@y2", "balance@y2", "doubling@y1"]);
    assert_eq!(dependents_of("cheapest", 1), ["revenue", "share@enterprise"]);
    assert_eq!(dependents_of("rate", 2), ["interest@y3", "month_rate@m5", "month_rate@m6"]);
    assert_eq!(dependents_of("share", 0), Vec::<String>::new());
}

#[test]
fn dependents_and_precedents_mirror_each_other() {
    let model = model();
    for line in model.lines() {
        for cell in 0..model.cell_count(line) {
            let address = model.cell_ref(line, cell);
            for precedent in precedents(&model, line, cell) {
                assert!(dependents(&model, &precedent).contains(&address), "{precedent} of {address}");
            }
        }
    }
}

#[test]
fn origins_are_the_drivers_cells_behind_a_number() {
    let model = model();
    let origins_of = |id: &str, cell: usize| -> BTreeSet<String> {
        let address = model.cell_ref(model.line(id).unwrap(), cell);
        origins(&model, &address).iter().map(CellRef::to_string).collect()
    };
    assert_eq!(origins_of("balance", 1), BTreeSet::from(["rate@y1", "rate@y2"].map(str::to_owned)));
    assert_eq!(origins_of("seats", 1), BTreeSet::from(["seats@enterprise".to_owned()]));
    assert_eq!(origins_of("revenue", 0).len(), 8);
}

#[test]
fn a_trace_of_what_is_not_there_is_empty() {
    let model = model();
    let nowhere = CellRef::cell("nowhere", ["y1"]);
    assert!(dependents(&model, &nowhere).is_empty());
    assert!(origins(&model, &nowhere).is_empty());
}

#[test]
fn units_convert_within_a_formula() {
    let lines = vec![
        driver("stored", "GB", &[], &[5000.0]),
        driver("price", "$/TB/month", &[], &[2.0]),
        formula("cost", "$/yr", &[], line("stored") * line("price")),
        formula("longest", "months", &[], max([number(1.5, unit("yr")), number(6.0, unit("months"))])),
    ];
    let model = Model::new(axes(), maps(), lines).unwrap();
    let values = Values::evaluate(&model, &[5000.0, 2.0]);
    assert_eq!(values.cell("cost", 0), Some(120.0));
    assert_eq!(values.cell("longest", 0), Some(18.0));
    for id in ["cost", "longest"] {
        let read = printed::read(&with_numbers(&model, &values, id, 0)).unwrap();
        assert!((read - values.cell(id, 0).unwrap()).abs() < 1e-9, "{id}");
    }
}
