//! Printing the tree of a formula, axes and all.

use super::notation::{
    Binding, Notation, Piece, Policy, RolledUp, Window, Written, WrittenShort, binary, call, compare,
    conversion, joined, negate,
};
use crate::engine::cell_ref::CellRef;
use crate::engine::expr::{Condition, Expr, Fold, Short};
use crate::engine::id::{AxisId, LineId};
use crate::engine::model::{Line, Model};
use crate::engine::place::Place;
use crate::engine::roll_up::TimeRule;
use crate::engine::rolled::Span;
use crate::engine::unit::Unit;

pub(super) struct Printer<'m> {
    pub(super) model: &'m Model,
    pub(super) notation: &'m dyn Notation,
}

impl Printer<'_> {
    /// A formula with the factor from base units to a line's own, so that what
    /// is printed multiplies out to what is shown: `CAC ÷ ARPU × 12 months/yr`.
    pub(super) fn in_unit(&self, formula: &Expr, unit: &Unit, place: &Place) -> Written {
        let factor = unit.per_base_at(place.period.map(|period| period.grain));
        match formula {
            _ if factor == 1.0 => self.expr(formula, place),
            Expr::Undefined(_) => self.expr(formula, place),
            Expr::If(when, then, otherwise) => {
                let when = self.condition(when, place);
                let written = self.in_unit(otherwise, unit, place);
                self.notation.choice(when, self.in_unit(then, unit, place), (written, otherwise))
            }
            _ => self.converted(self.expr(formula, place), factor, unit),
        }
    }

    /// A part with the factor from base units to a unit behind it.
    fn converted(&self, of: Written, factor: f64, unit: &Unit) -> Written {
        let written = |factor| self.notation.factor(factor, unit);
        let mut pieces = of.bracketed_below(Binding::Product);
        pieces.push(Piece::Text(conversion(self.notation.signs(), factor, written)));
        Written { pieces, binding: Binding::Product }
    }

    fn style(&self) -> (super::Signs, Policy) {
        (self.notation.signs(), self.notation.policy())
    }

    pub(super) fn expr(&self, expr: &Expr, place: &Place) -> Written {
        let written = |part: &Expr| self.expr(part, place);
        match expr {
            Expr::Number(value, unit) => self.notation.literal(*value, unit),
            Expr::Undefined(why) => self.notation.undefined(why),
            Expr::Line(id) => self.reference(id, place),
            Expr::Negate(of) => negate(self.style(), written(of)),
            Expr::Binary(operator, left, right) => {
                binary(self.style(), *operator, written(left), written(right))
            }
            Expr::If(when, then, otherwise) => {
                let when = self.condition(when, place);
                self.notation.choice(when, written(then), (written(otherwise), otherwise))
            }
            Expr::Extreme(extreme, parts) => {
                let name = if *extreme == crate::engine::expr::Extreme::Min { "min" } else { "max" };
                call(name, parts.iter().map(|part| written(part).pieces))
            }
            Expr::At { axis, offset, of, first } => {
                self.notation.at(axis, *offset, written(of), written(first))
            }
            Expr::Fold(fold, axis, of) => self.notation.fold(*fold, axis, written(of)),
            Expr::Window { fold, axis, from, to, of, short } => self.notation.window(Window {
                fold: *fold,
                axis,
                from: *from,
                to: *to,
                of: written(of),
                short: match short {
                    Short::Undefined => WrittenShort::Undefined,
                    Short::Available => WrittenShort::Available,
                    Short::Else(otherwise) => WrittenShort::Else(written(otherwise)),
                },
            }),
            Expr::Key(axis) => self.notation.key(axis),
            Expr::Count(axis) => self.notation.count(axis),
            Expr::Period => self.notation.period(),
            Expr::Map { from, to, of } => self.notation.map(from, to, written(of)),
            Expr::Lookup { axis, position, of, otherwise } => {
                self.notation.lookup(axis, written(position), written(of), written(otherwise))
            }
            Expr::FirstWhere { axis, when } => self.notation.first_where(axis, self.condition(when, place)),
            Expr::Select { axis, at, of } => self.notation.select(axis, at, written(of)),
            Expr::RollUp { line, to, all } => {
                let rolled = RolledUp { line: self.model.line(line), to: *to, all };
                let plain = self.reference(line, place);
                self.notation.roll_up(rolled, plain, &|| self.spelt(rolled, place))
            }
            Expr::Call { function, over, arguments } => {
                let arguments = arguments.iter().map(written).collect();
                self.notation.call(*function, over.as_ref(), arguments)
            }
        }
    }

    fn reference(&self, id: &LineId, place: &Place) -> Written {
        let Some(line) = self.model.line(id) else { return self.notation.unknown(id) };
        let cell: CellRef = self.model.cell_ref(line, self.model.cell_at(line, place));
        self.notation.reference(line, cell)
    }

    pub(super) fn condition(&self, condition: &Condition, place: &Place) -> Vec<Piece> {
        match condition {
            Condition::Compare(comparison, left, right) => {
                let is_literal = matches!(left, Expr::Number(..));
                let left = self.expr(left, place);
                compare(self.notation.signs(), *comparison, (left, is_literal), self.expr(right, place))
            }
            Condition::And(left, right) => self.both((condition, " and "), left, right, place),
            Condition::Or(left, right) => self.both((condition, " or "), left, right, place),
            Condition::Not(of) => call("not", [self.condition(of, place)]).pieces,
        }
    }

    /// Two conditions. What is joined otherwise within is bracketed, and what is
    /// joined alike on the right where that is another tree.
    fn both(
        &self,
        (whole, sign): (&Condition, &str),
        left: &Condition,
        right: &Condition,
        place: &Place,
    ) -> Vec<Piece> {
        let side = |part: &Condition, is_right: bool| {
            let is_joined = matches!(part, Condition::And(..) | Condition::Or(..));
            let is_alike = std::mem::discriminant(part) == std::mem::discriminant(whole);
            let is_exact = self.notation.policy() == Policy::Exact;
            let pieces = self.condition(part, place);
            match is_joined && (!is_alike || (is_right && is_exact)) {
                true => call("", [pieces]).pieces,
                false => pieces,
            }
        };
        joined(side(left, false), sign, side(right, true))
    }

    /// What a line that is rolled up is made of, in base units.
    fn spelt(&self, rolled: RolledUp<'_>, place: &Place) -> Written {
        let Some(line) = rolled.line else { return Written::atom("") };
        match &line.roll_up.time {
            TimeRule::Ratio(above, below) => {
                let part = |id: &LineId| match self.model.line(id) {
                    Some(part) => {
                        let all = self.model.all_of_part(line, part, rolled.all);
                        let own = part.roll_up.time.clone();
                        let rule = if matches!(own, TimeRule::Ratio(..)) { TimeRule::None } else { own };
                        self.together(
                            part,
                            &rule,
                            RolledUp { line: Some(part), to: rolled.to, all: &all },
                            place,
                        )
                    }
                    None => self.notation.unknown(id),
                };
                binary(self.style(), crate::engine::expr::Operator::Divide, part(above), part(below))
            }
            rule => self.together(line, rule, rolled, place),
        }
    }

    fn together(&self, line: &Line, rule: &TimeRule, rolled: RolledUp<'_>, place: &Place) -> Written {
        let is_time = |id: &AxisId| self.model.axis(id).is_some_and(|axis| axis.grain.is_some());
        let lists = line.shape.iter().filter(|id| rolled.all.contains(id) && !is_time(id));
        let members =
            lists.fold(self.reference(&line.id, place), |of, axis| self.notation.fold(Fold::Sum, axis, of));
        let span = self.model.span(line, rolled.to, rolled.all);
        let Some(axis) = line.shape.iter().find(|id| is_time(id)).filter(|_| span != Span::Own) else {
            return members;
        };
        let fold = match rule {
            TimeRule::Min => Fold::Min,
            TimeRule::Max => Fold::Max,
            TimeRule::First => Fold::First,
            TimeRule::Last => Fold::Last,
            TimeRule::Mean => Fold::Mean,
            TimeRule::None | TimeRule::Sum | TimeRule::Ratio(..) => Fold::Sum,
        };
        let folded = match span {
            Span::Each(grain) => self.notation.fold_within(fold, axis, grain, members),
            _ => self.notation.fold(fold, axis, members),
        };
        match (rule, self.model.period_in_unit(line)) {
            // The amount of a longer period is written in the period itself.
            (TimeRule::Sum, Some((1.0, _))) if span != Span::All => folded,
            (TimeRule::Sum, Some((length, time))) => {
                let length = self.notation.literal(length, &time);
                binary(self.style(), crate::engine::expr::Operator::Multiply, folded, length)
            }
            _ => folded,
        }
    }

    /// A roll-up as what it is made of, in its unit.
    pub(super) fn rolled_in_unit(&self, total: &Expr, unit: &Unit, place: &Place) -> Written {
        let Expr::RollUp { line, to, all } = total else { return self.in_unit(total, unit, place) };
        let rolled = RolledUp { line: self.model.line(line), to: *to, all };
        let spelt = self.spelt(rolled, place);
        // A sum is one of values in the line's unit, a ratio comes in base units.
        let is_ratio = rolled.line.is_some_and(|line| matches!(line.roll_up.time, TimeRule::Ratio(..)));
        if !is_ratio || unit.per_base() == 1.0 {
            return spelt;
        }
        self.converted(spelt, unit.per_base(), unit)
    }
}
