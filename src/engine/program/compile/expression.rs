//! A formula at all cells of a region at once.

use super::super::Op;
use super::super::arithmetic;
use super::super::expr::{Comparison, Condition, Expr, Extreme, Fold, Operator, Selection};
use super::super::function::Function;
use super::region::{Address, AxisPlace, MAX_DIMS, Position, Run, Together};
use super::{Compiler, Done, Stop};
use crate::engine::axis::Grain;
use crate::engine::unit::Unit;

impl Compiler<'_> {
    pub(super) fn expr(&mut self, expr: &Expr) -> Done<Address> {
        match expr {
            Expr::Number(value, unit) => self.constant(value / unit.per_base()),
            Expr::Undefined(_) => self.constant(f64::NAN),
            Expr::Line(id) => self.reference(id),
            Expr::Negate(of) => {
                let value = self.expr(of)?;
                self.emit(Op::Negate(0), vec![value])
            }
            Expr::Binary(operator, left, right) => {
                let (left, right) = (self.expr(left)?, self.expr(right)?);
                self.binary(*operator, left, right)
            }
            Expr::If(when, then, otherwise) => {
                let when = self.condition(when)?;
                let (then, otherwise) = (self.expr(then)?, self.expr(otherwise)?);
                self.emit(Op::Select(0, 1, 2), vec![when, then, otherwise])
            }
            Expr::Extreme(extreme, parts) => {
                let mut result = None;
                for part in parts {
                    let value = self.expr(part)?;
                    result = Some(match result {
                        None => value,
                        Some(so_far) => self.emit(Op::Extreme(*extreme, 0, 1), vec![so_far, value])?,
                    });
                }
                result.map_or_else(|| self.constant(f64::NAN), Ok)
            }
            Expr::At { axis, offset, of, first } => self.shifted(axis, *offset, of, first),
            Expr::Fold(fold, axis, of) => self.fold(*fold, axis, of),
            Expr::Key(axis) => self.key(axis),
            Expr::Count(axis) => {
                let length = self.axis(axis).map_or(0, |axis| self.axes[axis].length);
                self.constant(length as f64)
            }
            Expr::Map { from, to, of } => self.mapped(from, to, of),
            Expr::Window { .. } => self.window(expr),
            Expr::Period => self.period(self.region.time.map(|time| time.grain)),
            Expr::Lookup { axis, position, of, otherwise } => self.lookup(axis, position, of, otherwise),
            Expr::FirstWhere { axis, when } => self.first_where(axis, when),
            Expr::Select { axis, at: Selection::Key(key), of } => self.at_key(axis, key, of),
            Expr::Select { axis, at: Selection::All, of } => match of.as_ref() {
                Expr::Line(id) => {
                    let line = self.model.line_position(id);
                    self.rolled(line, &Together { to: None, all: std::slice::from_ref(axis) })
                }
                _ => self.constant(f64::NAN),
            },
            Expr::RollUp { line, to, all } => {
                let line = self.model.line_position(line);
                self.rolled(line, &Together { to: *to, all })
            }
            Expr::Call { function, over, arguments } => self.call(*function, over.as_deref(), arguments),
        }
    }

    fn condition(&mut self, condition: &Condition) -> Done<Address> {
        match condition {
            Condition::Compare(comparison, left, right) => {
                let (left, right) = (self.expr(left)?, self.expr(right)?);
                self.emit(Op::Compare(*comparison, 0, 1), vec![left, right])
            }
            Condition::And(left, right) => {
                let (left, right) = (self.condition(left)?, self.condition(right)?);
                self.emit(Op::And(0, 1), vec![left, right])
            }
            Condition::Or(left, right) => {
                let (left, right) = (self.condition(left)?, self.condition(right)?);
                self.emit(Op::Or(0, 1), vec![left, right])
            }
            Condition::Not(of) => {
                let of = self.condition(of)?;
                self.emit(Op::Not(0), vec![of])
            }
        }
    }

    /// No operation is needed where the result is known already: `a × 1` and
    /// `a ÷ 1` are `a` to the last bit, and constants make constants.
    pub(super) fn binary(&mut self, operator: Operator, a: Address, b: Address) -> Done<Address> {
        match (operator, self.emitter.value(a), self.emitter.value(b)) {
            (Operator::Multiply | Operator::Divide, _, Some(1.0)) => Ok(a),
            (Operator::Multiply, Some(1.0), _) => Ok(b),
            (_, Some(a), Some(b)) => self.constant(arithmetic::operate(operator, a, b)),
            _ => self.emit(Op::Binary(operator, 0, 1), vec![a, b]),
        }
    }

    pub(super) fn constant(&mut self, value: f64) -> Done<Address> {
        Ok(self.emitter.constant(value)?)
    }

    pub(super) fn emit(&mut self, op: Op, operands: Vec<Address>) -> Done<Address> {
        Ok(self.emitter.emit(&self.region, op, operands)?)
    }

    /// The value so many steps along an axis, `first` where that is off it. Where
    /// some cells of the region are on either side, it is cut.
    fn shifted(&mut self, axis: &str, offset: i32, of: &Expr, first: &Expr) -> Done<Address> {
        let Some(axis) = self.axis(axis) else { return self.expr(first) };
        let Some(place) = self.place(axis) else { return self.expr(first) };
        let (length, parts) = (self.axes[axis].length, place.parts);
        let offset = offset as isize;
        let is_on = |index: usize| {
            (index / parts).checked_add_signed(offset).is_some_and(|position| position < length)
        };
        if let (Position::Along { dim, .. }, Some(at)) =
            (place.position, place.first_other(&self.region.lengths, is_on))
        {
            return Err(Stop::Cut { dim, at: at as u32 });
        }
        if !is_on(place.index(0)) {
            return self.expr(first);
        }
        let moved = |index: usize| index.wrapping_add_signed(offset * parts as isize);
        let to = match place.position {
            Position::At(position) => Position::At(moved(position)),
            Position::Along { dim, start, by } => Position::Along { dim, start: moved(start), by },
        };
        self.moved(axis, place.grain, to, |compiler| compiler.expr(of))
    }

    /// Where the cells of the region stand on an axis, as fine as that is known.
    pub(super) fn place(&self, axis: usize) -> Option<AxisPlace> {
        self.region.place(axis, self.axes[axis].grain)
    }

    /// Compiles with the cells of the region elsewhere on an axis, in periods of
    /// a grain if it is a time axis.
    pub(super) fn moved<T>(
        &mut self,
        axis: usize,
        grain: Option<Grain>,
        to: Position,
        then: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let was = self.region.put(axis, grain, to);
        let result = then(self);
        self.region.put_back(axis, grain, was);
        result
    }

    /// Compiles with all cells of the region at one member of an axis.
    pub(super) fn at<T>(&mut self, axis: usize, position: usize, then: impl FnOnce(&mut Self) -> T) -> T {
        self.moved(axis, self.axes[axis].grain, Position::At(position), then)
    }

    /// The values of an expression along an axis, at once where it is the same
    /// everywhere.
    pub(super) fn along(&mut self, axis: usize, of: &Expr) -> Done<Vec<Run>> {
        let length = self.axes[axis].length;
        self.along_range(axis, (0, length), &mut |compiler| compiler.expr(of))
    }

    /// The same for some of the axis' members and anything that is compiled.
    pub(super) fn along_range(
        &mut self,
        axis: usize,
        (from, to): (usize, usize),
        of: &mut dyn FnMut(&mut Self) -> Done<Address>,
    ) -> Done<Vec<Run>> {
        let mut runs = Vec::new();
        let mut open = match self.region.lengths.len() < MAX_DIMS {
            true => vec![(from, to)],
            false => (from..to).rev().map(|position| (position, position + 1)).collect(),
        };
        while let Some((low, high)) = open.pop() {
            match high - low {
                0 => {}
                1 => {
                    let first = self.at(axis, low, &mut *of)?;
                    runs.push(Run { first, count: 1, stride: 0 });
                }
                count => {
                    let mark = self.emitter.mark();
                    let dim = self.region.lengths.len();
                    self.region.lengths.push(count as u32);
                    let there = Position::Along { dim, start: low, by: 1 };
                    let grain = self.axes[axis].grain;
                    let value = self.moved(axis, grain, there, &mut *of);
                    self.region.lengths.pop();
                    match value {
                        Ok(value) => {
                            self.emitter.forget_direction(mark, dim);
                            let stride = value.strides[dim];
                            runs.push(Run { first: value.at(dim, 0), count: count as u32, stride });
                        }
                        Err(Stop::Cut { dim: cut, at }) if cut == dim => {
                            self.back_to(mark);
                            let at = low + at as usize;
                            open.extend([(at, high), (low, at)]);
                        }
                        Err(stop) => return Err(stop),
                    }
                }
            }
        }
        Ok(runs)
    }

    fn fold(&mut self, fold: Fold, axis: &str, of: &Expr) -> Done<Address> {
        let Some(axis) = self.axis(axis) else { return self.folded(fold, Vec::new(), None) };
        let length = self.axes[axis].length;
        match fold {
            Fold::First | Fold::Last if length == 0 => self.constant(f64::NAN),
            Fold::First => self.at(axis, 0, |compiler| compiler.expr(of)),
            Fold::Last => self.at(axis, length - 1, |compiler| compiler.expr(of)),
            _ => {
                let runs = self.along(axis, of)?;
                self.folded(fold, runs, self.axes[axis].grain)
            }
        }
    }

    /// One value made of some, which lie along an axis of a grain if that is a
    /// time axis.
    pub(super) fn folded(&mut self, fold: Fold, runs: Vec<Run>, grain: Option<Grain>) -> Done<Address> {
        let count: u32 = runs.iter().map(|run| run.count).sum();
        let sum = Op::Binary(Operator::Add, 0, 1);
        match fold {
            Fold::First | Fold::Last | Fold::Mean if count == 0 => self.constant(f64::NAN),
            Fold::First => Ok(runs[0].first),
            Fold::Last => {
                let last = runs[runs.len() - 1];
                Ok(last.first.moved(last.stride * (last.count as i32 - 1)))
            }
            Fold::ArgMin => self.arg_min(runs.into_iter().flat_map(Run::each)),
            Fold::Min => self.reduce(&Op::Extreme(Extreme::Min, 0, 1), runs),
            Fold::Max => self.reduce(&Op::Extreme(Extreme::Max, 0, 1), runs),
            Fold::Sum => self.reduce(&sum, runs),
            Fold::Mean => {
                let (sum, count) = (self.reduce(&sum, runs)?, self.constant(f64::from(count))?);
                self.binary(Operator::Divide, sum, count)
            }
            Fold::Amount => {
                let (sum, length) = (self.reduce(&sum, runs)?, self.period(grain)?);
                self.binary(Operator::Multiply, sum, length)
            }
        }
    }

    /// The length of a period in base units.
    fn period(&mut self, grain: Option<Grain>) -> Done<Address> {
        let unit = grain.and_then(|grain| Unit::parse(grain.unit()).ok());
        self.constant(unit.map_or(f64::NAN, |unit| 1.0 / unit.per_base()))
    }

    /// One value of all, each onto those before it.
    fn reduce(&mut self, op: &Op, runs: Vec<Run>) -> Done<Address> {
        let mut result: Option<Address> = None;
        for Run { first, count, stride } in runs {
            result = Some(match (result, count) {
                (None, 1) => first,
                (Some(so_far), 1) => self.fold_step(op, so_far, first)?,
                (start, _) => self.emitter.fold(&self.region, op.clone(), start, first, (count, stride))?,
            });
        }
        match (result, op) {
            (Some(result), _) => Ok(result),
            (None, Op::Binary(Operator::Add, ..)) => self.constant(0.0),
            (None, _) => self.constant(f64::NAN),
        }
    }

    fn fold_step(&mut self, op: &Op, so_far: Address, value: Address) -> Done<Address> {
        match op {
            Op::Binary(operator, ..) => self.binary(*operator, so_far, value),
            op => self.emit(op.clone(), vec![so_far, value]),
        }
    }

    /// Keeps the smallest value so far with its number; the first of equals wins.
    fn arg_min(&mut self, mut values: impl Iterator<Item = Address>) -> Done<Address> {
        let Some(mut smallest) = values.next() else { return self.constant(f64::NAN) };
        let one = self.constant(1.0)?;
        let smaller = self.emit(Op::Compare(Comparison::Equal, 0, 1), vec![smallest, smallest])?;
        let mut number = self.emit(Op::Select(0, 1, 2), vec![smaller, one, one])?;
        for (position, value) in values.enumerate() {
            let smaller = self.emit(Op::Compare(Comparison::Less, 0, 1), vec![value, smallest])?;
            let this = self.constant(position as f64 + 2.0)?;
            number = self.emit(Op::Select(0, 1, 2), vec![smaller, this, number])?;
            smallest = self.emit(Op::Extreme(Extreme::Min, 0, 1), vec![smallest, value])?;
        }
        Ok(number)
    }

    /// The number of each cell along an axis, counted from 1.
    fn key(&mut self, axis: &str) -> Done<Address> {
        let place = self.axis(axis).and_then(|axis| Some((axis, self.place(axis)?)));
        let Some((axis, place)) = place else { return self.constant(1.0) };
        match place.even(&self.region.lengths) {
            Some(Position::At(position)) => self.constant(position as f64 + 1.0),
            Some(Position::Along { dim, start, by }) => {
                let numbers = self.numbers(axis, 1)?;
                Ok(Address::one(numbers + start as u32).along(dim, by))
            }
            None => match place.position {
                Position::At(position) => self.constant((position / place.parts) as f64 + 1.0),
                Position::Along { dim, start, by } => {
                    let numbers = self.numbers(axis, place.parts)?;
                    Ok(Address::one(numbers + start as u32).along(dim, by))
                }
            },
        }
    }

    fn mapped(&mut self, from: &str, to: &str, of: &Expr) -> Done<Address> {
        let map = self.model.map(from, to);
        let place = self.axis(from).and_then(|from| self.place(from));
        let (Some(place), Some(to), Some(map)) = (place, self.axis(to), map) else {
            return self.constant(f64::NAN);
        };
        // Cells that are mapped to the same one are done together.
        let at = |index: usize| map.positions.get(index / place.parts).copied();
        if let (Position::Along { dim, .. }, Some(cut)) =
            (place.position, place.first_other(&self.region.lengths, at))
        {
            return Err(Stop::Cut { dim, at: cut as u32 });
        }
        match at(place.index(0)) {
            Some(position) => self.at(to, position, |compiler| compiler.expr(of)),
            None => self.constant(f64::NAN),
        }
    }

    fn at_key(&mut self, axis: &str, key: &str, of: &Expr) -> Done<Address> {
        let axis = self.axis(axis);
        let position = axis.and_then(|axis| self.model.axes()[axis].position(key));
        match (axis, position) {
            (Some(axis), Some(position)) => self.at(axis, position, |compiler| compiler.expr(of)),
            _ => self.constant(f64::NAN),
        }
    }

    /// The value at a position counted from 1, undefined where that is not whole.
    fn lookup(&mut self, axis: &str, position: &Expr, of: &Expr, otherwise: &Expr) -> Done<Address> {
        let position = self.expr(position)?;
        let runs = match self.axis(axis) {
            Some(axis) => self.along(axis, of)?,
            None => Vec::new(),
        };
        let mut operands = vec![position, self.expr(otherwise)?];
        operands.extend(runs.into_iter().flat_map(Run::each));
        let numbers = (0..operands.len() as u32).collect();
        self.emit(Op::Lookup(numbers), operands)
    }

    /// The number of the first condition that holds, going back from the last.
    fn first_where(&mut self, axis: &str, when: &Condition) -> Done<Address> {
        let mut number = self.constant(f64::NAN)?;
        let Some(axis) = self.axis(axis) else { return Ok(number) };
        let length = self.axes[axis].length;
        let runs = self.along_range(axis, (0, length), &mut |compiler| compiler.condition(when))?;
        let conditions: Vec<Address> = runs.into_iter().flat_map(Run::each).collect();
        for (position, holds) in conditions.into_iter().enumerate().rev() {
            let this = self.constant(position as f64 + 1.0)?;
            number = self.emit(Op::Select(0, 1, 2), vec![holds, this, number])?;
        }
        Ok(number)
    }

    /// A function: first the single values, then each series. Flows at the end
    /// and at the start of periods become flows at one more time than there are
    /// periods.
    fn call(&mut self, function: Function, over: Option<&str>, arguments: &[Expr]) -> Done<Address> {
        let mut values = Vec::new();
        let Some(axis) = over else {
            for argument in arguments {
                values.push(self.expr(argument)?);
            }
            return self.called(function, values);
        };
        let axis = self.axis(axis);
        let grain = axis.and_then(|axis| self.axes[axis].grain);
        let signature = function.signature();
        if signature.takes_periods_per_year {
            values.push(self.constant(grain.map_or(1, Grain::per_year) as f64)?);
        }
        let (singles, series) = arguments.split_at(signature.singles.min(arguments.len()));
        for argument in singles {
            values.push(self.expr(argument)?);
        }
        let mut all = Vec::new();
        for argument in series {
            let runs = match axis {
                Some(axis) => self.along(axis, argument)?,
                None => Vec::new(),
            };
            all.push(runs.into_iter().flat_map(Run::each).collect::<Vec<_>>());
        }
        match <[Vec<Address>; 2]>::try_from(all) {
            Ok([end, start]) => values.extend(self.at_times(&end, &start)?),
            Err(others) => values.extend(others.into_iter().flatten()),
        }
        let called = self.called(function, values)?;
        // A present value of flows is one of amounts.
        match (grain, function) {
            (Some(_), Function::NpvAmount) => {
                let length = self.period(grain)?;
                self.binary(Operator::Multiply, called, length)
            }
            _ => Ok(called),
        }
    }

    fn called(&mut self, function: Function, values: Vec<Address>) -> Done<Address> {
        let numbers = (0..values.len() as u32).collect();
        self.emit(Op::Call(function, numbers), values)
    }

    /// Flows at the ends and the starts of periods as flows at times.
    fn at_times(&mut self, end: &[Address], start: &[Address]) -> Done<Vec<Address>> {
        let mut times: Vec<Address> = start.first().copied().into_iter().collect();
        for (position, end) in end.iter().enumerate() {
            times.push(match start.get(position + 1) {
                Some(start) => self.binary(Operator::Add, *end, *start)?,
                None => *end,
            });
        }
        Ok(times)
    }
}
