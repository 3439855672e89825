//! What every part of the view reads: the scenario's pricing, its formulas and
//! their values. All of it is derived.

use crate::app::workspace::Workspace;
use crate::engine::address::Address;
use crate::engine::model::Line;
use crate::engine::values::Values;
use crate::model::pricing::{ModelYear, Pricing, Sheet};
use crate::store::own::Own;
use leptos::prelude::*;
use std::sync::Arc;

/// Handles on the pricing of the scenario; copies share them.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The state of the page.
    pub workspace: Workspace,
    /// The scenario's pricing.
    pub pricing: Memo<Own<Pricing>>,
    sheet: Memo<Made<Result<Sheet, String>>>,
    values: Memo<Option<Made<Values>>>,
}

/// Something that is equal only to itself, because comparing would cost more
/// than using it.
struct Made<T>(Arc<T>);

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
            Made(Arc::new(sheet.map_err(|errors| errors.to_string())))
        });
        let values = Memo::new(move |_| {
            let sheet = sheet.get();
            let sheet = sheet.0.as_ref().as_ref().ok()?;
            let pricing = pricing.get();
            let year = workspace.with_values(|_, values| ModelYear::of(values, pricing.year));
            Some(Made(Arc::new(sheet.evaluate(&pricing, &year))))
        });
        Self { workspace, pricing, sheet, values }
    }

    /// Reads something off formulas, scenario and values; tracks all of them.
    /// Nothing where the formulas have faults, which [`Desk::faults`] tells.
    pub fn read<T>(&self, read: impl FnOnce(&Sheet, &Pricing, &Values) -> T) -> Option<T> {
        let values = self.values.get()?;
        let sheet = self.sheet.get();
        let sheet = sheet.0.as_ref().as_ref().ok()?;
        Some(self.pricing.with(|pricing| read(sheet, pricing, &values.0)))
    }

    /// The faults of the formulas, if there are any: a scenario whose pricing is
    /// within its bounds has none.
    pub fn faults(&self) -> Option<String> {
        self.sheet.with(|sheet| sheet.0.as_ref().as_ref().err().cloned())
    }

    /// A line of the formulas.
    pub fn line(&self, id: &str) -> Option<Line> {
        self.sheet.with(|sheet| sheet.0.as_ref().as_ref().ok()?.model.line(id).cloned())
    }

    /// A line as it is now, without following it.
    pub fn line_now(&self, id: &str) -> Option<Line> {
        untrack(|| self.line(id))
    }

    /// The model's year that the segments describe.
    pub fn model_year(&self) -> ModelYear {
        let year = self.pricing.with(|pricing| pricing.year);
        self.workspace.with_values(|_, values| ModelYear::of(values, year))
    }

    /// Explains a cell of the formulas.
    pub fn explain(&self, address: &Address, remember: bool) {
        self.workspace.explain_at(&address.line, at(address), remember);
    }
}

/// A cell's keys as the page's address has them; none for its total or only value.
pub fn at(address: &Address) -> Option<String> {
    (!address.keys.is_empty()).then(|| address.keys.join("."))
}
