//! Watches what no person sees: the console, and what is asked of the network.

use anyhow::Result;
use serde_json::Value;
use thirtyfour::prelude::*;

use crate::Site;

/// Knows which origin is the site's own.
#[derive(Debug)]
pub struct Watch {
    origin: String,
}

impl Watch {
    /// Watches pages of a site.
    pub fn of(site: &Site) -> Self {
        Self { origin: site.origin() }
    }

    /// Errors on the console and requests to other origins, each in words.
    pub async fn complaints(&self, tab: &WebDriver) -> Result<Vec<String>> {
        let console = tab.browser_log().await?;
        let errors = console.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message);
        let network = tab.get_log("performance").await?;
        let requests = network.iter().filter_map(|entry| requested(&entry.message));
        let strange = requests.filter(|url| !self.is_own(url)).map(|url| format!("asked for {url}"));
        Ok(errors.chain(strange).collect())
    }

    fn is_own(&self, url: &str) -> bool {
        // What the page itself holds goes over no network.
        let inside = ["data:", "blob:", "about:", "chrome:"].iter().any(|scheme| url.starts_with(scheme));
        inside || url.strip_prefix(&self.origin).is_some_and(|path| path.starts_with('/'))
    }
}

/// The address in a DevTools event, if the event is a request.
fn requested(message: &str) -> Option<String> {
    let event: Value = serde_json::from_str(message).ok()?;
    let message = event.get("message")?;
    let is_request = message.get("method")? == "Network.requestWillBeSent";
    let url = message.pointer("/params/request/url")?.as_str()?;
    is_request.then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_origin_and_the_page_itself_are_own() {
        let watch = Watch { origin: "http://127.0.0.1:80".to_owned() };
        for own in ["http://127.0.0.1:80/", "http://127.0.0.1:80/a.wasm", "data:,", "blob:http://x/1"] {
            assert!(watch.is_own(own), "{own}");
        }
        for strange in ["http://127.0.0.1:8080/", "https://127.0.0.1:80/", "https://fonts.example/a"] {
            assert!(!watch.is_own(strange), "{strange}");
        }
    }

    #[test]
    fn a_request_is_read_from_its_event() {
        let event = |method: &str| {
            format!(r#"{{"message":{{"method":"{method}","params":{{"request":{{"url":"http://a/"}}}}}}}}"#)
        };
        assert_eq!(requested(&event("Network.requestWillBeSent")).as_deref(), Some("http://a/"));
        assert_eq!(requested(&event("Network.dataReceived")), None);
        assert_eq!(requested("{"), None);
    }
}
