//! Figures as people read them: the one place that says how a value of the
//! model is written on the page, in a report and in a sentence.
//!
//! How a locale writes digits comes from outside, as [`Numerals`].

use super::headline::Word;
use crate::engine::numerals::{self, Numerals, Scale, Suffix};
use crate::engine::unit::{Form, Unit};

/// What stands where a value is undefined; the reason is said nearby.
pub const UNDEFINED: &str = "—";

/// A value as it is told. Customers are people, though the model counts fractions
/// of them: they are told whole, wherever they are told, and rounded once. Less
/// than half of one stays what it is, because it is not none.
///
/// A formula shows its numbers as they are multiplied, and fields as they were
/// typed: those do not come here.
fn counted(value: f64, unit: &Unit) -> f64 {
    match unit.symbol() {
        "customers" | "customers/yr" if value.round() != 0.0 => value.round(),
        _ => value,
    }
}

/// A figure on its own: `$2,000,000`, `95.0%`, `1.2 months`.
pub fn exact(value: Option<f64>, unit: &Unit, numerals: &dyn Numerals) -> String {
    told(value, unit, Suffix::Short, numerals)
}

/// A figure on its own with all of its unit: `$2.00/h`.
pub fn in_full(value: Option<f64>, unit: &Unit, numerals: &dyn Numerals) -> String {
    told(value, unit, Suffix::Full, numerals)
}

fn told(value: Option<f64>, unit: &Unit, suffix: Suffix, numerals: &dyn Numerals) -> String {
    let write = |value| numerals::exact(counted(value, unit), unit, suffix, numerals);
    value.map_or_else(|| UNDEFINED.to_owned(), write)
}

/// A figure in a row whose figures share a scale: `$2.00M`.
pub fn in_row(value: Option<f64>, unit: &Unit, scale: Scale, numerals: &dyn Numerals) -> String {
    let write = |value| numerals::compact(counted(value, unit), unit, scale, numerals);
    value.map_or_else(|| UNDEFINED.to_owned(), write)
}

/// A figure in about three digits: `$1.2M`.
pub fn short(value: f64, unit: &Unit, numerals: &dyn Numerals) -> String {
    numerals::compact_auto(counted(value, unit), unit, numerals)
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
    let with = |word: &str| format!("{} {word}", short(value, unit, numerals));
    match unit.symbol() {
        "months" => with("months"),
        "h/yr" => with("hours"),
        "customers" | "customers/yr" => with("customers"),
        "TB" => with("TB"),
        "yr" => with("years"),
        "%" | "×" => exact(Some(value), unit, numerals),
        _ => short(value, unit, numerals),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::numerals::Plain;

    #[test]
    fn customers_are_told_whole_and_alike_wherever_they_are_told() {
        let cases = [
            (142.492_6, "142"),
            (142.5, "143"),
            (0.5, "1"),
            // Not none, and no whole one.
            (0.4, "0.4"),
            (-0.4, "−0.4"),
            (0.0, "0"),
            (1_249.5, "1,250"),
        ];
        for symbol in ["customers", "customers/yr"] {
            let unit = Unit::parse(symbol).expect(symbol);
            for (value, text) in cases {
                let row = in_row(Some(value), &unit, Scale::One, &Plain);
                let alone = exact(Some(value), &unit, &Plain);
                let sentence = in_sentence(value, &unit, &Plain);
                let first = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
                assert_eq!([row.as_str(), &first(&alone), &first(&sentence)], [text; 3], "{value}");
                assert_eq!(short(value, &unit, &Plain), text, "{value}");
                assert_eq!(first(&in_full(Some(value), &unit, &Plain)), text, "{value}");
            }
        }
        // What is multiplied stays as it is.
        let customers = Unit::parse("customers").expect("customers");
        assert_eq!(numerals::formula(142.492_6, &customers, &Plain), "142.4926 customers");
    }

    #[test]
    fn figures_of_a_row_share_a_scale_unless_one_would_lose_its_digits() {
        let row = [Some(2e6), Some(33e6), None];
        assert_eq!(scale_in(&row, Some(2e6)), Scale::Million);
        let huge = [Some(2e6), Some(0.0), Some(4e12)];
        assert_eq!(scale_in(&huge, Some(2e6)), Scale::Million);
        assert_eq!(scale_in(&huge, Some(4e12)), Scale::of(4e12));
    }
}
