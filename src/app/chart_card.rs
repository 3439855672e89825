//! A chart in the page: drawn on canvas, with legend, values under pointer and keyboard,
//! a summary in words, and what its details hold.

use crate::app::browser::listen;
use crate::app::chart_details::{self, Subject};
use crate::app::theme::{self, Theme as PageTheme};
use crate::app::{chart_canvas, later, on_screen};
use crate::chart::{self, Chart, Layout, Theme};
use leptos::html::Canvas;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{HtmlCanvasElement, HtmlDetailsElement, KeyboardEvent, PointerEvent};

/// A chart with all that belongs to it.
#[component]
pub fn ChartCard<C, S>(
    /// What files and elements call it.
    id: &'static str,
    /// What people call it.
    title: &'static str,
    /// What it shows now; tracks what that follows from.
    chart: C,
    /// The same in words.
    summary: S,
    /// What the arrow keys go through.
    places: &'static str,
) -> impl IntoView
where
    C: Fn() -> Chart + Send + Sync + 'static,
    S: Fn(&Chart) -> String + Send + Sync + 'static,
{
    card((id, title, places), Box::new(chart), Box::new(summary))
}

later::parts! {
    details: chart_details::Details,
}

/// What a chart's colours follow from: how often it was asked for anew, whether
/// it is to be dark, and what the page has by now, which follows a moment later.
type Look = (u32, bool, Option<String>);

/// The same for every chart, whatever makes it.
fn card(
    (id, title, places): (&'static str, &'static str, &'static str),
    chart: Box<dyn Fn() -> Chart + Send + Sync>,
    summary: Box<dyn Fn(&Chart) -> String + Send + Sync>,
) -> AnyView {
    let theme = expect_context::<PageTheme>();
    let canvas = NodeRef::<Canvas>::new();
    let layout = StoredValue::new_local(None::<Layout>);
    let pointed = RwSignal::new(None::<usize>);
    let redraw = RwSignal::new(0_u32);
    // Made once for all who read it. What it follows from has changed when it
    // is made again, so that comparing would be in vain.
    let chart = Memo::new_with_compare(move |_| SendWrapper::new(chart()), |_, _| true);
    let summary = Memo::new(move |_| chart.with(|chart| summary(chart)));
    let legend = Memo::new(move |_| chart.with(|chart| chart::legend(chart)));
    let open = RwSignal::new(false);
    let colours = move || theme.of_charts();
    let track = move || {
        chart.track();
        theme.dark.track();
    };
    // The page's colours, read once for all drawings of a size and a theme:
    // reading them took a fifth of each.
    let read = StoredValue::new_local(None::<(Look, Theme)>);
    draw_when_needed(canvas, redraw, track, move |element| {
        // Nothing where the view was left before the frame.
        let Some(again) = redraw.try_get_untracked() else { return };
        let look = (again, theme.dark.get_untracked(), theme::on_page());
        let known = read.try_update_value(Option::take).flatten().filter(|(of, _)| *of == look);
        let colours =
            known.map_or_else(|| chart_canvas::theme_at(element, untrack(colours)), |(_, colours)| colours);
        let drawn = chart.try_with_untracked(|chart| chart_canvas::draw(element, chart, &colours));
        read.try_set_value(Some((look, colours)));
        match drawn {
            Some(Ok(drawn)) => {
                layout.try_set_value(Some(drawn));
            }
            Some(Err(error)) => leptos::logging::error!("{}: {error}", id),
            None => {}
        }
    });
    let point = move |event: PointerEvent| {
        let found = layout.with_value(|layout| {
            layout.as_ref().and_then(|layout| layout.hit(event.offset_x().into(), event.offset_y().into()))
        });
        pointed.set(found);
    };
    let on_key = move |event: KeyboardEvent| {
        let now = pointed.get_untracked();
        let stops: Vec<usize> = chart.with_untracked(|chart| {
            let categories = chart.categories.iter().enumerate();
            categories.filter(|(_, category)| !category.is_between).map(|(place, _)| place).collect()
        });
        let (Some(&first), Some(&last)) = (stops.first(), stops.last()) else { return };
        let after = |now: usize| stops.iter().copied().find(|stop| *stop > now).unwrap_or(last);
        let before = |now: usize| stops.iter().copied().rfind(|stop| *stop < now).unwrap_or(first);
        let next = match event.key().as_str() {
            "ArrowRight" => Some(now.map_or(first, after)),
            "ArrowLeft" => Some(now.map_or(last, before)),
            "Home" => Some(first),
            "End" => Some(last),
            "Escape" => None,
            _ => return,
        };
        event.prevent_default();
        pointed.set(next);
    };
    let reading =
        Memo::new(move |_| pointed.get().map(|place| chart.with(|chart| chart::read_out(chart, place))));
    let guide_at = move || {
        let centre =
            pointed.get().and_then(|place| layout.with_value(|layout| layout.as_ref()?.centre(place)));
        centre.map_or_else(String::new, |centre| format!("{centre}px"))
    };
    let title_id = format!("chart-{id}");
    let labelled_by = title_id.clone();
    view! {
        <figure class=format!("sheet chart chart-of-{id}") aria-labelledby=labelled_by>
            <figcaption>
                <h2 id=title_id>{title}</h2>
                <ul class="legend" aria-hidden="true">{move || legend_view(legend.get())}</ul>
            </figcaption>
            <div class="plot">
                <canvas
                    node_ref=canvas
                    tabindex="0"
                    role="img"
                    aria-label=move || format!("{title}. {} Arrow keys read the {places}.", summary.get())
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
                <span class="guide" class:none=move || pointed.get().is_none() style:left=guide_at></span>
                <p class="reading" role="status">{reading}</p>
            </div>
            <details on:toggle=move |event| open.set(event_target::<HtmlDetailsElement>(&event).open())>
                <summary>"Table and pictures"</summary>
                {move || open.get().then(|| {
                    provide_context(Subject { id, chart, summary });
                    later::shown(details)
                })}
            </details>
        </figure>
    }
    .into_any()
}

/// Draws once a frame at most, when what is tracked or the size changes, and
/// only while the canvas is on the screen: five charts cost more than the model.
///
/// Drawing waits for the frame, when the rest of the page is up to date: a
/// canvas' size and text would otherwise have the page laid out once for them
/// and once for the frame.
pub(super) fn draw_when_needed(
    canvas: NodeRef<Canvas>,
    redraw: RwSignal<u32>,
    track: impl Fn() + 'static,
    draw: impl Fn(&HtmlCanvasElement) + Clone + 'static,
) {
    let visible = RwSignal::new(false);
    let waiting = Rc::new(Cell::new(false));
    Effect::new(move |observed: Option<bool>| {
        let Some(element) = canvas.get() else { return false };
        if observed != Some(true) {
            watch(&element, visible, redraw);
            // On paper every chart is seen, and there is no next frame.
            let (draw, element) = (draw.clone(), element.clone());
            listen(&window(), "beforeprint", move |_: web_sys::Event| draw(&element));
        }
        redraw.track();
        track();
        if visible.get() && !waiting.replace(true) {
            let (draw, waiting) = (draw.clone(), waiting.clone());
            request_animation_frame(move || {
                waiting.set(false);
                draw(&element);
            });
        }
        true
    });
}

/// Notes when the canvas comes on the screen, changes its size, or its font
/// arrives.
fn watch(element: &HtmlCanvasElement, visible: RwSignal<bool>, redraw: RwSignal<u32>) {
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;
    let again = move || redraw.update(|count| *count = count.wrapping_add(1));
    on_screen::follow(element, visible);
    let resized = Closure::<dyn FnMut()>::new(again);
    if let Ok(observer) = web_sys::ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    resized.forget();
    // A move to a screen of another resolution changes no element's size.
    listen(&window(), "resize", move |_: web_sys::Event| again());
    chart_canvas::when_font_is_ready(&Theme::light(), again);
}

fn legend_view(entries: Vec<chart::LegendEntry>) -> impl IntoView {
    let entry = |entry: chart::LegendEntry| {
        let shape = match entry.key {
            chart::LegendKey::Bar(_) => "bar-key",
            chart::LegendKey::Band(0) => "band-key",
            chart::LegendKey::Band(_) => "band-key inner",
            chart::LegendKey::Line(_, chart::Dash::Solid) => "line-key",
            chart::LegendKey::Curve(dash) => match dash {
                chart::Dash::Solid => "line-key",
                chart::Dash::Dashed => "line-key dashed",
                chart::Dash::Dotted => "line-key dotted",
                chart::Dash::DashDotted => "line-key dash-dotted",
                chart::Dash::Spaced => "line-key spaced",
            },
            chart::LegendKey::Line(..) => "line-key dashed",
        };
        view! { <li class=format!("{shape} tone-{}", entry.tone as usize)>{entry.name}</li> }
    };
    entries.into_iter().map(entry).collect_view()
}
