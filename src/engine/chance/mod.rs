//! What could happen: many scenarios drawn from what is uncertain.
//!
//! A [`plan::Plan`] says what is uncertain and what is asked. A
//! [`simulation::Simulation`] draws it in slices that can be made in any order,
//! by any number of workers, and made again: a trial follows from its number
//! alone. [`gathered::Gathered`] puts the slices' tallies together.

pub mod contradiction;
pub mod copula;
pub mod distribution;
mod drawn;
pub mod gathered;
mod grouped;
pub mod keeper;
pub mod kind;
mod normal;
pub mod parcel;
pub mod plan;
mod points;
mod shifts;
pub mod simulation;
mod table;
pub mod tally;
