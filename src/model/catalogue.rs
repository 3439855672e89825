//! The built-in model with everything declared about it, put together.

use super::YEARS;
use super::benchmarks::{Benchmark, benchmarks};
use super::currency::Currency;
use super::drivers::{DriverEntry, Origin, drivers};
use super::insights::{Rule, rules};
use super::lines::lines;
use crate::engine::axis::{Axis, Grain};
use crate::engine::model::{Content, Line, Model, ModelErrors};
use crate::engine::unit::Form;

/// The built-in model and what is declared beside its lines.
pub struct Catalogue {
    /// The model.
    pub model: Model,
    /// What the form knows of each driver, in order.
    pub drivers: Vec<DriverEntry>,
    /// All benchmarks.
    pub benchmarks: Vec<Benchmark>,
    /// All rules about what the numbers say.
    pub rules: Vec<Rule>,
}

impl Catalogue {
    /// Builds the model.
    ///
    /// # Errors
    /// Faults of the declarations that keep it from being built; a test checks
    /// them and holds that there is none of any kind.
    pub fn new() -> Result<Self, ModelErrors> {
        let drivers = drivers();
        let all = drivers.iter().map(|entry| entry.line.clone()).chain(lines()).collect();
        let model = Model::shipped(vec![years()], Vec::new(), all)?;
        Ok(Self { model, drivers, benchmarks: benchmarks(), rules: rules() })
    }

    /// The same where amounts are in a currency. What was published in US dollars
    /// says nothing about others, and is left out: benchmarks and rules that
    /// compare with dollars, and that a value is the published one.
    ///
    /// # Errors
    /// As [`Catalogue::new`].
    pub fn in_currency(currency: Currency) -> Result<Self, ModelErrors> {
        let mut catalogue = Self::new()?;
        if currency.is_dollar() {
            return Ok(catalogue);
        }
        let is_money = |line: &Line| line.unit.form() == Form::Money;
        let Self { model, drivers, benchmarks, rules } = &mut catalogue;
        benchmarks.retain(|benchmark| !model.line(benchmark.line).is_some_and(is_money));
        rules.retain(|rule| !rule.is_in_dollars);
        for entry in drivers.iter_mut().filter(|entry| is_money(&entry.line)) {
            entry.origins = [Origin::Illustrative; YEARS];
            (entry.caveat, entry.note) = (None, None);
        }
        Ok(catalogue)
    }

    /// The entry of a driver.
    pub fn driver(&self, id: &str) -> Option<&DriverEntry> {
        self.drivers.iter().find(|entry| entry.line.id == id)
    }

    /// The calculated lines in order.
    pub fn calculated(&self) -> impl Iterator<Item = &Line> {
        self.model.lines().iter().filter(|line| matches!(line.content, Content::Formula(_)))
    }

    /// The benchmark of a line.
    pub fn benchmark(&self, line: &str) -> Option<&Benchmark> {
        self.benchmarks.iter().find(|benchmark| benchmark.line == line)
    }

    /// What people call a year of the model, counted from 0.
    pub fn year_label(&self, year: usize) -> String {
        format!("Year {}", year + 1)
    }
}

fn years() -> Axis {
    Axis::time(Grain::Year, YEARS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_compared_with_dollars_in_another_currency() {
        let euro = Currency::of("EUR").unwrap_or_default();
        let in_euros = Catalogue::in_currency(euro).expect("a model");
        let all = Catalogue::new().expect("a model");
        assert!(all.benchmark("price_per_hour").is_some() && in_euros.benchmark("price_per_hour").is_none());
        assert!(in_euros.benchmark("gross_margin").is_some());
        let dollars = |catalogue: &Catalogue| catalogue.rules.iter().any(|rule| rule.is_in_dollars);
        assert!(dollars(&all) && !dollars(&in_euros));
        let origin = |catalogue: &Catalogue, id: &str| catalogue.driver(id).map(|entry| entry.origins[0]);
        assert_eq!(origin(&in_euros, "arpu"), Some(Origin::Illustrative));
        assert_eq!(origin(&in_euros, "retention"), Some(Origin::Published));
    }

    #[test]
    fn the_declarations_pass_every_check_of_a_model() {
        let shipped = Catalogue::new().expect("a model").model;
        let all = Model::new(shipped.axes().to_vec(), Vec::new(), shipped.lines().to_vec());
        let errors = all.err().unwrap_or_default();
        assert!(errors.is_empty(), "{errors}");
    }
}
