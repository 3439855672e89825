//! axe-core, which finds what can be found by machine of barriers to people.

use std::fs;

use anyhow::{Context as _, Result};

use crate::{Page, path_from};

/// The rules of WCAG 2.2 at levels A and AA, and good practice.
const RUN: &str = "axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
}).then(results => results.violations.flatMap(violation =>
    violation.nodes.map(node => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary}`)))";

impl Page {
    /// The violations on the page as it is now, each in words.
    pub async fn violations(&self) -> Result<Vec<String>> {
        let file = path_from("AXE_CORE")?;
        let source = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        self.evaluate(&format!("{source}; 0")).await?;
        let found = self.evaluate(RUN).await?;
        serde_json::from_value(found).context("the violations that axe found")
    }
}
