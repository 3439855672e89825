//! The four published pricing models: who charges so, which figures are
//! published, and where the scenario's own stand.

use super::Pricing;

/// A published pricing model. Figures: the published AI-IaaS model, 2024-12-07.
pub struct Published {
    /// The plan that stands for it.
    pub plan: &'static str,
    /// Companies that charge so.
    pub examples: &'static str,
    /// What the figures are of, to go behind them.
    pub per: &'static str,
    /// The lowest published figure, in $.
    pub low: f64,
    /// The highest one; `None` where it goes on from the lowest.
    pub high: Option<f64>,
    /// The scenario's own figures.
    own: fn(&Pricing) -> Vec<f64>,
}

/// How a scenario's own figures stand against the published ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// There is none to compare.
    Nowhere,
    /// All are within.
    Within,
    /// All are below.
    Below,
    /// Some are below, none above.
    PartlyBelow,
    /// All are above.
    Above,
    /// Some are above, none below.
    PartlyAbove,
    /// Some are below and some above.
    Around,
}

/// All of them, in the order of the plans.
pub fn published() -> [Published; 4] {
    [
        Published {
            plan: "usage",
            examples: "AWS, Google Cloud, Pinecone",
            per: "an hour",
            low: 1.0,
            high: Some(5.0),
            own: |pricing| of_term(pricing, "usage_hour_price"),
        },
        Published {
            plan: "subscription",
            examples: "Nvidia Cloud, Lambda Labs",
            per: "a month",
            low: 500.0,
            high: Some(5_000.0),
            own: |pricing| pricing.tiers.iter().map(|tier| tier.fee).collect(),
        },
        Published {
            plan: "freemium",
            examples: "Hugging Face, Databricks",
            per: "a call beyond the free ones",
            low: 0.02,
            high: Some(0.02),
            own: |pricing| of_term(pricing, "freemium_call_price"),
        },
        Published {
            plan: "enterprise",
            examples: "AWS, Azure AI",
            per: "a year",
            low: 100_000.0,
            // $1,000,000 is published with “and more”.
            high: None,
            own: |pricing| of_term(pricing, "enterprise_commitment"),
        },
    ]
}

fn of_term(pricing: &Pricing, id: &str) -> Vec<f64> {
    pricing.terms.get(id).copied().into_iter().collect()
}

impl Published {
    /// The scenario's lowest and highest own figure; `None` where it has none.
    pub fn own(&self, pricing: &Pricing) -> Option<(f64, f64)> {
        let figures = (self.own)(pricing);
        let low = figures.iter().copied().reduce(f64::min)?;
        Some((low, figures.iter().copied().reduce(f64::max)?))
    }

    /// How the scenario's own figures stand against the published ones.
    pub fn stands(&self, pricing: &Pricing) -> Stands {
        let Some((low, high)) = self.own(pricing) else { return Stands::Nowhere };
        match (low < self.low, self.high.is_some_and(|published| high > published)) {
            (false, false) => Stands::Within,
            (true, false) if high < self.low => Stands::Below,
            (true, false) => Stands::PartlyBelow,
            (false, true) if self.high.is_some_and(|published| low > published) => Stands::Above,
            (false, true) => Stands::PartlyAbove,
            (true, true) => Stands::Around,
        }
    }
}
