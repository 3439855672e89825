//! Which of a number's separators stands before its fraction.
//!
//! A comma and a full stop can each be either. Together, the later one is the
//! decimal sign; one that repeats parts thousands; one alone is a decimal sign
//! unless exactly three digits follow and thousands could begin before it. Then
//! the locale decides, and the other reading is told as well. A number whose last
//! group alone is too short or too long is one that somebody is changing, or one
//! with a wrong decimal sign: both readings are told.

use super::ReadError;
use crate::engine::numerals::decimal::Decimal;

/// The digits of a body, and how else it could be read.
#[derive(Debug, PartialEq)]
pub(super) struct Resolved {
    pub decimal: Decimal,
    pub other: Option<Decimal>,
}

/// Reads digits with separators, where `sign` is the locale's decimal sign.
pub(super) fn resolve(body: &str, sign: char) -> Result<Resolved, ReadError> {
    let groups = |whole: &str| match is_grouped(whole) {
        true => Ok(()),
        false => Err(ReadError::Groups { part: body.to_owned() }),
    };
    let Some((at, mark)) = body.char_indices().rfind(|(_, c)| matches!(c, '.' | ',')) else {
        groups(body)?;
        return Ok(Resolved { decimal: digits_of(body, ""), other: None });
    };
    let (whole, fraction) = (&body[..at], &body[at + 1..]);
    if whole.contains(mark) {
        return match is_grouped(body) {
            true => Ok(Resolved { decimal: digits_of(body, ""), other: None }),
            false if is_grouped_but_for_the_last(body) => {
                Ok(Resolved { decimal: digits_of(body, ""), other: Some(digits_of(whole, fraction)) })
            }
            false if has_one_separator(body) => Err(ReadError::Groups { part: body.to_owned() }),
            false => Err(ReadError::TwoDecimals { part: body.to_owned() }),
        };
    }
    if !is_digits(fraction) {
        return Err(ReadError::Groups { part: body.to_owned() });
    }
    let (as_decimal, as_group) = (digits_of(whole, fraction), digits_of(body, ""));
    if !whole.is_empty() && !is_digits(whole) {
        groups(whole)?;
        return Ok(Resolved { decimal: as_decimal, other: None });
    }
    let begins = whole.trim_start_matches('0');
    if mark == sign || begins.is_empty() || fraction.is_empty() {
        let other = (!begins.is_empty() && is_grouped(body)).then_some(as_group);
        return Ok(Resolved { decimal: as_decimal, other });
    }
    let (decimal, other) = if is_grouped(body) { (as_group, as_decimal) } else { (as_decimal, as_group) };
    Ok(Resolved { decimal, other: Some(other) })
}

fn digits_of(whole: &str, fraction: &str) -> Decimal {
    let digits = whole.chars().chain(fraction.chars()).filter(char::is_ascii_digit).collect();
    Decimal { digits, exponent: -(fraction.len() as i64) }
}

fn is_digits(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

fn has_one_separator(body: &str) -> bool {
    let mut marks = body.chars().filter(|c| !c.is_ascii_digit());
    let first = marks.next();
    marks.all(|mark| Some(mark) == first)
}

/// Whether one kind of separator parts thousands, or as in India lakhs and crores.
fn is_grouped(body: &str) -> bool {
    if !has_one_separator(body) {
        return false;
    }
    let lengths: Vec<usize> = body.split(|c: char| !c.is_ascii_digit()).map(str::len).collect();
    match lengths.as_slice() {
        [_] => true,
        [first, middle @ .., last] => {
            let in_thousands = *first <= 3 && middle.iter().all(|length| *length == 3);
            let in_lakhs = *first <= 2 && middle.iter().all(|length| *length == 2);
            *first > 0 && *last == 3 && (in_thousands || in_lakhs)
        }
        [] => false,
    }
}

/// Whether one kind of separator parts thousands but for the last group, as in
/// `1,000,000` with a digit more or less behind. One separator alone says too
/// little.
fn is_grouped_but_for_the_last(body: &str) -> bool {
    let lengths: Vec<usize> = body.split(|c: char| !c.is_ascii_digit()).map(str::len).collect();
    let [first, middle @ .., last] = lengths.as_slice() else { return false };
    let is_started = (1..=3).contains(first) && middle.iter().all(|length| *length == 3);
    has_one_separator(body) && is_started && !middle.is_empty() && !matches!(*last, 0 | 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both readings in the notation of Rust, `|` before the other one.
    fn read(body: &str, sign: char) -> String {
        match resolve(body, sign) {
            Ok(Resolved { decimal, other: Some(other) }) => {
                format!("{} | {}", decimal.value(), other.value())
            }
            Ok(Resolved { decimal, other: None }) => decimal.value().to_string(),
            Err(ReadError::Groups { .. }) => "groups".to_owned(),
            Err(ReadError::TwoDecimals { .. }) => "decimals".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn one_separator_before_three_digits_is_read_by_the_locale() {
        assert_eq!(read("1,234", '.'), "1234 | 1.234");
        assert_eq!(read("1.234", '.'), "1.234 | 1234");
        assert_eq!(read("1,234", ','), "1.234 | 1234");
        assert_eq!(read("123.456", ','), "123456 | 123.456");
    }

    #[test]
    fn one_separator_elsewhere_is_a_decimal_sign() {
        assert_eq!(read("2.10", '.'), "2.1");
        assert_eq!(read("1234.567", '.'), "1234.567");
        assert_eq!(read("2,10", '.'), "2.1 | 210");
        assert_eq!(read("1234,5", '.'), "1234.5 | 12345");
    }

    #[test]
    fn nothing_but_zero_before_a_separator_makes_it_a_decimal_sign() {
        for body in ["0.125", "0,125", ".125", ",125", "000,125"] {
            assert_eq!(read(body, '.'), "0.125", "{body}");
        }
    }

    #[test]
    fn a_separator_at_the_end_awaits_its_fraction() {
        assert_eq!(read("5.", '.'), "5");
        assert_eq!(read("5,", '.'), "5");
    }

    #[test]
    fn of_two_separators_the_later_is_the_decimal_sign() {
        for sign in ['.', ','] {
            assert_eq!(read("1,234.567", sign), "1234.567");
            assert_eq!(read("1.234.567,89", sign), "1234567.89");
            assert_eq!(read("1 234,567", sign), "1234.567");
            assert_eq!(read("1'234'567.5", sign), "1234567.5");
        }
    }

    #[test]
    fn a_separator_that_repeats_parts_thousands() {
        for sign in ['.', ','] {
            assert_eq!(read("1.234.567", sign), "1234567");
            assert_eq!(read("12,345,678", sign), "12345678");
            assert_eq!(read("1 234", sign), "1234");
            assert_eq!(read("1,00,00,000", sign), "10000000");
        }
    }

    #[test]
    fn a_last_group_of_another_length_is_doubted() {
        for sign in ['.', ','] {
            assert_eq!(read("1,000,00", sign), "100000 | 1000");
            assert_eq!(read("12.345.67", sign), "1234567 | 12345.67");
            assert_eq!(read("1,000,0005", sign), "10000005 | 1000.0005");
            assert_eq!(read("1,0500,000", sign), "groups");
            assert_eq!(read("5551.000.000", sign), "groups");
        }
    }

    #[test]
    fn separators_out_of_place_are_refused() {
        for body in
            ["1,00,0", "1,2,3", "1 2", "1 23 456 789", "1,234 567", "12'34.5", "1,234,", ",000,000", "1,,000"]
        {
            assert_eq!(read(body, '.'), "groups", "{body}");
        }
        for body in ["1,234.567.890", "1.2,3.4", "1,234.5,6"] {
            assert_eq!(read(body, '.'), "decimals", "{body}");
        }
    }
}
