//! The panel that explains a number.

use anyhow::Result;

use super::ModelPage;
use crate::{Node, wait};

impl ModelPage {
    /// The panel.
    pub async fn explanation(&self) -> Result<Node> {
        self.find("complementary", "Explanation").await
    }

    /// Whether the panel is there.
    pub async fn explains(&self) -> Result<bool> {
        self.has("complementary", "Explanation").await
    }

    /// Waits until the panel holds some words.
    pub async fn explanation_says(&self, words: &str) -> Result<()> {
        let read = async || {
            let panel = self.explanation().await?;
            self.text(&panel).await
        };
        wait::holds(&format!("“{words}” in the explanation"), read, |text| text.contains(words)).await?;
        Ok(())
    }

    /// Follows the first of the panel's references with a name.
    pub async fn follow(&self, reference: &str) -> Result<()> {
        let panel = self.explanation().await?;
        let buttons = self.all_in(&panel, "button").await?;
        let found = buttons.into_iter().find(|button| button.name == reference);
        let button = found.ok_or_else(|| anyhow::anyhow!("no reference “{reference}” in the explanation"))?;
        self.click(&button).await
    }
}
