//! Drawing never panics and never says what is not so, whatever it is given.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/charts.rs"]
mod charts;

use megahour::chart::{
    Category, Chart, Frame, Layout, Measured, Panel, Point, Series, TextMeasure, Theme, Tone, ValueAxis,
    View, draw, summary, svg, table,
};
use plotters::drawing::IntoDrawingArea;
use proptest::prelude::*;

/// Any value a model could hand over, and those it never should.
fn value() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        2 => Just(None),
        6 => (-1e9..1e9).prop_map(Some),
        1 => Just(Some(0.0)),
        2 => any::<f64>().prop_map(Some),
        1 => prop_oneof![
            Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY), Just(f64::MAX),
            Just(f64::MIN), Just(f64::MIN_POSITIVE), Just(5e-324), Just(1e24), Just(-0.0),
        ].prop_map(Some),
    ]
}

fn point() -> impl Strategy<Value = Point> {
    (value(), "\\PC{0,12}").prop_map(|(value, text)| match value {
        Some(value) => Point::new(value, text.clone(), text),
        None => Point::undefined(text),
    })
}

fn series(points: usize) -> impl Strategy<Value = Series> {
    // Fewer or more points than categories are a caller's mistake, no panic.
    let points = proptest::collection::vec(point(), points.saturating_sub(1)..=points + 1);
    (any::<bool>(), 0..6usize, ".{0,20}", points).prop_map(|(bars, tone, name, points)| match bars {
        true => Series::bars(name, Tone::ALL[tone], points),
        false => Series::line(name, Tone::ALL[tone], points),
    })
}

fn panel(points: usize) -> impl Strategy<Value = Panel> {
    let all = proptest::collection::vec(series(points), 0..=6);
    let references = proptest::collection::vec((any::<f64>(), ".{0,20}"), 0..=2);
    (all, references, any::<bool>(), proptest::option::of(".{0,20}")).prop_map(
        |(series, references, free, caption)| {
            let format = |value: f64, step: f64| format!("{value:e} {step:e}");
            let mut panel =
                Panel::new(if free { ValueAxis::free(format) } else { ValueAxis::from_zero(format) });
            panel.series = series;
            panel.caption = caption;
            for (value, label) in references {
                panel = panel.reference(value, label);
            }
            panel
        },
    )
}

fn chart() -> impl Strategy<Value = Chart> {
    (0..=60usize).prop_flat_map(|n| {
        let panels = proptest::collection::vec(panel(n), 0..=3);
        (".{0,40}", panels).prop_map(move |(title, panels)| {
            let mut chart = Chart::new(
                title,
                (1..=n).map(|year| Category::new(format!("Year {year}"), format!("Y{year}"))).collect(),
            );
            chart.panels = panels;
            chart
        })
    })
}

fn size() -> impl Strategy<Value = (u32, u32)> {
    prop_oneof![
        3 => (0..=1200u32, 0..=800u32),
        1 => (0..=4000u32, 0..=3000u32),
        1 => (0..=40u32, 0..=40u32),
        1 => Just((0, 0)),
        1 => Just((4000, 3000)),
    ]
}

/// A text measure that answers nonsense.
struct Nonsense(f64);

impl TextMeasure for Nonsense {
    fn width(&self, _: &str, _: f64, _: bool, _: &str) -> f64 {
        self.0
    }
}

fn drawn(chart: &Chart, (width, height): (u32, u32), scale: f64, measured: f64) -> Option<Layout> {
    let mut buffer = String::new();
    let backend = plotters::backend::SVGBackend::with_string(&mut buffer, (width, height));
    let root = Measured::new(backend, Nonsense(measured)).into_drawing_area();
    let view = View { scale, frame: Frame::Bare };
    draw(chart, &Theme::dark(), view, &root).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn any_chart_draws_at_any_size(chart in chart(), (width, height) in size()) {
        for frame in [Frame::Bare, Frame::WithTitleAndLegend] {
            let svg = svg::render_in(&chart, &Theme::light(), frame, width, height);
            let svg = svg.unwrap_or_default();
            prop_assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"));
            prop_assert!(!svg.contains("NaN") && !svg.contains("\"inf"));
            let control = |c: char| c.is_control() && c != '\n';
            prop_assert!(!svg.contains(control), "an XML document can't carry these");
        }
    }

    #[test]
    fn any_scale_and_any_measure_are_survived(
        chart in chart(), size in size(), scale in any::<f64>(), measured in any::<f64>(),
    ) {
        prop_assert!(drawn(&chart, size, scale, measured).is_some());
    }

    #[test]
    fn a_hit_is_a_category_and_its_column_holds_the_point(
        chart in chart(), size in size(), x in -100.0..4100.0, y in -100.0..3100.0,
    ) {
        let layout = drawn(&chart, size, 1.0, 20.0);
        let Some(layout) = layout else { return Err(TestCaseError::fail("not drawn")) };
        if let Some(category) = layout.hit(x, y) {
            prop_assert!(category < chart.categories.len());
            let column = layout.column(category);
            let within = column.is_some_and(|c| {
                let (first, last) = (category == 0, category + 1 == chart.categories.len());
                (first || x >= c.left - 1e-6) && (last || x <= c.right + 1e-6)
            });
            prop_assert!(within, "{column:?}");
        }
    }

    #[test]
    fn words_and_table_cover_every_series(chart in chart()) {
        let table = table(&chart);
        prop_assert_eq!(table.rows.len(), chart.series().count());
        let words = summary(&chart);
        for series in chart.series() {
            prop_assert!(words.contains(&series.name));
        }
    }
}

#[test]
fn nothing_a_person_types_leaves_its_place_in_the_document() {
    let mut chart = charts::revenue(&charts::Drivers::published().evaluate());
    chart.title = "</title><script>\"&'\u{0}\u{7}".to_owned();
    chart.panels[0].series[0].name = "<b> & \u{1b}".to_owned();
    let svg = svg::render(&chart, &Theme::light(), 600, 300).unwrap_or_default();
    assert!(svg.contains("<title>&lt;/title&gt;&lt;script&gt;\"&amp;'</title>"), "{svg}");
    assert!(!svg.contains("<script") && !svg.contains("<b>"));
    assert!(!svg.contains(['\u{0}', '\u{7}', '\u{1b}']));
}

#[test]
fn all_five_charts_of_the_sample_are_summed_up() {
    let sample = charts::Drivers::published().evaluate();
    let [(_, revenue), (_, margin), ..] = charts::all(&sample);
    assert!(summary(&revenue).starts_with("Revenue: rising from $2.00M in Year 1 to $33.00M in Year 5."));
    assert!(
        summary(&margin).ends_with("The dashed line marks benchmark 50%: every value is at or above it."),
        "{}",
        summary(&margin)
    );
}
