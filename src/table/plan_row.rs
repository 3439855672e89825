//! One row of a table: its line, its values, what is doubtful about them.

use super::cell::Cell;
use super::certain::{self, Unread};
use super::context::{Context, blank};
use super::corrections::{RowCorrection, RowIs};
use super::fit::{self, Fit};
use super::matching::{Candidate, Names, is_certain};
use super::measure::{Measure, measure};
use super::planned::{Becomes, LeftCell, PlannedRow, PlannedValue};
use super::questions;
use super::split::Separator;
use super::statement::{Certainty, Row, Table};
use super::timeline::{Goes, Timeline};
use crate::engine::model::{Content, Driver, Line};
use crate::engine::numerals::{Suffix, exact};
use crate::engine::roll_up::RollUp;
use crate::engine::unit::Form;
use std::collections::BTreeMap;

pub(super) fn plan_row(context: &mut Context<'_>, row: &Row, names: &Names<'_>) -> PlannedRow {
    let said = context.corrections.row(&row.key);
    if let Some(why) = torn(context.table, row) {
        return blank(row, Becomes::LeftOut(why));
    }
    let candidates = match &said.is {
        Some(RowIs::NoLine) => {
            return blank(row, Becomes::LeftOut("you said that it is no line of the model".to_owned()));
        }
        Some(RowIs::Line(id)) => vec![Candidate { line: id.clone(), score: 1.0 }],
        None => of_its_kind(context, row, names.candidates(row)),
    };
    let Some(first) = candidates.first() else {
        let why = if row.label.is_empty() { "it has no name" } else { "no line of the model has this name" };
        return blank(row, Becomes::LeftOut(why.to_owned()));
    };
    let Some(line) = context.scenario.model.line(&first.line) else {
        return blank(row, Becomes::LeftOut("the model has no such line".to_owned()));
    };
    let of = fit::measure_of(context.table, row);
    let fit = fit::fit(&of, row, &line.unit);
    if let (Content::Formula(_), true) = (&line.content, is_certain(&candidates)) {
        return match fit {
            Fit::Other(why) => blank(row, Becomes::LeftOut(format!("“{}” is calculated; {why}", line.label))),
            _ => blank(row, Becomes::Calculated(line.id.to_string())),
        };
    }
    let times = match fit {
        Fit::Other(why) if said.is.is_none() => {
            let mut planned = proposed(context, row, candidates, Some(&why));
            planned.remarks.push(capital(&why));
            return planned;
        }
        Fit::Other(why) => return blank(row, Becomes::LeftOut(why)),
        Fit::Same(factor) => factor,
        Fit::Shorter(..) if has_parts(context.timeline) => 1.0,
        Fit::Shorter(times, word) => {
            if said.times.is_none() {
                context.questions.push(questions::span(context, row, line, times, word));
            }
            said.times.unwrap_or(times)
        }
    };
    if !is_certain(&candidates) {
        return proposed(context, row, candidates, None);
    }
    let Content::Driver(driver) = &line.content else {
        return blank(row, Becomes::Calculated(line.id.to_string()));
    };
    let mut planned = blank(row, Becomes::Taken(line.id.to_string()));
    if !row.unit_words.is_empty() && measure(&row.unit_words).is_none() {
        let own = &row.unit_words;
        planned.remarks.push(format!("The unit “{own}” is not known: numbers are read in the line's unit."));
    }
    if !context.table.has_headings {
        let words = row.names.iter().skip(1).filter(|name| !names.are_of(line, name));
        planned.remarks.extend(words.map(|words| format!("“{words}” is read as words beside the name.")));
    }
    let said = decided(context, row, line, &of, said, &mut planned);
    take_values(context, row, line, driver, Read { said: &said, times }, &mut planned);
    settle(context, row, line, &mut planned);
    planned
}

/// Whether commas between cells seem to have parted numbers: why, in words.
fn torn(table: &Table, row: &Row) -> Option<String> {
    if table.separator != Separator::Comma || table.is_turned {
        return None;
    }
    let is_rest = |text: &str| {
        text.len() == 3 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let cells = || table.columns.iter().zip(&row.cells);
    let rest = cells().find(|(_, cell)| is_rest(&cell.text));
    let is_timed = table.columns.iter().any(|column| column.period.is_some());
    let beyond =
        cells().find(|(column, cell)| is_timed && column.heading.is_empty() && !cell.text.is_empty());
    let (_, cell) = rest.or(beyond)?;
    Some(format!(
        "“{}” may be the rest of a number that a comma parted: enclose numbers with commas in quotation marks",
        cell.text
    ))
}

/// The lines that a row may be, without those that are only called alike and are
/// in something else.
fn of_its_kind(context: &Context<'_>, row: &Row, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    if !is_certain(&candidates) {
        let of = fit::measure_of(context.table, row);
        candidates.retain(|candidate| {
            let line = context.scenario.model.line(&candidate.line);
            line.is_some_and(|line| !matches!(fit::fit(&of, row, &line.unit), Fit::Other(_)))
        });
    }
    candidates
}

/// Whether columns are parts of years.
fn has_parts(timeline: &Timeline) -> bool {
    timeline.goes.iter().any(|goes| matches!(goes, Goes::PartOf(..)))
}

fn proposed(
    context: &mut Context<'_>,
    row: &Row,
    candidates: Vec<Candidate>,
    why: Option<&str>,
) -> PlannedRow {
    let is_driver = |candidate: &Candidate| {
        let line = context.scenario.model.line(&candidate.line);
        line.is_some_and(|line| matches!(line.content, Content::Driver(_)))
    };
    // What the model calculates takes nothing, whichever line it is.
    if candidates.iter().any(is_driver) {
        context.questions.push(questions::line(context.scenario.model, row, &candidates, why));
    }
    blank(row, Becomes::Proposed(candidates))
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect::<String>() + ".")
}

/// What decides how a row's numbers are read: what a person says, else what fits
/// best; whatever is doubtful is asked.
fn decided(
    context: &mut Context<'_>,
    row: &Row,
    line: &Line,
    of: &Measure,
    mut said: RowCorrection,
    planned: &mut PlannedRow,
) -> RowCorrection {
    let is_ratio = line.unit.form() == Form::Percent;
    if is_ratio && let Some((shares, certainty)) = certain::shares(row, &said, true) {
        if certainty < Certainty::Certain {
            context.questions.push(questions::shares(context, row, line, shares));
        }
        said.shares = Some(shares);
    }
    if !is_ratio && said.scale.is_none() {
        if let Some((power, question)) = questions::scale(context, row, line) {
            context.questions.push(question);
            said.scale = Some(power);
        } else if let Some(scale) = context.table.measure.scale.filter(|_| row.measure.scale.is_none()) {
            planned.remarks.push(format!("Read in {}, as the table says.", scale.word()));
        }
    }
    let currency = context.scenario.currency;
    let foreign = fit::foreign_currency(of, context.table, row, currency.code, currency.sign);
    if let Some(code) = foreign.filter(|_| line.unit.form() == Form::Money) {
        let is_taken = context.corrections.currency.as_deref() == Some(code.as_str());
        if is_taken {
            planned.remarks.push(format!("{code} is not converted."));
        } else {
            questions::currency(&mut context.questions, row, &code, currency.code);
            planned.becomes = Becomes::Asked(line.id.to_string());
        }
    }
    said
}

/// How a row's numbers become a driver's values.
struct Read<'r> {
    said: &'r RowCorrection,
    times: f64,
}

fn take_values(
    context: &mut Context<'_>,
    row: &Row,
    line: &Line,
    driver: &Driver,
    read: Read<'_>,
    planned: &mut PlannedRow,
) {
    let before = (context.scenario.values)(&line.id);
    let is_ratio = line.unit.form() == Form::Percent;
    let of = fit::measure_of(context.table, row);
    let mut found: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    let mut has_dashes = false;
    for at in 0..context.table.columns.len() {
        if !row.is_given(at) {
            continue;
        }
        let year = match &context.timeline.goes[at] {
            Goes::To(year) | Goes::PartOf(year, _) => *year,
            Goes::Nowhere(why) => {
                let is_total = context.table.columns[at].is_total;
                if !is_total {
                    left(context.table, row, at, why.clone(), planned);
                }
                continue;
            }
        };
        if let Cell::Number(number) = row.cell(at)
            && !fit::is_in(&number.measure, &of)
        {
            left(context.table, row, at, "it is in another unit than the row".to_owned(), planned);
            continue;
        }
        let how = context.table.reading(row, at, read.said, is_ratio);
        match context.table.read_cell(row, at, how) {
            Ok(Some(value)) => found.entry(year).or_default().push((at, value * read.times)),
            Ok(None) => {
                has_dashes |= matches!(row.cell(at), Cell::Dash { is_zero: false });
                let why = if has_dashes {
                    "a dash: the value stays as it is"
                } else {
                    "it says that there is none"
                };
                left(context.table, row, at, why.to_owned(), planned);
            }
            Err(unread) => left(context.table, row, at, why_unread(row.text(at), &unread), planned),
        }
    }
    if has_dashes && read.said.dashes_are_zero.is_none() {
        context.questions.push(questions::dashes(row));
    }
    for (year, cells) in found {
        let Some(value) = put_together(context, line, year, &cells, planned) else { continue };
        let (columns, texts) =
            cells.iter().map(|(at, _)| (context.table.columns[*at].number, row.text(*at).to_owned())).unzip();
        if driver.range.allows(value) {
            let before = before.get(year).copied().unwrap_or(f64::NAN);
            planned.values.push(PlannedValue { year, value, before, columns, texts });
        } else {
            for (at, _) in &cells {
                let shown = exact(value, &line.unit, Suffix::Full, context.numerals);
                left(context.table, row, *at, format!("{shown} is outside what is allowed"), planned);
            }
        }
    }
}

fn left(table: &Table, row: &Row, at: usize, why: String, planned: &mut PlannedRow) {
    planned.left.push(LeftCell { column: table.columns[at].number, text: row.text(at).to_owned(), why });
}

fn why_unread(text: &str, unread: &Unread) -> String {
    match unread {
        Unread::Text => "it is not a number".to_owned(),
        Unread::Misplaced(None) => format!("the separators of “{text}” do not part thousands"),
        Unread::Misplaced(Some(other)) => {
            format!("the separators of “{text}” do not part thousands; {other} may be meant")
        }
        Unread::TooLarge => "it is too large".to_owned(),
    }
}

/// The value of a year from its columns: the sum of amounts, the mean of the rest.
fn put_together(
    context: &Context<'_>,
    line: &Line,
    year: usize,
    cells: &[(usize, f64)],
    planned: &mut PlannedRow,
) -> Option<f64> {
    let parts = cells.iter().find_map(|(at, _)| match context.timeline.goes[*at] {
        Goes::PartOf(_, parts) => Some(parts),
        _ => None,
    });
    let Some(parts) = parts else { return cells.first().map(|(_, value)| *value) };
    let why = match cells.len() {
        given if given < parts => Some(format!("only {given} of {parts} parts of its year are given")),
        _ if line.unit.form() == Form::Percent => {
            Some("shares of months do not add up to a year's".to_owned())
        }
        _ => None,
    };
    if let Some(why) = why {
        for (at, _) in cells {
            let column = &context.table.columns[*at];
            planned.left.push(LeftCell { column: column.number, text: String::new(), why: why.clone() });
        }
        return None;
    }
    let is_amount = line.roll_up == RollUp::SUM || line.unit.dimension().exponent("yr") < 0;
    let sum: f64 = cells.iter().map(|(_, value)| value).sum();
    if !is_amount && year == 0 {
        planned.remarks.push("The mean of its parts, none weighing more than another.".to_owned());
    }
    Some(if is_amount { sum } else { sum / parts as f64 })
}

/// What becomes of a row once its values are known.
fn settle(context: &Context<'_>, row: &Row, line: &Line, planned: &mut PlannedRow) {
    if planned.values.is_empty() {
        let why = match planned.left.first() {
            Some(left) if !matches!(planned.becomes, Becomes::Asked(_)) => {
                format!("none of its values can be taken: {}", left.why)
            }
            Some(_) => return,
            None => "it holds no values".to_owned(),
        };
        planned.becomes = Becomes::LeftOut(why);
        return;
    }
    let is_asked = matches!(planned.becomes, Becomes::Asked(_))
        || context
            .questions
            .iter()
            .any(|question| question.assumed.is_none() && question.rows.contains(&row.number));
    let is_same = planned.values.iter().all(|value| value.before.to_bits() == value.value.to_bits());
    planned.becomes = match (is_asked, is_same) {
        (true, _) => Becomes::Asked(line.id.to_string()),
        (false, true) => Becomes::Same(line.id.to_string()),
        (false, false) => Becomes::Taken(line.id.to_string()),
    };
}
