//! Marks beside what rests on values that nobody has checked.

use crate::app::workspace::Workspace;
use crate::engine::trace;
use leptos::prelude::*;
use litemap::LiteMap;

/// The words for values that were not measured: a person's figures left open,
/// or a sample's made up.
const UNCHECKED: [&str; 2] = ["assumed", "illustrative"];

/// The drivers behind a value that are assumed or made up, by that word.
pub type Unchecked = LiteMap<&'static str, Vec<String>>;

/// Those behind a line's values in some years. Tracks the scenario.
pub fn unchecked(workspace: Workspace, id: &str, years: &[usize]) -> Unchecked {
    let catalogue = workspace.catalogue();
    let Some(line) = catalogue.model.line(id) else { return LiteMap::new() };
    let mut found = Unchecked::new();
    let behind = years.iter().flat_map(|year| {
        let cell = if line.shape.is_empty() { 0 } else { *year };
        let origins = trace::origins(&catalogue.model, &catalogue.model.cell_ref(line, cell));
        origins.into_iter().map(|address| (*year, address))
    });
    for (year, address) in behind {
        let year = catalogue.model.cell(&address).unwrap_or(year);
        let word = super::origin_word(workspace, &address.line, year);
        if let Some(word) = word.filter(|word| UNCHECKED.contains(word))
            && let Some(driver) = catalogue.model.line(&address.line)
        {
            let labels = found.entry(word).or_default();
            if !labels.contains(&driver.label) {
                labels.push(driver.label.clone());
            }
        }
    }
    found
}

/// A mark beside a figure of the shown year that rests on such values, as they
/// are each time when they are settled.
pub fn unchecked_mark(workspace: Workspace, id: &'static str, settled: RwSignal<u32>) -> impl IntoView {
    let found = Memo::new(move |_| {
        settled.track();
        untrack(|| unchecked(workspace, id, &[workspace.year()]))
    });
    move || marks(found.get())
}

/// The marks of a value that rests on such values, which name them.
pub fn marks(found: Unchecked) -> impl IntoView {
    let mark = |(word, labels): (&'static str, Vec<String>)| {
        let title = format!("Rests on what is {word}: {}", labels.join(", "));
        let said = title.clone();
        view! { <span class="badge origin" title=title>{word}<span class="sr">". " {said}</span></span> }
    };
    found.into_iter().map(mark).collect_view()
}
