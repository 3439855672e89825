//! What earlier versions stored opens, and nothing of it is lost.

use crate::scenarios::document;
use crate::shelf::{Bad, Shelf, at, called};
use megahour::store::document::Document;
use megahour::store::json;
use megahour::store::library::{Fault, Start, Trouble};
use proptest::prelude::*;

/// The one scenario that the first version kept, as it was written. It is never
/// deleted or changed: what opens today opens forever.
const SINGLE: &str = include_str!("../fixtures/document-v1.json");

fn single() -> Shelf {
    let shelf = Shelf::default();
    shelf.put("scenario", SINGLE);
    shelf.put("theme", "dark");
    shelf
}

#[test]
fn the_single_scenario_of_the_first_version_becomes_one_of_many() {
    let shelf = single();
    let library = shelf.library();
    let start = library.start(None, &at(7));
    let document = json::read(SINGLE).unwrap().document;
    assert_eq!((start.document, start.trouble, start.unsaved), (document.clone(), vec![], None));
    assert_eq!(library.list().unwrap().len(), 1);
    assert!(!shelf.texts().contains_key("scenario"));
    assert_eq!(shelf.texts()["theme"], "dark");
    // The next start finds it there.
    assert_eq!(library.start(None, &at(8)).document, document);
    assert_eq!(library.list().unwrap().len(), 1);
}

#[test]
fn wherever_the_page_ends_while_it_is_taken_over_nothing_is_lost_or_doubled() {
    let document = json::read(SINGLE).unwrap().document;
    let calls = {
        let shelf = single();
        shelf.library().start(None, &at(7));
        shelf.calls()
    };
    let mut checked = 0;
    for call in 0..calls {
        for bad in [Bad::Closed, Bad::Full] {
            let shelf = single();
            shelf.misbehave(call, bad);
            shelf.library().start(None, &at(7));
            shelf.mend();
            let library = shelf.library();
            assert_eq!(library.start(None, &at(8)).document, document, "{bad:?} at {call}");
            let same = library.export_all().unwrap().0;
            let same = same.iter().filter(|record| record.document == document);
            assert_eq!(same.count(), 1, "{bad:?} at {call}");
            checked += 1;
        }
    }
    assert!(checked >= 16, "{checked}");
}

#[test]
fn without_room_it_stays_where_it_is_and_opens() {
    let shelf = single();
    shelf.has_room(Some(shelf.characters()));
    let start = shelf.library().start(None, &at(7));
    assert_eq!(start.document, json::read(SINGLE).unwrap().document);
    assert_eq!(start.unsaved, Some(Fault::Full));
    assert_eq!(shelf.texts()["scenario"], SINGLE);
}

#[test]
fn what_cannot_be_opened_is_set_aside_as_it_was_and_told() {
    for broken in ["{\"megahour\":1,\"drivers\":", "{\"megahour\":99,\"drivers\":{}}", ""] {
        let shelf = Shelf::default();
        shelf.put("scenario", broken);
        let start = shelf.library().start(None, &at(7));
        assert_eq!(start.document, Document::sample());
        let error = json::read(broken).unwrap_err();
        let told = Trouble { text: broken.to_owned(), error: Some(error), repairs: Vec::new(), kept: true };
        assert_eq!(start.trouble, [told]);
        assert_eq!(shelf.texts()["set-aside:1"], broken);
        assert_eq!(shelf.library().start(None, &at(8)).trouble, []);
    }
}

#[test]
fn what_has_to_be_mended_is_set_aside_as_it_was_and_told() {
    let gap = SINGLE.replace("\"cac\"", "\"cack\"");
    let shelf = Shelf::default();
    shelf.put("scenario", &gap);
    let start = shelf.library().start(None, &at(7));
    assert_eq!(start.document, json::read(&gap).unwrap().document);
    assert_eq!((start.trouble.len(), start.trouble[0].repairs.len()), (1, 1));
    assert_eq!(shelf.texts()["set-aside:1"], gap);
}

#[test]
fn a_window_opens_what_it_had_then_what_was_opened_last_then_the_newest() {
    let shelf = Shelf::default();
    let library = shelf.library();
    for (time, name) in [(1, "One"), (2, "Two"), (3, "Three")] {
        library.create(&called(name), &at(time)).unwrap();
    }
    let opened = |had: Option<&str>| -> String { library.start(had, &at(9)).document.name };
    assert_eq!(opened(None), "Three");
    library.note_opened("id1").unwrap();
    assert_eq!(opened(None), "One");
    assert_eq!(opened(Some("id2")), "Two");
    assert_eq!(opened(Some("gone")), "One");
    // What cannot be opened is told, stays, and the next one opens.
    shelf.put("scenario:id2", "{");
    let Start { document, trouble, .. } = library.start(Some("id2"), &at(9));
    assert_eq!((document.name.as_str(), trouble.len()), ("One", 1));
    assert_eq!(shelf.texts()["scenario:id2"], "{");
}

#[test]
fn an_empty_storage_begins_with_the_sample() {
    let shelf = Shelf::default();
    let start = shelf.library().start(None, &at(7));
    assert_eq!((start.document, start.unsaved, start.revision.number), (Document::sample(), None, 1));
    assert_eq!(shelf.library().start(None, &at(8)).id, start.id);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn taking_over_then_saving_then_opening_is_the_identity(document in document()) {
        let shelf = Shelf::default();
        shelf.put("scenario", &json::write(&document));
        let library = shelf.library();
        let start = library.start(None, &at(7));
        prop_assert_eq!(&start.document, &document);
        library.save(&start.id, &start.document, start.revision, &at(8)).unwrap();
        let text = json::write(&library.open(&start.id).unwrap().document);
        prop_assert_eq!(text, json::write(&document));
    }
}

#[test]
fn a_damaged_scenario_that_two_remember_is_told_once() {
    let shelf = Shelf::default();
    let library = shelf.library();
    let created = library.create(&Document::sample(), &at(7)).unwrap();
    library.note_opened(&created.id).unwrap();
    let broken = "{\"megahour\":1,\"drivers\":{\"arpu\":[";
    shelf.put(&format!("scenario:{}", created.id), broken);
    let start = library.start(Some(&created.id), &at(8));
    let error = start.trouble.iter().map(|trouble| trouble.error.as_ref().map(ToString::to_string));
    assert_eq!(error.collect::<Vec<_>>(), [Some("its end is missing".to_owned())]);
}
