//! The chart specification: what a chart shows, as data.

use std::fmt;
use std::rc::Rc;

use super::Tone;
use crate::model::timeline::Timeline;

/// Values beyond this magnitude are drawn at it: the difference of two of them
/// must stay a finite number.
const LARGEST: f64 = 1e300;

/// One chart: panels stacked over shared categories.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What the chart is about; an exported picture carries it.
    pub title: String,
    /// The places along the horizontal axis, one per point of every series.
    pub categories: Vec<Category>,
    /// One or more panels, from top to bottom.  Quantities of different
    /// magnitude get a panel each, so that every axis can be honest and linear.
    pub panels: Vec<Panel>,
    /// What a panel says when none of its values is defined.
    pub empty: String,
    /// Whether names of places that are too long for one row take two before
    /// they are shortened.
    pub has_two_rows: bool,
}

/// A place along the horizontal axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Category {
    /// The name in full, such as "Year 1".
    pub name: String,
    /// The name where room is short, such as "Y1".  In a chart whose places are
    /// at shares, the name on the axis; empty for none.
    pub short: String,
    /// Where it is, as a share of the plot's width, in a chart of a function.
    /// Without it places have columns of equal width.
    pub at: Option<f64>,
    /// Whether it is only between others: it is drawn and pointed at, but
    /// neither in the table nor a stop of the keyboard.
    pub is_between: bool,
}

/// One plot with an axis of its own.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Says above the plot what it shows, where one chart has several panels.
    pub caption: Option<String>,
    /// The vertical axis.
    pub axis: ValueAxis,
    /// The series, in the order in which they are drawn and listed.
    pub series: Vec<Series>,
    /// Levels to compare with, such as a benchmark.
    pub references: Vec<ReferenceLine>,
    /// Points that matter, such as where two series meet.
    pub points: Vec<MarkedPoint>,
}

/// A point that matters.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedPoint {
    /// The position of its category.
    pub category: usize,
    /// Its value.
    pub value: f64,
    /// What stands beside it, where there is room.
    pub label: String,
}

/// The vertical axis of a panel.
#[derive(Clone)]
pub struct ValueAxis {
    /// Where the axis has to start.
    pub baseline: Baseline,
    format: Rc<dyn Fn(f64, f64) -> String>,
}

/// Where a value axis has to start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// Zero is on the axis.  A bar's length means nothing without it, so a
    /// panel with bars behaves like this whatever it asks for.
    Zero,
    /// The axis spans the values, for lines whose change matters more than
    /// their level.
    Free,
    /// Powers of ten are equally far apart.  Zero is on the axis: below the
    /// smallest power the axis is linear, because a logarithm never gets there.
    Logarithmic,
}

/// One quantity over the categories.
#[derive(Clone, Debug)]
pub struct Series {
    /// The quantity's name, as the legend and the table print it.
    pub name: String,
    /// How the values are drawn.
    pub mark: Mark,
    /// Which slot of the palette, and with it which texture or marker.
    pub tone: Tone,
    /// One point per category.
    pub points: Vec<Point>,
}

/// How a series is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Bars, grouped by category.
    Bar,
    /// A line with a marker at each point.
    Line,
    /// A line without markers, for a function.
    Curve,
    /// A range at each category, filled between its ends.
    Band,
}

/// One value of a series, with the words for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    value: Option<f64>,
    /// The lower end of a range, whose upper end is the value.
    low: Option<f64>,
    /// The value in the page's number format ("$2.00M"), or why there is none
    /// ("retention is 100%"); may be empty.
    pub text: String,
    /// The short form printed beside the mark ("$2M").
    pub label: String,
}

/// A level drawn across a panel.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceLine {
    /// The level.
    pub value: f64,
    /// What it is, such as "benchmark 50%".
    pub label: String,
}

impl Chart {
    /// A chart without panels yet.
    pub fn new(title: impl Into<String>, categories: Vec<Category>) -> Self {
        Self {
            title: title.into(),
            categories,
            panels: Vec::new(),
            empty: "No value is defined".to_owned(),
            has_two_rows: false,
        }
    }

    /// Adds a panel below those there are.
    #[must_use]
    pub fn panel(mut self, panel: Panel) -> Self {
        self.panels.push(panel);
        self
    }

    /// All series, from the top panel to the bottom one.
    pub fn series(&self) -> impl Iterator<Item = &Series> {
        self.panels.iter().flat_map(|panel| &panel.series)
    }
}

impl Category {
    /// A category with both of its names.
    pub fn new(name: impl Into<String>, short: impl Into<String>) -> Self {
        Self { name: name.into(), short: short.into(), at: None, is_between: false }
    }

    /// The same at a share of the plot's width.
    #[must_use]
    pub fn at(self, share: f64) -> Self {
        Self { at: Some(share), ..self }
    }

    /// A place at a share of the plot's width that is only between others.
    pub fn between(name: impl Into<String>, share: f64) -> Self {
        Self { is_between: true, ..Self::new(name, "").at(share) }
    }

    /// The name in two rows, as even as its words allow; one word is one row.
    ///
    /// ```
    /// use megahour::chart::Category;
    /// assert_eq!(Category::new("Cost of an hour", "1").rows(), ["Cost of", "an hour"]);
    /// assert_eq!(Category::new("Scalability", "2").rows(), ["Scalability", ""]);
    /// ```
    pub fn rows(&self) -> [&str; 2] {
        let name = self.name.as_str();
        let gaps = name.match_indices(' ').map(|(gap, _)| (&name[..gap], name[gap..].trim_start()));
        let longer = |rows: &(&str, &str)| rows.0.chars().count().max(rows.1.chars().count());
        gaps.min_by_key(longer).map_or([name, ""], |(first, second)| [first, second])
    }

    /// The years of a timeline, as it calls them.
    pub fn years(of: Timeline) -> Vec<Self> {
        (0..of.years()).map(|year| Self::new(of.year_label(year), of.year_tick(year))).collect()
    }
}

impl Panel {
    /// A panel without series yet.
    pub fn new(axis: ValueAxis) -> Self {
        Self { caption: None, axis, series: Vec::new(), references: Vec::new(), points: Vec::new() }
    }

    /// Puts a caption above the plot.
    #[must_use]
    pub fn caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = Some(caption.into());
        self
    }

    /// Adds a series.
    #[must_use]
    pub fn series(mut self, series: Series) -> Self {
        self.series.push(series);
        self
    }

    /// Adds a level to compare with.
    #[must_use]
    pub fn reference(mut self, value: f64, label: impl Into<String>) -> Self {
        self.references.push(ReferenceLine { value, label: label.into() });
        self
    }

    /// Whether any series is drawn as bars.
    pub fn has_bars(&self) -> bool {
        self.series.iter().any(|series| series.mark == Mark::Bar)
    }

    /// Every defined value.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        let points = self.series.iter().flat_map(|series| &series.points);
        points.flat_map(|point| [point.value(), point.low()]).flatten()
    }
}

impl ValueAxis {
    /// An axis from zero.  `format` prints a tick from its value and the
    /// distance between two ticks, so that all ticks can show equally many
    /// decimals: "$10M" where the step is $10M, "$0.5M" where it is $0.5M.
    pub fn from_zero(format: impl Fn(f64, f64) -> String + 'static) -> Self {
        Self { baseline: Baseline::Zero, format: Rc::new(format) }
    }

    /// An axis that spans the values; `format` as for [`Self::from_zero`].
    pub fn free(format: impl Fn(f64, f64) -> String + 'static) -> Self {
        Self { baseline: Baseline::Free, format: Rc::new(format) }
    }

    /// An axis on which powers of ten are equally far apart, and zero is still
    /// there; `format` as for [`Self::from_zero`].
    pub fn logarithmic(format: impl Fn(f64, f64) -> String + 'static) -> Self {
        Self { baseline: Baseline::Logarithmic, format: Rc::new(format) }
    }

    /// The text of the tick at `value`.
    pub fn tick_text(&self, value: f64, step: f64) -> String {
        (self.format)(value, step)
    }
}

impl fmt::Debug for ValueAxis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ValueAxis").field("baseline", &self.baseline).finish_non_exhaustive()
    }
}

impl Series {
    /// A series of bars.
    pub fn bars(name: impl Into<String>, tone: Tone, points: Vec<Point>) -> Self {
        Self { name: name.into(), mark: Mark::Bar, tone, points }
    }

    /// A line without markers.
    pub fn curve(name: impl Into<String>, tone: Tone, points: Vec<Point>) -> Self {
        Self { name: name.into(), mark: Mark::Curve, tone, points }
    }

    /// A band of ranges.
    pub fn band(name: impl Into<String>, tone: Tone, points: Vec<Point>) -> Self {
        Self { name: name.into(), mark: Mark::Band, tone, points }
    }

    /// A line with markers.
    pub fn line(name: impl Into<String>, tone: Tone, points: Vec<Point>) -> Self {
        Self { name: name.into(), mark: Mark::Line, tone, points }
    }
}

impl Point {
    /// A defined value with its text in full and in short.  What is no finite
    /// number counts as undefined.
    pub fn new(value: f64, text: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.is_finite().then(|| value.clamp(-LARGEST, LARGEST)),
            low: None,
            text: text.into(),
            label: label.into(),
        }
    }

    /// A range from `low` to `high` with its text, for a band.
    pub fn range(low: f64, high: f64, text: impl Into<String>) -> Self {
        let high = Self::new(high, text, "");
        Self { low: high.value.and(low.is_finite().then(|| low.clamp(-LARGEST, LARGEST))), ..high }
    }

    /// An undefined value and why it is; the reason may be empty.
    pub fn undefined(reason: impl Into<String>) -> Self {
        Self { value: None, low: None, text: reason.into(), label: String::new() }
    }

    /// The lower end of a range.
    pub fn low(&self) -> Option<f64> {
        self.low
    }

    /// The value, if it is defined.
    pub fn value(&self) -> Option<f64> {
        self.value
    }
}
