//! The charts: which lines are drawn together, and how.

/// A chart over the years.
pub struct ChartEntry {
    /// What addresses and file names call it.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What is drawn, in order.
    pub series: &'static [SeriesEntry],
    /// The line whose benchmark is drawn beside the series.
    pub benchmark: Option<&'static str>,
}

/// One line of the model in a chart.
pub struct SeriesEntry {
    /// The line's id.
    pub line: &'static str,
    /// How it is drawn.
    pub mark: Mark,
}

/// How a series is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Bars, grouped by year.
    Bar,
    /// A line with a marker for each year.
    Line,
    /// Bars on a scale of powers of ten, for quantities of unlike size.
    LogBar,
    /// A number above the year's bars.
    Label,
}

const fn series(line: &'static str, mark: Mark) -> SeriesEntry {
    SeriesEntry { line, mark }
}

/// All charts of the Model view, in order.
pub const CHARTS: &[ChartEntry] = &[
    ChartEntry {
        id: "profit",
        title: "Revenue, cost and gross profit",
        series: &[
            series("annual_revenue", Mark::Bar),
            series("infrastructure_cost", Mark::Bar),
            series("gross_profit", Mark::Bar),
        ],
        benchmark: None,
    },
    ChartEntry {
        id: "margin",
        title: "Gross margin",
        series: &[series("gross_margin", Mark::Line)],
        benchmark: Some("gross_margin"),
    },
    ChartEntry {
        id: "customers",
        title: "Customers",
        series: &[series("customers", Mark::Bar), series("new_customers", Mark::Bar)],
        benchmark: None,
    },
    ChartEntry {
        id: "value",
        title: "Lifetime value against acquisition cost",
        series: &[
            series("cltv", Mark::LogBar),
            series("cac", Mark::LogBar),
            series("ltv_to_cac", Mark::Label),
        ],
        benchmark: None,
    },
    ChartEntry {
        id: "payback",
        title: "CAC payback",
        series: &[series("payback_months", Mark::Line), series("payback_months_margin", Mark::Line)],
        benchmark: None,
    },
];
