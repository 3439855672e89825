//! Every line and year of all scenarios, with what differs from the base.

use super::sides::Sides;
use crate::app::difference;
use crate::app::figures;
use crate::app::intl::in_currency;
use crate::app::workspace::Workspace;
use crate::engine::model::Line;
use crate::engine::roll_up::RollUp;
use crate::model::comparison::{Comparison, Side};
use leptos::prelude::*;

/// The table of all lines.
#[component]
pub fn Lines() -> impl IntoView {
    let sides = expect_context::<Sides>();
    let workspace = expect_context::<Workspace>();
    // Whether lines are shown that are the same everywhere. Does not persist.
    let all = RwSignal::new(false);
    let heads = move || {
        let timeline = sides.with(Comparison::timeline);
        let years = (0..timeline.years()).map(|year| timeline.year_label(year));
        let labels = years.chain(["Total".to_owned()]);
        labels.map(|label| view! { <th scope="col">{label}</th> }).collect_view()
    };
    let lines = Memo::new(move |_| {
        let catalogue = workspace.catalogue();
        let owned = |(line, differs): (&str, bool)| (line.to_owned(), differs);
        sides.with(|comparison| comparison.lines(&catalogue).into_iter().map(owned).collect::<Vec<_>>())
    });
    let groups = move || {
        let catalogue = workspace.catalogue();
        let all = all.get();
        sides.with(|comparison| {
            lines.with(|lines| {
                let shown = lines.iter().filter(|(_, differs)| *differs || all);
                let shown = shown.filter_map(|(line, _)| catalogue.model.line(line));
                shown.map(|line| group(comparison, line)).collect_view()
            })
        })
    };
    let same = Memo::new(move |_| lines.with(|lines| lines.iter().filter(|(_, differs)| !differs).count()));
    view! {
        <section class="sheet wide" aria-labelledby="compare-lines-title">
            <div class="title-row">
                <h2 id="compare-lines-title">"Line by line"</h2>
                <Show when=move || same.get() != 0>
                    <label class="check">
                        <input type="checkbox" prop:checked=all on:change=move |event| all.set(event_target_checked(&event)) />
                        {move || format!("Show what is the same ({})", same.get())}
                    </label>
                </Show>
            </div>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="compare-lines-title">
                <table class="figures side-by-side">
                    <thead>
                        <tr><th scope="col">"Line"</th><th scope="col">"Scenario"</th>{heads}</tr>
                    </thead>
                    {groups}
                </table>
            </div>
            <Show when=move || lines.with(|lines| lines.iter().all(|(_, differs)| !differs)) && !all.get()>
                <p class="empty">"Every line of the model is the same in all of them."</p>
            </Show>
        </section>
    }
}

/// One line: a row for each scenario.
fn group(comparison: &Comparison, line: &Line) -> AnyView {
    let count = comparison.sides().len();
    // What has no years stands for all of them, in the column of totals.
    let has_total = line.roll_up != RollUp::NONE || line.shape.is_empty();
    let years = comparison.timeline().years();
    let columns = if line.shape.is_empty() { years } else { 0 }..years + usize::from(has_total);
    let of = |side: &Side| columns.clone().map(|column| side.value(line, column)).collect::<Vec<_>>();
    // Figures that stand below each other are read in one scale.
    let values: Vec<_> = comparison.sides().iter().flat_map(of).collect();
    let row = |position: usize, side: &Side| {
        let cells = columns.clone().map(|column| {
            let value = side.value(line, column);
            let text = figures::in_row(value, &line.unit, figures::scale_in(&values, value));
            let base = comparison.sides().first().and_then(|base| base.value(line, column));
            let differs = match comparison.difference(line, side, column) {
                _ if position == 0 || !comparison.can_compare(line, side) => String::new(),
                Some(difference) => difference::both(difference, &line.unit),
                None if base.is_none() && value.is_none() => "same".to_owned(),
                None => "only one is defined".to_owned(),
            };
            view! { <td>{text}<small>{differs}</small></td> }
        });
        let head = (position == 0)
            .then(|| view! { <th scope="rowgroup" rowspan=count.to_string()>{line.label.clone()}</th> });
        let before = (columns.start > 0).then(|| view! { <td colspan=columns.start.to_string()></td> });
        view! { <tr>{head}<th scope="row">{side.name.clone()}</th>{before}{cells.collect_view()}</tr> }
    };
    let rows = comparison.sides().iter().enumerate();
    let rows = rows.map(|(position, side)| in_currency(side.currency, || row(position, side)));
    view! { <tbody>{rows.collect_view()}</tbody> }.into_any()
}
