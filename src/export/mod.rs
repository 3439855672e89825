//! Files that leave the app, other than scenario documents, which the store
//! writes.

pub mod csv;
pub mod projection;
pub mod report;
