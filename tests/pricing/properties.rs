//! What holds for every pricing scenario.

use crate::scenarios::{allowed_pricing, any_pricing, is_allowed};
use crate::sheet;
use megahour::engine::cause::{cause, total_cause};
use megahour::engine::program::machine::{BLOCK, Machine};
use megahour::engine::roll_up::RollUp;
use megahour::engine::values::Values;
use megahour::model::pricing::crossover::{self, Profile};
use megahour::model::pricing::repair::{bounded, remarks};
use megahour::model::pricing::{ModelYear, Pricing, Sheet};
use megahour::store::findings::Findings;
use megahour::store::pricing_json::{read, write};
use proptest::prelude::*;

fn evaluated(pricing: &Pricing) -> (Sheet, Values) {
    let sheet = sheet(pricing);
    let values = sheet.evaluate(pricing, &ModelYear::SAMPLE);
    (sheet, values)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// The bills of every plan and tier, the choice and the mix, in every segment.
fn all_bills(values: &Values) -> Vec<f64> {
    let lines = ["usage", "subscription", "freemium", "enterprise", "choice", "mix"];
    let bills = lines.iter().flat_map(|id| values.cells(&format!("{id}_bill")));
    bills.chain(values.cells("tier_bill")).flatten().collect()
}

/// Pricing written and read back; the shipped one is not written.
fn reread(pricing: &Pricing, found: &mut Findings) -> Pricing {
    write(pricing).map_or_else(Pricing::sample, |json| read(&json, found))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_blended_revenue_is_the_sum_of_the_bills(pricing in allowed_pricing()) {
        let (sheet, values) = evaluated(&pricing);
        for (position, segment) in pricing.segments.iter().enumerate() {
            let shares: f64 = segment.mix.values().sum();
            let bills: Option<f64> = sheet.plans.iter().filter_map(|plan| {
                let share = segment.mix.get(plan.id).copied().filter(|share| *share > 0.0)?;
                Some(values.cell(&plan.line("bill"), position).map(|bill| bill * share))
            }).sum();
            let revenue = values.cell("mix_revenue", position);
            match bills.filter(|_| shares > 0.0) {
                Some(bills) => prop_assert!(close(revenue.unwrap(), segment.customers * bills / shares)),
                None => prop_assert_eq!(revenue, None),
            }
        }
        for id in ["usage", "freemium", "enterprise", "choice"] {
            let revenue: f64 = pricing.segments.iter().enumerate().map(|(position, segment)| {
                segment.customers * values.cell(&format!("{id}_bill"), position).unwrap()
            }).sum();
            let total = |what: &str| values.total(&format!("{id}_{what}")).unwrap();
            prop_assert!(close(total("revenue"), revenue));
            prop_assert!(close(total("revenue"), total("compute_revenue") + total("storage_revenue")));
        }
    }

    #[test]
    fn a_bill_never_falls_when_usage_rises(pricing in allowed_pricing(), factor in 1.0..3.0f64, which in 0..3usize) {
        let (sheet, values) = evaluated(&pricing);
        let mut more = pricing;
        for segment in &mut more.segments {
            let quantity = [&mut segment.hours, &mut segment.stored, &mut segment.calls];
            for (position, quantity) in quantity.into_iter().enumerate() {
                if position == which {
                    *quantity *= factor;
                }
            }
        }
        let (before, after) = (all_bills(&values), all_bills(&sheet.evaluate(&more, &ModelYear::SAMPLE)));
        prop_assert_eq!(before.len(), after.len());
        for (before, after) in before.into_iter().zip(after) {
            prop_assert!(after >= before * (1.0 - 1e-12), "{} fell to {}", before, after);
        }
    }

    #[test]
    fn the_choice_is_the_cheapest_and_no_plan_is_cheaper(pricing in allowed_pricing()) {
        let (sheet, values) = evaluated(&pricing);
        for position in 0..pricing.segments.len() {
            let bill = |plan: &str| values.cell(&format!("{plan}_bill"), position);
            let chosen = sheet.numbered(values.cell("choice_plan", position)).unwrap();
            prop_assert_eq!(bill(chosen.id), bill("choice"));
            let highest = sheet.numbered(values.cell("vendor_plan", position)).unwrap();
            for plan in sheet.plans.iter().filter(|plan| plan.withheld.is_none()) {
                prop_assert!(bill(plan.id) >= bill("choice") && bill(plan.id) <= bill(highest.id));
            }
        }
    }

    #[test]
    fn an_allowed_scenario_is_a_checked_model_and_what_is_undefined_has_a_cause(pricing in allowed_pricing()) {
        prop_assert!(is_allowed(&pricing));
        let (sheet, values) = evaluated(&pricing);
        for line in sheet.model.lines() {
            prop_assert!(!line.label.is_empty() && !line.short.is_empty());
            prop_assert!(!line.help.is_empty() && !line.source.is_empty(), "{}", line.id);
            for cell in 0..sheet.model.cell_count(line) {
                let cause = cause(&sheet.model, &values, line, cell);
                prop_assert_eq!(cause.is_some(), values.cell(&line.id, cell).is_none(), "{}", line.id);
                prop_assert!(cause.is_none_or(|cause| !cause.because().is_empty()));
            }
            let cause = total_cause(&sheet.model, &values, line);
            let undefined = line.roll_up != RollUp::NONE && values.total(&line.id).is_none();
            prop_assert_eq!(cause.is_some(), undefined, "total of {}", line.id);
        }
    }

    /// The curve is read from the formula, the bill is evaluated by the machine.
    #[test]
    fn a_bills_curve_is_the_bill_of_a_customer_with_those_hours(
        mut pricing in allowed_pricing(),
        hours in prop_oneof![Just(0.0), 0.0..1e6f64],
        stored_per_hour in prop_oneof![Just(0.0), 0.0..10.0f64],
        calls_per_hour in prop_oneof![Just(0.0), 0.0..100.0f64],
    ) {
        let (sheet, values) = evaluated(&pricing);
        let bills = crossover::bills(&sheet, &values, &Profile { stored_per_hour, calls_per_hour });
        prop_assert_eq!(bills.len(), if pricing.tiers.is_empty() { 3 } else { 4 });
        for segment in &mut pricing.segments {
            segment.hours = hours;
            segment.stored = hours * stored_per_hour;
            segment.calls = hours * calls_per_hour;
        }
        let there = sheet.evaluate(&pricing, &ModelYear::SAMPLE);
        for curve in bills {
            let bill = there.cell(&sheet.plans[curve.plan].line("bill"), 0);
            if let Some(bill) = bill {
                let curve = curve.bill.at(hours);
                // What is left of an allowance that is nearly used up has lost digits.
                prop_assert!((curve - bill).abs() <= 1e-6 * bill.abs().max(1.0), "{} is not {}", curve, bill);
            }
        }
    }

    #[test]
    fn crossovers_are_where_the_two_bills_are_equal(pricing in allowed_pricing()) {
        let (sheet, values) = evaluated(&pricing);
        let profile = Profile::average(&pricing).unwrap_or_default();
        let bills = crossover::bills(&sheet, &values, &profile);
        let bill = |plan: usize, hours: f64| bills.iter().find(|curve| curve.plan == plan).unwrap().bill.at(hours);
        // The last digits of the hours, times what an hour costs, cannot be told.
        let steepest = bills.iter().flat_map(|curve| curve.bill.pieces()).map(|piece| piece.slope).fold(0.0, f64::max);
        for at in crossover::break_evens(&bills) {
            let (first, second) = (bill(at.plans.0, at.hours), bill(at.plans.1, at.hours));
            let apart = 1e-9 * first.max(second) + 1e-12 * at.hours * steepest;
            prop_assert!((first - second).abs() <= apart, "{:?}: {} and {}", at, first, second);
        }
        for leads in [crossover::cheapest(&bills), crossover::worth_most(&bills)] {
            prop_assert_eq!(leads[0].from, 0.0);
            prop_assert!(leads.windows(2).all(|pair| pair[0].from < pair[1].from && pair[0].plan != pair[1].plan));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_scenario_is_bounded_once_and_for_all(pricing in any_pricing()) {
        // Building what is not allowed is an error or a model, and never a panic.
        let unbounded = Sheet::new(&pricing);
        if let Ok(sheet) = unbounded {
            sheet.evaluate(&pricing, &ModelYear::SAMPLE);
        }
        remarks(&pricing);
        let (mended, said) = bounded(&pricing);
        prop_assert_eq!(said.is_empty(), mended == pricing);
        prop_assert!(said.iter().all(|sentence| sentence.ends_with('.')));
        prop_assert!(is_allowed(&mended));
        prop_assert!(Sheet::new(&mended).is_ok());
        let mut found = Findings::default();
        prop_assert_eq!(reread(&mended, &mut found), mended);
        prop_assert_eq!(found, Findings::default());
        prop_assert!(is_allowed(&reread(&pricing, &mut Findings::default())));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_block_agrees_with_one_by_one(pricing in allowed_pricing(), factors in prop::collection::vec(0.1..2.0f64, BLOCK)) {
        let sheet = sheet(&pricing);
        let program = sheet.model.program();
        let mut block = Machine::<BLOCK>::new(program);
        let scaled = |factor: &f64| -> Vec<f64> {
            sheet.inputs(&pricing, &ModelYear::SAMPLE).iter().map(|value| value * factor).collect()
        };
        for (lane, factor) in factors.iter().enumerate() {
            for (input, value) in scaled(factor).into_iter().enumerate() {
                block.input(input).unwrap()[lane] = value;
            }
        }
        block.run(program);
        for (lane, factor) in factors.iter().enumerate() {
            let alone = Values::evaluate(&sheet.model, &scaled(factor));
            for (position, line) in sheet.model.lines().iter().enumerate() {
                for (cell, value) in alone.cells(&line.id).into_iter().enumerate() {
                    let found = block.column(program.register(position, cell).unwrap()).unwrap()[lane];
                    prop_assert_eq!(value.map(f64::to_bits), found.is_finite().then_some(found.to_bits()));
                }
            }
        }
    }
}
