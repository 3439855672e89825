//! The text that stands in a field while its number is edited.

use super::Numerals;
use super::decimal::Decimal;
use super::format::UNDEFINED;
use super::plain::grouped;
use crate::engine::unit::{Form, Unit};

/// Writes a number in full, so that [`read`](super::read) gives back the same
/// bits: the shortest digits that do, in the locale's signs, and a minus that
/// spreadsheets understand. Percentages have no `%` but below 1, where the number
/// alone would be a share.
///
/// Thousands are grouped from a million up. One group alone would be the very
/// case in which a reader asks whether its sign stands before a fraction, and
/// whoever changes 5000 to 6000 should not be asked.
///
/// ```
/// use megahour::engine::numerals::{Plain, edit};
/// use megahour::engine::unit::Unit;
/// assert_eq!(edit(0.07, &Unit::parse("%")?, &Plain), "7");
/// assert_eq!(edit(1_250_000.0, &Unit::parse("h/yr")?, &Plain), "1,250,000");
/// assert_eq!(edit(-5_000.5, &Unit::parse("$")?, &Plain), "-5000.5");
/// # Ok::<(), megahour::engine::unit::UnitError>(())
/// ```
pub fn edit(value: f64, unit: &Unit, numerals: &dyn Numerals) -> String {
    if !value.is_finite() {
        return UNDEFINED.to_owned();
    }
    let percent = if unit.form() == Form::Percent { 2 } else { 0 };
    let sign = if value < 0.0 { "-" } else { "" };
    let decimal = Decimal::shortest(value.abs()).shifted(percent);
    let is_below_one = percent > 0 && value != 0.0 && decimal.value() < 1.0;
    let mark = if is_below_one { "%" } else { "" };
    format!("{sign}{}{mark}", in_full(&decimal, numerals))
}

/// Writes a number in full as a spreadsheet of the same locale reads it from the
/// clipboard: its decimal sign, nothing between thousands, percentages with `%`.
///
/// ```
/// use megahour::engine::numerals::{Plain, for_spreadsheet};
/// use megahour::engine::unit::Unit;
/// assert_eq!(for_spreadsheet(1_250_000.5, &Unit::parse("h/yr")?, &Plain), "1250000.5");
/// assert_eq!(for_spreadsheet(0.07, &Unit::parse("%")?, &Plain), "7%");
/// # Ok::<(), megahour::engine::unit::UnitError>(())
/// ```
pub fn for_spreadsheet(value: f64, unit: &Unit, numerals: &dyn Numerals) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let is_percent = unit.form() == Form::Percent;
    let group = numerals.group();
    let text = edit(value, unit, numerals);
    let digits: String = text.chars().filter(|sign| *sign != group && *sign != '%').collect();
    if is_percent { digits + "%" } else { digits }
}

/// The digits with a decimal sign and groups, or with a power of ten where
/// zeros would have to be counted.
fn in_full(decimal: &Decimal, numerals: &dyn Numerals) -> String {
    let Decimal { digits, exponent } = decimal;
    let power = digits.len() as i64 - 1 + exponent;
    if digits != "0" && !(-6..=20).contains(&power) {
        let (first, rest) = digits.split_at(1);
        return format!("{}e{power}", joined(first, rest, numerals));
    }
    let (whole, fraction) = decimal.written_out();
    joined(&whole, &fraction, numerals)
}

fn joined(whole: &str, fraction: &str, numerals: &dyn Numerals) -> String {
    let whole = if whole.len() > 6 { grouped(whole, numerals.group()) } else { whole.to_owned() };
    if fraction.is_empty() { whole } else { format!("{whole}{}{fraction}", numerals.decimal()) }
}

#[cfg(test)]
mod tests {
    use super::super::Plain;
    use super::*;

    fn field(value: f64, symbol: &str) -> String {
        edit(value, &Unit::parse(symbol).expect(symbol), &Plain)
    }

    #[test]
    fn the_digits_are_the_shortest() {
        assert_eq!(field(0.1, "$"), "0.1");
        assert_eq!(field(55_263.157_894_736_84, "$"), "55263.15789473684");
        assert_eq!(field(12e6, "h/yr"), "12,000,000");
        assert_eq!(field(0.000_012_5, "$"), "0.0000125");
        assert_eq!(field(0.0, "$"), "0");
        assert_eq!(field(-0.0, "$"), "0");
    }

    #[test]
    fn a_percentage_has_no_noise() {
        for hundredth in 0..=100_u8 {
            assert_eq!(field(f64::from(hundredth) / 100.0, "%"), hundredth.to_string());
        }
        assert_eq!(field(0.952_5, "%"), "95.25");
        assert_eq!(field(0.000_5, "%"), "0.05%");
        assert_eq!(field(-0.005, "%"), "-0.5%");
    }

    #[test]
    fn very_large_and_very_small_numbers_have_a_power_of_ten() {
        assert_eq!(field(1e21, "$"), "1e21");
        assert_eq!(field(1e20, "$"), "100,000,000,000,000,000,000");
        assert_eq!(field(1.5e-9, "$"), "1.5e-9");
        assert_eq!(field(5e-324, "$"), "5e-324");
    }
}
