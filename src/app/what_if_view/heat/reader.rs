//! Reading the map's values with a pointer or with the keyboard.

use super::super::state::State;
use crate::app::figures;
use crate::chart::{HeatLayout, HeatMap, Rect};
use crate::model::what_if::grid::SIDE;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent};

/// Which place of the map is read; copies share it. Does not persist.
#[derive(Clone, Copy)]
pub struct Reader {
    state: State,
    map: Memo<Option<HeatMap>>,
    /// Where the map was drawn last.
    pub layout: StoredValue<Option<HeatLayout>>,
    place: RwSignal<Option<(usize, usize)>>,
}

impl Reader {
    /// A reader of a map, at no place yet.
    pub fn new(state: State, map: Memo<Option<HeatMap>>) -> Self {
        Self { state, map, layout: StoredValue::new(None), place: RwSignal::new(None) }
    }

    /// Goes to where a pointer is.
    pub fn point(self, event: &PointerEvent) {
        let (x, y) = (event.offset_x().into(), event.offset_y().into());
        self.place.set(self.layout.with_value(|layout| layout.as_ref().and_then(|layout| layout.hit(x, y))));
    }

    /// Leaves the map with a mouse; what a finger read stays.
    pub fn leave(self, event: &PointerEvent) {
        if event.pointer_type() == "mouse" {
            self.end();
        }
    }

    /// Reads no place any more.
    pub fn end(self) {
        self.place.set(None);
    }

    /// Goes from place to place, from the middle on.
    pub fn key(self, event: &KeyboardEvent) {
        let (column, row) = self.place.get_untracked().unwrap_or((SIDE / 2, SIDE / 2));
        let last = SIDE - 1;
        let next = match event.key().as_str() {
            "ArrowRight" => ((column + 1).min(last), row),
            "ArrowLeft" => (column.saturating_sub(1), row),
            "ArrowUp" => (column, (row + 1).min(last)),
            "ArrowDown" => (column, row.saturating_sub(1)),
            "Home" => (0, row),
            "End" => (last, row),
            "Escape" => return self.end(),
            _ => return,
        };
        event.prevent_default();
        self.place.set(Some(next));
    }

    /// The frame around the place, and below it what it says.
    pub fn view(self) -> impl IntoView {
        let side = move |of: fn(&Rect) -> f64| {
            let place = self.place.get().and_then(|(column, row)| {
                self.layout.with_value(|layout| layout.as_ref().map(|layout| of(&layout.cell(column, row))))
            });
            place.map_or_else(String::new, |place| format!("{place}px"))
        };
        let words = Memo::new(move |_| self.words());
        view! {
            <span
                class="cell-frame"
                class:none=move || self.place.get().is_none()
                style:left=move || side(|cell| cell.left)
                style:top=move || side(|cell| cell.top)
                style:width=move || side(|cell| cell.right - cell.left)
                style:height=move || side(|cell| cell.bottom - cell.top)
            ></span>
            <p class="reading" role="status">{words}</p>
        }
    }

    fn words(self) -> Option<String> {
        let (column, row) = self.place.get()?;
        let unit = self.state.unit();
        self.map.with(|map| {
            let map = map.as_ref()?;
            let value = map
                .at(column, row)
                .map_or("undefined".to_owned(), |value| figures::exact(Some(value), &unit));
            let (x, y) = (map.across.texts.get(column)?, map.up.texts.get(row)?);
            Some(format!("{} {x}, {} {y}: {value}", map.across.name, map.up.name))
        })
    }
}
