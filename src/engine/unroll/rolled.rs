//! Lines that are rolled up, at one place.

use super::{MAX_NODES, Unroller, missing, to_base};
use crate::engine::axis::{Grain, Period};
use crate::engine::cell_expr::{CellExpr, Node};
use crate::engine::expr::{Expr, Fold, Operator};
use crate::engine::id::AxisId;
use crate::engine::model::{Line, Model};
use crate::engine::place::Place;
use crate::engine::roll_up::TimeRule;
use crate::engine::rolled::Span;
use std::borrow::Cow;

/// A line's total in the total's unit.
pub(in crate::engine) fn unroll_total<'e>(model: &'e Model, total: &'e Expr) -> Option<CellExpr<'e>> {
    let Expr::RollUp { line, to, all } = total else { return None };
    let position = model.line_position(line)?;
    let mut unroller = Unroller { model, left: MAX_NODES };
    unroller.rolled_in_unit(total, position, *to, all, &model.origin())
}

/// A rolled-up line at a place, in the unit of the result.
pub(in crate::engine) fn unroll_rolled<'e>(
    model: &'e Model,
    rolled: &'e Expr,
    place: &Place,
) -> Option<CellExpr<'e>> {
    let Expr::RollUp { line, to, all } = rolled else { return None };
    let position = model.line_position(line)?;
    let mut unroller = Unroller { model, left: MAX_NODES };
    unroller.rolled_in_unit(rolled, position, *to, all, place)
}

impl<'e> Unroller<'e> {
    /// A line rolled up by its rule, in base units.
    pub(super) fn rolled(
        &mut self,
        source: &'e Expr,
        position: Option<usize>,
        to: Option<Grain>,
        all: &[AxisId],
        place: &Place,
    ) -> Option<CellExpr<'e>> {
        let Some(position) = position else { return Some(CellExpr { node: missing(), source }) };
        let line = &self.model.lines()[position];
        if !self.model.rolls_up(line, to, all) {
            return Some(CellExpr { node: missing(), source });
        }
        let unit = self.model.rolled_unit(line, to, all);
        let own = self.rolled_in_unit(source, position, to, all, place)?;
        Some(match own.node {
            // A ratio comes in base units and would be converted there and back.
            Node::InUnit(of, _) => *of,
            _ => to_base(own, Cow::Owned(unit)),
        })
    }

    /// A line rolled up by its rule, in the unit that this has.
    fn rolled_in_unit(
        &mut self,
        source: &'e Expr,
        position: usize,
        to: Option<Grain>,
        all: &[AxisId],
        place: &Place,
    ) -> Option<CellExpr<'e>> {
        let line = &self.model.lines()[position];
        if let TimeRule::Ratio(above, below) = &line.roll_up.time
            && (self.model.span(line, to, all) != Span::Own || !all.is_empty() || line.shape.is_empty())
        {
            let above = self.part_of_ratio(source, line, above, (to, all), place)?;
            let below = self.part_of_ratio(source, line, below, (to, all), place)?;
            let node = Node::Binary(Operator::Divide, Box::new(above), Box::new(below));
            let ratio = CellExpr { node, source };
            return Some(CellExpr { node: Node::InUnit(Box::new(ratio), &line.unit), source });
        }
        self.taken_together(source, position, &line.roll_up.time, (to, all), place)
    }

    /// A part of a ratio over the same cells: by its own rule, or plainly added
    /// up where that is none or a ratio itself, as periods are equally long.
    fn part_of_ratio(
        &mut self,
        source: &'e Expr,
        whole: &'e Line,
        part: &str,
        (to, all): (Option<Grain>, &[AxisId]),
        place: &Place,
    ) -> Option<CellExpr<'e>> {
        let Some(position) = self.model.line_position(part) else {
            return Some(CellExpr { node: missing(), source });
        };
        let line = &self.model.lines()[position];
        let to = to.or(self.model.grain(whole).filter(|_| self.model.span(whole, to, all) == Span::Own));
        let all = self.model.all_of_part(whole, line, all);
        let (time, unit) = match &line.roll_up.time {
            TimeRule::None | TimeRule::Ratio(..) => (&PLAIN, line.unit.clone()),
            rule => (rule, self.model.rolled_unit(line, to, &all)),
        };
        let own = self.taken_together(source, position, time, (to, &all), place)?;
        Some(to_base(own, Cow::Owned(unit)))
    }

    /// The cells of a line over some axes made one, in the line's own unit or, of
    /// flows, in that of their amounts. Members come together within each period,
    /// periods then.
    fn taken_together(
        &mut self,
        source: &'e Expr,
        position: usize,
        time: &'e TimeRule,
        (to, all): (Option<Grain>, &[AxisId]),
        place: &Place,
    ) -> Option<CellExpr<'e>> {
        let line = &self.model.lines()[position];
        let is_list = |id: &&AxisId| self.model.axis(id).is_some_and(|axis| axis.grain.is_none());
        // The last of the line's axes is the outermost sum.
        let lists: Vec<&AxisId> = line.shape.iter().filter(|id| all.contains(id)).filter(is_list).collect();
        let periods = self.model.periods(line, to, all, place);
        let periods: Vec<Place> = match periods {
            None => return self.members(source, position, &lists, place),
            Some(periods) => periods.into_iter().map(|period| place.in_period(period)).collect(),
        };
        let chosen = match time {
            TimeRule::First => Some(periods.first()),
            TimeRule::Last => Some(periods.last()),
            _ => None,
        };
        match chosen {
            Some(Some(place)) => return self.members(source, position, &lists, place),
            Some(None) => return Some(CellExpr { node: missing(), source }),
            None => {}
        }
        let values: Option<Vec<_>> =
            periods.iter().map(|place| self.members(source, position, &lists, place)).collect();
        let values = values?;
        let count = values.len();
        let fold = |fold, values| CellExpr { node: Node::Fold(fold, values), source };
        Some(match time {
            TimeRule::Min => fold(Fold::Min, values),
            TimeRule::Max => fold(Fold::Max, values),
            TimeRule::Mean if count == 0 => CellExpr { node: missing(), source },
            TimeRule::Mean => {
                let count = Box::new(CellExpr { node: Node::Constant(count as f64), source });
                let sum = Box::new(fold(Fold::Sum, values));
                CellExpr { node: Node::Binary(Operator::Divide, sum, count), source }
            }
            TimeRule::Sum => {
                let sum = fold(Fold::Sum, values);
                // The amount of a longer period is written in the period itself.
                let is_each = matches!(self.model.span(line, to, all), Span::Each(_));
                match self.model.period_in_unit(line) {
                    Some((length, _)) if is_each && length == 1.0 => sum,
                    Some((length, time)) => {
                        CellExpr { node: Node::Times(Box::new(sum), length, time), source }
                    }
                    None => sum,
                }
            }
            _ => fold(Fold::Sum, values),
        })
    }

    /// The members of some lists added up at a place, in the line's own unit.
    fn members(
        &mut self,
        source: &'e Expr,
        position: usize,
        lists: &[&AxisId],
        place: &Place,
    ) -> Option<CellExpr<'e>> {
        let Some((list, inner)) = lists.split_last() else { return self.cell(source, position, place) };
        let places = self.model.along(place, list);
        let values: Option<_> =
            places.iter().map(|place| self.members(source, position, inner, place)).collect();
        Some(CellExpr { node: Node::Fold(Fold::Sum, values?), source })
    }
}

/// The rule of a ratio's part that has none of its own: its cells are added up.
static PLAIN: TimeRule = TimeRule::None;

impl Model {
    /// The periods of a line that are taken together at a place; `None` where
    /// its own period is read there.
    fn periods(&self, line: &Line, to: Option<Grain>, all: &[AxisId], place: &Place) -> Option<Vec<Period>> {
        let own = self.grain(line)?;
        let count = self.period_count(own);
        let within = |from: usize, to: usize| (from..to.min(count)).map(|index| Period { grain: own, index });
        match self.span(line, to, all) {
            Span::Own => None,
            Span::All => Some(within(0, count).collect()),
            Span::Each(grain) => {
                let Some(long) = place.period.and_then(|period| period.within(grain)) else {
                    return Some(Vec::new());
                };
                let parts = grain.count_of(own);
                Some(within(long.index * parts, (long.index + 1) * parts).collect())
            }
        }
    }

    fn period_count(&self, grain: Grain) -> usize {
        let axis = self.axes().iter().find(|axis| axis.grain == Some(grain));
        axis.map_or(0, |axis| axis.members.len())
    }

    /// Over which axes a part of a ratio is taken together: those of its own that
    /// the whole is taken together over or does not have.
    pub(in crate::engine) fn all_of_part(&self, whole: &Line, part: &Line, all: &[AxisId]) -> Vec<AxisId> {
        let is_time = |id: &AxisId| self.axis(id).is_some_and(|axis| axis.grain.is_some());
        let whole_time = whole.shape.iter().find(|id| is_time(id));
        let is_kept = |id: &AxisId| match is_time(id) {
            true => whole_time.is_some_and(|id| !all.contains(id)),
            false => whole.shape.contains(id) && !all.contains(id),
        };
        part.shape.iter().filter(|id| !is_kept(id)).cloned().collect()
    }
}
