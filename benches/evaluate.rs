//! How fast the built-in model is evaluated: all lines, all years, all totals.
//!
//! The goals are 5 µs for one scenario and 150 ns for each of a block. Criterion
//! prints a block's time and, as throughput, scenarios a second: 150 ns are 6.67
//! million a second. Other sizes than [`BLOCK`] show why it is what it is.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on says so by panicking")]

#[path = "../tests/support/monthly.rs"]
mod monthly;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use megahour::engine::chance::distribution::Distribution;
use megahour::engine::chance::plan::{Plan, Points, Shift, Span, Uncertainty, Way};
use megahour::engine::chance::simulation::Simulation;
use megahour::engine::model::Model;
use megahour::engine::program::compile::{compile, flat};
use megahour::engine::program::interval::Interval;
use megahour::engine::program::machine::{BLOCK, Machine};
use megahour::engine::program::specialise::{Focus, Varying};
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

/// What the rows of one scenario save: the same model's flat form.
fn forms(criterion: &mut Criterion) {
    let catalogue = Catalogue::new().unwrap();
    let inputs = Document::sample().inputs(&catalogue);
    let flat = flat(&catalogue.model).unwrap();
    let mut group = criterion.benchmark_group("form");
    for (name, program) in [("flat", &flat), ("rows", catalogue.model.program())] {
        let mut machine = Machine::<1>::new(program);
        for (input, value) in inputs.iter().enumerate() {
            *machine.input(input).unwrap() = [*value];
        }
        group.bench_function(name, |bencher| bencher.iter(|| machine.run(black_box(program))));
        let mut machine = Machine::<BLOCK>::new(program);
        for (input, value) in inputs.iter().enumerate() {
            *machine.input(input).unwrap() = [*value; BLOCK];
        }
        let name = format!("{name}, a block");
        group.bench_function(name, |bencher| bencher.iter(|| machine.run(black_box(program))));
    }
    group.finish();
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

/// A model of 40 lines over 120 months and of 4 over 12 members besides: the
/// goals are 15 ms to build it, 60 µs for one scenario, and 1 s for 100,000
/// trials of two workers, which are 20 µs a trial or 640 µs a block. The flat
/// form of the same program stands beside it.
fn months(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("months");
    group.sample_size(30);
    group.bench_function("build the model", |bencher| bencher.iter(|| monthly::model().unwrap()));
    let model = monthly::model().unwrap();
    group.bench_function("compile flat", |bencher| bencher.iter(|| flat(black_box(&model)).unwrap()));
    group.bench_function("compile", |bencher| bencher.iter(|| compile(black_box(&model)).unwrap()));
    let inputs = monthly::inputs(&model);
    group.bench_function("one scenario", |bencher| {
        bencher.iter(|| Values::evaluate(&model, black_box(&inputs)));
    });
    let flat = flat(&model).unwrap();
    for (name, program) in [("run, flat", &flat), ("run", model.program())] {
        let mut machine = Machine::<1>::new(program);
        for (input, value) in inputs.iter().enumerate() {
            *machine.input(input).unwrap() = [*value];
        }
        group.bench_function(name, |bencher| bencher.iter(|| machine.run(black_box(program))));
    }
    trials(&mut group, &model, &inputs);
    group.finish();
}

/// The drivers that are uncertain.
const UNCERTAIN: [&str; 3] = ["price", "utilisation", "staff_cost"];
/// The result that is asked for.
const OUTCOME: &str = "cash";

/// Three uncertain drivers, the cash at each year's end asked.
fn trials(group: &mut BenchmarkGroup<'_, WallTime>, model: &Model, inputs: &[f64]) {
    let position = |id: &str| model.lines().iter().position(|line| line.id == *id).unwrap();
    let program = model.program();
    let varying: Vec<Varying> = UNCERTAIN
        .iter()
        .flat_map(|id| {
            let first = program.first_input(position(id)).unwrap();
            first..first + monthly::MONTHS
        })
        .map(|input| {
            let ends = Interval { low: 0.5 * inputs[input], high: 1.5 * inputs[input] };
            Varying { input, ends, like: None }
        })
        .collect();
    let outcome = position(OUTCOME);
    let outputs: Vec<_> =
        (11..monthly::MONTHS).step_by(12).filter_map(|cell| program.register(outcome, cell)).collect();
    group.bench_function("specialise", |bencher| {
        bencher.iter(|| Focus::within(program, black_box(inputs), &varying, &outputs));
    });
    let focus = Focus::within(program, inputs, &varying, &outputs);
    let mut machine = Machine::<BLOCK>::new(focus.program());
    group.bench_function("a block of trials", |bencher| {
        bencher.iter(|| {
            for Varying { input, .. } in &varying {
                if let Some(column) = focus.input(*input).and_then(|place| machine.input(place)) {
                    *column = std::array::from_fn(|lane| inputs[*input] * (1.0 - lane as f64 * 1e-3));
                }
            }
            machine.run(black_box(focus.program()));
        });
    });
    let level = |low: f64, likely: f64, high: f64| Uncertainty {
        level: Some(Shift {
            distribution: Distribution::Triangular { low, likely, high },
            way: Way::Factor,
            span: Span::Once,
        }),
        growth: None,
    };
    let plan = Plan {
        inputs: inputs.to_vec(),
        uncertain: UNCERTAIN.iter().map(|id| ((*id).to_owned(), level(0.8, 1.0, 1.2))).collect(),
        correlations: Vec::new(),
        trials: 16_000,
        seed: 1,
        points: Points::Sobol,
        output: OUTCOME.to_owned(),
        events: Vec::new(),
    };
    let simulation = Simulation::new(model, &plan).unwrap();
    group.bench_function("2,000 trials, every month kept", |bencher| bencher.iter(|| simulation.tally(0)));
}

criterion_group!(benches, one_scenario, forms, blocks, built, months);
criterion_main!(benches);
