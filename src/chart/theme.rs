//! Colours and the font: what the page's design tokens say.

/// An opaque colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// A slot of the palette.  Each also has a texture for bars, as lines have
/// markers and dashes, so that colour is never the only difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The first slot, solid as a bar.
    Blue,
    /// The second slot, hatched as a bar.
    Orange,
    /// The third slot, the page's accent, ruled as a bar.
    Green,
    /// The fourth slot.
    Violet,
    /// The fifth slot.
    Rose,
    /// The sixth slot.
    Slate,
}

impl Tone {
    /// Every tone, in the palette's order.
    pub const ALL: [Self; 6] = [Self::Blue, Self::Orange, Self::Green, Self::Violet, Self::Rose, Self::Slate];
}

/// The colours and the font of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The background.
    pub paper: Rgb,
    /// Titles and value labels.
    pub ink: Rgb,
    /// Tick and category labels, reference lines.
    pub muted: Rgb,
    /// Grid lines.
    pub grid: Rgb,
    /// The line at zero, where bars stand.
    pub axis: Rgb,
    /// One colour per [`Tone`], in the palette's order.
    pub tones: [Rgb; 6],
    /// A CSS font family list.
    pub family: String,
}

/// The page's font, then what stands in for it where a picture is opened
/// without it.
const FAMILY: &str = "Inter Variable, Inter, system-ui, sans-serif";

impl Theme {
    /// Ink on paper.
    pub fn light() -> Self {
        Self {
            paper: Rgb(0xff, 0xff, 0xff),
            ink: Rgb(0x17, 0x19, 0x1c),
            muted: Rgb(0x6b, 0x70, 0x77),
            grid: Rgb(0xe7, 0xe4, 0xdd),
            axis: Rgb(0xb9, 0xb7, 0xb0),
            tones: [
                Rgb(0x3b, 0x6f, 0xb6),
                Rgb(0xc9, 0x77, 0x2b),
                Rgb(0x0a, 0x6b, 0x52),
                Rgb(0x31, 0x24, 0x6f),
                Rgb(0x7a, 0x1f, 0x2b),
                Rgb(0x85, 0x8a, 0x90),
            ],
            family: FAMILY.to_owned(),
        }
    }

    /// The same at night.
    pub fn dark() -> Self {
        Self {
            paper: Rgb(0x17, 0x19, 0x1c),
            ink: Rgb(0xf0, 0xef, 0xea),
            muted: Rgb(0x9a, 0x9f, 0xa6),
            grid: Rgb(0x2a, 0x2d, 0x31),
            axis: Rgb(0x55, 0x59, 0x5f),
            tones: [
                Rgb(0x7a, 0xa8, 0xe6),
                Rgb(0xe3, 0x9a, 0x56),
                Rgb(0x4f, 0xc3, 0xa1),
                Rgb(0x64, 0x56, 0xc8),
                Rgb(0x8a, 0x6a, 0x80),
                Rgb(0xd6, 0xdb, 0xe0),
            ],
            family: FAMILY.to_owned(),
        }
    }

    /// This theme with the colours that the page's design tokens name.
    ///
    /// `token` is asked for `--chart-paper`, `-ink`, `-muted`, `-grid` and
    /// `-axis`, for `--chart-1` to `--chart-6` in the palette's order, and for
    /// `--chart-font`; what it doesn't know, or what is no colour, stays.
    #[must_use]
    pub fn with_tokens(mut self, token: impl Fn(&str) -> Option<String>) -> Self {
        let colour = |name: &str, slot: &mut Rgb| {
            let value = token(&format!("--chart-{name}"));
            *slot = value.and_then(|value| Rgb::from_hex(&value)).unwrap_or(*slot);
        };
        colour("paper", &mut self.paper);
        colour("ink", &mut self.ink);
        colour("muted", &mut self.muted);
        colour("grid", &mut self.grid);
        colour("axis", &mut self.axis);
        for (slot, name) in self.tones.iter_mut().zip(["1", "2", "3", "4", "5", "6"]) {
            colour(name, slot);
        }
        let family = token("--chart-font").map(|family| family.trim().to_owned());
        if let Some(family) = family.filter(|family| !family.is_empty()) {
            self.family = family;
        }
        self
    }

    /// The colour in a slot.
    pub fn tone(&self, tone: Tone) -> Rgb {
        self.tones[tone as usize]
    }
}

impl Rgb {
    /// Reads `#rrggbb` or `#rgb`, the forms design tokens are written in.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if !digits.is_ascii() {
            return None;
        }
        let channel = |range| u8::from_str_radix(digits.get(range)?, 16).ok();
        match digits.len() {
            6 => Some(Self(channel(0..2)?, channel(2..4)?, channel(4..6)?)),
            3 => Some(Self(channel(0..1)? * 17, channel(1..2)? * 17, channel(2..3)? * 17)),
            _ => None,
        }
    }

    /// The colour as `#rrggbb`.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// This colour with a share of another mixed in.
    pub fn mix(self, other: Self, share: f64) -> Self {
        let blend = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share) as u8;
        Self(blend(self.0, other.0), blend(self.1, other.1), blend(self.2, other.2))
    }
}

#[cfg(test)]
#[path = "theme_tests.rs"]
mod tests;
