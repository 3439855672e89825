//! How fast the built-in model is evaluated: all lines, all years, all totals.
//!
//! The goals are 5 µs for one scenario and 150 ns for each of a block. Criterion
//! prints a block's time and, as throughput, scenarios a second: 150 ns are 6.67
//! million a second. Other sizes than [`BLOCK`] show why it is what it is.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on says so by panicking")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use megahour::engine::machine::{BLOCK, Machine};
use megahour::engine::values::Values;
use megahour::model::Catalogue;
use megahour::store::document::Document;
use std::hint::black_box;

/// As after each edit: a machine is made, every cell is evaluated and kept.
fn one_scenario(criterion: &mut Criterion) {
    let catalogue = Catalogue::new().unwrap();
    let inputs = Document::sample().inputs(&catalogue);
    criterion.bench_function("one scenario", |bencher| {
        bencher.iter(|| Values::evaluate(&catalogue.model, black_box(&inputs)));
    });
}

/// As in a simulation: inputs are written for each block, then it is evaluated.
fn blocks(criterion: &mut Criterion) {
    let catalogue = Catalogue::new().unwrap();
    block::<8>(criterion, &catalogue);
    block::<16>(criterion, &catalogue);
    block::<32>(criterion, &catalogue);
    block::<64>(criterion, &catalogue);
    block::<128>(criterion, &catalogue);
}

fn block<const LANES: usize>(criterion: &mut Criterion, catalogue: &Catalogue) {
    let program = catalogue.model.program();
    let inputs = Document::sample().inputs(catalogue);
    let mut machine = Machine::<LANES>::new(program);
    let mut group = criterion.benchmark_group("block");
    group.throughput(Throughput::Elements(LANES as u64));
    let id = if LANES == BLOCK { format!("{LANES} (BLOCK)") } else { LANES.to_string() };
    group.bench_function(BenchmarkId::from_parameter(id), |bencher| {
        bencher.iter(|| {
            for (input, value) in inputs.iter().enumerate() {
                if let Some(column) = machine.input(input) {
                    // No two scenarios are the same, as in a simulation.
                    *column = std::array::from_fn(|lane| value * (1.0 - lane as f64 * 1e-4));
                }
            }
            machine.run(black_box(program));
        });
    });
    group.finish();
}

/// As when the page opens: declared, checked, compiled.
fn built(criterion: &mut Criterion) {
    criterion.bench_function("build the model", |bencher| bencher.iter(|| Catalogue::new().unwrap()));
}

criterion_group!(benches, one_scenario, blocks, built);
criterion_main!(benches);
