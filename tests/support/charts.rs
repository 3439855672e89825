//! The five charts of the model view with the published sample's figures.

use megahour::chart::{Category, Chart, Panel, Point, Series, Tone, ValueAxis};
use megahour::model::timeline::Timeline;

/// One value per year of the sample, by the formulas of the model.
pub struct Sample {
    pub revenue: Vec<Option<f64>>,
    pub cost: Vec<Option<f64>>,
    pub profit: Vec<Option<f64>>,
    pub margin: Vec<Option<f64>>,
    pub customers: Vec<Option<f64>>,
    pub new_customers: Vec<Option<f64>>,
    pub cltv: Vec<Option<f64>>,
    pub cltv_margin: Vec<Option<f64>>,
    pub cac: Vec<Option<f64>>,
    pub ltv_to_cac: Vec<Option<f64>>,
    pub payback: Vec<Option<f64>>,
    pub payback_margin: Vec<Option<f64>>,
}

/// The drivers that tests vary.
pub struct Drivers {
    pub hours: [f64; 5],
    pub price: [f64; 5],
    pub cost: [f64; 5],
    pub arpu: [f64; 5],
    pub retention: [f64; 5],
    pub cac: [f64; 5],
}

impl Drivers {
    pub fn published() -> Self {
        let retention = [0.95, 0.95, 0.95, 0.96, 0.96];
        let cltv = [950e3, 1050e3, 1200e3, 1300e3, 1400e3];
        Self {
            hours: [1e6, 2e6, 4e6, 8e6, 12e6],
            price: [2.0, 2.1, 2.25, 2.5, 2.75],
            cost: [0.8; 5],
            arpu: std::array::from_fn(|i| cltv[i] * (1.0 - retention[i]) / retention[i]),
            retention,
            cac: [5000.0, 4800.0, 4600.0, 4400.0, 4200.0],
        }
    }

    pub fn evaluate(&self) -> Sample {
        let each = |f: &dyn Fn(usize) -> f64| -> Vec<Option<f64>> {
            (0..5).map(|i| Some(f(i)).filter(|v| v.is_finite())).collect()
        };
        let revenue = |i: usize| self.hours[i] * self.price[i];
        let profit = |i: usize| revenue(i) - self.hours[i] * self.cost[i];
        let margin = |i: usize| profit(i) / revenue(i);
        let customers = |i: usize| revenue(i) / self.arpu[i];
        let churn = |i: usize| 1.0 - self.retention[i];
        let cltv_margin = |i: usize| self.arpu[i] * margin(i) / churn(i);
        let payback_margin = |i: usize| match margin(i) {
            margin if margin > 0.0 => 12.0 * self.cac[i] / (self.arpu[i] * margin),
            _ => f64::NAN,
        };
        Sample {
            revenue: each(&revenue),
            cost: each(&|i| self.hours[i] * self.cost[i]),
            profit: each(&profit),
            margin: each(&margin),
            customers: each(&customers),
            new_customers: each(&|i| match i {
                0 => customers(0),
                _ => (customers(i) - customers(i - 1) * self.retention[i]).max(0.0),
            }),
            cltv: each(&|i| self.arpu[i] * self.retention[i] / churn(i)),
            cltv_margin: each(&cltv_margin),
            cac: each(&|i| self.cac[i]),
            ltv_to_cac: each(&|i| cltv_margin(i) / self.cac[i]),
            payback: each(&|i| 12.0 * self.cac[i] / self.arpu[i]),
            payback_margin: each(&payback_margin),
        }
    }
}

/// Compact money: "$2.00M" with two decimals, "$2M" with none.
fn money(value: f64, decimals: usize) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    let size = value.abs();
    let (size, suffix) = match size {
        s if s >= 1e6 => (s / 1e6, "M"),
        s if s >= 1e4 => (s / 1e3, "k"),
        s => (s, ""),
    };
    let whole = format!("{size:.decimals$}");
    match (suffix, size >= 1e3) {
        ("", true) => format!("{sign}${}", grouped(size)),
        _ => format!("{sign}${whole}{suffix}"),
    }
}

fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Three significant figures, without zeros at the end.
fn short_money(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    let (size, suffix) = match value.abs() {
        s if s >= 1e6 => (s / 1e6, "M"),
        s if s >= 1e4 => (s / 1e3, "k"),
        s => return format!("{sign}${}", grouped(s)),
    };
    let decimals = if size >= 100.0 {
        0
    } else if size >= 10.0 {
        1
    } else {
        2
    };
    let text = format!("{size:.decimals$}");
    let text = if decimals > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{sign}${text}{suffix}")
}

fn points(values: &[Option<f64>], text: impl Fn(f64) -> String, label: impl Fn(f64) -> String) -> Vec<Point> {
    values
        .iter()
        .map(|value| match value {
            Some(value) => Point::new(*value, text(*value), label(*value)),
            None => Point::undefined(""),
        })
        .collect()
}

fn money_points(values: &[Option<f64>]) -> Vec<Point> {
    points(values, |v| money(v, 2), short_money)
}

fn decimals(step: f64) -> usize {
    (0..6).find(|&d| (step * 10f64.powi(d)).fract().abs() < 1e-9).unwrap_or(6) as usize
}

fn money_axis() -> ValueAxis {
    ValueAxis::from_zero(|value, step| match value {
        0.0 => "$0".to_owned(),
        v if v.abs() >= 1e6 => money(v, decimals(step / 1e6)),
        v => money(v, 0),
    })
}

fn percent(value: f64) -> String {
    format!("{:.1}%", value * 100.0).replace('-', "−")
}

pub fn revenue(sample: &Sample) -> Chart {
    Chart::new("Revenue, cost and gross profit", Category::years(Timeline::default())).panel(
        Panel::new(money_axis())
            .series(Series::bars("Revenue", Tone::Blue, money_points(&sample.revenue)))
            .series(Series::bars("Infrastructure cost", Tone::Orange, money_points(&sample.cost)))
            .series(Series::bars("Gross profit", Tone::Green, money_points(&sample.profit))),
    )
}

pub fn margin(sample: &Sample) -> Chart {
    let axis = ValueAxis::free(|value, step| {
        format!("{:.*}%", decimals(step * 100.0), value * 100.0).replace('-', "−")
    });
    Chart::new("Gross margin", Category::years(Timeline::default())).panel(
        Panel::new(axis)
            .series(Series::line("Gross margin", Tone::Green, points(&sample.margin, percent, percent)))
            .reference(0.5, "benchmark 50%"),
    )
}

pub fn customers(sample: &Sample) -> Chart {
    let axis = ValueAxis::from_zero(|value, _| grouped(value));
    let of = |values| points(values, grouped, grouped);
    Chart::new("Customers", Category::years(Timeline::default())).panel(
        Panel::new(axis)
            .series(Series::bars("Customers", Tone::Blue, of(&sample.customers)))
            .series(Series::bars("New customers", Tone::Orange, of(&sample.new_customers))),
    )
}

pub fn lifetime_value(sample: &Sample) -> Chart {
    let times = |value: f64| format!("{value:.0}×");
    Chart::new("CLTV, CAC and LTV : CAC", Category::years(Timeline::default()))
        .panel(
            Panel::new(money_axis())
                .caption("Customer lifetime value")
                .series(Series::bars("CLTV", Tone::Blue, money_points(&sample.cltv)))
                .series(Series::bars(
                    "CLTV, margin-adjusted",
                    Tone::Green,
                    money_points(&sample.cltv_margin),
                )),
        )
        .panel(Panel::new(money_axis()).caption("Customer acquisition cost").series(Series::bars(
            "CAC",
            Tone::Orange,
            money_points(&sample.cac),
        )))
        .panel(
            Panel::new(ValueAxis::from_zero(move |value, _| times(value)))
                .caption("LTV : CAC, margin-adjusted")
                .series(Series::line("LTV : CAC", Tone::Green, points(&sample.ltv_to_cac, times, times)))
                .reference(3.0, "healthy from 3×"),
        )
}

pub fn payback(sample: &Sample) -> Chart {
    let axis = ValueAxis::from_zero(|value, step| format!("{value:.*}", decimals(step)));
    let months = |value: f64| format!("{value:.2} months");
    let label = |value: f64| format!("{value:.2}");
    Chart::new("CAC payback, months", Category::years(Timeline::default())).panel(
        Panel::new(axis)
            .series(Series::line(
                "Margin-adjusted",
                Tone::Green,
                points(&sample.payback_margin, months, label),
            ))
            .series(Series::line("As published", Tone::Blue, points(&sample.payback, months, label))),
    )
}

/// All five, each with a name for its files.
pub fn all(sample: &Sample) -> [(&'static str, Chart); 5] {
    [
        ("revenue", revenue(sample)),
        ("margin", margin(sample)),
        ("customers", customers(sample)),
        ("lifetime-value", lifetime_value(sample)),
        ("payback", payback(sample)),
    ]
}
