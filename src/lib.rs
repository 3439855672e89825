//! Megahour: the economics of an AI-infrastructure business.
//!
//! The layers, of which each knows only those to its right:
//!
//! ```text
//! app -> {store, table, export, chart, worker} -> model -> engine
//! ```
//!
//! - [`engine`] is machinery: units, expressions, evaluation, explanation. It does
//!   no input or output and knows no line by name.
//! - [`model`] is content: what the built-in model declares, each in one place.
//! - [`store`] is what persists: documents, history, addresses.
//! - [`table`] is a table from outside: what it says, and what of it a model takes.
//! - [`chart`] is a chart as data, and drawing it anywhere.
//! - [`export`] is what leaves: tables as CSV, reports, QR codes.
//! - [`worker`] is what the page and its workers say to each other.
//! - `app` is the page, and with the workers' end the only code that knows a
//!   browser. It is there in WebAssembly builds alone: a native build contains no Leptos.
//!
//! A test holds these rules; `ARCHITECTURE.md` names the others.

pub mod chart;
pub mod engine;
pub mod export;
pub mod model;
pub mod store;
pub mod table;
pub mod worker;

#[cfg(all(target_arch = "wasm32", feature = "app"))]
pub mod app;
