//! One operation on many cells at once.

use super::{Op, Register};

/// Where a row finds its values, or puts them: a register for each cell, at
/// constant distances.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::engine) struct Operand {
    pub(super) first: Register,
    /// How far the registers of neighbouring cells are apart.
    pub(super) inner: i32,
    /// How far those of neighbouring groups of cells are.
    pub(super) outer: i32,
    /// How far they move on from one time to the next of a loop.
    pub(super) step: i32,
}

impl Operand {
    /// The register of the first cell of a group, at one time of a loop.
    #[inline(always)]
    pub(super) fn group(self, outer: u32, time: u32) -> Register {
        let by = self.outer.wrapping_mul(outer as i32).wrapping_add(self.step.wrapping_mul(time as i32));
        self.first.wrapping_add_signed(by)
    }

    /// The register of a cell of a group that begins at a register.
    #[inline(always)]
    pub(super) fn cell(self, group: Register, inner: u32) -> Register {
        group.wrapping_add_signed(self.inner.wrapping_mul(inner as i32))
    }
}

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum Work {
    /// The operation, once for each cell.
    Each,
    /// The operation again and again, on what there is so far and the next of
    /// `count` values that are `stride` apart. Where `from_first`, it begins with
    /// the first value, otherwise with what the row's first operand says.
    Fold { count: u32, stride: i32, from_first: bool },
}

/// One operation on `outer` groups of `inner` cells.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Row {
    /// The operation; its registers are numbers of `operands`.
    pub(super) op: Op,
    pub(super) work: Work,
    pub(super) into: Operand,
    pub(super) operands: Vec<Operand>,
    pub(super) inner: u32,
    pub(super) outer: u32,
}

impl Row {
    /// How many operations on single values the row is.
    pub(super) fn operation_count(&self) -> usize {
        let each = match self.work {
            Work::Each => 1,
            Work::Fold { count, .. } => count as usize,
        };
        (self.inner as usize).saturating_mul(self.outer as usize).saturating_mul(each)
    }

    /// Visits the operations on single values that the row is at one time of a
    /// loop, in their order, each with the register of its result.
    pub(super) fn for_each(&self, time: u32, visit: &mut impl FnMut(Register, Op)) {
        for outer in 0..self.outer {
            for inner in 0..self.inner {
                let at = |operand: Operand| operand.cell(operand.group(outer, time), inner);
                let into = at(self.into);
                match self.work {
                    Work::Each => {
                        visit(into, self.op.mapped(|operand| at(self.operands[operand as usize])));
                    }
                    Work::Fold { count, stride, from_first } => {
                        let of = at(self.operands[1]);
                        let value = |k: u32| of.wrapping_add_signed(stride.wrapping_mul(k as i32));
                        let start = if from_first { value(0) } else { at(self.operands[0]) };
                        if count == u32::from(from_first) {
                            visit(into, Op::Copy(start));
                        }
                        for k in u32::from(from_first)..count {
                            let so_far = if k == u32::from(from_first) { start } else { into };
                            visit(
                                into,
                                self.op.mapped(|operand| if operand == 0 { so_far } else { value(k) }),
                            );
                        }
                    }
                }
            }
        }
    }
}
