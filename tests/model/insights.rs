//! What the numbers say: every rule can apply, and none contradicts a verdict.

use crate::scenarios::{CATALOGUE, document, evaluated, ranges};
use megahour::engine::values::Values;
use megahour::model::benchmarks::Verdict;
use megahour::model::headline::{Word, headline};
use megahour::model::insights::{Insight, Kind, insights};
use megahour::model::modules::core::insights::rules;
use megahour::model::timeline::DEFAULT_YEARS as YEARS;
use megahour::store::document::{Document, Entry};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn verdict(values: &Values, line: &str, year: usize) -> Option<Verdict> {
    Some(CATALOGUE.benchmark(line)?.verdict(values.cell(line, year)?))
}

/// What is wrong with a sentence, if anything is.
fn flaw(words: &[Word]) -> Option<String> {
    let text: String = words
        .iter()
        .filter_map(|word| if let Word::Text(text) = word { Some(text.as_str()) } else { None })
        .collect();
    let finite = words.iter().all(|word| !matches!(word, Word::Number(value, _) if !value.is_finite()));
    let whole =
        finite && !text.contains(['{', '}']) && text.trim().chars().count() > 10 && text.ends_with('.');
    (!whole).then(|| format!("{words:?}"))
}

fn contradicts(insight: &Insight, values: &Values, year: usize) -> bool {
    match (insight.kind, verdict(values, insight.line, year)) {
        (Kind::Strength, Some(verdict)) => verdict == Verdict::Missed,
        (Kind::Risk, Some(verdict)) => verdict == Verdict::Met,
        (Kind::Opportunity, _) | (_, None) => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn insights_are_whole_sentences_and_contradict_no_verdict(document in document()) {
        let values = evaluated(&document);
        for year in 0..YEARS {
            for insight in insights(&CATALOGUE, &values, year) {
                prop_assert_eq!(flaw(&insight.words), None, "{}", insight.rule);
                prop_assert!(!contradicts(&insight, &values, year), "{}", insight.rule);
                let negative = |word: &Word| matches!(word, Word::Number(value, _) if *value < -1e-3);
                let may_be_negative = ["margin_misses_benchmark", "margin_narrows", "margin_widens", "value_below_acquisition"];
                prop_assert!(
                    may_be_negative.contains(&insight.rule) || !insight.words.iter().any(negative),
                    "{:?}",
                    insight
                );
            }
        }
    }

    #[test]
    fn the_headline_is_a_whole_sentence(document in document()) {
        let values = evaluated(&document);
        for year in 0..YEARS {
            prop_assert_eq!(flaw(&headline(&CATALOGUE, &values, year)), None);
        }
    }

    #[test]
    fn a_higher_price_is_no_opportunity_above_what_the_market_pays(document in document()) {
        let values = evaluated(&document);
        for year in 0..YEARS {
            let said = insights(&CATALOGUE, &values, year);
            let price = values.cell("price_per_hour", year).unwrap();
            prop_assert!(price <= 5.0 || said.iter().all(|insight| insight.rule != "raise_price"));
        }
    }
}

/// The rules that apply in any year of a scenario.
fn rules_said(document: &Document) -> BTreeSet<&'static str> {
    let values = evaluated(document);
    (0..YEARS).flat_map(|year| insights(&CATALOGUE, &values, year)).map(|insight| insight.rule).collect()
}

#[test]
fn every_rule_applies_in_some_scenario() {
    let sample = Document::sample();
    let mut said = rules_said(&sample);
    for (id, range) in ranges() {
        for factor in [0.0, 0.001, 0.5, 0.9, 1.5, 20.0, 1000.0] {
            let scaled: Vec<f64> =
                sample.values(&id).into_iter().map(|value| (value * factor).min(range.max)).collect();
            said.extend(rules_said(&sample.with_entry(&id, Entry::by_year(scaled))));
        }
        for growth in [-0.4, 0.4] {
            let grown = Entry::Growth { first: sample.values(&id)[0], growth };
            said.extend(rules_said(&sample.with_entry(&id, grown)));
        }
    }
    let unheard: Vec<&str> = rules().iter().map(|rule| rule.id).filter(|id| !said.contains(id)).collect();
    assert_eq!(unheard, Vec::<&str>::new());
}

#[test]
fn strengths_come_before_risks_and_risks_before_opportunities() {
    let values = evaluated(&Document::sample());
    let kinds: Vec<Kind> = insights(&CATALOGUE, &values, 0).iter().map(|insight| insight.kind).collect();
    assert!(kinds.is_sorted());
    for kind in [Kind::Strength, Kind::Risk, Kind::Opportunity] {
        assert!(kinds.contains(&kind), "{}", kind.word());
    }
}

#[test]
fn falling_revenue_is_a_risk_of_its_year_and_shrinking_revenue_of_all() {
    let fallen = evaluated(
        &Document::sample().with_entry("compute_hours", Entry::by_year([3e6, 2e6, 2.5e6, 2e6, 1e6])),
    );
    let said = |rule: &str| {
        [0, 1, 2, 3, 4].map(|year| insights(&CATALOGUE, &fallen, year).iter().any(|said| said.rule == rule))
    };
    // Prices rise from $2.00 to $2.75: revenue is $6M, 4.2M, 5.625M, 5M and 2.75M.
    assert_eq!(said("revenue_falls"), [false, true, false, true, true]);
    assert_eq!(said("revenue_shrinks"), [true; 5]);
    let whole = evaluated(&Document::sample());
    let any = |rule: &str| {
        (0..5).any(|year| insights(&CATALOGUE, &whole, year).iter().any(|said| said.rule == rule))
    };
    assert!(!any("revenue_falls") && !any("revenue_shrinks"));
}

#[test]
fn winning_the_first_customers_is_no_risk_of_the_first_year() {
    let values = evaluated(&Document::sample());
    let outruns =
        |year| insights(&CATALOGUE, &values, year).iter().any(|said| said.rule == "growth_outruns_customers");
    assert_eq!([0, 1].map(outruns), [false, true]);
}

#[test]
fn a_year_that_is_not_there_has_a_headline_and_no_insights() {
    let values = evaluated(&Document::sample());
    assert_eq!(flaw(&headline(&CATALOGUE, &values, 99)), None);
    assert_eq!(insights(&CATALOGUE, &values, 99), []);
}
