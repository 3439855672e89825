//! Blocks of the projection's cells: what copy, paste and fill do.

use super::grid::Grid;
use crate::app::edits::{judge, other_value};
use crate::app::figures;
use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::engine::model::Line;
use crate::engine::numerals::{parse_grid, take_headings, to_clipboard};
use crate::model::YEARS;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Grid {
    /// The selected cells as text for a spreadsheet, at full precision.
    pub fn copy(&self) -> String {
        let (rows, columns) = untrack(|| self.selection());
        let text = |row: usize, column: usize| {
            let Some(line) = self.line(row) else { return String::new() };
            let value = untrack(|| match column {
                YEARS => self.workspace.total(&line.id),
                year => self.workspace.value(&line.id, year),
            });
            let percent = if line.unit.symbol() == "%" { "%" } else { "" };
            value
                .map(|value| format!("{}{percent}", figures::for_editing(value, &line.unit)))
                .unwrap_or_default()
        };
        let block: Vec<Vec<String>> =
            rows.map(|row| columns.clone().map(|column| text(row, column)).collect()).collect();
        to_clipboard(&block)
    }

    /// Takes a block from a spreadsheet as one step, from the first cell of the
    /// selection on; a selection that holds the block several times is filled.
    /// Rows that name lines go to these.
    pub fn paste(&self, text: &str) {
        let mut block = match parse_grid(text) {
            Ok(block) => block,
            Err(error) => return self.workspace.notice.set(Some(Notice::say(error.to_string()))),
        };
        let (rows, columns) = untrack(|| self.selection());
        let (top, left) = (*rows.start(), *columns.start());
        let lines = self.lines();
        let row_named = |text: &str| {
            let is_meant = |name: &String| name.eq_ignore_ascii_case(text.trim());
            lines.iter().position(|line| is_meant(&line.label) || is_meant(&line.short))
        };
        let is_name = |text: &str| row_named(text).is_some();
        // What is no number for one driver is none for any.
        let first = self.line(0);
        let is_number = |text: &str| first.as_ref().is_some_and(|line| judge(text, line).value().is_some());
        let headings = take_headings(&mut block, YEARS.saturating_sub(left), &is_number, &is_name);
        let named: Vec<usize> = headings.side.iter().filter_map(|text| row_named(text)).collect();
        let is_named = !named.is_empty() && named.len() == block.len();
        if !is_named {
            repeat(&mut block, rows.count(), columns.count());
        }
        let row_of = |down: usize| named.get(down).copied().filter(|_| is_named).unwrap_or(top + down);
        let is_moved = (0..block.len()).any(|down| row_of(down) != top + down);
        let mut document = self.workspace.document.get_untracked().as_ref().clone();
        let mut changed = BTreeSet::new();
        let (mut taken, mut left_out, mut empty) = (0, 0, 0);
        let is_block = block.len() > 1 || block.iter().any(|texts| texts.len() > 1);
        let mut remarks = Vec::new();
        let mut others = Vec::new();
        let mut refused = Vec::new();
        for (down, texts) in block.iter().enumerate() {
            for (right, text) in texts.iter().enumerate() {
                let cell @ (row, column) = (row_of(down), left + right);
                let Some(line) = self.line(row).filter(|_| self.is_editable(cell)) else {
                    left_out += usize::from(!text.trim().is_empty());
                    continue;
                };
                // A gap in a block says nothing about what is there.
                if is_block && text.trim().is_empty() {
                    empty += 1;
                    continue;
                }
                let typed = judge(text, &line);
                match typed.value() {
                    Some(value) => {
                        document = document.with_year(&line.id, column, value);
                        changed.insert(line.id.clone());
                        taken += 1;
                        remarks.extend(typed.remark().map(str::to_owned));
                        others.extend(other_value(text, &line).map(|value| (line.id, column, value)));
                    }
                    None => {
                        let why = typed.remark().unwrap_or("").to_owned();
                        refused.push(((line.id, column), text.clone(), why));
                    }
                }
            }
        }
        let before = self.workspace.document.get_untracked();
        let by_year =
            self.workspace.by_year_from_now(&changed.iter().map(String::as_str).collect::<Vec<_>>());
        self.workspace.edit(&format!("Paste {}", counted(taken)), None, |_| document);
        let mut said = vec![format!("{} pasted.{by_year}", counted(taken))];
        if is_moved {
            said.push("Each row went to the line that it names.".to_owned());
        }
        match refused.len() {
            0 => {}
            1 => said.push("1 could not be read and keeps its text.".to_owned()),
            many => said.push(format!("{many} could not be read and keep their text.")),
        }
        match empty {
            0 => {}
            1 => said.push("1 was empty: what was there stays.".to_owned()),
            many => said.push(format!("{many} were empty: what was there stays.")),
        }
        if left_out > 0 {
            said.push(format!("{left_out} fell on cells that are calculated or not there."));
        }
        let headings = [headings.top, headings.side].concat();
        if let Some(first) = headings.first() {
            said.push(format!("Left out as headings: {first}{}.", and_more(headings.len())));
        }
        said.extend(remarks.first().map(|remark| format!("{remark}{}.", and_more(remarks.len()))));
        let workspace = self.workspace;
        // What changed nothing is no step, and undo would be about another one.
        let is_step = !Arc::ptr_eq(&before, &workspace.document.get_untracked());
        workspace.keep_unread_all(refused, is_step);
        let notice = Notice::say(said.join(" "));
        if is_step {
            let notice = notice.with("Undo", move || workspace.undo());
            workspace.offer(match others.is_empty() {
                true => notice,
                false => notice.with("Read the other way", move || read_otherwise(workspace, &others)),
            });
        } else {
            workspace.notice.set(Some(notice));
        }
    }

    /// Fills the selection's first column into its others; from a single cell
    /// into all later years.
    pub fn fill_right(&self) {
        let (rows, columns) = untrack(|| self.selection());
        let (from, to) = (*columns.start(), (*columns.end()).min(YEARS - 1));
        let to = if from == to { YEARS - 1 } else { to };
        let lines: Vec<Line> =
            rows.filter(|row| self.is_editable((*row, from))).filter_map(|row| self.line(row)).collect();
        if lines.is_empty() {
            return;
        }
        self.workspace.fill_right(&lines, from, to);
    }
}

/// Gives driver's years the values that a pasted block may have meant, as a step
/// of its own.
fn read_otherwise(workspace: Workspace, others: &[(String, usize, f64)]) {
    workspace.edit("Paste, read the other way", None, |document| {
        others.iter().fold(document.clone(), |document, (driver, year, value)| {
            document.with_year(driver, *year, *value)
        })
    });
    workspace.say_done(format!("{} read the other way.", counted(others.len())));
}

/// Repeats a block as often as a selection of so many rows and columns holds it,
/// where it holds it without a rest.
fn repeat(block: &mut Vec<Vec<String>>, rows: usize, columns: usize) {
    let width = block.first().map_or(0, Vec::len);
    let fits = |size: usize, room: usize| size > 0 && room.is_multiple_of(size);
    if !block.iter().all(|row| row.len() == width) || !fits(width, columns) || !fits(block.len(), rows) {
        return;
    }
    for row in block.iter_mut() {
        *row = row.iter().cycle().take(columns).cloned().collect();
    }
    *block = block.iter().cycle().take(rows).cloned().collect();
}

fn counted(values: usize) -> String {
    if values == 1 { "1 value".to_owned() } else { format!("{values} values") }
}

/// What stands behind the first of several.
fn and_more(all: usize) -> String {
    if all > 1 { format!(" (and {} more)", all - 1) } else { String::new() }
}
