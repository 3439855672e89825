//! The scorecard: totals worked out by hand, evidence that agrees with the
//! benchmarks, edits within limits, and documents that bring it back.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "scorecard/documents.rs"]
mod documents;
#[path = "scorecard/evidence.rs"]
mod evidence;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "support/scenarios.rs"]
mod scenarios;

#[path = "support/scorecards.rs"]
mod scorecards;

use megahour::model::scorecard::edit::{Direction, Text};
use megahour::model::scorecard::limits::{MAX_CHARACTERS, MAX_CRITERIA, MAX_TEXT, MAX_WEIGHT};
use megahour::model::scorecard::{Criterion, Refusal, Scorecard};
use proptest::prelude::*;
use scorecards::scorecard;
use serde_json::Value;

/// How far a figure may be from the one worked out by hand.
const EXACT: f64 = 1e-12;

fn close(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= EXACT * expected.abs().max(1.0)
}

fn of(pairs: &[(f64, u8)]) -> Scorecard {
    let criterion = |(number, (weight, score)): (usize, &(f64, u8))| Criterion {
        weight: *weight,
        score: *score,
        ..Criterion::blank(&format!("c{number}"), &format!("Criterion {number}"))
    };
    Scorecard { criteria: pairs.iter().enumerate().map(criterion).collect() }
}

#[test]
fn totals_come_out_as_worked_out_by_hand() {
    let file: Value = serde_json::from_str(include_str!("cases/scorecard.json")).unwrap();
    for case in file["cases"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let number = |field: &str| case[field].as_f64().unwrap();
        let pairs: Vec<(f64, u8)> = case["criteria"]
            .as_array()
            .unwrap()
            .iter()
            .map(|pair| (pair[0].as_f64().unwrap(), pair[1].as_u64().unwrap() as u8))
            .collect();
        let scorecard = of(&pairs);
        assert_eq!(scorecard.check(), Ok(()), "{name}");
        for (criterion, weighted) in scorecard.criteria.iter().zip(case["weighted"].as_array().unwrap()) {
            assert!(close(criterion.weighted(), weighted.as_f64().unwrap()), "{name}: {criterion:?}");
        }
        assert!(close(scorecard.weight_sum(), number("weight_sum")), "{name}");
        assert!(close(scorecard.raw_sum(), number("sum")), "{name}");
        assert!(close(scorecard.maximum(), number("maximum")), "{name}");
        assert!(
            scorecard.raw_sum().is_sign_positive() && scorecard.weight_sum().is_sign_positive(),
            "{name}"
        );
        match case.get("undefined") {
            Some(why) => {
                assert_eq!(scorecard.total().unwrap_err().to_string(), why.as_str().unwrap(), "{name}");
                assert_eq!(scorecard.scaled(), Err(Refusal::NothingToScale), "{name}");
            }
            None => assert!(close(scorecard.total().unwrap(), number("total")), "{name}"),
        }
    }
}

#[test]
fn scaling_the_published_weights_gives_elevenths_and_the_same_total() {
    let scaled = Scorecard::shipped().scaled().unwrap();
    let elevenths: Vec<f64> = scaled.criteria.iter().map(|criterion| criterion.weight * 22.0).collect();
    for (found, expected) in elevenths.into_iter().zip([4.0, 4.0, 4.0, 3.0, 3.0, 2.0, 2.0]) {
        assert!(close(found, expected), "{found}");
    }
    assert!(scaled.adds_up() && !Scorecard::shipped().adds_up());
    assert!(close(scaled.total().unwrap(), Scorecard::shipped().total().unwrap()));
}

#[test]
fn the_published_total_leaves_one_criterion_out_and_is_told_while_it_is_true() {
    let shipped = Scorecard::shipped();
    let published = shipped.published_total().unwrap();
    assert_eq!(published.left_out.name, "Competitive Landscape");
    let without = shipped.without_criterion(&published.left_out.id).unwrap();
    assert!(close(without.total().unwrap(), published.total) && without.adds_up());
    assert!(shipped.moved("scalability", Direction::Up).unwrap().published_total().is_some());
    // One that was only just added weighs nothing yet.
    assert!(shipped.with_criterion().unwrap().published_total().is_some());
    assert_eq!(without.published_total(), None);
    assert_eq!(shipped.with_score("scalability", 4).unwrap().published_total(), None);
    assert_eq!(shipped.scaled().unwrap().published_total(), None);
}

#[test]
fn what_breaks_a_limit_is_refused_with_the_reason() {
    let card = Scorecard::shipped();
    let id = "scalability";
    assert_eq!(card.with_score(id, 0), Err(Refusal::Score));
    assert_eq!(card.with_score(id, 6), Err(Refusal::Score));
    for weight in [-0.01, MAX_WEIGHT.next_up(), f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(card.with_weight(id, weight), Err(Refusal::Weight));
    }
    assert_eq!(card.with_name(id, " \n"), Err(Refusal::NoName));
    assert_eq!(card.with_name(id, &"x".repeat(103)), Err(Refusal::LongName(3)));
    let taken = card.with_name(id, " market OPPORTUNITY ");
    assert_eq!(taken, Err(Refusal::NameTaken("market OPPORTUNITY".to_owned())));
    assert!(card.with_text(id, Text::Notes, "").is_ok());
    let full = "ü".repeat(MAX_TEXT);
    let noted = card.with_text(id, Text::Notes, &full).unwrap();
    assert_eq!(noted.with_text(id, Text::Notes, &format!("{full}!")), Err(Refusal::TooLong(1)));
    let others = ["revenue_potential", "differentiation"];
    let fuller = others.iter().fold(noted, |card, id| card.with_text(id, Text::Notes, &full).unwrap());
    let refused = fuller.with_text("market_opportunity", Text::Notes, &full).unwrap_err();
    let characters: usize = fuller.criteria.iter().map(Criterion::characters).sum();
    assert_eq!(refused, Refusal::Full(characters + MAX_TEXT - MAX_CHARACTERS));
    assert_eq!(card.with_tick(id, 2, true), Err(Refusal::NotThere));
    assert_eq!(card.with_score("nowhere", 3), Err(Refusal::NotThere));
    let mut asked = card;
    while let Ok(more) = asked.with_question(id) {
        asked = more;
    }
    assert_eq!(asked.criterion(id).unwrap().questions.len(), 20);
}

#[test]
fn criteria_are_added_up_to_the_bound_moved_and_removed_down_to_none() {
    let mut card = Scorecard::default();
    for _ in 0..MAX_CRITERIA {
        card = card.with_criterion().unwrap();
    }
    assert_eq!(card.check(), Ok(()));
    assert_eq!(card.with_criterion(), Err(Refusal::TooManyCriteria));
    let (first, last) = (card.criteria[0].id.clone(), card.criteria[MAX_CRITERIA - 1].id.clone());
    assert_eq!(card.moved(&first, Direction::Up).unwrap(), card);
    assert_eq!(card.moved(&last, Direction::Down).unwrap(), card);
    assert_eq!(card.moved(&first, Direction::Down).unwrap().moved(&first, Direction::Up).unwrap(), card);
    card = card.without_criterion(&card.criteria[7].id).unwrap().with_criterion().unwrap();
    assert_eq!(card.check(), Ok(()), "a free id and name are found again");
    while let Some(criterion) = card.criteria.last() {
        card = card.without_criterion(&criterion.id).unwrap();
    }
    assert_eq!(card, Scorecard::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_total_is_within_the_scores_and_scaling_keeps_it(card in scorecard()) {
        prop_assert_eq!(card.check(), Ok(()));
        let counted = card.criteria.iter().filter(|criterion| criterion.weight > 0.0).map(|c| f64::from(c.score));
        match card.total() {
            Ok(total) => {
                let low = counted.clone().fold(5.0, f64::min);
                let high = counted.fold(1.0, f64::max);
                prop_assert!((1.0..=5.0).contains(&total));
                prop_assert!((low - EXACT..=high + EXACT).contains(&total), "{total} from {low} to {high}");
                let scaled = card.scaled().unwrap();
                prop_assert!(scaled.adds_up());
                prop_assert!(close(scaled.total().unwrap(), total));
            }
            Err(_) => prop_assert_eq!(counted.count(), 0),
        }
    }

    #[test]
    fn no_edit_panics_or_leaves_the_limits(
        card in scorecard(), id in "[a-z_]{0,5}|scalability|own_1", number in any::<f64>(), score in any::<u8>(),
        text in any::<String>(), at in 0..4_usize, done in any::<bool>(),
    ) {
        let edited = [
            card.with_name(&id, &text), card.with_weight(&id, number), card.with_score(&id, score),
            card.with_text(&id, Text::Notes, &text), card.with_text(&id, Text::Question(at), &text),
            card.with_tick(&id, at, done), card.with_question(&id), card.without_question(&id, at),
            card.with_criterion(), card.without_criterion(&id), card.scaled(),
            card.moved(&id, if done { Direction::Up } else { Direction::Down }),
        ];
        for card in edited.into_iter().flatten() {
            prop_assert_eq!(card.check(), Ok(()));
        }
    }
}
