//! Signs, codes and names of currencies.

/// The signs of currencies, with the code of those that mean one alone.
const SIGNS: [(&str, &str); 22] = [
    ("us$", "USD"),
    ("ca$", "CAD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("nz$", "NZD"),
    ("hk$", "HKD"),
    ("mx$", "MXN"),
    ("nt$", "TWD"),
    ("r$", "BRL"),
    ("s$", "SGD"),
    ("cn¥", "CNY"),
    ("$", "$"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "¥"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₪", "ILS"),
    ("₺", "TRY"),
    ("₽", "RUB"),
    ("฿", "THB"),
    ("zł", "PLN"),
];

/// Codes and names of currencies.
pub(super) const CODES: [(&str, &str); 34] = [
    ("usd", "USD"),
    ("eur", "EUR"),
    ("gbp", "GBP"),
    ("jpy", "JPY"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("inr", "INR"),
    ("aed", "AED"),
    ("aud", "AUD"),
    ("brl", "BRL"),
    ("cad", "CAD"),
    ("chf", "CHF"),
    ("czk", "CZK"),
    ("dkk", "DKK"),
    ("hkd", "HKD"),
    ("idr", "IDR"),
    ("ils", "ILS"),
    ("krw", "KRW"),
    ("mxn", "MXN"),
    ("nok", "NOK"),
    ("nzd", "NZD"),
    ("pln", "PLN"),
    ("sar", "SAR"),
    ("sek", "SEK"),
    ("sgd", "SGD"),
    ("thb", "THB"),
    ("try", "TRY"),
    ("twd", "TWD"),
    ("zar", "ZAR"),
    ("dollar", "$"),
    ("dollars", "$"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("pounds", "GBP"),
];

/// Takes a currency off the front of a text in lower case: its code or sign, and
/// the rest.
pub(super) fn strip_currency(text: &str) -> Option<(&'static str, &str)> {
    let sign = SIGNS.iter().find_map(|(sign, code)| Some((*code, text.strip_prefix(sign)?)));
    sign.or_else(|| {
        let end = text.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        let (_, code) = CODES.iter().find(|(name, _)| *name == word)?;
        Some((*code, rest))
    })
}
