//! What the view says, and what its edits do.

use crate::evaluated;
use crate::scenarios::{allowed_pricing, is_allowed};
use megahour::model::Catalogue;
use megahour::model::currency::Currency;
use megahour::model::headline::Word;
use megahour::model::insights::Kind;
use megahour::model::pricing::edit::{Direction, Refusal};
use megahour::model::pricing::published::{Stands, published};
use megahour::model::pricing::repair::{MAX_NAME, MAX_SEGMENTS, MAX_TIERS};
use megahour::model::pricing::says::{PriceRange, headline, price_range, recommended, said};
use megahour::model::pricing::{Pricing, Segment, Tier, demand, subscription};
use proptest::prelude::*;

fn text(words: &[Word]) -> String {
    let word = |word: &Word| match word {
        Word::Text(text) => text.clone(),
        Word::Number(value, _) => format!("<{value:.2}>"),
    };
    words.iter().map(word).collect()
}

/// The benchmark, which is known in dollars alone.
fn in_dollars() -> PriceRange {
    price_range(&Catalogue::new().unwrap())
}

fn rules(pricing: &Pricing) -> Vec<&'static str> {
    let (sheet, values) = evaluated(pricing);
    said(&sheet, pricing, &values, in_dollars()).into_iter().map(|said| said.rule).collect()
}

fn sentence(pricing: &Pricing) -> String {
    let (sheet, values) = evaluated(pricing);
    text(&headline(&sheet, pricing, &values, in_dollars()))
}

/// By the cases worked out by hand: the contract earns more, but asks builders
/// for 150,000 / 2,500 = $60 an hour.
#[test]
fn the_sample_is_charged_best_by_freemium() {
    let sample = Pricing::sample();
    let (sheet, values) = evaluated(&sample);
    let found =
        recommended(&sheet, &sample, &values, in_dollars()).map(|(plan, profit)| (plan.id, profit.round()));
    assert_eq!(found, Some(("freemium", 2_612_016.0)));
    assert_eq!(
        sentence(&sample),
        "Charge by freemium with pay-as-you-go: <2612016.00> gross profit, the most without asking any \
         segment for more than <5.00> an hour; if customers choose among all models, <1020089.60> is left."
    );
}

/// Without the benchmark the contract earns the most, whatever it asks an hour.
#[test]
fn in_another_currency_nothing_is_measured_by_dollars() {
    let sample = Pricing::sample();
    let (sheet, values) = evaluated(&sample);
    let euros = Catalogue::new().unwrap().in_currency(Currency::of("EUR").unwrap());
    assert_eq!(price_range(&euros), None);
    let words = text(&headline(&sheet, &sample, &values, None));
    assert!(words.starts_with("Charge by enterprise contract: "), "{words}");
    assert!(words.contains(" gross profit, the most of all"), "{words}");
    let all = said(&sheet, &sample, &values, None);
    assert!(all.iter().all(|said| !said.rule.ends_with("_benchmark")));
    assert!(all.iter().all(|said| !text(&said.words).contains("<5.00>")));
}

#[test]
fn the_sentence_holds_where_there_is_no_demand_or_no_profit() {
    let nobody = Pricing { segments: Vec::new(), ..Pricing::sample() };
    assert_eq!(sentence(&nobody), "There is no segment, so there is no demand to charge for.");
    let mut idle = Pricing::sample();
    idle.segments.iter_mut().for_each(|segment| segment.hours = 0.0);
    assert_eq!(sentence(&idle), "There is no segment with hours, so there is no demand to charge for.");
    let mut dear = Pricing::sample();
    dear.tiers.clear();
    for (term, price) in [("usage_hour_price", 6.0), ("freemium_hour_price", 9.0)] {
        dear.terms.insert(term.to_owned(), price);
    }
    assert_eq!(
        sentence(&dear),
        "Every pricing model asks some segment for more than <5.00> an hour: lower a fee or a price."
    );
    let mut cheap = Pricing::sample();
    cheap.tiers.clear();
    for (term, price) in
        [("usage_hour_price", 0.5), ("freemium_hour_price", 0.1), ("freemium_call_price", 0.0)]
    {
        cheap.terms.insert(term.to_owned(), price);
    }
    // 1,000,000 h at 0.50 and 720,000 GB-months' price less 929,600 of cost.
    assert!(sentence(&cheap).starts_with("Charge by usage-based: it loses least, <230880.00> a year"));
}

#[test]
fn the_sample_is_concentrated_and_its_best_model_not_the_customers() {
    let sample = Pricing::sample();
    let all = [
        "price_within_benchmark",
        "revenue_is_concentrated",
        "best_model_is_not_the_customers",
        "mix_could_earn_more",
    ];
    assert_eq!(rules(&sample), all);
}

/// 800 h a year: 200 beyond the free 600 at $2.40 are $480, and cost $640.
#[test]
fn freemium_users_who_cost_more_than_they_pay_are_told() {
    let mut pricing = Pricing::sample();
    assert!(!rules(&pricing).contains(&"free_users_cost_more"));
    let builders = &mut pricing.segments[0];
    (builders.hours, builders.stored, builders.calls) = (800.0, 0.0, 0.0);
    let (sheet, values) = evaluated(&pricing);
    let all = said(&sheet, &pricing, &values, in_dollars());
    let told = all.iter().find(|said| said.rule == "free_users_cost_more").unwrap();
    assert_eq!((told.kind, told.cell), (Kind::Risk, Some(0)));
    assert_eq!(
        text(&told.words),
        "On freemium, a customer of Builders pays <480.00> a year and costs <640.00>."
    );
}

#[test]
fn a_price_below_the_benchmark_and_storage_at_a_loss_are_told() {
    let mut pricing = Pricing::sample();
    for segment in &mut pricing.segments {
        segment.mix = [("usage".to_owned(), 1.0)].into_iter().collect();
    }
    pricing.terms.insert("usage_hour_price".to_owned(), 0.99);
    pricing.terms.insert("storage_cost".to_owned(), 0.03);
    let rules = rules(&pricing);
    assert!(rules.contains(&"price_below_benchmark") && rules.contains(&"storage_loses"), "{rules:?}");
}

/// 1,000,000 h sold at $0.50 and bought at $0.80.
#[test]
fn a_mix_that_loses_money_is_told() {
    let mut pricing = Pricing::sample();
    for segment in &mut pricing.segments {
        (segment.stored, segment.calls) = (0.0, 0.0);
        segment.mix = [("usage".to_owned(), 1.0)].into_iter().collect();
    }
    assert!(!rules(&pricing).contains(&"mix_loses"));
    pricing.terms.insert("usage_hour_price".to_owned(), 0.5);
    let (sheet, values) = evaluated(&pricing);
    let all = said(&sheet, &pricing, &values, in_dollars());
    let told = all.iter().find(|said| said.rule == "mix_loses").unwrap();
    assert_eq!((told.kind, told.line.as_str()), (Kind::Risk, "mix_profit"));
    assert_eq!(
        text(&told.words),
        "The mix loses <300000.00> a year: it earns <500000.00>, and what it sells costs <800000.00>."
    );
}

#[test]
fn figures_are_held_against_the_published_ones() {
    let mut pricing = Pricing::sample();
    let stands = |pricing: &Pricing| published().map(|model| model.stands(pricing));
    assert_eq!(stands(&pricing), [Stands::Within; 4]);
    pricing.terms.insert("usage_hour_price".to_owned(), 5.01);
    pricing.terms.insert("freemium_call_price".to_owned(), 0.019);
    pricing.terms.insert("enterprise_commitment".to_owned(), 5e6);
    (pricing.tiers[0].fee, pricing.tiers[2].fee) = (499.0, 5_001.0);
    assert_eq!(stands(&pricing), [Stands::Above, Stands::Around, Stands::Below, Stands::Within]);
    pricing.tiers[2].fee = 5_000.0;
    assert_eq!(stands(&pricing)[1], Stands::PartlyBelow);
    (pricing.tiers[0].fee, pricing.tiers[2].fee) = (500.0, 5_001.0);
    assert_eq!(stands(&pricing)[1], Stands::PartlyAbove);
    pricing.tiers.iter_mut().for_each(|tier| tier.fee = 499.0);
    assert_eq!(stands(&pricing)[1], Stands::Below);
    pricing.tiers.clear();
    assert_eq!(stands(&pricing)[1], Stands::Nowhere);
}

#[test]
fn rows_are_added_up_to_the_bound_and_change_no_bill() {
    let mut pricing = Pricing::sample();
    let revenue = |pricing: &Pricing| {
        let (_, values) = evaluated(pricing);
        ["usage", "subscription", "mix"].map(|id| values.total(&format!("{id}_revenue")))
    };
    let before = revenue(&pricing);
    let more = pricing.with_row::<Segment>().unwrap().with_row::<Tier>().unwrap();
    assert_eq!((revenue(&more), more.segments[3].name.as_str()), (before, "Segment 1"));
    while let Ok(next) = pricing.with_row::<Segment>() {
        pricing = next;
    }
    while let Ok(next) = pricing.with_row::<Tier>() {
        pricing = next;
    }
    assert_eq!((pricing.segments.len(), pricing.tiers.len()), (MAX_SEGMENTS, MAX_TIERS));
    assert_eq!(pricing.with_row::<Tier>(), Err(Refusal::Full(MAX_TIERS, "tier")));
    assert!(is_allowed(&pricing));
}

#[test]
fn rows_move_within_their_list_and_names_have_a_length() {
    let sample = Pricing::sample();
    let names = |pricing: &Pricing| pricing.segments.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
    let moved = sample.with_row_moved::<Segment>("builders", Direction::Down).unwrap();
    assert_eq!(names(&moved), ["Scale-ups", "Builders", "Enterprises"]);
    assert_eq!(sample.with_row_moved::<Segment>("builders", Direction::Up), Ok(sample.clone()));
    assert_eq!(sample.with_name::<Segment>("builders", " \u{7} "), Err(Refusal::NoName));
    let long = "x".repeat(MAX_NAME + 3);
    assert_eq!(sample.with_name::<Segment>("builders", &long), Err(Refusal::TooLong(3)));
    assert_eq!(sample.with_name::<Tier>("gone", "x"), Err(Refusal::NotThere));
    assert_eq!(sample.without_row::<Tier>("gone"), Err(Refusal::NotThere));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_scenario_has_a_sentence_and_no_figure_in_it_is_undefined(pricing in allowed_pricing()) {
        let (sheet, values) = evaluated(&pricing);
        let mut words = headline(&sheet, &pricing, &values, in_dollars());
        words.extend(said(&sheet, &pricing, &values, in_dollars()).into_iter().flat_map(|said| said.words));
        prop_assert!(!words.is_empty());
        for word in words {
            if let Word::Number(value, _) = word {
                prop_assert!(value.is_finite());
            }
        }
    }

    #[test]
    fn no_edit_leaves_the_bounds(pricing in allowed_pricing(), steps in prop::collection::vec((0..8usize, 0..6usize), 0..20)) {
        let mut now = pricing;
        for (step, at) in steps {
            let key = now.segments.get(at).map(|segment| segment.key.clone()).unwrap_or_default();
            let tier = now.tiers.get(at).map(|tier| tier.key.clone()).unwrap_or_default();
            let next = match step {
                0 => now.with_row::<Segment>(),
                1 => now.with_row::<Tier>(),
                2 => now.without_row::<Segment>(&key),
                3 => now.with_row_moved::<Tier>(&tier, Direction::Up),
                4 => now.with_name::<Segment>(&key, &"ß".repeat(at * 30)),
                5 => now.with_number::<Segment>(&key, &demand::fields()[at % 4], 1e9),
                6 => now.with_number::<Tier>(&tier, &subscription::fields()[at % 4], 0.0),
                _ => now.with_share(&key, "enterprise", 1.0),
            };
            now = next.unwrap_or(now);
            prop_assert!(is_allowed(&now));
        }
    }
}
