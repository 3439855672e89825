//! What numbers are in: scale, currency, percent, unit, in people's words.

use super::currency_words::{CODES, strip_currency};
use super::scale::{Scale, scale};
use super::signs::plain_signs;
use serde::Serialize;

/// How a ratio is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ratio {
    /// 95 for 95%.
    Percent,
    /// 9,500 for 95%.
    BasisPoints,
    /// 0.95 for 95%.
    Share,
    /// 3 for three times as much.
    Multiple,
}

/// What numbers are in, as far as words beside them say it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// The power of ten that they are printed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// The currency: its code where that is certain, else its sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// How a ratio is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratio: Option<Ratio>,
    /// The quantities counted, in the model's names: `h`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// The quantities that they are counted for each of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub per: Vec<String>,
}

impl Measure {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The unit in the model's words, `$` for any currency; nothing where only a
    /// scale is known.
    pub fn symbol(&self) -> Option<String> {
        if self.ratio.is_some() {
            return Some(if self.ratio == Some(Ratio::Multiple) { "×" } else { "%" }.to_owned());
        }
        let money = self.currency.as_ref().map(|_| "$".to_owned());
        let above: Vec<String> = money.into_iter().chain(self.of.iter().cloned()).collect();
        if above.is_empty() && self.per.is_empty() {
            return None;
        }
        let above = if above.is_empty() { "1".to_owned() } else { above.join("·") };
        Some(self.per.iter().fold(above, |symbol, per| format!("{symbol}/{per}")))
    }

    /// This measure, and where it says nothing another one.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let has_unit = !self.of.is_empty() || !self.per.is_empty() || self.ratio.is_some();
        let unit = if has_unit || self.currency.is_some() { self } else { other };
        Self {
            scale: self.scale.or(other.scale),
            currency: self.currency.clone().or_else(|| other.currency.clone().filter(|_| !has_unit)),
            ratio: unit.ratio,
            of: unit.of.clone(),
            per: unit.per.clone(),
        }
    }
}

/// Reads a text that names what numbers are in, and nothing else: `$M`, `thousand
/// h`, `($ in thousands)`, `$/GPU-hr`, `%`. Nothing, where a word is unknown.
///
/// ```
/// use megahour::table::measure;
/// let prices = measure("US$ per GPU-hour");
/// assert_eq!(prices.and_then(|of| of.symbol()).as_deref(), Some("$/h"));
/// assert_eq!(measure("($ in thousands)").and_then(|of| of.scale).map(|scale| scale.power), Some(3));
/// assert_eq!(measure("End of Year"), None);
/// ```
pub fn measure(text: &str) -> Option<Measure> {
    if text.len() > 60 {
        return None;
    }
    let lower = plain_signs(text).to_lowercase();
    // A long word is no unit: most names of rows end here.
    if lower
        .split([' ', '_'])
        .next()
        .is_some_and(|word| word.chars().count() > LONGEST && !word.contains('/'))
    {
        return None;
    }
    let mut reader = Reader { found: Measure::default(), is_per: false };
    let mut rest = lower.trim_matches(['(', ')', '[', ']', ' ', ':', '.']);
    while !rest.is_empty() {
        rest = reader.next(rest)?;
    }
    (!reader.found.is_empty()).then_some(reader.found)
}

/// The longest word of a unit, in characters.
const LONGEST: usize = 18;

struct Reader {
    found: Measure,
    /// Whether what follows is what amounts are for each of.
    is_per: bool,
}

impl Reader {
    /// Reads one word or sign, and gives what follows it.
    fn next<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let first = text.chars().next()?;
        let after = &text[first.len_utf8()..];
        if let Some(rest) = text.strip_prefix("'000").or_else(|| text.strip_prefix("000")) {
            self.scale(Scale::of(3))?;
            return Some(rest.strip_prefix('s').unwrap_or(rest));
        }
        match first {
            ' ' | '-' | '.' | '\'' | ',' | '(' | ')' | '·' | '*' => return Some(after),
            '/' => {
                self.is_per = true;
                return Some(after);
            }
            '%' => return self.ratio(Ratio::Percent).map(|()| after),
            '×' => return self.ratio(Ratio::Multiple).map(|()| after),
            '#' => return Some(after),
            _ => {}
        }
        if let Some((code, rest)) = strip_currency(text).filter(|_| !self.is_per) {
            self.currency(code)?;
            return Some(rest);
        }
        let end = text.find(|sign: char| !sign.is_alphabetic()).unwrap_or(text.len());
        if end == 0 {
            return None;
        }
        let (word, rest) = text.split_at(end);
        if let Some(rest) = two_words(word, rest) {
            return self.quantity("h").map(|()| rest);
        }
        self.word(word, rest)?;
        Some(rest)
    }

    fn word(&mut self, word: &str, rest: &str) -> Option<()> {
        match word {
            "in" | "of" | "je" | "figures" | "amounts" | "all" | "values" | "numbers" | "are" | "the" => {
                self.is_per |= word == "je";
                return Some(());
            }
            "per" | "pro" | "por" | "par" | "al" | "a" | "p" => {
                self.is_per = true;
                return Some(());
            }
            "cents" | "cent" if !self.is_per => {
                self.currency("$")?;
                return self.scale(Scale::of(-2));
            }
            "pct" | "percent" | "percentage" | "prozent" | "cent" => return self.ratio(Ratio::Percent),
            "bps" | "bp" => return self.ratio(Ratio::BasisPoints),
            "share" | "fraction" | "ratio" | "decimal" => return self.ratio(Ratio::Share),
            "x" | "times" | "multiple" => return self.ratio(Ratio::Multiple),
            "annual" | "annually" | "yearly" | "annum" | "jährlich" => return self.every("yr"),
            "monthly" | "monatlich" | "mensual" => return self.every("month"),
            "quarterly" => return self.every("quarter"),
            "daily" => return self.every("day"),
            "hourly" => return self.every("h"),
            "unit" | "units" | "count" | "number" => return Some(()),
            _ => {}
        }
        if !self.is_per
            && let Some(found) = self.scale_of(word, rest)
        {
            return self.scale(found);
        }
        if let Some(name) = quantity(word) {
            return self.quantity(name);
        }
        // `USDm`, `TEUR`, `mUSD`: a code and a letter that is its scale.
        let glued = CODES.iter().find_map(|(code, name)| {
            let before = word.strip_suffix(code).and_then(scale_letter).map(|scale| (*name, scale));
            before.or_else(|| word.strip_prefix(code).and_then(scale_letter).map(|scale| (*name, scale)))
        });
        let (code, found) = glued?;
        self.currency(code)?;
        self.scale(found)
    }

    /// The scale of a word. `T€` is a thousand euros, `T` alone a trillion.
    fn scale_of(&self, word: &str, rest: &str) -> Option<Scale> {
        let is_before_money = strip_currency(rest.trim_start()).is_some();
        match word {
            "t" if is_before_money => Some(Scale { power: 3, other: Some(12) }),
            _ => scale(word),
        }
    }

    fn scale(&mut self, found: Scale) -> Option<()> {
        // Two of them are two statements, not one; `mm` is read as one word.
        self.found.scale.is_none().then_some(())?;
        self.found.scale = Some(found);
        Some(())
    }

    fn currency(&mut self, code: &str) -> Option<()> {
        let is_free = self.found.currency.as_deref().is_none_or(|before| before == code || before == "$");
        is_free.then_some(())?;
        self.found.currency = Some(code.to_owned());
        Some(())
    }

    fn ratio(&mut self, ratio: Ratio) -> Option<()> {
        self.found.ratio = Some(ratio);
        Some(())
    }

    fn every(&mut self, name: &str) -> Option<()> {
        self.found.per.push(name.to_owned());
        Some(())
    }

    fn quantity(&mut self, name: &str) -> Option<()> {
        if self.is_per { &mut self.found.per } else { &mut self.found.of }.push(name.to_owned());
        Some(())
    }
}

/// A scale that is written onto a currency's code.
fn scale_letter(letters: &str) -> Option<Scale> {
    match letters {
        "t" => Some(Scale { power: 3, other: None }),
        "k" | "m" | "mm" | "mn" | "b" | "bn" => scale(letters),
        _ => None,
    }
}

/// What follows `gpu-hour`, `gpu h` and the like: an hour of compute.
fn two_words<'t>(word: &str, rest: &'t str) -> Option<&'t str> {
    let hour = |word: &str| quantity(word) == Some("h");
    if matches!(word, "gpu" | "compute" | "billed" | "sold") {
        let rest = rest.trim_start_matches([' ', '-']);
        let end = rest.find(|sign: char| !sign.is_alphabetic()).unwrap_or(rest.len());
        return hour(&rest[..end]).then(|| &rest[end..]);
    }
    word.strip_prefix("gpu").filter(|word| hour(word)).map(|_| rest)
}

/// The model's name of a quantity that a word in lower case counts.
fn quantity(word: &str) -> Option<&'static str> {
    Some(match word {
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" | "heure" | "heures"
        | "hora" | "horas" | "ore" | "uur" => "h",
        "tb" | "terabyte" | "terabytes" => "TB",
        "gb" | "gigabyte" | "gigabytes" => "GB",
        "pb" | "petabyte" | "petabytes" => "PB",
        "customer" | "customers" | "client" | "clients" | "account" | "accounts" | "subscriber"
        | "subscribers" | "user" | "users" | "kunde" | "kunden" => "customer",
        "mo" | "mos" | "mth" | "mths" | "month" | "months" | "monat" | "monate" | "mois" => "month",
        "q" | "quarter" | "quarters" | "quartal" => "quarter",
        "y" | "yr" | "yrs" | "year" | "years" | "jahr" | "jahre" | "an" | "ans" => "yr",
        "day" | "days" | "tag" | "tage" => "day",
        "kw" => "kW",
        "mw" => "MW",
        "gw" => "GW",
        "kwh" => "kWh",
        "mwh" => "MWh",
        "gpu" | "gpus" => "GPU",
        "head" | "heads" | "fte" | "ftes" | "people" | "employee" | "employees" => "person",
        "node" | "nodes" => "node",
        "token" | "tokens" => "token",
        "bp" | "bps" => return None,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let Some(found) = measure(text) else { return "none".to_owned() };
        let scale = found.scale.map(|scale| format!(" e{}", scale.power)).unwrap_or_default();
        let currency = found.currency.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
        format!("{}{scale}{currency}", found.symbol().unwrap_or_default())
    }

    #[test]
    fn units_are_read_in_the_words_that_people_use() {
        for (text, is) in [
            ("hours", "h"),
            ("GPU-hours", "h"),
            ("GPUh", "h"),
            ("thousand h", "h e3"),
            ("$", "$ $"),
            ("$M", "$ e6 $"),
            ("($ in thousands)", "$ e3 $"),
            ("USD millions", "$ e6 USD"),
            ("€M", "$ e6 EUR"),
            ("in Mio. €", "$ e6 EUR"),
            ("T€", "$ e3 EUR"),
            ("TEUR", "$ e3 EUR"),
            ("USDm", "$ e6 USD"),
            ("£'000", "$ e3 GBP"),
            ("US$bn", "$ e9 USD"),
            ("$/GPU-hr", "$/h $"),
            ("$ per GPU hour", "$/h $"),
            ("€/Kunde", "$/customer EUR"),
            ("$/customer/yr", "$/customer/yr $"),
            ("%", "%"),
            ("percent", "%"),
            ("in %", "%"),
            ("M h", "h e6"),
            ("K", " e3"),
            ("months", "month"),
            ("kW", "kW"),
            ("heads", "person"),
            ("monthly", "1/month"),
            ("End of Year", "none"),
            ("25%", "none"),
            ("cents/h", "$/h e-2 $"),
            ("per cent", "%"),
            ("IT load", "none"),
            ("64 GPUs", "none"),
            ("low", "none"),
            ("", "none"),
        ] {
            assert_eq!(said(text), is, "{text}");
        }
    }
}
