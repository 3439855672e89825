//! What a scorecard says, in sentences.

use super::evidence::{findings, suggestion};
use super::limits::MAX_SCORE;
use super::total::{ROUNDING, sum};
use super::{Criterion, Scorecard};
use crate::engine::unit::Unit;
use crate::engine::values::Values;
use crate::model::Catalogue;
use crate::model::declare::unit;
use crate::model::headline::Word;
use crate::model::insights::Kind;
use crate::model::listed::listed;

/// How many criteria a sentence names.
const MAX_NAMED: usize = 3;

/// One sentence that says what the scorecard comes to. Its numbers are scores.
pub fn headline(scorecard: &Scorecard) -> Vec<Word> {
    let total = match scorecard.total() {
        Ok(total) => total,
        Err(why) => return vec![Word::text(format!("The scorecard has no total, because {why}."))],
    };
    let counted = || scorecard.criteria.iter().filter(|criterion| criterion.weight > 0.0);
    let carry = largest(counted().map(|criterion| (criterion, criterion.weighted())));
    let below = counted().filter(|criterion| criterion.score < MAX_SCORE);
    let cost = largest(below.map(|criterion| (criterion, criterion.maximum() - criterion.weighted())));
    let rest = match (carry.as_slice(), cost.as_slice()) {
        (_, []) => ": every criterion that counts has the highest score.".to_owned(),
        ([], cost) => format!(": {}.", together(cost, ["decides it", "decide it"])),
        (carry, cost) if carry == cost => {
            format!(": {}.", together(cost, ["decides it", "decide it alike"]))
        }
        (carry, cost) => format!(
            ": {}, {}.",
            together(carry, ["carries the most", "carry the most"]),
            together(cost, ["costs the most", "cost the most"]),
        ),
    };
    vec![
        Word::text("The business scores "),
        Word::Number(total, Unit::pure()),
        Word::text(" of 5"),
        Word::text(rest),
    ]
}

/// The criteria of which there is most: several where they are alike.
fn largest<'c>(sizes: impl Iterator<Item = (&'c Criterion, f64)> + Clone) -> Vec<&'c Criterion> {
    let most = sizes.clone().map(|(_, size)| size).fold(f64::NEG_INFINITY, f64::max);
    // Weights such as 0.1 × 3 and 0.15 × 2 differ in the last bit alone.
    let is_most = |size: f64| size >= most - most.abs() * ROUNDING;
    sizes.filter(|(_, size)| is_most(*size)).map(|(criterion, _)| criterion).collect()
}

/// "A carries it", "A and B carry it", "A, B and 2 others carry it".
fn together(criteria: &[&Criterion], [one, several]: [&str; 2]) -> String {
    let mut names: Vec<String> = criteria.iter().map(|criterion| criterion.name.clone()).collect();
    if names.len() > MAX_NAMED {
        let others = names.split_off(MAX_NAMED - 1).len();
        names.push(format!("{others} others"));
    }
    format!("{} {}", listed(&names), if names.len() > 1 { several } else { one })
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
    let unseen = share(&|criterion| suggestion(&findings(catalogue, values, &criterion.id)).is_none());
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
