//! Elements as assistive technology meets them: by role and accessible name.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// An element in Chromium's own accessibility tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its accessible name.
    pub name: String,
    /// Its value, of a field or a choice.
    pub value: String,
    /// Its description, which is where a field's remark belongs.
    pub description: String,
    properties: Value,
    backend: i64,
}

impl Node {
    /// Whether a state such as `focused`, `readonly`, `selected` is set.
    pub fn is(&self, state: &str) -> bool {
        match self.property(state) {
            Some(Value::Bool(set)) => *set,
            // `invalid` has words instead, because there are kinds of it.
            Some(Value::String(word)) => word != "false",
            _ => false,
        }
    }

    /// The level of a heading.
    pub fn level(&self) -> Option<u64> {
        self.property("level")?.as_u64()
    }

    fn property(&self, name: &str) -> Option<&Value> {
        let all = self.properties.as_array()?;
        all.iter().find(|property| property["name"] == name)?.pointer("/value/value")
    }

    fn read(json: &Value) -> Option<Self> {
        let text = |field: &str| json[field]["value"].as_str().unwrap_or_default().to_owned();
        // Texts of fields are strings; sliders and meters would have numbers.
        let value = match &json["value"]["value"] {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        Some(Self {
            name: text("name"),
            value,
            description: text("description"),
            properties: json["properties"].clone(),
            backend: json["backendDOMNodeId"].as_i64()?,
        })
    }

    /// The element, for what needs more than the tree.
    pub async fn element(&self, tab: &WebDriver) -> Result<WebElement> {
        let object = resolve(tab, self.backend).await?;
        // WebDriver and DevTools have no common names for elements: the page
        // hands it over.
        let hand_over =
            json!({ "objectId": object, "functionDeclaration": "function () { window.found = this; }" });
        tab.cdp().send_raw("Runtime.callFunctionOn", hand_over).await?;
        let take = "const found = window.found; delete window.found; return found;";
        Ok(tab.execute(take, Vec::new()).await?.element()?)
    }
}

/// All elements of a role, in the page or below an element of it.
pub async fn all(tab: &WebDriver, within: Option<&Node>, role: &str) -> Result<Vec<Node>> {
    query(tab, within, json!({ "role": role })).await
}

/// All elements of a role and a name.
pub async fn named(tab: &WebDriver, within: Option<&Node>, role: &str, name: &str) -> Result<Vec<Node>> {
    query(tab, within, json!({ "role": role, "accessibleName": name })).await
}

/// All elements of a role in the row of a table that an element is in: a row
/// has no name of its own to find it by.
pub async fn in_row_of(tab: &WebDriver, header: &Node, role: &str) -> Result<Vec<Node>> {
    let row = "function () { return this.closest('tr'); }";
    let call = json!({ "objectId": resolve(tab, header.backend).await?, "functionDeclaration": row });
    let answer = tab.cdp().send_raw("Runtime.callFunctionOn", call).await?;
    query_from(tab, object_id(&answer, "/result/objectId")?, json!({ "role": role })).await
}

async fn query(tab: &WebDriver, within: Option<&Node>, wanted: Value) -> Result<Vec<Node>> {
    let root = match within {
        Some(node) => resolve(tab, node.backend).await?,
        None => {
            let document = json!({ "expression": "document" });
            object_id(&tab.cdp().send_raw("Runtime.evaluate", document).await?, "/result/objectId")?
        }
    };
    query_from(tab, root, wanted).await
}

async fn query_from(tab: &WebDriver, root: String, mut wanted: Value) -> Result<Vec<Node>> {
    wanted["objectId"] = root.into();
    let answer = tab.cdp().send_raw("Accessibility.queryAXTree", wanted).await?;
    let nodes = answer["nodes"].as_array().context("no nodes in the answer")?;
    Ok(nodes.iter().filter(|node| node["ignored"] != true).filter_map(Node::read).collect())
}

async fn resolve(tab: &WebDriver, backend: i64) -> Result<String> {
    let answer = tab.cdp().send_raw("DOM.resolveNode", json!({ "backendNodeId": backend })).await?;
    object_id(&answer, "/object/objectId")
}

fn object_id(answer: &Value, path: &str) -> Result<String> {
    Ok(answer.pointer(path).and_then(Value::as_str).context("the element is gone")?.to_owned())
}
