//! Short names for what the program takes from its script.
//!
//! wasm-bindgen names each function that it imports by what it is and a hash of
//! it, and hashes do not compress: in the program and in the script they took
//! 7 kB of the first load (2026-11-25). Nobody but these two files reads them.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// The module by which the program calls its script.
const SCRIPT: &str = "./megahour_bg.js";

/// The program and its script with short names.
///
/// # Errors
/// Where the program cannot be read.
pub fn shorten(program: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut short = BTreeMap::new();
    let mut shortened = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload.context("reading the program")?;
        if let Payload::ImportSection(imports) = payload {
            let mut section = ImportSection::new();
            for import in imports.into_imports() {
                let import = import?;
                let kind = RoundtripReencoder.entity_type(import.ty)?;
                let name = match import.module {
                    SCRIPT => {
                        let next = format!("_{}", short.len());
                        short.entry(import.name).or_insert(next).as_str()
                    }
                    _ => import.name,
                };
                section.import(import.module, name, kind);
            }
            shortened.section(&section);
        } else if let Some((id, range)) = payload.as_section() {
            shortened.section(&RawSection { id, data: &program[range.start as usize..range.end as usize] });
        }
    }
    Ok((shortened.finish(), renamed(script, &short)))
}

/// A script where every word that has a short name stands under that.
fn renamed(script: &str, short: &BTreeMap<&str, String>) -> String {
    let is_of_word = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '$';
    let mut renamed = String::with_capacity(script.len());
    for piece in script.split_inclusive(|sign| !is_of_word(sign)) {
        let word = piece.trim_end_matches(|sign| !is_of_word(sign));
        renamed.push_str(short.get(word).map_or(word, String::as_str));
        renamed.push_str(&piece[word.len()..]);
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, TypeSection};

    #[test]
    fn program_and_script_meet_under_short_names() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for (module, name) in [(SCRIPT, "__wbg_log_0a"), ("./parts.js", "load"), (SCRIPT, "__wbg_log_0ab")] {
            imports.import(module, name, EntityType::Function(0));
        }
        let mut module = Module::new();
        module.section(&types).section(&imports);
        let script = "const i={__wbg_log_0a:e=>log(e),__wbg_log_0ab(){}};";
        let (program, script) = shorten(&module.finish(), script).unwrap();
        assert_eq!(script, "const i={_0:e=>log(e),_1(){}};");
        let names: Vec<String> = Parser::new(0)
            .parse_all(&program)
            .filter_map(|payload| match payload.unwrap() {
                Payload::ImportSection(imports) => Some(imports),
                _ => None,
            })
            .flat_map(|imports| imports.into_imports())
            .map(|import| import.unwrap().name.to_owned())
            .collect();
        assert_eq!(names, ["_0", "load", "_1"]);
    }
}
