//! The report: what a scenario assumes and says, as a memo.
//!
//! [`report`] puts it together as data, [`html`] writes that as the page and the
//! printer show it, and [`mod@file`] as one file that opens anywhere.

mod appendix;
mod assumptions;
pub mod file;
pub mod html;
mod judgement;
mod link;
mod pricing;
mod projection;

use crate::engine::numerals::Numerals;
use crate::engine::unit::Unit;
use crate::engine::values::Values;
use crate::export::qr;
use crate::model::benchmarks::Verdict;
use crate::model::currency::Currency;
use crate::model::headline::headline;
use crate::model::insights::{Kind, insights};
use crate::model::notes::Notes;
use crate::model::pricing::Pricing;
use crate::model::scorecard::{Scorecard, says};
use crate::model::{Catalogue, figures};
use std::collections::BTreeSet;

/// What a report is about.
pub struct Subject<'a> {
    /// What the person calls the scenario.
    pub name: &'a str,
    /// When the report was made, as the person writes dates.
    pub date: &'a str,
    /// The model and what is declared about it.
    pub catalogue: &'a Catalogue,
    /// What the scenario comes to.
    pub values: &'a Values,
    /// The drivers that were assumed, by their ids.
    pub assumed: &'a BTreeSet<String>,
    /// Whether a driver's value in a year only goes on as the last one that was
    /// typed.
    pub is_continued: &'a dyn Fn(&str, usize) -> bool,
    /// The scenario's description, and what is noted of its drivers.
    pub notes: &'a Notes,
    /// The evaluation; none where it is the shipped example.
    pub scorecard: Option<&'a Scorecard>,
    /// The pricing scenario; none where it is the shipped example.
    pub pricing: Option<&'a Pricing>,
    /// What its amounts are in.
    pub currency: Currency,
    /// The charts.
    pub pictures: Vec<Picture>,
    /// The address at which the scenario opens in Megahour, unless it is too
    /// large for one.
    pub link: Option<&'a str>,
    /// How numbers are written.
    pub numerals: &'a dyn Numerals,
}

/// A memo: a name, what it comes to, and sections.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The scenario's name.
    pub name: String,
    /// What it is and when it was made.
    pub about: String,
    /// What its author says that it is; empty where they say nothing.
    pub description: String,
    /// What it says in a sentence or three.
    pub lead: Vec<String>,
    /// The parts in order.
    pub sections: Vec<Section>,
}

/// A part of the report under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What its element is called.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// Something that stands in a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// Sentences, each with the word for its kind.
    Points(Vec<Point>),
    /// A table.
    Table(Table),
    /// Charts.
    Pictures(Vec<Picture>),
    /// What is to be known about figures above.
    Notes(Vec<String>),
    /// Terms, each with what it means.
    Definitions(Vec<Definition>),
    /// Where the scenario opens.
    Link(Link),
}

/// A sentence with the word for its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// `strength`, `risk` or `opportunity`.
    pub kind: &'static str,
    /// The sentence.
    pub text: String,
}

/// A table of figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it is called by those who do not see it.
    pub title: &'static str,
    /// The heads of the columns, that of the rows' names first.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it says.
    pub title: String,
    /// Whether words stand below it, and not figures.
    pub is_words: bool,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is about.
    pub name: String,
    /// What stands smaller behind the name, such as its unit.
    pub aside: String,
    /// Whether it is one of those that matter most.
    pub is_strong: bool,
    /// The cells behind the name.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// How it is judged, if it is.
    pub verdict: Option<Verdict>,
}

/// A chart, drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The chart as an SVG element, which carries its title and its summary. It
    /// is written as it is: only what the app has drawn belongs here.
    pub svg: String,
}

/// A term with what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The term.
    pub term: String,
    /// Its formula.
    pub formula: String,
    /// Where it comes from.
    pub source: String,
}

/// The address at which a scenario opens in Megahour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address, which holds the whole scenario.
    pub address: String,
    /// Its QR code, unless it is too long for one.
    pub code: Option<qr::Picture>,
}

/// Puts a report together.
pub fn report(subject: Subject<'_>) -> Report {
    let mut sections = vec![said(&subject), assumptions::section(&subject), projection::section(&subject)];
    if !subject.pictures.is_empty() {
        sections.push(Section {
            id: "charts",
            title: "Charts".to_owned(),
            blocks: vec![Block::Pictures(subject.pictures.clone())],
        });
    }
    sections.extend([
        judgement::benchmarks(&subject),
        judgement::scorecard(&subject),
        pricing::section(&subject),
        appendix::formulas(&subject),
        link::section(&subject),
    ]);
    Report {
        name: subject.name.to_owned(),
        about: format!(
            "Economics of an AI-infrastructure business over {} · amounts in {} ({}) · {}",
            subject.catalogue.timeline().words(),
            subject.currency.name,
            subject.currency.code,
            subject.date
        ),
        description: subject.notes.description.clone(),
        lead: lead(&subject),
        sections,
    }
}

/// The first and the last year in a sentence each, and the evaluation's.
fn lead(subject: &Subject<'_>) -> Vec<String> {
    let write = |words: &[_]| figures::sentence(words, subject.numerals);
    let year = |year| write(&headline(subject.catalogue, subject.values, year));
    let scores = subject.scorecard.map(|card| judgement::write_scores(&says::headline(card), subject));
    let last = subject.catalogue.timeline().last_year();
    let years = std::iter::once(0).chain(Some(last).filter(|last| *last > 0));
    years.map(year).chain(scores).collect()
}

/// What the numbers say of the first year, and of the last where that is
/// something else.
fn said(subject: &Subject<'_>) -> Section {
    let Subject { catalogue, values, numerals, .. } = subject;
    let mut first = insights(catalogue, values, 0);
    let rules: Vec<&str> = first.iter().map(|insight| insight.rule).collect();
    let last_year = catalogue.timeline().last_year();
    let last: Vec<_> = insights(catalogue, values, last_year)
        .into_iter()
        .filter(|insight| !rules.contains(&insight.rule))
        .map(|insight| (last_year, insight))
        .collect();
    let mut all: Vec<_> = first.drain(..).map(|insight| (0, insight)).chain(last).collect();
    all.sort_by_key(|(_, insight)| insight.kind);
    let points: Vec<Point> = all
        .into_iter()
        .map(|(year, insight)| Point {
            kind: insight.kind.word(),
            text: match year {
                0 => figures::sentence(&insight.words, *numerals),
                year => format!(
                    "{}: {}",
                    catalogue.year_label(year),
                    figures::sentence(&insight.words, *numerals)
                ),
            },
        })
        .collect();
    let block = match points.is_empty() {
        true => Block::Text("Nothing stands out.".to_owned()),
        false => Block::Points(points),
    };
    let title = format!("What the numbers say, {}", catalogue.year_phrase(0));
    Section { id: "said", title, blocks: vec![block] }
}

/// The column of the rows' names, the years, and what follows them.
fn columns(subject: &Subject<'_>, name: &str, after: &[(&str, bool)]) -> Vec<Column> {
    let words = |title: &str| Column { title: title.to_owned(), is_words: true };
    let years = 0..subject.catalogue.years();
    let years = years.map(|year| Column { title: subject.catalogue.year_label(year), is_words: false });
    let after =
        after.iter().map(|(title, is_words)| Column { title: (*title).to_owned(), is_words: *is_words });
    [words(name)].into_iter().chain(years).chain(after).collect()
}

/// A unit that is written here, and so known to be one.
fn unit(symbol: &str) -> Unit {
    Unit::parse(symbol).unwrap_or_else(|_| Unit::pure())
}

impl Report {
    /// The address at which the scenario opens in Megahour, if it has one.
    pub fn address(&self) -> Option<&str> {
        self.sections.iter().flat_map(|section| &section.blocks).find_map(|block| match block {
            Block::Link(link) => Some(link.address.as_str()),
            _ => None,
        })
    }
}

impl Cell {
    /// A cell without a verdict.
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), verdict: None }
    }
}

impl Point {
    /// A sentence of a kind.
    fn new(kind: Kind, text: String) -> Self {
        Self { kind: kind.word(), text }
    }
}
