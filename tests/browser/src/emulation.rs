//! Makes a tab believe in another screen, another system, a slower machine.

use anyhow::Result;
use serde_json::json;
use thirtyfour::prelude::*;

/// Gives the page a size in CSS pixels, and so many device pixels for each.
pub async fn set_size(tab: &WebDriver, width: u32, height: u32, pixel_ratio: f64) -> Result<()> {
    let metrics =
        json!({ "width": width, "height": height, "deviceScaleFactor": pixel_ratio, "mobile": width < 600 });
    tab.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
    Ok(())
}

/// Gives the tab a screen that is touched.
pub async fn touch(tab: &WebDriver) -> Result<()> {
    let screen = json!({ "enabled": true, "maxTouchPoints": 1 });
    tab.cdp().send_raw("Emulation.setTouchEmulationEnabled", screen).await?;
    Ok(())
}

/// Makes the system prefer the `light` or the `dark` theme.
pub async fn prefer_theme(tab: &WebDriver, theme: &str) -> Result<()> {
    let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
    tab.cdp().send_raw("Emulation.setEmulatedMedia", features).await?;
    Ok(())
}

/// Makes the page's processor so many times slower.
pub async fn slow_down(tab: &WebDriver, rate: f64) -> Result<()> {
    tab.cdp().send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await?;
    Ok(())
}
