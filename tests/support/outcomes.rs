//! The charts of the reference case's simulation.

use crate::reference;
use megahour::chart::Chart;
use megahour::chart::of_model::Writing;
use megahour::chart::of_outcomes::{fan, histogram};
use megahour::engine::chance::gathered::Gathered;
use megahour::engine::chance::simulation::Simulation;
use megahour::engine::unit::Unit;
use megahour::model::Catalogue;
use megahour::model::timeline::Timeline;
use std::rc::Rc;

/// The fan of gross profit, and how its last year lies.
pub fn charts() -> Result<(Chart, Chart), String> {
    let catalogue = Catalogue::new().map_err(|errors| errors.to_string())?;
    let plan = reference::plan(&catalogue, 4_000);
    let simulation = Simulation::new(&catalogue.model, &plan)?;
    let mut gathered = Gathered::default();
    (0..simulation.slices()).for_each(|slice| gathered.add(simulation.tally(slice)));
    let millions = |value: f64, _: &Unit| format!("${:.1}M", value / 1e6);
    let writing = Writing { exact: Rc::new(millions), short: Rc::new(millions), tick: Rc::new(millions) };
    let unit = Unit::pure();
    let own = [1.2e6, 2.6e6, 5.8e6, 13.6e6, 23.4e6].map(Some);
    let title = |text: &str| text.to_owned();
    Ok((
        fan(
            title("Gross profit: what could happen"),
            &gathered,
            &own,
            Timeline::default(),
            (&writing, &unit),
        ),
        histogram(title("Gross profit, year 5"), &gathered, 4, (&writing, &unit)),
    ))
}
