//! What a scenario can begin as, and the tiles that offer it.

use crate::model::presets::presets;
use crate::store::document::Document;
use leptos::prelude::*;

/// Something that a scenario can begin as.
pub struct Beginning {
    /// What people call it.
    pub name: &'static str,
    /// What it is about.
    pub description: &'static str,
    /// The scenario as it begins.
    pub document: Document,
}

/// Everything that a scenario can begin as: blank, the sample, the presets.
pub fn beginnings() -> Vec<Beginning> {
    let blank = Beginning {
        name: "Blank",
        description: "Nothing sold and nothing spent: type your own figures.",
        document: Document::blank(),
    };
    let sample = Beginning {
        name: "Published sample",
        description: "The published model's figures for five years.",
        document: Document::sample(),
    };
    let presets = presets().into_iter().map(|preset| Beginning {
        name: preset.name,
        description: preset.description,
        document: Document::preset(&preset),
    });
    [blank, sample].into_iter().chain(presets).collect()
}

/// A tile of a list of class `beginnings`: what it offers, and a line about it.
pub fn tile(name: String, description: &'static str, press: impl Fn() + 'static) -> AnyView {
    view! {
        <li>
            <button type="button" class="plain" on:click=move |_| press()>{name}</button>
            <p class="sub">{description}</p>
        </li>
    }
    .into_any()
}
