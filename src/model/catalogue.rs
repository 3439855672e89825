//! The built-in model with everything declared about it, put together.

use super::benchmarks::{Benchmark, benchmarks};
use super::drivers::{DriverEntry, drivers};
use super::insights::{Rule, rules};
use super::lines::lines;
use super::{YEAR, YEARS};
use crate::engine::model::{Axis, Content, Line, Member, Model, ModelErrors};

/// The built-in model and what is declared beside its lines.
pub struct Catalogue {
    /// The checked model.
    pub model: Model,
    /// What the form knows of each driver, in order.
    pub drivers: Vec<DriverEntry>,
    /// All benchmarks.
    pub benchmarks: Vec<Benchmark>,
    /// All rules about what the numbers say.
    pub rules: Vec<Rule>,
}

impl Catalogue {
    /// Builds and checks the model.
    ///
    /// # Errors
    /// Every fault of the declarations; a test holds that there is none.
    pub fn new() -> Result<Self, ModelErrors> {
        let drivers = drivers();
        let all = drivers.iter().map(|entry| entry.line.clone()).chain(lines()).collect();
        let model = Model::new(vec![years()], Vec::new(), all)?;
        Ok(Self { model, drivers, benchmarks: benchmarks(), rules: rules() })
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
    let member = |year: usize| Member { key: year.to_string(), label: format!("Year {year}") };
    Axis { id: YEAR.to_owned(), label: "Year".to_owned(), members: (1..=YEARS).map(member).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declarations_make_a_model() {
        let errors = Catalogue::new().err().unwrap_or_default();
        assert!(errors.is_empty(), "{errors}");
    }
}
