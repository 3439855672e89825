//! Scenarios around the sample, drawn once so that drawing is not timed.

use megahour::model::Catalogue;
use megahour::model::timeline::DEFAULT_YEARS as YEARS;
use megahour::store::document::Document;

/// How many scenarios there are: a multiple of every block, and so many that
/// no processor learns their comparisons by heart, yet small enough to stay in
/// its second cache.
pub const COUNT: usize = 256;

/// The inputs of all scenarios, by scenario and by input.
pub struct Scenarios {
    inputs: usize,
    rows: Vec<f64>,
    columns: Vec<f64>,
}

impl Scenarios {
    /// Each input is the sample's, up to a tenth less; a share stays one.
    pub fn draw(catalogue: &Catalogue) -> Self {
        let sample = Document::sample().inputs(catalogue);
        let inputs = sample.len();
        let mut random = Random(0x4d65_6761_686f_7572);
        let mut rows: Vec<f64> = Vec::with_capacity(COUNT * inputs);
        for _ in 0..COUNT {
            rows.extend(sample.iter().map(|value| value * (1.0 - 0.1 * random.share())));
        }
        // Two scenarios have undefined values: nothing sold in the first year,
        // and a year in which no customer leaves.
        for (scenario, line, year, value) in [(3, "price_per_hour", 0, 0.0), (7, "retention", 2, 1.0)] {
            if let Some(first) = catalogue.model.drivers().position(|(driver, _)| driver.id == line) {
                rows[scenario * inputs + first * YEARS + year] = value;
            }
        }
        let columns = (0..inputs).flat_map(|input| (0..COUNT).map(move |scenario| scenario * inputs + input));
        Self { inputs, columns: columns.map(|at| rows[at]).collect(), rows }
    }

    /// One scenario's inputs.
    pub fn row(&self, scenario: usize) -> &[f64] {
        &self.rows[scenario * self.inputs..(scenario + 1) * self.inputs]
    }

    /// Each input's values in all scenarios.
    pub fn columns(&self) -> impl Iterator<Item = &[f64]> {
        self.columns.chunks_exact(COUNT)
    }
}

/// The SplitMix64 generator: the same scenarios on every machine.
struct Random(u64);

impl Random {
    /// From 0 up to, but not including, 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}
