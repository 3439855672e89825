//! A person who has a keyboard and nothing else.

use anyhow::{Context as _, Result, bail};
use thirtyfour::Key;

use crate::Page;

/// What has the keyboard, in words: its name, its text, or the name of the group
/// that a choice is in; with whether a person sees where it is.
const STOP: &str = "(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return ['', true];
    const group = at.type === 'radio' && at.closest('fieldset')?.querySelector('legend');
    const labels = [...at.labels ?? []].map(label => label.textContent).join(' ');
    const by = document.getElementById(at.getAttribute('aria-labelledby'))?.textContent;
    const name = group ? group.textContent : at.getAttribute('aria-label') || by || labels || at.textContent;
    const box = at.getBoundingClientRect();
    const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return [name.trim().replace(/\\s+/g, ' '), seen];
})()";

/// More stops than any view has.
const TOO_MANY: usize = 400;

impl Page {
    /// The name of what has the keyboard, empty where nothing has; and whether
    /// any of it is in the window.
    pub async fn stop(&self) -> Result<(String, bool)> {
        serde_json::from_value(self.evaluate(STOP).await?).context("a name, and whether it is seen")
    }

    /// Presses Tab until something of this name has the keyboard.
    pub async fn tab_to(&self, name: &str) -> Result<()> {
        for _ in 0..TOO_MANY {
            self.press(Key::Tab).await?;
            if self.stop().await?.0 == name {
                return Ok(());
            }
        }
        bail!("no Tab comes to “{name}”")
    }

    /// Presses Tab from the page's beginning to its end: the names of all stops.
    pub async fn walk_by_tab(&self) -> Result<Vec<(String, bool)>> {
        let mut stops = Vec::new();
        for _ in 0..TOO_MANY {
            self.press(Key::Tab).await?;
            let stop = self.stop().await?;
            if stop.0.is_empty() && !stops.is_empty() {
                return Ok(stops);
            }
            stops.push(stop);
        }
        bail!("the keyboard does not leave the page")
    }
}
