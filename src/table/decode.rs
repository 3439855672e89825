//! Bytes of a file as text, in the encodings that spreadsheets write.

use serde::Serialize;
use std::fmt;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;

/// How a file's bytes stand for signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8, with or without a mark before it.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// What Western European Windows programs write without a mark.
    Windows1252,
}

impl Encoding {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// A file's text, and how it was encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without the mark that says how it is encoded.
    pub text: String,
    /// The encoding.
    pub encoding: Encoding,
}

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// There are more than [`MAX_BYTES`]; so many.
    TooLarge(usize),
    /// They are no text but something else, such as a workbook.
    NoText,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(bytes) => {
                let megabytes = bytes.div_ceil(1024 * 1024);
                write!(f, "it has {megabytes} MB, and at most {} MB are read", MAX_BYTES / 1024 / 1024)
            }
            Self::NoText => {
                f.write_str("it is not text: save a workbook as CSV, or copy its cells and paste them")
            }
        }
    }
}

impl std::error::Error for DecodeError {}

/// Decodes a file: by its mark, else as UTF-8, else as UTF-16 where every other
/// byte is zero, else as Windows-1252.
///
/// ```
/// use megahour::table::{Encoding, decode};
/// let decoded = decode(b"Umsatzerl\xf6se;285.000 \x80")?;
/// assert_eq!(decoded.text, "Umsatzerlöse;285.000 €");
/// assert_eq!(decoded.encoding, Encoding::Windows1252);
/// # Ok::<(), megahour::table::DecodeError>(())
/// ```
///
/// # Errors
/// Where there are too many bytes, or they are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge(bytes.len()));
    }
    let (text, encoding) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (utf8(rest), Encoding::Utf8),
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, u16::from_le_bytes), Encoding::Utf16Le),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, u16::from_be_bytes), Encoding::Utf16Be),
        _ => unmarked(bytes),
    };
    // Text of any language has neither zeros nor the controls of other formats.
    let is_foreign = |sign: char| matches!(sign, '\0'..='\u{8}' | '\u{E}'..='\u{1A}');
    if text.contains(is_foreign) {
        return Err(DecodeError::NoText);
    }
    Ok(Decoded { text, encoding })
}

fn unmarked(bytes: &[u8]) -> (String, Encoding) {
    // Of a text in UTF-16 that is mostly ASCII, every other byte is zero.
    let sample = &bytes[..bytes.len().min(512) / 2 * 2];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let many = sample.len() / 2 * 7 / 10;
    if many > 0 && zeros(1) > many {
        return (utf16(bytes, u16::from_le_bytes), Encoding::Utf16Le);
    }
    if many > 0 && zeros(0) > many {
        return (utf16(bytes, u16::from_be_bytes), Encoding::Utf16Be);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), Encoding::Utf8),
        Err(_) => (bytes.iter().map(|byte| windows_1252(*byte)).collect(), Encoding::Windows1252),
    }
}

fn utf8(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The signs of Windows-1252 from 0x80 to 0x9F, where it differs from Latin-1.
/// Source: Unicode mapping table CP1252, 1998; five places are empty there.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Größe;12 €\r\nPreis je Stunde;2,10\r\n";
        let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (marked(b"\xEF\xBB\xBF", text.as_bytes().to_vec()), Encoding::Utf8),
            (encoded(text, u16::to_le_bytes), Encoding::Utf16Le),
            (marked(b"\xFF\xFE", encoded(text, u16::to_le_bytes)), Encoding::Utf16Le),
            (marked(b"\xFE\xFF", encoded(text, u16::to_be_bytes)), Encoding::Utf16Be),
            (b"Gr\xf6\xdfe;12 \x80\r\nPreis je Stunde;2,10\r\n".to_vec(), Encoding::Windows1252),
        ] {
            assert_eq!(decode(&bytes), Ok(Decoded { text: text.to_owned(), encoding }), "{encoding:?}");
        }
    }

    #[test]
    fn what_is_no_text_or_too_much_is_refused() {
        assert_eq!(decode(b"PK\x03\x04\x14\x00\x06\x00"), Err(DecodeError::NoText));
        assert_eq!(decode(&vec![b'a'; MAX_BYTES + 1]), Err(DecodeError::TooLarge(MAX_BYTES + 1)));
        assert_eq!(decode(b"").map(|decoded| decoded.text), Ok(String::new()));
    }
}
