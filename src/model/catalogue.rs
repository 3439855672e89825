//! A scenario's model with everything declared about it, put together.

use super::benchmarks::{Benchmark, benchmarks};
use super::currency::Currency;
use super::drivers::{DriverEntry, Origin, drivers};
use super::insights::{Rule, rules};
use super::lines::lines;
use super::spec::ModelSpec;
use super::timeline::{Timeline, continued};
use crate::engine::model::{Content, Line, Model, ModelErrors};
use crate::engine::unit::Form;
use std::sync::{Arc, Mutex, PoisonError};

/// A model and what is declared beside its lines.
pub struct Catalogue {
    /// What the model was made for.
    pub spec: ModelSpec,
    /// The model.
    pub model: Model,
    /// What the form knows of each driver, in order.
    pub drivers: Vec<DriverEntry>,
    /// All benchmarks.
    pub benchmarks: Vec<Benchmark>,
    /// All rules about what the numbers say.
    pub rules: Vec<Rule>,
}

/// A catalogue, shared and compared by where it is: two of one specification
/// and currency are the same one while it is in use.
#[derive(Clone)]
pub struct SharedCatalogue(pub Arc<Catalogue>);

impl PartialEq for SharedCatalogue {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for SharedCatalogue {
    type Target = Catalogue;

    fn deref(&self) -> &Catalogue {
        &self.0
    }
}

/// So many catalogues are kept: the open scenario's and those it is compared
/// with.
const KEPT: usize = 4;

/// The catalogues that were asked for last, the latest first.
static LATEST: Mutex<Vec<(Currency, SharedCatalogue)>> = Mutex::new(Vec::new());

impl Catalogue {
    /// The default model: the published one over five years without a date.
    ///
    /// # Errors
    /// As [`Catalogue::build`].
    pub fn new() -> Result<Self, ModelErrors> {
        Self::build(&ModelSpec::default())
    }

    /// The model of a specification where amounts are in a currency, built once
    /// for as long as it is among the latest.
    ///
    /// # Errors
    /// As [`Catalogue::build`].
    pub fn of(spec: &ModelSpec, currency: Currency) -> Result<SharedCatalogue, ModelErrors> {
        let mut latest = LATEST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = latest.iter().position(|(of, known)| *of == currency && known.spec == *spec) {
            let found = latest.remove(at);
            latest.insert(0, found.clone());
            return Ok(found.1);
        }
        let built = SharedCatalogue(Arc::new(Self::build(spec)?.in_currency(currency)));
        latest.insert(0, (currency, built.clone()));
        latest.truncate(KEPT);
        Ok(built)
    }

    /// Builds the model of a specification.
    ///
    /// # Errors
    /// Faults of the declarations that keep it from being built; a test checks
    /// them and holds that there is none of any kind.
    pub fn build(spec: &ModelSpec) -> Result<Self, ModelErrors> {
        let mut drivers = drivers();
        for entry in &mut drivers {
            if let Content::Driver(driver) = &mut entry.line.content {
                driver.defaults = continued(&driver.defaults, spec.timeline.years());
            }
        }
        let all = drivers.iter().map(|entry| entry.line.clone()).chain(lines()).collect();
        let model = Model::shipped(vec![spec.timeline.year_axis()], Vec::new(), all)?;
        Ok(Self { spec: spec.clone(), model, drivers, benchmarks: benchmarks(), rules: rules() })
    }

    /// The same where amounts are in a currency. What was published in US dollars
    /// says nothing about others, and is left out: benchmarks and rules that
    /// compare with dollars, and that a value is the published one.
    #[must_use]
    pub fn in_currency(mut self, currency: Currency) -> Self {
        if currency.is_dollar() {
            return self;
        }
        let is_money = |line: &Line| line.unit.form() == Form::Money;
        let Self { model, drivers, benchmarks, rules, .. } = &mut self;
        benchmarks.retain(|benchmark| !model.line(benchmark.line).is_some_and(is_money));
        rules.retain(|rule| !rule.is_in_dollars);
        for entry in drivers.iter_mut().filter(|entry| is_money(&entry.line)) {
            entry.origins.fill(Origin::Illustrative);
            (entry.caveat, entry.note) = (None, None);
        }
        self
    }

    /// The timeline of the model.
    pub fn timeline(&self) -> Timeline {
        self.spec.timeline
    }

    /// How many years the model has, at least one.
    pub fn years(&self) -> usize {
        self.spec.timeline.years()
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

    /// What people call a year of the model, counted from 0: `Year 3`, `2028`.
    pub fn year_label(&self, year: usize) -> String {
        self.spec.timeline.year_label(year)
    }

    /// The same in a sentence: `year 3`, `2028`.
    pub fn year_phrase(&self, year: usize) -> String {
        self.spec.timeline.year_phrase(year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::timeline::{MAX_YEARS, YearMonth};

    #[test]
    fn nothing_is_compared_with_dollars_in_another_currency() {
        let euro = Currency::of("EUR").unwrap_or_default();
        let in_euros = Catalogue::new().expect("a model").in_currency(euro);
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
    fn the_declarations_pass_every_check_of_a_model_over_every_timeline() {
        for years in 1..=MAX_YEARS {
            let spec = ModelSpec::over(Timeline::new(years, YearMonth::new(2026, 7)).unwrap_or_default());
            let shipped = Catalogue::build(&spec).expect("a model").model;
            let all = Model::new(shipped.axes().to_vec(), Vec::new(), shipped.lines().to_vec());
            let errors = all.err().unwrap_or_default();
            assert!(errors.is_empty(), "{years} years: {errors}");
        }
    }

    #[test]
    fn the_same_specification_gives_the_same_catalogue() {
        let spec = |years| ModelSpec::over(Timeline::new(years, None).unwrap_or_default());
        let of = |years| Catalogue::of(&spec(years), Currency::default()).expect("a model");
        assert!(of(7) == of(7));
        assert!(of(7) != of(8));
        assert_eq!(of(7).years(), 7);
    }
}
