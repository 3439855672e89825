//! What the browser keeps of the site.

use anyhow::{Context as _, Result};

use crate::{Page, wait};

impl Page {
    /// The name of the build that this page is.
    pub async fn build(&self) -> Result<String> {
        let name = self.evaluate("document.querySelector('meta[name=megahour-build]').content").await?;
        Ok(name.as_str().context("the page names no build")?.to_owned())
    }

    /// The names of the builds that are kept.
    pub async fn kept_builds(&self) -> Result<Vec<String>> {
        let names = self.evaluate("caches.keys().then(names => names.map(n => n.split(':').at(-1)))").await?;
        serde_json::from_value(names).context("names of caches")
    }

    /// Waits until the page says that it works offline.
    pub async fn is_ready_offline(&self) -> Result<()> {
        let footer = async || {
            let said = self.evaluate("document.querySelector('footer')?.innerText").await?;
            Ok(said.as_str().unwrap_or_default().to_owned())
        };
        wait::holds("readiness", footer, |text| text.contains("Ready to work offline")).await?;
        Ok(())
    }

    /// Has the browser ask for a newer service worker, as it does by itself at
    /// each visit; whether that could be had is left open.
    pub async fn look_for_update(&self) -> Result<()> {
        let ask = "navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => 0, () => 0)";
        self.evaluate(ask).await?;
        Ok(())
    }
}
