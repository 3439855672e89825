//! What the open scenario would take from a table.

use super::intl::Local;
use super::workspace::Workspace;
use crate::engine::numerals::Numerals;
use crate::table::{Corrections, DecimalSign, Grid, Place, Plan, Scenario, Table, plan, read};
use leptos::prelude::*;

/// A table as the person's language reads it.
pub fn read_table(grid: &Grid, corrections: &Corrections) -> Table {
    let own = if Local.decimal() == ',' { DecimalSign::Comma } else { DecimalSign::Point };
    read(grid, corrections, own)
}

/// Plans a table for the open scenario; numbers without names go to a place.
pub fn plan_table(
    workspace: Workspace,
    table: &Table,
    corrections: &Corrections,
    place: Option<Place>,
) -> Plan {
    let catalogue = workspace.catalogue();
    let document = workspace.document.get_untracked();
    let scenario = Scenario {
        model: &catalogue.model,
        years: document.years(),
        first_month: document
            .spec
            .timeline
            .first_month()
            .map(|first| (i32::from(first.year()), first.month())),
        currency: document.currency,
        values: &|driver| document.values(driver),
        place,
    };
    plan(table, &scenario, corrections, &Local)
}
