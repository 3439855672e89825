//! The engine alone as WebAssembly, to be timed in a browser.
//!
//! `cargo xtask bench` builds this crate and times it beside the same
//! computation in plain JavaScript, in the same page.

mod chance;
mod scenarios;

use megahour::engine::program::machine::{BLOCK, Machine};
use megahour::engine::program::{Program, Register};
use megahour::engine::values::Values;
use megahour::model::Catalogue;
use megahour::model::scorecard::Scorecard;
use megahour::store::document::Document;
use megahour::store::link;
use megahour::store::own::Own;
use scenarios::{COUNT, Scenarios};
use std::hint::black_box;
use wasm_bindgen::prelude::*;

/// The built-in model with scenarios to evaluate it for.
#[wasm_bindgen]
pub struct Engine {
    catalogue: Catalogue,
    scenarios: Scenarios,
    /// A register that depends on nearly all others, for the checksums.
    sample: Register,
    /// A shared scenario with every text of its evaluation changed.
    link: String,
}

#[wasm_bindgen]
impl Engine {
    /// Compiles the model and draws the scenarios.
    ///
    /// # Errors
    /// The faults of the model's declarations.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Self, JsError> {
        let catalogue = Catalogue::new().map_err(|errors| {
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            JsError::new(&errors.join("; "))
        })?;
        let lines = catalogue.model.lines();
        let sample = lines
            .iter()
            .position(|line| line.id == "contribution")
            .and_then(|line| catalogue.model.program().total_register(line))
            .ok_or_else(|| JsError::new("the model has no total of `contribution`"))?;
        let link = link::encode(&annotated()).map_err(|error| JsError::new(&error.to_string()))?;
        Ok(Self { scenarios: Scenarios::draw(&catalogue), catalogue, sample, link })
    }

    /// How many scenarios there are.
    #[wasm_bindgen(getter)]
    pub fn scenario_count(&self) -> usize {
        COUNT
    }

    /// How many scenarios a block holds when the app evaluates many.
    #[wasm_bindgen(getter)]
    pub fn block(&self) -> usize {
        BLOCK
    }

    /// How many operations one evaluation takes.
    #[wasm_bindgen(getter)]
    pub fn operation_count(&self) -> usize {
        self.catalogue.model.program().operation_count()
    }

    /// The ids of the inputs' lines, five years each, in the inputs' order.
    pub fn drivers(&self) -> Vec<String> {
        self.catalogue.model.drivers().map(|(line, _)| line.id.to_string()).collect()
    }

    /// The inputs of all scenarios, one scenario after the other.
    pub fn inputs(&self) -> Vec<f64> {
        (0..COUNT).flat_map(|scenario| self.scenarios.row(scenario).iter().copied()).collect()
    }

    /// The names of what [`results`](Self::results) yields: `churn/0` for a
    /// calculated line's first year, `churn/total` for its total.
    pub fn names(&self) -> Vec<String> {
        self.registers().map(|(name, _)| name).collect()
    }

    /// All calculated cells and all totals of one scenario.
    pub fn results(&self, scenario: usize) -> Vec<f64> {
        let program = self.catalogue.model.program();
        let mut machine = Machine::<1>::new(program);
        for (input, value) in self.scenarios.row(scenario % COUNT).iter().enumerate() {
            if let Some(column) = machine.input(input) {
                *column = [*value];
            }
        }
        machine.run(program);
        let value = |register| machine.column(register).map_or(f64::NAN, |[value]| *value);
        self.registers().map(|(_, register)| value(register)).collect()
    }

    /// How many characters the link has that [`open_links`](Self::open_links)
    /// opens.
    #[wasm_bindgen(getter)]
    pub fn link_length(&self) -> usize {
        self.link.len()
    }

    /// Decodes and validates a link so many times, as the app does when one is
    /// opened; returns how many of them held a scenario in need of no repair.
    pub fn open_links(&self, times: usize) -> usize {
        let opened = (0..times).filter_map(|_| link::decode(black_box(&self.link)).ok());
        opened.filter(|opened| black_box(opened).repairs.is_empty()).count()
    }

    /// Evaluates one scenario after the other, as the app does after a
    /// keystroke; returns a checksum of those that were evaluated.
    pub fn one_by_one(&self, times: usize) -> f64 {
        let mut sum = 0.0;
        for time in 0..times {
            let values = Values::evaluate(&self.catalogue.model, self.scenarios.row(time % COUNT));
            sum += black_box(&values).total("contribution").unwrap_or(0.0);
        }
        sum
    }

    /// Evaluates all scenarios so many times over, in blocks of 1, 8, 16, 32,
    /// 64 or 128; returns a checksum, NaN for any other block.
    pub fn in_blocks(&self, block: usize, times: usize) -> f64 {
        match block {
            1 => self.blocks_of::<1>(times),
            8 => self.blocks_of::<8>(times),
            16 => self.blocks_of::<16>(times),
            32 => self.blocks_of::<32>(times),
            64 => self.blocks_of::<64>(times),
            128 => self.blocks_of::<128>(times),
            _ => f64::NAN,
        }
    }
}

impl Engine {
    fn blocks_of<const LANES: usize>(&self, times: usize) -> f64 {
        let program: &Program = self.catalogue.model.program();
        let mut machine = Machine::<LANES>::new(program);
        let mut sums = [0.0; LANES];
        for _ in 0..times {
            for first in (0..COUNT).step_by(LANES) {
                for (position, all) in self.scenarios.columns().enumerate() {
                    if let Some(column) = machine.input(position) {
                        column.copy_from_slice(&all[first..first + LANES]);
                    }
                }
                machine.run(program);
                if let Some(column) = black_box(&machine).column(self.sample) {
                    for (sum, value) in sums.iter_mut().zip(column) {
                        *sum += value;
                    }
                }
            }
        }
        sums.iter().sum()
    }

    /// What is calculated, each with its name: cells, then totals, by line.
    fn registers(&self) -> impl Iterator<Item = (String, Register)> {
        let (model, program) = (&self.catalogue.model, self.catalogue.model.program());
        model.lines().iter().enumerate().flat_map(move |(position, line)| {
            let calculated = program.first_input(position).is_none();
            let cells = (0..model.cell_count(line)).filter(move |_| calculated);
            let cells = cells.filter_map(move |cell| {
                Some((format!("{}/{cell}", line.id), program.register(position, cell)?))
            });
            let total = program.total_register(position);
            cells.chain(total.map(|register| (format!("{}/total", line.id), register)))
        })
    }
}

/// The sample with its evaluation in other words, and a note at each criterion.
fn annotated() -> Document {
    let mut document = Document::sample();
    let mut card = Scorecard::clone(&document.scorecard);
    for criterion in &mut card.criteria {
        criterion.evaluation = format!("{} Seen again in July.", criterion.evaluation.to_lowercase());
        criterion.notes = criterion.questions.iter().map(|question| question.text.to_uppercase()).collect();
        criterion.questions.iter_mut().for_each(|question| question.done = true);
    }
    document.scorecard = Own::of(card);
    document
}
