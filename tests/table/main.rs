//! Tables as people have them: what they say, and what of them a scenario takes.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod asked;
mod cases;
mod example;
mod files;
mod published;
mod round_trip;
mod support;
