//! The charts of the published model, in the order of the Model view.

use crate::model::charts::{ChartEntry, Mark, PanelEntry};

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
