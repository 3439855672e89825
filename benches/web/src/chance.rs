//! What the What-if view asks, over the reference case.

use megahour::engine::chance::gathered::Gathered;
use megahour::engine::chance::plan::{Event, Plan, Points};
use megahour::engine::chance::simulation::Simulation;
use megahour::model::Catalogue;
use megahour::model::what_if::grid::Grid;
use megahour::model::what_if::path::{Output, Path, Reach};
use megahour::model::what_if::tornado::tornado;
use megahour::store::document::Document;
use wasm_bindgen::prelude::*;

#[path = "../../../tests/support/reference.rs"]
mod reference;

/// The lines beside gross profit that a trial gives in every year.
const LINES: [&str; 6] =
    ["annual_revenue", "infrastructure_cost", "gross_margin", "customers", "cltv", "payback_months"];

/// The reference case with what is asked about it.
#[wasm_bindgen]
pub struct WhatIf {
    catalogue: Catalogue,
    inputs: Vec<f64>,
}

#[wasm_bindgen]
impl WhatIf {
    /// Compiles the model.
    ///
    /// # Errors
    /// The faults of the model's declarations.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Self, JsError> {
        let catalogue = Catalogue::new().map_err(|errors| JsError::new(&errors.to_string()))?;
        let inputs = Document::sample().inputs(&catalogue);
        Ok(Self { catalogue, inputs })
    }

    /// P10, P50 and P90 of the last year's gross profit, where every trial gives
    /// seven lines in five years.
    ///
    /// # Errors
    /// Where the plan is refused.
    pub fn simulate(&self, trials: usize, sobol: bool) -> Result<Vec<f64>, JsError> {
        let every = |line: &'static str| {
            (0..5).map(move |cell| Event { line: line.to_owned(), cell: Some(cell), from: None, to: None })
        };
        let plan = Plan {
            points: if sobol { Points::Sobol } else { Points::Random },
            events: LINES.into_iter().flat_map(every).collect(),
            ..reference::plan(&self.catalogue, trials)
        };
        let gathered = self.gathered(&plan)?;
        Ok([0.1, 0.5, 0.9].into_iter().filter_map(|share| gathered.quantile(4, share)).collect())
    }

    /// The median of the last year's gross profit.
    ///
    /// # Errors
    /// Where the plan is refused.
    pub fn median(&self, trials: usize, sobol: bool, seed: u32) -> Result<f64, JsError> {
        let points = if sobol { Points::Sobol } else { Points::Random };
        let gathered = self.gathered(&Plan { points, seed, ..reference::plan(&self.catalogue, trials) })?;
        gathered.quantile(4, 0.5).ok_or_else(|| JsError::new("no value is defined"))
    }

    /// The output over 41 by 41 values of price and cost; a checksum.
    pub fn heat_map(&self) -> f64 {
        let output = Output { line: "contribution".to_owned(), year: None };
        let model = &self.catalogue.model;
        let path = |driver| Path::new(model, &self.inputs, driver, 4, Reach::AllYears);
        let grid = path("price_per_hour").zip(path("cost_per_hour")).and_then(|(price, cost)| {
            Grid::new(model, &self.inputs, &output, (&price, 1.0, 5.0), (&cost, 0.2, 2.0))
        });
        grid.map_or(f64::NAN, |grid| grid.cells.iter().sum())
    }

    /// Every driver's bar for one output; a checksum.
    pub fn tornado(&self) -> f64 {
        let output = Output { line: "ltv_to_cac".to_owned(), year: Some(2) };
        let when = (2, Reach::AllYears);
        let bars = tornado(&self.catalogue.model, &self.inputs, &output, when, |_| (-0.1, 0.1));
        bars.iter().filter_map(|bar| bar.elasticity).sum()
    }
}

impl WhatIf {
    fn gathered(&self, plan: &Plan) -> Result<Gathered, JsError> {
        let simulation = Simulation::new(&self.catalogue.model, plan).map_err(|why| JsError::new(&why))?;
        let mut gathered = Gathered::default();
        (0..simulation.slices()).for_each(|slice| gathered.add(simulation.tally(slice)));
        Ok(gathered)
    }
}
