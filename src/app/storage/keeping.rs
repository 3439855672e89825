//! The code that reads and writes scenarios, a part of its own: on a first
//! visit nothing is stored, and nothing has to be until a person does something.
//!
//! Every other part comes after it, and may use the library as if it had always
//! been there.

use super::opening::{self, Opened};
use super::{Saved, lock, saving, trouble, windows};
use crate::app::browser::{listen, with_the_first_action};
use crate::app::later;
use crate::app::workspace::Workspace;
use crate::store::document::Document;
use crate::store::library::{Fault, Library};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use std::sync::OnceLock;

/// What the page itself does with stored scenarios.
#[derive(Clone, Copy)]
pub struct Keeping {
    /// Opens what this window had open, or what was open last.
    pub open: fn(Library, Option<Fault>) -> Opened,
    /// Stores the scenario that a first visit began with.
    pub adopt: fn(Workspace),
    /// Saves the scenario, which is not stored as it is now.
    pub save: fn(Workspace),
    /// Makes a scenario of the document that is shown; says whether it is open.
    pub create: fn(Workspace, &Document) -> bool,
    /// Follows another window's change of a scenario.
    pub follow: fn(Workspace, &str),
    /// Hands a scenario to the person as a file.
    pub download: fn(Workspace, &Document),
}

later::part!(keeping: Keeping = Keeping {
    open: opening::open,
    adopt: opening::adopt,
    save: saving::save,
    create: |workspace, document| workspace.turn_to_new(document),
    follow: windows::follow,
    download: trouble::download_scenario,
});

static HERE: OnceLock<Keeping> = OnceLock::new();

/// The code, if it is there.
pub fn here() -> Option<Keeping> {
    HERE.get().copied()
}

/// The code before there is a page, to open what is stored with.
///
/// # Errors
/// Where it cannot be fetched.
pub async fn first() -> Result<Keeping, SplitLoaderError> {
    let made = keeping().await?;
    Ok(*HERE.get_or_init(|| made))
}

/// The code, with the open scenario in the library.
///
/// # Errors
/// Where it cannot be fetched. The next time it is tried again.
pub async fn ready(workspace: Workspace) -> Result<Keeping, SplitLoaderError> {
    let made = keeping().await?;
    // Only on a first visit it was not there when the page began.
    if HERE.set(made).is_ok() {
        (made.adopt)(workspace);
    }
    Ok(made)
}

/// Saves the scenario while no other window does, as soon as there is the code
/// for it. Where that cannot be fetched the person sees that nothing is saved.
pub fn save_alone(workspace: Workspace) {
    let save = move || lock::alone(move || workspace.save());
    if here().is_some() {
        return save();
    }
    spawn_local(async move {
        match ready(workspace).await {
            Ok(_) => save(),
            Err(_) => workspace.say_saved(Saved::CutOff),
        }
    });
}

/// Hands the scenario that is shown to the person as a file.
pub fn download(workspace: Workspace) {
    spawn_local(async move {
        match ready(workspace).await {
            Ok(keeping) => workspace.document.with_untracked(|document| (keeping.download)(workspace, document)),
            Err(_) => workspace.say(
                "The file needs a part of Megahour that could not be fetched: connect to the network and try again.",
            ),
        }
    });
}

/// Fetches the code with the first thing that a person does, so that it is there
/// before there is something to save.
pub fn fetch_when_needed(workspace: Workspace) {
    if here().is_some() {
        return;
    }
    with_the_first_action(move || {
        spawn_local(async move {
            // Where it cannot be had it is tried again when there is something to save.
            let _ = ready(workspace).await;
        });
    });
    listen(&window(), "online", move |_: web_sys::Event| save_alone(workspace));
}
