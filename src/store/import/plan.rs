//! What a table would change, found out before anything is changed.

use super::cells::{Cells, Separator};
use crate::engine::model::{Content, Driver, Line, Model};
use crate::engine::numerals::{Numerals, Plain, read};
use crate::engine::unit::Form;
use crate::model::timeline::Timeline;
use crate::store::document::Document;
use std::collections::BTreeSet;

/// A driver that a table gives other values.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The driver's id.
    pub driver: String,
    /// What people call it.
    pub label: String,
    /// Its values now.
    pub before: Vec<f64>,
    /// Its values afterwards.
    pub after: Vec<f64>,
    /// What a person should see before: doubtful readings, cells left out.
    pub remarks: Vec<String>,
}

/// A row that nothing is taken from, though it is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which row of the table, counted from 1; which column of one that is turned.
    pub row: usize,
    /// What stands at its beginning.
    pub name: String,
    /// Why.
    pub why: String,
}

/// What a table would change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The drivers that would change, in the order of the table.
    pub changes: Vec<Change>,
    /// How many rows hold what is there already.
    pub same: usize,
    /// How many rows are lines that the model calculates itself.
    pub calculated: usize,
    /// The rows that nothing is taken from.
    pub left_out: Vec<LeftOut>,
    /// Whether the table is turned: what is a row here is a column there.
    pub is_turned: bool,
}

impl Plan {
    /// The document with the changes.
    #[must_use]
    pub fn apply(&self, document: &Document) -> Document {
        self.changes.iter().fold(document.clone(), |document, change| {
            document.with_years(&change.driver, |values| values.copy_from_slice(&change.after))
        })
    }
}

/// Finds out what a table would change. Rows are matched by a line's id or
/// label, columns by their years where a row names them; a table whose drivers
/// stand side by side is turned first.
pub fn plan(cells: &Cells, document: &Document, model: &Model, numerals: &dyn Numerals) -> Plan {
    let columns = cells.rows.iter().map(Vec::len).max().unwrap_or(0);
    // An id and its label side by side name one line.
    let named = |texts: &mut dyn Iterator<Item = &String>| {
        texts.filter_map(|text| line_of(model, text)).map(|line| &line.id).collect::<BTreeSet<_>>().len()
    };
    let in_rows = (0..columns).map(|at| named(&mut cells.rows.iter().filter_map(|row| row.get(at)))).max();
    let in_columns = cells.rows.iter().map(|row| named(&mut row.iter())).max();
    let turned: Vec<Vec<String>>;
    let is_turned = in_columns > in_rows;
    let rows = if is_turned {
        let cell = |row: &Vec<String>, at: usize| row.get(at).cloned().unwrap_or_default();
        turned = (0..columns).map(|at| cells.rows.iter().map(|row| cell(row, at)).collect()).collect();
        &turned
    } else {
        &cells.rows
    };
    let mut planner =
        Planner { document, separator: cells.separator, numerals, seen: BTreeSet::new(), years: None };
    let mut plan = Plan { is_turned, ..Plan::default() };
    for (position, row) in rows.iter().enumerate() {
        let number = cells.numbers.get(position).copied().filter(|_| !is_turned).unwrap_or(position + 1);
        planner.row(number, row, model, &mut plan);
    }
    plan
}

/// The line of an id or a label.
fn line_of<'m>(model: &'m Model, text: &str) -> Option<&'m Line> {
    let wanted = plain(text);
    let is_meant = |name: &str| plain(name) == wanted;
    if wanted.is_empty() {
        return None;
    }
    model.lines().iter().find(|line| is_meant(&line.id) || is_meant(&line.label) || is_meant(&line.short))
}

/// A name without what spreadsheets and people add to it: case, outer spaces, a
/// colon, the apostrophe that keeps a text from being a formula.
fn plain(name: &str) -> String {
    name.trim().trim_start_matches('\'').trim_end_matches(':').trim().to_lowercase()
}

/// The columns' years, if a row does nothing but name them: at least two, each
/// the next one, in a row that no line is named in. Calendar years count up
/// from the first.
fn headings(row: &[String], timeline: Timeline) -> Option<Vec<Option<usize>>> {
    let calendar: Vec<Option<i32>> =
        row.iter().map(|text| text.parse().ok().filter(|year| (1990..2100).contains(year))).collect();
    let first = calendar.iter().flatten().min().copied();
    let by_calendar = calendar.iter().map(|year| {
        let year = usize::try_from((*year)?.checked_sub(first?)?).ok()?;
        (year < timeline.years()).then_some(year)
    });
    let by_number = row.iter().map(|text| timeline.year_of_heading(&plain(text)));
    [by_number.collect::<Vec<_>>(), by_calendar.collect()].into_iter().find(|years| {
        let named: Vec<usize> = years.iter().flatten().copied().collect();
        named.len() > 1 && named.windows(2).all(|pair| pair[1] == pair[0] + 1)
    })
}

struct Planner<'p> {
    document: &'p Document,
    separator: Separator,
    numerals: &'p dyn Numerals,
    /// The drivers that a row before named.
    seen: BTreeSet<String>,
    /// The year of each column, where a row named them.
    years: Option<Vec<Option<usize>>>,
}

impl Planner<'_> {
    fn row(&mut self, number: usize, row: &[String], model: &Model, plan: &mut Plan) {
        let Some(first) = row.iter().find(|text| !text.is_empty()) else { return };
        let found = row.iter().enumerate().find_map(|(at, text)| Some((at, line_of(model, text)?)));
        let mut leave_out = |why: &str| {
            let name = first.chars().take(80).collect();
            plan.left_out.push(LeftOut { row: number, name, why: why.to_owned() });
        };
        let Some((at, line)) = found else {
            match headings(row, self.document.spec.timeline) {
                Some(years) if self.years.is_none() => self.years = Some(years),
                _ => leave_out("no line of the model has this name"),
            }
            return;
        };
        let Content::Driver(driver) = &line.content else {
            plan.calculated += 1;
            return;
        };
        if !self.seen.insert(line.id.to_string()) {
            return leave_out("a row before it is the same driver");
        }
        let before = self.document.values(&line.id);
        let timeline = self.document.spec.timeline;
        let (mut after, mut taken, mut remarks) = (before.clone(), 0, Vec::new());
        for (year, text) in self.values(row, at, line) {
            match self.value(text, line, driver) {
                Ok((value, remark)) => {
                    after[year] = value;
                    taken += 1;
                    remarks.extend(remark.map(|remark| format!("{}: {remark}.", timeline.year_label(year))));
                }
                Err(why) => {
                    remarks.push(format!("{} is left as it is: {why}.", timeline.year_label(year)));
                }
            }
        }
        if taken == 0 {
            let why = remarks.first().map_or("it holds no values", String::as_str);
            leave_out(why);
        } else if after == before && remarks.is_empty() {
            plan.same += 1;
        } else {
            plan.changes.push(Change {
                driver: line.id.to_string(),
                label: line.label.clone(),
                before,
                after,
                remarks,
            });
        }
    }

    /// The texts of a row with their years: as the headings say, else those
    /// behind the name, a unit left aside.
    fn values<'r>(&self, row: &'r [String], name: usize, line: &Line) -> Vec<(usize, &'r String)> {
        let is_given = |(_, text): &(usize, &String)| !text.is_empty();
        match &self.years {
            Some(years) => {
                let cells = years.iter().zip(row).filter_map(|(year, text)| Some(((*year)?, text)));
                cells.filter(is_given).collect()
            }
            None => {
                let words = |text: &&String| line_of_words(text, line);
                let cells = row.iter().skip(name + 1).skip_while(words);
                cells.take(self.document.years()).enumerate().filter(is_given).collect()
            }
        }
    }

    fn value(&self, text: &str, line: &Line, driver: &Driver) -> Result<(f64, Option<String>), String> {
        // Between commas a point is the decimal sign, and nothing is doubtful.
        let (numerals, exact) = match self.separator {
            Separator::Comma if line.unit.form() == Form::Percent => (&Plain as &dyn Numerals, None),
            Separator::Comma => {
                (&Plain as &dyn Numerals, text.parse::<f64>().ok().filter(|value| value.is_finite()))
            }
            Separator::Semicolon | Separator::Tab => (self.numerals, None),
        };
        let (value, remark) = match exact {
            Some(value) => (value, None),
            None => {
                let reading = read(text, &line.unit, numerals).map_err(|error| error.to_string())?;
                (reading.value, reading.doubt.map(|doubt| doubt.to_string()))
            }
        };
        if driver.range.allows(value) {
            Ok((value, remark))
        } else {
            Err(format!("{text} is outside what is allowed"))
        }
    }
}

/// Whether a cell behind a name is part of the name: the label beside the id,
/// the unit, nothing.
fn line_of_words(text: &str, line: &Line) -> bool {
    let text = plain(text);
    text.is_empty()
        || [line.id.as_str(), &line.label, &line.short, line.unit.symbol()]
            .iter()
            .any(|name| plain(name) == text)
}
