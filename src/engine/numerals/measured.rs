//! A value that is known to within an error, and the error.

use super::format::{Body, HUGE, MOST_DECIMALS, Suffix, shown};
use super::{Digits, Numerals};
use crate::engine::unit::Unit;

/// A value and its standard error, as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The value, as far as it is known.
    pub value: String,
    /// The error.
    pub error: String,
    /// How many decimals both have.
    pub decimals: u8,
}

/// Writes a value with its standard error as measurements are written: the error
/// in two significant digits, the value to the same place. `None` where there is
/// no error to tell a place by, or none that can be written out.
///
/// ```
/// use megahour::engine::numerals::{Plain, measured};
/// use megahour::engine::unit::Unit;
/// let money = Unit::parse("$/yr")?;
/// let written = measured(3_826_947.0, 3_898.0, &money, &Plain);
/// let written = written.map(|of| (of.value, of.error));
/// assert_eq!(written, Some(("$3,826,900".to_owned(), "$3,900".to_owned())));
/// # Ok::<(), megahour::engine::unit::UnitError>(())
/// ```
pub fn measured(value: f64, error: f64, unit: &Unit, numerals: &dyn Numerals) -> Option<Measured> {
    let (size, off) = (shown(value, unit).abs(), shown(error, unit).abs());
    if !(off > 0.0 && off < HUGE && size < HUGE) {
        return None;
    }
    // The power of ten of the second digit; 9.96 is written as 10.
    let place = |off: f64| libm::log10(off).floor() as i32 - 1;
    let place = place(rounded(off, place(off)));
    let decimals = u8::try_from(-place.min(0)).ok().filter(|decimals| *decimals <= MOST_DECIMALS)?;
    let write = |magnitude: f64, of: f64, suffix: Suffix| {
        let magnitude = rounded(magnitude, place);
        let text = numerals.write(magnitude, Digits::Fixed(decimals));
        Body { text, is_zero: magnitude == 0.0 }.dressed(of, unit, suffix, numerals)
    };
    Some(Measured {
        value: write(size, value, Suffix::Short),
        error: write(off, error.abs(), Suffix::None),
        decimals,
    })
}

/// A magnitude rounded to a power of ten.
fn rounded(magnitude: f64, place: i32) -> f64 {
    let step = 10f64.powi(place.abs());
    if place < 0 { (magnitude * step).round() / step } else { (magnitude / step).round() * step }
}

#[cfg(test)]
mod tests {
    use super::super::Plain;
    use super::*;

    fn written(value: f64, error: f64, symbol: &str) -> (String, String, u8) {
        let unit = Unit::parse(symbol).expect(symbol);
        let of = measured(value, error, &unit, &Plain).expect("an error that can be written");
        (of.value, of.error, of.decimals)
    }

    #[track_caller]
    fn is(found: (String, String, u8), value: &str, error: &str, decimals: u8) {
        assert_eq!((found.0.as_str(), found.1.as_str(), found.2), (value, error, decimals));
    }

    #[test]
    fn an_error_has_two_digits_and_its_value_ends_where_it_does() {
        is(written(1_550_374.0, 903.18, "$/yr"), "$1,550,370", "$900", 0);
        is(written(2_572_033.0, 15.91, "$/yr"), "$2,572,033", "$16", 0);
        is(written(2.013_7, 0.012_4, "$/h"), "$2.014/h", "$0.012", 3);
        is(written(0.599_712, 0.001_24, "%"), "59.97%", "0.12%", 2);
        is(written(32.513, 0.046, "×"), "32.513×", "0.046×", 3);
        is(written(14.273, 0.13, "months"), "14.27 months", "0.13", 2);
        is(written(342.857, 1.26, "customers"), "342.9 customers", "1.3", 1);
    }

    #[test]
    fn an_error_that_rounds_up_to_the_next_power_keeps_two_digits() {
        is(written(20.0, 0.996, "$"), "$20.0", "$1.0", 1);
        is(written(20_000.0, 99.7, "$"), "$20,000", "$100", 0);
    }

    #[test]
    fn every_power_of_ten_has_two_digits() {
        for power in -7..14 {
            let (_, error, _) = written(1.0, 10f64.powi(power), "h");
            let digits = error.trim_start_matches(['0', '.']).replace([',', '.'], "");
            assert!(digits.starts_with("10") && (power > 0 || digits == "10"), "{error}");
        }
    }

    #[test]
    fn a_value_below_its_error_is_rounded_to_it_and_zero_has_no_sign() {
        is(written(-1_234.0, 5_600.0, "$"), "−$1,200", "$5,600", 0);
        is(written(-0.001, 1.2, "$"), "$0.0", "$1.2", 1);
    }

    #[test]
    fn what_has_no_error_to_tell_has_no_place() {
        let unit = Unit::parse("$").expect("money");
        for (value, error) in
            [(1.0, 0.0), (1.0, f64::NAN), (f64::NAN, 1.0), (1.0, f64::INFINITY), (1.0, 1e-12), (1e18, 1e17)]
        {
            assert_eq!(measured(value, error, &unit, &Plain), None, "{value} ± {error}");
        }
    }
}
