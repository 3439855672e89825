//! Fields that show a number which was not taken.

use leptos::prelude::*;

/// The fields of a section, each with its name and whether it shows a text that
/// was not taken; copies share them. Fields within the section note themselves
/// where this is provided as a context. Does not persist.
#[derive(Clone, Copy)]
pub struct Refusals(StoredValue<Vec<(String, Memo<bool>)>>);

impl Refusals {
    /// None yet.
    pub fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// Notes a field for as long as it is on the page.
    pub fn note(self, name: &str, refused: Memo<bool>) {
        self.0.update_value(|all| all.push((name.to_owned(), refused)));
        on_cleanup(move || {
            self.0.try_update_value(|all| all.retain(|(_, other)| *other != refused));
        });
    }

    /// The name of the first field that shows what was not taken, if one does.
    pub fn first(self) -> Option<String> {
        let is_refused = |refused: &Memo<bool>| refused.try_get_untracked().unwrap_or(false);
        self.0.with_value(|all| {
            all.iter().find(|(_, refused)| is_refused(refused)).map(|(name, _)| name.clone())
        })
    }
}
