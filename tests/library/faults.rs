//! Every fault at every call: nothing that was saved is lost. A script of what
//! people do runs in two tabs; at each call to the storage in turn something
//! goes wrong; afterwards a new tab looks for everything that had been saved.

use crate::shelf::{Bad, Shelf, at, called};
use megahour::store::document::Document;
use megahour::store::json;
use megahour::store::library::{Library, Revision, Saved, key_of};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What a tab does.
#[derive(Clone, Copy, Debug)]
enum Act {
    Create,
    Edit,
    Open(usize),
    List,
    Rename,
    Duplicate,
    KeepVersion,
    KeepBefore,
    Start,
    DeleteAndTakeBack,
}

/// A tab with the scenario that is open in it.
struct Tab {
    library: Library,
    open: Option<(String, Revision)>,
}

/// What was saved, by where it is: what a fault must not take away.
#[derive(Default)]
struct Ledger(BTreeMap<String, Vec<Document>>);

impl Ledger {
    /// It is saved: what was there before has been replaced on purpose.
    fn saved(&mut self, key: String, document: Document) {
        self.0.insert(key, vec![document]);
    }

    /// It may have been saved or not: either state is right.
    fn perhaps(&mut self, key: String, document: Document) {
        if let Some(states) = self.0.get_mut(&key) {
            states.push(document);
        }
    }
}

fn act(tab: &mut Tab, act: Act, time: u64, ledger: &mut Ledger) {
    let moment = at(time);
    let document = called(&format!("state {time}"));
    match act {
        Act::Create => {
            if let Ok(created) = tab.library.create(&document, &moment) {
                ledger.saved(key_of(&created.id), document);
                tab.open = Some((created.id, created.revision));
            }
        }
        Act::Edit => {
            let Some((id, base)) = tab.open.clone() else { return };
            match tab.library.save(&id, &document, base, &moment) {
                Ok(Saved::Kept(revision) | Saved::Again(revision)) => {
                    ledger.saved(key_of(&id), document);
                    tab.open = Some((id, revision));
                }
                Ok(Saved::Copy(copy)) => {
                    ledger.saved(key_of(&copy.id), document.named(&copy.name));
                    tab.open = Some((copy.id, copy.revision));
                }
                Err(_) => ledger.perhaps(key_of(&id), document),
            }
        }
        Act::Open(which) => {
            let listed = tab.library.list().unwrap_or_default();
            if let Some(summary) = listed.get(which % listed.len().max(1))
                && let Ok(record) = tab.library.open(&summary.id)
            {
                tab.open = Some((record.id, record.revision));
            }
        }
        Act::List => drop(tab.library.list()),
        Act::Rename => {
            let Some((id, _)) = tab.open.clone() else { return };
            let Ok(before) = tab.library.open(&id) else { return };
            let after = before.document.named(&document.name);
            match tab.library.rename(&id, &document.name, &moment) {
                Ok(_) => ledger.saved(key_of(&id), after),
                Err(_) => ledger.perhaps(key_of(&id), after),
            }
        }
        Act::Duplicate => {
            let Some((id, _)) = tab.open.clone() else { return };
            if let Ok((copy, _)) = tab.library.duplicate(&id, &moment)
                && let Ok(record) = tab.library.open(&copy.id)
            {
                ledger.saved(key_of(&copy.id), record.document);
            }
        }
        Act::KeepVersion => {
            let Some((id, _)) = tab.open.clone() else { return };
            if let Ok(version) = tab.library.keep_version(&id, &document, "Draft", &moment) {
                ledger.saved(format!("version:{id}:{:013}", version.time), document);
            }
        }
        Act::KeepBefore => {
            let Some((id, _)) = tab.open.clone() else { return };
            // Automatic versions may go, so they are no promise.
            drop(tab.library.keep_before(&id, &document, "import", &moment));
        }
        Act::Start => {
            let had = tab.open.as_ref().map(|(id, _)| id.as_str());
            let start = tab.library.start(had, &moment);
            if start.unsaved.is_none() {
                ledger.saved(key_of(&start.id), start.document);
            }
            tab.open = Some((start.id, start.revision));
        }
        Act::DeleteAndTakeBack => {
            let Some((id, _)) = tab.open.clone() else { return };
            if let Ok(receipt) = tab.library.delete(&id)
                && tab.library.take_back(&receipt).is_err()
            {
                // The person deleted it; that it could not come back is told.
                ledger.0.retain(|key, _| !key.contains(&id));
            }
        }
    }
}

/// Everything saved is where it was saved, or set aside, or was lost by the
/// storage itself. Gives how much was looked for.
fn nothing_is_lost(shelf: &Shelf, ledger: &Ledger, deleted: bool) -> usize {
    let texts = shelf.texts();
    let vanished = shelf.vanished();
    for (key, states) in ledger.0.iter().filter(|(key, _)| !vanished.contains(key)) {
        let there = texts.get(key).and_then(|text| json::read(text).ok());
        let is_there = there.is_some_and(|opened| states.contains(&opened.document));
        assert!(is_there || deleted, "{key} should be {:?}", states.last().map(|state| &state.name));
    }
    let library = shelf.library();
    let listed = library.list().unwrap();
    let keys = texts.keys().filter(|key| key.starts_with("scenario:")).count();
    assert_eq!(listed.len(), keys);
    for summary in &listed {
        assert_eq!(summary.name, library.open(&summary.id).unwrap().document.name, "the list is right");
    }
    ledger.0.len()
}

fn run(script: &[(bool, Act)], fault: Option<(usize, Bad)>) -> (usize, usize) {
    let shelf = Shelf::default();
    let mut ledger = Ledger::default();
    let mut tabs = [0, 1].map(|_| Tab { library: shelf.library(), open: None });
    if let Some((call, bad)) = fault {
        shelf.misbehave(call, bad);
    }
    for (time, (second, what)) in script.iter().enumerate() {
        act(&mut tabs[usize::from(*second)], *what, 1000 + time as u64, &mut ledger);
    }
    let calls = shelf.calls();
    shelf.mend();
    let closed_in_deletion = matches!(fault, Some((_, Bad::Closed)))
        && script.iter().any(|(_, act)| matches!(act, Act::DeleteAndTakeBack));
    (calls, nothing_is_lost(&shelf, &ledger, closed_in_deletion))
}

const SCRIPT: [(bool, Act); 17] = [
    (false, Act::Start),
    (true, Act::Start),
    (false, Act::Edit),
    (true, Act::Edit),
    (false, Act::Create),
    (false, Act::KeepVersion),
    (true, Act::Open(0)),
    (true, Act::Edit),
    (false, Act::Edit),
    (false, Act::KeepBefore),
    (true, Act::Rename),
    (false, Act::Duplicate),
    (true, Act::List),
    (false, Act::Open(2)),
    (false, Act::Edit),
    (true, Act::Edit),
    (false, Act::List),
];

#[test]
fn with_any_fault_at_any_call_nothing_that_was_saved_is_lost() {
    let (calls, saved) = run(&SCRIPT, None);
    assert!(saved >= 6, "{saved}");
    let (mut runs, mut checked) = (0, 0);
    for call in 0..calls {
        for bad in [Bad::Full, Bad::Closed, Bad::Garbage, Bad::Vanished] {
            checked += run(&SCRIPT, Some((call, bad))).1;
            runs += 1;
        }
    }
    assert!(runs >= 350 && checked >= 2000, "{runs} faults, {checked} saved scenarios looked for");
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => Just(Act::Create),
        8 => Just(Act::Edit),
        3 => (0..6_usize).prop_map(Act::Open),
        2 => Just(Act::List),
        1 => Just(Act::Rename),
        1 => Just(Act::Duplicate),
        1 => Just(Act::KeepVersion),
        1 => Just(Act::KeepBefore),
        1 => Just(Act::Start),
        1 => Just(Act::DeleteAndTakeBack),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_two_tabs_do_and_whatever_fails_nothing_that_was_saved_is_lost(
        script in prop::collection::vec((any::<bool>(), any_act()), 1..25),
        fault in prop::option::of((0..120_usize, prop::sample::select(vec![Bad::Full, Bad::Closed, Bad::Garbage, Bad::Vanished]))),
    ) {
        run(&script, fault);
    }
}
