//! A model: an ordered list of lines over named axes, checked when it is built.

use super::axis::{Axis, AxisMap, Grain};
use super::cell_ref::{At, CellRef, Coordinate};
use super::expr::Expr;
use super::id::{AxisId, LineId};
use super::maps::sorted;
use super::program::Program;
use super::roll_up::RollUp;
use super::unit::Unit;
use litemap::LiteMap;
use std::ops::Range as Span;
use std::sync::Arc;

/// One quantity of the model, declared in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The permanent id that storage, links and exports speak.
    pub id: LineId,
    /// What people call it.
    pub label: String,
    /// The same in a word or three, for formulas, charts and narrow tables.
    pub short: String,
    /// One or two sentences that say what it is.
    pub help: String,
    /// The unit its values are stored and shown in.
    pub unit: Unit,
    /// The ids of its axes; empty for a scalar.
    pub shape: Vec<AxisId>,
    /// Where its definition comes from.
    pub source: String,
    /// How its cells make coarser periods, sums over members, and its total.
    pub roll_up: RollUp,
    /// What a zero of this line means where something is divided by it.
    pub zero_means: Option<String>,
    /// Default values, or a formula.
    pub content: Content,
}

impl Line {
    /// A calculated line, called by its id, without axes, roll-up or words. What
    /// it has beyond that is set by struct update.
    ///
    /// ```
    /// use megahour::engine::expr::{line, prev, pure};
    /// use megahour::engine::model::Line;
    /// use megahour::engine::unit::Unit;
    /// let doubled = Line {
    ///     shape: vec!["year".into()],
    ///     label: "Doubles each year".to_owned(),
    ///     ..Line::calculated("doubled", Unit::pure(), prev("year", line("doubled"), pure(0.5)) * pure(2.0))
    /// };
    /// assert_eq!(doubled.short, "doubled");
    /// ```
    pub fn calculated(id: &str, unit: Unit, of: Expr) -> Self {
        Self {
            id: id.into(),
            label: id.to_owned(),
            short: id.to_owned(),
            help: String::new(),
            unit,
            shape: Vec::new(),
            source: String::new(),
            roll_up: RollUp::NONE,
            zero_means: None,
            content: Content::Formula(of),
        }
    }

    /// A line whose values a person types, otherwise as [`Line::calculated`].
    pub fn input(id: &str, unit: Unit, driver: Driver) -> Self {
        Self {
            content: Content::Driver(driver),
            ..Self::calculated(id, unit, Expr::Undefined(String::new()))
        }
    }

    /// What may be typed into it, where a person types its values.
    pub fn driver(&self) -> Option<&Driver> {
        match &self.content {
            Content::Driver(driver) => Some(driver),
            Content::Formula(_) => None,
        }
    }

    /// What it is calculated by, where it is.
    pub fn formula(&self) -> Option<&Expr> {
        match &self.content {
            Content::Driver(_) => None,
            Content::Formula(formula) => Some(formula),
        }
    }

    /// Whether it has cells along an axis.
    pub fn is_over(&self, axis: &str) -> bool {
        self.shape.iter().any(|id| id == axis)
    }
}

/// What gives a line its values.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A person types them.
    Driver(Driver),
    /// They are calculated.
    Formula(Expr),
}

/// The default values of a driver and what is allowed.
#[derive(Clone, Debug, PartialEq)]
pub struct Driver {
    /// One value for each cell, in the line's unit.
    pub defaults: Vec<f64>,
    /// What may be typed.
    pub range: Range,
}

impl Driver {
    /// A driver that takes any number, with a default for each cell.
    pub fn any(defaults: impl Into<Vec<f64>>) -> Self {
        let range = Range { min: f64::MIN, min_allowed: true, max: f64::MAX };
        Self { defaults: defaults.into(), range }
    }
}

/// The allowed values of a driver.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The smallest value.
    pub min: f64,
    /// Whether the smallest value itself is allowed.
    pub min_allowed: bool,
    /// The largest value, itself allowed.
    pub max: f64,
}

impl Range {
    /// Whether a value is allowed; what is not finite never is.
    pub fn allows(&self, value: f64) -> bool {
        value.is_finite()
            && value <= self.max
            && (value > self.min || (self.min_allowed && value == self.min))
    }
}

pub use super::error::{ModelError, ModelErrors};

/// A checked model with its compiled program.
#[derive(Clone, Debug)]
pub struct Model {
    axes: Vec<Axis>,
    maps: Vec<AxisMap>,
    lines: Vec<Line>,
    layout: Arc<Layout>,
    program: Program,
}

/// Where the cells of each line are among the cells of all lines. Evaluated
/// values share it, so that they can be asked by a line's id.
#[derive(Debug, Default)]
pub(super) struct Layout {
    positions: LiteMap<LineId, usize>,
    starts: Vec<usize>,
}

impl Layout {
    fn of(model: &Model) -> Self {
        let mut starts = vec![0];
        let mut end = 0_usize;
        for line in &model.lines {
            end = end.saturating_add(model.cell_count(line));
            starts.push(end);
        }
        // Of lines with the same id the first counts, so that the second alone is
        // an error. Later entries replace earlier ones.
        let lines = model.lines.iter().enumerate().rev();
        let positions = lines.map(|(position, line)| (line.id.clone(), position));
        Self { positions: sorted(positions), starts }
    }

    /// A line's position among the lines.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// The cells of the line at a position.
    pub(super) fn cells(&self, position: usize) -> Span<usize> {
        let start = |position: usize| self.starts.get(position).copied().unwrap_or(0);
        start(position)..start(position + 1)
    }
}

impl Model {
    /// Lines over axes, neither checked nor compiled.
    pub(super) fn of(axes: Vec<Axis>, maps: Vec<AxisMap>, lines: Vec<Line>) -> Self {
        let mut model = Self { axes, maps, lines, layout: Arc::default(), program: Program::default() };
        model.layout = Arc::new(Layout::of(&model));
        model
    }

    /// The same model with other formulas, one for each line.
    pub(super) fn with_formulas(mut self, formula: impl Fn(&Self, &Line) -> Option<Expr>) -> Self {
        let formulas: Vec<_> = self.lines.iter().map(|line| formula(&self, line)).collect();
        for (line, formula) in self.lines.iter_mut().zip(formulas) {
            if let Some(formula) = formula {
                line.content = Content::Formula(formula);
            }
        }
        self
    }

    /// The same model with a program.
    pub(super) fn with_program(self, program: Program) -> Self {
        Self { program, ..self }
    }

    /// The axes.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// The lines in their declared order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The line with an id.
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines.get(self.layout.position(id)?)
    }

    /// The lines whose values a person types.
    pub fn drivers(&self) -> impl Iterator<Item = (&Line, &Driver)> {
        self.lines.iter().filter_map(|line| Some((line, line.driver()?)))
    }

    /// The compiled form, for evaluation.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The axis with an id.
    pub fn axis(&self, id: &str) -> Option<&Axis> {
        self.axis_position(id).and_then(|position| self.axes.get(position))
    }

    /// How many cells a line has.
    pub fn cell_count(&self, line: &Line) -> usize {
        let length = |id: &AxisId| self.axis(id).map_or(0, |axis| axis.members.len());
        line.shape.iter().map(length).fold(1, usize::saturating_mul)
    }

    /// The length of a line's periods; `None` where it has no cells along time.
    pub fn grain(&self, line: &Line) -> Option<Grain> {
        line.shape.iter().find_map(|id| self.axis(id)?.grain)
    }

    /// References to all cells of a line, in row-major order.
    pub fn cells(&self, line: &Line) -> impl Iterator<Item = CellRef> {
        (0..self.cell_count(line)).map(move |cell| self.cell_ref(line, cell))
    }

    /// A reference to a line's cell, counted from 0 in row-major order.
    pub fn cell_ref(&self, line: &Line, cell: usize) -> CellRef {
        let mut rest = cell;
        let mut keys = Vec::with_capacity(line.shape.len());
        for axis in line.shape.iter().rev().filter_map(|id| self.axis(id)) {
            let length = axis.members.len().max(1);
            keys.extend(axis.members.get(rest % length).map(|member| member.key.clone()));
            rest /= length;
        }
        CellRef::cell(line.id.clone(), keys.into_iter().rev())
    }

    /// The position of a single cell in its line, counted from 0 in row-major
    /// order; `None` where there is no such cell, or several are taken together.
    pub fn cell(&self, at: &CellRef) -> Option<usize> {
        let line = self.line(&at.line)?;
        let At::Cell(coordinates) = &at.at else { return None };
        if line.shape.len() != coordinates.len() {
            return None;
        }
        line.shape.iter().zip(coordinates).try_fold(0, |cell, (axis, coordinate)| {
            let Coordinate::Key(key) = coordinate else { return None };
            let axis = self.axis(axis)?;
            Some(cell * axis.members.len() + axis.position(key)?)
        })
    }

    pub(super) fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    pub(super) fn line_position(&self, id: &str) -> Option<usize> {
        self.layout.position(id)
    }

    pub(super) fn axis_position(&self, id: &str) -> Option<usize> {
        self.axes.iter().position(|axis| axis.id == id)
    }

    pub(super) fn map(&self, from: &str, to: &str) -> Option<&AxisMap> {
        self.maps.iter().find(|map| map.from == from && map.to == to)
    }

    pub(super) fn maps(&self) -> &[AxisMap] {
        &self.maps
    }
}
