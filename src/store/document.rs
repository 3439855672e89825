//! A scenario as a document: what a person typed, and nothing that follows.

use crate::engine::maps::sorted;
use crate::engine::model::ModelErrors;
use crate::model::Catalogue;
use crate::model::catalogue::SharedCatalogue;
use crate::model::currency::Currency;
use crate::model::modules::core::drivers::drivers;
use crate::model::notes::{MAX_DESCRIPTION, Note, Notes, cut};
use crate::model::presets::Preset;
use crate::model::pricing::Pricing;
use crate::model::readable;
use crate::model::scorecard::{Refusal, Scorecard};
use crate::model::spec::ModelSpec;
use crate::model::timeline::{DEFAULT_YEARS, MAX_YEARS, Timeline, continued};
use crate::model::uncertainty::Uncertainties;
use crate::store::own::Own;
use litemap::LiteMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The longest name of a scenario, in characters.
pub const MAX_NAME: usize = 200;

/// The name of the scenario that is there at first.
pub const SAMPLE_NAME: &str = "Published sample";

/// What a scenario without a name is called.
pub const UNTITLED: &str = "Untitled scenario";

/// One scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// What the person calls it.
    pub name: String,
    /// What its model consists of.
    pub spec: ModelSpec,
    /// Each driver's values, by its id.
    pub drivers: LiteMap<String, Entry>,
    /// The drivers that were filled in by the app when the scenario was started
    /// from a few numbers, and not touched since.
    pub assumed: BTreeSet<String>,
    /// The evaluation.
    pub scorecard: Own<Scorecard>,
    /// The pricing models, and the demand that they are judged on.
    pub pricing: Own<Pricing>,
    /// What the amounts are in.
    pub currency: Currency,
    /// What is uncertain about the drivers.
    pub uncertainties: Arc<Uncertainties>,
    /// What is noted of the scenario and its drivers. Shared by states of the
    /// history that do not differ in it.
    pub notes: Arc<Notes>,
}

/// How a driver was entered.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Values typed year by year, the first year first: at least one, at most
    /// [`MAX_YEARS`]. A year beyond them has the last of them, and counts as
    /// assumed; those beyond the timeline are hidden until it is longer.
    ByYear(Arc<[f64]>),
    /// A first value, and a growth a year (0.1 is 10%) that gives the others.
    Growth {
        /// The first year's value.
        first: f64,
        /// The change from each year to the next, as a share.
        growth: f64,
    },
}

impl Entry {
    /// Values typed year by year. Without any there is none to go on with, and
    /// every year is undefined.
    pub fn by_year(values: impl Into<Arc<[f64]>>) -> Self {
        Self::ByYear(values.into())
    }

    /// The values of so many years.
    pub fn values(&self, years: usize) -> Vec<f64> {
        match self {
            Self::ByYear(values) if values.is_empty() => vec![f64::NAN; years],
            Self::ByYear(values) => continued(values, years),
            Self::Growth { first, growth } => {
                let next = |value: &f64| Some(value * (1.0 + growth));
                std::iter::successors(Some(*first), next).take(years).collect()
            }
        }
    }

    /// How many years have a value of their own; the others follow from these.
    /// A growth gives every year its value.
    pub fn typed_years(&self) -> usize {
        match self {
            Self::ByYear(values) => values.len(),
            Self::Growth { .. } => MAX_YEARS,
        }
    }

    /// The entry as first value and growth; the growth is the yearly rate that
    /// leads from the first to the last of so many years, 0 where there is none.
    pub fn as_growth(&self, years: usize) -> Self {
        let values = self.values(years);
        let (first, last) = (values.first().copied(), values.last().copied());
        let (first, last) = (first.unwrap_or(f64::NAN), last.unwrap_or(f64::NAN));
        let rate = libm::pow(last / first, 1.0 / (years as f64 - 1.0)) - 1.0;
        Self::Growth { first, growth: if rate.is_finite() { rate } else { 0.0 } }
    }

    /// The entry with some of so many years changed, and year by year from then
    /// on. Years after the last change go on following from what is typed;
    /// those beyond the given ones are kept.
    fn with_changes(&self, years: usize, change: impl FnOnce(&mut [f64])) -> Self {
        let before = self.values(years);
        let mut after = before.clone();
        change(&mut after);
        let changed = before.iter().zip(&after).rposition(|(before, after)| before != after);
        let typed = match self {
            Self::ByYear(values) => values.len(),
            Self::Growth { .. } => years,
        };
        let own = typed.max(changed.map_or(0, |last| last + 1)).max(1);
        let hidden = match self {
            Self::ByYear(values) => values.get(years..).unwrap_or_default(),
            Self::Growth { .. } => &[],
        };
        after.truncate(own);
        after.extend(hidden);
        Self::ByYear(after.into())
    }
}

impl Document {
    /// The published sample: every driver at its default.
    pub fn sample() -> Self {
        let defaults = drivers().into_iter().filter_map(|entry| {
            let crate::engine::model::Content::Driver(driver) = &entry.line.content else { return None };
            Some((entry.line.id.to_string(), Entry::by_year(driver.defaults.as_slice())))
        });
        Self {
            name: SAMPLE_NAME.to_owned(),
            spec: ModelSpec::default(),
            drivers: sorted(defaults),
            assumed: BTreeSet::new(),
            scorecard: Own::shipped(),
            pricing: Own::shipped(),
            currency: Currency::default(),
            uncertainties: Arc::new(Uncertainties::default()),
            notes: Arc::new(Notes::default()),
        }
    }

    /// A scenario without figures: every driver at the least that it allows, or
    /// at 1 where it has to be above that.
    pub fn blank() -> Self {
        let mut document = Self::sample().named(UNTITLED);
        for entry in drivers() {
            let crate::engine::model::Content::Driver(driver) = &entry.line.content else { continue };
            let value = if driver.range.min_allowed { driver.range.min } else { 1.0 };
            document.drivers.insert(entry.line.id.to_string(), Entry::by_year([value; DEFAULT_YEARS]));
        }
        document
    }

    /// The scenario of a preset. All of its drivers count as assumed until they
    /// are touched, each with the note that says why it is so.
    pub fn preset(preset: &Preset) -> Self {
        let mut document = Self::sample().named(preset.name);
        let mut notes = Notes { description: preset.description.to_owned(), ..Notes::default() };
        for assumption in &preset.drivers {
            document.drivers.insert(assumption.driver.to_owned(), Entry::by_year(assumption.values));
            document.assumed.insert(assumption.driver.to_owned());
            notes = notes.with(assumption.driver, assumption.note());
        }
        document.notes = Arc::new(notes);
        document
    }

    /// How many years the scenario has, at least one.
    pub fn years(&self) -> usize {
        self.spec.timeline.years()
    }

    /// A driver's values over the timeline; undefined in every year for an
    /// unknown driver.
    pub fn values(&self, driver: &str) -> Vec<f64> {
        let years = self.years();
        self.drivers.get(driver).map_or_else(|| vec![f64::NAN; years], |entry| entry.values(years))
    }

    /// Whether a driver's value in a year, counted from 0, is only assumed to go
    /// on as the last one that was typed.
    pub fn is_continued(&self, driver: &str, year: usize) -> bool {
        self.drivers.get(driver).is_some_and(|entry| year >= entry.typed_years())
    }

    /// The same document over another timeline. What was typed for years that it
    /// no longer has stays, hidden. A growth that would leave what its driver
    /// allows within the new years ends before it does: the years until then are
    /// typed, and the last of them goes on.
    #[must_use]
    pub fn over(&self, timeline: Timeline) -> Self {
        let mut over = Self { spec: ModelSpec { timeline, ..self.spec.clone() }, ..self.clone() };
        for entry in drivers() {
            let Some(driver) = entry.line.driver() else { continue };
            let Some(grows @ Entry::Growth { .. }) = over.drivers.get(entry.line.id.as_str()) else {
                continue;
            };
            let values = grows.values(timeline.years());
            if let Some(first) = values.iter().position(|value| !driver.range.allows(*value)) {
                over.drivers.insert(entry.line.id.to_string(), Entry::by_year(&values[..first.max(1)]));
            }
        }
        over
    }

    /// The scenario's model with what is declared about it.
    ///
    /// # Errors
    /// As [`Catalogue::build`].
    pub fn catalogue(&self) -> Result<SharedCatalogue, ModelErrors> {
        Catalogue::of(&self.spec, self.currency)
    }

    /// The inputs of the program of its own model, in its order.
    pub fn inputs(&self, catalogue: &Catalogue) -> Vec<f64> {
        catalogue.model.drivers().flat_map(|(line, _)| self.values(&line.id)).collect()
    }

    /// The scorecard, unless it is the shipped one in a business that it does not
    /// judge: the shipped scores are those of the published sample.
    pub fn own_scorecard(&self) -> Option<&Scorecard> {
        let is_own = self.is_published_business() || !self.scorecard.is_shipped();
        is_own.then_some(&self.scorecard)
    }

    /// The pricing scenario, unless it is the shipped one in another business
    /// than the published sample.
    pub fn own_pricing(&self) -> Option<&Pricing> {
        let is_own = self.is_published_business() || !self.pricing.is_shipped();
        is_own.then_some(&self.pricing)
    }

    /// Whether every driver has the published sample's values.
    fn is_published_business(&self) -> bool {
        let sample = Self::sample();
        let years = sample.years();
        sample.drivers.iter().all(|(driver, entry)| {
            self.drivers.get(driver).is_some_and(|own| own.values(years) == entry.values(years))
        })
    }

    /// The same document with one driver entered anew; it is no longer assumed.
    #[must_use]
    pub fn with_entry(&self, driver: &str, entry: Entry) -> Self {
        let mut document = self.clone();
        document.drivers.insert(driver.to_owned(), entry);
        document.assumed.remove(driver);
        document
    }

    /// The same document with a driver's years changed, and all of them by hand.
    #[must_use]
    pub fn with_years(&self, driver: &str, change: impl FnOnce(&mut [f64])) -> Self {
        match self.drivers.get(driver) {
            Some(entry) => self.with_entry(driver, entry.with_changes(self.years(), change)),
            None => self.clone(),
        }
    }

    /// The same document with one of a driver's years changed, and all of them by
    /// hand.
    #[must_use]
    pub fn with_year(&self, driver: &str, year: usize, value: f64) -> Self {
        self.with_years(driver, |values| {
            if let Some(cell) = values.get_mut(year) {
                *cell = value;
            }
        })
    }

    /// The same document with one year's value typed. A driver in growth mode
    /// moves as a whole with its first value; any other year makes it by hand.
    #[must_use]
    pub fn with_value(&self, driver: &str, year: usize, value: f64) -> Self {
        match (self.drivers.get(driver), year) {
            (Some(Entry::Growth { growth, .. }), 0) => {
                self.with_entry(driver, Entry::Growth { first: value, growth: *growth })
            }
            _ => self.with_year(driver, year, value),
        }
    }

    /// Whether the scores are still the sample's though the figures are not: they
    /// judge another business.
    pub fn has_the_samples_scores(&self) -> bool {
        let sample = Self::sample();
        self.drivers != sample.drivers && self.scorecard.is_shipped()
    }

    /// Whether prices and tiers are still the sample's though the figures are not.
    pub fn has_the_samples_prices(&self) -> bool {
        let sample = Self::sample();
        let (own, other) = (&self.pricing, &sample.pricing);
        let is_same = own.terms == other.terms && own.tiers == other.tiers;
        self.drivers != sample.drivers && is_same
    }

    /// The same document with a changed scorecard.
    ///
    /// # Errors
    /// Where the change is refused.
    pub fn with_scorecard(
        &self,
        change: impl FnOnce(&Scorecard) -> Result<Scorecard, Refusal>,
    ) -> Result<Self, Refusal> {
        Ok(Self { scorecard: Own::of(change(&self.scorecard)?), ..self.clone() })
    }

    /// The same document with changed pricing.
    #[must_use]
    pub fn with_pricing(&self, pricing: Pricing) -> Self {
        Self { pricing: Own::of(pricing), ..self.clone() }
    }

    /// The same document with other uncertainties.
    #[must_use]
    pub fn with_uncertainties(&self, uncertainties: Uncertainties) -> Self {
        Self { uncertainties: Arc::new(uncertainties), ..self.clone() }
    }

    /// The same document with another note on a driver.
    #[must_use]
    pub fn with_note(&self, driver: &str, note: Note) -> Self {
        Self { notes: Arc::new(self.notes.with(driver, note)), ..self.clone() }
    }

    /// The same document with another description, cut to [`MAX_DESCRIPTION`].
    #[must_use]
    pub fn described(&self, description: &str) -> Self {
        let description = cut(description, MAX_DESCRIPTION).0;
        Self { notes: Arc::new(Notes { description, ..Notes::clone(&self.notes) }), ..self.clone() }
    }

    /// The same document under another name, as [`readable_name`] gives it.
    #[must_use]
    pub fn named(&self, name: &str) -> Self {
        Self { name: readable_name(name), ..self.clone() }
    }
}

/// A name that can be shown, cut to [`MAX_NAME`]; [`UNTITLED`] where nothing is
/// left. A readable name comes out as it is.
pub fn readable_name(name: &str) -> String {
    let name = readable::readable_name(name, MAX_NAME);
    if name.is_empty() { UNTITLED.to_owned() } else { name }
}
