//! How the figures compare, and how the business is scored.

use super::{Block, Cell, Column, Point, Row, Section, Subject, Table, columns, unit};
use crate::engine::numerals::{Digits, Scale};
use crate::model::benchmarks::Benchmark;
use crate::model::figures;
use crate::model::headline::Word;
use crate::model::scorecard::{Criterion, says};

/// Every benchmark against every year.
pub(super) fn benchmarks(subject: &Subject<'_>) -> Section {
    let all = &subject.catalogue.benchmarks;
    let table = Table {
        title: "Benchmarks",
        columns: columns(subject, "Benchmark", &[("Source", true)]),
        rows: all.iter().filter_map(|benchmark| benchmark_row(subject, benchmark)).collect(),
    };
    Section { id: "benchmarks", title: "Against benchmarks".to_owned(), blocks: vec![Block::Table(table)] }
}

fn benchmark_row(subject: &Subject<'_>, benchmark: &Benchmark) -> Option<Row> {
    let line = subject.catalogue.model.line(benchmark.line)?;
    let years = (0..subject.catalogue.years()).map(|year| {
        let value = subject.values.cell(benchmark.line, year);
        Cell {
            text: figures::in_row(value, &line.unit, Scale::One, subject.numerals),
            verdict: value.map(|value| benchmark.verdict(value)),
        }
    });
    let source = Cell::plain(format!("{}, {}", benchmark.source, benchmark.date));
    let target = benchmark.target.words(|bound| figures::bound(bound, &line.unit, subject.numerals));
    Some(Row {
        name: line.label.clone(),
        aside: target,
        is_strong: false,
        cells: years.chain([source]).collect(),
    })
}

/// The evaluation by criteria.
pub(super) fn scorecard(subject: &Subject<'_>) -> Section {
    let title = "Scorecard".to_owned();
    let Some(card) = subject.scorecard else {
        let said = "This business has not been scored: its scorecard is the shipped example.".to_owned();
        return Section { id: "scorecard", title, blocks: vec![Block::Text(said)] };
    };
    let head = |title: &str, is_words| Column { title: title.to_owned(), is_words };
    let columns = vec![
        head("Criterion", true),
        head("Weight", false),
        head("Score", false),
        head("Weighted", false),
        head("Why", true),
    ];
    let mut rows: Vec<Row> =
        card.criteria.iter().map(|criterion| criterion_row(subject, criterion)).collect();
    if let Ok(total) = card.total() {
        let cells = [
            share(subject, card.weight_sum()),
            score(subject, total),
            score(subject, card.raw_sum()),
            "The weighted scores ÷ the weights".to_owned(),
        ];
        rows.push(Row {
            name: "Total".to_owned(),
            aside: "of 5".to_owned(),
            is_strong: true,
            cells: cells.into_iter().map(Cell::plain).collect(),
        });
    }
    let mut blocks = match rows.is_empty() {
        true => vec![Block::Text("There are no criteria.".to_owned())],
        false => vec![Block::Table(Table { title: "Scorecard", columns, rows })],
    };
    let remarks = says::remarks(card, subject.catalogue, subject.values);
    let points: Vec<Point> = remarks
        .into_iter()
        .map(|(kind, words)| Point::new(kind, figures::sentence(&words, subject.numerals)))
        .collect();
    if !points.is_empty() {
        blocks.push(Block::Points(points));
    }
    Section { id: "scorecard", title, blocks }
}

fn criterion_row(subject: &Subject<'_>, criterion: &Criterion) -> Row {
    let texts = [&criterion.evaluation, &criterion.reason, &criterion.notes];
    let why: Vec<&str> = texts.into_iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    let cells = [
        share(subject, criterion.weight),
        criterion.score.to_string(),
        score(subject, criterion.weighted()),
        why.join(" "),
    ];
    Row {
        name: criterion.name.clone(),
        aside: String::new(),
        is_strong: false,
        cells: cells.into_iter().map(Cell::plain).collect(),
    }
}

/// A sentence whose numbers are scores.
pub(super) fn write_scores(words: &[Word], subject: &Subject<'_>) -> String {
    let text = |word: &Word| match word {
        Word::Text(text) => text.clone(),
        Word::Number(value, _) => score(subject, *value),
    };
    words.iter().map(text).collect()
}

fn score(subject: &Subject<'_>, value: f64) -> String {
    subject.numerals.write(value, Digits::Fixed(2))
}

fn share(subject: &Subject<'_>, value: f64) -> String {
    figures::exact(Some(value), &unit("%"), subject.numerals)
}
