//! Pricing: the default scenario as worked out by hand, and what holds for any.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "pricing/bounds.rs"]
mod bounds;
#[path = "pricing/documents.rs"]
mod documents;
#[path = "pricing/properties.rs"]
mod properties;
#[path = "pricing/says.rs"]
mod says;
#[path = "support/pricing.rs"]
mod scenarios;

use megahour::engine::cause::{cause, total_cause};
use megahour::engine::values::Values;
use megahour::model::Catalogue;
use megahour::model::pricing::crossover::{self, Lead, Profile};
use megahour::model::pricing::{ModelYear, Pricing, Sheet};
use megahour::store::document::Document;
use serde_json::Value;

fn case() -> Value {
    serde_json::from_str(include_str!("cases/pricing.json")).unwrap()
}

fn sheet(pricing: &Pricing) -> Sheet {
    Sheet::new(pricing).unwrap()
}

fn evaluated(pricing: &Pricing) -> (Sheet, Values) {
    let sheet = sheet(pricing);
    let values = sheet.evaluate(pricing, &ModelYear::SAMPLE);
    (sheet, values)
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[track_caller]
fn assert_exact(found: Option<f64>, expected: f64, what: &str) {
    assert!(found.is_some(), "{what} is undefined");
    let found = found.unwrap();
    assert!(
        (found - expected).abs() <= 1e-12 * expected.abs().max(1.0),
        "{what}: {found}, by hand {expected}"
    );
}

#[track_caller]
fn assert_all(values: &Values, line: &str, expected: &Value) {
    let (cells, expected) = (values.cells(line), numbers(expected));
    assert_eq!(cells.len(), expected.len(), "{line}");
    for (position, (found, expected)) in cells.into_iter().zip(expected).enumerate() {
        assert_exact(found, expected, &format!("{line}, segment {position}"));
    }
}

#[test]
fn demand_is_the_samples_first_year() {
    let (case, (_, values)) = (case(), evaluated(&Pricing::sample()));
    let demand = &case["demand"];
    assert_all(&values, "segment_customers", &demand["customers"]);
    assert_all(&values, "segment_hours", &demand["hours_per_customer"]);
    assert_all(&values, "demand_hours", &demand["hours"]);
    assert_all(&values, "demand_stored", &demand["stored_tb"]);
    assert_all(&values, "customer_cost", &demand["cost"]["per_customer"]);
    assert_eq!(values.total("demand_hours"), demand["total_hours"].as_f64());
    assert_eq!(values.total("segment_customers"), demand["total_customers"].as_f64());
    assert_exact(values.total("demand_cost"), demand["cost"]["total"].as_f64().unwrap(), "cost");
    assert_eq!(values.cell("hours_difference", 0), Some(0.0));
    assert_eq!(values.cell("customers_difference", 0), Some(0.0));
}

#[test]
fn every_plan_the_choice_and_the_mix_come_out_as_by_hand() {
    let (case, (_, values)) = (case(), evaluated(&Pricing::sample()));
    let sellers = case["sellers"].as_array().unwrap();
    assert_eq!(sellers.len(), 6);
    for seller in sellers {
        let id = seller["id"].as_str().unwrap();
        let line = |what: &str| format!("{id}_{what}");
        let by_hand = |what: &str| seller[what].as_f64().unwrap();
        assert_all(&values, &line("compute_bill"), &seller["compute_bill"]);
        assert_all(&values, &line("storage_bill"), &seller["storage_bill"]);
        let revenue = by_hand("compute_revenue") + by_hand("storage_revenue");
        for what in ["compute_revenue", "storage_revenue", "profit", "effective_price"] {
            assert_exact(values.total(&line(what)), by_hand(what), &line(what));
        }
        assert_exact(values.total(&line("revenue")), revenue, &line("revenue"));
        assert_exact(values.total(&line("margin")), by_hand("profit") / revenue, &line("margin"));
        for what in ["arpu", "revenue_difference"] {
            assert_exact(values.cell(&line(what), 0), by_hand(what), &line(what));
        }
        assert_exact(values.cell(&line("average_bill"), 0), revenue / 40.0, &line("average_bill"));
        let share = by_hand("largest_segment") / revenue;
        assert_exact(values.cell(&line("largest_share"), 0), share, &line("largest_share"));
        each_segment_follows(&values, id, seller);
    }
}

/// Bill, revenue, profit, margin and price of each segment, from the two bills.
fn each_segment_follows(values: &Values, id: &str, seller: &Value) {
    let demand = &case()["demand"];
    let (compute, storage) = (numbers(&seller["compute_bill"]), numbers(&seller["storage_bill"]));
    let costs = numbers(&demand["cost"]["per_customer"]);
    let (customers, hours) = (numbers(&demand["customers"]), numbers(&demand["hours_per_customer"]));
    for segment in 0..3 {
        let is = |what: &str, expected: f64| {
            let line = format!("{id}_{what}");
            assert_exact(values.cell(&line, segment), expected, &format!("{line}, segment {segment}"));
        };
        let bill = compute[segment] + storage[segment];
        is("bill", bill);
        is("compute_revenue", compute[segment] * customers[segment]);
        is("revenue", bill * customers[segment]);
        is("profit", (bill - costs[segment]) * customers[segment]);
        is("margin", (bill - costs[segment]) / bill);
        is("effective_price", compute[segment] / hours[segment]);
    }
}

#[test]
fn each_segment_takes_the_tier_and_the_plan_that_cost_least() {
    let (case, (sheet, values)) = (case(), evaluated(&Pricing::sample()));
    let subscription = &case["sellers"][1];
    let bills: Vec<Value> = subscription["tier_bills"].as_array().unwrap().clone();
    let flat: Vec<f64> = bills.iter().flat_map(numbers).collect();
    assert_all(&values, "tier_bill", &Value::from(flat));
    assert_all(&values, "tier_choice", &subscription["tier_choice"]);
    assert_all(&values, "choice_plan", &case["sellers"][4]["plans"]);
    let named =
        |line| values.cells(line).into_iter().map(|n| sheet.numbered(n).unwrap().id).collect::<Vec<_>>();
    assert_eq!(named("choice_plan"), ["freemium", "subscription", "enterprise"]);
    assert_eq!(named("vendor_plan"), ["enterprise", "enterprise", "freemium"]);
    assert_eq!(named("best_plan"), ["enterprise"]);
    assert_eq!(sheet.numbers("choice_plan", values.cell("choice_plan", 1)), Some("Subscription"));
    assert_eq!(sheet.numbers("tier_choice", Some(2.0)), Some("Team"));
    for (line, number) in
        [("best_plan", Some(0.0)), ("best_plan", Some(5.0)), ("best_plan", None), ("usage_bill", Some(1.0))]
    {
        assert_eq!(sheet.numbers(line, number), None, "{line}: {number:?}");
    }
}

#[test]
fn the_model_takes_over_price_and_arpu_that_give_back_hours_customers_and_revenue() {
    let (sheet, values) = evaluated(&Pricing::sample());
    assert_eq!(sheet.price_and_arpu(&values, "usage"), Some((2.0, 50_000.0)));
    for seller in ["subscription", "freemium", "enterprise", "choice", "mix"] {
        let (price, arpu) = sheet.price_and_arpu(&values, seller).unwrap();
        assert_exact(Some(1e6 * price / arpu), 40.0, seller);
    }
    assert_eq!(sheet.price_and_arpu(&values, "nobody"), None);
}

#[test]
fn why_a_seller_has_no_price_is_named_where_it_begins() {
    let mut pricing = Pricing::sample();
    assert_eq!(
        {
            let (sheet, values) = evaluated(&pricing);
            sheet.why_no_price(&values, "mix")
        },
        None
    );
    pricing.segments[1].mix.clear();
    let (sheet, values) = evaluated(&pricing);
    assert_eq!(sheet.price_and_arpu(&values, "mix"), None);
    let why = sheet.why_no_price(&values, "mix").unwrap();
    assert!(why.because().ends_with("the segment is on no pricing model"), "{}", why.because());
    assert!(why.address.keys().eq([pricing.segments[1].key.as_str()]));
    // The others have a price as before.
    assert_eq!(sheet.why_no_price(&values, "usage"), None);
}

#[test]
fn the_samples_year_is_the_models_first() {
    let catalogue = Catalogue::new().unwrap();
    let values = Values::evaluate(&catalogue.model, &Document::sample().inputs(&catalogue));
    assert_eq!(ModelYear::of(&values, 0), ModelYear::SAMPLE);
    let (sheet, pricing) = (sheet(&Pricing::sample()), Pricing::sample());
    let second = sheet.evaluate(&pricing, &ModelYear::of(&values, 1));
    assert_eq!(second.cell("hours_difference", 0), Some(-1e6));
    assert_exact(second.cell("customers_difference", 0), -36.0, "customers");
    assert_exact(second.cell("usage_revenue_difference", 0), -2.2e6, "revenue");
}

#[test]
fn segments_are_fitted_to_another_year() {
    let year = ModelYear { hours: 2e6, customers: 76.0, ..ModelYear::SAMPLE };
    let fitted = Pricing::sample().fitted_to(&year).unwrap();
    let values = sheet(&fitted).evaluate(&fitted, &year);
    assert_exact(values.total("demand_hours"), 2e6, "hours");
    assert_exact(values.total("segment_customers"), 76.0, "customers");
    assert_eq!(Pricing::sample().fitted_to(&ModelYear::SAMPLE), Ok(Pricing::sample()));
    for customers in [f64::NAN, 0.0, f64::INFINITY] {
        assert!(Pricing::sample().fitted_to(&ModelYear { customers, ..year }).is_err());
    }
}

#[test]
fn prices_are_scaled_to_another_revenue() {
    let (sheet, values) = evaluated(&Pricing::sample());
    let earned = values.total("mix_compute_revenue").unwrap();
    let scaled = Pricing::sample().with_revenue_scaled(earned, 2e6).unwrap();
    let after = sheet.evaluate(&scaled, &ModelYear::SAMPLE);
    assert_exact(after.total("mix_compute_revenue"), 2e6, "revenue of the mix");
    assert_exact(after.total("demand_cost"), values.total("demand_cost").unwrap(), "cost");
    assert_eq!(scaled.segments, Pricing::sample().segments);
    for (from, to) in [(0.0, 1.0), (1.0, 0.0), (f64::NAN, 1.0), (1.0, 1e30)] {
        assert!(Pricing::sample().with_revenue_scaled(from, to).is_err(), "{from} to {to}");
    }
}

#[test]
fn crossovers_are_where_the_bills_meet_by_hand() {
    let (case, (sheet, values)) = (case(), evaluated(&Pricing::sample()));
    let case = &case["crossovers"]["compute_alone"];
    let bills = crossover::bills(&sheet, &values, &Profile::default());
    let id = |plan: usize| sheet.plans[plan].id;
    let expected = case["break_evens"].as_array().unwrap();
    let found = crossover::break_evens(&bills);
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert_exact(Some(found.hours), expected["hours"].as_f64().unwrap(), "hours");
        assert_exact(Some(found.bill), expected["bill"].as_f64().unwrap(), "bill");
        assert_eq!(found.cheaper().map(id), expected["cheaper"].as_str());
        assert_eq!(found.worth_more().map(id), expected["worth_more"].as_str());
        assert_ne!(found.before, found.after);
    }
    leads_as_by_hand(&sheet, &crossover::cheapest(&bills), &case["cheapest"]);
    leads_as_by_hand(&sheet, &crossover::worth_most(&bills), &case["worth_most"]);
}

fn leads_as_by_hand(sheet: &Sheet, found: &[Lead], expected: &Value) {
    let expected = expected.as_array().unwrap();
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert_exact(Some(found.from), expected[0].as_f64().unwrap(), "from");
        assert_eq!(sheet.plans[found.plan].id, expected[1].as_str().unwrap());
    }
}

#[test]
fn crossovers_of_a_segment_count_its_data_and_calls() {
    let (case, pricing) = (case(), Pricing::sample());
    let (sheet, values) = evaluated(&pricing);
    let bills = crossover::bills(&sheet, &values, &Profile::of(&pricing.segments[0]).unwrap());
    let expected = numbers(&case["crossovers"]["as_builders"]["hours"]);
    let found: Vec<f64> = crossover::break_evens(&bills).iter().map(|at| at.hours).collect();
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.into_iter().zip(expected) {
        assert_exact(Some(found), expected, "hours");
    }
}

#[test]
fn a_freemium_customer_costs_more_than_it_pays_up_to_900_hours() {
    let (case, (sheet, values)) = (case(), evaluated(&Pricing::sample()));
    let profile = Profile::default();
    let (bills, cost) =
        (crossover::bills(&sheet, &values, &profile), crossover::cost(&sheet, &values, &profile).unwrap());
    let freemium = bills.iter().find(|curve| sheet.plans[curve.plan].id == "freemium").unwrap();
    let stretches = crossover::profit_stretches(freemium, &cost);
    let by_hand = &case["crossovers"]["compute_alone"]["freemium_breaks_even"]["hours"];
    assert_eq!(stretches.len(), 2);
    assert!(stretches[0].order.is_lt() && stretches[1].order.is_gt());
    assert_exact(Some(stretches[1].from), by_hand.as_f64().unwrap(), "hours");
}

#[test]
fn without_tiers_nobody_subscribes_and_it_is_said_why() {
    let pricing = Pricing { tiers: Vec::new(), ..Pricing::sample() };
    let (sheet, values) = evaluated(&pricing);
    let because = |line: &str| {
        cause(&sheet.model, &values, sheet.model.line(line).unwrap(), 0).map(|cause| cause.because())
    };
    assert_eq!(because("subscription_bill").unwrap(), "there is no tier to subscribe to");
    assert_eq!(because("mix_bill").unwrap(), "there is no tier to subscribe to");
    assert_eq!(values.cells("choice_plan"), [Some(3.0), Some(1.0), Some(4.0)]);
    assert_eq!(values.cell("mix_bill", 2), Some(279_400.0));
    assert_eq!(crossover::bills(&sheet, &values, &Profile::default()).len(), 3);
}

#[test]
fn without_segments_there_is_nothing_to_divide_by_and_it_is_said() {
    let pricing = Pricing { segments: Vec::new(), ..Pricing::sample() };
    let (sheet, values) = evaluated(&pricing);
    assert_eq!(values.total("usage_revenue"), Some(0.0));
    let line = |id: &str| sheet.model.line(id).unwrap();
    let arpu = cause(&sheet.model, &values, line("usage_arpu"), 0).unwrap();
    assert!(arpu.because().ends_with("there is no customer"), "{}", arpu.because());
    let share = cause(&sheet.model, &values, line("usage_largest_share"), 0).unwrap();
    assert_eq!(share.because(), "there are no segments");
    let margin = total_cause(&sheet.model, &values, line("usage_margin")).unwrap();
    assert!(margin.because().ends_with("nothing is earned"), "{}", margin.because());
    assert_eq!(crossover::bills(&sheet, &values, &Profile::default()).len(), 4);
}
