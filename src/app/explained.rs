//! How a number is made, for any model: value or cause, formula with labels and
//! with numbers, where it comes from and what uses it. Each can be followed.

use crate::app::browser::{self, focus_later, listen};
use crate::app::figures;
use crate::engine::cause::{self, Cause};
use crate::engine::cell_ref::CellRef;
use crate::engine::model::{Content, Line, Model};
use crate::engine::print::{self, Piece};
use crate::engine::roll_up::RollUp;
use crate::engine::trace;
use crate::engine::values::Values;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// The panel around an explanation: while it is open it has the keyboard, and
/// what had it before gets it back.
pub fn panel<S: Clone + PartialEq + Send + Sync + 'static>(
    subject: Memo<Option<S>>,
    leave: impl Fn() + Copy + Send + 'static,
    body: impl Fn(S) -> AnyView + Send + 'static,
) -> impl IntoView {
    let opener = StoredValue::new_local(None::<HtmlElement>);
    let close = move || {
        leave();
        match opener.get_value().filter(|element| element.is_connected()) {
            // An element that cannot take the focus any more leaves it free.
            Some(element) => drop(element.focus()),
            None => focus_later("[role=grid] [tabindex=\"0\"]"),
        }
    };
    listen(&window(), "keydown", move |event: KeyboardEvent| {
        let busy = event.default_prevented() || browser::find("dialog[open], :popover-open").is_some();
        if event.key() == "Escape" && !busy && subject.with_untracked(Option::is_some) {
            close();
        }
    });
    Effect::new(move |was_open: Option<bool>| {
        let is_open = subject.with(Option::is_some);
        let active: Option<HtmlElement> =
            document().active_element().and_then(|element| element.dyn_into().ok());
        // A panel that is there from the start came with the address, unless
        // something that a person chose has the keyboard.
        let was_open = was_open.unwrap_or_else(|| active == document().body());
        let is = |selector| active.as_ref().is_some_and(|element| element.matches(selector).unwrap_or(false));
        // What is followed within the panel did not open it.
        if is_open && !is("#explanation, #explanation *") {
            // In the grid the keyboard stays, so that arrows go on explaining; so
            // it does where a list chooses the year of what is explained.
            if !is("[data-cell]") && (!was_open || is("button")) {
                focus_later("#explanation");
            }
            if !was_open || !is("body") {
                opener.set_value(active);
            }
        }
        is_open
    });
    move || {
        subject.get().map(|subject| {
            view! {
                <aside id="explanation" class="explanation" tabindex="-1" aria-label="Explanation">
                    <button type="button" class="quiet close" aria-label="Close explanation" on:click=move |_| close()>
                        "×"
                    </button>
                    {body(subject)}
                </aside>
            }
        })
    }
}

/// What is explained of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A cell, counted from 0.
    Cell(usize),
    /// The total of all cells.
    Total,
}

/// How a number is made; `follow` goes to another one, `beside` stands below
/// the formula.
pub fn how_it_is_made(
    model: &Model,
    values: &Values,
    (line, part): (&Line, Part),
    follow: Callback<CellRef>,
    beside: Option<AnyView>,
) -> impl IntoView + use<> {
    let total = part == Part::Total;
    let cell = match part {
        Part::Cell(cell) => cell,
        Part::Total => 0,
    };
    let value = if total { values.total(&line.id) } else { values.cell(&line.id, cell) };
    let unit = match (total, model.total_unit(line)) {
        (true, Some(unit)) => unit,
        _ => line.unit.clone(),
    };
    let why = match total {
        true => cause::total_cause(model, values, line),
        false => cause::cause(model, values, line, cell),
    };
    let no_total = total && line.roll_up == RollUp::NONE;
    let figure = match value {
        Some(_) => crate::model::figures::in_full(value, &unit, &crate::app::intl::Local),
        None if no_total => "no total".to_owned(),
        None => "undefined".to_owned(),
    };
    let axis =
        line.shape.first().and_then(|axis| model.axis(axis)).map(|axis| axis.label.to_ascii_lowercase());
    let because = match why {
        _ if no_total => Some(format!("a sum over the {}s would mean nothing", axis.unwrap_or_default())),
        // What is explained is named above.
        Some(cause) if !total && cause.address == model.cell_ref(line, cell) => {
            Some(format!("because {}", cause.because()))
        }
        Some(cause) => Some(because(model, &cause)),
        None => None,
    };
    let (formula, numbers) = match (&line.content, total) {
        (_, true) => (
            print::total_formula(model, line),
            print::total_numbers(model, values, line, (&figures::in_formula, true)),
        ),
        (Content::Formula(formula), false) => (
            print::cell_formula(model, line, cell, formula),
            print::cell_numbers(model, values, line, cell, formula, (&figures::in_formula, true)),
        ),
        (Content::Driver(_), false) => (Vec::new(), Vec::new()),
    };
    let from =
        if total { trace::total_precedents(model, line) } else { trace::precedents(model, line, cell) };
    let used_by = if total { Vec::new() } else { trace::dependents(model, &model.cell_ref(line, cell)) };
    let list = |title: &'static str, cells: &[CellRef]| {
        (!cells.is_empty()).then(|| {
            let items: Vec<_> = cells.iter().map(|cell| reference(model, values, cell, follow)).collect();
            view! { <h3>{title}</h3> <ul class="references">{items}</ul> }
        })
    };
    view! {
        <p class="figure">{figure}</p>
        {because.map(|because| view! { <p class="because">{because}</p> })}
        {(!formula.is_empty()).then(|| view! { <p class="formula">"= " {pieces(formula, follow)}</p> })}
        {(!numbers.is_empty()).then(|| view! { <p class="formula">"= " {pieces(numbers, follow)}</p> })}
        {beside}
        {list("Comes from", &from)}
        {list("Used by", &used_by)}
    }
}

/// Why something is undefined, to go behind that word, with the cell that lost
/// the value.
pub fn because(model: &Model, cause: &Cause) -> String {
    format!("because {} ({}{})", cause.because(), cause.label, place(model, &cause.address))
}

/// Where a cell is, in words to go behind its line's label: `, year 2`,
/// `, Scale-ups`; empty for a line without axes.
pub fn place(model: &Model, address: &CellRef) -> String {
    let shape = model.line(&address.line).map(|line| line.shape.as_slice()).unwrap_or_default();
    let words = shape.iter().zip(address.keys()).map(|(axis, key)| {
        let member = model.axis(axis)?.members.iter().find(|member| member.key == *key)?;
        // A label such as “Year 2” goes on in small letters; a person's own name stays.
        Some(if axis == "year" { member.label.to_ascii_lowercase() } else { member.label.clone() })
    });
    words.flatten().map(|word| format!(", {word}")).collect()
}

/// A formula whose references can be followed.
fn pieces(pieces: Vec<Piece>, follow: Callback<CellRef>) -> impl IntoView {
    let piece = |piece: Piece| match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Reference { address, text } => link(address, text, follow).into_any(),
    };
    pieces.into_iter().map(piece).collect_view()
}

fn link(address: CellRef, text: String, follow: Callback<CellRef>) -> impl IntoView {
    let go = move |_| {
        follow.run(address.clone());
        focus_later("#explanation");
    };
    view! { <button type="button" class="link" on:click=go>{text}</button> }
}

fn reference(
    model: &Model,
    values: &Values,
    address: &CellRef,
    follow: Callback<CellRef>,
) -> impl IntoView + use<> {
    let line = model.line(&address.line);
    let label = line.map(|line| line.label.clone()).unwrap_or_default();
    let figure = line.map(|line| figures::exact(values.at(model, address), &line.unit)).unwrap_or_default();
    let text = format!("{label}{}", place(model, address));
    view! { <li>{link(address.clone(), text, follow)} <span class="figure">{figure}</span></li> }
}
