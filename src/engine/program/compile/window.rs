//! A stretch of an axis around each cell.

use super::super::expr::{Bound, Expr, Short};
use super::region::{Address, AxisPlace, Position, Run};
use super::{Compiler, Done, Stop};

/// A window as it lies around a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Around {
    /// A part of it is off the axis, and that decides.
    Short,
    /// From so many cells after this one to so many, as far as they are there.
    Cells { from: i64, to: i64 },
}

impl Compiler<'_> {
    /// Cells around which the window lies alike are done together.
    pub(super) fn window(&mut self, expr: &Expr) -> Done<Address> {
        let Expr::Window { fold, axis: id, from, to, of, short } = expr else {
            return self.constant(f64::NAN);
        };
        let Some(axis) = self.axis(id) else { return self.folded(*fold, Vec::new(), None) };
        let (length, grain) = (self.axes[axis].length as i64, self.axes[axis].grain);
        let around = |here: usize| {
            let here = here as i64;
            let end = |bound: &Bound| match bound {
                Bound::Offset(steps) => here + i64::from(*steps),
                Bound::First => 0,
                Bound::Last => length - 1,
            };
            let (from, to) = (end(from), end(to));
            let is_short = from < 0 || to >= length || to < 0 || from >= length;
            match is_short && *short != Short::Available {
                true => Around::Short,
                false => Around::Cells { from: from.max(0) - here, to: to.min(length - 1) - here },
            }
        };
        let place = self.place(axis);
        let here = |index: usize| around(index / place.map_or(1, |place| place.parts));
        if let Some(AxisPlace { position: Position::Along { dim, .. }, .. }) = place
            && let Some(at) = place.and_then(|place| place.first_other(&self.region.lengths, here))
        {
            return Err(Stop::Cut { dim, at: at as u32 });
        }
        match (here(place.map_or(0, |place| place.index(0))), short) {
            (Around::Short, Short::Else(otherwise)) => self.expr(otherwise),
            (Around::Short, _) => self.constant(f64::NAN),
            (Around::Cells { from, to }, _) => {
                let runs = match place {
                    Some(place) => self.around(axis, place, (from, to), of)?,
                    None => Vec::new(),
                };
                self.folded(*fold, runs, grain)
            }
        }
    }

    /// The values from so many steps along an axis to so many.
    fn around(&mut self, axis: usize, place: AxisPlace, (from, to): (i64, i64), of: &Expr) -> Done<Vec<Run>> {
        if to < from {
            return Ok(Vec::new());
        }
        let steps = (to - from + 1) as usize;
        let first = place.index(0).wrapping_add_signed(from as isize * place.parts as isize);
        if let (Position::Along { dim, by: 1, .. }, 1) = (place.position, place.parts) {
            // What is read for neighbours overlaps: it is compiled once.
            let count = self.region.lengths[dim] as usize;
            let range = (first, first + count + steps - 1);
            let runs = self.along_range(axis, range, &mut |compiler| compiler.expr(of))?;
            if let [run] = runs.as_slice() {
                let first = run.first.along(dim, run.stride as usize);
                return Ok(vec![Run { first, count: steps as u32, stride: run.stride }]);
            }
            return Err(Stop::Cut { dim, at: 1 });
        }
        if let (Position::At(_), 1) = (place.position, place.parts) {
            return self.along_range(axis, (first, first + steps), &mut |compiler| compiler.expr(of));
        }
        let mut runs = Vec::with_capacity(steps);
        for step in 0..steps {
            let on = |index: usize| {
                index.wrapping_add_signed((from + step as i64) as isize * place.parts as isize)
            };
            let there = match place.position {
                Position::At(index) => Position::At(on(index)),
                Position::Along { dim, start, by } => Position::Along { dim, start: on(start), by },
            };
            let first = self.moved(axis, place.grain, there, |compiler| compiler.expr(of))?;
            runs.push(Run { first, count: 1, stride: 0 });
        }
        Ok(runs)
    }
}
