//! A cloud that rents out its own GPUs by the hour.

use super::{Preset, illustrative, sourced};
use crate::model::notes::Confidence::{High, Medium};
use crate::model::timeline::DEFAULT_YEARS;

/// 1,024 GPUs for 8,760 hours a year.
const FLEET_HOURS: f64 = 1_024.0 * 8_760.0;

/// The fleet in year 1 and what it grows to, as multiples of 1,024 GPUs.
const FLEETS: [f64; DEFAULT_YEARS] = [1.0, 1.5, 2.0, 3.0, 4.0];

/// The share of the hours that is billed.
const SOLD: [f64; DEFAULT_YEARS] = [0.60, 0.70, 0.75, 0.75, 0.75];

/// What an available H100 hour costs over a life of five years, in $/h: worked
/// from a cluster of 1,024 GPUs, 2024 to 2025.
const AVAILABLE_HOUR: f64 = 1.74;

pub(super) fn preset() -> Preset {
    let hours = std::array::from_fn(|year| FLEETS[year] * FLEET_HOURS * SOLD[year]);
    // A billed hour carries the hours that nobody rents.
    let cost = std::array::from_fn(|year| AVAILABLE_HOUR / SOLD[year]);
    Preset {
        id: "gpu-cloud",
        name: "GPU cloud",
        description: "Illustrative: a cloud with its own cluster of H100 GPUs, rented by the hour and on \
                      contract. The cost of an hour includes its hardware, and the hours that stay unsold.",
        drivers: vec![
            illustrative(
                "compute_hours",
                hours,
                "60% of the fleet's hours are billed in year 1, 75% from year 3. Filling a new cluster takes \
                 a while.",
            ),
            illustrative(
                "capacity_hours",
                FLEETS.map(|fleet| fleet * FLEET_HOURS),
                "1,024 GPUs in year 1 and 4,096 in year 5, each 8,760 hours a year.",
            ),
            sourced(
                "price_per_hour",
                [2.60; DEFAULT_YEARS],
                "The H100 index, held for five years. Prices fell until late 2025 and then rose by more than \
                 a third, so a steady decline is no better a guess.",
                ("Silicon Data, H100 index", "2026-06", Medium),
            ),
            sourced(
                "cost_per_hour",
                cost,
                "$1.74 for an available hour over a life of five years ($49,248 of capital for each GPU, \
                 colocation, energy, operations), divided by the share that is sold. No financing and no \
                 residual value; borrowing at 10% to 15% would come on top.",
                ("Worked from a public cluster cost sheet and a colocation model", "2024–2025", Medium),
            ),
            illustrative(
                "arpu",
                [250_000.0, 300_000.0, 350_000.0, 400_000.0, 450_000.0],
                "About eleven GPUs around the clock for an average customer in year 1.",
            ),
            sourced(
                "retention",
                [0.85, 0.86, 0.87, 0.88, 0.88],
                "Begins below the median of software companies (88% gross revenue retention), because GPU \
                 hours are easily bought elsewhere, and reaches it.",
                ("Surveys of SaaS companies, which disagree", "2025", Medium),
            ),
            sourced(
                "cac",
                [60_000.0, 60_000.0, 55_000.0, 55_000.0, 50_000.0],
                "From year 3 a customer pays back on its margin within 18 months, the upper end of the band for \
                 small business (6 to 18 months).",
                ("Bessemer, bands of CAC payback", "2012", High),
            ),
            illustrative(
                "stored_tb",
                [1_500.0, 2_600.0, 4_000.0, 6_300.0, 8_600.0],
                "Data sets and checkpoints beside the compute; 70% of what is there and more.",
            ),
            illustrative(
                "storage_tb",
                [2_048.0, 3_500.0, 5_200.0, 8_200.0, 11_000.0],
                "2 TB for each GPU in year 1.",
            ),
        ],
    }
}
