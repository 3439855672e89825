//! Demand: the segments, beside what the model says of their year, and the ways
//! to make the two agree.

use super::conventions;
use super::desk::Desk;
use super::rows::{Extra, remarks, rows_table};
use super::take_over::take_over;
use crate::app::figures;
use crate::app::notice::Notice;
use crate::engine::cell_ref::CellRef;
use crate::engine::model::Content;
use crate::engine::unit::Unit;
use crate::model::pricing::mix::MIX;
use crate::model::pricing::{Segment, repair};
use leptos::prelude::*;

/// How far apart two sums may be, relative to their size, and still agree.
const AGREE: f64 = 1e-9;

/// The segments with the model beside them.
#[component]
pub fn Demand() -> impl IntoView {
    let desk = expect_context::<Desk>();
    view! {
        <section class="sheet demand" aria-labelledby="demand-title">
            <h2 id="demand-title">"Demand"</h2>
            {conventions(&["per_customer", "units"])}
            {rows_table::<Segment>(
                desk,
                "Segments",
                "There is no segment: add one to say who buys how much.",
                Some(Extra { head: "Hours in all", text: hours_of }),
            )}
            {remarks(desk, repair::segment_remarks)}
            <Agreement />
        </section>
    }
}

fn hours_of(desk: Desk, key: &str) -> String {
    let hours = desk.read(|sheet, pricing, values| {
        let position = pricing.segments.iter().position(|segment| segment.key == key)?;
        let line = sheet.model.line("demand_hours")?;
        Some(figures::exact(Some(values.cell("demand_hours", position)?), &line.unit))
    });
    hours.flatten().unwrap_or_else(|| figures::UNDEFINED.to_owned())
}

/// What both the segments and the model have: what it is, and the lines that
/// hold it.
const PAIRS: [(&str, &str, &str); 3] = [
    ("Compute hours", "demand_hours", "model_hours"),
    ("Customers", "segment_customers", "model_customers"),
    ("Compute revenue, by the mix", "mix_compute_revenue", "model_revenue"),
];

/// One quantity of the segments and of the model.
#[derive(Clone, PartialEq)]
pub(super) struct Pair {
    segments: Option<f64>,
    model: Option<f64>,
    unit: Unit,
}

impl Pair {
    pub(super) fn apart(&self) -> bool {
        match (self.segments, self.model) {
            (Some(segments), Some(model)) => {
                (segments - model).abs() > AGREE * segments.abs().max(model.abs())
            }
            (segments, model) => segments.is_some() != model.is_some(),
        }
    }
}

pub(super) fn pairs(desk: Desk) -> Vec<Pair> {
    let read = desk.read(|sheet, _, values| {
        let unit = |line: &str| sheet.model.line(line).map_or_else(Unit::pure, |line| line.unit.clone());
        let pair = |(_, segments, model): &(&str, &str, &str)| Pair {
            segments: values.total(segments),
            model: values.cell(model, 0),
            unit: unit(model),
        };
        PAIRS.iter().map(pair).collect()
    });
    read.unwrap_or_default()
}

/// The segments' sums beside the model's year, with a way to reconcile either.
#[component]
fn Agreement() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let all = Memo::new(move |_| pairs(desk));
    let demand_is_apart = move || all.with(|all| all.iter().take(2).any(Pair::apart));
    // On other hours or customers no price makes the revenues comparable.
    let revenue_is_apart = move || !demand_is_apart() && all.with(|all| all.iter().any(Pair::apart));
    let row = move |(position, (label, line, _)): (usize, (&'static str, &'static str, &str))| {
        let pair = Memo::new(move |_| all.with(|all| all.get(position).cloned()));
        let write = |pair: &Pair, value: Option<f64>| figures::exact(value, &pair.unit);
        let figure = move |of: fn(&Pair) -> Option<f64>| {
            pair.with(|pair| pair.as_ref().map(|pair| write(pair, of(pair)))).unwrap_or_default()
        };
        let segments = Memo::new(move |_| figure(|pair| pair.segments));
        let is_apart = move || pair.with(|pair| pair.as_ref().is_some_and(Pair::apart));
        let difference = move || {
            pair.with(|pair| {
                let pair = pair.as_ref()?;
                let (segments, model) = pair.segments.zip(pair.model)?;
                let sign = if segments > model { "+" } else { "" };
                Some(match pair.apart() {
                    true => format!("{sign}{}", write(pair, Some(segments - model))),
                    false => "agrees".to_owned(),
                })
            })
            .unwrap_or_else(|| figures::UNDEFINED.to_owned())
        };
        let explain = move |_| desk.explain(&CellRef::total(line.to_owned()), true);
        view! {
            <tr class:off=is_apart>
                <th scope="row">{label}</th>
                <td>
                    <button
                        type="button"
                        class="plain"
                        aria-label=move || format!("{label}, of the segments: {}, explain", segments.get())
                        on:click=explain
                    >
                        {segments}
                    </button>
                </td>
                <td>{move || figure(|pair| pair.model)}</td>
                <td>{difference}</td>
            </tr>
        }
    };
    let rows = PAIRS.into_iter().enumerate().map(row).collect_view();
    let year = move || {
        let year = desk.year();
        desk.workspace.catalogue().year_phrase(year)
    };
    view! {
        <div class="agreement">
            <h3>"Against the model, " {year}</h3>
            <div class="scroll" tabindex="0" role="region" aria-label="Segments against the model">
                <table class="figures">
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="col">"Segments"</th>
                            <th scope="col">"Model"</th>
                            <th scope="col">"Difference"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Show when=demand_is_apart>
                <p class="actions">
                    <button type="button" on:click=move |_| scale(desk)>"Scale the segments to the model"</button>
                    <button type="button" on:click=move |_| put(desk)>"Put the demand into the model"</button>
                </p>
            </Show>
            <Show when=revenue_is_apart>
                <p class="actions">
                    <button type="button" on:click=move |_| use_mix(desk)>"Use the mix's price in the model"</button>
                    <button type="button" on:click=move |_| scale_prices(desk)>"Scale the prices to the model's revenue"</button>
                </p>
            </Show>
        </div>
    }
}

/// Gives the segments as many customers and hours as the model's year has, and for
/// each hour as much data and as many calls as before.
fn scale(desk: Desk) {
    let year = untrack(|| desk.model_year());
    let fitted = desk.pricing.with_untracked(|pricing| pricing.fitted_to(&year));
    match fitted {
        Ok(fitted) => {
            desk.workspace.press_pricing("Scale the segments to the model", |_| Ok(fitted));
            desk.workspace
                .say_done("Customers and hours of all segments were scaled alike to the model's year, and data and calls with the hours.");
        }
        Err(why) => desk.workspace.notice.set(Some(Notice::say(why))),
    }
}

/// Gives the model's year the price per hour and the ARPU of the mix.
fn use_mix(desk: Desk) {
    let year = untrack(|| desk.year());
    take_over(desk, MIX, &[year]);
}

/// Gives all prices, fees and commitments the height at which the mix earns what
/// the model's year does.
fn scale_prices(desk: Desk) {
    let workspace = desk.workspace;
    let earned = untrack(|| desk.read(|_, _, values| values.total("mix_compute_revenue"))).flatten();
    let wanted = untrack(|| desk.model_year()).revenue;
    let scaled = desk
        .pricing
        .with_untracked(|pricing| pricing.with_revenue_scaled(earned.unwrap_or(f64::NAN), wanted));
    match scaled {
        Ok(scaled) => {
            workspace.press_pricing("Scale the prices to the model's revenue", |_| Ok(scaled));
            workspace.say_done("All prices, fees and commitments were scaled alike to the model's revenue.");
        }
        Err(why) => workspace.notice.set(Some(Notice::say(why))),
    }
}

/// Gives the model's year the segments' hours, and the ARPU by which it has as
/// many customers; its price stays.
fn put(desk: Desk) {
    let workspace = desk.workspace;
    let year = untrack(|| desk.year());
    let sums = untrack(|| {
        desk.read(|_, _, values| Some((values.total("demand_hours")?, values.total("segment_customers")?)))
    });
    let Some((hours, customers)) = sums.flatten() else {
        return workspace.notice.set(Some(Notice::say("The segments' hours or customers are undefined.")));
    };
    let price = workspace.document.with_untracked(|document| document.values("price_per_hour"));
    let arpu = hours * price.get(year).copied().unwrap_or(f64::NAN) / customers;
    let allowed = |driver: &str, value: f64| {
        let line = workspace.line(driver);
        line.is_some_and(|line| matches!(&line.content, Content::Driver(of) if of.range.allows(value)))
    };
    if !allowed("compute_hours", hours) || !allowed("arpu", arpu) {
        let why = "The model cannot take these hours and customers at its price: nothing was changed.";
        return workspace.notice.set(Some(Notice::say(why)));
    }
    let when = workspace.catalogue().year_label(year);
    let by_year = workspace.by_year_from_now(&["compute_hours", "arpu"]);
    workspace.edit(
        &format!("Put the demand into the model, {}", when.to_ascii_lowercase()),
        None,
        |document| {
            [("compute_hours", hours), ("arpu", arpu)]
                .into_iter()
                .fold(document.clone(), |document, (driver, value)| document.with_year(driver, year, value))
        },
    );
    let written = |driver: &str, value: f64| {
        let unit = workspace.line(driver).map_or_else(Unit::pure, |line| line.unit);
        figures::exact(Some(value), &unit)
    };
    workspace.say_done(format!(
        "{when} has {} now, and an ARPU of {}, which makes {} customers at its price.{by_year}",
        written("compute_hours", hours),
        written("arpu", arpu),
        written("customers", customers).replace(" customers", "")
    ));
}
