//! What makes a list of lines a model: ids, references, shapes and units.

use super::axis::{Axis, Grain, Period};
use super::cell_ref;
use super::dimension::{Found, Misfit, dimension, of_parts};
pub use super::error::Fault;
use super::error::{ModelError, ModelErrors};
use super::expr::{Bound, Expr, Fold, Selection};
use super::id::{AxisId, LineId};
use super::lower::MAX_DEPTH;
use super::maps::sorted;
use super::model::{Content, Line, Model};
use super::print;
use super::roll_up::TimeRule;
use super::unit::Unit;
use litemap::LiteMap;

/// The most lines of a model.
const MAX_LINES: usize = 5_000;
/// The most cells of all lines.
const MAX_CELLS: usize = 1_000_000;

/// Checks all lines of a model; what it passes can be compiled.
pub(super) fn check(model: &Model) -> Result<(), ModelErrors> {
    let mut errors = Vec::new();
    let cells = model.lines().iter().map(|line| model.cell_count(line)).fold(0, usize::saturating_add);
    if model.lines().len() > MAX_LINES || cells > MAX_CELLS {
        errors.push(ModelError::of_line("", Fault::TooLarge));
    }
    check_axes(model, &mut errors);
    let mut seen: LiteMap<&str, ()> = LiteMap::new();
    for line in model.lines() {
        if seen.insert(line.id.as_str(), ()).is_some() {
            errors.push(ModelError::of_line(line.id.clone(), Fault::Duplicate));
        }
        if let Some(axis) = line.shape.iter().find(|id| model.axis(id).is_none()) {
            errors.push(ModelError::of_line(line.id.clone(), Fault::UnknownAxis(axis.to_string())));
        } else if let Err(error) = check_line(model, line) {
            errors.push(error);
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(ModelErrors(errors)) }
}

fn check_axes(model: &Model, errors: &mut Vec<ModelError>) {
    let mut error = |id: &AxisId, fault| errors.push(ModelError::of_line(id.as_str(), fault));
    let mut seen: LiteMap<&str, ()> = LiteMap::new();
    for axis in model.axes() {
        let keys = sorted(axis.members.iter().map(|member| (member.key.as_str(), ())));
        if seen.insert(axis.id.as_str(), ()).is_some() || keys.len() != axis.members.len() {
            error(&axis.id, Fault::Duplicate);
        }
        let is_reserved = |key: &str| key.is_empty() || key == cell_ref::ALL || key.contains(['.', '@']);
        if let Some(member) = axis.members.iter().find(|member| is_reserved(&member.key)) {
            error(&axis.id, Fault::ReservedKey(member.key.clone()));
        }
        if !fits_timeline(model, axis) {
            error(&axis.id, Fault::Timeline);
        }
    }
    let mut mapped: LiteMap<(&str, &str), ()> = LiteMap::new();
    for map in model.maps() {
        if mapped.insert((map.from.as_str(), map.to.as_str()), ()).is_some() {
            error(&map.from, Fault::Duplicate);
        }
        let length = |id: &str| model.axis(id).map_or(0, |axis| axis.members.len());
        if map.positions.len() != length(&map.from) || map.positions.iter().any(|to| *to >= length(&map.to)) {
            error(&map.from, Fault::UnknownAxis(map.to.to_string()));
        }
    }
}

/// Whether a time axis has the keys of its periods, is the only one of its
/// grain, and is as long as the other time axes.
fn fits_timeline(model: &Model, axis: &Axis) -> bool {
    let Some(grain) = axis.grain else { return true };
    let has_its_key = |(index, key)| Period::of(key) == Some(Period { grain, index });
    let months = |axis: &Axis| axis.grain.map(|grain| axis.members.len().saturating_mul(grain.months()));
    axis.members.iter().map(|member| member.key.as_str()).enumerate().all(has_its_key)
        && model.axes().iter().filter(|other| other.grain == Some(grain)).count() == 1
        && model.axes().iter().filter_map(months).all(|length| Some(length) == months(axis))
}

fn check_line(model: &Model, line: &Line) -> Result<(), ModelError> {
    let here = |fault| Err(ModelError::of_line(line.id.clone(), fault));
    if sorted(line.shape.iter().map(|axis| (axis, ()))).len() != line.shape.len() {
        return here(Fault::Duplicate);
    }
    if line.shape.iter().filter(|id| model.axis(id).is_some_and(|axis| axis.grain.is_some())).count() > 1 {
        return here(Fault::Timeline);
    }
    match &line.content {
        Content::Driver(driver) => {
            let (expected, found) = (model.cell_count(line), driver.defaults.len());
            if expected != found {
                return here(Fault::DefaultCount { expected, found });
            }
            if let Some(value) = driver.defaults.iter().find(|value| !driver.range.allows(**value)) {
                return here(Fault::DefaultOutOfRange(*value));
            }
        }
        Content::Formula(formula) => {
            check_formula(model, line, formula, &line.unit, &line.shape)?;
        }
    }
    let is_over_time = model.grain(line).is_some();
    if is_over_time && line.roll_up.time == TimeRule::Sum && model.period_in_unit(line).is_none() {
        return here(Fault::SumOverTime(line.unit.dimension().clone()));
    }
    match (model.total(line), &line.roll_up.time) {
        (Some(total), TimeRule::Ratio(..)) => check_formula(model, line, &total, &line.unit, &[]),
        _ => Ok(()),
    }
}

fn check_formula(
    model: &Model,
    line: &Line,
    formula: &Expr,
    unit: &Unit,
    shape: &[AxisId],
) -> Result<(), ModelError> {
    if formula.is_deeper_than(MAX_DEPTH) {
        return Err(ModelError::of_line(line.id.clone(), Fault::TooLarge));
    }
    let at = |misfit: Misfit| {
        let place = formula.part(&misfit.path).map(|part| print::labels(model, part));
        ModelError {
            line: line.id.clone(),
            path: misfit.path,
            place: place.unwrap_or_default(),
            fault: misfit.fault,
        }
    };
    let here = |fault| at(Misfit { path: Vec::new(), fault });
    let extent = Reader { model, line }.extent(formula).map_err(at)?;
    if let Some(extra) = extent.lists.keys().find(|axis| !shape.contains(axis)) {
        return Err(here(Fault::ExtraAxis(extra.clone())));
    }
    let own = shape.iter().find_map(|id| model.axis(id)?.grain);
    match extent.time {
        Some(grain) if own.is_none_or(|own| own > grain) => {
            let axis = model.axes().iter().find(|axis| axis.grain == Some(grain));
            let id = axis.map_or_else(|| grain.axis().into(), |axis| axis.id.clone());
            return Err(here(Fault::ExtraAxis(id)));
        }
        None if own.is_none() && extent.needs_period => return Err(here(Fault::NoPeriod)),
        _ => {}
    }
    match dimension(model, formula).map_err(at)? {
        Some(found) if found != *unit.dimension() => {
            Err(here(Fault::UnitMismatch { expected: unit.dimension().clone(), found }))
        }
        _ => Ok(()),
    }
}

/// The axes along which a value varies.
#[derive(Default)]
struct Extent {
    lists: LiteMap<AxisId, ()>,
    /// The shortest periods that it tells apart.
    time: Option<Grain>,
    /// Whether it depends on the length of a period.
    needs_period: bool,
}

impl Extent {
    fn with(&mut self, other: Self) {
        for (axis, ()) in other.lists {
            self.lists.insert(axis, ());
        }
        self.time = [self.time, other.time].into_iter().flatten().min();
        self.needs_period |= other.needs_period;
    }

    fn along(&mut self, axis: &Axis) {
        match axis.grain {
            Some(grain) => self.time = Some(self.time.map_or(grain, |time| time.min(grain))),
            None => {
                self.lists.insert(axis.id.clone(), ());
            }
        }
    }

    /// What is left where the value is taken over an axis.
    fn over(mut self, axis: &Axis) -> Result<Self, Fault> {
        let varied = match axis.grain {
            Some(_) => {
                let varied = self.time.take().is_some() | self.needs_period;
                self.needs_period = false;
                varied
            }
            None => self.lists.remove(&axis.id).is_some(),
        };
        if varied { Ok(self) } else { Err(Fault::MissingAxis(axis.id.clone())) }
    }
}

/// Reads a line's formula for the axes along which it varies.
struct Reader<'m> {
    model: &'m Model,
    line: &'m Line,
}

impl Reader<'_> {
    fn extent(&self, expr: &Expr) -> Found<Extent> {
        let parts = of_parts(expr, |part| self.extent(part))?;
        self.of_node(expr, parts).map_err(|fault| Misfit { path: Vec::new(), fault })
    }

    fn axis(&self, id: &AxisId) -> Result<&Axis, Fault> {
        self.model.axis(id).ok_or_else(|| Fault::UnknownAxis(id.to_string()))
    }

    fn of_node(&self, expr: &Expr, parts: Vec<Extent>) -> Result<Extent, Fault> {
        let joined = |parts: Vec<Extent>| {
            parts.into_iter().fold(Extent::default(), |mut all, part| {
                all.with(part);
                all
            })
        };
        match expr {
            Expr::Line(id) => self.of_line(id, None, &[]),
            Expr::RollUp { line, to, all } => self.of_roll_up(line, *to, all),
            Expr::Period => Ok(Extent { needs_period: true, ..Extent::default() }),
            Expr::Key(axis) | Expr::At { axis, .. } => {
                let mut extent = joined(parts);
                extent.along(self.axis(axis)?);
                Ok(extent)
            }
            Expr::Window { axis, from, to, .. } => {
                if is_reversed(*from, *to) {
                    return Err(Fault::Window);
                }
                let mut extent = joined(parts);
                extent.along(self.axis(axis)?);
                Ok(extent)
            }
            Expr::Count(axis) => self.axis(axis).map(|_| joined(parts)),
            Expr::Fold(fold, axis, _) => {
                if *fold == Fold::Amount && self.axis(axis)?.grain.is_none() {
                    return Err(Fault::NoPeriod);
                }
                joined(parts).over(self.axis(axis)?)
            }
            Expr::FirstWhere { axis, .. } => joined(parts).over(self.axis(axis)?),
            Expr::Lookup { axis, of, .. } => {
                self.check_looked_up(of)?;
                let mut extent = Extent::default();
                for (position, part) in parts.into_iter().enumerate() {
                    extent.with(if position == 1 { part.over(self.axis(axis)?)? } else { part });
                }
                Ok(extent)
            }
            Expr::Select { axis, at: Selection::Key(key), .. } => {
                if self.axis(axis)?.position(key).is_none() {
                    return Err(Fault::UnknownMember(axis.clone(), key.clone()));
                }
                joined(parts).over(self.axis(axis)?)
            }
            Expr::Select { .. } => Err(Fault::NoLine),
            Expr::Map { from, to, .. } => {
                if self.model.map(from, to).is_none() {
                    return Err(Fault::UnknownAxis(format!("{from} → {to}")));
                }
                let mut extent = joined(parts).over(self.axis(to)?)?;
                extent.along(self.axis(from)?);
                Ok(extent)
            }
            Expr::Call { function, over, arguments } => {
                let signature = function.signature();
                if !signature.takes(arguments.len()) || over.is_some() != signature.is_over_series() {
                    return Err(Fault::Argument(signature.expects));
                }
                let mut parts = parts;
                let series = parts.split_off(signature.singles.min(parts.len()));
                let mut extent = joined(parts);
                extent.with(match over {
                    Some(axis) => joined(series).over(self.axis(axis)?)?,
                    None => joined(series),
                });
                Ok(extent)
            }
            _ => Ok(joined(parts)),
        }
    }

    fn of_roll_up(&self, line: &LineId, to: Option<Grain>, all: &[AxisId]) -> Result<Extent, Fault> {
        let declared = self.line_of(line)?;
        if let Some(axis) = all.iter().find(|axis| !declared.shape.contains(axis)) {
            return Err(Fault::MissingAxis(axis.clone()));
        }
        if !self.model.rolls_up(declared, to, all) {
            return Err(Fault::NoRollUp(line.clone()));
        }
        if let TimeRule::Ratio(above, below) = &declared.roll_up.time {
            self.line_of(above)?;
            self.line_of(below)?;
        }
        self.of_line(line, to, all)
    }

    fn line_of(&self, id: &LineId) -> Result<&Line, Fault> {
        self.model.line(id).ok_or_else(|| Fault::UnknownLine(id.clone()))
    }

    fn of_line(&self, id: &LineId, to: Option<Grain>, all: &[AxisId]) -> Result<Extent, Fault> {
        let mut extent = Extent::default();
        for axis in self.line_of(id)?.shape.iter().filter(|axis| !all.contains(axis)) {
            let axis = self.axis(axis)?;
            match (axis.grain, to) {
                (Some(own), Some(to)) => extent.time = Some(own.max(to)),
                _ => extent.along(axis),
            }
        }
        Ok(extent)
    }

    /// Refuses what depends on the line that looks it up: which cell is read is
    /// known only when the position is.
    fn check_looked_up(&self, of: &Expr) -> Result<(), Fault> {
        let mut seen: LiteMap<LineId, ()> = LiteMap::new();
        let mut open: Vec<(LineId, LineId)> =
            self.model.read_by(of).into_iter().map(|id| (id.clone(), id.clone())).collect();
        while let Some((root, id)) = open.pop() {
            if id == self.line.id {
                return Err(Fault::LookupOfDependent(root));
            }
            if seen.insert(id.clone(), ()).is_none()
                && let Some(formula) = self.model.line(&id).and_then(Line::formula)
            {
                open.extend(self.model.read_by(formula).into_iter().map(|id| (root.clone(), id.clone())));
            }
        }
        Ok(())
    }
}

/// Whether a window ends before it begins, wherever it is.
fn is_reversed(from: Bound, to: Bound) -> bool {
    match (from, to) {
        (Bound::Offset(from), Bound::Offset(to)) => from > to,
        (Bound::Last, Bound::First) => true,
        _ => false,
    }
}
