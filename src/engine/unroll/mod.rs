//! Formulas at one cell: what happens along axes is expanded here, once.
//!
//! Evaluation, printed numbers, traces and causes walk the tree without axes that
//! comes of it.

mod rolled;

pub(super) use rolled::{unroll_rolled, unroll_total};

use super::axis::{Grain, Period};
use super::cell_expr::{CellCondition, CellExpr, CellOf, Inner, Node};
use super::expr::{Bound, Condition, Expr, Fold, Operator, Selection, Short};
use super::function::Function;
use super::id::AxisId;
use super::model::Model;
use super::place::Place;
use super::unit::Unit;
use std::borrow::Cow;

/// The most nodes of a formula at one cell, which bounds time and memory where
/// sums stand within sums.
const MAX_NODES: usize = 200_000;

/// A formula at a place; `None` where it has more nodes than can be held.
pub(super) fn unroll<'e>(model: &'e Model, expr: &'e Expr, place: &Place) -> Option<CellExpr<'e>> {
    let mut unroller = Unroller { model, left: MAX_NODES };
    unroller.expr(expr, place)
}

/// A condition at a place.
pub(super) fn unroll_condition<'e>(
    model: &'e Model,
    of: &'e Condition,
    place: &Place,
) -> Option<CellCondition<'e>> {
    Unroller { model, left: MAX_NODES }.condition(of, place)
}

struct Unroller<'e> {
    model: &'e Model,
    left: usize,
}

impl<'e> Unroller<'e> {
    fn expr(&mut self, expr: &'e Expr, place: &Place) -> Option<CellExpr<'e>> {
        self.left = self.left.checked_sub(1)?;
        let node = match expr {
            Expr::Number(value, unit) => Node::Literal(*value, Cow::Borrowed(unit)),
            Expr::Undefined(why) => Node::Undefined(Cow::Borrowed(why)),
            Expr::Line(id) => return self.line(expr, id, place),
            Expr::Negate(of) => Node::Negate(self.inner(of, place)?),
            Expr::Binary(operator, left, right) => {
                Node::Binary(*operator, self.inner(left, place)?, self.inner(right, place)?)
            }
            Expr::If(when, then, otherwise) => {
                let when = Box::new(self.condition(when, place)?);
                Node::If(when, self.inner(then, place)?, self.inner(otherwise, place)?)
            }
            Expr::Extreme(extreme, parts) => {
                let parts: Option<_> = parts.iter().map(|part| self.expr(part, place)).collect();
                Node::Extreme(*extreme, parts?)
            }
            Expr::At { axis, offset, of, first } => {
                let of = match self.model.shifted(place, axis, i64::from(*offset)) {
                    Some(place) => self.expr(of, &place),
                    None => self.expr(first, place),
                };
                of?.node
            }
            Expr::Fold(fold, axis, of) => {
                let places = self.model.along(place, axis);
                return self.folded(expr, *fold, axis, of, &places);
            }
            Expr::Window { axis, .. } => return self.window(expr, axis, place),
            Expr::Key(axis) => Node::Constant(self.model.position(place, axis).unwrap_or(0) as f64 + 1.0),
            Expr::Count(axis) => {
                Node::Constant(self.model.axis(axis).map_or(0, |axis| axis.members.len()) as f64)
            }
            Expr::Period => match place.period {
                Some(Period { grain, .. }) => period(grain),
                None => missing(),
            },
            Expr::Map { from, to, of } => match self.model.mapped(place, from, to) {
                Some(place) => self.expr(of, &place)?.node,
                None => missing(),
            },
            Expr::Lookup { axis, position, of, otherwise } => {
                let position = self.inner(position, place)?;
                let places = self.model.along(place, axis);
                let of: Option<_> = places.iter().map(|place| self.expr(of, place)).collect();
                Node::Lookup(position, of?, self.inner(otherwise, place)?)
            }
            Expr::FirstWhere { axis, when } => {
                let places = self.model.along(place, axis);
                let conditions: Option<_> = places.iter().map(|place| self.condition(when, place)).collect();
                Node::FirstWhere(conditions?)
            }
            Expr::Select { axis, at: Selection::Key(key), of } => {
                match self.model.at_member(place, axis, key) {
                    Some(place) => self.expr(of, &place)?.node,
                    None => missing(),
                }
            }
            // A model's formulas say this as a roll-up.
            Expr::Select { axis, at: Selection::All, of } => match of.as_ref() {
                Expr::Line(id) => {
                    let line = self.model.line_position(id);
                    return self.rolled(expr, line, None, std::slice::from_ref(axis), place);
                }
                _ => missing(),
            },
            Expr::RollUp { line, to, all } => {
                return self.rolled(expr, self.model.line_position(line), *to, all, place);
            }
            Expr::Call { function, over, arguments } => {
                return self.call(expr, *function, over.as_ref(), arguments, place);
            }
        };
        Some(CellExpr { node, source: expr })
    }

    fn inner(&mut self, expr: &'e Expr, place: &Place) -> Option<Inner<'e>> {
        self.expr(expr, place).map(Box::new)
    }

    fn condition(&mut self, condition: &'e Condition, place: &Place) -> Option<CellCondition<'e>> {
        Some(match condition {
            Condition::Compare(comparison, left, right) => {
                CellCondition::Compare(*comparison, self.expr(left, place)?, self.expr(right, place)?)
            }
            Condition::And(left, right) => CellCondition::And(
                Box::new(self.condition(left, place)?),
                Box::new(self.condition(right, place)?),
            ),
            Condition::Or(left, right) => CellCondition::Or(
                Box::new(self.condition(left, place)?),
                Box::new(self.condition(right, place)?),
            ),
            Condition::Not(of) => CellCondition::Not(Box::new(self.condition(of, place)?)),
        })
    }

    /// A reference: a longer period's value, or this cell's own; of a line with
    /// shorter periods what they make together.
    fn line(&mut self, source: &'e Expr, id: &str, place: &Place) -> Option<CellExpr<'e>> {
        let position = self.model.line_position(id);
        let grain = position.and_then(|position| self.model.grain(&self.model.lines()[position]));
        match place.period {
            Some(period) if grain.is_some_and(|grain| grain < period.grain) => {
                self.rolled(source, position, Some(period.grain), &[], place)
            }
            _ => self.base(source, position, place),
        }
    }

    /// The value of a line's cell, in base units.
    fn base(&mut self, source: &'e Expr, position: Option<usize>, place: &Place) -> Option<CellExpr<'e>> {
        match position {
            Some(position) => {
                let line = &self.model.lines()[position];
                let cell = self.cell(source, position, place)?;
                Some(to_base(cell, Cow::Borrowed(&line.unit)))
            }
            None => Some(CellExpr { node: missing(), source }),
        }
    }

    fn cell(&mut self, source: &'e Expr, position: usize, place: &Place) -> Option<CellExpr<'e>> {
        self.left = self.left.checked_sub(1)?;
        let line = &self.model.lines()[position];
        let cell = self.model.cell_at(line, place);
        Some(CellExpr { node: Node::Cell(CellOf { line, position, cell }), source })
    }

    fn folded(
        &mut self,
        source: &'e Expr,
        fold: Fold,
        axis: &AxisId,
        of: &'e Expr,
        places: &[Place],
    ) -> Option<CellExpr<'e>> {
        let ends = match fold {
            Fold::First => Some(places.first()),
            Fold::Last => Some(places.last()),
            _ => None,
        };
        match ends {
            Some(Some(place)) => return Some(CellExpr { node: self.expr(of, place)?.node, source }),
            Some(None) => return Some(CellExpr { node: missing(), source }),
            None => {}
        }
        let values: Option<Vec<_>> = places.iter().map(|place| self.expr(of, place)).collect();
        let values = values?;
        let count = values.len();
        let sum = |values| Box::new(CellExpr { node: Node::Fold(Fold::Sum, values), source });
        let node = match fold {
            Fold::Mean if count == 0 => missing(),
            Fold::Mean => {
                let count = Box::new(CellExpr { node: Node::Constant(count as f64), source });
                Node::Binary(Operator::Divide, sum(values), count)
            }
            Fold::Amount => {
                let grain = self.model.axis(axis).and_then(|axis| axis.grain);
                let length = Box::new(CellExpr { node: grain.map_or_else(missing, period), source });
                Node::Binary(Operator::Multiply, sum(values), length)
            }
            _ => Node::Fold(fold, values),
        };
        Some(CellExpr { node, source })
    }

    fn window(&mut self, source: &'e Expr, axis: &'e AxisId, place: &Place) -> Option<CellExpr<'e>> {
        let Expr::Window { fold, from, to, of, short, .. } = source else { return None };
        let length = self.model.axis(axis).map_or(0, |axis| axis.members.len()) as i64;
        let here = self.model.position(place, axis).unwrap_or(0) as i64;
        let end = |bound: &Bound| match bound {
            Bound::Offset(steps) => here + i64::from(*steps),
            Bound::First => 0,
            Bound::Last => length - 1,
        };
        let (from, to) = (end(from), end(to));
        let is_short = from < 0 || to >= length || to < 0 || from >= length;
        match short {
            Short::Undefined if is_short => {
                let label = self.model.axis(axis).map_or("cell", |axis| axis.label.as_str());
                let (off, end) = if from < 0 || to < 0 { ("before", "first") } else { ("after", "last") };
                let why = format!("there is no {} {off} the {end}", label.to_ascii_lowercase());
                return Some(CellExpr { node: Node::Undefined(Cow::Owned(why)), source });
            }
            Short::Else(otherwise) if is_short => {
                return Some(CellExpr { node: self.expr(otherwise, place)?.node, source });
            }
            _ => {}
        }
        let steps = from.max(0)..=to.min(length - 1);
        let places: Option<Vec<_>> = steps.map(|step| self.model.shifted(place, axis, step - here)).collect();
        self.folded(source, *fold, axis, of, &places.unwrap_or_default())
    }

    /// A function: first the single values, then each series. Flows at the end
    /// and at the start of periods become flows at one more time than there are
    /// periods.
    fn call(
        &mut self,
        source: &'e Expr,
        function: Function,
        over: Option<&'e AxisId>,
        arguments: &'e [Expr],
        place: &Place,
    ) -> Option<CellExpr<'e>> {
        let Some(axis) = over else {
            let values: Option<Vec<_>> = arguments.iter().map(|of| self.expr(of, place)).collect();
            return Some(CellExpr { node: Node::Call(function, values?), source });
        };
        let places = self.model.along(place, axis);
        let grain = self.model.axis(axis).and_then(|axis| axis.grain);
        let mut values = Vec::new();
        if function.signature().takes_periods_per_year {
            let per_year = grain.map_or(1, Grain::per_year);
            values.push(CellExpr { node: Node::Constant(per_year as f64), source });
        }
        let singles = function.signature().singles.min(arguments.len());
        let (singles, series) = arguments.split_at(singles);
        for of in singles {
            values.push(self.expr(of, place)?);
        }
        let all: Option<Vec<Vec<_>>> = series
            .iter()
            .map(|of| places.iter().map(|place| self.expr(of, place)).collect::<Option<Vec<_>>>())
            .collect();
        match <[Vec<CellExpr<'e>>; 2]>::try_from(all?) {
            Ok([end, start]) => values.extend(at_times(source, end, start)),
            Err(others) => values.extend(others.into_iter().flatten()),
        }
        let called = CellExpr { node: Node::Call(function, values), source };
        // A present value of flows is one of amounts.
        match (grain, function) {
            (Some(grain), Function::NpvAmount) => {
                let length = Box::new(CellExpr { node: period(grain), source });
                let node = Node::Binary(Operator::Multiply, Box::new(called), length);
                Some(CellExpr { node, source })
            }
            _ => Some(called),
        }
    }
}

fn to_base<'e>(of: CellExpr<'e>, unit: Cow<'e, Unit>) -> CellExpr<'e> {
    let source = of.source;
    CellExpr { node: Node::ToBase(Box::new(of), unit), source }
}

/// The length of a period as a literal.
fn period<'e>(grain: Grain) -> Node<'e> {
    match Unit::parse(grain.unit()) {
        Ok(unit) => Node::Literal(1.0, Cow::Owned(unit)),
        Err(_) => missing(),
    }
}

fn missing<'e>() -> Node<'e> {
    Node::Undefined(Cow::Borrowed(MISSING))
}

/// Why there is no value where nothing is there to take one from.
pub(super) const MISSING: &str = "a value is missing";

/// Flows at the ends and the starts of periods as flows at times, of which there
/// is one more.
fn at_times<'e>(source: &'e Expr, end: Vec<CellExpr<'e>>, start: Vec<CellExpr<'e>>) -> Vec<CellExpr<'e>> {
    let mut times = Vec::with_capacity(start.len() + 1);
    let (mut end, mut start) = (end.into_iter(), start.into_iter());
    times.extend(start.next());
    loop {
        let node = match (end.next(), start.next()) {
            (Some(end), Some(start)) => Node::Binary(Operator::Add, Box::new(end), Box::new(start)),
            (Some(end), None) => {
                times.push(end);
                continue;
            }
            _ => return times,
        };
        times.push(CellExpr { node, source });
    }
}
