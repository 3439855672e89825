//! The built-in model: what it declares, and what holds for every scenario.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod claims;
mod declarations;
mod insights;
mod properties;
mod verdicts;

#[path = "../support/printed.rs"]
mod printed;
#[path = "../support/scenarios.rs"]
mod scenarios;
