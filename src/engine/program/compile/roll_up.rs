//! Lines rolled up: their cells over longer periods, all time or all members.

use super::super::expr::{Fold, Operator};
use super::region::{Address, Position, Run, Together};
use super::{Compiler, Done, Stop};
use crate::engine::id::AxisId;
use crate::engine::model::{Line, Model};
use crate::engine::roll_up::TimeRule;
use crate::engine::rolled::Span;
use crate::engine::unit::Unit;

/// The periods of a line that are taken together for each cell of the region.
enum Periods {
    /// The line's own one.
    Own,
    /// All periods from one up to another, the same for every cell.
    Same(usize, usize),
    /// So many from a first one, which differs from cell to cell.
    Each { dim: usize, start: usize, by: usize, parts: usize },
}

impl<'m> Compiler<'m> {
    /// A line rolled up by its rule, in base units.
    pub(super) fn rolled(&mut self, line: Option<usize>, together: &Together<'_>) -> Done<Address> {
        let model: &'m Model = self.model;
        let Some(line) = line else { return self.constant(f64::NAN) };
        let declared = &model.lines()[line];
        if !model.rolls_up(declared, together.to, together.all) {
            return self.constant(f64::NAN);
        }
        if let Some(ratio) = self.ratio(line, together)? {
            return Ok(ratio);
        }
        let own = self.taken_together(line, &declared.roll_up.time, together)?;
        self.to_base(own, &model.rolled_unit(declared, together.to, together.all))
    }

    /// The same in the unit that this has.
    pub(super) fn rolled_in_unit(&mut self, line: usize, together: &Together<'_>) -> Done<Address> {
        let declared = &self.model.lines()[line];
        match self.ratio(line, together)? {
            Some(ratio) => self.in_unit(ratio, declared.unit.per_base()),
            None => self.taken_together(line, &declared.roll_up.time, together),
        }
    }

    fn to_base(&mut self, value: Address, unit: &Unit) -> Done<Address> {
        if unit.per_base() == 1.0 {
            return Ok(value);
        }
        let factor = self.constant(unit.per_base())?;
        self.binary(Operator::Divide, value, factor)
    }

    /// One line rolled up, divided by another, if that is the line's rule.
    fn ratio(&mut self, line: usize, together: &Together<'_>) -> Done<Option<Address>> {
        let model: &'m Model = self.model;
        let whole = &model.lines()[line];
        let is_own = model.span(whole, together.to, together.all) == Span::Own;
        match &whole.roll_up.time {
            TimeRule::Ratio(above, below)
                if !is_own || !together.all.is_empty() || whole.shape.is_empty() =>
            {
                let above = self.part_of_ratio(whole, above, together)?;
                let below = self.part_of_ratio(whole, below, together)?;
                self.binary(Operator::Divide, above, below).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// A part of a ratio over the same cells: by its own rule, or plainly added
    /// up where that is none or a ratio itself.
    fn part_of_ratio(&mut self, whole: &Line, part: &str, together: &Together<'_>) -> Done<Address> {
        let model: &'m Model = self.model;
        let Some(position) = model.line_position(part) else { return self.constant(f64::NAN) };
        let line = &model.lines()[position];
        let is_own = model.span(whole, together.to, together.all) == Span::Own;
        let to = together.to.or(model.grain(whole).filter(|_| is_own));
        let all = model.all_of_part(whole, line, together.all);
        let (time, unit) = match &line.roll_up.time {
            TimeRule::None | TimeRule::Ratio(..) => (&TimeRule::None, line.unit.clone()),
            rule => (rule, model.rolled_unit(line, to, &all)),
        };
        let own = self.taken_together(position, time, &Together { to, all: &all })?;
        self.to_base(own, &unit)
    }

    /// The cells of a line over some axes made one, in the line's own unit or, of
    /// flows, in that of their amounts.
    fn taken_together(&mut self, line: usize, time: &TimeRule, together: &Together<'_>) -> Done<Address> {
        let model: &'m Model = self.model;
        let declared = &model.lines()[line];
        let is_list = |id: &&AxisId| model.axis(id).is_some_and(|axis| axis.grain.is_none());
        let lists = declared.shape.iter().filter(|id| together.all.contains(id)).filter(is_list);
        let lists: Vec<usize> = lists.filter_map(|id| self.axis(id)).collect();
        let periods = self.periods(line, together)?;
        let time_axis = self.lines[line].axes.iter().map(|(axis, _)| *axis);
        let time_axis = time_axis.into_iter().find(|axis| self.axes[*axis].grain.is_some());
        let (Some(axis), Periods::Same(..) | Periods::Each { .. }) = (time_axis, &periods) else {
            return self.members(line, &lists);
        };
        let runs = match (periods, time) {
            (Periods::Same(low, high), TimeRule::First | TimeRule::Last) if low < high => {
                let period = if *time == TimeRule::First { low } else { high - 1 };
                return self.at(axis, period, |compiler| compiler.members(line, &lists));
            }
            (Periods::Each { dim, start, by, parts }, TimeRule::First | TimeRule::Last) => {
                let start = if *time == TimeRule::First { start } else { start + parts - 1 };
                let there = Position::Along { dim, start, by };
                let grain = self.axes[axis].grain;
                return self.moved(axis, grain, there, |compiler| compiler.members(line, &lists));
            }
            (Periods::Same(low, high), _) => {
                self.along_range(axis, (low, high), &mut |compiler| compiler.members(line, &lists))?
            }
            (Periods::Each { dim, start, by, parts }, _) => {
                let count = self.region.lengths[dim] as usize;
                let range = (start, start + (count - 1) * by + parts);
                let runs = self.along_range(axis, range, &mut |compiler| compiler.members(line, &lists))?;
                let [run] = runs.as_slice() else { return Err(Stop::Cut { dim, at: 1 }) };
                let first = run.first.along(dim, run.stride as usize * by);
                vec![Run { first, count: parts as u32, stride: run.stride }]
            }
            (Periods::Own, _) => Vec::new(),
        };
        self.by_rule(declared, time, together, runs)
    }

    fn by_rule(
        &mut self,
        line: &Line,
        time: &TimeRule,
        together: &Together<'_>,
        runs: Vec<Run>,
    ) -> Done<Address> {
        match time {
            TimeRule::First => self.folded(Fold::First, runs, None),
            TimeRule::Last => self.folded(Fold::Last, runs, None),
            TimeRule::Min => self.folded(Fold::Min, runs, None),
            TimeRule::Max => self.folded(Fold::Max, runs, None),
            TimeRule::Mean => self.folded(Fold::Mean, runs, None),
            TimeRule::Sum => {
                let sum = self.folded(Fold::Sum, runs, None)?;
                // The amount of a longer period is written in the period itself.
                let is_each = matches!(self.model.span(line, together.to, together.all), Span::Each(_));
                match self.model.period_in_unit(line) {
                    Some((length, _)) if is_each && length == 1.0 => Ok(sum),
                    Some((length, _)) => {
                        let length = self.constant(length)?;
                        self.binary(Operator::Multiply, sum, length)
                    }
                    None => Ok(sum),
                }
            }
            _ => self.folded(Fold::Sum, runs, None),
        }
    }

    /// The periods of a line that are taken together for the cells of the region.
    fn periods(&self, line: usize, together: &Together<'_>) -> Done<Periods> {
        let declared = &self.model.lines()[line];
        let Some(own) = self.model.grain(declared) else { return Ok(Periods::Own) };
        let count = self.axes.iter().find(|axis| axis.grain == Some(own)).map_or(0, |axis| axis.length);
        let grain = match self.model.span(declared, together.to, together.all) {
            Span::Own => return Ok(Periods::Own),
            Span::All => return Ok(Periods::Same(0, count)),
            Span::Each(grain) => grain,
        };
        let Some(place) = self.region.place(0, Some(grain)) else { return Ok(Periods::Same(0, 0)) };
        let parts = grain.count_of(own);
        let periods = |at: usize| Periods::Same((at * parts).min(count), ((at + 1) * parts).min(count));
        match (place.even(&self.region.lengths), place.position) {
            (Some(Position::At(at)), _) => Ok(periods(at)),
            (Some(Position::Along { dim, start, by }), _) => {
                let last = start + by * (self.region.lengths[dim] as usize - 1);
                match (last + 1) * parts <= count {
                    true => Ok(Periods::Each { dim, start: start * parts, by: by * parts, parts }),
                    // The last of them is not whole.
                    false => Err(Stop::Cut { dim, at: 1 }),
                }
            }
            (None, Position::Along { dim, .. }) => {
                let change = place.first_other(&self.region.lengths, |index| index / place.parts);
                Err(Stop::Cut { dim, at: change.unwrap_or(1) as u32 })
            }
            (None, Position::At(_)) => Ok(Periods::Same(0, 0)),
        }
    }

    /// The members of some lists added up, in the line's own unit.
    fn members(&mut self, line: usize, lists: &[usize]) -> Done<Address> {
        let Some((list, inner)) = lists.split_last() else { return self.own(line) };
        let range = (0, self.axes[*list].length);
        let runs = self.along_range(*list, range, &mut |compiler| compiler.members(line, inner))?;
        self.folded(Fold::Sum, runs, None)
    }
}
