//! A list that a person keeps, segments or tiers, as a table of fields.

use super::desk::Desk;
use super::number_field::number_field;
use crate::app::browser::{focus, focus_later};
use crate::app::figures;
use crate::app::text_field::{TextField, TypedText};
use crate::model::drivers::Origin;
use crate::model::pricing::Pricing;
use crate::model::pricing::demand::Field;
use crate::model::pricing::edit::{Direction, Row};
use leptos::prelude::*;

/// A last column.
#[derive(Clone, Copy)]
pub struct Extra {
    /// Its heading.
    pub head: &'static str,
    /// What stands there for a row, by its key.
    pub text: fn(Desk, &str) -> String,
}

/// The table of all rows of a kind, with what changes the list as a whole.
pub fn rows_table<T: Row>(
    desk: Desk,
    label: &'static str,
    empty: &'static str,
    extra: Option<Extra>,
) -> impl IntoView {
    let keys = Memo::new(move |_| {
        desk.pricing
            .with(|pricing| T::rows(pricing).iter().map(|row| row.key().to_owned()).collect::<Vec<_>>())
    });
    let add = move |_| {
        if desk.workspace.press_pricing(&format!("Add a {}", T::WORD), |pricing| pricing.with_row::<T>()) {
            let last = desk.pricing.with_untracked(|p| T::rows(p).last().map(|row| row.key().to_owned()));
            if let Some(key) = last {
                let selector = format!("#{}", name_id::<T>(&key));
                request_animation_frame(move || focus(&selector));
            }
        }
    };
    let is_full = move || keys.with(|keys| keys.len() >= T::MOST);
    let make_row = move |key| row_view::<T>(desk, key, extra.map(|extra| extra.text));
    let add_id = add_id::<T>();
    view! {
        <Show
            when=move || keys.with(|keys| !keys.is_empty())
            fallback=move || view! { <p class="empty">{empty}</p> }
        >
            <div class="scroll">
                <table class="rows headed" aria-label=label>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            {T::fields().into_iter().map(|field| head(desk, field)).collect_view()}
                            {extra.map(|extra| view! { <th scope="col">{extra.head}</th> })}
                            <th scope="col"><span class="sr">"Place in the list"</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || keys.get() key=Clone::clone let:key>
                            {make_row(key)}
                        </For>
                    </tbody>
                </table>
            </div>
        </Show>
        <p class="actions">
            <button type="button" id=add_id aria-disabled=move || is_full().to_string() on:click=add>
                {format!("Add a {}", T::WORD)}
            </button>
        </p>
    }
}

/// What is worth knowing of a list, announced when it changes.
pub fn remarks(desk: Desk, of: fn(&Pricing) -> Vec<String>) -> impl IntoView {
    let all = Memo::new(move |_| desk.pricing.with(|pricing| of(pricing)));
    let items = move || all.get().into_iter().map(|remark| view! { <p>{remark}</p> }).collect_view();
    view! { <div class="remarks" role="status">{items}</div> }
}

fn name_id<T: Row>(key: &str) -> String {
    format!("{}-{key}-name", T::WORD)
}

fn add_id<T: Row>() -> String {
    format!("add-{}", T::WORD)
}

fn row_view<T: Row>(desk: Desk, key: String, extra: Option<fn(Desk, &str) -> String>) -> AnyView {
    let of = key.clone();
    let name: Signal<String> = Signal::from(Memo::new(move |_| {
        desk.pricing
            .with(|pricing| pricing.row::<T>(&of).map(|row| row.name().to_owned()).unwrap_or_default())
    }));
    let of = key.clone();
    let rename = move |(text, session): TypedText| {
        desk.workspace.change_pricing(&format!("Name of a {}", T::WORD), Some(&session), |pricing| {
            pricing.with_name::<T>(&of, &text)
        })
    };
    let cells = T::fields().into_iter().filter_map(|field| {
        let line = desk.line_now(field.named.0)?;
        let (of, to, short) = (key.clone(), key.clone(), field.named.2);
        let id = format!("{}-{key}-{}", T::WORD, field.json);
        let read = field.of;
        let cell = number_field(
            desk,
            id,
            Signal::derive(move || format!("{short}, {}", name.get())),
            line,
            move |pricing| pricing.row::<T>(&of).map_or(f64::NAN, read),
            move |pricing, value| pricing.with_number::<T>(&to, &field, value),
        );
        Some(view! { <td>{cell}</td> })
    });
    let cells = cells.collect_view();
    let last = extra.map(|text| {
        let of = key.clone();
        view! { <td class="figure">{move || text(desk, &of)}</td> }
    });
    let id = name_id::<T>(&key);
    let place = place::<T>(desk, key, name);
    view! {
        <tr>
            <th scope="row">
                <TextField
                    name=Signal::derive(move || format!("Name of the {}, {}", T::WORD, name.get()))
                    id
                    value=name
                    apply=Callback::new(rename)
                    one_line=true
                />
            </th>
            {cells}
            {last}
            <td>{place}</td>
        </tr>
    }
    .into_any()
}

/// Moves a row up or down its list, or takes it out.
fn place<T: Row>(desk: Desk, key: String, name: Signal<String>) -> impl IntoView {
    let of = key.clone();
    let at_end = move |direction: Direction| {
        desk.pricing.with(|pricing| {
            let rows = T::rows(pricing);
            let end = if direction == Direction::Up { rows.first() } else { rows.last() };
            end.is_some_and(|row| row.key() == of)
        })
    };
    let button = |direction: Direction, sign: &'static str, word: &'static str| {
        let element = format!("{}-{key}-{word}", T::WORD);
        let (selector, key, at_end) = (format!("#{element}"), key.clone(), at_end.clone());
        let go = move |_| {
            let label = format!("Move {word}: {}", name.get_untracked());
            desk.workspace.press_pricing(&label, |pricing| pricing.with_row_moved::<T>(&key, direction));
            // An element that is moved in the page loses the keyboard.
            let selector = selector.clone();
            request_animation_frame(move || focus(&selector));
        };
        view! {
            <button
                type="button"
                class="quiet"
                id=element
                aria-label=move || format!("Move {} {word}", name.get())
                aria-disabled=move || at_end(direction).to_string()
                on:click=go
            >
                {sign}
            </button>
        }
    };
    let (up, down) = (button(Direction::Up, "↑", "up"), button(Direction::Down, "↓", "down"));
    let remove = move |_| {
        let label = format!("Removed {}", name.get_untracked());
        if desk.workspace.press_pricing(&label, |pricing| pricing.without_row::<T>(&key)) {
            // A row that is added later can get the same key.
            let own = [format!("{}-{key}-", T::WORD), format!("share-{key}-")];
            let is_own = |place: &str| own.iter().any(|prefix| place.starts_with(prefix.as_str()));
            desk.workspace.unread.update(|all| all.retain(|(place, _), _| !is_own(place)));
            desk.workspace.say_done(format!("{label}."));
            focus_later(if T::WORD == "tier" { "#add-tier" } else { "#add-segment" });
        }
    };
    view! {
        <div class="place">
            {up}
            {down}
            <button type="button" class="quiet" aria-label=move || format!("Remove {}", name.get()) on:click=remove>
                "×"
            </button>
        </div>
    }
}

/// A column's head, marked for as long as a made-up figure of the sample stands
/// below it.
fn head<T: Row>(desk: Desk, field: Field<T>) -> impl IntoView {
    let unit = desk.line_now(field.named.0).map(|line| figures::unit_symbol(&line.unit));
    let (name, help, origin) = (field.named.2, field.help, field.origin);
    let is_made_up = Memo::new(move |_| {
        origin == Origin::Illustrative && desk.pricing.with(|pricing| has_the_samples(pricing, &field))
    });
    let mark = move || is_made_up.get().then(|| view! { <span class="badge origin">{origin.word()}</span> });
    view! { <th scope="col" title=help>{name} <small>{unit}</small> {mark}</th> }
}

/// Whether a number of any row is still the sample's.
fn has_the_samples<T: Row>(pricing: &Pricing, field: &Field<T>) -> bool {
    let sample = Pricing::sample();
    let is_samples = |row: &T| {
        let of_sample = T::rows(&sample).iter().find(|other| other.key() == row.key());
        of_sample.is_some_and(|of_sample| row.has_the_samples(of_sample, field))
    };
    T::rows(pricing).iter().any(is_samples)
}
