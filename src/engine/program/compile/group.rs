//! Lines that are compiled together: at once, step by step, or cell by cell.

use super::order::Group;
use super::recurrence::{self, Recurrence};
use super::region::{Direction, Extents, MAX_DIMS, Region};
use super::{Compiler, Done, Mode, Stop, Waiting};
use crate::engine::error::{Fault, ModelError};
use crate::engine::model::Content;
use crate::engine::print;

impl Compiler<'_> {
    pub(super) fn group(&mut self, group: &Group) -> Result<(), Box<ModelError>> {
        group.lines.iter().for_each(|line| self.in_group[*line] = true);
        let done = match group.is_recurrent {
            false => self.whole_line(group.lines[0]),
            true => self.recurrent(&group.lines),
        };
        group.lines.iter().for_each(|line| self.in_group[*line] = false);
        self.emitter.end_part();
        done
    }

    /// A line that does not need itself, in as few parts as can be.
    pub(super) fn whole_line(&mut self, line: usize) -> Result<(), Box<ModelError>> {
        self.mode = Mode::Whole;
        self.parts(line, None).map_err(|stop| self.error(line, stop))
    }

    /// Lines that need each other: by a loop if one reaches all that they read.
    pub(super) fn recurrent(&mut self, lines: &[usize]) -> Result<(), Box<ModelError>> {
        if let Some(recurrence) = recurrence::recurrence(self.model, lines) {
            let mark = self.emitter.mark();
            let spreads = self.spreads.len();
            self.mode = Mode::Loop;
            match self.loops(&recurrence) {
                Ok(()) => return Ok(()),
                Err((line, stop @ Stop::TooLarge)) => return Err(self.error(line, stop)),
                Err(_) => {
                    self.back_to(mark);
                    self.spreads.truncate(spreads);
                }
            }
        }
        self.mode = Mode::Cells;
        for line in lines {
            self.done[*line] = vec![false; self.lines[*line].cells.count];
        }
        let longest = lines.iter().map(|line| self.lines[*line].cells.count).max().unwrap_or(0);
        for cell in 0..longest {
            for line in lines.iter().copied() {
                if cell < self.lines[line].cells.count {
                    self.cell(Waiting { line, cell })?;
                }
            }
        }
        lines.iter().for_each(|line| self.done[*line] = Vec::new());
        Ok(())
    }

    /// Goes through an axis step by step, in as few stretches as can be.
    pub(super) fn loops(&mut self, recurrence: &Recurrence) -> Result<(), (usize, Stop)> {
        let axis = recurrence.axis;
        let mut open = vec![(0, self.axes[axis].length)];
        'stretch: while let Some((low, high)) = open.pop() {
            if low == high {
                continue;
            }
            let mark = self.emitter.mark();
            let spreads = self.spreads.len();
            for line in &recurrence.order {
                match self.parts(*line, Some((axis, low, high))) {
                    Ok(()) => {}
                    // Only the direction of the loop is not cut within the line.
                    Err(Stop::Cut { at, .. }) => {
                        self.back_to(mark);
                        self.spreads.truncate(spreads);
                        let cut = low + at as usize;
                        let halves = [(low, cut), (cut, high)];
                        let backwards = recurrence.direction == Direction::Backwards;
                        open.extend(if backwards { halves } else { [halves[1], halves[0]] });
                        continue 'stretch;
                    }
                    Err(stop) => return Err((*line, stop)),
                }
            }
            self.emitter.end_loop((high - low) as u32, recurrence.direction);
        }
        Ok(())
    }

    /// Compiles a line's formula for all its cells, or for those of a stretch of
    /// an axis, cutting them where they differ in what is done.
    pub(super) fn parts(&mut self, line: usize, stretch: Option<(usize, usize, usize)>) -> Done<()> {
        let mut whole = self.whole(line);
        if let Some((axis, low, high)) = stretch {
            for (position, (of, _)) in self.lines[line].axes.iter().enumerate() {
                if *of == axis {
                    whole[position] = (low, high);
                }
            }
        }
        let mut open = vec![whole];
        while let Some(part) = open.pop() {
            if part.iter().any(|(low, high)| low == high) {
                continue;
            }
            if let Some(cut) = too_long(&part) {
                open.extend(cut);
                continue;
            }
            let mark = self.emitter.mark();
            let spreads = self.spreads.len();
            let dims = self.enter(line, &part, stretch.map(|(axis, ..)| axis));
            let loop_dim = self.region.loop_dim;
            let done = self.formula(line);
            self.leave();
            match done {
                Ok(()) => {
                    self.emitter.end_formula();
                    // What comes before a loop is needed throughout it.
                    if stretch.is_none() {
                        self.emitter.free();
                    }
                }
                Err(Stop::Cut { dim, at }) if loop_dim != Some(dim) => {
                    self.back_to(mark);
                    self.spreads.truncate(spreads);
                    match cut(&part, &dims, dim, at) {
                        Some(halves) => open.extend(halves),
                        None => return Err(Stop::NoLoop),
                    }
                }
                Err(stop) => return Err(stop),
            }
        }
        Ok(())
    }

    /// All cells of a line.
    pub(super) fn whole(&self, line: usize) -> Extents {
        self.lines[line].axes.iter().map(|(axis, _)| (0, self.axes[*axis].length)).collect()
    }

    /// Sets the region to a part of the cells along some axes; for each of these
    /// the direction that it is.
    pub(super) fn stand(
        &mut self,
        axes: &[usize],
        part: &Extents,
        looped: Option<usize>,
    ) -> Vec<Option<usize>> {
        self.region = Region::origin(self.axes.len());
        let mut dims = Vec::with_capacity(part.len());
        for (axis, (low, high)) in axes.iter().zip(part) {
            let dim = self.region.extend(*axis, self.axes[*axis].grain, (*low, *high));
            if looped == Some(*axis) {
                self.region.loop_dim = dim;
            }
            dims.push(dim);
        }
        dims
    }

    /// Sets the region to a part of a line's cells.
    pub(super) fn enter(&mut self, line: usize, part: &Extents, looped: Option<usize>) -> Vec<Option<usize>> {
        let axes: Vec<usize> = self.lines[line].axes.iter().map(|(axis, _)| *axis).collect();
        self.stand(&axes, part, looped)
    }

    pub(super) fn leave(&mut self) {
        self.region = Region::origin(self.axes.len());
    }

    /// Compiles a line's formula for the cells of the region, into its registers.
    pub(super) fn formula(&mut self, line: usize) -> Done<()> {
        let declared = &self.model.lines()[line];
        let Content::Formula(formula) = &declared.content else { return Ok(()) };
        let value = self.expr(formula)?;
        let value = self.in_unit(value, declared.unit.per_base())?;
        let into = self.address(line, self.lines[line].cells.first)?;
        self.emitter.store(&self.region, value, into)?;
        self.put_base(line)
    }

    /// Compiles a cell, after those that it needs.
    pub(super) fn cell(&mut self, cell: Waiting) -> Result<(), Box<ModelError>> {
        let mut waiting = vec![cell];
        while let Some(Waiting { line, cell }) = waiting.last().copied() {
            if self.done[line][cell] {
                waiting.pop();
                continue;
            }
            let mut rest = cell;
            let mut part: Extents = Vec::new();
            for (axis, _) in self.lines[line].axes.iter().rev() {
                let length = self.axes[*axis].length.max(1);
                part.push((rest % length, rest % length + 1));
                rest /= length;
            }
            part.reverse();
            let mark = self.emitter.mark();
            self.enter(line, &part, None);
            let done = self.formula(line);
            self.leave();
            match done {
                Ok(()) => {
                    self.emitter.end_part();
                    self.done[line][cell] = true;
                    waiting.pop();
                }
                Err(Stop::Wait(other)) => {
                    self.back_to(mark);
                    if waiting.contains(&other) {
                        return Err(self.cycle(&waiting, other));
                    }
                    waiting.push(other);
                }
                Err(stop) => return Err(self.error(line, stop)),
            }
        }
        Ok(())
    }

    pub(super) fn cycle(&self, waiting: &[Waiting], again: Waiting) -> Box<ModelError> {
        let from = waiting.iter().position(|cell| *cell == again).unwrap_or(0);
        let name = |of: &Waiting| self.model.cell_ref(&self.model.lines()[of.line], of.cell).to_string();
        let path = waiting[from..].iter().chain([&again]).map(name).collect();
        let declared = &self.model.lines()[again.line];
        let place = match &declared.content {
            Content::Formula(formula) => print::labels(self.model, formula),
            Content::Driver(_) => String::new(),
        };
        Box::new(ModelError { line: declared.id.clone(), path: Vec::new(), place, fault: Fault::Cycle(path) })
    }
}

/// The halves of a part that is cut in one of its directions, the second first.
pub(super) fn cut(part: &Extents, dims: &[Option<usize>], dim: usize, at: u32) -> Option<[Extents; 2]> {
    let axis = dims.iter().position(|of| *of == Some(dim))?;
    let middle = part[axis].0 + at as usize;
    let (mut before, mut after) = (part.clone(), part.clone());
    (before[axis].1, after[axis].0) = (middle, middle);
    Some([after, before])
}

/// The places of a part along its first axis, one by one, where it has more
/// directions than there may be.
pub(super) fn too_long(part: &Extents) -> Option<Vec<Extents>> {
    let is_long = |(low, high): &(usize, usize)| high - low > 1;
    if part.iter().filter(|range| is_long(range)).count() < MAX_DIMS {
        return None;
    }
    let axis = part.iter().position(is_long)?;
    let one = |low: usize| {
        let mut part = part.clone();
        part[axis] = (low, low + 1);
        part
    };
    Some((part[axis].0..part[axis].1).map(one).collect())
}
