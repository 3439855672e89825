//! How likely each shift is, as a small picture.

use crate::engine::chance::distribution::Distribution;
use leptos::prelude::*;

/// Points of the curve.
const POINTS: usize = 40;
/// The picture's width and height, in its own units.
const SIZE: (f64, f64) = (80.0, 24.0);

/// The density between the outermost hundredths, with the mean marked.
pub fn density(of: Distribution) -> AnyView {
    if of.check().is_err() {
        return ().into_any();
    }
    let (low, high) = (of.quantile(0.005), of.quantile(0.995));
    let x = |point: usize| low + (high - low) * (point as f64 / (POINTS - 1) as f64);
    let heights: Vec<f64> = (0..POINTS).map(|point| of.density(x(point))).collect();
    let most = heights.iter().copied().filter(|height| height.is_finite()).fold(f64::MIN_POSITIVE, f64::max);
    let mut path = format!("M0 {}", SIZE.1);
    for (point, height) in heights.iter().enumerate() {
        let across = point as f64 / (POINTS - 1) as f64 * SIZE.0;
        let up = SIZE.1 - (height / most).clamp(0.0, 1.0) * (SIZE.1 - 2.0);
        path.push_str(&format!("L{across:.1} {up:.1}"));
    }
    path.push_str(&format!("L{} {}Z", SIZE.0, SIZE.1));
    let mean = (of.mean() - low) / (high - low) * SIZE.0;
    view! {
        <svg class="density" viewBox="0 0 80 24" preserveAspectRatio="none" aria-hidden="true">
            <path d=path />
            <rect x=mean - 0.5 y="0" width="1" height="24" />
        </svg>
    }
    .into_any()
}
