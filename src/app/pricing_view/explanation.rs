//! The panel that explains a number of the pricing formulas.

use super::desk::Desk;
use crate::app::explained::{Part, how_it_is_made, panel, place};
use crate::engine::cell_ref::CellRef;
use crate::engine::model::{Content, Line};
use crate::store::route::View;
use leptos::prelude::*;

/// The panel; it is there while the address names a line of the formulas.
#[component]
pub fn Explanation() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let subject = Memo::new(move |_| {
        let route = desk.workspace.route.get();
        let line = route.line.filter(|_| route.view == View::Pricing)?;
        let keys = route.at.as_deref().map(|at| at.split('.').collect::<Vec<_>>()).unwrap_or_default();
        desk.line(&line)?;
        Some(CellRef::cell(line, keys))
    });
    let body = move |address: CellRef| (move || body(desk, &address)).into_any();
    panel(subject, move || desk.workspace.close_explanation(), body)
}

fn body(desk: Desk, address: &CellRef) -> Option<AnyView> {
    let follow = Callback::new(move |address: CellRef| desk.explain(&address, false));
    desk.read(|sheet, _, values| {
        let line = sheet.model.line(&address.line)?;
        // A segment or tier that is gone leaves the figure of all.
        let part = match sheet.model.cell(address) {
            Some(cell) => Part::Cell(cell),
            None => Part::Total,
        };
        let whose = match part {
            Part::Cell(_) => place(&sheet.model, address),
            Part::Total => ", all segments".to_owned(),
        };
        let beside = match part {
            Part::Cell(_) if matches!(line.content, Content::Driver(_)) => Some(origin(line).to_owned()),
            Part::Cell(cell) => {
                let value = values.cell(&line.id, cell);
                sheet.numbers(&line.id, value).map(|name| format!("This number stands for {name}."))
            }
            Part::Total => None,
        };
        let beside = beside.map(|words| view! { <p>{words}</p> }.into_any());
        Some(
            view! {
                <p class="kicker">{line.label.clone()} {whose}</p>
                {how_it_is_made(&sheet.model, values, (line, part), follow, beside)}
                <p>{line.help.clone()}</p>
                <p class="source">"Source: " {line.source.clone()}</p>
            }
            .into_any(),
        )
    })
    .flatten()
}

/// Where a number comes from that is not calculated here.
fn origin(line: &Line) -> &'static str {
    match line.source.as_str() {
        "The model" => "Taken from the model's year that the segments describe.",
        _ => "Typed, not calculated.",
    }
}
