//! The published prices of a pricing model in words, and where a scenario's own
//! stand against them.

use super::figures::{amount, in_dollars};
use super::intl;
use crate::model::pricing::Pricing;
use crate::model::pricing::published::{Published, Stands};

/// What is published: `$1 to $5 an hour`.
pub fn range(published: &Published) -> String {
    let (low, per) = (in_dollars(published.low), published.per);
    match published.high {
        Some(high) if high == published.low => format!("{low} {per}"),
        Some(high) => format!("{low} to {} {per}", in_dollars(high)),
        None => format!("{low} and more {per}"),
    }
}

/// Where a scenario's own figures stand, after what it is called:
/// `Here: $2, within it.` `None` where it has none.
pub fn own(published: &Published, pricing: &Pricing, subject: &str) -> Option<String> {
    let (low, high) = published.own(pricing)?;
    let own = if low == high { amount(low) } else { format!("{} to {}", amount(low), amount(high)) };
    if !intl::currency().is_dollar() {
        return Some(format!("{subject}: {own}; what is published in dollars is not compared with it."));
    }
    let stands = match published.stands(pricing) {
        Stands::Nowhere => return Some(String::new()),
        Stands::Within if published.high == Some(published.low) => "as published",
        Stands::Within => "within it",
        Stands::Below => "below it",
        Stands::PartlyBelow => "in part below it",
        Stands::Above => "above it",
        Stands::PartlyAbove => "in part above it",
        Stands::Around => "on both sides of it",
    };
    Some(format!("{subject}: {own}, {stands}."))
}
