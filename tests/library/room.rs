//! How much fits, and what goes when nothing fits any more.

use crate::shelf::{Shelf, at, called};
use megahour::store::document::Document;
use megahour::store::library::{Fault, MAX_AUTOMATIC, Refusal, Saved};

/// What browsers give an origin, in characters of keys and texts.
const FIVE_MEGABYTES: usize = 5 * 1024 * 1024;

#[test]
fn a_thousand_scenarios_of_the_samples_size_fit_with_their_index() {
    let shelf = Shelf::default();
    shelf.has_room(Some(FIVE_MEGABYTES));
    let library = shelf.library();
    for number in 0..1000 {
        let document = Document::sample().named(&format!("Published sample, variant {number}"));
        library.create(&document, &at(1_790_000_000_000 + number)).unwrap();
    }
    assert_eq!(library.list().unwrap().len(), 1000);
    assert!(shelf.texts().contains_key("index"));
    // Three times as many would fit, or each with its automatic versions for a while.
    assert!(shelf.characters() < FIVE_MEGABYTES / 3, "{} characters", shelf.characters());
}

#[test]
fn automatic_versions_make_room_for_a_save_and_named_ones_do_not() {
    let shelf = Shelf::default();
    let library = shelf.library();
    let base = library.create(&called("Plan"), &at(1)).unwrap();
    library.keep_version("id1", &called("Plan"), "Draft", &at(2)).unwrap();
    library.keep_before("id1", &called("Older"), "one thing", &at(3)).unwrap();
    library.keep_before("id1", &called("Newer"), "another", &at(4)).unwrap();
    shelf.has_room(Some(shelf.characters()));
    let longer = called("Plan under a name that takes some more room");
    let saved = library.save("id1", &longer, base.revision, &at(5)).unwrap();
    assert!(matches!(saved, Saved::Kept(_)));
    let labels = |of: &str| -> Vec<String> {
        library.versions(of).unwrap().into_iter().map(|version| version.label).collect()
    };
    assert_eq!(labels("id1"), ["Before: another", "Draft"]);
    // When only what was saved is left, that stays and the fault is told.
    shelf.has_room(Some(shelf.characters() - 1000));
    assert_eq!(library.create(&called("Other"), &at(6)), Err(Fault::Full));
    assert_eq!(labels("id1"), ["Draft"]);
    assert_eq!(library.open("id1").unwrap().document, longer);
    let refused = library.keep_version("id1", &longer, "Second", &at(7));
    assert_eq!(refused, Err(Refusal::Fault(Fault::Full)));
}

#[test]
fn a_version_that_is_being_kept_does_not_make_room_for_itself() {
    let shelf = Shelf::default();
    let library = shelf.library();
    shelf.has_room(Some(300));
    for step in 0..MAX_AUTOMATIC as u64 {
        let refused = library.keep_before("id1", &called("Plan"), "import", &at(step));
        assert_eq!(refused, Err(Refusal::Fault(Fault::Full)));
    }
    assert!(shelf.texts().is_empty());
}
