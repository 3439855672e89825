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
mod order;
mod recurrence;
mod region;
mod roll_up;
mod window;

use super::expr::{Expr, Operator};
use super::{Cells, Program, Register};
use crate::engine::axis::Grain;
use crate::engine::error::{Fault, ModelError};
use crate::engine::id::LineId;
use crate::engine::model::{Content, Line, Model};
use crate::engine::print;
use emitter::{Emitter, Mark, TooLarge};
use order::Group;
use recurrence::Recurrence;
use region::{Address, MAX_DIMS, Position, Region, Time};
use roll_up::Together;

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

/// A part of a line's cells: for each of its axes from where up to where.
type Part = Vec<(usize, usize)>;

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
        self.emitter.end_formula(false);
        done.map_err(|stop| self.error(line, stop))
    }

    fn group(&mut self, group: &Group) -> Result<(), Box<ModelError>> {
        group.lines.iter().for_each(|line| self.in_group[*line] = true);
        let done = match group.is_recurrent {
            false => self.whole_line(group.lines[0]),
            true => self.recurrent(&group.lines),
        };
        group.lines.iter().for_each(|line| self.in_group[*line] = false);
        self.emitter.end_formula(false);
        done
    }

    /// A line that does not need itself, in as few parts as can be.
    fn whole_line(&mut self, line: usize) -> Result<(), Box<ModelError>> {
        self.mode = Mode::Whole;
        self.parts(line, None, false).map_err(|stop| self.error(line, stop))
    }

    /// Lines that need each other: by a loop if one reaches all that they read.
    fn recurrent(&mut self, lines: &[usize]) -> Result<(), Box<ModelError>> {
        if let Some(recurrence) = recurrence::recurrence(self.model, lines) {
            let mark = self.emitter.mark();
            let spreads = self.spreads.len();
            self.mode = Mode::Loop;
            match self.loops(&recurrence) {
                Ok(()) => return Ok(()),
                Err((line, stop @ Stop::TooLarge)) => return Err(self.error(line, stop)),
                Err(_) => {
                    self.back_to(mark);
                    self.spreads.truncate(spreads);
                }
            }
        }
        self.mode = Mode::Cells;
        for line in lines {
            self.done[*line] = vec![false; self.lines[*line].cells.count];
        }
        let longest = lines.iter().map(|line| self.lines[*line].cells.count).max().unwrap_or(0);
        for cell in 0..longest {
            for line in lines.iter().copied() {
                if cell < self.lines[line].cells.count {
                    self.cell(Waiting { line, cell })?;
                }
            }
        }
        lines.iter().for_each(|line| self.done[*line] = Vec::new());
        Ok(())
    }

    /// Goes through an axis step by step, in as few stretches as can be.
    fn loops(&mut self, recurrence: &Recurrence) -> Result<(), (usize, Stop)> {
        let axis = recurrence.axis;
        let mut open = vec![(0, self.axes[axis].length)];
        'stretch: while let Some((low, high)) = open.pop() {
            if low == high {
                continue;
            }
            let mark = self.emitter.mark();
            let spreads = self.spreads.len();
            for line in &recurrence.order {
                match self.parts(*line, Some((axis, low, high)), true) {
                    Ok(()) => {}
                    // Only the direction of the loop is not cut within the line.
                    Err(Stop::Cut { at, .. }) => {
                        self.back_to(mark);
                        self.spreads.truncate(spreads);
                        let cut = low + at as usize;
                        let halves = [(low, cut), (cut, high)];
                        open.extend(if recurrence.backwards { halves } else { [halves[1], halves[0]] });
                        continue 'stretch;
                    }
                    Err(stop) => return Err((*line, stop)),
                }
            }
            self.emitter.end_loop((high - low) as u32, recurrence.backwards);
        }
        Ok(())
    }

    /// Compiles a line's formula for all its cells, or for those of a stretch of
    /// an axis, cutting them where they differ in what is done.
    fn parts(&mut self, line: usize, stretch: Option<(usize, usize, usize)>, keep: bool) -> Done<()> {
        let mut whole = self.whole(line);
        if let Some((axis, low, high)) = stretch {
            for (position, (of, _)) in self.lines[line].axes.iter().enumerate() {
                if *of == axis {
                    whole[position] = (low, high);
                }
            }
        }
        let mut open = vec![whole];
        while let Some(part) = open.pop() {
            if part.iter().any(|(low, high)| low == high) {
                continue;
            }
            if let Some(cut) = too_long(&part) {
                open.extend(cut);
                continue;
            }
            let mark = self.emitter.mark();
            let spreads = self.spreads.len();
            let dims = self.enter(line, &part, stretch.map(|(axis, ..)| axis));
            let loop_dim = self.region.loop_dim;
            let done = self.formula(line);
            self.leave();
            match done {
                Ok(()) => self.emitter.end_formula(keep),
                Err(Stop::Cut { dim, at }) if loop_dim != Some(dim) => {
                    self.back_to(mark);
                    self.spreads.truncate(spreads);
                    match cut(&part, &dims, dim, at) {
                        Some(halves) => open.extend(halves),
                        None => return Err(Stop::NoLoop),
                    }
                }
                Err(stop) => return Err(stop),
            }
        }
        Ok(())
    }

    /// All cells of a line.
    fn whole(&self, line: usize) -> Part {
        self.lines[line].axes.iter().map(|(axis, _)| (0, self.axes[*axis].length)).collect()
    }

    /// Sets the region to a part of the cells along some axes; for each of these
    /// the direction that it is.
    fn stand(&mut self, axes: &[usize], part: &Part, looped: Option<usize>) -> Vec<Option<usize>> {
        self.region = Region::origin(self.axes.len());
        let mut dims = Vec::with_capacity(part.len());
        for (axis, (low, high)) in axes.iter().zip(part) {
            let dim = self.region.extend(*axis, self.axes[*axis].grain, (*low, *high));
            if looped == Some(*axis) {
                self.region.loop_dim = dim;
            }
            dims.push(dim);
        }
        dims
    }

    /// Sets the region to a part of a line's cells.
    fn enter(&mut self, line: usize, part: &Part, looped: Option<usize>) -> Vec<Option<usize>> {
        let axes: Vec<usize> = self.lines[line].axes.iter().map(|(axis, _)| *axis).collect();
        self.stand(&axes, part, looped)
    }

    fn leave(&mut self) {
        self.region = Region::origin(self.axes.len());
    }

    /// Compiles a line's formula for the cells of the region, into its registers.
    fn formula(&mut self, line: usize) -> Done<()> {
        let declared = &self.model.lines()[line];
        let Content::Formula(formula) = &declared.content else { return Ok(()) };
        let value = self.expr(formula)?;
        let value = self.in_unit(value, declared.unit.per_base())?;
        let into = self.address(line, self.lines[line].cells.first)?;
        self.emitter.store(&self.region, value, into)?;
        self.put_base(line)
    }

    /// A value in base units, converted to a unit that is `per_base` smaller.
    fn in_unit(&mut self, value: Address, per_base: f64) -> Done<Address> {
        if per_base == 1.0 {
            return Ok(value);
        }
        let factor = self.constant(per_base)?;
        self.binary(Operator::Multiply, value, factor)
    }

    /// The line's values in base units, where something reads them so.
    fn put_base(&mut self, line: usize) -> Done<()> {
        let info = &self.lines[line];
        if info.base == info.cells.first {
            return Ok(());
        }
        let (cells, base) = (info.cells.first, info.base);
        let (own, into) = (self.address(line, cells)?, self.address(line, base)?);
        let factor = self.constant(self.model.lines()[line].unit.per_base())?;
        let value = self.binary(Operator::Divide, own, factor)?;
        Ok(self.emitter.store(&self.region, value, into)?)
    }

    /// Where a line's own cells for those of the region are, given the register
    /// of its first.
    fn address(&self, line: usize, first: Register) -> Done<Address> {
        let mut address = Address::one(first);
        address.in_loop = self.in_group[line] && self.mode == Mode::Loop && self.region.loop_dim.is_some();
        for (axis, apart) in &self.lines[line].axes {
            let Some(place) = self.place(*axis) else { continue };
            address = match (place.even(&self.region.lengths), place.position) {
                (Some(Position::At(position)), _) => address.moved((apart * position) as i32),
                (Some(Position::Along { dim, start, by }), _) => {
                    address.moved((apart * start) as i32).along(dim, apart * by)
                }
                (None, Position::Along { dim, .. }) => {
                    let change = place.first_other(&self.region.lengths, |index| index / place.parts);
                    return Err(Stop::Cut { dim, at: change.unwrap_or(1) as u32 });
                }
                (None, Position::At(_)) => address,
            };
        }
        Ok(address)
    }

    /// The values of a line in base units: its own cells, or what those of
    /// shorter periods make together.
    fn reference(&mut self, id: &str) -> Done<Address> {
        let Some(line) = self.model.line_position(id) else { return self.constant(f64::NAN) };
        let grain = self.model.grain(&self.model.lines()[line]);
        if let (Some(grain), Some(time)) = (grain, self.region.time)
            && grain < time.grain
        {
            return self.rolled(Some(line), &Together { to: Some(time.grain), all: &[] });
        }
        if let Some(spread) = self.spread(line)? {
            return Ok(spread);
        }
        let base = self.lines[line].base;
        self.cells_of(line, base)
    }

    /// The values of a line in its own unit.
    fn own(&mut self, line: usize) -> Done<Address> {
        let first = self.lines[line].cells.first;
        self.cells_of(line, first)
    }

    fn cells_of(&mut self, line: usize, first: Register) -> Done<Address> {
        let address = self.address(line, first)?;
        if self.in_group[line] && self.mode == Mode::Cells {
            self.wait_for(line, address.first - first, address)?;
        }
        Ok(address)
    }

    /// The values of a line of a coarser grain than the cells of the region:
    /// repeated once for each finer period, so that each cell finds its own. Not
    /// where the region lies within one period, or the line is not done.
    fn spread(&mut self, line: usize) -> Done<Option<Address>> {
        let time = self.lines[line].axes.iter().position(|(axis, _)| self.axes[*axis].grain.is_some());
        let Some((time, place)) =
            time.and_then(|time| Some((time, self.place(self.lines[line].axes[time].0)?)))
        else {
            return Ok(None);
        };
        let (Some(grain), None) = (place.grain, place.even(&self.region.lengths)) else { return Ok(None) };
        if self.in_group[line] || self.lines[line].axes.len() >= MAX_DIMS {
            return Ok(None);
        }
        let count = self.lines[line].cells.count * place.parts;
        let known = self.spreads.iter().find(|spread| spread.line == line && spread.grain == grain);
        let first = match known {
            Some(spread) => spread.first,
            None => {
                let first = self.emitter.keep(count)?;
                self.put_spread(line, time, place.parts, first)?;
                self.spreads.push(Spread { line, grain, first });
                first
            }
        };
        let mut address = Address::one(first);
        for (position, (axis, apart)) in self.lines[line].axes.iter().enumerate() {
            // The time axis is longer now, and those before it further apart.
            let apart = if position < time { apart * place.parts } else { *apart };
            let Some(of) = self.place(*axis) else { continue };
            let at = if position == time { Some(of.position) } else { of.even(&self.region.lengths) };
            address = match at {
                Some(Position::At(position)) => address.moved((apart * position) as i32),
                Some(Position::Along { dim, start, by }) => {
                    address.moved((apart * start) as i32).along(dim, apart * by)
                }
                None => address,
            };
        }
        Ok(Some(address))
    }

    /// Copies a line's values, each `parts` times along its axis `time`.
    fn put_spread(&mut self, line: usize, time: usize, parts: usize, first: Register) -> Done<()> {
        let mut region = Region::origin(0);
        let (mut from, mut into) = (Address::one(self.lines[line].base), Address::one(first));
        for (position, (axis, apart)) in self.lines[line].axes.iter().enumerate() {
            region.lengths.push(self.axes[*axis].length as u32);
            let dim = region.lengths.len() - 1;
            from = from.along(dim, *apart);
            into = into.along(dim, if position <= time { apart * parts } else { *apart });
        }
        region.lengths.push(parts as u32);
        into = into.along(region.lengths.len() - 1, self.lines[line].axes[time].1);
        Ok(self.emitter.store(&region, from, into)?)
    }

    /// Whether all cells at an address are done, of which `first` is the first.
    fn wait_for(&self, line: usize, first: Register, address: Address) -> Done<()> {
        let mut cells = vec![first as usize];
        for (length, stride) in self.region.lengths.iter().zip(address.strides) {
            if stride != 0 {
                let along = |cell: &usize| {
                    let cell = *cell;
                    (0..*length as usize).map(move |at| cell + at * stride as usize)
                };
                cells = cells.iter().flat_map(along).collect();
            }
        }
        match cells.into_iter().find(|cell| !self.done[line].get(*cell).is_some_and(|is_done| *is_done)) {
            Some(cell) => Err(Stop::Wait(Waiting { line, cell })),
            None => Ok(()),
        }
    }

    /// Compiles a cell, after those that it needs.
    fn cell(&mut self, cell: Waiting) -> Result<(), Box<ModelError>> {
        let mut waiting = vec![cell];
        while let Some(Waiting { line, cell }) = waiting.last().copied() {
            if self.done[line][cell] {
                waiting.pop();
                continue;
            }
            let mut rest = cell;
            let mut part: Part = Vec::new();
            for (axis, _) in self.lines[line].axes.iter().rev() {
                let length = self.axes[*axis].length.max(1);
                part.push((rest % length, rest % length + 1));
                rest /= length;
            }
            part.reverse();
            let mark = self.emitter.mark();
            self.enter(line, &part, None);
            let done = self.formula(line);
            self.leave();
            match done {
                Ok(()) => {
                    self.emitter.end_formula(false);
                    self.done[line][cell] = true;
                    waiting.pop();
                }
                Err(Stop::Wait(other)) => {
                    self.back_to(mark);
                    if waiting.contains(&other) {
                        return Err(self.cycle(&waiting, other));
                    }
                    waiting.push(other);
                }
                Err(stop) => return Err(self.error(line, stop)),
            }
        }
        Ok(())
    }

    /// The register of a line's total, if it has one.
    fn total(&mut self, line: usize) -> Result<Option<Register>, Box<ModelError>> {
        let declared = &self.model.lines()[line];
        if !self.model.has_total(declared) {
            return Ok(None);
        }
        if let Some(unknown) = self.model.total(declared).as_ref().and_then(|total| self.unknown(total)) {
            return Err(fault(declared, Fault::UnknownLine(unknown)));
        }
        self.mode = Mode::Whole;
        let finest = self.axes.iter().filter_map(|axis| axis.grain).min();
        self.region.time = finest.map(|grain| Time { grain, position: Position::At(0) });
        let value = self.rolled_in_unit(line, &Together { to: None, all: &declared.shape });
        let value = value.and_then(|value| {
            let register = self.emitter.keep(1)?;
            self.emitter.store(&self.region, value, Address::one(register))?;
            Ok(register)
        });
        self.leave();
        self.emitter.end_formula(false);
        value.map(Some).map_err(|stop| self.error(line, stop))
    }

    /// The registers of a line's years, if its periods are shorter and its rule
    /// says how they make years.
    fn years(&mut self, line: usize) -> Result<Option<Cells>, Box<ModelError>> {
        let declared = &self.model.lines()[line];
        let is_shorter = self.model.grain(declared).is_some_and(|grain| grain < Grain::Year);
        let year = self.axes.iter().position(|axis| axis.grain == Some(Grain::Year));
        let (Some(year), true) = (year, is_shorter && self.model.rolls_up(declared, Some(Grain::Year), &[]))
        else {
            return Ok(None);
        };
        let is_time = |axis: &usize| self.axes[*axis].grain.is_some();
        let own = self.lines[line].axes.iter().map(|(axis, _)| *axis);
        let axes: Vec<usize> = own.map(|axis| if is_time(&axis) { year } else { axis }).collect();
        let count = axes.iter().map(|axis| self.axes[*axis].length).product();
        self.mode = Mode::Whole;
        let first = self.emitter.keep(count).map_err(|_| fault(declared, Fault::TooLarge))?;
        let mut open: Vec<Part> = vec![axes.iter().map(|axis| (0, self.axes[*axis].length)).collect()];
        while let Some(part) = open.pop() {
            if part.iter().any(|(low, high)| low == high) {
                continue;
            }
            if let Some(cut) = too_long(&part) {
                open.extend(cut);
                continue;
            }
            let mark = self.emitter.mark();
            let dims = self.stand(&axes, &part, None);
            let done = self.put_years(line, &axes, first);
            self.leave();
            match done {
                Ok(()) => self.emitter.end_formula(false),
                Err(Stop::Cut { dim, at }) => {
                    self.back_to(mark);
                    open.extend(cut(&part, &dims, dim, at).into_iter().flatten());
                }
                Err(stop) => return Err(self.error(line, stop)),
            }
        }
        Ok(Some(Cells { first, count }))
    }

    /// Rolls up a line's years at the region, into the registers from `first` on.
    fn put_years(&mut self, line: usize, axes: &[usize], first: Register) -> Done<()> {
        let value = self.rolled_in_unit(line, &Together { to: Some(Grain::Year), all: &[] })?;
        let (mut into, mut apart) = (Address::one(first), 1);
        for axis in axes.iter().rev() {
            match self.place(*axis).map(|place| place.position) {
                Some(Position::At(position)) => into = into.moved((apart * position) as i32),
                Some(Position::Along { dim, start, by }) => {
                    into = into.moved((apart * start) as i32).along(dim, apart * by);
                }
                None => {}
            }
            apart *= self.axes[*axis].length;
        }
        Ok(self.emitter.store(&self.region, value, into)?)
    }

    /// A line that a formula reads though it is not there.
    fn unknown(&self, formula: &Expr) -> Option<LineId> {
        self.model.read_by(formula).into_iter().find(|id| self.model.line_position(id).is_none()).cloned()
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

    fn cycle(&self, waiting: &[Waiting], again: Waiting) -> Box<ModelError> {
        let from = waiting.iter().position(|cell| *cell == again).unwrap_or(0);
        let name = |of: &Waiting| self.model.cell_ref(&self.model.lines()[of.line], of.cell).to_string();
        let path = waiting[from..].iter().chain([&again]).map(name).collect();
        let declared = &self.model.lines()[again.line];
        let place = match &declared.content {
            Content::Formula(formula) => print::labels(self.model, formula),
            Content::Driver(_) => String::new(),
        };
        Box::new(ModelError { line: declared.id.clone(), path: Vec::new(), place, fault: Fault::Cycle(path) })
    }
}

fn fault(line: &Line, fault: Fault) -> Box<ModelError> {
    Box::new(ModelError::of_line(line.id.as_str(), fault))
}

/// The halves of a part that is cut in one of its directions, the second first.
fn cut(part: &Part, dims: &[Option<usize>], dim: usize, at: u32) -> Option<[Part; 2]> {
    let axis = dims.iter().position(|of| *of == Some(dim))?;
    let middle = part[axis].0 + at as usize;
    let (mut before, mut after) = (part.clone(), part.clone());
    (before[axis].1, after[axis].0) = (middle, middle);
    Some([after, before])
}

/// The places of a part along its first axis, one by one, where it has more
/// directions than there may be.
fn too_long(part: &Part) -> Option<Vec<Part>> {
    let is_long = |(low, high): &(usize, usize)| high - low > 1;
    if part.iter().filter(|range| is_long(range)).count() < MAX_DIMS {
        return None;
    }
    let axis = part.iter().position(is_long)?;
    let one = |low: usize| {
        let mut part = part.clone();
        part[axis] = (low, low + 1);
        part
    };
    Some((part[axis].0..part[axis].1).map(one).collect())
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
