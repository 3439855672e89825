//! The engine, held by a model of its own that has what the built-in one lacks:
//! several axes, a minimum over one of them, lines that refer to each other's
//! previous cells, a map between axes, and a line added at run time.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod cloud;
mod derivatives;
mod evaluation;
mod explanation;
mod forms;
mod rejection;
mod solving;
mod source_text;
mod timeline;
mod trees;
mod undefined;

#[path = "../support/monthly.rs"]
mod monthly;
#[path = "../support/printed.rs"]
mod printed;
