//! Scenarios of 1 to 10 years, with and without a date: nothing that was typed
//! is lost, nothing that is assumed passes for typed, and figures do not depend
//! on years that are not there.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "support/scenarios.rs"]
#[expect(dead_code, reason = "the support serves several test programs")]
mod scenarios;

use megahour::engine::values::Values;
use megahour::model::comparison::{Comparison, Scenario};
use megahour::model::published::difference;
use megahour::model::timeline::{MAX_YEARS, Timeline, YearMonth, year_of_key};
use megahour::store::document::{Document, Entry};
use megahour::store::history::History;
use megahour::store::{json, link};
use proptest::prelude::*;
use scenarios::document;

fn years(years: usize) -> Timeline {
    Timeline::new(years, None).unwrap()
}

fn from(text: &str, years: usize) -> Timeline {
    Timeline::new(years, YearMonth::parse(text)).unwrap()
}

fn any_timeline() -> impl Strategy<Value = Timeline> {
    let month = prop::option::of((1990..=2100u16, 1..=12u8));
    (1..=MAX_YEARS, month).prop_map(|(years, month)| {
        Timeline::new(years, month.and_then(|(year, month)| YearMonth::new(year, month))).unwrap()
    })
}

/// The values of a scenario over its own timeline.
fn evaluated(document: &Document) -> Values {
    let catalogue = document.catalogue().unwrap();
    Values::evaluate(&catalogue.model, &document.inputs(&catalogue))
}

#[test]
fn a_longer_timeline_repeats_what_was_typed_and_continues_a_growth() {
    let grows = Entry::Growth { first: 100.0, growth: 0.5 };
    let longer = Document::sample().with_entry("compute_hours", grows).over(years(7));
    assert_eq!(longer.values("price_per_hour"), [2.0, 2.1, 2.25, 2.5, 2.75, 2.75, 2.75]);
    assert_eq!(longer.values("compute_hours")[5..], [759.375, 1139.0625]);
    let continued: Vec<bool> = (0..7).map(|year| longer.is_continued("price_per_hour", year)).collect();
    assert_eq!(continued, [false, false, false, false, false, true, true]);
    assert!(!longer.is_continued("compute_hours", 6));
}

#[test]
fn a_shorter_timeline_hides_what_was_typed_and_a_longer_one_brings_it_back() {
    let sample = Document::sample();
    let shorter = sample.over(years(2));
    assert_eq!(shorter.values("cac"), [5000.0, 4800.0]);
    let edited = shorter.with_value("cac", 1, 1.0);
    assert_eq!(edited.over(years(5)).values("cac"), [5000.0, 1.0, 4600.0, 4400.0, 4200.0]);
    assert_eq!(shorter.over(years(5)), sample);
}

#[test]
fn a_year_typed_beyond_those_that_were_leaves_later_ones_assumed() {
    let typed = Document::sample().over(years(10)).with_value("cac", 7, 9.0);
    let cac = [5000.0, 4800.0, 4600.0, 4400.0, 4200.0, 4200.0, 4200.0, 9.0, 9.0, 9.0];
    // The years between have values of their own from then on.
    assert_eq!(typed.values("cac"), cac);
    assert!(!typed.is_continued("cac", 7) && typed.is_continued("cac", 8));
    let Entry::ByYear(values) = &typed.drivers[&"cac".to_owned()] else { unreachable!("it was typed") };
    assert_eq!(values.len(), 8);
}

#[test]
fn undoing_a_timeline_gives_back_the_exact_document() {
    let sample = Document::sample();
    let mut history = History::new(sample.clone());
    for timeline in [years(10), years(1), from("2026-07", 7), from("2030-01", 3)] {
        let next = history.present().over(timeline);
        history.apply(next, timeline.words(), None);
    }
    while history.undo() {}
    assert_eq!(*history.present(), sample);
}

/// Worked out by hand: hours 12M at $2.75 in year 5 and in those that repeat it.
#[test]
fn seven_years_of_the_sample_earn_what_their_hours_do() {
    let values = evaluated(&Document::sample().over(years(7)));
    assert_eq!(values.cell("annual_revenue", 6), Some(33e6));
    let total = 2e6 + 4.2e6 + 9e6 + 20e6 + 3.0 * 33e6;
    assert_eq!(values.total("annual_revenue"), Some(total));
    let cagr = values.cell("revenue_cagr", 0).unwrap();
    assert!((cagr - (16.5f64.powf(1.0 / 6.0) - 1.0)).abs() < 1e-12, "{cagr}");
    assert_eq!(evaluated(&Document::sample().over(years(1))).cell("revenue_cagr", 0), None);
}

/// The published figures hold where the sample's years do: fewer or more years
/// change none of them.
#[test]
fn published_figures_are_marked_in_the_samples_years_alone() {
    let catalogue = |document: &Document| document.catalogue().unwrap();
    let five = Document::sample();
    let marked = |document: &Document| -> Vec<Option<f64>> {
        let values = evaluated(document);
        let found =
            |year| difference(&catalogue(document), &values, "payback_months", year).map(|(value, _)| value);
        (0..MAX_YEARS).map(found).collect()
    };
    let as_published = marked(&five);
    assert!(as_published.iter().flatten().count() > 0);
    let longer = marked(&five.over(from("2026-01", 10)));
    assert_eq!(longer, as_published);
    assert_eq!(marked(&five.over(years(3)))[..3], as_published[..3]);
    assert!(five.over(years(10)).own_pricing().is_some(), "it is the published business still");
}

#[test]
fn scenarios_of_other_years_are_compared_by_date_and_totals_are_not() {
    let scenario = |timeline: Timeline| {
        let document = Document::sample().over(timeline);
        let catalogue = document.catalogue().unwrap();
        let inputs = document.inputs(&catalogue);
        Scenario { name: timeline.words(), currency: document.currency, catalogue, inputs }
    };
    let comparison = Comparison::new([from("2026-01", 5), from("2028-01", 3), years(3)].map(scenario));
    let [base, later, undated] = comparison.sides() else { unreachable!("three were given") };
    let line = base.catalogue.model.line("compute_hours").unwrap();
    let of = |side: &megahour::model::comparison::Side| -> Vec<Option<f64>> {
        (0..5).map(|column| side.value(line, column)).collect()
    };
    assert_eq!(of(later), [None, None, Some(1e6), Some(2e6), Some(4e6)]);
    assert_eq!(of(undated), [Some(1e6), Some(2e6), Some(4e6), None, None]);
    assert_eq!(comparison.difference(line, later, 2).unwrap().absolute, -3e6);
    assert_eq!(comparison.difference(line, later, 5), None);
    assert_eq!(comparison.over_other_years().len(), 2);
    let output = megahour::engine::bridge::Output { line: "annual_revenue".into(), cell: Some(2) };
    let why = comparison.bridge(1, &output).unwrap_err().to_string();
    assert_eq!(why, "the scenarios do not cover the same years");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_scenario_of_any_timeline_is_read_back_from_file_and_link(
        document in document(), timeline in any_timeline()
    ) {
        let document = document.over(timeline);
        let opened = json::read(&json::write(&document)).unwrap();
        prop_assert_eq!(&opened.document, &document);
        prop_assert!(opened.repairs.is_empty());
        prop_assert_eq!(link::decode(&link::encode(&document).unwrap()).unwrap().document, document);
    }

    /// What a year shows depends on no later year.
    #[test]
    fn years_that_are_added_change_none_that_were_there(document in document(), more in 6..=MAX_YEARS) {
        let (five, longer) = (evaluated(&document), evaluated(&document.over(years(more))));
        let catalogue = document.catalogue().unwrap();
        for line in catalogue.model.lines().iter().filter(|line| !line.shape.is_empty()) {
            for year in 0..5 {
                prop_assert_eq!(five.cell(&line.id, year), longer.cell(&line.id, year), "{}", line.id);
            }
        }
    }

    #[test]
    fn every_edit_of_a_shorter_timeline_keeps_what_is_hidden(
        short in 1..5usize, year in 0..4usize, value in 1.0..1e6
    ) {
        let sample = Document::sample();
        let year = year.min(short - 1);
        let edited = sample.over(years(short)).with_value("cac", year, value).over(years(5));
        let mut expected = sample.values("cac");
        expected[year] = value;
        prop_assert_eq!(edited.values("cac"), expected);
    }

    #[test]
    fn the_label_of_every_year_names_it(timeline in any_timeline()) {
        for year in 0..timeline.years() {
            prop_assert_eq!(timeline.year_of_heading(&timeline.year_label(year)), Some(year));
        }
        prop_assert_eq!(timeline.year_of_heading("Year 11"), None);
        prop_assert_eq!(year_of_key("y01x"), None);
    }
}
