//! A program that does each operation on a single value once.

use super::{Cells, Op, Program, Register, Segment, Step};

/// Operations whose results go to registers of their own numbers, the inputs
/// first, with where the lines' cells are among them.
#[derive(Debug, Default)]
pub(in crate::engine) struct Flat {
    pub(in crate::engine) ops: Vec<Op>,
    /// For each line, the register of each cell.
    pub(in crate::engine) cells: Vec<Vec<Register>>,
    /// For each line, the register of its total.
    pub(in crate::engine) totals: Vec<Option<Register>>,
    /// For each line, the number of its first input; calculated lines have none.
    pub(in crate::engine) inputs: Vec<Option<usize>>,
    pub(in crate::engine) input_count: usize,
}

impl Flat {
    /// The program of these operations: a line's cells are brought together at
    /// its end.
    pub(in crate::engine) fn into_program(self) -> Program {
        let mut registers = self.ops.len();
        let mut presets = Vec::new();
        let mut steps = Vec::with_capacity(registers);
        for (into, op) in (0..).zip(self.ops).skip(self.input_count) {
            match op {
                Op::Constant(bits) => {
                    presets.push(super::Preset { register: into, value: f64::from_bits(bits) })
                }
                op => steps.push(Step { op, into, is_finite: false }),
            }
        }
        let mut cells = Vec::with_capacity(self.cells.len());
        for (of, input) in self.cells.iter().zip(&self.inputs) {
            let first = input.unwrap_or(registers) as Register;
            cells.push(Cells { first, count: of.len() });
            if input.is_none() {
                registers += of.len();
                let copies = of.iter().zip(first..);
                steps.extend(copies.map(|(of, into)| Step { op: Op::Copy(*of), into, is_finite: false }));
            }
        }
        Program {
            segments: vec![Segment::Straight(steps)],
            registers,
            presets,
            input_count: self.input_count,
            cells,
            totals: self.totals,
            inputs: self.inputs,
            ..Program::default()
        }
    }
}
