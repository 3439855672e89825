//! What matters, what has to be true, and two things at a time: questions to
//! the whole model about any driver and any output.

pub mod grid;
pub mod margins;
pub mod path;
pub mod seek;
pub mod tornado;
