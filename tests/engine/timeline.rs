//! Lines over months and a list, through every interpretation, against values
//! worked by hand: a small fleet that is bought in three purchases.

use crate::cloud::{axis, defaults, driver, formula, unit};
use crate::printed;
use megahour::engine::axis::{Axis, Grain, Period};
use megahour::engine::cause::{cause, referred_cause};
use megahour::engine::cell_ref::{At, CellRef, Coordinate};
use megahour::engine::expr::*;
use megahour::engine::function::Function;
use megahour::engine::interpret::{referred_value, value_at};
use megahour::engine::model::{Line, Model};
use megahour::engine::print;
use megahour::engine::roll_up::{MemberRule, RollUp, TimeRule};
use megahour::engine::trace::{dependents, origins, precedents, total_precedents};
use megahour::engine::values::Values;
use proptest::prelude::*;

/// Months, quarters and years of a timeline.
fn timeline(years: usize) -> Vec<Axis> {
    [(Grain::Month, 12), (Grain::Quarter, 4), (Grain::Year, 1)]
        .map(|(grain, periods)| Axis::time(grain, periods * years))
        .into()
}

fn rolled(roll_up: RollUp, line: Line) -> Line {
    Line { roll_up, ..line }
}

fn over_time(time: TimeRule) -> RollUp {
    RollUp { time, members: MemberRule::Intensive }
}

/// 730 hours a month, as 8,760 a year are.
const HOURS: f64 = 730.0;
const GPUS: [f64; 3] = [10.0, 20.0, 40.0];
/// The month of each purchase; one was made before the first.
const ORDERED: [f64; 3] = [0.0, 3.0, 14.0];
const PRICE: [f64; 2] = [2.0, 1.5];

fn fleet_lines() -> Vec<Line> {
    let all = |id: &str| all_of("purchase", line(id));
    let both: &[&str] = &["purchase", "month"];
    vec![
        rolled(
            RollUp { time: TimeRule::None, members: MemberRule::Extensive },
            driver("gpus", "GPU", &["purchase"], &GPUS),
        ),
        driver("ordered", "", &["purchase"], &ORDERED),
        rolled(RollUp::ratio("revenue", "hours"), driver("price", "$/GPU-h", &["year"], &PRICE)),
        driver("opening", "$", &[], &[-100_000.0]),
        rolled(RollUp::SUM, driver("costs", "$/yr", &["year"], &[240_000.0, 480_000.0])),
        rolled(
            RollUp::STOCK,
            formula(
                "in_service",
                "GPU",
                both,
                either(
                    Expr::Key("month".into()).less(line("ordered")),
                    number(0.0, unit("GPU")),
                    line("gpus"),
                ),
            ),
        ),
        rolled(
            RollUp::SUM,
            formula("hours", "GPU-h/month", both, line("in_service") * number(HOURS, unit("h/month"))),
        ),
        rolled(RollUp::SUM, formula("revenue", "$/month", both, line("hours") * line("price"))),
        rolled(
            RollUp::STOCK,
            formula(
                "cash",
                "$",
                &["month"],
                prev("month", line("cash"), line("opening"))
                    + (all("revenue") - line("costs")) * Expr::Period,
            ),
        ),
        formula("yearly_revenue", "$/yr", &["year"], all("revenue")),
        formula("yearly_cash", "$", &["year"], line("cash")),
        formula("yearly_gpus", "GPU", &["year"], all("in_service")),
        rolled(
            RollUp::ratio("revenue", "hours"),
            formula("blended", "$/GPU-h", &["month"], all("revenue") / all("hours")),
        ),
        formula("yearly_blended", "$/GPU-h", &["year"], line("blended")),
        formula(
            "quarterly",
            "$/quarter",
            &["quarter"],
            all("revenue") * either(line("price").more(number(1.8, unit("$/GPU-h"))), pure(1.0), pure(2.0)),
        ),
        formula("trailing", "$", &["month"], window(Fold::Sum, "month", (-2, 0), all("revenue"))),
        formula("average", "$/month", &["month"], window(Fold::Mean, "month", (-2, 0), all("revenue"))),
        formula("earned", "$", &["month"], cumulated(Fold::Sum, "month", all("revenue"))),
        formula("lowest", "$", &[], fold(Fold::Min, "month", line("cash"))),
        formula("lowest_month", "", &[], fold(Fold::ArgMin, "month", line("cash"))),
        formula("first_positive", "", &[], first_where("month", number(0.0, unit("$")).less(line("cash")))),
        formula(
            "price_at_order",
            "$/GPU-h",
            &["purchase"],
            lookup("month", line("ordered"), line("price"), at_member("year", "y1", line("price"))),
        ),
        formula("second_purchase", "GPU", &["month"], at_member("purchase", "p2", line("in_service"))),
        formula(
            "year_before",
            "$/GPU-h",
            &["month"],
            prev("year", line("price"), undefined("there is none")),
        ),
    ]
}

fn fleet() -> Model {
    let mut axes = timeline(2);
    axes.push(axis("purchase", &["p1", "p2", "p3"]));
    Model::new(axes, Vec::new(), fleet_lines()).unwrap()
}

fn evaluated() -> (Model, Values) {
    let model = fleet();
    let values = Values::evaluate(&model, &defaults(&model));
    (model, values)
}

fn in_service(purchase: usize, month: usize) -> f64 {
    if (month as f64) < ORDERED[purchase] { 0.0 } else { GPUS[purchase] }
}

/// What all purchases earn in a month, counted from 1.
fn revenue(month: usize) -> f64 {
    (0..3).map(|purchase| in_service(purchase, month) * HOURS * PRICE[(month - 1) / 12]).sum()
}

#[track_caller]
fn near(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!((found - expected).abs() <= 1e-12 * expected.abs(), "{found} is not {expected}");
}

fn at(text: &str) -> CellRef {
    text.parse().unwrap()
}

#[test]
fn months_read_their_years_and_their_own_month_of_a_list() {
    let (_, values) = evaluated();
    for month in 1..=24 {
        for purchase in 0..3 {
            let cell = purchase * 24 + month - 1;
            near(values.cell("in_service", cell), in_service(purchase, month));
            near(values.cell("revenue", cell), in_service(purchase, month) * HOURS * PRICE[(month - 1) / 12]);
        }
    }
    let cash = |month: usize| {
        let costs = |month: usize| if month <= 12 { 20_000.0 } else { 40_000.0 };
        (1..=month).fold(-100_000.0, |cash, month| cash + revenue(month) - costs(month))
    };
    for month in [1, 2, 12, 13, 24] {
        near(values.cell("cash", month - 1), cash(month));
    }
}

#[test]
fn years_read_months_as_their_rule_says() {
    let (_, values) = evaluated();
    for (year, price) in PRICE.into_iter().enumerate() {
        let months = year * 12 + 1..=year * 12 + 12;
        near(values.cell("yearly_revenue", year), months.clone().map(revenue).sum());
        assert_eq!(values.cell("yearly_cash", year), values.cell("cash", year * 12 + 11));
        let gpus = (0..3).map(|purchase| in_service(purchase, year * 12 + 12)).sum();
        near(values.cell("yearly_gpus", year), gpus);
        near(values.cell("yearly_blended", year), price);
    }
    // A year's price rules in each of its quarters.
    for quarter in 0..8 {
        let factor = if quarter < 4 { 1.0 } else { 2.0 };
        let months = (quarter * 3 + 1)..=(quarter * 3 + 3);
        near(values.cell("quarterly", quarter), factor * months.map(revenue).sum::<f64>());
    }
}

#[test]
fn windows_sum_and_average_the_months_before_and_are_undefined_where_they_are_short() {
    let (model, values) = evaluated();
    for line in ["trailing", "average"] {
        assert_eq!((values.cell(line, 0), values.cell(line, 1)), (None, None));
        let why = cause(&model, &values, model.line(line).unwrap(), 1).unwrap();
        assert_eq!(why.because(), "there is no month before the first");
    }
    for month in [3, 4, 13, 24] {
        let sum: f64 = (month - 2..=month).map(revenue).sum();
        near(values.cell("trailing", month - 1), sum);
        near(values.cell("average", month - 1), sum / 3.0);
        near(values.cell("earned", month - 1), (1..=month).map(revenue).sum());
    }
}

#[test]
fn a_short_window_takes_what_is_there_or_another_value_where_that_is_said() {
    let sum = |short: Short, from: Bound, to: Bound| {
        let of = Expr::Window {
            fold: Fold::Sum,
            axis: "purchase".into(),
            from,
            to,
            of: Box::new(line("x")),
            short,
        };
        let lines =
            vec![driver("x", "", &["purchase"], &[1.0, 10.0, 100.0]), formula("f", "", &["purchase"], of)];
        let model = Model::new(vec![axis("purchase", &["a", "b", "c"])], Vec::new(), lines).unwrap();
        Values::evaluate(&model, &defaults(&model)).cells("f")
    };
    let near = |from: i32, to: i32| (Bound::Offset(from), Bound::Offset(to));
    let (from, to) = near(-1, 1);
    assert_eq!(sum(Short::Undefined, from, to), [None, Some(111.0), None]);
    assert_eq!(sum(Short::Available, from, to), [11.0, 111.0, 110.0].map(Some));
    assert_eq!(sum(Short::Else(Box::new(pure(-1.0))), from, to), [-1.0, 111.0, -1.0].map(Some));
    assert_eq!(sum(Short::Undefined, Bound::Offset(0), Bound::Last), [111.0, 110.0, 100.0].map(Some));
    assert_eq!(sum(Short::Available, Bound::First, Bound::Offset(-1)), [0.0, 1.0, 11.0].map(Some));
    assert_eq!(sum(Short::Undefined, Bound::First, Bound::Last), [111.0; 3].map(Some));
    let (from, to) = near(5, 9);
    assert_eq!(sum(Short::Available, from, to), [0.0; 3].map(Some));
}

#[test]
fn the_lowest_and_the_first_are_found_along_months() {
    let (model, values) = evaluated();
    let cash: Vec<f64> = values.cells("cash").into_iter().map(Option::unwrap).collect();
    let lowest = cash.iter().copied().fold(f64::INFINITY, f64::min);
    assert_eq!(values.cell("lowest", 0), Some(lowest));
    let month = cash.iter().position(|cash| *cash == lowest).unwrap() + 1;
    assert_eq!(values.cell("lowest_month", 0), Some(month as f64));
    let first = cash.iter().position(|cash| *cash > 0.0).unwrap() + 1;
    assert_eq!(values.cell("first_positive", 0), Some(first as f64));
    // Without income it is never positive.
    let mut inputs = defaults(&model);
    inputs[..3].fill(0.0);
    let poor = Values::evaluate(&model, &inputs);
    assert_eq!(poor.cell("first_positive", 0), None);
    let why = cause(&model, &poor, model.line("first_positive").unwrap(), 0).unwrap();
    assert_eq!(why.because(), "it is never so that cash > 0");
}

#[test]
fn a_price_is_looked_up_at_the_month_of_an_order() {
    let (model, values) = evaluated();
    // Before the first month the first year's price stands.
    assert_eq!(values.cells("price_at_order"), [2.0, 2.0, 1.5].map(Some));
    let mut inputs = defaults(&model);
    inputs[4] = 3.5;
    let half = Values::evaluate(&model, &inputs);
    assert_eq!(half.cells("price_at_order"), [Some(2.0), None, Some(1.5)]);
    let why = cause(&model, &half, model.line("price_at_order").unwrap(), 1).unwrap();
    assert_eq!(why.because(), "there is no position 3.5, only whole ones");
}

#[test]
fn a_month_moves_by_years_and_a_member_is_read_by_its_key() {
    let (_, values) = evaluated();
    assert_eq!(values.cell("year_before", 11), None);
    assert_eq!((values.cell("year_before", 12), values.cell("year_before", 23)), (Some(2.0), Some(2.0)));
    assert_eq!(
        (values.cell("second_purchase", 1), values.cell("second_purchase", 2)),
        (Some(0.0), Some(20.0))
    );
}

#[test]
fn references_name_cells_longer_periods_all_members_and_totals() {
    let (model, values) = evaluated();
    let value = |text: &str| referred_value(&model, &values, &at(text));
    let symbol = |text: &str| model.unit_of(&at(text)).map(|unit| unit.symbol().to_owned());
    assert_eq!(value("revenue@p1.m7"), values.cell("revenue", 6));
    near(value("revenue@p1.y1"), 12.0 * 10.0 * HOURS * 2.0);
    near(value("revenue@p1.q8"), 3.0 * 10.0 * HOURS * 1.5);
    near(value("revenue@all.m7"), revenue(7));
    near(value("revenue@all.y2"), (13..=24).map(revenue).sum());
    near(value("revenue@p1.all"), 12.0 * 10.0 * HOURS * 3.5);
    near(value("revenue@all"), (1..=24).map(revenue).sum());
    assert_eq!(value("revenue@all"), values.total("revenue"));
    assert_eq!(value("gpus@all"), Some(70.0));
    near(value("in_service@all.y1"), 30.0);
    near(value("price@all"), (1..=24).map(revenue).sum::<f64>() / value("hours@all").unwrap());
    assert_eq!(value("cash@all"), values.cell("cash", 23));
    let units = ["revenue@p1.m7", "revenue@p1.y1", "revenue@p1.q8", "revenue@all.m7", "revenue@p1.all"];
    assert_eq!(units.map(|text| symbol(text).unwrap()), ["$/month", "$/yr", "$/quarter", "$/month", "$"]);
    assert_eq!((symbol("costs@all").as_deref(), symbol("cash@y1").as_deref()), (Some("$"), Some("$")));
    for nowhere in [
        "revenue@p9.m1",
        "revenue@p1.m25",
        "revenue@p1.y3",
        "revenue@p1",
        "price@m1",
        "ordered@all",
        "x@all",
        "in_service@p1.w1",
    ] {
        assert_eq!(value(nowhere), None, "{nowhere}");
    }
}

#[test]
fn what_is_taken_together_has_a_cause() {
    let model = fleet();
    let mut inputs = defaults(&model);
    inputs[0] = f64::NAN;
    let values = Values::evaluate(&model, &inputs);
    let why = referred_cause(&model, &values, &at("revenue@all.y1")).unwrap();
    assert_eq!((why.address.to_string().as_str(), why.because().as_str()), ("gpus@p1", "a value is missing"));
    assert_eq!(referred_cause(&model, &values, &at("revenue@p2.y1")), None);
    inputs[..3].fill(0.0);
    let values = Values::evaluate(&model, &inputs);
    let why = referred_cause(&model, &values, &at("price@all")).unwrap();
    assert_eq!(why.because(), "sum over all months(sum over all purchases(hours)) × 1 month is zero");
}

#[test]
fn every_interpretation_agrees_along_months_and_lists() {
    let (model, values) = evaluated();
    for line in model.lines() {
        let Some(of) = line.formula() else { continue };
        for cell in 0..model.cell_count(line) {
            let here = model.cell_ref(line, cell);
            let compiled = values.cell(&line.id, cell);
            assert_eq!(value_at(&model, &values, of, &line.unit, (line, cell)), compiled, "{here}");
            assert_eq!(cause(&model, &values, line, cell).is_none(), compiled.is_some(), "{here}");
            assert_eq!(model.cell(&here), Some(cell));
            let text =
                print::text(&print::cell_numbers(&model, &values, line, cell, of, (&printed::in_full, true)));
            let read = printed::read(&text);
            match (compiled, read) {
                (Some(value), Some(read)) => {
                    assert!((read - value).abs() <= 1e-9 * value.abs(), "{here} = {text} is not {value}");
                }
                (None, Some(read)) => assert!(read.is_nan(), "{here} = {text}"),
                (_, None) => {}
            }
        }
    }
}

#[test]
fn traces_go_along_months_lists_and_years() {
    let model = fleet();
    let texts = |found: Vec<CellRef>| found.iter().map(CellRef::to_string).collect::<Vec<_>>();
    let of = |id: &str, cell: usize| texts(precedents(&model, model.line(id).unwrap(), cell));
    assert_eq!(of("revenue", 24 + 12), ["hours@p2.m13", "price@y2"]);
    assert_eq!(of("yearly_cash", 1), ["cash@m24"]);
    assert_eq!(of("yearly_revenue", 0).len(), 36);
    assert_eq!(of("trailing", 2)[..3], ["revenue@p1.m1", "revenue@p2.m1", "revenue@p3.m1"]);
    assert_eq!(texts(total_precedents(&model, model.line("cash").unwrap())), ["cash@m24"]);
    let used = texts(dependents(&model, &at("price@y2")));
    assert!(used.contains(&"revenue@p3.m24".to_owned()) && !used.contains(&"revenue@p3.m12".to_owned()));
    for line in ["revenue", "cash", "quarterly", "blended"] {
        let line = model.line(line).unwrap();
        for precedent in precedents(&model, line, 5) {
            assert!(dependents(&model, &precedent).contains(&model.cell_ref(line, 5)), "{precedent}");
        }
    }
    let behind = origins(&model, &at("in_service@all.y1"));
    assert_eq!(behind.len(), 6, "{behind:?}");
}

#[test]
fn roll_ups_read_as_what_they_are() {
    let (model, values) = evaluated();
    let labels = |id: &str| {
        let line = model.line(id).unwrap();
        print::text(&print::cell_formula(&model, line, 0, line.formula().unwrap()))
    };
    assert_eq!(labels("yearly_cash"), "cash of the whole year");
    assert_eq!(
        labels("cash"),
        "cash of the previous month + (sum over all purchases(revenue) − costs) × length of the period"
    );
    assert_eq!(
        labels("trailing"),
        "sum from 2 months before to this month(sum over all purchases(revenue)) × 1 month"
    );
    assert_eq!(labels("first_positive"), "number of the first month where (cash > 0)");
    assert_eq!(labels("price_at_order"), "price of month ordered, else price of Year 1");
    let total = |id: &str| print::text(&print::total_formula(&model, model.line(id).unwrap()));
    assert_eq!(total("costs"), "sum over all years(costs) × 1 yr");
    assert_eq!(total("revenue"), "sum over all months(sum over all purchases(revenue)) × 1 month");
    assert_eq!(total("cash"), "cash of the last month");
    let numbers = |id: &str| {
        let line = model.line(id).unwrap();
        print::text(&print::total_numbers(&model, &values, line, (&printed::in_full, true)))
    };
    let referred = |text: &str| print::text(&print::referred_formula(&model, &at(text)));
    assert_eq!(
        ["revenue@all.y2", "revenue@p1.q2", "cash@y1", "in_service@all.m3", "revenue@p1.m1", "gpus@p1"]
            .map(referred),
        [
            "sum over the year’s months(sum over all purchases(revenue))",
            "sum over the quarter’s months(revenue)",
            "cash of the year’s last month",
            "sum over all purchases(in_service)",
            "hours × price",
            "",
        ]
    );
    assert_eq!(referred("revenue@all"), total("revenue"));
    let of_numbers = |text: &str| {
        print::text(&print::referred_numbers(&model, &values, &at(text), (&printed::in_full, true)))
    };
    // At months a month is 1, and a year's flow is divided by twelve.
    assert_eq!(of_numbers("revenue@p1.m13"), "7300 × 1.5");
    assert_eq!(of_numbers("cash@m1"), "(-100000) + (14600 + 0 + 0 − 240000 ÷ 12) × 1");
    assert_eq!(of_numbers("in_service@all.m3"), "10 + 20 + 0");
    assert_eq!(of_numbers("hours@p1.q1"), "7300 + 7300 + 7300");
    assert_eq!(numbers("costs"), "(240000 + 480000) × 1");
    assert_eq!(numbers("gpus"), "10 + 20 + 40");
}

#[test]
fn source_text_names_lines_and_places_by_their_ids() {
    let model = fleet();
    let source = |id: &str| print::source(&model, model.line(id).unwrap().formula().unwrap());
    let cases = [
        ("cash", "cash[month: prev, else opening] + (revenue[purchase: all] - costs) * period"),
        ("yearly_cash", "cash"),
        ("yearly_revenue", "revenue[purchase: all]"),
        ("trailing", "sum(revenue[purchase: all][month: -2..0])"),
        ("earned", "sum(revenue[purchase: all][month: first..0])"),
        ("lowest_month", "argmin(cash over month)"),
        ("first_positive", "first_where(cash > $0 over month)"),
        ("price_at_order", "lookup(price, ordered, price[year: y1] over month)"),
        ("in_service", "if number(month) < ordered then 0 GPU else gpus"),
    ];
    for (id, expected) in cases {
        assert_eq!(source(id), expected);
    }
}

#[test]
fn a_formula_that_is_explicit_stays_as_it_is() {
    let model = fleet();
    let again = Model::new(model.axes().to_vec(), Vec::new(), model.lines().to_vec()).unwrap();
    assert_eq!(again.lines(), model.lines());
}

#[test]
fn flows_at_the_start_and_the_end_of_periods_have_a_rate_and_a_present_value() {
    // Bought at the start of month 1, earned at the end of each of 24 months.
    let capex = either(Expr::Key("month".into()).less(pure(2.0)), line("paid"), number(0.0, unit("$/month")));
    let flows = |function| call_over(function, "month", [line("earned"), capex.clone()]);
    let npv = call_over(Function::Npv, "month", [pure(0.01), line("earned"), capex.clone()]);
    let lines = vec![
        driver("paid", "$/month", &[], &[-20.0]),
        driver("earned", "$/month", &["month"], &[1.0; 24]),
        formula("rate", "%", &[], flows(Function::Irr)),
        formula("rates", "", &[], flows(Function::IrrCount)),
        formula("worth", "$", &[], npv),
    ];
    let model = Model::new(timeline(2), Vec::new(), lines).unwrap();
    let values = Values::evaluate(&model, &defaults(&model));
    let rate = values.cell("rate", 0).unwrap();
    let annuity = (1.0 - (1.0 + rate).powi(-24)) / rate;
    assert!((annuity - 20.0).abs() < 1e-9, "{rate}");
    assert_eq!(values.cell("rates", 0), Some(1.0));
    near(values.cell("worth", 0), -20.0 + (1.0 - 1.01_f64.powi(-24)) / 0.01);
    // All 25 flows count, the last month's too.
    let mut inputs = defaults(&model);
    inputs[24] = 5.0;
    let late = Values::evaluate(&model, &inputs);
    assert!(late.cell("rate", 0).unwrap() > rate);
}

#[test]
fn several_rates_are_told_instead_of_one() {
    let irr = call_over(Function::Irr, "year", [line("x")]);
    let lines =
        vec![driver("x", "$", &["year"], &[-1600.0, 10_000.0, -10_000.0]), formula("f", "%", &[], irr)];
    let axes = vec![Axis::time(Grain::Year, 3)];
    let model = Model::new(axes, Vec::new(), lines).unwrap();
    let values = Values::evaluate(&model, &defaults(&model));
    assert_eq!(values.cell("f", 0), None);
    let why = cause(&model, &values, model.line("f").unwrap(), 0).unwrap();
    assert_eq!(why.because(), "several rates per period balance the flows: 25.0000%, 400.0000%");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// To the last bit: a year is its months added up, in their order.
    #[test]
    fn years_are_made_of_their_months_for_timelines_of_any_length(
        years in prop::sample::select(vec![1_usize, 2, 5, 7, 10]),
        seed in prop::collection::vec(-1000.0..1000.0_f64, 120),
    ) {
        let months = years * 12;
        let other: Vec<f64> = seed.iter().rev().map(|value| value.abs() + 1.0).take(months).collect();
        let lines = vec![
            rolled(RollUp::SUM, driver("flow", "$/month", &["month"], &seed[..months])),
            rolled(RollUp::SUM, driver("hours", "GPU-h/month", &["month"], &other)),
            rolled(RollUp::STOCK, driver("stock", "GB", &["month"], &seed[..months])),
            rolled(over_time(TimeRule::Mean), driver("mean", "%", &["month"], &seed[..months])),
            rolled(over_time(TimeRule::Max), driver("peak", "GB/month", &["month"], &seed[..months])),
            rolled(over_time(TimeRule::First), driver("first", "", &["month"], &seed[..months])),
            rolled(RollUp::ratio("flow", "hours"), formula("price", "$/GPU-h", &["month"], line("flow") / line("hours"))),
            rolled(RollUp::SUM, formula("per_year", "$/yr", &["month"], line("flow"))),
            rolled(RollUp::SUM, formula("flow_of_year", "$/yr", &["year"], line("flow"))),
            formula("stock_of_year", "GB", &["year"], line("stock")),
            formula("price_of_year", "$/GPU-h", &["year"], line("price")),
            formula("mean_of_year", "%", &["year"], line("mean")),
            formula("peak_of_year", "TB/yr", &["year"], line("peak")),
            formula("first_of_year", "", &["year"], line("first")),
            formula("annualised_of_year", "$/yr", &["year"], line("per_year")),
            formula("all", "$", &[], fold(Fold::Sum, "month", line("flow"))),
        ];
        let model = Model::new(timeline(years), Vec::new(), lines).unwrap();
        let values = Values::evaluate(&model, &defaults(&model));
        for year in 0..years {
            let of = year * 12..year * 12 + 12;
            let flow: f64 = seed[of.clone()].iter().copied().reduce(|sum, value| sum + value).unwrap();
            let hours: f64 = other[of.clone()].iter().copied().reduce(|sum, value| sum + value).unwrap();
            let cell = |line: &str| values.cell(line, year).unwrap();
            prop_assert_eq!(cell("flow_of_year").to_bits(), flow.to_bits());
            prop_assert_eq!(cell("price_of_year").to_bits(), (flow / hours).to_bits());
            prop_assert!((cell("stock_of_year") - seed[year * 12 + 11]).abs() <= 1e-12 * cell("stock_of_year").abs());
            prop_assert_eq!(cell("first_of_year"), seed[year * 12]);
            let mean = flow / 12.0;
            prop_assert!((cell("mean_of_year") - mean).abs() <= 1e-12 * mean.abs());
            let peak = seed[of].iter().copied().fold(f64::NEG_INFINITY, f64::max) / 1000.0 * 12.0;
            prop_assert!((cell("peak_of_year") - peak).abs() <= 1e-12 * peak.abs());
            prop_assert!((cell("annualised_of_year") - flow).abs() <= 1e-9 * (1.0 + flow.abs()));
            // The reference to the year is the same number.
            let key = Period { grain: Grain::Year, index: year }.key();
            let here = CellRef { line: "flow".into(), at: At::of(vec![Coordinate::Key(key)]) };
            prop_assert_eq!(referred_value(&model, &values, &here), Some(flow));
        }
        let all: f64 = seed[..months].iter().copied().reduce(|sum, value| sum + value).unwrap();
        prop_assert_eq!(values.total("flow"), Some(all));
        prop_assert_eq!(values.cell("all", 0), Some(all));
        let of_years = values.total("flow_of_year").unwrap();
        prop_assert!((of_years - all).abs() <= 1e-9 * (1.0 + all.abs()));
    }
}
