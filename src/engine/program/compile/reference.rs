//! Where the values are that a formula reads.

use super::super::Register;
use super::super::expr::Operator;
use super::region::{Address, MAX_DIMS, Position, Region, Together};
use super::{Compiler, Done, Mode, Spread, Stop, Waiting};

impl Compiler<'_> {
    /// A value in base units, converted to a unit that is `per_base` smaller.
    pub(super) fn in_unit(&mut self, value: Address, per_base: f64) -> Done<Address> {
        if per_base == 1.0 {
            return Ok(value);
        }
        let factor = self.constant(per_base)?;
        self.binary(Operator::Multiply, value, factor)
    }

    /// The line's values in base units, where something reads them so.
    pub(super) fn put_base(&mut self, line: usize) -> Done<()> {
        let info = &self.lines[line];
        if info.base == info.cells.first {
            return Ok(());
        }
        let (cells, base) = (info.cells.first, info.base);
        let (own, into) = (self.address(line, cells)?, self.address(line, base)?);
        let factor = self.constant(self.model.lines()[line].unit.per_base())?;
        let value = self.binary(Operator::Divide, own, factor)?;
        Ok(self.emitter.store(&self.region, value, into)?)
    }

    /// Where a line's own cells for those of the region are, given the register
    /// of its first.
    pub(super) fn address(&self, line: usize, first: Register) -> Done<Address> {
        let mut address = Address::one(first);
        address.in_loop = self.in_group[line] && self.mode == Mode::Loop && self.region.loop_dim.is_some();
        for (axis, apart) in &self.lines[line].axes {
            let Some(place) = self.place(*axis) else { continue };
            address = match (place.even(&self.region.lengths), place.position) {
                (Some(Position::At(position)), _) => address.moved((apart * position) as i32),
                (Some(Position::Along { dim, start, by }), _) => {
                    address.moved((apart * start) as i32).along(dim, apart * by)
                }
                (None, Position::Along { dim, .. }) => {
                    let change = place.first_other(&self.region.lengths, |index| index / place.parts);
                    return Err(Stop::Cut { dim, at: change.unwrap_or(1) as u32 });
                }
                (None, Position::At(_)) => address,
            };
        }
        Ok(address)
    }

    /// The values of a line in base units: its own cells, or what those of
    /// shorter periods make together.
    pub(super) fn reference(&mut self, id: &str) -> Done<Address> {
        let Some(line) = self.model.line_position(id) else { return self.constant(f64::NAN) };
        let grain = self.model.grain(&self.model.lines()[line]);
        if let (Some(grain), Some(time)) = (grain, self.region.time)
            && grain < time.grain
        {
            return self.rolled(Some(line), &Together { to: Some(time.grain), all: &[] });
        }
        if let Some(spread) = self.spread(line)? {
            return Ok(spread);
        }
        let base = self.lines[line].base;
        self.cells_of(line, base)
    }

    /// The values of a line in its own unit.
    pub(super) fn own(&mut self, line: usize) -> Done<Address> {
        let first = self.lines[line].cells.first;
        self.cells_of(line, first)
    }

    pub(super) fn cells_of(&mut self, line: usize, first: Register) -> Done<Address> {
        let address = self.address(line, first)?;
        if self.in_group[line] && self.mode == Mode::Cells {
            self.wait_for(line, address.first - first, address)?;
        }
        Ok(address)
    }

    /// The values of a line of a coarser grain than the cells of the region:
    /// repeated once for each finer period, so that each cell finds its own. Not
    /// where the region lies within one period, or the line is not done.
    pub(super) fn spread(&mut self, line: usize) -> Done<Option<Address>> {
        let time = self.lines[line].axes.iter().position(|(axis, _)| self.axes[*axis].grain.is_some());
        let Some((time, place)) =
            time.and_then(|time| Some((time, self.place(self.lines[line].axes[time].0)?)))
        else {
            return Ok(None);
        };
        let (Some(grain), None) = (place.grain, place.even(&self.region.lengths)) else { return Ok(None) };
        if self.in_group[line] || self.lines[line].axes.len() >= MAX_DIMS {
            return Ok(None);
        }
        let count = self.lines[line].cells.count * place.parts;
        let known = self.spreads.iter().find(|spread| spread.line == line && spread.grain == grain);
        let first = match known {
            Some(spread) => spread.first,
            None => {
                let first = self.emitter.keep(count)?;
                self.put_spread(line, time, place.parts, first)?;
                self.spreads.push(Spread { line, grain, first });
                first
            }
        };
        let mut address = Address::one(first);
        for (position, (axis, apart)) in self.lines[line].axes.iter().enumerate() {
            // The time axis is longer now, and those before it further apart.
            let apart = if position < time { apart * place.parts } else { *apart };
            let Some(of) = self.place(*axis) else { continue };
            let at = if position == time { Some(of.position) } else { of.even(&self.region.lengths) };
            address = match at {
                Some(Position::At(position)) => address.moved((apart * position) as i32),
                Some(Position::Along { dim, start, by }) => {
                    address.moved((apart * start) as i32).along(dim, apart * by)
                }
                None => address,
            };
        }
        Ok(Some(address))
    }

    /// Copies a line's values, each `parts` times along its axis `time`.
    pub(super) fn put_spread(&mut self, line: usize, time: usize, parts: usize, first: Register) -> Done<()> {
        let mut region = Region::origin(0);
        let (mut from, mut into) = (Address::one(self.lines[line].base), Address::one(first));
        for (position, (axis, apart)) in self.lines[line].axes.iter().enumerate() {
            region.lengths.push(self.axes[*axis].length as u32);
            let dim = region.lengths.len() - 1;
            from = from.along(dim, *apart);
            into = into.along(dim, if position <= time { apart * parts } else { *apart });
        }
        region.lengths.push(parts as u32);
        into = into.along(region.lengths.len() - 1, self.lines[line].axes[time].1);
        Ok(self.emitter.store(&region, from, into)?)
    }

    /// Whether all cells at an address are done, of which `first` is the first.
    pub(super) fn wait_for(&self, line: usize, first: Register, address: Address) -> Done<()> {
        let mut cells = vec![first as usize];
        for (length, stride) in self.region.lengths.iter().zip(address.strides) {
            if stride != 0 {
                let along = |cell: &usize| {
                    let cell = *cell;
                    (0..*length as usize).map(move |at| cell + at * stride as usize)
                };
                cells = cells.iter().flat_map(along).collect();
            }
        }
        match cells.into_iter().find(|cell| !self.done[line].get(*cell).is_some_and(|is_done| *is_done)) {
            Some(cell) => Err(Stop::Wait(Waiting { line, cell })),
            None => Ok(()),
        }
    }
}
