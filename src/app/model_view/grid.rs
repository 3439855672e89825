//! The projection as a spreadsheet: which cell has the keyboard, what is
//! selected, and what is being typed.

use crate::app::browser::{focus, focus_unless_there, scroll_into_view};
use crate::app::dialogs::Dialogs;
use crate::app::edits::Typed;
use crate::app::figures;
use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::engine::model::{Content, Line};
use crate::store::document::{Document, Entry};
use crate::store::route::Year;
use leptos::prelude::*;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// A cell: row and column, counted from 0.
pub type Cell = (usize, usize);

/// The state of the grid. None of it persists.
#[derive(Clone, Copy)]
pub struct Grid {
    /// The state of the page.
    pub workspace: Workspace,
    /// Where a table that was pasted is looked at.
    pub dialogs: Dialogs,
    lines: StoredValue<Arc<Vec<Line>>>,
    /// How many years the table has: their columns, then the total's. A table
    /// over another timeline is made anew.
    years: usize,
    /// The cell that has the keyboard, and from where a selection extends: what is
    /// typed goes there.
    pub focus: RwSignal<Cell>,
    /// The other corner of the selection.
    end: RwSignal<Cell>,
    /// The cell that is being typed into.
    pub editing: RwSignal<Option<Cell>>,
    /// What is typed there.
    pub draft: RwSignal<String>,
    /// What to say about it.
    pub remark: RwSignal<Option<String>>,
    /// Whether it cannot be taken.
    pub refused: RwSignal<bool>,
    /// Whether what is typed takes the place of a value: arrow keys then end it,
    /// as in spreadsheets, and otherwise move within the text.
    replaces: StoredValue<bool>,
    /// What was there to be typed over: as long as it stays, nothing is typed.
    found: StoredValue<String>,
    /// Whether the line grew by one rate before.
    grew: StoredValue<bool>,
    session: StoredValue<u32>,
}

impl Grid {
    /// A grid over the model's lines.
    pub fn new(workspace: Workspace, lines: Vec<Line>) -> Self {
        let grid = Self {
            workspace,
            dialogs: expect_context::<Dialogs>(),
            lines: StoredValue::new(Arc::new(lines)),
            years: workspace.catalogue().years(),
            focus: RwSignal::new((0, 0)),
            end: RwSignal::new((0, 0)),
            editing: RwSignal::new(None),
            draft: RwSignal::new(String::new()),
            remark: RwSignal::new(None),
            refused: RwSignal::new(false),
            replaces: StoredValue::new(false),
            found: StoredValue::new(String::new()),
            grew: StoredValue::new(false),
            session: StoredValue::new(0),
        };
        Effect::new(move |first: Option<()>| {
            workspace.rewound.track();
            if first.is_some() && grid.editing.get_untracked().is_some() {
                grid.end();
                grid.go(grid.focus.get_untracked(), false);
            }
        });
        grid
    }

    /// How many columns are years.
    pub fn years(&self) -> usize {
        self.years
    }

    /// How many columns there are: the years, then the total.
    pub fn columns(&self) -> usize {
        self.years + 1
    }

    /// The place that a column stands for.
    pub fn year_of(&self, column: usize) -> Year {
        if column < self.years { Year::One(column) } else { Year::Total }
    }

    /// The lines of all rows.
    pub fn lines(&self) -> Arc<Vec<Line>> {
        self.lines.get_value()
    }

    /// The line of a row.
    pub fn line(&self, row: usize) -> Option<Line> {
        self.lines.with_value(|lines| lines.get(row).cloned())
    }

    /// The row of a line.
    pub fn row_of(&self, id: &str) -> Option<usize> {
        self.lines.with_value(|lines| lines.iter().position(|line| line.id == id))
    }

    fn rows(&self) -> usize {
        self.lines.with_value(|lines| lines.len())
    }

    /// Whether a cell can be typed into.
    pub fn is_editable(&self, (row, column): Cell) -> bool {
        let is_driver = |line: &Line| matches!(line.content, Content::Driver(_));
        column < self.years && self.lines.with_value(|lines| lines.get(row).is_some_and(is_driver))
    }

    /// Whether a cell is in a selection of several; tracks the selection.
    pub fn is_selected(&self, (row, column): Cell) -> bool {
        let (rows, columns) = self.selection();
        self.focus.get() != self.end.get() && rows.contains(&row) && columns.contains(&column)
    }

    /// The rows and columns of the selection; tracks it.
    pub(super) fn selection(&self) -> (RangeInclusive<usize>, RangeInclusive<usize>) {
        let ((row, column), (end_row, end_column)) = (self.focus.get(), self.end.get());
        (row.min(end_row)..=row.max(end_row), column.min(end_column)..=column.max(end_column))
    }

    /// Gives a cell the keyboard; with `extend` the selection reaches to it, and
    /// the keyboard stays where that began.
    pub fn go(&self, cell: Cell, extend: bool) {
        let selector = |(row, column): Cell| format!("[data-cell=\"{row}-{column}\"]");
        self.end.set(cell);
        if extend {
            // What had it, such as the field of a cell, may be gone.
            focus_unless_there(&selector(self.focus.get_untracked()));
            return scroll_into_view(&selector(cell));
        }
        self.focus.set(cell);
        // At once: a key typed next must not reach the cell that was left.
        focus(&selector(cell));
        let (row, column) = cell;
        // An open explanation follows the keyboard.
        if self.workspace.route.with_untracked(|route| route.line.is_some())
            && let Some(line) = self.line(row)
        {
            self.workspace.follow_explanation(&line.id, self.year_of(column));
        }
    }

    /// The last cell.
    pub fn last(&self) -> Cell {
        (self.rows().saturating_sub(1), self.columns() - 1)
    }

    /// Selects every cell.
    pub fn select_all(&self) {
        self.go((0, 0), false);
        self.go(self.last(), true);
    }

    /// Answers what empties cells elsewhere; says first what was done instead.
    pub fn say_that_values_stay(&self, done: &str) {
        let why = match self.is_editable(self.focus.get_untracked()) {
            true => "A driver needs a value: type another one over it.",
            false => "This is calculated: change a driver that it comes from.",
        };
        self.workspace.notice.set(Some(Notice::say(format!("{done}{why}"))));
    }

    /// Moves the keyboard by rows and columns, within the grid.
    pub fn step(&self, rows: isize, columns: isize, extend: bool) {
        let (row, column) = if extend { self.end } else { self.focus }.get_untracked();
        let moved =
            |from: usize, by: isize, end: usize| from.saturating_add_signed(by).min(end.saturating_sub(1));
        self.go((moved(row, rows, self.rows()), moved(column, columns, self.columns())), extend);
    }

    /// Moves to a column of the same row.
    pub fn go_to_column(&self, column: usize, extend: bool) {
        let (row, _) = if extend { self.end } else { self.focus }.get_untracked();
        self.go((row, column), extend);
    }

    /// To the next cell that can be typed into, in reading order, or the one
    /// before; false at the ends and from a result, where the keyboard leaves
    /// the grid.
    pub fn tab(&self, forward: bool) -> bool {
        let cell = self.focus.get_untracked();
        let position = |(row, column): Cell| row * self.columns() + column;
        let all = (0..self.rows() * self.columns())
            .map(|position| (position / self.columns(), position % self.columns()));
        let mut editable = all.filter(|cell| self.is_editable(*cell));
        let next = match forward {
            true => editable.find(|next| position(*next) > position(cell)),
            false => editable.take_while(|next| position(*next) < position(cell)).last(),
        };
        if let Some(next) = next.filter(|_| self.is_editable(cell)) {
            self.go(next, false);
            return true;
        }
        false
    }

    /// Begins to type into the focused cell: in place of its value, or in it.
    pub fn begin(&self, typed: Option<String>) {
        let cell @ (row, column) = self.focus.get_untracked();
        let Some(line) = self.line(row).filter(|_| self.is_editable(cell)) else { return };
        let value =
            self.workspace.document.with_untracked(|document| document.values(&line.id).get(column).copied());
        let Some(value) = value else { return };
        let unread =
            self.workspace.unread.with_untracked(|all| all.get(&(line.id.to_string(), column)).cloned());
        let text = unread.map_or_else(|| figures::for_editing(value, &line.unit), |unread| unread.text);
        self.grew.set_value(self.grows(&line));
        self.session.update_value(|session| *session += 1);
        self.remark.set(None);
        self.refused.set(false);
        self.editing.set(Some(cell));
        self.replaces.set_value(typed.is_some());
        self.found.set_value(text.clone());
        match typed {
            Some(typed) => self.typed(typed),
            None => self.draft.set(text),
        }
    }

    /// Takes effect of what is typed, while it is typed.
    pub fn typed(&self, text: String) {
        self.draft.set(text.clone());
        let Some((line, column)) = self.edited() else { return };
        let typed = self.workspace.judge_value(&text, &line, column);
        self.remark.set(typed.remark().map(str::to_owned));
        self.refused.set(matches!(typed, Typed::Refused(_)));
        match typed {
            Typed::Value(value) => self.workspace.set_value(&line, column, value, Some(&self.session_key())),
            // What might not be meant is shown first, and taken at the end. The
            // beginning of what cannot be read was never meant by itself.
            Typed::Doubtful(..) | Typed::Refused(_) => self.give_back(),
        }
    }

    /// Ends typing and takes the value; a text that cannot be read stays in the
    /// cell with its reason, and the last good value stays in force.
    pub fn commit(&self) {
        let Some((line, column)) = self.edited() else { return };
        let text = self.draft.get_untracked();
        // A cell that was only looked into keeps how its line was entered.
        let is_looked_into = !self.replaces.get_value() || self.grew.get_value();
        let is_as_found = is_looked_into && self.found.with_value(|found| *found == text);
        match self.workspace.judge_value(&text, &line, column) {
            Typed::Value(_) | Typed::Doubtful(..) if is_as_found => self.give_back(),
            Typed::Value(value) | Typed::Doubtful(value, _) => {
                self.workspace.set_value(&line, column, value, Some(&self.session_key()));
            }
            Typed::Refused(why) => {
                self.give_back();
                self.workspace.keep_unread(&line.id, column, &text, &why);
            }
        }
        self.end();
        if self.grew.get_value() && !self.grows(&line) {
            self.workspace.say_done(format!("{} is typed year by year now.", line.label));
        }
    }

    /// Takes what was typed in place of a value, and moves on; false where one is
    /// changing a text, in which arrow keys have their own meaning.
    pub fn leave(&self, rows: isize, columns: isize) -> bool {
        if !self.replaces.get_value() {
            return false;
        }
        self.commit();
        self.step(rows, columns, false);
        true
    }

    fn grows(&self, line: &Line) -> bool {
        let entry = |document: &Arc<Document>| {
            matches!(document.drivers.get(line.id.as_str()), Some(Entry::Growth { .. }))
        };
        self.workspace.document.with_untracked(entry)
    }

    /// Ends typing and gives the old value back.
    pub fn cancel(&self) {
        let Some((line, column)) = self.edited() else { return };
        self.give_back();
        self.workspace.forget_unread(&line.id, column);
        self.end();
    }

    fn give_back(&self) {
        self.workspace.take_session_back(&self.session_key());
    }

    fn end(&self) {
        self.workspace.end_session();
        self.editing.set(None);
        self.remark.set(None);
    }

    fn edited(&self) -> Option<(Line, usize)> {
        let (row, column) = self.editing.get_untracked()?;
        Some((self.line(row)?, column))
    }

    fn session_key(&self) -> String {
        format!("cell:{}", self.session.get_value())
    }
}
