//! Compressed copies, for hosts that serve what lies beside a file.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{extension, names_below, read, write_file};

/// Whether a file is a copy.
#[must_use]
pub fn is_packed(name: &str) -> bool {
    matches!(extension(name), "br" | "gz")
}

/// Writes the copies that are smaller than their files.
pub fn write(dist: &Path) -> Result<()> {
    for name in names_below(dist)? {
        if matches!(extension(&name), "html" | "css" | "js" | "wasm" | "svg" | "json" | "webmanifest") {
            let bytes = read(dist, &name)?;
            for (end, packed) in [("br", brotli(&bytes)?), ("gz", gzip(&bytes)?)] {
                if packed.len() < bytes.len() {
                    write_file(dist, &format!("{name}.{end}"), packed)?;
                }
            }
        }
    }
    Ok(())
}

/// Brotli at its best.
///
/// # Errors
/// None that is known: nothing is written but memory.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    const BUFFER: usize = 1 << 16;
    const BEST: u32 = 11;
    const LARGEST_WINDOW: u32 = 22;
    let mut packed = Vec::new();
    {
        let mut writer = brotli::CompressorWriter::new(&mut packed, BUFFER, BEST, LARGEST_WINDOW);
        writer.write_all(bytes).context("compressing")?;
        writer.flush().context("compressing")?;
    }
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes).context("compressing")?;
    writer.finish().context("compressing")
}
