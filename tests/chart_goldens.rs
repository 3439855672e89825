//! The look of every chart, held by SVG files that were looked at.
//!
//! `support/goldens.rs` says what to do after a wanted change.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/charts.rs"]
mod charts;
#[path = "support/goldens.rs"]
mod goldens;
#[path = "support/outcomes.rs"]
mod outcomes;
#[path = "support/reference.rs"]
mod reference;

use charts::{Drivers, all};
use goldens::{check, hold};
use megahour::chart::of_scorecard::of_scorecard;
use megahour::chart::{Frame, HeatMap, Side, Theme, Tornado, TornadoBar, heat_summary, svg};
use megahour::model::benchmarks::Target;
use megahour::model::scorecard::Scorecard;

#[test]
fn the_charts_of_the_published_sample() {
    let sample = Drivers::published().evaluate();
    for (name, chart) in all(&sample) {
        let height = if name == "lifetime-value" { 400 } else { 280 };
        hold(name, &chart, Frame::WithTitleAndLegend, (560, height));
    }
}

#[test]
fn the_charts_on_a_phone() {
    let sample = Drivers::published().evaluate();
    for (name, chart) in all(&sample) {
        let height = if name == "lifetime-value" { 380 } else { 220 };
        hold(&format!("{name}-phone"), &chart, Frame::Bare, (320, height));
    }
}

#[test]
fn the_charts_on_a_wide_screen() {
    let sample = Drivers::published().evaluate();
    for (name, chart) in all(&sample) {
        hold(&format!("{name}-wide"), &chart, Frame::Bare, (900, 360));
    }
}

#[test]
fn losses_hang_below_zero() {
    let drivers = Drivers { cost: [3.0, 2.6, 2.2, 1.6, 0.8], ..Drivers::published() };
    for (name, chart) in all(&drivers.evaluate()) {
        if matches!(name, "revenue" | "margin" | "payback") {
            hold(&format!("{name}-losses"), &chart, Frame::WithTitleAndLegend, (560, 280));
        }
    }
}

#[test]
fn undefined_values_are_gaps() {
    let mut drivers = Drivers::published();
    drivers.retention[2] = 1.0;
    drivers.hours[1] = 0.0;
    for (name, chart) in all(&drivers.evaluate()) {
        if matches!(name, "margin" | "lifetime-value" | "payback") {
            let size = if name == "lifetime-value" { (560, 400) } else { (560, 280) };
            hold(&format!("{name}-gaps"), &chart, Frame::WithTitleAndLegend, size);
        }
    }
}

#[test]
fn a_chart_without_any_value_says_so() {
    let drivers = Drivers { retention: [1.0; 5], ..Drivers::published() };
    let chart = charts::lifetime_value(&drivers.evaluate());
    hold("lifetime-value-empty", &chart, Frame::WithTitleAndLegend, (560, 400));
}

#[test]
fn zeros_are_bars_of_no_height() {
    let drivers = Drivers { hours: [0.0; 5], ..Drivers::published() };
    let chart = charts::revenue(&drivers.evaluate());
    hold("revenue-zeros", &chart, Frame::WithTitleAndLegend, (560, 280));
}

#[test]
fn a_fan_shows_bands_around_its_middle() -> Result<(), String> {
    let (chart, histogram) = outcomes::charts()?;
    hold("fan", &chart, Frame::WithTitleAndLegend, (560, 320));
    hold("fan-phone", &chart, Frame::Bare, (320, 260));
    hold("histogram", &histogram, Frame::WithTitleAndLegend, (560, 400));
    Ok(())
}

#[test]
fn a_scorecard_shows_each_criterion_against_its_maximum() {
    let chart = of_scorecard(&Scorecard::shipped(), |score| format!("{score:.2}"));
    hold("scorecard", &chart, Frame::WithTitleAndLegend, (900, 320));
    hold("scorecard-phone", &chart, Frame::Bare, (320, 260));
}

#[test]
fn a_scorecard_without_criteria_says_so() {
    let none = Scorecard { criteria: Vec::new() };
    let chart = of_scorecard(&none, |score| format!("{score:.2}"));
    hold("scorecard-empty", &chart, Frame::WithTitleAndLegend, (560, 280));
}

/// Gross margin over price and cost, without a value where nothing is earned.
fn margin_map() -> HeatMap {
    let side = |name: &str, step: f64| {
        let values: Vec<f64> = (0..41).map(|at| f64::from(at) * step).collect();
        let texts = values.iter().map(|value| format!("${value:.2}")).collect();
        Side { name: name.to_owned(), values, texts }
    };
    let (across, up) = (side("Price per hour", 0.1), side("Cost per hour", 0.05));
    let margin = |price: f64, cost: f64| (price > 0.0).then(|| ((price - cost) / price).max(-1.0));
    let cells = up.values.iter().flat_map(|cost| across.values.iter().map(|price| margin(*price, *cost)));
    let cells = cells.collect();
    let good = Some((Target::From(0.5), "50% or more".to_owned()));
    HeatMap { title: "Gross margin".to_owned(), across, up, cells, good, own: (2.0, 0.8) }
}

#[test]
fn a_heat_map_shows_its_contour_and_the_scenarios_own_point() {
    let map = margin_map();
    let words = heat_summary(&map, |value| format!("{:.0}%", value * 100.0));
    for (suffix, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
        let checked = svg::render_heat(&map, &words, &theme, (560, 400))
            .map_err(|error| error.to_string())
            .and_then(|svg| check(&format!("heat-{suffix}"), &svg));
        assert_eq!(checked, Ok(()));
    }
}

#[test]
fn a_tornado_shows_each_drivers_ends_about_the_value_now() {
    let end = |value: f64| Some((value, format!("${value}M")));
    let bar = |name: &str, low, high| TornadoBar { name: name.to_owned(), low, high };
    let bars = vec![
        bar("Revenue per compute hour", end(1.0), end(1.4)),
        bar("Compute hours billed", None, end(1.32)),
        bar("Infrastructure cost per compute hour", end(1.28), end(1.12)),
        bar("Both ways down", end(1.1), end(1.15)),
        bar("Without effect", end(1.2), end(1.2)),
    ];
    let tornado = Tornado { title: "What matters: gross profit".to_owned(), now: end(1.2), bars };
    for (suffix, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
        let checked = svg::render_tornado(&tornado, &theme, (560, 280))
            .map_err(|error| error.to_string())
            .and_then(|svg| check(&format!("tornado-{suffix}"), &svg));
        assert_eq!(checked, Ok(()));
    }
}
