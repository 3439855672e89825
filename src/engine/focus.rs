//! A program for a few results alone: what they do not need is left out, what
//! cannot vary is a constant, and what comes to the same is worked out once.
//!
//! The operations that remain are the same ones on the same values, so that a
//! result agrees with the whole program's bit for bit.

use super::compile::{Op, Program, Register};
use super::ends::Ends;
use super::expr::Operator;
use super::machine::{BLOCK, Machine};
use std::collections::HashMap;

/// A program that gives a few results for inputs of which some vary.
#[derive(Clone, Debug)]
pub struct Focus {
    program: Program,
    /// Where each input of the whole program went; `None` where it does not
    /// vary or nothing needs it.
    inputs: Vec<Option<usize>>,
    outputs: Vec<Register>,
}

/// An input that varies.
#[derive(Clone, Copy, Debug)]
pub struct Varying {
    /// Its place among the whole program's inputs.
    pub input: usize,
    /// Between which ends it varies.
    pub ends: Ends,
    /// An input before it that always has the same value: it is written there
    /// alone.
    pub like: Option<usize>,
}

/// Operations as they are put together, with the ends of their results.
#[derive(Default)]
struct Making {
    ops: Vec<Op>,
    ends: Vec<Ends>,
    /// Where each operation is, so that none is there twice.
    places: HashMap<Op, Register>,
}

impl Making {
    /// The register of an input, which is like no other.
    fn input(&mut self, ends: Ends) -> Register {
        self.ops.push(Op::Input);
        self.ends.push(ends);
        self.ops.len() as Register - 1
    }

    /// The register of an operation's result.
    fn place(&mut self, op: Op) -> Register {
        if let Some(place) = self.places.get(&op) {
            return *place;
        }
        let place = self.ops.len() as Register;
        self.ends.push(op.ends(|register| self.ends[register as usize]));
        self.ops.push(op.clone());
        self.places.insert(op, place);
        place
    }
}

impl Focus {
    /// The program for `outputs`, registers of `whole`, where all inputs but
    /// those at `varying` stay what `inputs` says.
    pub fn new(whole: &Program, inputs: &[f64], varying: &[usize], outputs: &[Register]) -> Self {
        let unknown = |input: &usize| Varying { input: *input, ends: Ends::UNKNOWN, like: None };
        let varying: Vec<Varying> = varying.iter().map(unknown).collect();
        Self::within(whole, inputs, &varying, outputs)
    }

    /// The same where it is known between which ends each input varies: results
    /// that are finite numbers whatever the inputs are need not be tested.
    pub fn within(whole: &Program, inputs: &[f64], varying: &[Varying], outputs: &[Register]) -> Self {
        let mut machine = Machine::<1>::new(whole);
        for (position, value) in inputs.iter().enumerate() {
            if let Some(column) = machine.input(position) {
                *column = [*value];
            }
        }
        machine.run(whole);
        let value = |register: usize| machine.column(register as Register).map_or(f64::NAN, |[value]| *value);
        let mut varies = vec![false; whole.ops.len()];
        let mut given: Vec<Option<Varying>> = vec![None; whole.input_count()];
        for of in varying {
            if let Some(given) = given.get_mut(of.input) {
                *given = Some(Varying { like: of.like.filter(|like| *like < of.input), ..*of });
                varies[of.input] = true;
            }
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
            if let Some(like) = given.get(position).copied().flatten().and_then(|of| of.like)
                && needed[position]
            {
                needed[like] = true;
            }
        }
        // Inputs are written to the first registers.
        let mut places = vec![0; whole.ops.len()];
        let mut making = Making::default();
        let mut inputs = vec![None; whole.input_count()];
        for (position, of) in given.iter().enumerate().filter(|(position, _)| needed[*position]) {
            let Some(of) = of else { continue };
            places[position] = match of.like {
                Some(like) => places[like],
                None => making.input(of.ends),
            };
            inputs[position] = of.like.is_none().then_some(places[position] as usize);
        }
        let input_count = making.ops.len();
        // Then come constants, so that what has to be run is in one piece.
        for position in (0..whole.ops.len()).filter(|position| needed[*position] && !varies[*position]) {
            places[position] = making.place(Op::Constant(value(position).to_bits()));
        }
        for (position, op) in whole.ops.iter().enumerate() {
            if needed[position] && varies[position] && !matches!(op, Op::Input) {
                places[position] = making.place(op.mapped(|register| places[register as usize]));
            }
        }
        let outputs = outputs.iter().map(|register| places[*register as usize]).collect();
        let finite = making.ends.into_iter().map(Ends::are_finite).collect();
        Self { program: Program::of_operations(making.ops, input_count, finite), inputs, outputs }
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

    /// Whether a result is a finite number whatever the inputs are; otherwise it
    /// may be undefined.
    pub fn is_finite(&self, output: usize) -> bool {
        let register = self.outputs.get(output).map(|register| *register as usize);
        register.and_then(|register| self.program.finite.get(register)).is_some_and(|is_finite| *is_finite)
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

    /// Between which ends the result lies, as far as that is followed.
    fn ends(&self, at: impl Fn(Register) -> Ends) -> Ends {
        match self {
            Self::Constant(bits) => Ends::of(f64::from_bits(*bits)),
            Self::Binary(Operator::Add, a, b) => at(*a).plus(at(*b)),
            Self::Binary(Operator::Subtract, a, b) => at(*a).minus(at(*b)),
            Self::Binary(Operator::Multiply, a, b) => at(*a).times(at(*b)),
            Self::Binary(Operator::Divide, a, b) => at(*a).over(at(*b)),
            _ => Ends::UNKNOWN,
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
