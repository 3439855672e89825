//! What the table's cells show, and how it comes onto the page.
//!
//! Two effects paint the whole table: one its figures, one where the keyboard
//! and the selection are. Each compares with what it painted before and writes
//! what differs. An effect for each property of each cell made 1,400 of them,
//! which took most of the time from a key to its frame.

use super::grid::{Cell, Grid};
use super::published::published_difference;
use crate::app::browser::{nth, set_attribute};
use crate::app::figures;
use crate::app::workspace::Unread;
use crate::engine::model::Line;
use crate::engine::roll_up::RollUp;
use leptos::html::Table;
use leptos::prelude::*;
use web_sys::{Element, NodeList};

/// What one row shows.
struct Row {
    /// What its texts follow from.
    values: Vec<Option<f64>>,
    cells: Vec<Look>,
}

/// What one cell shows.
#[derive(Clone, Default, PartialEq)]
struct Look {
    text: String,
    /// Why the text could not be read, where that is so.
    unread: Option<String>,
    /// Why a published figure differs, where one does.
    published: Option<String>,
}

/// What a cell is told apart by.
#[derive(Clone, Copy, PartialEq)]
struct Place {
    has_keyboard: bool,
    is_selected: bool,
    is_shown: bool,
    is_explained: bool,
}

/// Keeps the cells of a table up to date, as long as it is on the page.
pub fn paint(grid: Grid, table: NodeRef<Table>) {
    let cells = move || table.get().and_then(|table| table.query_selector_all("[data-cell]").ok());
    Effect::new(move |before: Option<Vec<Row>>| {
        let Some(cells) = cells() else { return Vec::new() };
        let mut before = before.unwrap_or_default().into_iter();
        let lines = grid.lines();
        let row = |(row, line): (usize, &Line)| paint_row(grid, &cells, (row, line), before.next());
        lines.iter().enumerate().map(row).collect()
    });
    Effect::new(move |before: Option<Vec<Place>>| {
        let Some(cells) = cells() else { return Vec::new() };
        let before = before.unwrap_or_default();
        let now: Vec<Place> = places(grid);
        for (position, place) in now.iter().enumerate().filter(|(at, place)| before.get(*at) != Some(place)) {
            if let Some(element) = nth(&cells, position) {
                let cell = cell_at(grid, position);
                put(&element, place, grid.is_editable(cell), cell.1 == grid.years());
            }
        }
        now
    });
}

fn cell_at(grid: Grid, position: usize) -> Cell {
    (position / grid.columns(), position % grid.columns())
}

/// Paints what differs in a row from what it showed.
fn paint_row(grid: Grid, cells: &NodeList, (row, line): (usize, &Line), before: Option<Row>) -> Row {
    let workspace = grid.workspace;
    let years = (0..grid.years()).map(|year| workspace.value(&line.id, year));
    let values: Vec<_> = years.chain([workspace.total(&line.id)]).collect();
    // Writing a figure costs more than all the rest.
    let known = before.as_ref().filter(|before| before.values == values);
    let look = |column: usize| {
        // There are none most of the time: no key is made to look them up with.
        let is_here = |key: &(String, usize)| key.0 == line.id && key.1 == column;
        let unread =
            workspace.unread.with(|all| all.iter().find(|(key, _)| is_here(key)).map(|(_, is)| is.clone()));
        let published = published_difference(workspace, &line.id, column);
        match (unread, known.filter(|known| known.cells[column].unread.is_none())) {
            (Some(Unread { text, why, .. }), _) => Look { text, unread: Some(why), published: None },
            (None, Some(known)) => Look { text: known.cells[column].text.clone(), unread: None, published },
            (None, None) => Look { text: cell_text(grid, line, column, &values), unread: None, published },
        }
    };
    let looks: Vec<Look> = (0..grid.columns()).map(look).collect();
    for (column, look) in looks.iter().enumerate() {
        let before = before.as_ref().map(|before| &before.cells[column]);
        if before != Some(look)
            && let Some(element) = nth(cells, row * grid.columns() + column)
        {
            show(&element, look, before, &reason_id(row, column));
        }
    }
    Row { values, cells: looks }
}

/// What stands in a cell; nothing where the line has no such value.
fn cell_text(grid: Grid, line: &Line, column: usize, row: &[Option<f64>]) -> String {
    let workspace = grid.workspace;
    let value = match (line.shape.is_empty(), column == grid.years()) {
        // A line without years has one value, for the whole projection.
        (true, true) => workspace.value(&line.id, 0),
        (true, false) => return String::new(),
        (false, true) if line.roll_up == RollUp::NONE => return String::new(),
        (false, true) => workspace.total(&line.id),
        (false, false) => workspace.value(&line.id, column),
    };
    figures::in_row(value, &line.unit, figures::scale_in(row, value))
}

/// The mark beside a published figure that differs.
const MARK: &str =
    "<sup class=\"published\">†<span class=\"sr\"> differs from the published figure</span></sup>";

/// The id of the sentence that says why a cell's text cannot be read.
pub fn reason_id(row: usize, column: usize) -> String {
    format!("unread-{row}-{column}")
}

/// Shows a text in its cell, as what it is.
fn show(cell: &Element, look: &Look, before: Option<&Look>, reason_id: &str) {
    let Some(value) = cell.first_element_child() else { return };
    value.set_text_content(Some(&look.text));
    if look.unread.as_ref() != before.and_then(|before| before.unread.as_ref()) {
        value.set_class_name(if look.unread.is_some() { "value unread" } else { "value" });
        set_attribute(&value, "title", look.unread.as_deref());
        set_attribute(cell, "aria-invalid", look.unread.as_ref().map(|_| "true"));
        set_attribute(cell, "aria-describedby", look.unread.as_ref().map(|_| reason_id));
    }
    if look.published.as_ref() != before.and_then(|before| before.published.as_ref()) {
        if let Ok(Some(mark)) = cell.query_selector("sup") {
            mark.remove();
        }
        if let Some(why) = &look.published
            && value.insert_adjacent_html("afterend", MARK).is_ok()
            && let Some(mark) = value.next_element_sibling()
        {
            set_attribute(&mark, "title", Some(why));
        }
    }
}

/// Where each cell stands to the keyboard, the selection and the explanation.
fn places(grid: Grid) -> Vec<Place> {
    let (focus, shown) = (grid.focus.get(), grid.workspace.year());
    let explained = grid.workspace.route.with(|route| {
        let row = grid.row_of(route.line.as_deref()?)?;
        Some((row, route.cell()))
    });
    let place = |(row, column): Cell| Place {
        has_keyboard: focus == (row, column),
        is_selected: grid.is_selected((row, column)),
        is_shown: column == shown,
        is_explained: explained == Some((row, grid.year_of(column))),
    };
    (0..grid.lines().len() * grid.columns()).map(|position| place(cell_at(grid, position))).collect()
}

fn put(cell: &Element, place: &Place, is_editable: bool, is_total: bool) {
    let names = [
        (is_editable, "editable"),
        (is_total, "total"),
        (place.is_selected, "selected"),
        (place.is_shown, "shown"),
        (place.is_explained, "explained"),
    ];
    let names: Vec<&str> = names.into_iter().filter_map(|(is_so, name)| is_so.then_some(name)).collect();
    cell.set_class_name(&names.join(" "));
    set_attribute(cell, "aria-selected", Some(if place.is_selected { "true" } else { "false" }));
    set_attribute(cell, "tabindex", Some(if place.has_keyboard { "0" } else { "-1" }));
}
