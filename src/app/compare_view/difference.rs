//! Differences as text.

use crate::app::figures;
use crate::engine::unit::Unit;
use crate::model::comparison::Difference;

/// A difference with its sign: `+$200k`, `−2.0 points`. Shares differ by points,
/// because a difference in per cent would read as a share of the base.
pub fn absolute(value: f64, unit: &Unit) -> String {
    let size = value.abs();
    match unit.symbol() {
        "%" => signed(value, &figures::exact(Some(size), unit).replace('%', " points")),
        _ => signed(value, &figures::short(size, unit)),
    }
}

/// Both differences: `+$200k, +10.0%`; the first alone where there is no second.
pub fn both(difference: Difference, unit: &Unit, percent: &Unit) -> String {
    if difference.absolute == 0.0 {
        return "same".to_owned();
    }
    let first = absolute(difference.absolute, unit);
    match difference.relative {
        Some(share) => {
            format!("{first}, {}", signed(share, &figures::exact(Some(share.abs()), percent)))
        }
        None => first,
    }
}

fn signed(value: f64, size: &str) -> String {
    match value {
        value if value > 0.0 => format!("+{size}"),
        value if value < 0.0 => format!("−{size}"),
        _ => size.to_owned(),
    }
}
