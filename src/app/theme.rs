//! Light, dark, or as the system has it.

use super::browser::listen;
use super::storage;
use crate::chart;
use leptos::prelude::*;

/// The person's choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Choice {
    /// All choices in the order of the menu.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word for it, in the menu and in storage.
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The choice of a word.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|choice| choice.word() == word).unwrap_or_default()
    }
}

/// The choice, and whether the page is dark by it.
#[derive(Clone, Copy)]
pub struct Theme {
    /// The person's choice. Persists in local storage.
    pub choice: RwSignal<Choice>,
    /// Whether the page is dark; in print it never is.
    pub dark: Signal<bool>,
}

/// The attribute of the page's root that its colours follow.
const ATTRIBUTE: &str = "data-theme";

/// The theme that the page has, a moment after it was told.
pub fn on_page() -> Option<String> {
    document().document_element()?.get_attribute(ATTRIBUTE)
}

impl Theme {
    /// What charts are drawn with; tracks whether the page is dark.
    pub fn of_charts(&self) -> chart::Theme {
        if self.dark.get() { chart::Theme::dark() } else { chart::Theme::light() }
    }

    /// The stored choice, kept on the page's root from now on.
    pub fn open() -> Self {
        let choice = RwSignal::new(storage::read_theme());
        let system = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
        let system_dark = RwSignal::new(system.as_ref().is_some_and(web_sys::MediaQueryList::matches));
        if let Some(query) = system {
            listen(&query, "change", move |event: web_sys::MediaQueryListEvent| {
                system_dark.set(event.matches());
            });
        }
        // Paper is white; charts are drawn anew for it, and after it.
        let printing = RwSignal::new(false);
        listen(&window(), "beforeprint", move |_: web_sys::Event| printing.set(true));
        listen(&window(), "afterprint", move |_: web_sys::Event| printing.set(false));
        let dark = Signal::derive(move || {
            !printing.get()
                && match choice.get() {
                    Choice::System => system_dark.get(),
                    Choice::Light => false,
                    Choice::Dark => true,
                }
        });
        Effect::new(move || {
            let theme = if dark.get() { "dark" } else { "light" };
            if let Some(root) = document().document_element()
                && let Err(error) = root.set_attribute(ATTRIBUTE, theme)
            {
                leptos::logging::warn!("the theme could not be set: {error:?}");
            }
        });
        Self { choice, dark }
    }
    /// Takes a choice and stores it.
    pub fn choose(self, choice: Choice) {
        self.choice.set(choice);
        storage::write_theme(choice);
    }
}
