//! The published model: which of its figures Megahour reproduces, and where it
//! contradicts itself.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use megahour::engine::values::Values;
use megahour::model::Catalogue;
use megahour::model::benchmarks::Target;
use megahour::model::headline::{Word, headline};
use megahour::model::modules::core::benchmarks::benchmark;
use megahour::model::published::contradictions;
use megahour::store::document::{Document, Entry};
use serde_json::Value;

/// How far a figure may be from the published one, relative to it.
const EXACT: f64 = 1e-12;

fn published() -> Value {
    serde_json::from_str(include_str!("cases/published.json")).unwrap()
}

fn catalogue() -> Catalogue {
    Catalogue::new().unwrap()
}

fn evaluated(catalogue: &Catalogue, document: &Document) -> Values {
    Values::evaluate(&catalogue.model, &document.inputs(catalogue))
}

fn sample() -> Values {
    let catalogue = catalogue();
    evaluated(&catalogue, &Document::sample())
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn defined(values: &Values, line: &str) -> Vec<f64> {
    values.cells(line).into_iter().map(Option::unwrap).collect()
}

#[track_caller]
fn assert_exact(found: f64, expected: f64, what: &str) {
    assert!((found - expected).abs() <= EXACT * expected.abs(), "{what}: {found}, published {expected}");
}

fn to_two_decimals(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[test]
fn eight_published_rows_come_out_exactly() {
    let (case, sample) = (published(), sample());
    let rows = case["exact_rows"].as_array().unwrap();
    assert_eq!(rows.len(), 8);
    for row in rows {
        let (line, scale) = (row["line"].as_str().unwrap(), row["scale"].as_f64().unwrap());
        let computed = defined(&sample, line);
        let expected = numbers(&row["values"]);
        assert_eq!(computed.len(), expected.len(), "{line}");
        for (year, (found, expected)) in computed.iter().zip(expected).enumerate() {
            assert_exact(*found, expected * scale, &format!("{line}, year {}", year + 1));
        }
    }
}

#[test]
fn published_unit_economics_are_the_first_year() {
    let (case, sample) = (published(), sample());
    for (line, expected) in case["unit_economics"].as_object().unwrap() {
        assert_exact(sample.cell(line, 0).unwrap(), expected.as_f64().unwrap(), line);
    }
}

#[test]
fn the_published_payback_row_does_not_follow_from_its_formula() {
    let row = &published()["contradicting_row"];
    let computed = defined(&sample(), row["line"].as_str().unwrap());
    let rounded: Vec<f64> = computed.iter().map(|months| to_two_decimals(*months)).collect();
    assert_eq!(rounded, numbers(&row["by_its_formula"]));
    let differs: Vec<bool> = rounded
        .iter()
        .zip(numbers(&row["published"]))
        .map(|(found, published)| *found != published)
        .collect();
    assert_eq!(differs, [false, true, true, true, true]);
}

#[test]
fn no_arpu_gives_both_the_published_payback_and_the_published_cltv() {
    let case = published();
    let row = &case["contradicting_row"];
    let cac = defined(&sample(), "cac");
    let arpu_for_cltv = numbers(&case["arpu_from_published_cltv"]);
    for (year, months) in numbers(&row["published"]).into_iter().enumerate() {
        let needed = cac[year] * 12.0 / months;
        assert_eq!(needed.round(), numbers(&row["arpu_it_would_need"])[year]);
        assert_eq!((needed - arpu_for_cltv[year]).abs() < 1.0, year == 0, "year {}", year + 1);
    }
}

#[test]
fn the_contradiction_that_the_app_tells_is_the_published_row() {
    let row = &published()["contradicting_row"];
    let told = contradictions();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].line, row["line"].as_str().unwrap());
    assert_eq!(told[0].values.to_vec(), numbers(&row["published"]));
    let contradicted: Vec<bool> = defined(&sample(), told[0].line)
        .iter()
        .zip(told[0].values)
        .map(|(computed, published)| (computed - published).abs() > told[0].rounding)
        .collect();
    assert_eq!(contradicted, [false, true, true, true, true]);
}

#[test]
fn arpu_is_worked_back_from_published_cltv_at_full_precision() {
    let (case, sample) = (published(), sample());
    let (arpu, retention) = (defined(&sample, "arpu"), defined(&sample, "retention"));
    let cltv =
        &case["exact_rows"].as_array().unwrap().iter().find(|row| row["line"] == "cltv").unwrap()["values"];
    for (year, cltv) in numbers(cltv).into_iter().enumerate() {
        let derived = cltv * (1.0 - retention[year]) / retention[year];
        assert_exact(arpu[year], derived, &format!("year {}", year + 1));
        assert_eq!(to_two_decimals(arpu[year]), numbers(&case["arpu_from_published_cltv"])[year]);
    }
    assert_eq!(arpu[0], 50_000.0);
}

#[test]
fn five_year_totals_are_sums_of_the_published_rows() {
    let (case, sample) = (published(), sample());
    for line in ["compute_hours", "annual_revenue", "infrastructure_cost", "gross_profit"] {
        let rows = case["exact_rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["line"] == line).unwrap();
        let sum: f64 = numbers(&row["values"]).iter().sum();
        assert_exact(sample.total(line).unwrap(), sum * row["scale"].as_f64().unwrap(), line);
    }
}

#[test]
fn totals_of_ratios_are_ratios_of_totals() {
    let sample = sample();
    assert_exact(sample.total("gross_margin").unwrap(), 46.6 / 68.2, "gross margin");
    assert_exact(sample.total("price_per_hour").unwrap(), 68.2 / 27.0, "price");
    assert_exact(sample.total("cost_per_hour").unwrap(), 0.8, "cost");
    assert_exact(sample.total("compute_utilisation").unwrap(), 0.8, "compute utilisation");
    assert_exact(sample.total("storage_utilisation").unwrap(), 0.72, "storage utilisation");
}

#[test]
fn lines_whose_total_would_mean_nothing_have_none() {
    let sample = sample();
    for line in ["customers", "arpu", "retention", "churn", "cltv", "payback_months", "revenue_growth"] {
        assert_eq!(sample.total(line), None, "{line}");
    }
}

#[test]
fn revenue_grows_from_2_to_33_million_by_a_constant_rate_over_four_years() {
    let rate = sample().cell("revenue_cagr", 0).unwrap();
    assert_exact(2.0 * (1.0 + rate).powi(4), 33.0, "the last year's revenue");
    assert_eq!(to_two_decimals(rate * 100.0), 101.54);
}

#[test]
fn published_benchmarks_are_declared_as_published() {
    for case in published()["benchmarks"].as_array().unwrap() {
        let declared = benchmark(case["line"].as_str().unwrap()).unwrap();
        let number = |name: &str| case[name].as_f64();
        let expected = match (number("above"), declared.target) {
            // Sold as a share of what is there cannot exceed it, whatever is published.
            (Some(bound), Target::ShareAbove(_)) => Target::ShareAbove(bound),
            (Some(bound), _) => Target::Above(bound),
            (None, _) => Target::Between(number("from").unwrap(), number("to").unwrap()),
        };
        assert_eq!(declared.target, expected);
        assert_eq!(declared.date, published()["date"].as_str().unwrap());
    }
}

#[test]
fn the_samples_margin_adjusted_figures_follow_their_formulas() {
    let sample = sample();
    assert_exact(sample.cell("cltv_margin", 0).unwrap(), 600_000.0, "margin CLTV");
    assert_exact(sample.cell("ltv_to_cac", 0).unwrap(), 120.0, "LTV:CAC");
    assert_exact(sample.cell("payback_months_margin", 0).unwrap(), 2.0, "margin payback");
    assert_exact(sample.cell("customers", 0).unwrap(), 40.0, "customers");
    assert_exact(sample.cell("new_customers", 0).unwrap(), 40.0, "new customers");
    assert_exact(sample.cell("new_customers", 1).unwrap(), 76.0 - 40.0 * 0.95, "new customers, year 2");
    assert_exact(sample.cell("acquisition_spend", 0).unwrap(), 200_000.0, "acquisition spend");
    assert_exact(sample.cell("contribution", 0).unwrap(), 1_000_000.0, "contribution");
    assert_eq!(sample.cell("revenue_growth", 0), None);
    assert_exact(sample.cell("revenue_growth", 1).unwrap(), 1.1, "revenue growth");
}

/// The headline with each number as it stands in the sentence, in its unit.
fn sentence(document: &Document, year: usize) -> String {
    let catalogue = catalogue();
    let words = headline(&catalogue, &evaluated(&catalogue, document), year);
    words
        .iter()
        .map(|word| match word {
            Word::Text(text) => text.clone(),
            Word::Number(value, unit) => format!("{}{}", to_two_decimals(*value), unit.suffix(true)),
        })
        .collect()
}

fn sample_with(driver: &str, value: f64) -> Document {
    Document::sample().with_entry(driver, Entry::by_year([value; 5]))
}

#[test]
fn the_headline_of_a_profitable_year_names_profit_margin_and_payback() {
    assert_eq!(
        sentence(&Document::sample(), 0),
        "Year 1 earns 1200000/yr gross profit at 0.6% margin, and a customer pays back in 1.2 months."
    );
    assert_eq!(
        sentence(&Document::sample(), 4),
        "Year 5 earns 23400000/yr gross profit at 0.71% margin, and a customer pays back in 0.86 months."
    );
}

#[test]
fn the_headline_of_other_years_says_what_is_wrong_with_them() {
    let cases = [
        ("compute_hours", 0.0, "Year 1 sells no hours, so there is no revenue to judge."),
        ("price_per_hour", 0.0, "Year 1 gives its hours away: the price is zero."),
        ("price_per_hour", f64::NAN, "Year 1 has no gross profit: a figure behind it is undefined."),
        ("cost_per_hour", 2.0, "Year 1 earns 2000000/yr and spends all of it on infrastructure."),
        (
            "cost_per_hour",
            2.5,
            "Year 1 loses 500000/yr on infrastructure: an hour costs 2.5/h and earns 2/h.",
        ),
    ];
    for (driver, value, expected) in cases {
        assert_eq!(sentence(&sample_with(driver, value), 0), expected);
    }
}
