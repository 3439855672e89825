//! Demand: who buys how much, the same for every plan.

use super::lines::{MEGAHOUR, PUBLISHED, calculated, driver, up_to};
use super::{SEGMENT, Segment};
use crate::engine::expr::line;
use crate::engine::model::{Line, Range};
use crate::engine::roll_up::RollUp;
use crate::model::drivers::Origin;

/// A number that each segment or each tier has: its driver is made from it, and
/// so are its form, its bounds and its JSON.
pub struct Field<T> {
    /// Id, label, short label and unit of the driver.
    pub named: (&'static str, &'static str, &'static str, &'static str),
    /// What it is called in JSON.
    pub json: &'static str,
    /// What it is.
    pub help: &'static str,
    /// Where its default values come from.
    pub origin: Origin,
    /// What is allowed.
    pub range: Range,
    /// The number itself.
    pub of: fn(&T) -> f64,
    /// The place to write it to.
    pub of_mut: fn(&mut T) -> &mut f64,
}

impl<T> Field<T> {
    /// The driver over an axis with the given rows' values.
    pub(super) fn line(&self, axis: &str, rows: &[T]) -> Line {
        let source = if self.origin == Origin::Published { PUBLISHED } else { MEGAHOUR };
        driver(self.named, self.help, source, &[axis], rows.iter().map(self.of).collect(), self.range)
    }
}

/// The numbers of a segment in the order of the form.
pub fn fields() -> [Field<Segment>; 4] {
    [
        Field {
            named: ("segment_customers", "Customers", "Customers", "customers"),
            json: "customers",
            help: "How many customers buy alike.",
            origin: Origin::Derived,
            range: up_to(1e9),
            of: |segment| segment.customers,
            of_mut: |segment| &mut segment.customers,
        },
        Field {
            named: ("segment_hours", "Compute hours per customer", "Hours", "h/customer/yr"),
            json: "hours",
            help: "Hours of compute that one customer takes in the year. The defaults add to the \
                   sample's first year.",
            origin: Origin::Derived,
            range: up_to(1e12),
            of: |segment| segment.hours,
            of_mut: |segment| &mut segment.hours,
        },
        Field {
            named: ("segment_stored", "Data stored per customer", "Stored", "GB/customer"),
            json: "stored_gb",
            help: "Data that one customer keeps, on average over the year. 1 TB is 1,000 GB.",
            origin: Origin::Illustrative,
            range: up_to(1e12),
            of: |segment| segment.stored,
            of_mut: |segment| &mut segment.stored,
        },
        Field {
            named: ("segment_calls", "API calls per customer", "Calls", "call/customer/yr"),
            json: "calls",
            help: "Calls that one customer makes in the year.",
            origin: Origin::Illustrative,
            range: up_to(1e15),
            of: |segment| segment.calls,
            of_mut: |segment| &mut segment.calls,
        },
    ]
}

/// The drivers of all segments.
pub(super) fn drivers(segments: &[Segment]) -> Vec<Line> {
    let summed = |line: Line| match line.id.as_str() {
        "segment_customers" => {
            Line { roll_up: RollUp::SUM, zero_means: Some("there is no customer".to_owned()), ..line }
        }
        "segment_hours" => Line { zero_means: Some("no compute is used".to_owned()), ..line },
        _ => line,
    };
    fields().iter().map(|field| summed(field.line(SEGMENT, segments))).collect()
}

/// What follows from demand alone.
pub(super) fn calculated_lines() -> Vec<Line> {
    vec![
        Line {
            roll_up: RollUp::SUM,
            zero_means: Some("no compute is used".to_owned()),
            ..calculated(
                ("demand_hours", "Compute hours of the segment", "Hours", "h/yr"),
                "What all customers of the segment take in the year.",
                MEGAHOUR,
                &[SEGMENT],
                line("segment_customers") * line("segment_hours"),
            )
        },
        Line {
            roll_up: RollUp::SUM,
            ..calculated(
                ("demand_stored", "Data stored by the segment", "Stored", "TB"),
                "What all customers of the segment keep.",
                MEGAHOUR,
                &[SEGMENT],
                line("segment_customers") * line("segment_stored"),
            )
        },
        calculated(
            ("customer_cost", "Cost to serve a customer", "Cost per customer", "$/customer/yr"),
            "What one customer's compute and storage cost in the year, whatever the plan.",
            MEGAHOUR,
            &[SEGMENT],
            line("segment_hours") * line("cost_per_hour") + line("segment_stored") * line("storage_cost"),
        ),
        Line {
            roll_up: RollUp::SUM,
            ..calculated(
                ("demand_compute_cost", "Cost of the segment's compute", "Compute cost", "$/yr"),
                "What the hours of all its customers cost in the year.",
                MEGAHOUR,
                &[SEGMENT],
                line("demand_hours") * line("cost_per_hour"),
            )
        },
        Line {
            roll_up: RollUp::SUM,
            ..calculated(
                ("demand_storage_cost", "Cost of the segment's storage", "Storage cost", "$/yr"),
                "What keeping the data of all its customers costs in the year.",
                MEGAHOUR,
                &[SEGMENT],
                line("demand_stored") * line("storage_cost"),
            )
        },
        Line {
            roll_up: RollUp::SUM,
            ..calculated(
                ("demand_cost", "Cost to serve the segment", "Cost to serve", "$/yr"),
                "What compute and storage of all its customers cost in the year.",
                MEGAHOUR,
                &[SEGMENT],
                line("segment_customers") * line("customer_cost"),
            )
        },
    ]
}
