//! What is said of correlations that no numbers could have at once.

use crate::{CATALOGUE, reference};
use megahour::engine::chance::contradiction::{Conflict, Refusal, check};
use megahour::engine::chance::plan::*;

fn source(driver: &str) -> Source {
    Source { driver: driver.to_owned(), part: Part::Level }
}

fn pair(a: &str, b: &str, rank: f64) -> Correlation {
    Correlation { a: source(a), b: source(b), rank }
}

fn uncertain() -> Vec<(String, Uncertainty)> {
    reference::plan(&CATALOGUE, 1_000).uncertain
}

fn refusal(uncertain: &[(String, Uncertainty)], pairs: &[Correlation]) -> Option<Refusal> {
    check(&CATALOGUE.model, uncertain, pairs).err()
}

fn conflicts(uncertain: &[(String, Uncertainty)], pairs: &[Correlation]) -> Vec<Conflict> {
    match refusal(uncertain, pairs) {
        Some(Refusal::Contradiction(conflicts)) => conflicts,
        _ => Vec::new(),
    }
}

/// Whether a pair's nearest correlation mends all, and the next digit does not.
fn mends(uncertain: &[(String, Uncertainty)], pairs: &[Correlation], conflict: &Conflict) {
    let nearest = conflict.nearest.unwrap();
    let with = |rank: f64| {
        let mut next = pairs.to_vec();
        let is_it = |pair: &&mut Correlation| (&pair.a, &pair.b) == (&conflict.a, &conflict.b);
        match next.iter_mut().find(is_it) {
            Some(pair) => pair.rank = rank,
            None => next.push(Correlation { a: conflict.a.clone(), b: conflict.b.clone(), rank }),
        }
        refusal(uncertain, &next)
    };
    let further = if conflict.is_too_high() { nearest + 0.01 } else { nearest - 0.01 };
    assert_eq!(with(nearest), None, "{conflict:?}");
    assert!(with(further).is_some(), "{conflict:?}");
}

#[test]
fn each_of_three_pairs_says_what_would_agree_with_the_others() {
    let pairs = [
        pair("price_per_hour", "cost_per_hour", 0.9),
        pair("cost_per_hour", "cac", 0.9),
        pair("price_per_hour", "cac", -0.9),
    ];
    let conflicts = conflicts(&uncertain(), &pairs);
    assert_eq!(conflicts.len(), 3);
    let of = |a: &str, b: &str| {
        conflicts.iter().find(|of| (of.a.driver.as_str(), of.b.driver.as_str()) == (a, b)).unwrap()
    };
    // Angles of normal correlations add up: 2 sin(0.9 π ÷ 6) twice.
    let angle = 2.0 * (2.0 * (0.9 * std::f64::consts::PI / 6.0).sin()).acos();
    let least = (angle.cos() / 2.0).asin() * 6.0 / std::f64::consts::PI;
    let last = of("price_per_hour", "cac");
    assert!(!last.is_too_high() && last.rank == Some(-0.9));
    assert_eq!(last.nearest, Some((least * 100.0).ceil() / 100.0));
    assert!(of("price_per_hour", "cost_per_hour").is_too_high());
    conflicts.iter().for_each(|conflict| mends(&uncertain(), &pairs, conflict));
}

#[test]
fn what_mends_a_contradiction_agrees_with_pairs_outside_of_it_too() {
    let pairs = [
        pair("price_per_hour", "cost_per_hour", 0.9),
        pair("cost_per_hour", "cac", 0.9),
        pair("price_per_hour", "cac", -0.9),
        // No part of the contradiction, but it leaves the price less room.
        pair("price_per_hour", "retention", 0.2),
    ];
    let conflicts = conflicts(&uncertain(), &pairs);
    assert_eq!(conflicts.len(), 3);
    conflicts.iter().for_each(|conflict| mends(&uncertain(), &pairs, conflict));
    // One high with three that have nothing to do with each other: no one of the
    // pairs mends that alone.
    let star = ["cost_per_hour", "cac", "retention"].map(|other| pair("price_per_hour", other, 0.9));
    let conflicts = self::conflicts(&uncertain(), &star);
    assert!(!conflicts.is_empty() && conflicts.iter().all(|conflict| conflict.nearest.is_none()));
}

#[test]
fn each_of_two_contradictions_is_mended_by_itself() {
    let three = |[a, b, c]: [&str; 3]| [pair(a, b, 0.9), pair(b, c, 0.9), pair(a, c, -0.9)];
    let one = three(["price_per_hour", "cost_per_hour", "cac"]);
    let other = three(["retention", "arpu", "compute_hours"]);
    let mut six = uncertain();
    let like = six[0].1;
    for id in ["arpu", "compute_hours"] {
        if six.iter().all(|(known, _)| known != id) {
            six.push((id.to_owned(), like));
        }
    }
    let conflicts = conflicts(&six, &[one, other].concat());
    assert_eq!(conflicts.len(), 3);
    assert!(conflicts.iter().all(|conflict| conflict.nearest.is_some()), "{conflicts:?}");
}

#[test]
fn a_pair_that_nobody_listed_is_named_with_what_it_has_to_be() {
    let pairs = [pair("price_per_hour", "cost_per_hour", 0.9), pair("cost_per_hour", "cac", 0.9)];
    let conflicts = conflicts(&uncertain(), &pairs);
    let last = conflicts.last().unwrap();
    assert_eq!((conflicts.len(), last.rank), (3, None));
    assert!(last.nearest.is_some_and(|nearest| (0.5..0.7).contains(&nearest)), "{last:?}");
    conflicts.iter().for_each(|conflict| mends(&uncertain(), &pairs, conflict));
}

#[test]
fn one_draw_for_all_years_cannot_follow_each_years_own() {
    // Five that have nothing to do with each other leave each a fifth at most.
    let each = uncertain().into_iter().map(|(id, of)| {
        let span = if id == "cac" { Span::Each } else { Span::Once };
        let level = of.level.map(|shift| Shift { span, ..shift });
        (id, Uncertainty { level, ..of })
    });
    let (each, pairs) = (each.collect::<Vec<_>>(), [pair("price_per_hour", "cac", 0.6)]);
    let conflicts = conflicts(&each, &pairs);
    let [only] = conflicts.as_slice() else { panic!("{conflicts:?}") };
    assert_eq!(only.nearest, Some(0.43));
    mends(&each, &pairs, only);
}

#[test]
fn of_several_contradictions_one_whose_pairs_are_listed_is_told() {
    // The first three contradict each other, and so do two of them with the
    // fourth; what is high with the same two is said to be no matter of the other.
    let pairs = [
        pair("price_per_hour", "cost_per_hour", 0.9),
        pair("cost_per_hour", "cac", 0.9),
        pair("price_per_hour", "cac", -0.9),
        pair("cost_per_hour", "retention", 0.9),
        pair("price_per_hour", "retention", -0.9),
    ];
    let conflicts = conflicts(&uncertain(), &pairs);
    assert_eq!(conflicts.len(), 3);
    assert!(conflicts.iter().all(|conflict| conflict.rank.is_some()));
}

#[test]
fn what_makes_no_sense_by_itself_is_told_and_what_agrees_is_not() {
    let twice = [pair("price_per_hour", "cac", 0.5), pair("cac", "price_per_hour", 0.4)];
    let said = refusal(&uncertain(), &twice);
    assert!(matches!(said, Some(Refusal::Senseless(words)) if words.contains("same pair")));
    assert_eq!(refusal(&uncertain(), &twice[..1]), None);
    assert_eq!(refusal(&uncertain(), &[]), None);
}
