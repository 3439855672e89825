//! A scenario's model with everything declared about it, put together.

use super::benchmarks::Benchmark;
use super::charts::ChartEntry;
use super::currency::Currency;
use super::drivers::{DriverEntry, Origin};
use super::insights::Rule;
use super::modules::Declared;
use super::places::Places;
use super::spec::{ModelSpec, Owner};
use super::timeline::{Timeline, continued};
use crate::engine::axis::{Axis, AxisMap, Grain};
use crate::engine::id::LineId;
use crate::engine::model::{Content, Line, Model, ModelErrors};
use crate::engine::unit::Form;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A model and what is declared beside its lines.
pub struct Catalogue {
    /// What the model was made for.
    pub spec: ModelSpec,
    /// The model.
    pub model: Model,
    /// What the form knows of each driver, in order.
    pub drivers: Vec<DriverEntry>,
    /// The lines that somebody calculates instead of what they have of
    /// themselves, with who does.
    pub calculated_by: BTreeMap<LineId, Owner>,
    /// All charts of the Model view, in order.
    pub charts: Vec<&'static ChartEntry>,
    /// Where each module's lines stand out.
    pub places: Vec<Places>,
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
        let modules = spec.modules.iter().map(|module| module.declared());
        Parts::of(spec, modules).built(Model::shipped)
    }

    /// The model of some declarations, all of it checked: for modules that are
    /// not shipped.
    ///
    /// # Errors
    /// Every fault of the declarations.
    pub fn checked(
        spec: &ModelSpec,
        modules: impl IntoIterator<Item = Declared>,
    ) -> Result<Self, ModelErrors> {
        Parts::of(spec, modules).built(Model::new)
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

    /// The lines that have a card of the shown year, by their ids.
    pub fn cards(&self) -> impl Iterator<Item = &'static str> {
        self.places.iter().flat_map(|places| places.cards.iter().copied())
    }

    /// Whether a line stands in strong type.
    pub fn is_emphasised(&self, line: &str) -> bool {
        self.places.iter().any(|places| places.emphasised.contains(&line))
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

/// What a catalogue consists of before its model is built.
struct Parts {
    spec: ModelSpec,
    axes: Vec<Axis>,
    lines: Vec<Line>,
    drivers: Vec<DriverEntry>,
    calculated_by: BTreeMap<LineId, Owner>,
    charts: Vec<&'static ChartEntry>,
    places: Vec<Places>,
    benchmarks: Vec<Benchmark>,
    rules: Vec<Rule>,
}

/// Builds a model of axes, maps between them, and lines.
type BuildModel = fn(Vec<Axis>, Vec<AxisMap>, Vec<Line>) -> Result<Model, ModelErrors>;

impl Parts {
    /// Puts declarations together over the timeline. A line that somebody
    /// calculates gets the formula of its owner, if that is there and has one.
    fn of(spec: &ModelSpec, modules: impl IntoIterator<Item = Declared>) -> Self {
        let mut parts = Self {
            spec: spec.clone(),
            axes: Vec::new(),
            lines: Vec::new(),
            drivers: Vec::new(),
            calculated_by: BTreeMap::new(),
            charts: Vec::new(),
            places: Vec::new(),
            benchmarks: Vec::new(),
            rules: Vec::new(),
        };
        let (mut calculated, mut formulas) = (Vec::new(), BTreeMap::new());
        for module in modules {
            for over in module.overrides {
                let owner = Owner::Module(module.module);
                if spec.calculated.get(&over.line) == Some(&owner) {
                    parts.calculated_by.insert(over.line.clone(), owner);
                    formulas.insert(over.line, over.formula);
                }
            }
            parts.axes.extend(module.axes);
            parts.drivers.extend(module.drivers);
            calculated.extend(module.lines);
            parts.charts.extend(module.charts);
            parts.places.push(module.places);
            parts.benchmarks.extend(module.benchmarks);
            parts.rules.extend(module.rules);
        }
        parts.lines = parts.drivers.iter().map(|entry| entry.line.clone()).chain(calculated).collect();
        parts.lay_out();
        for line in &mut parts.lines {
            if let Some(formula) = formulas.remove(&line.id) {
                line.content = Content::Formula(formula);
            }
        }
        let Self { drivers, lines, calculated_by, .. } = &mut parts;
        drivers.retain(|entry| !calculated_by.contains_key(&entry.line.id));
        for entry in drivers {
            if let Some(line) = lines.iter().find(|line| line.id == entry.line.id) {
                entry.line = line.clone();
            }
        }
        parts
    }

    /// Puts the axes of time before all others, and gives each driver along time
    /// a default for each of its periods.
    fn lay_out(&mut self) {
        let Self { spec, axes, lines, .. } = self;
        // Only the grains that a line has cost anything.
        let has =
            |grain: Grain| lines.iter().any(|line| line.shape.iter().any(|axis| *axis == *grain.axis()));
        let grains = Grain::ALL.into_iter().filter(|grain| *grain == Grain::Year || has(*grain));
        let time: Vec<Axis> = grains.map(|grain| spec.timeline.axis(grain)).collect();
        axes.splice(0..0, time);
        for line in lines {
            if let Content::Driver(driver) = &mut line.content
                && let [of] = line.shape.as_slice()
                && let Some(axis) = axes.iter().find(|axis| axis.id == *of && axis.grain.is_some())
            {
                driver.defaults = continued(&driver.defaults, axis.members.len());
            }
        }
    }

    /// The catalogue, with its model built.
    fn built(self, build: BuildModel) -> Result<Catalogue, ModelErrors> {
        let model = build(self.axes, Vec::new(), self.lines)?;
        Ok(Catalogue {
            spec: self.spec,
            model,
            drivers: self.drivers,
            calculated_by: self.calculated_by,
            charts: self.charts,
            places: self.places,
            benchmarks: self.benchmarks,
            rules: self.rules,
        })
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
