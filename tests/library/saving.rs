//! Opening, creating, saving, listing.

use crate::scenarios::document;
use crate::shelf::{Shelf, at, called};
use megahour::store::document::Document;
use megahour::store::json;
use megahour::store::library::{Refusal, Revision, Saved, Summary};
use proptest::prelude::*;

fn names(summaries: &[Summary]) -> Vec<&str> {
    summaries.iter().map(|summary| summary.name.as_str()).collect()
}

fn kept(saved: Saved) -> Revision {
    match saved {
        Saved::Kept(revision) => revision,
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn what_is_created_is_opened_and_what_is_saved_is_counted() {
    let library = Shelf::default().library();
    let created = library.create(&called("One"), &at(5)).unwrap();
    assert_eq!((created.id.as_str(), created.name.as_str()), ("id5", "One"));
    assert_eq!(created.revision, Revision { number: 1, edited: 5 });
    let next = kept(library.save("id5", &called("Two"), created.revision, &at(9)).unwrap());
    assert_eq!(next, Revision { number: 2, edited: 9 });
    let opened = library.open("id5").unwrap();
    assert_eq!((opened.document, opened.revision, opened.repairs), (called("Two"), next, vec![]));
    assert_eq!(library.open("nowhere").unwrap_err(), Refusal::Missing);
}

#[test]
fn a_stored_text_is_a_document_that_opens_anywhere() {
    let shelf = Shelf::default();
    shelf.library().create(&called("One"), &at(5)).unwrap();
    let text = shelf.texts()["scenario:id5"].clone();
    assert!(text.starts_with(r#"{"stored":{"id":"id5","state":{"number":1,"edited":5}},"#), "{text}");
    let opened = json::read(&text).unwrap();
    assert_eq!((opened.document, opened.repairs), (called("One"), vec![]));
}

#[test]
fn an_id_that_is_taken_is_not_taken_again() {
    let library = Shelf::default().library();
    library.create(&called("One"), &at(5)).unwrap();
    let other = library.create(&called("Two"), &at(5)).unwrap();
    assert_eq!(library.open("id5").unwrap().document, called("One"));
    assert_eq!(library.open(&other.id).unwrap().document, called("Two"));
}

#[test]
fn a_save_upon_another_state_is_a_copy_and_the_other_state_stays() {
    let shelf = Shelf::default();
    let (one, other) = (shelf.library(), shelf.library());
    let base = one.create(&called("Plan"), &at(1)).unwrap();
    let first = called("Plan").with_value("cac", 0, 1.0);
    kept(one.save(&base.id, &first, base.revision, &at(2)).unwrap());
    let second = called("Plan").with_value("cac", 0, 2.0);
    let Saved::Copy(copy) = other.save(&base.id, &second, base.revision, &at(3)).unwrap() else {
        unreachable!("it is a copy")
    };
    assert_eq!(copy.name, "Plan (copy)");
    assert_eq!(other.open(&base.id).unwrap().document, first);
    assert_eq!(other.open(&copy.id).unwrap().document, second.named("Plan (copy)"));
    // Whoever arrives at the same document follows.
    let same = other.save(&base.id, &first, base.revision, &at(4)).unwrap();
    assert_eq!(kept(same), Revision { number: 2, edited: 2 });
}

#[test]
fn a_revision_that_is_counted_twice_is_not_the_same_state() {
    let shelf = Shelf::default();
    let library = shelf.library();
    let base = library.create(&called("Plan"), &at(1)).unwrap();
    let receipt = library.rename(&base.id, "Other", &at(2)).unwrap();
    let seen = library.open(&base.id).unwrap().revision;
    library.take_back(&receipt).unwrap();
    kept(library.save(&base.id, &called("Third"), base.revision, &at(3)).unwrap());
    assert!(matches!(library.save(&base.id, &called("Fourth"), seen, &at(4)), Ok(Saved::Copy(_))));
    assert_eq!(library.open(&base.id).unwrap().document, called("Third"));
}

#[test]
fn a_scenario_that_was_deleted_meanwhile_is_saved_again() {
    let library = Shelf::default().library();
    let base = library.create(&called("Plan"), &at(1)).unwrap();
    library.delete(&base.id).unwrap();
    let saved = library.save(&base.id, &called("Plan"), base.revision, &at(2)).unwrap();
    assert_eq!(saved, Saved::Again(Revision { number: 2, edited: 2 }));
    assert_eq!(library.open(&base.id).unwrap().document, called("Plan"));
}

#[test]
fn what_cannot_be_read_or_is_newer_is_never_saved_over() {
    for broken in ["", "{", "null", r#"{"megahour":3,"drivers":{}}"#, r#"{"megahour":1,"drivers":7}"#] {
        let shelf = Shelf::default();
        let library = shelf.library();
        let base = library.create(&called("Plan"), &at(1)).unwrap();
        shelf.put("scenario:id1", broken);
        assert!(matches!(library.open("id1"), Err(Refusal::Unreadable(_))), "{broken}");
        assert!(library.list().unwrap().len() == 1);
        let saved = library.save("id1", &called("Plan"), base.revision, &at(2)).unwrap();
        assert!(matches!(saved, Saved::Copy(_)), "{broken}");
        assert!(matches!(library.rename("id1", "Other", &at(3)), Err(Refusal::Unreadable(_))));
        assert_eq!(shelf.texts()["scenario:id1"], broken);
    }
}

#[test]
fn what_had_to_be_mended_is_set_aside_before_it_is_saved_over() {
    let shelf = Shelf::default();
    let library = shelf.library();
    library.create(&called("Plan"), &at(1)).unwrap();
    let gap = shelf.texts()["scenario:id1"].replace("[5000.0,", "[-5000.0,");
    shelf.put("scenario:id1", &gap);
    let opened = library.open("id1").unwrap();
    assert_eq!(opened.repairs.len(), 1);
    kept(library.save("id1", &opened.document, opened.revision, &at(2)).unwrap());
    let aside = library.asides().unwrap();
    assert_eq!(aside.len(), 1);
    assert_eq!(aside[0].text, gap);
    assert_eq!(library.set_aside(&gap), Ok(1));
    assert_eq!(library.set_aside("other"), Ok(2));
}

#[test]
fn a_list_is_of_what_is_there_with_any_index_or_none() {
    let shelf = Shelf::default();
    let library = shelf.library();
    for (time, name) in [(1, "b"), (2, "c"), (3, "a")] {
        library.create(&called(name), &at(time)).unwrap();
    }
    let right = library.list().unwrap();
    assert_eq!(names(&right), ["a", "c", "b"]);
    let index = shelf.texts()["index"].clone();
    for broken in ["", "[]", "{", r#"{"index":2,"scenarios":[]}"#, r#"{"index":1,"scenarios":[]}"#] {
        shelf.put("index", broken);
        assert_eq!(library.list().unwrap(), right, "{broken}");
        assert_eq!(shelf.texts()["index"], index);
    }
    shelf.lose("index");
    shelf.lose("scenario:id2");
    assert_eq!(names(&library.list().unwrap()), ["a", "b"]);
}

#[test]
fn a_list_reads_only_what_changed() {
    let shelf = Shelf::default();
    let library = shelf.library();
    for time in 0..200 {
        library.create(&called(&format!("{time}")), &at(time)).unwrap();
    }
    library.list().unwrap();
    let base = library.open("id7").unwrap();
    library.save("id7", &called("new"), base.revision, &at(900)).unwrap();
    let before = shelf.calls();
    assert_eq!(library.list().unwrap()[0].name, "new");
    // Keys, index, the note, the document; index and note again.
    assert_eq!(shelf.calls() - before, 6);
    library.list().unwrap();
    assert_eq!(shelf.calls() - before, 8);
}

#[test]
fn a_list_that_a_save_in_another_tab_overtakes_is_right_the_next_time() {
    let shelf = Shelf::default();
    let library = shelf.library();
    let base = library.create(&called("old"), &at(1)).unwrap();
    library.list().unwrap();
    // The other tab ended after its note, and another one after its document.
    shelf.put("changed:id1", "2");
    assert_eq!(names(&library.list().unwrap()), ["old"]);
    assert_eq!(shelf.texts()["changed:id1"], "2");
    library.save("id1", &called("new"), base.revision, &at(2)).unwrap();
    assert_eq!(names(&library.list().unwrap()), ["new"]);
    assert!(!shelf.texts().contains_key("changed:id1"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn saving_then_opening_is_the_identity(document in document(), name in any::<String>()) {
        let document = document.named(&name);
        let library = Shelf::default().library();
        let created = library.create(&Document::sample(), &at(1)).unwrap();
        kept(library.save(&created.id, &document, created.revision, &at(2)).unwrap());
        let opened = library.open(&created.id).unwrap();
        prop_assert_eq!(&opened.document, &document);
        prop_assert_eq!(opened.repairs, Vec::<String>::new());
        prop_assert_eq!(&library.list().unwrap()[0].name, &document.name);
    }

    #[test]
    fn any_text_under_a_scenarios_key_is_listed_and_stays(text in any::<String>(), json in "\\{\"megahour\":1(,\"(name|stored|description)\":(1|\"a\"|\\{\\}|null)){0,3}\\}") {
        for text in [text, json] {
            let shelf = Shelf::default();
            shelf.put("scenario:x", &text);
            let library = shelf.library();
            prop_assert_eq!(library.list().unwrap().len(), 1);
            prop_assert!(library.open("x").is_err());
            library.start(Some("x"), &at(1));
            library.save("x", &called("Other"), Revision::default(), &at(2)).unwrap();
            prop_assert_eq!(&shelf.texts()["scenario:x"], &text);
        }
    }
}
