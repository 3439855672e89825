//! The JSON form of uncertainties, validated field by field.

use super::findings::Findings;
use super::json::object;
use crate::engine::chance::distribution::Distribution;
use crate::engine::chance::plan::{Correlation, Part, Points, Shift, Source, Span, Uncertainty, Way};
use crate::engine::model::Content;
use crate::model::Catalogue;
use crate::model::timeline::{year_key, year_of_key};
use crate::model::uncertainty::{Condition, MAX_CONDITIONS, MAX_PAIRS, Uncertainties};
use serde_json::{Map, Value, json};

/// The parts of uncertainties.
const PARTS: [&str; 6] = ["drivers", "correlations", "conditions", "trials", "seed", "points"];

/// How a cell's place says that the total is meant.
const ALL: &str = "all";

/// Uncertainties as JSON; nothing where there are none.
pub(super) fn write(of: &Uncertainties) -> Option<Value> {
    let usual = Uncertainties::default();
    if *of == usual {
        return None;
    }
    let conditions = of.conditions.iter().map(|condition| {
        let side = if condition.at_least { "at_least" } else { "at_most" };
        let place = condition.year.map_or_else(|| ALL.to_owned(), year_key);
        let cell = format!("{}@{place}", condition.line);
        json!({ "cell": cell, side: condition.value })
    });
    let mut fields = Map::new();
    let mut put = |name: &str, differs: bool, value: Value| {
        if differs {
            fields.insert(name.to_owned(), value);
        }
    };
    put(
        "drivers",
        of.drivers != usual.drivers,
        Value::Object(object(of.drivers.iter().map(|(id, of)| (id.clone(), write_uncertainty(of))))),
    );
    put(
        "correlations",
        of.correlations != usual.correlations,
        of.correlations.iter().map(write_correlation).collect(),
    );
    put("conditions", of.conditions != usual.conditions, conditions.collect());
    put("trials", of.trials != usual.trials, json!(of.trials));
    put("seed", of.seed != usual.seed, json!(of.seed));
    put("points", of.points != usual.points, json!(points_word(of.points)));
    Some(Value::Object(fields))
}

/// Reads uncertainties. What is missing is as usual, what is not allowed is left
/// out and said.
pub(super) fn read(json: &Value, catalogue: &Catalogue, found: &mut Findings) -> Uncertainties {
    let usual = Uncertainties::default();
    let Some(fields) = json.as_object() else {
        found.repair("The uncertainties could not be read; there are none.");
        return usual;
    };
    let is_known = |name: &&String| PARTS.contains(&name.as_str());
    found.unknown(fields.keys().filter(|name| !is_known(name)).count(), "part of the uncertainties");
    let mut unreadable = 0;
    let mut kept = |is_read: bool| unreadable += usize::from(!is_read);
    let mut read = Uncertainties::default();
    match fields.get("drivers").map(Value::as_object) {
        None => {}
        Some(None) => kept(false),
        Some(Some(drivers)) => {
            for (id, value) in drivers {
                if !catalogue.model.line(id).is_some_and(|line| matches!(line.content, Content::Driver(_))) {
                    found.unknown(1, "uncertainty of a driver");
                    continue;
                }
                unknown_in_uncertainty(value, found);
                let uncertainty = uncertainty(value);
                kept(uncertainty.is_some());
                if let Some(uncertainty) = uncertainty {
                    read.drivers.insert(id.clone(), uncertainty);
                }
            }
        }
    }
    for value in list(fields, "correlations", MAX_PAIRS, &mut kept) {
        found.unknown_fields([value], &["a", "b", "rank"], "part of a correlation");
        let sources = ["a", "b"].into_iter().filter_map(|source| value.get(source));
        found.unknown_fields(sources, &["driver", "part"], "part of a correlation");
        let pair = correlation(value);
        kept(pair.is_some());
        read.correlations.extend(pair);
    }
    for value in list(fields, "conditions", MAX_CONDITIONS, &mut kept) {
        found.unknown_fields([value], &["cell", "at_least", "at_most"], "part of a condition");
        match condition(value) {
            Some(condition) if catalogue.model.line(&condition.line).is_none() => {
                found.unknown(1, "condition on a line");
            }
            condition => {
                kept(condition.is_some());
                read.conditions.extend(condition);
            }
        }
    }
    if let Some(value) = fields.get("trials") {
        // What is no number is not allowed either, and said with that.
        read.trials = value.as_u64().and_then(|trials| usize::try_from(trials).ok()).unwrap_or(0);
    }
    if let Some(value) = fields.get("seed") {
        let seed = value.as_u64().and_then(|seed| u32::try_from(seed).ok());
        kept(seed.is_some());
        read.seed = seed.unwrap_or(usual.seed);
    }
    if let Some(value) = fields.get("points") {
        let points = one_of([Points::Sobol, Points::Random], points_word, Some(value));
        kept(points.is_some());
        read.points = points.unwrap_or_default();
    }
    match unreadable {
        0 => {}
        1 => found.repair("1 part of the uncertainties could not be read and was left out."),
        many => {
            found.repair(format!("{many} parts of the uncertainties could not be read and were left out."));
        }
    }
    read.mended(catalogue, &mut found.repairs)
}

/// The entries of a list, no more than there may be.
fn list<'v>(
    fields: &'v Map<String, Value>,
    name: &str,
    most: usize,
    kept: &mut impl FnMut(bool),
) -> &'v [Value] {
    match fields.get(name).map(Value::as_array) {
        None => &[],
        Some(None) => {
            kept(false);
            &[]
        }
        Some(Some(all)) => {
            let list = &all[..all.len().min(most)];
            all.iter().skip(list.len()).for_each(|_| kept(false));
            list
        }
    }
}

// These forms are written out: what serde derives for a distribution within a
// shift is ten times as large, and every visit fetches it.

/// A distribution's kind and its numbers by name.
fn named(distribution: Distribution) -> (&'static str, Vec<(&'static str, f64)>) {
    match distribution {
        Distribution::Pert { low, likely, high } => {
            ("pert", vec![("low", low), ("likely", likely), ("high", high)])
        }
        Distribution::Triangular { low, likely, high } => {
            ("triangular", vec![("low", low), ("likely", likely), ("high", high)])
        }
        Distribution::Normal { mean, deviation } => {
            ("normal", vec![("mean", mean), ("deviation", deviation)])
        }
        Distribution::Lognormal { median, sigma } => {
            ("lognormal", vec![("median", median), ("sigma", sigma)])
        }
        Distribution::Uniform { low, high } => ("uniform", vec![("low", low), ("high", high)]),
        Distribution::Between { low, high, sure } => {
            ("between", vec![("low", low), ("high", high), ("sure", sure)])
        }
    }
}

fn distribution(value: &Value) -> Option<Distribution> {
    let number = |name: &str| value.get(name)?.as_f64();
    let (low, high) = (number("low"), number("high"));
    Some(match value.get("kind")?.as_str()? {
        "pert" => Distribution::Pert { low: low?, likely: number("likely")?, high: high? },
        "triangular" => Distribution::Triangular { low: low?, likely: number("likely")?, high: high? },
        "normal" => Distribution::Normal { mean: number("mean")?, deviation: number("deviation")? },
        "lognormal" => Distribution::Lognormal { median: number("median")?, sigma: number("sigma")? },
        "uniform" => Distribution::Uniform { low: low?, high: high? },
        "between" => Distribution::Between { low: low?, high: high?, sure: number("sure")? },
        _ => return None,
    })
}

fn way_word(way: Way) -> &'static str {
    match way {
        Way::Factor => "factor",
        Way::Addition => "addition",
    }
}

fn span_word(span: Span) -> &'static str {
    match span {
        Span::Once => "once",
        Span::Each => "each",
    }
}

fn part_word(part: Part) -> &'static str {
    match part {
        Part::Level => "level",
        Part::Growth => "growth",
    }
}

fn points_word(points: Points) -> &'static str {
    match points {
        Points::Sobol => "sobol",
        Points::Random => "random",
    }
}

/// The one of two whose word a value is.
fn one_of<T: Copy>(all: [T; 2], word: fn(T) -> &'static str, value: Option<&Value>) -> Option<T> {
    let given = value?.as_str()?;
    all.into_iter().find(|one| word(*one) == given)
}

fn write_uncertainty(of: &Uncertainty) -> Value {
    let shifts = [Part::Level, Part::Growth].map(|part| (part, of.part(part)));
    let shifts = shifts.into_iter().filter_map(|(part, shift)| Some((part, shift?)));
    Value::Object(object(shifts.map(|(part, shift)| {
        let (kind, numbers) = named(shift.distribution);
        let mut fields = object(numbers.into_iter().map(|(name, number)| (name.to_owned(), json!(number))));
        for (name, word) in [("kind", kind), ("way", way_word(shift.way)), ("span", span_word(shift.span))] {
            fields.insert(name.to_owned(), json!(word));
        }
        (part_word(part).to_owned(), Value::Object(fields))
    })))
}

fn uncertainty(value: &Value) -> Option<Uncertainty> {
    let fields = value.as_object()?;
    let part = |part: Part| match fields.get(part_word(part)) {
        None | Some(Value::Null) => Some(None),
        Some(value) => shift(value).map(Some),
    };
    Some(Uncertainty { level: part(Part::Level)?, growth: part(Part::Growth)? })
}

/// Notes what only another version knows of a driver's uncertainty.
fn unknown_in_uncertainty(value: &Value, found: &mut Findings) {
    let words = [Part::Level, Part::Growth].map(part_word);
    found.unknown_fields([value], &words, "part of an uncertainty");
    for shift in words.into_iter().filter_map(|word| value.get(word)) {
        // A kind that is not known says nothing of its numbers.
        let Some(distribution) = distribution(shift) else { continue };
        let numbers = named(distribution).1.into_iter().map(|(name, _)| name);
        let known: Vec<&str> = numbers.chain(["kind", "way", "span"]).collect();
        found.unknown_fields([shift], &known, "part of an uncertainty");
    }
}

fn shift(value: &Value) -> Option<Shift> {
    Some(Shift {
        distribution: distribution(value)?,
        way: one_of([Way::Factor, Way::Addition], way_word, value.get("way"))?,
        span: one_of([Span::Once, Span::Each], span_word, value.get("span"))?,
    })
}

fn write_correlation(pair: &Correlation) -> Value {
    let source = |source: &Source| json!({ "driver": source.driver, "part": part_word(source.part) });
    json!({ "a": source(&pair.a), "b": source(&pair.b), "rank": pair.rank })
}

fn correlation(value: &Value) -> Option<Correlation> {
    let source = |name: &str| {
        let value = value.get(name)?;
        let part = one_of([Part::Level, Part::Growth], part_word, value.get("part"))?;
        Some(Source { driver: value.get("driver")?.as_str()?.to_owned(), part })
    };
    Some(Correlation { a: source("a")?, b: source("b")?, rank: value.get("rank")?.as_f64()? })
}

fn condition(value: &Value) -> Option<Condition> {
    let (line, place) = value.get("cell")?.as_str()?.split_once('@')?;
    let year = if place == ALL { None } else { Some(year_of_key(place)?) };
    let (at_least, bound) = match (value.get("at_least"), value.get("at_most")) {
        (Some(bound), None) => (true, bound),
        (None, Some(bound)) => (false, bound),
        _ => return None,
    };
    Some(Condition { line: line.to_owned(), year, at_least, value: bound.as_f64()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::chance::plan::{Part, Source};

    fn some() -> Uncertainties {
        let source = |driver: &str, part| Source { driver: driver.to_owned(), part };
        let mut some = Uncertainties::default().with_typical();
        some.correlations.push(Correlation {
            a: source("compute_hours", Part::Growth),
            b: source("cac", Part::Level),
            rank: -0.3,
        });
        some.conditions.push(Condition {
            line: "gross_profit".to_owned(),
            year: Some(4),
            at_least: true,
            value: 2e7,
        });
        some.conditions.push(Condition {
            line: "contribution".to_owned(),
            year: None,
            at_least: false,
            value: 0.5,
        });
        Uncertainties { trials: 50_000, seed: 7, points: Points::Random, ..some }
    }

    fn opened(json: &Value) -> (Uncertainties, Vec<String>) {
        let catalogue = Catalogue::new().expect("a model");
        let mut found = Findings::default();
        let read = read(json, &catalogue, &mut found);
        (read, [found.repairs, found.unknown].concat())
    }

    #[test]
    fn what_is_written_is_read_back() {
        let some = some();
        let (read, said) = opened(&write(&some).unwrap_or_default());
        assert_eq!((read, said), (some, Vec::new()));
        assert_eq!(write(&Uncertainties::default()), None);
    }

    #[test]
    fn what_is_damaged_is_left_out_and_said() {
        let mut json = write(&some()).unwrap_or_default();
        json["drivers"]["cac"]["level"]["sigma"] = json!(-1);
        json["drivers"]["retention"] = json!({ "level": { "kind": "magic" } });
        json["drivers"]["cltv"] = json!({});
        json["conditions"][0]["cell"] = json!("gross_profit@y19");
        json["trials"] = json!(1e300);
        json["seed"] = json!("x");
        json["extra"] = json!(1);
        let (read, said) = opened(&json);
        assert!(!read.drivers.contains_key("cac") && !read.drivers.contains_key("retention"));
        assert!(read.drivers.contains_key("compute_hours"));
        // The correlation with what was left out goes as well.
        assert_eq!((read.correlations.len(), read.conditions.len()), (0, 1));
        assert_eq!((read.trials, read.seed), (100_000, 1));
        assert!(said.len() >= 5, "{said:?}");
        for odd in
            [json!(null), json!([]), json!("x"), json!({ "drivers": 1, "conditions": {}, "points": 3 })]
        {
            let (read, said) = opened(&odd);
            assert_eq!(read, Uncertainties::default());
            assert!(!said.is_empty());
        }
    }
}
