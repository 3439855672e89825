//! What is no model, and what the error says of it: which line, and where.

use crate::cloud::{axes, axis, driver, formula, lines, maps, unit};
use megahour::engine::axis::{Axis, AxisMap, Grain};
use megahour::engine::check::Fault;
use megahour::engine::expr::*;
use megahour::engine::function::Function;
use megahour::engine::id::AxisId;
use megahour::engine::model::*;
use megahour::engine::roll_up::RollUp;
use megahour::engine::unit::Dimension;

/// The errors of the test model with some lines more.
fn errors(more: impl IntoIterator<Item = Line>) -> Vec<ModelError> {
    let lines = lines().into_iter().chain(more).collect();
    Model::new(axes(), maps(), lines).err().unwrap_or_default().0
}

/// The one error that a formula makes: its place and fault.
#[track_caller]
fn fault(unit_text: &str, shape: &[&str], of: Expr) -> (String, Fault) {
    let errors = errors([formula("new", unit_text, shape, of)]);
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].line, "new");
    (errors[0].place.clone(), errors[0].fault.clone())
}

fn dimension(text: &str) -> Dimension {
    unit(text).dimension().clone()
}

fn mismatch(expected: &str, found: &str) -> Fault {
    Fault::UnitMismatch { expected: dimension(expected), found: dimension(found) }
}

fn function(function: Function, over: Option<&str>, arguments: Vec<Expr>) -> Expr {
    Expr::Call { function, over: over.map(AxisId::from), arguments }
}

#[test]
fn a_cell_that_depends_on_itself_is_named_with_the_way_it_does() {
    let (place, fault) = fault("$", &["year"], line("new") + line("balance"));
    assert_eq!(place, "new + balance");
    assert_eq!(fault, Fault::Cycle(vec!["new@y1".to_owned(), "new@y1".to_owned()]));
}

#[test]
fn a_cycle_across_lines_is_found() {
    let errors = errors([
        formula("a", "", &[], line("b") + pure(1.0)),
        formula("b", "", &[], line("c") + pure(1.0)),
        formula("c", "", &[], line("a") + pure(1.0)),
    ]);
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].to_string(), "a, at “b + 1”: the cell depends on itself: a → b → c → a");
}

#[test]
fn a_cycle_along_an_axis_is_found() {
    let next =
        Expr::At { axis: "year".into(), offset: 1, of: Box::new(line("a")), first: Box::new(pure(0.0)) };
    let errors = errors([
        formula("a", "", &["year"], prev("year", line("b"), pure(0.0))),
        formula("b", "", &["year"], next),
    ]);
    assert!(matches!(&errors[..], [ModelError { fault: Fault::Cycle(_), .. }]), "{errors:?}");
}

#[test]
fn a_cell_that_is_part_of_its_own_sum_is_a_cycle() {
    let (_, fault) = fault("", &["year"], fold(Fold::Sum, "year", line("new")));
    assert!(matches!(fault, Fault::Cycle(_)));
}

#[test]
fn a_reference_to_the_previous_cell_is_no_cycle_in_one_line_or_across_lines() {
    let running = formula("running", "", &["year"], prev("year", line("running"), pure(0.0)) + pure(1.0));
    let late = formula("late", "", &["year"], prev("year", line("early"), pure(1.0)));
    let early = formula("early", "", &["year"], line("late") * pure(2.0));
    assert_eq!(errors([running, late, early]), []);
}

#[test]
fn an_unknown_line_or_axis_is_named() {
    let unknown = |id: &str| Fault::UnknownAxis(id.to_owned());
    assert_eq!(
        fault("", &[], line("nowhere") + pure(1.0)),
        ("nowhere".to_owned(), Fault::UnknownLine("nowhere".into()))
    );
    assert_eq!(fault("", &[], pure(1.0) + count("week")).1, unknown("week"));
    assert_eq!(fault("", &[], Expr::Key("week".into())).1, unknown("week"));
    assert_eq!(fault("", &[], prev("week", pure(1.0), pure(1.0))).1, unknown("week"));
    assert_eq!(fault("", &[], fold(Fold::Sum, "week", pure(1.0))).1, unknown("week"));
    assert_eq!(fault("", &["week"], pure(1.0)), (String::new(), unknown("week")));
    let unmapped = Expr::Map { from: "year".into(), to: "month".into(), of: Box::new(pure(1.0)) };
    assert_eq!(fault("", &[], unmapped).1, unknown("year → month"));
}

#[test]
fn a_total_of_an_unknown_line_is_named() {
    let ratio = RollUp::ratio("revenue", "nowhere");
    let errors = errors([Line { roll_up: ratio, ..formula("new", "", &[], pure(1.0)) }]);
    assert_eq!(errors[0].line, "new");
    assert_eq!(errors[0].fault, Fault::UnknownLine("nowhere".into()));
}

#[test]
fn a_total_in_another_unit_is_refused() {
    let ratio = RollUp::ratio("balance", "seats");
    let errors = errors([Line { roll_up: ratio, ..formula("new", "", &[], pure(1.0)) }]);
    assert_eq!(errors[0].fault, mismatch("", "$/customer"));
}

#[test]
fn an_id_is_given_once() {
    let errors = errors([formula("seats", "", &[], pure(1.0))]);
    assert_eq!(errors[0], ModelError::of_line("seats", Fault::Duplicate));
    let twice = vec![axis("year", &["y1"]), axis("year", &["y1"])];
    assert_eq!(Model::new(twice, Vec::new(), Vec::new()).unwrap_err()[0].fault, Fault::Duplicate);
    let keys = vec![axis("year", &["y1", "y1"])];
    assert_eq!(Model::new(keys, Vec::new(), Vec::new()).unwrap_err()[0].fault, Fault::Duplicate);
    assert_eq!(fault("", &["year", "year"], pure(1.0)).1, Fault::Duplicate);
    let maps = [maps(), maps()].concat();
    assert_eq!(Model::new(axes(), maps, Vec::new()).unwrap_err()[0].fault, Fault::Duplicate);
}

#[test]
fn units_that_do_not_fit_are_named_with_both() {
    assert_eq!(fault("$", &[], line("revenue")), ("revenue".to_owned(), mismatch("$", "$/yr")));
    let place = fault("$/yr", &[], line("revenue") + fold(Fold::Sum, "segment", line("seats")));
    assert_eq!(place, ("revenue + sum over all segments(seats)".to_owned(), mismatch("$/yr", "customer")));
    assert_eq!(fault("", &[], min([line("revenue"), pure(1.0)])).1, mismatch("$/yr", ""));
    let choice = either(pure(1.0).less(line("revenue")), pure(1.0), pure(2.0));
    assert_eq!(fault("", &[], choice).1, mismatch("", "$/yr"));
    let branches = either(pure(1.0).less(pure(2.0)), line("revenue"), pure(2.0));
    assert_eq!(fault("$/yr", &[], branches).1, mismatch("$/yr", ""));
}

#[test]
fn the_value_of_the_first_year_is_unit_checked_as_well() {
    let of = prev("year", line("balance"), number(0.0, unit("$/yr")));
    assert_eq!(fault("$", &["year"], of), ("balance of the previous year".to_owned(), mismatch("$", "$/yr")));
}

#[test]
fn an_undefined_part_does_not_hide_a_mismatch_beside_it() {
    let of = line("revenue") + undefined("so");
    assert_eq!(fault("$", &[], of).1, mismatch("$", "$/yr"));
    assert_eq!(errors([formula("new", "$", &[], undefined("so"))]), []);
}

#[test]
fn an_axis_too_many_or_too_few_is_named() {
    assert_eq!(fault("$", &[], line("balance")), ("balance".to_owned(), Fault::ExtraAxis("year".into())));
    let missing = fault("$/yr", &[], fold(Fold::Sum, "year", line("revenue")));
    assert_eq!(missing, ("sum over all years(revenue)".to_owned(), Fault::MissingAxis("year".into())));
    let unmapped = Expr::Map { from: "month".into(), to: "year".into(), of: Box::new(pure(1.0)) };
    assert_eq!(fault("", &["month"], unmapped).1, Fault::MissingAxis("year".into()));
    let yearless = function(Function::Irr, Some("year"), vec![pure(1.0)]);
    assert_eq!(fault("", &[], yearless).1, Fault::MissingAxis("year".into()));
}

#[test]
fn a_line_may_have_axes_that_its_formula_lacks() {
    assert_eq!(errors([formula("new", "$", &["segment", "year"], line("balance"))]), []);
}

#[test]
fn a_map_that_leads_off_its_axis_or_leaves_cells_out_is_refused() {
    for positions in [vec![0, 0, 1, 1, 2], vec![0, 0, 1, 1, 2, 3], Vec::new()] {
        let map = AxisMap { positions, ..maps().remove(0) };
        let errors = Model::new(axes(), vec![map], Vec::new()).unwrap_err();
        assert_eq!(errors[0].fault, Fault::UnknownAxis("year".to_owned()));
    }
}

#[test]
fn a_driver_has_one_allowed_default_for_each_cell() {
    let two = errors([driver("new", "", &["year"], &[1.0, 2.0])]);
    assert_eq!(two[0].fault, Fault::DefaultCount { expected: 3, found: 2 });
    let range = Range { min: 0.0, min_allowed: false, max: 1.0 };
    for refused in [0.0, 1.5, -1.0, f64::INFINITY] {
        let content = Content::Driver(Driver { defaults: vec![refused], range });
        let errors = errors([Line { content, ..driver("new", "", &[], &[]) }]);
        assert_eq!(errors[0].fault, Fault::DefaultOutOfRange(refused));
    }
}

#[test]
fn an_exponent_is_pure_and_whole_where_the_base_has_a_unit() {
    assert_eq!(fault("", &[], pure(2.0).power(line("revenue"))).1, Fault::Exponent);
    assert_eq!(fault("$", &[], number(2.0, unit("$")).power(pure(0.5))).1, Fault::Exponent);
    assert_eq!(fault("$", &[], number(2.0, unit("$")).power(pure(1e9))).1, Fault::Exponent);
    assert_eq!(fault("$", &[], number(2.0, unit("$")).power(pure(1.0) + pure(1.0))).1, Fault::Exponent);
    assert_eq!(
        fault("$", &[], number(2.0, unit("$")).power(number(1.0, unit("months/yr")))).1,
        Fault::Exponent
    );
    assert_eq!(errors([formula("new", "$·$", &[], number(2.0, unit("$")).power(pure(2.0)))]), []);
    assert_eq!(errors([formula("new", "", &[], pure(2.0).power(pure(0.5)))]), []);
}

#[test]
fn a_function_takes_what_it_is_made_for() {
    let cases = [
        (function(Function::Ln, None, vec![line("revenue")]), "a pure number"),
        (function(Function::Ln, None, Vec::new()), "one value"),
        (function(Function::Exp, None, vec![pure(1.0), pure(1.0)]), "one value"),
        (function(Function::Exp, Some("year"), vec![line("rate")]), "one value"),
        (
            function(Function::Irr, None, vec![pure(1.0)]),
            "flows along an axis: at the end of each period and, if any, at its start",
        ),
    ];
    for (call, expected) in cases {
        assert_eq!(fault("", &[], call).1, Fault::Argument(expected));
    }
}

/// A formula of so many nested negations.
fn nested(depth: usize, inner: Expr) -> Expr {
    (0..depth).fold(inner, |of, _| -of)
}

#[test]
fn a_formula_nested_too_deep_is_refused_and_a_deep_one_is_not() {
    assert_eq!(fault("", &[], nested(300, pure(1.0))), (String::new(), Fault::TooLarge));
    assert_eq!(errors([formula("new", "", &[], nested(50, pure(1.0)))]), []);
}

#[test]
fn conditions_count_as_depth() {
    let deep = (0..59).fold(pure(1.0).less(pure(2.0)), |of, _| Condition::Not(Box::new(of)));
    let (_, fault) = fault("", &[], nested(10, either(deep, pure(1.0), pure(2.0))));
    assert_eq!(fault, Fault::TooLarge);
}

#[test]
fn a_long_sum_is_checked_in_no_time() {
    let sum = (0..55).fold(line("revenue"), |sum, _| sum + line("revenue"));
    assert_eq!(errors([formula("new", "$/yr", &[], sum)]), []);
}

#[test]
fn folds_within_folds_end_in_an_error_instead_of_hours() {
    let nested = (0..25).fold(line("rate"), |of, _| fold(Fold::Sum, "year", of) + line("rate"));
    let (_, fault) = fault("%", &["year"], nested);
    assert_eq!(fault, Fault::TooLarge);
}

#[test]
fn lines_that_wait_for_each_other_too_deep_are_refused_before_the_stack_ends() {
    let chain = |length: usize, depth: usize| {
        let formula_at = |position: usize| match position {
            0 => pure(1.0),
            _ => nested(depth, line(&format!("l{}", position - 1))),
        };
        // The first line is the last of the chain, so that all others wait.
        let lines =
            (0..length).rev().map(|position| formula(&format!("l{position}"), "", &[], formula_at(position)));
        Model::new(Vec::new(), Vec::new(), lines.collect()).err()
    };
    assert_eq!(chain(100, 3), None);
    let errors = chain(300, 55).unwrap();
    assert_eq!(errors[0].fault, Fault::TooLarge);
    assert_ne!(errors[0].line, "");
}

#[test]
fn more_cells_than_can_be_held_are_refused_before_they_are() {
    let keys: Vec<String> = (0..1000).map(|key| key.to_string()).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let axes = vec![axis("a", &keys), axis("b", &keys), axis("c", &keys)];
    let errors =
        Model::new(axes, Vec::new(), vec![formula("f", "", &["a", "b", "c"], pure(1.0))]).unwrap_err();
    assert_eq!(errors[0].fault, Fault::TooLarge);
}

/// The faults of a model with a timeline of two years and a list.
fn faults_in_time(more: impl IntoIterator<Item = Line>) -> Vec<ModelError> {
    let axes = vec![
        Axis::time(Grain::Month, 24),
        Axis::time(Grain::Quarter, 8),
        Axis::time(Grain::Year, 2),
        axis("offer", &["o1", "o2"]),
    ];
    let stock = Line { roll_up: RollUp::STOCK, ..driver("stock", "$", &["offer", "month"], &[1.0; 48]) };
    let lines = vec![
        stock,
        driver("price", "$/h", &["month"], &[1.0; 24]),
        driver("yearly", "$", &["year"], &[1.0; 2]),
        driver("share", "%", &["offer"], &[0.5; 2]),
    ];
    Model::new(axes, Vec::new(), lines.into_iter().chain(more).collect()).err().unwrap_or_default().0
}

#[track_caller]
fn fault_in_time(unit_text: &str, shape: &[&str], of: Expr) -> (Vec<u16>, Fault) {
    let errors = faults_in_time([formula("new", unit_text, shape, of)]);
    assert_eq!(errors.len(), 1, "{errors:?}");
    (errors[0].path.clone(), errors[0].fault.clone())
}

#[test]
fn a_place_is_a_path_through_the_tree() {
    let of = pure(1.0) + line("rate") * max([pure(1.0), line("nowhere")]);
    let errors = errors([formula("new", "", &["year"], of.clone())]);
    assert_eq!(errors[0].path, [1, 1, 1]);
    assert_eq!(of.part(&errors[0].path), Some(&line("nowhere")));
    // Conditions' values are counted before what is chosen.
    let choice = either(pure(1.0).less(line("revenue")), pure(1.0), line("nowhere"));
    assert_eq!(self::errors([formula("new", "", &[], choice)])[0].path, [3]);
    assert_eq!(of.part(&[1, 7]), None);
}

#[test]
fn time_axes_that_do_not_fit_are_refused() {
    let fault = |axes: Vec<Axis>| Model::new(axes, Vec::new(), Vec::new()).err().map(|e| e[0].fault.clone());
    let months = || Axis::time(Grain::Month, 24);
    assert_eq!(fault(vec![months(), Axis::time(Grain::Year, 2)]), None);
    assert_eq!(fault(vec![months(), Axis::time(Grain::Year, 3)]), Some(Fault::Timeline));
    assert_eq!(fault(vec![months(), Axis { id: "other".into(), ..months() }]), Some(Fault::Timeline));
    let mut odd = months();
    odd.members.swap(0, 1);
    assert_eq!(fault(vec![odd]), Some(Fault::Timeline));
    assert_eq!(fault(vec![Axis::time(Grain::Month, 0), Axis::time(Grain::Year, 0)]), None);
    let twice = faults_in_time([formula("new", "", &["month", "year"], pure(1.0))]);
    assert_eq!(twice[0].fault, Fault::Timeline);
    for key in ["all", "", "a.b", "a@b"] {
        assert_eq!(fault(vec![axis("list", &[key])]), Some(Fault::ReservedKey(key.into())));
    }
}

#[test]
fn longer_periods_and_all_members_need_a_rule() {
    assert_eq!(fault_in_time("$/h", &["year"], line("price")), (vec![], Fault::NoRollUp("price".into())));
    let all = pure(1.0) - all_of("offer", line("share"));
    assert_eq!(fault_in_time("", &[], all), (vec![1], Fault::NoRollUp("share".into())));
    let sum = all_of("offer", line("stock") + line("stock"));
    assert_eq!(fault_in_time("$", &["month"], sum).1, Fault::NoLine);
    let twice = all_of("offer", line("price"));
    assert_eq!(fault_in_time("$/h", &["month"], twice).1, Fault::MissingAxis("offer".into()));
    // A month is no part of a year's formula, unless it is rolled up.
    let monthly = prev("month", line("yearly"), number(0.0, unit("$")));
    assert_eq!(fault_in_time("$", &["year"], monthly).1, Fault::ExtraAxis("month".into()));
    assert_eq!(fault_in_time("$", &[], line("yearly")).1, Fault::ExtraAxis("year".into()));
    assert_eq!(faults_in_time([formula("new", "$", &["year"], all_of("offer", line("stock")))]), []);
}

#[test]
fn only_flows_add_up_over_time() {
    let stock = dimension("$");
    let (path, fault) =
        fault_in_time("$", &[], pure(2.0) * fold(Fold::Sum, "month", all_of("offer", line("stock"))));
    assert_eq!((path, fault), (vec![1], Fault::SumOverTime(stock.clone())));
    let trailing = window(Fold::Sum, "month", (-2, 0), line("price"));
    assert_eq!(fault_in_time("$/h", &["month"], trailing).1, Fault::SumOverTime(dimension("$/h")));
    let wrong = Line { roll_up: RollUp::SUM, ..driver("new", "$", &["month"], &[1.0; 24]) };
    assert_eq!(faults_in_time([wrong])[0].fault, Fault::SumOverTime(stock));
    // Months are counted, and flows over a list are added up as they are.
    let counted =
        fold(Fold::Sum, "month", either(line("price").more(number(1.0, unit("$/h"))), pure(1.0), pure(0.0)));
    assert_eq!(faults_in_time([formula("new", "", &[], counted)]), []);
    let flow = Line { roll_up: RollUp::SUM, ..driver("new", "$/yr", &["offer"], &[1.0; 2]) };
    assert_eq!(faults_in_time([flow, formula("all", "$/yr", &[], all_of("offer", line("new")))]), []);
}

#[test]
fn windows_members_periods_and_look_ups_are_checked() {
    let reversed = window(Fold::Sum, "month", (1, -1), pure(1.0));
    assert_eq!(fault_in_time("", &["month"], reversed).1, Fault::Window);
    let nobody = at_member("offer", "o3", line("share"));
    assert_eq!(fault_in_time("%", &[], nobody).1, Fault::UnknownMember("offer".into(), "o3".into()));
    assert_eq!(fault_in_time("yr", &["offer"], Expr::Period).1, Fault::NoPeriod);
    assert_eq!(faults_in_time([formula("new", "months", &["month"], Expr::Period)]), []);
    let priced = lookup("month", number(1.0, unit("$")), line("price"), line("price"));
    assert_eq!(fault_in_time("$/h", &["month"], priced).1, Fault::Argument("a pure number as a position"));
    let never = first_where("month", line("share").less(pure(1.0)));
    assert_eq!(fault_in_time("", &["offer"], never).1, Fault::MissingAxis("month".into()));
    // What is looked up may not lead back to the line that does it.
    let errors = faults_in_time([
        formula("a", "$/h", &["month"], lookup("month", pure(1.0), line("b"), line("price"))),
        formula("b", "$/h", &["month"], prev("month", line("a"), line("price"))),
    ]);
    assert_eq!(errors[0].fault, Fault::LookupOfDependent("b".into()));
    assert_eq!(
        errors[0].to_string(),
        "a, at “b of month 1, else price”: “b” depends on this line, so it cannot be looked up here"
    );
}

#[test]
fn lists_of_none_and_of_fifty_and_a_timeline_of_no_months_are_models() {
    let keys: Vec<String> = (1..=50).map(|key| format!("p{key}")).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    for (keys, months) in [(&keys[..], 120), (&[][..], 120), (&keys[..2], 0)] {
        let axes =
            vec![axis("list", keys), Axis::time(Grain::Month, months), Axis::time(Grain::Year, months / 12)];
        let each = vec![1.0; keys.len() * months];
        let lines = vec![
            Line { roll_up: RollUp::SUM, ..driver("x", "$/month", &["list", "month"], &each) },
            formula("yearly", "$/yr", &["year"], all_of("list", line("x"))),
            formula("latest", "$/month", &[], fold(Fold::Last, "month", all_of("list", line("x")))),
        ];
        let model = Model::new(axes, Vec::new(), lines).unwrap();
        let values = Values::evaluate(&model, &each);
        assert_eq!(values.total("x"), Some((keys.len() * months) as f64));
        assert_eq!(values.cells("yearly"), vec![Some(keys.len() as f64 * 12.0); months / 12]);
        assert_eq!(values.cell("latest", 0), (months > 0).then_some(keys.len() as f64));
    }
}

#[test]
fn every_fault_is_told_and_says_line_and_place() {
    let errors =
        errors([formula("one", "$", &[], line("revenue")), formula("two", "", &[], line("nowhere"))]);
    let told: Vec<String> = errors.iter().map(ModelError::to_string).collect();
    assert_eq!(
        told,
        [
            "one, at “revenue”: the unit should be $, but is $/yr",
            "two, at “nowhere”: there is no line “nowhere”"
        ]
    );
}
