//! A program as a list of operations on single values, each with a result of its
//! own: what specialising works on.

use super::{CONSTANT, Op, Program, Register, Segment};

/// Operations whose operands are the numbers of other operations before them.
/// The inputs are the first.
pub(super) struct Unrolled {
    pub(super) ops: Vec<Op>,
    /// For each register, the operation that writes it last.
    written: Vec<Register>,
}

impl Unrolled {
    /// The operations of a program in their order.
    pub(super) fn new(program: &Program) -> Self {
        let mut ops = vec![Op::Input; program.input_count];
        ops.reserve(program.operation_count() + program.presets.len());
        // Registers that nothing writes hold what a machine begins with.
        let nothing = ops.len() as Register;
        ops.push(Op::Constant(0.0_f64.to_bits()));
        let mut written: Vec<Register> = (0..program.input_count as Register).collect();
        written.resize(program.registers, nothing);
        for preset in &program.presets {
            written[preset.register as usize] = ops.len() as Register;
            ops.push(Op::Constant(preset.value.to_bits()));
        }
        let constants = ops.len() as Register;
        ops.extend(program.constants.iter().map(|value| Op::Constant(value.to_bits())));
        program.for_each_operation(&mut |into, op| {
            if let Op::Copy(of) = op {
                written[into as usize] = written[of as usize];
                return;
            }
            let op = op.mapped(|register| match register & CONSTANT {
                0 => written[register as usize],
                _ => constants + (register ^ CONSTANT),
            });
            written[into as usize] = ops.len() as Register;
            ops.push(op);
        });
        Self { ops, written }
    }

    /// The operation that makes what a register holds in the end.
    pub(super) fn result(&self, register: Register) -> Register {
        self.written.get(register as usize).copied().unwrap_or_default()
    }
}

impl Program {
    /// Visits the operations on single values in the order in which they are
    /// done, each with the register of its result.
    pub(super) fn for_each_operation(&self, visit: &mut impl FnMut(Register, Op)) {
        for segment in &self.segments {
            match segment {
                Segment::Straight(steps) => {
                    steps.iter().for_each(|step| visit(step.into, step.op.clone()));
                }
                Segment::Row(row) => row.for_each(0, visit),
                Segment::Loop(count, body) => {
                    (0..*count).for_each(|time| body.iter().for_each(|row| row.for_each(time, visit)));
                }
            }
        }
    }
}
