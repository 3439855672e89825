//! One operation of a program.

use super::Register;
use super::expr::{Comparison, Extreme, Operator};
use super::function::Function;

/// What is done, and the registers that it reads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::engine) enum Op {
    /// The bits of a literal, so that operations can be compared.
    Constant(u64),
    /// What was written to the register before the run.
    Input,
    /// The same value.
    Copy(Register),
    Negate(Register),
    Binary(Operator, Register, Register),
    Extreme(Extreme, Register, Register),
    Compare(Comparison, Register, Register),
    And(Register, Register),
    Or(Register, Register),
    Not(Register),
    Select(Register, Register, Register),
    Call(Function, Vec<Register>),
    /// A position counted from 1, what there is where it is none of those that
    /// follow, and what is at each.
    Lookup(Vec<Register>),
}

impl Op {
    /// Visits the registers that the operation reads, in their order.
    #[inline]
    pub(in crate::engine) fn for_operands(&self, mut visit: impl FnMut(Register)) {
        match self {
            Self::Constant(_) | Self::Input => {}
            Self::Copy(a) | Self::Negate(a) | Self::Not(a) => visit(*a),
            Self::Binary(_, a, b)
            | Self::Extreme(_, a, b)
            | Self::Compare(_, a, b)
            | Self::And(a, b)
            | Self::Or(a, b) => [*a, *b].into_iter().for_each(visit),
            Self::Select(when, a, b) => [*when, *a, *b].into_iter().for_each(visit),
            Self::Call(_, arguments) | Self::Lookup(arguments) => arguments.iter().copied().for_each(visit),
        }
    }

    /// Whether a test holds for any of the registers that the operation reads.
    pub(in crate::engine) fn any_operand(&self, mut test: impl FnMut(Register) -> bool) -> bool {
        let mut any = false;
        self.for_operands(|register| any |= test(register));
        any
    }

    /// The same operation on other registers.
    #[inline]
    pub(in crate::engine) fn mapped(&self, mut place: impl FnMut(Register) -> Register) -> Self {
        match self {
            Self::Constant(_) | Self::Input => self.clone(),
            Self::Copy(a) => Self::Copy(place(*a)),
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
            Self::Lookup(of) => Self::Lookup(of.iter().map(|register| place(*register)).collect()),
        }
    }
}
