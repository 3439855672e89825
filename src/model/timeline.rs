//! The timeline of a scenario: how many years it has, and when it begins.
//!
//! Years are blocks of twelve months from the first month, so that no period is
//! partial. Periods have ordinal keys (`y1`, `y2`, …); dates are their labels.

use crate::engine::axis::{Axis, Grain};
use std::fmt;

/// The most years of a scenario.
pub const MAX_YEARS: usize = 10;

/// How many years a scenario has unless a person says otherwise: those of the
/// published sample.
pub const DEFAULT_YEARS: usize = 5;

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct YearMonth {
    year: u16,
    month: u8,
}

/// The names of the months, as short as they are still clear.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl YearMonth {
    /// The first and the last calendar year in which a scenario may begin.
    pub const YEARS: std::ops::RangeInclusive<u16> = 1990..=2100;

    /// A month, counted from 1, of a year. `None` where there is no such month
    /// or no scenario begins in that year.
    pub fn new(year: u16, month: u8) -> Option<Self> {
        (Self::YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// Reads `2026-07`.
    ///
    /// ```
    /// use megahour::model::timeline::YearMonth;
    /// assert_eq!(YearMonth::parse("2026-07"), YearMonth::new(2026, 7));
    /// assert_eq!(YearMonth::parse("0000-13"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let digits =
            |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?)
    }

    /// The name of a month of the year, counted from 1; empty where there is none.
    pub fn name(month: u8) -> &'static str {
        MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// The calendar year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month of the year, counted from 1.
    pub fn month(self) -> u8 {
        self.month
    }

    /// What people call it: `Jul 2026`.
    pub fn label(self) -> String {
        format!("{} {}", Self::name(self.month), self.year)
    }

    /// The month so many months later.
    fn later(self, months: usize) -> Self {
        let all = usize::from(self.year) * 12 + usize::from(self.month) - 1 + months;
        Self { year: (all / 12) as u16, month: (all % 12) as u8 + 1 }
    }
}

/// Prints `2026-07`, which [`YearMonth::parse`] reads back.
impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// How many years a scenario has, and its first month if it has a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Timeline {
    years: u8,
    first_month: Option<YearMonth>,
}

impl Default for Timeline {
    fn default() -> Self {
        Self { years: DEFAULT_YEARS as u8, first_month: None }
    }
}

impl Timeline {
    /// A timeline of 1 to [`MAX_YEARS`] years; `None` for any other number.
    pub fn new(years: usize, first_month: Option<YearMonth>) -> Option<Self> {
        (1..=MAX_YEARS).contains(&years).then_some(Self { years: years as u8, first_month })
    }

    /// How many years there are, at least one.
    pub fn years(self) -> usize {
        usize::from(self.years)
    }

    /// The position of the last year, counted from 0.
    pub fn last_year(self) -> usize {
        self.years().saturating_sub(1)
    }

    /// The year itself, or the last one where it is beyond it: for what was chosen
    /// while the timeline was longer.
    pub fn nearest_year(self, year: usize) -> usize {
        year.min(self.last_year())
    }

    /// The first month; `None` where the scenario has no date.
    pub fn first_month(self) -> Option<YearMonth> {
        self.first_month
    }

    /// What people call a year, counted from 0: `Year 3`; with a date the
    /// calendar year, or the fiscal year by the year in which it ends.
    ///
    /// ```
    /// use megahour::model::timeline::{Timeline, YearMonth};
    /// let from = |text: &str| Timeline::new(5, YearMonth::parse(text)).unwrap_or_default();
    /// assert_eq!(Timeline::default().year_label(2), "Year 3");
    /// assert_eq!(from("2026-01").year_label(2), "2028");
    /// assert_eq!(from("2026-07").year_label(0), "FY27");
    /// ```
    pub fn year_label(self, year: usize) -> String {
        match self.first_month {
            None => format!("Year {}", year + 1),
            Some(first) if first.month == 1 => (usize::from(first.year) + year).to_string(),
            Some(first) => format!("FY{:02}", (usize::from(first.year) + year + 1) % 100),
        }
    }

    /// The same in a sentence: `year 3`, `2028`, `FY27`.
    pub fn year_phrase(self, year: usize) -> String {
        let label = self.year_label(year);
        if self.first_month.is_none() { label.to_ascii_lowercase() } else { label }
    }

    /// The same on an axis with little room: `Y3`, `2028`, `FY27`.
    pub fn year_tick(self, year: usize) -> String {
        if self.first_month.is_none() { format!("Y{}", year + 1) } else { self.year_label(year) }
    }

    /// The months that a year covers: `Jul 2026 to Jun 2027`. `None` without a
    /// date.
    pub fn year_span(self, year: usize) -> Option<String> {
        let first = self.first_month?.later(year * 12);
        Some(format!("{} to {}", first.label(), first.later(11).label()))
    }

    /// The whole timeline in words: `5 years`, `5 years, Jul 2026 to Jun 2031`.
    pub fn words(self) -> String {
        let years = match self.years() {
            1 => "1 year".to_owned(),
            many => format!("{many} years"),
        };
        match self.first_month {
            None => years,
            Some(first) => {
                let last = first.later(self.years() * 12 - 1);
                format!("{years}, {} to {}", first.label(), last.label())
            }
        }
    }

    /// The number of years before a noun: `Five-year`.
    pub fn adjective(self) -> String {
        const NUMBERS: [&str; MAX_YEARS] =
            ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
        format!("{}-year", NUMBERS.get(self.last_year()).copied().unwrap_or_default())
    }

    /// The year of a heading in a table from outside, as people write it:
    /// `Year 3`, `y3`, `3`; with a date also `2028`, `FY28`, `FY2028`.
    pub fn year_of_heading(self, heading: &str) -> Option<usize> {
        let heading = heading.trim().to_lowercase();
        let within = |year: &usize| *year < self.years();
        if let Some(first) = self.first_month {
            let (is_fiscal, digits) = match heading.strip_prefix("fy") {
                Some(digits) => (true, digits.trim_start_matches([' ', '\'', '’'])),
                None => (false, heading.as_str()),
            };
            if let Ok(number) = digits.parse::<usize>()
                && (digits.len() == 4 || is_fiscal && digits.len() == 2)
            {
                let begins = usize::from(first.year) + usize::from(first.month > 1);
                let in_full = match digits.len() {
                    // The first year from the beginning on that ends in these digits.
                    2 => begins + (number + 100 - begins % 100) % 100,
                    _ => number,
                };
                return in_full.checked_sub(begins).filter(within);
            }
        }
        let digits = heading.trim_start_matches("year").trim_start_matches('y').trim();
        digits.parse::<usize>().ok()?.checked_sub(1).filter(within)
    }

    /// What people call a period, counted from 0: a year as
    /// [`year_label`](Self::year_label) has it, `Q2 FY27`, `Jul 2026`; without a
    /// date `Quarter 2`, `Month 7`.
    pub fn period_label(self, grain: Grain, period: usize) -> String {
        match (grain, self.first_month) {
            (Grain::Year, _) => self.year_label(period),
            (Grain::Quarter, Some(_)) => format!("Q{} {}", period % 4 + 1, self.year_label(period / 4)),
            (Grain::Month, Some(first)) => first.later(period).label(),
            (_, None) => format!("{} {}", grain.label(), period + 1),
        }
    }

    /// The axis of its periods of a grain.
    pub fn axis(self, grain: Grain) -> Axis {
        let mut axis = Axis::time(grain, self.years() * grain.per_year());
        for (period, member) in axis.members.iter_mut().enumerate() {
            member.label = self.period_label(grain, period);
        }
        axis
    }
}

/// A series for so many years: the values that are given, and the last of them
/// for every year beyond. Empty stays empty.
pub fn continued(values: &[f64], years: usize) -> Vec<f64> {
    let last = values.last().copied();
    values
        .iter()
        .copied()
        .chain(last.into_iter().cycle())
        .take(if last.is_some() { years } else { 0 })
        .collect()
}

/// The stable key of a year, counted from 0: `y3` is the third.
pub fn year_key(year: usize) -> String {
    format!("y{}", year.saturating_add(1))
}

/// The year of a key, counted from 0. `None` for one that no timeline has.
///
/// ```
/// use megahour::model::timeline::{year_key, year_of_key};
/// assert_eq!(year_of_key(&year_key(2)), Some(2));
/// assert_eq!((year_of_key("y0"), year_of_key("y11"), year_of_key("3")), (None, None, None));
/// ```
pub fn year_of_key(key: &str) -> Option<usize> {
    let digits = key.strip_prefix('y').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    digits.parse::<usize>().ok()?.checked_sub(1).filter(|year| *year < MAX_YEARS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(text: &str, years: usize) -> Timeline {
        Timeline::new(years, YearMonth::parse(text)).unwrap_or_default()
    }

    #[test]
    fn a_timeline_has_one_to_ten_years() {
        assert_eq!(Timeline::new(0, None), None);
        assert_eq!(Timeline::new(11, None), None);
        assert_eq!(Timeline::new(10, None).map(Timeline::years), Some(10));
    }

    #[test]
    fn months_that_are_not_there_are_refused() {
        for text in ["0000-13", "2026-00", "2026-13", "1989-12", "2101-01", "26-01", "2026-1", "2026/01", ""]
        {
            assert_eq!(YearMonth::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_from_july_is_called_by_the_year_in_which_it_ends() {
        let timeline = from("2026-07", 3);
        assert_eq!(timeline.year_label(2), "FY29");
        assert_eq!(timeline.year_span(0).as_deref(), Some("Jul 2026 to Jun 2027"));
        assert_eq!(timeline.words(), "3 years, Jul 2026 to Jun 2029");
        assert_eq!(from("2098-07", 3).year_label(1), "FY00");
    }

    #[test]
    fn headings_are_read_by_number_and_by_date() {
        let plain = Timeline::default();
        for heading in ["Year 3", "y3", "3", " YEAR 3 "] {
            assert_eq!(plain.year_of_heading(heading), Some(2), "{heading}");
        }
        assert_eq!((plain.year_of_heading("6"), plain.year_of_heading("2028")), (None, None));
        let calendar = from("2026-01", 5);
        assert_eq!((calendar.year_of_heading("2028"), calendar.year_of_heading("2031")), (Some(2), None));
        let fiscal = from("2026-07", 5);
        for heading in ["FY27", "FY2027", "fy 27", "Year 1"] {
            assert_eq!(fiscal.year_of_heading(heading), Some(0), "{heading}");
        }
    }

    #[test]
    fn the_last_value_goes_on() {
        assert_eq!(continued(&[1.0, 2.0], 4), [1.0, 2.0, 2.0, 2.0]);
        assert_eq!(continued(&[1.0, 2.0, 3.0], 2), [1.0, 2.0]);
        assert!(continued(&[], 3).is_empty());
    }
}
