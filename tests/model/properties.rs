//! What holds for every scenario that can be typed.

use crate::printed;
use crate::scenarios::{CATALOGUE, document, edges, evaluated, outside, ranges};
use megahour::engine::cause::{cause, total_cause};
use megahour::engine::model::{Content, Line};
use megahour::engine::print;
use megahour::engine::program::machine::{BLOCK, Machine};
use megahour::engine::roll_up::RollUp;
use megahour::engine::values::Values;
use megahour::model::timeline::DEFAULT_YEARS as YEARS;
use megahour::store::document::{Document, Entry};
use proptest::prelude::*;

/// Every calculated cell of the model.
fn calculated_cells() -> impl Iterator<Item = (&'static Line, usize)> {
    let lines = CATALOGUE.model.lines().iter();
    let calculated = lines.filter(|line| matches!(line.content, Content::Formula(_)));
    calculated.flat_map(|line| (0..CATALOGUE.model.cell_count(line)).map(move |cell| (line, cell)))
}

/// What is undefined has a cause in words, and what is defined has none.
fn every_undefined_cell_has_a_cause(values: &Values) -> Result<(), TestCaseError> {
    for (line, cell) in calculated_cells() {
        let cause = cause(&CATALOGUE.model, values, line, cell);
        prop_assert_eq!(cause.is_some(), values.cell(&line.id, cell).is_none(), "{}", line.id);
        prop_assert!(cause.is_none_or(|cause| !cause.because().is_empty() && !cause.label.is_empty()));
    }
    for line in CATALOGUE.model.lines() {
        let cause = total_cause(&CATALOGUE.model, values, line);
        let undefined = line.roll_up != RollUp::NONE && values.total(&line.id).is_none();
        prop_assert_eq!(cause.is_some(), undefined, "total of {}", line.id);
        prop_assert!(cause.is_none_or(|cause| !cause.because().is_empty()));
    }
    Ok(())
}

/// What is printed with all digits multiplies out to what is shown.
fn printed_numbers_multiply_out(values: &Values) -> Result<(), TestCaseError> {
    for (line, cell) in calculated_cells() {
        let Content::Formula(formula) = &line.content else { continue };
        let write = (&printed::in_full as print::WriteNumber<'_>, true);
        let pieces = print::cell_numbers(&CATALOGUE.model, values, line, cell, formula, write);
        multiplies_out(&print::text(&pieces), values.cell(&line.id, cell))?;
    }
    for line in CATALOGUE.model.lines() {
        let write = (&printed::in_full as print::WriteNumber<'_>, true);
        let text = print::text(&print::total_numbers(&CATALOGUE.model, values, line, write));
        if !text.is_empty() {
            multiplies_out(&text, values.total(&line.id))?;
        }
    }
    Ok(())
}

fn multiplies_out(text: &str, value: Option<f64>) -> Result<(), TestCaseError> {
    if let Some(value) = value
        && let Some(read) = printed::read(text)
    {
        prop_assert!((read - value).abs() <= 1e-9 * value.abs(), "{} = {} is not {}", text, read, value);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn gross_profit_is_revenue_less_cost(document in document()) {
        let values = evaluated(&document);
        for year in 0..YEARS {
            let of = |line: &str| values.cell(line, year);
            let (revenue, cost) = (of("annual_revenue").unwrap(), of("infrastructure_cost").unwrap());
            prop_assert_eq!(of("gross_profit"), Some(revenue - cost));
        }
    }

    #[test]
    fn shares_of_customers_and_hours_stay_what_they_are(document in document()) {
        let values = evaluated(&document);
        for year in 0..YEARS {
            let of = |line: &str| values.cell(line, year);
            prop_assert_eq!(of("churn").map(|churn| (0.0..=1.0).contains(&churn)), Some(true));
            prop_assert!(of("new_customers").is_none_or(|new| new >= 0.0));
            prop_assert!(of("gross_margin").is_none_or(|margin| margin <= 1.0));
            prop_assert!(of("payback_months_margin").is_none_or(|months| months >= 0.0));
        }
        prop_assert_eq!(values.cell("revenue_growth", 0), None);
    }

    #[test]
    fn undefined_is_told_and_numbers_multiply_out(document in document()) {
        let values = evaluated(&document);
        every_undefined_cell_has_a_cause(&values)?;
        printed_numbers_multiply_out(&values)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_block_agrees_with_one_by_one_bit_for_bit(documents in prop::collection::vec(document(), BLOCK)) {
        let program = CATALOGUE.model.program();
        let mut block = Machine::<BLOCK>::new(program);
        for (lane, document) in documents.iter().enumerate() {
            for (input, value) in document.inputs(&CATALOGUE).into_iter().enumerate() {
                block.input(input).unwrap()[lane] = value;
            }
        }
        block.run(program);
        let agrees = |register, lane: usize, alone: Option<f64>| {
            let value: f64 = block.column(register).unwrap()[lane];
            alone.map_or(value.is_nan(), |alone| alone.to_bits() == value.to_bits())
        };
        for (lane, document) in documents.iter().enumerate() {
            let alone = evaluated(document);
            for (position, line) in CATALOGUE.model.lines().iter().enumerate() {
                for cell in 0..CATALOGUE.model.cell_count(line) {
                    let register = program.register(position, cell).unwrap();
                    prop_assert!(agrees(register, lane, alone.cell(&line.id, cell)), "{}", line.id);
                }
                if let Some(register) = program.total_register(position) {
                    prop_assert!(agrees(register, lane, alone.total(&line.id)), "total of {}", line.id);
                }
            }
        }
    }
}

#[test]
fn every_driver_at_its_edges_and_just_outside_leaves_a_cause_for_what_is_undefined() {
    for (id, range) in ranges() {
        for value in edges(range).into_iter().chain(outside(range)) {
            let values = evaluated(&Document::sample().with_entry(&id, Entry::by_year([value; YEARS])));
            let checked =
                every_undefined_cell_has_a_cause(&values).and(printed_numbers_multiply_out(&values));
            assert!(checked.is_ok(), "{id} at {value}: {checked:?}");
        }
    }
}

/// What the formula of a cell says why it is undefined, in the sample with one
/// driver at one value in every year.
fn why(driver: &str, value: f64, line: &str) -> String {
    let values = evaluated(&Document::sample().with_entry(driver, Entry::by_year([value; YEARS])));
    assert_eq!(values.cell(line, 1), None);
    cause(&CATALOGUE.model, &values, CATALOGUE.model.line(line).unwrap(), 1).unwrap().because()
}

#[test]
fn what_a_zero_means_is_said() {
    let unbounded = "Churn is zero: no customer ever leaves, so a customer's lifetime is unbounded";
    assert_eq!(why("retention", 1.0, "cltv"), unbounded);
    assert_eq!(why("retention", 1.0, "ltv_to_cac"), unbounded);
    assert_eq!(why("compute_hours", 0.0, "gross_margin"), "Revenue is zero: nothing is earned");
    assert_eq!(why("cac", 0.0, "ltv_to_cac"), "CAC is zero: customers cost nothing to win");
    let never = "at a gross margin of zero or less a customer never pays back";
    assert_eq!(why("cost_per_hour", 100.0, "payback_months_margin"), never);
    let before = "Revenue of the previous year is zero: nothing is earned";
    assert_eq!(why("compute_hours", 0.0, "revenue_growth"), before);
}

#[test]
fn a_total_says_what_its_zero_means() {
    let values = evaluated(&Document::sample().with_entry("compute_hours", Entry::by_year([0.0; YEARS])));
    let because = |line: &str| {
        total_cause(&CATALOGUE.model, &values, CATALOGUE.model.line(line).unwrap()).unwrap().because()
    };
    assert!(because("gross_margin").ends_with("is zero: nothing is earned"));
    assert!(because("price_per_hour").ends_with("is zero: nothing is sold"));
}
