//! Goal seek on functions with none, one, several and unbounded solutions.

use megahour::engine::solve::{Search, Solutions};
use proptest::prelude::*;

fn solve(search: Search, target: f64, of: impl Fn(f64) -> f64) -> Solutions {
    search.solve(&mut |points: &[f64]| points.iter().map(|x| of(*x)).collect(), target)
}

fn within(low: f64, high: f64, near: f64) -> Search {
    Search { low, high, near }
}

#[test]
fn one_root_is_found_to_the_last_bit() {
    let found = solve(within(0.0, 1e12, 2.0), 2.0, |x| x * x);
    let Solutions::One(x) = found else { panic!("{found:?}") };
    assert!((x - 2f64.sqrt()).abs() <= f64::EPSILON * 2.0, "{x}");
}

#[test]
fn no_root_says_what_comes_nearest() {
    assert_eq!(solve(within(0.0, 1.0, 0.5), 3.0, |x| x), Solutions::None(Some((1.0, 1.0))));
    assert_eq!(solve(within(0.0, 1.0, 0.5), 3.0, |_| f64::NAN), Solutions::None(None));
    // A peak between the arguments that are looked at first.
    let Solutions::None(Some((x, y))) = solve(within(0.0, 10.0, 1.0), 5.0, |x| 4.0 - (x - 3.3) * (x - 3.3))
    else {
        panic!("there is none")
    };
    assert!((x - 3.3).abs() < 1e-6 && (y - 4.0).abs() < 1e-12, "{x}: {y}");
}

#[test]
fn a_pole_and_a_jump_are_no_roots() {
    assert!(matches!(solve(within(-5.0, 5.0, 1.3), 0.0, |x| 1.0 / x), Solutions::None(_)));
    let step = |x: f64| if x < 0.77 { -1.0 } else { 1.0 };
    assert!(matches!(solve(within(0.0, 5.0, 1.0), 0.0, step), Solutions::None(_)));
}

#[test]
fn several_roots_are_told_in_order() {
    let found = solve(within(-10.0, 10.0, 1.0), 0.0, |x| (x - 1.5) * (x + 2.0) * (x - 7.25));
    let Solutions::Several(roots) = found else { panic!("{found:?}") };
    for (root, wanted) in roots.iter().zip([-2.0, 1.5, 7.25]) {
        assert!((root - wanted).abs() < 1e-12, "{root} is not {wanted}");
    }
    assert_eq!(roots.len(), 3);
}

#[test]
fn a_touch_without_a_crossing_is_a_root() {
    let found = solve(within(0.0, 10.0, 1.0), 0.0, |x| (x - 3.3) * (x - 3.3));
    let Solutions::One(x) = found else { panic!("{found:?}") };
    assert!((x - 3.3).abs() < 1e-6, "{x}");
}

#[test]
fn a_stretch_is_told_with_its_ends() {
    let found = solve(within(0.0, 100.0, 50.0), 0.0, |x| (x - 12.3_f64).max(0.0));
    let Solutions::Stretches(stretches) = found else { panic!("{found:?}") };
    assert_eq!(stretches.len(), 1);
    assert_eq!(stretches[0].0, 0.0);
    assert!((stretches[0].1 - 12.3).abs() < 1e-9, "{stretches:?}");
    assert_eq!(solve(within(0.0, 9.0, 1.0), 4.0, |_| 4.0), Solutions::Stretches(vec![(0.0, 9.0)]));
}

#[test]
fn a_root_at_zero_is_one_though_what_lies_beside_it_rounds_to_the_same() {
    // 1 − 5e-17 is 1.
    assert_eq!(solve(within(0.0, 1.0, 0.95), 6.0, |x| 6.0 / (1.0 - x)), Solutions::One(0.0));
}

#[test]
fn a_root_beside_the_end_of_what_is_defined_is_found() {
    let found = solve(within(0.0, 1.0, 0.5), 1e5, |x| if x < 1.0 { x / (1.0 - x) } else { f64::NAN });
    let Solutions::One(x) = found else { panic!("{found:?}") };
    assert!((x / (1.0 - x) - 1e5).abs() < 1e-3, "{x}");
}

#[test]
fn margins_end_where_the_verdict_changes() {
    let mut of = |points: &[f64]| points.iter().map(|x| 2.0 * x).collect::<Vec<f64>>();
    let met = |value: f64| (1.0..30.0).contains(&value);
    let (down, up) = within(0.0, 1e6, 3.0).margins(&mut of, met);
    assert!((down.unwrap() - 0.5).abs() < 1e-12 && met(2.0 * down.unwrap()));
    assert!((up.unwrap() - 15.0).abs() < 1e-9 && met(2.0 * up.unwrap()));
    assert_eq!(within(0.0, 10.0, 3.0).margins(&mut of, |value| value < 100.0), (None, None));
    // What is missed now: how far until it is met.
    let (down, up) = within(0.0, 1e6, 0.25).margins(&mut of, met);
    assert_eq!(down, None);
    assert!((up.unwrap() - 0.5).abs() < 1e-12);
}

proptest! {
    #[test]
    fn every_root_of_a_polynomial_far_apart_is_found(
        roots in prop::collection::btree_set(1..60_u32, 1..5),
        near in 0.1..60.0,
    ) {
        let of = |x: f64| roots.iter().map(|root| x - f64::from(*root)).product::<f64>();
        let found = match solve(within(0.0, 100.0, near), 0.0, of) {
            Solutions::One(x) => vec![x],
            Solutions::Several(all) => all,
            other => return Err(TestCaseError::fail(format!("{other:?}"))),
        };
        prop_assert_eq!(found.len(), roots.len(), "{:?}", found);
        for (x, root) in found.iter().zip(&roots) {
            prop_assert!((x - f64::from(*root)).abs() < 1e-9);
        }
    }
}
