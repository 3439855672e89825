//! Dated market facts, shown as hints beside the drivers that they speak to.
//! None is a forecast.

/// One dated fact about the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The driver that it speaks to.
    pub driver: &'static str,
    /// What was measured or said.
    pub what: &'static str,
    /// The figure with its unit.
    pub value: &'static str,
    /// When.
    pub date: &'static str,
    /// By whom.
    pub source: &'static str,
    /// How far to trust it: high, medium or low.
    pub confidence: &'static str,
    /// Whether it is a figure of the driver itself; otherwise of something that
    /// bears on it.
    pub is_own: bool,
}

/// The facts that speak to a driver, newest last; a year stands before its months.
pub fn facts(driver: &str) -> impl Iterator<Item = &'static Fact> {
    FACTS.iter().filter(move |fact| fact.driver == driver)
}

/// The newest fact that speaks to a driver and is not of low confidence; one of
/// the driver itself before any other.
pub fn newest(driver: &str) -> Option<&'static Fact> {
    facts(driver).filter(|fact| fact.confidence != "low").max_by_key(|fact| (fact.is_own, fact.date))
}

/// All facts.
pub const FACTS: &[Fact] = &[
    fact("price_per_hour", "H100 on demand", "$7 to $12/h", "2023", "Latent Space, “$2 H100s”", "medium"),
    fact("price_per_hour", "H100 on demand", "$2.99/h", "2024-10", "Latent Space, “$2 H100s”", "medium"),
    fact(
        "price_per_hour",
        "H100, 1-year contract",
        "$1.70/h",
        "2025-10",
        "SemiAnalysis, quoted by others",
        "medium",
    ),
    fact("price_per_hour", "B200 index", "$5.30/h", "2026", "Silicon Data, quoted by others", "low"),
    fact(
        "price_per_hour",
        "H100, 1-year contract",
        "$2.35/h",
        "2026-03",
        "SemiAnalysis, quoted by others",
        "medium",
    ),
    fact(
        "price_per_hour",
        "A100 80GB, specialised clouds",
        "$1.10 to $1.50/h",
        "2026-05",
        "Mercatus",
        "medium",
    ),
    fact("price_per_hour", "H200, specialised clouds", "$3.50 to $4.50/h", "2026-05", "Mercatus", "medium"),
    fact("price_per_hour", "H100 index", "$2.60/h", "2026-06", "Silicon Data", "medium"),
    fact(
        "cost_per_hour",
        "H100 hour with capital cost, per available hour, life 6, 5, 4 years",
        "$1.56, $1.74, $2.02/h",
        "2024–2025",
        "worked from a public cluster cost sheet and a colocation model",
        "medium",
    ),
    fact(
        "cost_per_hour",
        "H100 hour with capital cost, per sold hour at 75% sold, life 6, 5, 4 years",
        "$2.07, $2.32, $2.70/h",
        "2024–2025",
        "worked from a public cluster cost sheet and a colocation model",
        "medium",
    ),
    fact("cost_per_hour", "PUE, industry average", "1.54", "2025", "Uptime Institute survey", "high").aside(),
    fact(
        "cost_per_hour",
        "gross margin, GPU rental at Oracle",
        "14%",
        "2025-08",
        "The Information",
        "medium",
    )
    .aside(),
    fact(
        "cost_per_hour",
        "gross margin in 2025, AI companies",
        "45%",
        "2026-01",
        "ICONIQ, quoted by others",
        "medium",
    )
    .aside(),
    fact(
        "retention",
        "gross revenue retention, SaaS median",
        "88%",
        "2025",
        "surveys that disagree",
        "medium",
    ),
    fact(
        "cac",
        "payback by segment",
        "6 to 18 months small, 24 to 36 enterprise",
        "2012",
        "Bessemer",
        "high",
    )
    .aside(),
];

const fn fact(
    driver: &'static str,
    what: &'static str,
    value: &'static str,
    date: &'static str,
    source: &'static str,
    confidence: &'static str,
) -> Fact {
    Fact { driver, what, value, date, source, confidence, is_own: true }
}

impl Fact {
    /// The same about something that bears on the driver.
    const fn aside(self) -> Self {
        Self { is_own: false, ..self }
    }
}
