//! What was typed or assumed, and where it comes from.

use super::{Block, Cell, Row, Section, Subject, Table, columns};
use crate::model::drivers::DriverEntry;
use crate::model::figures;
use crate::model::timeline::Timeline;

/// The word for a value that is neither shipped nor assumed.
const OWN: &str = "own";

/// The drivers with their values, what these rest on, and notes.
pub(super) fn section(subject: &Subject<'_>) -> Section {
    let entries = &subject.catalogue.drivers;
    let table = Table {
        title: "Assumptions",
        columns: columns(subject, "Driver", &[("Basis", true)]),
        rows: entries.iter().map(|entry| row(subject, entry)).collect(),
    };
    let notes = entries.iter().flat_map(|entry| [note(subject, entry), own_note(subject, entry)]).flatten();
    let legend = "Published: from the published AI-IaaS model of 2024-12-07. Derived: worked back from it. \
                  Illustrative: made up, to have something to start from. Assumed: filled in when the \
                  scenario was started. Own: typed by its author.";
    let notes = [legend.to_owned()].into_iter().chain(notes).collect();
    Section {
        id: "assumptions",
        title: "Assumptions".to_owned(),
        blocks: vec![Block::Table(table), Block::Notes(notes)],
    }
}

fn row(subject: &Subject<'_>, entry: &DriverEntry) -> Row {
    let line = &entry.line;
    let values: Vec<Option<f64>> =
        (0..subject.catalogue.years()).map(|year| subject.values.cell(&line.id, year)).collect();
    let scale = figures::row_scale(&values);
    let figure = |value: &Option<f64>| figures::in_row(*value, &line.unit, scale, subject.numerals);
    let cells = values.iter().map(|value| Cell::plain(figure(value)));
    Row {
        name: line.label.clone(),
        aside: super::projection::unit_aside(line, subject),
        is_strong: false,
        cells: cells
            .chain([Cell::plain(basis(&words(subject, entry), subject.catalogue.timeline()))])
            .collect(),
    }
}

/// What each year's value rests on.
fn words(subject: &Subject<'_>, entry: &DriverEntry) -> Vec<&'static str> {
    let id = &entry.line.id;
    let word = |year: usize| {
        if subject.assumed.contains(id.as_str()) || (subject.is_continued)(id, year) {
            return "assumed";
        }
        let origin = subject.values.cell(id, year).and_then(|value| entry.origin(year, value));
        origin.map_or(OWN, |origin| origin.word())
    };
    (0..subject.catalogue.years()).map(word).collect()
}

/// The words of all years, said once where they are the same: `published; from
/// year 2 derived`.
fn basis(words: &[&str], timeline: Timeline) -> String {
    let mut said = String::new();
    for (year, word) in words.iter().enumerate() {
        match year {
            0 => said.push_str(word),
            _ if words[year - 1] == *word => {}
            _ => said.push_str(&format!("; from {} {word}", timeline.year_phrase(year))),
        }
    }
    said
}

/// What else is to be known of a driver's shipped values, while they are those.
fn note(subject: &Subject<'_>, entry: &DriverEntry) -> Option<String> {
    let is_shipped = words(subject, entry).iter().all(|word| ![OWN, "assumed"].contains(word));
    let note = entry.note.filter(|_| is_shipped)?;
    Some(format!("{}: {note}", entry.line.label))
}

/// What the scenario's author noted of a driver, with what it rests on.
fn own_note(subject: &Subject<'_>, entry: &DriverEntry) -> Option<String> {
    let note = subject.notes.drivers.get(entry.line.id.as_str())?;
    let confidence = note.confidence.map(|confidence| format!("{} confidence", confidence.word()));
    let basis = [Some(note.source.clone()), Some(note.date.clone()), confidence];
    let basis: Vec<String> = basis.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let parts = [note.text.clone(), basis.join(", ")];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!said.is_empty()).then(|| format!("{} (author's note): {}", entry.line.label, said.join(" · ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basis_is_said_once_for_the_years_that_share_it() {
        assert_eq!(basis(&["own"; 5], Timeline::default()), "own");
        let mixed = ["published", "derived", "derived", "own", "derived"];
        assert_eq!(
            basis(&mixed, Timeline::default()),
            "published; from year 2 derived; from year 4 own; from year 5 derived"
        );
    }
}
