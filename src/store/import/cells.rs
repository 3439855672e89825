//! A text as rows of cells, whichever sign parts them.

use csv_core::{ReadFieldResult, ReaderBuilder};
use std::fmt;

/// The most rows of a table.
pub const MAX_ROWS: usize = 2_000;
/// The most columns of a table.
pub const MAX_COLUMNS: usize = 100;

/// What parts the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// As programs and English spreadsheets write; the decimal sign is a point.
    Comma,
    /// As spreadsheets write where the comma is the decimal sign.
    Semicolon,
    /// As spreadsheets put cells on the clipboard.
    Tab,
}

impl Separator {
    const ALL: [Self; 3] = [Self::Tab, Self::Semicolon, Self::Comma];

    fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// Rows of cells, with what parted them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// The texts of the cells, without outer spaces. Blank lines are left out.
    pub rows: Vec<Vec<String>>,
    /// Which row of the spreadsheet each was, counted from 1, blank ones too.
    pub numbers: Vec<usize>,
    /// What parted them.
    pub separator: Separator,
}

/// Why a text is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellsError {
    /// There is nothing in it.
    Empty,
    /// It is no text but something else, such as a workbook.
    NoText,
    /// There are too many rows.
    TooManyRows,
    /// A row has too many cells.
    TooManyColumns,
}

impl fmt::Display for CellsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::NoText => {
                f.write_str("it is no text: save a workbook as CSV, or copy its cells and paste them")
            }
            Self::TooManyRows => write!(f, "it has more than {MAX_ROWS} rows"),
            Self::TooManyColumns => write!(f, "it has more than {MAX_COLUMNS} columns"),
        }
    }
}

impl std::error::Error for CellsError {}

/// Parts a text into cells. Quotation marks enclose cells as in RFC 4180.
///
/// ```
/// use megahour::store::import::cells;
/// assert_eq!(cells("Price;\"2,10\"\r\n")?.rows, [["Price", "2,10"]]);
/// # Ok::<(), megahour::store::import::CellsError>(())
/// ```
///
/// # Errors
/// Where it is no table, or one beyond the limits.
pub fn cells(text: &str) -> Result<Cells, CellsError> {
    if text.trim().is_empty() {
        return Err(CellsError::Empty);
    }
    if text.contains('\0') {
        return Err(CellsError::NoText);
    }
    let separator = separator(text);
    let mut reader = ReaderBuilder::new().delimiter(separator.byte()).build();
    let (mut rest, mut buffer, mut cell) = (text.as_bytes(), [0; 1024], Vec::new());
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let (mut numbers, mut number) = (Vec::new(), 0);
    loop {
        if row.is_empty() && cell.is_empty() {
            let (after, blank) = without_blank_lines(text.as_bytes(), text.len() - rest.len());
            rest = after;
            number += blank;
        }
        let (result, read, written) = reader.read_field(rest, &mut buffer);
        rest = &rest[read..];
        cell.extend_from_slice(&buffer[..written]);
        match result {
            // With nothing left to read, the next call ends the last row.
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => continue,
            ReadFieldResult::Field { record_end } => {
                // The pieces of a text between its own bytes are text again.
                row.push(String::from_utf8_lossy(&cell).trim().to_owned());
                cell.clear();
                if row.len() > MAX_COLUMNS {
                    return Err(CellsError::TooManyColumns);
                }
                if record_end {
                    rows.push(std::mem::take(&mut row));
                    number += 1;
                    numbers.push(number);
                }
                if rows.len() > MAX_ROWS {
                    return Err(CellsError::TooManyRows);
                }
            }
            ReadFieldResult::End => return Ok(Cells { rows, numbers, separator }),
        }
    }
}

/// What follows a place between two rows without the blank lines that it begins
/// with, and how many these are. The line's end before may be half read.
fn without_blank_lines(text: &[u8], at: usize) -> (&[u8], usize) {
    let (before, mut rest) = text.split_at(at);
    if before.ends_with(b"\r") {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut blank = 0;
    loop {
        let ends: [&[u8]; 3] = [b"\r\n", b"\n", b"\r"];
        let Some(after) = ends.iter().find_map(|end| rest.strip_prefix(*end)) else { break };
        rest = after;
        blank += 1;
    }
    (rest, blank)
}

/// The sign that parts cells: the first of tab, semicolon and comma that at least
/// half of the first lines have outside quotation marks. A tab is never part of a
/// number or a name, and where commas are decimal signs semicolons part cells.
fn separator(text: &str) -> Separator {
    // What lines have of each, of those that are not blank.
    let mut lines = vec![[false; 3]];
    let mut is_quoted = false;
    for byte in text.bytes().take(4096) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\r' | b'\n' if !is_quoted => lines.push([false; 3]),
            _ if is_quoted => {}
            _ => {
                let at = Separator::ALL.iter().position(|separator| separator.byte() == byte);
                if let (Some(at), Some(line)) = (at, lines.last_mut()) {
                    line[at] = true;
                }
            }
        }
    }
    let parted = lines.iter().filter(|line| line.contains(&true)).count();
    let has = |at: usize| lines.iter().filter(|line| line[at]).count();
    let at = (0..Separator::ALL.len()).find(|at| has(*at) > 0 && 2 * has(*at) >= parted);
    at.and_then(|at| Separator::ALL.get(at).copied()).unwrap_or(Separator::Comma)
}
