//! The look of every chart, held by SVG files that were looked at.
//!
//! `support/goldens.rs` says what to do after a wanted change.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/charts.rs"]
mod charts;
#[path = "support/goldens.rs"]
mod goldens;

use charts::{Drivers, all};
use goldens::hold;
use megahour::chart::Frame;

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
