//! The map as files: a table, and a picture.

use crate::app::chart_files;
use crate::app::figures;
use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::chart::{HeatMap, Theme};
use crate::engine::unit::Unit;
use crate::export::csv;
use crate::export::two_way::{Side, TwoWay, two_way};
use leptos::prelude::{Set, WithUntracked};

/// The size of a saved picture, in CSS pixels.
const PICTURE: (u32, u32) = (800, 560);

/// Hands the map to the person as a table; units are those of the output, across
/// and up.
pub fn table(workspace: Workspace, map: &HeatMap, [output, across, up]: [Unit; 3]) {
    let with_unit = |name: &str, unit: &Unit| match figures::unit_symbol(unit).as_str() {
        "" => name.to_owned(),
        unit => format!("{name} ({unit})"),
    };
    let scenario = workspace.document.with_untracked(|document| document.name.clone());
    let (output, across, up) =
        (with_unit(&map.title, &output), with_unit(&map.across.name, &across), with_unit(&map.up.name, &up));
    let rows = two_way(&TwoWay {
        scenario: &scenario,
        output: &output,
        across: Side { name: &across, values: &map.across.values },
        up: Side { name: &up, values: &map.up.values },
        at: &|column, row| map.at(column, row),
    });
    workspace.hand_out("megahour-heat-map.csv", "text/csv", &csv::file(&rows));
}

/// Hands the map to the person as a PNG, or as an SVG with the words that tell it.
pub fn picture(workspace: Workspace, map: &HeatMap, words: Option<&str>, colours: &Theme) {
    let saved = match words {
        None => chart_files::download_heat_png(map, colours, PICTURE, "megahour-heat-map.png"),
        Some(words) => chart_files::download_heat_svg(map, words, colours, PICTURE, "megahour-heat-map.svg"),
    };
    if let Err(error) = saved {
        workspace.notice.set(Some(Notice::say(format!("The picture was not made: {error}"))));
    }
}
