//! What is declared is complete, and speaks of lines that exist.

use crate::scenarios::CATALOGUE;
use megahour::engine::model::{Content, Line, Model};
use megahour::engine::unit::Unit;
use megahour::model::drivers::Group;
use megahour::model::market::FACTS;
use megahour::model::modules::core::charts::CHARTS;
use megahour::model::modules::core::insights::rules;
use megahour::model::published::contradictions;
use std::collections::BTreeSet;

fn exists(line: &str) -> bool {
    CATALOGUE.model.line(line).is_some()
}

/// The ids are permanent: a stored scenario, a link and an export speak them.
#[test]
fn the_ids_are_those_that_were_ever_given() {
    let ids: Vec<&str> = CATALOGUE.model.lines().iter().map(|line| line.id.as_str()).collect();
    let given = [
        "compute_hours",
        "capacity_hours",
        "price_per_hour",
        "cost_per_hour",
        "arpu",
        "retention",
        "cac",
        "stored_tb",
        "storage_tb",
        "annual_revenue",
        "infrastructure_cost",
        "gross_profit",
        "gross_margin",
        "revenue_growth",
        "customers",
        "churn",
        "cltv",
        "cltv_margin",
        "ltv_to_cac",
        "payback_months",
        "payback_months_margin",
        "compute_utilisation",
        "storage_utilisation",
        "new_customers",
        "acquisition_spend",
        "contribution",
        "revenue_cagr",
    ];
    assert_eq!(ids, given);
}

#[test]
fn every_line_has_label_short_label_help_and_source() {
    for line in CATALOGUE.model.lines() {
        for text in [&line.label, &line.short, &line.help, &line.source] {
            assert!(!text.trim().is_empty(), "{}", line.id);
        }
        assert!(line.short.chars().count() <= line.label.chars().count(), "{}", line.id);
        assert!(line.help.ends_with('.'), "{}", line.id);
    }
}

#[test]
fn no_two_lines_have_the_same_label() {
    let lines = CATALOGUE.model.lines();
    let labels: BTreeSet<&str> = lines.iter().map(|line| line.label.as_str()).collect();
    let shorts: BTreeSet<&str> = lines.iter().map(|line| line.short.as_str()).collect();
    assert_eq!((labels.len(), shorts.len()), (lines.len(), lines.len()));
}

#[test]
fn every_unit_is_the_one_that_the_formula_yields() {
    let wrong = Unit::parse("TB/customer").unwrap();
    for (position, line) in CATALOGUE.model.lines().iter().enumerate() {
        let Content::Formula(_) = &line.content else { continue };
        let mut lines = CATALOGUE.model.lines().to_vec();
        lines[position].unit = wrong.clone();
        let errors = Model::new(CATALOGUE.model.axes().to_vec(), Vec::new(), lines).unwrap_err();
        assert!(errors.iter().any(|error| error.line == line.id), "{}", line.id);
    }
}

#[test]
fn every_driver_stands_in_a_group_and_every_group_has_drivers() {
    for group in Group::ALL {
        assert!(CATALOGUE.drivers.iter().any(|entry| entry.group == group), "{}", group.label());
    }
    assert_eq!(CATALOGUE.drivers.len() + CATALOGUE.calculated().count(), CATALOGUE.model.lines().len());
}

#[test]
fn what_is_not_published_is_marked() {
    let marks = |id: &str| {
        CATALOGUE.driver(id).unwrap().origins.iter().map(|origin| origin.mark()).collect::<Vec<_>>()
    };
    for id in ["capacity_hours", "stored_tb", "storage_tb"] {
        assert_eq!(marks(id), [Some("illustrative"); 5], "{id}");
    }
    let derived = Some("derived");
    assert_eq!(marks("arpu"), [None, derived, derived, derived, derived]);
    for id in ["compute_hours", "price_per_hour", "cost_per_hour", "retention", "cac"] {
        assert_eq!(marks(id), [None; 5], "{id}");
    }
    assert!(CATALOGUE.driver("cost_per_hour").unwrap().note.unwrap().contains("cash cost"));
}

#[test]
fn every_benchmark_chart_rule_published_row_and_fact_speaks_of_a_line() {
    for benchmark in &CATALOGUE.benchmarks {
        assert!(exists(benchmark.line), "{}", benchmark.line);
        assert!(!benchmark.source.is_empty() && !benchmark.date.is_empty(), "{}", benchmark.line);
    }
    for chart in CHARTS {
        assert!(!chart.panels.is_empty() && !chart.title.is_empty(), "{}", chart.id);
        for panel in chart.panels {
            assert!(!panel.lines.is_empty() && panel.lines.iter().all(|line| exists(line)), "{}", chart.id);
            assert!(panel.benchmark.is_none_or(|line| CATALOGUE.benchmark(line).is_some()), "{}", chart.id);
        }
    }
    for rule in rules() {
        assert!(exists(rule.line), "{}", rule.id);
    }
    for row in contradictions() {
        assert!(exists(row.line) && !row.why.is_empty());
    }
}

#[test]
fn charts_and_benchmarks_are_named_once() {
    let charts: BTreeSet<&str> = CHARTS.iter().map(|chart| chart.id).collect();
    let benchmarks: BTreeSet<&str> = CATALOGUE.benchmarks.iter().map(|benchmark| benchmark.line).collect();
    assert_eq!((charts.len(), benchmarks.len()), (CHARTS.len(), CATALOGUE.benchmarks.len()));
}

#[test]
fn every_market_fact_has_driver_value_date_source_and_confidence() {
    for fact in FACTS {
        assert!(CATALOGUE.driver(fact.driver).is_some(), "{}", fact.what);
        for text in [fact.what, fact.value, fact.date, fact.source] {
            assert!(!text.trim().is_empty(), "{}", fact.what);
        }
        assert!(["high", "medium", "low"].contains(&fact.confidence), "{}", fact.what);
        assert!(fact.date.starts_with("20"), "{}", fact.what);
    }
}

#[test]
fn every_rule_has_a_number_for_each_gap_and_a_reason_to_apply() {
    let rules = rules();
    assert!(rules.len() >= 12);
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), rules.len());
    for rule in rules {
        assert_eq!(rule.sentence.matches("{}").count(), rule.numbers.len(), "{}", rule.id);
        assert!(rule.sentence.ends_with('.'), "{}", rule.id);
        assert!(rule.verdict.is_some() || rule.when.is_some(), "{}", rule.id);
        assert!(rule.verdict.is_none() || CATALOGUE.benchmark(rule.line).is_some(), "{}", rule.id);
    }
}

/// Rules are no lines, so the model does not check them; as lines it does.
#[test]
fn the_units_of_every_rule_fit() {
    use megahour::engine::expr::{either, pure};
    let year = CATALOGUE.model.line("churn").unwrap();
    let fits = |unit: &Unit, of| {
        let line =
            Line { id: "new".into(), unit: unit.clone(), content: Content::Formula(of), ..year.clone() };
        CATALOGUE.model.with_line(line).err()
    };
    for rule in rules() {
        for (number, unit) in rule.numbers {
            assert_eq!(fits(&unit, number), None, "{}", rule.id);
        }
        if let Some(when) = rule.when {
            assert_eq!(fits(&Unit::pure(), either(when, pure(1.0), pure(0.0))), None, "{}", rule.id);
        }
    }
}
