//! What is written into the page.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::{PAGE, digest, policy, read_text, write_file};

const BUILD: &str = r#"<meta name="megahour-build""#;
const POLICY: &str = r#"<meta http-equiv="Content-Security-Policy""#;

/// Takes out what an earlier finish wrote.
pub fn clear(dist: &Path) -> Result<()> {
    let mut html = read_text(dist, PAGE)?;
    for start in [BUILD, POLICY] {
        if let Some(at) = html.find(start) {
            let end = html[at..].find('>').context("a tag without an end")?;
            html.replace_range(at..=at + end, "");
        }
    }
    write_file(dist, PAGE, html)
}

/// Gives the picture for links an address of its own, where the site's is known.
pub fn name_picture(dist: &Path, address: Option<&str>) -> Result<()> {
    let Some(address) = address else { return Ok(()) };
    let html = read_text(dist, PAGE)?;
    let mut named = html.clone();
    for tag in tags(&html, "meta").filter(|tag| attribute(tag, "property") == Some("og:image")) {
        let picture = attribute(tag, "content").context("a picture without an address")?;
        let picture = picture.trim_start_matches("./");
        if !picture.contains("://") {
            let whole = format!("{}/{picture}", address.trim_end_matches('/'));
            named = named.replacen(tag, &format!(r#"<meta property="og:image" content="{whole}">"#), 1);
        }
    }
    write_file(dist, PAGE, named)
}

/// Writes the build's name and the security policy into the page, and returns
/// the policy.
pub fn protect(dist: &Path, build: &str) -> Result<String> {
    let html = without_idle_digests(&read_text(dist, PAGE)?);
    let scripts: Vec<_> = inline_scripts(&html).map(|text| digest(text.as_bytes())).collect();
    let policy = policy::of_page(&scripts);
    let at = after_charset(&html)?;
    let metas = format!(r#"{POLICY} content="{policy}">{BUILD} content="{build}">"#);
    write_file(dist, PAGE, format!("{}{metas}{}", &html[..at], &html[at..]))?;
    Ok(policy)
}

/// Browsers say on the console that they ignore the digest of a WebAssembly
/// file that is loaded ahead; the service worker and the compiler look at it.
fn without_idle_digests(html: &str) -> String {
    let mut changed = html.to_owned();
    for tag in tags(html, "link").filter(|tag| attribute(tag, "as") == Some("fetch")) {
        if let Some(digest) = attribute(tag, "integrity") {
            changed = changed.replacen(tag, &tag.replacen(&format!("integrity=\"{digest}\""), "", 1), 1);
        }
    }
    changed
}

/// The policy holds for what follows it; only the encoding has to come before.
fn after_charset(html: &str) -> Result<usize> {
    let tag = tags(html, "meta")
        .find(|tag| attribute(tag, "charset").is_some())
        .context("the page does not name its encoding")?;
    let at = html.find(tag).context("the page does not name its encoding")? + tag.len();
    ensure!(!html[..at].contains("<script"), "a script comes before the page's encoding");
    Ok(at)
}

/// The texts of scripts that stand in the page itself.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    tags(html, "script").filter(|tag| attribute(tag, "src").is_none()).filter_map(move |tag| {
        let start = offset(html, tag) + tag.len();
        let end = html[start..].find("</script>")?;
        Some(&html[start..start + end])
    })
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// The opening tags of a name, from `<` to `>`. The page is the project's own,
/// with no `>` within an attribute.
pub fn tags<'h>(html: &'h str, name: &str) -> impl Iterator<Item = &'h str> {
    let start = format!("<{name}");
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let tag = &rest[rest.find(&start)?..];
            let end = tag.find('>')? + 1;
            rest = &tag[end..];
            if tag[start.len()..].starts_with([' ', '\n', '\t', '/', '>']) {
                return Some(&tag[..end]);
            }
        }
    })
}

/// An attribute's value, quoted or not.
pub fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = format!("{name}=");
    let at = tag
        .match_indices(&start)
        .map(|(at, _)| at)
        .find(|at| tag[..*at].ends_with([' ', '\n', '\t', '"', '\'']))?;
    let value = &tag[at + start.len()..];
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split([' ', '\n', '\t', '>']).next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_quoted_or_not() {
        let tag = r#"<link data-href="no" href='./a.css' rel=stylesheet>"#;
        assert_eq!(attribute(tag, "href"), Some("./a.css"));
        assert_eq!(attribute(tag, "rel"), Some("stylesheet"));
        assert_eq!(attribute(tag, "type"), None);
    }

    #[test]
    fn scripts_in_the_page_are_told_from_those_it_fetches() {
        let html =
            r#"<script src="a.js"></script><script>one</script><scripted><script type="module">two</script>"#;
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), ["one", "two"]);
    }

    #[test]
    fn what_is_written_into_the_page_is_taken_out_again() {
        let dist = std::env::temp_dir().join(format!("megahour-page-{}", std::process::id()));
        std::fs::create_dir_all(&dist).unwrap();
        let html = r#"<head><meta charset="utf-8"/><script>1</script></head>"#;
        write_file(&dist, PAGE, html).unwrap();
        let policy = protect(&dist, "b1").unwrap();
        let written = read_text(&dist, PAGE).unwrap();
        clear(&dist).unwrap();
        let cleared = read_text(&dist, PAGE).unwrap();
        std::fs::remove_dir_all(&dist).ok();
        assert!(written.contains(&policy) && written.contains(r#"content="b1""#), "{written}");
        assert_eq!(cleared, html);
    }
}
