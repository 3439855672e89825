//! Addresses inside the app: `#/model?line=cltv&year=4`.
//!
//! One grammar and one parser for every view. The fragment never reaches a
//! server, so that any static host serves every address.

use crate::model::YEARS;
use std::fmt;

/// Where a person is in the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The view.
    pub view: View,
    /// The year that is looked at.
    pub year: Year,
    /// The id of the line that is explained, if one is.
    pub line: Option<String>,
    /// Which of the line's cells, where its axes are other than the years: a key
    /// for each axis, joined by dots.
    pub at: Option<String>,
}

/// A view of the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Drivers, projection, charts, benchmarks.
    #[default]
    Model,
    /// The evaluation by criteria.
    Scorecard,
    /// How to charge.
    Pricing,
}

impl View {
    /// All views.
    pub const ALL: [Self; 3] = [Self::Model, Self::Scorecard, Self::Pricing];

    /// The word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Scorecard => "scorecard",
            Self::Pricing => "pricing",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Model => "Model",
            Self::Scorecard => "Scorecard",
            Self::Pricing => "Pricing",
        }
    }
}

/// A year of the projection, counted from 0, or the total of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// One year.
    One(usize),
    /// The total column.
    Total,
}

impl Default for Year {
    fn default() -> Self {
        Self::One(0)
    }
}

/// The longest part of a fragment that is read, in bytes.
const MAX_BYTES: usize = 2_000;

impl Route {
    /// Reads a fragment, with or without `#`. What is unknown or damaged falls
    /// back to the Model view's first year, so that every address opens.
    ///
    /// ```
    /// use megahour::store::route::{Route, Year};
    /// let route = Route::parse("#/model?line=cltv&year=4");
    /// assert_eq!((route.line.as_deref(), route.year), (Some("cltv"), Year::One(3)));
    /// assert_eq!(route.to_string(), "#/model?line=cltv&year=4");
    /// ```
    pub fn parse(fragment: &str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        if fragment.len() > MAX_BYTES {
            return Self::default();
        }
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let word = path.trim_matches('/');
        let view = View::ALL.into_iter().find(|view| view.word() == word).unwrap_or_default();
        let mut route = Self { view, ..Self::default() };
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "line" if is_id(value) => route.line = Some(value.to_owned()),
                "at" if are_keys(value) => route.at = Some(value.to_owned()),
                "year" if value == "total" => route.year = Year::Total,
                "year" => match value.parse::<usize>() {
                    Ok(year) if (1..=YEARS).contains(&year) => route.year = Year::One(year - 1),
                    _ => {}
                },
                _ => {}
            }
        }
        route
    }

    /// The year that figures are shown for: the last one for a total.
    pub fn shown_year(&self) -> usize {
        match self.year {
            Year::One(year) => year,
            Year::Total => YEARS - 1,
        }
    }
}

/// Writes the fragment, `#` included; defaults are left out.
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#/{}", self.view.word())?;
        let line = self.line.as_ref().map(|line| format!("line={line}"));
        let year = match self.year {
            Year::One(0) => None,
            Year::One(year) => Some(format!("year={}", year + 1)),
            Year::Total => Some("year=total".to_owned()),
        };
        let at = self.at.as_ref().map(|at| format!("at={at}"));
        let parts: Vec<String> = line.into_iter().chain(at).chain(year).collect();
        if parts.is_empty() { Ok(()) } else { write!(f, "?{}", parts.join("&")) }
    }
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn are_keys(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    !text.is_empty() && text.chars().all(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_damaged_address_opens_the_model() {
        for fragment in
            ["", "#", "#/", "#/nowhere", "#/model?year=0", "#/model?year=6", "#?=&&=", "#/model?line=<b>"]
        {
            assert_eq!(Route::parse(fragment), Route::default(), "{fragment}");
        }
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        for view in View::ALL {
            for year in (0..YEARS).map(Year::One).chain([Year::Total]) {
                for line in [None, Some("ltv_to_cac".to_owned())] {
                    for at in [None, Some("scale-ups.s_1".to_owned())] {
                        let route = Route { view, year, line: line.clone(), at };
                        assert_eq!(Route::parse(&route.to_string()), route);
                    }
                }
            }
        }
    }
}
