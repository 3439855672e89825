//! A model in months as large as a company's: 40 lines over 120 months, and 4
//! over 12 members and 120 months; recurrences, choices and sums over members
//! among them.

use megahour::engine::axis::{Axis, Grain, Member};
use megahour::engine::expr::*;
use megahour::engine::model::{Driver, Line, Model, ModelErrors};
use megahour::engine::roll_up::RollUp;
use megahour::engine::unit::Unit;

/// How many months there are.
pub const MONTHS: usize = 120;
/// How many members the list has.
pub const MEMBERS: usize = 12;
/// The drivers that are uncertain in the benchmark's simulation.
pub const UNCERTAIN: [&str; 3] = ["price", "utilisation", "staff_cost"];
/// The result that is asked for there.
pub const OUTCOME: &str = "cash";

fn unit(text: &str) -> Unit {
    Unit::parse(text).unwrap()
}

fn over(line: Line, shape: &[&str]) -> Line {
    Line { shape: shape.iter().map(|axis| (*axis).into()).collect(), ..line }
}

fn driver(id: &str, unit_text: &str, shape: &[&str], value: impl Fn(usize) -> f64) -> Line {
    let count = shape.iter().map(|axis| if *axis == "month" { MONTHS } else { MEMBERS }).product();
    let defaults: Vec<f64> = (0..count).map(value).collect();
    over(Line::input(id, unit(unit_text), Driver::any(defaults)), shape)
}

fn monthly(id: &str, unit_text: &str, of: Expr) -> Line {
    over(Line::calculated(id, unit(unit_text), of), &["month"])
}

fn by_member(id: &str, unit_text: &str, of: Expr) -> Line {
    over(Line::calculated(id, unit(unit_text), of), &["member", "month"])
}

fn flow(line: Line) -> Line {
    Line { roll_up: RollUp::SUM, ..line }
}

fn stock(line: Line) -> Line {
    Line { roll_up: RollUp::STOCK, ..line }
}

fn dollars(value: f64) -> Expr {
    number(value, unit("$"))
}

fn month() -> Expr {
    number(1.0, unit("months"))
}

/// The axes of the model.
pub fn axes() -> Vec<Axis> {
    let member = |number: usize| Member {
        key: format!("p{number}").as_str().into(),
        label: format!("Purchase {number}"),
    };
    vec![
        Axis::list("member", "Purchase", (1..=MEMBERS).map(member).collect()),
        Axis::time(Grain::Month, MONTHS),
        Axis::time(Grain::Quarter, MONTHS / 3),
        Axis::time(Grain::Year, MONTHS / 12),
    ]
}

/// The lines of the model in their order.
pub fn lines() -> Vec<Line> {
    let mut lines = drivers();
    lines.extend(purchases());
    lines.extend(operations());
    lines.extend(finance());
    lines
}

fn drivers() -> Vec<Line> {
    let wave = |size: f64, base: f64| move |at: usize| base + size * (at as f64 * 0.37).sin();
    vec![
        driver("count", "", &["member"], |at| 64.0 * (1 + at % 5) as f64),
        driver("order_month", "", &["member"], |at| (at * 7) as f64),
        driver("unit_price", "$", &["member"], |at| 30_000.0 + 1_500.0 * at as f64),
        driver("price", "$/h", &["month"], wave(0.2, 2.4)),
        driver("utilisation", "%", &["month"], wave(6.0, 72.0)),
        driver("staff", "", &["month"], |at| (8 + at / 6) as f64),
        driver("staff_cost", "$/month", &["month"], wave(500.0, 14_000.0)),
        driver("power_cost", "$/h", &["month"], wave(0.01, 0.11)),
        driver("rent", "$/month", &["month"], wave(900.0, 40_000.0)),
        driver("other", "$/month", &["month"], wave(300.0, 9_000.0)),
        driver("rate", "%", &["month"], wave(0.05, 0.8)),
        driver("tax_rate", "%", &["month"], wave(0.5, 21.0)),
        driver("drawn", "$/month", &["month"], wave(10_000.0, 60_000.0)),
        driver("days", "", &["month"], wave(4.0, 40.0)),
    ]
}

fn purchases() -> Vec<Line> {
    let age = || Expr::Key("month".into()) - line("order_month") - pure(3.0);
    vec![
        by_member(
            "in_service",
            "",
            either(
                age().less(pure(0.0)),
                pure(0.0),
                either(age().less(pure(60.0)), line("count"), pure(0.0)),
            ),
        ),
        flow(by_member(
            "capex",
            "$/month",
            either(
                Condition::Compare(
                    Comparison::Equal,
                    Expr::Key("month".into()),
                    line("order_month") + pure(1.0),
                ),
                line("count") * line("unit_price") / month(),
                number(0.0, unit("$/month")),
            ),
        )),
        flow(by_member(
            "depreciation",
            "$/month",
            line("in_service") * line("unit_price") / (pure(60.0) * month()),
        )),
        stock(by_member(
            "book_value",
            "$",
            max([
                prev("month", line("book_value"), dollars(0.0))
                    + (line("capex") - line("depreciation")) * month(),
                dollars(0.0),
            ]),
        )),
    ]
}

fn operations() -> Vec<Line> {
    let per_month = || number(730.0, unit("h/month"));
    let next = |of: Expr| Expr::At {
        axis: "month".into(),
        offset: 1,
        of: Box::new(of.clone()),
        first: Box::new(of),
    };
    vec![
        monthly("units", "", fold(Fold::Sum, "member", line("in_service"))),
        monthly("hours", "h/month", line("units") * per_month()),
        monthly("sold", "h/month", line("hours") * min([line("utilisation"), pure(1.0)])),
        flow(monthly("revenue", "$/month", line("sold") * line("price"))),
        flow(monthly("power", "$/month", line("hours") * line("power_cost"))),
        flow(monthly("payroll", "$/month", line("staff") * line("staff_cost"))),
        flow(monthly("costs", "$/month", line("power") + line("payroll") + line("rent") + line("other"))),
        flow(monthly("ebitda", "$/month", line("revenue") - line("costs"))),
        flow(monthly("depreciated", "$/month", fold(Fold::Sum, "member", line("depreciation")))),
        flow(monthly("ebit", "$/month", line("ebitda") - line("depreciated"))),
        monthly("margin", "%", line("ebitda") / line("revenue")),
        monthly(
            "growth",
            "%",
            line("revenue") / prev("month", line("revenue"), undefined("no month before")) - pure(1.0),
        ),
        monthly("price_index", "", line("price") / fold(Fold::First, "month", line("price"))),
        monthly("best_price", "$/h", fold(Fold::Max, "month", line("price"))),
        monthly("cost_per_hour", "$/h", line("costs") / line("hours")),
        monthly("next_revenue", "$/month", next(line("revenue"))),
        flow(monthly("invested", "$/month", fold(Fold::Sum, "member", line("capex")))),
        stock(monthly("assets", "$", fold(Fold::Sum, "member", line("book_value")))),
        stock(monthly("receivables", "$", line("revenue") * month() * line("days") / pure(30.0))),
    ]
}

fn finance() -> Vec<Line> {
    let before = |id: &str| prev("month", line(id), dollars(0.0));
    vec![
        flow(monthly("interest", "$/month", before("debt") * line("rate") / month())),
        flow(monthly(
            "repaid",
            "$/month",
            min([before("debt") / (pure(48.0) * month()), line("drawn") * pure(2.0)]),
        )),
        stock(monthly("debt", "$", before("debt") + (line("drawn") - line("repaid")) * month())),
        flow(monthly("profit", "$/month", line("ebit") - line("interest"))),
        stock(monthly("losses", "$", max([before("losses") - line("profit") * month(), dollars(0.0)]))),
        flow(monthly(
            "taxed",
            "$/month",
            max([line("profit") - before("losses") / month(), number(0.0, unit("$/month"))]),
        )),
        flow(monthly("tax", "$/month", line("taxed") * line("tax_rate"))),
        flow(monthly("net", "$/month", line("profit") - line("tax"))),
        flow(monthly(
            "free",
            "$/month",
            line("ebitda") - line("tax") - line("interest") - line("invested") + line("drawn")
                - line("repaid")
                - (line("receivables") - before("receivables")) / month(),
        )),
        stock(monthly("cash", "$", prev("month", line("cash"), dollars(2e6)) + line("free") * month())),
        stock(monthly("lowest", "$", min([prev("month", line("lowest"), dollars(2e6)), line("cash")]))),
        stock(monthly("equity", "$", line("assets") + line("cash") + line("receivables") - line("debt"))),
        monthly("cover", "", line("ebitda") / (line("interest") + line("repaid"))),
        stock(monthly("cumulated", "$", before("cumulated") + line("free") * month())),
        monthly("is_short", "", either(line("cash").less(dollars(0.0)), pure(1.0), pure(0.0))),
    ]
}

/// The model, checked and compiled.
///
/// # Errors
/// None, unless it is changed.
pub fn model() -> Result<Model, ModelErrors> {
    Model::new(axes(), Vec::new(), lines())
}

/// The defaults of all drivers, in the order in which the program takes them.
pub fn inputs(model: &Model) -> Vec<f64> {
    model.drivers().flat_map(|(_, driver)| driver.defaults.clone()).collect()
}
