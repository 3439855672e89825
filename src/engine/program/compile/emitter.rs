//! Rows as they are put together, and the registers that they need.

use super::super::hash::OpMap;
use super::super::{Op, Operand, Preset, Program, Register, Row, Segment, Step, Work};
use super::region::{Address, Direction, MAX_DIMS, Region};

/// Registers from here on are for results that are needed within one formula;
/// they move behind all others in the end.
const TEMPORARY: Register = 1 << 30;
/// The most operations on single values in one evaluation: some milliseconds.
const MAX_OPERATIONS: usize = 8_000_000;
/// The most registers, of which a program of one scenario takes eight bytes each.
const MAX_REGISTERS: usize = 4_000_000;

/// What was put together is more than can be evaluated.
#[derive(Clone, Copy, Debug)]
pub(super) struct TooLarge;

/// A row whose registers are not known for good.
#[derive(Clone, Debug)]
struct Draft {
    op: Op,
    work: Work,
    into: Address,
    operands: Vec<Address>,
    lengths: [u32; MAX_DIMS],
    /// The direction that a loop around it goes through.
    loop_dim: Option<usize>,
}

/// A part of the program.
#[derive(Clone, Debug)]
enum Part {
    Row(Draft),
    Loop { count: u32, direction: Direction, body: Vec<Draft> },
}

/// How far the emitter was, to go back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    parts: usize,
    body: usize,
    known: usize,
    temporary: Register,
}

/// What is known already: an operation on values at some addresses.
type Known = (Op, Vec<Address>);

#[derive(Default)]
pub(super) struct Emitter {
    parts: Vec<Part>,
    /// The rows of the loop that is being compiled.
    body: Vec<Draft>,
    /// How many registers keep what they hold to the end.
    registers: usize,
    /// How many temporary registers are in use, and how many were at most.
    temporary: Register,
    most_temporary: Register,
    presets: Vec<Preset>,
    constants: OpMap<u64, Register>,
    values: OpMap<Register, f64>,
    known: OpMap<Known, Address>,
    /// The keys of `known` in the order in which they were added.
    added: Vec<Known>,
    operations: usize,
}

impl Emitter {
    /// Registers that keep what they hold to the end.
    pub(super) fn keep(&mut self, count: usize) -> Result<Register, TooLarge> {
        let first = self.registers;
        self.registers = self.registers.saturating_add(count);
        if self.registers > MAX_REGISTERS { Err(TooLarge) } else { Ok(first as Register) }
    }

    /// Registers that hold the values given, one after another.
    pub(super) fn preset(
        &mut self,
        values: impl ExactSizeIterator<Item = f64>,
    ) -> Result<Register, TooLarge> {
        let first = self.keep(values.len())?;
        self.presets.extend((first..).zip(values).map(|(register, value)| Preset { register, value }));
        Ok(first)
    }

    /// A literal; one that is no finite number is undefined, as results are.
    pub(super) fn constant(&mut self, value: f64) -> Result<Address, TooLarge> {
        let value = if value.is_finite() { value } else { f64::NAN };
        if let Some(register) = self.constants.get(&value.to_bits()) {
            return Ok(Address::one(*register));
        }
        let register = self.preset([value].into_iter())?;
        self.constants.insert(value.to_bits(), register);
        self.values.insert(register, value);
        Ok(Address::one(register))
    }

    /// The value at an address, if it is a literal.
    pub(super) fn value(&self, at: Address) -> Option<f64> {
        if at.is_one() { self.values.get(&at.first).copied() } else { None }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            parts: self.parts.len(),
            body: self.body.len(),
            known: self.added.len(),
            temporary: self.temporary,
        }
    }

    /// Forgets what was put together since.
    pub(super) fn back_to(&mut self, mark: Mark) {
        self.parts.truncate(mark.parts);
        self.body.truncate(mark.body);
        for key in self.added.drain(mark.known..) {
            self.known.remove(&key);
        }
        self.temporary = mark.temporary;
    }

    /// Forgets the results that vary in a direction, of those added since.
    pub(super) fn forget_direction(&mut self, mark: Mark, dim: usize) {
        for key in self.added.split_off(mark.known) {
            let varies = |address: &Address| address.strides[dim] != 0;
            match key.1.iter().any(varies) || self.known.get(&key).is_some_and(varies) {
                true => drop(self.known.remove(&key)),
                false => self.added.push(key),
            }
        }
    }

    /// The end of a formula: what is known is known no more.
    pub(super) fn end_formula(&mut self) {
        self.known.clear();
        self.added.clear();
    }

    /// Lets temporary registers be used again.
    pub(super) fn free(&mut self) {
        self.temporary = 0;
    }

    /// The end of a formula that no loop is compiled around.
    pub(super) fn end_part(&mut self) {
        self.end_formula();
        self.free();
    }

    /// Ends the loop that is being compiled.
    pub(super) fn end_loop(&mut self, count: u32, direction: Direction) {
        let body = std::mem::take(&mut self.body);
        if !body.is_empty() {
            self.parts.push(Part::Loop { count, direction, body });
        }
    }

    /// The result of an operation at each cell of the region.
    pub(super) fn emit(
        &mut self,
        region: &Region,
        op: Op,
        operands: Vec<Address>,
    ) -> Result<Address, TooLarge> {
        let key = (op, operands);
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        let into = self.temporary(region, &key.1)?;
        self.put(region, key.0.clone(), Work::Each, into, key.1.clone())?;
        self.known.insert(key.clone(), into);
        self.added.push(key);
        Ok(into)
    }

    /// The result of folding `count` values that are `stride` registers apart, the
    /// first at `value`, onto `start`.
    pub(super) fn fold(
        &mut self,
        region: &Region,
        op: Op,
        start: Option<Address>,
        value: Address,
        (count, stride): (u32, i32),
    ) -> Result<Address, TooLarge> {
        let operands = vec![start.unwrap_or(value), value];
        let into = self.temporary(region, &operands)?;
        let work = Work::Fold { count, stride, from_first: start.is_none() };
        self.put(region, op, work, into, operands)?;
        Ok(into)
    }

    /// Puts the values of an address where a line has them: the operation that
    /// made them does so itself where it was the last.
    pub(super) fn store(&mut self, region: &Region, value: Address, into: Address) -> Result<(), TooLarge> {
        let last = match value.in_loop {
            true => self.body.last_mut(),
            false => match self.parts.last_mut() {
                Some(Part::Row(draft)) => Some(draft),
                _ => None,
            },
        };
        let lengths = region.all_lengths();
        let varies_alike = (0..MAX_DIMS).all(|dim| {
            lengths[dim] == 1
                || value.in_loop && region.loop_dim == Some(dim)
                || (value.strides[dim] != 0) == (into.strides[dim] != 0)
        });
        if let Some(last) = last
            && last.into == value
            && value.first >= TEMPORARY
            && varies_alike
        {
            last.into = Address { in_loop: value.in_loop, ..into };
            return Ok(());
        }
        let into = Address { in_loop: value.in_loop, ..into };
        self.put(region, Op::Copy(0), Work::Each, into, vec![value])
    }

    /// A temporary register for each cell of the region at which the operands
    /// differ.
    fn temporary(&mut self, region: &Region, operands: &[Address]) -> Result<Address, TooLarge> {
        let in_loop = operands.iter().any(|operand| operand.in_loop);
        let mut strides = [0; MAX_DIMS];
        let mut size: usize = 1;
        for (dim, length) in region.lengths.iter().enumerate().rev() {
            let is_loop = in_loop && region.loop_dim == Some(dim);
            if !is_loop && *length > 1 && operands.iter().any(|operand| operand.strides[dim] != 0) {
                strides[dim] = size as i32;
                size = size.saturating_mul(*length as usize);
            }
        }
        if self.temporary as usize + size > MAX_REGISTERS {
            return Err(TooLarge);
        }
        let first = TEMPORARY + self.temporary;
        self.temporary += size as Register;
        self.most_temporary = self.most_temporary.max(self.temporary);
        Ok(Address { first, strides, in_loop })
    }

    fn put(
        &mut self,
        region: &Region,
        op: Op,
        work: Work,
        into: Address,
        operands: Vec<Address>,
    ) -> Result<(), TooLarge> {
        let loop_dim = region.loop_dim.filter(|_| into.in_loop);
        let draft = Draft { op, work, into, operands, lengths: region.all_lengths(), loop_dim };
        let times = loop_dim.map_or(1, |dim| region.all_lengths()[dim] as usize);
        self.operations = self.operations.saturating_add(draft.operation_count().saturating_mul(times));
        if self.operations > MAX_OPERATIONS {
            return Err(TooLarge);
        }
        match into.in_loop {
            true => self.body.push(draft),
            false => self.parts.push(Part::Row(draft)),
        }
        Ok(())
    }

    /// The parts of a program, with the temporary registers behind all others.
    pub(super) fn into_program(self) -> Program {
        let behind = self.registers as Register;
        let mut segments: Vec<Segment> = Vec::new();
        for part in self.parts {
            match part {
                Part::Row(draft) => {
                    for row in draft.into_rows(behind, Direction::Forwards) {
                        match (row.as_step(), segments.last_mut()) {
                            (Some(step), Some(Segment::Straight(steps))) => steps.push(step),
                            (Some(step), _) => segments.push(Segment::Straight(vec![step])),
                            (None, _) => segments.push(Segment::Row(row)),
                        }
                    }
                }
                Part::Loop { count, direction, body } => {
                    let rows = body.into_iter().flat_map(|draft| draft.into_rows(behind, direction));
                    segments.push(Segment::Loop(count, rows.collect()));
                }
            }
        }
        Program {
            segments,
            registers: self.registers + self.most_temporary as usize,
            presets: self.presets,
            ..Program::default()
        }
    }
}

impl Draft {
    fn operation_count(&self) -> usize {
        let each = match self.work {
            Work::Each => 1,
            Work::Fold { count, .. } => count as usize,
        };
        self.directions().iter().map(|dim| self.lengths[*dim] as usize).product::<usize>() * each
    }

    /// The directions in which the results differ, but that of a loop.
    fn directions(&self) -> Vec<usize> {
        let differs = |dim: &usize| {
            self.lengths[*dim] > 1 && self.into.strides[*dim] != 0 && self.loop_dim != Some(*dim)
        };
        (0..MAX_DIMS).filter(differs).collect()
    }

    /// The rows for the draft: one, unless its cells lie in more than two
    /// directions.
    fn into_rows(self, behind: Register, direction: Direction) -> Vec<Row> {
        let all: Vec<Address> = [self.into].into_iter().chain(self.operands.iter().copied()).collect();
        // Directions that follow each other in every operand are one.
        let mut directions: Vec<(u32, Vec<i32>)> = Vec::new();
        for dim in self.directions() {
            let strides: Vec<i32> = all.iter().map(|address| address.strides[dim]).collect();
            let length = self.lengths[dim];
            match directions.last_mut() {
                Some((so_far, outer))
                    if outer.iter().zip(&strides).all(|(outer, inner)| *outer == inner * length as i32) =>
                {
                    *so_far *= length;
                    *outer = strides;
                }
                _ => directions.push((length, strides)),
            }
        }
        let nothing = || (1, vec![0; all.len()]);
        let (inner, inner_strides) = directions.pop().unwrap_or_else(nothing);
        let (outer, outer_strides) = directions.pop().unwrap_or_else(nothing);
        let operand = |position: usize, offset: i32| {
            let address = all[position];
            let mut first = match address.first.checked_sub(TEMPORARY) {
                Some(temporary) => behind + temporary,
                None => address.first,
            };
            first = first.wrapping_add_signed(offset);
            let mut step = self.loop_dim.map_or(0, |dim| address.strides[dim]);
            if let (Direction::Backwards, Some(dim)) = (direction, self.loop_dim) {
                first = first.wrapping_add_signed(step * (self.lengths[dim] as i32 - 1));
                step = -step;
            }
            Operand { first, inner: inner_strides[position], outer: outer_strides[position], step }
        };
        // What is left are directions that one row does not reach.
        let mut offsets = vec![vec![0_i32; all.len()]];
        for (length, strides) in directions {
            let moved = |offset: &Vec<i32>, by: i32| {
                offset.iter().zip(&strides).map(|(offset, stride)| offset + stride * by).collect()
            };
            offsets = offsets
                .iter()
                .flat_map(|offset| (0..length as i32).map(move |by| moved(offset, by)))
                .collect();
        }
        let row = |offset: &Vec<i32>| Row {
            op: self.op.clone(),
            work: self.work,
            into: operand(0, offset[0]),
            operands: (1..all.len()).map(|position| operand(position, offset[position])).collect(),
            inner,
            outer,
        };
        offsets.iter().map(row).collect()
    }
}

impl Row {
    /// The step that the row is, if it is of one cell.
    fn as_step(&self) -> Option<Step> {
        if self.work != Work::Each || self.inner != 1 || self.outer != 1 {
            return None;
        }
        let op = self.op.mapped(|operand| self.operands[operand as usize].first);
        Some(Step { op, into: self.into.first, is_finite: false })
    }
}
