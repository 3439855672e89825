//! Every action can be taken back to the byte.

use crate::shelf::{Bad, Shelf, at, called};
use megahour::store::document::Document;
use megahour::store::library::{Fault, Library, Receipt, Refusal};
use std::collections::BTreeMap;

/// What a person saved: everything but the library's notes to itself.
fn work(shelf: &Shelf) -> BTreeMap<String, String> {
    let is_note = |key: &str| key == "index" || key.starts_with("changed:");
    shelf.texts().into_iter().filter(|(key, _)| !is_note(key)).collect()
}

fn filled() -> Shelf {
    let shelf = Shelf::default();
    let library = shelf.library();
    library.create(&called("One"), &at(1)).unwrap();
    library.create(&called("Two"), &at(2)).unwrap();
    library.keep_version("id1", &called("One"), "First draft", &at(3)).unwrap();
    library.keep_before("id1", &called("Another"), "import", &at(4)).unwrap();
    library.set_aside("broken").unwrap();
    shelf
}

type Act = fn(&Library) -> Receipt;

const ACTS: [(&str, Act); 5] = [
    ("duplicate", |library| library.duplicate("id1", &at(9)).unwrap().1),
    ("rename", |library| library.rename("id1", "Other", &at(9)).unwrap()),
    ("delete", |library| library.delete("id1").unwrap()),
    ("delete a version", |library| library.delete_version("id1", 3).unwrap()),
    ("delete what was set aside", |library| library.delete_aside(1).unwrap()),
];

#[test]
fn taking_back_any_action_restores_the_exact_bytes() {
    for (name, act) in ACTS {
        let shelf = filled();
        let library = shelf.library();
        let (before, listed) = (work(&shelf), library.list().unwrap());
        let receipt = act(&library);
        assert_ne!(work(&shelf), before, "{name}");
        library.list().unwrap();
        library.take_back(&receipt).unwrap();
        assert_eq!(work(&shelf), before, "{name}");
        assert_eq!(library.list().unwrap(), listed, "{name}");
    }
}

#[test]
fn what_was_changed_since_is_not_taken_back() {
    let shelf = filled();
    let library = shelf.library();
    let receipt = library.rename("id1", "Other", &at(9)).unwrap();
    let opened = library.open("id1").unwrap();
    library.save("id1", &called("Third"), opened.revision, &at(10)).unwrap();
    let before = work(&shelf);
    assert_eq!(library.take_back(&receipt), Err(Refusal::Changed));
    assert_eq!(work(&shelf), before);
}

#[test]
fn a_deletion_that_ends_midway_leaves_all_or_takes_the_scenario() {
    let calls = {
        let shelf = filled();
        let before = shelf.calls();
        shelf.library().delete("id1").unwrap();
        shelf.calls() - before
    };
    for call in 0..calls {
        let shelf = filled();
        let before = work(&shelf);
        shelf.misbehave(call, Bad::Closed);
        assert_eq!(shelf.library().delete("id1"), Err(Refusal::Fault(Fault::Denied)));
        shelf.mend();
        assert!(work(&shelf) == before || shelf.library().open("id1").is_err());
        assert_eq!(shelf.library().open("id2").unwrap().document, called("Two"));
    }
}

#[test]
fn what_is_not_there_is_refused() {
    let library = filled().library();
    assert_eq!(library.delete("nowhere").unwrap_err(), Refusal::Missing);
    assert_eq!(library.duplicate("nowhere", &at(9)).unwrap_err(), Refusal::Missing);
    assert_eq!(library.rename("nowhere", "x", &at(9)).unwrap_err(), Refusal::Missing);
    assert_eq!(library.delete_version("id1", 99).unwrap_err(), Refusal::Missing);
    assert_eq!(library.delete_aside(99).unwrap_err(), Refusal::Missing);
}

#[test]
fn all_scenarios_are_exported_and_what_cannot_be_is_counted() {
    let shelf = filled();
    shelf.put("scenario:broken", "{");
    let (records, unreadable) = shelf.library().export_all().unwrap();
    let names: Vec<&str> = records.iter().map(|record| record.document.name.as_str()).collect();
    assert_eq!((names, unreadable), (vec!["Two", "One"], 1));
}

#[test]
fn a_copys_name_stays_within_its_limit() {
    let library = Shelf::default().library();
    library.create(&called(&"x".repeat(200)), &at(1)).unwrap();
    let (copy, _) = library.duplicate("id1", &at(2)).unwrap();
    assert_eq!(copy.name, format!("{} (copy)", "x".repeat(193)));
}

#[test]
fn a_damaged_scenario_is_listed_by_its_name_and_a_long_description_goes_on() {
    let shelf = Shelf::default();
    let library = shelf.library();
    let long = Document::sample().named("Nimbus").described(&"word ".repeat(60));
    let created = library.create(&long, &at(1)).unwrap();
    assert!(library.list().unwrap()[0].description.ends_with("word…"));
    let key = format!("scenario:{}", created.id);
    let text = shelf.texts()[&key].clone();
    shelf.put(&key, &text[..text.len() - 1]);
    shelf.put("scenario:nothing", "{");
    // A new tab without an index finds both.
    shelf.put("index", "");
    let names: Vec<_> = library.list().unwrap().into_iter().map(|one| one.name).collect();
    assert!(
        ["Nimbus", "Damaged scenario"].iter().all(|name| names.iter().any(|found| found == name)),
        "{names:?}"
    );
}
