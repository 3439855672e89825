//! Two at a time: an output over the ranges of two drivers.

use super::axis::Axis;
use super::state::State;
use crate::app::chart_canvas;
use crate::app::chart_card::draw_when_needed;
use crate::app::chart_files;
use crate::app::figures;
use crate::app::notice::Notice;
use crate::app::theme::Theme as PageTheme;
use crate::chart::{HeatLayout, HeatMap, Theme, heat_summary};
use crate::model::benchmarks::Target;
use crate::model::what_if::grid::{Grid, SIDE};
use crate::model::what_if::path::differ;
use leptos::html::Canvas;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent};

/// The size of a saved picture, in CSS pixels.
const PICTURE: (u32, u32) = (800, 560);

pub fn heat_section(state: State) -> AnyView {
    let theme = expect_context::<PageTheme>();
    let (across, up) = Axis::pair(state);
    let map = Memo::new_with_compare(move |_| heat_map(state, across, up), |_, _| true);
    let canvas = NodeRef::<Canvas>::new();
    let layout = StoredValue::new(None::<HeatLayout>);
    let pointed = RwSignal::new(None::<(usize, usize)>);
    let redraw = RwSignal::new(0_u32);
    let colours = move || if theme.dark.get() { Theme::dark() } else { Theme::light() };
    let track = move || {
        map.track();
        theme.dark.track();
    };
    draw_when_needed(canvas, redraw, track, move |element| {
        let colours = chart_canvas::theme_at(element, untrack(colours));
        match map
            .with_untracked(|map| map.as_ref().map(|map| chart_canvas::draw_heat(element, map, &colours)))
        {
            Some(Ok(drawn)) => layout.set_value(Some(drawn)),
            Some(Err(error)) => leptos::logging::error!("heat map: {error}"),
            None => {}
        }
    });
    let point = move |event: PointerEvent| {
        let (x, y) = (event.offset_x().into(), event.offset_y().into());
        pointed.set(layout.with_value(|layout| layout.as_ref().and_then(|layout| layout.hit(x, y))));
    };
    let on_key = move |event: KeyboardEvent| {
        let (column, row) = pointed.get_untracked().unwrap_or((SIDE / 2, SIDE / 2));
        let last = SIDE - 1;
        let next = match event.key().as_str() {
            "ArrowRight" => ((column + 1).min(last), row),
            "ArrowLeft" => (column.saturating_sub(1), row),
            "ArrowUp" => (column, (row + 1).min(last)),
            "ArrowDown" => (column, row.saturating_sub(1)),
            "Home" => (0, row),
            "End" => (last, row),
            "Escape" => {
                pointed.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        pointed.set(Some(next));
    };
    let reading = Memo::new(move |_| {
        let (column, row) = pointed.get()?;
        let unit = state.unit();
        map.with(|map| {
            let map = map.as_ref()?;
            let value = map
                .at(column, row)
                .map_or("undefined".to_owned(), |value| figures::exact(Some(value), &unit));
            let (x, y) = (map.across.texts.get(column)?, map.up.texts.get(row)?);
            Some(format!("{} {x}, {} {y}: {value}", map.across.name, map.up.name))
        })
    });
    let frame = move |of: fn(&crate::chart::Rect) -> f64| {
        let place = pointed.get().and_then(|(column, row)| {
            layout.with_value(|layout| layout.as_ref().map(|layout| of(&layout.cell(column, row))))
        });
        place.map_or_else(String::new, |place| format!("{place}px"))
    };
    let words = Memo::new(move |_| {
        let unit = state.unit();
        map.with(|map| map.as_ref().map(|map| heat_summary(map, |value| figures::short(value, &unit))))
            .unwrap_or_default()
    });
    let save = move |_| {
        let text = map.with_untracked(|map| map.as_ref().map(csv)).unwrap_or_default();
        state.workspace.hand_out("megahour-heat-map.csv", "text/csv", &text);
    };
    let picture = move |is_png: bool| {
        let colours = untrack(colours);
        let saved = map.with_untracked(|map| match (map, is_png) {
            (Some(map), true) => {
                chart_files::download_heat_png(map, &colours, PICTURE, "megahour-heat-map.png")
            }
            (Some(map), false) => {
                let words = words.get_untracked();
                chart_files::download_heat_svg(map, &words, &colours, PICTURE, "megahour-heat-map.svg")
            }
            (None, _) => Ok(()),
        });
        if let Err(error) = saved {
            state.workspace.notice.set(Some(Notice::say(format!("The picture was not made: {error}"))));
        }
    };
    view! {
        <figure class="sheet heat" aria-labelledby="heat-title">
            <figcaption><h2 id="heat-title">"Two at a time: " {move || state.subject()}</h2></figcaption>
            <div class="axes">{across.view(up)} {up.view(across)}</div>
            <div class="plot">
                <canvas
                    node_ref=canvas
                    tabindex="0"
                    role="img"
                    aria-label=move || format!("Heat map of {}. {} Arrow keys read the values.", state.subject(), words.get())
                    on:pointermove=point
                    on:pointerdown=point
                    on:pointerleave=move |event: PointerEvent| {
                        if event.pointer_type() == "mouse" {
                            pointed.set(None);
                        }
                    }
                    on:keydown=on_key
                    on:blur=move |_| pointed.set(None)
                ></canvas>
                <span
                    class="cell-frame"
                    class:none=move || pointed.get().is_none()
                    style:left=move || frame(|cell| cell.left)
                    style:top=move || frame(|cell| cell.top)
                    style:width=move || frame(|cell| cell.right - cell.left)
                    style:height=move || frame(|cell| cell.bottom - cell.top)
                ></span>
                <p class="reading" role="status">{move || reading.get()}</p>
            </div>
            <p class="sub">{words}</p>
            <p class="actions"><button type="button" on:click=save>"Table as CSV"</button>
                <button type="button" on:click=move |_| picture(true)>"Picture as PNG"</button>
                <button type="button" on:click=move |_| picture(false)>"Picture as SVG"</button>
            </p>
        </figure>
    }
    .into_any()
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

/// The map as a table: a row for each value of the driver upwards.
fn csv(map: &HeatMap) -> String {
    let header: Vec<String> = map.across.values.iter().map(ToString::to_string).collect();
    let mut text = format!(
        "{} \\ {},{}\r\n",
        map.up.name.replace(',', " "),
        map.across.name.replace(',', " "),
        header.join(",")
    );
    for (row, value) in map.up.values.iter().enumerate().rev() {
        let cells: Vec<String> = (0..map.across.values.len())
            .map(|column| map.at(column, row).map(|value| value.to_string()).unwrap_or_default())
            .collect();
        text.push_str(&format!("{value},{}\r\n", cells.join(",")));
    }
    text
}
