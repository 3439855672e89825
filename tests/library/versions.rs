//! Versions: bounded, the automatic ones first to go.

use crate::shelf::{Shelf, at, called};
use megahour::store::json;
use megahour::store::library::{Library, MAX_AUTOMATIC, MAX_NAMED, Refusal};

fn labels(library: &Library) -> Vec<String> {
    library.versions("id1").unwrap().into_iter().map(|version| version.label).collect()
}

#[test]
fn versions_are_listed_newest_first_and_open_to_what_was_kept() {
    let shelf = Shelf::default();
    let library = shelf.library();
    library.create(&called("Plan"), &at(1)).unwrap();
    library.keep_version("id1", &called("Draft"), "  Draft\u{7} ", &at(2)).unwrap();
    library.keep_before("id1", &called("Plan"), "an import", &at(2)).unwrap();
    assert_eq!(labels(&library), ["Before: an import", "Draft"]);
    let versions = library.versions("id1").unwrap();
    assert_eq!((versions[0].automatic, versions[1].automatic), (true, false));
    assert_eq!(library.open_version("id1", versions[1].time).unwrap().document, called("Draft"));
    assert!(library.versions("id").unwrap().is_empty());
    // As every stored text, a version is a document that opens anywhere.
    assert_eq!(json::read(&shelf.texts()["version:id1:0000000000002"]).unwrap().document, called("Draft"));
}

#[test]
fn beyond_the_bound_the_oldest_automatic_version_goes_and_no_named_one() {
    let library = Shelf::default().library();
    library.keep_version("id1", &called("Draft"), "Draft", &at(1)).unwrap();
    for step in 0..MAX_AUTOMATIC + 3 {
        let document = called("Plan").with_value("cac", 0, step as f64);
        library.keep_before("id1", &document, &format!("step {step}"), &at(2 + step as u64)).unwrap();
    }
    let labels = labels(&library);
    assert_eq!(labels.len(), MAX_AUTOMATIC + 1);
    assert_eq!((labels[0].as_str(), labels[MAX_AUTOMATIC].as_str()), ("Before: step 12", "Draft"));
    assert_eq!(labels[MAX_AUTOMATIC - 1], "Before: step 3");
}

#[test]
fn the_same_state_is_not_kept_twice() {
    let library = Shelf::default().library();
    library.keep_before("id1", &called("Plan"), "an import", &at(1)).unwrap();
    library.keep_before("id1", &called("Plan"), "a reset", &at(2)).unwrap();
    assert_eq!(labels(&library), ["Before: an import"]);
}

#[test]
fn another_named_version_than_there_may_be_is_refused_with_words() {
    let library = Shelf::default().library();
    for number in 0..MAX_NAMED as u64 {
        library.keep_version("id1", &called("Plan"), "Draft", &at(number)).unwrap();
    }
    let refusal = library.keep_version("id1", &called("Plan"), "Draft", &at(99)).unwrap_err();
    assert_eq!(refusal, Refusal::TooManyVersions);
    assert_eq!(refusal.to_string(), "a scenario keeps 50 named versions: delete one first");
    assert_eq!(labels(&library).len(), MAX_NAMED);
}

#[test]
fn a_broken_version_is_listed_and_stays() {
    let shelf = Shelf::default();
    shelf.put("version:id1:0000000000007", "{");
    let library = shelf.library();
    let versions = library.versions("id1").unwrap();
    assert!(versions[0].broken.is_some() && !versions[0].automatic);
    assert!(matches!(library.open_version("id1", 7), Err(Refusal::Unreadable(_))));
}
