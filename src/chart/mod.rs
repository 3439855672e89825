//! Charts: a specification as data, drawn on any plotters backend.
//!
//! A [`Chart`] owns its strings and knows nothing of the model, the page or the
//! screen.  [`draw`] paints it and answers with the [`Layout`] it used, so that
//! a page can place a hover guide; [`summary`] and [`table`] say the same in
//! words and figures; [`svg::render`] needs no browser.
//!
//! An undefined value is `None` from end to end: a gap in a line, a dash where
//! a bar would stand, "undefined" in the table, and never a zero.

mod bands;
mod bars;
mod compose;
mod draw;
mod header;
mod heat;
mod labels;
mod layout;
mod lines;
mod measured;
pub mod of_comparison;
pub mod of_model;
pub mod of_outcomes;
pub mod of_pricing;
pub mod of_scorecard;
mod rect;
mod scene;
mod spec;
mod summary;
pub mod svg;
mod text;
mod textures;
mod theme;
mod ticks;
mod tornado;

pub use draw::{DrawError, View, draw};
pub use header::{Frame, LegendEntry, LegendKey, legend};
pub use heat::{HeatLayout, HeatMap, Side, draw_heat, heat_summary};
pub use layout::Layout;
pub use lines::{Dash, Marker};
pub use measured::Measured;
pub use rect::Rect;
pub use spec::{
    Baseline, Category, Chart, Mark, MarkedPoint, Panel, Point, ReferenceLine, Series, ValueAxis,
};
pub use summary::{Table, TableRow, read_out, summary, table};
pub use text::{Face, InterWidths, TextMeasure};
pub use textures::Texture;
pub use theme::{Rgb, Theme, Tone};
pub use tornado::{Tornado, TornadoBar, draw_tornado};
