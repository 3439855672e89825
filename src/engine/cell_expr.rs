//! A formula at one cell as data: a tree without axes, in which each reference is
//! a cell.

use super::expr::{Comparison, Expr, Extreme, Fold, Operator};
use super::function::Function;
use super::model::Line;
use super::unit::Unit;
use std::borrow::Cow;

/// A part of a formula at one cell, with the part of the tree that it is made of.
#[derive(Clone, Debug)]
pub(super) struct CellExpr<'e> {
    pub(super) node: Node<'e>,
    pub(super) source: &'e Expr,
}

/// What a part does. Values are in base units unless said otherwise.
#[derive(Clone, Debug)]
pub(super) enum Node<'e> {
    /// A literal with its unit.
    Literal(f64, Cow<'e, Unit>),
    /// A number that follows from the cell's place.
    Constant(f64),
    /// No value, for a reason.
    Undefined(Cow<'e, str>),
    /// A cell of a line, in the line's own unit.
    Cell(CellOf<'e>),
    /// A value in a unit, converted to base units.
    ToBase(Inner<'e>, Cow<'e, Unit>),
    /// A value in base units, converted to a unit.
    InUnit(Inner<'e>, &'e Unit),
    /// A sum of flows × the length of their period, in units of their own.
    Times(Inner<'e>, f64, Unit),
    Negate(Inner<'e>),
    Binary(Operator, Inner<'e>, Inner<'e>),
    If(Box<CellCondition<'e>>, Inner<'e>, Inner<'e>),
    Extreme(Extreme, Vec<CellExpr<'e>>),
    /// Sum, smallest, largest, or the number of the smallest; others are made
    /// of these.
    Fold(Fold, Vec<CellExpr<'e>>),
    /// The value at a position counted from 1; the last where there is none.
    Lookup(Inner<'e>, Vec<CellExpr<'e>>, Inner<'e>),
    /// The number of the first condition that holds.
    FirstWhere(Vec<CellCondition<'e>>),
    /// A function; what it is given beyond what the formula says comes first.
    Call(Function, Vec<CellExpr<'e>>),
}

pub(super) type Inner<'e> = Box<CellExpr<'e>>;

/// A line's cell, both counted from 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct CellOf<'e> {
    pub(super) line: &'e Line,
    pub(super) position: usize,
    pub(super) cell: usize,
}

/// A condition at one cell.
#[derive(Clone, Debug)]
pub(super) enum CellCondition<'e> {
    Compare(Comparison, CellExpr<'e>, CellExpr<'e>),
    And(Box<CellCondition<'e>>, Box<CellCondition<'e>>),
    Or(Box<CellCondition<'e>>, Box<CellCondition<'e>>),
    Not(Box<CellCondition<'e>>),
}

impl<'e> CellCondition<'e> {
    /// The values that are compared, in reading order.
    pub(super) fn parts(&self) -> Vec<&CellExpr<'e>> {
        match self {
            Self::Compare(_, left, right) => vec![left, right],
            Self::And(left, right) | Self::Or(left, right) => {
                let mut parts = left.parts();
                parts.extend(right.parts());
                parts
            }
            Self::Not(of) => of.parts(),
        }
    }
}

impl<'e> CellExpr<'e> {
    /// The parts of this node, conditions' values included, in reading order.
    pub(super) fn parts(&self) -> Vec<&CellExpr<'e>> {
        match &self.node {
            Node::Literal(..) | Node::Constant(_) | Node::Undefined(_) | Node::Cell(_) => Vec::new(),
            Node::ToBase(of, _) | Node::InUnit(of, _) | Node::Times(of, ..) | Node::Negate(of) => vec![of],
            Node::Binary(_, left, right) => vec![left, right],
            Node::If(when, then, otherwise) => {
                let mut parts = when.parts();
                parts.extend([then.as_ref(), otherwise.as_ref()]);
                parts
            }
            Node::Extreme(_, parts) | Node::Fold(_, parts) | Node::Call(_, parts) => parts.iter().collect(),
            Node::Lookup(position, of, otherwise) => {
                [position.as_ref()].into_iter().chain(of).chain([otherwise.as_ref()]).collect()
            }
            Node::FirstWhere(conditions) => conditions.iter().flat_map(CellCondition::parts).collect(),
        }
    }
}
