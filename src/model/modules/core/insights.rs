//! What the published model's numbers say: its rules.

use super::benchmarks::benchmark;
use crate::engine::expr::{Condition, Fold, fold, line, number, prev, pure, undefined};
use crate::model::YEAR;
use crate::model::benchmarks::Verdict;
use crate::model::declare::unit;
use crate::model::insights::{Kind, Rule, rule};

/// The growth a year from which it counts as fast, Megahour's own.
const FAST_GROWTH: f64 = 0.4;
/// The change of a share from which it is worth a sentence, Megahour's own.
const ONE_POINT: f64 = 0.01;
/// A worked H100 hour with its capital cost over six years, per available hour
/// in dollars, 2024 to 2025; see the market facts.
const WORKED_HOUR: f64 = 1.56;

/// All rules, in the order in which those of a kind are shown.
pub fn rules() -> Vec<Rule> {
    use Kind::{Opportunity, Risk, Strength};
    use Verdict::{Met, Missed};
    let first = |id: &str| fold(Fold::First, YEAR, line(id));
    let last = |id: &str| fold(Fold::Last, YEAR, line(id));
    let before = |id: &str| prev(YEAR, line(id), undefined("there is no year before the first"));
    let of = |id: &'static str, unit_text: &str| (line(id), unit(unit_text));
    // A price above its benchmark is not advised to rise further.
    let dearest = benchmark("price_per_hour").and_then(|price| price.target.bounds().pop()).unwrap_or(0.0);
    let idle_hours = || line("capacity_hours") - line("compute_hours");
    // The cost of an hour that is there, sold or not.
    let available_hour = || line("cost_per_hour") * line("compute_utilisation");
    vec![
        rule(Strength, "margin_meets_benchmark", "gross_margin")
            .on(Met)
            .says("Infrastructure leaves {} of revenue, more than the benchmark asks.", [of("gross_margin", "%")]),
        rule(Strength, "margin_widens", "gross_margin")
            .when((last("gross_margin") - first("gross_margin")).more(pure(ONE_POINT)))
            .says(
                "Gross margin widens from {} in the first year to {} in the last.",
                [(first("gross_margin"), unit("%")), (last("gross_margin"), unit("%"))],
            ),
        rule(Strength, "customers_stay", "retention").on(Met).says(
            "{} of customers stay, so an average one stays for {}.",
            [of("retention", "%"), (number(1.0, unit("yr")) / line("churn"), unit("yr"))],
        ),
        rule(Strength, "value_covers_acquisition", "ltv_to_cac")
            .on(Met)
            .says("A customer brings in {} of what it costs to win, in gross profit.", [of("ltv_to_cac", "×")]),
        rule(Strength, "pays_back_fast", "payback_months_margin")
            .on(Met)
            .says("A new customer has paid for itself in gross profit after {}.", [
                of("payback_months_margin", "months"),
            ]),
        rule(Strength, "revenue_compounds", "annual_revenue")
            .when(line("revenue_cagr").more(pure(FAST_GROWTH)))
            .says("Revenue compounds at {} a year over the projection.", [of("revenue_cagr", "%")]),
        rule(Strength, "acquisition_is_cheap", "contribution")
            .when(and(
                line("acquisition_spend").less(line("gross_profit") * pure(0.2)),
                line("acquisition_spend").more(number(0.0, unit("$/yr"))),
            ))
            .says("Winning the year's customers takes {} of gross profit.", [
                (line("acquisition_spend") / line("gross_profit"), unit("%")),
            ]),
        rule(Risk, "revenue_falls", "annual_revenue")
            .when(line("annual_revenue").less(before("annual_revenue")))
            .says("Revenue is {} lower than the year before.", [(
                before("annual_revenue") - line("annual_revenue"),
                unit("$/yr"),
            )]),
        rule(Risk, "revenue_shrinks", "annual_revenue")
            .when(last("annual_revenue").less(first("annual_revenue")))
            .says("Revenue shrinks from {} in the first year to {} in the last.", [
                (first("annual_revenue"), unit("$/yr")),
                (last("annual_revenue"), unit("$/yr")),
            ]),
        rule(Risk, "loses_on_every_hour", "gross_profit")
            .when(line("gross_profit").less(number(0.0, unit("$/yr"))))
            .says("An hour costs {} more than it earns: more sales lose more.", [
                (line("cost_per_hour") - line("price_per_hour"), unit("$/h")),
            ]),
        rule(Risk, "margin_misses_benchmark", "gross_margin")
            .on(Missed)
            .when(line("gross_margin").more(pure(0.0)))
            .says("Infrastructure leaves only {} of revenue.", [of("gross_margin", "%")]),
        rule(Risk, "margin_narrows", "gross_margin")
            .when((first("gross_margin") - last("gross_margin")).more(pure(ONE_POINT)))
            .says("Gross margin narrows from {} in the first year to {} in the last.", [
                (first("gross_margin"), unit("%")),
                (last("gross_margin"), unit("%")),
            ]),
        rule(Risk, "sells_more_than_it_has", "capacity_hours")
            .when(line("compute_hours").more(line("capacity_hours")))
            .says("The plan sells {} more than the fleet has.", [(
                line("compute_hours") - line("capacity_hours"),
                unit("h/yr"),
            )]),
        rule(Risk, "fleet_stands_idle", "compute_utilisation")
            .on(Missed)
            .when(line("compute_utilisation").less(pure(1.0)))
            .says("{} of the fleet's hours go unsold.", [(pure(1.0) - line("compute_utilisation"), unit("%"))]),
        rule(Risk, "price_outside_benchmark", "price_per_hour")
            .on(Missed)
            .says("At {} an hour the price lies far from what the market pays.", [of("price_per_hour", "$/h")]),
        rule(Risk, "customers_leave", "retention")
            .on(Missed)
            .says("{} of customers leave each year and have to be won again.", [of("churn", "%")]),
        rule(Risk, "value_below_acquisition", "ltv_to_cac")
            .on(Missed)
            .when(line("ltv_to_cac").more(pure(0.0)))
            .says("A customer brings in only {} of what it costs to win.", [of("ltv_to_cac", "×")]),
        rule(Risk, "pays_back_late", "payback_months_margin")
            .on(Missed)
            .says("It takes {} of gross profit before a customer has paid for itself.", [
                of("payback_months_margin", "months"),
            ]),
        rule(Risk, "growth_outruns_customers", "new_customers")
            .when(
                (line("new_customers") * number(1.0, unit("yr")))
                    .more(prev(YEAR, line("customers"), undefined("the first year keeps nobody")) * pure(0.5)),
            )
            .says("The plan has to win {} in this year, against {} kept.", [
                of("new_customers", "customers/yr"),
                (line("customers") - line("new_customers") * number(1.0, unit("yr")), unit("customers")),
            ]),
        rule(Risk, "acquisition_eats_profit", "contribution")
            .when(and(
                line("contribution").less(number(0.0, unit("$/yr"))),
                line("gross_profit").more(number(0.0, unit("$/yr"))),
            ))
            .says("Winning customers costs {} more than the year's gross profit.", [(
                -line("contribution"),
                unit("$/yr"),
            )]),
        rule(Risk, "cost_leaves_out_capital", "cost_per_hour")
            .in_dollars()
            .when(and(
                available_hour().less(number(WORKED_HOUR, unit("$/h"))),
                available_hour().more(number(0.0, unit("$/h"))),
            ))
            .says("{} for each hour sold is {} for each there is, below the {} that an H100 hour comes to with its hardware: check what it includes.", [
                of("cost_per_hour", "$/h"),
                (available_hour(), unit("$/h")),
                (number(WORKED_HOUR, unit("$/h")), unit("$/h")),
            ]),
        rule(Opportunity, "sell_idle_hours", "capacity_hours")
            .when(and(
                line("compute_hours").less(line("capacity_hours")),
                line("price_per_hour").more(number(0.0, unit("$/h"))),
            ))
            .says("Selling the idle {} at this price would add {} of revenue.", [
                (idle_hours(), unit("h/yr")),
                (idle_hours() * line("price_per_hour"), unit("$/yr")),
            ]),
        rule(Opportunity, "raise_price", "price_per_hour")
            .in_dollars()
            .when(and(
                line("annual_revenue").more(number(0.0, unit("$/yr"))),
                (line("price_per_hour") * pure(1.1)).less(number(dearest, unit("$/h"))),
            ))
            .says("A price 10% higher on the same hours would add {} of gross profit.", [(
                line("annual_revenue") * pure(0.1),
                unit("$/yr"),
            )]),
        rule(Opportunity, "keep_one_point_more", "cltv_margin")
            .when(and(line("churn").more(pure(2.0 * ONE_POINT)), line("gross_margin").more(pure(0.0))))
            .says("One point more retention would lengthen a customer's life, and its value, by {}.", [(
                pure(ONE_POINT) / (line("churn") - pure(ONE_POINT)),
                unit("%"),
            )]),
        rule(Opportunity, "trim_storage", "storage_utilisation")
            .when(line("storage_utilisation").less(pure(0.65)))
            .says("{} of storage is provisioned without being used.", [(
                line("storage_tb") - line("stored_tb"),
                unit("TB"),
            )]),
    ]
}

fn and(left: Condition, right: Condition) -> Condition {
    Condition::And(Box::new(left), Box::new(right))
}
