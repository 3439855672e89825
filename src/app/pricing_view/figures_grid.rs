//! A table of calculated figures: arrow keys move through it, and each figure
//! explains itself.

use super::desk::{Desk, at};
use crate::app::browser::{focus, focus_later};
use crate::app::passing::passing;
use crate::engine::address::Address;
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
    let size =
        move || rows.with_untracked(|rows| (rows.len(), rows.first().map_or(0, |row| row.figures.len())));
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
        let ((row, column), (rows, columns)) = (here.get_untracked(), size());
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
    let explained =
        Memo::new(move |_| desk.workspace.route.with(|route| (route.line.clone(), route.at.clone())));
    let cell = move |row: usize, column: usize, figure: Figure| {
        let here_now = move || {
            let (last_row, last_column) = rows.with(|rows| {
                (
                    rows.len().saturating_sub(1),
                    rows.first().map_or(0, |row| row.figures.len().saturating_sub(1)),
                )
            });
            let (at_row, at_column) = here.get();
            (at_row.min(last_row), at_column.min(last_column)) == (row, column)
        };
        let is_explained = move || {
            explained.with(|(line, keys)| {
                line.as_deref() == Some(figure.address.line.as_str()) && *keys == at(&figure.address)
            })
        };
        view! {
            <td
                data-cell=format!("{id}-{row}-{column}")
                tabindex=passing(move || if here_now() { "0" } else { "-1" })
                class:explained=passing(is_explained)
            >
                {figure.text}
            </td>
        }
    };
    let row_view = move |(number, row): (usize, Row)| {
        let cells = row.figures.into_iter().enumerate();
        view! {
            <tr class:strong=row.strong>
                <th scope="row" title=row.help>{row.label}</th>
                {cells.map(|(column, figure)| cell(number, column, figure)).collect_view()}
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
                <tbody>{move || rows.get().into_iter().enumerate().map(row_view).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn cell_of(event: &MouseEvent, id: &str) -> Option<(usize, usize)> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let cell = element.closest("[data-cell]").ok().flatten()?.get_attribute("data-cell")?;
    let (row, column) = cell.strip_prefix(id)?.strip_prefix('-')?.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}
