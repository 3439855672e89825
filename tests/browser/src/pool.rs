//! Browsers that tests use one after the other, because starting one takes
//! longer than most tests.

use std::mem;
use std::sync::Mutex;

use anyhow::Result;

use crate::Browser;

/// Browsers that are running and idle.
#[derive(Debug, Default)]
pub struct Pool {
    idle: Mutex<Vec<Browser>>,
}

impl Pool {
    /// An idle browser, or a new one.
    pub async fn take(&self) -> Result<Browser> {
        let idle = self.list().pop();
        match idle {
            Some(browser) => Ok(browser),
            None => Browser::start().await,
        }
    }

    /// Keeps a browser for the next test. One whose test failed may be in any
    /// state and is better dropped.
    pub fn give_back(&self, browser: Browser) {
        self.list().push(browser);
    }

    /// Closes all idle browsers.
    pub async fn close(&self) -> Result<()> {
        let idle = mem::take(&mut *self.list());
        for browser in idle {
            browser.quit().await?;
        }
        Ok(())
    }

    fn list(&self) -> std::sync::MutexGuard<'_, Vec<Browser>> {
        // A list of browsers is whole whatever the thread that held it did.
        self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
