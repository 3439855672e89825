//! A formula at one cell: a tree without axes, in which each reference is a cell.
//!
//! What happens along axes is expanded here, once. Evaluation, printed numbers,
//! traces and causes walk the tree that comes of it.

use super::axis::{Grain, Period};
use super::expr::{Bound, Comparison, Condition, Expr, Extreme, Fold, Operator, Selection, Short};
use super::function::Function;
use super::id::AxisId;
use super::model::{Line, Model};
use super::place::Place;
use super::roll_up::TimeRule;
use super::rolled::Span;
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

type Inner<'e> = Box<CellExpr<'e>>;

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

    /// A line rolled up by its rule, in base units.
    fn rolled(
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

/// A line's total in the total's unit.
pub(super) fn unroll_total<'e>(model: &'e Model, total: &'e Expr) -> Option<CellExpr<'e>> {
    let Expr::RollUp { line, to, all } = total else { return None };
    let position = model.line_position(line)?;
    let mut unroller = Unroller { model, left: MAX_NODES };
    unroller.rolled_in_unit(total, position, *to, all, &model.origin())
}

/// A rolled-up line at a place, in the unit of the result.
pub(super) fn unroll_rolled<'e>(model: &'e Model, rolled: &'e Expr, place: &Place) -> Option<CellExpr<'e>> {
    let Expr::RollUp { line, to, all } = rolled else { return None };
    let position = model.line_position(line)?;
    let mut unroller = Unroller { model, left: MAX_NODES };
    unroller.rolled_in_unit(rolled, position, *to, all, place)
}

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
    pub(super) fn all_of_part(&self, whole: &Line, part: &Line, all: &[AxisId]) -> Vec<AxisId> {
        let is_time = |id: &AxisId| self.axis(id).is_some_and(|axis| axis.grain.is_some());
        let whole_time = whole.shape.iter().find(|id| is_time(id));
        let is_kept = |id: &AxisId| match is_time(id) {
            true => whole_time.is_some_and(|id| !all.contains(id)),
            false => whole.shape.contains(id) && !all.contains(id),
        };
        part.shape.iter().filter(|id| !is_kept(id)).cloned().collect()
    }
}

fn to_base<'e>(of: CellExpr<'e>, unit: Cow<'e, Unit>) -> CellExpr<'e> {
    let source = of.source;
    match unit.per_base() == 1.0 {
        true => of,
        false => CellExpr { node: Node::ToBase(Box::new(of), unit), source },
    }
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
