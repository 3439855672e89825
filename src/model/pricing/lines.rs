//! How drivers and calculated lines of the pricing model are written.

use super::SEGMENT;
use crate::engine::expr::{Expr, Fold, fold, line, max, number};
use crate::engine::model::{Content, Driver, Line, Range};
use crate::engine::roll_up::RollUp;
use crate::model::declare::unit;

/// Id, label, short label and unit of a line.
pub(super) type Named<'n> = (&'n str, &'n str, &'n str, &'n str);

/// Where Megahour's own definitions come from.
pub(super) const MEGAHOUR: &str = "Megahour";
/// Where definitions come from that everybody uses.
pub(super) const COMMON: &str = "Common usage";
/// Where the published figures come from.
pub(super) const PUBLISHED: &str = "Published AI-IaaS model, 2024-12-07";

/// A line that a person types, with its values.
pub(super) fn driver(
    named: Named<'_>,
    help: &str,
    source: &str,
    shape: &[&str],
    defaults: Vec<f64>,
    range: Range,
) -> Line {
    Line { content: Content::Driver(Driver { defaults, range }), ..bare(named, help, source, shape) }
}

/// A line with a formula.
pub(super) fn calculated(named: Named<'_>, help: &str, source: &str, shape: &[&str], of: Expr) -> Line {
    Line { content: Content::Formula(of), ..bare(named, help, source, shape) }
}

fn bare((id, label, short, unit_text): Named<'_>, help: &str, source: &str, shape: &[&str]) -> Line {
    Line {
        id: id.into(),
        label: label.to_owned(),
        short: short.to_owned(),
        help: help.to_owned(),
        unit: unit(unit_text),
        shape: shape.iter().map(|axis| (*axis).into()).collect(),
        source: source.to_owned(),
        roll_up: RollUp::NONE,
        zero_means: None,
        content: Content::Formula(Expr::Undefined("it has no formula".to_owned())),
    }
}

/// From 0, itself allowed, to a largest value, itself allowed.
pub(super) fn up_to(max: f64) -> Range {
    Range { min: 0.0, min_allowed: true, max }
}

/// What a quantity has beyond an allowance; nothing where it stays within.
pub(super) fn beyond(quantity: Expr, allowance: Expr, unit_text: &str) -> Expr {
    max([quantity - allowance, number(0.0, unit(unit_text))])
}

/// The sum of a line over all segments.
pub(super) fn over_segments(id: &str) -> Expr {
    fold(Fold::Sum, SEGMENT, line(id))
}

/// The total that is the ratio of two lines' totals.
pub(super) fn ratio(numerator: &str, denominator: &str) -> RollUp {
    RollUp::ratio(numerator, denominator)
}
