//! Figures as people read them: the one place that says how a value of the
//! model is written on the page, in a report and in a sentence.
//!
//! How a locale writes digits comes from outside, as [`Numerals`].

use super::headline::Word;
use crate::engine::numerals::{self, Numerals, Scale, Suffix};
use crate::engine::unit::{Form, Unit};

/// What stands where a value is undefined; the reason is said nearby.
pub const UNDEFINED: &str = "—";

/// A figure on its own: `$2,000,000`, `95.0%`, `1.2 months`.
pub fn exact(value: Option<f64>, unit: &Unit, numerals: &dyn Numerals) -> String {
    value.map_or_else(|| UNDEFINED.to_owned(), |value| numerals::exact(value, unit, Suffix::Short, numerals))
}

/// A figure in a row whose figures share a scale: `$2.00M`. Customers are
/// people, though the model counts fractions of them.
pub fn in_row(value: Option<f64>, unit: &Unit, scale: Scale, numerals: &dyn Numerals) -> String {
    let counted = match unit.symbol() {
        "customers" | "customers/yr" => value.map(f64::round),
        _ => value,
    };
    counted.map_or_else(|| UNDEFINED.to_owned(), |value| numerals::compact(value, unit, scale, numerals))
}

/// The span from which a row's figures cannot share a scale: the smallest would
/// have no digit left.
const FAR_APART: f64 = 1e4;

/// The scale for one figure of a row: the row's, so that figures line up, unless
/// the row spans too far for that.
pub fn scale_in(row: &[Option<f64>], value: Option<f64>) -> Scale {
    let sizes = || row.iter().flatten().map(|value| value.abs()).filter(|size| *size > 0.0);
    let (least, most) = (sizes().fold(f64::INFINITY, f64::min), sizes().fold(0.0, f64::max));
    if most > least * FAR_APART { row_scale(&[value]) } else { row_scale(row) }
}

/// The scale that a row's figures share.
pub fn row_scale(values: &[Option<f64>]) -> Scale {
    let largest = values.iter().flatten().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    Scale::of(largest)
}

/// A unit as people write it: `€/h` for `$/h` where amounts are in euros.
pub fn unit_symbol(unit: &Unit, numerals: &dyn Numerals) -> String {
    match unit.form() {
        Form::Money => unit.symbol().replacen('$', numerals.currency(), 1),
        _ => unit.symbol().to_owned(),
    }
}

/// A bound or target: `75%`, `$1`, without digits that say nothing.
pub fn bound(value: f64, unit: &Unit, numerals: &dyn Numerals) -> String {
    let text = numerals::edit(value, unit, numerals);
    match unit.form() {
        Form::Percent => format!("{}%", text.trim_end_matches('%')),
        Form::Multiple => format!("{text}×"),
        Form::Money if unit.symbol().starts_with('$') => numerals::with_currency(&text, numerals),
        Form::Money | Form::Plain => format!("{text}{}", unit.suffix(false)),
    }
}

/// A sentence as plain text.
pub fn sentence(words: &[Word], numerals: &dyn Numerals) -> String {
    let text = |word: &Word| match word {
        Word::Text(text) => text.clone(),
        Word::Number(value, unit) => in_sentence(*value, unit, numerals),
    };
    words.iter().map(text).collect()
}

/// A figure in a sentence, with words for its unit: `1.2 months`, `250k hours`.
pub fn in_sentence(value: f64, unit: &Unit, numerals: &dyn Numerals) -> String {
    let short = |value| numerals::compact_auto(value, unit, numerals);
    let with = |word: &str| format!("{} {word}", short(value));
    match unit.symbol() {
        "months" => with("months"),
        "h/yr" => with("hours"),
        "customers" | "customers/yr" => format!("{} customers", short(value.round())),
        "TB" => with("TB"),
        "yr" => with("years"),
        "%" | "×" => exact(Some(value), unit, numerals),
        _ => short(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_a_row_share_a_scale_unless_one_would_lose_its_digits() {
        let row = [Some(2e6), Some(33e6), None];
        assert_eq!(scale_in(&row, Some(2e6)), Scale::Million);
        let huge = [Some(2e6), Some(0.0), Some(4e12)];
        assert_eq!(scale_in(&huge, Some(2e6)), Scale::Million);
        assert_eq!(scale_in(&huge, Some(4e12)), Scale::of(4e12));
    }
}
