//! What of a table a scenario would take, found out before anything is changed.

use super::bare;
use super::context::{Context, blank};
use super::corrections::{Corrections, RowIs};
use super::matching::Names;
use super::plan_row;
use super::planned::{Becomes, Plan, PlannedColumn, PlannedRow, Scenario};
use super::question::Question;
use super::questions;
use super::statement::{RowKind, Table};
use super::timeline::{Goes, Years, timeline};
use crate::engine::numerals::Numerals;
use std::collections::BTreeMap;

/// Finds out what a scenario would take from a table.
pub fn plan(
    table: &Table,
    scenario: &Scenario<'_>,
    corrections: &Corrections,
    numerals: &dyn Numerals,
) -> Plan {
    let years = Years { count: scenario.years, first: scenario.first_month };
    if table.is_bare {
        return bare::plan(table, scenario, corrections, numerals);
    }
    let timeline = timeline(table, years, corrections);
    let names = Names::of(scenario.model);
    let mut context =
        Context { table, scenario, corrections, numerals, timeline: &timeline, questions: Vec::new() };
    let mut rows = Vec::with_capacity(table.rows.len());
    let mut is_said = Vec::new();
    for row in &table.rows {
        let planned = match row.kind {
            RowKind::Section => blank(row, Becomes::Section),
            RowKind::Note => blank(row, Becomes::Note),
            RowKind::Heading => {
                let why = "it stands under other headings: bring this block in by itself";
                blank(row, Becomes::LeftOut(why.to_owned()))
            }
            RowKind::Values => plan_row::plan_row(&mut context, row, &names),
        };
        is_said.push(matches!(corrections.row(&row.key).is, Some(RowIs::Line(_))));
        rows.push(planned);
    }
    let mut asked = std::mem::take(&mut context.questions);
    asked.extend(questions::decimal_sign(&context, &rows));
    asked.extend(one_row_a_driver(&mut rows, &is_said));
    let is_of_driver = |row: &PlannedRow| !row.values.is_empty() || !row.left.is_empty();
    let is_used = rows.iter().any(is_of_driver);
    // Nobody need say which years columns are that no row of the model has.
    asked.extend(timeline.questions.iter().filter(|_| is_used).cloned());
    asked.sort_by_key(|question| (question.assumed.is_some(), question.about));
    Plan {
        rows,
        columns: columns(table, &timeline.goes),
        questions: asked,
        said: said(table, &timeline.said),
        years_offered: timeline.years_offered.filter(|_| is_used),
        is_turned: table.is_turned,
    }
}

fn columns(table: &Table, goes: &[Goes]) -> Vec<PlannedColumn> {
    let columns = table.columns.iter().zip(goes);
    columns
        .map(|(column, goes)| PlannedColumn {
            number: column.number,
            heading: column.heading.clone(),
            goes: goes.clone(),
        })
        .collect()
}

fn said(table: &Table, of_timeline: &[String]) -> Vec<String> {
    let mut said = Vec::new();
    if table.is_turned {
        said.push("The table is turned: its columns are the lines.".to_owned());
    }
    if let Some(scale) = table.measure.scale {
        said.push(format!("“{}” is read as: in {}.", table.measure_words, scale.word()));
    }
    said.extend(of_timeline.iter().cloned());
    said
}

/// Of several rows for one driver the one that a person named is taken; without
/// one, the first where all say the same, else none before a person says which.
fn one_row_a_driver(rows: &mut [PlannedRow], is_said: &[bool]) -> Vec<Question> {
    let mut by_driver: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let Becomes::Taken(driver) | Becomes::Same(driver) | Becomes::Asked(driver) = &row.becomes {
            by_driver.entry(driver.clone()).or_default().push(at);
        }
    }
    let mut asked = Vec::new();
    for (driver, same) in by_driver.into_iter().filter(|(_, same)| same.len() > 1) {
        let values = |at: usize| {
            rows[at].values.iter().map(|value| (value.year, value.value.to_bits())).collect::<Vec<_>>()
        };
        let are_equal = same.iter().all(|at| values(*at) == values(same[0]));
        let named: Vec<usize> = same.iter().copied().filter(|at| is_said.get(*at) == Some(&true)).collect();
        let kept = match named.as_slice() {
            [one] => Some(*one),
            _ if are_equal => Some(same[0]),
            _ => None,
        };
        if kept.is_none() {
            asked.push(questions::same_line(&driver, &same.iter().map(|at| &rows[*at]).collect::<Vec<_>>()));
        }
        let number = kept.map(|at| rows[at].number);
        for at in same.into_iter().filter(|at| Some(*at) != kept) {
            rows[at].becomes = match number {
                Some(number) => Becomes::LeftOut(format!("row {number} is the same driver")),
                None => Becomes::Asked(driver.clone()),
            };
        }
    }
    asked
}
