//! The form of drivers.

use anyhow::Result;
use thirtyfour::Key;

use super::ModelPage;
use crate::{Node, wait};

impl ModelPage {
    /// A driver's field: `Compute hours billed, Year 1`.
    pub async fn driver(&self, name: &str) -> Result<Node> {
        self.find("textbox", name).await
    }

    /// Gives a field the keyboard, which selects its text.
    pub async fn enter_field(&self, name: &str) -> Result<()> {
        let field = self.driver(name).await?;
        self.focus(&field).await
    }

    /// Types a text over what a driver's field holds, and stays in it: entering
    /// the field has selected its text.
    pub async fn type_into(&self, name: &str, text: &str) -> Result<()> {
        self.enter_field(name).await?;
        self.type_text(text).await
    }

    /// Selects what any field holds and types a text over it.
    pub async fn overwrite(&self, name: &str, text: &str) -> Result<()> {
        self.enter_field(name).await?;
        self.press_with(&[Key::Control], "a").await?;
        self.type_text(text).await
    }

    /// Types a text over what a field holds, and takes it by Enter.
    pub async fn fill(&self, name: &str, text: &str) -> Result<()> {
        self.type_into(name, text).await?;
        self.press(Key::Enter).await
    }

    /// Waits until a field holds a text.
    pub async fn field_shows(&self, name: &str, text: &str) -> Result<()> {
        wait::equals(text, async || Ok(self.driver(name).await?.value)).await
    }

    /// Waits until a field's description, its remark, holds some words.
    pub async fn field_remarks(&self, name: &str, words: &str) -> Result<()> {
        let read = async || Ok(self.driver(name).await?.description);
        wait::holds(&format!("“{words}” beside {name}"), read, |remark| remark.contains(words)).await?;
        Ok(())
    }
}
