//! The pricing formulas of a scenario as a model of the engine.

use super::{Plan, Pricing, TIER, choice, conventions, demand, mix, outcome, plans, reconcile, subscription};
use crate::engine::cause::{Cause, cause, total_cause};
use crate::engine::model::{Content, Driver, Line, Model, ModelErrors};
use crate::engine::values::Values;

/// What the pricing formulas take from the model's year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ModelYear {
    /// Infrastructure cost of a billed hour, in $.
    pub cost_per_hour: f64,
    /// Hours billed in the year.
    pub hours: f64,
    /// Customers; NaN where undefined.
    pub customers: f64,
    /// Revenue in $, of compute alone; NaN where undefined.
    pub revenue: f64,
}

impl ModelYear {
    /// A year of the built-in model's values, counted from 0.
    pub fn of(values: &Values, year: usize) -> Self {
        let value = |line| values.cell(line, year).unwrap_or(f64::NAN);
        Self {
            cost_per_hour: value("cost_per_hour"),
            hours: value("compute_hours"),
            customers: value("customers"),
            revenue: value("annual_revenue"),
        }
    }

    /// The sample's first year.
    pub const SAMPLE: Self = Self { cost_per_hour: 0.80, hours: 1e6, customers: 40.0, revenue: 2e6 };
}

/// The checked model of a pricing scenario with its plans.
pub struct Sheet {
    /// The lines over segments and tiers.
    pub model: Model,
    /// The plans in the order by which choices are numbered, from 1.
    pub plans: Vec<Plan>,
}

impl Sheet {
    /// Builds and checks the model. What it consists of depends only on the
    /// scenario's [`Structure`](super::Structure); its defaults are the
    /// scenario's values beside the sample's first year.
    ///
    /// # Errors
    /// Every fault, where the scenario holds what is not allowed: see
    /// [`bounded`](super::repair::bounded).
    pub fn new(pricing: &Pricing) -> Result<Self, ModelErrors> {
        let structure = pricing.structure();
        let mut plans = plans(&structure);
        let mut lines = drivers(&plans, pricing, &ModelYear::SAMPLE);
        lines.extend(demand::calculated_lines());
        lines.extend(reconcile::lines());
        for plan in &mut plans {
            lines.append(&mut plan.lines);
            lines.extend(outcome::lines(&(&*plan).into(), !structure.segments.is_empty()));
        }
        lines.extend(choice::lines(&plans, &structure));
        lines.extend(mix::lines(&plans, &structure));
        Ok(Self { model: Model::new(structure.axes(), Vec::new(), lines)?, plans })
    }

    /// The inputs of the model's program, in its order, for a scenario of the
    /// same structure.
    pub fn inputs(&self, pricing: &Pricing, year: &ModelYear) -> Vec<f64> {
        let values = drivers(&self.plans, pricing, year).into_iter().map(|line| match line.content {
            Content::Driver(driver) => driver.defaults,
            Content::Formula(_) => Vec::new(),
        });
        values.flatten().collect()
    }

    /// The values of a scenario of the same structure.
    pub fn evaluate(&self, pricing: &Pricing, year: &ModelYear) -> Values {
        Values::evaluate(&self.model, &self.inputs(pricing, year))
    }

    /// The position of a plan by its id.
    pub fn plan(&self, id: &str) -> Option<usize> {
        self.plans.iter().position(|plan| plan.id == id)
    }

    /// The plan that a cell such as `choice_plan` numbers.
    pub fn numbered(&self, number: Option<f64>) -> Option<&Plan> {
        // What is no number from 1 on becomes a position that is not there.
        self.plans.get((number? as usize).checked_sub(1)?)
    }

    /// What a value is the number of, where its line numbers plans or tiers.
    pub fn numbers(&self, line: &str, value: Option<f64>) -> Option<&str> {
        match line {
            subscription::NUMBERS => {
                let tiers = &self.model.axis(TIER)?.members;
                tiers.get((value? as usize).checked_sub(1)?).map(|tier| tier.label.as_str())
            }
            _ if choice::NUMBERS.contains(&line) => self.numbered(value).map(|plan| plan.short),
            _ => None,
        }
    }

    /// Why a seller has nothing that the model could take over: see
    /// [`price_and_arpu`](Self::price_and_arpu). `None` where it has.
    pub fn why_no_price(&self, values: &Values, seller: &str) -> Option<Cause> {
        let line = |what: &str| self.model.line(&format!("{seller}_{what}"));
        let price = total_cause(&self.model, values, line("effective_price")?);
        price.or_else(|| cause(&self.model, values, line("arpu")?, 0))
    }

    /// The price per hour and ARPU that the model takes over from a plan, from
    /// `choice` or from `mix`, by its id.
    pub fn price_and_arpu(&self, values: &Values, seller: &str) -> Option<(f64, f64)> {
        let price = values.total(&format!("{seller}_effective_price"))?;
        Some((price, values.cell(&format!("{seller}_arpu"), 0)?))
    }
}

/// All drivers with a scenario's values.
fn drivers(plans: &[Plan], pricing: &Pricing, year: &ModelYear) -> Vec<Line> {
    let terms = conventions::terms();
    let terms = terms.iter().chain(plans.iter().flat_map(|plan| &plan.terms)).map(|term| {
        let value = pricing.terms.get(term.line.id.as_str()).copied().unwrap_or_else(|| term.default());
        match &term.line.content {
            Content::Driver(of) => Line {
                content: Content::Driver(Driver { defaults: vec![value], ..of.clone() }),
                ..term.line.clone()
            },
            Content::Formula(_) => term.line.clone(),
        }
    });
    let mut lines = demand::drivers(&pricing.segments);
    lines.extend(subscription::drivers(&pricing.tiers));
    lines.extend(terms);
    lines.extend(mix::drivers(plans, &pricing.segments));
    lines.extend(reconcile::drivers(year));
    lines
}
