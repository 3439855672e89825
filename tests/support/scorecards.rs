//! Scorecards within the limits.

use megahour::model::scorecard::limits::MAX_WEIGHT;
use megahour::model::scorecard::{Criterion, Question, Scorecard};
use proptest::prelude::*;

/// Any scorecard within the limits.
pub fn scorecard() -> impl Strategy<Value = Scorecard> {
    let weight = prop_oneof![
        4 => (0..=100_u32).prop_map(|percent| f64::from(percent) / 100.0),
        1 => 0.0..=MAX_WEIGHT,
        1 => prop::sample::select(vec![0.0, f64::MIN_POSITIVE, 5e-324, 1e-300, MAX_WEIGHT]),
    ];
    let text = || "[a-zäß \\n\"\\\\🚀]{0,20}";
    let question =
        (text(), any::<bool>(), text()).prop_map(|(text, done, note)| Question { text, done, note });
    let criterion = (weight, 1..=5_u8, text(), text(), text(), prop::collection::vec(question, 0..3));
    let shipped = prop::sample::subsequence(Scorecard::shipped().criteria, 0..=7);
    (shipped, prop::collection::vec(criterion, 0..6)).prop_map(|(mut criteria, own)| {
        for (number, (weight, score, evaluation, notes, reason, questions)) in own.into_iter().enumerate() {
            let blank = Criterion::blank(&format!("own_{}", number + 1), &format!("Ours, {number}"));
            criteria.push(Criterion { weight, score, evaluation, notes, reason, questions, ..blank });
        }
        Scorecard { criteria }
    })
}
