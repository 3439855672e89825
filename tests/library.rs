//! The library of scenarios: nothing that was saved is lost, whatever the
//! storage does.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "library/actions.rs"]
mod actions;
#[path = "library/faults.rs"]
mod faults;
#[path = "library/migration.rs"]
mod migration;
#[path = "library/room.rs"]
mod room;
#[path = "library/saving.rs"]
mod saving;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "support/scenarios.rs"]
mod scenarios;
#[path = "library/shelf.rs"]
mod shelf;
#[path = "library/versions.rs"]
mod versions;
