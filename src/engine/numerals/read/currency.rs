//! Signs and codes of currencies.

use crate::engine::numerals::Numerals;

/// What founders write instead of a sign, with the code that it means.
const CODES: [(&str, &str); 7] = [
    ("US$", "USD"),
    ("USD", "USD"),
    ("EUR", "EUR"),
    ("GBP", "GBP"),
    ("JPY", "JPY"),
    ("CNY", "CNY"),
    ("INR", "INR"),
];

/// Takes a currency off the front: its sign as typed or its code, and the rest.
pub(super) fn strip<'a>(text: &'a str, numerals: &dyn Numerals) -> Option<(String, &'a str)> {
    let own = Some(numerals.currency()).filter(|sign| !sign.is_empty());
    if let Some((sign, rest)) = own.and_then(|sign| Some((sign, text.strip_prefix(sign)?))) {
        return Some((sign.to_owned(), rest));
    }
    let code = numerals.currency_code();
    if let Some((start, rest)) = text.split_at_checked(code.len()).filter(|_| !code.is_empty())
        && start.eq_ignore_ascii_case(code)
    {
        return Some((code.to_owned(), rest));
    }
    let by_code = CODES.iter().find_map(|(written, code)| {
        let (start, rest) = text.split_at_checked(written.len())?;
        start.eq_ignore_ascii_case(written).then(|| ((*code).to_owned(), rest))
    });
    by_code.or_else(|| {
        let first = text.chars().next().filter(|c| is_sign(*c))?;
        Some((first.to_string(), &text[first.len_utf8()..]))
    })
}

/// Whether a typed currency is the scenario's. A bare `$` is, where that is `A$`;
/// a code is that of one currency alone.
pub(super) fn is_own(typed: &str, numerals: &dyn Numerals) -> bool {
    let own = numerals.currency();
    let is_bare = typed.chars().count() == 1 && typed.chars().all(is_sign);
    typed == own || typed == numerals.currency_code() || (is_bare && own.ends_with(typed))
}

fn is_sign(c: char) -> bool {
    matches!(c, '$' | '£' | '¤' | '¥' | '฿' | '\u{20A0}'..='\u{20CF}')
}
