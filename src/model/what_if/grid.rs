//! Two drivers at a time: an output over a grid of their values.

use super::path::{Output, Path, differ};
use crate::engine::model::Model;
use crate::engine::program::specialise::Focus;

/// How many values each driver takes.
pub const SIDE: usize = 41;

/// An output over a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The values of the first driver, from left to right.
    pub x: Vec<f64>,
    /// The values of the second, from bottom to top.
    pub y: Vec<f64>,
    /// The output row by row from the bottom; NaN where undefined.
    pub cells: Vec<f64>,
}

impl Grid {
    /// The output where two drivers' values cross; `None` where there is no
    /// such output. Along its range each driver takes [`SIDE`] even steps.
    pub fn new(
        model: &Model,
        inputs: &[f64],
        output: &Output,
        (x, from_x, to_x): (&Path, f64, f64),
        (y, from_y, to_y): (&Path, f64, f64),
    ) -> Option<Self> {
        let register = output.register(model)?;
        let steps = |from: f64, to: f64| -> Vec<f64> {
            (0..SIDE).map(|step| from + (to - from) * (step as f64 / (SIDE - 1) as f64)).collect()
        };
        let (across, up) = (steps(from_x, to_x), steps(from_y, to_y));
        let varying: Vec<usize> = x.inputs.iter().chain(&y.inputs).map(|(input, _)| *input).collect();
        let focus = Focus::new(model.program(), inputs, &varying, &[register]);
        let all_x: Vec<f64> = up.iter().flat_map(|_| across.iter().copied()).collect();
        let all_y: Vec<f64> = up.iter().flat_map(|value| std::iter::repeat_n(*value, SIDE)).collect();
        let mut columns = x.columns(&all_x);
        columns.extend(y.columns(&all_y));
        let mut cells = focus.evaluate(SIDE * SIDE, &columns).pop()?;
        if !differ(&cells)
            && let Some(value) = cells.iter().copied().find(|value| value.is_finite())
        {
            cells.iter_mut().filter(|cell| cell.is_finite()).for_each(|cell| *cell = value);
        }
        Some(Self { x: across, y: up, cells })
    }

    /// The output at a column from the left and a row from the bottom; `None`
    /// where undefined.
    pub fn at(&self, column: usize, row: usize) -> Option<f64> {
        self.cells.get(row * self.x.len() + column).copied().filter(|value| value.is_finite())
    }
}
