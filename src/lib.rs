//! Megahour: the economics of an AI-infrastructure business.

pub mod chart;
pub mod engine;
pub mod export;
pub mod model;
pub mod store;

#[cfg(all(target_arch = "wasm32", feature = "app"))]
pub mod app;
