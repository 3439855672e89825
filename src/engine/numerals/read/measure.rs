//! What follows the digits: a magnitude, a currency, a unit, a percent sign.

use super::ReadError;
use super::currency;
use super::magnitude::Magnitude;
use crate::engine::numerals::Numerals;
use crate::engine::unit::{Dimension, Form, Unit};

/// How a tail changes the number before it.
#[derive(Debug, PartialEq)]
pub(super) struct Measure {
    /// The power of ten of the magnitude.
    pub magnitude: i64,
    /// Whether a percent sign stands there.
    pub is_percent: bool,
    /// From the unit that was typed to the quantity's own.
    pub factor: f64,
    /// The currency, if one was typed behind the digits.
    pub currency: Option<String>,
    /// The magnitude that the same word may stand for as well: none at all, where
    /// its letter begins the unit's own name, as the `m` of `12 m` does where
    /// months are counted.
    pub other_magnitude: Option<i64>,
}

/// Reads what follows the digits.
pub(super) fn measure(tail: &str, unit: &Unit, numerals: &dyn Numerals) -> Result<Measure, ReadError> {
    let (currency, rest) = amount(tail, numerals);
    if let Some((is_percent, factor)) = in_unit(rest, unit) {
        return Ok(Measure { magnitude: 0, is_percent, factor, currency, other_magnitude: None });
    }
    let refused = |part: &str| ReadError::Unit {
        part: part.to_owned(),
        wanted: unit.symbol().replacen('$', numerals.currency(), 1),
    };
    let (word, found, after) = magnitude(rest).ok_or_else(|| refused(rest))?;
    let (currency, after) = match currency {
        Some(_) => (currency, after),
        None => amount(after, numerals),
    };
    let (is_percent, factor) = in_unit(after, unit).ok_or_else(|| refused(after))?;
    let may_be_unit = after.is_empty() && unit.symbol().starts_with(word);
    // `T€` is a thousand euros; where commas are decimal signs everybody knows it.
    let is_thousand = word == "T" && currency.as_deref().is_some_and(|sign| sign != "$");
    let (magnitude, other) = match is_thousand {
        true if numerals.decimal() == ',' => (3, None),
        true => (3, Some(12)),
        false => (i64::from(found.power), found.other.map(i64::from)),
    };
    let other_magnitude = other.or(may_be_unit.then_some(0));
    Ok(Measure { magnitude, is_percent, factor, currency, other_magnitude })
}

fn amount<'a>(text: &'a str, numerals: &dyn Numerals) -> (Option<String>, &'a str) {
    match currency::strip(text, numerals) {
        Some((sign, rest)) => (Some(sign), rest.trim_start()),
        None => (None, text),
    }
}

/// Takes a magnitude off the front: its word, the magnitude, and the rest.
fn magnitude(text: &str) -> Option<(&str, Magnitude, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let found = super::magnitude::magnitude(&word.to_ascii_lowercase())?;
    Some((word, found, rest.strip_prefix('.').unwrap_or(rest).trim_start()))
}

/// Whether a text is a percent sign, and the factor from the unit it names to
/// the quantity's own; none if it names no unit of this quantity.
fn in_unit(text: &str, unit: &Unit) -> Option<(bool, f64)> {
    if text.is_empty() || text == unit.symbol() {
        return Some((text == "%", 1.0));
    }
    let is_pure = unit.dimension().is_pure();
    match text.to_ascii_lowercase().as_str() {
        "%" | "pct" | "percent" => return is_pure.then_some((true, 1.0)),
        "x" | "×" if unit.form() != Form::Percent => return is_pure.then_some((false, 1.0)),
        _ => {}
    }
    let typed = Unit::parse(&canonical(text, unit)).ok()?;
    let mut dimension = typed.dimension().clone();
    if unit.form() == Form::Money && dimension.exponent("$") == 0 {
        dimension = dimension.times(&Dimension::base("$"));
    }
    let named = abbreviations(unit.symbol()).find(|part| *part.dimension() == dimension)?;
    Some((false, named.per_base() / typed.per_base()))
}

/// A unit and what is left of it when a person leaves out what it is *per*:
/// `$/customer/yr`, `$/customer`, `$`.
fn abbreviations(symbol: &str) -> impl Iterator<Item = Unit> {
    let ends = symbol.match_indices('/').map(|(at, _)| at).chain([symbol.len()]);
    let ends: Vec<usize> = ends.collect();
    ends.into_iter().rev().filter_map(|end| Unit::parse(&symbol[..end]).ok())
}

/// A typed unit in the words that units are written in: `per hour` is `1/h`.
fn canonical(text: &str, unit: &Unit) -> String {
    let mut canonical = String::with_capacity(text.len() + 1);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end.max(first.len_utf8()));
        match word {
            "*" => canonical.push('·'),
            _ if end > 0 => canonical.push_str(&name(word, unit)),
            _ => canonical.push_str(word.trim()),
        }
        rest = after;
    }
    if canonical.starts_with('/') { format!("1{canonical}") } else { canonical }
}

/// The name of a unit for a word that people use for it.
fn name(word: &str, unit: &Unit) -> String {
    let lower = word.to_ascii_lowercase();
    let known = match lower.as_str() {
        "per" => "/",
        "h" | "hr" | "hrs" | "hour" | "hours" => "h",
        "mo" | "mth" | "month" | "months" => "months",
        "y" | "yr" | "yrs" | "year" | "years" => "yr",
        "gb" => "GB",
        "tb" => "TB",
        _ => {
            let singular = lower.strip_suffix('s').unwrap_or(&lower);
            let is_meant =
                |base: &&str| [lower.as_str(), singular].contains(&base.to_ascii_lowercase().as_str());
            let own = unit.dimension().factors().map(|(base, _)| base).find(is_meant);
            return own.unwrap_or(word).to_owned();
        }
    };
    known.to_owned()
}
