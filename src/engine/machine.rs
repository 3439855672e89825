//! Evaluation: one scenario, or a block of scenarios side by side.
//!
//! A machine runs the same operations on `LANES` scenarios at once. The loops
//! over fixed lanes become SIMD instructions, and a lane's result does not
//! depend on how many lanes there are, so that a block agrees with one scenario
//! at a time bit for bit. Undefined is NaN here; `cause` recovers the reason.

use super::compile::{Op, Program, Register};
use super::expr::{Comparison, Extreme, Operator};

/// How many scenarios a block holds: enough that dispatch costs little, few
/// enough that the registers of a model stay near the core. 32 is what the
/// benchmark in the browser found fastest.
pub const BLOCK: usize = 32;

/// The working memory for evaluating `LANES` scenarios at once.
#[derive(Clone, Debug)]
pub struct Machine<const LANES: usize> {
    /// A column for each operation's result; the inputs are the first of them,
    /// so that they are written where they are read.
    registers: Vec<[f64; LANES]>,
    input_count: usize,
}

impl<const LANES: usize> Machine<LANES> {
    /// A machine for a program, with every input undefined.
    pub fn new(program: &Program) -> Self {
        // Constants stay what they are from one run to the next.
        let start = |op: &Op| match op {
            Op::Constant(bits) => [f64::from_bits(*bits); LANES],
            _ => [f64::NAN; LANES],
        };
        Self { registers: program.ops.iter().map(start).collect(), input_count: program.input_count() }
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

    /// Evaluates the program for all lanes. The machine has to be made for it.
    pub fn run(&mut self, program: &Program) {
        for (position, op) in program.ops.iter().enumerate().take(self.registers.len()).skip(program.settled)
        {
            let (done, rest) = self.registers.split_at_mut(position);
            let result = &mut rest[0];
            // One scenario alone takes no longer with the test than without.
            let is_finite = LANES > 1 && program.finite.get(position).is_some_and(|is_finite| *is_finite);
            match op {
                Op::Constant(_) => {}
                Op::Input if is_finite => {}
                Op::Binary(operator, a, b) if is_finite && *operator != Operator::Power => {
                    let (a, b) = (&done[*a as usize], &done[*b as usize]);
                    match operator {
                        Operator::Add => binary(result, a, b, |a, b| a + b),
                        Operator::Subtract => binary(result, a, b, |a, b| a - b),
                        Operator::Multiply => binary(result, a, b, |a, b| a * b),
                        _ => binary(result, a, b, |a, b| a / b),
                    }
                }
                _ => step(op, done, result),
            }
        }
    }
}

/// One operation, on results that are done; what is no finite number becomes
/// undefined.
fn step<const LANES: usize>(op: &Op, done: &[[f64; LANES]], result: &mut [f64; LANES]) {
    let at = |register: Register| &done[register as usize];
    match op {
        Op::Constant(_) => {}
        Op::Input => *result = result.map(defined),
        Op::Negate(a) => unary(result, at(*a), |a| -a),
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
            Comparison::Less => binary(result, at(*a), at(*b), |a, b| truth(a < b, a, b)),
            Comparison::AtMost => binary(result, at(*a), at(*b), |a, b| truth(a <= b, a, b)),
            Comparison::Equal => binary(result, at(*a), at(*b), |a, b| truth(a == b, a, b)),
        },
        Op::And(a, b) => binary(result, at(*a), at(*b), |a, b| defined(a * b)),
        Op::Or(a, b) => binary(result, at(*a), at(*b), larger),
        Op::Not(a) => unary(result, at(*a), |a| 1.0 - a),
        Op::Select(when, a, b) => {
            let (when, a, b) = (at(*when), at(*a), at(*b));
            for lane in 0..LANES {
                let chosen = if when[lane] == 0.0 { b[lane] } else { a[lane] };
                result[lane] = chosen + zero(when[lane]);
            }
        }
        Op::Call(function, arguments) => {
            let mut values = vec![0.0; arguments.len()];
            for (lane, result) in result.iter_mut().enumerate() {
                for (value, register) in values.iter_mut().zip(arguments) {
                    *value = at(*register)[lane];
                }
                *result = defined(function.apply(&values));
            }
        }
    }
}

/// Zero, or NaN for what is not finite: added to a result, it makes the result
/// undefined without a jump, which SIMD has none of.
#[inline(always)]
fn zero(value: f64) -> f64 {
    value * 0.0
}

/// The value itself, NaN for infinities.
#[inline(always)]
fn defined(value: f64) -> f64 {
    value + zero(value)
}

/// The smaller value, NaN if either is.
#[inline(always)]
pub(super) fn smaller(a: f64, b: f64) -> f64 {
    let least = if a < b { a } else { b };
    least + (zero(a) + zero(b))
}

/// The larger value, NaN if either is.
#[inline(always)]
pub(super) fn larger(a: f64, b: f64) -> f64 {
    let most = if a > b { a } else { b };
    most + (zero(a) + zero(b))
}

/// 1 or 0; NaN if either compared value is.
#[inline(always)]
fn truth(holds: bool, a: f64, b: f64) -> f64 {
    (if holds { 1.0 } else { 0.0 }) + (zero(a) + zero(b))
}

/// What a comparison makes of two values, the same as in a column.
pub(super) fn compare(comparison: Comparison, a: f64, b: f64) -> f64 {
    match comparison {
        Comparison::Less => truth(a < b, a, b),
        Comparison::AtMost => truth(a <= b, a, b),
        Comparison::Equal => truth(a == b, a, b),
    }
}

/// What an operator makes of two values, the same as in a column.
pub(super) fn operate(operator: Operator, a: f64, b: f64) -> f64 {
    match operator {
        Operator::Add => defined(a + b),
        Operator::Subtract => defined(a - b),
        Operator::Multiply => defined(a * b),
        Operator::Divide => defined(a / b),
        Operator::Power => power(a, b),
    }
}

/// A power that is undefined, not 1, where base or exponent is undefined.
///
/// The fourth root, by which five years grow, is two square roots: processors
/// have these, and a general power takes as long as a third of the model.
#[inline(always)]
pub(super) fn power(base: f64, exponent: f64) -> f64 {
    let value = if exponent == 0.25 { base.sqrt().sqrt() } else { libm::pow(base, exponent) };
    defined(value) + (zero(base) + zero(exponent))
}

#[inline(always)]
fn unary<const LANES: usize>(result: &mut [f64; LANES], a: &[f64; LANES], op: impl Fn(f64) -> f64) {
    for lane in 0..LANES {
        result[lane] = op(a[lane]);
    }
}

#[inline(always)]
fn binary<const LANES: usize>(
    result: &mut [f64; LANES],
    a: &[f64; LANES],
    b: &[f64; LANES],
    op: impl Fn(f64, f64) -> f64,
) {
    for lane in 0..LANES {
        result[lane] = op(a[lane], b[lane]);
    }
}
