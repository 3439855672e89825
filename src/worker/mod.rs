//! The page's workers: the messages that both ends exchange, and their way
//! through the browser. The program that a worker runs stands beside them, in
//! `main.rs`.

#[cfg(all(target_arch = "wasm32", any(feature = "app", feature = "worker")))]
pub mod port;
pub mod protocol;
