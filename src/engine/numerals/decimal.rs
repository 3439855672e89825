//! Decimal digits with a power of ten.
//!
//! Reading `1.2k` or `7%` by multiplying would add noise of its own: `0.07 *
//! 100.0` is not 7. Moving the decimal point is exact, and one conversion at the
//! end rounds correctly. So [`super::edit()`] and [`super::read()`] meet to the bit.

/// `digits × 10^exponent`, not negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    /// ASCII digits, at least one.
    pub digits: String,
    /// The power of ten of the last digit.
    pub exponent: i64,
}

impl Decimal {
    /// The fewest digits that only this finite magnitude reads back from.
    pub fn shortest(magnitude: f64) -> Self {
        let text = format!("{magnitude:e}");
        let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
        let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        let behind_point = digits.len() as i64 - 1;
        Self { digits, exponent: power.parse::<i64>().unwrap_or(0) - behind_point }
    }

    /// Times a power of ten; zero stays as it is written.
    pub fn shifted(self, by: i64) -> Self {
        let by = if self.digits == "0" { 0 } else { by };
        Self { exponent: self.exponent.saturating_add(by), ..self }
    }

    /// With at most so many digits behind the point, halves rounded up.
    pub fn rounded(self, places: u8) -> Self {
        let dropped = -self.exponent - i64::from(places);
        if dropped <= 0 {
            return self;
        }
        let kept = self.digits.len().saturating_sub(dropped as usize);
        // A number far below the last place has its first digit further behind.
        let goes_up = dropped as usize <= self.digits.len() && self.digits.as_bytes()[kept] >= b'5';
        let mut digits = self.digits[..kept].to_owned();
        if goes_up {
            // Nines become zeros, and the digit before them one more.
            let before = digits.trim_end_matches('9');
            let zeros = "0".repeat(digits.len() - before.len());
            digits = match before.chars().next_back().and_then(|digit| digit.to_digit(10)) {
                Some(digit) => format!("{}{}{zeros}", &before[..before.len() - 1], digit + 1),
                None => format!("1{zeros}"),
            };
        }
        if digits.is_empty() {
            digits.push('0');
        }
        Self { digits, exponent: -i64::from(places) }
    }

    /// The digits before and behind the point, the latter perhaps none.
    pub fn written_out(&self) -> (String, String) {
        let zeros = |count: i64| "0".repeat(count.max(0) as usize);
        let point = self.digits.len() as i64 + self.exponent;
        let digits = format!("{}{}{}", zeros(1 - point), self.digits, zeros(self.exponent));
        let (whole, fraction) = digits.split_at(point.max(1) as usize);
        (whole.to_owned(), fraction.to_owned())
    }

    /// The nearest number; infinite where it is too large for one.
    pub fn value(&self) -> f64 {
        // The reader wants no zeros in front. It is one without large tables: that of
        // the standard library brings 10 kB along that do not compress.
        match self.digits.trim_start_matches('0').as_bytes() {
            [] => 0.0,
            digits => {
                let exponent = self.exponent.clamp(-FAR, FAR) as i32;
                minimal_lexical::parse_float(digits.iter(), [].iter(), exponent)
            }
        }
    }
}

/// A power of ten that no text is long enough to make up for.
const FAR: i64 = 1_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_the_point_adds_no_noise() {
        let seven = Decimal::shortest(0.07).shifted(2);
        assert_eq!(seven, Decimal { digits: "7".to_owned(), exponent: 0 });
        assert_eq!(seven.shifted(-2).value(), 0.07);
    }

    #[test]
    fn the_point_is_put_where_it_belongs() {
        let written = |magnitude| {
            let (whole, fraction) = Decimal::shortest(magnitude).written_out();
            format!("{whole}.{fraction}")
        };
        for (magnitude, text) in [(0.0, "0."), (0.05, "0.05"), (12.5, "12.5"), (1e3, "1000."), (0.5, "0.5")] {
            assert_eq!(written(magnitude), text);
        }
    }

    #[test]
    fn rounding_carries_over_nines() {
        let rounded = |magnitude, places| Decimal::shortest(magnitude).rounded(places).value();
        assert_eq!(rounded(0.995, 2), 1.0);
        assert_eq!(rounded(199.96, 1), 200.0);
        assert_eq!(rounded(9.5, 0), 10.0);
        assert_eq!(rounded(0.05, 1), 0.1);
        assert_eq!(rounded(0.05, 0), 0.0);
        assert_eq!(rounded(0.95, 0), 1.0);
    }

    #[test]
    fn what_is_too_large_is_infinite_and_what_is_too_small_is_zero() {
        let digits = "1".to_owned();
        assert_eq!(Decimal { digits: digits.clone(), exponent: i64::MAX }.value(), f64::INFINITY);
        assert_eq!(Decimal { digits, exponent: i64::MIN }.value(), 0.0);
    }

    proptest::proptest! {
        #[test]
        fn the_value_is_the_nearest_number(digits in "0{0,3}[0-9]{1,40}", exponent in -380_i64..330) {
            let nearest: f64 = format!("{digits}e{exponent}").parse().unwrap();
            proptest::prop_assert_eq!(Decimal { digits, exponent }.value().to_bits(), nearest.to_bits());
        }
    }
}
