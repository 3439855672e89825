//! Which line of a model a row is, by its name.

use super::line_names::{MAYBE, NAMES};
use super::signs::plain_name;
use super::statement::Row;
use crate::engine::model::{Line, Model};
use serde::Serialize;
use std::collections::BTreeMap;

/// A line that a row may be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// The line's id.
    pub line: String,
    /// How much the names are alike, from 0 to 1.
    pub score: f64,
}

/// A line whose name, or one that people use for it, the row has.
const NAMED: f64 = 0.95;
/// How much alike names have to be for a proposal.
const ALIKE: f64 = 0.6;
/// The most proposals for a row.
const MOST: usize = 3;

/// The names of a model's lines, ready to be looked up.
pub(super) struct Names<'m> {
    lines: &'m [Line],
    exact: BTreeMap<String, Vec<usize>>,
    known: BTreeMap<String, Vec<usize>>,
    words: Vec<Vec<String>>,
}

impl<'m> Names<'m> {
    pub fn of(model: &'m Model) -> Self {
        let lines = model.lines();
        let (mut exact, mut known) = (BTreeMap::new(), BTreeMap::new());
        for (at, line) in lines.iter().enumerate() {
            for name in [line.id.as_str(), &line.label, &line.short] {
                for form in forms(name) {
                    add(&mut exact, form, at);
                }
            }
            let others = NAMES.iter().filter(|(id, _)| line.id == *id).flat_map(|(_, names)| names.iter());
            for name in others {
                add(&mut known, common(name), at);
            }
        }
        let words = lines.iter().map(|line| words_of(&common(&without_bracket(&line.label)))).collect();
        Self { lines, exact, known, words }
    }

    /// The lines that a row may be, the likeliest first. A score of 1 is the line's
    /// own name.
    pub fn candidates(&self, row: &Row) -> Vec<Candidate> {
        let given: Vec<&String> = row.names.iter().chain([&row.name]).collect();
        let named: Vec<String> = given.iter().flat_map(|name| forms(name)).collect();
        let doubtful = named.iter().find_map(|name| MAYBE.iter().find(|(maybe, _)| maybe == name));
        if let Some((_, line)) = doubtful.filter(|_| self.named_by_id(row).is_none()) {
            return self
                .lines
                .iter()
                .filter(|found| found.id == *line)
                .map(|found| candidate(found, 0.7))
                .collect();
        }
        for (names, score) in [(&self.exact, 1.0), (&self.known, NAMED)] {
            let mut found: Vec<usize> =
                named.iter().filter_map(|name| names.get(name)).flatten().copied().collect();
            found.sort_unstable();
            found.dedup();
            if !found.is_empty() {
                return found.into_iter().map(|at| candidate(&self.lines[at], score)).collect();
            }
        }
        self.alike(&row.name)
    }

    /// Whether words are a name of a line.
    pub fn are_of(&self, line: &Line, words: &str) -> bool {
        let is_line = |at: &usize| self.lines.get(*at).is_some_and(|found| found.id == line.id);
        let is_of = |names: &BTreeMap<String, Vec<usize>>, form: &String| {
            names.get(form).is_some_and(|places| places.iter().any(is_line))
        };
        forms(words).iter().any(|form| is_of(&self.exact, form) || is_of(&self.known, form))
    }

    /// The line whose id a row gives.
    fn named_by_id(&self, row: &Row) -> Option<&Line> {
        self.lines
            .iter()
            .find(|line| line.id.contains('_') && row.names.iter().any(|name| line.id == name.as_str()))
    }

    fn alike(&self, name: &str) -> Vec<Candidate> {
        let wanted = words_of(&common(&without_bracket(name)));
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Candidate> = self
            .lines
            .iter()
            .zip(&self.words)
            .map(|(line, words)| candidate(line, likeness(&wanted, words)))
            .filter(|candidate| candidate.score >= ALIKE)
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        found.truncate(MOST);
        found
    }
}

fn candidate(line: &Line, score: f64) -> Candidate {
    Candidate { line: line.id.to_string(), score }
}

fn add(map: &mut BTreeMap<String, Vec<usize>>, name: String, at: usize) {
    if !name.is_empty() {
        let places = map.entry(name).or_default();
        if !places.contains(&at) {
            places.push(at);
        }
    }
}

/// A name as it is, without its bracket, what stands in the bracket where that is
/// an abbreviation, and each without words that say nothing about the line.
fn forms(name: &str) -> Vec<String> {
    let mut forms = all_forms(name);
    for at in 0..forms.len() {
        let plain = without_fillers(&forms[at]);
        if plain != forms[at] && !plain.is_empty() {
            forms.push(plain.to_owned());
        }
    }
    forms
}

/// A name without a number before it, and words such as `annual` and `blended`.
fn without_fillers(name: &str) -> &str {
    let mut rest = name;
    while let Some((first, after)) = rest.split_once(' ') {
        let is_number = first.len() <= 2 && first.chars().all(|sign| sign.is_ascii_digit());
        let fillers = ["annual", "yearly", "average", "blended", "number", "expected", "projected", "total"];
        if !is_number && !fillers.contains(&first) {
            break;
        }
        rest = after;
    }
    rest
}

fn all_forms(name: &str) -> Vec<String> {
    let mut forms = vec![common(name)];
    let short = without_bracket(name);
    if short != name {
        forms.push(common(&short));
        let inside =
            name.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inside, _)| inside);
        let is_abbreviation = inside.len() > 1 && inside.chars().all(|sign| sign.is_ascii_uppercase());
        if is_abbreviation {
            forms.push(common(inside));
        }
    }
    forms
}

fn without_bracket(name: &str) -> String {
    match name.split_once('(') {
        Some((before, rest)) if !before.trim().is_empty() => {
            let after = rest.split_once(')').map_or("", |(_, after)| after);
            format!("{} {}", before.trim(), after.trim()).trim().to_owned()
        }
        _ => name.to_owned(),
    }
}

/// A name in the words that all forms of it share.
fn common(name: &str) -> String {
    let plain = plain_name(name);
    let words =
        plain.split(' ').filter(|word| !matches!(*word, "the" | "of" | "our" | "a" | "an" | "(" | ")" | "$"));
    let words: Vec<String> = words.map(common_word).collect();
    words.join(" ")
}

fn common_word(word: &str) -> String {
    let singular = match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    };
    match singular {
        "utilization" | "utilisation" => "utilisation",
        "gpuhour" | "gpuh" | "gpuhr" => return "gpu hour".to_owned(),
        "hr" | "hrs" | "h" => "hour",
        "avg" | "ave" => "average",
        "client" => "customer",
        "rev" => "revenue",
        "infra" => "infrastructure",
        "acq" => "acquisition",
        other => other,
    }
    .to_owned()
}

fn words_of(name: &str) -> Vec<String> {
    let fillers = ["per", "and", "a", "total", "annual", "average"];
    name.split(' ').filter(|word| !word.is_empty() && !fillers.contains(word)).map(alias).collect()
}

/// Words that mean the same in the names of lines.
fn alias(word: &str) -> String {
    match word {
        "gpu" | "accelerator" => "compute",
        "sold" | "billable" | "rented" => "billed",
        "price" | "rate" | "asp" => "revenue",
        "capacity" => "available",
        "loyalty" => "retention",
        other => other,
    }
    .to_owned()
}

/// Twice the shared words over all words (Dice's coefficient).
fn likeness(a: &[String], b: &[String]) -> f64 {
    let shared = a.iter().filter(|word| b.contains(word)).count();
    2.0 * shared as f64 / (a.len() + b.len()) as f64
}

/// Whether a candidate is certain enough to be taken.
pub(super) fn is_certain(candidates: &[Candidate]) -> bool {
    candidates.len() == 1 && candidates[0].score >= NAMED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Catalogue;
    use crate::table::{Corrections, DecimalSign, read, split};

    /// The lines that a row of this name may be.
    fn lines(name: &str) -> Vec<String> {
        let catalogue = Catalogue::new().expect("a model");
        let grid = split(&format!("Line\tYear 1\n{name}\t1\n")).expect("a table");
        let table = read(&grid, &Corrections::default(), DecimalSign::Point);
        let found = Names::of(&catalogue.model).candidates(&table.rows[0]);
        let mark = if is_certain(&found) { "" } else { "?" };
        found.iter().map(|candidate| format!("{}{mark}", candidate.line)).collect()
    }

    #[test]
    fn names_as_people_write_them_are_matched() {
        for (name, line) in [
            ("compute_hours", "compute_hours"),
            ("Compute hours billed", "compute_hours"),
            ("Compute Hours (M)", "compute_hours"),
            ("GPU hours sold", "compute_hours"),
            ("GPU-hours sold:", "compute_hours"),
            ("Price per GPU-hour", "price_per_hour"),
            ("Price per GPU hour ($)", "price_per_hour"),
            ("Revenue per GPU-hour", "price_per_hour"),
            ("Revenue per hour", "price_per_hour"),
            ("Per-GPU-hour cost", "cost_per_hour"),
            ("Customer retention", "retention"),
            ("Retention Rate (%)", "retention"),
            ("customer acquisition costs", "cac"),
            ("CAC ($)", "cac"),
            ("ARPU", "arpu"),
            ("Average revenue per customer (ARPU)", "arpu"),
            ("Utilization", "compute_utilisation"),
            ("Total Revenue", "annual_revenue"),
            ("Gross Margin", "gross_margin"),
            ("Provisioned storage", "storage_tb"),
            ("Preis je GPU-Stunde", "price_per_hour"),
        ] {
            assert_eq!(lines(name), [line], "{name}");
        }
    }

    #[test]
    fn what_is_alike_is_proposed_and_the_rest_is_not() {
        assert_eq!(lines("Storage"), ["storage_tb?"]);
        assert_eq!(lines("Net revenue retention"), ["retention?"]);
        assert!(lines("Average GPU price per hour in Europe").contains(&"price_per_hour?".to_owned()));
        for name in ["Regions live", "Marketing", "EBITDA", "Operating Income", "Nodes", "Wareneinsatz"] {
            assert_eq!(lines(name), Vec::<String>::new(), "{name}");
        }
    }

    #[test]
    fn every_line_with_other_names_is_there() {
        let catalogue = Catalogue::new().expect("a model");
        let ids = NAMES.iter().map(|(id, _)| *id).chain(MAYBE.iter().map(|(_, id)| *id));
        for id in ids {
            assert!(catalogue.model.line(id).is_some(), "{id}");
        }
        let mut all: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]), "a name of two lines");
    }
}
