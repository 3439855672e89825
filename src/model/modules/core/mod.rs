//! The published model: demand, price and cost, customers, storage.
//!
//! A driver is one entry in [`drivers`], a calculated line one in [`lines`], a
//! benchmark one in [`benchmarks`], a chart one in [`charts`], a rule one in
//! [`insights`].

pub mod benchmarks;
pub mod charts;
pub mod drivers;
pub mod insights;
pub mod lines;
pub mod places;

use super::Declared;
use crate::model::modules::Module;

/// Everything that the module declares.
pub(super) fn declared() -> Declared {
    Declared {
        module: Module::Core,
        axes: Vec::new(),
        drivers: drivers::drivers(),
        lines: lines::lines(),
        overrides: Vec::new(),
        benchmarks: benchmarks::benchmarks(),
        charts: charts::CHARTS,
        rules: insights::rules(),
        places: places::PLACES,
    }
}
