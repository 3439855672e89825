//! Which row of a grid names the columns, and what each of its cells says.

use super::cell::{Cell, cell};
use super::measure::measure;
use super::period::{CALENDAR, Heading, Nature, Period, heading, nature_alone};
use super::row_name::name_and_measure;
use super::signs::plain_name;

/// How far down a heading may stand, in rows that are not blank.
const REACH: usize = 40;

/// The row or rows that name the columns.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HeadingRow {
    /// The position of the first of them in the grid.
    pub first: usize,
    /// The position of the last.
    pub last: usize,
    /// For each column of the grid, the span of time that it is for.
    pub periods: Vec<Option<Heading>>,
    /// For each column of the grid, its words.
    pub words: Vec<String>,
}

impl HeadingRow {
    /// How many columns are for a span of time.
    pub fn spans(&self) -> usize {
        self.periods.iter().flatten().count()
    }
}

/// The words that stand over names of lines.
fn is_over_names(text: &str) -> bool {
    matches!(
        plain_name(text).as_str(),
        "line"
            | "lines"
            | "line item"
            | "line items"
            | "metric"
            | "metrics"
            | "item"
            | "items"
            | "kpi"
            | "id"
            | "name"
            | "driver"
            | "drivers"
            | "account"
            | "description"
            | "component"
            | "category"
            | "function"
            | "criterion"
            | "position"
            | "posten"
            | "bezeichnung"
            | "kennzahl"
            | "label"
            | "scenario"
            | "variable"
            | "parameter"
            | "assumption"
            | "assumptions"
            | "row"
    )
}

/// The words that stand over or before years.
fn is_over_years(text: &str) -> bool {
    matches!(
        plain_name(text).as_str(),
        "year"
            | "years"
            | "jahr"
            | "jahre"
            | "period"
            | "periods"
            | "periode"
            | "année"
            | "año"
            | "ano"
            | "fiscal year"
            | "date"
    )
}

/// Finds the first row that names spans of time for columns that hold numbers
/// below it.
pub(super) fn of_time(rows: &[Vec<String>]) -> Option<HeadingRow> {
    of_time_within(rows, REACH)
}

/// The same among so many rows at the beginning.
pub(super) fn of_time_within(rows: &[Vec<String>], reach: usize) -> Option<HeadingRow> {
    (0..rows.len().min(reach)).find_map(|at| {
        let row = rows.get(at)?;
        let periods = spans(row).filter(|periods| {
            let has_numbers = |column: usize| {
                let below = rows.iter().skip(at + 1).filter_map(|row| row.get(column));
                below.take(REACH).any(|text| matches!(cell(text), Cell::Number(_) | Cell::Dash { .. }))
            };
            periods.iter().enumerate().any(|(column, period)| period.is_some() && has_numbers(column))
        })?;
        let mut found = HeadingRow { first: at, last: at, periods, words: row.clone() };
        if let Some(second) = rows.get(at + 1) {
            take_second_row(&mut found, second);
        }
        Some(found)
    })
}

/// Whether a row below the headings is a row of headings too: it names spans of
/// time that cannot be numbers, or stands under the same word.
pub(super) fn is_heading_again(row: &[String], words: &[String]) -> bool {
    spans(row).is_some_and(|periods| {
        let strong = row.iter().filter(|text| heading(text).is_some()).count();
        let is_under_the_same =
            row.first().is_some_and(|text| !text.is_empty()) && row.first() == words.first();
        is_under_the_same || (strong >= 2 && strong >= periods.iter().flatten().count())
    })
}

/// The span of time that a heading names, with or without a unit behind it.
fn heading_with_unit(text: &str) -> Option<Heading> {
    heading(text).or_else(|| text.ends_with(')').then(|| heading(&name_and_measure(text).0)).flatten())
}

/// Whether spans of time may stand before rows: named ones, or counted ones under a
/// word for years.
pub(super) fn may_lead(found: &HeadingRow) -> bool {
    let is_named = |text: &String| heading(text).is_some() || text.len() == 4;
    let named = found.words.iter().filter(|text| is_named(text)).count();
    named >= found.spans() || found.words.first().is_some_and(|label| is_over_years(label))
}

/// The span of time of each cell, where a row names spans and holds no values.
fn spans(row: &[String]) -> Option<Vec<Option<Heading>>> {
    let filled = row.iter().filter(|text| !text.is_empty()).count();
    if filled < 2 && row.len() > 1 {
        return None;
    }
    let strong: Vec<Option<Heading>> = row.iter().map(|text| heading_with_unit(text)).collect();
    let numbers: Vec<Option<i64>> = row
        .iter()
        .zip(&strong)
        .map(|(text, strong)| match (strong, cell(text)) {
            (None, Cell::Number(number)) => Some(number.whole().unwrap_or(-1)),
            _ => None,
        })
        .collect();
    let given: Vec<i64> = numbers.iter().flatten().copied().collect();
    let is_calendar =
        given.iter().all(|number| (i64::from(CALENDAR.start)..i64::from(CALENDAR.end)).contains(number));
    if strong.iter().any(Option::is_some) {
        let bare = |number: Option<i64>| {
            let year = i32::try_from(number?).ok()?;
            Some(Heading { period: Period::Year(year), nature: None })
        };
        let merged = strong.iter().zip(&numbers).map(|(strong, number)| strong.or_else(|| bare(*number)));
        return is_calendar.then(|| merged.collect());
    }
    let steps: Vec<i64> = given.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let label = row.first().filter(|text| cell(text) == Cell::Text || text.is_empty());
    // Years that are left out are known for years under a word for what is named.
    let has_word = label.is_some_and(|label| is_over_years(label) || is_over_names(label));
    let most = if is_calendar && has_word { 5 } else { 1 };
    let is_step = |step: &i64| *step == steps[0] && (1..=most).contains(&step.abs());
    let is_sequence = !steps.is_empty() && steps.iter().all(is_step);
    if !is_sequence {
        return None;
    }
    let first = row.iter().find(|text| !text.is_empty())?;
    let is_counted = given.iter().min().is_some_and(|least| (0..=1).contains(least))
        && label.is_some_and(|label| label.is_empty() || is_over_years(label) || is_over_names(label));
    let period = |number: i64| {
        let number = i32::try_from(number).ok()?;
        Some(if is_calendar { Period::Year(number) } else { Period::YearNumber(number) })
    };
    let is_meant = is_calendar || (is_counted && (first.as_str() == label?.as_str() || label?.is_empty()));
    is_meant.then(|| {
        let heading = |number: &Option<i64>| Some(Heading { period: period((*number)?)?, nature: None });
        numbers.iter().map(heading).collect()
    })
}

/// Takes a second row of headings: natures of the years above, or months and
/// quarters whose years stand above the first of them.
fn take_second_row(found: &mut HeadingRow, second: &[String]) {
    let parts: Vec<Option<Heading>> = second.iter().map(|text| heading(text)).collect();
    let natures: Vec<Option<Nature>> = second.iter().map(|text| nature_alone(text)).collect();
    let is_of_year = |heading: &Heading| {
        matches!(heading.period, Period::Quarter(None, _) | Period::Month(None, _) | Period::Half(None, _))
    };
    let values = || second.iter().enumerate().filter(|(at, text)| *at > 0 && !text.is_empty());
    if values().next().is_none() {
        return;
    }
    if values().all(|(at, _)| natures[at].is_some()) {
        for (period, nature) in found.periods.iter_mut().zip(natures) {
            if let Some(heading) = period {
                heading.nature = heading.nature.or(nature);
            }
        }
        found.last += 1;
    } else if values()
        .all(|(at, text)| found.periods.get(at).is_some_and(Option::is_some) && is_measure(text))
    {
        for (at, text) in second.iter().enumerate().filter(|(at, text)| *at > 0 && !text.is_empty()) {
            if let Some(word) = found.words.get_mut(at) {
                *word = format!("{word} ({})", text.trim_matches(['(', ')']));
            }
        }
        found.last += 1;
    } else if values().all(|(at, _)| parts[at].as_ref().is_some_and(is_of_year)) {
        let mut year = None;
        for (at, part) in parts.iter().enumerate() {
            if let Some(Some(Heading { period: Period::Year(above) | Period::FiscalYear(above), .. })) =
                found.periods.get(at)
            {
                year = Some(*above);
            }
            let Some(place) = found.periods.get_mut(at) else { continue };
            *place = part.map(|part| Heading { period: in_year(part.period, year), ..part });
            if let (Some(word), Some(above)) = (found.words.get_mut(at), year) {
                *word = format!("{} {above}", second[at]).trim().to_owned();
            }
        }
        found.last += 1;
    }
}

/// Whether words name nothing but what numbers are in.
fn is_measure(text: &str) -> bool {
    cell(text) == Cell::Text && measure(text).is_some_and(|of| of.currency.is_some() || of.scale.is_some())
}

fn in_year(period: Period, year: Option<i32>) -> Period {
    match period {
        Period::Quarter(None, part) => Period::Quarter(year, part),
        Period::Month(None, part) => Period::Month(year, part),
        Period::Half(None, part) => Period::Half(year, part),
        other => other,
    }
}

/// A row of words over columns of numbers, where no row names spans of time.
pub(super) fn of_words(rows: &[Vec<String>]) -> Option<HeadingRow> {
    let at =
        rows.iter().take(REACH).position(|row| row.iter().filter(|text| !text.is_empty()).count() > 1)?;
    let row = rows.get(at)?;
    let label = row.first().map_or("", String::as_str);
    let is_named = !label.is_empty() && is_over_names(label);
    let is_words = |text: &String| text.is_empty() || cell(text) == Cell::Text;
    let below = rows.get(at + 1..)?;
    let has_numbers = below.iter().flatten().any(|text| matches!(cell(text), Cell::Number(_)));
    let is_heading = has_numbers && (is_named || row.iter().all(is_words));
    let words = row.clone();
    is_heading.then(|| HeadingRow { first: at, last: at, periods: vec![None; row.len()], words })
}
