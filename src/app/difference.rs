//! Differences as text, in Compare and in What if.

use super::figures;
use crate::engine::unit::{Form, Unit};
use crate::model::comparison::Difference;

/// What stands where a relative change would mislead: of a loss, of nothing, of
/// next to nothing. Tables of companies print it so.
const NOT_MEANINGFUL: &str = "n/m";

/// A difference with its sign: `+$200k`, `−2.0 points`. Shares differ by points,
/// because a difference in per cent would read as a share of the base.
pub fn absolute(value: f64, unit: &Unit) -> String {
    let size = value.abs();
    match unit.form() {
        Form::Percent => signed(value, &figures::exact(Some(size), unit).replace('%', " points")),
        _ => signed(value, &figures::short(size, unit)),
    }
}

/// Both differences: `+$200k, +10.0%`; `+$200k, n/m` where a relative one would
/// mislead. Points stand alone.
pub fn both(difference: Difference, unit: &Unit) -> String {
    if difference.absolute == 0.0 {
        return "same".to_owned();
    }
    let first = absolute(difference.absolute, unit);
    match (unit.form(), difference.relative) {
        (Form::Percent, _) => first,
        (_, Some(share)) => format!("{first}, {}", relative(share)),
        (_, None) => format!("{first}, {NOT_MEANINGFUL}"),
    }
}

/// How a value changes, in the way in which its unit is compared: `+12.0%`,
/// `−2.0 points`; `None` where a relative change would mislead.
pub fn change(from: f64, to: f64, unit: &Unit) -> Option<String> {
    let difference = Difference::of(Some(from), Some(to))?;
    match unit.form() {
        Form::Percent => Some(absolute(difference.absolute, unit)),
        _ => difference.relative.map(relative),
    }
}

fn relative(share: f64) -> String {
    signed(share, &figures::exact(Some(share.abs()), &Unit::percent()))
}

fn signed(value: f64, size: &str) -> String {
    match value {
        value if value > 0.0 => format!("+{size}"),
        value if value < 0.0 => format!("−{size}"),
        _ => size.to_owned(),
    }
}
