//! What a bar has beside its colour.

use super::scene::Scene;
use super::{Rect, Rgb, Tone};

/// A bar's texture, so that bars differ in print and for every kind of colour
/// vision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texture {
    /// One flat colour.
    Solid,
    /// Diagonal lines in the paper's colour.
    Hatched,
    /// Horizontal lines in the paper's colour.
    Ruled,
}

/// Between two lines of a texture.
const PITCH: f64 = 6.0;
/// A texture of more lines than this is grey; larger bars get a wider pitch.
const MOST_LINES: f64 = 80.0;
/// How much of the paper's colour the lines carry.
const STRENGTH: f64 = 0.28;

impl Texture {
    /// The texture of a tone.
    pub fn of(tone: Tone) -> Self {
        match tone {
            Tone::Blue | Tone::Violet => Self::Solid,
            Tone::Orange | Tone::Rose => Self::Hatched,
            Tone::Green | Tone::Slate => Self::Ruled,
        }
    }
}

/// Fills a rectangle with a colour and its texture.
pub(super) fn fill(scene: &mut Scene, rect: Rect, texture: Texture, colour: Rgb, paper: Rgb) {
    scene.rect(rect, colour);
    let line = colour.mix(paper, STRENGTH);
    match texture {
        Texture::Solid => {}
        Texture::Hatched => hatch(scene, rect, line),
        Texture::Ruled => rule(scene, rect, line),
    }
}

/// Lines from the bottom left to the top right, cut off at the edges.
fn hatch(scene: &mut Scene, rect: Rect, colour: Rgb) {
    let reach = rect.width() + rect.height();
    let pitch = PITCH.max(reach / MOST_LINES);
    let count = (reach / pitch).clamp(0.0, MOST_LINES) as usize;
    for i in 1..=count {
        // Along such a line the distances from the left and from the bottom
        // edge change by the same amount, and differ by `offset` in sum.
        let offset = i as f64 * pitch;
        let up = offset.min(rect.height());
        let right = offset.min(rect.width());
        let from = (rect.left + offset - up, rect.bottom - up);
        let to = (rect.left + right, rect.bottom - (offset - right));
        if to.0 - from.0 >= 1.0 {
            scene.path(vec![from, to], 1.0, colour);
        }
    }
}

fn rule(scene: &mut Scene, rect: Rect, colour: Rgb) {
    let pitch = PITCH.max(rect.height() / MOST_LINES);
    let count = (rect.height() / pitch).clamp(0.0, MOST_LINES) as usize;
    for i in 1..=count {
        let y = rect.bottom - i as f64 * pitch;
        if y - rect.top >= 1.0 {
            scene.rule(rect.left, rect.right, y, 1.0, colour);
        }
    }
}
