//! Blocks of the projection's cells: what copy and fill do.

use super::grid::Grid;
use crate::app::intl::Local;
use crate::engine::model::Line;
use crate::engine::numerals::{for_spreadsheet, to_clipboard};
use leptos::prelude::*;

impl Grid {
    /// The selected cells as text for a spreadsheet, at full precision.
    pub fn copy(&self) -> String {
        let (rows, columns) = untrack(|| self.selection());
        let text = |row: usize, column: usize| {
            let Some(line) = self.line(row) else { return String::new() };
            let value = untrack(|| match column < self.years() {
                true => self.workspace.value(&line.id, column),
                false => self.workspace.total(&line.id),
            });
            value.map(|value| for_spreadsheet(value, &line.unit, &Local)).unwrap_or_default()
        };
        let block: Vec<Vec<String>> =
            rows.map(|row| columns.clone().map(|column| text(row, column)).collect()).collect();
        to_clipboard(&block)
    }

    /// Fills the selection's first column into its others; from a single cell
    /// into all later years.
    pub fn fill_right(&self) {
        let (rows, columns) = untrack(|| self.selection());
        let (from, to) = (*columns.start(), (*columns.end()).min(self.years() - 1));
        let to = if from == to { self.years() - 1 } else { to };
        let lines: Vec<Line> =
            rows.filter(|row| self.is_editable((*row, from))).filter_map(|row| self.line(row)).collect();
        if lines.is_empty() {
            return;
        }
        self.workspace.fill_right(&lines, from, to);
    }
}
