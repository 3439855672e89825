//! Cells as a table: which columns hold values, what each row is.

use super::cell::{Cell, cell, is_like_a_value};
use super::certain;
use super::corrections::{ColumnIs, Corrections, Direction};
use super::decimal::DecimalSign;
use super::heading_row::{self, HeadingRow};
use super::measure::{Measure, measure};
use super::period::Heading;
use super::row_name::{is_total, name_and_measure, of_the_table};
use super::scale::Scale;
use super::signs::plain_name;
use super::split::Grid;
use super::statement::{Certainty, Column, Row, RowCell, RowKind, Table};
use std::collections::BTreeMap;

/// Reads what a table says. The sign before fractions is that of the reader's
/// language where the table does not show its own.
///
/// ```
/// use megahour::table::{Corrections, DecimalSign, read, split};
/// let grid = split("Metric,Unit,FY26,FY27\nCompute hours (M),h,1.1,2.2\n")?;
/// let table = read(&grid, &Corrections::default(), DecimalSign::Point);
/// assert_eq!(table.columns.len(), 2);
/// assert_eq!(table.rows[0].name, "Compute hours");
/// assert_eq!(table.value(0, 1), Some(2_200_000.0));
/// # Ok::<(), megahour::table::SplitError>(())
/// ```
pub fn read(grid: &Grid, corrections: &Corrections, own: DecimalSign) -> Table {
    let turned = transposed(grid);
    let is_turned = match corrections.direction {
        Some(direction) => direction == Direction::LinesInColumns,
        None => is_turned(&grid.rows, &turned.rows),
    };
    let grid = if is_turned { &turned } else { grid };
    let heading = heading_row::of_time(&grid.rows).or_else(|| heading_row::of_words(&grid.rows));
    let roles = Roles::of(grid, heading.as_ref(), corrections);
    let mut table = Table {
        separator: grid.separator,
        is_turned,
        is_bare: heading.is_none() && roles.names.is_empty(),
        has_headings: heading.is_some(),
        columns: roles.values.iter().map(|at| column(grid, heading.as_ref(), *at, corrections)).collect(),
        rows: Vec::new(),
        measure: Measure::default(),
        measure_words: String::new(),
        decimal: own,
        decimal_is: Certainty::Guessed,
    };
    table_measure(&mut table, grid, heading.as_ref(), &roles);
    if let Some(power) = corrections.scale {
        table.measure.scale = Some(Scale::of(power));
    }
    rows(&mut table, grid, heading.as_ref(), &roles);
    certain::decide_decimal(&mut table, corrections, own);
    table
}

/// The grid with its rows as columns.
fn transposed(grid: &Grid) -> Grid {
    let row = |at: usize| grid.rows.iter().map(|row| row.get(at).cloned().unwrap_or_default()).collect();
    Grid {
        rows: (0..grid.column_numbers.len()).map(row).collect(),
        row_numbers: grid.column_numbers.clone(),
        column_numbers: grid.row_numbers.clone(),
        ..*grid
    }
}

/// Whether lines stand side by side: spans of time stand below one another, or
/// words over numbers with no words beside them.
fn is_turned(rows: &[Vec<String>], turned: &[Vec<String>]) -> bool {
    let beside = heading_row::of_time(rows).map_or(0, |found| found.spans());
    let below = heading_row::of_time_within(turned, LEADING).filter(leads).map_or(0, |found| found.spans());
    if beside > 0 || below > 0 {
        return below > beside;
    }
    let Some(heading) = heading_row::of_words(rows) else { return false };
    let is_word = |text: &String| cell(text) == Cell::Text;
    rows.iter().skip(heading.last + 1).flatten().all(|text| !is_word(text)) && rows.len() > heading.last + 1
}

/// How many columns may stand up to spans of time that lead rows.
const LEADING: usize = 3;

/// Whether spans of time lead rows: each stands there once. A date among other
/// columns is a fact about a row.
fn leads(heading: &HeadingRow) -> bool {
    let periods: Vec<_> = heading.periods.iter().flatten().map(|heading| heading.period).collect();
    let is_once = |at: usize| !periods[..at].contains(&periods[at]);
    heading_row::may_lead(heading) && (0..periods.len()).all(is_once)
}

/// Which columns of a grid hold what, by their position.
struct Roles {
    values: Vec<usize>,
    names: Vec<usize>,
    /// The one under a word for names, where there are several.
    main_name: Option<usize>,
    unit: Option<usize>,
    other: Vec<usize>,
}

fn says(words: &str, list: &[&str]) -> bool {
    list.contains(&plain_name(words).as_str())
}

const UNITS: [&str; 11] = [
    "unit",
    "units",
    "uom",
    "measure",
    "unit of measure",
    "einheit",
    "einheiten",
    "unité",
    "unidad",
    "unità",
    "scale",
];
const NOTES: [&str; 16] = [
    "note",
    "notes",
    "source",
    "sources",
    "comment",
    "comments",
    "remark",
    "remarks",
    "basis",
    "anmerkung",
    "bemerkung",
    "kommentar",
    "quelle",
    "reference",
    "ref",
    "assumption",
];
const NAMES: [&str; 7] = ["line", "line item", "metric", "id", "item", "driver", "kpi"];
const MAIN_NAMES: [&str; 9] =
    ["line", "line item", "metric", "item", "kpi", "driver", "name", "description", "position"];
const TOTALS: [&str; 14] = [
    "total",
    "sum",
    "totals",
    "summe",
    "gesamt",
    "cagr",
    "average",
    "avg",
    "mean",
    "cumulative",
    "all years",
    "change",
    "growth",
    "yoy",
];

impl Roles {
    fn of(grid: &Grid, heading: Option<&HeadingRow>, corrections: &Corrections) -> Self {
        let mut roles =
            Self { values: Vec::new(), names: Vec::new(), main_name: None, unit: None, other: Vec::new() };
        let below = heading.map_or(0, |heading| heading.last + 1);
        for at in 0..grid.column_numbers.len() {
            let number = grid.column_numbers.get(at).copied().unwrap_or(0);
            let words = heading.and_then(|heading| heading.words.get(at)).map_or("", String::as_str);
            let period = heading.and_then(|heading| heading.periods.get(at).copied().flatten());
            let is = corrections.columns.get(&number);
            let texts: Vec<&str> =
                grid.rows.iter().skip(below).filter_map(|row| row.get(at)).map(String::as_str).collect();
            match content(&texts) {
                _ if is == Some(&ColumnIs::Notes) => roles.other.push(at),
                // `Fiscal year ending June 30` over names is no span of theirs.
                Content::Texts if at == 0 && is.is_none() => roles.names.push(at),
                _ if period.is_some() || is.is_some() => roles.values.push(at),
                _ if corrections.first == Some(number) => roles.values.push(at),
                // Without headings, what stands behind a name and begins like a
                // number is a value that cannot be read.
                _ if heading.is_none() && !roles.names.is_empty() && begin_like_values(&texts) => {
                    roles.values.push(at);
                }
                _ if roles.unit.is_none() && says(words, &UNITS) => roles.unit = Some(at),
                _ if says(words, &NOTES) => roles.other.push(at),
                Content::Numbers => roles.values.push(at),
                Content::Units if roles.unit.is_none() && !roles.names.is_empty() => roles.unit = Some(at),
                Content::Texts | Content::Units if roles.values.is_empty() || says(words, &NAMES) => {
                    roles.names.push(at);
                }
                Content::Texts | Content::Units => roles.other.push(at),
                Content::Nothing => {}
            }
        }
        let is_main = |at: &&usize| {
            heading.and_then(|heading| heading.words.get(**at)).is_some_and(|words| says(words, &MAIN_NAMES))
        };
        roles.main_name = roles.names.iter().find(is_main).copied();
        roles
    }
}

fn begin_like_values(texts: &[&str]) -> bool {
    let mut given = texts.iter().filter(|text| !text.is_empty()).peekable();
    given.peek().is_some() && given.all(|text| is_like_a_value(text) && measure(text).is_none())
}

/// What the cells of a column are, but for its heading.
#[derive(PartialEq)]
enum Content {
    Numbers,
    Texts,
    Units,
    Nothing,
}

fn content(texts: &[&str]) -> Content {
    let (mut numbers, mut words, mut units) = (0, 0, 0);
    for text in texts {
        match cell(text) {
            Cell::Number(_) | Cell::Dash { is_zero: true } => numbers += 1,
            Cell::Text => {
                words += 1;
                units += usize::from(measure(text).is_some());
            }
            Cell::Dash { is_zero: false } | Cell::Absent | Cell::Blank => {}
        }
    }
    match (numbers, words) {
        (0, 0) if texts.iter().all(|text| text.is_empty()) => Content::Nothing,
        (0, 0) => Content::Numbers,
        (0, _) if units == words => Content::Units,
        _ if numbers >= words => Content::Numbers,
        _ => Content::Texts,
    }
}

fn column(grid: &Grid, heading: Option<&HeadingRow>, at: usize, corrections: &Corrections) -> Column {
    let number = grid.column_numbers.get(at).copied().unwrap_or(0);
    let words = heading.and_then(|heading| heading.words.get(at)).cloned().unwrap_or_default();
    let period: Option<Heading> = heading.and_then(|heading| heading.periods.get(at).copied().flatten());
    let is_given = matches!(corrections.columns.get(&number), Some(ColumnIs::Period(_)));
    let is_total = period.is_none() && !is_given && says(&words, &TOTALS);
    let of = name_and_measure(&words).1;
    // `Month 1` says nothing about what numbers are in.
    let says = of.currency.is_some() || of.scale.is_some() || of.ratio.is_some();
    let measure = if period.is_some() && !says { Measure::default() } else { of };
    Column { number, heading: words, period, is_total, measure }
}

/// What the words above the table, and the one over its names, say of all numbers.
fn table_measure(table: &mut Table, grid: &Grid, heading: Option<&HeadingRow>, roles: &Roles) {
    let first = heading.map_or(0, |heading| heading.first);
    let corner = heading.into_iter().flat_map(|heading| {
        let names = roles.names.iter().chain(roles.unit.is_none().then_some(&0));
        names.filter_map(|at| heading.words.get(*at))
    });
    // What a scenario is called says nothing about numbers.
    let is_title = |row: &&Vec<String>| row.first().is_some_and(|text| says(text, &["scenario"]));
    let above = grid.rows.iter().take(first).filter(|row| !is_title(row)).flatten();
    let below = grid.rows.iter().skip(first).filter(|row| {
        let values = roles.values.iter().filter_map(|at| row.get(*at));
        values.clone().all(String::is_empty)
    });
    let below = below.filter_map(|row| row.iter().find(|text| !text.is_empty()));
    for text in corner.chain(above).chain(below).filter(|text| !text.is_empty()) {
        let inside = text.rsplit_once('(').map_or("", |(_, inside)| inside);
        let of = of_the_table(text).or_else(|| of_the_table(inside)).or_else(|| {
            let is_corner = heading.is_some_and(|heading| heading.words.contains(text));
            // `Month` over the names is no unit of the numbers.
            let says = |of: &Measure| of.currency.is_some() || of.scale.is_some() || of.ratio.is_some();
            measure(text).filter(|of| is_corner && says(of))
        });
        if let Some(of) = of.filter(|_| !table.measure_words.contains(text.as_str())) {
            table.measure = table.measure.or(&of);
            let mark = if table.measure_words.is_empty() { "" } else { "; " };
            table.measure_words.push_str(mark);
            table.measure_words.push_str(text);
        }
    }
}

fn rows(table: &mut Table, grid: &Grid, heading: Option<&HeadingRow>, roles: &Roles) {
    let mut section = String::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut is_elsewhere = false;
    for (at, texts) in grid.rows.iter().enumerate() {
        if heading.is_some_and(|heading| (heading.first..=heading.last).contains(&at)) {
            continue;
        }
        let is_above = heading.is_some_and(|heading| at < heading.first);
        let mut row = row(grid, roles, (at, heading.is_some()), texts);
        // A number that is no year ends the question.
        let may_be_heading = !is_above && row.cells.iter().all(|cell| may_head(&cell.cell));
        let is_again = heading.is_some_and(|heading| may_be_heading && is_heading_again(heading, texts));
        if is_again && heading.is_some_and(|heading| heading.words != *texts) {
            is_elsewhere = true;
        }
        row.kind = match row.cells.iter().all(|cell| cell.cell == Cell::Blank) {
            _ if is_again || is_elsewhere => RowKind::Heading,
            true if is_above || of_the_table(&row.label).is_some() || is_note(&row.label) => RowKind::Note,
            true => RowKind::Section,
            false if is_above => RowKind::Note,
            false => RowKind::Values,
        };
        row.section.clone_from(&section);
        if row.kind == RowKind::Section {
            section.clone_from(&row.label);
        }
        let known = plain_name(&row.label);
        let before = seen.entry(known.clone()).or_insert(0);
        *before += 1;
        row.key = if *before > 1 { format!("{known} #{before}") } else { known };
        table.rows.push(row);
    }
}

fn may_head(cell: &Cell) -> bool {
    match cell {
        Cell::Number(number) => number.whole().is_some_and(|whole| (0..2100).contains(&whole)),
        _ => true,
    }
}

fn is_heading_again(heading: &HeadingRow, texts: &[String]) -> bool {
    heading.spans() > 0 && (heading.words == *texts || heading_row::is_heading_again(texts, &heading.words))
}

/// Whether words are about the table and head nothing.
fn is_note(label: &str) -> bool {
    let plain = plain_name(label);
    let starts = ["note", "notes", "source", "sources", "quelle", "anmerkung", "disclaimer"];
    label.chars().count() > 80 || plain.split(' ').next().is_some_and(|first| starts.contains(&first))
}

fn row(grid: &Grid, roles: &Roles, (at, is_headed): (usize, bool), texts: &[String]) -> Row {
    let text = |column: &usize| texts.get(*column).cloned().unwrap_or_default();
    let names: Vec<String> = roles.names.iter().map(text).filter(|name| !name.is_empty()).collect();
    let spare = || texts.iter().find(|text| !text.is_empty()).cloned().unwrap_or_default();
    let no_values = roles.values.iter().all(|at| text(at).is_empty());
    // Under headings, an id or a group stands before the name.
    let of_names = roles.main_name.map(|at| text(&at)).filter(|name| !name.is_empty());
    let label = match of_names.as_ref().or(if is_headed { names.last() } else { names.first() }) {
        Some(label) => label.clone(),
        None if no_values => spare(),
        None => String::new(),
    };
    let (name, own) = name_and_measure(&label);
    let unit_words = roles.unit.map(|at| text(&at)).unwrap_or_default();
    let measure = measure(&unit_words).unwrap_or_default().or(&own);
    let cells: Vec<RowCell> = roles
        .values
        .iter()
        .map(|at| {
            let text = text(at);
            RowCell { cell: cell(&text), text }
        })
        .collect();
    Row {
        number: grid.row_numbers.get(at).copied().unwrap_or(0),
        key: String::new(),
        kind: RowKind::Values,
        is_total: is_total(&label),
        decimal: certain::decimal_of(cells.iter().map(|cell| &cell.cell)),
        label,
        names,
        name,
        section: String::new(),
        unit_words,
        measure,
        notes: roles.other.iter().map(text).filter(|text| !text.is_empty()).collect(),
        cells,
    }
}
