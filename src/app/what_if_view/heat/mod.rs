//! Two at a time: an output over the ranges of two drivers.

mod files;
mod reader;

use super::axis::Axis;
use super::state::State;
use crate::app::chart_canvas;
use crate::app::chart_card::draw_when_needed;
use crate::app::figures;
use crate::app::theme::Theme as PageTheme;
use crate::chart::{HeatMap, Theme, heat_summary};
use crate::model::benchmarks::Target;
use crate::model::what_if::grid::Grid;
use crate::model::what_if::path::differ;
use leptos::html::Canvas;
use leptos::prelude::*;
use reader::Reader;

pub fn heat_section(state: State) -> AnyView {
    let (across, up) = Axis::pair(state);
    let map = Memo::new_with_compare(move |_| heat_map(state, across, up), |_, _| true);
    let reader = Reader::new(state, map);
    let words = Memo::new(move |_| {
        let unit = state.unit();
        map.with(|map| map.as_ref().map(|map| heat_summary(map, |value| figures::short(value, &unit))))
            .unwrap_or_default()
    });
    view! {
        <figure class="sheet heat" aria-labelledby="heat-title">
            <figcaption><h2 id="heat-title">"Two at a time: " {move || state.subject()}</h2></figcaption>
            <div class="axes">{across.view(up)} {up.view(across)}</div>
            <div class="plot">{canvas(state, map, words, reader)} {reader.view()}</div>
            <p class="sub">{words}</p>
            {actions(state, [across, up], map, words)}
        </figure>
    }
    .into_any()
}

/// The colours that the page has now.
fn colours(theme: PageTheme) -> Theme {
    if theme.dark.get() { Theme::dark() } else { Theme::light() }
}

/// The drawing, which pointer and keyboard read.
fn canvas(state: State, map: Memo<Option<HeatMap>>, words: Memo<String>, reader: Reader) -> impl IntoView {
    let theme = expect_context::<PageTheme>();
    let canvas = NodeRef::<Canvas>::new();
    let track = move || {
        map.track();
        theme.dark.track();
    };
    draw_when_needed(canvas, RwSignal::new(0_u32), track, move |element| {
        let colours = chart_canvas::theme_at(element, untrack(|| colours(theme)));
        match map
            .with_untracked(|map| map.as_ref().map(|map| chart_canvas::draw_heat(element, map, &colours)))
        {
            Some(Ok(drawn)) => reader.layout.set_value(Some(drawn)),
            Some(Err(error)) => leptos::logging::error!("heat map: {error}"),
            None => {}
        }
    });
    view! {
        <canvas
            node_ref=canvas
            tabindex="0"
            role="img"
            aria-label=move || format!("Heat map of {}. {} Arrow keys read the values.", state.subject(), words.get())
            on:pointermove=move |event| reader.point(&event)
            on:pointerdown=move |event| reader.point(&event)
            on:pointerleave=move |event| reader.leave(&event)
            on:keydown=move |event| reader.key(&event)
            on:blur=move |_| reader.end()
        ></canvas>
    }
}

/// The buttons that hand the map out.
fn actions(
    state: State,
    [across, up]: [Axis; 2],
    map: Memo<Option<HeatMap>>,
    words: Memo<String>,
) -> impl IntoView {
    let theme = expect_context::<PageTheme>();
    let workspace = state.workspace;
    // Without a map there is nothing to hand out.
    let with_map = move |hand_out: &dyn Fn(&HeatMap)| map.with_untracked(|map| map.as_ref().map(hand_out));
    let table = move |_| {
        _ = with_map(&|map| {
            files::table(workspace, map, untrack(|| [state.unit(), across.unit(), up.unit()]));
        });
    };
    let picture = move |is_png: bool| {
        let colours = untrack(|| colours(theme));
        let words = (!is_png).then(|| words.get_untracked());
        with_map(&|map| files::picture(workspace, map, words.as_deref(), &colours));
    };
    view! {
        <p class="actions">
            <button type="button" on:click=table>"Table as CSV"</button>
            <button type="button" on:click=move |_| picture(true)>"Picture as PNG"</button>
            <button type="button" on:click=move |_| picture(false)>"Picture as SVG"</button>
        </p>
    }
}

fn heat_map(state: State, across: Axis, up: Axis) -> Option<HeatMap> {
    let catalogue = state.workspace.catalogue();
    let (x, y) = (across.path()?, up.path()?);
    let ((from_x, to_x), (from_y, to_y)) = (across.range()?, up.range()?);
    let output = state.output.get();
    let grid = state.inputs.with(|inputs| {
        Grid::new(&catalogue.model, inputs, &output, (&x, from_x, to_x), (&y, from_y, to_y))
    })?;
    let unit = state.unit();
    let cells: Vec<Option<f64>> =
        grid.cells.iter().map(|value| Some(*value).filter(|value| value.is_finite())).collect();
    // The benchmark where there is one, otherwise from where profit begins, or
    // from where the scenario is.
    let is_flat = !differ(&grid.cells);
    let crosses =
        cells.iter().flatten().any(|value| *value < 0.0) && cells.iter().flatten().any(|value| *value > 0.0);
    let good = match (catalogue.benchmark(&output.line), crosses, state.value()) {
        (Some(benchmark), ..) => {
            let words = benchmark.target.words(|bound| figures::bound(bound, &unit));
            Some((benchmark.target, format!("{words}, the benchmark")))
        }
        _ if is_flat => None,
        (None, true, _) => Some((Target::From(0.0), "zero or more".to_owned())),
        (None, false, Some(value)) => {
            let words = format!("{} or more, what the scenario comes to", figures::short(value, &unit));
            Some((Target::From(value), words))
        }
        (None, false, None) => None,
    };
    let title = state.subject();
    let own = (x.search.near, y.search.near);
    Some(HeatMap { title, across: across.side(grid.x), up: up.side(grid.y), cells, good, own })
}
