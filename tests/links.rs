//! A link holds a whole scenario: what is shared is opened to the last bit,
//! what was ever shared still opens, and nothing that is no link does harm.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[allow(dead_code, reason = "other tests need more of it")]
#[path = "support/scenarios.rs"]
mod scenarios;
#[path = "support/scorecards.rs"]
mod scorecards;

use base64ct::{Base64UrlUnpadded, Encoding};
use megahour::model::Catalogue;
use megahour::model::scorecard::{Criterion, Question, Scorecard};
use megahour::store::document::{Document, Entry};
use megahour::store::json::{self, MAX_BYTES, MAX_ITEMS, OpenError, Opened};
use megahour::store::link::{LinkError, MAX_CHARACTERS, contents, decode, encode};
use megahour::store::own::Own;
use miniz_oxide::deflate::compress_to_vec_zlib;
use proptest::prelude::*;

/// Links of version 1 as they were made. They are never deleted or changed:
/// who kept one must be able to open it for ever.
const SAMPLE: &str = include_str!("fixtures/links/v1-sample.txt");
const EDITED: &str = include_str!("fixtures/links/v1-edited.txt");
/// What the second one holds.
const EDITED_DOCUMENT: &str = include_str!("fixtures/document-v1.json");

fn whole(document: Document) -> Result<Opened, LinkError> {
    Ok(Opened { document, repairs: Vec::new() })
}

/// A payload of any bytes, made as ours are.
fn payload(bytes: &[u8]) -> String {
    format!("1.{}", Base64UrlUnpadded::encode_string(&compress_to_vec_zlib(bytes, 6)))
}

#[test]
fn links_of_version_1_still_open_to_what_they_were() {
    assert_eq!(decode(SAMPLE.trim_end()), whole(Document::sample()));
    assert_eq!(decode(EDITED.trim_end()), whole(json::read(EDITED_DOCUMENT).unwrap().document));
}

/// Every driver typed anew with figures as people have them, every text of the
/// evaluation changed, and a note wherever one can stand.
fn everything_edited() -> Document {
    let catalogue = Catalogue::new().unwrap();
    let mut document = Document::sample().named("Nimbus GmbH: base case for the seed round, July");
    for (position, (line, _)) in catalogue.model.drivers().enumerate() {
        let values = document.values(&line.id).into_iter().map(|value| {
            let value = value * (0.81 + 0.017 * position as f64);
            format!("{value:.3}").parse().unwrap()
        });
        let entry = Entry::by_year(values.collect::<Vec<f64>>());
        document.drivers.insert(line.id.to_string(), entry);
    }
    let mut sentences = catalogue.model.lines().iter().map(|line| line.help.clone()).cycle();
    let mut next = || sentences.next().unwrap();
    let edited = |criterion: Criterion| Criterion {
        weight: criterion.weight / 2.0 + 0.07,
        score: criterion.score - 1,
        evaluation: criterion.evaluation.replace(" and ", " plus ") + " Reviewed in July.",
        notes: next(),
        reason: next(),
        questions: criterion
            .questions
            .iter()
            .map(|question| Question {
                text: question.text.replace('?', ", and why?"),
                done: true,
                note: next(),
            })
            .collect(),
        ..criterion
    };
    let criteria = Scorecard::shipped().criteria.into_iter().map(edited).collect();
    Document { scorecard: Own::of(Scorecard { criteria }), ..document }
}

#[test]
fn the_samples_link_and_one_with_everything_edited_are_short() {
    let (sample, edited) = (encode(&Document::sample()).unwrap(), encode(&everything_edited()).unwrap());
    assert!(sample.len() < 600, "{}", sample.len());
    assert!(edited.len() < 3000, "{}", edited.len());
    assert_eq!(decode(&edited), whole(everything_edited()));
    println!("the sample: {}, everything edited: {} characters", sample.len(), edited.len());
}

#[test]
fn a_link_without_notes_holds_the_figures_and_evaluations_alone() {
    let edited = everything_edited();
    let bare = json::without_notes(&edited);
    let written = json::write(&bare);
    let notes = edited.scorecard.criteria.iter().flat_map(|criterion| {
        let findings = criterion.questions.iter().map(|question| &question.note);
        [&criterion.notes, &criterion.reason].into_iter().chain(findings)
    });
    for note in notes {
        assert!(!note.is_empty() && !written.contains(note.as_str()), "{note}");
    }
    assert!(written.contains("Reviewed in July."));
    assert_eq!(bare.drivers, edited.drivers);
    assert!(encode(&bare).unwrap().len() < encode(&edited).unwrap().len());
    assert_eq!(json::without_notes(&Document::sample()), Document::sample());
}

#[test]
fn what_a_link_contains_is_told_by_its_parts() {
    assert_eq!(contents(&Document::sample()), ["the name “Published sample”", "9 drivers over 5 years"]);
    assert_eq!(contents(&everything_edited()).last().unwrap(), "the scorecard");
}

#[test]
fn a_newer_link_says_so() {
    for (payload, version) in [("2.abc", 2), ("99.?!", 99)] {
        assert_eq!(decode(payload), Err(LinkError::Newer(version)));
    }
    let newer = json::write(&Document::sample()).replace("\"megahour\":2", "\"megahour\":3");
    let error = decode(&payload(newer.as_bytes())).unwrap_err();
    assert_eq!(error, LinkError::Document(OpenError::Newer(3)));
    assert_eq!(error.to_string(), "a newer Megahour wrote it (format 3; this one reads up to 2)");
}

#[test]
fn a_damaged_link_says_what_is_wrong() {
    let good = SAMPLE.trim_end();
    for cut in 2..good.len() {
        let error = decode(&good[..cut]).unwrap_err();
        assert!(matches!(error, LinkError::Cut | LinkError::Changed), "{cut}: {error:?}");
    }
    assert_eq!(decode(&good[..good.len() / 2]), Err(LinkError::Cut));
    for text in ["", "1", "x", "0.abc", "-1.abc", "1e9.abc", ".abc", &good[2..]] {
        assert_eq!(decode(text), Err(LinkError::NoVersion), "{text}");
    }
    assert_eq!(decode("1.ab cd"), Err(LinkError::Sign(' ')));
    assert_eq!(decode("1.ab\u{0}cd").unwrap_err().to_string(), "it holds “\\u{0}”, which no link has");
    assert!(matches!(decode(&payload(b"{}")), Err(LinkError::Document(OpenError::Unreadable(_)))));
    assert_eq!(decode(&payload(&[0xff; 9])), Err(LinkError::Changed));
}

#[test]
fn no_single_changed_character_opens_as_another_scenario() {
    let good = SAMPLE.trim_end();
    for at in 2..good.len() {
        for sign in ["A", "b", "9", "_"] {
            let mut changed = good.to_owned();
            changed.replace_range(at..=at, sign);
            // A few bits between the text and its checksum mean nothing.
            if let Ok(opened) = decode(&changed) {
                assert_eq!(Ok(opened), whole(Document::sample()), "{at}: {sign}");
            }
        }
    }
}

#[test]
fn what_a_text_puts_behind_a_link_does_not_matter() {
    for end in [")", ".", "%20", "%3E", ",\n"] {
        // Signs and digits of an escape are not told from the payload's own.
        let expected = !end.contains(|c: char| c.is_ascii_alphanumeric());
        assert_eq!(decode(&format!("{}{end}", SAMPLE.trim_end())).is_ok(), expected, "{end}");
    }
}

#[test]
fn limits_come_before_the_work() {
    let long = "A".repeat(MAX_CHARACTERS);
    assert_eq!(decode(&format!("1.{long}")), Err(LinkError::TooLong(MAX_CHARACTERS + 2)));
    // A few hundred characters that unpack to a thousand times as many.
    let bomb = payload(&vec![b' '; 150 * MAX_BYTES]);
    assert!(bomb.len() > MAX_CHARACTERS);
    let bomb = payload(&vec![b' '; 50 * MAX_BYTES]);
    assert!(bomb.len() < MAX_CHARACTERS);
    assert_eq!(decode(&bomb), Err(LinkError::TooLarge));
    let crowd = format!("[{}0]", "0,".repeat(MAX_ITEMS));
    assert_eq!(decode(&payload(crowd.as_bytes())), Err(LinkError::Document(OpenError::TooMany)));
    let deep = "[".repeat(MAX_ITEMS - 1);
    assert!(matches!(decode(&payload(deep.as_bytes())), Err(LinkError::Document(OpenError::Unreadable(_)))));
    // What stands in a text is no item.
    let text = Document::sample().named(&",[{".repeat(60));
    assert_eq!(decode(&encode(&text).unwrap()), whole(text));
}

#[test]
fn a_document_that_no_link_holds_is_refused_with_its_length() {
    // Signs at random do not get shorter.
    let mut state = 1_u64;
    let mut noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from_u32(0x1_0000 + (state >> 40) as u32 % 0xF_0000).unwrap_or('x')
    });
    let mut card = Scorecard::shipped();
    for criterion in card.criteria.iter_mut().take(4) {
        criterion.notes = noise.by_ref().take(9_000).collect();
    }
    assert_eq!(card.check(), Ok(()));
    let document = Document { scorecard: Own::of(card), ..Document::sample() };
    let Err(LinkError::TooLong(characters)) = encode(&document) else { panic!("it fits") };
    assert!(characters > MAX_CHARACTERS);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_document_in_a_link_is_the_document(
        document in scenarios::document(), name in any::<String>(), card in scorecards::scorecard(),
    ) {
        let document = Document { scorecard: Own::of(card), ..document.named(&name) };
        prop_assert_eq!(decode(&encode(&document).unwrap()), whole(document));
    }

    #[test]
    fn any_text_is_refused(text in any::<String>()) {
        prop_assert!(decode(&text).is_err());
        prop_assert!(decode(&["1.", &text].concat()).is_err());
    }

    #[test]
    fn any_bytes_in_a_link_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(decode(&payload(&bytes)).is_err());
    }
}
