//! Tables as CSV (RFC 4180), safe to open in a spreadsheet.

use crate::engine::numerals::{Plain, edit};
use crate::engine::unit::{Form, Unit};

/// What a spreadsheet would take for the beginning of a formula, also in the forms
/// of East Asian keyboards.
const FORMULA: [char; 16] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '\u{2212}'];

/// The digits that every number keeps: with more, what rounding left shows.
const DIGITS: usize = 15;

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words. They are never read as a formula.
    Text(String),
    /// A number, as programs read it.
    Number(String),
    /// Nothing, such as a value that is undefined.
    Empty,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A value in its unit, with all its digits and no signs between thousands;
    /// shares with `%`, which spreadsheets read as the share it is.
    ///
    /// ```
    /// use megahour::engine::unit::Unit;
    /// use megahour::export::csv::Cell;
    /// assert_eq!(Cell::figure(Some(1.25e6), &Unit::parse("h/yr")?), Cell::Number("1250000".to_owned()));
    /// assert_eq!(Cell::figure(Some(-0.07), &Unit::parse("%")?), Cell::Number("-7%".to_owned()));
    /// assert_eq!(Cell::figure(None, &Unit::parse("%")?), Cell::Empty);
    /// # Ok::<(), megahour::engine::unit::UnitError>(())
    /// ```
    pub fn figure(value: Option<f64>, unit: &Unit) -> Self {
        let Some(value) = value.filter(|value| value.is_finite()) else { return Self::Empty };
        let percent = if unit.form() == Form::Percent { "%" } else { "" };
        let digits = edit(value, unit, &Plain).replace([',', '%'], "");
        Self::Number(digits + percent)
    }

    /// A number without a unit: in full, but for digits in which there is nothing
    /// but rounding.
    ///
    /// ```
    /// use megahour::export::csv::Cell;
    /// assert_eq!(Cell::plain(Some(1.832_984_999_999_999_9)), Cell::Number("1.832985".to_owned()));
    /// ```
    pub fn plain(value: Option<f64>) -> Self {
        Self::calculated(value, &Unit::pure())
    }

    /// A value in its unit that was worked out: without the last digits, in which
    /// there is nothing but rounding.
    ///
    /// ```
    /// use megahour::engine::unit::Unit;
    /// use megahour::export::csv::Cell;
    /// let share = Cell::calculated(Some(0.109_999_999_999_999_99), &Unit::parse("%")?);
    /// assert_eq!(share, Cell::Number("11%".to_owned()));
    /// # Ok::<(), megahour::engine::unit::UnitError>(())
    /// ```
    pub fn calculated(value: Option<f64>, unit: &Unit) -> Self {
        let rounded = value.and_then(|value| format!("{value:.*e}", DIGITS - 1).parse().ok());
        Self::figure(rounded, unit)
    }
}

/// Rows of cells; the first row names the columns.
pub type Table = Vec<Vec<Cell>>;

/// The table as a file: CSV behind the mark without which spreadsheets take the
/// text for another encoding.
///
/// ```
/// use megahour::export::csv::{Cell, file};
/// assert_eq!(file(&vec![vec![Cell::text("Größe")]]), "\u{feff}Größe\r\n");
/// ```
pub fn file(table: &Table) -> String {
    format!("\u{feff}{}", write(table))
}

/// Whether a spreadsheet, or what reads its file, could take words for a formula:
/// also behind spaces and signs that nobody sees.
///
/// ```
/// use megahour::export::csv::is_formula;
/// assert!(is_formula("=1+1") && is_formula("\u{200B} ＝1+1") && !is_formula("1=1"));
/// ```
pub fn is_formula(text: &str) -> bool {
    let is_unseen = |sign: char| {
        matches!(
            sign,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
                | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E0FFF}'
        ) || (sign.is_control() && !FORMULA.contains(&sign))
            || (sign.is_whitespace() && !FORMULA.contains(&sign))
    };
    text.trim_start_matches(is_unseen).starts_with(FORMULA)
}

/// The table as CSV. Words that a spreadsheet would take for a formula get an
/// apostrophe in front of them.
///
/// ```
/// use megahour::export::csv::{Cell, write};
/// let table = vec![vec![Cell::text("Price, net"), Cell::text("=1+1"), Cell::Empty]];
/// assert_eq!(write(&table), "\"Price, net\",'=1+1,\r\n");
/// ```
pub fn write(table: &Table) -> String {
    let mut csv = String::new();
    for row in table {
        for (position, cell) in row.iter().enumerate() {
            if position > 0 {
                csv.push(',');
            }
            match cell {
                Cell::Text(text) if is_formula(text) => push_text(&mut csv, &format!("'{text}")),
                Cell::Text(text) => push_text(&mut csv, text),
                Cell::Number(digits) => csv.push_str(digits),
                Cell::Empty => {}
            }
        }
        csv.push_str("\r\n");
    }
    csv
}

fn push_text(csv: &mut String, text: &str) {
    // Other separators are enclosed too, for readers that guess theirs.
    if text.contains([',', ';', '|', '\t', '"', '\r', '\n']) {
        csv.push('"');
        csv.push_str(&text.replace('"', "\"\""));
        csv.push('"');
    } else {
        csv.push_str(text);
    }
}
