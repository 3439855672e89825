//! The bar at the top: which scenario, its state, undo, theme.

use super::choice::option;
use super::commands::{self, Action, Commands, actions};
use super::dialogs;
use super::offline::Connection;
use super::storage::{Saved, download_shown};
use super::theme::{Choice, Theme};
use super::views::Views;
use super::workspace::Workspace;
use crate::store::route::Route;
use leptos::prelude::*;

/// The bar at the top.
#[component]
pub fn Header() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    // A shared scenario stays until it is kept or left.
    let home = move || {
        Route { shared: workspace.route.with(|route| route.shared.clone()), ..Route::default() }.to_string()
    };
    view! {
        <header class="bar">
            <a class="brand" href=home>
                <svg viewBox="0 0 32 32" aria-hidden="true" class="mark">
                    <rect width="32" height="32" rx="8" />
                    <path d="M9 22v-5M16 22V10M23 22v-9" />
                </svg>
                <span class="word">"Megahour"</span>
            </a>
            <Views />
            <ScenarioName />
            <div class="tools">
                {dialogs::buttons()}
                <Connection />
                <FindButton />
                <UndoRedo />
                <ThemePicker />
            </div>
        </header>
    }
}

#[component]
fn ScenarioName() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let name = move || workspace.document.with(|document| document.name.clone());
    let rename = move |text: String| {
        let text = text.trim();
        if !text.is_empty() && text != name() {
            workspace.edit("Name of the scenario", None, |document| document.named(text));
        }
    };
    // Every keystroke is saved a moment later: heard is only that saving works,
    // and when it does not.
    let works = Memo::new(move |_| matches!(workspace.saved.get(), Saved::Yes | Saved::Waiting));
    view! {
        <div class="scenario">
            <span class="sr" role="status">{move || works.get().then_some("Changes are saved in this browser.")}</span>
            <input
                aria-label="Name of the scenario"
                maxlength="200"
                data-own-undo=""
                autocomplete="off"
                spellcheck="false"
                prop:value=name
                on:change=move |event| {
                    rename(event_target_value(&event));
                    // An empty name is not taken: the field shows the name again.
                    set_value(&event, &name());
                }
            />
            <super::switcher::Switcher />
            {move || match workspace.saved.get() {
                _ if workspace.has_guest() => view! { <span class="saved">"shared, not saved"</span> }.into_any(),
                Saved::Yes => view! { <span class="saved" aria-hidden="true">"saved"</span> }.into_any(),
                Saved::Waiting => view! { <span class="saved" aria-hidden="true">"saving…"</span> }.into_any(),
                failed => {
                    let why = match failed {
                        Saved::Full => "storage is full",
                        Saved::CutOff => "no connection",
                        _ => "no storage here",
                    };
                    view! {
                        <span class="saved unsaved" role="alert">
                            "not saved: " {why} " " <button type="button" class="quiet" on:click=move |_| download_shown(workspace)>"Download"</button>
                        </span>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

fn set_value(event: &web_sys::Event, text: &str) {
    event_target::<web_sys::HtmlInputElement>(event).set_value(text);
}

#[component]
fn UndoRedo() -> impl IntoView {
    let commands = expect_context::<Commands>();
    let workspace = commands.workspace;
    let undo = move || workspace.history.with(|history| history.undo_label().map(str::to_owned));
    let redo = move || workspace.history.with(|history| history.redo_label().map(str::to_owned));
    view! {
        {step_button(commands, &actions::UNDO, "↶", undo)}
        {step_button(commands, &actions::REDO, "↷", redo)}
    }
}

/// The way to everything by name.
#[component]
fn FindButton() -> impl IntoView {
    let commands = expect_context::<Commands>();
    let action = &actions::FIND;
    view! {
        <button
            type="button"
            class="find"
            aria-label=action.label
            title=commands::titled(action)
            on:click=move |_| commands.run(action)
        >
            <svg viewBox="0 0 16 16" aria-hidden="true">
                <circle cx="7" cy="7" r="4.5" />
                <path d="M10.5 10.5L14 14" />
            </svg>
        </button>
    }
}

/// A button for a step of the history, named in its title where there is one.
fn step_button(
    commands: Commands,
    action: &'static Action,
    sign: &'static str,
    label: impl Fn() -> Option<String> + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let verb = action.label;
    let title = move || match label() {
        Some(label) => format!("{verb}: {label}"),
        None => format!("Nothing to {}", verb.to_ascii_lowercase()),
    };
    view! {
        <button
            type="button"
            aria-label=verb
            title=title
            aria-disabled=move || label().is_none().to_string()
            on:click=move |_| commands.run(action)
        >
            {sign}
        </button>
    }
}

#[component]
fn ThemePicker() -> impl IntoView {
    let theme = expect_context::<Theme>();
    let options = Choice::ALL.map(|choice| {
        let label = match choice {
            Choice::System => "System",
            Choice::Light => "Light",
            Choice::Dark => "Dark",
        };
        option(choice.word(), label, Signal::derive(move || theme.choice.get() == choice))
    });
    view! {
        <div class="theme-picker" title="Theme">
            <svg viewBox="0 0 16 16" aria-hidden="true">
                <circle cx="8" cy="8" r="5.6" />
                <path class="half" d="M8 2.4a5.6 5.6 0 0 1 0 11.2z" />
            </svg>
            <select
                aria-label="Theme"
                on:change=move |event| {
                    theme.choose(Choice::of(&event_target_value(&event)));
                }
            >
                {options.into_iter().collect_view()}
            </select>
        </div>
    }
}
