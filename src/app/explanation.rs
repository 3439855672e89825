//! The panel that explains a number of the model: definition, formula, numbers,
//! where it comes from and what uses it.

use crate::app::explained::{Part, how_it_is_made, panel};
use crate::app::model_view::VerdictBadge;
use crate::app::model_view::published_difference;
use crate::app::passing::{passing, passing_memo};
use crate::app::workspace::Workspace;
use crate::engine::axis::Period;
use crate::engine::cell_ref::CellRef;
use crate::engine::model::{Content, Line};
use crate::store::route::{View, Year};
use leptos::prelude::*;

/// The panel; it is there while the address names a line of the model.
#[component]
pub fn Explanation() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let subject = Memo::new(move |_| {
        let route = workspace.route.get();
        let cell = route.cell();
        // Pricing explains its own lines.
        let line = route.line.filter(|_| route.view != View::Pricing)?;
        Some((workspace.line(&line)?, cell))
    });
    let shown = move |(line, year)| {
        workspace.track_model();
        body(workspace, line, year)
    };
    panel(subject, move || workspace.close_explanation(), shown)
}

fn body(workspace: Workspace, line: Line, year: Year) -> AnyView {
    let when = match year {
        Year::One(year) if !line.shape.is_empty() => {
            format!(", {}", workspace.catalogue().year_phrase(year))
        }
        Year::Total => ", total".to_owned(),
        Year::One(_) => String::new(),
    };
    let of = StoredValue::new(line.clone());
    let made = move || made(workspace, &of.get_value(), year);
    let id = line.id.clone();
    let published = passing_memo(move |_| match year {
        Year::One(year) => published_difference(workspace, &id, year),
        Year::Total => None,
    });
    view! {
        <p class="kicker">{line.label.clone()} {when}</p>
        {passing(made)}
        {move || published.get().map(|why| view! { <p class="published-note">"† " {why}</p> })}
        {match year {
            // A total is no year, and benchmarks judge years.
            Year::Total => None,
            Year::One(year) => Some(view! { <p class="badge-line"><VerdictBadge line=line.id.clone() at=Signal::stored(year) /></p> }),
        }}
        <p>{line.help.clone()}</p>
        <p class="source">"Source: " {line.source}</p>
    }
    .into_any()
}

fn made(workspace: Workspace, line: &Line, year: Year) -> impl IntoView + use<> {
    let part = match year {
        Year::One(year) if !line.shape.is_empty() => Part::Cell(year),
        Year::Total if !line.shape.is_empty() => Part::Total,
        _ => Part::Cell(0),
    };
    let follow = Callback::new(move |address: CellRef| workspace.explain(&address.line, year_of(&address)));
    let typed = match (&line.content, part) {
        (Content::Driver(_), Part::Cell(cell)) => Some(driver(workspace, line.clone(), cell).into_any()),
        _ => None,
    };
    workspace.with_values(|model, values| how_it_is_made(model, values, (line, part), follow, typed))
}

/// What there is to say and to do about a driver.
fn driver(workspace: Workspace, line: Line, year: usize) -> impl IntoView {
    let origin = crate::app::model_view::origin_word(workspace, &line.id, year)
        .map(|word| format!(" This value is {word}."));
    view! {
        <p>"A driver: typed, not calculated." {origin}</p>
        {crate::app::model_view::note_text(workspace, line.id.to_string())}
        <p class="actions">
            <button type="button" on:click=move |_| workspace.fill_right(std::slice::from_ref(&line), year, workspace.catalogue().timeline().last_year())>"Same in all later years"</button>
        </p>
    }
}

fn year_of(address: &CellRef) -> Year {
    address.keys().find_map(|key| Period::of(key)).map_or(Year::One(0), |period| Year::One(period.index))
}
