//! Making a model of lines: their formulas made explicit, checked, and compiled.

use super::axis::{Axis, AxisMap};
use super::check;
use super::error::ModelErrors;
use super::lower;
use super::model::{Line, Model};
use super::program::compile;

impl Model {
    /// Checks lines and compiles them.
    ///
    /// # Errors
    /// Every fault that is found: duplicate ids, unknown references, shapes and
    /// units that do not fit, defaults out of range, cycles among cells.
    pub fn new(axes: Vec<Axis>, maps: Vec<AxisMap>, lines: Vec<Line>) -> Result<Self, ModelErrors> {
        let model = Self::of(axes, maps, lines).lowered();
        check::check(&model)?;
        model.compiled()
    }

    /// Compiles lines that are shipped with the program: a test checks them, and no
    /// start has to do it again, nor to load what does it.
    ///
    /// # Errors
    /// What compiling finds: unknown references, cycles among cells. Other faults
    /// pass; what they concern is undefined or wrong.
    pub fn shipped(axes: Vec<Axis>, maps: Vec<AxisMap>, lines: Vec<Line>) -> Result<Self, ModelErrors> {
        Self::of(axes, maps, lines).lowered().compiled()
    }

    /// The same model with its formulas made explicit.
    fn lowered(self) -> Self {
        self.with_formulas(|model, line| Some(lower::lower(model, model.grain(line), line.formula()?)))
    }

    fn compiled(self) -> Result<Self, ModelErrors> {
        let program = compile::compile(&self).map_err(|error| ModelErrors(vec![*error]))?;
        Ok(self.with_program(program))
    }

    /// The same model with one more line at its end.
    ///
    /// # Errors
    /// As [`Model::new`].
    pub fn with_line(&self, line: Line) -> Result<Self, ModelErrors> {
        let lines = self.lines().iter().cloned().chain([line]).collect();
        Self::new(self.axes().to_vec(), self.maps().to_vec(), lines)
    }
}
