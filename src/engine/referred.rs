//! What a reference means: a line's cell, or several taken together by its rule.

use super::axis::{Grain, Period};
use super::cell_ref::{At, CellRef, Coordinate};
use super::expr::Expr;
use super::id::AxisId;
use super::model::Model;
use super::place::Place;
use super::unit::Unit;

/// A number that is referred to, in its unit: a cell, a longer period of it, or
/// several taken together by the line's rule.
#[derive(Clone, Debug)]
pub(super) struct Referred {
    pub(super) formula: Expr,
    pub(super) place: Place,
}

impl Model {
    /// What a reference means as a roll-up at a place; `None` where there is no
    /// such cell, or no rule for taking cells together.
    pub(super) fn referred(&self, at: &CellRef) -> Option<Referred> {
        let line = self.line(&at.line)?;
        let coordinates = match &at.at {
            At::Total => {
                let formula = self.total(line)?;
                return Some(Referred { formula, place: self.origin() });
            }
            At::Cell(coordinates) => coordinates,
        };
        if coordinates.len() != line.shape.len() {
            return None;
        }
        let mut place = self.origin();
        let mut to: Option<Grain> = None;
        let mut all: Vec<AxisId> = Vec::new();
        for (id, coordinate) in line.shape.iter().zip(coordinates) {
            let axis = self.axis(id)?;
            match (coordinate, axis.grain) {
                (Coordinate::All, _) => all.push(id.clone()),
                (Coordinate::Key(key), None) => place = self.at_member(&place, id, key)?,
                (Coordinate::Key(key), Some(own)) => {
                    let period = Period::of(key)?;
                    let parts = period.grain.count_of(own);
                    let is_there = parts > 0 && period.index < axis.members.len() / parts;
                    place = place.in_period(Some(period).filter(|_| is_there)?);
                    to = Some(period.grain).filter(|grain| *grain > own);
                }
            }
        }
        let rolls_up = self.rolls_up(line, to, &all);
        rolls_up.then(|| Referred { formula: Expr::RollUp { line: line.id.clone(), to, all }, place })
    }

    /// The unit of a number that is referred to; `None` where there is none.
    pub fn unit_of(&self, at: &CellRef) -> Option<Unit> {
        match self.referred(at)?.formula {
            Expr::RollUp { line, to, all } => Some(self.rolled_unit(self.line(&line)?, to, &all)),
            _ => None,
        }
    }
}
