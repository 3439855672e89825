// Times the engine beside plain JavaScript, once both are known to agree.

import { simulate } from "./chance.js";
import startFast, { Engine as Fast, WhatIf as FastWhatIf } from "./fast/engine.js";
import startSmall, { Engine as Small, WhatIf as SmallWhatIf } from "./small/engine.js";
import * as plain from "./plain.js";

const SAMPLES = 60;
/** How long one sample takes, so that the clock's resolution is no matter. */
const SAMPLE_MS = 8;
const TRIALS = 100_000;
/** P10, P50 and P90 of the reference case's gross profit in year 5, by quadrature. */
const QUADRATURE = [12_562_919, 22_609_955, 39_491_702];
/** What one Sobol point is worth is told by the medians of so many trials, drawn from each of so many seeds. */
const WORTH = { trials: 65_536, seeds: 40 };
const BLOCKS = [8, 16, 32, 64, 128];

/** Fails unless both sides calculate the same quantities and agree on each. */
function agree(engine, inputs) {
  const names = engine.names();
  const missing = names.filter((name) => !plain.NAMES.includes(name));
  if (missing.length > 0 || names.length !== plain.NAMES.length) {
    throw new Error(`plain.js and the model differ in their lines: ${missing.join(", ") || "some are gone"}`);
  }
  const places = names.map((name) => plain.NAMES.indexOf(name));
  const byHand = new Float64Array(plain.RESULTS);
  for (let scenario = 0; scenario < engine.scenario_count; scenario += 1) {
    plain.evaluate(inputs, scenario * plain.INPUTS, byHand, 0);
    engine.results(scenario).forEach((ours, position) => {
      const theirs = byHand[places[position]];
      const same = Number.isNaN(ours)
        ? Number.isNaN(theirs)
        : Math.abs(ours - theirs) <= 1e-12 * Math.max(Math.abs(ours), Math.abs(theirs));
      if (!same) throw new Error(`scenario ${scenario}, ${names[position]}: ${ours}, in JavaScript ${theirs}`);
    });
  }
}

/** Fails unless work that was timed had the expected result. */
function expect(what, found, wanted) {
  if (!(Math.abs(found - wanted) <= 1e-9 * Math.abs(wanted))) {
    throw new Error(`${what} came to ${found}, not ${wanted}`);
  }
}

/** How many trials by chance come as near to the median as one by Sobol: errors shrink with the root of their number. */
function worthOfSobol(whatIf) {
  const square = (sobol) => {
    let sum = 0;
    for (let seed = 0; seed < WORTH.seeds; seed += 1) {
      sum += (whatIf.median(WORTH.trials, sobol, seed) - QUADRATURE[1]) ** 2;
    }
    return sum;
  };
  return { ...WORTH, trialsByChance: square(false) / square(true) };
}

function timeOf(work, times) {
  const start = performance.now();
  work(times);
  return performance.now() - start;
}

/** Runs a candidate until it is compiled at its best, and finds how often it fits into a sample. */
function warmUp(candidate) {
  let times = 1;
  while (timeOf(candidate.work, times) < SAMPLE_MS) times *= 2;
  // The quickest run is the one that nothing else on the machine disturbed.
  let quickest = Infinity;
  for (let round = 0; round < 30; round += 1) quickest = Math.min(quickest, timeOf(candidate.work, times));
  return Math.max(1, Math.round((times * SAMPLE_MS) / Math.max(quickest, 0.1)));
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** Everything that is measured, each in nanoseconds per scenario. */
export async function measure() {
  await Promise.all([startFast(), startSmall()]);
  const [fast, small] = [new Fast(), new Small()];
  const inputs = Float64Array.from(fast.inputs());
  const count = fast.scenario_count;
  agree(fast, inputs);
  agree(small, inputs);
  const sum = plain.many(inputs, 1);
  expect("one by one", fast.one_by_one(count), sum);
  expect("one by one, built for size", small.one_by_one(count), sum);
  expect("one by one in JavaScript", plain.oneByOne(inputs, count), sum);
  for (const block of BLOCKS) expect(`blocks of ${block}`, fast.in_blocks(block, 1), sum);
  expect("blocks, built for size", small.in_blocks(small.block, 1), sum);

  expect("links", small.open_links(3), 3);

  const [whatIf, smallWhatIf] = [new FastWhatIf(), new SmallWhatIf()];
  for (const quantiles of [whatIf.simulate(TRIALS, true), whatIf.simulate(TRIALS, false), simulate(TRIALS, 1).quantiles]) {
    QUADRATURE.forEach((exact, place) => {
      const off = Math.abs(quantiles[place] / exact - 1);
      if (!(off < 0.02)) throw new Error(`a simulation came to ${quantiles[place]}, not ${exact}`);
    });
  }
  const simulated = (work) => (times) => {
    for (let time = 0; time < times; time += 1) work(time + 1);
  };
  const candidates = [
    { name: "trial, by chance", scenarios: TRIALS, work: simulated(() => whatIf.simulate(TRIALS, false)) },
    { name: "trial, Sobol", scenarios: TRIALS, work: simulated(() => whatIf.simulate(TRIALS, true)) },
    { name: "trial, JavaScript", scenarios: TRIALS, work: simulated((seed) => simulate(TRIALS, seed)) },
    { name: "heat map", scenarios: 1, work: simulated(() => smallWhatIf.heat_map()) },
    { name: "tornado", scenarios: 1, work: simulated(() => smallWhatIf.tornado()) },
    { name: "link", scenarios: 1, work: (times) => fast.open_links(times) },
    { name: "link, built for size", scenarios: 1, work: (times) => small.open_links(times) },
    { name: "one", scenarios: 1, work: (times) => fast.one_by_one(times) },
    { name: "one, built for size", scenarios: 1, work: (times) => small.one_by_one(times) },
    { name: "one, JavaScript", scenarios: 1, work: (times) => plain.oneByOne(inputs, times) },
    { name: "many, JavaScript", scenarios: count, work: (times) => plain.many(inputs, times) },
    { name: "block", scenarios: count, work: (times) => fast.in_blocks(fast.block, times) },
    { name: "block, built for size", scenarios: count, work: (times) => small.in_blocks(small.block, times) },
    ...BLOCKS.map((block) => ({
      name: `block of ${block}`,
      scenarios: count,
      work: (times) => fast.in_blocks(block, times),
    })),
  ];
  for (const candidate of candidates) {
    candidate.times = warmUp(candidate);
    candidate.samples = [];
  }
  // In turns, so that a disturbance falls on all alike; and each begins in its
  // turn, because the first after the pause finds the processor's caches cold.
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    for (let turn = 0; turn < candidates.length; turn += 1) {
      const candidate = candidates[(sample + turn) % candidates.length];
      const nanoseconds = timeOf(candidate.work, candidate.times) * 1e6;
      candidate.samples.push(nanoseconds / candidate.times / candidate.scenarios);
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
  const figures = candidates.map(({ name, samples }) => {
    samples.sort((a, b) => a - b);
    return { name, median: quantile(samples, 0.5), low: quantile(samples, 0.1), high: quantile(samples, 0.9) };
  });
  const sobol = worthOfSobol(whatIf);
  return { figures, sobol, samples: SAMPLES, block: fast.block, operations: fast.operation_count, link: fast.link_length };
}
