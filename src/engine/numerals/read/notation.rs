//! Parts a typed text into the notation of a number: sign, currency, digits,
//! power of ten, and what follows.

use super::ReadError;
use super::currency;
use crate::engine::numerals::Numerals;

/// A text, parted but not yet understood.
#[derive(Debug, PartialEq)]
pub(super) struct Parts {
    pub is_negative: bool,
    pub currency: Option<String>,
    /// Digits and separators; a digit or a separator with a digit comes first.
    pub body: String,
    /// The power of ten behind an `e`.
    pub exponent: i64,
    /// What follows, in one line without space around it.
    pub tail: String,
}

/// A text with one sign for all that look like it.
pub(super) fn plain(text: &str, numerals: &dyn Numerals) -> String {
    text.chars().filter_map(|c| common(c, numerals)).collect::<String>().trim().to_owned()
}

/// Whether a dash stands beside a currency, as accounts print zero.
pub(super) fn is_accounting_zero(plain: &str, numerals: &dyn Numerals) -> bool {
    let dash = match currency::strip(plain, numerals) {
        Some((_, rest)) => rest.trim(),
        None => match plain.trim_start_matches('-').trim_start() {
            rest if rest.len() < plain.len() => {
                let has_currency =
                    currency::strip(rest, numerals).is_some_and(|(_, after)| after.trim().is_empty());
                if has_currency { "-" } else { "" }
            }
            _ => "",
        },
    };
    !dash.is_empty() && dash.chars().all(|sign| sign == '-')
}

/// Parts a plain text that is neither empty nor long.
pub(super) fn part(text: &str, numerals: &dyn Numerals) -> Result<Parts, ReadError> {
    let mut rest = text.trim();
    let mut currency = None;
    let (mut is_signed, mut is_negative, mut is_bracketed) = (false, false, false);
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
        } else if let Some((sign, amount)) = currency::strip(rest, numerals)
            && currency.is_none()
        {
            currency = Some(sign);
            rest = amount;
        } else {
            break;
        }
    }
    let end = rest.find(|c| !is_in_body(c)).unwrap_or(rest.len());
    let (body, after) = rest.split_at(end);
    let mut start = body.chars();
    let is_number = match start.next() {
        Some('.' | ',') => start.next().is_some_and(|c| c.is_ascii_digit()),
        Some(first) => first.is_ascii_digit(),
        None => false,
    };
    if !is_number {
        return Err(ReadError::NotANumber { part: text.trim().to_owned() });
    }
    let (exponent, after) =
        if body.ends_with(' ') { None } else { power_of_ten(after) }.unwrap_or((0, after));
    let tail = if is_bracketed { closed(after)? } else { after.trim().to_owned() };
    if is_bracketed && is_signed {
        return Err(ReadError::Brackets);
    }
    let is_negative = is_negative || is_bracketed;
    Ok(Parts { is_negative, currency, body: body.trim_end().to_owned(), exponent, tail })
}

/// The one sign that stands for all that look like it; none for marks without
/// width, which spreadsheets and bidirectional texts put around numbers.
fn common(c: char, numerals: &dyn Numerals) -> Option<char> {
    let c = match c {
        // The full-width forms of East Asian keyboards follow the order of ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{FFE5}' => '¥',
        '٫' => '.',
        '٬' => '\'',
        _ => other_digit(c).unwrap_or(c),
    };
    match c {
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' => Some('-'),
        '’' | '‘' | 'ʼ' | '´' | '_' => Some('\''),
        _ if c.is_whitespace() => Some(' '),
        _ if c == numerals.decimal() && !matches!(c, '.' | ',') => Some('.'),
        _ if c == numerals.group() && !is_in_body(c) => Some('\''),
        _ => Some(c),
    }
}

/// The ASCII digit of one in Arabic, Persian, Devanagari, Bengali, Tamil and Thai
/// numbers, whose blocks each begin with zero.
fn other_digit(c: char) -> Option<char> {
    const ZEROS: [u32; 6] = [0x660, 0x6F0, 0x966, 0x9E6, 0xBE6, 0xE50];
    let code = u32::from(c);
    let zero = ZEROS.into_iter().find(|zero| (*zero..*zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

fn is_in_body(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'')
}

/// Takes `e6` off the front, but not the `E` of `EUR`.
fn power_of_ten(text: &str) -> Option<(i64, &str)> {
    let text = text.strip_prefix(['e', 'E'])?;
    let (is_negative, digits) = match text.strip_prefix(['-', '+']) {
        Some(digits) => (text.starts_with('-'), digits),
        None => (false, text),
    };
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at(end);
    if digits.is_empty() {
        return None;
    }
    // A power that does not fit is far beyond any number, in its own direction.
    let power = digits.parse::<i64>().unwrap_or(i64::MAX / 2).min(i64::MAX / 2);
    Some((if is_negative { -power } else { power }, rest))
}

/// Takes off the bracket that closes a negative number, before or behind its unit.
fn closed(tail: &str) -> Result<String, ReadError> {
    let tail = tail.trim();
    let tail = tail.strip_suffix(')').or_else(|| tail.strip_prefix(')')).ok_or(ReadError::Brackets)?;
    Ok(tail.trim().to_owned())
}
