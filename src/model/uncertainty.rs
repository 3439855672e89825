//! What is uncertain about a scenario, and what is asked about it.

use super::Catalogue;
use super::benchmarks::Target;
use super::spec::ModelSpec;
use super::timeline::MAX_YEARS;
use crate::engine::chance::distribution::Distribution;
use crate::engine::chance::plan::{
    Correlation, Event, Part, Plan, Points, Shift, Source, Span, Uncertainty, Way,
};
use crate::engine::chance::simulation::TRIALS;
use crate::engine::model::Content;
use crate::engine::unit::Unit;
use litemap::LiteMap;
use serde::{Deserialize, Serialize};

/// The most correlations and the most conditions of a scenario: more than a
/// person oversees, few enough that no document makes a simulation slow.
pub const MAX_PAIRS: usize = 40;
/// See [`MAX_PAIRS`].
pub const MAX_CONDITIONS: usize = 20;
/// How many trials there are unless a person says otherwise.
pub const DEFAULT_TRIALS: usize = 100_000;

/// A scenario's uncertainties.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertainties {
    /// What is uncertain, by the driver's id.
    pub drivers: LiteMap<String, Uncertainty>,
    /// What moves together.
    pub correlations: Vec<Correlation>,
    /// What a person asks the probability of, beside the benchmarks.
    pub conditions: Vec<Condition>,
    /// How many trials are drawn.
    pub trials: usize,
    /// What the draws follow from.
    pub seed: u32,
    /// How points are chosen.
    pub points: Points,
}

/// A condition whose probability is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The line's id.
    pub line: String,
    /// The year, counted from 0; `None` for the total.
    pub year: Option<usize>,
    /// Whether at least the value is asked, otherwise at most.
    pub at_least: bool,
    /// The value, in the line's unit.
    pub value: f64,
}

impl Condition {
    /// Whether the model has such a value: a line without a total has none for
    /// all years.
    pub fn is_about_something(&self, catalogue: &Catalogue) -> bool {
        let Some(line) = catalogue.model.line(&self.line) else { return false };
        match self.year {
            _ if line.shape.is_empty() => true,
            // A year that the timeline has not yet is hidden, and asked about once
            // it is there.
            Some(year) => year < MAX_YEARS,
            None => catalogue.model.has_total(line),
        }
    }

    /// Whether the timeline has its year, so that a simulation can count it.
    pub fn is_asked(&self, catalogue: &Catalogue) -> bool {
        self.year.is_none_or(|year| year < catalogue.years())
    }

    /// The same about another line: of the same year, or of `year` where the
    /// line has no value for all years.
    #[must_use]
    pub fn about(&self, line: &str, year: usize, catalogue: &Catalogue) -> Self {
        let next = Self { line: line.to_owned(), ..self.clone() };
        match next.is_about_something(catalogue) {
            true => next,
            false => Self { year: Some(year), ..next },
        }
    }

    /// The unit of its value; a total has one of its own.
    pub fn unit(&self, catalogue: &Catalogue) -> Unit {
        let Some(line) = catalogue.model.line(&self.line) else { return Unit::pure() };
        let is_total = self.year.is_none() && !line.shape.is_empty();
        let of_total = is_total.then(|| catalogue.model.total_unit(line)).flatten();
        of_total.unwrap_or_else(|| line.unit.clone())
    }

    /// What a simulation counts for it.
    pub fn event(&self, catalogue: &Catalogue) -> Event {
        let bound = Some((self.value, true));
        let (from, to) = if self.at_least { (bound, None) } else { (None, bound) };
        // A line without a year's axis has one value.
        let single = catalogue.model.line(&self.line).is_some_and(|line| line.shape.is_empty());
        let cell = if single { Some(0) } else { self.year };
        Event { line: self.line.clone(), cell, from, to }
    }
}

/// A plan with the model that it is about, which is all that a worker needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SimulationPlan {
    /// What the model consists of.
    pub model: ModelSpec,
    /// What is drawn and asked.
    pub plan: Plan,
}

impl std::ops::Deref for SimulationPlan {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        &self.plan
    }
}

impl Default for Uncertainties {
    fn default() -> Self {
        Self {
            drivers: LiteMap::new(),
            correlations: Vec::new(),
            conditions: Vec::new(),
            trials: DEFAULT_TRIALS,
            seed: 1,
            points: Points::Sobol,
        }
    }
}

impl Uncertainties {
    /// Spreads to begin with, Megahour's own and illustrative: nobody knows
    /// next year's sales to the tenth, and costs rise more easily than they fall.
    #[must_use]
    pub fn with_typical(&self) -> Self {
        let once = |way, distribution| Some(Shift { distribution, way, span: Span::Once });
        let factor = |distribution| once(Way::Factor, distribution);
        let level = |level| Uncertainty { level, growth: None };
        let hours = Uncertainty {
            level: factor(Distribution::Between { low: 0.8, high: 1.25, sure: 0.8 }),
            growth: factor(Distribution::Triangular { low: 0.8, likely: 1.0, high: 1.2 }),
        };
        let points = Distribution::Triangular { low: -0.03, likely: 0.0, high: 0.02 };
        let typical = [
            ("compute_hours", hours),
            ("price_per_hour", level(factor(Distribution::Normal { mean: 1.0, deviation: 0.1 }))),
            ("cost_per_hour", level(factor(Distribution::Pert { low: 0.75, likely: 1.0, high: 1.5 }))),
            ("retention", level(once(Way::Addition, points))),
            ("cac", level(factor(Distribution::Lognormal { median: 1.0, sigma: 0.2 }))),
        ];
        let drivers = typical.map(|(id, uncertainty)| (id.to_owned(), uncertainty)).into_iter().collect();
        Self { drivers, correlations: Vec::new(), ..self.clone() }
    }

    /// The same with a driver's uncertainty replaced; correlations that named
    /// what is gone go with it.
    #[must_use]
    pub fn with_driver(&self, id: &str, uncertainty: Option<Uncertainty>) -> Self {
        let mut next = self.clone();
        match uncertainty.filter(|uncertainty| *uncertainty != Uncertainty::default()) {
            Some(uncertainty) => next.drivers.insert(id.to_owned(), uncertainty),
            None => next.drivers.remove(id),
        };
        let drivers = &next.drivers;
        let is_there =
            |source: &Source| drivers.get(&source.driver).is_some_and(|of| of.part(source.part).is_some());
        next.correlations.retain(|pair| is_there(&pair.a) && is_there(&pair.b));
        next
    }

    /// What is uncertain, in the order of the model's drivers.
    pub fn sources(&self, catalogue: &Catalogue) -> Vec<Source> {
        let mut sources = Vec::new();
        for (line, _) in catalogue.model.drivers() {
            for part in [Part::Level, Part::Growth] {
                if self.drivers.get(line.id.as_str()).and_then(|of| of.part(part)).is_some() {
                    sources.push(Source { driver: line.id.to_string(), part });
                }
            }
        }
        sources
    }

    /// Each uncertain driver's id with its uncertainties, in the model's order.
    pub fn uncertain(&self, catalogue: &Catalogue) -> Vec<(String, Uncertainty)> {
        let drivers = catalogue.model.drivers();
        drivers
            .filter_map(|(line, _)| Some((line.id.to_string(), *self.drivers.get(line.id.as_str())?)))
            .collect()
    }

    /// The plan of a simulation that keeps a line's values. Its events are those
    /// of every benchmark in every year, then the conditions.
    pub fn plan(&self, catalogue: &Catalogue, inputs: Vec<f64>, output: &str) -> SimulationPlan {
        let benchmarks = catalogue.benchmarks.iter().flat_map(|benchmark| {
            (0..catalogue.years()).map(move |year| event(benchmark.line, Some(year), benchmark.target))
        });
        let asked = self.conditions.iter().filter(|condition| condition.is_asked(catalogue));
        let conditions = asked.map(|condition| condition.event(catalogue));
        let plan = Plan {
            inputs,
            uncertain: self.uncertain(catalogue),
            correlations: self.correlations.clone(),
            trials: self.trials,
            seed: self.seed,
            points: self.points,
            output: output.to_owned(),
            events: benchmarks.chain(conditions).collect(),
        };
        SimulationPlan { model: catalogue.spec.clone(), plan }
    }

    /// Brings everything within what is allowed, and says what had to change.
    #[must_use]
    pub fn mended(mut self, catalogue: &Catalogue, said: &mut Vec<String>) -> Self {
        let is_driver = |id: &str| {
            catalogue.model.line(id).is_some_and(|line| matches!(line.content, Content::Driver(_)))
        };
        self.drivers.retain(|id, _| {
            let is_known = is_driver(id);
            if !is_known {
                said.push(
                    "An uncertainty of a driver that this Megahour does not know was left out.".to_owned(),
                );
            }
            is_known
        });
        for (id, uncertainty) in &mut self.drivers {
            let label = catalogue.model.line(id).map_or(id.as_str(), |line| line.label.as_str());
            for part in [&mut uncertainty.level, &mut uncertainty.growth] {
                if let Some(Err(why)) = part.map(|shift| shift.distribution.check()) {
                    said.push(format!("{label}: an uncertainty was left out, because {why}."));
                    *part = None;
                }
            }
        }
        self.drivers.retain(|_, uncertainty| *uncertainty != Uncertainty::default());
        let drivers = &self.drivers;
        let is_there =
            |source: &Source| drivers.get(&source.driver).is_some_and(|of| of.part(source.part).is_some());
        let pairs = self.correlations.len();
        self.correlations.retain(|pair| {
            is_there(&pair.a) && is_there(&pair.b) && pair.a != pair.b && pair.rank.abs() <= 0.999
        });
        self.correlations.truncate(MAX_PAIRS);
        let conditions = self.conditions.len();
        self.conditions
            .retain(|condition| condition.value.is_finite() && condition.is_about_something(catalogue));
        self.conditions.truncate(MAX_CONDITIONS);
        if self.correlations.len() < pairs || self.conditions.len() < conditions {
            said.push("Correlations or conditions that make no sense here were left out.".to_owned());
        }
        if !TRIALS.contains(&self.trials) {
            self.trials = DEFAULT_TRIALS;
            said.push(format!("The number of trials was not allowed; {DEFAULT_TRIALS} stand in."));
        }
        self
    }
}

/// A benchmark that is met in a year, as an event.
fn event(line: &str, year: Option<usize>, target: Target) -> Event {
    let (from, to) = match target {
        Target::Above(bound) => (Some((bound, false)), None),
        Target::ShareAbove(bound) => (Some((bound, false)), Some((1.0, true))),
        Target::From(bound) => (Some((bound, true)), None),
        Target::Below(bound) => (None, Some((bound, false))),
        Target::Between(low, high) => (Some((low, true)), Some((high, true))),
    };
    Event { line: line.to_owned(), cell: year, from, to }
}
