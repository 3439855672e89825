//! Planning a text against the published sample.

use megahour::engine::numerals::{Digits, Numerals, Plain};
use megahour::model::Catalogue;
use megahour::model::currency::Currency;
use megahour::table::{
    About, Becomes, Corrections, DecimalSign, Place, Plan, Scenario, Table, plan, read, split, takings,
};
use std::sync::LazyLock;

/// The built-in model, built once.
pub static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new().unwrap());

/// The values of the published sample.
pub fn sample(driver: &str) -> Vec<f64> {
    let found = CATALOGUE.model.drivers().find(|(line, _)| line.id == driver);
    found.map(|(_, driver)| driver.defaults.clone()).unwrap_or_default()
}

/// The signs of German, on the digits of English.
pub struct German;

impl Numerals for German {
    fn write(&self, value: f64, digits: Digits) -> String {
        Plain.write(value, digits).replace(',', "'").replace('.', ",").replace('\'', ".")
    }
    fn decimal(&self) -> char {
        ','
    }
    fn group(&self) -> char {
        '.'
    }
    fn currency(&self) -> &str {
        "€"
    }
}

/// How a table is brought in.
pub struct Setting {
    pub corrections: Corrections,
    pub years: usize,
    pub first_month: Option<(i32, u8)>,
    pub place: Option<Place>,
    pub is_german: bool,
    pub currency: &'static str,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            corrections: Corrections::default(),
            years: 5,
            first_month: None,
            place: None,
            is_german: false,
            currency: "USD",
        }
    }
}

impl Setting {
    pub fn table(&self, text: &str) -> Table {
        let own = if self.is_german { DecimalSign::Comma } else { DecimalSign::Point };
        read(&split(text).unwrap(), &self.corrections, own)
    }

    pub fn plan(&self, text: &str) -> Plan {
        let scenario = Scenario {
            model: &CATALOGUE.model,
            years: self.years,
            first_month: self.first_month,
            currency: Currency::of(self.currency).unwrap(),
            values: &sample,
            place: self.place.clone(),
        };
        let numerals: &dyn Numerals = if self.is_german { &German } else { &Plain };
        plan(&self.table(text), &scenario, &self.corrections, numerals)
    }
}

pub fn planned(text: &str) -> Plan {
    Setting::default().plan(text)
}

/// The values that a plan gives a driver, in the order of years; `None` for years
/// that it leaves as they are.
pub fn given(plan: &Plan, driver: &str) -> Vec<Option<f64>> {
    let rows = plan
        .rows
        .iter()
        .filter(|row| matches!(&row.becomes, Becomes::Taken(id) | Becomes::Same(id) if id == driver));
    let mut values = Vec::new();
    for value in rows.flat_map(|row| &row.values) {
        values.resize(values.len().max(value.year + 1), None);
        values[value.year] = Some(value.value);
    }
    values
}

/// The same where every year is given.
pub fn values(plan: &Plan, driver: &str) -> Vec<f64> {
    given(plan, driver).into_iter().map(|value| value.unwrap_or(f64::NAN)).collect()
}

/// What a plan asks about.
pub fn asked(plan: &Plan) -> Vec<About> {
    plan.questions.iter().map(|question| question.about).collect()
}

/// How many values a plan takes.
pub fn taken(plan: &Plan) -> usize {
    takings(plan).len()
}

/// What becomes of the row with a name.
pub fn becomes<'p>(plan: &'p Plan, label: &str) -> &'p Becomes {
    &plan.rows.iter().find(|row| row.label == label).unwrap().becomes
}
