//! Where the published model's lines stand out in the views.

use crate::model::places::{HeadlineFigure, Places};

/// The places of the published model's lines.
pub const PLACES: Places = Places {
    cards: &["annual_revenue", "gross_profit", "gross_margin", "cltv", "payback_months"],
    emphasised: &["annual_revenue", "gross_profit", "contribution"],
    summary: &[
        HeadlineFigure { line: "annual_revenue", label: "Revenue" },
        HeadlineFigure { line: "gross_profit", label: "Gross profit" },
        HeadlineFigure { line: "gross_margin", label: "Gross margin" },
    ],
};
