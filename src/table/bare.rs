//! A block of numbers alone, which goes where a person selected a place.

use super::cell::Cell;
use super::context::{Context, blank};
use super::corrections::{Correction, Corrections};
use super::fit::{self, Fit};
use super::planned::{Becomes, LeftCell, Plan, PlannedColumn, PlannedRow, PlannedValue, Scenario};
use super::question::{About, Choice, Question};
use super::questions;
use super::statement::{Row, Table};
use super::timeline::{Goes, Timeline};
use crate::engine::model::{Content, Line};
use crate::engine::numerals::Numerals;
use crate::engine::unit::Form;

/// Plans a block of numbers: each row for a line from the selected one down, each
/// column for a year from the selected one on.
pub(super) fn plan(
    table: &Table,
    scenario: &Scenario<'_>,
    corrections: &Corrections,
    numerals: &dyn Numerals,
) -> Plan {
    let year = scenario.place.as_ref().map_or(0, |place| place.year);
    // Words among the numbers keep their place.
    let first = table.columns.first().map_or(0, |column| column.number);
    let goes: Vec<Goes> = table
        .columns
        .iter()
        .map(|column| match year + column.number - first {
            year if year < scenario.years => Goes::To(year),
            _ => Goes::Nowhere(format!("the scenario has {} years", scenario.years)),
        })
        .collect();
    let timeline = Timeline { goes, ..Timeline::default() };
    let mut context =
        Context { table, scenario, corrections, numerals, timeline: &timeline, questions: Vec::new() };
    let lines = lines(scenario, corrections);
    let rows: Vec<PlannedRow> = table
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| match lines.as_ref().map(|lines| lines.get(at)) {
            None => blank(row, Becomes::LeftOut("it has no name, and no place is selected".to_owned())),
            Some(None) => blank(row, Becomes::LeftOut("no line of the model is left for it".to_owned())),
            Some(Some(id)) => plan_row(&mut context, row, id),
        })
        .collect();
    let mut asked = std::mem::take(&mut context.questions);
    if lines.is_none() {
        asked.push(place(scenario));
    }
    asked.extend(questions::decimal_sign(&context, &rows));
    let columns = table.columns.iter().zip(&timeline.goes).map(|(column, goes)| PlannedColumn {
        number: column.number,
        heading: String::new(),
        goes: goes.clone(),
    });
    Plan {
        columns: columns.collect(),
        rows,
        questions: asked,
        said: vec!["The block has no names: its numbers go by position.".to_owned()],
        years_offered: None,
        is_turned: table.is_turned,
    }
}

/// The lines that rows go to, one below the other.
fn lines(scenario: &Scenario<'_>, corrections: &Corrections) -> Option<Vec<String>> {
    match &corrections.from {
        Some(from) => {
            let drivers = scenario.model.drivers().map(|(line, _)| line.id.to_string());
            Some(drivers.skip_while(|id| id != from).collect())
        }
        None => scenario.place.as_ref().map(|place| place.lines.clone()),
    }
}

fn place(scenario: &Scenario<'_>) -> Question {
    let drivers = scenario.model.drivers();
    let choice = |line: &Line| Choice::new(line.label.clone(), "", Correction::From(line.id.to_string()));
    Question {
        about: About::Place,
        rows: Vec::new(),
        columns: Vec::new(),
        asks: "The block holds numbers alone. Which driver is its first row?".to_owned(),
        choices: drivers.map(|(line, _)| choice(line)).collect(),
        assumed: None,
    }
}

fn plan_row(context: &mut Context<'_>, row: &Row, id: &str) -> PlannedRow {
    let Some(line) = context.scenario.model.line(id) else {
        return blank(row, Becomes::LeftOut("the model has no such line".to_owned()));
    };
    let Content::Driver(driver) = &line.content else {
        return blank(row, Becomes::Calculated(line.id.to_string()));
    };
    let of = fit::measure_of(context.table, row);
    let factor = match fit::fit(&of, row, &line.unit) {
        Fit::Other(why) => return blank(row, Becomes::LeftOut(format!("{}: {why}", line.label))),
        Fit::Same(factor) | Fit::Shorter(factor, _) => factor,
    };
    let mut said = context.corrections.row(&row.key);
    let mut planned = blank(row, Becomes::Taken(line.id.to_string()));
    if line.unit.form() == Form::Percent
        && let Some((shares, certainty)) = super::certain::shares(row, &said, true)
    {
        if certainty < super::statement::Certainty::Certain {
            let question = questions::shares(context, row, line, shares);
            context.questions.push(question);
        }
        said.shares = Some(shares);
    }
    let currency = context.scenario.currency;
    if let Some(code) = fit::foreign_currency(&of, context.table, row, currency.code, currency.sign)
        && context.corrections.currency.as_deref() != Some(code.as_str())
    {
        questions::currency(&mut context.questions, row, &code, currency.code);
        planned.becomes = Becomes::Asked(line.id.to_string());
    }
    let before = (context.scenario.values)(id);
    for at in (0..context.table.columns.len()).filter(|at| row.is_given(*at)) {
        let how = context.table.reading(row, at, &said, line.unit.form() == Form::Percent);
        let read = context.table.read_cell(row, at, how);
        let left = |why: &str| LeftCell {
            column: context.table.columns[at].number,
            text: row.text(at).to_owned(),
            why: why.to_owned(),
        };
        if let Cell::Number(number) = row.cell(at)
            && !fit::is_in(&number.measure, &of)
        {
            planned.left.push(left("it is in another unit than the row"));
            continue;
        }
        match (&context.timeline.goes[at], read) {
            (Goes::To(year), Ok(Some(value))) if driver.range.allows(value * factor) => {
                let before = before.get(*year).copied().unwrap_or(f64::NAN);
                let (columns, texts) =
                    (vec![context.table.columns[at].number], vec![row.text(at).to_owned()]);
                planned.values.push(PlannedValue {
                    year: *year,
                    value: value * factor,
                    before,
                    columns,
                    texts,
                });
            }
            (Goes::Nowhere(why), _) => planned.left.push(left(why)),
            (_, Ok(Some(_))) => planned.left.push(left("it is outside what is allowed")),
            (_, Ok(None)) if *row.cell(at) != Cell::Absent => {
                planned.left.push(left("a dash: the value stays as it is"));
            }
            (_, Ok(None)) => planned.left.push(left("it says that there is none")),
            (_, Err(_)) => planned.left.push(left("it is not a number")),
        }
    }
    if planned.values.is_empty() {
        planned.becomes = Becomes::LeftOut("it holds no values that can be taken".to_owned());
    }
    planned
}
