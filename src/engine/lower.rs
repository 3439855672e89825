//! Making formulas explicit: where a line is read at longer periods or over all
//! members, and where a sum over time is one of amounts.
//!
//! People write a line's name wherever they read it. What that means depends on
//! the periods of the line and of the reader; once it stands in the tree, every
//! interpretation sees it. A formula that is explicit stays as it is.

use super::axis::Grain;
use super::dimension::dimension;
use super::expr::{Expr, Fold, Selection};
use super::function::Function;
use super::id::AxisId;
use super::model::Model;
use super::roll_up::TimeRule;

/// The deepest formula: more would be no formula that a person reads, and a
/// bound on recursion keeps the small stack of WebAssembly safe.
pub(super) const MAX_DEPTH: usize = 60;

/// A formula made explicit for a reader whose periods have a length, if any.
pub fn lower(model: &Model, grain: Option<Grain>, formula: &Expr) -> Expr {
    // Too deep a formula is refused by the check.
    if formula.is_deeper_than(MAX_DEPTH) { formula.clone() } else { Lowering { model }.expr(formula, grain) }
}

struct Lowering<'m> {
    model: &'m Model,
}

impl Lowering<'_> {
    fn grain_of(&self, axis: &str) -> Option<Grain> {
        self.model.axis(axis)?.grain
    }

    /// `grain` is the length of the periods at which the part is read.
    fn expr(&self, expr: &Expr, grain: Option<Grain>) -> Expr {
        match expr {
            Expr::Line(id) => {
                let own = self.model.line(id).and_then(|line| self.model.grain(line));
                match (own, grain) {
                    (Some(own), Some(grain)) if own < grain => {
                        Expr::RollUp { line: id.clone(), to: Some(grain), all: Vec::new() }
                    }
                    _ => expr.clone(),
                }
            }
            Expr::Fold(fold, axis, of) => self.fold(*fold, axis, of, grain),
            Expr::Window { fold: Fold::Sum, axis, from, to, of, short } => {
                let lowered = |fold| Expr::Window {
                    fold,
                    axis: axis.clone(),
                    from: *from,
                    to: *to,
                    of: of.clone(),
                    short: short.clone(),
                };
                let fold = self.sum_along(axis, &self.expr(of, grain));
                lowered(fold).with_parts(&mut |part| self.expr(part, grain))
            }
            Expr::Lookup { axis, position, of, otherwise } => Expr::Lookup {
                axis: axis.clone(),
                position: Box::new(self.expr(position, grain)),
                of: Box::new(self.expr(of, self.grain_of(axis).or(grain))),
                otherwise: Box::new(self.expr(otherwise, grain)),
            },
            Expr::FirstWhere { axis, .. } => {
                let grain = self.grain_of(axis).or(grain);
                expr.with_parts(&mut |part| self.expr(part, grain))
            }
            Expr::Map { to, .. } => {
                let grain = self.grain_of(to).or(grain);
                expr.with_parts(&mut |part| self.expr(part, grain))
            }
            Expr::Select { axis, at: Selection::All, of } => self.all(expr, axis, of, grain),
            Expr::Select { axis, .. } => {
                let grain = self.grain_of(axis).or(grain);
                expr.with_parts(&mut |part| self.expr(part, grain))
            }
            Expr::Call { function, over: Some(axis), arguments } => {
                let singles = function.signature().singles;
                let series = self.grain_of(axis).or(grain);
                let of = |position| if position < singles { grain } else { series };
                let lowered: Vec<Expr> = arguments
                    .iter()
                    .enumerate()
                    .map(|(position, part)| self.expr(part, of(position)))
                    .collect();
                let is_amount = *function == Function::Npv
                    && lowered.get(singles).is_some_and(|flow| self.sum_along(axis, flow) == Fold::Amount);
                let function = if is_amount { Function::NpvAmount } else { *function };
                Expr::Call { function, over: Some(axis.clone()), arguments: lowered }
            }
            _ => expr.with_parts(&mut |part| self.expr(part, grain)),
        }
    }

    fn fold(&self, fold: Fold, axis: &AxisId, of: &Expr, grain: Option<Grain>) -> Expr {
        let along = self.grain_of(axis);
        if let (Fold::Sum, Some(_), Expr::Line(id)) = (fold, along, of)
            && let Some(line) = self.model.line(id)
            && line.roll_up.time == TimeRule::Sum
            && let Some(own) = line.shape.iter().find(|id| self.grain_of(id).is_some())
        {
            return Expr::RollUp { line: id.clone(), to: None, all: vec![own.clone()] };
        }
        let of = self.expr(of, along.or(grain));
        let fold = if fold == Fold::Sum { self.sum_along(axis, &of) } else { fold };
        Expr::Fold(fold, axis.clone(), Box::new(of))
    }

    /// How values add up along an axis: over time those of flows as amounts.
    fn sum_along(&self, axis: &str, of: &Expr) -> Fold {
        let is_flow = || {
            let dimension = dimension(self.model, of).ok().flatten();
            dimension.is_some_and(|dimension| dimension.exponent("yr") == -1)
        };
        if self.grain_of(axis).is_some() && is_flow() { Fold::Amount } else { Fold::Sum }
    }

    /// A line over all members of an axis as a roll-up; anything else stays, and
    /// the check says so.
    fn all(&self, expr: &Expr, axis: &AxisId, of: &Expr, grain: Option<Grain>) -> Expr {
        let along = self.grain_of(axis);
        let (line, to, mut all) = match self.expr(of, if along.is_some() { None } else { grain }) {
            Expr::Line(line) => (line, None, Vec::new()),
            Expr::RollUp { line, to, all } => (line, to, all),
            _ => return expr.clone(),
        };
        // All time is that of the line's own periods.
        let own = self.model.line(&line).and_then(|line| {
            line.shape.iter().find(|id| along.is_some() && self.grain_of(id).is_some()).cloned()
        });
        all.push(own.unwrap_or_else(|| axis.clone()));
        let to = if along.is_some() { None } else { to };
        Expr::RollUp { line, to, all }
    }
}
