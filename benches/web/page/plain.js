// The built-in model in plain JavaScript, as one writes it by hand for speed:
// one loop over the years, numbers in local variables, results in a typed
// array. Undefined is NaN.

export const YEARS = 5;

const DRIVERS = [
  "compute_hours",
  "capacity_hours",
  "price_per_hour",
  "cost_per_hour",
  "arpu",
  "retention",
  "cac",
  "stored_tb",
  "storage_tb",
];

// Each line has a place for every year and one for its total.
const LINES = [
  "annual_revenue",
  "infrastructure_cost",
  "gross_profit",
  "gross_margin",
  "revenue_growth",
  "customers",
  "churn",
  "cltv",
  "cltv_margin",
  "ltv_to_cac",
  "payback_months",
  "payback_months_margin",
  "compute_utilisation",
  "storage_utilisation",
  "new_customers",
  "acquisition_spend",
  "contribution",
];

const TOTALS = [
  "compute_hours",
  "capacity_hours",
  "price_per_hour",
  "cost_per_hour",
  "cac",
  "annual_revenue",
  "infrastructure_cost",
  "gross_profit",
  "gross_margin",
  "compute_utilisation",
  "storage_utilisation",
  "new_customers",
  "acquisition_spend",
  "contribution",
];

const CELLS = LINES.length * YEARS;
export const INPUTS = DRIVERS.length * YEARS;
/** How many results a scenario has. */
export const RESULTS = CELLS + TOTALS.length + 1;

/** The name of each result, in their order. */
export const NAMES = [
  ...LINES.flatMap((line) => Array.from({ length: YEARS }, (_, year) => `${line}/${year}`)),
  ...TOTALS.map((line) => `${line}/total`),
  "revenue_cagr/0",
];
export const CONTRIBUTION_TOTAL = NAMES.indexOf("contribution/total");

function ratio(dividend, divisor) {
  return divisor === 0 ? NaN : dividend / divisor;
}

/** Evaluates the scenario whose inputs start at `from`, into `results` from `to` on. */
export function evaluate(inputs, from, results, to) {
  let hoursTotal = 0;
  let capacityTotal = 0;
  let revenueTotal = 0;
  let costTotal = 0;
  let profitTotal = 0;
  let storedTotal = 0;
  let storageTotal = 0;
  let newCustomersTotal = 0;
  let spendTotal = 0;
  let contributionTotal = 0;
  let firstRevenue = NaN;
  let previousRevenue = NaN;
  let previousCustomers = 0;
  for (let year = 0; year < YEARS; year += 1) {
    const at = from + year;
    const hours = inputs[at];
    const capacity = inputs[at + YEARS];
    const price = inputs[at + 2 * YEARS];
    const costPerHour = inputs[at + 3 * YEARS];
    const arpu = inputs[at + 4 * YEARS];
    const retention = inputs[at + 5 * YEARS];
    const cac = inputs[at + 6 * YEARS];
    const stored = inputs[at + 7 * YEARS];
    const storage = inputs[at + 8 * YEARS];

    const revenue = hours * price;
    const cost = hours * costPerHour;
    const profit = revenue - cost;
    const margin = ratio(profit, revenue);
    const customers = ratio(revenue, arpu);
    const churn = 1 - retention;
    const cltvMargin = ratio(arpu * margin, churn);
    const newCustomers = Math.max(customers - previousCustomers * retention, 0);
    const spend = newCustomers * cac;
    const contribution = profit - spend;

    const into = to + year;
    results[into] = revenue;
    results[into + YEARS] = cost;
    results[into + 2 * YEARS] = profit;
    results[into + 3 * YEARS] = margin;
    results[into + 4 * YEARS] = ratio(revenue, previousRevenue) - 1;
    results[into + 5 * YEARS] = customers;
    results[into + 6 * YEARS] = churn;
    results[into + 7 * YEARS] = ratio(arpu * retention, churn);
    results[into + 8 * YEARS] = cltvMargin;
    results[into + 9 * YEARS] = ratio(cltvMargin, cac);
    results[into + 10 * YEARS] = ratio(cac, arpu) * 12;
    results[into + 11 * YEARS] = margin > 0 ? ratio(cac, arpu * margin) * 12 : NaN;
    results[into + 12 * YEARS] = ratio(hours, capacity);
    results[into + 13 * YEARS] = ratio(stored, storage);
    results[into + 14 * YEARS] = newCustomers;
    results[into + 15 * YEARS] = spend;
    results[into + 16 * YEARS] = contribution;

    hoursTotal += hours;
    capacityTotal += capacity;
    revenueTotal += revenue;
    costTotal += cost;
    profitTotal += profit;
    storedTotal += stored;
    storageTotal += storage;
    newCustomersTotal += newCustomers;
    spendTotal += spend;
    contributionTotal += contribution;
    if (year === 0) firstRevenue = revenue;
    previousRevenue = revenue;
    previousCustomers = customers;
  }
  const total = to + CELLS;
  results[total] = hoursTotal;
  results[total + 1] = capacityTotal;
  results[total + 2] = ratio(revenueTotal, hoursTotal);
  results[total + 3] = ratio(costTotal, hoursTotal);
  results[total + 4] = ratio(spendTotal, newCustomersTotal);
  results[total + 5] = revenueTotal;
  results[total + 6] = costTotal;
  results[total + 7] = profitTotal;
  results[total + 8] = ratio(profitTotal, revenueTotal);
  results[total + 9] = ratio(hoursTotal, capacityTotal);
  results[total + 10] = ratio(storedTotal, storageTotal);
  results[total + 11] = newCustomersTotal;
  results[total + 12] = spendTotal;
  results[total + 13] = contributionTotal;
  results[total + 14] = ratio(previousRevenue, firstRevenue) ** (1 / (YEARS - 1)) - 1;
}

/** Each evaluation with results of its own, as an app does after a keystroke. */
export function oneByOne(inputs, times) {
  const scenarios = inputs.length / INPUTS;
  let sum = 0;
  for (let time = 0; time < times; time += 1) {
    const results = new Float64Array(RESULTS);
    evaluate(inputs, (time % scenarios) * INPUTS, results, 0);
    sum += results[CONTRIBUTION_TOTAL];
  }
  return sum;
}

/** All scenarios so many times over, into results that are used again. */
export function many(inputs, times) {
  const results = new Float64Array(RESULTS);
  let sum = 0;
  for (let time = 0; time < times; time += 1) {
    for (let from = 0; from < inputs.length; from += INPUTS) {
      evaluate(inputs, from, results, 0);
      sum += results[CONTRIBUTION_TOTAL];
    }
  }
  return sum;
}
