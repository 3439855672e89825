//! Whether what a row is in can be what a line is in.

use super::cell::{Cell, Printed};
use super::measure::{Measure, Ratio};
use super::signs::plain_name;
use super::statement::{Column, Row, Table};
use crate::engine::unit::{Form, Unit};

/// How a row's unit goes with a line's.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fit {
    /// It is the same, or says nothing else; with a factor that is certain, such
    /// as 0.001 for gigabytes in terabytes.
    Same(f64),
    /// It is for a shorter span: the factor that makes it a year's.
    Shorter(f64, &'static str),
    /// It is another quantity; in words.
    Other(String),
}

/// What a row is in: by its own words, by those of its cells, by the table's.
pub(super) fn measure_of(table: &Table, row: &Row) -> Measure {
    // A total or a growth rate beside the years says nothing about them.
    let is_timed = table.columns.iter().any(|column| column.period.is_some());
    let is_value = |column: &Column| if is_timed { column.period.is_some() } else { !column.is_total };
    let cells = table.columns.iter().zip(&row.cells).filter(|(column, _)| is_value(column));
    let cells = cells.filter_map(|(_, cell)| match &cell.cell {
        Cell::Number(number) => Some(&number.measure),
        _ => None,
    });
    let of_cells = cells.fold(Measure::default(), |found, of| found.or(of));
    let own = row.measure.or(&of_cells);
    let by_columns = table
        .columns
        .iter()
        .filter(|column| is_value(column))
        .fold(Measure::default(), |found, column| found.or(&column.measure));
    let own = own.or(&by_columns);
    if own.symbol().is_some() {
        return own;
    }
    // A currency over the whole table says nothing against a row of hours.
    let currency = None;
    let rest = Measure { currency, ..table.measure.clone() };
    own.or(&rest)
}

/// Whether a cell's own unit, where it names one, is its row's.
pub(super) fn is_in(cell: &Measure, row: &Measure) -> bool {
    (cell.of.is_empty() || cell.of == row.of) && (cell.per.is_empty() || cell.per == row.per)
}

/// How a row's unit goes with that of a line.
pub(super) fn fit(of: &Measure, row: &Row, unit: &Unit) -> Fit {
    let refused = || {
        let own = of.symbol().unwrap_or_default();
        let own = match &of.currency {
            Some(code) => own.replacen('$', code, 1),
            None => own,
        };
        Fit::Other(format!("it is in {own}, and the line is in {}", named(unit)))
    };
    let is_ratio = matches!(of.ratio, Some(Ratio::Percent | Ratio::BasisPoints | Ratio::Share));
    let is_money = of.currency.is_some();
    let (above, below) = names(unit);
    match unit.form() {
        Form::Percent | Form::Multiple if is_money || !of.of.is_empty() => return refused(),
        Form::Percent => return if of.ratio == Some(Ratio::Multiple) { refused() } else { Fit::Same(1.0) },
        Form::Multiple => return if is_ratio { refused() } else { Fit::Same(1.0) },
        _ if of.ratio.is_some() => return refused(),
        Form::Money if !is_money && !of.of.is_empty() => return refused(),
        Form::Plain if is_money => return refused(),
        Form::Money | Form::Plain => {}
    }
    let factor = match (of.of.as_slice(), unit.form()) {
        ([], _) | (_, Form::Money) => 1.0,
        ([own], _) => match above.first().and_then(|wanted| factor(own, wanted)) {
            Some(factor) => factor,
            None => return refused(),
        },
        _ => return refused(),
    };
    let span = of.per.iter().find_map(|per| shorter(per)).or_else(|| span_in_name(row));
    let has_other = of.per.iter().any(|per| shorter(per).is_none() && !below.contains(per));
    let is_hourly = below.contains(&"h".to_owned());
    match span {
        _ if has_other => refused(),
        Some((times, word)) if below.contains(&"yr".to_owned()) => Fit::Shorter(times * factor, word),
        Some(_) if is_hourly || of.per.iter().any(|per| shorter(per).is_some()) => refused(),
        _ => Fit::Same(factor),
    }
}

/// What a unit is called where a person reads it.
fn named(unit: &Unit) -> String {
    if unit.symbol().is_empty() { "plain numbers".to_owned() } else { unit.symbol().to_owned() }
}

/// The quantities of a unit: those above the line, and those below.
fn names(unit: &Unit) -> (Vec<String>, Vec<String>) {
    let with = |is_above: bool| {
        let factors =
            unit.dimension().factors().filter(|(name, power)| *name != "$" && (*power > 0) == is_above);
        factors.map(|(name, _)| name.to_owned()).collect()
    };
    (with(true), with(false))
}

/// How many of one quantity another is, where both are of a kind.
fn factor(own: &str, wanted: &str) -> Option<f64> {
    Some(match (own, wanted) {
        _ if own == wanted => 1.0,
        ("GB", "TB") => 1e-3,
        ("PB", "TB") => 1e3,
        ("month", "yr") => 1.0,
        _ => return None,
    })
}

/// A span that is shorter than a year: how many of it a year has, and its name.
fn shorter(per: &str) -> Option<(f64, &'static str)> {
    match per {
        "month" => Some((12.0, "month")),
        "quarter" => Some((4.0, "quarter")),
        "day" => Some((365.0, "day")),
        _ => None,
    }
}

/// The span that a row's name says its amounts are for.
fn span_in_name(row: &Row) -> Option<(f64, &'static str)> {
    let plain = plain_name(&row.label);
    let mut words = plain.split(' ');
    words
        .find_map(|word| match word {
            "monthly" | "mo" | "mrr" | "monatlich" | "monat" => shorter("month"),
            "quarterly" => shorter("quarter"),
            "daily" => shorter("day"),
            _ => None,
        })
        .or_else(|| plain.contains("per month").then_some((12.0, "month")))
}

/// The currencies that a row's cells or words name, other than a scenario's own.
pub(super) fn foreign_currency(
    of: &Measure,
    table: &Table,
    row: &Row,
    code: &str,
    sign: &str,
) -> Option<String> {
    let is_own = |name: &str| name == code || (name.len() <= 2 && sign.ends_with(name));
    let cells = row.cells.iter().filter_map(|cell| match &cell.cell {
        Cell::Number(Printed { measure, .. }) => measure.currency.clone(),
        _ => None,
    });
    let all = of.currency.clone().into_iter().chain(table.measure.currency.clone()).chain(cells);
    all.into_iter().find(|name| !is_own(name))
}
