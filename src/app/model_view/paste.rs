//! Pasting a block from a spreadsheet. Its code is fetched with the first one.

use super::grid::Grid;
use crate::app::dialogs::{Brought, Kind};
use crate::app::edits::{judge, other_value};
use crate::app::later;
use crate::app::notice::Notice;
use crate::app::table_plan::{plan_table, read_table};
use crate::app::workspace::Workspace;
use crate::engine::numerals::{GridError, parse_grid};
use crate::store::document::Document;
use crate::store::import::{Imported, with_takings};
use crate::table::{self, Becomes, Corrections, PlannedRow, split_clipboard, takings};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

later::part!(pasting: fn(Grid, Cells, &str) = take_block);

/// The cells that are selected: rows and columns.
type Cells = (RangeInclusive<usize>, RangeInclusive<usize>);

/// Takes a block from a spreadsheet as one step, from the first cell of the
/// selection on; a selection that holds the block several times is filled. Rows
/// that name lines go to these.
pub fn paste(grid: Grid, text: String) {
    let workspace = grid.workspace;
    let (scenario, cells) = (workspace.open_id(), untrack(|| grid.selection()));
    spawn_local(async move {
        let take_block = pasting().await;
        // While the code was on its way the person may have gone on.
        let is_there = !grid.focus.is_disposed() && workspace.open_id() == scenario;
        match take_block {
            Ok(take_block) if is_there => take_block(grid, cells, &text),
            Ok(_) => say(workspace, "Nothing was pasted: the table is another one by now."),
            Err(_) => say(
                workspace,
                "Pasting needs a part of Megahour that could not be fetched: connect to the network and try again.",
            ),
        }
    });
}

fn take_block(grid: Grid, cells: Cells, text: &str) {
    let workspace = grid.workspace;
    if let Ok(table) = split_clipboard(text)
        && table.rows.iter().flatten().count() > 1
        && !read_table(&table, &Corrections::default()).is_bare
    {
        return take_table(grid, table);
    }
    let block = match Block::read(cells, text) {
        Ok(block) => block,
        Err(error) => return say(workspace, &error.to_string()),
    };
    let before = workspace.document.get_untracked();
    let mut taken = Taken::of(grid, &block, &before);
    let by_year = workspace.by_year_from_now(&taken.changed.iter().map(String::as_str).collect::<Vec<_>>());
    let said = taken.words(&by_year);
    workspace.edit(&format!("Paste {}", counted(taken.count)), None, |_| taken.document);
    // What changed nothing is no step, and undo would be about another one.
    let is_step = workspace.has_stepped();
    workspace.keep_unread_all(std::mem::take(&mut taken.refused), is_step);
    let notice = Notice::say(said);
    if !is_step {
        return workspace.notice.set(Some(notice));
    }
    let notice = notice.with("Undo", move || workspace.undo());
    let others = taken.others;
    workspace.offer(match others.is_empty() {
        true => notice,
        false => notice.with("Read the other way", move || read_otherwise(workspace, &others)),
    });
}

/// Takes a table whose rows are named, wherever the selection is. What leaves a
/// question or a row over is looked at first.
fn take_table(grid: Grid, cells: table::Grid) {
    let workspace = grid.workspace;
    let corrections = Corrections::default();
    let plan = plan_table(workspace, &read_table(&cells, &corrections), &corrections, None);
    let is_clear = |row: &PlannedRow| {
        row.left.is_empty()
            && !matches!(row.becomes, Becomes::LeftOut(_) | Becomes::Proposed(_) | Becomes::Asked(_))
    };
    let is_whole =
        plan.questions.is_empty() && plan.years_offered.is_none() && plan.rows.iter().all(is_clear);
    if !is_whole {
        grid.dialogs
            .brought
            .set(Brought::Found("what was pasted".to_owned(), Arc::new(Imported::Table(cells))));
        return grid.dialogs.open.set(Some(Kind::Files));
    }
    let taken = takings(&plan);
    let drivers: BTreeSet<&str> = taken.iter().map(|taking| taking.driver.as_str()).collect();
    let by_year = workspace.by_year_from_now(&drivers.into_iter().collect::<Vec<_>>());
    if taken.len() > FEW {
        workspace.keep_before("pasting a table");
    }
    workspace
        .edit(&format!("Paste {}", counted(taken.len())), None, |document| with_takings(document, &taken));
    let is_step = workspace.has_stepped();
    let calculated = plan.rows.iter().filter(|row| matches!(row.becomes, Becomes::Calculated(_))).count();
    let mut said =
        format!("{} pasted.{by_year} Each row went to the line that it names.", counted(taken.len()));
    if calculated > 0 {
        said += &format!(" {calculated} of them the model calculates: nothing was taken for these.");
    }
    let notice = Notice::say(said);
    workspace.notice.set(Some(if is_step { notice.with("Undo", move || workspace.undo()) } else { notice }));
}

/// How many values a paste may have without a version being kept before.
const FEW: usize = 10;

fn say(workspace: Workspace, words: &str) {
    workspace.notice.set(Some(Notice::say(words)));
}

/// A block of numbers with the cells that it goes to.
struct Block {
    texts: Vec<Vec<String>>,
    /// The table's row for each of the block's.
    rows: Vec<usize>,
    /// The table's column for the first of the block's.
    left: usize,
}

impl Block {
    fn read((rows, columns): Cells, text: &str) -> Result<Self, GridError> {
        let mut texts = parse_grid(text)?;
        let (top, left) = (*rows.start(), *columns.start());
        repeat(&mut texts, rows.count(), columns.count());
        let rows = (top..top + texts.len()).collect();
        Ok(Self { texts, rows, left })
    }
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

/// What a block comes to.
struct Taken {
    document: Document,
    /// The drivers that get values.
    changed: BTreeSet<String>,
    /// How many values were taken.
    count: usize,
    /// How many texts fell on cells that take none.
    left_out: usize,
    /// How many cells of the block were empty.
    empty: usize,
    /// What a person should know of the values.
    remarks: Vec<String>,
    /// Drivers and years with the other value that a text may stand for.
    others: Vec<(String, usize, f64)>,
    /// Drivers and years with texts that cannot be read, and why.
    refused: Vec<((String, usize), String, String)>,
}

impl Taken {
    fn of(grid: Grid, block: &Block, before: &Document) -> Self {
        let mut taken = Self {
            document: before.clone(),
            changed: BTreeSet::new(),
            count: 0,
            left_out: 0,
            empty: 0,
            remarks: Vec::new(),
            others: Vec::new(),
            refused: Vec::new(),
        };
        let is_block = block.texts.len() > 1 || block.texts.iter().any(|texts| texts.len() > 1);
        for (texts, row) in block.texts.iter().zip(&block.rows) {
            for (right, text) in texts.iter().enumerate() {
                // A gap in a block says nothing about what is there.
                let is_gap = is_block && text.trim().is_empty();
                taken.cell(grid, (*row, block.left + right), text, is_gap);
            }
        }
        taken
    }

    fn cell(&mut self, grid: Grid, cell @ (row, column): (usize, usize), text: &str, is_gap: bool) {
        let Some(line) = grid.line(row).filter(|_| grid.is_editable(cell)) else {
            self.left_out += usize::from(!text.trim().is_empty());
            return;
        };
        if is_gap {
            self.empty += 1;
            return;
        }
        let typed = judge(text, &line);
        let Some(value) = typed.value() else {
            let why = typed.remark().unwrap_or("").to_owned();
            return self.refused.push(((line.id.to_string(), column), text.to_owned(), why));
        };
        self.document = self.document.with_year(&line.id, column, value);
        self.changed.insert(line.id.to_string());
        self.count += 1;
        self.remarks.extend(typed.remark().map(str::to_owned));
        self.others.extend(other_value(text, &line).map(|value| (line.id.to_string(), column, value)));
    }

    /// What was taken and what was not.
    fn words(&self, by_year: &str) -> String {
        let mut said = vec![format!("{} pasted.{by_year}", counted(self.count))];
        match self.refused.len() {
            0 => {}
            1 => said.push("1 could not be read and keeps its text.".to_owned()),
            many => said.push(format!("{many} could not be read and keep their text.")),
        }
        match self.empty {
            0 => {}
            1 => said.push("1 was empty: what was there stays.".to_owned()),
            many => said.push(format!("{many} were empty: what was there stays.")),
        }
        if self.left_out > 0 {
            said.push(format!("{} fell on cells that are calculated or not there.", self.left_out));
        }
        said.extend(self.remarks.first().map(|remark| format!("{remark}{}.", and_more(self.remarks.len()))));
        said.join(" ")
    }
}

/// Gives drivers' years the values that a pasted block may have meant, as a step
/// of its own.
fn read_otherwise(workspace: Workspace, others: &[(String, usize, f64)]) {
    workspace.edit("Paste, read the other way", None, |document| {
        others.iter().fold(document.clone(), |document, (driver, year, value)| {
            document.with_year(driver, *year, *value)
        })
    });
    workspace.say_done(format!("{} read the other way.", counted(others.len())));
}

fn counted(values: usize) -> String {
    if values == 1 { "1 value".to_owned() } else { format!("{values} values") }
}

/// What stands behind the first of several.
fn and_more(all: usize) -> String {
    if all > 1 { format!(" (and {} more)", all - 1) } else { String::new() }
}
