//! Lines rolled up: which line has a rule for it, and the unit of the result.

use super::axis::Grain;
use super::expr::Expr;
use super::id::{AxisId, LineId};
use super::model::{Line, Model};
use super::roll_up::{MemberRule, TimeRule};
use super::unit::{Dimension, Unit};

impl Model {
    /// Whether a line has a total.
    pub fn has_total(&self, line: &Line) -> bool {
        let is_its_own = line.shape.is_empty();
        let says_so = line.roll_up.time != TimeRule::None || line.roll_up.members == MemberRule::Extensive;
        self.rolls_up(line, None, &line.shape) && (!is_its_own || says_so)
    }

    /// A line's total as a formula; `None` for lines without one.
    pub fn total(&self, line: &Line) -> Option<Expr> {
        self.has_total(line).then(|| Expr::RollUp {
            line: line.id.clone(),
            to: None,
            all: line.shape.clone(),
        })
    }

    /// The unit of a line's total; `None` for lines without one.
    pub fn total_unit(&self, line: &Line) -> Option<Unit> {
        self.has_total(line).then(|| self.rolled_unit(line, None, &line.shape))
    }

    /// Whether a line's rule says how its cells make those of longer periods and
    /// of all cells of some axes.
    pub(super) fn rolls_up(&self, line: &Line, to: Option<Grain>, all: &[AxisId]) -> bool {
        let rule = &line.roll_up;
        let is_over_lists = all.iter().any(|id| self.axis(id).is_some_and(|axis| axis.grain.is_none()));
        (self.span(line, to, all) == Span::Own || rule.time != TimeRule::None)
            && (!is_over_lists
                || rule.members == MemberRule::Extensive
                || matches!(rule.time, TimeRule::Ratio(..)))
    }

    /// Over which time the cells of a line are taken together.
    pub(super) fn span(&self, line: &Line, to: Option<Grain>, all: &[AxisId]) -> Span {
        let Some(own) = self.grain(line) else { return Span::Own };
        let is_all = |id: &AxisId| self.axis(id).is_some_and(|axis| axis.grain.is_some());
        match to {
            _ if all.iter().any(is_all) => Span::All,
            Some(to) if to > own => Span::Each(to),
            _ => Span::Own,
        }
    }

    /// The unit of a line that is rolled up: `$/yr` for the years of `$/month`,
    /// `$` for all time; its own where nothing is summed over time.
    pub fn rolled_unit(&self, line: &Line, to: Option<Grain>, all: &[AxisId]) -> Unit {
        let flow = (line.roll_up.time == TimeRule::Sum).then(|| Flow::of(&line.unit)).flatten();
        let unit = match (flow, self.span(line, to, all)) {
            (Some(flow), Span::All) => Some(flow.amount),
            (Some(flow), Span::Each(grain)) => Some(flow.per(grain)),
            _ => None,
        };
        unit.unwrap_or_else(|| line.unit.clone())
    }

    /// What a ratio that is rolled up is divided by, rolled up itself.
    pub(super) fn divisor_of(&self, ratio: &Expr) -> Option<Expr> {
        let Expr::RollUp { line, to, all } = ratio else { return None };
        let whole = self.line(line)?;
        let TimeRule::Ratio(_, below) = &whole.roll_up.time else { return None };
        let all = self.all_of_part(whole, self.line(below)?, all);
        Some(Expr::RollUp { line: below.clone(), to: *to, all })
    }

    /// The lines that a formula names or rolls up, in no order.
    pub(super) fn read_by<'m>(&'m self, formula: &'m Expr) -> Vec<&'m LineId> {
        let mut found = Vec::new();
        let mut open = vec![formula];
        while let Some(expr) = open.pop() {
            match expr {
                Expr::Line(id) => found.push(id),
                Expr::RollUp { line, .. } => {
                    found.push(line);
                    if let Some(TimeRule::Ratio(above, below)) =
                        self.line(line).map(|line| &line.roll_up.time)
                    {
                        found.extend([above, below]);
                    }
                }
                _ => open.extend(expr.parts()),
            }
        }
        found
    }

    /// The length of a line's periods in the time of its unit, with that time:
    /// 1 month for months of `$/month`, a twelfth of a year for months of `$/yr`.
    pub(super) fn period_in_unit(&self, line: &Line) -> Option<(f64, Unit)> {
        let grain = self.grain(line)?;
        let flow = Flow::of(&line.unit)?;
        Some((grain.months() as f64 / flow.months, flow.time))
    }
}

/// Over which time cells are taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// None: each of the line's own periods is apart.
    Own,
    /// The periods within each longer one.
    Each(Grain),
    /// All.
    All,
}

/// The unit of what is measured per time, taken apart.
struct Flow {
    /// The unit of an amount: `$` of `$/yr`.
    amount: Unit,
    /// The time: `yr` or `month`.
    time: Unit,
    /// How many months that is.
    months: f64,
}

impl Flow {
    /// `None` for a unit that says no time that its amount is for.
    fn of(unit: &Unit) -> Option<Self> {
        if unit.dimension().exponent("yr") != -1 {
            return None;
        }
        let time =
            |part: &str| Unit::parse(part).ok().filter(|part| *part.dimension() == Dimension::base("yr"));
        let mut parts: Vec<&str> = unit.symbol().split('/').collect();
        let (at, time) = (1..parts.len()).rev().find_map(|at| Some((at, time(parts[at])?)))?;
        parts.remove(at);
        let amount = Unit::parse(&parts.join("/")).ok()?;
        Some(Self { amount, months: 12.0 / time.per_base(), time })
    }

    /// The unit of the amounts of longer periods.
    fn per(&self, grain: Grain) -> Unit {
        Unit::parse(&format!("{}/{}", self.amount_text(), grain.unit()))
            .unwrap_or_else(|_| self.amount.clone())
    }

    fn amount_text(&self) -> &str {
        if self.amount.symbol().is_empty() { "1" } else { self.amount.symbol() }
    }
}
