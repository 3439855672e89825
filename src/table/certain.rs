//! What is certain in a table decides what is not: decimal signs, shares, scales.

use super::cell::{Cell, Printed};
use super::corrections::{Corrections, RowCorrection, Shares};
use super::decimal::{DecimalSign, Notation};
use super::measure::{Measure, Ratio};
use super::split::Separator;
use super::statement::{Certainty, Row, RowKind, Table};

/// The decimal sign that numbers show, where they agree on one.
pub(super) fn decimal_of<'c>(cells: impl Iterator<Item = &'c Cell>) -> Option<DecimalSign> {
    let mut found = None;
    for cell in cells {
        let Cell::Number(Printed { notation: Notation::Certain(_, Some(sign)), .. }) = cell else { continue };
        if found.is_some_and(|before| before != *sign) {
            return None;
        }
        found = Some(*sign);
    }
    found
}

/// Decides a table's decimal sign: by what a person says, by its certain numbers,
/// by how many doubtful ones there are, by the reader's language.
pub(super) fn decide_decimal(table: &mut Table, corrections: &Corrections, own: DecimalSign) {
    let numbers = || {
        let values = table.rows.iter().filter(|row| row.kind == RowKind::Values);
        values.flat_map(|row| &row.cells).filter_map(|cell| match &cell.cell {
            Cell::Number(number) => Some(number),
            _ => None,
        })
    };
    let shows = |sign: DecimalSign| {
        numbers()
            .filter(|number| matches!(&number.notation, Notation::Certain(_, Some(found)) if *found == sign))
            .count()
    };
    // The sign that doubtful numbers have before three digits.
    let doubtful = |wanted: DecimalSign| {
        numbers()
            .filter(|number| matches!(&number.notation, Notation::Doubtful { sign, .. } if *sign == wanted))
            .count()
    };
    let (points, commas) = (shows(DecimalSign::Point), shows(DecimalSign::Comma));
    let (by_point, by_comma) = (doubtful(DecimalSign::Point), doubtful(DecimalSign::Comma));
    let (decimal, certainty) = match corrections.decimal {
        Some(sign) => (sign, Certainty::Certain),
        None if points > 0 && commas == 0 => (DecimalSign::Point, Certainty::Certain),
        None if commas > 0 && points == 0 => (DecimalSign::Comma, Certainty::Certain),
        None if points > 0 => (own, Certainty::Guessed),
        None if by_point + by_comma == 0 => (own, Certainty::Certain),
        // Between commas as separators a point is the decimal sign.
        None if table.separator == Separator::Comma && by_comma == 0 => {
            (DecimalSign::Point, Certainty::Likely)
        }
        // Fractions do not all have three digits: a sign that always stands before
        // three of them, beside whole numbers that have none, parts thousands.
        None if by_point > 0 && by_comma > 0 => (own, Certainty::Guessed),
        // Where semicolons part cells, commas are decimal signs more often than not.
        None if table.separator == Separator::Semicolon && by_comma == 0 => {
            (DecimalSign::Comma, Certainty::Guessed)
        }
        None => {
            let grouped = if by_comma > 0 { DecimalSign::Point } else { DecimalSign::Comma };
            let short =
                numbers().filter(|number| number.whole().is_some_and(|whole| (1..1000).contains(&whole)));
            let is_grouped = by_point + by_comma >= 2 && (short.count() > 0 || by_point + by_comma >= 4);
            match own == grouped {
                true if is_grouped => (grouped, Certainty::Likely),
                _ => (own, Certainty::Guessed),
            }
        }
    };
    (table.decimal, table.decimal_is) = (decimal, certainty);
}

/// How the ratios of a row are written, and how that is known.
pub(super) fn shares(row: &Row, said: &RowCorrection, is_ratio: bool) -> Option<(Shares, Certainty)> {
    if let Some(shares) = said.shares {
        return Some((shares, Certainty::Certain));
    }
    match row.measure.ratio {
        Some(Ratio::Share) => return Some((Shares::Shares, Certainty::Certain)),
        Some(Ratio::Percent) => {}
        None if is_ratio => {}
        _ => return None,
    }
    let plain = || {
        row.cells.iter().filter_map(|cell| match &cell.cell {
            Cell::Number(number) if !number.is_percent() => Some(size(number)),
            _ => None,
        })
    };
    let has_signs =
        row.cells.iter().any(|cell| matches!(&cell.cell, Cell::Number(number) if number.is_percent()));
    let (any, all_small) = (plain().next().is_some(), plain().all(|size| size <= 1.0));
    let has_fraction = plain().any(|size| size > 0.0 && size < 1.0);
    Some(match (any, all_small) {
        (false, _) => (Shares::Percent, Certainty::Certain),
        (true, false) => (Shares::Percent, if has_signs { Certainty::Likely } else { Certainty::Certain }),
        (true, true) if plain().all(|size| size == 0.0) => (Shares::Shares, Certainty::Certain),
        (true, true) if has_fraction => (Shares::Shares, Certainty::Guessed),
        (true, true) if row.measure.ratio == Some(Ratio::Percent) => (Shares::Percent, Certainty::Guessed),
        (true, true) => (Shares::Shares, Certainty::Guessed),
    })
}

/// The size of a number that is not scaled, with a doubtful separator before its
/// fraction.
fn size(number: &Printed) -> f64 {
    match &number.notation {
        Notation::Certain(decimal, _) | Notation::Doubtful { fraction: decimal, .. } => {
            decimal.value(number.exponent)
        }
        Notation::Misplaced(_) => f64::INFINITY,
    }
}

/// How the numbers of a row become values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    pub decimal: DecimalSign,
    /// The power of ten of numbers that name none themselves.
    pub power: i8,
    /// The power of ten that a person says, also of numbers whose own word for it
    /// means two things.
    pub said: Option<i8>,
    pub shares: Option<Shares>,
    pub dashes_are_zero: bool,
}

impl Table {
    /// The value of a cell as the table says it, in the units that it names:
    /// scaled, percent as shares. Nothing where it holds no number.
    pub fn value(&self, row: usize, column: usize) -> Option<f64> {
        let row = self.rows.get(row)?;
        let said = RowCorrection::default();
        self.read_cell(row, column, self.reading(row, column, &said, false)).ok().flatten()
    }

    /// How a cell is read, where a row's line is a ratio or not.
    pub(super) fn reading(&self, row: &Row, column: usize, said: &RowCorrection, is_ratio: bool) -> Reading {
        let by_table = self.decimal_is == Certainty::Guessed;
        Reading {
            decimal: row.decimal.filter(|_| by_table).unwrap_or(self.decimal),
            power: said.scale.unwrap_or_else(|| self.power(row, column)),
            said: said.scale,
            shares: shares(row, said, is_ratio).map(|(shares, _)| shares),
            dashes_are_zero: said.dashes_are_zero.unwrap_or(false),
        }
    }

    /// The power of ten of a row's numbers: by its own words, else by its column's,
    /// else by the table's where the row is not a ratio.
    fn power(&self, row: &Row, column: usize) -> i8 {
        let column = self.columns.get(column).map(|column| &column.measure);
        let own = row.measure.scale.or(column.and_then(|of| of.scale));
        let is_scaled = self.takes_the_tables_scale(row) && column.is_none_or(Measure::is_empty);
        own.or(self.measure.scale.filter(|_| is_scaled)).map_or(0, |scale| scale.power)
    }

    /// Whether a scale that stands for the whole table is meant for a row: not for
    /// ratios, times, and amounts for each of something.
    pub(super) fn takes_the_tables_scale(&self, row: &Row) -> bool {
        let of = &row.measure;
        let is_time = of.of.iter().any(|name| matches!(name.as_str(), "month" | "yr" | "day"));
        let has_percent = self.is_mostly_percent(row);
        let is_named_each = row.name.to_lowercase().contains("per share") || row.name.contains("EPS");
        // A currency over the table is not what people or hours are counted in.
        let is_counted = self.measure.currency.is_some() && !of.of.is_empty();
        of.ratio.is_none() && of.per.is_empty() && !is_time && !has_percent && !is_named_each && !is_counted
    }

    /// Whether half of a row's numbers or more have a percent sign, in the columns
    /// that are for a span of time where there are any.
    fn is_mostly_percent(&self, row: &Row) -> bool {
        let is_timed = self.columns.iter().any(|column| column.period.is_some());
        let columns =
            self.columns.iter().zip(&row.cells).filter(|(column, _)| !is_timed || column.period.is_some());
        let (mut signs, mut numbers) = (0, 0);
        for (_, cell) in columns {
            if let Cell::Number(number) = &cell.cell {
                numbers += 1;
                signs += usize::from(number.is_percent());
            }
        }
        signs > 0 && 2 * signs >= numbers
    }

    /// The value of a cell, nothing where it is blank or says that there is none.
    pub(super) fn read_cell(&self, row: &Row, column: usize, how: Reading) -> Result<Option<f64>, Unread> {
        let number = match row.cell(column) {
            Cell::Number(number) => number,
            Cell::Dash { is_zero } => return Ok((*is_zero || how.dashes_are_zero).then_some(0.0)),
            Cell::Blank | Cell::Absent => return Ok(None),
            Cell::Text => return Err(Unread::Text),
        };
        let decimal = match &number.notation {
            Notation::Certain(decimal, _) => decimal,
            Notation::Doubtful { grouped, fraction, sign } => {
                if *sign == how.decimal {
                    fraction
                } else {
                    grouped
                }
            }
            Notation::Misplaced(other) => {
                return Err(Unread::Misplaced(other.as_ref().map(|other| other.value(number.exponent))));
            }
        };
        let scale = match (number.measure.scale, how.said) {
            (Some(scale), Some(said)) if scale.other.is_some() => said,
            (Some(scale), _) => scale.power,
            (None, _) => how.power,
        };
        let power = match number.measure.ratio {
            Some(Ratio::Percent) => -2,
            Some(Ratio::BasisPoints) => -4,
            Some(_) => 0,
            None if row.measure.ratio == Some(Ratio::BasisPoints) => -4,
            None if how.shares == Some(Shares::Percent) => -2,
            None => i32::from(scale),
        };
        let value = decimal.value(power.saturating_add(number.exponent));
        let value = if number.is_negative { -value } else { value } + 0.0;
        if value.is_finite() { Ok(Some(value)) } else { Err(Unread::TooLarge) }
    }
}

/// Why a cell with something in it gives no value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Unread {
    /// It holds words.
    Text,
    /// Its separators stand where no group ends; with what may have been meant.
    Misplaced(Option<f64>),
    /// No number in the app is as large.
    TooLarge,
}
