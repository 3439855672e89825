//! The benchmarks of the published model: which value of a line is good, and by
//! whose word.

use crate::model::benchmarks::{Benchmark, Target};

/// The benchmark of a line, if it has one.
pub fn benchmark(line: &str) -> Option<Benchmark> {
    benchmarks().into_iter().find(|benchmark| benchmark.line == line)
}

const PUBLISHED: &str = "Published AI-IaaS model";
const PUBLISHED_DATE: &str = "2024-12-07";

/// All benchmarks in the order in which they are shown. The near bands are
/// Megahour's own: five points for shares of capacity and revenue, two points
/// for retention, a tenth for price, a sixth for LTV:CAC.
pub fn benchmarks() -> Vec<Benchmark> {
    vec![
        Benchmark {
            line: "compute_utilisation",
            target: Target::ShareAbove(0.75),
            near: (0.70, 0.75),
            scale_end: 1.0,
            source: PUBLISHED,
            date: PUBLISHED_DATE,
        },
        Benchmark {
            line: "price_per_hour",
            target: Target::Between(1.0, 5.0),
            near: (0.9, 5.5),
            scale_end: 8.0,
            source: PUBLISHED,
            date: PUBLISHED_DATE,
        },
        Benchmark {
            line: "storage_utilisation",
            target: Target::ShareAbove(0.70),
            near: (0.65, 0.70),
            scale_end: 1.0,
            source: PUBLISHED,
            date: PUBLISHED_DATE,
        },
        Benchmark {
            line: "gross_margin",
            target: Target::Above(0.50),
            near: (0.45, 0.50),
            scale_end: 1.0,
            source: PUBLISHED,
            date: PUBLISHED_DATE,
        },
        Benchmark {
            line: "retention",
            target: Target::Above(0.90),
            near: (0.88, 0.90),
            scale_end: 1.0,
            source: PUBLISHED,
            date: PUBLISHED_DATE,
        },
        Benchmark {
            line: "ltv_to_cac",
            target: Target::From(3.0),
            near: (2.5, 3.0),
            scale_end: 9.0,
            source: "Skok, “SaaS Metrics 2.0”",
            date: "2010",
        },
        Benchmark {
            line: "payback_months_margin",
            target: Target::Below(12.0),
            near: (12.0, 36.0),
            scale_end: 48.0,
            source: "Bessemer: above 36 months is a concern",
            date: "2012",
        },
    ]
}
