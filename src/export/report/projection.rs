//! What follows from the assumptions, year by year.

use super::{Block, Cell, Row, Section, Subject, Table, columns};
use crate::engine::cause::cause;
use crate::engine::model::Line;
use crate::engine::roll_up::RollUp;
use crate::engine::unit::Form;
use crate::model::figures;
use crate::model::published::difference;

/// The calculated lines with their years and totals, and why some have none.
pub(super) fn section(subject: &Subject<'_>) -> Section {
    let lines = || subject.catalogue.calculated();
    let table = Table {
        title: "Projection",
        columns: columns(subject, "Line", &[("Total", false)]),
        rows: lines().map(|line| row(subject, line)).collect(),
    };
    let notes: Vec<String> = lines().flat_map(|line| notes(subject, line)).collect();
    let mut blocks = vec![Block::Table(table)];
    if !notes.is_empty() {
        blocks.push(Block::Notes(notes));
    }
    Section {
        id: "projection",
        title: format!("Projection over {}", subject.catalogue.timeline().words()),
        blocks,
    }
}

fn row(subject: &Subject<'_>, line: &Line) -> Row {
    let columns = subject.catalogue.years();
    let years: Vec<Option<f64>> = (0..columns).map(|year| subject.values.cell(&line.id, year)).collect();
    let total = subject.values.total(&line.id);
    let all = [years.as_slice(), &[total]].concat();
    let figure = |value: Option<f64>| {
        figures::in_row(value, &line.unit, figures::scale_in(&all, value), subject.numerals)
    };
    // A line without years has one value, for the whole projection.
    let cells: Vec<Cell> = if line.shape.is_empty() {
        let whole = Cell::plain(figure(subject.values.cell(&line.id, 0)));
        std::iter::repeat_n(Cell::default(), columns).chain([whole]).collect()
    } else {
        let total = if line.roll_up == RollUp::NONE { String::new() } else { figure(total) };
        let mark = |year| if is_disputed(subject, line, year) { "†" } else { "" };
        let years = years.iter().enumerate();
        let years = years.map(|(year, value)| Cell::plain(format!("{}{}", figure(*value), mark(year))));
        years.chain([Cell::plain(total)]).collect()
    };
    Row {
        name: line.label.clone(),
        aside: unit_aside(line, subject),
        is_strong: subject.catalogue.is_emphasised(&line.id),
        cells,
    }
}

/// The unit, where the figures do not show it themselves.
pub(super) fn unit_aside(line: &Line, subject: &Subject<'_>) -> String {
    match line.unit.form() {
        Form::Percent | Form::Multiple => String::new(),
        Form::Money => figures::unit_symbol(&line.unit, subject.numerals),
        Form::Plain => line.unit.symbol().to_owned(),
    }
}

fn is_disputed(subject: &Subject<'_>, line: &Line, year: usize) -> bool {
    difference(subject.catalogue, subject.values, &line.id, year).is_some()
}

/// Why figures of a line are undefined, each reason once, and what was published
/// instead of others.
fn notes(subject: &Subject<'_>, line: &Line) -> Vec<String> {
    let mut notes: Vec<(String, Vec<usize>)> = Vec::new();
    let timeline = subject.catalogue.timeline();
    let cells = if line.shape.is_empty() { 1 } else { timeline.years() };
    for cell in 0..cells {
        let Some(cause) = cause(&subject.catalogue.model, subject.values, line, cell) else { continue };
        let why = format!("because {}", cause.because());
        match notes.iter_mut().find(|(said, _)| *said == why) {
            Some((_, years)) => years.push(cell),
            None => notes.push((why, vec![cell])),
        }
    }
    let years = |years: &[usize]| match (years, line.shape.is_empty()) {
        (_, true) => String::new(),
        (years, false) if years.len() == timeline.years() => " in every year".to_owned(),
        (years, false) => {
            let each: Vec<String> = years.iter().map(|year| timeline.year_phrase(*year)).collect();
            format!(" in {}", each.join(", "))
        }
    };
    let undefined = notes
        .iter()
        .map(|(why, when)| format!("— {} is undefined{}, {why}.", line.label, years(when)))
        .collect::<Vec<_>>();
    let disputed: Vec<(usize, f64, &str)> = (0..timeline.years())
        .filter_map(|year| {
            let (published, why) = difference(subject.catalogue, subject.values, &line.id, year)?;
            Some((year, published, why))
        })
        .collect();
    let published = disputed.first().map(|(_, _, why)| {
        let figure = |value| figures::exact(Some(value), &line.unit, subject.numerals);
        let each = disputed
            .iter()
            .map(|(year, value, _)| format!("{} in {}", figure(*value), timeline.year_phrase(*year)));
        format!("† {}: published as {}. {why}", line.label, each.collect::<Vec<_>>().join(", "))
    });
    undefined.into_iter().chain(published).collect()
}
