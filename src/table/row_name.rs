//! The name of a row, apart from what it says about units.

use super::measure::{Measure, Ratio, measure};
use super::signs::plain_name;

/// A name without units, and what it says that its numbers are in.
pub(super) fn name_and_measure(label: &str) -> (String, Measure) {
    let mut name = label.trim().trim_start_matches('\'').to_owned();
    let mut found = Measure::default();
    while let Some((before, inside)) = last_bracket(&name) {
        let Some(of) = measure(inside) else { break };
        found = found.or(&of);
        name = before;
    }
    if let Some((before, of)) = behind_a_comma(&name) {
        found = found.or(&of);
        name = before;
    }
    if let Some((before, of)) = scale_behind(&name) {
        found = found.or(&of);
        name = before;
    }
    if found.is_empty() {
        found = inside_the_name(&name);
    }
    (name.trim_end_matches([':', ' ']).to_owned(), found)
}

/// A name, parted at the bracket that it ends with.
fn last_bracket(name: &str) -> Option<(String, &str)> {
    let (open, close) = if name.ends_with(')') { ('(', ')') } else { ('[', ']') };
    let inside = name.strip_suffix(close)?;
    let (before, inside) = inside.rsplit_once(open)?;
    (!before.trim().is_empty()).then(|| (before.trim().to_owned(), inside))
}

/// `Revenue, $M`, `Revenue in $M`, `Revenue - USD`.
fn behind_a_comma(name: &str) -> Option<(String, Measure)> {
    [", ", " in ", " - ", " – ", "; "].iter().find_map(|mark| {
        let (before, after) = name.rsplit_once(mark)?;
        let of =
            measure(after).filter(|of| of.currency.is_some() || of.scale.is_some() || of.ratio.is_some())?;
        Some((before.to_owned(), of))
    })
}

/// `Compute hours '000`, `Revenue thousands`: a word for a scale that ends a name.
fn scale_behind(name: &str) -> Option<(String, Measure)> {
    let (before, word) = name.rsplit_once(' ')?;
    let words =
        ["'000", "000", "000s", "'000s", "thousand", "thousands", "million", "millions", "tsd", "mio"];
    let lower = word.to_lowercase().replace('’', "'");
    let is_scale = words.contains(&lower.trim_end_matches('.'));
    let of = measure(lower.trim_end_matches('.')).filter(|_| is_scale)?;
    Some((before.trim_end_matches([',', ' ']).to_owned(), of))
}

/// What a name says in passing: `Gross margin %`, `Power, PUE 1.25 kW`, `$K per
/// node`, `margin_pct`.
fn inside_the_name(name: &str) -> Measure {
    let words: Vec<&str> = name.split([' ', '_']).filter(|word| !word.is_empty()).collect();
    let last = words.last().copied().unwrap_or("");
    let is_percent = words.contains(&"%") || matches!(last.to_lowercase().as_str(), "pct" | "percent");
    if is_percent {
        return Measure { ratio: Some(Ratio::Percent), ..Measure::default() };
    }
    let is_money_first = name.starts_with(['$', '€', '£', '¥']);
    if let Some(of) =
        words.first().filter(|_| is_money_first && words.len() > 1).and_then(|word| measure(word))
    {
        return of;
    }
    let units = ["kw", "mw", "kwh", "mwh", "tb", "gb"];
    let is_unit = words.len() > 1 && units.contains(&last.to_lowercase().as_str());
    measure(last).filter(|_| is_unit).unwrap_or_default()
}

/// Whether a name says that the row sums up others.
pub(super) fn is_total(name: &str) -> bool {
    let plain = plain_name(name);
    let words = ["total", "totals", "sum", "subtotal", "summe", "gesamt", "insgesamt", "grand"];
    plain.split(' ').next().is_some_and(|first| words.contains(&first) || first.starts_with("gesamt"))
        || plain.ends_with(" total")
}

/// What a text says of all numbers of a table: `All figures in thousands`, `($ in
/// millions, except per share data)`.
pub(super) fn of_the_table(text: &str) -> Option<Measure> {
    let lower = plain_name(text).replace("usd ", "$ ");
    let words: Vec<&str> = lower.split(' ').collect();
    let starts = [
        "in", "units", "unit", "scale", "figures", "amounts", "values", "angaben", "alle", "numbers",
        "beträge", "zahlen",
    ];
    let begins = words.first().is_some_and(|first| first.starts_with(['$', '€', '£']));
    if words.len() > 16 || !(begins || words.iter().any(|word| starts.contains(word))) {
        return None;
    }
    let end =
        words.iter().position(|word| matches!(*word, "except" | "unless" | "other" | "ausser" | "außer"));
    let words = &words[..end.unwrap_or(words.len())];
    let fillers = [
        "all",
        "units",
        "unit",
        "scale",
        "figures",
        "amounts",
        "values",
        "numbers",
        "in",
        "are",
        "stated",
        "expressed",
        "shown",
        "reported",
        "angaben",
        "alle",
        "beträge",
        "zahlen",
        "note",
        "the",
        "of",
        "unaudited",
        "consolidated",
        "as",
        "monetary",
        "financial",
        "data",
        "otherwise",
    ];
    let kept: Vec<&str> = words.iter().copied().filter(|word| !fillers.contains(word)).collect();
    measure(&kept.join(" ")).filter(|of| of.scale.is_some() || of.currency.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_in_names_are_taken_off_and_other_brackets_stay() {
        for (label, name, unit, power) in [
            ("Compute Hours (M)", "Compute Hours", "", Some(6)),
            ("Token Price ($)", "Token Price", "$", None),
            ("Annual Revenue ($M)", "Annual Revenue", "$", Some(6)),
            ("Retention Rate (%)", "Retention Rate", "%", None),
            ("Payback Period (Months)", "Payback Period", "month", None),
            ("Electricity, 5 years ($M)", "Electricity, 5 years", "$", Some(6)),
            ("Revenue, $M", "Revenue", "$", Some(6)),
            ("Revenue in Mio. €", "Revenue", "$", Some(6)),
            ("Gross Margin %", "Gross Margin %", "%", None),
            ("OpEx % of Revenue", "OpEx % of Revenue", "%", None),
            ("$K per PFLOP-year", "$K per PFLOP-year", "$", Some(3)),
            ("Total power with PUE 1.25 kW", "Total power with PUE 1.25 kW", "kW", None),
            ("Taxes (25%)", "Taxes (25%)", "", None),
            ("Annual revenue (64 GPUs)", "Annual revenue (64 GPUs)", "", None),
            ("Interest expense, net", "Interest expense, net", "", None),
            ("Customer acquisition cost (CAC)", "Customer acquisition cost (CAC)", "", None),
            ("Compute hours billed '000", "Compute hours billed", "", Some(3)),
            ("Engineering (heads)", "Engineering", "person", None),
        ] {
            let (found, of) = name_and_measure(label);
            let is = (found.as_str(), of.symbol().unwrap_or_default(), of.scale.map(|scale| scale.power));
            assert_eq!(is, (name, unit.to_owned(), power), "{label}");
        }
    }

    #[test]
    fn a_table_may_say_what_all_its_numbers_are_in() {
        for (text, unit, power) in [
            ("All figures in thousands", "", Some(3)),
            ("($ in thousands)", "$", Some(3)),
            ("($ in thousands, except per share data)", "$", Some(3)),
            ("Amounts in USD millions", "$", Some(6)),
            ("Units: thousands", "", Some(3)),
            ("Alle Angaben in T€", "$", Some(3)),
            ("in Mio. EUR", "$", Some(6)),
        ] {
            let of = of_the_table(text).unwrap_or_default();
            let is = (of.symbol().unwrap_or_default(), of.scale.map(|scale| scale.power));
            assert_eq!(is, (unit.to_owned(), power), "{text}");
        }
        assert_eq!(of_the_table("Growth in customers"), None);
        assert_eq!(of_the_table("Storage"), None);
    }
}
