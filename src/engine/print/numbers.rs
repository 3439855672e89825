//! Formulas with the numbers of a cell.

use super::notation::{
    Binding, PROSE, Piece, Policy, Written, binary, call, compare, conversion, joined, negate,
};
use super::prose::{choice, fold_name, per_base_unit};
use crate::engine::axis::Grain;
use crate::engine::cell_expr::{CellCondition, CellExpr, CellOf, Node};
use crate::engine::expr::{Extreme, Fold, Operator};
use crate::engine::interpret;
use crate::engine::model::Model;
use crate::engine::unit::Unit;
use crate::engine::values::Values;

/// How numbers are written into a formula: a value with its unit.
pub type WriteNumber<'a> = &'a dyn Fn(f64, &Unit) -> String;

const STYLE: (super::Signs, Policy) = (PROSE, Policy::Plain);

pub(super) struct Numbers<'m> {
    pub(super) model: &'m Model,
    pub(super) values: &'m Values,
    pub(super) write: WriteNumber<'m>,
    /// Whether “per year” and factors of one year are kept.
    pub(super) full: bool,
    /// The periods that stand for the year in conversions, those of the line.
    pub(super) grain: Option<Grain>,
}

impl Numbers<'_> {
    /// A formula with the factor from base units to a line's own.
    pub(super) fn in_unit(&self, formula: &CellExpr<'_>, unit: &Unit) -> Written {
        let factor = unit.per_base_at(self.grain);
        match &formula.node {
            _ if factor == 1.0 => self.expr(formula),
            Node::Undefined(_) => self.expr(formula),
            Node::If(when, then, otherwise) => {
                self.choice(when, then, otherwise, &|branch| self.in_unit(branch, unit))
            }
            _ => {
                let shown = if self.full { per_base_unit(unit) } else { unit.clone() };
                let mut pieces = self.expr(formula).bracketed_below(Binding::Product);
                pieces.push(Piece::Text(conversion(PROSE, factor, |factor| (self.write)(factor, &shown))));
                Written { pieces, binding: Binding::Product }
            }
        }
    }

    fn literal(&self, value: f64, unit: &Unit) -> Written {
        number((self.write)(value, unit), value)
    }

    pub(super) fn expr(&self, expr: &CellExpr<'_>) -> Written {
        match &expr.node {
            Node::Literal(value, unit) => self.in_base(self.literal(*value, unit), unit),
            Node::Constant(value) => number(value.to_string(), *value),
            Node::Undefined(_) => Written::atom("undefined"),
            Node::Cell(of) => self.cell(*of),
            Node::ToBase(of, unit) => self.in_base(self.expr(of), unit),
            Node::InUnit(of, unit) => self.in_unit(of, unit),
            Node::Times(of, length, unit) if self.is_silent(*length, unit) => self.expr(of),
            Node::Times(of, length, unit) => {
                binary(STYLE, Operator::Multiply, self.expr(of), self.literal(*length, unit))
            }
            Node::Negate(of) => negate(STYLE, self.expr(of)),
            Node::Binary(operator, left, right) => {
                let is_factor = matches!(operator, Operator::Multiply | Operator::Divide);
                match &right.node {
                    Node::Literal(value, unit) if is_factor && self.is_silent(*value, unit) => {
                        self.expr(left)
                    }
                    _ => binary(STYLE, *operator, self.expr(left), self.expr(right)),
                }
            }
            Node::If(when, then, otherwise) => {
                self.choice(when, then, otherwise, &|branch| self.expr(branch))
            }
            Node::Extreme(extreme, parts) => {
                let name = if *extreme == Extreme::Min { "min" } else { "max" };
                call(name, parts.iter().map(|part| self.expr(part).pieces))
            }
            Node::Fold(Fold::Sum, parts) if !parts.is_empty() => {
                let mut pieces = Vec::new();
                for (position, part) in parts.iter().enumerate() {
                    pieces.extend((position > 0).then(|| Piece::Text(" + ".to_owned())));
                    pieces.extend(self.expr(part).bracketed_below(Binding::Sum));
                }
                Written { pieces, binding: if parts.len() == 1 { Binding::Loose } else { Binding::Sum } }
            }
            Node::Fold(fold, parts) => {
                call(fold_name(*fold), parts.iter().map(|part| self.expr(part).pieces))
            }
            Node::Lookup(position, parts, otherwise) => {
                let found = interpret::value(self.values, position)
                    .and_then(|position| interpret::looked_up(position, parts));
                match found {
                    Some(part) => self.expr(part.unwrap_or(otherwise)),
                    None => Written::atom("undefined"),
                }
            }
            Node::FirstWhere(conditions) => match interpret::first_where(self.values, conditions) {
                Some(Some(position)) => Written::atom((position + 1).to_string()),
                _ => Written::atom("undefined"),
            },
            Node::Call(function, arguments) => {
                let signature = function.signature();
                let given = arguments.iter().skip(usize::from(signature.takes_periods_per_year));
                call(signature.name, given.map(|argument| self.expr(argument).pieces))
            }
        }
    }

    /// A number with the factor from its unit to base units, which formulas are
    /// calculated in: `14.4 months ÷ 12`.
    fn in_base(&self, number: Written, unit: &Unit) -> Written {
        match unit.per_base_at(self.grain) {
            1.0 => number,
            factor => number
                .followed_by(conversion(PROSE, 1.0 / factor, |factor| factor.to_string()), Binding::Product),
        }
    }

    fn cell(&self, of: CellOf<'_>) -> Written {
        let address = self.model.cell_ref(of.line, of.cell);
        let value = self.values.cell(&of.line.id, of.cell);
        let text = value.map_or_else(|| "undefined".to_owned(), |value| (self.write)(value, &of.line.unit));
        let binding = number("", value.unwrap_or(0.0)).binding;
        Written { pieces: vec![Piece::Reference { address, text }], binding }
    }

    /// Whether a factor is left out where every figure is a year's.
    fn is_silent(&self, value: f64, unit: &Unit) -> bool {
        !self.full && value == 1.0 && unit.symbol() == "yr"
    }

    /// The branch that holds; both where that is not known.
    fn choice<'p, 'e>(
        &self,
        when: &CellCondition<'e>,
        then: &'p CellExpr<'e>,
        otherwise: &'p CellExpr<'e>,
        branch: &dyn Fn(&'p CellExpr<'e>) -> Written,
    ) -> Written {
        match interpret::holds(self.values, when) {
            Some(true) => branch(then),
            Some(false) => branch(otherwise),
            None => {
                let is_undefined = matches!(otherwise.node, Node::Undefined(_));
                let written = (!is_undefined).then(|| branch(otherwise));
                choice(self.condition(when), branch(then), written)
            }
        }
    }

    fn condition(&self, condition: &CellCondition<'_>) -> Vec<Piece> {
        match condition {
            CellCondition::Compare(comparison, left, right) => {
                let is_literal = matches!(left.node, Node::Literal(..));
                compare(PROSE, *comparison, (self.expr(left), is_literal), self.expr(right))
            }
            CellCondition::And(left, right) => joined(self.condition(left), " and ", self.condition(right)),
            CellCondition::Or(left, right) => joined(self.condition(left), " or ", self.condition(right)),
            CellCondition::Not(of) => call("not", [self.condition(of)]).pieces,
        }
    }
}

/// A number; a negative zero is written as zero is.
fn number(text: impl Into<String>, value: f64) -> Written {
    Written::number(text, if value == 0.0 { 0.0 } else { value })
}
