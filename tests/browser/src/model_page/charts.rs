//! The charts.

use anyhow::{Context as _, Result};

use super::ModelPage;
use crate::Node;

impl ModelPage {
    /// The picture of a chart, which can have the keyboard.
    pub async fn chart(&self, title: &str) -> Result<Node> {
        let figure = self.find("figure", title).await?;
        self.all_in(&figure, "image").await?.into_iter().next().context("no picture in the figure")
    }

    /// What is drawn, as a text that differs where one pixel does; empty where
    /// nothing is.
    pub async fn drawn(&self, title: &str) -> Result<String> {
        let script = "const context = arguments[0].getContext('2d');
            const { width, height } = arguments[0];
            const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
            if (pixels.every(pixel => pixel === pixels[0])) return '';
            return width + ' by ' + height + ' ' + pixels.reduce((sum, pixel) => (sum * 31 + pixel) >>> 0, 0);";
        let canvas = self.chart(title).await?.element(self.tab()).await?;
        canvas.scroll_into_view().await?;
        let drawn = self.tab().execute(script, vec![canvas.to_json()?]).await?;
        Ok(drawn.json().as_str().context("no text")?.to_owned())
    }

    /// Opens a chart's table and gives the figure that holds it.
    pub async fn open_table(&self, title: &str) -> Result<Node> {
        let figure = self.find("figure", title).await?;
        let toggle = self.find_in(Some(&figure), "DisclosureTriangle", "Table and pictures").await?;
        self.click(&toggle).await?;
        Ok(figure)
    }
}
