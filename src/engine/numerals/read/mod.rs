//! Numbers as people type and paste them.

mod currency;
mod doubt;
mod error;
mod magnitude;
mod measure;
mod notation;
mod separators;
mod sum;

pub use doubt::Doubt;
pub use error::ReadError;
pub use magnitude::{Magnitude, magnitude};
pub use sum::sum;

use super::Numerals;
use super::decimal::Decimal;
use super::edit::edit;
use super::format::{Body, Suffix};
use crate::engine::unit::{Form, Unit};
use separators::Resolved;

/// Longer texts are refused before they are looked at.
const MAX_CHARS: usize = 64;

/// A number that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The value, in the scale that the unit is stored in: 0.6 for `60%`.
    pub value: f64,
    /// What a person should see before the value is taken.
    pub doubt: Option<Doubt>,
}

/// Reads a number as people type it: with separators of thousands, currency
/// signs, brackets for minus, `k`, `M`, `B`, `T`, percent signs and units.
///
/// A bare number in a percentage is read as spreadsheets read it: `95` is 95%, and
/// `0.95` is 95% too. Because 0.95% may have been meant, the latter is doubted.
/// Behind `=` a simple sum is worked out.
///
/// ```
/// use megahour::engine::numerals::{Plain, read};
/// use megahour::engine::unit::Unit;
/// let (hours, share) = (Unit::parse("h/yr")?, Unit::parse("%")?);
/// assert_eq!(read("1.2M", &hours, &Plain)?.value, 1_200_000.0);
/// assert_eq!(read("1,250,000 hours", &hours, &Plain)?.value, 1_250_000.0);
/// assert_eq!(read("60%", &share, &Plain)?.value, 0.6);
/// let error = read("many", &hours, &Plain).map_err(|error| error.to_string());
/// assert_eq!(error, Err("“many” is not a number: write digits, such as 1,000, 1.2M or 60%".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the text is no number of this unit; the error says what to do.
pub fn read(text: &str, unit: &Unit, numerals: &dyn Numerals) -> Result<Reading, ReadError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    if text.chars().nth(MAX_CHARS).is_some() {
        return Err(ReadError::TooLong);
    }
    let plain = notation::plain(text, numerals);
    if let Some(of) = plain.strip_prefix('=') {
        let value = sum(of, numerals.decimal())?;
        let is_doubtful = unit.form() == Form::Percent && !of.contains('%');
        return Ok(reading(value, Some(value / 100.0).filter(|_| is_doubtful), None, unit, numerals));
    }
    if notation::is_accounting_zero(&plain, numerals) && unit.form() == Form::Money {
        return Ok(Reading { value: 0.0, doubt: None });
    }
    let parts = notation::part(&plain, numerals)?;
    let measure = measure::measure(&parts.tail, unit, numerals)?;
    let currency = parts.currency.or(measure.currency);
    if let Some(sign) = currency.as_ref().filter(|_| unit.form() != Form::Money) {
        return Err(ReadError::Unit { part: sign.clone(), wanted: unit.symbol().to_owned() });
    }
    let Resolved { decimal, other } = separators::resolve(&parts.body, numerals.decimal())?;
    let power = parts.exponent + measure.magnitude;
    let value_of = |decimal: &Decimal, power: i64| {
        // A factor of one multiplies without a trace, so the digits keep their bits.
        let magnitude = decimal.clone().shifted(power).value() * measure.factor;
        // Adding zero makes a negative zero positive and changes nothing else.
        let value = if parts.is_negative { -magnitude } else { magnitude } + 0.0;
        if value.is_finite() { Ok(value) } else { Err(ReadError::TooLarge) }
    };
    // A percentage is stored as a share; one below 1 without its sign is a share.
    let is_bare = unit.form() == Form::Percent && !measure.is_percent;
    let is_share = is_bare && decimal.clone().shifted(power).value() < 1.0;
    let percent = |is_share: bool| if (measure.is_percent || is_bare) && !is_share { 2 } else { 0 };
    let value = value_of(&decimal, power - percent(is_share))?;
    let may_be_share = is_bare && value.abs() <= if is_share { 1.0 } else { 0.01 };
    let other_value = match other {
        Some(other) => value_of(&other, power - percent(is_share)).ok(),
        None if measure.other_magnitude.is_some() => {
            let other = measure.other_magnitude.unwrap_or(measure.magnitude);
            value_of(&decimal, power - percent(is_share) - measure.magnitude + other).ok()
        }
        None if may_be_share => value_of(&decimal, power - percent(!is_share)).ok(),
        None => None,
    };
    let foreign = currency.filter(|typed| !currency::is_own(typed, numerals));
    Ok(reading(value, other_value, foreign, unit, numerals))
}

/// A value with the doubt that another reading, or another currency, leaves.
fn reading(
    value: f64,
    other_value: Option<f64>,
    foreign: Option<String>,
    unit: &Unit,
    numerals: &dyn Numerals,
) -> Reading {
    let in_full = |value: f64| {
        let text = edit(value.abs(), unit, numerals);
        let body = Body { text: text.trim_end_matches('%').to_owned(), is_zero: value == 0.0 };
        body.dressed(value, unit, Suffix::Full, numerals)
    };
    let doubt = match (other_value.filter(|other| *other != value), foreign) {
        (Some(other_value), _) => {
            Some(Doubt::TwoReadings { taken: in_full(value), other: in_full(other_value), other_value })
        }
        (None, Some(typed)) => Some(Doubt::Currency { typed, taken: in_full(value) }),
        (None, None) => None,
    };
    Reading { value, doubt }
}

#[cfg(test)]
mod tests {
    use super::super::{Digits, Plain};
    use super::*;

    /// The signs of German, on the digits of English.
    struct German;

    impl Numerals for German {
        fn write(&self, value: f64, digits: Digits) -> String {
            Plain.write(value, digits).replace(',', "'").replace('.', ",").replace('\'', ".")
        }
        fn decimal(&self) -> char {
            ','
        }
        fn group(&self) -> char {
            '.'
        }
        fn currency(&self) -> &str {
            "€"
        }
    }

    fn reading(text: &str, symbol: &str) -> Result<Reading, ReadError> {
        read(text, &Unit::parse(symbol).expect(symbol), &Plain)
    }

    /// The value of a text that raises no doubt.
    fn value(text: &str, symbol: &str) -> f64 {
        let reading = reading(text, symbol).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(reading.doubt, None, "{text}");
        reading.value
    }

    /// The value of a text and the words of its doubt.
    fn doubted(text: &str, symbol: &str) -> (f64, String) {
        let reading = reading(text, symbol).unwrap_or_else(|error| panic!("{text}: {error}"));
        (reading.value, reading.doubt.map(|doubt| doubt.to_string()).unwrap_or_default())
    }

    fn refusal(text: &str, symbol: &str) -> String {
        match reading(text, symbol) {
            Ok(reading) => format!("{reading:?}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn plain_digits_are_read_exactly() {
        assert_eq!(value("1000000", ""), 1e6);
        assert_eq!(value(" 0.1 ", "$"), 0.1);
        assert_eq!(value(".5", "$"), 0.5);
        assert_eq!(value("1e6", "h/yr"), 1e6);
        assert_eq!(value("1.5E-3", "$/h"), 0.0015);
        assert_eq!(value("+7", ""), 7.0);
    }

    #[test]
    fn thousands_may_be_parted_by_any_sign_that_people_use() {
        for text in [
            "1,000,000",
            "1.000.000",
            "1 000 000",
            "1\u{a0}000\u{a0}000",
            "1\u{202f}000\u{202f}000",
            "1'000'000",
        ] {
            assert_eq!(value(text, "h/yr"), 1e6, "{text}");
        }
        for text in ["1’000’000", "1_000_000", "10,00,000", "１，０００，０００"] {
            assert_eq!(value(text, "h/yr"), 1e6, "{text}");
        }
    }

    #[test]
    fn magnitudes_are_words_or_letters() {
        let cases = [("1m", 1e6), ("1.2k", 1200.0), ("2bn", 2e9), ("1.5 M", 1.5e6), ("3 million", 3e6)];
        for (text, number) in cases {
            assert_eq!(value(text, "h/yr"), number, "{text}");
        }
        for (text, number) in [("0.1T", 1e11), ("4 Mio.", 4e6), ("7 thousand h", 7e3), ("2K hours", 2e3)] {
            assert_eq!(value(text, "h/yr"), number, "{text}");
        }
    }

    #[test]
    fn magnitudes_have_words_in_many_languages() {
        for (text, number) in
            [("50 Tsd.", 5e4), ("3 Mrd", 3e9), ("2 crore", 2e7), ("5 lakh", 5e5), ("1,5 млн", 1.5e6)]
        {
            assert_eq!(reading(text, "h/yr").map(|reading| reading.value), Ok(number), "{text}");
        }
        assert_eq!(doubted("50 mil", "h/yr"), (5e7, "Read as 50,000,000 h/yr, not as 50000 h/yr".to_owned()));
        let euros = read("0,25 T€", &Unit::parse("$").expect("money"), &German);
        assert_eq!(euros, Ok(Reading { value: 250.0, doubt: None }));
    }

    #[test]
    fn digits_of_other_scripts_are_digits() {
        for text in ["٣٫٥", "۳٫۵", "३.५", "３．５"] {
            assert_eq!(value(text, "$"), 3.5, "{text}");
        }
    }

    #[test]
    fn an_accounting_zero_is_zero() {
        for text in [" $ -   ", "$—", "- $"] {
            assert_eq!(value(text, "$/h"), 0.0, "{text}");
        }
    }

    #[test]
    fn a_simple_sum_is_worked_out() {
        assert_eq!(value("=49000/43800+0.3728", "$"), 49_000.0 / 43_800.0 + 0.3728);
        assert_eq!(value("=95%", "%"), 0.95);
        assert_eq!(doubted("=19/20", "%"), (0.95, "Read as 95%, not as 0.95%".to_owned()));
        assert_eq!(refusal("=B2", "$"), "“B2” is not a number: write digits, such as 1,000, 1.2M or 60%");
    }

    #[test]
    fn a_magnitude_adds_no_noise() {
        assert_eq!(value("1.1M", "$"), 1_100_000.0);
        assert_eq!(value("0.57k", "$"), 570.0);
    }

    #[test]
    fn a_percent_sign_divides_by_a_hundred() {
        assert_eq!(value("60%", "%"), 0.6);
        assert_eq!(value("7 %", "%"), 0.07);
        assert_eq!(value("0.95%", "%"), 0.0095);
        assert_eq!(value("60%", ""), 0.6);
        assert_eq!(value("12 percent", "%"), 0.12);
    }

    #[test]
    fn a_bare_number_in_a_percentage_is_a_percentage() {
        assert_eq!(value("95", "%"), 0.95);
        assert_eq!(value("1.5", "%"), 0.015);
        assert_eq!(value("0", "%"), 0.0);
    }

    #[test]
    fn a_bare_number_up_to_one_may_have_been_a_share() {
        assert_eq!(doubted("0.95", "%"), (0.95, "Read as 95%, not as 0.95%".to_owned()));
        assert_eq!(doubted("1", "%"), (0.01, "Read as 1%, not as 100%".to_owned()));
        assert_eq!(doubted("-0.5", "%"), (-0.5, "Read as −50%, not as −0.5%".to_owned()));
    }

    #[test]
    fn currencies_and_units_may_stand_around_money() {
        for text in
            ["$2.10", "$2.10/h", "2.10 $/h", "2.10$", "2.10/h", "$ 2.10 per hour", "2.1 USD", "US$2.10"]
        {
            assert_eq!(value(text, "$/h"), 2.1, "{text}");
        }
        assert_eq!(value("$50k", "$/customer/yr"), 50e3);
        assert_eq!(value("$50k/customer", "$/customer/yr"), 50e3);
        assert_eq!(value("5M$/yr", "$/yr"), 5e6);
    }

    #[test]
    fn another_currency_is_read_and_doubted() {
        for (text, sign) in [("€5", "€"), ("5 £", "£"), ("¥5", "¥"), ("5 EUR", "EUR")] {
            assert_eq!(doubted(text, "$/h"), (5.0, format!("Read as $5/h: {sign} is not converted")));
        }
        assert_eq!(refusal("$5", "h/yr"), "“$” does not belong here: write the number alone or in h/yr");
    }

    struct Canadian;

    impl Numerals for Canadian {
        fn write(&self, value: f64, digits: Digits) -> String {
            Plain.write(value, digits)
        }
        fn decimal(&self) -> char {
            '.'
        }
        fn group(&self) -> char {
            ','
        }
        fn currency(&self) -> &str {
            "CA$"
        }
        fn currency_code(&self) -> &str {
            "CAD"
        }
    }

    #[test]
    fn a_bare_sign_is_ones_own_and_another_currencys_code_is_not() {
        let unit = Unit::parse("$/h").expect("a unit");
        for own in ["$5", "CA$5", "CAD 5", "5 cad"] {
            assert_eq!(read(own, &unit, &Canadian).map(|reading| reading.doubt), Ok(None), "{own}");
        }
        for other in ["US$5", "USD 5", "5 usd"] {
            let doubt = read(other, &unit, &Canadian).expect(other).doubt;
            assert!(matches!(doubt, Some(Doubt::Currency { typed, .. }) if typed == "USD"), "{other}");
        }
    }

    #[test]
    fn units_may_follow_and_are_converted() {
        for text in ["1500 h", "1500 hours", "1500 hrs/yr", "1500 h per year", "125 h/month"] {
            assert_eq!(value(text, "h/yr"), 1500.0, "{text}");
        }
        assert_eq!(value("12 months", "months"), 12.0);
        assert_eq!(value("1 year", "months"), 12.0);
        assert_eq!(value("720 tb", "TB"), 720.0);
        assert_eq!(value("5000 GB", "TB"), 5.0);
        assert_eq!(value("40 Customers", "customers"), 40.0);
        assert_eq!(value("3x", "×"), 3.0);
        assert_eq!(value("3.0×", "×"), 3.0);
    }

    #[test]
    fn a_unit_left_incomplete_is_the_quantitys_own() {
        assert_eq!(value("5 GB", "GB/month"), 5.0);
        assert_eq!(value("5 h", "h/yr"), 5.0);
    }

    #[test]
    fn another_quantity_is_refused() {
        assert_eq!(refusal("5 kg", "h/yr"), "“kg” does not belong here: write the number alone or in h/yr");
        assert_eq!(refusal("5 h", ""), "“h” does not belong here: write the number alone");
        assert!(refusal("60%", "$/h").contains("“%” does not belong here"));
        assert!(refusal("$5/TB", "$/h").contains("“/TB” does not belong here"));
    }

    #[test]
    fn a_letter_that_begins_the_unit_may_be_the_unit() {
        assert_eq!(
            doubted("12 m", "months"),
            (12e6, "Read as 12,000,000 months, not as 12 months".to_owned())
        );
        assert_eq!(doubted("5T", "TB"), (5e12, "Read as 5,000,000,000,000 TB, not as 5 TB".to_owned()));
    }

    #[test]
    fn minus_has_many_forms() {
        for text in ["-5", "−5", "–5", "- 5", "(5)", "$-5", "-$5", "($5)", "$(5.00)", "(5 $/yr)"] {
            assert_eq!(value(text, "$/yr"), -5.0, "{text}");
        }
        assert_eq!(value("(1,200,000)", "$/yr"), -1_200_000.0);
        assert_eq!(value("-0", "$/yr").to_bits(), 0.0_f64.to_bits());
        for text in ["(5", "(-5)", "-(5)"] {
            assert_eq!(refusal(text, "$/yr"), "Write a negative number as −5 or as (5)", "{text}");
        }
    }

    #[test]
    fn a_separator_before_three_digits_is_doubted() {
        assert_eq!(doubted("1,234", "h/yr"), (1234.0, "Read as 1234 h/yr, not as 1.234 h/yr".to_owned()));
        assert_eq!(doubted("$2.125", "$/h"), (2.125, "Read as $2.125/h, not as $2125/h".to_owned()));
        assert_eq!(
            doubted("1.234M", "$"),
            (1_234_000.0, "Read as $1,234,000, not as $1,234,000,000".to_owned())
        );
    }

    #[test]
    fn the_locale_decides_what_a_separator_is() {
        let money = Unit::parse("$/h").expect("a unit");
        let read = |text| read(text, &money, &German).map(|reading| (reading.value, reading.doubt.is_some()));
        assert_eq!(read("2,10"), Ok((2.1, false)));
        assert_eq!(read("1.234"), Ok((1234.0, true)));
        assert_eq!(read("1,234"), Ok((1.234, true)));
        assert_eq!(read("1.234.567,5 €"), Ok((1_234_567.5, false)));
        assert_eq!(read("$5"), Ok((5.0, true)));
    }

    #[test]
    fn what_is_no_number_is_refused_with_words_that_help() {
        assert_eq!(refusal("", "$"), "Type a number, such as 1,000 or 1.2M");
        assert_eq!(refusal(" \u{a0}", "$"), "Type a number, such as 1,000 or 1.2M");
        for text in ["abc", "-", "$", ".", "NaN", "inf", "--5", "e6"] {
            let error = format!("“{text}” is not a number: write digits, such as 1,000, 1.2M or 60%");
            assert_eq!(refusal(text, "$"), error);
        }
        assert_eq!(
            refusal("1,00,0", "$"),
            "In “1,00,0” the separators do not part thousands: leave them out, or one as decimal sign"
        );
        assert_eq!(refusal("1.2,3.4", "$"), "“1.2,3.4” has more than one decimal sign: leave one, or none");
        assert_eq!(refusal(&"1".repeat(65), "$"), "This is too long for a number: use at most 64 characters");
        assert_eq!(refusal("1e999", "$"), "This number is too large: write one below 1e300");
    }

    #[test]
    fn a_reading_that_is_too_large_to_be_meant_raises_no_doubt() {
        assert_eq!(value("1.234e307", "$"), 1.234e307);
    }

    #[test]
    fn powers_beyond_counting_neither_wrap_nor_panic() {
        assert_eq!(reading("1e99999999999999999999M", "$"), Err(ReadError::TooLarge));
        assert_eq!(value("1e-99999999999999999999%", "%"), 0.0);
        assert_eq!(value("0e99999999999999999999", "$"), 0.0);
    }
}
