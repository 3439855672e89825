//! The actions: name, keys, and what they do.

use super::{Commands, Window};
use crate::app::dialogs::Kind;
use crate::app::theme::Choice;
use crate::store::route::View;
use leptos::prelude::Set;

/// One thing that can be done.
pub struct Action {
    /// What elements and the memory of recent ones call it.
    pub id: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// The keys that do it, the one that is told first.
    pub keys: &'static [Keys],
    /// What it does.
    pub does: Does,
}

/// What an action does.
#[derive(Clone, Copy)]
pub enum Does {
    /// Something that can be done from everywhere.
    Here(fn(Commands)),
    /// What a button of a view does, which names the action in `data-action`.
    Press(View),
}

/// A key with what is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys {
    /// The key, in small letters.
    pub key: &'static str,
    /// Whether Ctrl, or Cmd on a Mac, is held.
    pub command: bool,
    /// Whether Shift is held; `None` for a sign that may need it or not.
    pub shift: Option<bool>,
}

const fn command(key: &'static str, shift: bool) -> Keys {
    Keys { key, command: true, shift: Some(shift) }
}

/// Finds anything by name.
pub const FIND: Action = Action {
    id: "find",
    label: "Find anything",
    keys: &[command("k", false)],
    does: Does::Here(|commands| commands.open.set(Some(Window::Palette))),
};

/// Goes back one step.
pub const UNDO: Action = Action {
    id: "undo",
    label: "Undo",
    keys: &[command("z", false)],
    does: Does::Here(|commands| commands.workspace.undo()),
};

/// Goes forward again.
pub const REDO: Action = Action {
    id: "redo",
    label: "Redo",
    keys: &[command("z", true), command("y", false)],
    does: Does::Here(|commands| commands.workspace.redo()),
};

/// Lists the keys.
pub const SHORTCUTS: Action = Action {
    id: "shortcuts",
    label: "Keyboard shortcuts",
    keys: &[Keys { key: "?", command: false, shift: None }],
    does: Does::Here(|commands| commands.open.set(Some(Window::Shortcuts))),
};

/// Makes a scenario from a few figures.
pub const START: Action = press("start", "Start with your own numbers", View::Model);

/// Sets how many years the scenario has, and its first month.
pub const TIMELINE: Action =
    here("timeline", "Timeline: years and first month", |commands| commands.open.set(Some(Window::Timeline)));

/// Saves all scenarios in one file.
pub const BACKUP: Action = press("backup", "Download all scenarios", View::Scenarios);

/// Prints the report.
pub const PRINT_REPORT: Action = press("print-report", "Print or save as PDF", View::Report);

/// Saves the report.
pub const SAVE_REPORT: Action = press("save-report", "Save as one HTML file", View::Report);

const fn press(id: &'static str, label: &'static str, view: View) -> Action {
    Action { id, label, keys: &[], does: Does::Press(view) }
}

const fn here(id: &'static str, label: &'static str, run: fn(Commands)) -> Action {
    Action { id, label, keys: &[], does: Does::Here(run) }
}

/// All actions in the order of the palette.
pub const ACTIONS: &[Action] = &[
    UNDO,
    REDO,
    START,
    TIMELINE,
    here("share", "Share this scenario", |commands| commands.show(Kind::Share)),
    here("files", "Files: import or export", |commands| commands.show(Kind::Files)),
    BACKUP,
    PRINT_REPORT,
    SAVE_REPORT,
    here("light", "Light theme", |commands| commands.choose_theme(Choice::Light)),
    here("dark", "Dark theme", |commands| commands.choose_theme(Choice::Dark)),
    here("system", "Theme of the system", |commands| commands.choose_theme(Choice::System)),
    SHORTCUTS,
    FIND,
];

/// Keys that a part of the page has for itself: where, what, and which.
pub const LOCAL: &[(&str, &[(&str, &str)])] = &[
    (
        "In the table",
        &[
            ("Arrow keys, Home, End", "go from cell to cell; with Shift they select"),
            ("Enter or F2", "types into a cell; elsewhere it explains"),
            ("Space", "explains a figure"),
            ("Ctrl+C, Ctrl+V", "copies and pastes cells, also from a spreadsheet"),
            ("Ctrl+R", "fills to the right"),
            ("Tab", "leaves for the next tinted cell"),
            ("Escape", "gives back what stood there"),
        ],
    ),
    ("On a chart", &[("Arrow keys, Home, End", "read the values one by one")]),
    ("In an explanation", &[("Escape", "closes it and goes back")]),
];
