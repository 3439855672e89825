//! Evaluation: one scenario, or a block of scenarios side by side.
//!
//! A machine runs the same operations on `LANES` scenarios at once. The loops
//! over fixed lanes become SIMD instructions, and so do those over the cells of a
//! row where there is one scenario. A lane's result does not depend on how many
//! lanes there are, so that a block agrees with one scenario at a time bit for
//! bit. Undefined is NaN here; `cause` recovers the reason.

use super::arithmetic::{apply, at_most, defined, equal, found, larger, less, power, select, smaller};
use super::expr::{Comparison, Extreme, Operator};
use super::run_row::run_row;
use super::{CONSTANT, Op, Program, Register, Segment, Step};

/// How many scenarios a block holds: enough that dispatch costs little, few
/// enough that the registers of a model stay near the core. 32 is what the
/// benchmark in the browser found fastest.
pub const BLOCK: usize = 32;

/// The working memory for evaluating `LANES` scenarios at once.
#[derive(Clone, Debug)]
pub struct Machine<const LANES: usize> {
    /// A column for each register; the inputs are the first of them, so that they
    /// are written where they are read.
    registers: Vec<[f64; LANES]>,
    input_count: usize,
}

impl<const LANES: usize> Machine<LANES> {
    /// A machine for a program, with every input undefined.
    pub fn new(program: &Program) -> Self {
        // What is no input is written before it is read.
        let mut registers = vec![[0.0; LANES]; program.registers];
        registers[..program.input_count].fill([f64::NAN; LANES]);
        // Constants stay what they are from one run to the next.
        for preset in &program.presets {
            if let Some(register) = registers.get_mut(preset.register as usize) {
                *register = [preset.value; LANES];
            }
        }
        Self { registers, input_count: program.input_count() }
    }

    /// The column of an input, one value a scenario; write to it, then
    /// [`run`](Self::run). `None` past the program's last input.
    pub fn input(&mut self, input: usize) -> Option<&mut [f64; LANES]> {
        self.registers[..self.input_count].get_mut(input)
    }

    /// A register's column after [`run`](Self::run), NaN where undefined.
    pub fn column(&self, register: Register) -> Option<&[f64; LANES]> {
        self.registers.get(register as usize)
    }

    /// The columns of registers that follow each other.
    pub(in crate::engine) fn columns(&self, first: Register, count: usize) -> &[[f64; LANES]] {
        let first = first as usize;
        self.registers.get(first..first + count).unwrap_or_default()
    }

    /// Evaluates the program for all lanes. The machine has to be made for it.
    pub fn run(&mut self, program: &Program) {
        for (input, column) in self.registers[..self.input_count].iter_mut().enumerate() {
            if !program.finite_inputs.get(input).is_some_and(|is_finite| *is_finite) {
                *column = column.map(defined);
            }
        }
        if LANES == 1 && !program.one_by_one.is_empty() {
            for step in &program.one_by_one {
                let value = |register: Register| self.registers[register as usize][0];
                self.registers[step.into as usize] = [apply(&step.op, f64::NAN, value); LANES];
            }
            return;
        }
        for segment in &program.segments {
            match segment {
                Segment::Straight(steps) => {
                    steps.iter().for_each(|step| self.step(step, &program.constants));
                }
                Segment::Row(row) => run_row(&mut self.registers, row, 0),
                Segment::Loop(count, body) => {
                    for time in 0..*count {
                        body.iter().for_each(|row| run_row(&mut self.registers, row, time));
                    }
                }
            }
        }
    }

    /// One operation on single values; what is no finite number becomes
    /// undefined.
    #[inline(always)]
    fn step(&mut self, step: &Step, constants: &[f64]) {
        let into = step.into as usize;
        let (below, rest) = self.registers.split_at_mut(into);
        let Some((result, above)) = rest.split_first_mut() else { return };
        let at = |register: Register| match register & CONSTANT {
            0 if (register as usize) < into => Value::Column(&below[register as usize]),
            0 => Value::Column(&above[register as usize - into - 1]),
            _ => Value::Constant(constants[(register ^ CONSTANT) as usize]),
        };
        match &step.op {
            Op::Constant(_) | Op::Input => {}
            Op::Copy(a) => unary(result, at(*a), |a| a),
            Op::Negate(a) => unary(result, at(*a), |a| -a),
            // One scenario alone takes no longer with the test than without.
            Op::Binary(operator, a, b) if LANES > 1 && step.is_finite && *operator != Operator::Power => {
                match operator {
                    Operator::Add => binary(result, at(*a), at(*b), |a, b| a + b),
                    Operator::Subtract => binary(result, at(*a), at(*b), |a, b| a - b),
                    Operator::Multiply => binary(result, at(*a), at(*b), |a, b| a * b),
                    _ => binary(result, at(*a), at(*b), |a, b| a / b),
                }
            }
            Op::Binary(operator, a, b) => match operator {
                Operator::Add => binary(result, at(*a), at(*b), |a, b| defined(a + b)),
                Operator::Subtract => binary(result, at(*a), at(*b), |a, b| defined(a - b)),
                Operator::Multiply => binary(result, at(*a), at(*b), |a, b| defined(a * b)),
                Operator::Divide => binary(result, at(*a), at(*b), |a, b| defined(a / b)),
                Operator::Power => binary(result, at(*a), at(*b), power),
            },
            Op::Extreme(Extreme::Min, a, b) => binary(result, at(*a), at(*b), smaller),
            Op::Extreme(Extreme::Max, a, b) => binary(result, at(*a), at(*b), larger),
            Op::Compare(comparison, a, b) => match comparison {
                Comparison::Less => binary(result, at(*a), at(*b), less),
                Comparison::AtMost => binary(result, at(*a), at(*b), at_most),
                Comparison::Equal => binary(result, at(*a), at(*b), equal),
            },
            Op::And(a, b) => binary(result, at(*a), at(*b), |a, b| defined(a * b)),
            Op::Or(a, b) => binary(result, at(*a), at(*b), larger),
            Op::Not(a) => unary(result, at(*a), |a| 1.0 - a),
            Op::Select(when, a, b) => choose(result, at(*when), at(*a), at(*b)),
            Op::Call(function, arguments) => {
                let mut values = vec![0.0; arguments.len()];
                for (lane, result) in result.iter_mut().enumerate() {
                    for (value, argument) in values.iter_mut().zip(arguments) {
                        *value = at(*argument).lane(lane);
                    }
                    *result = defined(function.apply(&values));
                }
            }
            Op::Lookup(of) => {
                for (lane, result) in result.iter_mut().enumerate() {
                    let value = |register: &Register| at(*register).lane(lane);
                    let found = of.first().and_then(|position| of.get(found(value(position), of.len())?));
                    *result = found.map_or(f64::NAN, value);
                }
            }
        }
    }
}

/// An operand of a step.
#[derive(Clone, Copy)]
enum Value<'r, const LANES: usize> {
    Column(&'r [f64; LANES]),
    /// The same in every lane.
    Constant(f64),
}

impl<const LANES: usize> Value<'_, LANES> {
    #[inline(always)]
    fn lane(self, lane: usize) -> f64 {
        match self {
            Self::Column(column) => column[lane],
            Self::Constant(value) => value,
        }
    }
}

#[inline(always)]
fn unary<const LANES: usize>(result: &mut [f64; LANES], a: Value<'_, LANES>, op: impl Fn(f64) -> f64) {
    match a {
        Value::Column(a) => (0..LANES).for_each(|lane| result[lane] = op(a[lane])),
        Value::Constant(a) => *result = [op(a); LANES],
    }
}

#[inline(always)]
fn binary<const LANES: usize>(
    result: &mut [f64; LANES],
    a: Value<'_, LANES>,
    b: Value<'_, LANES>,
    op: impl Fn(f64, f64) -> f64,
) {
    match (a, b) {
        (Value::Column(a), Value::Column(b)) => {
            for lane in 0..LANES {
                result[lane] = op(a[lane], b[lane]);
            }
        }
        (Value::Constant(a), Value::Column(b)) => {
            for lane in 0..LANES {
                result[lane] = op(a, b[lane]);
            }
        }
        (Value::Column(a), Value::Constant(b)) => {
            for lane in 0..LANES {
                result[lane] = op(a[lane], b);
            }
        }
        (Value::Constant(a), Value::Constant(b)) => *result = [op(a, b); LANES],
    }
}

/// In each lane one of two values.
#[inline(always)]
fn choose<const LANES: usize>(
    result: &mut [f64; LANES],
    when: Value<'_, LANES>,
    a: Value<'_, LANES>,
    b: Value<'_, LANES>,
) {
    match (when, a, b) {
        (Value::Column(when), Value::Column(a), Value::Column(b)) => {
            for lane in 0..LANES {
                result[lane] = select(when[lane], a[lane], b[lane]);
            }
        }
        _ => {
            for lane in 0..LANES {
                result[lane] = select(when.lane(lane), a.lane(lane), b.lane(lane));
            }
        }
    }
}
