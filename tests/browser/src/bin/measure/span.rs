//! What several measurements of the same come to.

use serde_json::{Value, json};

/// Their median, and between which figures eight of ten lie.
pub fn span(figures: impl Iterator<Item = f64>) -> Value {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    let at = |share: f64| figures.get((share * figures.len() as f64) as usize).or(figures.last()).copied();
    json!({ "low": at(0.1), "median": at(0.5), "high": at(0.9) })
}
