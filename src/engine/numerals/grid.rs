//! Blocks of cells as spreadsheets put them on the clipboard.

use std::fmt;

/// The largest text that is read as a block, in bytes.
const MAX_BYTES: usize = 100_000;
/// The most rows of a block.
const MAX_ROWS: usize = 200;
/// The most columns of a block.
const MAX_COLUMNS: usize = 50;

/// Why a text is no block of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridError {
    /// There is nothing to paste.
    Empty,
    /// The text is too long.
    TooLong,
    /// There are too many rows.
    TooManyRows,
    /// A row has too many cells.
    TooManyColumns,
}

impl fmt::Display for GridError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("There is nothing to paste: copy some cells first"),
            Self::TooLong => write!(f, "Paste at most {} kB at once: copy fewer cells", MAX_BYTES / 1000),
            Self::TooManyRows => write!(f, "Paste at most {MAX_ROWS} rows at once: copy fewer"),
            Self::TooManyColumns => write!(f, "Paste at most {MAX_COLUMNS} columns at once: copy fewer"),
        }
    }
}

impl std::error::Error for GridError {}

/// Parts a pasted text into rows of cells.
///
/// Cells are parted by tabs and rows by line ends; the last line end ends the
/// last row. A cell in quotation marks may hold both, and marks doubled, as
/// Excel, Google Sheets and LibreOffice write them. Marks that do not enclose a
/// whole cell, as in `"big" customers`, are text.
///
/// ```
/// use megahour::engine::numerals::parse_grid;
/// assert_eq!(parse_grid("1\t2\r\n3\t\"a\nb\"\r\n")?, [["1", "2"], ["3", "a\nb"]]);
/// # Ok::<(), megahour::engine::numerals::GridError>(())
/// ```
///
/// # Errors
/// Where there is nothing, or more than the stated limits.
pub fn parse_grid(text: &str) -> Result<Vec<Vec<String>>, GridError> {
    if text.is_empty() {
        return Err(GridError::Empty);
    }
    if text.len() > MAX_BYTES {
        return Err(GridError::TooLong);
    }
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    loop {
        let (cell, after) = quoted(rest).unwrap_or_else(|| bare(rest));
        row.push(cell);
        if row.len() > MAX_COLUMNS {
            return Err(GridError::TooManyColumns);
        }
        if let Some(next) = after.strip_prefix('\t') {
            rest = next;
            continue;
        }
        rows.push(std::mem::take(&mut row));
        if rows.len() > MAX_ROWS {
            return Err(GridError::TooManyRows);
        }
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n'])).unwrap_or(after);
        if rest.is_empty() {
            return Ok(rows);
        }
    }
}

/// Writes rows of cells so that a spreadsheet, or [`parse_grid`], reads them back.
///
/// ```
/// use megahour::engine::numerals::to_clipboard;
/// assert_eq!(to_clipboard(&[["Year 1", "Year 2"], ["1", "2"]]), "Year 1\tYear 2\n1\t2");
/// ```
pub fn to_clipboard<Row: AsRef<[Cell]>, Cell: AsRef<str>>(rows: &[Row]) -> String {
    let lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = row.as_ref().iter().map(|cell| enclosed(cell.as_ref())).collect();
            cells.join("\t")
        })
        .collect();
    let mut text = lines.join("\n");
    // The last line end ends a row, so a last row that is empty needs its own.
    if lines.last().is_some_and(String::is_empty) {
        text.push('\n');
    }
    text
}

const CELL_ENDS: [char; 3] = ['\t', '\r', '\n'];

fn bare(text: &str) -> (String, &str) {
    let (cell, rest) = text.split_at(text.find(CELL_ENDS).unwrap_or(text.len()));
    (cell.to_owned(), rest)
}

/// A cell in quotation marks, if the marks enclose all of it.
///
/// This gives up at the first mark that is neither doubled nor last, so reading
/// stays linear in the length of the text.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (inside, after) = rest.split_once('"')?;
        cell.push_str(inside);
        if after.is_empty() || after.starts_with(CELL_ENDS) {
            return Some((cell, after));
        }
        cell.push('"');
        rest = after.strip_prefix('"')?;
    }
}

fn enclosed(cell: &str) -> String {
    let is_special = cell.starts_with('"') || cell.contains(CELL_ENDS);
    if is_special { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_tabs_is_a_row_and_lines_are_a_column() {
        assert_eq!(parse_grid("1\t2\t3"), Ok(vec![vec!["1".into(), "2".into(), "3".into()]]));
        assert_eq!(parse_grid("1\n2\r\n3\r4"), Ok(["1", "2", "3", "4"].map(|n| vec![n.to_owned()]).to_vec()));
    }

    #[test]
    fn the_last_line_end_begins_no_row_and_an_empty_line_between_is_one() {
        assert_eq!(parse_grid("1\r\n").map(|rows| rows.len()), Ok(1));
        assert_eq!(parse_grid("1\n\n2\n").map(|rows| rows.len()), Ok(3));
    }

    #[test]
    fn empty_cells_keep_their_place() {
        assert_eq!(parse_grid("\t2\t"), Ok(vec![vec![String::new(), "2".into(), String::new()]]));
    }

    #[test]
    fn quotation_marks_enclose_tabs_line_ends_and_doubled_marks() {
        let rows = parse_grid("\"a\tb\"\t\"say \"\"hi\"\"\"\n\"two\nlines\"");
        assert_eq!(rows, Ok(vec![vec!["a\tb".into(), "say \"hi\"".into()], vec!["two\nlines".into()]]));
    }

    #[test]
    fn marks_that_enclose_no_whole_cell_are_text() {
        for cell in ["\"big\" customers", "5\" disk", "\"open", "\""] {
            assert_eq!(parse_grid(cell), Ok(vec![vec![cell.to_owned()]]));
        }
    }

    #[test]
    fn what_exceeds_a_limit_is_refused_with_the_limit() {
        let error = |text: &str| parse_grid(text).map_err(|error| error.to_string());
        assert_eq!(error(""), Err("There is nothing to paste: copy some cells first".to_owned()));
        assert_eq!(
            error(&"1".repeat(100_001)),
            Err("Paste at most 100 kB at once: copy fewer cells".to_owned())
        );
        assert_eq!(error(&"1\n".repeat(201)), Err("Paste at most 200 rows at once: copy fewer".to_owned()));
        assert_eq!(error(&"1\t".repeat(50)), Err("Paste at most 50 columns at once: copy fewer".to_owned()));
        assert!(parse_grid(&"1\n".repeat(200)).is_ok());
    }
}
