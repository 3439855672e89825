//! What is uncertain: each driver's shifts.

use super::density::density;
use super::run::Run;
use crate::app::what_if_view::number::{choice, number_field};
use crate::app::what_if_view::state::label_of;
use crate::app::what_if_view::tornado::percent;
use crate::engine::chance::distribution::Distribution;
use crate::engine::chance::plan::{Part, Shift, Source, Span, Uncertainty, Way};
use crate::engine::unit::Unit;
use leptos::prelude::*;

/// The kinds of distributions with what they are called.
const KINDS: [(&str, &str); 6] = [
    ("pert", "low, likely, high (PERT)"),
    ("triangular", "low, likely, high (triangular)"),
    ("between", "between, so sure"),
    ("normal", "normal"),
    ("lognormal", "lognormal"),
    ("uniform", "any value between"),
];

pub fn editor(run: Run) -> AnyView {
    let workspace = run.state.workspace;
    let sources = Memo::new(move |_| run.uncertainties().sources(&workspace.catalogue()));
    let typical = move |_| {
        workspace.edit("Typical uncertainties", None, |document| {
            document.with_uncertainties(document.uncertainties.with_typical())
        });
    };
    let rows = move || {
        let sources = sources.get();
        (!sources.is_empty()).then(|| view! { <ul class="shifts">{sources.into_iter().map(|source| row(run, source)).collect_view()}</ul> })
    };
    let empty = move || {
        sources.with(Vec::is_empty).then(|| {
            view! {
                <p class="sub">
                    "Nothing is uncertain yet. Say how far a driver may be off, and thousands of trials tell what follows."
                </p>
                <p class="actions">
                    <button type="button" class="primary" on:click=typical>"Begin with typical spreads"</button>
                </p>
            }
        })
    };
    view! {
        {empty}
        {rows}
        {move || adder(run, &sources.get())}
    }
    .into_any()
}

/// A choice of what is not uncertain yet.
fn adder(run: Run, sources: &[Source]) -> AnyView {
    let workspace = run.state.workspace;
    let mut options = vec![(String::new(), "Add an uncertainty…".to_owned())];
    for (line, _) in workspace.catalogue().model.drivers() {
        for part in [Part::Level, Part::Growth] {
            let source = Source { driver: line.id.clone(), part };
            if !sources.contains(&source) {
                let key = if part == Part::Growth { "growth" } else { "level" };
                options.push((format!("{key}:{}", line.id), words(run, &source)));
            }
        }
    }
    let add = move |value: String| {
        if let Some((part, id)) = value.split_once(':') {
            let part = if part == "growth" { Part::Growth } else { Part::Level };
            set(run, &Source { driver: id.to_owned(), part }, Some(first_shift(run, id, part)), None);
        }
    };
    choice("Add an uncertainty", options, String::new, add)
}

/// What a new uncertainty begins with.
fn first_shift(run: Run, id: &str, part: Part) -> Shift {
    let share = part == Part::Level && unit_of(run, id).symbol() == "%";
    let (way, distribution) = match share {
        // A share of 95% times 1.1 would be more than all of it.
        true => (Way::Addition, Distribution::Triangular { low: -0.03, likely: 0.0, high: 0.02 }),
        false => (Way::Factor, Distribution::Pert { low: 0.8, likely: 1.0, high: 1.25 }),
    };
    Shift { distribution, way, span: Span::Once }
}

fn unit_of(run: Run, id: &str) -> Unit {
    run.state.workspace.line(id).map_or_else(Unit::pure, |line| line.unit)
}

/// "Compute hours billed, growth".
pub fn words(run: Run, source: &Source) -> String {
    let label = label_of(run.state.workspace, &source.driver);
    if source.part == Part::Growth { format!("{label}, growth") } else { label }
}

/// Replaces an uncertainty, or takes it away.
fn set(run: Run, source: &Source, shift: Option<Shift>, session: Option<&str>) {
    let workspace = run.state.workspace;
    let label = format!("Uncertainty: {}", words(run, source));
    workspace.edit(&label, session, |document| {
        let mut of = document.uncertainties.drivers.get(&source.driver).copied().unwrap_or_default();
        match source.part {
            Part::Level => of.level = shift,
            Part::Growth => of.growth = shift,
        }
        let next: Option<Uncertainty> = Some(of);
        document.with_uncertainties(document.uncertainties.with_driver(&source.driver, next))
    });
}

fn row(run: Run, source: Source) -> AnyView {
    let name = words(run, &source);
    let of = source.clone();
    let shift = Memo::new(move |_| {
        run.uncertainties().drivers.get(&of.driver).and_then(|uncertainty| uncertainty.part(of.part))
    });
    let source = StoredValue::new(source);
    let change = move |change: &dyn Fn(Shift) -> Shift, session: Option<&str>| {
        if let Some(now) = shift.get_untracked() {
            set(run, &source.get_value(), Some(change(now)), session);
        }
    };
    let kind = Memo::new(move |_| {
        shift.with(|shift| shift.map(|shift| kind_of(&shift.distribution))).unwrap_or("pert")
    });
    let way = Memo::new(move |_| shift.with(|shift| shift.map(|shift| shift.way)).unwrap_or(Way::Factor));
    let title = name.clone();
    let fields = move || {
        let (kind, way) = (kind.get(), way.get());
        let names = numbers_of(kind);
        let unit = unit(run, &source.get_value(), way);
        let field = |at: usize| {
            let (label, is_sure) = (names[at], names[at] == "sure");
            let of_unit = match label {
                "sure" => percent(),
                "sigma" => Unit::pure(),
                _ => unit.clone(),
            };
            let value = Signal::derive(move || {
                shift.get().map_or(0.0, |shift| numbers(&shift.distribution)[at.min(2)])
            });
            let apply = move |value: f64, session: &str| {
                let Some(now) = shift.get_untracked() else { return Ok(()) };
                let mut all = numbers(&now.distribution);
                all[at] = value;
                let distribution = made(kind, all);
                distribution.check().map_err(|why| format!("{}{}.", why[..1].to_uppercase(), &why[1..]))?;
                set(run, &source.get_value(), Some(Shift { distribution, ..now }), Some(session));
                Ok(())
            };
            let full = format!("{}, {label}", words(run, &source.get_value()));
            view! { <span class="labelled"><span>{if is_sure { "sure" } else { label }}</span>{number_field(full, of_unit, value, apply)}</span> }
        };
        (0..names.len()).map(field).collect_view()
    };
    let picture = move || shift.get().map(|shift| density(shift.distribution));
    let kinds = KINDS.map(|(value, label)| (value.to_owned(), label.to_owned())).to_vec();
    let ways = vec![
        ("factor".to_owned(), "as a factor".to_owned()),
        ("addition".to_owned(), "as an addition".to_owned()),
    ];
    let spans = vec![
        ("once".to_owned(), "one draw for all years".to_owned()),
        ("each".to_owned(), "each year on its own".to_owned()),
    ];
    view! {
        <li>
            <fieldset>
                <legend class="shift-name">{name}</legend>
                {picture}
                {choice("Distribution", kinds, move || kind.get().to_owned(), move |to| {
                    let of = source.get_value();
                    change(&|now| Shift { distribution: converted(&now, &to, &of), ..now }, None);
                })}
                {fields}
                {choice("What a draw does", ways, move || if way.get() == Way::Factor { "factor".to_owned() } else { "addition".to_owned() }, move |to| {
                    let to = if to == "factor" { Way::Factor } else { Way::Addition };
                    change(&|now| Shift { way: to, distribution: moved(&now, to), ..now }, None);
                })}
                {choice("For which years", spans, move || {
                    let once = shift.with(|shift| shift.is_none_or(|shift| shift.span == Span::Once));
                    if once { "once".to_owned() } else { "each".to_owned() }
                }, move |to| change(&|now| Shift { span: if to == "once" { Span::Once } else { Span::Each }, ..now }, None))}
                <button type="button" class="quiet" aria-label=format!("Remove: {title}") on:click=move |_| set(run, &source.get_value(), None, None)>
                    "×"
                </button>
            </fieldset>
        </li>
    }
    .into_any()
}

/// The unit of a shift's numbers: a factor has none, an addition to a growth is
/// in percentage points.
fn unit(run: Run, source: &Source, way: Way) -> Unit {
    match (way, source.part) {
        (Way::Factor, _) => Unit::parse("×").unwrap_or_else(|_| Unit::pure()),
        (Way::Addition, Part::Growth) => percent(),
        (Way::Addition, Part::Level) => unit_of(run, &source.driver),
    }
}

fn kind_of(of: &Distribution) -> &'static str {
    match of {
        Distribution::Pert { .. } => "pert",
        Distribution::Triangular { .. } => "triangular",
        Distribution::Normal { .. } => "normal",
        Distribution::Lognormal { .. } => "lognormal",
        Distribution::Uniform { .. } => "uniform",
        Distribution::Between { .. } => "between",
    }
}

/// What the numbers of a kind are called.
fn numbers_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "normal" => &["mean", "deviation"],
        "lognormal" => &["median", "sigma"],
        "uniform" => &["low", "high"],
        "between" => &["low", "high", "sure"],
        _ => &["low", "likely", "high"],
    }
}

fn numbers(of: &Distribution) -> [f64; 3] {
    match *of {
        Distribution::Pert { low, likely, high } | Distribution::Triangular { low, likely, high } => {
            [low, likely, high]
        }
        Distribution::Normal { mean, deviation } => [mean, deviation, 0.0],
        Distribution::Lognormal { median, sigma } => [median, sigma, 0.0],
        Distribution::Uniform { low, high } => [low, high, 0.0],
        Distribution::Between { low, high, sure } => [low, high, sure],
    }
}

fn made(kind: &str, [a, b, c]: [f64; 3]) -> Distribution {
    match kind {
        "triangular" => Distribution::Triangular { low: a, likely: b, high: c },
        "normal" => Distribution::Normal { mean: a, deviation: b },
        "lognormal" => Distribution::Lognormal { median: a, sigma: b },
        "uniform" => Distribution::Uniform { low: a, high: b },
        "between" => Distribution::Between { low: a, high: b, sure: c },
        _ => Distribution::Pert { low: a, likely: b, high: c },
    }
}

/// Another kind of distribution about as wide, so that nothing has to be typed
/// anew.
fn converted(now: &Shift, kind: &str, _: &Source) -> Distribution {
    let of = now.distribution;
    let (low, high) = (of.quantile(0.1), of.quantile(0.9));
    let (mean, deviation) = (of.mean(), of.deviation());
    let rounded = |value: f64| format!("{value:.3e}").parse().unwrap_or(value);
    let next = match kind {
        "normal" => made(kind, [rounded(mean), rounded(deviation), 0.0]),
        "lognormal" if of.quantile(0.5) > 0.0 => {
            made(kind, [rounded(of.quantile(0.5)), rounded((deviation / mean).abs().clamp(0.01, 2.0)), 0.0])
        }
        "lognormal" => return of,
        "between" => made(kind, [rounded(low), rounded(high), 0.8]),
        "uniform" => made(kind, [rounded(of.quantile(0.02)), rounded(of.quantile(0.98)), 0.0]),
        _ => made(kind, [rounded(of.quantile(0.02)), rounded(of.quantile(0.5)), rounded(of.quantile(0.98))]),
    };
    if next.check().is_ok() { next } else { of }
}

/// A factor begins around 1, an addition around 0.
fn moved(now: &Shift, to: Way) -> Distribution {
    match to {
        Way::Factor => Distribution::Pert { low: 0.8, likely: 1.0, high: 1.25 },
        Way::Addition if now.way == Way::Addition => now.distribution,
        Way::Addition => Distribution::Triangular { low: -0.03, likely: 0.0, high: 0.02 },
    }
}
