//! Businesses to start from, beside the published sample. Each is a file with
//! one entry; all are illustrative, and every driver says on what it rests.

mod gpu_cloud;
mod inference_api;
mod vector_database;

use super::notes::{Confidence, Note};
use super::timeline::DEFAULT_YEARS;

/// A business to start from.
pub struct Preset {
    /// The word for it in addresses and tests.
    pub id: &'static str,
    /// What the scenario is called.
    pub name: &'static str,
    /// What it is about.
    pub description: &'static str,
    /// Every driver, in the order of the form.
    pub drivers: Vec<Assumption>,
}

/// A driver's values, and on what they rest.
pub struct Assumption {
    /// The driver.
    pub driver: &'static str,
    /// Its values in the line's unit; percentages as shares.
    pub values: [f64; DEFAULT_YEARS],
    /// Why they are assumed.
    pub text: &'static str,
    /// Who says so; nothing where it is made up.
    pub source: &'static str,
    /// Of when the source is.
    pub date: &'static str,
    /// How far to trust it.
    pub confidence: Confidence,
}

impl Assumption {
    /// The note that stands beside the driver.
    pub fn note(&self) -> Note {
        Note {
            text: self.text.to_owned(),
            source: self.source.to_owned(),
            date: self.date.to_owned(),
            confidence: Some(self.confidence),
        }
    }
}

/// All presets in the order of the page.
pub fn presets() -> Vec<Preset> {
    vec![gpu_cloud::preset(), inference_api::preset(), vector_database::preset()]
}

/// An assumption that a source bears out.
fn sourced(
    driver: &'static str,
    values: [f64; DEFAULT_YEARS],
    text: &'static str,
    (source, date, confidence): (&'static str, &'static str, Confidence),
) -> Assumption {
    Assumption { driver, values, text, source, date, confidence }
}

/// An assumption that is made up, to have something to start from.
fn illustrative(driver: &'static str, values: [f64; DEFAULT_YEARS], text: &'static str) -> Assumption {
    Assumption { driver, values, text, source: "Illustrative", date: "", confidence: Confidence::Low }
}
