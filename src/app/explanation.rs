//! The panel that explains a number: definition, formula, numbers, where it
//! comes from and what uses it. Each of these can be followed.

use crate::app::browser::{self, focus_later, listen};
use crate::app::figures;
use crate::app::model_view::VerdictBadge;
use crate::app::model_view::published_difference;
use crate::app::workspace::Workspace;
use crate::engine::address::Address;
use crate::engine::cause;
use crate::engine::model::{Content, Line, Model};
use crate::engine::numerals::{self, Suffix};
use crate::engine::print::{self, Piece};
use crate::engine::trace;
use crate::engine::values::Values;
use crate::store::route::Year;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// The panel; it is there while the address names a line.
#[component]
pub fn Explanation() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let subject = Memo::new(move |_| {
        let route = workspace.route.get();
        Some((workspace.line(&route.line?)?, route.year))
    });
    // What had the keyboard when the panel opened gets it back.
    let opener = StoredValue::new_local(None::<HtmlElement>);
    let close = move || {
        workspace.close_explanation();
        match opener.get_value().filter(|element| element.is_connected()) {
            // An element that cannot take the focus any more leaves it free.
            Some(element) => drop(element.focus()),
            None => focus_later("[role=grid] [tabindex=\"0\"]"),
        }
    };
    listen(&window(), "keydown", move |event: KeyboardEvent| {
        let busy = event.default_prevented() || browser::find("dialog[open]").is_some();
        if event.key() == "Escape" && !busy && subject.with_untracked(Option::is_some) {
            close();
        }
    });
    Effect::new(move |was_open: Option<bool>| {
        let is_open = subject.with(Option::is_some);
        if is_open && was_open == Some(false) {
            let active: Option<HtmlElement> =
                document().active_element().and_then(|element| element.dyn_into().ok());
            // In the grid the keyboard stays, so that arrows go on explaining.
            if !active.as_ref().is_some_and(|element| element.has_attribute("data-cell")) {
                focus_later("#explanation");
            }
            opener.set_value(active);
        }
        is_open
    });
    move || {
        workspace.in_its_currency();
        subject.get().map(|(line, year)| {
            view! {
                <aside id="explanation" class="explanation" tabindex="-1" aria-label="Explanation">
                    <button type="button" class="quiet close" aria-label="Close explanation" on:click=move |_| close()>
                        "×"
                    </button>
                    {body(workspace, line, year)}
                </aside>
            }
        })
    }
}

fn body(workspace: Workspace, line: Line, year: Year) -> impl IntoView {
    let when = match year {
        Year::One(year) if !line.shape.is_empty() => {
            format!(", {}", workspace.catalogue().year_label(year).to_lowercase())
        }
        Year::Total => ", total".to_owned(),
        Year::One(_) => String::new(),
    };
    let of = StoredValue::new(line.clone());
    let made = move || {
        let line = of.get_value();
        workspace.with_values(|model, values| how_it_is_made(workspace, model, values, &line, year))
    };
    let id = line.id.clone();
    let published = Memo::new(move |_| match year {
        Year::One(year) => published_difference(workspace, &id, year),
        Year::Total => None,
    });
    view! {
        <p class="kicker">{line.label.clone()} {when}</p>
        {made}
        {move || published.get().map(|why| view! { <p class="published-note">"† " {why}</p> })}
        <p class="badge-line"><VerdictBadge line=line.id.clone() /></p>
        <p>{line.help.clone()}</p>
        <p class="source">"Source: " {line.source}</p>
    }
}

fn how_it_is_made(
    workspace: Workspace,
    model: &Model,
    values: &Values,
    line: &Line,
    year: Year,
) -> impl IntoView + use<> {
    let cell = match year {
        Year::One(year) if !line.shape.is_empty() => year,
        _ => 0,
    };
    let total = year == Year::Total && !line.shape.is_empty();
    let value = if total { values.total(&line.id) } else { values.cell(&line.id, cell) };
    let unit = match (total, crate::engine::check::total_expr(model, line)) {
        (true, Some((_, unit))) => unit,
        _ => line.unit.clone(),
    };
    let why = match total {
        true => cause::total_cause(model, values, line),
        false => cause::cause(model, values, line, cell),
    };
    let no_total = total && line.total == crate::engine::model::Total::None;
    let figure = match value {
        Some(value) => numerals::exact(value, &unit, Suffix::Full, &crate::app::intl::Local),
        None if no_total => "no total".to_owned(),
        None => "undefined".to_owned(),
    };
    let because = why.map(|cause| {
        let when = cause.address.keys.first().map(|key| format!(", year {key}")).unwrap_or_default();
        format!("because {} ({}{when})", cause.because(), cause.label)
    });
    let because = if no_total { Some("a sum over the years would mean nothing".to_owned()) } else { because };
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
    let address = model.address(line, cell);
    let from =
        if total { trace::total_precedents(model, line) } else { trace::precedents(model, line, cell) };
    let used_by = if total { Vec::new() } else { trace::dependents(model, &address) };
    let is_driver = matches!(line.content, Content::Driver(_)) && !total;
    let driver = line.clone();
    let origin = crate::app::model_view::origin_word(workspace, &line.id, cell)
        .map(|word| format!(" This value is {word}."));
    let list = |title: &'static str, cells: &[Address]| {
        (!cells.is_empty()).then(|| {
            let items: Vec<_> =
                cells.iter().map(|address| reference(workspace, model, values, address)).collect();
            view! { <h3>{title}</h3> <ul class="references">{items}</ul> }
        })
    };
    view! {
        <p class="figure">{figure}</p>
        {because.map(|because| view! { <p class="because">{because}</p> })}
        {(!formula.is_empty()).then(|| view! { <p class="formula">"= " {pieces(workspace, formula)}</p> })}
        {(!numbers.is_empty()).then(|| view! { <p class="formula">"= " {pieces(workspace, numbers)}</p> })}
        {is_driver.then(|| view! {
            <p>"A driver: typed, not calculated." {origin}</p>
            <p class="actions">
                <button type="button" on:click=move |_| workspace.fill_right(&driver, cell)>"Same in all later years"</button>
            </p>
        })}
        {list("Comes from", &from)}
        {list("Used by", &used_by)}
    }
}

/// A formula whose references can be followed.
fn pieces(workspace: Workspace, pieces: Vec<Piece>) -> impl IntoView {
    let piece = |piece: Piece| match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Reference { address, text } => follow(workspace, address, text).into_any(),
    };
    pieces.into_iter().map(piece).collect_view()
}

fn follow(workspace: Workspace, address: Address, text: String) -> impl IntoView {
    let go = move |_| {
        workspace.explain(&address.line, year_of(&address));
        focus_later("#explanation");
    };
    view! { <button type="button" class="link" on:click=go>{text}</button> }
}

fn reference(
    workspace: Workspace,
    model: &Model,
    values: &Values,
    address: &Address,
) -> impl IntoView + use<> {
    let line = model.line(&address.line);
    let label = line.map(|line| line.label.clone()).unwrap_or_default();
    let when = address.keys.first().map(|key| format!(", year {key}")).unwrap_or_default();
    let figure = line.map(|line| figures::exact(values.at(model, address), &line.unit)).unwrap_or_default();
    view! { <li>{follow(workspace, address.clone(), format!("{label}{when}"))} <span class="figure">{figure}</span></li> }
}

fn year_of(address: &Address) -> Year {
    let key = address.keys.first().and_then(|key| key.parse::<usize>().ok());
    key.and_then(|key| key.checked_sub(1)).map_or(Year::One(0), Year::One)
}
