//! The cells that are compiled at once, and where their values are.

use super::super::Register;
use crate::engine::axis::Grain;
use crate::engine::id::AxisId;

/// The most directions in which cells are gone through at once. What needs more
/// is gone through position by position.
pub(super) const MAX_DIMS: usize = 6;

/// Where the value for each cell of a region is: a register, and how far apart
/// those of neighbours are in each of the region's directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Address {
    pub(super) first: Register,
    pub(super) strides: [i32; MAX_DIMS],
    /// Whether the value is made within the loop that is being compiled.
    pub(super) in_loop: bool,
}

impl Address {
    /// One register, whatever the cell.
    pub(super) fn one(first: Register) -> Self {
        Self { first, strides: [0; MAX_DIMS], in_loop: false }
    }

    /// The address at a position of a direction, in which it varies no more.
    pub(super) fn at(mut self, dim: usize, position: u32) -> Self {
        let by = self.strides[dim].wrapping_mul(position as i32);
        self.first = self.first.wrapping_add_signed(by);
        self.strides[dim] = 0;
        self
    }

    /// The address so many registers further.
    pub(super) fn moved(mut self, by: i32) -> Self {
        self.first = self.first.wrapping_add_signed(by);
        self
    }

    /// The address where neighbours in a direction are so many registers further.
    pub(super) fn along(mut self, dim: usize, by: usize) -> Self {
        self.strides[dim] = self.strides[dim].wrapping_add(by as i32);
        self
    }

    /// Whether the address is of one register.
    pub(super) fn is_one(&self) -> bool {
        self.strides == [0; MAX_DIMS]
    }
}

/// Values along an axis: `count` of them, `stride` registers apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) first: Address,
    pub(super) count: u32,
    pub(super) stride: i32,
}

impl Run {
    /// The addresses of its values, one after another.
    pub(super) fn each(self) -> impl Iterator<Item = Address> {
        let Self { first, count, stride } = self;
        (0..count as i32).map(move |position| first.moved(stride * position))
    }
}

/// Which cells are taken together: those of longer periods, and all of some axes.
pub(super) struct Together<'e> {
    pub(super) to: Option<Grain>,
    pub(super) all: &'e [AxisId],
}

/// A part of the cells along some axes: for each from where up to where.
pub(super) type Extents = Vec<(usize, usize)>;

/// Which step of a loop is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// The one at the axis' first member.
    Forwards,
    /// The one at its last.
    Backwards,
}

/// Where the cells of a region stand on an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// All at one place.
    At(usize),
    /// In a direction of the region: at `start` first, then `by` further each
    /// time.
    Along { dim: usize, start: usize, by: usize },
}

/// Where the cells of a region stand in time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    pub(super) grain: Grain,
    pub(super) position: Position,
}

/// The cells that are compiled at once.
#[derive(Clone, Debug, Default)]
pub(super) struct Region {
    /// Where the cells stand on each of the model's axes that is no time axis.
    pub(super) positions: Vec<Position>,
    /// Where they stand in time, if that is known: on all time axes at once.
    pub(super) time: Option<Time>,
    /// How long each direction is.
    pub(super) lengths: Vec<u32>,
    /// The direction that a loop goes through, while one is compiled.
    pub(super) loop_dim: Option<usize>,
}

/// Where the cells of a region stand on one axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct AxisPlace {
    /// The position, in periods as fine as they are known.
    pub(super) position: Position,
    /// How fine they are known; `None` for axes that are no time axes.
    pub(super) grain: Option<Grain>,
    /// How many of these periods make one of the axis.
    pub(super) parts: usize,
}

impl Region {
    /// The place where no axis is moved along.
    pub(super) fn origin(axes: usize) -> Self {
        Self { positions: vec![Position::At(0); axes], ..Self::default() }
    }

    /// Moves the cells on an axis, and returns where they were.
    pub(super) fn put(&mut self, axis: usize, grain: Option<Grain>, position: Position) -> Option<Time> {
        match grain {
            Some(grain) => self.time.replace(Time { grain, position }),
            None => {
                let position = std::mem::replace(&mut self.positions[axis], position);
                Some(Time { grain: Grain::Year, position })
            }
        }
    }

    /// Moves the cells back to where they were before [`put`](Self::put).
    pub(super) fn put_back(&mut self, axis: usize, grain: Option<Grain>, was: Option<Time>) {
        match (grain, was) {
            (Some(_), was) => self.time = was,
            (None, Some(was)) => self.positions[axis] = was.position,
            (None, None) => {}
        }
    }

    /// Where the cells stand on an axis; `None` where a time is not known so fine.
    pub(super) fn place(&self, axis: usize, grain: Option<Grain>) -> Option<AxisPlace> {
        match grain {
            None => Some(AxisPlace { position: self.positions[axis], grain: None, parts: 1 }),
            Some(grain) => {
                let time = self.time.filter(|time| time.grain <= grain)?;
                let parts = grain.count_of(time.grain);
                Some(AxisPlace { position: time.position, grain: Some(time.grain), parts })
            }
        }
    }

    /// One more direction along an axis, from `low` up to `high`; none where that
    /// is a single place.
    pub(super) fn extend(
        &mut self,
        axis: usize,
        grain: Option<Grain>,
        (low, high): (usize, usize),
    ) -> Option<usize> {
        if high - low == 1 {
            self.put(axis, grain, Position::At(low));
            return None;
        }
        let dim = self.lengths.len();
        self.lengths.push((high - low) as u32);
        self.put(axis, grain, Position::Along { dim, start: low, by: 1 });
        Some(dim)
    }

    /// The lengths of all directions; 1 for those that there are not.
    pub(super) fn all_lengths(&self) -> [u32; MAX_DIMS] {
        std::array::from_fn(|dim| self.lengths.get(dim).copied().unwrap_or(1))
    }
}

impl AxisPlace {
    /// The position on the axis itself; `None` where cells that are neighbours
    /// are now in one period of the axis and now in two.
    pub(super) fn even(self, lengths: &[u32]) -> Option<Position> {
        match self.position {
            Position::At(position) => Some(Position::At(position / self.parts)),
            Position::Along { dim, start, by } if by % self.parts == 0 => {
                Some(Position::Along { dim, start: start / self.parts, by: by / self.parts })
            }
            Position::Along { .. } => match self.first_other(lengths, |index| index / self.parts) {
                None => Some(Position::At(self.index(0) / self.parts)),
                Some(_) => None,
            },
        }
    }

    /// The position of a cell in periods as fine as they are known.
    pub(super) fn index(self, cell: usize) -> usize {
        match self.position {
            Position::At(position) => position,
            Position::Along { start, by, .. } => start + by * cell,
        }
    }

    /// How many cells there are in the direction that is gone along.
    pub(super) fn count(self, lengths: &[u32]) -> usize {
        match self.position {
            Position::At(_) => 1,
            Position::Along { dim, .. } => lengths.get(dim).map_or(1, |length| *length as usize),
        }
    }

    /// The first cell for which something differs from what it is for the first.
    pub(super) fn first_other<T: PartialEq>(self, lengths: &[u32], of: impl Fn(usize) -> T) -> Option<usize> {
        let first = of(self.index(0));
        (1..self.count(lengths)).find(|cell| of(self.index(*cell)) != first)
    }
}
