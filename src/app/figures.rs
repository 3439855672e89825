//! Figures as the page shows them.

use super::intl::Local;
use crate::engine::numerals::{self, Digits, Measured, Numerals, Scale};
use crate::engine::unit::{Form, Unit};
use crate::model::figures;
pub use crate::model::figures::{UNDEFINED, scale_in};
use crate::model::headline::Word;

/// A figure on its own: `$2,000,000`, `95.0%`, `1.2 months`.
pub fn exact(value: Option<f64>, unit: &Unit) -> String {
    figures::exact(value, unit, &Local)
}

/// A figure in a row whose figures share a scale: `$2.00M`.
pub fn in_row(value: Option<f64>, unit: &Unit, scale: Scale) -> String {
    figures::in_row(value, unit, scale, &Local)
}

/// A figure and its standard error, to the same place: `$3,826,900`, `$3,900`.
pub fn measured(value: f64, error: f64, unit: &Unit) -> Option<Measured> {
    numerals::measured(value, error, unit, &Local)
}

/// A figure in a sentence or on a chart: `$1.2M`.
pub fn short(value: f64, unit: &Unit) -> String {
    figures::short(value, unit, &Local)
}

/// A figure in a formula, with enough digits to calculate along and all of its
/// unit: `$2.00/h`, `1,000,000 h/yr`.
pub fn in_formula(value: f64, unit: &Unit) -> String {
    let text = in_formula_short(value, unit);
    let number = text.strip_suffix(unit.suffix(false).as_str()).unwrap_or(&text);
    format!("{number}{}", unit.suffix(true))
}

/// The same where every figure is a year's: `1,000,000 h`.
pub fn in_formula_short(value: f64, unit: &Unit) -> String {
    numerals::formula(value, unit, &Local)
}

/// A figure as a field shows it for editing.
pub fn for_editing(value: f64, unit: &Unit) -> String {
    numerals::edit(value, unit, &Local)
}

/// A bound or target: `75%`, `$1`, without digits that say nothing.
pub fn bound(value: f64, unit: &Unit) -> String {
    figures::bound(value, unit, &Local)
}

/// A unit as people write it.
pub fn unit_symbol(unit: &Unit) -> String {
    figures::unit_symbol(unit, &Local)
}

/// A sentence as plain text.
pub fn sentence(words: &[Word]) -> String {
    figures::sentence(words, &Local)
}

/// A figure in a sentence, with words for its unit: `1.2 months`, `250k hours`.
pub fn in_sentence(value: f64, unit: &Unit) -> String {
    figures::in_sentence(value, unit, &Local)
}

/// An amount that was published in US dollars, whatever the scenario is in.
pub fn in_dollars(value: f64) -> String {
    let text = amount(value);
    match Local.currency() {
        "$" => text,
        sign => text.replacen(sign, "US$", 1),
    }
}

/// The same of a text: `$2.60/h`.
pub fn text_in_dollars(figure: &str) -> String {
    if Local.currency() == "$" { figure.to_owned() } else { figure.replace('$', "US$") }
}

/// An amount of money on its own: whole from a thousand on.
pub fn amount(value: f64) -> String {
    let unit = Unit::parse("$").unwrap_or_else(|_| Unit::pure());
    // Whole dollars have no cents beside them; cents have two digits.
    if value >= 1e3 || value.fract() != 0.0 { exact(Some(value), &unit) } else { bound(value, &unit) }
}

/// What stands before a field and behind it: the currency's sign where it
/// belongs, and the rest of the unit.
pub fn around_field(unit: &Unit, rest: &str) -> (Option<String>, String) {
    let sign = (unit.form() == Form::Money).then(|| Local.currency().to_owned());
    let follows = Local.currency_follows();
    let behind = sign.clone().filter(|_| follows).unwrap_or_default();
    (sign.filter(|_| !follows), format!("{behind}{}", rest.trim()))
}

/// A figure as a field shows it while nobody types there: readable digits, the
/// unit stands beside it.
pub fn in_field(value: f64, unit: &Unit) -> String {
    let text = in_formula_short(value, unit);
    let digits = text.strip_suffix(unit.suffix(false).as_str()).unwrap_or(&text);
    match unit.form() {
        Form::Money => digits.replacen(Local.currency(), "", 1).trim().to_owned(),
        _ => digits.to_owned(),
    }
}

/// A number without a unit in two decimals, so that a column of them lines up: a
/// score, a correlation, an elasticity.
pub fn score(value: f64) -> String {
    Local.write(value, Digits::Fixed(2)).replace('-', "−")
}

/// What a number with so many decimals lacks behind it beside one with the most:
/// `.00`.
pub fn lacking(decimals: u8, most: u8) -> String {
    let sign = if decimals == 0 && most > 0 { Local.decimal().to_string() } else { String::new() };
    sign + &"0".repeat(most.saturating_sub(decimals).into())
}

/// How many there are: `20,000`.
pub fn count(many: usize) -> String {
    Local.write(many as f64, Digits::Fixed(0))
}
