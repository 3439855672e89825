//! Digits with a power of ten, and what their separators can mean.

/// The sign before a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalSign {
    /// As in 1,234.56.
    Point,
    /// As in 1.234,56.
    Comma,
}

impl DecimalSign {
    fn of(sign: char) -> Option<Self> {
        match sign {
            '.' => Some(Self::Point),
            ',' => Some(Self::Comma),
            _ => None,
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }
}

/// `digits × 10^exponent`, not negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    /// ASCII digits.
    pub digits: String,
    /// The power of ten of the last digit.
    pub exponent: i32,
}

impl Decimal {
    fn of(whole: &str, fraction: &str) -> Self {
        let digits = whole.chars().chain(fraction.chars()).filter(char::is_ascii_digit).collect();
        Self { digits, exponent: -(fraction.len() as i32) }
    }

    /// The digits of a finite magnitude.
    pub fn of_value(magnitude: f64) -> Self {
        let text = format!("{magnitude:e}");
        let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
        let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        let behind_point = digits.len() as i32 - 1;
        Self { digits, exponent: power.parse::<i32>().unwrap_or(0) - behind_point }
    }

    /// The nearest number times a power of ten. Moving the point is exact, where
    /// multiplying would add noise: 58.33% is 0.5833.
    pub fn value(&self, power: i32) -> f64 {
        let exponent = self.exponent.saturating_add(power);
        format!("{}e{exponent}", self.digits).parse().unwrap_or(f64::NAN)
    }
}

/// What digits with separators say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    /// One number, and the decimal sign that it shows.
    Certain(Decimal, Option<DecimalSign>),
    /// One separator before three digits: it depends on the decimal sign.
    Doubtful {
        /// With its separator parting thousands.
        grouped: Decimal,
        /// With its separator before a fraction.
        fraction: Decimal,
        /// Which decimal sign the second would be.
        sign: DecimalSign,
    },
    /// Separators stand where no group ends; with another number that may have
    /// been meant.
    Misplaced(Option<Decimal>),
}

/// Reads digits, points, commas, spaces and apostrophes.
pub(super) fn notation(body: &str) -> Notation {
    let Some((at, mark)) = body.char_indices().rfind(|(_, sign)| matches!(sign, '.' | ',')) else {
        return match is_grouped(body) {
            true => Notation::Certain(Decimal::of(body, ""), None),
            false => Notation::Misplaced(None),
        };
    };
    let (whole, fraction) = (&body[..at], &body[at + 1..]);
    if !fraction.chars().all(|sign| sign.is_ascii_digit()) {
        return Notation::Misplaced(None);
    }
    let sign = DecimalSign::of(mark).unwrap_or(DecimalSign::Point);
    let as_fraction = || Decimal::of(whole, fraction);
    if whole.contains(mark) {
        // One that repeats parts thousands.
        return match is_grouped(body) {
            true => Notation::Certain(Decimal::of(body, ""), Some(sign.other())),
            false => Notation::Misplaced(Some(as_fraction()).filter(|_| is_grouped(whole))),
        };
    }
    if !whole.chars().all(|sign| sign.is_ascii_digit()) {
        return match is_grouped(whole) {
            true => Notation::Certain(as_fraction(), Some(sign)),
            false => Notation::Misplaced(None),
        };
    }
    let may_be_group = fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if may_be_group {
        return Notation::Doubtful { grouped: Decimal::of(body, ""), fraction: as_fraction(), sign };
    }
    Notation::Certain(as_fraction(), Some(sign))
}

/// Whether one kind of separator, or none, parts thousands, or lakhs and crores.
fn is_grouped(body: &str) -> bool {
    let mut marks = body.chars().filter(|sign| !sign.is_ascii_digit());
    let first = marks.next();
    if !marks.all(|mark| Some(mark) == first) {
        return false;
    }
    let lengths: Vec<usize> = body.split(|sign: char| !sign.is_ascii_digit()).map(str::len).collect();
    match lengths.as_slice() {
        [_] => true,
        [first, middle @ .., last] => {
            let in_thousands = *first <= 3 && middle.iter().all(|length| *length == 3);
            let in_lakhs = *first <= 2 && middle.iter().all(|length| *length == 2);
            *first > 0 && *last == 3 && (in_thousands || in_lakhs)
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The readings in the notation of Rust.
    fn read(body: &str) -> String {
        match notation(body) {
            Notation::Certain(decimal, sign) => format!("{} {sign:?}", decimal.value(0)),
            Notation::Doubtful { grouped, fraction, .. } => {
                format!("{} or {}", grouped.value(0), fraction.value(0))
            }
            Notation::Misplaced(other) => format!("misplaced {:?}", other.map(|other| other.value(0))),
        }
    }

    #[test]
    fn separators_say_what_they_can() {
        for (body, said) in [
            ("1234", "1234 None"),
            ("1.488,69", "1488.69 Some(Comma)"),
            ("1,488.69", "1488.69 Some(Point)"),
            ("900,50", "900.5 Some(Comma)"),
            ("0.125", "0.125 Some(Point)"),
            ("2.7", "2.7 Some(Point)"),
            ("1.000", "1000 or 1"),
            ("12,345", "12345 or 12.345"),
            ("1234,567", "1234.567 Some(Comma)"),
            ("1,234,567", "1234567 Some(Point)"),
            ("10,00,000", "1000000 Some(Point)"),
            ("1 234 567,5", "1234567.5 Some(Comma)"),
            ("1'234'567.5", "1234567.5 Some(Point)"),
            ("12.345.67", "misplaced Some(12345.67)"),
            ("1,2,3", "misplaced None"),
            ("1 23 456 789", "misplaced None"),
            ("1.2,3.4", "misplaced None"),
        ] {
            assert_eq!(read(body), said, "{body}");
        }
    }
}
