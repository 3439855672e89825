//! Distributions against closed forms.

use crate::{CATALOGUE, gather, is, reference};
use megahour::engine::chance::distribution::Distribution;
use megahour::engine::chance::plan::*;

const ALL: [Distribution; 9] = [
    Distribution::Pert { low: 0.5, likely: 0.9, high: 2.0 },
    Distribution::Pert { low: 0.0, likely: 1.0, high: 1.0 },
    Distribution::Triangular { low: 0.6, likely: 0.8, high: 1.1 },
    Distribution::Triangular { low: 0.0, likely: 0.0, high: 1.0 },
    Distribution::Normal { mean: 3.0, deviation: 0.1 },
    Distribution::Lognormal { median: 2.0, sigma: 0.25 },
    Distribution::Uniform { low: 0.3, high: 2.0 },
    Distribution::Between { low: 0.8, high: 1.3, sure: 0.8 },
    Distribution::Between { low: -1.0, high: 1.3, sure: 0.9 },
];

/// The integral of a function of the quantile, by the midpoint rule.
fn integral(of: &Distribution, part: impl Fn(f64) -> f64) -> f64 {
    const STEPS: u32 = 200_000;
    let at = |step: u32| part(of.quantile((f64::from(step) + 0.5) / f64::from(STEPS)));
    (0..STEPS).map(at).sum::<f64>() / f64::from(STEPS)
}

#[test]
fn mean_and_deviation_are_those_of_the_quantiles() {
    for of in ALL {
        let mean = integral(&of, |x| x);
        assert!((mean - of.mean()).abs() < 1e-5 * of.deviation(), "{of:?}: {mean}");
        let deviation = integral(&of, |x| (x - of.mean()).powi(2)).sqrt();
        assert!((deviation / of.deviation() - 1.0).abs() < 2e-4, "{of:?}: {deviation}");
    }
}

#[test]
fn the_density_is_the_quantiles_inverse_slope() {
    for of in ALL {
        for p in [0.02, 0.2, 0.5, 0.77, 0.98] {
            let slope = (of.quantile(p + 1e-6) - of.quantile(p - 1e-6)) / 2e-6;
            assert!((slope * of.density(of.quantile(p)) - 1.0).abs() < 1e-4, "{of:?} at {p}");
        }
    }
}

#[test]
fn ends_too_far_apart_for_how_sure_one_is_are_refused() {
    let between = |sure: f64| Distribution::Between { low: 1.0, high: 400.0, sure };
    // 400 is 20², and z is 1.28 at 80%: sigma is ln 20 ÷ 1.28.
    assert_eq!(between(0.8).check(), Ok(()));
    assert!(between(0.01).check().is_err_and(|why| why.contains("too far apart")));
    // Around zero it is a normal distribution, which has room for any.
    assert_eq!(Distribution::Between { low: -1.0, high: 400.0, sure: 0.01 }.check(), Ok(()));
}

#[test]
fn quantiles_are_those_of_closed_forms() {
    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    near(Distribution::Normal { mean: 0.0, deviation: 1.0 }.quantile(0.975), 1.959_963_984_540_054);
    near(Distribution::Normal { mean: 0.0, deviation: 1.0 }.quantile(1e-9), -5.997_807_015_007_687);
    near(Distribution::Lognormal { median: 2.0, sigma: 0.5 }.quantile(0.5), 2.0);
    near(Distribution::Triangular { low: 0.0, likely: 1.0, high: 2.0 }.quantile(0.125), 0.5);
    // Symmetric, and its middle half by hand: 0.359 436 solves x³(10 − 15x + 6x²) = 1/4.
    let pert = Distribution::Pert { low: 0.0, likely: 0.5, high: 1.0 };
    near(pert.quantile(0.5), 0.5);
    let x = pert.quantile(0.25);
    near(x.powi(3) * (10.0 - 15.0 * x + 6.0 * x * x), 0.25);
    for of in [ALL[7], ALL[8]] {
        let Distribution::Between { low, high, sure } = of else { unreachable!() };
        near(of.quantile((1.0 - sure) / 2.0), low);
        near(of.quantile((1.0 + sure) / 2.0), high);
    }
}

#[test]
fn draws_have_the_distributions_moments() {
    for distribution in ALL {
        for points in [Points::Sobol, Points::Random] {
            let shift = Shift { distribution, way: Way::Addition, span: Span::Once };
            let uncertain = Uncertainty { level: Some(shift), growth: None };
            let plan = Plan {
                uncertain: vec![("price_per_hour".to_owned(), uncertain)],
                output: "price_per_hour".to_owned(),
                points,
                ..reference::plan(&CATALOGUE, 16_000)
            };
            // The sample's price in year 3 is 2.25.
            let gathered = gather(&plan);
            is(gathered.mean(2).unwrap(), 2.25 + distribution.mean());
            for share in [0.1, 0.5, 0.9] {
                is(gathered.quantile_estimate(2, share).unwrap(), 2.25 + distribution.quantile(share));
            }
        }
    }
}
