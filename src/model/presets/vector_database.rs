//! A managed database for embeddings.

use super::{Preset, illustrative, sourced};
use crate::model::notes::Confidence::{High, Low, Medium};

pub(super) fn preset() -> Preset {
    Preset {
        id: "vector-database",
        name: "Vector database",
        description: "Illustrative: a managed database for embeddings. Compute hours are node hours of \
                      ordinary servers; storage matters as much as compute.",
        drivers: vec![
            illustrative(
                "compute_hours",
                [1_800_000.0, 3_600_000.0, 6_500_000.0, 10_500_000.0, 15_000_000.0],
                "Node hours that customers pay for: about 205 nodes around the clock in year 1.",
            ),
            illustrative(
                "capacity_hours",
                [2_600_000.0, 4_900_000.0, 8_500_000.0, 13_500_000.0, 19_000_000.0],
                "Replicas and room for peaks: 69% of the hours are billed in year 1, 79% in year 5.",
            ),
            sourced(
                "price_per_hour",
                [1.60, 1.60, 1.55, 1.50, 1.50],
                "Set for a margin that begins below the range of mature software (70% to 90%) and enters it.",
                ("Common range for mature SaaS", "2025", Low),
            ),
            illustrative(
                "cost_per_hour",
                [0.55, 0.52, 0.48, 0.45, 0.43],
                "Memory-heavy servers without GPUs, with the disks behind them and the hours that stay unsold.",
            ),
            illustrative(
                "arpu",
                [18_000.0, 20_000.0, 22_000.0, 24_000.0, 26_000.0],
                "Teams that run one or two indexes each, and grow with their data.",
            ),
            sourced(
                "retention",
                [0.88, 0.89, 0.90, 0.91, 0.92],
                "Begins at the median of software companies. Data that has been indexed is work to move.",
                ("Surveys of SaaS companies, which disagree", "2025", Medium),
            ),
            sourced(
                "cac",
                [12_000.0, 12_000.0, 12_500.0, 13_000.0, 13_500.0],
                "Chosen for a payback within 6 to 18 months on margin, the band for small business.",
                ("Bessemer, bands of CAC payback", "2012", High),
            ),
            illustrative(
                "stored_tb",
                [900.0, 1_900.0, 3_600.0, 6_000.0, 9_000.0],
                "Vectors with their metadata, one copy.",
            ),
            illustrative(
                "storage_tb",
                [900.0, 1_900.0, 3_600.0, 6_000.0, 9_000.0].map(|stored: f64| (stored / 0.72).round()),
                "72% in use, as in the published sample.",
            ),
        ],
    }
}
