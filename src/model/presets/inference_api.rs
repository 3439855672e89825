//! An interface to hosted models, billed by use, on rented GPUs.

use super::{Preset, illustrative, sourced};
use crate::model::notes::Confidence::{High, Low, Medium};

pub(super) fn preset() -> Preset {
    Preset {
        id: "inference-api",
        name: "Inference API",
        description: "Illustrative: model hosting billed by use, on GPUs that are rented on one-year \
                      contracts. Compute hours are the GPU hours that answered requests.",
        drivers: vec![
            illustrative(
                "compute_hours",
                [300_000.0, 750_000.0, 1_600_000.0, 3_000_000.0, 5_000_000.0],
                "GPU hours that requests keep busy: about 34 GPUs around the clock in year 1, 570 in year 5.",
            ),
            illustrative(
                "capacity_hours",
                [600_000.0, 1_250_000.0, 2_500_000.0, 4_400_000.0, 7_000_000.0],
                "Requests come in peaks, so that half of the rented hours are billed in year 1 and 71% in \
                 year 5.",
            ),
            sourced(
                "price_per_hour",
                [7.50, 7.20, 6.80, 6.40, 6.00],
                "Set so that the margin comes out near that of AI companies (45% in 2025, 52% expected in \
                 2026) as the fleet fills; falling, because requests get cheaper to answer.",
                ("ICONIQ, quoted by others", "2026-01", Low),
            ),
            sourced(
                "cost_per_hour",
                [4.70, 3.92, 3.67, 3.45, 3.29],
                "$2.35 for a rented H100 hour on a one-year contract, divided by the share of hours that is \
                 billed.",
                ("SemiAnalysis, quoted by others", "2026-03", Medium),
            ),
            illustrative(
                "arpu",
                [9_000.0, 10_000.0, 11_000.0, 12_000.0, 13_000.0],
                "Many developers with small bills and a few large ones.",
            ),
            sourced(
                "retention",
                [0.80, 0.82, 0.84, 0.86, 0.88],
                "Begins well below the median of software companies (88%), because changing the model behind \
                 an interface is little work, and reaches it.",
                ("Surveys of SaaS companies, which disagree", "2025", Medium),
            ),
            sourced(
                "cac",
                [3_000.0, 3_000.0, 3_100.0, 3_200.0, 3_300.0],
                "Chosen for a payback within 6 to 18 months on margin, the band for small business.",
                ("Bessemer, bands of CAC payback", "2012", High),
            ),
            illustrative(
                "stored_tb",
                [80.0, 170.0, 340.0, 600.0, 950.0],
                "Customers' own weights, and caches.",
            ),
            illustrative(
                "storage_tb",
                [120.0, 240.0, 460.0, 800.0, 1_250.0],
                "A third to a half more than is stored.",
            ),
        ],
    }
}
