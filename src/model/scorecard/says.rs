//! What a scorecard says, in sentences.

use super::evidence::{findings, measures, suggestion};
use super::limits::MAX_SCORE;
use super::total::sum;
use super::{Criterion, Scorecard};
use crate::engine::unit::Unit;
use crate::engine::values::Values;
use crate::model::Catalogue;
use crate::model::declare::unit;
use crate::model::headline::Word;
use crate::model::insights::Kind;

/// One sentence that says what the scorecard comes to. Its numbers are scores.
pub fn headline(scorecard: &Scorecard) -> Vec<Word> {
    let total = match scorecard.total() {
        Ok(total) => total,
        Err(why) => return vec![Word::text(format!("The scorecard has no total, because {why}."))],
    };
    let counted = || scorecard.criteria.iter().filter(|criterion| criterion.weight > 0.0);
    let lost = |criterion: &&Criterion| criterion.maximum() - criterion.weighted();
    let carries = first_largest(counted(), |criterion| criterion.weighted());
    let costs = first_largest(counted(), lost).filter(|criterion| criterion.score < MAX_SCORE);
    let rest = match (carries, costs) {
        (_, None) => ": every criterion that counts has the highest score.".to_owned(),
        (Some(carries), Some(costs)) if carries.id != costs.id => {
            format!(": {} carries most of it, {} costs most.", carries.name, costs.name)
        }
        (_, Some(costs)) => format!(": {} decides it.", costs.name),
    };
    vec![
        Word::text("The business scores "),
        Word::Number(total, Unit::pure()),
        Word::text(" of 5"),
        Word::text(rest),
    ]
}

/// The criterion of which there is most; of several alike the first.
fn first_largest<'c>(
    criteria: impl Iterator<Item = &'c Criterion>,
    size: impl Fn(&&'c Criterion) -> f64,
) -> Option<&'c Criterion> {
    criteria.fold(None, |best, next| match best {
        Some(best) if size(&best) >= size(&next) => Some(best),
        _ => Some(next),
    })
}

/// What stands out: each a kind and a sentence.
pub fn remarks(scorecard: &Scorecard, catalogue: &Catalogue, values: &Values) -> Vec<(Kind, Vec<Word>)> {
    let mut said = Vec::new();
    let Ok(scaled) = scorecard.scaled_weights() else { return said };
    let share = |of: &dyn Fn(&Criterion) -> bool| -> f64 {
        let counted = scorecard.criteria.iter().zip(&scaled).filter(|(criterion, _)| of(criterion));
        sum(counted.map(|(_, weight)| *weight))
    };
    let percent = |share: f64| Word::Number(share, unit("%"));
    let best = share(&|criterion| criterion.score == MAX_SCORE);
    if best >= 0.5 {
        said.push((Kind::Strength, vec![percent(best), Word::text(" of the weight has the highest score.")]));
    }
    if !scorecard.adds_up() {
        let effect = if scorecard.weight_sum() > 1.0 { "overstate" } else { "understate" };
        said.push((
            Kind::Risk,
            vec![
                Word::text("The weights add up to "),
                percent(scorecard.weight_sum()),
                Word::text(format!(
                    ": a plain sum of weighted scores would {effect} the business, so the total divides by it."
                )),
            ],
        ));
    }
    let unseen = share(&|criterion| measures(&criterion.id).is_empty());
    if unseen > 0.0 {
        said.push((
            Kind::Risk,
            vec![
                percent(unseen),
                Word::text(" of the weight rests on judgement alone: the model holds no figures for it."),
            ],
        ));
    }
    let differing = |above: bool| -> Vec<&str> {
        let differs = |criterion: &&Criterion| {
            let suggested = suggestion(&findings(catalogue, values, &criterion.id));
            suggested.is_some_and(|suggested| {
                if above { criterion.score > suggested } else { criterion.score < suggested }
            })
        };
        scorecard.criteria.iter().filter(differs).map(|criterion| criterion.name.as_str()).collect()
    };
    let names = |words: &str, names: Vec<&str>| vec![Word::text(format!("{words}: {}.", names.join(", ")))];
    let (above, below) = (differing(true), differing(false));
    if !above.is_empty() {
        said.push((Kind::Risk, names("Your score is above what the model's figures suggest", above)));
    }
    if !below.is_empty() {
        said.push((Kind::Opportunity, names("The model's figures suggest more than your score", below)));
    }
    said
}
