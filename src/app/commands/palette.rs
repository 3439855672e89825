//! The palette: every action, view, scenario and line by name.

use super::actions::FIND;
use super::entries::{Entry, entries};
use super::{Commands, Window};
use crate::app::browser;
use crate::app::passing::passing;
use crate::app::storage;
use crate::model::find::find;
use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// How many of what was chosen last stand at the top.
const RECENT: usize = 5;

/// How many results are shown; a person who sees as many types one letter more.
const SHOWN: usize = 60;

/// Where the recent ones are stored.
const STORED: &str = "recent";

/// The palette, as a dialog with a field and a list.
#[component]
pub fn Palette() -> impl IntoView {
    let commands = expect_context::<Commands>();
    let dialog = NodeRef::<Dialog>::new();
    let input = NodeRef::<Input>::new();
    let typed = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    // What was chosen last, by id. Persists in local storage.
    let recent = RwSignal::new(read_recent());
    let is_open = Memo::new(move |_| commands.open.get() == Some(Window::Palette));
    follow(commands, dialog, Window::Palette, move || {
        typed.set(String::new());
        active.set(0);
        if let Some(input) = input.get_untracked() {
            // A field that cannot take the focus is still typed into by a click.
            let _ = input.focus();
        }
    });
    // What there is, as it was when the palette opened.
    let all = Memo::new_with_compare(
        move |_| if is_open.get() { entries(commands) } else { Vec::new() },
        |_, _| true,
    );
    let found = Memo::new_with_compare(
        move |_| all.with(|all| matching(all, &typed.get(), &recent.get())),
        |_, _| true,
    );
    let choose = move |at: usize| {
        let Some(entry) = found.with_untracked(|found| found.get(at).cloned()) else { return };
        // The keyboard goes back to where it was before anything else moves it.
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        commands.open.set(None);
        recent.update(|recent| {
            recent.retain(|id| *id != entry.id);
            recent.insert(0, entry.id.clone());
            recent.truncate(RECENT);
        });
        storage::remember(STORED, &recent.get_untracked().join("\n"));
        entry.does.run(commands);
    };
    let on_key = move |event: KeyboardEvent| {
        let last = found.with_untracked(Vec::len).saturating_sub(1);
        let now = active.get_untracked().min(last);
        let next = match event.key().as_str() {
            "ArrowDown" => {
                if now == last {
                    0
                } else {
                    now + 1
                }
            }
            "ArrowUp" => now.checked_sub(1).unwrap_or(last),
            "Home" if event.ctrl_key() => 0,
            "End" if event.ctrl_key() => last,
            "PageDown" => (now + 8).min(last),
            "PageUp" => now.saturating_sub(8),
            "Enter" => {
                event.prevent_default();
                choose(now);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        active.set(next);
        browser::scroll_into_view(&format!("#{}", option_id(next)));
    };
    let options = move || {
        let option = |(at, entry): (usize, Entry)| {
            view! {
                <li
                    id=option_id(at)
                    role="option"
                    aria-selected=passing(move || (active.get() == at).to_string())
                    on:mousedown=move |event: web_sys::MouseEvent| event.prevent_default()
                    on:click=move |_| choose(at)
                >
                    <span>{entry.label}</span>
                    <small>{entry.kind}</small>
                    <kbd>{entry.keys}</kbd>
                </li>
            }
        };
        found.get().into_iter().enumerate().map(option).collect_view()
    };
    let count = move || {
        is_open.get().then(|| match found.with(Vec::len) {
            0 => format!("“{}” is not in this model.", typed.with(|typed| typed.trim().to_owned())),
            1 => "1 result".to_owned(),
            many => format!("{many} results"),
        })
    };
    let active_option = move || found.with(|found| !found.is_empty()).then(|| option_id(active.get()));
    view! {
        <dialog
            node_ref=dialog
            class="palette"
            aria-label=FIND.label
            data-own-undo=""
            on:close=move |_| commands.closed(Window::Palette)
            on:mousedown=move |event: web_sys::MouseEvent| {
                // What is no part of the content is the ground behind it.
                if dialog.get_untracked().is_some_and(|dialog| event.target().as_ref() == Some(dialog.as_ref())) {
                    commands.open.set(None);
                }
            }
        >
            <input
                node_ref=input
                role="combobox"
                aria-label="Action, view, scenario or line"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-autocomplete="list"
                aria-activedescendant=active_option
                placeholder="Action, view, scenario or line"
                autocomplete="off"
                spellcheck="false"
                maxlength="80"
                prop:value=move || typed.get()
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    active.set(0);
                    browser::scroll_into_view(&format!("#{}", option_id(0)));
                }
                on:keydown=on_key
            />
            <ul id="palette-list" role="listbox" aria-label="Results">{options}</ul>
            <p class="palette-count" role="status">{count}</p>
        </dialog>
    }
}

fn option_id(at: usize) -> String {
    format!("palette-option-{at}")
}

/// Opens and closes a dialog as the page's state says.
pub fn follow(commands: Commands, dialog: NodeRef<Dialog>, window: Window, opened: impl Fn() + 'static) {
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (commands.open.get() == Some(window), dialog.open()) {
            (true, false) => match dialog.show_modal() {
                Ok(()) => opened(),
                Err(error) => leptos::logging::error!("the dialog could not be opened: {error:?}"),
            },
            (false, true) => dialog.close(),
            _ => {}
        }
    });
}

/// What answers the text: without one everything, the recent ones first.
fn matching(all: &[Entry], typed: &str, recent: &[String]) -> Vec<Entry> {
    if typed.trim().is_empty() {
        let rank = |entry: &&Entry| recent.iter().position(|id| *id == entry.id).unwrap_or(recent.len());
        let mut all: Vec<&Entry> = all.iter().collect();
        all.sort_by_key(rank);
        return all.into_iter().take(SHOWN).cloned().collect();
    }
    let texts: Vec<String> = all.iter().map(|entry| format!("{} {}", entry.label, entry.also)).collect();
    find(typed, &texts).into_iter().take(SHOWN).filter_map(|at| all.get(at).cloned()).collect()
}

/// What was chosen last. A text that was changed from outside finds nothing,
/// and moves nothing to the top.
fn read_recent() -> Vec<String> {
    let text = storage::remembered(STORED).unwrap_or_default();
    text.lines().take(RECENT).map(str::to_owned).collect()
}
