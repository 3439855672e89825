//! The digits of en-US, without a browser.

use super::decimal::Decimal;
use super::{Digits, Numerals};

/// Writes as `Intl.NumberFormat("en-US")` does: `.` before the fraction, `,`
/// between thousands, halves rounded away from zero. Never writes `-0`.
///
/// Like every browser's, it rounds the shortest digits of a number and not its
/// exact binary value: 1.005 becomes 1.01, as a person expects.
///
/// ```
/// use megahour::engine::numerals::{Digits, Numerals, Plain};
/// assert_eq!(Plain.write(1_234.5, Digits::Fixed(2)), "1,234.50");
/// assert_eq!(Plain.write(0.125, Digits::UpTo(2)), "0.13");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plain;

impl Numerals for Plain {
    fn write(&self, value: f64, digits: Digits) -> String {
        let (places, zeros) = match digits {
            Digits::Fixed(places) => (places, usize::from(places)),
            Digits::UpTo(places) => (places, 0),
        };
        let rounded = Decimal::shortest(value.abs()).rounded(places);
        let sign = if value < 0.0 && rounded.value() != 0.0 { "-" } else { "" };
        let (whole, fraction) = rounded.written_out();
        let fraction = format!("{:0<zeros$}", fraction.trim_end_matches('0'));
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{fraction}", grouped(&whole, ','))
    }

    fn decimal(&self) -> char {
        '.'
    }

    fn group(&self) -> char {
        ','
    }

    fn currency(&self) -> &str {
        "$"
    }

    fn currency_code(&self) -> &str {
        "USD"
    }
}

/// Puts a sign between groups of three digits.
pub(super) fn grouped(whole: &str, sign: char) -> String {
    let mut text = String::with_capacity(whole.len() * 4 / 3);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            text.push(sign);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(value: f64, count: u8) -> String {
        Plain.write(value, Digits::Fixed(count))
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(fixed(0.0, 0), "0");
        assert_eq!(fixed(999.0, 0), "999");
        assert_eq!(fixed(1_000.0, 0), "1,000");
        assert_eq!(fixed(1_234_567.891, 2), "1,234,567.89");
    }

    #[test]
    fn a_half_is_rounded_away_from_zero() {
        for (value, count, text) in [
            (0.5, 0, "1"),
            (1.5, 0, "2"),
            (2.5, 0, "3"),
            (0.125, 2, "0.13"),
            (0.375, 2, "0.38"),
            (-2.5, 0, "-3"),
        ] {
            assert_eq!(fixed(value, count), text);
        }
    }

    #[test]
    fn a_half_is_told_by_the_digits_that_people_see() {
        for (value, count, text) in
            [(1.005, 2, "1.01"), (0.285, 2, "0.29"), (2.675, 2, "2.68"), (7.05, 1, "7.1")]
        {
            assert_eq!(fixed(value, count), text);
        }
        assert_eq!(fixed(0.499_999_999_999_999_94, 0), "0");
    }

    #[test]
    fn there_is_no_negative_zero() {
        assert_eq!(fixed(-0.0, 2), "0.00");
        assert_eq!(fixed(-0.004, 2), "0.00");
        assert_eq!(fixed(-0.006, 2), "-0.01");
    }

    #[test]
    fn trailing_zeros_of_the_whole_part_stay() {
        assert_eq!(Plain.write(100.0, Digits::UpTo(2)), "100");
        assert_eq!(Plain.write(100.0, Digits::UpTo(0)), "100");
        assert_eq!(Plain.write(1.10, Digits::UpTo(2)), "1.1");
    }

    #[test]
    fn the_largest_numbers_are_written_in_full() {
        let text = fixed(1e300, 0);
        assert_eq!(text.chars().filter(char::is_ascii_digit).count(), 301);
        assert_eq!(Plain.write(5e-324, Digits::UpTo(255)), "0");
        assert_eq!(fixed(f64::MAX, 255).split_once('.').map(|(_, fraction)| fraction.len()), Some(255));
    }
}
