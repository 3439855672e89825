//! What the model suggests agrees with its benchmarks, and nothing is suggested
//! where the model knows nothing.

use crate::scenarios::{CATALOGUE, document, evaluated};
use crate::scorecard;
use megahour::engine::values::Values;
use megahour::model::benchmarks::Verdict;
use megahour::model::headline::Word;
use megahour::model::scorecard::Scorecard;
use megahour::model::scorecard::evidence::{Scale, findings, measures, remark, suggestion};
use megahour::model::scorecard::says::{headline, remarks};
use megahour::store::document::{Document, Entry};
use proptest::prelude::*;

fn suggested(values: &Values, criterion: &str) -> Option<u8> {
    suggestion(&findings(&CATALOGUE, values, criterion))
}

fn scores(values: &Values, criterion: &str) -> Vec<Option<u8>> {
    findings(&CATALOGUE, values, criterion).iter().map(|finding| finding.score).collect()
}

#[test]
fn every_measure_names_a_line_and_where_it_needs_one_a_benchmark() {
    for criterion in Scorecard::shipped().criteria {
        for measure in measures(&criterion.id) {
            assert!(CATALOGUE.model.line(measure.line).is_some(), "{}", measure.line);
            match measure.scale {
                Scale::Benchmark { .. } => {
                    assert!(CATALOGUE.benchmark(measure.line).is_some(), "{}", measure.line);
                }
                Scale::Steps(bounds) => assert!(bounds.is_sorted()),
            }
            assert!(!measure.thresholds(&CATALOGUE, |bound| bound.to_string()).contains("NaN"));
        }
        assert!(
            !measures(&criterion.id).is_empty() || !remark(&criterion.id, &[]).is_empty(),
            "{}",
            criterion.id
        );
    }
}

/// Margin rises by 10.9 points: 5; 80% of hours sold: 4; 72% of storage: 4.
/// CAGR 101.5%: 5; margin 60% and more: 4; ARPU grows by 16.7%: 4.
/// $2.00 to $2.75 an hour: 4. Retention 95% and more: 5; LTV:CAC 120: 5.
#[test]
fn the_sample_suggests_what_was_worked_out_by_hand() {
    let sample = evaluated(&Document::sample());
    let found = |criterion: &str| (scores(&sample, criterion), suggested(&sample, criterion));
    assert_eq!(found("scalability"), (vec![Some(5), Some(4), Some(4)], Some(4)));
    assert_eq!(found("revenue_potential"), (vec![Some(5), Some(4), Some(4)], Some(4)));
    assert_eq!(found("differentiation"), (vec![Some(4)], Some(4)));
    assert_eq!(found("customer_stickiness"), (vec![Some(5), Some(5)], Some(5)));
    for nothing in ["market_opportunity", "competitive_landscape", "ethical_considerations", "own_1"] {
        assert_eq!(found(nothing), (Vec::new(), None));
    }
}

#[test]
fn the_weakest_year_counts_and_undefined_years_are_told() {
    let weak = Document::sample().with_entry("retention", Entry::by_year([0.95, 0.87, 0.91, 1.0, 0.95]));
    let found = findings(&CATALOGUE, &evaluated(&weak), "customer_stickiness");
    assert_eq!((found[0].cell, &found[0].figure, found[0].score), (1, &Ok(0.87), Some(2)));
    assert_eq!((found[1].cell, found[1].undefined), (1, 1));
    let never = Document::sample().with_entry("retention", Entry::by_year([1.0; 5]));
    let found = findings(&CATALOGUE, &evaluated(&never), "customer_stickiness");
    let why = found[1].figure.clone().unwrap_err();
    assert!(why.contains("lifetime is unbounded"), "{why}");
    assert_eq!((found[1].score, suggestion(&found)), (None, Some(5)));
}

#[test]
fn without_volume_the_margin_says_nothing_about_scale() {
    let flat = Document::sample().with_entry("compute_hours", Entry::by_year([1e6; 5]));
    let found = findings(&CATALOGUE, &evaluated(&flat), "scalability");
    assert_eq!(found[0].score, None);
    assert!(found[0].figure.as_ref().unwrap_err().contains("no more hours"));
}

fn text(words: &[Word]) -> String {
    words
        .iter()
        .map(|word| match word {
            Word::Text(text) => text.clone(),
            Word::Number(value, _) => format!("{value:.2}"),
        })
        .collect()
}

#[test]
fn the_sample_says_what_it_says() {
    let card = Scorecard::shipped();
    let said = "The business scores 4.59 of 5: Market Opportunity, Scalability and Revenue Potential carry the most, Competitive Landscape costs the most.";
    assert_eq!(text(&headline(&card)), said);
    let sample = evaluated(&Document::sample());
    let said: Vec<String> =
        remarks(&card, &CATALOGUE, &sample).iter().map(|(_, words)| text(words)).collect();
    assert_eq!(
        said,
        [
            "0.68 of the weight has the highest score.",
            "The weights add up to 1.10: a plain sum of weighted scores would overstate the business, so the total divides by it.",
            "0.36 of the weight rests on judgement alone: the model holds no figures for it.",
            "Your score is above what the model's figures suggest: Scalability, Revenue Potential.",
        ]
    );
    assert_eq!(
        text(&headline(&Scorecard::default())),
        "The scorecard has no total, because there are no criteria."
    );
}

#[test]
fn a_figure_at_a_threshold_is_worth_what_the_threshold_says() {
    let worth = |growth: f64| {
        let growing = Document::sample()
            .with_entry("price_per_hour", Entry::by_year([2.0; 5]))
            .with_entry("compute_hours", Entry::Growth { first: 1e6, growth });
        let found = findings(&CATALOGUE, &evaluated(&growing), "revenue_potential");
        found[0].score
    };
    for (growth, score) in [(0.0, 2), (0.1499, 2), (0.15, 3), (0.4, 4), (0.3999, 3), (1.0, 5)] {
        assert_eq!(worth(growth), Some(score), "{growth}");
    }
    let widening = Document::sample()
        .with_entry("price_per_hour", Entry::by_year([1.0; 5]))
        .with_entry("cost_per_hour", Entry::by_year([0.45, 0.44, 0.43, 0.42, 0.40]));
    assert_eq!(findings(&CATALOGUE, &evaluated(&widening), "scalability")[0].score, Some(5));
}

#[test]
fn criteria_that_count_alike_are_named_together() {
    let mut card = Scorecard::shipped();
    for (position, criterion) in card.criteria.iter_mut().enumerate() {
        // 0.2 × 3, 0.15 × 4 and 0.3 × 2 are one size.
        (criterion.weight, criterion.score) =
            [(0.2, 3), (0.15, 4), (0.3, 2)].get(position).copied().unwrap_or((0.0, 1));
    }
    let [one, two, three] = [0, 1, 2].map(|position: usize| card.criteria[position].name.clone());
    let said = text(&headline(&card));
    let expected = format!("{one}, {two} and {three} carry the most, {three} costs the most.");
    assert!(said.ends_with(&expected), "{said}");
    for criterion in &mut card.criteria {
        (criterion.weight, criterion.score) = (0.1, 4);
    }
    let said = text(&headline(&card));
    assert!(said.ends_with(&format!("{one}, {two} and 5 others decide it alike.")), "{said}");
}

proptest! {
    #[test]
    fn a_met_benchmark_is_worth_four_or_more_and_a_missed_one_two_or_less(value in -1.0..1e3_f64, share in 0.0..1.0_f64) {
        for criterion in Scorecard::shipped().criteria {
            for measure in measures(&criterion.id) {
                for value in [value, share] {
                    let score = measure.score(&CATALOGUE, value).unwrap();
                    prop_assert!((1..=5).contains(&score));
                    if let Scale::Benchmark { .. } = measure.scale {
                        let allowed = match CATALOGUE.benchmark(measure.line).unwrap().verdict(value) {
                            Verdict::Met => 4..=5,
                            Verdict::Near => 3..=3,
                            Verdict::Missed => 1..=2,
                        };
                        prop_assert!(allowed.contains(&score), "{}: {value} is worth {score}", measure.line);
                    }
                }
            }
        }
    }

    #[test]
    fn every_scenario_has_findings_with_a_score_or_a_reason(document in document(), card in scorecard()) {
        let values = evaluated(&document);
        for criterion in Scorecard::shipped().criteria {
            let found = findings(&CATALOGUE, &values, &criterion.id);
            for finding in &found {
                prop_assert_eq!(finding.figure.is_ok(), finding.score.is_some());
                prop_assert!(finding.figure.as_ref().is_ok_and(|figure| figure.is_finite()) || finding.figure.as_ref().is_err_and(|why| !why.is_empty()));
            }
            let low = found.iter().filter_map(|finding| finding.score).min();
            let high = found.iter().filter_map(|finding| finding.score).max();
            prop_assert!((low..=high).contains(&suggestion(&found)));
        }
        headline(&card);
        remarks(&card, &CATALOGUE, &values);
    }
}
