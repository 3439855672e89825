//! What matters: every driver's swing and elasticity.

use super::number::{number_among, number_field};
use super::seek::reach_words;
use super::state::{State, Swings, label_of};
use crate::app::notice::Notice;
use crate::app::theme::Theme;
use crate::app::{chart_files, figures};
use crate::chart::{Tornado, TornadoBar};
use crate::engine::unit::Unit;
use crate::model::what_if::tornado::{Bar, Swing};
use leptos::prelude::*;
use litemap::LiteMap;
use wasm_bindgen::JsCast as _;
use web_sys::{FocusEvent, Node};

/// The size of a saved picture, in CSS pixels.
const PICTURE: (u32, u32) = (800, 420);

pub fn tornado_section(state: State) -> AnyView {
    let workspace = state.workspace;
    let bars = state.bars;
    let order = Memo::new(move |_| {
        bars.with(|bars| bars.iter().map(|bar| bar.driver.clone()).collect::<Vec<String>>())
    });
    let scale = Memo::new(move |_| {
        let now = state.value();
        let ends = bars.with(|bars| {
            let ends = bars.iter().flat_map(|bar| [bar.low.output, bar.high.output]);
            ends.flatten().chain(now).collect::<Vec<f64>>()
        });
        let low = ends.iter().copied().fold(f64::INFINITY, f64::min);
        let high = ends.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (low, high)
    });
    let usual_field = usual_field(state.swings);
    // The rows stay where they are while something in them has the keyboard, so
    // that what is typed stays with its driver. Does not persist.
    let held = RwSignal::new(None::<Vec<String>>);
    let hold = move |_| {
        if held.with_untracked(Option::is_none) {
            held.set(Some(order.get_untracked()));
        }
    };
    let release = move |event: FocusEvent| {
        let body = event.current_target().and_then(|body| body.dyn_into::<Node>().ok());
        let next = event.related_target().and_then(|next| next.dyn_into::<Node>().ok());
        if !body.is_some_and(|body| body.contains(next.as_ref())) {
            held.set(None);
        }
    };
    let shown_order = move || held.get().unwrap_or_else(|| order.get());
    let theme = expect_context::<Theme>();
    let picture = move |is_png: bool| {
        let colours = untrack(move || theme.of_charts());
        let chart = untrack(|| bars.with(|bars| chart(state, bars)));
        let saved = match is_png {
            true => chart_files::download_tornado_png(&chart, &colours, PICTURE, "megahour-tornado.png"),
            false => chart_files::download_tornado_svg(&chart, &colours, PICTURE, "megahour-tornado.svg"),
        };
        if let Err(error) = saved {
            workspace.notice.set(Some(Notice::say(format!("The picture was not made: {error}"))));
        }
    };
    view! {
        <section class="sheet tornado" aria-labelledby="tornado-title">
            <div class="title-row flush">
                <h2 id="tornado-title">"What matters: " {move || state.subject()}</h2>
                <label class="pick"><span>"Swing ±"</span>{usual_field}</label>
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label="Drivers by what they move, table">
                <table class="figures stacked" role="table">
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col" class="start">"Driver"</th>
                            <th role="columnheader" scope="col">"Low"</th>
                            <th role="columnheader" scope="col">"Output"</th>
                            <th role="columnheader" scope="col" class="bar-cell">
                                "From low to high " <span class="keys">{move || now_words(state)}</span>
                            </th>
                            <th role="columnheader" scope="col">"Output"</th>
                            <th role="columnheader" scope="col">"High"</th>
                            <th role="columnheader" scope="col">"Elasticity"</th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup" on:focusin=hold on:focusout=release>
                        <For each=shown_order key=String::clone let:id>
                            {row(state, &id, scale)}
                        </For>
                    </tbody>
                </table>
            </div>
            <p class="sub">
                "Drivers swing " {move || reach_words(state, state.reach.get())} ". "
                "The bar's orange part is the output with the driver low, the green one with the driver high. "
                "Elasticity: by how many percent the output rises for each percent of the driver, exact at this point. "
                "A ⌐ marks a corner, where a step down tells another story. "
                "A swing stops at what a driver allows, marked with a ∣."
            </p>
            <p class="actions">
                <button type="button" on:click=move |_| picture(true)>"Tornado as PNG"</button>
                <button type="button" on:click=move |_| picture(false)>"Tornado as SVG"</button>
            </p>
        </section>
    }
    .into_any()
}

/// The field for the swing of every driver, which takes the place of those that
/// drivers have of their own.
fn usual_field(Swings { usual, own }: Swings) -> AnyView {
    let swing = Signal::derive(move || usual.get());
    number_field("Swing of every driver".to_owned(), percent(), swing, move |share, _| {
        if !(share > 0.0 && share <= 1.0) {
            return Err("A swing is above 0% and at most 100%.".to_owned());
        }
        usual.set(share);
        own.set(LiteMap::new());
        Ok(())
    })
}

/// The bars as a picture shows them.
fn chart(state: State, bars: &[Bar]) -> Tornado {
    let unit = state.unit();
    let written = |value: f64| (value, figures::short(value, &unit));
    let bar = |bar: &Bar| TornadoBar {
        name: label_of(state.workspace, &bar.driver),
        low: bar.low.output.map(written),
        high: bar.high.output.map(written),
    };
    Tornado {
        title: format!("What matters: {}", state.subject()),
        now: state.value().map(written),
        bars: bars.iter().map(bar).collect(),
    }
}

fn now_words(state: State) -> String {
    let unit = state.unit();
    state.value().map_or_else(String::new, |value| format!("(now {})", figures::short(value, &unit)))
}

fn row(state: State, id: &str, scale: Memo<(f64, f64)>) -> AnyView {
    let State { workspace, bars, swings, .. } = state;
    let id = StoredValue::new(id.to_owned());
    let label = label_of(workspace, &id.get_value());
    let bar =
        Memo::new(move |_| bars.with(|bars| bars.iter().find(|bar| bar.driver == id.get_value()).cloned()));
    let swing = move || id.with_value(|id| swings.of(id));
    let reached = move |of: fn(&Bar) -> Swing| {
        let unit = workspace.line(&id.get_value()).map_or_else(Unit::pure, |line| line.unit);
        bar.with(|bar| {
            bar.as_ref().map(|bar| match of(bar).value {
                // A driver that may not be zero stops at the number next to it.
                value if value.is_subnormal() => format!("above {}", figures::in_formula(0.0, &unit)),
                value => figures::in_formula(value, &unit),
            })
        })
    };
    let end = move |is_high: bool| {
        let name = format!(
            "{label_here}, {} swing",
            if is_high { "high" } else { "low" },
            label_here = label_of(workspace, &id.get_value())
        );
        number_among(
            name,
            percent(),
            Signal::derive(move || if is_high { swing().1 } else { swing().0 }),
            Signal::derive(move || vec![swing().0, swing().1]),
            move |share, _| {
                if !(-1.0..=10.0).contains(&share) {
                    return Err("A swing is from −100% to 1000%.".to_owned());
                }
                let (low, high) = untrack(swing);
                let next = if is_high { (low, share) } else { (share, high) };
                if next.0 > next.1 {
                    return Err("The low swing may not be above the high one.".to_owned());
                }
                swings.own.update(|own| {
                    own.insert(id.get_value(), next);
                });
                Ok(())
            },
        )
    };
    let output = move |of: fn(&Bar) -> Swing| {
        let unit = state.unit();
        bar.with(|bar| {
            bar.as_ref().map(|bar| {
                let text =
                    of(bar).output.map_or("undefined".to_owned(), |value| figures::short(value, &unit));
                if of(bar).bounded { format!("{text} ∣") } else { text }
            })
        })
    };
    let elasticity = move || {
        bar.with(|bar| {
            let bar = bar.as_ref()?;
            let value = bar.elasticity.map_or(figures::UNDEFINED.to_owned(), figures::score);
            Some(if bar.kink { format!("{value} ⌐") } else { value })
        })
    };
    let go = format!("{label}: go to the driver");
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <button type="button" class="link" aria-label=go on:click=move |_| workspace.go_to_driver(&id.get_value())>
                    {label}
                </button>
            </th>
            <td role="cell" data-label="Low">{end(false)} <small>{move || reached(|bar| bar.low)}</small></td>
            <td role="cell" class="to-low" data-label="makes it">{move || output(|bar| bar.low)}</td>
            <td role="cell" class="bar-cell">{move || bar.with(|bar| bar.as_ref().map(|bar| drawn(bar, state.value(), scale.get())))}</td>
            <td role="cell" class="to-high" data-label="makes it">{move || output(|bar| bar.high)}</td>
            <td role="cell" data-label="High">{end(true)} <small>{move || reached(|bar| bar.high)}</small></td>
            <td role="cell" class="last" data-label="Elasticity">{elasticity}</td>
        </tr>
    }
    .into_any()
}

/// The bar: its ends' places between the smallest and the largest of all. The
/// figures stand beside it.
fn drawn(bar: &Bar, now: Option<f64>, (low, high): (f64, f64)) -> AnyView {
    let place = |value: f64| if high > low { (value - low) / (high - low) * 200.0 } else { 100.0 };
    let Some(now) = now.map(place) else { return ().into_any() };
    let part = |end: Option<f64>, class: &'static str| {
        end.map(place).map(|end| {
            view! { <rect class=class x=end.min(now) y="3" width=(end - now).abs().max(0.5) height="14" /> }
        })
    };
    view! {
        <svg class="swing" viewBox="0 0 200 20" preserveAspectRatio="none" aria-hidden="true">
            {part(bar.low.output, "low")}
            {part(bar.high.output, "high")}
            <rect class="tick" x=now - 0.5 y="0" width="1" height="20" />
        </svg>
    }
    .into_any()
}

/// The unit of a share.
pub fn percent() -> Unit {
    Unit::percent()
}
