//! What the site keeps in the browser's storage.

use anyhow::{Context as _, Result};
use serde_json::Value;
use thirtyfour::Key;

use super::ModelPage;
use crate::wait;

/// The keys and texts in local storage.
type Stored = Vec<(String, String)>;

impl ModelPage {
    /// Everything that is stored for this origin.
    pub async fn stored(&self) -> Result<Stored> {
        let entries = self.evaluate("Object.entries(localStorage).sort()").await?;
        serde_json::from_value(entries).context("entries of local storage")
    }

    /// The stored text under the key that ends so; none is there at first.
    pub async fn stored_under(&self, end: &str) -> Result<Option<String>> {
        let all = self.stored().await?;
        Ok(all.into_iter().find(|(key, _)| key.ends_with(end)).map(|(_, text)| text))
    }

    /// Stores a text under a key of the site at a host's root.
    pub async fn store(&self, name: &str, text: &str) -> Result<()> {
        let (key, text) = (Value::from(format!("megahour:/:{name}")), Value::from(text));
        self.evaluate(&format!("localStorage.setItem({key}, {text})")).await?;
        Ok(())
    }

    /// Waits until the scenario has been saved, and gives its text.
    pub async fn saved_scenario(&self) -> Result<String> {
        // The name's field stands beside what is said about saving.
        let read = async || {
            let said = self.evaluate("document.querySelector('.saved')?.innerText").await?;
            Ok(said.as_str().unwrap_or_default().to_owned())
        };
        wait::equals("saved", read).await?;
        // On a first visit the sample is stored with the first thing that is done.
        self.press(Key::Shift).await?;
        wait::holds("a stored scenario", async || self.open_scenario().await, |_| true).await
    }

    /// The stored text of the scenario that is open in this window.
    pub async fn open_scenario(&self) -> Result<String> {
        let id = self.evaluate("sessionStorage[`megahour:${location.pathname}:open`]").await?;
        let id = id.as_str().context("no scenario is open")?.to_owned();
        self.stored_under(&format!(":scenario:{id}")).await?.context("nothing is stored")
    }

    /// The stored texts of all scenarios.
    pub async fn all_scenarios(&self) -> Result<Vec<String>> {
        let all = self.stored().await?;
        Ok(all.into_iter().filter(|(key, _)| key.contains(":scenario:")).map(|(_, text)| text).collect())
    }

    /// Stores a text in the place of the open scenario.
    pub async fn store_as_open(&self, text: &str) -> Result<()> {
        let text = Value::from(text);
        self.evaluate(&format!(
            "localStorage.setItem('megahour:/:scenario:' + sessionStorage['megahour:/:open'], {text})"
        ))
        .await?;
        Ok(())
    }
}
