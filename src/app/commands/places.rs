//! Parts of views, and actions of them, that are found by name in the palette
//! alone; and the other words that people look for.

use super::actions::{Action, Does};
use crate::app::browser;
use crate::app::files;
use crate::app::storage;
use crate::store::route::View;
use leptos::prelude::WithUntracked;

/// A part of a view.
pub struct Place {
    /// What people call it.
    pub label: &'static str,
    /// What else it is found by.
    pub also: &'static str,
    /// The view that it is in.
    pub view: View,
    /// What gets the keyboard there.
    pub selector: &'static str,
}

const fn place(label: &'static str, also: &'static str, view: View, selector: &'static str) -> Place {
    Place { label, also, view, selector }
}

/// All parts that are found by name.
pub const PLACES: &[Place] = &[
    place(
        "Projection: the table of all years",
        "grid cells spreadsheet figures",
        View::Model,
        "[role=grid] [tabindex=\"0\"]",
    ),
    place("Tornado: what matters", "sensitivity elasticity swing", View::WhatIf, "#tornado-title"),
    place("Goal seek: what has to be true", "target solve break-even", View::WhatIf, "#seek-title"),
    place("Margin of safety", "benchmarks headroom", View::WhatIf, "#margins-title"),
    place("Heat map: two drivers at a time", "grid sensitivity", View::WhatIf, "#heat-title"),
    place(
        "Simulation: what could happen",
        "monte carlo probability risk uncertainty",
        View::WhatIf,
        "#chance-title",
    ),
    place("Keep this state as a version", "save snapshot history", View::Scenarios, "#version-name"),
    place("Versions: restore an earlier state", "history", View::Scenarios, "#versions-title"),
    place("Description of this scenario", "notes about", View::Scenarios, "#scenario-description"),
    place("Notes on a driver", "source date confidence assumption", View::Model, ".hints summary"),
    place("Comparison as CSV", "excel spreadsheet export download", View::Compare, "#picker-title"),
];

/// What is done in a view or from everywhere.
pub const ACTIONS: &[Action] = &[
    here("rename", "Rename this scenario", |_| browser::focus(".scenario input")),
    here("scenario-json", "This scenario as JSON", |commands| {
        let workspace = commands.workspace;
        workspace.document.with_untracked(|document| storage::download_scenario(workspace, document));
    }),
    here("projection-csv", "The projection as CSV", |commands| {
        files::download_projection(commands.workspace);
    }),
    Action {
        id: "reset-scorecard",
        label: "Reset the scorecard",
        keys: &[],
        does: Does::Press(View::Scorecard),
    },
];

const fn here(id: &'static str, label: &'static str, run: fn(super::Commands)) -> Action {
    Action { id, label, keys: &[], does: Does::Here(run) }
}

/// What else an action is found by.
pub fn also(id: &str) -> &'static str {
    match id {
        "start" => "new wizard reset",
        "share" => "link send url qr",
        "files" => "excel spreadsheet upload open paste",
        "backup" => "backup save all export",
        "print-report" => "paper memo",
        "save-report" => "report download export",
        "shortcuts" => "help keys",
        "scenario-json" => "download export save file",
        "projection-csv" => "excel spreadsheet download export table",
        "rename" => "name title",
        "reset-scorecard" => "criteria published",
        _ => "",
    }
}
