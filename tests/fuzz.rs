//! Damaged links, documents, backups and tables: whatever arrives is refused
//! or read as something allowed, and nothing panics.
//!
//! Cases are the fixtures, mutated. `cargo xtask fuzz --cases 1000000` runs many;
//! an ordinary test run does a few thousand.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]
#![expect(clippy::print_stdout, reason = "figures are shown to who asks for them")]

#[path = "fuzz/mutation.rs"]
mod mutation;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "support/scenarios.rs"]
mod scenarios;

use base64ct::{Base64UrlUnpadded, Encoding};
use megahour::engine::numerals::Plain;
use megahour::export::{csv, projection::projection};
use megahour::model::scorecard::Scorecard;
use megahour::store::document::Document;
use megahour::store::import::{Imported, read, with_takings};
use megahour::store::json::{self, Opened};
use megahour::store::own::Own;
use megahour::store::{backup, link, route::Route};
use megahour::table::{self, decode};
use miniz_oxide::deflate::compress_to_vec_zlib;
use mutation::{Mutation, mutated, mutations};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use scenarios::{CATALOGUE, evaluated, ranges};
use std::cell::Cell;
use std::sync::LazyLock;

/// How many cases each kind of input gets in an ordinary test run.
const SHORT: u32 = 500;

/// The kinds of input.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// A document's JSON.
    Document,
    /// A document's JSON in an intact link.
    InLink,
    /// A link's own characters.
    Link,
    /// A backup, and whatever else begins like one.
    Backup,
    /// A table.
    Table,
    /// The fragment of an address.
    Fragment,
}

/// What there is to mutate: everything that the app ever wrote.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let card = Scorecard::shipped().with_score("scalability", 2).unwrap().with_criterion().unwrap();
    let edited = Document { scorecard: Own::of(card), ..Document::sample() };
    vec![
        include_str!("fixtures/document-v1.json").to_owned(),
        json::write(&Document::sample()),
        json::write(&edited),
        backup::write(&[Document::sample(), edited]),
        csv::write(&projection(&CATALOGUE, &evaluated(&Document::sample()))),
        "Line;Year 1;Year 2\r\n\"price_per_hour\";2,10;=1+1\r\n".to_owned(),
        include_str!("fixtures/links/v1-sample.txt").trim_end().to_owned(),
        include_str!("fixtures/links/v1-edited.txt").trim_end().to_owned(),
        format!("#/model?line=cltv&year=4&s={}", include_str!("fixtures/links/v1-sample.txt").trim_end()),
    ]
});

/// Tables as people have them: published ones, and what the app writes.
static TABLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folders = ["tests/cases/tables", "tests/cases/files"].map(|folder| {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        std::fs::read_dir(root.join(folder)).unwrap()
    });
    let paths = folders.into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|of| of != "json")).collect();
    paths.sort();
    let mut tables: Vec<String> =
        paths.iter().map(|path| decode(&std::fs::read(path).unwrap()).unwrap().text).collect();
    tables.extend_from_slice(&TEXTS[4..6]);
    // What reaches the drivers, so that something is taken.
    tables.push("Metric\tUnit\tFY26E\tFY27E\tFY28E\nCompute hours billed\tthousand h\t1,100\t2,200\t4,400\nPrice per GPU-hour\t$/h\t2.10\t2.25\t2.50\nRetention\t%\t0.95\t0.96\t0.97\nARPU (monthly)\t$\t950\t1,300\t1,500\n".to_owned());
    tables.push("2.50\t2.60\n0.80\t0.85\n".to_owned());
    tables
});

/// The fixtures of a kind.
fn seeds(kind: Kind) -> &'static [String] {
    match kind {
        Kind::Document | Kind::InLink => &TEXTS[..3],
        Kind::Backup => &TEXTS[3..4],
        Kind::Table => &TABLES,
        Kind::Link => &TEXTS[6..8],
        Kind::Fragment => &TEXTS[8..],
    }
}

/// Gives a text to what reads it. Says how it came out: refused, mended, whole.
fn try_to_read(kind: Kind, text: &str) -> Outcome {
    match kind {
        Kind::Document => json::read(text).map_or(Outcome::Refused, |opened| check(&opened)),
        Kind::InLink => {
            let deflated = compress_to_vec_zlib(text.as_bytes(), 1);
            let payload = format!("1.{}", Base64UrlUnpadded::encode_string(&deflated));
            link::decode(&payload).map_or(Outcome::Refused, |opened| check(&opened))
        }
        Kind::Link => link::decode(text).map_or_else(
            |error| {
                assert!(!error.to_string().is_empty());
                Outcome::Refused
            },
            |opened| check(&opened),
        ),
        Kind::Fragment => {
            let route = Route::parse(text);
            assert_eq!(Route::parse(&route.to_string()), route);
            route.shared.map_or(Outcome::Refused, |payload| try_to_read(Kind::Link, &payload))
        }
        Kind::Backup | Kind::Table => match read(text) {
            Err(error) => {
                assert!(!error.to_string().is_empty());
                Outcome::Refused
            }
            Ok(Imported::Scenario(opened)) => check(&opened),
            Ok(Imported::Backup(all)) => all.iter().flatten().map(check).max().unwrap_or(Outcome::Refused),
            Ok(Imported::Table(grid)) => try_to_plan(&grid),
        },
    }
}

/// Reads and plans a table. What would be taken is allowed, and shown with the cells
/// that it comes from.
fn try_to_plan(grid: &table::Grid) -> Outcome {
    let corrections = table::Corrections::default();
    let read = table::read(grid, &corrections, table::DecimalSign::Point);
    let sample = Document::sample();
    let scenario = table::Scenario {
        model: &CATALOGUE.model,
        years: 5,
        first_month: None,
        currency: sample.currency,
        values: &|driver| sample.values(driver).to_vec(),
        place: Some(table::Place { lines: ranges().into_iter().map(|(id, _)| id).collect(), year: 0 }),
    };
    let plan = table::plan(&read, &scenario, &corrections, &Plain);
    assert_eq!(plan.rows.len(), read.rows.len());
    assert!(plan.questions.iter().all(|question| !question.asks.is_empty() && !question.choices.is_empty()));
    let takings = table::takings(&plan);
    let mut cells = std::collections::BTreeSet::new();
    for taking in &takings {
        let (_, range) = ranges().into_iter().find(|(id, _)| *id == taking.driver).unwrap();
        assert!(range.allows(taking.value) && taking.year < 5, "{taking:?}");
        assert!(cells.insert((taking.driver.clone(), taking.year)), "{taking:?} is taken twice");
        let is_shown = plan.rows.iter().any(|row| {
            let is_row = row.becomes == table::Becomes::Taken(taking.driver.clone());
            let is_value = |value: &table::PlannedValue| {
                value.year == taking.year && value.value == taking.value && !value.texts.is_empty()
            };
            is_row && row.values.iter().any(is_value)
        });
        assert!(is_shown, "{taking:?} is not shown");
    }
    check(&Opened { document: with_takings(&sample, &takings), repairs: Vec::new() });
    // Every answer can be obeyed.
    for choice in plan.questions.iter().flat_map(|question| &question.choices).take(3) {
        let corrections = corrections.with(choice.correction.clone());
        let read = table::read(grid, &corrections, table::DecimalSign::Point);
        drop(table::plan(&read, &scenario, &corrections, &Plain));
    }
    if takings.is_empty() { Outcome::Mended } else { Outcome::Whole }
}

/// How a text was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Refused,
    Mended,
    Whole,
}

/// What was read is allowed, and is what is written and read from now on.
fn check(opened: &Opened) -> Outcome {
    let document = &opened.document;
    assert_eq!(document.drivers.len(), ranges().len());
    for (id, range) in ranges() {
        assert!(document.values(&id).iter().all(|value| range.allows(*value)), "{id}");
    }
    assert_eq!(document.scorecard.check(), Ok(()));
    let again = Opened { document: document.clone(), repairs: Vec::new() };
    assert_eq!(json::read(&json::write(document)).unwrap(), again);
    assert!(opened.repairs.iter().all(|said| !said.is_empty()));
    if opened.repairs.is_empty() { Outcome::Whole } else { Outcome::Mended }
}

fn run(kind: Kind) {
    let cases = std::env::var("MEGAHOUR_FUZZ_CASES").map_or(SHORT, |cases| cases.parse().unwrap());
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 4096, ..Config::default() };
    let counts = [const { Cell::new(0_u32) }; 3];
    let seed = prop::sample::select(seeds(kind).to_vec());
    let outcome =
        TestRunner::new(config).run(&(seed, mutations()), |(seed, mutations): (String, Vec<Mutation>)| {
            let came_out = try_to_read(kind, &mutated(&seed, &mutations, &TEXTS));
            let count = &counts[came_out as usize];
            count.set(count.get() + 1);
            Ok(())
        });
    let [refused, mended, whole] = counts.each_ref().map(Cell::get);
    println!("{kind:?}: {cases} cases: {refused} refused, {mended} mended, {whole} whole");
    assert!(outcome.is_ok(), "{kind:?}: {}", outcome.unwrap_err());
    // A mutator that only destroys would test the first check alone.
    assert!(mended + whole > 0, "{kind:?}: {refused} refused");
}

#[test]
fn damaged_documents_are_refused_or_mended() {
    run(Kind::Document);
}

#[test]
fn damaged_documents_in_intact_links_are_refused_or_mended() {
    run(Kind::InLink);
}

#[test]
fn damaged_links_are_refused() {
    run(Kind::Link);
}

#[test]
fn damaged_backups_are_refused_or_mended() {
    run(Kind::Backup);
}

#[test]
fn damaged_tables_are_refused_or_planned() {
    run(Kind::Table);
}

#[test]
fn damaged_addresses_open_somewhere() {
    run(Kind::Fragment);
}
