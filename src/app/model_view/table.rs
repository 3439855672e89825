//! The projection table: drivers are typed in place, results explain themselves.

use super::cells;
use super::grid::{Cell, Grid};
use super::paste::paste;
use crate::app::browser::{focus_later, key_of, number_keyboard};
use crate::app::figures;
use crate::app::passing::passing;
use crate::app::workspace::{Unread, Workspace};
use crate::engine::model::{Content, Line};
use crate::engine::print;
use crate::engine::unit::{Form, Unit};
use crate::store::document::Entry;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event, FocusEvent, KeyboardEvent, MouseEvent};

/// So many rows are a page of the table.
const PAGE: isize = 10;

/// The projection table.
#[component]
pub fn Projection() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let catalogue = workspace.catalogue();
    let drivers: Vec<Line> = catalogue.drivers.iter().map(|entry| entry.line.clone()).collect();
    let results: Vec<Line> = catalogue.calculated().cloned().collect();
    let first_result = drivers.len();
    let grid = Grid::new(workspace, drivers.iter().chain(&results).cloned().collect());
    let years = (0..grid.years()).map(|year| {
        let label = catalogue.year_label(year);
        view! { <th scope="col" class:shown=move || workspace.year() == year>{label}</th> }
    });
    let rows = |lines: Vec<Line>, from: usize| {
        let row = |(row, line): (usize, &Line)| row_view(grid, workspace, from + row, line);
        lines.iter().enumerate().map(row).collect_view()
    };
    let title = format!("{} projection", catalogue.timeline().adjective());
    // The name, the years, the total, the formula.
    let columns = grid.columns() + 2;
    let table = NodeRef::new();
    cells::paint(grid, table);
    let section = |title: &'static str| {
        view! { <tr class="section"><th scope="rowgroup" colspan=columns><span>{title}</span></th></tr> }
    };
    view! {
        <section class="sheet projection" aria-labelledby="projection-title">
            <div class="title-row">
                <h2 id="projection-title">{title}</h2>
                <p class="sub">"Tinted cells can be typed into and pasted" <span class="keys">"; Ctrl+R fills right, Space explains"</span></p>
            </div>
            {unread_list(grid)}
            <div class="scroll">
                <table
                    node_ref=table
                    role="grid"
                    aria-labelledby="projection-title"
                    on:keydown=move |event| on_key(grid, &event)
                    on:focusin=move |event| on_focus(grid, &event)
                    on:mousedown=move |event| on_press(grid, &event)
                    on:mouseover=move |event| on_drag(grid, &event)
                    on:dblclick=move |_| grid.begin(None)
                    on:copy=move |event| _ = on_copy(grid, &event)
                    on:cut=move |event| {
                        if on_copy(grid, &event) {
                            grid.say_that_values_stay("Copied. ");
                        }
                    }
                    on:paste=move |event| on_paste(grid, &event)
                >
                    <thead>
                        <tr>
                            <th scope="col">"Line"</th>
                            {years.collect_view()}
                            <th scope="col">"Total"</th>
                            <th scope="col" class="formula-column">"Formula"</th>
                        </tr>
                    </thead>
                    <tbody>{section("Drivers")} {rows(drivers, 0)}</tbody>
                    <tbody>{section("Results")} {rows(results, first_result)}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row_view(grid: Grid, workspace: Workspace, row: usize, line: &Line) -> AnyView {
    let (formula, grows) = match &line.content {
        Content::Formula(formula) => {
            let pieces = print::cell_formula(&workspace.catalogue().model, line, 1, formula);
            (print::text(&pieces), None)
        }
        Content::Driver(_) => (String::new(), Some(growth_mark(workspace, line.id.to_string()))),
    };
    let strong = workspace.catalogue().is_emphasised(&line.id);
    let cells = (0..grid.columns()).map(|column| cell_view(grid, (row, column), line));
    let explained = line.id.clone();
    let explain_row = move |_| workspace.explain(&explained, grid.year_of(workspace.year()));
    view! {
        <tr class:strong=strong>
            <th scope="row" title=line.help.clone() on:click=explain_row>
                <span class="long">{line.label.clone()}</span>
                <span class="short" aria-hidden="true">{line.short.clone()}</span>
                {unit_in_header(&line.unit).map(|unit| view! { <small class="unit" aria-hidden="true">{unit}</small> })}
                {grows}
            </th>
            {cells.collect_view()}
            <td class="formula formula-column">{formula}</td>
        </tr>
    }
    .into_any()
}

/// The unit that a row's figures leave out; counts of customers need none.
fn unit_in_header(unit: &Unit) -> Option<String> {
    let is_told = unit.form() == Form::Plain && unit.dimension().exponent("customer") == 0;
    is_told.then(|| figures::unit_symbol(unit)).filter(|symbol| !symbol.is_empty())
}

/// Says that a driver grows from its first value.
fn growth_mark(workspace: Workspace, id: String) -> AnyView {
    let grows = Memo::new(move |_| {
        workspace.document.with(|document| matches!(document.drivers.get(&id), Some(Entry::Growth { .. })))
    });
    let mark = move || {
        grows.get().then(|| {
            view! {
                <span class="badge origin" title="First value and growth: a later year typed makes it by year">
                    "by growth"
                </span>
            }
        })
    };
    mark.into_any()
}

/// A cell; what it shows is painted.
fn cell_view(grid: Grid, cell: Cell, line: &Line) -> AnyView {
    let (row, column) = cell;
    let editable = grid.is_editable(cell);
    let label = format!("{}, {}", line.label, grid.workspace.catalogue().year_phrase(column));
    let field = editable.then(|| {
        let is_edited = Memo::new(move |_| grid.editing.get() == Some(cell));
        move || is_edited.get().then(|| editor(grid, label.clone()))
    });
    view! {
        <td aria-readonly=(!editable).to_string() data-cell=format!("{row}-{column}") tabindex="-1">
            <span class="value"></span>
            {field}
        </td>
    }
    .into_any()
}

fn editor(grid: Grid, label: String) -> impl IntoView {
    let input = NodeRef::<leptos::html::Input>::new();
    Effect::new(move || {
        if let Some(input) = input.get() {
            // A field that cannot take the focus is still typed into by a click.
            let _ = input.focus();
            // The view gives the text to the field a moment later, and there is
            // nothing to select until then.
            input.set_value(&grid.draft.get_untracked());
            if has_coarse_pointer() {
                input.select();
            } else {
                let end = grid.draft.get_untracked().encode_utf16().count() as u32;
                let _ = input.set_selection_range(end, end);
            }
        }
    });
    view! {
        <input
            class="cell-input"
            node_ref=input
            inputmode=number_keyboard()
            autocomplete="off"
            spellcheck="false"
            aria-label=label
            aria-describedby="cell-remark"
            aria-invalid=passing(move || grid.refused.get().to_string())
            prop:value=passing(move || grid.draft.get())
            on:input=move |event| grid.typed(event_target_value(&event))
            on:blur=move |_| grid.commit()
        />
        <span class="cell-remark" id="cell-remark" role="status">{passing(move || grid.remark.get())}</span>
    }
}

/// The texts that could not be read, each with its reason and a way to it.
fn unread_list(grid: Grid) -> impl IntoView {
    let workspace = grid.workspace;
    let items = move || {
        let item = |((driver, year), unread): ((String, usize), Unread)| {
            let row = grid.row_of(&driver)?;
            let label = format!("{}, {}", grid.line(row)?.label, workspace.catalogue().year_label(year));
            let go = move |_| grid.go((row, year), false);
            Some(view! {
                <li id=cells::reason_id(row, year)>
                    <button type="button" class="link" on:click=go>{label}</button>
                    {format!(": {}. The last good value is used.", unread.why)}
                </li>
            })
        };
        workspace.unread.get().into_iter().map(item).collect_view()
    };
    view! {
        <div class="unread-list" role="status" class:none=move || workspace.unread.with(|all| all.is_empty())>
            <ul>{items}</ul>
        </div>
    }
}

fn on_key(grid: Grid, event: &KeyboardEvent) {
    let (key, shift) = (key_of(event), event.shift_key());
    let command = event.ctrl_key() || event.meta_key();
    if grid.editing.get_untracked().is_some() {
        match key.as_str() {
            "Enter" => {
                grid.commit();
                grid.step(if shift { -1 } else { 1 }, 0, false);
            }
            "Tab" => {
                grid.commit();
                if !grid.tab(!shift) {
                    return;
                }
            }
            "Escape" => {
                grid.cancel();
                grid.go(grid.focus.get_untracked(), false);
            }
            _ if shift || command => return,
            "ArrowUp" if grid.leave(-1, 0) => {}
            "ArrowDown" if grid.leave(1, 0) => {}
            "ArrowLeft" if grid.leave(0, -1) => {}
            "ArrowRight" if grid.leave(0, 1) => {}
            _ => return,
        }
        event.prevent_default();
        return;
    }
    match key.as_str() {
        "ArrowUp" => grid.step(-1, 0, shift),
        "ArrowDown" => grid.step(1, 0, shift),
        "ArrowLeft" => grid.step(0, -1, shift),
        "ArrowRight" => grid.step(0, 1, shift),
        "Home" if command => grid.go((0, 0), shift),
        "End" if command => grid.go(grid.last(), shift),
        "PageUp" => grid.step(-PAGE, 0, shift),
        "PageDown" => grid.step(PAGE, 0, shift),
        "a" | "A" if command => grid.select_all(),
        "Delete" | "Backspace" => grid.say_that_values_stay(""),
        "Home" => grid.go_to_column(0, shift),
        "End" => grid.go_to_column(grid.columns() - 1, shift),
        "Tab" => {
            if !grid.tab(!shift) {
                return;
            }
        }
        "Enter" | "F2" if grid.is_editable(grid.focus.get_untracked()) => grid.begin(None),
        // No number begins with a space, so that it explains drivers too.
        "Enter" | " " => {
            explain(grid);
            focus_later("#explanation");
        }
        "Escape" => return,
        "r" | "R" if command => grid.fill_right(),
        _ if key.chars().count() == 1 && !command && !event.alt_key() => grid.begin(Some(key)),
        _ => return,
    }
    event.prevent_default();
}

fn explain(grid: Grid) {
    let (row, column) = grid.focus.get_untracked();
    if let Some(line) = grid.line(row) {
        grid.workspace.explain(&line.id, grid.year_of(column));
    }
}

/// Follows the keyboard where something else gave it to a cell, such as a screen
/// reader.
fn on_focus(grid: Grid, event: &FocusEvent) {
    let is_typing = grid.editing.get_untracked().is_some();
    if let Some(cell) = cell_of(event).filter(|cell| !is_typing && *cell != grid.focus.get_untracked()) {
        grid.go(cell, false);
    }
}

fn on_press(grid: Grid, event: &MouseEvent) {
    let Some(cell) = cell_of(event) else { return };
    if grid.editing.get_untracked() == Some(cell) {
        return;
    }
    event.prevent_default();
    grid.commit();
    grid.go(cell, event.shift_key());
    match grid.is_editable(cell) {
        // A finger has no double click and no F2.
        true if has_coarse_pointer() => grid.begin(None),
        true => {}
        false if !event.shift_key() => explain(grid),
        false => {}
    }
}

/// Has the selection follow the pressed pointer.
fn on_drag(grid: Grid, event: &MouseEvent) {
    if event.buttons() == 1
        && grid.editing.get_untracked().is_none()
        && let Some(cell) = cell_of(event)
    {
        grid.go(cell, true);
    }
}

fn has_coarse_pointer() -> bool {
    window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches())
}

fn cell_of(event: &Event) -> Option<Cell> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let cell = element.closest("[data-cell]").ok().flatten()?.get_attribute("data-cell")?;
    let (row, column) = cell.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

/// Copies the selection; false where a text is being typed, whose field copies by
/// itself.
fn on_copy(grid: Grid, event: &ClipboardEvent) -> bool {
    let is_typing = grid.editing.get_untracked().is_some();
    let Some(clipboard) = event.clipboard_data().filter(|_| !is_typing) else { return false };
    let is_copied = clipboard.set_data("text/plain", &grid.copy()).is_ok();
    if is_copied {
        event.prevent_default();
    }
    is_copied
}

fn on_paste(grid: Grid, event: &ClipboardEvent) {
    let Some(text) = pasted_text(event) else { return };
    // One value pasted into a text being typed is the field's own business.
    if grid.editing.get_untracked().is_some() {
        if !is_block(&text) {
            return;
        }
        grid.cancel();
        grid.go(grid.focus.get_untracked(), false);
    }
    event.prevent_default();
    paste(grid, text);
}

/// What is pasted, as text.
pub fn pasted_text(event: &ClipboardEvent) -> Option<String> {
    event.clipboard_data()?.get_data("text/plain").ok()
}

/// Whether a text has more than one cell. The end of its last line is none.
pub fn is_block(text: &str) -> bool {
    text.trim_end().contains(['\t', '\n'])
}
