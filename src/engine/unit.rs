//! Units: what a quantity is measured in, and how it is shown.
//!
//! A unit has a *dimension*, a product of base quantities with whole exponents,
//! and a *form* that says how a person reads it. Values are stored in the unit
//! that their line declares; the engine converts through the dimension's base.

use super::axis::Grain;
use super::maps::sorted;
use litemap::LiteMap;
use std::fmt;

/// A product of base quantities with whole exponents: `$/customer/yr` is
/// `{$: 1, customer: -1, yr: -1}`. The empty product is a pure number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dimension(LiteMap<String, i32>);

impl Dimension {
    /// The dimension of a pure number.
    pub fn pure() -> Self {
        Self::default()
    }

    /// One base quantity to the first power.
    pub fn base(name: &str) -> Self {
        Self(sorted([(name.to_owned(), 1)]))
    }

    /// Whether this is the dimension of a pure number.
    pub fn is_pure(&self) -> bool {
        self.0.is_empty()
    }

    /// The exponent of a base quantity, 0 where it does not occur.
    pub fn exponent(&self, base: &str) -> i32 {
        self.0.get(base).copied().unwrap_or(0)
    }

    /// The base quantities with their exponents, in the order of their names.
    pub fn factors(&self) -> impl Iterator<Item = (&str, i32)> {
        self.0.iter().map(|(name, exponent)| (name.as_str(), *exponent))
    }

    /// The dimension of a product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.combine(other, 1)
    }

    /// The dimension of a quotient.
    #[must_use]
    pub fn per(&self, other: &Self) -> Self {
        self.combine(other, -1)
    }

    /// The dimension of a whole power.
    #[must_use]
    pub fn power(&self, exponent: i32) -> Self {
        let scaled = self.0.iter().map(|(name, e)| (name.clone(), e.saturating_mul(exponent)));
        Self(sorted(scaled.filter(|(_, e)| *e != 0)))
    }

    fn combine(&self, other: &Self, sign: i32) -> Self {
        let mut product = self.0.clone();
        for (name, exponent) in &other.0 {
            let sum = product.entry(name.clone()).or_insert(0);
            *sum = sum.saturating_add(exponent.saturating_mul(sign));
        }
        product.retain(|_, exponent| *exponent != 0);
        Self(product)
    }
}

/// Prints `$/customer/yr`, `1/yr`, or `a pure number`.
impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_pure() {
            return f.write_str("a pure number");
        }
        let raised = |name: &str, e: i32| if e == 1 { name.to_owned() } else { format!("{name}^{e}") };
        let above: Vec<String> = self.factors().filter(|(_, e)| *e > 0).map(|(n, e)| raised(n, e)).collect();
        let below: Vec<String> = self.factors().filter(|(_, e)| *e < 0).map(|(n, e)| raised(n, -e)).collect();
        f.write_str(&if above.is_empty() { "1".to_owned() } else { above.join("·") })?;
        below.iter().try_for_each(|name| write!(f, "/{name}"))
    }
}

/// How a value in a unit is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// An amount of money, with the currency's sign before it.
    Money,
    /// A share, written as a percentage.
    Percent,
    /// How many times one quantity is another, written `3.0×`.
    Multiple,
    /// A number followed by the unit's symbol, if it has one.
    Plain,
}

/// What a quantity is measured in: parse one with [`Unit::parse`].
///
/// ```
/// use megahour::engine::unit::Unit;
/// let months = Unit::parse("months")?;
/// assert_eq!(months.dimension(), Unit::parse("yr")?.dimension());
/// assert_eq!(months.per_base(), 12.0);
/// # Ok::<(), megahour::engine::unit::UnitError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    symbol: String,
    dimension: Dimension,
    per_base: f64,
    form: Form,
}

/// Why a text is no unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitError {
    /// The part that could not be read.
    pub part: String,
}

impl fmt::Display for UnitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” is no unit: write names joined by / or ·, such as $/customer/yr", self.part)
    }
}

impl std::error::Error for UnitError {}

/// The longest unit that is read; a unit is a word or two, not a text.
const MAX_UNIT_CHARS: usize = 60;

impl Unit {
    /// The unit of a bare number.
    pub fn pure() -> Self {
        Self { symbol: String::new(), dimension: Dimension::pure(), per_base: 1.0, form: Form::Plain }
    }

    /// The unit of a share that is written in percent.
    pub fn percent() -> Self {
        Self { symbol: "%".to_owned(), form: Form::Percent, ..Self::pure() }
    }

    /// Reads a unit: empty or `1` for a pure number, `%`, `×`, or names joined
    /// by `·`, `-` and `/`, as in `$/customer/yr` or `GPU-h/month`. Names that are
    /// not known become base quantities of their own.
    ///
    /// # Errors
    /// Where a part between the separators is empty or holds other characters.
    pub fn parse(text: &str) -> Result<Self, UnitError> {
        let text = text.trim();
        match text {
            "" | "1" => return Ok(Self::pure()),
            "%" => return Ok(Self::percent()),
            "×" => return Ok(Self { symbol: text.to_owned(), form: Form::Multiple, ..Self::pure() }),
            _ => {}
        }
        if text.chars().count() > MAX_UNIT_CHARS {
            return Err(UnitError { part: text.chars().take(MAX_UNIT_CHARS).collect() });
        }
        let mut dimension = Dimension::pure();
        let mut per_base = 1.0;
        for (position, quotient) in text.split('/').enumerate() {
            for part in quotient.split('·') {
                let (base, scale) = base_quantities(part.trim())?;
                if position == 0 {
                    dimension = dimension.times(&base);
                    per_base *= scale;
                } else {
                    dimension = dimension.per(&base);
                    per_base /= scale;
                }
            }
        }
        let form = if dimension.exponent("$") == 1 { Form::Money } else { Form::Plain };
        Ok(Self { symbol: text.to_owned(), dimension, per_base, form })
    }

    /// The unit's text, which [`Unit::parse`] reads back.
    pub fn symbol(&self) -> &str {
        &self.symbol
    }

    /// The dimension, without scale or form.
    pub fn dimension(&self) -> &Dimension {
        &self.dimension
    }

    /// How many of this unit make one base unit: 12 for months, in years.
    pub fn per_base(&self) -> f64 {
        self.per_base
    }

    /// The same where periods of a length stand for the year: 1 for `$/month` at
    /// months, 12 for `$/yr` there. Formulas over months read better so.
    pub fn per_base_at(&self, grain: Option<Grain>) -> f64 {
        let periods = grain.map_or(1, Grain::per_year) as f64;
        let factor = match self.dimension.exponent("yr") {
            0 => return self.per_base,
            exponent => self.per_base / libm::pow(periods, f64::from(exponent)),
        };
        // A thousand twelfths times twelve is a thousand.
        let whole = factor.round();
        if (factor - whole).abs() <= 1e-12 * whole { whole } else { factor }
    }

    /// How a value is written.
    pub fn form(&self) -> Form {
        self.form
    }

    /// What is written behind the number: `/h` for `$/h`, ` TB`, ` months`.
    /// With `full` false a trailing `/yr` and `/customer` are left out, for
    /// places where every figure is a year's and a label says the rest.
    pub fn suffix(&self, full: bool) -> String {
        let symbol = match full {
            true => self.symbol.as_str(),
            false => self.symbol.trim_end_matches("/yr").trim_end_matches("/customer"),
        };
        match self.form {
            Form::Money => symbol.replacen('$', "", 1),
            Form::Percent | Form::Multiple => symbol.to_owned(),
            Form::Plain if symbol.is_empty() => String::new(),
            Form::Plain => format!(" {symbol}"),
        }
    }
}

/// The dimension of names joined by hyphens, and how many of them make one base
/// unit: `GPU-h` is what one GPU does in an hour.
fn base_quantities(part: &str) -> Result<(Dimension, f64), UnitError> {
    let whole = (Dimension::pure(), 1.0);
    part.split('-').try_fold(whole, |(dimension, per_base), name| {
        let (base, scale) = base_quantity(name)?;
        Ok((dimension.times(&base), per_base * scale))
    })
}

/// The dimension of a name and how many of it make one base unit.
///
/// An hour is no part of a year here: how many hours a year has depends on what
/// runs in them, so that hours a year are a quantity, 8,760 h/yr or fewer.
fn base_quantity(name: &str) -> Result<(Dimension, f64), UnitError> {
    let energy = || Dimension::base("kW").times(&Dimension::base("h"));
    let known = match name {
        "1" => (Dimension::pure(), 1.0),
        "months" | "month" => (Dimension::base("yr"), 12.0),
        "quarters" | "quarter" => (Dimension::base("yr"), 4.0),
        "s" => (Dimension::base("h"), 3600.0),
        "customers" => (Dimension::base("customer"), 1.0),
        "GPUs" => (Dimension::base("GPU"), 1.0),
        "GB" => (Dimension::base("TB"), 1000.0),
        "W" => (Dimension::base("kW"), 1000.0),
        "MW" => (Dimension::base("kW"), 0.001),
        "kWh" => (energy(), 1.0),
        "MWh" => (energy(), 0.001),
        _ if name == "$" || (!name.is_empty() && name.chars().all(char::is_alphabetic)) => {
            (Dimension::base(name), 1.0)
        }
        _ => return Err(UnitError { part: name.to_owned() }),
    };
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Unit {
        Unit::parse(text).expect(text)
    }

    #[test]
    fn a_quotient_has_negative_exponents() {
        assert_eq!(unit("$/customer/yr").dimension().to_string(), "$/customer/yr");
        assert_eq!(unit("1/yr").dimension().exponent("yr"), -1);
    }

    #[test]
    fn money_over_hours_times_hours_is_money() {
        let product = unit("$/h").dimension().times(unit("h/yr").dimension());
        assert_eq!(&product, unit("$/yr").dimension());
    }

    #[test]
    fn gigabytes_per_month_convert_to_terabytes_per_year() {
        assert!((unit("GB/month").per_base() - 1000.0 / 12.0).abs() < 1e-12);
    }

    #[test]
    fn names_joined_by_hyphens_are_a_product() {
        assert_eq!(unit("GPU-h").dimension().to_string(), "GPU·h");
        assert_eq!(unit("$/kW-month").dimension(), unit("$/kW/yr").dimension());
        assert_eq!(unit("$/kW-month").per_base(), 1.0 / 12.0);
        assert_eq!(unit("GPU-h/month").dimension(), &unit("GPU").dimension().times(unit("h/yr").dimension()));
    }

    #[test]
    fn at_months_what_is_per_month_needs_no_factor() {
        let at = |text: &str, grain| unit(text).per_base_at(Some(grain));
        for monthly in ["$/month", "months", "GPU-h/month", "$/kW-month"] {
            assert_eq!(at(monthly, Grain::Month), 1.0, "{monthly}");
        }
        assert_eq!((at("GB/month", Grain::Month), at("$/yr", Grain::Month)), (1000.0, 12.0));
        assert_eq!((at("$/yr", Grain::Quarter), at("$/quarter", Grain::Quarter)), (4.0, 1.0));
        assert_eq!((at("$/month", Grain::Year), unit("months").per_base_at(None)), (1.0 / 12.0, 12.0));
    }

    #[test]
    fn energy_is_power_times_hours() {
        assert_eq!(unit("kWh"), Unit { symbol: "kWh".to_owned(), ..unit("kW-h") });
        let price = unit("$/kWh").dimension().times(unit("kW").dimension()).times(unit("h/yr").dimension());
        assert_eq!(&price, unit("$/yr").dimension());
        assert_eq!((unit("MWh").per_base(), unit("W").per_base()), (0.001, 1000.0));
    }

    #[test]
    fn a_second_is_an_hours_3600th_and_an_hour_no_part_of_a_year() {
        assert_eq!(unit("tok/s").dimension(), unit("tok/h").dimension());
        assert_eq!(unit("tok/s").per_base(), 1.0 / 3600.0);
        let hours = unit("h/yr");
        assert!(!hours.dimension().is_pure() && hours.dimension().exponent("yr") == -1);
    }

    #[test]
    fn text_that_is_no_unit_is_refused_with_the_part() {
        for text in ["$//h", "h/", "5", "<b>", "h·", "GPU-", "-h", "kW--h"] {
            assert!(Unit::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_year_is_left_out_where_every_figure_is_a_years() {
        assert_eq!(unit("h/yr").suffix(false), " h");
        assert_eq!(unit("$/customer/yr").suffix(true), "/customer/yr");
    }
}
