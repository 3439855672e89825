//! Published tables, each with what its rows say.

use super::support::Setting;
use megahour::table::{Corrections, Heading, Nature, Period, Ratio, Table};
use serde::Deserialize;
use std::path::PathBuf;

/// A table as it is described.
#[derive(Deserialize)]
struct Described {
    file: String,
    /// What each column of values is for.
    periods: Vec<String>,
    /// A power of ten that only the words around the printed table name.
    scale_beside: Option<i8>,
    /// Whether values are described as printed, without the scale over the table.
    #[serde(default)]
    values_as_printed: bool,
    rows: Vec<DescribedRow>,
}

#[derive(Deserialize)]
struct DescribedRow {
    label: String,
    name: Option<String>,
    unit: Option<String>,
    scale: Option<f64>,
    values: Vec<Option<f64>>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/tables")
}

fn described() -> Vec<Described> {
    serde_json::from_str(&std::fs::read_to_string(folder().join("rows.json")).unwrap()).unwrap()
}

fn period(heading: Option<Heading>) -> String {
    let Some(Heading { period, nature }) = heading else { return "-".to_owned() };
    let is = match period {
        Period::Year(year) => year.to_string(),
        Period::FiscalYear(year) => format!("fy{year}"),
        Period::YearNumber(number) => format!("y{number}"),
        Period::Quarter(Some(year), quarter) => format!("q{quarter} {year}"),
        Period::Month(Some(year), month) => format!("{year}-{month:02}"),
        Period::MonthNumber(number) => format!("month {number}"),
        Period::ToDate(months, Some(year)) => format!("{months}m {year}"),
        Period::Trailing => "trailing".to_owned(),
        other => format!("{other:?}"),
    };
    if nature == Some(Nature::Forecast) { format!("{is} forecast") } else { is }
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-9)
}

/// What is read otherwise than described.
fn differences(of: &Described, table: &Table) -> Vec<String> {
    let mut found = Vec::new();
    let periods: Vec<String> = table.columns.iter().map(|column| period(column.period)).collect();
    if periods != of.periods {
        found.push(format!("periods {periods:?}, not {:?}", of.periods));
    }
    if table.rows.len() != of.rows.len() {
        found.push(format!("{} rows, not {}", table.rows.len(), of.rows.len()));
    }
    for (at, (row, is)) in table.rows.iter().zip(&of.rows).enumerate() {
        if row.label != is.label || is.name.as_ref().is_some_and(|name| row.name != *name) {
            found.push(format!("{} ({}) is called {:?}", row.label, row.name, is.name));
        }
        let own = row.measure.or(&table.measure);
        let is_unit = match is.unit.as_deref() {
            None => true,
            Some("USD") => matches!(own.currency.as_deref(), Some("$" | "USD")),
            Some("fraction") => own.ratio == Some(Ratio::Percent),
            Some("count") => own.currency.is_none() && own.ratio.is_none(),
            Some("months as labelled") => own.of == ["month"],
            Some("years") => own.of == ["yr"],
            Some(_) => false,
        };
        let scale = own.scale.map_or(1.0, |scale| 10f64.powi(i32::from(scale.power)));
        if !is_unit || is.scale.is_some_and(|is| is != scale) {
            found.push(format!("{}: {own:?}, not {:?} {:?}", row.label, is.unit, is.scale));
        }
        for (column, is) in is.values.iter().enumerate() {
            let value = table.value(at, column);
            let printed = table.measure.scale.map_or(1.0, |scale| 10f64.powi(i32::from(scale.power)));
            let is_percent = row.text(column).contains('%');
            let value =
                value.map(|value| if of.values_as_printed && !is_percent { value / printed } else { value });
            let is_same = match (value, is) {
                (Some(value), Some(is)) => is_near(value, *is),
                (None, None) => true,
                _ => false,
            };
            if !is_same {
                found.push(format!("{}, {}: {value:?}, not {is:?}", row.label, row.text(column)));
            }
        }
    }
    found
}

#[test]
fn published_tables_are_read_as_they_are_described() {
    let all = described();
    assert_eq!(all.len(), 33);
    let mut wrong = Vec::new();
    for of in &all {
        let text = std::fs::read_to_string(folder().join(&of.file)).unwrap();
        let corrections = Corrections { scale: of.scale_beside, ..Corrections::default() };
        let table = Setting { corrections, ..Setting::default() }.table(&text);
        let differences = differences(of, &table);
        if !differences.is_empty() {
            wrong.push(format!("{}\n  {}", of.file, differences.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} tables\n{}", wrong.len(), all.len(), wrong.join("\n"));
}
