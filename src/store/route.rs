//! Addresses inside the app: `#/model?line=cltv&year=4`, and with a shared
//! scenario `#/model?s=1.eNpd…`, which stays while one moves between views.
//!
//! One grammar and one parser for every view. The fragment never reaches a
//! server, so that any static host serves every address.

use super::link;
use super::link::mended;
use crate::model::comparison::MAX_SIDES;
use crate::model::timeline::MAX_YEARS;
use std::fmt;
use std::sync::Arc;

/// Where a person is in the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The view.
    pub view: View,
    /// The year that the page shows, counted from 0.
    pub year: usize,
    /// The id of the line that is explained, if one is.
    pub line: Option<String>,
    /// The cell of that line, where it is not the shown year's.
    pub cell: Option<Year>,
    /// Which of the line's cells, where its axes are other than the years: a key
    /// for each axis, joined by dots.
    pub at: Option<String>,
    /// The ids of the scenarios that the one shown is compared with.
    pub with: Vec<String>,
    /// What the What-if view asks about, where something was chosen.
    pub about: Option<About>,
    /// The payload of a shared scenario as it was given, readable or not.
    pub shared: Option<Arc<str>>,
}

/// Declares the views: each once, in the order of the way between them.
macro_rules! views {
    ($($(#[$about:meta])* $view:ident: $word:literal, $label:literal;)+) => {
        /// A view of the app.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum View {
            $($(#[$about])* $view,)+
        }

        impl View {
            /// All views, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$view),+];

            /// The word in addresses.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$view => $word,)+
                }
            }

            /// What people call it.
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$view => $label,)+
                }
            }
        }
    };
}

// A view stands here from the day on which it exists; the first few are what a
// phone shows at once.
views! {
    /// Drivers, projection, charts, benchmarks.
    #[default]
    Model: "model", "Model";
    /// The evaluation by criteria.
    Scorecard: "scorecard", "Scorecard";
    /// How to charge.
    Pricing: "pricing", "Pricing";
    /// Sensitivity, goal seek, heat map, simulation.
    WhatIf: "what-if", "What if";
    /// Scenarios side by side.
    Compare: "compare", "Compare";
    /// The scenario as a memo.
    Report: "report", "Report";
    /// All scenarios.
    Scenarios: "scenarios", "Scenarios";
    /// What such a business is, and where the figures come from.
    About: "about", "About";
}

/// A line of which the shown year is asked about, or the total of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The line's id.
    pub line: String,
    /// Whether its total is asked about.
    pub is_total: bool,
}

impl About {
    /// Reads `gross_profit` or `gross_profit.total`.
    fn parse(text: &str) -> Option<Self> {
        let (line, is_total) = text.strip_suffix(".total").map_or((text, false), |line| (line, true));
        is_id(line).then(|| Self { line: line.to_owned(), is_total })
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.line, if self.is_total { ".total" } else { "" })
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

impl Year {
    /// Reads a year as an address writes it, counted from 1, or `total`.
    fn parse(word: &str) -> Option<Self> {
        match word.parse::<usize>() {
            Ok(year) => (1..=MAX_YEARS).contains(&year).then(|| Self::One(year - 1)),
            Err(_) => (word == "total").then_some(Self::Total),
        }
    }

    fn word(self) -> String {
        match self {
            Self::One(year) => (year + 1).to_string(),
            Self::Total => "total".to_owned(),
        }
    }
}

/// The longest fragment that is read, in bytes, a payload left aside.
const MAX_BYTES: usize = 2_000;

impl Route {
    /// Reads a fragment, with or without `#`, also one that was encoded or broken
    /// into lines on its way. What is unknown or damaged falls back to the Model
    /// view's first year, so that every address opens.
    ///
    /// ```
    /// use megahour::store::route::{Route, Year};
    /// let route = Route::parse("#/model?line=cltv&year=4");
    /// assert_eq!((route.line.as_deref(), route.year), (Some("cltv"), 3));
    /// assert_eq!(route.cell(), Year::One(3));
    /// assert_eq!(route.to_string(), "#/model?line=cltv&year=4");
    /// let total = Route::parse("#/model?line=gross_profit&cell=total&year=4");
    /// assert_eq!((total.cell(), total.year), (Year::Total, 3));
    /// ```
    pub fn parse(fragment: &str) -> Self {
        let fragment = mended(fragment);
        let fragment = fragment.trim_start_matches('#');
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let payload =
            query.split('&').find_map(|pair| pair.strip_prefix("s=")).filter(|text| !text.is_empty());
        let shared = payload.map(Arc::from);
        if fragment.len() - payload.map_or(0, str::len) > MAX_BYTES {
            return Self { shared, ..Self::default() };
        }
        let word = path.trim_matches('/');
        let view = View::ALL.iter().copied().find(|view| view.word() == word).unwrap_or_default();
        let mut route = Self { view, shared, ..Self::default() };
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "line" if is_id(value) => route.line = Some(value.to_owned()),
                "at" if are_keys(value) => route.at = Some(value.to_owned()),
                "year" => match Year::parse(value) {
                    Some(Year::One(year)) => route.year = year,
                    // A total is no year that a page could show.
                    Some(Year::Total) => route.cell = Some(Year::Total),
                    None => {}
                },
                "with" => {
                    let ids = value.split(',').filter(|id| is_id(id)).map(str::to_owned);
                    route.with = ids.take(MAX_SIDES - 1).collect();
                }
                "about" => route.about = About::parse(value),
                "cell" => route.cell = Year::parse(value).or(route.cell),
                _ => {}
            }
        }
        let cell = route.cell;
        route.with_cell(cell)
    }

    /// Whether a fragment names a view or a year that is not there.
    ///
    /// ```
    /// use megahour::store::route::Route;
    /// assert!(Route::is_damaged("#/nonsense") && Route::is_damaged("#/model?year=11"));
    /// assert!(!Route::is_damaged("") && !Route::is_damaged("#/pricing?year=2&s=abc"));
    /// ```
    pub fn is_damaged(fragment: &str) -> bool {
        let fragment = mended(fragment);
        let fragment = fragment.trim_start_matches('#');
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let word = path.trim_matches('/');
        let is_view = word.is_empty() || View::ALL.iter().any(|view| view.word() == word);
        let mut years = query.split('&').filter_map(|pair| pair.strip_prefix("year="));
        !is_view || years.any(|year| Year::parse(year).is_none())
    }

    /// The same with another cell explained; none is written where it is the
    /// shown year's, or no line is explained.
    pub fn with_cell(self, cell: Option<Year>) -> Self {
        let cell = cell.filter(|cell| self.line.is_some() && *cell != Year::One(self.year));
        Self { cell, ..self }
    }

    /// The cell that is explained, where a line is: the shown year's, unless
    /// the address says another.
    pub fn cell(&self) -> Year {
        self.cell.unwrap_or(Year::One(self.year))
    }
}

/// Writes the fragment, `#` included; defaults are left out, and so is a payload
/// that is too long to be read.
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#/{}", self.view.word())?;
        let line = self.line.as_ref().map(|line| format!("line={line}"));
        let cell = self.cell.map(|cell| format!("cell={}", cell.word()));
        let year = (self.year > 0).then(|| format!("year={}", self.year + 1));
        let at = self.at.as_ref().map(|at| format!("at={at}"));
        let with = (!self.with.is_empty()).then(|| format!("with={}", self.with.join(",")));
        let about = self.about.as_ref().map(|about| format!("about={about}"));
        let shared = self.shared.as_ref().filter(|payload| payload.len() <= link::MAX_CHARACTERS);
        let shared = shared.map(|payload| format!("s={payload}"));
        let parts = [line, at, cell, year, with, about, shared].into_iter().flatten();
        let parts: Vec<String> = parts.collect();
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
            ["", "#", "#/", "#/nowhere", "#/model?year=0", "#/model?year=11", "#?=&&=", "#/model?line=<b>"]
        {
            assert_eq!(Route::parse(fragment), Route::default(), "{fragment}");
        }
    }

    #[test]
    fn a_total_of_an_older_address_is_explained_beside_the_first_year() {
        let route = Route::parse("#/model?line=gross_profit&year=total");
        assert_eq!((route.cell(), route.year), (Year::Total, 0));
        assert_eq!(route.to_string(), "#/model?line=gross_profit&cell=total");
    }

    #[test]
    fn a_payload_is_kept_whatever_stands_beside_it() {
        for fragment in
            ["#?s=1.x", "#/nowhere?s=1.x&year=9", &format!("#/model?line={}&s=1.x", "l".repeat(3000))]
        {
            assert_eq!(Route::parse(fragment).shared.as_deref(), Some("1.x"), "{fragment}");
        }
        assert_eq!(Route::parse("#/model?s=").shared, None);
    }

    #[test]
    fn an_address_that_was_encoded_or_broken_on_its_way_is_the_same_address() {
        let sent = "#/pricing?line=cltv&year=4&s=1.eNpd-_k";
        for arrived in [
            "#/pricing?line%3Dcltv%26year%3D4%26s%3D1.eNpd-_k",
            "#/pricing%3Fline%3Dcltv%26year%3D4%26s%3D1.eNpd-_k",
            "#%2Fpricing%3Fline%3Dcltv%26year%3D4%26s%3D1%2EeNpd%2D%5Fk",
            "%23/pricing%3fline%3dcltv%26year%3d4%26s%3d1.eNpd-_k",
            // Encoded twice.
            "#/pricing%253Fline%253Dcltv%2526year%253D4%2526s%253D1.eNpd-_k",
            // As markup writes it.
            "#/pricing?line=cltv&amp;year=4&amp;s=1.eNpd-_k",
            "#/pricing?line=cltv&amp;amp;year=4&#38;s=1.eNpd-_k",
            "#/pricing?line=cltv%26amp%3Byear%3D4&amp;s=1.eNpd-_k",
            // Broken into lines, or with what a mail puts between.
            "#/pricing?line=cltv&year=4\r\n&s=1.eN\n pd-_k",
            "#/pricing?line=cltv&year=4&s=1.eN%0D%0Apd-_k%20",
            "#/pricing?line=cltv&year=4&s=1.eN\u{200b}pd\u{ad}-_k\u{a0}",
            "#/pricing?line=cltv&year=4&s=1.eN%E2%80%8Bpd-_k",
        ] {
            assert_eq!(Route::parse(arrived), Route::parse(sent), "{arrived}");
            assert!(!Route::is_damaged(arrived), "{arrived}");
        }
        assert_eq!(Route::parse(sent).to_string(), sent);
    }

    #[test]
    fn signs_that_are_no_part_of_addresses_stay_as_they_came() {
        // A payload that nothing can read is handed back as it was given.
        for payload in ["99.%3Cb%3E", "1.%", "1.%4", "1.%zz", "1.a;b", "1.%C3%A4"] {
            let shared = Route::parse(&format!("#/model?s={payload}")).shared;
            assert_eq!(shared.as_deref(), Some(payload));
        }
    }

    #[test]
    fn a_payload_that_is_too_long_is_known_and_carried_no_further() {
        let route = Route::parse(&format!("#/scorecard?s={}", "x".repeat(link::MAX_CHARACTERS + 1)));
        assert_eq!((route.view, route.shared.is_some()), (View::Scorecard, true));
        assert_eq!(route.to_string(), "#/scorecard");
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        for &view in View::ALL {
            for cell in (0..MAX_YEARS).map(Year::One).chain([Year::Total]) {
                for (year, line) in [(0, None), (3, None), (3, Some("ltv_to_cac".to_owned()))] {
                    for shared in [None, Some(Arc::from("1.abc-_")), Some(Arc::from("99.%3Cb%3E="))] {
                        for with in [vec![], vec!["first".to_owned(), "2b".to_owned()]] {
                            let (line, shared) = (line.clone(), shared.clone());
                            let at = line.as_ref().map(|_| "scale-ups.s_1".to_owned());
                            let about =
                                line.as_ref().map(|line| About { line: line.clone(), is_total: year == 3 });
                            let route = Route { view, year, line, cell: None, at, with, about, shared };
                            let route = route.with_cell(Some(cell));
                            assert_eq!(Route::parse(&route.to_string()), route);
                        }
                    }
                }
            }
        }
    }
}
