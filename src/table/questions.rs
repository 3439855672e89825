//! The questions about a row, each with what every reading would give.

use super::cell::Cell;
use super::context::Context;
use super::corrections::{Correction, RowIs, Shares};
use super::decimal::{DecimalSign, Notation};
use super::matching::Candidate;
use super::planned::{Becomes, PlannedRow};
use super::question::{About, Choice, Question};
use super::scale::Scale;
use super::statement::{Certainty, Row};
use super::timeline::Goes;
use crate::engine::model::{Line, Model};
use crate::engine::unit::Form;

fn of_row(about: About, row: &Row, asks: String, choices: Vec<Choice>, assumed: Option<usize>) -> Question {
    Question { about, rows: vec![row.number], columns: Vec::new(), asks, choices, assumed }
}

/// The first values of a row that go to a year, read in one way.
fn values(context: &Context<'_>, row: &Row, correction: Correction) -> Vec<f64> {
    let corrected = context.corrections.with(correction);
    let said = corrected.row(&row.key);
    let is_ratio = said.shares.is_some();
    let mut table;
    let table = match corrections_decimal(&corrected, context) {
        Some(decimal) => {
            table = context.table.clone();
            (table.decimal, table.decimal_is) = (decimal, Certainty::Certain);
            &table
        }
        None => context.table,
    };
    let going =
        context.timeline.goes.iter().enumerate().filter(|(_, goes)| !matches!(goes, Goes::Nowhere(_)));
    let read =
        going.filter_map(|(at, _)| table.read_cell(row, at, table.reading(row, at, &said, is_ratio)).ok()?);
    read.take(5).collect()
}

fn corrections_decimal(
    corrected: &super::corrections::Corrections,
    context: &Context<'_>,
) -> Option<DecimalSign> {
    corrected.decimal.filter(|_| corrected.decimal != context.corrections.decimal)
}

pub(super) fn line(model: &Model, row: &Row, candidates: &[Candidate], why: Option<&str>) -> Question {
    let label = |id: &str| model.line(id).map_or_else(|| id.to_owned(), |line| line.label.clone());
    let choices = candidates.iter().map(|candidate| {
        let is = RowIs::Line(candidate.line.clone());
        Choice::new(label(&candidate.line), "", Correction::Row(row.key.clone(), is))
    });
    let none = Choice::new("None of these", "", Correction::Row(row.key.clone(), RowIs::NoLine));
    let asks = match why {
        Some(why) => {
            format!("Is “{}” {}? Its name says so, but {why}.", row.label, label(&candidates[0].line))
        }
        None => format!("Which line is “{}”?", row.label),
    };
    of_row(About::Line, row, asks, choices.chain([none]).collect(), None)
}

pub(super) fn same_line(driver: &str, rows: &[&PlannedRow]) -> Question {
    let choice = |row: &&PlannedRow| {
        let is = RowIs::Line(driver.to_owned());
        Choice::new(format!("{} (row {})", row.label, row.number), "", Correction::Row(row.key.clone(), is))
    };
    Question {
        about: About::SameLine,
        rows: rows.iter().map(|row| row.number).collect(),
        columns: Vec::new(),
        asks: "Several rows are the same driver. Which one is meant?".to_owned(),
        choices: rows.iter().map(choice).collect(),
        assumed: None,
    }
}

pub(super) fn shares(context: &Context<'_>, row: &Row, line: &Line, assumed: Shares) -> Question {
    let gives = |shares| {
        let values = values(context, row, Correction::RowShares(row.key.clone(), shares));
        context.written(&values, line)
    };
    let choice = |label: &str, shares| {
        Choice::new(label, gives(shares), Correction::RowShares(row.key.clone(), shares))
    };
    let choices =
        vec![choice("Shares: 0.95 is 95%", Shares::Shares), choice("Percent: 95 is 95%", Shares::Percent)];
    let asks = format!("Are the numbers of “{}” shares or percent?", row.label);
    of_row(About::Shares, row, asks, choices, Some(usize::from(assumed == Shares::Percent)))
}

pub(super) fn span(context: &Context<'_>, row: &Row, line: &Line, times: f64, word: &str) -> Question {
    let plain = values(context, row, Correction::RowTimes(row.key.clone(), 1.0));
    let gives =
        |times: f64| context.written(&plain.iter().map(|value| value * times).collect::<Vec<_>>(), line);
    let choice = |label: String, times: f64| {
        Choice::new(label, gives(times), Correction::RowTimes(row.key.clone(), times))
    };
    let choices =
        vec![choice(format!("For a {word}: times {times}"), times), choice("For a year".to_owned(), 1.0)];
    let asks = format!("“{}” seems to be for a {word}; the line is for a year.", row.label);
    of_row(About::Span, row, asks, choices, Some(0))
}

pub(super) fn dashes(row: &Row) -> Question {
    let choice =
        |label: &str, is_zero| Choice::new(label, "", Correction::RowDashes(row.key.clone(), is_zero));
    let choices = vec![choice("Nothing: values stay as they are", false), choice("Zero", true)];
    of_row(About::Dashes, row, format!("What do the dashes in “{}” mean?", row.label), choices, Some(0))
}

/// Adds a row to the question about its currency.
pub(super) fn currency(asked: &mut Vec<Question>, row: &Row, code: &str, own: &str) {
    let correction = Correction::Currency(code.to_owned());
    let is_same =
        |question: &&mut Question| question.choices.iter().any(|choice| choice.correction == correction);
    if let Some(question) = asked.iter_mut().find(is_same) {
        return question.rows.push(row.number);
    }
    let asks = format!("Amounts are in {code}, and the scenario is in {own}. Nothing is converted.");
    let choices = vec![Choice::new("Take the numbers as they are", "", correction)];
    asked.push(of_row(About::Currency, row, asks, choices, None));
}

/// Whether the scale of a row is doubtful: the power that fits best, and the
/// question.
pub(super) fn scale(context: &Context<'_>, row: &Row, line: &Line) -> Option<(i8, Question)> {
    let own = row.measure.scale.or_else(|| {
        row.cells.iter().find_map(|cell| match &cell.cell {
            Cell::Number(number) => number.measure.scale.filter(|scale| scale.other.is_some()),
            _ => None,
        })
    });
    let powers: Vec<i8> = match (own, context.table.measure.scale) {
        (Some(Scale { power, other: Some(other) }), _) => vec![power, other],
        (Some(_), _) => return None,
        (None, Some(scale)) if is_doubtful(context, row, line) => vec![scale.power, 0],
        _ => return None,
    };
    let gives = |power: i8| values(context, row, Correction::RowScale(row.key.clone(), power));
    let before = (context.scenario.values)(&line.id);
    let middle = |values: &[f64]| {
        let size: f64 = values.iter().map(|value| value.abs()).sum::<f64>() / values.len().max(1) as f64;
        if size > 0.0 { libm::log10(size) } else { 0.0 }
    };
    let off = |power: &i8| (middle(&gives(*power)) - middle(&before)).abs();
    let best = powers.iter().copied().min_by(|a, b| off(a).total_cmp(&off(b)))?;
    let assumed = powers.iter().position(|power| *power == best);
    let choices = powers.iter().map(|power| {
        let label = if *power == 0 { "As printed".to_owned() } else { capital(&Scale::of(*power).word()) };
        Choice::new(
            label,
            context.written(&gives(*power), line),
            Correction::RowScale(row.key.clone(), *power),
        )
    });
    let words =
        if context.table.measure_words.is_empty() { &row.unit_words } else { &context.table.measure_words };
    let asks = match own {
        Some(_) => format!("The word for the scale of “{}” means two things.", row.label),
        None => format!("Does “{words}” hold for “{}” too?", row.label),
    };
    Some((best, of_row(About::Scale, row, asks, choices.collect(), assumed)))
}

fn capital(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

/// Whether a scale of the whole table may not hold for a row: one that says its
/// own unit, one for each of something, one of another kind than the scale names.
fn is_doubtful(context: &Context<'_>, row: &Row, line: &Line) -> bool {
    let is_money = line.unit.form() == Form::Money;
    let (_, below) = line.unit.symbol().split_once('/').unwrap_or(("", ""));
    let is_each = is_money && !matches!(below, "" | "yr");
    let is_other_kind = context.table.measure.currency.is_some() && !is_money;
    let says_its_own = !row.measure.is_empty();
    is_each || is_other_kind || says_its_own || !context.table.takes_the_tables_scale(row)
}

/// The question about the decimal sign, where the table does not show it and a row
/// that would be taken depends on it.
pub(super) fn decimal_sign(context: &Context<'_>, rows: &[PlannedRow]) -> Option<Question> {
    if context.table.decimal_is > Certainty::Guessed {
        return None;
    }
    let is_doubtful = |row: &Row| {
        let doubtful = |cell: &Cell| matches!(cell, Cell::Number(number) if matches!(number.notation, Notation::Doubtful { .. }));
        row.decimal.is_none() && row.cells.iter().any(|cell| doubtful(&cell.cell))
    };
    let concerned: Vec<(&Row, &Line)> = context
        .table
        .rows
        .iter()
        .zip(rows)
        .filter(|(row, _)| is_doubtful(row))
        .filter_map(|(row, planned)| match &planned.becomes {
            Becomes::Taken(id) | Becomes::Same(id) | Becomes::Asked(id) => {
                Some((row, context.scenario.model.line(id)?))
            }
            _ => None,
        })
        .collect();
    let (row, line) = concerned.first()?;
    let choice = |label: &str, sign| {
        let values = values(context, row, Correction::Decimal(sign));
        Choice::new(label, context.written(&values, line), Correction::Decimal(sign))
    };
    let choices = vec![
        choice("1,234.56: a point before fractions", DecimalSign::Point),
        choice("1.234,56: a comma before fractions", DecimalSign::Comma),
    ];
    let assumed = Some(usize::from(context.table.decimal == DecimalSign::Comma));
    let asks = format!("Do the separators in “{}” part thousands or fractions?", row.label);
    let numbers = concerned.iter().map(|(row, _)| row.number).collect();
    Some(Question { rows: numbers, ..of_row(About::DecimalSign, row, asks, choices, assumed) })
}
