//! Reads a table from a file, the way to use Megahour's reader of tables from Rust.
//!
//! Prints what a scenario would take from the table as JSON: every row with what
//! becomes of it, every column with the year that it goes to, questions with all
//! readings, and the values that would be taken. The scenario is a document as the
//! app downloads it; without one it is the published sample:
//!
//! ```sh
//! cargo run --example read_table -- table.csv scenario.json
//! ```
//!
//! Corrections are what a person answers to questions. They can be given as a third
//! file, JSON in the form that questions hold their `correction`s in:
//!
//! ```json
//! [{ "scale": 3 }, { "row": ["gpu fleet", { "line": "capacity_hours" }] }, { "spans": "years" }]
//! ```
//!
//! The steps are those of any program on the reader: [`decode`] and [`split`] give
//! a file's cells, [`read`] what they say, [`plan`] what a scenario would take, and
//! [`takings`] the values. Nothing is changed by any of them. Exits with 1 where a
//! file cannot be read, and with 2 where none is given.

use megahour::engine::numerals::Plain;
use megahour::store::document::Document;
use megahour::store::json;
use megahour::table::{
    Correction, Corrections, DecimalSign, Measure, Plan, RowKind, Scenario, Table, Taking, decode, plan,
    read, split, takings,
};
use serde::Serialize;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        eprintln!(
            "read_table: give a table's file, and a scenario's, and one of corrections if you have them"
        );
        return ExitCode::from(2);
    }
    match run(&paths) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("read_table: {error}");
            ExitCode::from(1)
        }
    }
}

fn run(paths: &[String]) -> Result<(), Box<dyn Error>> {
    let bytes = std::fs::read(&paths[0]).map_err(|error| format!("{}: {error}", paths[0]))?;
    let document = match paths.get(1) {
        Some(path) => json::read(&std::fs::read_to_string(path)?)?.document,
        None => Document::sample(),
    };
    let corrections: Vec<Correction> = match paths.get(2) {
        Some(path) => serde_json::from_str(&std::fs::read_to_string(path)?)?,
        None => Vec::new(),
    };
    let corrections = corrections.into_iter().fold(Corrections::default(), |all, one| all.with(one));
    let found = read_table(&bytes, &document, &corrections)?;
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &found)?;
    Ok(writeln!(out)?)
}

/// What a table says, and what a scenario would take from it.
#[derive(Serialize)]
pub struct Found {
    encoding: &'static str,
    separator: char,
    /// The sign before fractions.
    decimal_sign: DecimalSign,
    /// What all numbers are in, and the words that say so.
    measure: Measure,
    measure_words: String,
    rows: Vec<FoundRow>,
    plan: Plan,
    takings: Vec<Taking>,
}

/// A row of the table, read.
#[derive(Serialize)]
struct FoundRow {
    number: usize,
    kind: RowKind,
    label: String,
    name: String,
    section: String,
    measure: Measure,
    is_total: bool,
    notes: Vec<String>,
    /// Its values in the unit's own size, one for each column.
    values: Vec<Option<f64>>,
}

/// Reads a table and plans it for a scenario.
pub fn read_table(
    bytes: &[u8],
    document: &Document,
    corrections: &Corrections,
) -> Result<Found, Box<dyn Error>> {
    let catalogue = document.catalogue()?;
    let decoded = decode(bytes)?;
    let table = read(&split(&decoded.text)?, corrections, DecimalSign::Point);
    let scenario = Scenario {
        model: &catalogue.model,
        years: document.years(),
        first_month: document
            .spec
            .timeline
            .first_month()
            .map(|first| (i32::from(first.year()), first.month())),
        currency: document.currency,
        values: &|driver| document.values(driver),
        place: None,
    };
    let plan = plan(&table, &scenario, corrections, &Plain);
    let takings = takings(&plan);
    Ok(Found {
        encoding: decoded.encoding.name(),
        separator: table.separator.sign(),
        decimal_sign: table.decimal,
        measure: table.measure.clone(),
        measure_words: table.measure_words.clone(),
        rows: (0..table.rows.len()).map(|at| found_row(&table, at)).collect(),
        plan,
        takings,
    })
}

fn found_row(table: &Table, at: usize) -> FoundRow {
    let row = &table.rows[at];
    FoundRow {
        number: row.number,
        kind: row.kind,
        label: row.label.clone(),
        name: row.name.clone(),
        section: row.section.clone(),
        measure: row.measure.clone(),
        is_total: row.is_total,
        notes: row.notes.clone(),
        values: (0..table.columns.len()).map(|column| table.value(at, column)).collect(),
    }
}
