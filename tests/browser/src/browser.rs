//! A headless Chromium with a profile of its own.

use std::ops::Deref;
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::json;
use thirtyfour::DesiredCapabilities;
use thirtyfour::common::log::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;

use crate::driver::Driver;
use crate::{emulation, path_from};

/// What makes Chromium quiet, quick and the same on every machine.
const FLAGS: [&str; 9] = [
    "--headless",
    "--lang=en-US",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A browser, closed when dropped. It is used as the `WebDriver` it is.
#[derive(Debug)]
pub struct Browser {
    // Dropped in this order: the driver closes the browser before it goes.
    session: WebDriver,
    _driver: Driver,
}

impl Deref for Browser {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.session
    }
}

impl Browser {
    /// Starts a browser that has never been anywhere.
    pub async fn start() -> Result<Self> {
        let driver = Driver::start()?;
        let mut capabilities = DesiredCapabilities::chrome();
        let binary = path_from("CHROMIUM")?;
        capabilities.set_binary(&binary.to_string_lossy())?;
        for flag in FLAGS {
            capabilities.add_arg(flag)?;
        }
        if is_root() {
            // Chromium's sandbox refuses the superuser.
            capabilities.add_arg("--no-sandbox")?;
        }
        // What pages write to the console and ask of the network, for `Watch`.
        capabilities.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
        capabilities.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
        let events = json!({ "enableNetwork": true, "enablePage": false });
        capabilities.add_experimental_option("perfLoggingPrefs", events)?;
        let session = WebDriver::new(driver.url(), capabilities).await.context("starting Chromium")?;
        Ok(Self { session, _driver: driver })
    }

    /// Opens a tab and turns to it. Sizes, themes and scripts that are set for
    /// a tab end with it, so that the next one begins with none of them.
    pub async fn open_tab(&self) -> Result<WebDriver> {
        let tab = self.session.new_tab().await?;
        self.session.switch_to_window(tab).await?;
        // A tab behind another draws no frames.
        self.session.cdp().send_raw("Page.bringToFront", json!({})).await?;
        Ok(self.session.clone())
    }

    /// Closes the tab and turns to the empty one that keeps the browser open.
    pub async fn close_tab(&self) -> Result<()> {
        self.session.close_window().await?;
        let first = self.session.windows().await?.into_iter().next().context("no tab is left")?;
        self.session.switch_to_window(first).await?;
        Ok(())
    }

    /// Gives the page a size in CSS pixels, and so many device pixels for each.
    pub async fn set_size(&self, width: u32, height: u32, pixel_ratio: f64) -> Result<()> {
        emulation::set_size(self, width, height, pixel_ratio).await
    }

    /// Makes the page's processor so many times slower.
    pub async fn slow_down(&self, rate: f64) -> Result<()> {
        emulation::slow_down(self, rate).await
    }

    /// Closes the browser, without the warning of one that is only dropped.
    pub async fn quit(self) -> Result<()> {
        self.session.quit().await.context("closing Chromium")
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
