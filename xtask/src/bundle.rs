//! Small parts together in one file.
//!
//! Cutting makes a file of every set of functions that the same views share: some
//! 240 files, most of them smaller than the request for them. Those that the
//! first parts need go into one bundle, the rest into another.

use std::borrow::Cow;
use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use wasm_encoder::{CustomSection, Module};

/// Below so many bytes a file costs more to ask for than to bring along.
const SMALL: usize = 4_000;

/// What is put before the script that fetches parts.
const LOADER: &str = include_str!("bundle.js");

/// The bundles: what the first parts need, and the rest.
const BUNDLES: [&str; 2] = ["first", "more"];

/// Puts the small chunks among the files into bundles, and has the script that
/// fetches parts take them from there. `first` are the parts that are fetched
/// before any other.
///
/// # Errors
/// Where the script is not as the tool that cuts writes it.
pub fn small_chunks(files: &mut BTreeMap<String, Vec<u8>>, script: &str, first: &[&str]) -> Result<()> {
    let fetching = files.get(script).with_context(|| format!("there is no {script}"))?;
    let script_before = String::from_utf8(fetching.clone())?;
    let needed: Vec<&str> =
        first.iter().map(|part| needs(&script_before, part)).collect::<Result<Vec<_>>>()?.concat();
    let mut fetching = script_before.clone();
    let mut bundles = BUNDLES.map(|_| Module::new());
    let is_small = |name: &str, bytes: &[u8]| name.starts_with("chunk_") && bytes.len() < SMALL;
    for (name, bytes) in files.extract_if(.., |name, bytes| is_small(name, bytes)) {
        let part = name.trim_end_matches(".wasm");
        let which = usize::from(!needed.contains(&format!("__{part}").as_str()));
        bundles[which].section(&CustomSection { name: part.into(), data: Cow::Owned(bytes) });
        let fetch = own_fetch(&name);
        ensure!(fetching.matches(&fetch).count() == 1, "{script} does not fetch {name} as expected");
        fetching = fetching.replace(&fetch, &format!("{}(\"{part}\")", BUNDLES[which]));
    }
    let sources =
        BUNDLES.map(|name| format!("const {name} = bundle(new URL(\"./{name}.wasm\", import.meta.url));\n"));
    files.insert(script.to_owned(), [LOADER, &sources.concat(), &fetching].concat().into_bytes());
    files.extend(BUNDLES.map(|name| format!("{name}.wasm")).into_iter().zip(bundles.map(Module::finish)));
    Ok(())
}

/// The chunks that a part needs, by their names in the script.
fn needs<'s>(script: &'s str, part: &str) -> Result<Vec<&'s str>> {
    let start = format!("export const __wasm_split_load_{part} =");
    let (_, rest) = script.split_once(&start).with_context(|| format!("no part is called {part}"))?;
    let (_, rest) = rest.split_once("[").context("a part has no list of what it needs")?;
    let (list, _) = rest.split_once("]").context("the list of what a part needs has no end")?;
    Ok(list.split(',').map(str::trim).collect())
}

/// How the script fetches a file of its own.
fn own_fetch(name: &str) -> String {
    format!(
        r#"() => {{
    const src = fetch(new URL("./{name}", import.meta.url));
    src.catch(() => {{}});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasmparser::{Parser, Payload};

    fn sections(module: &[u8]) -> Vec<(String, Vec<u8>)> {
        let payloads = Parser::new(0).parse_all(module).map(|payload| payload.expect("a valid module"));
        let own = payloads.filter_map(|payload| match payload {
            Payload::CustomSection(section) => Some((section.name().to_owned(), section.data().to_vec())),
            _ => None,
        });
        own.collect()
    }

    #[test]
    fn small_chunks_go_where_the_first_part_finds_them_and_large_ones_stay() {
        let load =
            |name: &str| format!("const __{name} = makeLoad({}, []);\n", own_fetch(&format!("{name}.wasm")));
        let part = |name: &str, needs: &str| {
            format!(
                "export const __wasm_split_load_{name} = wrapAsyncCb(makeLoad({}, [{needs}]));\n",
                own_fetch(&format!("split_{name}.wasm"))
            )
        };
        let script = [
            load("chunk_1"),
            load("chunk_2"),
            load("chunk_3"),
            part("start", "__chunk_1, __chunk_3"),
            part("later", "__chunk_1, __chunk_2"),
        ];
        let mut files = BTreeMap::from([
            ("parts.js".to_owned(), script.concat().into_bytes()),
            ("chunk_1.wasm".to_owned(), b"one".to_vec()),
            ("chunk_2.wasm".to_owned(), b"two".to_vec()),
            ("chunk_3.wasm".to_owned(), vec![0; SMALL]),
        ]);
        small_chunks(&mut files, "parts.js", &["start"]).expect("a script as it is written");
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["chunk_3.wasm", "first.wasm", "more.wasm", "parts.js"]);
        assert_eq!(sections(&files["first.wasm"]), [("chunk_1".to_owned(), b"one".to_vec())]);
        assert_eq!(sections(&files["more.wasm"]), [("chunk_2".to_owned(), b"two".to_vec())]);
        let script = String::from_utf8_lossy(&files["parts.js"]);
        assert!(script.contains(r#"const __chunk_1 = makeLoad(first("chunk_1"), []);"#), "{script}");
        assert!(script.contains(r#"const __chunk_2 = makeLoad(more("chunk_2"), []);"#), "{script}");
        assert!(script.contains(r#"fetch(new URL("./chunk_3.wasm", import.meta.url))"#), "{script}");
    }

    #[test]
    fn a_script_of_another_form_is_refused() {
        let script = "const __chunk_1 = makeLoad(get('chunk_1.wasm'), []);\nexport const __wasm_split_load_start = [];";
        let mut files = BTreeMap::from([
            ("parts.js".to_owned(), script.as_bytes().to_vec()),
            ("chunk_1.wasm".to_owned(), b"one".to_vec()),
        ]);
        let error = small_chunks(&mut files, "parts.js", &["start"]).expect_err("another form");
        assert_eq!(error.to_string(), "parts.js does not fetch chunk_1.wasm as expected");
    }
}
