//! What can be done by name or by key, declared once: the palette, the list of
//! shortcuts, the keyboard and the buttons take it from here.

pub mod actions;
mod entries;
mod keys;
mod palette;
mod places;
mod shortcuts;

use super::browser;
use super::dialogs::{Dialogs, Kind};
use super::theme::{self, Theme};
use super::workspace::Workspace;
use crate::store::route::{Route, View};
pub use actions::Action;
use leptos::prelude::*;
pub use palette::Palette;
pub use shortcuts::Shortcuts;

/// What can be open over the page by a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The palette.
    Palette,
    /// The list of shortcuts.
    Shortcuts,
    /// The timeline of the scenario.
    Timeline,
}

/// Handles on everything that a command can act on.
#[derive(Clone, Copy)]
pub struct Commands {
    /// The scenario and where one looks.
    pub workspace: Workspace,
    /// Light or dark.
    pub theme: Theme,
    /// The dialogs of the bar at the top.
    pub dialogs: Dialogs,
    /// What is open over the page. Does not persist.
    pub open: RwSignal<Option<Window>>,
}

/// Provides the commands and listens to their keys.
pub fn provide(workspace: Workspace, theme: Theme, dialogs: Dialogs) -> Commands {
    let commands = Commands { workspace, theme, dialogs, open: RwSignal::new(None) };
    provide_context(commands);
    keys::listen_for_commands(commands);
    commands
}

/// An action with the keys that do it, for the title of its button.
pub fn titled(action: &Action) -> String {
    let keys = action.keys.first().map(|keys| format!(" ({})", keys::told(keys)));
    format!("{}{}", action.label, keys.unwrap_or_default())
}

/// The keys that do an action, as they are told.
pub fn told_of(action: &Action) -> String {
    action.keys.first().map(keys::told).unwrap_or_default()
}

/// How often an element is looked for, once a frame: its view's code may have
/// to be fetched first.
const FRAMES: u32 = 600;

impl Commands {
    /// Does an action.
    pub fn run(self, action: &Action) {
        match action.does {
            actions::Does::Here(run) => run(self),
            actions::Does::Press(view) => {
                self.go(view);
                when_seen(format!("[data-action=\"{}\"]", action.id), FRAMES, |button| button.click());
            }
        }
    }

    /// Shows a view.
    pub fn go(self, view: View) {
        let route = self.workspace.route.get_untracked();
        if route.view != view {
            self.workspace.go(Route { view, line: None, cell: None, at: None, ..route }, true);
        }
    }

    /// Notes that a window was closed. Another one may have been opened from it:
    /// that one stays.
    fn closed(self, window: Window) {
        if self.open.get_untracked() == Some(window) {
            self.open.set(None);
        }
    }

    /// Shows a view, and moves the keyboard to a part of it.
    fn show_place(self, view: View, selector: &str) {
        self.go(view);
        when_seen(selector.to_owned(), FRAMES, |part| {
            // A heading can have the keyboard while one reads on from there.
            if part.tab_index() < 0 {
                part.set_tab_index(-1);
            }
            // What cannot take the focus leaves it where it was.
            let _ = part.focus();
        });
    }

    /// Opens a dialog of the bar at the top.
    fn show(self, kind: Kind) {
        self.dialogs.open.set(Some(kind));
    }

    /// Chooses a theme.
    fn choose_theme(self, choice: theme::Choice) {
        self.theme.choose(choice);
    }
}

/// Does something with an element as soon as it is on the page and seen.
fn when_seen(selector: String, frames: u32, act: fn(web_sys::HtmlElement)) {
    request_animation_frame(move || match browser::find(&selector) {
        Some(element) if element.offset_width() > 0 => act(element),
        _ if frames > 0 => when_seen(selector, frames - 1, act),
        _ => leptos::logging::error!("there is no {selector}"),
    });
}
