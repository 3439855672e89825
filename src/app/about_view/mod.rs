//! The About view: what such a business is, and where the figures come from.

mod benchmarks;
mod origins;

use crate::model::about::{BUSINESS, CATEGORIES, CONTRADICTIONS, EARNING};
use leptos::prelude::*;

/// The About view.
#[component]
pub fn AboutView() -> impl IntoView {
    view! {
        <div class="about">
            <header class="headline">
                <div>
                    <h1>"The economics of an AI-infrastructure business, in your browser"</h1>
                    <p class="sub">
                        "Megahour calculates on this device. Nothing that you type leaves it unless you share it."
                    </p>
                </div>
            </header>
            <section class="sheet" aria-labelledby="business-title">
                <h2 id="business-title">"What such a business is"</h2>
                {paragraphs(BUSINESS)}
                <dl class="kinds">
                    {CATEGORIES.iter().map(|kind| view! {
                        <div>
                            <dt>{kind.name}</dt>
                            <dd>{kind.sells} <small>"For example " <b>{kind.example.0}</b> ": " {kind.example.1} "."</small></dd>
                        </div>
                    }).collect_view()}
                </dl>
            </section>
            <section class="sheet" aria-labelledby="earning-title">
                <h2 id="earning-title">"How it earns"</h2>
                {paragraphs(EARNING)}
            </section>
            <benchmarks::Benchmarks />
            <origins::Origins />
            <section class="sheet" aria-labelledby="contradictions-title">
                <h2 id="contradictions-title">"Where the published figures contradict themselves"</h2>
                <ul class="points">{CONTRADICTIONS.iter().map(|text| view! { <li>{*text}</li> }).collect_view()}</ul>
            </section>
        </div>
    }
}

fn paragraphs(texts: &'static [&'static str]) -> impl IntoView {
    texts.iter().map(|text| view! { <p>{*text}</p> }).collect_view()
}
