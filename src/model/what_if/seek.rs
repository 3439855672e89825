//! What has to be true: the value of a driver that gives an output a target.

use super::path::{Output, Path, Reach, differ};
use crate::engine::model::Model;
use crate::engine::solve::Solutions;

/// What a search came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The values of the driver, in the year that was asked for.
    pub solutions: Solutions,
    /// Which years of the driver move.
    pub reach: Reach,
    /// How the driver's inputs follow from such a value.
    pub path: Path,
    /// Whether the output depends on the driver at all, beyond rounding.
    pub depends: bool,
}

impl Found {
    /// Whether there is a value at all.
    pub fn is_solved(&self) -> bool {
        self.depends && !matches!(self.solutions, Solutions::None(_))
    }
}

/// The values of a driver for which an output is `target`; `None` where there
/// is no such driver or output.
pub fn seek(
    model: &Model,
    inputs: &[f64],
    driver: &str,
    (year, reach): (usize, Reach),
    output: &Output,
    target: f64,
) -> Option<Found> {
    let path = Path::new(model, inputs, driver, year, reach)?;
    let focus = path.focus(model, inputs, output.register(model)?);
    let solutions = path.search.solve(&mut |values: &[f64]| path.values(&focus, values), target);
    let depends = focus.varies() && differ(&path.values(&focus, &path.search.samples()));
    Some(Found { solutions, reach, path, depends })
}
