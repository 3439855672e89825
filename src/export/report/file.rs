//! A report as one file that opens anywhere, without a network: style sheet,
//! charts and the scenario's document are all in it.
//!
//! What a person wrote stands in it twice, both times so that it cannot become
//! markup: escaped in the text, and as JSON without a single `<`. The file's own
//! content policy allows one style sheet by its digest and nothing else.

use super::Report;
use super::html::{body, escape_into};

/// The style sheet of the file: the page's own rules for a report, and a ground
/// for it to stand on.
pub const STYLE: &str =
    concat!("body{margin:0;background:#f7f6f2}", include_str!("../../../style/report.css"),);

/// The digest of [`STYLE`], which the file's content policy names. A test holds
/// that it is right, and prints the right one where it is not.
pub const STYLE_DIGEST: &str = "sha256-ZsE/QgPZqoyvg53uoq5DpqudHwnoWS9PmkK3nfiU1lE=";

/// The id of the element that holds the scenario's document.
pub const DOCUMENT_ID: &str = "megahour-document";

/// The whole file: a report with its scenario's document as JSON. A button leads
/// to where the scenario opens in Megahour, if it has an address.
pub fn file(report: &Report, document: &str) -> String {
    let escaped = |text: &str| {
        let mut html = String::new();
        escape_into(&mut html, text);
        html
    };
    let name = escaped(&report.name);
    let link = report.address().map(|address| {
        format!("<p class=\"report-reopen\"><a href=\"{}\">Open in Megahour</a></p>\n", escaped(address))
    });
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_DIGEST}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{name} · Megahour report</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <main class=\"report\">\n{}{}</main>\n\
         <script type=\"application/json\" id=\"{DOCUMENT_ID}\">{}</script>\n</body>\n</html>\n",
        link.unwrap_or_default(),
        body(report),
        inert(document),
    )
}

/// JSON in which nothing can end the element that it stands in. The signs occur
/// in texts alone, where JSON has another way to write them.
fn inert(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for sign in json.chars() {
        match sign {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                text.push_str(&format!("\\u{:04x}", u32::from(sign)));
            }
            _ => text.push(sign),
        }
    }
    text
}
