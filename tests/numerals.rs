//! Numbers are written so that they read back, and any text can be read.
#![cfg(not(target_arch = "wasm32"))]

use megahour::engine::numerals::{
    Digits, Numerals, Plain, Scale, Suffix, compact, compact_auto, edit, exact, formula, parse_grid, read,
    to_clipboard,
};
use megahour::engine::unit::{Form, Unit};
use proptest::prelude::*;

const SYMBOLS: [&str; 11] =
    ["", "$", "$/h", "$/yr", "$/customer/yr", "h/yr", "TB", "GB/month", "months", "%", "×"];

/// A locale by its signs, on the digits of en-US.
#[derive(Debug)]
struct Locale {
    decimal: char,
    group: char,
    currency: &'static str,
}

const LOCALES: [Locale; 5] = [
    Locale { decimal: '.', group: ',', currency: "$" },
    Locale { decimal: ',', group: '.', currency: "€" },
    Locale { decimal: ',', group: '\u{202f}', currency: "€" },
    Locale { decimal: '.', group: '’', currency: "CHF" },
    Locale { decimal: ',', group: '\u{a0}', currency: "kr" },
];

impl Numerals for Locale {
    fn write(&self, value: f64, digits: Digits) -> String {
        let sign = |c| match c {
            ',' => self.group,
            '.' => self.decimal,
            other => other,
        };
        Plain.write(value, digits).chars().map(sign).collect()
    }
    fn decimal(&self) -> char {
        self.decimal
    }
    fn group(&self) -> char {
        self.group
    }
    fn currency(&self) -> &str {
        self.currency
    }
}

fn unit() -> impl Strategy<Value = Unit> {
    proptest::sample::select(&SYMBOLS[..]).prop_filter_map("a unit", |symbol| Unit::parse(symbol).ok())
}

fn locale() -> impl Strategy<Value = &'static Locale> {
    proptest::sample::select(LOCALES.iter().collect::<Vec<_>>())
}

/// Numbers as people type them, numbers of any size, and bits as they fall.
fn number() -> impl Strategy<Value = f64> {
    let typed = (-1_000_000_000_i64..1_000_000_000, 0_i32..9)
        .prop_map(|(digits, places)| digits as f64 / 10f64.powi(places));
    let sized = (-1.0..1.0_f64, -12..13_i32).prop_map(|(share, power)| share * 10f64.powi(power));
    prop_oneof![typed, sized, any::<u64>().prop_map(f64::from_bits)]
}

fn finite() -> impl Strategy<Value = f64> {
    number().prop_filter("finite", |number| number.is_finite())
}

/// Texts made of what numbers are made of, which come further than any others.
fn nearly_a_number() -> impl Strategy<Value = String> {
    let parts = [
        "1", "0", "234", "999", ".", ",", " ", "'", "’", "_", "\u{a0}", "-", "−", "+", "(", ")", "$", "€",
        "EUR", "e", "E9", "e-", "k", "m", "M", "bn", "T", "%", "/h", "/yr", "h", " per ", "months", "×", "x",
        "*", "·", "é", "１", "\u{200f}", "\u{0}",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..12)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_stands_in_a_field_reads_back_to_the_bit(value in finite(), unit in unit(), locale in locale()) {
        let text = edit(value, &unit, locale);
        // Times a hundred, the largest percentages are still written, and read.
        let reading = read(&text, &unit, locale).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        prop_assert_eq!(reading.value.to_bits(), (value + 0.0).to_bits(), "{}", text);
    }

    #[test]
    fn a_whole_number_in_a_field_raises_no_doubt(value in 2..1_000_000_000_u32, unit in unit(), locale in locale()) {
        let value = if unit.form() == Form::Percent { f64::from(value) / 100.0 } else { f64::from(value) };
        let text = edit(value, &unit, locale);
        prop_assert_eq!(read(&text, &unit, locale).map(|reading| reading.doubt), Ok(None), "{}", text);
    }

    #[test]
    fn what_is_written_reads_back_nearly_the_same(value in finite(), unit in unit(), locale in locale()) {
        prop_assume!(value.abs() < 1e300 && (value == 0.0 || value.abs() > 1e-300));
        let in_row = compact(value, &unit, Scale::of(value.abs()), locale);
        let texts = [
            (exact(value, &unit, Suffix::Full, locale), 0.5),
            (exact(value, &unit, Suffix::None, locale), 0.5),
            (formula(value, &unit, locale), 1e-6),
            (compact_auto(value, &unit, locale), 0.5),
            (in_row, 0.5),
        ];
        for (text, tolerance) in texts {
            let reading = read(&text, &unit, locale).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
            let written_by_power = text.contains('e');
            let tolerance = if written_by_power { 0.05 } else { tolerance };
            let is_near = |read: f64| (read - value).abs() <= tolerance * value.abs();
            let other = match reading.doubt {
                Some(megahour::engine::numerals::Doubt::TwoReadings { other_value, .. }) => other_value,
                _ => reading.value,
            };
            prop_assert!(is_near(reading.value) || is_near(other), "{value}: {text}: {reading:?}", reading = reading.value);
        }
    }

    #[test]
    fn nothing_that_is_written_shows_the_machine(value in number(), unit in unit(), locale in locale()) {
        let mut texts = vec![
            exact(value, &unit, Suffix::None, locale),
            formula(value, &unit, locale),
            compact_auto(value, &unit, locale),
            edit(value, &unit, locale),
        ];
        for scale in [Scale::One, Scale::Thousand, Scale::Million, Scale::Billion, Scale::Trillion] {
            texts.push(compact(value, &unit, scale, locale));
        }
        for text in texts {
            prop_assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
            let digits = text.trim_start_matches(['-', '−']);
            let is_zero = !digits.contains(|c| ('1'..='9').contains(&c)) && digits != "—";
            prop_assert!(!is_zero || digits == text, "{text}");
        }
    }

    #[test]
    fn rounding_leaves_at_most_half_a_step(value in -1e9..1e9_f64, places in 0..7_u8) {
        let text = Plain.write(value, Digits::Fixed(places)).replace(',', "");
        let written: f64 = text.parse().expect("digits");
        let step = 10f64.powi(-i32::from(places));
        prop_assert!((written - value).abs() <= step / 2.0 + value.abs() * f64::EPSILON, "{text}");
        prop_assert_eq!(text.split_once('.').map_or(0, |(_, fraction)| fraction.len()), usize::from(places));
    }

    #[test]
    fn any_text_is_read_or_refused_in_words(text in any::<String>(), unit in unit(), locale in locale()) {
        if let Err(error) = read(&text, &unit, locale) {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn any_text_like_a_number_is_read_or_refused_in_words(
        text in nearly_a_number(), unit in unit(), locale in locale()
    ) {
        match read(&text, &unit, locale) {
            Ok(reading) => prop_assert!(reading.value.is_finite()),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn a_copied_block_pastes_as_it_was(
        rows in proptest::collection::vec(proptest::collection::vec("[a\"\t\r\n 1,é]{0,5}", 1..5), 1..8)
    ) {
        prop_assert_eq!(parse_grid(&to_clipboard(&rows)), Ok(rows));
    }

    #[test]
    fn any_pasted_text_is_parted_or_refused(text in "[a\"\t\r\n]{0,40}") {
        let rows = parse_grid(&text).unwrap_or_default();
        prop_assert!(rows.iter().all(|row| !row.is_empty()));
    }
}
