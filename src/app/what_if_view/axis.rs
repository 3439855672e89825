//! A driver of the heat map, with the range over which it is looked at.

use super::number::{choice, number_among};
use super::state::State;
use crate::app::figures;
use crate::chart::Side;
use crate::engine::unit::Unit;
use crate::model::what_if::path::Path;
use leptos::prelude::*;

/// How far a range is slid, as a multiple of the driver's value: beyond that it
/// is typed.
const SLID_TO: f64 = 3.0;
/// Steps of a slider from end to end.
const STEPS: f64 = 300.0;

/// An end of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    From,
    To,
}

impl End {
    fn word(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
        }
    }

    fn of(self, (from, to): (f64, f64)) -> f64 {
        match self {
            Self::From => from,
            Self::To => to,
        }
    }

    fn moved(self, (from, to): (f64, f64), value: f64) -> (f64, f64) {
        match self {
            Self::From => (value, to),
            Self::To => (from, value),
        }
    }
}

/// A driver with the range that is looked at; the range follows the scenario
/// until a person sets it.
#[derive(Clone, Copy)]
pub struct Axis {
    state: State,
    /// Which way it goes: "Across" or "Up".
    way: &'static str,
    /// The driver that a person chose. Does not persist.
    chosen: RwSignal<Option<String>>,
    /// The driver that it is.
    driver: Memo<String>,
    own: RwSignal<Option<(String, f64, f64)>>,
}

impl Axis {
    /// Both axes. Until a person chooses, they have the two drivers that matter
    /// most; never the same one.
    pub fn pair(state: State) -> (Self, Self) {
        let (across, up) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
        let first =
            Memo::new(move |_| across.get().unwrap_or_else(|| state.leading_beside(up.get().as_deref())));
        let second = Memo::new(move |_| up.get().unwrap_or_else(|| state.leading_beside(Some(&first.get()))));
        let axis = |way, chosen, driver| Self { state, way, chosen, driver, own: RwSignal::new(None) };
        (axis("Across", across, first), axis("Up", up, second))
    }

    /// Takes a driver; the other axis gets this one's if it had that.
    fn choose(&self, driver: String, other: Self) {
        if other.driver.get_untracked() == driver {
            other.chosen.set(Some(self.driver.get_untracked()));
        }
        self.chosen.set(Some(driver));
    }

    pub fn path(&self) -> Option<Path> {
        let model = &self.state.workspace.catalogue().model;
        let (year, reach) = (self.state.year(), self.state.reach.get());
        self.state.inputs.with(|inputs| Path::new(model, inputs, &self.driver.get(), year, reach))
    }

    /// From half to one and a half times the value, within what is allowed.
    pub fn range(&self) -> Option<(f64, f64)> {
        if let Some((_, from, to)) = self.own.get().filter(|(driver, ..)| *driver == self.driver.get()) {
            return Some((from, to));
        }
        let search = self.path()?.search;
        let size = if search.near == 0.0 { 1.0 } else { search.near.abs() };
        let (from, to) =
            ((search.near - size / 2.0).max(search.low), (search.near + size / 2.0).min(search.high));
        Some((from, to))
    }

    /// The driver's unit.
    pub fn unit(&self) -> Unit {
        self.state.workspace.line(&self.driver.get()).map_or_else(Unit::pure, |line| line.unit)
    }

    pub fn side(&self, values: Vec<f64>) -> Side {
        let unit = self.unit();
        let name = self.state.workspace.line(&self.driver.get()).map(|line| line.label).unwrap_or_default();
        let texts = values.iter().map(|value| figures::short(*value, &unit)).collect();
        Side { name, values, texts }
    }

    /// Moves an end of the range, or says why not.
    fn set(&self, end: End, value: f64) -> Result<(), String> {
        let (Some(range), Some(path)) = (untrack(|| self.range()), untrack(|| self.path())) else {
            return Ok(());
        };
        let (from, to) = end.moved(range, value);
        if from >= to {
            return Err("The range has to begin below its end.".to_owned());
        }
        if from < path.search.low || to > path.search.high {
            return Err("That is more than the driver allows.".to_owned());
        }
        self.own.set(Some((self.driver.get_untracked(), from, to)));
        Ok(())
    }

    /// How far the ends can be slid: far enough to reach where they are.
    fn reach(&self) -> Option<(f64, f64)> {
        let ((from, to), search) = (self.range()?, self.path()?.search);
        let far = if search.near == 0.0 { 1.0 } else { search.near.abs() * SLID_TO };
        let least = if search.near < 0.0 { -far } else { 0.0 };
        Some((least.max(search.low).min(from), far.min(search.high).max(to)))
    }

    /// The choice of the driver, with its range to be typed or slid.
    pub fn view(self, other: Self) -> AnyView {
        let lines = self.state.workspace.catalogue();
        let drivers: Vec<(String, String)> =
            lines.model.drivers().map(|(line, _)| (line.id.to_string(), line.label.clone())).collect();
        let field = move |end: End| {
            let value = Signal::derive(move || self.range().map_or(0.0, |range| end.of(range)));
            let together =
                Signal::derive(move || self.range().map_or(Vec::new(), |(from, to)| vec![from, to]));
            let name = format!("{} driver, {}", self.way, end.word());
            number_among(name, self.unit(), value, together, move |value, _| self.set(end, value))
        };
        let fields = move || {
            self.driver.track();
            view! { {field(End::From)} " to " {field(End::To)} }
        };
        let name = if self.way == "Across" { "Driver across" } else { "Driver up" };
        view! {
            <div>
                <span class="asked">
                    {choice(name, drivers, move || self.driver.get(), move |id| self.choose(id, other))} " from " {fields}
                </span>
                <div class="slides">{self.slider(End::From)} {self.slider(End::To)}</div>
            </div>
        }
        .into_any()
    }

    fn slider(self, end: End) -> AnyView {
        let reach = Memo::new(move |_| self.reach().unwrap_or((0.0, 1.0)));
        let width = move || {
            let (low, high) = reach.get();
            high - low
        };
        let value = move || self.range().map_or(0.0, |range| end.of(range));
        // From 0 to STEPS: the reach itself moves with what is slid.
        let place = move || ((value() - reach.get().0) / width() * STEPS).round();
        let slide = move |event: web_sys::Event| {
            let input = event_target::<web_sys::HtmlInputElement>(&event);
            let Some(range) = untrack(|| self.range()) else { return };
            let (low, step) = (reach.get_untracked().0, untrack(width) / STEPS);
            let wanted = low + step * input.value_as_number();
            // The ends push against each other and stop.
            let wanted = match end {
                End::From => wanted.min(range.1 - step),
                End::To => wanted.max(range.0 + step),
            };
            // What is left of it lies within the reach, which is allowed.
            if self.set(end, wanted).is_err() || wanted != end.of(range) {
                input.set_value(&untrack(place).to_string());
            }
        };
        view! {
            <input
                type="range"
                min="0"
                max=STEPS.to_string()
                step="1"
                aria-label=format!("{} driver, {}, slider", self.way, end.word())
                aria-valuetext=move || figures::short(value(), &self.unit())
                prop:value=move || place().to_string()
                on:input=slide
            />
        }
        .into_any()
    }
}
