//! The browser's storage, behind the library's own words for what can fail.

use crate::app::theme::Choice;
use crate::store::library::{Fault, Moment, Storage};
use gloo_storage::Storage as _;
use leptos::prelude::{document, window};
use web_sys::Url;

/// Local storage, shared with other windows of this page.
pub struct Local;

/// The storage, probed through the browser's own interface: gloo's panics
/// where the browser denies it.
fn available() -> Result<web_sys::Storage, Fault> {
    match window().local_storage() {
        Ok(Some(_)) => Ok(gloo_storage::LocalStorage::raw()),
        Ok(None) => Err(Fault::Absent),
        Err(_) => Err(Fault::Denied),
    }
}

/// What stands before our keys. Sites under different paths of one host share
/// an origin, so keys carry the path of the site's folder, which the page's own
/// address may lack the end of.
fn prefix() -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let path = Url::new(&base).map_or_else(|_| String::new(), |base| base.pathname());
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("megahour:{folder}/:")
}

/// A key as the browser has it.
pub fn full(key: &str) -> String {
    format!("{}{key}", prefix())
}

/// The library's key of a browser's, if it is one.
pub fn own(full: &str) -> Option<String> {
    full.strip_prefix(&prefix()).map(str::to_owned)
}

impl Storage for Local {
    fn get(&self, key: &str) -> Result<Option<String>, Fault> {
        available()?.get_item(&full(key)).map_err(|_| Fault::Denied)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Fault> {
        available()?.set_item(&full(key), text).map_err(|_| Fault::Full)
    }

    fn remove(&self, key: &str) -> Result<(), Fault> {
        available()?.remove_item(&full(key)).map_err(|_| Fault::Denied)
    }

    fn keys(&self) -> Result<Vec<String>, Fault> {
        let storage = available()?;
        let count = storage.length().map_err(|_| Fault::Denied)?;
        let prefix = prefix();
        let key = |at| storage.key(at).ok().flatten()?.strip_prefix(&prefix).map(str::to_owned);
        Ok((0..count).filter_map(key).collect())
    }
}

/// Why nothing can be stored, where that is so.
pub fn fault() -> Option<Fault> {
    available().err()
}

/// Now, with a new id.
pub fn moment() -> Moment {
    const SIGNS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let sign = |_| char::from(SIGNS[(js_sys::Math::random() * SIGNS.len() as f64) as usize % SIGNS.len()]);
    Moment { time: js_sys::Date::now() as u64, id: (0..10).map(sign).collect() }
}

/// The key in session storage of the scenario that is open in this window.
const OPEN: &str = "open";

/// The scenario that this window had open before it was loaded again.
pub fn window_had() -> Option<String> {
    window().session_storage().ok().flatten()?.get_item(&full(OPEN)).ok().flatten()
}

/// Notes which scenario is open in this window. Where that fails the next load
/// opens the scenario that was opened last in any.
pub fn window_has(id: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.set_item(&full(OPEN), id);
    }
}

/// The stored choice of theme.
pub fn read_theme() -> Choice {
    Local.get("theme").ok().flatten().map_or(Choice::System, |word| Choice::of(&word))
}

/// Stores the choice of theme. One that cannot be stored holds until the page
/// closes.
pub fn write_theme(choice: Choice) {
    let _ = Local.set("theme", choice.word());
}

/// A word or two about how the person likes the page, stored under a name.
pub fn remembered(name: &str) -> Option<String> {
    Local.get(name).ok().flatten()
}

/// Stores such words. What cannot be stored holds until the page closes.
pub fn remember(name: &str, words: &str) {
    let _ = Local.set(name, words);
}
