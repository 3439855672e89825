//! A text as a grid of cells, whichever sign parts them.

use super::cell::{Cell, cell};
use serde::Serialize;
use std::fmt;

/// The most rows of a table that are not blank.
pub const MAX_ROWS: usize = 10_000;
/// The most columns of a table.
pub const MAX_COLUMNS: usize = 500;
/// The most characters of a cell; longer ones are cut and said.
pub const MAX_CELL: usize = 10_000;

/// The sign that parts the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Separator {
    /// As spreadsheets put cells on the clipboard.
    Tab,
    /// As spreadsheets write where the comma is the decimal sign.
    Semicolon,
    /// As programs and English spreadsheets write.
    Comma,
    /// As databases write.
    Bar,
}

impl Separator {
    const ALL: [Self; 4] = [Self::Tab, Self::Semicolon, Self::Comma, Self::Bar];

    /// The sign itself.
    pub fn sign(self) -> char {
        match self {
            Self::Tab => '\t',
            Self::Semicolon => ';',
            Self::Comma => ',',
            Self::Bar => '|',
        }
    }
}

/// The cells of a table. Blank rows and columns are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The texts of the cells, without outer spaces; all rows are equally long.
    pub rows: Vec<Vec<String>>,
    /// Which row of the file each one was, counted from 1.
    pub row_numbers: Vec<usize>,
    /// Which column of the file each one was, counted from 1.
    pub column_numbers: Vec<usize>,
    /// What parted the cells.
    pub separator: Separator,
    /// How many cells were longer than [`MAX_CELL`] and were cut.
    pub cut: usize,
}

/// Why a text is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitError {
    /// There is nothing in it.
    Empty,
    /// There are too many rows.
    TooManyRows,
    /// A row has too many cells.
    TooManyColumns,
}

impl fmt::Display for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::TooManyRows => write!(f, "it has more than {MAX_ROWS} rows"),
            Self::TooManyColumns => write!(f, "it has more than {MAX_COLUMNS} columns"),
        }
    }
}

impl std::error::Error for SplitError {}

/// Parts a text from the clipboard into cells: at tabs, as spreadsheets put them
/// there. Without any, lines that are each a number are a column of cells.
///
/// ```
/// use megahour::table::split_clipboard;
/// assert_eq!(split_clipboard("1,234\n5,678\n")?.rows, [["1,234"], ["5,678"]]);
/// assert_eq!(split_clipboard("cac,1\narpu,2\n")?.rows[1], ["arpu", "2"]);
/// # Ok::<(), megahour::table::SplitError>(())
/// ```
///
/// # Errors
/// As [`split`].
pub fn split_clipboard(text: &str) -> Result<Grid, SplitError> {
    let is_number = |line: &str| line.trim().is_empty() || matches!(cell(line), Cell::Number(_));
    match text.contains('\t') || text.lines().all(is_number) {
        true => split_at(text, Separator::Tab, 0),
        false => split(text),
    }
}

/// Parts a text into cells. Quotation marks enclose cells as in RFC 4180; marks
/// that enclose no whole cell are text. A first line `sep=;` is obeyed.
///
/// ```
/// use megahour::table::split;
/// let grid = split("sep=;\r\nPrice;\"2,10\"\r\n;;\r\n")?;
/// assert_eq!((grid.rows, grid.row_numbers), (vec![vec!["Price".into(), "2,10".into()]], vec![2]));
/// # Ok::<(), megahour::table::SplitError>(())
/// ```
///
/// # Errors
/// Where nothing is in it, or more than the limits.
pub fn split(text: &str) -> Result<Grid, SplitError> {
    let (given, body, skipped) = directive(text);
    split_at(body, given.unwrap_or_else(|| separator_of(body)), skipped)
}

fn split_at(body: &str, separator: Separator, skipped: usize) -> Result<Grid, SplitError> {
    let mut grid =
        Grid { rows: Vec::new(), row_numbers: Vec::new(), column_numbers: Vec::new(), separator, cut: 0 };
    let mut rest = body;
    let mut number = skipped;
    let mut row = Vec::new();
    let mut budget = SCANS.saturating_mul(body.len());
    loop {
        let (cell, after) = quoted(rest, separator, &mut budget).unwrap_or_else(|| bare(rest, separator));
        row.push(trimmed(&cell, &mut grid.cut));
        // Only what holds something counts; the others are bounded by the text.
        if row.len() > MAX_COLUMNS && row.last().is_some_and(|text| !text.is_empty()) {
            return Err(SplitError::TooManyColumns);
        }
        if let Some(next) = after.strip_prefix(separator.sign()) {
            row.truncate(MAX_COLUMNS + 1);
            rest = next;
            continue;
        }
        number += 1;
        let cells = std::mem::take(&mut row);
        if cells.iter().any(|text| !text.is_empty()) {
            grid.rows.push(cells);
            grid.row_numbers.push(number);
        }
        if grid.rows.len() > MAX_ROWS {
            return Err(SplitError::TooManyRows);
        }
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n'])).unwrap_or(after);
        if rest.is_empty() {
            break;
        }
    }
    if grid.rows.is_empty() { Err(SplitError::Empty) } else { Ok(without_blank_columns(grid)) }
}

/// The separator that a first line `sep=;` names, the text behind it, and how
/// many lines that skips.
fn directive(text: &str) -> (Option<Separator>, &str, usize) {
    let found = text.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| {
        let sign = text[4..].chars().next()?;
        let separator = Separator::ALL.into_iter().find(|separator| separator.sign() == sign)?;
        let after = &text[4 + sign.len_utf8()..];
        let after = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n']))?;
        Some((Some(separator), after, 1))
    });
    found.unwrap_or((None, text, 0))
}

/// The separator that parts most lines into the same number of cells, over all
/// lines. A tab is never part of a number or a name, so it wins where half of the
/// lines have it.
fn separator_of(text: &str) -> Separator {
    let counts = counts(text);
    let lines = counts.iter().filter(|line| line.iter().any(|count| *count > 0)).count();
    let with = |at: usize| counts.iter().filter(|line| line[at] > 0).count();
    if with(0) > 0 && 2 * with(0) >= lines {
        return Separator::Tab;
    }
    // How many lines agree on the commonest count of a separator that is not zero.
    let agreeing = |at: usize| {
        let mut found: Vec<usize> = counts.iter().map(|line| line[at]).filter(|count| *count > 0).collect();
        found.sort_unstable();
        found.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).max().unwrap_or((0, 0))
    };
    // The later of two that are equal wins: semicolons, where commas are decimals.
    let candidates = [(3, Separator::Bar), (2, Separator::Comma), (1, Separator::Semicolon)];
    let best = candidates.into_iter().max_by_key(|(at, _)| {
        let (lines, count) = agreeing(*at);
        // Where as many lines agree, a sign in more of them is the better one.
        (lines, with(*at).min(lines), usize::from(count > 0))
    });
    // One line with a bar says nothing.
    best.filter(|(at, _)| with(*at) > usize::from(*at == 3))
        .map_or(Separator::Comma, |(_, separator)| separator)
}

/// How often each separator stands in each line, outside quotation marks.
fn counts(text: &str) -> Vec<[usize; 4]> {
    let mut lines = vec![[0; 4]];
    let (mut is_quoted, mut is_start, mut is_closed) = (false, true, false);
    for sign in text.chars() {
        let was_closed = std::mem::take(&mut is_closed);
        match sign {
            // A doubled mark goes on; one within a cell is text: `5" disk`.
            '"' if is_quoted => (is_quoted, is_closed) = (false, true),
            '"' if is_start || was_closed => is_quoted = true,
            '\r' | '\n' if !is_quoted => lines.push([0; 4]),
            _ if is_quoted => {}
            _ => {
                let at = Separator::ALL.iter().position(|separator| separator.sign() == sign);
                if let (Some(at), Some(line)) = (at, lines.last_mut()) {
                    line[at] += 1;
                }
            }
        }
        is_start = matches!(sign, '\t' | ';' | ',' | '|' | '\r' | '\n');
    }
    lines
}

fn bare(text: &str, separator: Separator) -> (String, &str) {
    let end = text.find([separator.sign(), '\r', '\n']).unwrap_or(text.len());
    let (cell, rest) = text.split_at(end);
    (cell.to_owned(), rest)
}

/// How often a text may be looked through in vain for marks that end a cell.
const SCANS: usize = 4;

/// A cell in quotation marks, if the marks enclose all of it. What is looked
/// through in vain is bounded, so reading stays linear.
fn quoted<'t>(text: &'t str, separator: Separator, budget: &mut usize) -> Option<(String, &'t str)> {
    let start = text.trim_start_matches(' ').strip_prefix('"').filter(|_| *budget > 0)?;
    let found = enclosed(start, separator);
    if let Err(looked_at) = found {
        *budget = budget.saturating_sub(looked_at);
    }
    found.ok()
}

/// The cell that a mark begins, or how many bytes had to be looked at to see that
/// none ends it.
fn enclosed(start: &str, separator: Separator) -> Result<(String, &str), usize> {
    let mut rest = start;
    let ends = [separator.sign(), '\r', '\n'];
    let mut cell = String::new();
    loop {
        let (inside, after) = rest.split_once('"').ok_or(start.len())?;
        cell.push_str(inside);
        let behind = after.trim_start_matches(' ');
        if behind.is_empty() || behind.starts_with(ends) {
            return Ok((cell, behind));
        }
        cell.push('"');
        rest = after.strip_prefix('"').ok_or(start.len() - after.len())?;
    }
}

fn trimmed(cell: &str, cut: &mut usize) -> String {
    let is_blank = |sign: char| sign.is_whitespace() || matches!(sign, '\u{200B}' | '\u{FEFF}');
    let text = cell.trim_matches(is_blank);
    match text.char_indices().nth(MAX_CELL) {
        Some((end, _)) => {
            *cut += 1;
            text[..end].to_owned()
        }
        None => text.to_owned(),
    }
}

fn without_blank_columns(mut grid: Grid) -> Grid {
    let width = grid.rows.iter().map(Vec::len).max().unwrap_or(0).min(MAX_COLUMNS);
    let mut is_used = vec![false; width];
    for row in &grid.rows {
        for (used, text) in is_used.iter_mut().zip(row) {
            *used |= !text.is_empty();
        }
    }
    for row in &mut grid.rows {
        row.resize(width, String::new());
        let mut at = 0;
        row.retain(|_| {
            at += 1;
            is_used[at - 1]
        });
    }
    grid.column_numbers = (0..width).filter(|at| is_used[*at]).map(|at| at + 1).collect();
    grid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn separator(text: &str) -> Separator {
        split(text).expect(text).separator
    }

    #[test]
    fn all_lines_decide_what_parts_cells() {
        let notes = "Line,Year 1,Year 2,Source\ncac,1,2,deck; p. 4\narpu,1,2,deck; p. 5\n";
        assert_eq!(separator(notes), Separator::Comma);
        assert_eq!(separator("Plan, Q1 2026\ncac;2,5;2,6\narpu;3,5;3,6\n"), Separator::Semicolon);
        assert_eq!(separator("cac;2,5;2,6\narpu;3,5;3,6\n"), Separator::Semicolon);
        assert_eq!(separator("a, b\ncac\t2,5\narpu\t3"), Separator::Tab);
        assert_eq!(separator("\"a;b\",1\n\"c;d\",2"), Separator::Comma);
        assert_eq!(separator("cac|1|2\narpu|3|4"), Separator::Bar);
        assert_eq!(separator("one"), Separator::Comma);
    }

    #[test]
    fn blank_rows_and_columns_count_for_nothing() {
        let text = format!("cac,,1,2\n{}arpu,,3,4\n", ",,,,,,\n".repeat(20_000));
        let grid = split(&text).expect("a table");
        assert_eq!(grid.rows, [["cac", "1", "2"], ["arpu", "3", "4"]]);
        assert_eq!((grid.row_numbers, grid.column_numbers), (vec![1, 20_002], vec![1, 3, 4]));
    }

    #[test]
    fn limits_are_met_before_anything_is_expanded() {
        assert_eq!(split(&"a\n".repeat(MAX_ROWS + 1)), Err(SplitError::TooManyRows));
        assert_eq!(split(&"a,".repeat(MAX_COLUMNS + 1)), Err(SplitError::TooManyColumns));
        assert!(split(&("a".to_owned() + &",".repeat(100_000))).is_ok());
        assert_eq!(split(" \n\t\n"), Err(SplitError::Empty));
        let long = split(&"x".repeat(MAX_CELL + 5)).expect("a table");
        assert_eq!((long.rows[0][0].len(), long.cut), (MAX_CELL, 1));
    }

    #[test]
    fn marks_enclose_whole_cells_alone() {
        let grid = split("\"a\nb\", \"say \"\"hi\"\"\" ,5\" disk\n\"open,1,2").expect("a table");
        assert_eq!(grid.rows, [["a\nb", "say \"hi\"", "5\" disk"], ["\"open", "1", "2"]]);
    }
}
