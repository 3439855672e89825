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

const fn panel(mark: Mark, lines: &'static [&'static str]) -> PanelEntry {
    PanelEntry { caption: None, mark, lines, benchmark: None }
}

/// All charts of the Model view, in order.
pub const CHARTS: &[ChartEntry] = &[
    ChartEntry {
        id: "profit",
        title: "Revenue, cost and gross profit",
        panels: &[panel(Mark::Bars, &["annual_revenue", "infrastructure_cost", "gross_profit"])],
    },
    ChartEntry {
        id: "margin",
        title: "Gross margin",
        panels: &[PanelEntry { benchmark: Some("gross_margin"), ..panel(Mark::Lines, &["gross_margin"]) }],
    },
    ChartEntry {
        id: "customers",
        title: "Customers and new customers",
        panels: &[panel(Mark::Bars, &["customers", "new_customers"])],
    },
    ChartEntry {
        id: "value",
        title: "Lifetime value against acquisition cost",
        panels: &[
            // The ratio is the margin-adjusted one's: both are shown.
            PanelEntry { caption: Some("CLTV"), ..panel(Mark::Bars, &["cltv", "cltv_margin"]) },
            PanelEntry { caption: Some("CAC"), ..panel(Mark::Bars, &["cac"]) },
            PanelEntry { caption: Some("LTV:CAC, margin-adjusted"), ..panel(Mark::Lines, &["ltv_to_cac"]) },
        ],
    },
    ChartEntry {
        id: "payback",
        title: "CAC payback, in months",
        panels: &[panel(Mark::Lines, &["payback_months", "payback_months_margin"])],
    },
];
