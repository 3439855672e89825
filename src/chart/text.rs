//! Text on a chart: few sizes, two weights, and how wide a string is.

/// The typefaces a chart uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Ticks, categories, legend and reference labels.
    Plain,
    /// Value labels.
    Value,
    /// The caption of a panel.
    Caption,
    /// The title of an exported picture.
    Title,
}

impl Face {
    /// The font size in CSS pixels.
    pub fn size(self) -> f64 {
        match self {
            Self::Plain | Self::Caption => 12.0,
            // Bold figures look as large as plain ones a pixel larger.
            Self::Value => 11.0,
            Self::Title => 14.0,
        }
    }

    /// Whether the face is bold.
    pub fn bold(self) -> bool {
        self != Self::Plain
    }
}

/// What has to be known of a backend's text before a chart is laid out on it.
///
/// plotters measures text in a browser by adding a styled element to the page,
/// which a strict Content-Security-Policy refuses, and guesses it elsewhere.
pub trait TextMeasure {
    /// The backend divides font sizes by this before it uses them.
    const SIZE_DIVISOR: f64 = 1.0;

    /// How far the backend sets a text too high for its capitals and figures to
    /// be centred, in shares of the font size.
    const RISE: f64 = 0.0;

    /// The advance width of `text` at `size`, in the unit of `size`.
    fn width(&self, text: &str, size: f64, bold: bool, family: &str) -> f64;
}

/// The advance widths of Inter with tabular figures: enough to lay out a chart
/// where no font can be asked, and the same on every machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct InterWidths;

/// Advance widths from U+0020 to U+007E, in thousandths of the font size.
const WIDTHS: [u16; 95] = [
    281, 278, 403, 640, 640, 982, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357, 640, 640, 640, 640, 640,
    640, 640, 640, 640, 640, 276, 280, 659, 659, 659, 507, 936, 676, 651, 727, 719, 598, 587, 743, 740, 264,
    543, 652, 562, 889, 753, 761, 635, 761, 639, 638, 642, 741, 676, 949, 642, 665, 625, 362, 357, 362, 469,
    452, 497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597, 609, 609, 372, 523,
    364, 581, 557, 812, 540, 557, 541, 362, 327, 362, 659,
];

/// Anything else counts as wide as most letters, and an ideograph as a square.
const OTHER: u16 = 650;
const IDEOGRAPH: u16 = 1000;

/// Bold letters are about this much wider.
const BOLD: f64 = 1.04;

impl InterWidths {
    /// The advance width of `text` at `size`, in the unit of `size`.
    pub fn width(text: &str, size: f64, bold: bool) -> f64 {
        let thousandths: f64 = text.chars().map(|c| f64::from(advance(c))).sum();
        thousandths / 1000.0 * size * if bold { BOLD } else { 1.0 }
    }
}

impl TextMeasure for InterWidths {
    fn width(&self, text: &str, size: f64, bold: bool, _family: &str) -> f64 {
        Self::width(text, size, bold)
    }
}

fn advance(c: char) -> u16 {
    let code = u32::from(c);
    match code {
        0x20..=0x7e => WIDTHS[(code - 0x20) as usize],
        // A combining mark sits on the letter before it.
        0x300..=0x36f => 0,
        0x2e80..=0xffef => IDEOGRAPH,
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_tabular() {
        let width = |text| InterWidths::width(text, 12.0, false);
        assert_eq!(width("1111"), width("8888"));
    }

    #[test]
    fn any_text_has_a_finite_width() {
        for text in ["", "\u{0}", "é", "日本", "🙂", "\u{301}"] {
            assert!(InterWidths::width(text, 12.0, true).is_finite());
        }
    }
}
