//! Which of a scenario's years each column of a table is for.

use super::corrections::{ColumnIs, Correction, Corrections, Order, Spans};
use super::period::{Heading, Nature, Period};
use super::question::{About, Choice, Question};
use super::spans::{self, Span};
use super::statement::{Column, Table};
use serde::Serialize;

/// The most years that a scenario can have.
pub const MAX_YEARS: usize = 10;

/// Where a column's values go.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Goes {
    /// To a year of the scenario, counted from 0.
    To(usize),
    /// Into a year of the scenario, as one of so many parts of it.
    PartOf(usize, usize),
    /// Nowhere, and why.
    Nowhere(String),
}

/// The columns of a table with where they go.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Timeline {
    pub goes: Vec<Goes>,
    pub questions: Vec<Question>,
    pub said: Vec<String>,
    /// How many years the table would need, where it has more than the scenario.
    pub years_offered: Option<usize>,
}

/// A scenario's years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Years {
    pub count: usize,
    /// The year and month of its first one.
    pub first: Option<(i32, u8)>,
}

pub(super) fn timeline(table: &Table, years: Years, corrections: &Corrections) -> Timeline {
    let mut found = Timeline { goes: Vec::new(), ..Timeline::default() };
    let columns = &table.columns;
    let is_timed = columns.iter().any(|column| column.period.is_some());
    if !is_timed || corrections.spans == Some(Spans::Years) {
        in_order(&mut found, table, years, corrections);
    } else {
        by_heading(&mut found, columns, years, corrections);
    }
    for (column, goes) in columns.iter().zip(&mut found.goes) {
        if let Some(ColumnIs::Period(at)) = corrections.columns.get(&column.number) {
            *goes = if *at < years.count { Goes::To(*at) } else { beyond(years) };
        }
    }
    twice(&mut found, columns);
    found
}

fn beyond(years: Years) -> Goes {
    Goes::Nowhere(format!("the scenario has {} years", years.count))
}

/// Columns whose headings name no years, one year after the other.
fn in_order(found: &mut Timeline, table: &Table, years: Years, corrections: &Corrections) {
    let is_meant = (!table.has_headings && !table.is_turned)
        || corrections.first.is_some()
        || corrections.spans == Some(Spans::Years);
    let is_value = |column: &&Column| !column.is_total;
    let count = table.columns.iter().filter(is_value).count();
    let is_reversed = corrections.order == Some(Order::NewestFirst);
    let mut at = 0;
    let mut has_begun = corrections.first.is_none();
    for column in &table.columns {
        has_begun |= corrections.first == Some(column.number);
        let goes = match column {
            column if column.is_total => Goes::Nowhere("it sums up other columns".to_owned()),
            _ if !is_meant => Goes::Nowhere("its heading names no year".to_owned()),
            _ if !has_begun => Goes::Nowhere("it stands before the first year".to_owned()),
            _ => {
                let year = if is_reversed { count.saturating_sub(at + 1) } else { at };
                at += 1;
                if year < years.count { Goes::To(year) } else { beyond(years) }
            }
        };
        found.goes.push(goes);
    }
    if !is_meant && count > 0 && count <= MAX_YEARS {
        let first = table.columns.iter().find(is_value).map_or(0, |column| column.number);
        let label = match count.min(years.count) {
            1 => "It is Year 1".to_owned(),
            last => format!("They are Year 1 to Year {last}"),
        };
        found.questions.push(Question {
            about: About::Periods,
            rows: Vec::new(),
            columns: table.columns.iter().filter(is_value).map(|column| column.number).collect(),
            asks: "Nothing names the years that values are for.".to_owned(),
            choices: vec![Choice::new(label, "", Correction::First(first))],
            assumed: None,
        });
    }
    if count > years.count && is_meant {
        found.years_offered = Some(count.min(MAX_YEARS));
    }
}

fn by_heading(found: &mut Timeline, columns: &[Column], years: Years, corrections: &Corrections) {
    let spans: Vec<Option<Span>> = spans::spans(columns);
    let has_years = spans.iter().flatten().any(|span| matches!(span, Span::Year(_) | Span::YearNumber(_)));
    if has_years {
        by_year(found, columns, &spans, years, corrections);
    } else {
        by_part(found, columns, &spans, years);
    }
}

/// Why a column that is no year goes nowhere.
fn no_year(column: &Column) -> String {
    match column.period.map(|heading| heading.period) {
        None if column.is_total => "it sums up other columns".to_owned(),
        None => "its heading names no year".to_owned(),
        Some(Period::Trailing) => "it is the last twelve months, no year of its own".to_owned(),
        Some(Period::ToDate(..)) => "it is part of a year".to_owned(),
        Some(_) => "it is part of a year, and other columns are whole ones".to_owned(),
    }
}

fn by_year(
    found: &mut Timeline,
    columns: &[Column],
    spans: &[Option<Span>],
    years: Years,
    corrections: &Corrections,
) {
    let base = base(found, columns, spans, years, corrections);
    let mut last = 0;
    let mut in_order = Vec::new();
    for (column, span) in columns.iter().zip(spans) {
        let at = match span {
            Some(Span::Year(year)) => Some(year - base.year),
            Some(Span::YearNumber(number)) => Some(number - base.number),
            _ => None,
        };
        in_order.extend(at);
        last = last.max(at.unwrap_or(0));
        found.goes.push(match at {
            None => Goes::Nowhere(no_year(column)),
            Some(at) if at < 0 => Goes::Nowhere(before(column)),
            Some(at) if at as usize >= years.count => beyond(years),
            Some(at) => Goes::To(at as usize),
        });
    }
    if in_order.len() > 1 && in_order.windows(2).all(|pair| pair[1] < pair[0]) {
        found.said.push("The newest year stands first: each value goes to its own year.".to_owned());
    }
    if last as usize >= years.count {
        found.years_offered = Some((last as usize + 1).min(MAX_YEARS));
    }
}

fn before(column: &Column) -> String {
    let is_actual = column.period.is_some_and(|heading| heading.nature == Some(Nature::Actual));
    if is_actual {
        "it is an actual from before the first forecast"
    } else {
        "it is before the scenario's first year"
    }
    .to_owned()
}

/// The calendar year and the count that the scenario's first year has.
struct Base {
    year: i32,
    number: i32,
}

fn base(
    found: &mut Timeline,
    columns: &[Column],
    spans: &[Option<Span>],
    years: Years,
    corrections: &Corrections,
) -> Base {
    let given = corrections.first.and_then(|number| {
        let at = columns.iter().position(|column| column.number == number)?;
        spans.get(at).copied().flatten()
    });
    let calendar = |is_meant: &dyn Fn(&Heading) -> bool| {
        let all = columns.iter().zip(spans).filter_map(|(column, span)| match (span, column.period) {
            (Some(Span::Year(year)), Some(heading)) if is_meant(&heading) => Some(*year),
            _ => None,
        });
        all.min()
    };
    let forecast = |heading: &Heading| heading.nature == Some(Nature::Forecast);
    let has_actuals = calendar(&|heading| heading.nature == Some(Nature::Actual)).is_some();
    let first_forecast = calendar(&forecast).filter(|_| has_actuals);
    // A fiscal year is called by the year that it ends in.
    let by_scenario = years.first.map(|(year, month)| if month > 1 { year + 1 } else { year });
    let earliest = calendar(&|_| true).unwrap_or(0);
    let year = match given {
        Some(Span::Year(year)) => year,
        _ => by_scenario.or(first_forecast).unwrap_or(earliest),
    };
    let is_split =
        given.is_none() && by_scenario.is_none() && first_forecast.is_some_and(|first| first > earliest);
    if is_split {
        let number = |wanted: i32| {
            let at = spans.iter().position(|span| *span == Some(Span::Year(wanted)));
            at.and_then(|at| columns.get(at)).map_or(0, |column| column.number)
        };
        ask_first(
            found,
            "The table has actuals and forecasts. Which year is the scenario's first?",
            &[
                (format!("{year}, the first forecast"), number(year)),
                (format!("{earliest}, the first actual"), number(earliest)),
            ],
        );
    }
    let number = match given {
        Some(Span::YearNumber(number)) => number,
        _ => base_number(found, columns, spans, years),
    };
    Base { year, number }
}

/// The count of the scenario's first year: 1, or 0 where a table that begins with
/// year 0 has as many years as the scenario.
fn base_number(found: &mut Timeline, columns: &[Column], spans: &[Option<Span>], years: Years) -> i32 {
    let counts = || {
        spans.iter().filter_map(|span| if let Some(Span::YearNumber(at)) = span { Some(*at) } else { None })
    };
    if !counts().any(|number| number == 0) {
        return 1;
    }
    let column = |wanted: i32| {
        let at = spans.iter().position(|span| *span == Some(Span::YearNumber(wanted)));
        at.and_then(|at| columns.get(at))
    };
    let number = i32::from(counts().count() > years.count);
    let (zero, one) = (column(0), column(1));
    if let (Some(zero), Some(one)) = (zero, one) {
        let mut choices = vec![
            (format!("{}: {} is left out", one.heading, zero.heading), one.number),
            (format!("{}: {} is the second year", zero.heading, one.heading), zero.number),
        ];
        if number == 0 {
            choices.reverse();
        }
        ask_first(
            found,
            "The table begins with a year 0. Which column is the scenario's first year?",
            &choices,
        );
    }
    number
}

/// Asks which column is the first year; the first choice is assumed.
fn ask_first(found: &mut Timeline, asks: &str, choices: &[(String, usize)]) {
    found.questions.push(Question {
        about: About::Periods,
        rows: Vec::new(),
        columns: choices.iter().map(|(_, column)| *column).collect(),
        asks: asks.to_owned(),
        choices: choices
            .iter()
            .map(|(label, column)| Choice::new(label, "", Correction::First(*column)))
            .collect(),
        assumed: Some(0),
    });
}

/// Months and quarters, put together to years.
fn by_part(found: &mut Timeline, columns: &[Column], spans: &[Option<Span>], years: Years) {
    let first = spans.iter().flatten().filter_map(Span::first_month).min();
    let begins = years.first.map(|(year, month)| year * 12 + i32::from(month) - 1);
    let is_dated = spans.iter().flatten().any(Span::is_dated);
    let start = begins.filter(|_| is_dated).or(first).unwrap_or(0);
    let place = |span: &Span| {
        let (month, months) = (span.first_month()?, span.months()?);
        Some(((month - start).div_euclid(12), 12 / months))
    };
    let places: Vec<Option<(i32, usize)>> = spans.iter().map(|span| span.as_ref().and_then(place)).collect();
    let mut are_whole = false;
    let mut last = 0;
    for (column, at) in columns.iter().zip(&places) {
        let Some((year, parts)) = at else {
            found.goes.push(Goes::Nowhere(no_year(column)));
            continue;
        };
        let mut others: Vec<&Span> = spans
            .iter()
            .zip(&places)
            .filter(|(_, place)| *place == at)
            .filter_map(|(span, _)| span.as_ref())
            .collect();
        let given = others.len();
        others.dedup();
        let is_whole = others.len() == *parts && given == *parts;
        are_whole |= is_whole;
        last = last.max(if is_whole { *year } else { 0 });
        found.goes.push(match usize::try_from(*year) {
            _ if !is_whole => Goes::Nowhere(format!("its year has {given} of {parts} columns")),
            Ok(year) if year < years.count => Goes::PartOf(year, *parts),
            Ok(_) => beyond(years),
            Err(_) => Goes::Nowhere(before(column)),
        });
    }
    if last as usize >= years.count {
        found.years_offered = Some((last as usize + 1).min(MAX_YEARS));
    }
    ask_spans(found, columns, &places, are_whole);
}

fn ask_spans(found: &mut Timeline, columns: &[Column], places: &[Option<(i32, usize)>], are_whole: bool) {
    let Some(parts) = places.iter().flatten().map(|(_, parts)| *parts).max() else { return };
    let word = if parts == 12 { "months" } else { "parts of a year" };
    let word = if parts == 4 { "quarters" } else { word };
    let (label, gives) = match are_whole {
        true => (
            format!("Put {parts} {word} together to a year"),
            "amounts are added, prices and levels averaged",
        ),
        false => (format!("They are {word}"), "no year is whole, and nothing is taken"),
    };
    found.questions.push(Question {
        about: About::Periods,
        rows: Vec::new(),
        columns: columns.iter().map(|column| column.number).collect(),
        asks: format!("The columns are {word}, and the scenario's are years."),
        choices: vec![
            Choice::new(label, gives, Correction::Spans(Spans::AsNamed)),
            Choice::new("Each column is a year", "", Correction::Spans(Spans::Years)),
        ],
        assumed: Some(0),
    });
}

/// Takes nothing from columns that are for the same year.
fn twice(found: &mut Timeline, columns: &[Column]) {
    let mut asked: Vec<usize> = Vec::new();
    for at in 0..found.goes.len() {
        let Goes::To(year) = found.goes[at] else { continue };
        let same: Vec<usize> =
            (0..found.goes.len()).filter(|other| found.goes[*other] == Goes::To(year)).collect();
        if same.len() < 2 || asked.contains(&year) {
            continue;
        }
        asked.push(year);
        let choice = |at: &usize| {
            let column = &columns[*at];
            let label = format!("{} (column {})", column.heading, column.number);
            let other = same.iter().find(|other| *other != at).map_or(0, |other| columns[*other].number);
            Choice::new(label, "", Correction::Column(other, ColumnIs::Notes))
        };
        found.questions.push(Question {
            about: About::Periods,
            rows: Vec::new(),
            columns: same.iter().map(|at| columns[*at].number).collect(),
            asks: format!(
                "{} columns are for year {} of the scenario. Which one is meant?",
                same.len(),
                year + 1
            ),
            choices: same.iter().map(choice).collect(),
            assumed: None,
        });
        for at in same {
            found.goes[at] = Goes::Nowhere("another column is for the same year".to_owned());
        }
    }
}
