//! Numbers in little room: table cells, chart labels, sentences.

use super::format::{Body, CLOSE, SEEN, exact, is_period, shown};
use super::{Digits, Numerals, Suffix};
use crate::engine::unit::{Form, Unit};

/// The power of a thousand that a number is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// As it is.
    One,
    /// `k`.
    Thousand,
    /// `M`.
    Million,
    /// `B`.
    Billion,
    /// `T`.
    Trillion,
}

impl Scale {
    const ALL: [Self; 5] = [Self::One, Self::Thousand, Self::Million, Self::Billion, Self::Trillion];

    /// The scale that the cells of a table row share, from the largest magnitude
    /// among them.
    ///
    /// Numbers below two million stay whole, and a larger scale begins at two of
    /// its own: $950,000 beside $1,400,000 reads better than $0.95M beside $1.40M.
    ///
    /// ```
    /// use megahour::engine::numerals::Scale;
    /// assert_eq!(Scale::of(12_000_000.0), Scale::Million);
    /// assert_eq!(Scale::of(58_333.0), Scale::One);
    /// ```
    pub fn of(max_abs: f64) -> Self {
        let large = [Self::Trillion, Self::Billion, Self::Million];
        large.into_iter().find(|scale| max_abs >= 2.0 * scale.factor()).unwrap_or(Self::One)
    }

    /// What a written number is multiplied by: a million for `M`.
    pub fn factor(self) -> f64 {
        match self {
            Self::One => 1.0,
            Self::Thousand => 1e3,
            Self::Million => 1e6,
            Self::Billion => 1e9,
            Self::Trillion => 1e12,
        }
    }

    /// The letter behind a written number.
    pub fn letter(self) -> &'static str {
        match self {
            Self::One => "",
            Self::Thousand => "k",
            Self::Million => "M",
            Self::Billion => "B",
            Self::Trillion => "T",
        }
    }
}

/// Writes a table cell in the scale of its row, without unit, which the row's
/// heading names.
///
/// A value that two decimals of the row's scale would tell wrong by more than a
/// hundredth is written in its own: 5,000 among millions is not 0.01M.
///
/// ```
/// use megahour::engine::numerals::{Plain, Scale, compact};
/// use megahour::engine::unit::Unit;
/// let (money, hours) = (Unit::parse("$/yr")?, Unit::parse("h/yr")?);
/// assert_eq!(compact(2_000_000.0, &money, Scale::Million, &Plain), "$2.00M");
/// assert_eq!(compact(800_000.0, &hours, Scale::Million, &Plain), "0.80M");
/// # Ok::<(), megahour::engine::unit::UnitError>(())
/// ```
pub fn compact(value: f64, unit: &Unit, scale: Scale, numerals: &dyn Numerals) -> String {
    let magnitude = value.abs();
    let scaled = magnitude / scale.factor();
    let body = match (unit.form(), scale) {
        (Form::Percent | Form::Multiple, _) | (Form::Money, Scale::One) => {
            return exact(value, unit, Suffix::None, numerals);
        }
        (Form::Plain, Scale::One) if is_period(unit) && magnitude < 100.0 => {
            Body::fixed(magnitude, 2, SEEN, numerals)
        }
        (Form::Plain, Scale::One) => Body::up_to(magnitude, count_decimals(magnitude), SEEN, numerals),
        _ if is_coarse(scaled) => return compact_auto(value, unit, numerals),
        _ if scaled >= TOO_WIDE => Body::fixed(magnitude, 2, SEEN, numerals),
        _ => in_scale(scaled, Digits::Fixed(2), scale, numerals),
    };
    body.dressed(value, unit, Suffix::None, numerals)
}

/// Writes a number on its own in about three digits: an axis label, a sentence.
///
/// ```
/// use megahour::engine::numerals::{Plain, compact_auto};
/// use megahour::engine::unit::Unit;
/// let money = Unit::parse("$/yr")?;
/// assert_eq!(compact_auto(1_200_000.0, &money, &Plain), "$1.2M");
/// assert_eq!(compact_auto(1e7, &money, &Plain), "$10M");
/// # Ok::<(), megahour::engine::unit::UnitError>(())
/// ```
pub fn compact_auto(value: f64, unit: &Unit, numerals: &dyn Numerals) -> String {
    let magnitude = shown(value, unit).abs();
    let body = match unit.form() {
        Form::Percent | Form::Multiple => Body::up_to(magnitude, 1, SEEN, numerals),
        Form::Money | Form::Plain if (SHORTENED..HUGE).contains(&magnitude) => {
            three_digits(magnitude, numerals)
        }
        Form::Money if magnitude.fract() == 0.0 || magnitude >= 1_000.0 => {
            Body::fixed(magnitude, 0, SEEN, numerals)
        }
        Form::Money => Body::fixed(magnitude, 2, CLOSE, numerals),
        Form::Plain => Body::up_to(magnitude, count_decimals(magnitude), CLOSE, numerals),
    };
    body.dressed(value, unit, Suffix::None, numerals)
}

/// Numbers of four digits are still read at a glance.
const SHORTENED: f64 = 9_999.5;

/// Beyond the largest scale's four digits.
const HUGE: f64 = 1e15;

/// A number this large in its scale was not the row's to begin with.
const TOO_WIDE: f64 = 1e6;

/// Whether two decimals are off by more than a hundredth of a value.
fn is_coarse(scaled: f64) -> bool {
    ((scaled * 100.0).round() / 100.0 - scaled).abs() > scaled / 100.0
}

/// Decimals that leave a count three digits or its whole part.
fn count_decimals(magnitude: f64) -> u8 {
    if magnitude >= 99.95 {
        0
    } else if magnitude >= 9.995 {
        1
    } else {
        2
    }
}

fn three_digits(magnitude: f64, numerals: &dyn Numerals) -> Body {
    let fits = |scale: &Scale| magnitude / scale.factor() < 999.5;
    let scale = Scale::ALL.into_iter().find(fits).unwrap_or(Scale::Trillion);
    let scaled = magnitude / scale.factor();
    in_scale(scaled, Digits::UpTo(count_decimals(scaled)), scale, numerals)
}

fn in_scale(scaled: f64, digits: Digits, scale: Scale, numerals: &dyn Numerals) -> Body {
    // A value that is not finite is replaced when it is dressed.
    let text = if scaled.is_finite() { numerals.write(scaled, digits) } else { String::new() };
    Body { text: text + scale.letter(), is_zero: scaled == 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::Plain;
    use super::*;

    fn cell(value: f64, symbol: &str, scale: Scale) -> String {
        compact(value, &Unit::parse(symbol).expect(symbol), scale, &Plain)
    }

    fn label(value: f64, symbol: &str) -> String {
        compact_auto(value, &Unit::parse(symbol).expect(symbol), &Plain)
    }

    #[test]
    fn cells_of_a_row_share_a_scale() {
        let hours = [1e6, 2e6, 4e6, 8e6, 12e6];
        let scale = Scale::of(12e6);
        assert_eq!(hours.map(|h| cell(h, "h/yr", scale)), ["1.00M", "2.00M", "4.00M", "8.00M", "12.00M"]);
        let cltv = [950e3, 1.05e6, 1.4e6];
        let scale = Scale::of(1.4e6);
        assert_eq!(cltv.map(|v| cell(v, "$/customer", scale)), ["$950,000", "$1,050,000", "$1,400,000"]);
        assert_eq!(cell(-1.2e6, "$/yr", Scale::Million), "−$1.20M");
    }

    #[test]
    fn a_cell_that_its_row_would_tell_wrong_by_a_hundredth_has_its_own_scale() {
        assert_eq!(cell(5_000.0, "h/yr", Scale::Million), "5,000");
        assert_eq!(cell(13_750.0, "$/yr", Scale::Million), "$13.8k");
        assert_eq!(cell(9e6, "$/yr", Scale::Billion), "$9M");
        assert_eq!(cell(77.25e6, "$/yr", Scale::Billion), "$77.3M");
        assert_eq!(cell(125_000.0, "$/yr", Scale::Million), "$125k");
        assert_eq!(cell(500_000.0, "$/yr", Scale::Million), "$0.50M");
    }

    #[test]
    fn a_cell_too_small_for_its_row_is_not_written_as_zero() {
        assert_eq!(cell(400.0, "$/yr", Scale::Million), "$400");
        assert_eq!(cell(-400.0, "$/yr", Scale::Million), "−$400");
        assert_eq!(cell(0.0, "$/yr", Scale::Million), "$0.00M");
    }

    #[test]
    fn counts_are_rounded_and_prices_keep_their_cents() {
        assert_eq!(cell(342.857, "customers", Scale::One), "343");
        assert_eq!(cell(36.36, "customers", Scale::One), "36.4");
        assert_eq!(cell(2.1, "$/h", Scale::One), "$2.10");
        assert_eq!(cell(1.2, "months", Scale::One), "1.20");
        assert_eq!(cell(0.95, "%", Scale::One), "95.0%");
        assert_eq!(cell(32.5, "×", Scale::Million), "32.5×");
    }

    #[test]
    fn a_label_has_about_three_digits() {
        let cases = [
            (0.0, "$0"),
            (2.0, "$2"),
            (2.5, "$2.50"),
            (0.0125, "$0.0125"),
            (4_800.0, "$4,800"),
            (55_263.0, "$55.3k"),
            (999_400.0, "$999k"),
            (999_600.0, "$1M"),
            (1.234e6, "$1.23M"),
            (33e6, "$33M"),
            (-2.5e9, "−$2.5B"),
            (1.2e12, "$1.2T"),
            (9.99e14, "$999T"),
            (1.2e18, "$1.2e18"),
        ];
        for (value, text) in cases {
            assert_eq!(label(value, "$/yr"), text);
        }
    }

    #[test]
    fn labels_of_shares_and_multiples_drop_trailing_zeros() {
        assert_eq!(label(0.6, "%"), "60%");
        assert_eq!(label(0.619, "%"), "61.9%");
        assert_eq!(label(3.0, "×"), "3×");
        assert_eq!(label(14.27, "months"), "14.3");
    }

    #[test]
    fn no_cell_and_no_label_is_wide() {
        for symbol in ["$", "h", "%", "×", "months", "customers"] {
            for power in -320..=308 {
                for mantissa in [1.0, 9.994_999, 9.999_999, 1.234_567] {
                    let value = -mantissa * 10f64.powi(power);
                    assert!(label(value, symbol).chars().count() <= 24, "{value} {symbol}");
                    for scale in Scale::ALL {
                        let text = cell(value, symbol, scale);
                        assert!(text.chars().count() <= 24, "{value} {symbol}: {text}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_not_finite_is_a_dash() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(label(value, "$"), "—");
            for scale in Scale::ALL {
                assert_eq!(cell(value, "h", scale), "—");
            }
        }
    }
}
