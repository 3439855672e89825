//! Files that leave the app, other than scenario documents, which the store
//! writes.

pub mod comparison;
pub mod csv;
pub mod projection;
pub mod qr;
pub mod report;
pub mod two_way;

/// The most signs of a scenario's name that a file's name holds.
const MAX_NAME: usize = 60;

/// What a file is called: by whose scenario, what it is, and of which day. Signs
/// that some system does not allow in names become hyphens.
///
/// ```
/// use megahour::export::file_name;
/// let name = file_name("GPU cloud: plan/2", "projection", "2026-11-25", "csv");
/// assert_eq!(name, "gpu-cloud-plan-2-projection-2026-11-25.csv");
/// assert_eq!(file_name("…", "scenario", "2026-11-25", "json"), "megahour-scenario-2026-11-25.json");
/// ```
pub fn file_name(scenario: &str, what: &str, day: &str, ending: &str) -> String {
    let words = scenario.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    let slug: String = slug.chars().take(MAX_NAME).collect();
    let slug = if slug.is_empty() { "megahour" } else { slug.trim_end_matches('-') };
    format!("{slug}-{what}-{day}.{ending}")
}
