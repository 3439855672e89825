//! The calculated lines: each quantity with its formula, in one entry.

use crate::engine::expr::{Expr, Fold, count, either, fold, line, max, number, prev, pure, undefined};
use crate::engine::model::{Content, Line};
use crate::engine::roll_up::RollUp;
use crate::model::YEAR;
use crate::model::declare::{unit, yearly};

const PUBLISHED: &str = "Published AI-IaaS model, 2024-12-07";
const FADER_HARDIE: &str =
    "Published model; Fader & Hardie 2012, “Reconciling and Clarifying CLV Formulas”, undiscounted";
const SKOK: &str = "Skok, “SaaS Metrics 2.0”";
const BESSEMER: &str = "Bessemer 2012, CAC payback on gross margin";
const COMMON: &str = "Common usage";

/// All calculated lines in the order of the table.
pub fn lines() -> Vec<Line> {
    let one_year = || number(1.0, unit("yr"));
    vec![
        Line {
            roll_up: RollUp::SUM,
            zero_means: Some("nothing is earned".to_owned()),
            ..calculated(
                ("annual_revenue", "Annual revenue", "Revenue", "$/yr"),
                "What the billed hours earn in the year.",
                PUBLISHED,
                line("compute_hours") * line("price_per_hour"),
            )
        },
        Line {
            roll_up: RollUp::SUM,
            ..calculated(
                ("infrastructure_cost", "Infrastructure cost", "Infrastructure cost", "$/yr"),
                "What the billed hours cost in the year.",
                PUBLISHED,
                line("compute_hours") * line("cost_per_hour"),
            )
        },
        Line {
            roll_up: RollUp::SUM,
            ..calculated(
                ("gross_profit", "Gross profit", "Gross profit", "$/yr"),
                "What is left of revenue after infrastructure.",
                PUBLISHED,
                line("annual_revenue") - line("infrastructure_cost"),
            )
        },
        Line {
            roll_up: RollUp::ratio("gross_profit", "annual_revenue"),
            ..calculated(
                ("gross_margin", "Gross margin", "Gross margin", "%"),
                "Share of revenue left after infrastructure cost.",
                PUBLISHED,
                line("gross_profit") / line("annual_revenue"),
            )
        },
        calculated(
            ("revenue_growth", "Revenue growth", "Revenue growth", "%"),
            "Revenue against the year before.",
            COMMON,
            line("annual_revenue")
                / prev(YEAR, line("annual_revenue"), undefined("there is no year before the first"))
                - pure(1.0),
        ),
        calculated(
            ("customers", "Customers", "Customers", "customers"),
            "Customers that this revenue takes at this ARPU. May be fractional; shown rounded.",
            COMMON,
            line("annual_revenue") / line("arpu"),
        ),
        Line {
            zero_means: Some("no customer ever leaves, so a customer's lifetime is unbounded".to_owned()),
            ..calculated(
                ("churn", "Churn", "Churn", "%"),
                "Share of a year's customers that leave.",
                COMMON,
                pure(1.0) - line("retention"),
            )
        },
        calculated(
            ("cltv", "Customer lifetime value (CLTV)", "CLTV", "$/customer"),
            "Expected revenue from renewals; the first year is not counted.",
            FADER_HARDIE,
            line("arpu") * one_year() * line("retention") / line("churn"),
        ),
        calculated(
            ("cltv_margin", "CLTV, margin-adjusted", "Margin CLTV", "$/customer"),
            "Expected gross profit over a customer's life, the first year counted: the usual SaaS definition.",
            SKOK,
            line("arpu") * one_year() * line("gross_margin") / line("churn"),
        ),
        calculated(
            ("ltv_to_cac", "LTV : CAC", "LTV:CAC", "×"),
            "Margin-adjusted lifetime value for each unit of money spent to win a customer. Healthy from 3.",
            SKOK,
            line("cltv_margin") / line("cac"),
        ),
        calculated(
            ("payback_months", "CAC payback", "Payback", "months"),
            "Months of revenue until a customer has paid back what it cost to win.",
            PUBLISHED,
            line("cac") / line("arpu"),
        ),
        calculated(
            ("payback_months_margin", "CAC payback, margin-adjusted", "Margin payback", "months"),
            "Months of gross profit until a customer has paid back what it cost to win.",
            BESSEMER,
            either(
                line("gross_margin").more(pure(0.0)),
                line("cac") / (line("arpu") * line("gross_margin")),
                undefined("at a gross margin of zero or less a customer never pays back"),
            ),
        ),
        Line {
            roll_up: RollUp::ratio("compute_hours", "capacity_hours"),
            ..calculated(
                ("compute_utilisation", "Compute utilisation", "Utilisation", "%"),
                "Hours sold as a share of hours available. It is not the load on the chips.",
                PUBLISHED,
                line("compute_hours") / line("capacity_hours"),
            )
        },
        Line {
            roll_up: RollUp::ratio("stored_tb", "storage_tb"),
            ..calculated(
                ("storage_utilisation", "Storage utilisation", "Storage use", "%"),
                "Data stored as a share of storage provisioned.",
                PUBLISHED,
                line("stored_tb") / line("storage_tb"),
            )
        },
        Line {
            roll_up: RollUp::SUM,
            zero_means: Some("no customer is won".to_owned()),
            ..calculated(
                ("new_customers", "New customers", "New customers", "customers/yr"),
                "Customers to win in the year, beyond those retained; in year 1 all of them.",
                COMMON,
                max([
                    line("customers")
                        - prev(YEAR, line("customers"), number(0.0, unit("customers"))) * line("retention"),
                    number(0.0, unit("customers")),
                ]) / one_year(),
            )
        },
        Line {
            roll_up: RollUp::SUM,
            ..calculated(
                ("acquisition_spend", "Acquisition spend", "Acquisition", "$/yr"),
                "What the year's new customers cost to win.",
                COMMON,
                line("new_customers") * line("cac"),
            )
        },
        Line {
            roll_up: RollUp::SUM,
            ..calculated(
                ("contribution", "Contribution after acquisition", "Contribution", "$/yr"),
                "Gross profit left after winning the year's customers.",
                COMMON,
                line("gross_profit") - line("acquisition_spend"),
            )
        },
        Line {
            shape: Vec::new(),
            ..calculated(
                ("revenue_cagr", "Revenue growth rate (CAGR)", "Revenue CAGR", "%"),
                "The constant yearly growth that leads from the first year's revenue to the last's.",
                COMMON,
                (fold(Fold::Last, YEAR, line("annual_revenue"))
                    / fold(Fold::First, YEAR, line("annual_revenue")))
                .power(pure(1.0) / (count(YEAR) - pure(1.0)))
                    - pure(1.0),
            )
        },
    ]
}

fn calculated(names: (&str, &str, &str, &str), help: &str, source: &str, of: Expr) -> Line {
    yearly(names, help, source, Content::Formula(of))
}
