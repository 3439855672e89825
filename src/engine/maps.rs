//! Small sorted maps.

use litemap::LiteMap;

/// A map of some entries; of two under one key the later stays.
///
/// `collect` would sort the entries first, and so bring a sorting routine into
/// the program for every kind of iterator, 3 kB each.
pub fn sorted<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> LiteMap<K, V> {
    let mut map = LiteMap::new();
    for (key, value) in entries {
        map.insert(key, value);
    }
    map
}
