//! A table of calculated figures: arrow keys move through it, and each figure
//! explains itself.
//!
//! Its rows are made anew when others take their place. While they stay, two
//! effects in each keep it up to date, one its figures, one where the keyboard
//! and the explanation are: an effect for each cell took longer than the values.

use super::desk::{Desk, at};
use crate::app::browser::{focus, focus_later, nth, set_attribute};
use crate::app::passing::passing_memo;
use crate::engine::address::Address;
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
    pub address: Address,
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
    let rows = Memo::new(move |_| rows());
    let heads = Memo::new(move |_| heads());
    // The cell that has the keyboard. Does not persist.
    let here = RwSignal::new((0_usize, 0_usize));
    let explain = move |(row, column): (usize, usize), remember: bool| {
        let figure = rows.with_untracked(|rows| rows.get(row)?.figures.get(column).cloned());
        if let Some(figure) = figure {
            desk.explain(&figure.address, remember);
        }
    };
    let go = move |(row, column): (usize, usize)| {
        here.set((row, column));
        focus(&format!("[data-cell=\"{id}-{row}-{column}\"]"));
        // An open explanation follows the keyboard.
        if desk.workspace.route.with_untracked(|route| route.line.is_some()) {
            explain((row, column), false);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let ((row, column), (rows, columns)) = (here.get_untracked(), rows.with_untracked(|rows| size(rows)));
        let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
        match event.key().as_str() {
            "ArrowUp" => go((row.saturating_sub(1), column)),
            "ArrowDown" => go(((row + 1).min(last_row), column)),
            "ArrowLeft" => go((row, column.saturating_sub(1))),
            "ArrowRight" => go((row, (column + 1).min(last_column))),
            "Home" => go((row, 0)),
            "End" => go((row, last_column)),
            "Enter" | " " => {
                explain((row, column), true);
                focus_later("#explanation");
            }
            _ => return,
        }
        event.prevent_default();
    };
    let on_click = move |event: MouseEvent| {
        if let Some(cell) = cell_of(&event, id) {
            here.set(cell);
            explain(cell, true);
        }
    };
    let explained = Memo::new(move |_| {
        let (line, keys) = desk.workspace.route.with(|route| (route.line.clone(), route.at.clone()));
        let is_it =
            |figure: &Figure| line.as_ref() == Some(&figure.address.line) && keys == at(&figure.address);
        rows.with(|rows| {
            let of_row = |(row, of): (usize, &Row)| Some((row, of.figures.iter().position(is_it)?));
            rows.iter().enumerate().find_map(of_row)
        })
    });
    let reached = Memo::new(move |_| {
        let (row, column) = here.get();
        let (rows, columns) = rows.with(|rows| size(rows));
        (row.min(rows.saturating_sub(1)), column.min(columns.saturating_sub(1)))
    });
    let frames = Memo::new(move |_| rows.with(|rows| rows.iter().map(Row::frame).collect::<Vec<_>>()));
    let row_view = move |(number, frame): (usize, Row)| {
        let columns = frame.figures.len();
        let element = NodeRef::<Tr>::new();
        let cells = move || element.get().and_then(|row| row.query_selector_all("td").ok());
        let texts = passing_memo(move |_| {
            rows.with(|rows| {
                rows.get(number)
                    .map(|row| row.figures.iter().map(|figure| figure.text.clone()).collect::<Vec<_>>())
            })
            .unwrap_or_default()
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
        let of_row = move |(row, column): (usize, usize)| (row == number).then_some(column);
        let marked = passing_memo(move |_| (of_row(reached.get()), explained.get().and_then(of_row)));
        Effect::new(move |_| {
            let (Some(cells), (reached, explained)) = (cells(), marked.get()) else { return };
            for column in 0..columns {
                if let Some(cell) = nth(&cells, column) {
                    set_attribute(&cell, "tabindex", Some(if reached == Some(column) { "0" } else { "-1" }));
                    set_attribute(&cell, "class", (explained == Some(column)).then_some("explained"));
                }
            }
        });
        let cell = |column: usize| view! { <td data-cell=format!("{id}-{number}-{column}")></td> };
        view! {
            <tr node_ref=element class:strong=frame.strong>
                <th scope="row" title=frame.help>{frame.label}</th>
                {(0..columns).map(cell).collect_view()}
            </tr>
        }
    };
    view! {
        <div class="scroll">
            <table role="grid" class="explained-figures" aria-label=name aria-readonly="true" on:keydown=on_key on:click=on_click>
                <thead>
                    <tr>
                        {move || heads.get().into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{move || frames.get().into_iter().enumerate().map(row_view).collect_view()}</tbody>
            </table>
        </div>
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
