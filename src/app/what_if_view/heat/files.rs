//! The map as files: a table, and a picture.

use crate::app::chart_files;
use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::chart::{HeatMap, Theme};
use leptos::prelude::Set;

/// The size of a saved picture, in CSS pixels.
const PICTURE: (u32, u32) = (800, 560);

/// Hands the map to the person as a table.
pub fn table(workspace: Workspace, map: &HeatMap) {
    workspace.hand_out("megahour-heat-map.csv", "text/csv", &csv(map));
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

/// The map as a table: a row for each value of the driver upwards.
fn csv(map: &HeatMap) -> String {
    let header: Vec<String> = map.across.values.iter().map(ToString::to_string).collect();
    let mut text = format!(
        "{} \\ {},{}\r\n",
        map.up.name.replace(',', " "),
        map.across.name.replace(',', " "),
        header.join(",")
    );
    for (row, value) in map.up.values.iter().enumerate().rev() {
        let cells: Vec<String> = (0..map.across.values.len())
            .map(|column| map.at(column, row).map(|value| value.to_string()).unwrap_or_default())
            .collect();
        text.push_str(&format!("{value},{}\r\n", cells.join(",")));
    }
    text
}
