//! A program for a few results alone: what they do not need is left out, and
//! what cannot vary is a constant.
//!
//! The operations that remain are the same ones on the same values, so that a
//! result agrees with the whole program's bit for bit.

use super::compile::{Op, Program, Register};
use super::machine::{BLOCK, Machine};

/// A program that gives a few results for inputs of which some vary.
#[derive(Clone, Debug)]
pub struct Focus {
    program: Program,
    /// Where each input of the whole program went; `None` where it does not
    /// vary or nothing needs it.
    inputs: Vec<Option<usize>>,
    outputs: Vec<Register>,
}

impl Focus {
    /// The program for `outputs`, registers of `whole`, where all inputs but
    /// those at `varying` stay what `inputs` says.
    pub fn new(whole: &Program, inputs: &[f64], varying: &[usize], outputs: &[Register]) -> Self {
        let mut machine = Machine::<1>::new(whole);
        for (position, value) in inputs.iter().enumerate() {
            if let Some(column) = machine.input(position) {
                *column = [*value];
            }
        }
        machine.run(whole);
        let value = |register: usize| machine.column(register as Register).map_or(f64::NAN, |[value]| *value);
        let mut varies = vec![false; whole.ops.len()];
        for position in varying.iter().filter(|position| **position < whole.input_count()) {
            varies[*position] = true;
        }
        for (position, op) in whole.ops.iter().enumerate().skip(whole.input_count()) {
            varies[position] = op.operands().iter().any(|register| varies[*register as usize]);
        }
        let mut needed = vec![false; whole.ops.len()];
        for register in outputs {
            needed[*register as usize] = true;
        }
        for (position, op) in whole.ops.iter().enumerate().rev() {
            if needed[position] && varies[position] {
                op.operands().iter().for_each(|register| needed[*register as usize] = true);
            }
        }
        // Inputs are written to the first registers.
        let mut places = vec![0; whole.ops.len()];
        let mut ops = Vec::new();
        let mut inputs = vec![None; whole.input_count()];
        for (position, input) in inputs.iter_mut().enumerate() {
            if needed[position] && varies[position] {
                *input = Some(ops.len());
                places[position] = ops.len() as Register;
                ops.push(Op::Input);
            }
        }
        let input_count = ops.len();
        for (position, op) in whole.ops.iter().enumerate() {
            if needed[position] && !(varies[position] && matches!(op, Op::Input)) {
                places[position] = ops.len() as Register;
                ops.push(match varies[position] {
                    true => op.mapped(|register| places[register as usize]),
                    false => Op::Constant(value(position).to_bits()),
                });
            }
        }
        let outputs = outputs.iter().map(|register| places[*register as usize]).collect();
        Self { program: Program::of_operations(ops, input_count), inputs, outputs }
    }

    /// The program; a machine is made for it.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The place of one of the whole program's inputs among this one's; `None`
    /// where nothing depends on it.
    pub fn input(&self, input: usize) -> Option<usize> {
        self.inputs.get(input).copied().flatten()
    }

    /// The registers of the results, in the order in which they were asked for.
    pub fn outputs(&self) -> &[Register] {
        &self.outputs
    }

    /// Whether any result depends on an input that varies.
    pub fn varies(&self) -> bool {
        self.inputs.iter().any(Option::is_some)
    }

    /// The results for many scenarios: `columns` holds, for each varying input
    /// of the whole program, its value in each of `count` scenarios. A column
    /// that is missing or short is undefined there.
    pub fn evaluate(&self, count: usize, columns: &[(usize, Vec<f64>)]) -> Vec<Vec<f64>> {
        let mut machine = Machine::<BLOCK>::new(&self.program);
        let mut results = vec![Vec::with_capacity(count); self.outputs.len()];
        for from in (0..count).step_by(BLOCK) {
            for (input, values) in columns {
                let Some(column) = self.input(*input).and_then(|place| machine.input(place)) else {
                    continue;
                };
                for (lane, cell) in column.iter_mut().enumerate() {
                    *cell = values.get(from + lane).copied().unwrap_or(f64::NAN);
                }
            }
            machine.run(&self.program);
            for (register, result) in self.outputs.iter().zip(&mut results) {
                if let Some(column) = machine.column(*register) {
                    result.extend(column.iter().take(count - from));
                }
            }
        }
        results
    }
}

impl Op {
    /// The registers that the operation reads.
    pub(super) fn operands(&self) -> Vec<Register> {
        match self {
            Self::Constant(_) | Self::Input => Vec::new(),
            Self::Negate(a) | Self::Not(a) => vec![*a],
            Self::Binary(_, a, b)
            | Self::Extreme(_, a, b)
            | Self::Compare(_, a, b)
            | Self::And(a, b)
            | Self::Or(a, b) => vec![*a, *b],
            Self::Select(when, a, b) => vec![*when, *a, *b],
            Self::Call(_, arguments) => arguments.clone(),
        }
    }

    /// The same operation on other registers.
    fn mapped(&self, place: impl Fn(Register) -> Register) -> Self {
        match self {
            Self::Constant(_) | Self::Input => self.clone(),
            Self::Negate(a) => Self::Negate(place(*a)),
            Self::Not(a) => Self::Not(place(*a)),
            Self::Binary(operator, a, b) => Self::Binary(*operator, place(*a), place(*b)),
            Self::Extreme(extreme, a, b) => Self::Extreme(*extreme, place(*a), place(*b)),
            Self::Compare(comparison, a, b) => Self::Compare(*comparison, place(*a), place(*b)),
            Self::And(a, b) => Self::And(place(*a), place(*b)),
            Self::Or(a, b) => Self::Or(place(*a), place(*b)),
            Self::Select(when, a, b) => Self::Select(place(*when), place(*a), place(*b)),
            Self::Call(function, arguments) => {
                Self::Call(*function, arguments.iter().map(|register| place(*register)).collect())
            }
        }
    }
}
