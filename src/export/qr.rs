//! A text as a QR code, drawn by whoever shows it.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// The quiet zone that readers need around a code, in modules.
const QUIET: i32 = 4;

/// A code as the path of an SVG picture, one unit for each module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// How many units it is wide and high, the quiet zone included.
    pub size: i32,
    /// The dark modules, in rows of as few pieces as there are.
    pub path: String,
}

/// The code of a text; nothing where the text is longer than a code holds,
/// which is 2,953 characters of a link.
///
/// ```
/// use megahour::export::qr::picture;
/// assert_eq!(picture("https://example.com").map(|picture| picture.size), Some(25 + 8));
/// assert_eq!(picture(&"x".repeat(3000)), None);
/// ```
pub fn picture(text: &str) -> Option<Picture> {
    // A screen neither smudges nor tears: the lowest correction is enough, and
    // its code is the smallest.
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let from = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                // Writing to a text does not fail.
                let _ = write!(path, "M{} {}h{}v1H{}z", from + QUIET, y + QUIET, x - from, from + QUIET);
            }
            x += 1;
        }
    }
    Some(Picture { size: code.size() + 2 * QUIET, path })
}
