//! One cell of a table, as it is printed.

use super::currency_words::strip_currency;
use super::decimal::{Decimal, Notation, notation};
use super::measure::{Measure, Ratio, measure};
use super::signs::plain_signs;
use crate::engine::numerals::sum;

/// The longest number, in characters.
const MAX_NUMBER: usize = 64;
/// The longest text that may be a dash with a currency, or say that there is no
/// number, in bytes.
const MAX_WORD: usize = 24;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    Blank,
    /// A number.
    Number(Printed),
    /// A dash where a number could stand; with a currency it is an accounting
    /// zero.
    Dash {
        /// Whether a currency stands beside it.
        is_zero: bool,
    },
    /// A word that says that there is no number: `n/a`.
    Absent,
    /// Words.
    Text,
}

/// A number as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Printed {
    pub notation: Notation,
    pub is_negative: bool,
    /// The power of ten behind an `e`.
    pub exponent: i32,
    /// What stands around the digits.
    pub measure: Measure,
    /// Whether it is said to be about right: `~1,800`.
    pub is_about: bool,
}

impl Printed {
    /// A number with nothing around it.
    fn plain(notation: Notation) -> Self {
        Self { notation, is_negative: false, exponent: 0, measure: Measure::default(), is_about: false }
    }

    /// Whether it is a whole number without separators or anything around it.
    pub fn whole(&self) -> Option<i64> {
        let Notation::Certain(Decimal { digits, exponent: 0 }, None) = &self.notation else { return None };
        let is_bare = self.measure.is_empty() && !self.is_negative && !self.is_about && self.exponent == 0;
        digits.parse().ok().filter(|_| is_bare)
    }

    /// Whether a percent sign stands there.
    pub fn is_percent(&self) -> bool {
        self.measure.ratio == Some(Ratio::Percent)
    }
}

/// Reads a cell.
pub(super) fn cell(text: &str) -> Cell {
    let text = text.trim();
    if text.is_empty() {
        return Cell::Blank;
    }
    // Most cells are digits alone, or words without any: neither needs a closer look.
    if text.len() <= MAX_NUMBER && is_of_digits(text) {
        return Cell::Number(Printed::plain(notation(text)));
    }
    let has_digits = text.contains(char::is_numeric);
    if text.chars().nth(MAX_NUMBER).is_some() || (!has_digits && text.len() > MAX_WORD) {
        return Cell::Text;
    }
    let plain = plain_signs(text).to_lowercase();
    let plain = plain.trim_start_matches('\'').trim();
    match plain {
        "" => return Cell::Blank,
        "n/a" | "na" | "n.a." | "n.a" | "nm" | "n/m" | "n.m." | "#n/a" | "#div/0!" | "#ref!" | "#value!"
        | "null" | "none" | "nan" | "tbd" | "tba" | "k.a." | "k. a." | "n.v." | "nd" | "n.d." | "n/d"
        | "..." | "…" | "?" => return Cell::Absent,
        _ => {}
    }
    if let Some(dash) = dash(plain) {
        return dash;
    }
    if !has_digits {
        return Cell::Text;
    }
    let found = match plain.strip_prefix('=') {
        Some(of) => worked_out(of),
        None => printed(plain),
    };
    found.map_or(Cell::Text, Cell::Number)
}

/// Whether a text begins and ends with a digit, with digits, points and commas
/// between.
fn is_of_digits(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    is_digit(bytes.first())
        && is_digit(bytes.last())
        && bytes.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}

/// A simple sum. A comma could be either sign, and is left alone.
fn worked_out(text: &str) -> Option<Printed> {
    let value = sum(text, '.').ok().filter(|_| !text.contains(','))?;
    Some(Printed {
        notation: Notation::Certain(Decimal::of_value(value.abs()), None),
        is_negative: value < 0.0,
        exponent: 0,
        measure: Measure::default(),
        is_about: false,
    })
}

/// Whether words stand where a number was meant: a formula, an error, digits with
/// something unknown.
pub(super) fn is_like_a_value(text: &str) -> bool {
    let plain = plain_signs(text);
    plain.starts_with(['=', '#', '$', '€', '£', '+', '-', '('])
        || plain.starts_with(|sign: char| sign.is_ascii_digit())
}

/// A cell that holds nothing but dashes, perhaps with a currency or percent sign.
fn dash(text: &str) -> Option<Cell> {
    let text = text.trim_matches(['(', ')', ' ', '%']);
    let (is_zero, rest) = match strip_currency(text) {
        Some((_, rest)) => (true, rest),
        None => (false, text),
    };
    let dashes = rest.trim().trim_end_matches(['$', '€', '£', '¥', ' ']);
    let is_dash = !dashes.is_empty() && dashes.chars().all(|sign| sign == '-');
    is_dash.then_some(Cell::Dash { is_zero: is_zero || dashes.len() < rest.trim().len() })
}

fn printed(text: &str) -> Option<Printed> {
    let about = ["~", "≈", "ca.", "ca ", "c.", "approx.", "about "];
    let stripped = about.iter().find_map(|word| text.strip_prefix(word));
    let (is_about, mut rest) = (stripped.is_some(), stripped.unwrap_or(text));
    let (mut is_signed, mut is_negative, mut is_bracketed) = (false, false, false);
    let mut currency = None;
    loop {
        rest = rest.trim_start();
        if let Some(unsigned) = rest.strip_prefix(['-', '+'])
            && !is_signed
        {
            (is_signed, is_negative) = (true, rest.starts_with('-'));
            rest = unsigned;
        } else if let Some(inside) = rest.strip_prefix('(')
            && !is_bracketed
        {
            is_bracketed = true;
            rest = inside;
        } else if let Some((code, amount)) = strip_currency(rest)
            && currency.is_none()
        {
            currency = Some(code.to_owned());
            rest = amount;
        } else {
            break;
        }
    }
    let end = rest.find(|sign| !is_in_body(sign)).unwrap_or(rest.len());
    let (body, after) = rest.split_at(end);
    let mut start = body.chars();
    let is_number = match start.next()? {
        '.' | ',' => start.next().is_some_and(|sign| sign.is_ascii_digit()),
        first => first.is_ascii_digit(),
    };
    if !is_number || (is_bracketed && is_signed) {
        return None;
    }
    let (exponent, after) = if body.ends_with(' ') { (0, after) } else { exponent(after) };
    let mut tail = after.trim();
    if is_bracketed {
        tail = tail.strip_suffix(')').or_else(|| tail.strip_prefix(')'))?.trim();
    }
    // Some accounts write the minus behind.
    if let Some(before) = tail.strip_suffix('-')
        && !is_signed
        && !is_bracketed
        && !body.ends_with(['.', ','])
    {
        is_negative = true;
        tail = before.trim();
    }
    // `1-year` is a word.
    if tail.starts_with('-') {
        return None;
    }
    let tail = without_footnote(tail);
    let mut found = if tail.is_empty() { Measure::default() } else { measure(tail)? };
    if found.currency.is_none() {
        found.currency = currency;
    }
    let body = body.trim_end().trim_end_matches(['\'', '.', ',']);
    Some(Printed {
        notation: notation(body),
        is_negative: is_negative || is_bracketed,
        exponent,
        measure: found,
        is_about,
    })
}

fn is_in_body(sign: char) -> bool {
    sign.is_ascii_digit() || matches!(sign, '.' | ',' | ' ' | '\'' | '_')
}

/// Takes `e6` off the front, but not the `e` of `eur`.
fn exponent(text: &str) -> (i32, &str) {
    let found = text.strip_prefix('e').and_then(|after| {
        let (is_negative, digits) = match after.strip_prefix(['-', '+']) {
            Some(digits) => (after.starts_with('-'), digits),
            None => (false, after),
        };
        let end = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
        let power: i32 = digits.get(..end.min(6))?.parse().ok()?;
        Some((if is_negative { -power } else { power }, &digits[end..]))
    });
    found.unwrap_or((0, text))
}

/// What follows a number without the marks of a footnote.
fn without_footnote(tail: &str) -> &str {
    let tail = tail.trim_end_matches(['*', '†', '‡', '¹', '²', '³', '⁴', ' ']);
    match tail.rfind('[') {
        Some(at) if tail.ends_with(']') && tail[at + 1..].len() <= 3 => tail[..at].trim_end(),
        _ => tail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a cell says: its value, and what is around it.
    fn said(text: &str) -> String {
        match cell(text) {
            Cell::Number(number) => {
                let Notation::Certain(decimal, _) = &number.notation else {
                    return format!("{:?}", number.notation);
                };
                let power = number.measure.scale.map_or(0, |scale| i32::from(scale.power));
                let value = decimal.value(power + number.exponent);
                let value = if number.is_negative { -value } else { value };
                let currency = number.measure.currency.clone().unwrap_or_default();
                format!("{value} {currency}{}", number.measure.symbol().unwrap_or_default().replace('$', ""))
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn numbers_are_read_as_people_print_them() {
        for (text, is) in [
            ("1250000", "1250000 "),
            ("$5.62M", "5620000 $"),
            ("-$16.5M", "-16500000 $"),
            ("($3.10)", "-3.1 $"),
            ("(85%)", "-85 %"),
            ("+141%", "141 %"),
            ("£91,200.00", "91200 GBP"),
            ("285.000,5 €", "285000.5 EUR"),
            ("0,25 T€", "250 EUR"),
            ("$2.50/hr", "2.5 $/h"),
            ("2.7 $/h", "2.7 $/h"),
            ("1.1M", "1100000 "),
            ("~1800000", "1800000 "),
            ("5-", "-5 "),
            ("1e6", "1000000 "),
            ("3 EUR", "3 EUR"),
            ("1,234,567*", "1234567 "),
            ("12 [3]", "12 "),
            (".91", "0.91 "),
            ("1_000_000", "1000000 "),
            ("１２", "12 "),
            ("=49000/2+0.5", "24500.5 "),
            ("٣٫٥", "3.5 "),
        ] {
            assert_eq!(said(text), is, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_says_what_it_is() {
        for text in
            ["3D Printer", "12/31/2024", "2026-01", "1-year", "H100", "269000 DGX / 8 GPUs", "=B2", "--5x"]
        {
            assert_eq!(cell(text), Cell::Text, "{text}");
        }
        for text in ["-", "—", "---", "–%"] {
            assert_eq!(cell(text), Cell::Dash { is_zero: false }, "{text}");
        }
        for text in [" $ -   ", "$—", "- €"] {
            assert_eq!(cell(text), Cell::Dash { is_zero: true }, "{text}");
        }
        assert_eq!((cell("N/A"), cell(" ")), (Cell::Absent, Cell::Blank));
    }
}
