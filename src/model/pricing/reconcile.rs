//! The demand beside the model's year: how far apart they are, and how to make
//! the segments fit. The other way round, the model takes the segments' sums.

use super::lines::{MEGAHOUR, calculated, driver, over_segments};
use super::sheet::ModelYear;
use super::{Pricing, demand, subscription};
use crate::engine::expr::line;
use crate::engine::model::{Content, Line, Range};
use crate::engine::unit::Form;

/// The only amount among the terms that the vendor pays.
const STORAGE_COST: &str = "storage_cost";

/// What the model says of the year, as drivers of the pricing model.
pub(super) fn drivers(year: &ModelYear) -> Vec<Line> {
    // The model's own bounds hold; whatever it says is taken.
    let range = Range { min: f64::MIN, min_allowed: true, max: f64::MAX };
    let given = |named, help: &str, value| driver(named, help, "The model", &[], vec![value], range);
    vec![
        given(
            ("cost_per_hour", "Infrastructure cost per compute hour", "Cost per hour", "$/h"),
            "What a billed hour costs in the model's year.",
            year.cost_per_hour,
        ),
        given(
            ("model_hours", "Compute hours in the model", "Model's hours", "h/yr"),
            "Hours billed in the model's year.",
            year.hours,
        ),
        given(
            ("model_customers", "Customers in the model", "Model's customers", "customers"),
            "Customers in the model's year.",
            year.customers,
        ),
        given(
            ("model_revenue", "Revenue in the model", "Model's revenue", "$/yr"),
            "Revenue of compute in the model's year.",
            year.revenue,
        ),
    ]
}

/// The differences in hours and customers; each plan has its own in revenue.
pub(super) fn lines() -> Vec<Line> {
    vec![
        calculated(
            ("hours_difference", "Difference from the model's hours", "Hours apart", "h/yr"),
            "Hours of all segments less the hours that the model bills in the year.",
            MEGAHOUR,
            &[],
            over_segments("demand_hours") - line("model_hours"),
        ),
        calculated(
            ("customers_difference", "Difference from the model's customers", "Customers apart", "customers"),
            "Customers of all segments less those that the model has in the year.",
            MEGAHOUR,
            &[],
            over_segments("segment_customers") - line("model_customers"),
        ),
    ]
}

impl Pricing {
    /// The same segments with as many customers and hours as the model's year:
    /// counts are scaled alike, then what each customer uses: hours, and with them
    /// stored data and calls, so that there are as many of these for an hour.
    ///
    /// # Errors
    /// What stands in the way, in a sentence.
    pub fn fitted_to(&self, year: &ModelYear) -> Result<Self, String> {
        let hours = |pricing: &Self| pricing.segments.iter().map(|s| s.customers * s.hours).sum::<f64>();
        let customers: f64 = self.segments.iter().map(|segment| segment.customers).sum();
        let factor = |to: f64, from: f64, what: &str| match to / from {
            _ if !to.is_finite() => Err(format!("The model's {what} are undefined.")),
            _ if to == from => Ok(1.0),
            factor if factor.is_finite() && factor > 0.0 => Ok(factor),
            _ => Err(format!("The segments' {what} cannot be scaled from {from} to {to}.")),
        };
        let mut fitted = self.clone();
        let of_customers = factor(year.customers, customers, "customers")?;
        for segment in &mut fitted.segments {
            segment.customers *= of_customers;
        }
        let of_hours = factor(year.hours, hours(&fitted), "hours")?;
        for segment in &mut fitted.segments {
            segment.hours *= of_hours;
            segment.stored *= of_hours;
            segment.calls *= of_hours;
        }
        let allowed = demand::fields()
            .iter()
            .all(|field| fitted.segments.iter().all(|segment| field.range.allows((field.of)(segment))));
        if allowed { Ok(fitted) } else { Err("The segments would be larger than is allowed.".to_owned()) }
    }

    /// The same terms with every price, fee and commitment scaled alike, so that
    /// the mix earns another compute revenue: a bill is a sum of amounts of money,
    /// and which tier is cheapest stays. What storage costs the vendor stays too.
    ///
    /// # Errors
    /// What stands in the way, in a sentence.
    pub fn with_revenue_scaled(&self, from: f64, to: f64) -> Result<Self, String> {
        let factor = to / from;
        if !(factor.is_finite() && factor > 0.0) {
            return Err("The prices cannot be scaled: one of the revenues is zero or undefined.".to_owned());
        }
        let mut scaled = self.clone();
        let is_price = |line: &Line| line.unit.form() == Form::Money && line.id != STORAGE_COST;
        let mut allowed = true;
        for line in super::terms().into_iter().map(|term| term.line).filter(is_price) {
            let Some(price) = scaled.terms.get_mut(line.id.as_str()) else { continue };
            *price *= factor;
            allowed &= matches!(&line.content, Content::Driver(of) if of.range.allows(*price));
        }
        for field in subscription::fields().into_iter().filter(|field| field.named.3.starts_with('$')) {
            for tier in &mut scaled.tiers {
                *(field.of_mut)(tier) *= factor;
                allowed &= field.range.allows((field.of)(tier));
            }
        }
        if allowed { Ok(scaled) } else { Err("The prices would be larger than is allowed.".to_owned()) }
    }
}
