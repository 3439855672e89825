//! Goldens of charts: SVG files that were looked at.
//!
//! After a wanted change: `UPDATE_GOLDENS=1 cargo test --test chart_goldens --test
//! chart_pricing`, and look at each changed file in a browser before committing it.

use std::path::PathBuf;
use std::{env, fs};

use megahour::chart::{Chart, Frame, Theme, svg};

/// Holds a picture to its golden.
pub fn check(name: &str, svg: &str) -> Result<(), String> {
    let file: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/golden/charts"]
        .iter()
        .collect::<PathBuf>()
        .join(format!("{name}.svg"));
    if env::var_os("UPDATE_GOLDENS").is_some() {
        return fs::write(&file, svg).map_err(|error| format!("{}: {error}", file.display()));
    }
    let golden = fs::read_to_string(&file).unwrap_or_default();
    if golden == svg {
        return Ok(());
    }
    let line = golden.lines().zip(svg.lines()).take_while(|(a, b)| a == b).count() + 1;
    Err(format!(
        "{} differs from line {line} on.  If the change is wanted, run \
         `UPDATE_GOLDENS=1 cargo test --test chart_goldens` and look at the picture.",
        file.display()
    ))
}

/// Holds a chart to its golden in both themes.
pub fn hold(name: &str, chart: &Chart, frame: Frame, (width, height): (u32, u32)) {
    for (suffix, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
        let checked = svg::render_in(chart, &theme, frame, width, height)
            .map_err(|error| error.to_string())
            .and_then(|svg| check(&format!("{name}-{suffix}"), &svg));
        assert_eq!(checked, Ok(()));
    }
}
