//! What the numbers say: rules with a condition, a sentence and the line that
//! they rest on.

use super::benchmarks::{Verdict, benchmark};
use super::declare::unit;
use super::headline::Word;
use super::{Catalogue, YEAR};
use crate::engine::expr::{Condition, Expr, Fold, fold, line, number, prev, pure, undefined};
use crate::engine::interpret::{holds_at, value_at};
use crate::engine::unit::Unit;
use crate::engine::values::Values;

/// What kind of thing a rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Something that speaks for the business.
    Strength,
    /// Something that could go wrong.
    Risk,
    /// Something that could be done.
    Opportunity,
}

impl Kind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Risk => "risk",
            Self::Opportunity => "opportunity",
        }
    }
}

/// A rule: what it says, when, and on which line it rests.
pub struct Rule {
    /// What tests and links call it.
    pub id: &'static str,
    /// What kind of thing it says.
    pub kind: Kind,
    /// The id of the line that it rests on.
    pub line: &'static str,
    /// The verdict on its line that it needs, if it speaks of a benchmark.
    pub verdict: Option<Verdict>,
    /// Whether it compares with amounts that are known in US dollars alone.
    pub is_in_dollars: bool,
    /// What else has to hold; compared values that are undefined do not.
    pub when: Option<Condition>,
    /// The sentence, with `{}` for each number.
    pub sentence: &'static str,
    /// The numbers with the units they are shown in.
    pub numbers: Vec<(Expr, Unit)>,
}

/// A rule that applies, with its sentence made.
#[derive(Clone, Debug, PartialEq)]
pub struct Insight {
    /// The rule's id.
    pub rule: &'static str,
    /// What kind of thing it says.
    pub kind: Kind,
    /// The id of the line that it rests on.
    pub line: &'static str,
    /// The sentence.
    pub words: Vec<Word>,
}

/// What applies in a year, counted from 0: strengths, risks, opportunities.
/// Nothing applies in a year that is not there.
///
/// A strength never rests on a line that misses its benchmark in that year, nor
/// a risk on one that meets it, whatever a rule's own condition says.
pub fn insights(catalogue: &Catalogue, values: &Values, year: usize) -> Vec<Insight> {
    if year >= catalogue.years() {
        return Vec::new();
    }
    in_order(catalogue).filter_map(|rule| insight(catalogue, values, year, rule)).collect()
}

/// The rules in the order in which they are told: strengths, risks, opportunities.
pub fn in_order(catalogue: &Catalogue) -> impl Iterator<Item = &Rule> {
    let of_kind = |kind: Kind| catalogue.rules.iter().filter(move |rule| rule.kind == kind);
    [Kind::Strength, Kind::Risk, Kind::Opportunity].into_iter().flat_map(of_kind)
}

/// What a rule says in a year, counted from 0; nothing where it does not apply,
/// or a value behind it is undefined.
pub fn insight(catalogue: &Catalogue, values: &Values, year: usize, rule: &Rule) -> Option<Insight> {
    let model = &catalogue.model;
    let place = (model.line("annual_revenue")?, year);
    let verdict =
        catalogue.benchmark(rule.line).and_then(|b| values.cell(rule.line, year).map(|v| b.verdict(v)));
    let contradicted = match rule.kind {
        Kind::Strength => verdict == Some(Verdict::Missed),
        Kind::Risk => verdict == Some(Verdict::Met),
        Kind::Opportunity => false,
    };
    let wrong_verdict = rule.verdict.is_some() && rule.verdict != verdict;
    let holds = |condition| holds_at(model, values, condition, place) == Some(true);
    if contradicted || wrong_verdict || !rule.when.as_ref().is_none_or(holds) {
        return None;
    }
    let mut words = Vec::new();
    let mut numbers = rule.numbers.iter();
    for (position, text) in rule.sentence.split("{}").enumerate() {
        if position > 0 {
            let (expr, unit) = numbers.next()?;
            words.push(Word::Number(value_at(model, values, expr, unit, place)?, unit.clone()));
        }
        words.push(Word::text(text));
    }
    Some(Insight { rule: rule.id, kind: rule.kind, line: rule.line, words })
}

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

/// A rule without a condition and a sentence.
pub(super) fn rule(kind: Kind, id: &'static str, line: &'static str) -> Rule {
    Rule {
        id,
        kind,
        line,
        verdict: None,
        is_in_dollars: false,
        when: None,
        sentence: "",
        numbers: Vec::new(),
    }
}

impl Rule {
    fn on(self, verdict: Verdict) -> Self {
        Self { verdict: Some(verdict), ..self }
    }

    fn in_dollars(self) -> Self {
        Self { is_in_dollars: true, ..self }
    }

    fn when(self, condition: Condition) -> Self {
        Self { when: Some(condition), ..self }
    }

    fn says<const N: usize>(self, sentence: &'static str, numbers: [(Expr, Unit); N]) -> Self {
        Self { sentence, numbers: numbers.into(), ..self }
    }
}

fn and(left: Condition, right: Condition) -> Condition {
    Condition::And(Box::new(left), Box::new(right))
}
