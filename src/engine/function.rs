//! Named functions: algorithms that are no expression of the tree's operators.

use super::unit::Dimension;

/// A named function of the formula language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// The natural logarithm of a pure number above zero.
    Ln,
    /// e to the power of a pure number.
    Exp,
    /// The internal rate of return of equally spaced flows, per period.
    Irr,
}

/// A function's fixed properties, declared in one place.
pub struct Signature {
    /// Its name in formulas.
    pub name: &'static str,
    /// Its name in spreadsheets.
    pub excel: &'static str,
    /// Whether it takes a series along an axis instead of single values.
    pub series: bool,
    /// Why it can be undefined for defined arguments.
    pub undefined: &'static str,
}

impl Function {
    /// Every function.
    pub const ALL: [Self; 3] = [Self::Ln, Self::Exp, Self::Irr];

    /// Its name and other fixed properties.
    pub fn signature(self) -> Signature {
        match self {
            Self::Ln => Signature {
                name: "ln",
                excel: "LN",
                series: false,
                undefined: "a logarithm needs a number above zero",
            },
            Self::Exp => Signature {
                name: "exp",
                excel: "EXP",
                series: false,
                undefined: "the result is too large for a number",
            },
            Self::Irr => Signature {
                name: "irr",
                excel: "IRR",
                series: true,
                undefined: "no single rate of return balances the flows",
            },
        }
    }

    /// The dimension of the result, or what the argument should have been.
    ///
    /// # Errors
    /// The words for what is expected, where the argument does not fit.
    pub fn dimension(self, argument: &Dimension) -> Result<Dimension, &'static str> {
        match self {
            Self::Ln | Self::Exp if !argument.is_pure() => Err("a pure number"),
            Self::Ln | Self::Exp | Self::Irr => Ok(Dimension::pure()),
        }
    }

    /// The function's value; NaN where it is undefined.
    pub fn apply(self, arguments: &[f64]) -> f64 {
        if arguments.iter().any(|value| !value.is_finite()) {
            return f64::NAN;
        }
        match (self, arguments) {
            (Self::Ln, [value]) if *value > 0.0 => libm::log(*value),
            (Self::Exp, [value]) => libm::exp(*value),
            (Self::Irr, flows) => internal_rate_of_return(flows),
            _ => f64::NAN,
        }
    }
}

/// The lowest rate that is searched: at −100% every later flow is divided by 0.
const LOWEST_RATE: f64 = -0.999_999;
/// The highest rate that is searched, a millionfold return in one period.
const HIGHEST_RATE: f64 = 1e6;
/// Halvings that bring the bracket below the spacing of floating-point numbers.
const BISECTIONS: u32 = 200;

/// The rate at which the flows' present value is zero, by bisection, so that it
/// cannot diverge. NaN unless the ends of the searched range differ in sign; at
/// the lower end a long series' value may be infinite, its sign still counts.
fn internal_rate_of_return(flows: &[f64]) -> f64 {
    let present_value = |rate: f64| flows.iter().rev().fold(0.0, |later, flow| flow + later / (1.0 + rate));
    let (mut low, mut high) = (LOWEST_RATE, HIGHEST_RATE);
    let (at_low, at_high) = (present_value(low), present_value(high));
    let falls = at_low > 0.0 && at_high < 0.0;
    let rises = at_low < 0.0 && at_high > 0.0;
    if !falls && !rises {
        return f64::NAN;
    }
    for _ in 0..BISECTIONS {
        let middle = f64::midpoint(low, high);
        if (present_value(middle) > 0.0) == falls {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irr_of_a_tenth_more_after_one_period_is_ten_percent() {
        assert!((Function::Irr.apply(&[-100.0, 110.0]) - 0.10).abs() < 1e-12);
    }

    /// Excel documents IRR of these flows as 8.7%.
    #[test]
    fn irr_agrees_with_the_spreadsheet_functions_documented_example() {
        let rate = Function::Irr.apply(&[-70_000.0, 12_000.0, 15_000.0, 18_000.0, 21_000.0, 26_000.0]);
        assert!((rate - 0.0866).abs() < 5e-5, "{rate}");
    }

    #[test]
    fn irr_of_a_long_monthly_series_is_found() {
        let mut flows = vec![1.0; 121];
        flows[0] = -100.0;
        let rate = Function::Irr.apply(&flows);
        let annuity = (1.0 - (1.0 + rate).powi(-120)) / rate;
        assert!((annuity - 100.0).abs() < 1e-9, "{rate}");
    }

    #[test]
    fn irr_does_not_depend_on_the_size_of_the_flows() {
        for size in [1e-200, 1e200] {
            assert!((Function::Irr.apply(&[-size, 1.1 * size]) - 0.1).abs() < 1e-12, "{size}");
        }
    }

    #[test]
    fn irr_is_undefined_where_flows_never_change_sign() {
        assert!(Function::Irr.apply(&[1.0, 2.0]).is_nan());
        assert!(Function::Irr.apply(&[]).is_nan());
    }

    #[test]
    fn functions_are_undefined_for_undefined_arguments_and_outside_their_domain() {
        for function in Function::ALL {
            assert!(function.apply(&[f64::NAN]).is_nan());
        }
        assert!(Function::Ln.apply(&[0.0]).is_nan());
    }
}
