//! What is uncertain: each driver's shifts.

use super::density::density;
use super::run::Run;
use crate::app::browser::{focus_later, focus_next};
use crate::app::what_if_view::number::{choice, number_among};
use crate::app::what_if_view::state::label_of;
use crate::app::what_if_view::tornado::percent;
use crate::engine::chance::distribution::Distribution;
use crate::engine::chance::kind::{Kind, converted, moved, numbers};
use crate::engine::chance::plan::{Part, Shift, Source, Span, Uncertainty, Way};
use crate::engine::unit::Unit;
use leptos::prelude::*;

/// The kinds of distributions with what they are called.
const KINDS: [(Kind, &str); 6] = [
    (Kind::Pert, "smooth hump (PERT)"),
    (Kind::Triangular, "triangular"),
    (Kind::Between, "between, % sure"),
    (Kind::Normal, "normal"),
    (Kind::Lognormal, "lognormal"),
    (Kind::Uniform, "any value between"),
];

/// The button that runs the simulation.
const RUN: &str = ".chance .settings button.primary";

pub fn editor(run: Run) -> AnyView {
    let workspace = run.state.workspace;
    let sources = Memo::new(move |_| run.uncertainties().sources(&workspace.catalogue()));
    let typical = move |_| {
        workspace.edit("Typical uncertainties", None, |document| {
            document.with_uncertainties(document.uncertainties.with_typical())
        });
        // The button is gone; what follows is the run.
        focus_later(RUN);
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
        {adder(run, sources)}
    }
    .into_any()
}

/// A choice of what is not uncertain yet, and the button that adds it: going
/// through the choice with the arrow keys alone changes nothing.
fn adder(run: Run, sources: Memo<Vec<Source>>) -> AnyView {
    let workspace = run.state.workspace;
    // What would be added. Does not persist.
    let chosen = RwSignal::new(String::new());
    let options = move || {
        let sources = sources.get();
        let mut options = Vec::new();
        for (line, _) in workspace.catalogue().model.drivers() {
            for part in [Part::Level, Part::Growth] {
                let source = Source { driver: line.id.to_string(), part };
                if !sources.contains(&source) {
                    let key = if part == Part::Growth { "growth" } else { "level" };
                    options.push((format!("{key}:{}", line.id), words(run, &source)));
                }
            }
        }
        options
    };
    let add = move |_| {
        let chosen = chosen.get_untracked();
        let all = untrack(options);
        let is_there = all.iter().any(|(key, _)| *key == chosen);
        let first = all.into_iter().next().map(|(key, _)| key);
        if let Some((part, id)) =
            Some(chosen).filter(|_| is_there).or(first).as_deref().and_then(|key| key.split_once(':'))
        {
            let part = if part == "growth" { Part::Growth } else { Part::Level };
            set(run, &Source { driver: id.to_owned(), part }, Some(first_shift(run, id, part)), None);
        }
    };
    let list = move || {
        let options = options();
        (!options.is_empty()).then(|| {
            view! {
                {choice("What else is uncertain", options, move || chosen.get(), move |key| chosen.set(key))}
                " " <button type="button" on:click=add>"Add an uncertainty"</button>
            }
        })
    };
    view! { <p class="asked adder">{list}</p> }.into_any()
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
        shift.with(|shift| shift.map(|shift| Kind::of(&shift.distribution))).unwrap_or(Kind::Pert)
    });
    let way = Memo::new(move |_| shift.with(|shift| shift.map(|shift| shift.way)).unwrap_or(Way::Factor));
    let title = name.clone();
    let fields = move || {
        let (kind, way) = (kind.get(), way.get());
        let names = numbers_of(kind);
        let unit = unit(run, &source.get_value(), way);
        let together = Signal::derive(move || {
            shift.with(|shift| shift.map(|shift| numbers(&shift.distribution).to_vec()).unwrap_or_default())
        });
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
                let distribution = kind.with(all);
                distribution.check().map_err(|why| format!("{}{}.", why[..1].to_uppercase(), &why[1..]))?;
                set(run, &source.get_value(), Some(Shift { distribution, ..now }), Some(session));
                Ok(())
            };
            let full = format!("{}, {label}", words(run, &source.get_value()));
            view! { <span class="labelled"><span>{if is_sure { "sure" } else { label }}</span>{number_among(full, of_unit, value, together, apply)}</span> }
        };
        (0..names.len()).map(field).collect_view()
    };
    let meant =
        move || shift.get().and_then(|shift| meaning(&shift, source.with_value(|source| source.part)));
    let picture = move || shift.get().map(|shift| density(shift.distribution));
    let kinds = (0..).zip(KINDS).map(|(place, (_, label))| (format!("{place}"), label.to_owned())).collect();
    let chosen_kind = move || {
        let kind = kind.get();
        KINDS.iter().position(|(other, _)| *other == kind).unwrap_or(0).to_string()
    };
    let choose_kind = move |place: String| {
        let place = place.parse::<usize>().ok();
        if let Some((kind, _)) = place.and_then(|place| KINDS.get(place).copied()) {
            change(&|now| Shift { distribution: converted(&now.distribution, kind), ..now }, None);
        }
    };
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
                {choice("Distribution", kinds, chosen_kind, choose_kind)}
                {fields}
                {choice("What a draw does", ways, move || if way.get() == Way::Factor { "factor".to_owned() } else { "addition".to_owned() }, move |to| {
                    let to = if to == "factor" { Way::Factor } else { Way::Addition };
                    let value = untrack(|| value_of(run, &source.get_value()));
                    change(&|now| moved(&now, to, value), None);
                })}
                {choice("For which years", spans, move || {
                    let once = shift.with(|shift| shift.is_none_or(|shift| shift.span == Span::Once));
                    if once { "once".to_owned() } else { "each".to_owned() }
                }, move |to| change(&|now| Shift { span: if to == "once" { Span::Once } else { Span::Each }, ..now }, None))}
                <button type="button" class="quiet" aria-label=format!("Remove: {title}") on:click=move |_| remove(run, &source.get_value())>
                    "×"
                </button>
                {meant}
            </fieldset>
        </li>
    }
    .into_any()
}

/// Takes an uncertainty away, and its row with the button that did: the keyboard
/// goes to the next row's, or to the choice of what else is uncertain.
fn remove(run: Run, source: &Source) {
    let sources = untrack(|| run.uncertainties().sources(&run.state.workspace.catalogue()));
    let place = sources.iter().position(|other| other == source).map_or(1, |at| at + 1);
    set(run, source, None, None);
    focus_next(format!(".chance > .shifts > li:nth-child({place}) button.quiet, .chance > .adder select"));
}

/// What a shift's numbers do, where their names do not say it.
fn meaning(shift: &Shift, part: Part) -> Option<AnyView> {
    let curve = match shift.distribution {
        Distribution::Between { low, .. } if low > 0.0 => Some("lognormal, as both ends are above 0"),
        Distribution::Between { .. } => Some("normal, as an end is 0 or below"),
        _ => None,
    };
    let growth = match (part, shift.way) {
        (Part::Level, _) => None,
        (Part::Growth, Way::Factor) => {
            Some("times each year's ratio to the year before: 1.2 makes a doubling ×2.4")
        }
        (Part::Growth, Way::Addition) => {
            Some("added to each year's ratio to the year before: 20% makes a doubling ×2.2")
        }
    };
    let words: Vec<&str> = [curve, growth].into_iter().flatten().collect();
    (!words.is_empty()).then(|| view! { <small class="meant">{words.join("; ")}</small> }.into_any())
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

/// What the numbers of a kind are called.
fn numbers_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Normal => &["mean", "deviation"],
        Kind::Lognormal => &["median", "sigma"],
        Kind::Uniform => &["low", "high"],
        Kind::Between => &["low", "high", "sure"],
        Kind::Pert | Kind::Triangular => &["low", "likely", "high"],
    }
}

/// The value that a source's draws multiply or are added to, in the year that is
/// looked at: a growth's is that from the year before, as a factor.
fn value_of(run: Run, source: &Source) -> f64 {
    let workspace = run.state.workspace;
    let single = workspace.line(&source.driver).is_none_or(|line| line.shape.is_empty());
    let year = if single { 0 } else { workspace.year() };
    let value = |year: usize| workspace.value(&source.driver, year).unwrap_or(0.0);
    match source.part {
        Part::Level => value(year),
        Part::Growth => {
            let from = year.saturating_sub(1);
            let growth = value(from + 1) / value(from);
            if growth.is_finite() { growth } else { 0.0 }
        }
    }
}
