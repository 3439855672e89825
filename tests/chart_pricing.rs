//! The chart of bills over hours: how it looks, and that it shows what is there.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "support/goldens.rs"]
mod goldens;

use goldens::hold;
use megahour::chart::of_pricing::{Bills, Named, Writing, of_pricing};
use megahour::chart::{Chart, Frame, read_out, table};
use megahour::model::pricing::crossover::{Profile, bills, break_evens, cost};
use megahour::model::pricing::{ModelYear, Pricing, Sheet};
use std::rc::Rc;

fn chart(pricing: &Pricing, profile: &Profile) -> Chart {
    let sheet = Sheet::new(pricing).unwrap();
    let values = sheet.evaluate(pricing, &ModelYear::SAMPLE);
    let curves = bills(&sheet, &values, profile);
    let cost = cost(&sheet, &values, profile);
    let named = |plan: usize| sheet.plans[plan].short.to_owned();
    let short = |value: f64| match value {
        v if v >= 1e6 => format!("{}M", v / 1e6),
        v if v >= 1e3 => format!("{}k", v / 1e3),
        v => v.to_string(),
    };
    of_pricing(
        &Bills {
            curves: curves.iter().map(|c| (c.plan, Named { name: named(c.plan), bill: &c.bill })).collect(),
            cost: cost.as_ref(),
            break_evens: &break_evens(&curves),
            used: pricing.segments.iter().map(|segment| segment.hours).collect(),
        },
        &Writing {
            money: Rc::new(|value| format!("${value:.0}")),
            tick: Rc::new(move |value| format!("${}", short(value))),
            hours: Rc::new(|value| format!("{} h", (value * 1e6).round() / 1e6)),
            short_hours: Rc::new(move |value| format!("{} h", short(value))),
        },
    )
}

fn sample() -> Chart {
    chart(&Pricing::sample(), &Profile::default())
}

#[test]
fn bills_of_the_sample() {
    hold("bills", &sample(), Frame::WithTitleAndLegend, (720, 440));
    hold("bills-phone", &sample(), Frame::Bare, (320, 380));
}

#[test]
fn bills_without_a_subscription_keep_their_colours() {
    let pricing = Pricing { tiers: Vec::new(), ..Pricing::sample() };
    hold("bills-three", &chart(&pricing, &Profile::default()), Frame::WithTitleAndLegend, (720, 440));
}

#[test]
fn every_crossover_is_a_stop_at_its_hours_and_its_bill() {
    let chart = sample();
    let stops = table(&chart).columns;
    // By hand, as in the case file.
    let by_hand = [3000, 3100, 3600, 9600, 12_000, 63_100, 75_000, 86_000];
    for (number, hours) in by_hand.iter().enumerate() {
        let start = format!("{hours} h, crossover {}", number + 1);
        assert!(stops.iter().any(|stop| stop.starts_with(&start)), "{start} in {stops:?}");
    }
    let bills: Vec<f64> = chart.panels[0].points.iter().map(|point| point.value).collect();
    let by_hand = [6000.0, 6000.0, 7200.0, 19_200.0, 24_000.0, 150_000.0, 150_000.0, 150_000.0];
    assert!(bills.iter().zip(by_hand).all(|(bill, expected)| (bill - expected).abs() < 1e-6), "{bills:?}");
}

#[test]
fn a_bill_of_nothing_is_nothing() {
    let chart = sample();
    let at = chart.categories.iter().position(|category| category.name == "500 h").unwrap();
    assert_eq!(
        read_out(&chart, at),
        "500 h: Usage $1000 · Subscription $6000 · Freemium $0 · Enterprise $150000 · Cost to serve $400"
    );
    assert_eq!(chart.panels[0].series[2].points[at].value(), Some(0.0));
}

#[test]
fn absurd_terms_still_make_a_chart() {
    let mut pricing = Pricing::sample();
    for value in [0.0, 1e-300, 1e6] {
        for term in ["usage_hour_price", "freemium_hour_price", "enterprise_list_price"] {
            pricing.terms.insert(term.to_owned(), value);
        }
        for hours in [0.0, 1e-300, 1e12] {
            pricing.terms.insert("enterprise_hours".to_owned(), hours);
            let chart = chart(&pricing, &Profile { stored_per_hour: 1e12, calls_per_hour: 1e12 });
            assert!(chart.categories.len() < 1_000);
            let shares: Vec<f64> = chart.categories.iter().filter_map(|category| category.at).collect();
            assert!(shares.windows(2).all(|pair| pair[0] <= pair[1]), "{shares:?}");
            megahour::chart::svg::render_in(&chart, &megahour::chart::Theme::light(), Frame::Bare, 320, 300)
                .unwrap();
        }
    }
}
