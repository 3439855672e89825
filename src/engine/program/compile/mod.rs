//! From a checked model to its program: each formula is compiled once, for all
//! cells of its line.
//!
//! Lines come after those that they read. A line that no other needs to begin
//! with is done for all its cells at once. Lines that need each other, such as a
//! balance and its interest, are gone through in the order of time, or in any
//! order in which each cell finds ready what it needs. Nothing here calls itself
//! as deep as lines or cells refer to each other: a chain may have any length.

mod emitter;
mod expression;
mod flat;
mod group;
mod order;
mod recurrence;
mod reference;
mod region;
mod roll_up;
mod window;
mod years;

use super::expr::Expr;
use super::{Cells, Program, Register};
use crate::engine::axis::Grain;
use crate::engine::error::{Fault, ModelError};
use crate::engine::model::{Content, Line, Model};
pub use flat::flat;

use emitter::{Emitter, Mark, TooLarge};
use region::Region;

/// The most nodes that are visited for one cell by those who explain it. Folds
/// within folds visit a node many times.
const MAX_VISITS: f64 = 2e5;

/// Why an expression is not compiled for a region.
#[derive(Debug)]
enum Stop {
    /// Cells before a position of a direction and from there on differ in what
    /// is done: the region is to be cut there.
    Cut { dim: usize, at: u32 },
    /// A cell of the same group has to be done before.
    Wait(Waiting),
    /// A loop does not reach what is read.
    NoLoop,
    /// The model is too large.
    TooLarge,
}

impl From<TooLarge> for Stop {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

type Done<T> = Result<T, Stop>;

/// A cell, by the positions of its line and in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Waiting {
    line: usize,
    cell: usize,
}

struct AxisInfo {
    length: usize,
    grain: Option<Grain>,
    /// The registers of 1, 2 and so on, once they are needed, by how often each
    /// number is repeated.
    numbers: Vec<(usize, Register)>,
}

struct LineInfo {
    cells: Cells,
    /// The cells in base units, the same where the line's unit is one.
    base: Register,
    /// The positions of its axes, with how far apart their cells are.
    axes: Vec<(usize, usize)>,
}

/// A line's values, repeated for each period of a finer grain.
struct Spread {
    line: usize,
    grain: Grain,
    first: Register,
}

/// How the group that is compiled is gone through.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// A line that does not need itself, at once.
    Whole,
    /// Step by step along an axis.
    Loop,
    /// Cell by cell.
    Cells,
}

struct Compiler<'m> {
    model: &'m Model,
    axes: Vec<AxisInfo>,
    lines: Vec<LineInfo>,
    emitter: Emitter,
    region: Region,
    spreads: Vec<Spread>,
    mode: Mode,
    /// For each line of the group that is gone through cell by cell, which cells
    /// are done; empty for lines of other groups.
    done: Vec<Vec<bool>>,
    /// Which lines are in the group that is compiled.
    in_group: Vec<bool>,
}

/// The program of a model.
///
/// # Errors
/// Unknown references, cycles among cells, more than can be evaluated.
pub fn compile(model: &Model) -> Result<Program, Box<ModelError>> {
    let mut compiler = Compiler::new(model)?;
    let mut inputs = Vec::with_capacity(model.lines().len());
    for (line, info) in model.lines().iter().zip(&compiler.lines) {
        inputs.push(matches!(line.content, Content::Driver(_)).then_some(info.cells.first as usize));
    }
    let input_count = model.drivers().map(|(line, _)| model.cell_count(line)).sum();
    let reads = compiler.reads()?;
    for line in 0..model.lines().len() {
        if inputs[line].is_some() {
            compiler.driver(line)?;
        }
    }
    for group in order::groups(&reads) {
        compiler.group(&group)?;
    }
    let totals = (0..model.lines().len()).map(|line| compiler.total(line)).collect::<Result<_, _>>()?;
    let years = (0..model.lines().len()).map(|line| compiler.years(line)).collect::<Result<_, _>>()?;
    let cells = compiler.lines.iter().map(|line| line.cells).collect();
    let program = compiler.emitter.into_program();
    Ok(Program { input_count, cells, totals, inputs, years, ..program }.with_few_one_by_one())
}

impl<'m> Compiler<'m> {
    fn new(model: &'m Model) -> Result<Self, Box<ModelError>> {
        let axis = |axis: &crate::engine::axis::Axis| AxisInfo {
            length: axis.members.len(),
            grain: axis.grain,
            numbers: Vec::new(),
        };
        let mut compiler = Self {
            model,
            axes: model.axes().iter().map(axis).collect(),
            lines: Vec::with_capacity(model.lines().len()),
            emitter: Emitter::default(),
            region: Region::origin(model.axes().len()),
            spreads: Vec::new(),
            mode: Mode::Whole,
            done: vec![Vec::new(); model.lines().len()],
            in_group: vec![false; model.lines().len()],
        };
        // The inputs have the first registers, each the one of its own number.
        let mut first_of = vec![0; model.lines().len()];
        for drivers in [true, false] {
            for (position, line) in model.lines().iter().enumerate() {
                if matches!(line.content, Content::Driver(_)) == drivers {
                    let first = compiler.emitter.keep(model.cell_count(line));
                    first_of[position] = first.map_err(|_| fault(line, Fault::TooLarge))?;
                }
            }
        }
        for (line, first) in model.lines().iter().zip(first_of) {
            let axes: Vec<usize> = line.shape.iter().filter_map(|id| model.axis_position(id)).collect();
            let mut apart = 1;
            let mut strides: Vec<(usize, usize)> = Vec::with_capacity(axes.len());
            for axis in axes.into_iter().rev() {
                strides.push((axis, apart));
                apart *= compiler.axes[axis].length;
            }
            strides.reverse();
            let cells = Cells { first, count: model.cell_count(line) };
            compiler.lines.push(LineInfo { cells, base: first, axes: strides });
        }
        Ok(compiler)
    }

    /// For each line, those that it reads; a line that is read in another unit
    /// than its own gets registers for its cells in base units.
    fn reads(&mut self) -> Result<Vec<Vec<usize>>, Box<ModelError>> {
        let mut reads = Vec::with_capacity(self.lines.len());
        for line in self.model.lines() {
            let mut read = Vec::new();
            if let Content::Formula(formula) = &line.content {
                if self.visits(formula) > MAX_VISITS {
                    return Err(fault(line, Fault::TooLarge));
                }
                let mut named = Vec::new();
                for_each_reference(formula, &mut |id| named.extend(self.model.line_position(id)));
                self.need_base(&named).map_err(|_| fault(line, Fault::TooLarge))?;
                for id in self.model.read_by(formula) {
                    match self.model.line_position(id) {
                        Some(position) => read.push(position),
                        None => return Err(fault(line, Fault::UnknownLine(id.clone()))),
                    }
                }
            }
            reads.push(read);
        }
        Ok(reads)
    }

    fn need_base(&mut self, lines: &[usize]) -> Result<(), TooLarge> {
        for line in lines {
            let info = &self.lines[*line];
            if info.base == info.cells.first && self.model.lines()[*line].unit.per_base() != 1.0 {
                let base = self.emitter.keep(info.cells.count)?;
                self.lines[*line].base = base;
            }
        }
        Ok(())
    }

    /// How many nodes are visited for one cell, folds cell by cell.
    fn visits(&self, expr: &Expr) -> f64 {
        let times = match expr {
            Expr::Fold(_, axis, _)
            | Expr::Window { axis, .. }
            | Expr::Lookup { axis, .. }
            | Expr::FirstWhere { axis, .. }
            | Expr::Call { over: Some(axis), .. } => {
                self.axis(axis).map_or(0, |axis| self.axes[axis].length) as f64
            }
            _ => 1.0,
        };
        1.0 + times * expr.parts().into_iter().map(|part| self.visits(part)).sum::<f64>()
    }

    fn axis(&self, id: &str) -> Option<usize> {
        self.model.axis_position(id)
    }

    fn back_to(&mut self, mark: Mark) {
        self.emitter.back_to(mark);
    }

    /// The registers of 1, 2 and so on for the members of an axis, each number so
    /// many times.
    fn numbers(&mut self, axis: usize, times: usize) -> Done<Register> {
        let info = &self.axes[axis];
        if let Some((_, numbers)) = info.numbers.iter().find(|(of, _)| *of == times) {
            return Ok(*numbers);
        }
        let values = (0..info.length.saturating_mul(times)).map(|at| (at / times) as f64 + 1.0);
        let numbers = self.emitter.preset(values)?;
        self.axes[axis].numbers.push((times, numbers));
        Ok(numbers)
    }

    /// A driver's cells are there; what reads them may need them in base units.
    fn driver(&mut self, line: usize) -> Result<(), Box<ModelError>> {
        let whole = self.whole(line);
        if whole.iter().any(|(low, high)| low == high) {
            return Ok(());
        }
        self.enter(line, &whole, None);
        let done = self.put_base(line);
        self.leave();
        self.emitter.end_part();
        done.map_err(|stop| self.error(line, stop))
    }

    fn error(&self, line: usize, stop: Stop) -> Box<ModelError> {
        let declared = &self.model.lines()[line];
        match stop {
            // Everything else has been dealt with.
            Stop::TooLarge | Stop::Cut { .. } | Stop::Wait(_) | Stop::NoLoop => {
                fault(declared, Fault::TooLarge)
            }
        }
    }
}

fn fault(line: &Line, fault: Fault) -> Box<ModelError> {
    Box::new(ModelError::of_line(line.id.as_str(), fault))
}

/// Visits the ids of the lines that a formula names, in reading order.
fn for_each_reference<'e>(formula: &'e Expr, visit: &mut impl FnMut(&'e str)) {
    let mut open = vec![formula];
    while let Some(part) = open.pop() {
        if let Expr::Line(id) = part {
            visit(id);
        }
        open.extend(part.parts().into_iter().rev());
    }
}
