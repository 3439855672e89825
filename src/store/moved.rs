//! A scenario with a driver moved along a path, as goal seek found it.

use super::document::{Document, Entry};
use crate::engine::model::Model;
use crate::model::what_if::path::Path;

/// The document with a driver moved along a path, so that it has `value` in the
/// path's year. Years that are not on the path stay as they are; a growth that
/// moves as a whole is kept.
#[must_use]
pub fn moved(document: &Document, model: &Model, driver: &str, path: &Path, value: f64) -> Document {
    let position = model.lines().iter().position(|line| line.id == driver);
    let Some(first) = position.and_then(|position| model.program().first_input(position)) else {
        return document.clone();
    };
    let near = path.search.near;
    if let (Some(Entry::Growth { first: start, growth }), true) =
        (document.drivers.get(driver), path.inputs.len() > 1 && near != 0.0)
    {
        let scaled = Entry::Growth { first: start * (value / near), growth: *growth };
        return document.with_entry(driver, scaled);
    }
    document.with_years(driver, |values| {
        for (input, multiple) in &path.inputs {
            if let Some(cell) = input.checked_sub(first).and_then(|year| values.get_mut(year)) {
                *cell = value * multiple;
            }
        }
    })
}
