//! A model: an ordered list of lines over named axes, checked when it is built.

use super::address::Address;
use super::check::{self, Fault};
use super::compile::{self, Program};
use super::expr::Expr;
use super::maps::sorted;
use super::unit::Unit;
use litemap::LiteMap;
use std::fmt;
use std::ops::Range as Span;
use std::sync::Arc;

/// A named dimension along which lines have cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What formulas and addresses call it, such as `year`.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// Its members in order.
    pub members: Vec<Member>,
}

/// One position of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The stable key in addresses.
    pub key: String,
    /// What people call it.
    pub label: String,
}

/// For each cell of one axis, which cell of another it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisMap {
    /// The axis that is mapped.
    pub from: String,
    /// The axis it is mapped to.
    pub to: String,
    /// For each member of `from`, a position on `to`, counted from 0.
    pub positions: Vec<usize>,
}

/// One quantity of the model, declared in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The permanent id that storage, links and exports speak.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// The same in a word or three, for formulas, charts and narrow tables.
    pub short: String,
    /// One or two sentences that say what it is.
    pub help: String,
    /// The unit its values are stored and shown in.
    pub unit: Unit,
    /// The ids of its axes; empty for a scalar.
    pub shape: Vec<String>,
    /// Where its definition comes from.
    pub source: String,
    /// What stands in its total column.
    pub total: Total,
    /// What a zero of this line means where something is divided by it.
    pub zero_means: Option<String>,
    /// Default values, or a formula.
    pub content: Content,
}

impl Line {
    /// A calculated line, called by its id, without axes, total or words. What
    /// it has beyond that is set by struct update.
    ///
    /// ```
    /// use megahour::engine::expr::{line, prev, pure};
    /// use megahour::engine::model::Line;
    /// use megahour::engine::unit::Unit;
    /// let doubled = Line {
    ///     shape: vec!["year".to_owned()],
    ///     label: "Doubles each year".to_owned(),
    ///     ..Line::calculated("doubled", Unit::pure(), prev("year", line("doubled"), pure(0.5)) * pure(2.0))
    /// };
    /// assert_eq!(doubled.short, "doubled");
    /// ```
    pub fn calculated(id: &str, unit: Unit, of: Expr) -> Self {
        Self {
            id: id.to_owned(),
            label: id.to_owned(),
            short: id.to_owned(),
            help: String::new(),
            unit,
            shape: Vec::new(),
            source: String::new(),
            total: Total::None,
            zero_means: None,
            content: Content::Formula(of),
        }
    }

    /// A line whose values a person types, otherwise as [`Line::calculated`].
    pub fn driver(id: &str, unit: Unit, driver: Driver) -> Self {
        Self {
            content: Content::Driver(driver),
            ..Self::calculated(id, unit, Expr::Undefined(String::new()))
        }
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

/// What stands in a line's total over an axis.
#[derive(Clone, Debug, PartialEq)]
pub enum Total {
    /// Nothing: a total would mean nothing.
    None,
    /// The sum of all cells; a flow per year is summed × 1 year.
    Sum,
    /// The total of one line divided by the total of another.
    Ratio(String, String),
}

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
    positions: LiteMap<String, usize>,
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

/// Why a list of lines is no model: which line, and where in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelError {
    /// The line's id.
    pub line: String,
    /// The part of its formula, as people read it; empty for the line itself.
    pub place: String,
    /// What is wrong there.
    pub fault: Fault,
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => write!(f, "{}: {}", self.line, self.fault),
            place => write!(f, "{}, at “{place}”: {}", self.line, self.fault),
        }
    }
}

impl std::error::Error for ModelError {}

/// Everything that keeps a list of lines from being a model, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelErrors(pub Vec<ModelError>);

impl std::ops::Deref for ModelErrors {
    type Target = [ModelError];

    fn deref(&self) -> &[ModelError] {
        &self.0
    }
}

/// Prints one error a line.
impl fmt::Display for ModelErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, error) in self.iter().enumerate() {
            write!(f, "{}{error}", if position > 0 { "\n" } else { "" })?;
        }
        Ok(())
    }
}

impl std::error::Error for ModelErrors {}

impl Model {
    /// Checks lines and compiles them.
    ///
    /// # Errors
    /// Every fault that is found: duplicate ids, unknown references, shapes and
    /// units that do not fit, defaults out of range, cycles among cells.
    pub fn new(axes: Vec<Axis>, maps: Vec<AxisMap>, lines: Vec<Line>) -> Result<Self, ModelErrors> {
        let model = Self::unchecked(axes, maps, lines);
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
        Self::unchecked(axes, maps, lines).compiled()
    }

    fn unchecked(axes: Vec<Axis>, maps: Vec<AxisMap>, lines: Vec<Line>) -> Self {
        let mut model = Self { axes, maps, lines, layout: Arc::default(), program: Program::default() };
        model.layout = Arc::new(Layout::of(&model));
        model
    }

    fn compiled(mut self) -> Result<Self, ModelErrors> {
        self.program = compile::compile(&self).map_err(|error| ModelErrors(vec![*error]))?;
        Ok(self)
    }

    /// The same model with one more line at its end.
    ///
    /// # Errors
    /// As [`Model::new`].
    pub fn with_line(&self, line: Line) -> Result<Self, ModelErrors> {
        let lines = self.lines.iter().cloned().chain([line]).collect();
        Self::new(self.axes.clone(), self.maps.clone(), lines)
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
        self.lines.iter().filter_map(|line| match &line.content {
            Content::Driver(driver) => Some((line, driver)),
            Content::Formula(_) => None,
        })
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
        let length = |id: &String| self.axis(id).map_or(0, |axis| axis.members.len());
        line.shape.iter().map(length).fold(1, usize::saturating_mul)
    }

    /// The address of a line's cell, counted from 0 in row-major order.
    pub fn address(&self, line: &Line, cell: usize) -> Address {
        let place = self.place(line, cell);
        let key = |id: &String| {
            let position = self.axis_position(id)?;
            let member = self.axes.get(position)?.members.get(*place.get(position)?)?;
            Some(member.key.clone())
        };
        Address { line: line.id.clone(), keys: line.shape.iter().filter_map(key).collect() }
    }

    /// The position of an addressed cell in its line, if there is such a cell.
    pub fn cell(&self, address: &Address) -> Option<usize> {
        let line = self.line(&address.line)?;
        if line.shape.len() != address.keys.len() {
            return None;
        }
        line.shape.iter().zip(&address.keys).try_fold(0, |cell, (axis, key)| {
            let members = &self.axis(axis)?.members;
            let position = members.iter().position(|member| member.key == *key)?;
            Some(cell * members.len() + position)
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

    /// A cell's position on every axis of the model; 0 on axes its line lacks.
    pub(super) fn place(&self, line: &Line, cell: usize) -> Place {
        let mut place = vec![0; self.axes.len()];
        let mut rest = cell;
        for axis in line.shape.iter().rev().filter_map(|id| self.axis_position(id)) {
            let length = self.axes[axis].members.len().max(1);
            place[axis] = rest % length;
            rest /= length;
        }
        place
    }

    /// The cell of a line at a place.
    pub(super) fn cell_at(&self, line: &Line, place: &Place) -> usize {
        line.shape.iter().filter_map(|id| self.axis_position(id)).fold(0, |cell, axis| {
            cell * self.axes[axis].members.len() + place.get(axis).copied().unwrap_or(0)
        })
    }

    /// The place `offset` steps along an axis, unless that is off the axis.
    pub(super) fn shifted(&self, place: &Place, axis: &str, offset: i32) -> Option<Place> {
        let axis = self.axis_position(axis)?;
        let position = place.get(axis)?.checked_add_signed(offset as isize)?;
        (position < self.axes[axis].members.len()).then(|| moved(place, axis, position))
    }

    /// The places of all cells along an axis through a place.
    pub(super) fn along(&self, place: &Place, axis: &str) -> Vec<Place> {
        let Some(axis) = self.axis_position(axis) else { return Vec::new() };
        (0..self.axes[axis].members.len()).map(|position| moved(place, axis, position)).collect()
    }

    /// The place on axis `to` that the axis map gives for a place on `from`.
    pub(super) fn mapped(&self, place: &Place, from: &str, to: &str) -> Option<Place> {
        let position = *place.get(self.axis_position(from)?)?;
        let position = *self.map(from, to)?.positions.get(position)?;
        Some(moved(place, self.axis_position(to)?, position))
    }
}

fn moved(place: &Place, axis: usize, position: usize) -> Place {
    let mut place = place.clone();
    place[axis] = position;
    place
}

/// A position on each of the model's axes.
pub(super) type Place = Vec<usize>;
