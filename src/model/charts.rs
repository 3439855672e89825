//! The charts: which lines are drawn together, and how.

/// A chart over the years.
pub struct ChartEntry {
    /// What tests and file names call it.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The plots, from top to bottom: quantities of unlike size get one each.
    pub panels: &'static [PanelEntry],
}

/// One plot of a chart.
pub struct PanelEntry {
    /// Says what it shows, where a chart has several.
    pub caption: Option<&'static str>,
    /// How its lines are drawn.
    pub mark: Mark,
    /// The ids of its lines, in order.
    pub lines: &'static [&'static str],
    /// The line whose benchmark is drawn across it.
    pub benchmark: Option<&'static str>,
}

/// How the lines of a plot are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Bars from zero, grouped by year.
    Bars,
    /// Lines with a marker for each year; beside a benchmark the axis spans their
    /// values, elsewhere it begins at zero.
    Lines,
}
