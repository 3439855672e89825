//! Whether lines that need each other can be gone through along an axis: each
//! step then needs steps before it, or lines that are done in the same step.

use super::super::expr::{Bound, Expr, Short};
use super::order;
use super::region::Direction;
use crate::engine::model::{Content, Model};

/// A way to go through a group of lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Recurrence {
    /// The position of the axis among the model's.
    pub(super) axis: usize,
    /// Backwards where steps need later ones.
    pub(super) direction: Direction,
    /// The lines in the order in which they are done within a step.
    pub(super) order: Vec<usize>,
}

/// A line of the group that a formula reads, so many steps along the axis.
struct Read {
    line: usize,
    offset: i64,
}

struct Walk<'m> {
    model: &'m Model,
    lines: &'m [usize],
    axis: usize,
    reads: Vec<Read>,
    /// Whether everything that is read is a certain number of steps away.
    is_certain: bool,
}

/// How a group can be gone through, if it can.
pub(super) fn recurrence(model: &Model, lines: &[usize]) -> Option<Recurrence> {
    let first = model.lines().get(*lines.first()?)?;
    let shared = |id: &&crate::engine::id::AxisId| {
        lines.iter().all(|line| model.lines()[*line].shape.iter().any(|other| other == *id))
    };
    let axes = first.shape.iter().rev().filter(shared);
    axes.filter_map(|id| model.axis_position(id)).find_map(|axis| along(model, lines, axis))
}

fn along(model: &Model, lines: &[usize], axis: usize) -> Option<Recurrence> {
    let (mut earlier, mut later) = (false, false);
    let mut same_step: Vec<Vec<usize>> = Vec::with_capacity(lines.len());
    for line in lines {
        let Content::Formula(formula) = &model.lines()[*line].content else { return None };
        let mut walk = Walk { model, lines, axis, reads: Vec::new(), is_certain: true };
        walk.expr(formula, Some(0));
        if !walk.is_certain {
            return None;
        }
        earlier |= walk.reads.iter().any(|read| read.offset < 0);
        later |= walk.reads.iter().any(|read| read.offset > 0);
        let now = walk.reads.iter().filter(|read| read.offset == 0);
        same_step.push(now.filter_map(|read| lines.iter().position(|line| *line == read.line)).collect());
    }
    if earlier && later {
        return None;
    }
    let groups = order::groups(&same_step);
    if groups.iter().any(|group| group.is_recurrent) {
        return None;
    }
    let order = groups.into_iter().flat_map(|group| group.lines).map(|position| lines[position]).collect();
    let direction = if later { Direction::Backwards } else { Direction::Forwards };
    Some(Recurrence { axis, direction, order })
}

impl Walk<'_> {
    /// Whether an axis is the one that is gone along, or moves with it.
    fn is_moved(&self, id: &str) -> bool {
        let Some(along) = self.model.axes().get(self.axis) else { return true };
        match self.model.axis(id) {
            Some(axis) => axis.id == along.id || (axis.grain.is_some() && along.grain.is_some()),
            None => true,
        }
    }

    /// How many steps one along an axis is; `None` where that is not certain.
    fn steps(&self, id: &str) -> Option<i64> {
        let along = self.model.axes().get(self.axis)?;
        let axis = self.model.axis(id)?;
        match (axis.grain, along.grain) {
            _ if axis.id == along.id => Some(1),
            (Some(grain), Some(finer)) if grain > finer => Some(grain.count_of(finer) as i64),
            (Some(_), Some(_)) => None,
            _ => Some(0),
        }
    }

    /// Follows an expression that is read so many steps away; `None` where that
    /// is not certain.
    fn expr(&mut self, expr: &Expr, offset: Option<i64>) {
        match expr {
            Expr::Line(id) => {
                let line = self.model.line_position(id).filter(|line| self.lines.contains(line));
                match (line, offset) {
                    (Some(line), Some(offset)) => self.reads.push(Read { line, offset }),
                    (Some(_), None) => self.is_certain = false,
                    (None, _) => {}
                }
            }
            Expr::At { axis, offset: by, of, first } => {
                let steps = self.steps(axis);
                self.expr(of, offset.and_then(|offset| Some(offset + i64::from(*by) * steps?)));
                self.expr(first, offset);
            }
            Expr::Fold(_, axis, of) => {
                let offset = offset.filter(|_| !self.is_moved(axis));
                self.expr(of, offset);
            }
            Expr::Map { from, to, of } => {
                let offset = offset.filter(|_| !self.is_moved(from) && !self.is_moved(to));
                self.expr(of, offset);
            }
            Expr::Window { axis, from, to, of, short, .. } => {
                let steps = self.steps(axis);
                for bound in [from, to] {
                    let by = match bound {
                        Bound::Offset(by) => steps.map(|steps| i64::from(*by) * steps),
                        Bound::First | Bound::Last => steps.filter(|steps| *steps == 0),
                    };
                    self.expr(of, offset.and_then(|offset| Some(offset + by?)));
                }
                if let Short::Else(otherwise) = short {
                    self.expr(otherwise, offset);
                }
            }
            Expr::Lookup { axis, position, of, otherwise } => {
                self.expr(position, offset);
                self.expr(of, offset.filter(|_| !self.is_moved(axis)));
                self.expr(otherwise, offset);
            }
            Expr::FirstWhere { axis, .. } | Expr::Select { axis, .. } => {
                let offset = offset.filter(|_| !self.is_moved(axis));
                expr.parts().into_iter().for_each(|part| self.expr(part, offset));
            }
            Expr::RollUp { .. } => {
                let read = self.model.read_by(expr);
                let lines = read.into_iter().filter_map(|id| self.model.line_position(id));
                if lines.into_iter().any(|line| self.lines.contains(&line)) {
                    self.is_certain = false;
                }
            }
            Expr::Call { over: Some(axis), arguments, .. } => {
                let offset = offset.filter(|_| !self.is_moved(axis));
                arguments.iter().for_each(|argument| self.expr(argument, offset));
            }
            _ => expr.parts().into_iter().for_each(|part| self.expr(part, offset)),
        }
    }
}
