//! Whole files as people have them, held against what they must not do.

use super::support::{Setting, becomes, planned, taken, values};
use megahour::table::{About, Becomes, Correction, Corrections, Goes, Order, RowKind, Separator};

const INCOME: &str = include_str!("../cases/files/coreweave_income_statement.csv");
const ADTECH: &str = include_str!("../cases/files/uk_adtech_five_years.csv");
const SKUS: &str = include_str!("../cases/files/gpu_sku_prices.csv");
const PRICES: &str = include_str!("../cases/files/coreweave_gpu_prices.csv");
const MONTHS: &str = include_str!("../cases/files/ai_saas_monthly_36.csv");
const GERMAN: &str = include_str!("../cases/files/finanzplan_guv_semikolon.csv");

#[test]
fn an_income_statement_changes_nothing_and_its_rows_are_known() {
    for text in [INCOME, include_str!("../cases/files/coreweave_income_statement.tsv")] {
        let plan = planned(text);
        assert_eq!(taken(&plan), 0);
        assert_eq!(*becomes(&plan, "Revenue"), Becomes::Section);
        assert_eq!(*becomes(&plan, "Total Revenue"), Becomes::Calculated("annual_revenue".to_owned()));
        assert_eq!(*becomes(&plan, "Gross Profit"), Becomes::Calculated("gross_profit".to_owned()));
        let table = Setting::default().table(text);
        let row = table.rows.iter().position(|row| row.label == "Net Income").unwrap();
        assert_eq!(table.value(row, 1), Some(-863_448.0));
    }
}

#[test]
fn a_months_revenue_per_customer_does_not_pass_as_a_years_unasked() {
    let plan = planned(ADTECH);
    assert_eq!(taken(&plan), 0);
    let about: Vec<About> = plan.questions.iter().map(|question| question.about).collect();
    assert_eq!(about, [About::Line, About::Currency, About::Span]);
    let corrections = Corrections::default().with(Correction::Currency("GBP".to_owned()));
    let plan = Setting { corrections, ..Setting::default() }.plan(ADTECH);
    assert_eq!(values(&plan, "arpu"), [11_400.0, 15_600.0, 18_000.0, 20_400.0, 22_800.0]);
    assert_eq!(taken(&plan), 5);
    let table = Setting::default().table(ADTECH);
    let sections: Vec<&str> =
        table.rows.iter().filter(|row| row.kind == RowKind::Section).map(|row| row.label.as_str()).collect();
    assert_eq!(sections, ["Revenue", "Cost of Revenue"]);
}

#[test]
fn price_lists_change_nothing() {
    assert_eq!((taken(&planned(PRICES)), taken(&planned(SKUS))), (0, 0));
    let table = Setting::default().table(SKUS);
    assert_eq!((table.separator, table.is_turned), (Separator::Comma, false));
}

#[test]
fn months_below_one_another_are_put_together() {
    let plan = planned(MONTHS);
    assert!(plan.is_turned);
    assert_eq!(taken(&plan), 0);
    assert_eq!(*becomes(&plan, "customers"), Becomes::Calculated("customers".to_owned()));
    let whole = plan.columns.iter().filter(|column| matches!(column.goes, Goes::PartOf(..))).count();
    assert_eq!(whole, 36);
}

#[test]
fn a_german_plan_is_read_by_its_own_signs_in_any_language() {
    for is_german in [false, true] {
        let table = Setting { is_german, ..Setting::default() }.table(GERMAN);
        let value = |label: &str, column| {
            let row = table.rows.iter().position(|row| row.label == label).unwrap();
            table.value(row, column)
        };
        assert_eq!(value("Umsatzerlöse", 0), Some(285_000.0));
        assert_eq!(value("Wareneinsatz", 1), Some(-260_000.0));
        assert_eq!(value("Bruttomarge", 2), Some(0.504));
        assert_eq!(value("Steuern (0% Jahr 1-2, 30% ab Jahr 3)", 2), Some(-45_854.0));
    }
}

#[test]
fn values_without_headings_can_be_the_newest_first() {
    let corrections = Corrections::default().with(Correction::Order(Order::NewestFirst));
    let plan = Setting { corrections, ..Setting::default() }.plan("CAC\t1\t2\t3");
    assert_eq!(values(&plan, "cac"), [3.0, 2.0, 1.0]);
}
