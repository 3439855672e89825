//! What a shared scenario contains, told before it is sent.

use crate::store::document::Document;
use crate::store::json::PARTS;

/// What stands in a document, each a few words, the drivers first. A part that
/// was never touched is not sent, and not told of.
pub fn contents(document: &Document) -> Vec<String> {
    let drivers = format!("{} drivers over {}", document.drivers.len(), document.spec.timeline.words());
    let parts = PARTS.iter().filter(|part| (part.write)(document).is_some());
    [format!("the name “{}”", document.name), drivers]
        .into_iter()
        .chain(parts.map(|part| format!("the {}", part.label.to_ascii_lowercase())))
        .collect()
}
