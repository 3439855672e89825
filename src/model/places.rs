//! Where the lines of a module stand out in the views.

/// The lines of a module that stand out, by their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Those with a card of the shown year.
    pub cards: &'static [&'static str],
    /// Those in strong type in every table.
    pub emphasised: &'static [&'static str],
    /// Those that stand for a scenario in a list of several.
    pub summary: &'static [HeadlineFigure],
}

/// A figure that stands for a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadlineFigure {
    /// The line's id.
    pub line: &'static str,
    /// Its name, short enough for a list.
    pub label: &'static str,
}
