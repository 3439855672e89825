//! Undo goes back exactly, and redo forward again.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::Arc;

use megahour::store::history::{History, MAX_STEPS};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Action {
    Apply { state: u8, session: Option<u8> },
    EndMerge,
    Undo,
    Redo,
}

/// Few states and sessions, so that equal ones often meet.
fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        6 => (0..4_u8, proptest::option::of(0..2_u8)).prop_map(|(state, session)| Action::Apply { state, session }),
        1 => Just(Action::EndMerge),
        2 => Just(Action::Undo),
        2 => Just(Action::Redo),
    ]
}

fn perform(history: &mut History<Arc<u8>>, action: &Action) {
    match action {
        Action::Apply { state, session } => {
            let session = session.map(|session| session.to_string().into());
            history.apply(Arc::new(*state), format!("to {state}"), session);
        }
        Action::EndMerge => history.end_merge(),
        Action::Undo => drop(history.undo()),
        Action::Redo => drop(history.redo()),
    }
}

proptest! {
    #[test]
    fn undoing_all_gives_the_first_state_and_redoing_all_the_last(
        actions in proptest::collection::vec(action(), 0..MAX_STEPS)
    ) {
        let first = Arc::new(0);
        let mut history = History::new(Arc::clone(&first));
        for action in &actions {
            perform(&mut history, action);
        }
        while history.redo() {}
        let last = Arc::clone(history.present());
        let mut states = vec![*last];
        let mut labels = Vec::new();
        while let Some(label) = history.undo_label().map(str::to_owned) {
            labels.push(label);
            prop_assert!(history.undo());
            states.push(**history.present());
        }
        prop_assert!(Arc::ptr_eq(history.present(), &first));
        prop_assert!(states.windows(2).all(|pair| pair[0] != pair[1]), "a step changes something: {states:?}");
        while let Some(label) = history.redo_label().map(str::to_owned) {
            prop_assert_eq!(Some(label), labels.pop());
            prop_assert!(history.redo());
            prop_assert_eq!(Some(**history.present()), { states.pop(); states.last().copied() });
        }
        prop_assert!(Arc::ptr_eq(history.present(), &last));
    }

    #[test]
    fn a_step_is_undone_to_the_very_state_before_it(
        before in proptest::collection::vec(action(), 0..40), state in 0..4_u8
    ) {
        let mut history = History::new(Arc::new(0));
        before.iter().for_each(|action| perform(&mut history, action));
        history.end_merge();
        let present = Arc::clone(history.present());
        if history.apply(Arc::new(state), "a step", None) {
            prop_assert!(history.undo());
            prop_assert!(Arc::ptr_eq(history.present(), &present));
        }
    }
}
