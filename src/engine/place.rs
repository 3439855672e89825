//! Where a cell is on all axes at once, and how a place moves along them.
//!
//! Time axes are views of one timeline: a place has one period, whose month,
//! quarter and year follow from each other.

use super::axis::{Axis, Period};
use super::id::AxisId;
use super::model::{Line, Model};

/// A position on every axis of a model.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// The position on each axis that is no time axis; 0 where a cell has none.
    positions: Vec<usize>,
    /// The period, as fine as it is known.
    pub(super) period: Option<Period>,
}

impl Model {
    /// A place for formulas that are read without a cell: the first of all.
    pub(super) fn origin(&self) -> Place {
        let grain = self.axes().iter().filter_map(|axis| axis.grain).min();
        let period = grain.map(|grain| Period { grain, index: 0 });
        Place { positions: vec![0; self.axes().len()], period }
    }

    /// The place of a line's cell, counted from 0 in row-major order.
    pub(super) fn place(&self, line: &Line, cell: usize) -> Place {
        let mut place = Place { positions: vec![0; self.axes().len()], period: None };
        let mut rest = cell;
        for position in line.shape.iter().rev().filter_map(|id| self.axis_position(id)) {
            let axis = &self.axes()[position];
            let length = axis.members.len().max(1);
            place = place.moved(position, axis, rest % length);
            rest /= length;
        }
        place
    }

    /// The cell of a line at a place; its first along axes that the place does
    /// not know.
    pub(super) fn cell_at(&self, line: &Line, place: &Place) -> usize {
        line.shape.iter().filter_map(|id| self.axis_position(id)).fold(0, |cell, position| {
            let axis = &self.axes()[position];
            cell * axis.members.len() + place.at(position, axis).unwrap_or(0)
        })
    }

    /// The position of a place on an axis.
    pub(super) fn position(&self, place: &Place, axis: &str) -> Option<usize> {
        let position = self.axis_position(axis)?;
        place.at(position, &self.axes()[position])
    }

    /// The place `offset` steps along an axis, unless that is off the axis. A
    /// month stays a month where it moves by years.
    pub(super) fn shifted(&self, place: &Place, axis: &str, offset: i64) -> Option<Place> {
        let position = self.axis_position(axis)?;
        let axis = &self.axes()[position];
        let offset = isize::try_from(offset).ok()?;
        let to = place.at(position, axis)?.checked_add_signed(offset)?;
        if to >= axis.members.len() {
            return None;
        }
        match (axis.grain, place.period) {
            (Some(grain), Some(period)) => {
                let steps = offset.checked_mul(isize::try_from(grain.count_of(period.grain)).ok()?)?;
                let index = period.index.checked_add_signed(steps)?;
                Some(Place { period: Some(Period { index, ..period }), ..place.clone() })
            }
            _ => Some(place.moved(position, axis, to)),
        }
    }

    /// The places of all cells along an axis through a place. Along a time axis
    /// they are its periods, and no finer one is known.
    pub(super) fn along(&self, place: &Place, axis: &str) -> Vec<Place> {
        let Some(position) = self.axis_position(axis) else { return Vec::new() };
        let axis = &self.axes()[position];
        (0..axis.members.len()).map(|to| place.moved(position, axis, to)).collect()
    }

    /// The place at a member of an axis.
    pub(super) fn at_member(&self, place: &Place, axis: &AxisId, key: &str) -> Option<Place> {
        let position = self.axis_position(axis)?;
        let axis = &self.axes()[position];
        Some(place.moved(position, axis, axis.position(key)?))
    }

    /// The place on axis `to` that the axis map gives for a place on `from`.
    pub(super) fn mapped(&self, place: &Place, from: &str, to: &str) -> Option<Place> {
        let position = *self.map(from, to)?.positions.get(self.position(place, from)?)?;
        let axis = self.axis_position(to)?;
        Some(place.moved(axis, &self.axes()[axis], position))
    }
}

impl Place {
    fn at(&self, position: usize, axis: &Axis) -> Option<usize> {
        match axis.grain {
            Some(grain) => self.period?.within(grain).map(|period| period.index),
            None => self.positions.get(position).copied(),
        }
    }

    fn moved(&self, position: usize, axis: &Axis, to: usize) -> Self {
        let mut place = self.clone();
        match axis.grain {
            Some(grain) => place.period = Some(Period { grain, index: to }),
            None => place.positions[position] = to,
        }
        place
    }

    /// The same place in another period.
    pub(super) fn in_period(&self, period: Period) -> Self {
        Self { period: Some(period), ..self.clone() }
    }
}
