//! A number with its unit, for reading.

use super::{Digits, Numerals};
use crate::engine::unit::{Form, Unit};

/// What stands where a value is not finite. Values are finite by contract; this
/// only keeps a mistake elsewhere from printing `NaN`.
pub(super) const UNDEFINED: &str = "—";

/// The true minus sign, as wide as a digit in tabular numerals.
const MINUS: &str = "\u{2212}";

/// From here on digits no longer help a reader: `1.2e18` is written.
pub(super) const HUGE: f64 = 1e15;

/// More decimals than these are not written; what needs them is written `1.2e-9`.
pub(super) const MOST_DECIMALS: u8 = 8;

/// How much of the unit is written behind the number. `%` and `×` always are,
/// because the number would be another without them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suffix {
    /// None of it: a heading says it.
    None,
    /// All but a trailing `/customer` or `/yr`, where a label says the rest.
    Short,
    /// All of it.
    Full,
}

impl Suffix {
    fn of(self, unit: &Unit) -> String {
        match (self, unit.form()) {
            (Self::None, Form::Money | Form::Plain) => String::new(),
            (Self::None | Self::Short, _) => unit.suffix(false),
            (Self::Full, _) => unit.suffix(true),
        }
    }
}

/// Writes a figure on its own: a headline, a cell in focus.
///
/// Money has cents below 1,000 and none above, percentages and multiples have
/// one decimal. A small figure gets as many decimals as it needs to be seen.
///
/// ```
/// use megahour::engine::numerals::{Plain, Suffix, exact};
/// use megahour::engine::unit::Unit;
/// let (money, share) = (Unit::parse("$/h")?, Unit::parse("%")?);
/// assert_eq!(exact(2.0, &money, Suffix::Full, &Plain), "$2.00/h");
/// assert_eq!(exact(-1_200.0, &money, Suffix::None, &Plain), "−$1,200");
/// assert_eq!(exact(0.95, &share, Suffix::None, &Plain), "95.0%");
/// # Ok::<(), megahour::engine::unit::UnitError>(())
/// ```
pub fn exact(value: f64, unit: &Unit, suffix: Suffix, numerals: &dyn Numerals) -> String {
    let magnitude = shown(value, unit).abs();
    let body = match unit.form() {
        Form::Money if (magnitude * 100.0).round() >= 100_000.0 => Body::fixed(magnitude, 0, SEEN, numerals),
        Form::Money => Body::fixed(magnitude, 2, CLOSE, numerals),
        Form::Percent | Form::Multiple => Body::fixed(magnitude, 1, SEEN, numerals),
        Form::Plain if is_period(unit) => Body::up_to(magnitude, 1, CLOSE, numerals),
        Form::Plain => Body::up_to(magnitude, 2, CLOSE, numerals),
    };
    body.dressed(value, unit, suffix, numerals)
}

/// Writes a number that stands in a formula, with enough digits that a reader
/// who multiplies arrives at the result.
///
/// ```
/// use megahour::engine::numerals::{Plain, formula};
/// use megahour::engine::unit::Unit;
/// let arpu = Unit::parse("$/customer/yr")?;
/// assert_eq!(formula(55_263.157894736842, &arpu, &Plain), "$55,263.16");
/// assert_eq!(formula(1_000_000.0, &Unit::parse("h/yr")?, &Plain), "1,000,000 h");
/// # Ok::<(), megahour::engine::unit::UnitError>(())
/// ```
pub fn formula(value: f64, unit: &Unit, numerals: &dyn Numerals) -> String {
    let magnitude = shown(value, unit).abs();
    let body = match unit.form() {
        Form::Money if magnitude >= 1_000.0 && decimals(magnitude, 0, MULTIPLIED) == Some(0) => {
            Body::fixed(magnitude, 0, MULTIPLIED, numerals)
        }
        Form::Money => Body::fixed(magnitude, 2, MULTIPLIED, numerals),
        Form::Percent | Form::Multiple | Form::Plain => Body::up_to(magnitude, 0, MULTIPLIED, numerals),
    };
    body.dressed(value, unit, Suffix::Short, numerals)
}

/// How far, relative to itself, a written figure may be from the value.
pub(super) const CLOSE: f64 = 0.005;
/// Far, but never so far that a figure is written as zero.
pub(super) const SEEN: f64 = 0.5;
/// So close that products of written figures agree with written results.
const MULTIPLIED: f64 = 5e-7;

/// Whether values are lengths of time, which people read in one decimal.
pub(super) fn is_period(unit: &Unit) -> bool {
    let mut factors = unit.dimension().factors();
    factors.next() == Some(("yr", 1)) && factors.next().is_none()
}

/// The number that is written for a value: 95 for a share of 0.95.
pub(super) fn shown(value: f64, unit: &Unit) -> f64 {
    if unit.form() == Form::Percent { value * 100.0 } else { value }
}

/// The digits of a magnitude, before sign, currency and unit.
pub(super) struct Body {
    pub text: String,
    pub is_zero: bool,
}

impl Body {
    /// With at least `least` decimals, and more where `tolerance` asks for them.
    pub fn fixed(magnitude: f64, least: u8, tolerance: f64, numerals: &dyn Numerals) -> Self {
        Self::within(magnitude, least, tolerance, Digits::Fixed, numerals)
    }

    /// Like [`Body::fixed`], trailing zeros left out.
    pub fn up_to(magnitude: f64, least: u8, tolerance: f64, numerals: &dyn Numerals) -> Self {
        Self::within(magnitude, least, tolerance, Digits::UpTo, numerals)
    }

    fn within(
        magnitude: f64,
        least: u8,
        tolerance: f64,
        digits: fn(u8) -> Digits,
        numerals: &dyn Numerals,
    ) -> Self {
        match decimals(magnitude, least, tolerance) {
            Some(count) => Self { text: numerals.write(magnitude, digits(count)), is_zero: magnitude == 0.0 },
            None => Self { text: scientific(magnitude, numerals), is_zero: false },
        }
    }

    /// With sign, currency and unit.
    pub fn dressed(self, value: f64, unit: &Unit, suffix: Suffix, numerals: &dyn Numerals) -> String {
        if !shown(value, unit).is_finite() {
            return UNDEFINED.to_owned();
        }
        let sign = if value < 0.0 && !self.is_zero { MINUS } else { "" };
        let amount = if unit.form() == Form::Money { with_currency(&self.text, numerals) } else { self.text };
        format!("{sign}{amount}{}", suffix.of(unit))
    }
}

/// Digits with the currency's sign where the locale has it. A sign of letters is
/// parted from digits behind it.
pub fn with_currency(digits: &str, numerals: &dyn Numerals) -> String {
    let sign = numerals.currency();
    let space = if sign.ends_with(char::is_alphabetic) { "\u{a0}" } else { "" };
    match numerals.currency_follows() {
        true => format!("{digits}\u{a0}{sign}"),
        false => format!("{sign}{space}{digits}"),
    }
}

/// How many decimals bring a magnitude within a tolerance; none if it is too
/// large or too small to be written out.
fn decimals(magnitude: f64, least: u8, tolerance: f64) -> Option<u8> {
    (least..=MOST_DECIMALS).find(|count| {
        let steps = 10f64.powi(i32::from(*count));
        let rounded = (magnitude * steps).round() / steps;
        magnitude < HUGE && (rounded - magnitude).abs() <= tolerance * magnitude
    })
}

/// Two digits and a power of ten, `1.2e18`, which has a bounded width.
fn scientific(magnitude: f64, numerals: &dyn Numerals) -> String {
    let text = format!("{magnitude:.1e}").replace(".0e", "e");
    text.replace('.', numerals.decimal().encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use super::super::Plain;
    use super::*;

    fn unit(text: &str) -> Unit {
        Unit::parse(text).expect(text)
    }

    fn headline(value: f64, symbol: &str) -> String {
        exact(value, &unit(symbol), Suffix::Short, &Plain)
    }

    fn factor(value: f64, symbol: &str) -> String {
        formula(value, &unit(symbol), &Plain)
    }

    #[test]
    fn money_has_cents_below_a_thousand() {
        assert_eq!(headline(2.0, "$/yr"), "$2.00");
        assert_eq!(headline(999.99, "$/yr"), "$999.99");
        assert_eq!(headline(999.996, "$/yr"), "$1,000");
        assert_eq!(headline(55_263.157_9, "$/yr"), "$55,263");
        assert_eq!(headline(2_000_000.0, "$/yr"), "$2,000,000");
    }

    #[test]
    fn a_small_figure_is_never_written_as_zero() {
        assert_eq!(headline(0.0125, "$/h"), "$0.0125/h");
        assert_eq!(headline(0.000_4, "%"), "0.04%");
        assert_eq!(headline(0.004, "TB"), "0.004 TB");
        assert_eq!(headline(1e-12, "$"), "$1e-12");
    }

    #[test]
    fn percentages_and_multiples_have_one_decimal() {
        assert_eq!(headline(0.95, "%"), "95.0%");
        assert_eq!(headline(0.619_047_6, "%"), "61.9%");
        assert_eq!(headline(3.0, "×"), "3.0×");
    }

    #[test]
    fn months_have_one_decimal_and_two_where_one_misleads() {
        assert_eq!(headline(1.2, "months"), "1.2 months");
        assert_eq!(headline(1.042, "months"), "1.04 months");
        assert_eq!(headline(14.27, "months"), "14.3 months");
    }

    #[test]
    fn the_suffix_is_as_long_as_asked_for() {
        let cases =
            [(Suffix::None, "$5,000"), (Suffix::Short, "$5,000"), (Suffix::Full, "$5,000/customer/yr")];
        for (suffix, text) in cases {
            assert_eq!(exact(5_000.0, &unit("$/customer/yr"), suffix, &Plain), text);
        }
        assert_eq!(exact(5.0, &unit("h/yr"), Suffix::Full, &Plain), "5 h/yr");
        assert_eq!(exact(5.0, &unit("h/yr"), Suffix::Short, &Plain), "5 h");
        assert_eq!(exact(0.5, &unit("%"), Suffix::None, &Plain), "50.0%");
    }

    #[test]
    fn a_negative_figure_has_a_true_minus_and_zero_has_none() {
        assert_eq!(headline(-1_200.0, "$/yr"), "−$1,200");
        assert_eq!(headline(-0.05, "%"), "−5.0%");
        assert_eq!(headline(-0.0, "$/yr"), "$0.00");
    }

    #[test]
    fn the_width_of_a_huge_figure_is_bounded() {
        assert_eq!(headline(1.23e18, "$/yr"), "$1.2e18");
        assert_eq!(headline(-2e300, "h"), "−2e300 h");
    }

    #[test]
    fn what_is_not_finite_is_a_dash() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(headline(value, "$/yr"), "—");
            assert_eq!(factor(value, "%"), "—");
        }
    }

    #[test]
    fn numbers_in_a_formula_have_the_digits_to_multiply_with() {
        assert_eq!(factor(1_000_000.0, "h/yr"), "1,000,000 h");
        assert_eq!(factor(2.0, "$/h"), "$2.00/h");
        assert_eq!(factor(50_000.0, "$/yr"), "$50,000");
        assert_eq!(factor(63_157.894_736_8, "$/yr"), "$63,157.89");
        assert_eq!(factor(0.95, "%"), "95%");
        assert_eq!(factor(1.0 / 3.0, "%"), "33.33333%");
        assert_eq!(factor(36.363_636_363, "customers"), "36.36364 customers");
    }
}
