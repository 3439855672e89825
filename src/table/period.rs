//! Headings that name a span of time, in the words that people use.

use super::month_names::month_named;
use super::signs::plain_signs;
use serde::Serialize;

/// The span of time that a heading names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// A calendar year.
    Year(i32),
    /// A fiscal year, called by the calendar year that it ends in.
    FiscalYear(i32),
    /// A year counted from the first, which is 1; 0 is a base year.
    YearNumber(i32),
    /// A quarter, with its year where it is given.
    Quarter(Option<i32>, u8),
    /// A month, with its year where it is given.
    Month(Option<i32>, u8),
    /// A month counted from the first, which is 1.
    MonthNumber(i32),
    /// A quarter counted from the first.
    QuarterNumber(i32),
    /// A day: year, month, day.
    Day(i32, u8, u8),
    /// Part of a year from its beginning: so many months of a year.
    ToDate(u8, Option<i32>),
    /// Half a year.
    Half(Option<i32>, u8),
    /// The last twelve months.
    Trailing,
}

/// Whether numbers have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// They have.
    Actual,
    /// They are expected.
    Forecast,
}

/// A heading of a column of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// The span of time.
    pub period: Period,
    /// Whether its numbers have happened, where the heading says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nature: Option<Nature>,
}

/// The years that a bare number may mean.
pub(super) const CALENDAR: std::ops::Range<i32> = 1990..2100;

/// Reads a heading that can mean nothing but a span of time. A bare year, such as
/// `2026`, is one only beside others.
pub(super) fn heading(text: &str) -> Option<Heading> {
    // Most cells are digits alone.
    let is_word = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'-' | b'.') || byte >= 0x80;
    if text.len() > 60 || !text.bytes().any(is_word) {
        return None;
    }
    let lower = plain_signs(text).to_lowercase();
    let (core, nature) = without_nature(lower.trim_matches([' ', ':', '*']));
    let period = period(&core)?;
    let is_bare = matches!(period, Period::Year(_)) && !core.contains(char::is_alphabetic);
    (!is_bare || nature.is_some()).then_some(Heading { period, nature })
}

/// The nature that a cell names and nothing else, as in a row under the years.
pub(super) fn nature_alone(text: &str) -> Option<Nature> {
    let lower = plain_signs(text).to_lowercase();
    nature(lower.trim_matches(['(', ')', ' ', '.']))
}

fn nature(word: &str) -> Option<Nature> {
    match word {
        "a" | "act" | "actual" | "actuals" | "ist" | "audited" | "reported" | "real" | "réel" => {
            Some(Nature::Actual)
        }
        "e" | "est" | "estimate" | "estimated" | "f" | "fc" | "fcst" | "forecast" | "p" | "proj"
        | "projected" | "projection" | "plan" | "planned" | "b" | "bud" | "budget" | "soll" | "guidance"
        | "target" => Some(Nature::Forecast),
        _ => None,
    }
}

/// A heading without `A`, `E`, `actual`, `forecast` before or behind it.
fn without_nature(text: &str) -> (String, Option<Nature>) {
    let words: Vec<&str> = text.split([' ', '(', ')']).filter(|word| !word.is_empty()).collect();
    if let [rest @ .., last] = words.as_slice()
        && let Some(found) = nature(last)
        && !rest.is_empty()
    {
        return (rest.join(" "), Some(found));
    }
    if let [first, rest @ ..] = words.as_slice()
        && let Some(found) = nature(first)
        && !rest.is_empty()
        && first.len() > 1
    {
        return (rest.join(" "), Some(found));
    }
    let letters = text.trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
    let behind_digit = letters.ends_with(|sign: char| sign.is_ascii_digit());
    match nature(&text[letters.len()..]).filter(|_| behind_digit && letters.len() < text.len()) {
        Some(found) => (letters.to_owned(), Some(found)),
        None => (text.to_owned(), None),
    }
}

/// The span that a text in lower case names, without its nature.
fn period(text: &str) -> Option<Period> {
    let text = text.trim();
    if matches!(text, "ttm" | "ltm" | "last twelve months" | "trailing twelve months" | "last 12 months") {
        return Some(Period::Trailing);
    }
    day(text).or_else(|| counted(text)).or_else(|| {
        let tokens = tokens(text)?;
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        // `2025-26` is a fiscal year, `25.26` a number.
        let are_two_numbers =
            tokens.len() == 2 && tokens.iter().all(|token| token.starts_with(char::is_numeric));
        if are_two_numbers && (tokens[0].len() != 4 || !text.contains('-')) {
            return None;
        }
        of_tokens(&tokens)
    })
}

/// `Year 2`, `Y2`, `2nd year`, `Jahr 1 (2025)`, `Month 3`, `M3`.
fn counted(text: &str) -> Option<Period> {
    let plain = text.split('(').next().unwrap_or(text).trim();
    let plain = plain.trim_start_matches("base ").trim();
    let split = plain.find(|sign: char| sign.is_ascii_digit()).unwrap_or(plain.len());
    let (word, digits) = plain.split_at(split);
    let word = word.trim_end_matches([' ', '.', '-', '_', '#']);
    let number = |digits: &str| digits.trim().parse::<i32>().ok().filter(|number| (0..=120).contains(number));
    let of = |word: &str, number: i32| match word {
        "y" | "yr" | "year" | "years" | "jahr" | "j" | "année" | "an" | "año" | "ano" | "anno" | "jaar" => {
            (number <= 50).then_some(Period::YearNumber(number))
        }
        "m" | "mo" | "mth" | "month" | "monat" | "mois" | "mes" => Some(Period::MonthNumber(number)),
        "quarter" | "quartal" if number > 4 => Some(Period::QuarterNumber(number)),
        _ => None,
    };
    if let Some(number) = number(digits) {
        return of(word, number);
    }
    // `1st year`, `year one`.
    const WORDS: [&str; 11] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    const ORDINALS: [&str; 11] =
        ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let (first, last) = plain.split_once(' ')?;
    let spelt = |word: &str, list: &[&str]| list.iter().position(|name| *name == word).map(|at| at as i32);
    let ordinal = number(first.trim_end_matches(|sign: char| sign.is_ascii_alphabetic() || sign == '.'))
        .filter(|_| first.ends_with(|sign: char| sign == '.' || sign.is_ascii_alphabetic()));
    spelt(last, &WORDS)
        .and_then(|number| of(first, number))
        .or_else(|| spelt(first, &ORDINALS).or(ordinal).and_then(|number| of(last, number)))
}

/// The words and numbers of a heading, parted where letters meet digits.
fn tokens(text: &str) -> Option<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    let mut last = ' ';
    for sign in text.chars() {
        let kind = |sign: char| (sign.is_ascii_digit(), sign.is_alphabetic());
        match sign {
            _ if sign.is_ascii_digit() || sign.is_alphabetic() => {
                if kind(sign) == kind(last)
                    && let Some(token) = found.last_mut()
                {
                    token.push(sign);
                } else {
                    found.push(sign.to_string());
                }
            }
            ' ' | '\'' | '.' | ',' | '-' | '_' | '(' | ')' => {}
            '/' => found.push("/".to_owned()),
            _ => return None,
        }
        last = sign;
    }
    (found.len() <= 6).then_some(found)
}

fn of_tokens(tokens: &[&str]) -> Option<Period> {
    match tokens {
        ["year" | "fiscal" | "twelve" | "months", rest @ ..] if rest.len() > 1 => {
            let words = ["ended", "ending", "year", "months"];
            let rest: Vec<&str> = rest.iter().copied().filter(|word| !words.contains(word)).collect();
            of_tokens(&rest)
        }
        ["fy" | "fye" | "gj" | "ex" | "ey" | "ejercicio" | "exercice", rest @ ..] => match rest {
            [q, number, year @ ..] | [year @ .., q, number] if *q == "q" => {
                Some(Period::Quarter(Some(year_of(year)?), part(number, 4)?))
            }
            _ => Some(Period::FiscalYear(year_of(rest)?)),
        },
        ["cy", rest @ ..] => Some(Period::Year(year_of(rest)?)),
        ["year", rest @ ..] if !rest.is_empty() => Some(Period::Year(year_of(rest)?)),
        ["q", number, "/", year] => Some(Period::Quarter(Some(year_of(&[year])?), part(number, 4)?)),
        ["q", number] => Some(Period::Quarter(None, part(number, 4)?)),
        ["q", number, year @ ..] => Some(Period::Quarter(Some(year_of(year)?), part(number, 4)?)),
        ["h", number] if number.len() == 1 => Some(Period::Half(None, part(number, 2)?)),
        ["h", number, year @ ..] => Some(Period::Half(Some(year_of(year)?), part(number, 2)?)),
        [number, "q", year @ ..] if number.len() == 1 => {
            Some(Period::Quarter(Some(year_of(year)?), part(number, 4)?))
        }
        [number, "h", year @ ..] if number.len() == 1 => {
            Some(Period::Half(Some(year_of(year)?), part(number, 2)?))
        }
        ["ytd"] => Some(Period::ToDate(0, None)),
        ["ytd", year @ ..] | [year @ .., "ytd"] => Some(Period::ToDate(0, year_of(year))),
        [number, "m", year @ ..] if number.len() <= 2 => {
            Some(Period::ToDate(part(number, 12)?, Some(year_of(year)?)))
        }
        [year @ .., "q", number] => Some(Period::Quarter(Some(year_of(year)?), part(number, 4)?)),
        [year @ .., "m", number] => Some(Period::Month(Some(year_of(year)?), part(number, 12)?)),
        [word, rest @ ..] if month_named(word).is_some() => {
            let month = month_named(word)?;
            match rest {
                [] => Some(Period::Month(None, month)),
                [day, year] if day.len() <= 2 && year.len() == 4 => {
                    Some(Period::Day(year_of(&[year])?, month, part(day, 31)?))
                }
                _ => Some(Period::Month(Some(year_of(rest)?), month)),
            }
        }
        [day, word, year] if month_named(word).is_some() => {
            Some(Period::Day(year_of(&[year])?, month_named(word)?, part(day, 31)?))
        }
        [year, word] if month_named(word).is_some() => {
            Some(Period::Month(Some(year_of(&[year])?), month_named(word)?))
        }
        [_] | [_, _] | [_, "/", _] => {
            let year = year_of(tokens)?;
            let is_double = tokens.len() > 1;
            Some(if is_double { Period::FiscalYear(year) } else { Period::Year(year) })
        }
        _ => None,
    }
}

/// A year: `2026`, `26`, or `2025/26`, which ends in the second.
fn year_of(tokens: &[&str]) -> Option<i32> {
    let one = |text: &str| {
        let number: i32 = text.parse().ok()?;
        match text.len() {
            4 => CALENDAR.contains(&number).then_some(number),
            2 => Some(2000 + number),
            _ => None,
        }
    };
    match tokens {
        ["fy", rest @ ..] => year_of(rest),
        [year] => one(year),
        [first, "/", second] | [first, second] => {
            let (first, second) = (one(first)?, one(second)?);
            (second == first + 1).then_some(second)
        }
        _ => None,
    }
}

/// A part of a year, counted from 1.
fn part(text: &str, most: u8) -> Option<u8> {
    text.parse().ok().filter(|number| (1..=most).contains(number))
}

/// `2026-01`, `2026-01-31`, `12/31/2024`, `31.12.2024`, `01/2026`.
fn day(text: &str) -> Option<Period> {
    let text = text.split([' ', 't']).next().filter(|date| date.len() >= 7).unwrap_or(text);
    let mark =
        text.chars().find(|sign| !sign.is_ascii_digit()).filter(|sign| matches!(sign, '-' | '/' | '.'))?;
    let parts: Vec<&str> = text.split(mark).collect();
    let all_digits = parts.iter().all(|part| part.chars().all(|sign| sign.is_ascii_digit()));
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    if !all_digits {
        return None;
    }
    match (parts.as_slice(), lengths.as_slice()) {
        // `2025/26` and `2025-26` are years; a month is at most 12.
        ([year, month], [4, 1 | 2]) if mark != '.' => {
            Some(Period::Month(Some(year_of(&[year])?), part(month, 12)?))
        }
        ([month, year], [1 | 2, 4]) if mark != '.' => {
            Some(Period::Month(Some(year_of(&[year])?), part(month, 12)?))
        }
        ([year, month, day], [4, 1 | 2, 1 | 2]) => {
            Some(Period::Day(year_of(&[year])?, part(month, 12)?, part(day, 31)?))
        }
        ([first, second, year], [1 | 2, 1 | 2, 4 | 2]) => {
            let year = year_of(&[year])?;
            let day_first = mark == '.' || part(first, 12).is_none();
            let (month, day) = if day_first { (second, first) } else { (first, second) };
            Some(Period::Day(year, part(month, 12)?, part(day, 31)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str) -> String {
        heading(text).map_or("none".to_owned(), |heading| {
            let nature = heading.nature.map(|nature| format!(" {nature:?}")).unwrap_or_default();
            format!("{:?}{nature}", heading.period)
        })
    }

    #[test]
    fn headings_are_read_in_every_form() {
        for (text, said) in [
            ("Year 1", "YearNumber(1)"),
            ("Y0", "YearNumber(0)"),
            ("Yr 3", "YearNumber(3)"),
            ("Jahr 2 (2026)", "YearNumber(2)"),
            ("1st year", "YearNumber(1)"),
            ("Year one", "YearNumber(1)"),
            ("FY26", "FiscalYear(2026)"),
            ("FY25E", "FiscalYear(2025) Forecast"),
            ("FY2025/26", "FiscalYear(2026)"),
            ("2025/26", "FiscalYear(2026)"),
            ("2024-25", "FiscalYear(2025)"),
            ("2026E", "Year(2026) Forecast"),
            ("2023A", "Year(2023) Actual"),
            ("2024 (Actual)", "Year(2024) Actual"),
            ("Forecast 2027", "Year(2027) Forecast"),
            ("Plan 2026", "Year(2026) Forecast"),
            ("CY2026", "Year(2026)"),
            ("Q1 2025", "Quarter(Some(2025), 1)"),
            ("Q2/26", "Quarter(Some(2026), 2)"),
            ("Q3'24", "Quarter(Some(2024), 3)"),
            ("1Q25", "Quarter(Some(2025), 1)"),
            ("Q1 FY26", "Quarter(Some(2026), 1)"),
            ("FY26 Q2", "Quarter(Some(2026), 2)"),
            ("2025Q4", "Quarter(Some(2025), 4)"),
            ("6M 2025", "ToDate(6, Some(2025))"),
            ("9M FY26", "ToDate(9, Some(2026))"),
            ("H1 2026", "Half(Some(2026), 1)"),
            ("Jan 2026", "Month(Some(2026), 1)"),
            ("Jan-26", "Month(Some(2026), 1)"),
            ("März 2026", "Month(Some(2026), 3)"),
            ("2026-01", "Month(Some(2026), 1)"),
            ("01/2026", "Month(Some(2026), 1)"),
            ("M12", "MonthNumber(12)"),
            ("Month 3", "MonthNumber(3)"),
            ("12/31/2024", "Day(2024, 12, 31)"),
            ("31.12.2024", "Day(2024, 12, 31)"),
            ("31/12/2024", "Day(2024, 12, 31)"),
            ("2024-12-31", "Day(2024, 12, 31)"),
            ("Dec 31, 2024", "Day(2024, 12, 31)"),
            ("Year ended December 31, 2024", "Day(2024, 12, 31)"),
            ("TTM", "Trailing"),
            ("2026", "none"),
            (".95", "none"),
            ("25.26", "none"),
            ("2.2000", "none"),
            ("2024.5", "none"),
            ("H100", "none"),
            ("H200", "none"),
            ("B200", "none"),
            ("1-year", "none"),
            ("3-year", "none"),
            ("12 clients", "none"),
            ("Total", "none"),
            ("Score (1-5)", "none"),
            ("Growth LFL", "none"),
            ("Average", "none"),
            ("SXM5 Configuration", "none"),
            ("5-year TCO", "none"),
        ] {
            assert_eq!(is(text), said, "{text}");
        }
    }
}
