//! How figures are written on charts of the page.

use super::figures;
use super::intl::Local;
use crate::chart::of_model::Writing;
use crate::engine::numerals;
use crate::engine::unit::Unit;
use std::rc::Rc;

/// Figures in the person's locale.
pub fn writing() -> Writing {
    Writing {
        exact: Rc::new(|value, unit| figures::exact(Some(value), unit)),
        short: Rc::new(figures::short),
        tick: Rc::new(tick),
    }
}

/// A tick; the caption says what it counts.
fn tick(value: f64, unit: &Unit) -> String {
    numerals::compact_auto(value, unit, &Local).replace(" months", "")
}
