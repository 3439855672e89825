// The reference case's simulation in plain JavaScript, as one writes it by hand
// for speed: one loop, numbers in local variables, typed arrays.

const YEARS = 5;
const HOURS = [1e6, 2e6, 4e6, 8e6, 12e6];
const PRICE = [2.0, 2.1, 2.25, 2.5, 2.75];
const RETENTION = [0.95, 0.95, 0.95, 0.96, 0.96];
const CAC = [5000, 4800, 4600, 4400, 4200];
const ARPU = 50000;

/** A small generator of numbers from 0 to 1 (xorshift). */
function generator(seed) {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 4294967296;
  };
}

function triangular(u, low, likely, high) {
  const width = high - low;
  return u * width < likely - low
    ? low + Math.sqrt(u * width * (likely - low))
    : high - Math.sqrt((1 - u) * width * (high - likely));
}

/** P10, P50 and P90 of the last year's gross profit; every trial gives seven lines in five years. */
export function simulate(trials, seed) {
  const random = generator(seed);
  const results = new Float64Array(7 * YEARS);
  const kept = new Float64Array(trials);
  let sum = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    // Two normal numbers at a time (Box and Muller), and a third.
    const radius = Math.sqrt(-2 * Math.log(random()));
    const angle = 2 * Math.PI * random();
    const normalHours = radius * Math.cos(angle);
    const normalPrice = radius * Math.sin(angle);
    const normalCac = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    const level = Math.exp(0.25 * normalHours);
    const growth = triangular(random(), 0.8, 1, 1.2);
    const priceFactor = 1 + 0.1 * normalPrice;
    const cost = triangular(random(), 0.6, 0.8, 1.1);
    const stays = -0.03 + 0.05 * random();
    const cacFactor = Math.exp(0.2 * normalCac);
    let grown = level;
    for (let year = 0; year < YEARS; year += 1) {
      const hours = HOURS[year] * grown;
      const revenue = hours * PRICE[year] * priceFactor;
      const infrastructure = hours * cost;
      const profit = revenue - infrastructure;
      const retention = Math.min(Math.max(RETENTION[year] + stays, 0), 1);
      results[year] = revenue;
      results[5 + year] = infrastructure;
      results[10 + year] = profit;
      results[15 + year] = revenue === 0 ? NaN : profit / revenue;
      results[20 + year] = revenue / ARPU;
      results[25 + year] = retention === 1 ? NaN : (ARPU * retention) / (1 - retention);
      results[30 + year] = ((CAC[year] * cacFactor) / ARPU) * 12;
      grown *= growth;
    }
    kept[trial] = results[14];
    sum += results[15] + results[20] + results[25] + results[34];
  }
  kept.sort();
  const at = (share) => kept[Math.round(share * (trials - 1))];
  return { quantiles: [at(0.1), at(0.5), at(0.9)], sum };
}
