//! The parts of a formula: reading them, replacing them, finding one.

use super::{Condition, Expr, Short};

impl Expr {
    /// The same node with other parts, which are given in reading order.
    #[must_use]
    pub fn with_parts(&self, of: &mut impl FnMut(&Expr) -> Expr) -> Expr {
        let mut boxed = |part: &Expr| Box::new(of(part));
        match self {
            Self::Number(..)
            | Self::Line(_)
            | Self::Undefined(_)
            | Self::Key(_)
            | Self::Count(_)
            | Self::Period
            | Self::RollUp { .. } => self.clone(),
            Self::Negate(part) => Self::Negate(boxed(part)),
            Self::Binary(operator, left, right) => Self::Binary(*operator, boxed(left), boxed(right)),
            Self::If(when, then, otherwise) => {
                Self::If(Box::new(when.with_parts(of)), Box::new(of(then)), Box::new(of(otherwise)))
            }
            Self::Extreme(extreme, parts) => Self::Extreme(*extreme, parts.iter().map(of).collect()),
            Self::At { axis, offset, of: part, first } => {
                Self::At { axis: axis.clone(), offset: *offset, of: boxed(part), first: boxed(first) }
            }
            Self::Fold(fold, axis, part) => Self::Fold(*fold, axis.clone(), boxed(part)),
            Self::Map { from, to, of: part } => {
                Self::Map { from: from.clone(), to: to.clone(), of: boxed(part) }
            }
            Self::Window { fold, axis, from, to, of: part, short } => Self::Window {
                fold: *fold,
                axis: axis.clone(),
                from: *from,
                to: *to,
                of: boxed(part),
                short: match short {
                    Short::Undefined => Short::Undefined,
                    Short::Available => Short::Available,
                    Short::Else(otherwise) => Short::Else(boxed(otherwise)),
                },
            },
            Self::Lookup { axis, position, of: part, otherwise } => Self::Lookup {
                axis: axis.clone(),
                position: boxed(position),
                of: boxed(part),
                otherwise: boxed(otherwise),
            },
            Self::FirstWhere { axis, when } => {
                Self::FirstWhere { axis: axis.clone(), when: Box::new(when.with_parts(of)) }
            }
            Self::Select { axis, at, of: part } => {
                Self::Select { axis: axis.clone(), at: at.clone(), of: boxed(part) }
            }
            Self::Call { function, over, arguments } => Self::Call {
                function: *function,
                over: over.clone(),
                arguments: arguments.iter().map(of).collect(),
            },
        }
    }

    /// Whether parts stand within parts more than so many levels deep, the nodes
    /// of conditions counted too.
    pub(in crate::engine) fn is_deeper_than(&self, levels: usize) -> bool {
        let Some(below) = levels.checked_sub(1) else { return true };
        let is_deeper = |part: &Expr| part.is_deeper_than(below);
        match self {
            Self::If(when, then, otherwise) => {
                when.is_deeper_than(below) || is_deeper(then) || is_deeper(otherwise)
            }
            Self::FirstWhere { when, .. } => when.is_deeper_than(below),
            _ => self.parts().into_iter().any(is_deeper),
        }
    }

    /// The part at a place in the tree: for each step the position among
    /// [`Expr::parts`]. `None` where there is no such part.
    pub fn part(&self, path: &[u16]) -> Option<&Expr> {
        match path.split_first() {
            None => Some(self),
            Some((first, rest)) => self.parts().get(usize::from(*first))?.part(rest),
        }
    }

    /// The parts of this node, conditions' values included, in reading order.
    pub fn parts(&self) -> Vec<&Expr> {
        match self {
            Self::Number(..)
            | Self::Line(_)
            | Self::Undefined(_)
            | Self::Key(_)
            | Self::Count(_)
            | Self::Period
            | Self::RollUp { .. } => Vec::new(),
            Self::Negate(of) | Self::Fold(_, _, of) | Self::Map { of, .. } | Self::Select { of, .. } => {
                vec![of]
            }
            Self::Window { of, short, .. } => match short {
                Short::Undefined | Short::Available => vec![of],
                Short::Else(otherwise) => vec![of, otherwise],
            },
            Self::Lookup { position, of, otherwise, .. } => vec![position, of, otherwise],
            Self::FirstWhere { when, .. } => when.parts(),
            Self::Binary(_, left, right) => vec![left, right],
            Self::If(when, then, otherwise) => {
                let mut parts = when.parts();
                parts.extend([then.as_ref(), otherwise.as_ref()]);
                parts
            }
            Self::Extreme(_, parts) | Self::Call { arguments: parts, .. } => parts.iter().collect(),
            Self::At { of, first, .. } => vec![of, first],
        }
    }
}

impl Condition {
    /// The same condition on other values, which are given in reading order.
    #[must_use]
    pub fn with_parts(&self, of: &mut impl FnMut(&Expr) -> Expr) -> Condition {
        match self {
            Self::Compare(comparison, left, right) => {
                let left = of(left);
                Self::Compare(*comparison, left, of(right))
            }
            Self::And(left, right) => {
                let left = Box::new(left.with_parts(of));
                Self::And(left, Box::new(right.with_parts(of)))
            }
            Self::Or(left, right) => {
                let left = Box::new(left.with_parts(of));
                Self::Or(left, Box::new(right.with_parts(of)))
            }
            Self::Not(condition) => Self::Not(Box::new(condition.with_parts(of))),
        }
    }

    fn is_deeper_than(&self, levels: usize) -> bool {
        let Some(below) = levels.checked_sub(1) else { return true };
        match self {
            Self::Compare(_, left, right) => left.is_deeper_than(below) || right.is_deeper_than(below),
            Self::Not(of) => of.is_deeper_than(below),
            Self::And(a, b) | Self::Or(a, b) => a.is_deeper_than(below) || b.is_deeper_than(below),
        }
    }

    /// The values that are compared, in reading order.
    pub fn parts(&self) -> Vec<&Expr> {
        match self {
            Self::Compare(_, left, right) => vec![left, right],
            Self::And(left, right) | Self::Or(left, right) => {
                let mut parts = left.parts();
                parts.extend(right.parts());
                parts
            }
            Self::Not(condition) => condition.parts(),
        }
    }
}
