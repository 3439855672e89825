//! What every part of the view reads: the scenario's pricing, its formulas and
//! their values. All of it is derived.

use crate::app::browser::{after_a_pause, after_the_frame};
use crate::app::on_screen::is_on_screen;
use crate::app::workspace::Workspace;
use crate::engine::cell_ref::CellRef;
use crate::engine::model::Line;
use crate::engine::values::Values;
use crate::model::pricing::{ModelYear, Pricing, Sheet};
use crate::store::own::Own;
use leptos::html::ElementType;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Handles on the pricing of the scenario; copies share them.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The state of the page.
    pub workspace: Workspace,
    /// The scenario's pricing.
    pub pricing: Memo<Own<Pricing>>,
    sheet: Memo<Result<Made<Sheet>, String>>,
    figures: Memo<Option<Made<Figures>>>,
    /// Counts what the figures became, once that is painted.
    painted: RwSignal<u32>,
    /// Counts what they became, once nothing more was typed for a moment.
    settled: RwSignal<u32>,
}

/// Formulas, the scenario's pricing, and the values that these give.
struct Figures {
    sheet: Made<Sheet>,
    pricing: Own<Pricing>,
    values: Values,
}

/// The same figures, taken over whenever the count goes up.
fn delayed(figures: Memo<Option<Made<Figures>>>, count: RwSignal<u32>) -> Memo<Option<Made<Figures>>> {
    Memo::new(move |_| {
        count.track();
        figures.get_untracked()
    })
}

/// Something that is equal only to itself, because comparing would cost more
/// than using it.
struct Made<T>(Arc<T>);

impl<T> Made<T> {
    fn new(made: T) -> Self {
        Self(Arc::new(made))
    }
}

impl<T> Clone for Made<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Made<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Desk {
    /// Follows the scenario.
    pub fn new(workspace: Workspace) -> Self {
        let pricing = Memo::new(move |_| workspace.document.with(|document| document.pricing.clone()));
        let structure = Memo::new(move |_| pricing.with(|pricing| pricing.structure()));
        let sheet = Memo::new(move |_| {
            // Reading is what follows it: a memo that nobody reads is never made.
            structure.with(|_| ());
            let sheet = pricing.with_untracked(|pricing| Sheet::new(pricing));
            sheet.map(Made::new).map_err(|errors| errors.to_string())
        });
        let figures = Memo::new(move |_| {
            let sheet = sheet.get().ok()?;
            let pricing = pricing.get();
            let year = workspace.document.with(|document| document.spec.timeline.nearest_year(pricing.year));
            let year = workspace.with_values(|_, values| ModelYear::of(values, year));
            let values = sheet.0.evaluate(&pricing, &year);
            Some(Made::new(Figures { sheet, pricing, values }))
        });
        let painted = after_the_frame(move || figures.track());
        let settled = after_a_pause(move || figures.track());
        Self { workspace, pricing, sheet, figures, painted, settled }
    }

    /// The same for what follows the figures in a frame of its own, so that a
    /// key's frame is not as long.
    pub fn after_the_frame(self) -> Self {
        let figures = delayed(self.figures, self.painted);
        Self { figures, ..self }
    }

    /// The same for a part of the view that may be off the screen: while it is,
    /// it follows the figures when typing pauses.
    pub fn in_part<E>(self, part: NodeRef<E>) -> Self
    where
        E: ElementType,
        E::Output: JsCast + Clone + AsRef<Element> + 'static,
    {
        let (now, later) = (self.figures, delayed(self.figures, self.settled));
        let is_seen = is_on_screen(part);
        let figures = Memo::new(move |_| if is_seen.get() { now.get() } else { later.get() });
        Self { figures, ..self }
    }

    /// Reads something off formulas, scenario and values; tracks all of them.
    /// Nothing where the formulas have faults, which [`Desk::faults`] tells.
    pub fn read<T>(&self, read: impl FnOnce(&Sheet, &Pricing, &Values) -> T) -> Option<T> {
        let Figures { sheet, pricing, values } = &*self.figures.get()?.0;
        Some(read(&sheet.0, pricing, values))
    }

    /// Reads something off the formulas alone, which follow from what segments
    /// and tiers there are, not from their figures.
    pub fn read_formulas<T>(&self, read: impl FnOnce(&Sheet) -> T) -> Option<T> {
        self.sheet.with(|sheet| sheet.as_ref().ok().map(|sheet| read(&sheet.0)))
    }

    /// The faults of the formulas, if there are any: a scenario whose pricing is
    /// within its bounds has none.
    pub fn faults(&self) -> Option<String> {
        self.sheet.with(|sheet| sheet.as_ref().err().cloned())
    }

    /// A line of the formulas.
    pub fn line(&self, id: &str) -> Option<Line> {
        self.read_formulas(|sheet| sheet.model.line(id).cloned()).flatten()
    }

    /// A line as it is now, without following it.
    pub fn line_now(&self, id: &str) -> Option<Line> {
        untrack(|| self.line(id))
    }

    /// Which of the model's years the segments describe, counted from 0: the last
    /// where the timeline has become shorter; tracks both.
    pub fn year(&self) -> usize {
        let year = self.pricing.with(|pricing| pricing.year);
        self.workspace.document.with(|document| document.spec.timeline.nearest_year(year))
    }

    /// The model's year that the segments describe.
    pub fn model_year(&self) -> ModelYear {
        let year = self.year();
        self.workspace.with_values(|_, values| ModelYear::of(values, year))
    }

    /// Explains a cell of the formulas.
    pub fn explain(&self, address: &CellRef, remember: bool) {
        self.workspace.explain_at(&address.line, at(address), remember);
    }
}

/// A cell's keys as the page's address has them; none for its total or only value.
pub fn at(address: &CellRef) -> Option<String> {
    let keys: Vec<&str> = address.keys().map(|key| key.as_str()).collect();
    (!keys.is_empty()).then(|| keys.join("."))
}
