//! The drivers of the published model: what a person types, one value for each
//! year.

use crate::engine::model::{Content, Driver, Line, Range};
use crate::engine::roll_up::RollUp;
use crate::model::declare::yearly;
use crate::model::drivers::{DriverEntry, Group, Origin};
use crate::model::timeline::DEFAULT_YEARS;

const PUBLISHED: &str = "Published AI-IaaS model, 2024-12-07";
const MEGAHOUR: &str = "Megahour";

/// All drivers in the order of the form.
pub fn drivers() -> Vec<DriverEntry> {
    use Group::{Customers, Demand, PriceAndCost, Storage};
    use Origin::{Derived, Illustrative, Published};
    vec![
        DriverEntry {
            group: Demand,
            origins: vec![Published; DEFAULT_YEARS],
            caveat: None,
            note: None,
            line: Line {
                zero_means: Some("nothing is sold".to_owned()),
                roll_up: RollUp::SUM,
                ..driver(
                    ("compute_hours", "Compute hours billed", "Compute hours", "h/yr"),
                    "Hours of compute that customers pay for in the year.",
                    [1e6, 2e6, 4e6, 8e6, 12e6],
                    from(0.0, 1e12),
                    PUBLISHED,
                )
            },
        },
        DriverEntry {
            group: Demand,
            origins: vec![Illustrative; DEFAULT_YEARS],
            caveat: None,
            note: Some(
                "The published model has a utilisation benchmark but no capacity: made up at 80% sold.",
            ),
            line: Line {
                roll_up: RollUp::SUM,
                ..driver(
                    ("capacity_hours", "Compute hours available", "Hours available", "h/yr"),
                    "Hours that the fleet could have sold in the year.",
                    [1.25e6, 2.5e6, 5e6, 10e6, 15e6],
                    above(0.0, 1e12),
                    MEGAHOUR,
                )
            },
        },
        DriverEntry {
            group: PriceAndCost,
            origins: vec![Published; DEFAULT_YEARS],
            caveat: None,
            note: None,
            line: Line {
                roll_up: RollUp::ratio("annual_revenue", "compute_hours"),
                ..driver(
                    ("price_per_hour", "Revenue per compute hour", "Revenue per hour", "$/h"),
                    "What one billed hour earns on average, after discounts.",
                    [2.00, 2.10, 2.25, 2.50, 2.75],
                    from(0.0, 1e6),
                    PUBLISHED,
                )
            },
        },
        DriverEntry {
            group: PriceAndCost,
            origins: vec![Published; DEFAULT_YEARS],
            caveat: Some("about cash cost alone"),
            note: Some(
                "The sample's $0.80 is about the cash cost alone. A worked H100 hour with its capital cost \
                 comes to $1.56 to $2.02 per available hour, for lives of six to four years.",
            ),
            line: Line {
                roll_up: RollUp::ratio("infrastructure_cost", "compute_hours"),
                ..driver(
                    ("cost_per_hour", "Infrastructure cost per compute hour", "Cost per hour", "$/h"),
                    "What one billed hour costs: power, space, hardware, network.",
                    [0.80; DEFAULT_YEARS],
                    from(0.0, 1e6),
                    PUBLISHED,
                )
            },
        },
        DriverEntry {
            group: Customers,
            origins: vec![Published, Derived, Derived, Derived, Derived],
            caveat: None,
            note: Some("Years 2 to 5 are worked back from the published CLTV: CLTV × (1 − r) ÷ r."),
            line: driver(
                ("arpu", "Average revenue per customer (ARPU)", "ARPU", "$/customer/yr"),
                "What an average customer pays in a year.",
                [
                    50_000.0,
                    1_050_000.0 * (1.0 - 0.95) / 0.95,
                    1_200_000.0 * (1.0 - 0.95) / 0.95,
                    1_300_000.0 * (1.0 - 0.96) / 0.96,
                    1_400_000.0 * (1.0 - 0.96) / 0.96,
                ],
                above(0.0, 1e12),
                PUBLISHED,
            ),
        },
        DriverEntry {
            group: Customers,
            origins: vec![Published; DEFAULT_YEARS],
            caveat: None,
            note: None,
            line: driver(
                ("retention", "Customer retention (r)", "Retention", "%"),
                "Share of the year before's customers that are still there.",
                [0.95, 0.95, 0.95, 0.96, 0.96],
                from(0.0, 1.0),
                PUBLISHED,
            ),
        },
        DriverEntry {
            group: Customers,
            origins: vec![Published; DEFAULT_YEARS],
            caveat: None,
            note: None,
            line: Line {
                zero_means: Some("customers cost nothing to win".to_owned()),
                roll_up: RollUp::ratio("acquisition_spend", "new_customers"),
                ..driver(
                    ("cac", "Customer acquisition cost (CAC)", "CAC", "$/customer"),
                    "Sales and marketing spent for each new customer.",
                    [5000.0, 4800.0, 4600.0, 4400.0, 4200.0],
                    from(0.0, 1e12),
                    PUBLISHED,
                )
            },
        },
        DriverEntry {
            group: Storage,
            origins: vec![Illustrative; DEFAULT_YEARS],
            caveat: None,
            note: Some("The published model has a storage benchmark but no data: made up at 72% in use."),
            line: driver(
                ("stored_tb", "Data stored", "Data stored", "TB"),
                "Data that customers keep, on average over the year.",
                [720.0, 1440.0, 2880.0, 5760.0, 8640.0],
                from(0.0, 1e12),
                MEGAHOUR,
            ),
        },
        DriverEntry {
            group: Storage,
            origins: vec![Illustrative; DEFAULT_YEARS],
            caveat: None,
            note: None,
            line: driver(
                ("storage_tb", "Storage provisioned", "Storage", "TB"),
                "Storage that is there to be used.",
                [1000.0, 2000.0, 4000.0, 8000.0, 12_000.0],
                above(0.0, 1e12),
                MEGAHOUR,
            ),
        },
    ]
}

fn driver(
    names: (&str, &str, &str, &str),
    help: &str,
    defaults: [f64; DEFAULT_YEARS],
    range: Range,
    source: &str,
) -> Line {
    yearly(names, help, source, Content::Driver(Driver { defaults: defaults.to_vec(), range }))
}

fn from(min: f64, max: f64) -> Range {
    Range { min, min_allowed: true, max }
}

fn above(min: f64, max: f64) -> Range {
    Range { min, min_allowed: false, max }
}
