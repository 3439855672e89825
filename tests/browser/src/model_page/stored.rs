//! What the site keeps in the browser's storage.

use anyhow::{Context as _, Result};
use serde_json::Value;

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
        self.stored_under(":scenario").await?.context("nothing is stored")
    }
}
