//! Named functions: algorithms that are no expression of the tree's operators.

use super::rates::{Rates, internal_rates};

/// A named function of the formula language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// The natural logarithm of a pure number above zero.
    Ln,
    /// e to the power of a pure number.
    Exp,
    /// A value without its sign.
    Abs,
    /// The nearest whole number; a half goes away from zero.
    Round,
    /// The largest whole number that is not above.
    Floor,
    /// The smallest whole number that is not below.
    Ceil,
    /// The level payment for each 1 that is lent, at a rate per period for a
    /// number of periods: `level(i, n)`.
    Level,
    /// The present value of flows: `npv(rate, end, start)`, with the flows at the
    /// end and, if given, at the start of each period, and a rate per period.
    Npv,
    /// The same of flows that are measured per time, as an amount. Building a
    /// model makes it of [`Function::Npv`].
    NpvAmount,
    /// The rate per period at which flows have no present value, where there is
    /// one alone: `irr(end, start)`.
    Irr,
    /// How many such rates there are.
    IrrCount,
}

/// What an argument of a function is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A pure number.
    Pure,
    /// A value of any dimension, the same for all arguments of this kind.
    Alike,
}

/// A function's fixed properties, declared in one place.
pub struct Signature {
    /// Its name in formulas.
    pub name: &'static str,
    /// Its arguments, single values before series.
    pub arguments: &'static [Argument],
    /// How many of them have to be given.
    pub required: usize,
    /// How many of them are single values; the others are series along an axis.
    pub singles: usize,
    /// Whether it is given, before all else, how many periods a year has.
    pub takes_periods_per_year: bool,
    /// What it takes, in words.
    pub expects: &'static str,
    /// Why it can be undefined for defined arguments.
    pub undefined: &'static str,
}

impl Signature {
    /// Whether it takes so many arguments.
    pub fn takes(&self, count: usize) -> bool {
        (self.required..=self.arguments.len()).contains(&count)
    }

    /// Whether it takes series along an axis.
    pub fn is_over_series(&self) -> bool {
        self.singles < self.arguments.len()
    }
}

impl Function {
    /// Every function.
    pub const ALL: [Self; 11] = [
        Self::Ln,
        Self::Exp,
        Self::Abs,
        Self::Round,
        Self::Floor,
        Self::Ceil,
        Self::Level,
        Self::Npv,
        Self::NpvAmount,
        Self::Irr,
        Self::IrrCount,
    ];

    /// Its name and other fixed properties.
    pub fn signature(self) -> Signature {
        use Argument::{Alike, Pure};
        let single = |name, undefined| Signature {
            name,
            arguments: &[Pure],
            required: 1,
            singles: 1,
            takes_periods_per_year: false,
            expects: "one value",
            undefined,
        };
        let flows = |name, undefined| Signature {
            name,
            arguments: &[Alike, Alike],
            singles: 0,
            takes_periods_per_year: true,
            expects: "flows along an axis: at the end of each period and, if any, at its start",
            ..single(name, undefined)
        };
        let too_large = "the result is too large for a number";
        match self {
            Self::Ln => single("ln", "a logarithm needs a number above zero"),
            Self::Exp => single("exp", too_large),
            Self::Abs => Signature { arguments: &[Alike], ..single("abs", too_large) },
            Self::Round => single("round", too_large),
            Self::Floor => single("floor", too_large),
            Self::Ceil => single("ceil", too_large),
            Self::Level => Signature {
                arguments: &[Pure, Pure],
                required: 2,
                singles: 2,
                expects: "a rate and a number of periods",
                ..single(
                    "level",
                    "a level payment needs a number of periods above zero, at a rate above −100%",
                )
            },
            Self::Npv | Self::NpvAmount => Signature {
                arguments: &[Pure, Alike, Alike],
                required: 2,
                singles: 1,
                takes_periods_per_year: false,
                expects: "a rate and flows along an axis: at the end of each period and, if any, at its start",
                ..flows("npv", "a present value needs a rate above −100%")
            },
            Self::Irr => flows("irr", "no rate of return balances the flows"),
            Self::IrrCount => flows("irr_count", too_large),
        }
    }

    /// The function's value; NaN where it is undefined. Flows are those at
    /// equally spaced times, from now on.
    pub fn apply(self, arguments: &[f64]) -> f64 {
        if arguments.iter().any(|value| !value.is_finite()) {
            return f64::NAN;
        }
        match (self, arguments) {
            (Self::Ln, [value]) if *value > 0.0 => libm::log(*value),
            (Self::Exp, [value]) => libm::exp(*value),
            (Self::Abs, [value]) => value.abs(),
            (Self::Round, [value]) => libm::round(*value),
            (Self::Floor, [value]) => libm::floor(*value),
            (Self::Ceil, [value]) => libm::ceil(*value),
            (Self::Level, [rate, periods]) => level(*rate, *periods),
            (Self::Npv | Self::NpvAmount, [rate, flows @ ..]) => present_value(*rate, flows),
            (Self::Irr, [per_year, flows @ ..]) => match internal_rates(flows, *per_year) {
                Rates::One(rate) => rate,
                Rates::None | Rates::Several(_) => f64::NAN,
            },
            (Self::IrrCount, [per_year, flows @ ..]) => match internal_rates(flows, *per_year) {
                Rates::None => 0.0,
                Rates::One(_) => 1.0,
                Rates::Several(rates) => rates.len() as f64,
            },
            _ => f64::NAN,
        }
    }
}

/// The payment in each of some periods that pays back 1 with interest: its
/// present value is 1.
fn level(rate: f64, periods: f64) -> f64 {
    if periods <= 0.0 || rate <= -1.0 {
        f64::NAN
    } else if rate == 0.0 {
        1.0 / periods
    } else {
        -rate / libm::expm1(-periods * libm::log1p(rate))
    }
}

/// The value now of flows at times from now on, at a rate from one to the next.
fn present_value(rate: f64, flows: &[f64]) -> f64 {
    if rate <= -1.0 {
        return f64::NAN;
    }
    flows.iter().rev().fold(0.0, |later, flow| flow + later / (1.0 + rate))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn irr(flows: &[f64]) -> f64 {
        let arguments: Vec<f64> = [1.0].iter().chain(flows).copied().collect();
        Function::Irr.apply(&arguments)
    }

    #[test]
    fn irr_of_a_tenth_more_after_one_period_is_ten_percent() {
        assert!((irr(&[-100.0, 110.0]) - 0.10).abs() < 1e-12);
    }

    /// Excel documents IRR of these flows as 8.7%.
    #[test]
    fn irr_agrees_with_the_spreadsheet_functions_documented_example() {
        let rate = irr(&[-70_000.0, 12_000.0, 15_000.0, 18_000.0, 21_000.0, 26_000.0]);
        assert!((rate - 0.0866).abs() < 5e-5, "{rate}");
    }

    /// A loan of 1,000 at 1% a month is paid back by 12 payments of 88.85 (a
    /// loan table), and each payment is the same share of what is still owed.
    #[test]
    fn a_level_payment_pays_back_with_interest_and_at_no_rate_in_equal_parts() {
        let level = |rate, periods| Function::Level.apply(&[rate, periods]);
        assert!((1000.0 * level(0.01, 12.0) - 88.848_788_678).abs() < 1e-8);
        assert_eq!((level(0.0, 48.0), level(0.07, 1.0)), (1.0 / 48.0, 1.07));
        let paid: f64 = (1..=48).map(|k| level(0.009, 48.0) / 1.009_f64.powi(k)).sum();
        assert!((paid - 1.0).abs() < 1e-13, "{paid}");
        // Next to no rate it goes over into equal parts.
        assert!((level(1e-14, 48.0) * 48.0 - 1.0).abs() < 1e-12);
        for none in [(0.01, 0.0), (0.01, -1.0), (-1.0, 12.0)] {
            assert!(level(none.0, none.1).is_nan(), "{none:?}");
        }
    }

    #[test]
    fn a_present_value_is_worked_by_hand() {
        let npv = |arguments: &[f64]| Function::Npv.apply(arguments);
        assert!((npv(&[0.1, -100.0, 60.0, 60.0]) - (-100.0 + 60.0 / 1.1 + 60.0 / 1.21)).abs() < 1e-12);
        assert_eq!(npv(&[0.0, -100.0, 60.0, 60.0]), 20.0);
        assert!(npv(&[-1.0, 1.0]).is_nan());
    }

    #[test]
    fn rounding_is_that_of_the_number_line() {
        let of = |function: Function| [-1.5, -0.4, 0.5, 2.0].map(|value| function.apply(&[value]));
        assert_eq!(of(Function::Floor), [-2.0, -1.0, 0.0, 2.0]);
        assert_eq!(of(Function::Ceil), [-1.0, 0.0, 1.0, 2.0]);
        assert_eq!(of(Function::Round), [-2.0, 0.0, 1.0, 2.0]);
        assert_eq!(of(Function::Abs), [1.5, 0.4, 0.5, 2.0]);
    }

    #[test]
    fn functions_are_undefined_for_undefined_arguments_and_outside_their_domain() {
        for function in Function::ALL {
            let count =
                function.signature().required + usize::from(function.signature().takes_periods_per_year);
            assert!(function.apply(&vec![f64::NAN; count]).is_nan(), "{function:?}");
            assert!(function.apply(&[]).is_nan(), "{function:?}");
        }
        assert!(Function::Ln.apply(&[0.0]).is_nan());
    }
}
