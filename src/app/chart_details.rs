//! What can be opened below a chart: its table, and pictures to take away.

use crate::app::chart_files;
use crate::app::notice::Notice;
use crate::app::theme::Theme;
use crate::app::workspace::Workspace;
use crate::chart::{self, Chart};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// The size of a saved picture, in CSS pixels.
const PICTURE: (u32, u32) = (800, 480);

/// The chart whose details are shown; a context.
#[derive(Clone, Copy)]
pub struct Subject {
    /// What files call it.
    pub id: &'static str,
    /// What it shows now.
    pub chart: Memo<SendWrapper<Chart>>,
    /// The same in words.
    pub summary: Memo<String>,
}

/// The details of the chart that the context names.
#[component]
pub fn Details() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let theme = expect_context::<Theme>();
    let Subject { id, chart, summary } = expect_context();
    let save = move |picture: Picture| {
        let file = format!("megahour-{id}");
        let colours = untrack(move || theme.of_charts());
        let saved = chart.with_untracked(|chart| match picture {
            Picture::Svg => chart_files::download_svg(chart, &colours, PICTURE, &format!("{file}.svg")),
            Picture::Png => chart_files::download_png(chart, &colours, PICTURE, &format!("{file}.png")),
        });
        if let Err(error) = saved {
            workspace.notice.set(Some(Notice::say(format!("The picture was not made: {error}"))));
        }
    };
    view! {
        <p class="sub">{summary}</p>
        {move || chart.with(|chart| table(chart))}
        <p class="actions">
            <button type="button" on:click=move |_| save(Picture::Png)>"Save PNG"</button>
            <button type="button" on:click=move |_| save(Picture::Svg)>"Save SVG"</button>
        </p>
    }
}

#[derive(Clone, Copy)]
enum Picture {
    Svg,
    Png,
}

fn table(chart: &Chart) -> impl IntoView + use<> {
    let table = chart::table(chart);
    let head = table.columns.into_iter().map(|column| view! { <th scope="col">{column}</th> });
    let rows = table.rows.into_iter().map(|row| {
        let cells = row.cells.into_iter().map(|cell| view! { <td>{cell}</td> });
        view! { <tr><th scope="row">{row.name}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=format!("{}, table", chart.title)>
            <table class="figures">
                <thead><tr><td></td>{head.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
