//! Versions of tools, as they print them and as `Cargo.lock` names them.

use std::fmt;

/// A version of three numbers; what some tools add behind them is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first number.
    pub major: u32,
    /// The second, 0 where a tool prints none.
    pub minor: u32,
    /// The third, 0 where a tool prints none.
    pub patch: u32,
}

impl Version {
    /// A version known when this program was written.
    pub const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self { major, minor, patch }
    }

    /// Finds the first word that starts like a version: `trunk 0.21.14`,
    /// `wasm-opt version 132 (version_132)`, `Chromium 141.0.7390.122 built on Debian`.
    pub fn find(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(Self::parse)
    }

    fn parse(word: &str) -> Option<Self> {
        let word = word.strip_prefix('v').unwrap_or(word);
        let end = word.find(['-', '+']).unwrap_or(word.len());
        let mut numbers = word[..end].split('.').map(str::parse::<u32>);
        let mut next_or_zero = || numbers.next().map_or(Some(0), Result::ok);
        Some(Self { major: next_or_zero()?, minor: next_or_zero()?, patch: next_or_zero()? })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// The version that the text of a `Cargo.lock` holds for a package.
///
/// Cargo writes `name` and `version` on adjoining lines, which is all that is
/// read here; a TOML parser would be the larger half of this program.
pub fn locked(lock: &str, package: &str) -> Option<Version> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Version::parse(version.strip_suffix('"')?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_tools_print() {
        for (text, version) in [
            ("trunk 0.21.14", (0, 21, 14)),
            ("wasm-bindgen 0.2.130\n", (0, 2, 130)),
            ("wasm-opt version 132 (version_132)", (132, 0, 0)),
            ("Chromium 141.0.7390.122 built on Debian", (141, 0, 7390)),
            ("ChromeDriver 141.0.7390.122 (abc@{#1})", (141, 0, 7390)),
            ("v24.1.0", (24, 1, 0)),
            ("tool 0.22.0-beta.1", (0, 22, 0)),
        ] {
            let (major, minor, patch) = version;
            assert_eq!(Version::find(text), Some(Version::new(major, minor, patch)), "{text}");
        }
    }

    #[test]
    fn text_without_a_version_has_none() {
        for text in ["", "command not found", "version x.y.z", "1.two.3"] {
            assert_eq!(Version::find(text), None, "{text}");
        }
    }

    #[test]
    fn versions_are_ordered_by_number() {
        assert!(Version::new(0, 21, 14) > Version::new(0, 21, 9));
        assert_eq!(Version::new(0, 2, 130).to_string(), "0.2.130");
    }

    #[test]
    fn the_lock_file_is_read_by_exact_name() {
        let lock = "\
[[package]]
name = \"wasm-bindgen-macro\"
version = \"0.2.1\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
source = \"registry\"
";
        assert_eq!(locked(lock, "wasm-bindgen"), Some(Version::new(0, 2, 130)));
        assert_eq!(locked(lock, "bindgen"), None);
        assert_eq!(locked("", "wasm-bindgen"), None);
    }
}
