//! Headings side by side: what spans of time they are in one count.

use super::period::Period;
use super::statement::Column;

/// A column's span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// A year, by its calendar year or the one that it ends in.
    Year(i32),
    /// A year by its number, where the first is 1.
    YearNumber(i32),
    /// A part of a year: its first month since year 0, and how many months.
    Part(i32, usize),
    /// A part of a year by its number: the first month since the start.
    PartNumber(i32, usize),
}

impl Span {
    /// The first month of a part of a year.
    pub fn first_month(&self) -> Option<i32> {
        match self {
            Self::Part(month, _) | Self::PartNumber(month, _) => Some(*month),
            Self::Year(_) | Self::YearNumber(_) => None,
        }
    }

    /// How many months a part of a year has.
    pub fn months(&self) -> Option<usize> {
        match self {
            Self::Part(_, months) | Self::PartNumber(_, months) => Some(*months),
            Self::Year(_) | Self::YearNumber(_) => None,
        }
    }

    /// Whether its year is known.
    pub fn is_dated(&self) -> bool {
        matches!(self, Self::Year(_) | Self::Part(..))
    }
}

/// The spans of columns; nothing for those that are no span, or one that overlaps
/// others.
pub(super) fn spans(columns: &[Column]) -> Vec<Option<Span>> {
    let days = months_of(columns, Kind::Day);
    let step_of_days = step(&days);
    // `Dec 2026` beside `Dec 2027` are years that end then.
    let are_years_by_month = step(&months_of(columns, Kind::Month)) >= 12;
    columns
        .iter()
        .zip(&days)
        .map(|(column, day)| match column.period?.period {
            Period::Year(year) | Period::FiscalYear(year) => Some(Span::Year(year)),
            Period::YearNumber(number) => Some(Span::YearNumber(number)),
            Period::Quarter(Some(year), quarter) => {
                Some(Span::Part(year * 12 + (i32::from(quarter) - 1) * 3, 3))
            }
            Period::Quarter(None, quarter) => Some(Span::PartNumber((i32::from(quarter) - 1) * 3, 3)),
            Period::QuarterNumber(number) => Some(Span::PartNumber((number - 1) * 3, 3)),
            Period::Half(Some(year), half) => Some(Span::Part(year * 12 + (i32::from(half) - 1) * 6, 6)),
            Period::Half(None, half) => Some(Span::PartNumber((i32::from(half) - 1) * 6, 6)),
            Period::Month(Some(year), _) if are_years_by_month && columns.len() > 1 => Some(Span::Year(year)),
            Period::Month(Some(year), month) => Some(Span::Part(year * 12 + i32::from(month) - 1, 1)),
            Period::Month(None, month) => Some(Span::PartNumber(i32::from(month) - 1, 1)),
            Period::MonthNumber(number) => Some(Span::PartNumber(number - 1, 1)),
            Period::Day(year, ..) => match (step_of_days, day) {
                (1, Some(month)) => Some(Span::Part(*month, 1)),
                (3, Some(month)) => Some(Span::Part(*month - 2, 3)),
                _ => Some(Span::Year(year)),
            },
            Period::ToDate(..) | Period::Trailing => None,
        })
        .collect()
}

/// Headings that are told apart by how far they lie from one another.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Day,
    Month,
}

/// The months of headings of a kind, since year 0.
fn months_of(columns: &[Column], kind: Kind) -> Vec<Option<i32>> {
    let month = |column: &Column| match (kind, column.period?.period) {
        (Kind::Day, Period::Day(year, month, _)) | (Kind::Month, Period::Month(Some(year), month)) => {
            Some(year * 12 + i32::from(month) - 1)
        }
        _ => None,
    };
    columns.iter().map(month).collect()
}

/// How many months lie between headings that follow one another; 12 where they do not
/// tell.
fn step(months: &[Option<i32>]) -> i32 {
    let mut sorted: Vec<i32> = months.iter().flatten().copied().collect();
    sorted.sort_unstable();
    sorted.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > 0).min().unwrap_or(12)
}
