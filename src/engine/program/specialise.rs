//! A program for a few results alone: what they do not need is left out, what
//! cannot vary is a constant, what is certain to be chosen stands for the choice,
//! and what comes to the same is worked out once.
//!
//! The operations that remain are the same ones on the same values, so that a
//! result agrees with the whole program's bit for bit.

use super::arithmetic;
use super::hash::OpMap;
use super::interval::Interval;
use super::machine::{BLOCK, Machine};
use super::slots::Operations;
use super::unrolled::Unrolled;
use super::{Op, Program, Register};

/// A program that gives a few results for inputs of which some vary.
#[derive(Clone, Debug)]
pub struct Focus {
    program: Program,
    /// Where each input of the whole program went; `None` where it does not
    /// vary or nothing needs it.
    inputs: Vec<Option<usize>>,
    outputs: Vec<Register>,
    /// For each result whether it is a finite number whatever the inputs are.
    finite: Vec<bool>,
}

/// An input that varies.
#[derive(Clone, Copy, Debug)]
pub struct Varying {
    /// Its place among the whole program's inputs.
    pub input: usize,
    /// Between which ends it varies.
    pub ends: Interval,
    /// An input before it that always has the same value: it is written there
    /// alone.
    pub like: Option<usize>,
}

/// Operations as they are put together, with the ends of their results.
#[derive(Default)]
struct Builder {
    ops: Vec<Op>,
    ends: Vec<Interval>,
    /// Where each operation is, so that none is there twice.
    places: OpMap<Op, Register>,
}

impl Builder {
    /// The register of an input, which is like no other.
    fn input(&mut self, ends: Interval) -> Register {
        self.ops.push(Op::Input);
        self.ends.push(ends);
        self.ops.len() as Register - 1
    }

    /// The register of an operation's result.
    fn place(&mut self, op: Op) -> Register {
        // A choice gives what is chosen to the last bit.
        if let Op::Select(when, a, b) = op {
            match self.ends[when as usize] {
                when if when.are_certain(0.0) => return b,
                when if when.are_above(0.0) => return a,
                _ if a == b && self.ends[when as usize].are_finite() => return a,
                _ => {}
            }
        }
        let ends = Interval::of_result(&op, |register| self.ends[register as usize]);
        // A comparison that is certain is a constant.
        let op = match op {
            Op::Compare(..) | Op::And(..) | Op::Or(..) | Op::Not(_) if ends.are_certain(ends.low) => {
                Op::Constant(ends.low.to_bits())
            }
            op => op,
        };
        if let Some(place) = self.places.get(&op) {
            return *place;
        }
        let place = self.ops.len() as Register;
        self.ends.push(ends);
        self.ops.push(op.clone());
        self.places.insert(op, place);
        place
    }
}

/// A program's operations, and what each comes to where nothing varies.
struct Whole {
    unrolled: Unrolled,
    values: Vec<f64>,
    /// Which results depend on an input that varies.
    varies: Vec<bool>,
    /// The input that varies, for each that does.
    given: Vec<Option<Varying>>,
}

impl Whole {
    fn new(program: &Program, inputs: &[f64], varying: &[Varying]) -> Self {
        let unrolled = Unrolled::new(program);
        let count = unrolled.ops.len();
        let (mut values, mut varies) = (Vec::with_capacity(count), vec![false; count]);
        let mut given: Vec<Option<Varying>> = vec![None; program.input_count()];
        for of in varying {
            if let Some(given) = given.get_mut(of.input) {
                *given = Some(Varying { like: of.like.filter(|like| *like < of.input), ..*of });
                varies[of.input] = true;
            }
        }
        for (position, op) in unrolled.ops.iter().enumerate() {
            let was = inputs.get(position).copied().unwrap_or(f64::NAN);
            values.push(arithmetic::apply(op, was, |register| values[register as usize]));
            varies[position] |= match op {
                // What cannot be chosen does not matter.
                Op::Select(when, a, b) if !varies[*when as usize] => match values[*when as usize] {
                    when if when.is_nan() => false,
                    0.0 => varies[*b as usize],
                    _ => varies[*a as usize],
                },
                Op::Lookup(of) if of.first().is_some_and(|position| !varies[*position as usize]) => {
                    found_in(of, &values).is_some_and(|register| varies[register as usize])
                }
                op => op.any_operand(|register| varies[register as usize]),
            };
        }
        Self { unrolled, values, varies, given }
    }

    /// The operation that a choice or a look-up comes to where what decides it
    /// does not vary.
    fn chosen(&self, op: &Op) -> Option<Register> {
        match op {
            Op::Select(when, a, b) if !self.varies[*when as usize] => {
                Some(if self.values[*when as usize] == 0.0 { *b } else { *a })
            }
            Op::Lookup(of) if of.first().is_some_and(|position| !self.varies[*position as usize]) => {
                found_in(of, &self.values)
            }
            _ => None,
        }
    }

    /// Which operations the results need.
    fn needed(&self, outputs: &[Register]) -> Vec<bool> {
        let mut needed = vec![false; self.unrolled.ops.len()];
        for register in outputs {
            needed[self.unrolled.result(*register) as usize] = true;
        }
        for (position, op) in self.unrolled.ops.iter().enumerate().rev() {
            if !needed[position] {
                continue;
            }
            if self.varies[position] {
                match self.chosen(op) {
                    Some(chosen) => needed[chosen as usize] = true,
                    None => op.for_operands(|register| needed[register as usize] = true),
                }
            }
            if let Some(like) = self.given.get(position).copied().flatten().and_then(|of| of.like) {
                needed[like] = true;
            }
        }
        needed
    }
}

/// The operand that a look-up comes to, given what everything comes to.
fn found_in(of: &[Register], values: &[f64]) -> Option<Register> {
    let position = values[*of.first()? as usize];
    of.get(arithmetic::found(position, of.len())?).copied()
}

impl Focus {
    /// The program for `outputs`, registers of `whole`, where all inputs but
    /// those at `varying` stay what `inputs` says.
    pub fn new(whole: &Program, inputs: &[f64], varying: &[usize], outputs: &[Register]) -> Self {
        let unknown = |input: &usize| Varying { input: *input, ends: Interval::UNKNOWN, like: None };
        let varying: Vec<Varying> = varying.iter().map(unknown).collect();
        Self::within(whole, inputs, &varying, outputs)
    }

    /// The same where it is known between which ends each input varies: results
    /// that are finite numbers whatever the inputs are need not be tested.
    pub fn within(whole: &Program, inputs: &[f64], varying: &[Varying], outputs: &[Register]) -> Self {
        let whole = Whole::new(whole, inputs, varying);
        let needed = whole.needed(outputs);
        // Inputs are written to the first registers.
        let mut places = vec![0; whole.unrolled.ops.len()];
        let mut builder = Builder::default();
        let mut inputs = vec![None; whole.given.len()];
        for (position, of) in whole.given.iter().enumerate().filter(|(position, _)| needed[*position]) {
            let Some(of) = of else { continue };
            places[position] = match of.like {
                Some(like) => places[like],
                None => builder.input(of.ends),
            };
            inputs[position] = of.like.is_none().then_some(places[position] as usize);
        }
        let input_count = builder.ops.len();
        for (position, op) in whole.unrolled.ops.iter().enumerate().filter(|(position, _)| needed[*position])
        {
            places[position] = match (whole.varies[position], op) {
                (true, Op::Input) => continue,
                (false, _) => builder.place(Op::Constant(whole.values[position].to_bits())),
                (true, op) => match whole.chosen(op) {
                    Some(chosen) => places[chosen as usize],
                    None => builder.place(op.mapped(|register| places[register as usize])),
                },
            };
        }
        let finite: Vec<bool> = builder.ends.iter().map(|ends| ends.are_finite()).collect();
        let outputs: Vec<Register> =
            outputs.iter().map(|register| places[whole.unrolled.result(*register) as usize]).collect();
        let operations = Operations { ops: &builder.ops, finite: &finite, input_count };
        let allocated = operations.allocated(&outputs);
        let finite = outputs.iter().map(|output| finite[*output as usize]).collect();
        Self { program: allocated.program, inputs, outputs: allocated.outputs, finite }
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
        self.finite.get(output).is_some_and(|is_finite| *is_finite)
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
