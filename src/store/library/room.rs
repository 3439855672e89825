//! Room for what matters more: the automatic versions go first.

use super::storage::Fault;
use super::{Library, keys, record};

impl Library {
    /// Puts a text under a key. Where storage is full, automatic versions make
    /// room, the oldest first; nothing that a person saved does.
    pub(super) fn put(&self, key: &str, text: &str) -> Result<(), Fault> {
        loop {
            match self.storage.set(key, text) {
                Err(Fault::Full) if self.drop_oldest_automatic(key)? => {}
                done => return done,
            }
        }
    }

    /// Drops the oldest automatic version, other than the one that is being
    /// kept. Says whether there was one.
    fn drop_oldest_automatic(&self, kept: &str) -> Result<bool, Fault> {
        let all = self.storage.keys()?;
        let mut versions: Vec<(u64, &String)> =
            all.iter().filter_map(|key| Some((keys::version_of(key)?.1, key))).collect();
        versions.sort_unstable();
        for (_, key) in versions.into_iter().filter(|(_, key)| *key != kept) {
            let text = self.storage.get(key)?.unwrap_or_default();
            // A version that cannot be read may be one that a person named.
            let kind = record::head(&text).ok().and_then(|head| head.stored.version);
            if kind.is_some_and(|kind| kind.automatic) {
                self.storage.remove(key)?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}
