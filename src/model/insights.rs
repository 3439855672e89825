//! What the numbers say: rules with a condition, a sentence and the line that
//! they rest on.

use super::Catalogue;
use super::benchmarks::Verdict;
use super::headline::Word;
use crate::engine::expr::{Condition, Expr};
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

/// A rule without a condition and a sentence.
pub(in crate::model) fn rule(kind: Kind, id: &'static str, line: &'static str) -> Rule {
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
    pub(in crate::model) fn on(self, verdict: Verdict) -> Self {
        Self { verdict: Some(verdict), ..self }
    }

    pub(in crate::model) fn in_dollars(self) -> Self {
        Self { is_in_dollars: true, ..self }
    }

    pub(in crate::model) fn when(self, condition: Condition) -> Self {
        Self { when: Some(condition), ..self }
    }

    pub(in crate::model) fn says<const N: usize>(
        self,
        sentence: &'static str,
        numbers: [(Expr, Unit); N],
    ) -> Self {
        Self { sentence, numbers: numbers.into(), ..self }
    }
}
