//! A visit to the site in a tab of its own.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use serde_json::json;
use thirtyfour::prelude::*;

use crate::watch::Watch;
use crate::{Browser, ModelPage, Page, Site, emulation};

/// A tab and the site that it may visit. Each site has a port of its own, and so
/// an origin of its own: no visit finds what another one stored.
#[derive(Clone, Debug)]
pub struct Visit {
    page: Page,
    site: Arc<Site>,
    watch: Arc<Watch>,
}

/// What the console says of an address that nobody answered at.
const UNREACHED: &str = "ERR_CONNECTION_REFUSED";

impl Visit {
    /// Opens an empty tab, as large as a laptop's screen.
    pub async fn begin(browser: &Browser, site: Site) -> Result<Self> {
        let tab = browser.open_tab().await?;
        let visit = Self { page: Page::new(tab), watch: Arc::new(Watch::of(&site)), site: Arc::new(site) };
        // What a page of the visit before still asked for while it was closed
        // is not this one's.
        visit.complaints().await?;
        visit.set_size(1280, 900, 1.0).await?;
        Ok(visit)
    }

    /// Opens an address of the site, `""` or `"#/model?year=2"`, and waits for
    /// the program to have drawn it.
    pub async fn open(&self, address: &str) -> Result<ModelPage> {
        self.tab().goto(self.site.url(address)).await?;
        let page = ModelPage::new(self.page.clone());
        page.ready().await?;
        Ok(page)
    }

    /// Opens an address of the site, whatever comes of it.
    pub async fn go(&self, address: &str) -> Result<Page> {
        self.tab().goto(self.site.url(address)).await?;
        Ok(self.page.clone())
    }

    /// Leaves the tab without a page, so that the next one is loaded anew.
    pub async fn empty(&self) -> Result<()> {
        Ok(self.tab().goto("about:blank").await?)
    }

    /// The addresses of all views, as the page itself offers them.
    pub async fn views(&self) -> Result<Vec<String>> {
        let page = self.open("").await?;
        let links = "[...document.querySelectorAll('nav.views a')].map(link => link.hash)";
        let views: Vec<String> =
            serde_json::from_value(page.evaluate(links).await?).context("the addresses of the views")?;
        anyhow::ensure!(views.len() > 1 && views.iter().all(|view| view.starts_with("#/")), "{views:?}");
        Ok(views)
    }

    /// Has no page of the tab run scripts.
    pub async fn without_scripts(&self) -> Result<()> {
        self.tab().cdp().send_raw("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
        Ok(())
    }

    /// Does something in another window of the same browser, and comes back.
    pub async fn in_another_window(&self, what: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
        let first = self.tab().window().await?;
        let other = self.tab().new_tab().await?;
        self.tab().switch_to_window(other).await?;
        self.tab().cdp().send_raw("Page.bringToFront", json!({})).await?;
        what().await?;
        self.tab().close_window().await?;
        self.tab().switch_to_window(first).await?;
        self.tab().cdp().send_raw("Page.bringToFront", json!({})).await?;
        Ok(())
    }

    /// Has a script run in every page of the tab before anything of its own.
    pub async fn before_every_page(&self, script: &str) -> Result<()> {
        let source = json!({ "source": script });
        self.tab().cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source).await?;
        Ok(())
    }

    /// Gives the page a size in CSS pixels, and so many device pixels for each.
    pub async fn set_size(&self, width: u32, height: u32, pixel_ratio: f64) -> Result<()> {
        emulation::set_size(self.tab(), width, height, pixel_ratio).await
    }

    /// Gives the tab a screen that is touched.
    pub async fn touch(&self) -> Result<()> {
        emulation::touch(self.tab()).await
    }

    /// Makes the system prefer the `light` or the `dark` theme.
    pub async fn prefer_theme(&self, theme: &str) -> Result<()> {
        emulation::prefer_theme(self.tab(), theme).await
    }

    /// Has downloads land in a folder without a question.
    pub async fn download_to(&self, folder: &Path) -> Result<()> {
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder });
        self.tab().cdp().send_raw("Browser.setDownloadBehavior", behaviour).await?;
        Ok(())
    }

    /// What the page wrote to the console as an error, and what it asked of
    /// other hosts, since this was asked last.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        self.watch.complaints(self.tab()).await
    }

    /// Forgets what the console said about addresses that nobody answered at.
    /// Every other complaint is an error.
    pub async fn forgive_what_could_not_be_reached(&self) -> Result<()> {
        self.forgive(&[UNREACHED]).await
    }

    /// The same, and what it said of a program that was damaged on purpose: that
    /// comes in its own time, also after the program was mended.
    pub async fn forgive_damage_and_what_could_not_be_reached(&self) -> Result<()> {
        self.forgive(&[UNREACHED, "CompileError"]).await
    }

    async fn forgive(&self, forgiven: &[&str]) -> Result<()> {
        let complaints = self.complaints().await?;
        let is_forgiven = |said: &&String| forgiven.iter().any(|words| said.contains(words));
        let other: Vec<_> = complaints.iter().filter(|said| !is_forgiven(said)).collect();
        anyhow::ensure!(other.is_empty(), "the page complained: {other:?}");
        Ok(())
    }

    /// Writes what the page looks like to a PNG file.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        self.tab().screenshot(file).await?;
        Ok(())
    }

    /// The site that is visited.
    pub fn site(&self) -> &Site {
        &self.site
    }

    fn tab(&self) -> &WebDriver {
        self.page.tab()
    }
}
