//! A table of calculated figures: arrow keys move through it, and each figure
//! explains itself.
//!
//! Its rows are made anew when others take their place. While they stay, two
//! effects in each keep it up to date, one its figures, one where the keyboard
//! and the explanation are: an effect for each cell took longer than the values.

use super::desk::{Desk, at};
use crate::app::browser::{focus, focus_later, nth, set_attribute};
use crate::app::passing::passing_memo;
use crate::engine::cell_ref::CellRef;
use leptos::html::Tr;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, MouseEvent};

/// A figure with what explains it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// As the page shows it.
    pub text: String,
    /// Which cell it is; without keys the total or only value of its line.
    pub address: CellRef,
}

/// A row of figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What its figures are.
    pub label: String,
    /// The same in a sentence.
    pub help: String,
    /// Whether it is one of those that matter most.
    pub strong: bool,
    /// Its figures.
    pub figures: Vec<Figure>,
}

impl Row {
    /// All of it but the texts of its figures.
    fn frame(&self) -> Self {
        let bare = |figure: &Figure| Figure { text: String::new(), address: figure.address.clone() };
        Self {
            figures: self.figures.iter().map(bare).collect(),
            label: self.label.clone(),
            help: self.help.clone(),
            ..*self
        }
    }
}

/// A table of figures under an id and a name.
pub fn figures_grid(
    desk: Desk,
    id: &'static str,
    name: &'static str,
    heads: impl Fn() -> Vec<String> + Send + Sync + 'static,
    rows: impl Fn() -> Vec<Row> + Send + Sync + 'static,
) -> impl IntoView {
    let heads = Memo::new(move |_| heads());
    let grid = Cells { desk, id, rows: Memo::new(move |_| rows()), here: RwSignal::new((0, 0)) };
    let marks = grid.marks();
    // Rows are made anew where their words change, and not for a figure.
    let frames = Memo::new(move |_| grid.rows.with(|rows| rows.iter().map(Row::frame).collect::<Vec<_>>()));
    let row = move |(number, frame): (usize, Row)| grid.row_view(number, frame, marks);
    view! {
        <div class="scroll">
            <table
                role="grid"
                class="explained-figures"
                aria-label=name
                aria-readonly="true"
                on:keydown=move |event| grid.on_key(&event)
                on:click=move |event| grid.on_click(&event)
            >
                <thead>
                    <tr>
                        {move || heads.get().into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{move || frames.get().into_iter().enumerate().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// A row and a column, counted from 0.
type Cell = (usize, usize);

/// The cells of a table; copies share them.
#[derive(Clone, Copy)]
struct Cells {
    desk: Desk,
    id: &'static str,
    rows: Memo<Vec<Row>>,
    /// The cell that has the keyboard. Does not persist.
    here: RwSignal<Cell>,
}

/// The cell that the keyboard can reach, and the one that is explained.
#[derive(Clone, Copy)]
struct Marks {
    reached: Memo<Cell>,
    explained: Memo<Option<Cell>>,
}

impl Cells {
    fn explain(self, (row, column): Cell, remember: bool) {
        let figure = self.rows.with_untracked(|rows| rows.get(row)?.figures.get(column).cloned());
        if let Some(figure) = figure {
            self.desk.explain(&figure.address, remember);
        }
    }

    fn go(self, cell @ (row, column): Cell) {
        self.here.set(cell);
        focus(&format!("[data-cell=\"{}-{row}-{column}\"]", self.id));
        // An open explanation follows the keyboard.
        if self.desk.workspace.route.with_untracked(|route| route.line.is_some()) {
            self.explain(cell, false);
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let ((row, column), (rows, columns)) =
            (self.here.get_untracked(), self.rows.with_untracked(|rows| size(rows)));
        let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
        match event.key().as_str() {
            "ArrowUp" => self.go((row.saturating_sub(1), column)),
            "ArrowDown" => self.go(((row + 1).min(last_row), column)),
            "ArrowLeft" => self.go((row, column.saturating_sub(1))),
            "ArrowRight" => self.go((row, (column + 1).min(last_column))),
            "Home" => self.go((row, 0)),
            "End" => self.go((row, last_column)),
            "Enter" | " " => {
                self.explain((row, column), true);
                focus_later("#explanation");
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn on_click(self, event: &MouseEvent) {
        if let Some(cell) = cell_of(event, self.id) {
            self.here.set(cell);
            self.explain(cell, true);
        }
    }

    fn marks(self) -> Marks {
        let reached = Memo::new(move |_| {
            let (row, column) = self.here.get();
            let (rows, columns) = self.rows.with(|rows| size(rows));
            (row.min(rows.saturating_sub(1)), column.min(columns.saturating_sub(1)))
        });
        let explained = Memo::new(move |_| {
            let (line, keys) = self.desk.workspace.route.with(|route| (route.line.clone(), route.at.clone()));
            let is_it = |figure: &Figure| {
                line.as_deref() == Some(figure.address.line.as_str()) && keys == at(&figure.address)
            };
            self.rows.with(|rows| {
                let of_row = |(row, of): (usize, &Row)| Some((row, of.figures.iter().position(is_it)?));
                rows.iter().enumerate().find_map(of_row)
            })
        });
        Marks { reached, explained }
    }

    /// A row. Figures and marks change in its cells, which stay.
    fn row_view(self, number: usize, frame: Row, marks: Marks) -> impl IntoView + use<> {
        let columns = frame.figures.len();
        let element = NodeRef::<Tr>::new();
        let cells = move || element.get().and_then(|row| row.query_selector_all("td").ok());
        let texts = passing_memo(move |_| {
            let text = |row: &Row| row.figures.iter().map(|figure| figure.text.clone()).collect::<Vec<_>>();
            self.rows.with(|rows| rows.get(number).map(text)).unwrap_or_default()
        });
        Effect::new(move |before: Option<Vec<String>>| {
            let (Some(cells), texts) = (cells(), texts.get()) else { return Vec::new() };
            let before = before.unwrap_or_default();
            let differs = |(column, text): &(usize, &String)| before.get(*column) != Some(*text);
            for (column, text) in texts.iter().enumerate().filter(differs) {
                if let Some(cell) = nth(&cells, column) {
                    cell.set_text_content(Some(text));
                }
            }
            texts
        });
        let of_row = move |(row, column): Cell| (row == number).then_some(column);
        let marked =
            passing_memo(move |_| (of_row(marks.reached.get()), marks.explained.get().and_then(of_row)));
        Effect::new(move |_| {
            let (Some(cells), (reached, explained)) = (cells(), marked.get()) else { return };
            for column in 0..columns {
                if let Some(cell) = nth(&cells, column) {
                    set_attribute(&cell, "tabindex", Some(if reached == Some(column) { "0" } else { "-1" }));
                    set_attribute(&cell, "class", (explained == Some(column)).then_some("explained"));
                }
            }
        });
        let id = self.id;
        let cell = |column: usize| view! { <td data-cell=format!("{id}-{number}-{column}")></td> };
        view! {
            <tr node_ref=element class:strong=frame.strong>
                <th scope="row" title=frame.help>{frame.label}</th>
                {(0..columns).map(cell).collect_view()}
            </tr>
        }
    }
}

/// How many rows there are, and how many figures in each.
fn size(rows: &[Row]) -> (usize, usize) {
    (rows.len(), rows.first().map_or(0, |row| row.figures.len()))
}

fn cell_of(event: &MouseEvent, id: &str) -> Option<(usize, usize)> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let cell = element.closest("[data-cell]").ok().flatten()?.get_attribute("data-cell")?;
    let (row, column) = cell.strip_prefix(id)?.strip_prefix('-')?.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}
