//! Signs and codes of currencies.

use crate::engine::numerals::Numerals;

/// The codes that founders write instead of a sign.
const CODES: [(&str, &str); 7] =
    [("US$", "$"), ("USD", "$"), ("EUR", "€"), ("GBP", "£"), ("JPY", "¥"), ("CNY", "¥"), ("INR", "₹")];

/// Takes a currency off the front: its sign as typed, and the rest.
pub(super) fn strip<'a>(text: &'a str, numerals: &dyn Numerals) -> Option<(String, &'a str)> {
    let own = Some(numerals.currency()).filter(|sign| !sign.is_empty());
    if let Some((sign, rest)) = own.and_then(|sign| Some((sign, text.strip_prefix(sign)?))) {
        return Some((sign.to_owned(), rest));
    }
    let code = numerals.currency_code();
    if let Some((start, rest)) = text.split_at_checked(code.len()).filter(|_| !code.is_empty())
        && start.eq_ignore_ascii_case(code)
    {
        return Some((numerals.currency().to_owned(), rest));
    }
    let by_code = CODES.iter().find_map(|(code, sign)| {
        let (start, rest) = text.split_at_checked(code.len())?;
        start.eq_ignore_ascii_case(code).then(|| ((*sign).to_owned(), rest))
    });
    by_code.or_else(|| {
        let first = text.chars().next().filter(|c| is_sign(*c))?;
        Some((first.to_string(), &text[first.len_utf8()..]))
    })
}

/// Whether a typed currency is the scenario's: `$` is, where that is `US$`.
pub(super) fn is_own(typed: &str, numerals: &dyn Numerals) -> bool {
    numerals.currency().ends_with(typed)
}

fn is_sign(c: char) -> bool {
    matches!(c, '$' | '£' | '¤' | '¥' | '฿' | '\u{20A0}'..='\u{20CF}')
}
