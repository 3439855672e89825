//! What a person and assistive technology do with any page.

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::node::{self, Node};
use crate::wait;

/// A key that is pressed so many times, for `type_text` and `press_with`.
pub fn presses(key: Key, times: usize) -> String {
    String::from(char::from(key)).repeat(times)
}

/// A page in a tab.
#[derive(Clone, Debug)]
pub struct Page {
    tab: WebDriver,
}

impl Page {
    /// The page that is in the tab.
    pub fn new(tab: WebDriver) -> Self {
        Self { tab }
    }

    /// The tab.
    pub fn tab(&self) -> &WebDriver {
        &self.tab
    }

    /// The one element of this role and name, once there is exactly one.
    pub async fn find(&self, role: &str, name: &str) -> Result<Node> {
        self.find_in(None, role, name).await
    }

    /// The same below an element.
    pub async fn find_in(&self, within: Option<&Node>, role: &str, name: &str) -> Result<Node> {
        let read = async || node::named(&self.tab, within, role, name).await;
        let found = wait::holds(&format!("one {role} “{name}”"), read, |found| found.len() == 1).await?;
        found.into_iter().next().context("found and lost")
    }

    /// The one element of a role whose name begins so: what follows is a
    /// figure, or a summary that changes with the figures.
    pub async fn find_starting(&self, role: &str, start: &str) -> Result<Node> {
        let read = async || {
            let all = self.all(role).await?;
            Ok(all.into_iter().filter(|node| node.name.starts_with(start)).collect::<Vec<_>>())
        };
        let found = wait::holds(&format!("one {role} “{start}…”"), read, |found| found.len() == 1).await?;
        found.into_iter().next().context("found and lost")
    }

    /// Whether there is such an element now.
    pub async fn has(&self, role: &str, name: &str) -> Result<bool> {
        Ok(!node::named(&self.tab, None, role, name).await?.is_empty())
    }

    /// All elements of a role, in order.
    pub async fn all(&self, role: &str) -> Result<Vec<Node>> {
        node::all(&self.tab, None, role).await
    }

    /// All elements of a role below an element, in order.
    pub async fn all_in(&self, within: &Node, role: &str) -> Result<Vec<Node>> {
        node::all(&self.tab, Some(within), role).await
    }

    /// The text of an element as a person sees it.
    pub async fn text(&self, node: &Node) -> Result<String> {
        Ok(node.element(&self.tab).await?.text().await?)
    }

    /// Presses the element with the pointer.
    pub async fn click(&self, node: &Node) -> Result<()> {
        let element = node.element(&self.tab).await?;
        // A person scrolls until nothing that stays in place covers it.
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.tab.execute(script, vec![element.to_json()?]).await?;
        Ok(element.click().await?)
    }

    /// Taps with a finger on the middle of the element.
    pub async fn tap(&self, node: &Node) -> Result<()> {
        let element = node.element(&self.tab).await?;
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });
            const box = arguments[0].getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2];";
        let middle = self.tab.execute(script, vec![element.to_json()?]).await?;
        let (x, y) = (middle.json()[0].as_f64(), middle.json()[1].as_f64());
        let point = json!({ "x": x.context("no place")?, "y": y.context("no place")? });
        let cdp = self.tab.cdp();
        cdp.send_raw("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": [point] }))
            .await?;
        cdp.send_raw("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] })).await?;
        Ok(())
    }

    /// Gives the element the keyboard.
    pub async fn focus(&self, node: &Node) -> Result<()> {
        Ok(node.element(&self.tab).await?.focus().await?)
    }

    /// Types text and presses keys, one after the other, wherever the keyboard is.
    pub async fn type_text(&self, keys: impl Into<TypingData>) -> Result<()> {
        let keys: TypingData = keys.into();
        let text: String = keys.as_vec().into_iter().collect();
        Ok(self.tab.action_chain().send_keys(text).perform().await?)
    }

    /// Presses one key.
    pub async fn press(&self, key: Key) -> Result<()> {
        self.type_text(key).await
    }

    /// Presses a key while others are held: `press_with(&[Key::Control], "z")`.
    pub async fn press_with(&self, held: &[Key], key: impl Into<TypingData>) -> Result<()> {
        let key: TypingData = key.into();
        let mut chain = self.tab.action_chain();
        for held in held {
            chain = chain.key_down(held.clone());
        }
        chain = chain.send_keys(key.as_vec().into_iter().collect::<String>());
        for held in held.iter().rev() {
            chain = chain.key_up(held.clone());
        }
        Ok(chain.perform().await?)
    }

    /// Puts a text on the clipboard and pastes it where the keyboard is.
    pub async fn paste(&self, text: &str) -> Result<()> {
        self.allow_clipboard().await?;
        self.evaluate(&format!("navigator.clipboard.writeText({})", Value::from(text))).await?;
        self.press_with(&[Key::Control], "v").await
    }

    /// Copies, and gives what is on the clipboard then.
    pub async fn copy(&self) -> Result<String> {
        self.allow_clipboard().await?;
        self.press_with(&[Key::Control], "c").await?;
        let text = self.evaluate("navigator.clipboard.readText()").await?;
        Ok(text.as_str().context("the clipboard holds no text")?.to_owned())
    }

    async fn allow_clipboard(&self) -> Result<()> {
        let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.tab.cdp().send_raw("Browser.grantPermissions", permissions).await?;
        Ok(())
    }

    /// The value of a script's expression; promises are awaited. DevTools run
    /// it, which a content security policy does not hinder.
    pub async fn evaluate(&self, expression: &str) -> Result<Value> {
        let script = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.tab.cdp().send_raw("Runtime.evaluate", script).await?;
        match answer.get("exceptionDetails") {
            Some(thrown) => bail!("the script threw {thrown}"),
            None => Ok(answer["result"]["value"].clone()),
        }
    }

    /// Whether the site is cut into parts, as every release is. A development
    /// build is in one piece: there is nothing to fetch and nothing to fail.
    pub async fn is_cut(&self) -> Result<bool> {
        let parts = "performance.getEntriesByType('resource').some(entry => entry.name.includes('/parts-'))";
        Ok(self.evaluate(parts).await? == true)
    }

    /// Loads the page once more.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.tab.refresh().await?)
    }

    /// What follows `#` in the address, with it.
    pub async fn fragment(&self) -> Result<String> {
        let url = self.tab.current_url().await?;
        Ok(url.fragment().map(|fragment| format!("#{fragment}")).unwrap_or_default())
    }

    /// Whether the page as a whole is wider than its window.
    pub async fn scrolls_sideways(&self) -> Result<bool> {
        let root = "document.scrollingElement";
        let wider = self.evaluate(&format!("{root}.scrollWidth > {root}.clientWidth")).await?;
        wider.as_bool().context("no width")
    }
}
