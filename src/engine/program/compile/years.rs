//! What lines come to beside their cells: totals, and the years of shorter periods.

use super::super::expr::Expr;
use super::super::{Cells, Register};
use super::group::{cut, too_long};
use super::region::{Address, Extents, Position, Time, Together};
use super::{Compiler, Done, Mode, Stop, fault};
use crate::engine::axis::Grain;
use crate::engine::error::{Fault, ModelError};
use crate::engine::id::LineId;

impl Compiler<'_> {
    /// The register of a line's total, if it has one.
    pub(super) fn total(&mut self, line: usize) -> Result<Option<Register>, Box<ModelError>> {
        let declared = &self.model.lines()[line];
        if !self.model.has_total(declared) {
            return Ok(None);
        }
        if let Some(unknown) = self.model.total(declared).as_ref().and_then(|total| self.unknown(total)) {
            return Err(fault(declared, Fault::UnknownLine(unknown)));
        }
        self.mode = Mode::Whole;
        let finest = self.axes.iter().filter_map(|axis| axis.grain).min();
        self.region.time = finest.map(|grain| Time { grain, position: Position::At(0) });
        let value = self.rolled_in_unit(line, &Together { to: None, all: &declared.shape });
        let value = value.and_then(|value| {
            let register = self.emitter.keep(1)?;
            self.emitter.store(&self.region, value, Address::one(register))?;
            Ok(register)
        });
        self.leave();
        self.emitter.end_part();
        value.map(Some).map_err(|stop| self.error(line, stop))
    }

    /// The registers of a line's years, if its periods are shorter and its rule
    /// says how they make years.
    pub(super) fn years(&mut self, line: usize) -> Result<Option<Cells>, Box<ModelError>> {
        let declared = &self.model.lines()[line];
        let is_shorter = self.model.grain(declared).is_some_and(|grain| grain < Grain::Year);
        let year = self.axes.iter().position(|axis| axis.grain == Some(Grain::Year));
        let (Some(year), true) = (year, is_shorter && self.model.rolls_up(declared, Some(Grain::Year), &[]))
        else {
            return Ok(None);
        };
        let is_time = |axis: &usize| self.axes[*axis].grain.is_some();
        let own = self.lines[line].axes.iter().map(|(axis, _)| *axis);
        let axes: Vec<usize> = own.map(|axis| if is_time(&axis) { year } else { axis }).collect();
        let count = axes.iter().map(|axis| self.axes[*axis].length).product();
        self.mode = Mode::Whole;
        let first = self.emitter.keep(count).map_err(|_| fault(declared, Fault::TooLarge))?;
        let mut open: Vec<Extents> = vec![axes.iter().map(|axis| (0, self.axes[*axis].length)).collect()];
        while let Some(part) = open.pop() {
            if part.iter().any(|(low, high)| low == high) {
                continue;
            }
            if let Some(cut) = too_long(&part) {
                open.extend(cut);
                continue;
            }
            let mark = self.emitter.mark();
            let dims = self.stand(&axes, &part, None);
            let done = self.put_years(line, &axes, first);
            self.leave();
            match done {
                Ok(()) => self.emitter.end_part(),
                Err(Stop::Cut { dim, at }) => {
                    self.back_to(mark);
                    open.extend(cut(&part, &dims, dim, at).into_iter().flatten());
                }
                Err(stop) => return Err(self.error(line, stop)),
            }
        }
        Ok(Some(Cells { first, count }))
    }

    /// Rolls up a line's years at the region, into the registers from `first` on.
    pub(super) fn put_years(&mut self, line: usize, axes: &[usize], first: Register) -> Done<()> {
        let value = self.rolled_in_unit(line, &Together { to: Some(Grain::Year), all: &[] })?;
        let (mut into, mut apart) = (Address::one(first), 1);
        for axis in axes.iter().rev() {
            match self.place(*axis).map(|place| place.position) {
                Some(Position::At(position)) => into = into.moved((apart * position) as i32),
                Some(Position::Along { dim, start, by }) => {
                    into = into.moved((apart * start) as i32).along(dim, apart * by);
                }
                None => {}
            }
            apart *= self.axes[*axis].length;
        }
        Ok(self.emitter.store(&self.region, value, into)?)
    }

    /// A line that a formula reads though it is not there.
    pub(super) fn unknown(&self, formula: &Expr) -> Option<LineId> {
        self.model.read_by(formula).into_iter().find(|id| self.model.line_position(id).is_none()).cloned()
    }
}
