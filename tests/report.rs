//! The report: what is in it, and that nothing a person wrote becomes markup.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test that cannot go on says so by panicking")]

use base64ct::{Base64, Encoding as _};
use megahour::chart::of_model::{Writing, of_model};
use megahour::chart::{Theme, svg};
use megahour::engine::numerals::{Plain, Suffix, compact_auto, exact};
use megahour::engine::values::Values;
use megahour::export::qr::picture;
use megahour::export::report::file::{DOCUMENT_ID, STYLE, STYLE_DIGEST, file};
use megahour::export::report::html::body;
use megahour::export::report::{Block, Picture, Report, Subject, Table, report};
use megahour::model::Catalogue;
use megahour::model::modules::core::charts::CHARTS;
use megahour::model::notes::{Confidence, Field, Note};
use megahour::model::readable::readable_name;
use megahour::model::scorecard::edit::Text;
use megahour::store::document::Document;
use megahour::store::json;
use megahour::store::link::encode;
use megahour::store::own::Own;
use sha2::{Digest as _, Sha256};
use std::rc::Rc;

fn of(document: &Document) -> Report {
    linked(document, None)
}

fn linked(document: &Document, link: Option<&str>) -> Report {
    let catalogue = Catalogue::new().expect("the model");
    let values = Values::evaluate(&catalogue.model, &document.inputs(&catalogue));
    let writing = Writing {
        exact: Rc::new(|value, unit| exact(value, unit, Suffix::Short, &Plain)),
        short: Rc::new(|value, unit| compact_auto(value, unit, &Plain)),
        tick: Rc::new(|value, unit| compact_auto(value, unit, &Plain)),
    };
    let draw = |entry| {
        let chart = of_model(entry, &catalogue, &values, &writing);
        Picture { svg: svg::inline(&chart, &Theme::light(), 360, 220).expect("a picture") }
    };
    report(Subject {
        name: &document.name,
        date: "23 November 2026",
        catalogue: &catalogue,
        values: &values,
        assumed: &document.assumed,
        is_continued: &|driver, year| document.is_continued(driver, year),
        notes: &document.notes,
        scorecard: document.own_scorecard(),
        pricing: document.own_pricing(),
        currency: document.currency,
        pictures: CHARTS.iter().map(draw).collect(),
        link,
        numerals: &Plain,
    })
}

fn tables(report: &Report) -> Vec<&Table> {
    let blocks = report.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}

fn row(report: &Report, title: &str, name: &str) -> Vec<String> {
    let table = tables(report).into_iter().find(|table| table.title == title).expect(title);
    let row = table.rows.iter().find(|row| row.name == name).expect(name);
    row.cells.iter().map(|cell| cell.text.clone()).collect()
}

fn notes(report: &Report, section: &str) -> String {
    let section = report.sections.iter().find(|found| found.id == section).expect(section);
    let notes = section.blocks.iter().filter_map(|block| match block {
        Block::Notes(notes) => Some(notes.join("\n")),
        _ => None,
    });
    notes.collect()
}

#[test]
fn the_sample_is_told_with_its_published_figures() {
    let report = of(&Document::sample());
    assert_eq!(
        report.lead[0],
        "Year 1 earns $1.2M gross profit at 60.0% margin, and a customer pays back in 1.2 months."
    );
    assert!(report.lead[2].starts_with("The business scores 4.59 of 5"), "{}", report.lead[2]);
    let revenue = row(&report, "Projection", "Annual revenue");
    assert_eq!(revenue, ["$2.00M", "$4.20M", "$9.00M", "$20.00M", "$33.00M", "$68.20M"]);
    let cagr = row(&report, "Projection", "Revenue growth rate (CAGR)");
    assert_eq!(cagr, ["", "", "", "", "", "101.5%"]);
    let margin = row(&report, "Benchmarks", "Gross margin");
    assert_eq!(margin[..2], ["60.0%", "61.9%"]);
    let usage = row(&report, "Pricing models", "Usage-based");
    assert_eq!(usage.len(), 5);
}

#[test]
fn a_scorecard_and_prices_that_nobody_edited_are_not_the_businesss_own() {
    let blank = Document::blank();
    let report = of(&blank);
    assert!(!body(&report).contains("The business scores"), "{:?}", report.lead);
    assert!(tables(&report).iter().all(|table| !["Scorecard", "Pricing models"].contains(&table.title)));
    assert!(body(&report).contains("its scorecard is the shipped example"));
    let id = blank.scorecard.criteria[0].id.clone();
    let scored = blank.with_scorecard(|card| card.with_score(&id, 2)).expect("a score");
    let report = of(&scored);
    assert!(report.lead.last().is_some_and(|said| said.starts_with("The business scores")));
    assert!(tables(&report).iter().all(|table| table.title != "Pricing models"));
}

#[test]
fn every_assumption_says_what_it_rests_on() {
    let sample = of(&Document::sample());
    let basis = |report: &Report, driver: &str| row(report, "Assumptions", driver)[5].clone();
    assert_eq!(basis(&sample, "Compute hours billed"), "published");
    assert_eq!(basis(&sample, "Average revenue per customer (ARPU)"), "published; from year 2 derived");
    assert_eq!(basis(&sample, "Data stored"), "illustrative");
    assert!(notes(&sample, "assumptions").contains("cash cost alone"));

    let mut own = Document::sample().with_value("cost_per_hour", 2, 1.9);
    own.assumed.insert("data".to_owned());
    own.assumed.insert("stored_tb".to_owned());
    let own = of(&own);
    let cost = basis(&own, "Infrastructure cost per compute hour");
    assert_eq!(cost, "published; from year 3 own; from year 4 published");
    assert_eq!(basis(&own, "Data stored"), "assumed");
    // The note is about the shipped values alone.
    assert!(!notes(&own, "assumptions").contains("cash cost alone"));
}

#[test]
fn what_its_author_notes_stands_by_the_assumptions() {
    let note = Note {
        text: "Quoted by two hosts.".to_owned(),
        source: "Offers".to_owned(),
        date: "2026-03".to_owned(),
        confidence: Some(Confidence::High),
    };
    let guess = Note { confidence: Some(Confidence::Low), ..Note::default() };
    let document = Document::sample()
        .described("A data centre in the north.")
        .with_note("cost_per_hour", note)
        .with_note("retention", guess);
    let report = of(&document);
    let said = notes(&report, "assumptions");
    let quoted = "Infrastructure cost per compute hour (author's note): \
                  Quoted by two hosts. · Offers, 2026-03, high confidence";
    assert!(said.lines().any(|line| line == quoted), "{said}");
    assert!(said.contains("Customer retention (r) (author's note): low confidence"), "{said}");
    assert!(body(&report).contains("<p class=\"report-description\">A data centre in the north.</p>"));
    assert!(!body(&of(&Document::sample())).contains("report-description"));
    assert!(!notes(&of(&Document::sample()), "assumptions").contains("author's note"));
}

#[test]
fn the_scenarios_address_stands_at_the_end_with_its_code() {
    let document = Document::sample();
    let address = format!("https://example.org/#/model?s={}", encode(&document).expect("a link"));
    let report = linked(&document, Some(&address));
    assert_eq!(report.address(), Some(address.as_str()));
    let code = picture(&address).expect("a code").path;
    assert!(body(&report).contains(&code));
    // No rule of the link's block is the whole section's.
    assert_eq!(body(&report).matches("class=\"report-link\"").count(), 1);
    let saved = file(&report, &json::write(&document));
    assert!(saved.contains(&format!("<a href=\"{address}\">Open in Megahour</a>")));
    // One that is too long to be drawn is a link all the same.
    let long = format!("https://example.org/#/model?s=1.{}", "x".repeat(3000));
    let written = body(&linked(&document, Some(&long)));
    assert_eq!(written.matches(&long).count(), 1);
    assert!(!written.contains("QR code"));
    assert!(body(&of(&document)).contains("too large for a link"));
}

#[test]
fn what_is_undefined_or_was_published_otherwise_is_explained_below() {
    let sample = of(&Document::sample());
    let said = notes(&sample, "projection");
    assert!(
        said.contains("Revenue growth is undefined in year 1, because there is no year before"),
        "{said}"
    );
    assert!(said.contains("† CAC payback: published as"), "{said}");
    assert!(row(&sample, "Projection", "CAC payback")[1].ends_with('†'));
    let mut forever = Document::sample();
    for year in 0..5 {
        forever = forever.with_value("retention", year, 1.0);
    }
    let said = notes(&of(&forever), "projection");
    assert!(said.contains("(CLTV) is undefined in every year, because"), "{said}");
}

/// Texts that would be markup, a script or the end of one, were they not
/// escaped.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!-- <style> </title> </main>",
    "' onmouseover='alert(1)",
    "]]> &lt; &amp; \u{2028} \u{202e}reversed",
];

fn hostile(text: &str) -> Document {
    let mut document = Document::sample().named(text);
    let id = document.scorecard.criteria[0].id.clone();
    for which in [Text::Evaluation, Text::Notes, Text::Reason] {
        document = document.with_scorecard(|card| card.with_text(&id, which, text)).expect("a text");
    }
    let mut pricing = (*document.pricing).clone();
    // As a person's typing arrives there.
    pricing.segments[0].name = readable_name(text, usize::MAX);
    let mut note = Note::default();
    for field in Field::ALL {
        field.put(&mut note, text);
    }
    let document = document.described(text).with_note("cost_per_hour", note);
    Document { pricing: Own::of(pricing), ..document }
}

/// The names of all elements that a text of HTML opens and closes, and whether
/// any has an attribute that would run something.
fn opened(html: &str) -> (Vec<String>, bool) {
    let tags: Vec<&str> = html.split('<').skip(1).collect();
    let name = |tag: &&str| tag[..tag.find([' ', '>', '\n']).unwrap_or(tag.len())].to_owned();
    let handlers = tags.iter().any(|tag| {
        let inside = tag.split('>').next().unwrap_or_default();
        inside.split('"').step_by(2).any(|outside| outside.contains(" on"))
    });
    (tags.iter().map(name).collect(), handlers)
}

#[test]
fn nothing_that_a_person_wrote_becomes_markup() {
    let (harmless, _) = opened(&body(&of(&hostile("harmless"))));
    for text in HOSTILE {
        let written = body(&of(&hostile(text)));
        assert_eq!(opened(&written), (harmless.clone(), false), "{text}");
        assert!(!written.contains(" style=") && !written.contains("<script"), "{text}");
    }
}

#[test]
fn a_saved_report_holds_its_document_and_nothing_that_runs() {
    for text in HOSTILE.into_iter().chain(["My business"]) {
        let document = hostile(text);
        let json = json::write(&document);
        let saved = file(&linked(&document, Some("https://example.org/#/model?s=\"><script>")), &json);
        let marker = format!("<script type=\"application/json\" id=\"{DOCUMENT_ID}\">");
        let (before, after) = saved.split_once(&marker).expect("the document");
        let (held, rest) = after.split_once("</script>").expect("its end");
        assert_eq!(json::read(held).expect("a document").document, document, "{text}");
        assert_eq!(rest, "\n</body>\n</html>\n");
        assert!(!before.contains("<script") && !before.contains("<img"), "{text}");
        assert_eq!(saved.matches("<title>").count(), 1 + CHARTS.len());
        assert!(saved.contains("default-src 'none'"));
    }
}

#[test]
fn a_saved_report_asks_for_nothing() {
    let document = Document::sample();
    let saved = file(&of(&document), &json::write(&document));
    for asking in [" src=", "url(", "@import", "<link", "<iframe", "<object", "<a "] {
        assert!(!saved.contains(asking), "{asking}");
    }
}

#[test]
fn the_content_policy_of_a_saved_report_names_its_style_sheet() {
    let digest = format!("sha256-{}", Base64::encode_string(&Sha256::digest(STYLE)));
    assert_eq!(STYLE_DIGEST, digest, "the style sheet changed: write this digest into file.rs");
}
