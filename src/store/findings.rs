//! What reading a document found that a person should know.

use serde_json::{Map, Value};

/// What was mended while a document was read, and what it holds that only
/// another version of Megahour knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// What was replaced, cut or left out, each a sentence.
    pub repairs: Vec<String>,
    /// What this version does not know, in words: `2 drivers`. A document of
    /// the present format that holds any is refused as a whole: left out, it
    /// would be lost with the next save.
    pub unknown: Vec<String>,
}

impl Findings {
    /// Notes a repair.
    pub fn repair(&mut self, sentence: impl Into<String>) {
        self.repairs.push(sentence.into());
    }

    /// Notes so many things of a kind that this version does not know: `driver`,
    /// `part of pricing`.
    pub fn unknown(&mut self, count: usize, what: &str) {
        match count {
            0 => {}
            1 => self.unknown.push(format!("1 {what}")),
            many => self.unknown.push(match what.split_once(' ') {
                Some((first, rest)) => format!("{many} {first}s {rest}"),
                None => format!("{many} {what}s"),
            }),
        }
    }

    /// Notes the fields of some JSON objects that this version does not know. What
    /// is no object has none: its reader says that it cannot be read.
    pub(super) fn unknown_fields<'v>(
        &mut self,
        objects: impl IntoIterator<Item = &'v Value>,
        known: &[&str],
        what: &str,
    ) {
        let names = objects.into_iter().filter_map(Value::as_object).flat_map(Map::keys);
        self.unknown(names.filter(|name| !known.contains(&name.as_str())).count(), what);
    }

    /// The repairs, among them that what is not known was left out.
    pub(super) fn into_repairs(self) -> Vec<String> {
        let left_out = |what: String| format!("This Megahour does not know {what}, and left it out.");
        self.repairs.into_iter().chain(self.unknown.into_iter().map(left_out)).collect()
    }
}
