//! Evaluates a scenario, the way to use Megahour's engine from Rust.
//!
//! Reads a scenario document, as the app downloads it, and prints every line of
//! the model with every year and its total as JSON:
//!
//! ```sh
//! cargo run --example evaluate -- tests/fixtures/document-v1.json
//! ```
//!
//! What is undefined says why in place of a value. What had to be mended in the
//! document is listed. Exits with 1 where the document cannot be evaluated, and
//! with 2 where none is given.
//!
//! The steps are those of any program on the engine: a [`Catalogue`] holds the
//! built-in model, [`json::read`] a document, [`Values::evaluate`] gives its
//! values, and [`cause`] says why one is missing. For many scenarios at once see
//! `megahour::engine::program::machine`; for a model of your own, `megahour::engine`.

use megahour::engine::cause::{Cause, cause, total_cause};
use megahour::engine::model::{Line, Model, ModelErrors};
use megahour::engine::roll_up::RollUp;
use megahour::engine::values::Values;
use megahour::store::json::{self, OpenError};
use serde::Serialize;
use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(std::env::args().nth(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("evaluate: {failure}");
            ExitCode::from(if matches!(failure, Failure::NoPath) { 2 } else { 1 })
        }
    }
}

fn run(path: Option<String>) -> Result<(), Failure> {
    let path = path.ok_or(Failure::NoPath)?;
    let text = std::fs::read_to_string(&path).map_err(|error| Failure::File(path, error))?;
    let scenario = evaluate(&text)?;
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &scenario).map_err(|error| Failure::Output(error.into()))?;
    writeln!(out).map_err(Failure::Output)
}

/// Everything that the model says of a scenario document.
pub fn evaluate(text: &str) -> Result<Scenario, Failure> {
    let opened = json::read(text).map_err(Failure::Document)?;
    let catalogue = opened.document.catalogue().map_err(Failure::Model)?;
    let model = &catalogue.model;
    let values = Values::evaluate(model, &opened.document.inputs(&catalogue));
    let lines = model.lines().iter().map(|line| Evaluated::of(model, &values, line)).collect();
    Ok(Scenario { name: opened.document.name, mended: opened.repairs, lines })
}

/// A scenario with its values.
#[derive(Serialize)]
pub struct Scenario {
    /// What the person calls it.
    pub name: String,
    /// What had to be mended in the document.
    pub mended: Vec<String>,
    /// Every line of the model in order.
    pub lines: Vec<Evaluated>,
}

/// One line with its values.
#[derive(Serialize)]
pub struct Evaluated {
    /// The line's permanent id.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// The unit of its values; shares are fractions of one.
    pub unit: String,
    /// Its cells in order.
    pub cells: Vec<Cell>,
    /// Its total, if the line has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Outcome>,
}

/// One cell of a line.
#[derive(Serialize)]
pub struct Cell {
    /// The key on each axis of the line: the year, or nothing for a scalar.
    pub at: Vec<String>,
    /// Its value.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// A value, or why there is none.
#[derive(Serialize, Debug, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The value in the line's unit.
    Value(f64),
    /// Because of what it is undefined.
    Undefined(String),
}

impl Evaluated {
    fn of(model: &Model, values: &Values, line: &Line) -> Self {
        let cell = |cell| Cell {
            at: model.cell_ref(line, cell).keys().map(|key| key.to_string()).collect(),
            outcome: Outcome::of(values.cell(&line.id, cell), cause(model, values, line, cell)),
        };
        let total = || Outcome::of(values.total(&line.id), total_cause(model, values, line));
        Self {
            id: line.id.to_string(),
            label: line.label.clone(),
            unit: line.unit.symbol().to_owned(),
            cells: (0..model.cell_count(line)).map(cell).collect(),
            total: (line.roll_up != RollUp::NONE).then(total),
        }
    }
}

impl Outcome {
    fn of(value: Option<f64>, cause: Option<Cause>) -> Self {
        let because = || cause.map_or_else(String::new, |cause| cause.because());
        value.map_or_else(|| Self::Undefined(because()), Self::Value)
    }
}

/// Why there is nothing to print.
#[derive(Debug)]
pub enum Failure {
    /// No path was given.
    NoPath,
    /// The file cannot be read.
    File(String, io::Error),
    /// The file holds no document.
    Document(OpenError),
    /// The built-in model has faults.
    Model(ModelErrors),
    /// The values cannot be printed.
    Output(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPath => {
                f.write_str("give the path of a scenario document, such as one the app downloads")
            }
            Self::File(path, error) => write!(f, "{path}: {error}"),
            Self::Document(error) => write!(f, "the scenario cannot be opened: {error}"),
            Self::Model(errors) => write!(f, "the model has errors: {errors}"),
            Self::Output(error) => write!(f, "the values cannot be printed: {error}"),
        }
    }
}

impl std::error::Error for Failure {}
