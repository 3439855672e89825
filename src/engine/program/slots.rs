//! Registers for operations, used again once nothing reads what they hold, so
//! that the working memory of a large program stays near the core.

use super::{CONSTANT, Op, Preset, Program, Register, Segment, Step};

/// Operations whose operands are the numbers of operations before them, the
/// inputs first, with what is known of them.
pub(super) struct Operations<'o> {
    pub(super) ops: &'o [Op],
    /// For each operation whether its result is known to be a finite number.
    pub(super) finite: &'o [bool],
    pub(super) input_count: usize,
}

/// A program and where it leaves the results that were asked for.
pub(super) struct Allocated {
    pub(super) program: Program,
    pub(super) outputs: Vec<Register>,
}

impl Operations<'_> {
    /// The operations that `outputs` need, but inputs and constants, each after
    /// those that it needs and otherwise as late as it can be: what belongs to
    /// one month is done together, and little has to be kept.
    fn in_order_of_need(&self, outputs: &[Register]) -> Vec<Register> {
        let mut order = Vec::with_capacity(self.ops.len());
        let mut is_done = vec![false; self.ops.len()];
        is_done[..self.input_count].fill(true);
        // Each operation is entered once to put those that it needs on top of it,
        // and left once these are done.
        let mut stack: Vec<Register> = Vec::new();
        let mut is_entered = is_done.clone();
        for output in outputs {
            stack.push(*output);
            while let Some(top) = stack.last().copied() {
                let at = top as usize;
                if is_entered[at] {
                    stack.pop();
                    if !is_done[at] {
                        is_done[at] = true;
                        if !matches!(self.ops[at], Op::Constant(_)) {
                            order.push(top);
                        }
                    }
                    continue;
                }
                is_entered[at] = true;
                let from = stack.len();
                self.ops[at].for_operands(|of| {
                    if !is_entered[of as usize] {
                        stack.push(of);
                    }
                });
                // The first operand is to be done first.
                stack[from..].reverse();
            }
        }
        order
    }

    /// A program for these operations that leaves the results `outputs`.
    pub(super) fn allocated(&self, outputs: &[Register]) -> Allocated {
        let order = self.in_order_of_need(outputs);
        let mut last_use = vec![0_usize; self.ops.len()];
        for (position, op) in order.iter().enumerate() {
            self.ops[*op as usize].for_operands(|of| last_use[of as usize] = position);
        }
        // What is asked for is kept, and inputs are written only now and then.
        outputs.iter().for_each(|output| last_use[*output as usize] = usize::MAX);
        last_use[..self.input_count].fill(usize::MAX);
        let mut places: Vec<Register> = (0..self.ops.len() as Register).collect();
        let mut registers = self.input_count as Register;
        let mut presets = Vec::new();
        for output in outputs {
            if let Op::Constant(bits) = self.ops[*output as usize] {
                places[*output as usize] = registers;
                presets.push(Preset { register: registers, value: f64::from_bits(bits) });
                registers += 1;
            }
        }
        let mut constants = Vec::new();
        let mut is_constant = vec![false; self.ops.len()];
        let mut free: Vec<Register> = Vec::new();
        let mut steps = Vec::with_capacity(order.len());
        for (position, at) in order.iter().enumerate() {
            let op = &self.ops[*at as usize];
            op.for_operands(|of| {
                let of = of as usize;
                if let (Op::Constant(bits), false) = (&self.ops[of], is_constant[of]) {
                    is_constant[of] = true;
                    if last_use[of] != usize::MAX {
                        places[of] = CONSTANT | constants.len() as Register;
                        constants.push(f64::from_bits(*bits));
                    }
                }
            });
            // A result may not go where one of its operands is.
            let into = free.pop().unwrap_or_else(|| {
                registers += 1;
                registers - 1
            });
            places[*at as usize] = into;
            steps.push(Step {
                op: op.mapped(|of| places[of as usize]),
                into,
                is_finite: self.finite[*at as usize],
            });
            op.for_operands(|of| {
                let of = of as usize;
                if last_use[of] == position && places[of] & CONSTANT == 0 {
                    // Not again where the operation reads it twice.
                    last_use[of] = usize::MAX;
                    free.push(places[of]);
                }
            });
        }
        let program = Program {
            segments: vec![Segment::Straight(steps)],
            registers: registers as usize,
            presets,
            constants,
            input_count: self.input_count,
            finite_inputs: self.finite[..self.input_count].to_vec(),
            ..Program::default()
        };
        Allocated { program, outputs: outputs.iter().map(|output| places[*output as usize]).collect() }
    }
}
