//! A headless Chromium with a profile of its own.

use std::ops::Deref;
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::json;
use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, WebDriver};

use crate::driver::Driver;
use crate::path_from;

/// What makes Chromium quiet, quick and the same on every machine.
const FLAGS: [&str; 8] = [
    "--headless",
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
        let session = WebDriver::new(driver.url(), capabilities).await.context("starting Chromium")?;
        Ok(Self { session, _driver: driver })
    }

    /// Cuts the browser off the network, or connects it again.
    pub async fn set_offline(&self, offline: bool) -> Result<()> {
        let conditions =
            json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp().send_raw("Network.enable", json!({})).await?;
        self.cdp().send_raw("Network.emulateNetworkConditions", conditions).await?;
        Ok(())
    }

    /// Gives the page a size in CSS pixels, and so many device pixels for each.
    pub async fn set_size(&self, width: u32, height: u32, pixel_ratio: f64) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": pixel_ratio, "mobile": width < 600 });
        self.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Makes the page's processor so many times slower.
    pub async fn slow_down(&self, rate: f64) -> Result<()> {
        self.cdp().send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await?;
        Ok(())
    }

    /// Makes the system prefer the `light` or the `dark` theme.
    pub async fn prefer_theme(&self, theme: &str) -> Result<()> {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
        self.cdp().send_raw("Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
