//! The same plan comes to the same, however it is shared out.

use crate::{CATALOGUE, bits::GOLDEN, bits::told, gather, ready, reference};
use megahour::engine::chance::gathered::Gathered;
use megahour::engine::chance::parcel::Parcel;
use megahour::engine::chance::plan::{Event, Plan, Points};
use megahour::engine::values::Values;

fn plans() -> [Plan; 2] {
    let event = Event { line: "gross_margin".to_owned(), cell: Some(4), from: Some((0.7, false)), to: None };
    [Points::Sobol, Points::Random].map(|points| Plan {
        points,
        events: vec![event.clone()],
        ..reference::plan(&CATALOGUE, 20_001)
    })
}

/// Every figure of a result, to the last bit.
fn bits(gathered: &Gathered) -> Vec<u64> {
    let mut all = vec![gathered.trials() as u64, gathered.event(0).held as u64];
    for cell in 0..6 {
        let mean = gathered.mean(cell).unwrap();
        all.extend([mean.value.to_bits(), mean.error.unwrap().to_bits()]);
        all.extend([0.05, 0.25, 0.5, 0.95].map(|share| gathered.quantile(cell, share).unwrap().to_bits()));
        all.extend((0..6).map(|source| gathered.rank(cell, source).unwrap().to_bits()));
    }
    all
}

#[test]
fn one_two_and_four_workers_come_to_the_same_bit_for_bit() {
    for plan in plans() {
        let alone = bits(&gather(&plan));
        for workers in [2, 4] {
            let mut gathered = Gathered::default();
            // Each worker has a simulation of its own and every so-manieth slice;
            // what the last ones made arrives first.
            for worker in (0..workers).rev() {
                let simulation = ready(&plan);
                for slice in (0..simulation.slices()).skip(worker).step_by(workers) {
                    gathered.add(Parcel::pack(simulation.tally(slice)).unpack().unwrap());
                }
            }
            assert_eq!(bits(&gathered), alone, "{workers} workers");
        }
    }
}

#[test]
fn a_trial_made_again_by_itself_is_the_one_that_was_counted() {
    for plan in plans() {
        let simulation = ready(&plan);
        for slice in [0, 3, simulation.slices() - 1] {
            let mut checked = 0;
            simulation.rows(slice, usize::MAX, |trial, inputs, results| {
                if trial % 97 != 0 {
                    return;
                }
                checked += 1;
                let again = simulation.trial(trial);
                assert_eq!(again, inputs);
                let values = Values::evaluate(&CATALOGUE.model, &again);
                for (year, result) in results.iter().enumerate().take(5) {
                    assert_eq!(values.cell("gross_profit", year).unwrap().to_bits(), result.to_bits());
                }
                assert_eq!(values.total("gross_profit").unwrap().to_bits(), results[5].to_bits());
            });
            assert!(checked > 10);
        }
    }
}

#[test]
fn the_trial_nearest_to_a_percentile_has_its_value() {
    let [plan, _] = plans();
    let (simulation, gathered) = (ready(&plan), gather(&plan));
    let wanted = gathered.quantile(4, 0.25).unwrap();
    let found = (0..simulation.slices()).filter_map(|slice| simulation.nearest(slice, 4, wanted));
    let (trial, _) = found.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
    let values = Values::evaluate(&CATALOGUE.model, &simulation.trial(trial));
    assert!((values.cell("gross_profit", 4).unwrap() / wanted - 1.0).abs() < 1e-3);
}

#[test]
fn a_slice_that_arrives_twice_counts_once() {
    let [plan, _] = plans();
    let simulation = ready(&plan);
    let mut gathered = Gathered::default();
    gathered.add(simulation.tally(1));
    gathered.add(simulation.tally(1));
    assert_eq!((gathered.slices(), gathered.trials()), (1, gathered.defined(0)));
}

#[test]
fn the_first_trials_are_taken_of_the_slices_that_there_are() {
    let [plan, _] = plans();
    let simulation = ready(&plan);
    let mut gathered = Gathered::default();
    // A simulation that was stopped has the slices that came.
    [4, 0, 2].into_iter().for_each(|slice| gathered.add(simulation.tally(slice)));
    let per_slice = gathered.trials() / 3;
    let made: Vec<(usize, usize)> = gathered.made().collect();
    assert_eq!(made, [(0, per_slice), (2, per_slice), (4, per_slice)]);
    assert_eq!(gathered.first(usize::MAX), made);
    assert_eq!(gathered.first(per_slice + 7), [(0, per_slice), (2, 7)]);
    assert_eq!(gathered.first(per_slice), [(0, per_slice)]);
    let mut rows = Vec::new();
    simulation.rows(2, 7, |trial, _, _| rows.push(trial));
    assert_eq!(rows, (2 * per_slice..2 * per_slice + 7).collect::<Vec<_>>());
}

#[test]
fn every_platform_comes_to_the_same_bit_for_bit() {
    let told = told(&CATALOGUE).unwrap();
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/simulations.txt");
        return std::fs::write(file, told).unwrap();
    }
    // The same text is held in a browser, by `tests/wasm/bits.rs`.
    assert_eq!(told, GOLDEN);
}
