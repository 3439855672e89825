//! The Model view, in the words of a person who uses it.

mod charts;
mod drivers;
mod explanation;
mod grid;
mod stored;

use std::ops::Deref;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::{Node, Page, wait};

/// The Model view in a tab.
#[derive(Clone, Debug)]
pub struct ModelPage {
    page: Page,
}

impl Deref for ModelPage {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}

impl ModelPage {
    /// The view that is in the tab, or will be.
    pub fn new(page: Page) -> Self {
        Self { page }
    }

    /// Waits until the program has drawn the view: the headline comes from it.
    pub async fn ready(&self) -> Result<()> {
        wait::holds("a headline", async || self.headline().await, |text| !text.is_empty()).await?;
        // What is below it comes part by part.
        let busy = "document.querySelector('.model[aria-busy=true]') !== null";
        wait::equals(json!(false), async || self.evaluate(busy).await).await?;
        // What is below the screen comes once the pointer is moved.
        self.evaluate("dispatchEvent(new PointerEvent('pointermove'))").await?;
        let waits = "document.querySelector('.below:not(:has(.pair)) .part, .below:empty') !== null";
        wait::equals(json!(false), async || self.evaluate(waits).await).await
    }

    /// Loads the page once more and waits for the program.
    pub async fn reload(&self) -> Result<()> {
        self.page.reload().await?;
        self.ready().await
    }

    /// The sentence at the top.
    pub async fn headline(&self) -> Result<String> {
        let headings = self.all("heading").await?;
        let first = headings.into_iter().find(|heading| heading.level() == Some(1));
        Ok(first.context("no headline")?.name)
    }

    /// The scenario that the window's title names, after the view.
    pub async fn title(&self) -> Result<String> {
        let title = self.tab().title().await?;
        let names = title.strip_suffix(" · Megahour").with_context(|| format!("the title is {title:?}"))?;
        Ok(names.strip_prefix("Model · ").unwrap_or(names).to_owned())
    }

    /// The button on a card that opens the explanation of its figure.
    pub async fn card_button(&self, label: &str) -> Result<Node> {
        self.find_starting("button", &format!("{label}: ")).await
    }

    /// The figure on a card.
    pub async fn card(&self, label: &str) -> Result<String> {
        let name = self.card_button(label).await?.name;
        let figure = name.strip_prefix(label).and_then(|rest| rest.strip_prefix(": "));
        let figure = figure.and_then(|rest| rest.strip_suffix(", explain"));
        Ok(figure.with_context(|| format!("no figure in “{name}”"))?.to_owned())
    }

    /// The text of a part of the view, by its name.
    pub async fn region(&self, name: &str) -> Result<String> {
        let region = self.find("region", name).await?;
        self.text(&region).await
    }

    /// Waits until a part of the view holds some words.
    pub async fn region_says(&self, name: &str, words: &str) -> Result<()> {
        let read = async || self.region(name).await;
        wait::holds(&format!("“{words}” in {name}"), read, |text| text.contains(words)).await?;
        Ok(())
    }

    /// Presses a button with the pointer, by its name.
    pub async fn press_button(&self, name: &str) -> Result<()> {
        let button = self.find("button", name).await?;
        self.click(&button).await
    }

    /// Goes to another place of the program, as a person who types addresses.
    pub async fn go(&self, address: &str) -> Result<()> {
        self.evaluate(&format!("location.hash = {}", Value::from(address))).await?;
        Ok(())
    }

    /// Shows another year, counted from 1.
    pub async fn show_year(&self, year: usize) -> Result<()> {
        self.choose("Year shown", &format!("Year {year}")).await
    }

    /// Chooses from a list of choices, by their names.
    pub async fn choose(&self, list: &str, choice: &str) -> Result<()> {
        let list = self.find("combobox", list).await?;
        self.focus(&list).await?;
        // In a closed list, typing the beginning of a choice takes it.
        self.type_text(choice).await
    }

    /// Everything that is announced at the moment.
    pub async fn announcements(&self) -> Result<String> {
        let live = "[...document.querySelectorAll('[role=status], [role=alert]')]";
        let texts = self.evaluate(&format!("{live}.map(element => element.innerText).join('\\n')")).await?;
        Ok(texts.as_str().context("no text")?.to_owned())
    }

    /// Waits until something is announced.
    pub async fn hears(&self, words: &str) -> Result<()> {
        let said = async || self.announcements().await;
        wait::holds(&format!("to hear “{words}”"), said, |said| said.contains(words)).await?;
        Ok(())
    }

    /// Waits until a card shows a figure.
    pub async fn card_shows(&self, label: &str, figure: &str) -> Result<()> {
        wait::equals(figure, async || self.card(label).await).await.with_context(|| label.to_owned())
    }

    /// Waits until the headline holds some words.
    pub async fn headline_says(&self, words: &str) -> Result<()> {
        let read = async || self.headline().await;
        wait::holds(&format!("“{words}” in the headline"), read, |text| text.contains(words)).await?;
        Ok(())
    }

    /// Undoes as a person does.
    pub async fn undo(&self) -> Result<()> {
        self.press_with(&[thirtyfour::Key::Control], "z").await
    }

    /// Redoes as a person does.
    pub async fn redo(&self) -> Result<()> {
        self.press_with(&[thirtyfour::Key::Control, thirtyfour::Key::Shift], "z").await
    }

    /// The theme that the page has now.
    pub async fn theme(&self) -> Result<Value> {
        self.evaluate("getComputedStyle(document.documentElement).colorScheme").await
    }
}
