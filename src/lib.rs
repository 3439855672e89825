//! Megahour: the economics of an AI-infrastructure business.

pub mod chart;
pub mod engine;
pub mod export;
pub mod model;
pub mod store;

#[cfg(target_arch = "wasm32")]
pub mod app;
