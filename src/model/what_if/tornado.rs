//! What matters: how an output answers to each driver.

use super::path::{Output, Path, Reach, differ};
use crate::engine::model::Model;
use crate::engine::program::dual;

/// How an output answers to one driver.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The driver's id.
    pub driver: String,
    /// The driver's value in the year when it swings low, and the output then.
    pub low: Swing,
    /// The same when it swings high.
    pub high: Swing,
    /// By how many percent the output rises for each percent of the driver;
    /// `None` where one of them is zero or undefined.
    pub elasticity: Option<f64>,
    /// Whether the output has a corner or a jump right here, so that a step
    /// back may tell another story than the step forward that is told.
    pub kink: bool,
}

/// One end of a swing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    /// The driver's value.
    pub value: f64,
    /// Whether the allowed values cut the swing short.
    pub bounded: bool,
    /// The output; `None` where undefined.
    pub output: Option<f64>,
}

impl Bar {
    /// How far apart the ends are. What is undefined at an end counts for all
    /// there is, so that it is seen.
    pub fn width(&self, now: Option<f64>) -> f64 {
        match (self.low.output, self.high.output, now) {
            (Some(low), Some(high), Some(now)) => (low.max(high).max(now)) - (low.min(high).min(now)),
            (None, None, None) => 0.0,
            _ => f64::INFINITY,
        }
    }
}

/// The drivers that move the output at all, the one that matters most first.
pub fn leading(bars: &[Bar], now: Option<f64>) -> Vec<String> {
    let moves = |bar: &&Bar| {
        let ends = [bar.low.output, bar.high.output, now].map(|value| value.unwrap_or(f64::NAN));
        bar.width(now).is_infinite() || differ(&ends)
    };
    bars.iter().filter(moves).map(|bar| bar.driver.clone()).collect()
}

/// One bar for each driver, the widest first. `swing` gives each driver's low
/// and high as shares of its value, such as −0.1 and 0.1; `year` is the one in
/// which a driver's value is told, and moves if only one does.
pub fn tornado(
    model: &Model,
    inputs: &[f64],
    output: &Output,
    (year, reach): (usize, Reach),
    swing: impl Fn(&str) -> (f64, f64),
) -> Vec<Bar> {
    let Some(register) = output.register(model) else { return Vec::new() };
    let now = dual::run(model.program(), inputs, &[]).get(register as usize).map(|now| now.value);
    let now = now.filter(|value| value.is_finite());
    let bar = |driver: &str| {
        let path = Path::new(model, inputs, driver, year, reach)?;
        let focus = path.focus(model, inputs, register);
        let (low, high) = swing(driver);
        let wanted = [path.search.near * (1.0 + low), path.search.near * (1.0 + high)];
        let values = wanted.map(|value| value.clamp(path.search.low, path.search.high));
        // A share of nothing moves nothing. From zero the path would set every year
        // to zero.
        let stays = path.search.near == 0.0;
        let outputs = if stays { vec![now.unwrap_or(f64::NAN); 2] } else { path.values(&focus, &values) };
        let end = |at: usize| Swing {
            value: values[at],
            bounded: values[at] != wanted[at],
            output: outputs.get(at).copied().filter(|value| value.is_finite()),
        };
        let mut direction = vec![0.0; inputs.len()];
        for (input, _) in &path.inputs {
            direction[*input] = inputs[*input];
        }
        let exact = dual::run(model.program(), inputs, &direction).get(register as usize).copied();
        let elasticity = exact.map(|exact| exact.slope / exact.value).filter(|share| share.is_finite());
        Some(Bar {
            driver: driver.to_owned(),
            low: end(0),
            high: end(1),
            elasticity: elasticity.filter(|_| !stays),
            kink: exact.is_some_and(|exact| exact.kink),
        })
    };
    let mut bars: Vec<Bar> = model.drivers().filter_map(|(line, _)| bar(&line.id)).collect();
    bars.sort_by(|a, b| b.width(now).total_cmp(&a.width(now)));
    bars
}
