//! Bills over hours: the chart, who leads from where, and every break-even.

use super::conventions;
use super::desk::Desk;
use crate::app::chart_card::ChartCard;
use crate::app::choice::option;
use crate::app::figures;
use crate::app::intl::Local;
use crate::chart::Chart;
use crate::chart::of_pricing::{Bills, Named, Writing, of_pricing};
use crate::engine::numerals;
use crate::engine::piecewise::{Piecewise, Stretch};
use crate::engine::unit::Unit;
use crate::model::pricing::crossover::{
    BreakEven, Curve, Lead, Profile, bills, break_evens, cheapest, cost, profit_stretches, worth_most,
};
use leptos::prelude::*;
use std::cmp::Ordering;
use std::rc::Rc;
use std::sync::Arc;

/// Everything that follows from the bills over hours.
#[derive(Clone)]
struct Curves {
    names: Vec<&'static str>,
    curves: Vec<Curve>,
    cost: Option<Piecewise>,
    break_evens: Vec<BreakEven>,
    cheapest: Vec<Lead>,
    worth_most: Vec<Lead>,
    used: Vec<f64>,
}

impl Curves {
    fn name(&self, plan: usize) -> &'static str {
        self.names.get(plan).copied().unwrap_or_default()
    }
}

/// How much data and how many calls go with each hour.
#[derive(Clone, Debug, PartialEq)]
enum Basis {
    Average,
    ComputeAlone,
    Segment(String),
}

/// The chart with its tables.
#[component]
pub fn Crossovers() -> impl IntoView {
    let part = NodeRef::new();
    let desk = expect_context::<Desk>().in_part(part);
    // What is looked at is not part of the scenario, and does not persist.
    let basis = RwSignal::new(Basis::Average);
    let curves = Memo::new_with_compare(move |_| Arc::new(curves(desk, &basis.get())), |_, _| true);
    let chart = move || curves.with(|curves| drawn(curves));
    let summary = move |_: &Chart| curves.with(|curves| in_words(curves));
    let choose = move |event| {
        basis.set(match event_target_value(&event).as_str() {
            "" => Basis::Average,
            "." => Basis::ComputeAlone,
            key => Basis::Segment(key.to_owned()),
        });
    };
    let is_on = move |of: Basis| Signal::derive(move || basis.with(|basis| *basis == of));
    let segments = move || {
        let used = desk.pricing.with(|pricing| {
            let using = pricing.segments.iter().filter(|segment| segment.hours > 0.0);
            using.map(|segment| (segment.key.clone(), segment.name.clone())).collect::<Vec<_>>()
        });
        let entry = |(key, name): (String, String)| {
            let of = Basis::Segment(key.clone());
            option(key, name, is_on(of))
        };
        used.into_iter().map(entry).collect_view()
    };
    view! {
        <div node_ref=part class="by-hours">
            <ChartCard id="bills" title="Annual bill by hours used" chart summary places="hours" />
            <section class="sheet crossovers" aria-labelledby="crossovers-title">
                <h2 id="crossovers-title">"From which usage on"</h2>
                <label class="basis">
                    <span>"Data and calls for each hour"</span>
                    <select aria-label="Data and calls for each hour" on:change=choose>
                        {option("", "of the average customer", is_on(Basis::Average))}
                        {option(".", "none: compute alone", is_on(Basis::ComputeAlone))}
                        {segments}
                    </select>
                </label>
                <p>{move || curves.with(|curves| in_words(curves))}</p>
                {move || curves.with(|curves| even_table(curves))}
                {move || curves.with(|curves| profit_table(curves))}
                {conventions(&["crossovers"])}
            </section>
        </div>
    }
}

fn curves(desk: Desk, basis: &Basis) -> Curves {
    let read = desk.read(|sheet, pricing, values| {
        let of_segment = |key: &String| pricing.segments.iter().find(|s| s.key == *key).and_then(Profile::of);
        let profile = match basis {
            Basis::Average => Profile::average(pricing),
            Basis::ComputeAlone => None,
            Basis::Segment(key) => of_segment(key),
        };
        let profile = profile.unwrap_or_default();
        let curves = bills(sheet, values, &profile);
        Curves {
            names: sheet.plans.iter().map(|plan| plan.short).collect(),
            cost: cost(sheet, values, &profile),
            break_evens: break_evens(&curves),
            cheapest: cheapest(&curves),
            worth_most: worth_most(&curves),
            used: pricing.segments.iter().map(|segment| segment.hours).collect(),
            curves,
        }
    });
    read.unwrap_or_else(|| Curves {
        names: Vec::new(),
        curves: Vec::new(),
        cost: None,
        break_evens: Vec::new(),
        cheapest: Vec::new(),
        worth_most: Vec::new(),
        used: Vec::new(),
    })
}

fn unit(symbol: &str) -> Unit {
    Unit::parse(symbol).unwrap_or_else(|_| Unit::pure())
}

fn money(value: f64) -> String {
    figures::exact(Some(value), &unit("$"))
}

fn hours(value: f64) -> String {
    figures::exact(Some(value), &unit("h"))
}

fn drawn(of: &Curves) -> Chart {
    let curve = |curve: &'_ Curve| -> (usize, String) { (curve.plan, of.name(curve.plan).to_owned()) };
    let named = of.curves.iter().map(|own| {
        let (plan, name) = curve(own);
        (plan, Named { name, bill: &own.bill })
    });
    let writing = Writing {
        money: Rc::new(money),
        tick: Rc::new(|value| numerals::compact_auto(value, &unit("$"), &Local)),
        hours: Rc::new(hours),
        short_hours: Rc::new(|value| numerals::compact_auto(value, &unit("h"), &Local)),
    };
    let bills = Bills {
        curves: named.collect(),
        cost: of.cost.as_ref(),
        break_evens: &of.break_evens,
        used: of.used.clone(),
    };
    of_pricing(&bills, &writing)
}

/// Who is cheapest and who is worth most from where, in two sentences.
fn in_words(of: &Curves) -> String {
    let course = |leads: &[Lead]| {
        let part = |lead: &Lead| match lead.from {
            0.0 => of.name(lead.plan).to_owned(),
            from => format!("{} from {}", of.name(lead.plan), hours(from)),
        };
        leads.iter().map(part).collect::<Vec<_>>().join(", ")
    };
    if of.curves.is_empty() {
        return "No pricing model is offered.".to_owned();
    }
    format!(
        "Cheapest to a customer, by hours a year: {}. Worth most to the vendor: {}.",
        course(&of.cheapest),
        course(&of.worth_most)
    )
}

fn even_table(of: &Curves) -> AnyView {
    if of.break_evens.is_empty() {
        return view! { <p class="empty">"No two bills are equal at any usage."</p> }.into_any();
    }
    let plan =
        |plan: Option<usize>| plan.map_or_else(|| "the same".to_owned(), |plan| of.name(plan).to_owned());
    let rows = of.break_evens.iter().enumerate().map(|(number, even)| {
        view! {
            <tr>
                <td>{number + 1}</td>
                <th scope="row">{format!("{} and {}", of.name(even.plans.0), of.name(even.plans.1))}</th>
                <td>{hours(even.hours)}</td>
                <td>{money(even.bill)}</td>
                <td>{plan(even.cheaper())}</td>
                <td>{plan(even.worth_more())}</td>
            </tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Break-evens between pricing models">
            <table class="figures">
                <thead>
                    <tr>
                        <th scope="col"><span class="sr">"Number in the chart"</span></th>
                        <th scope="col" class="words">"Break-even of"</th>
                        <th scope="col">"Hours a year"</th>
                        <th scope="col">"Both bill"</th>
                        <th scope="col">"Cheaper from there on"</th>
                        <th scope="col">"Worth more to the vendor"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Where a customer pays less than it costs.
fn profit_table(of: &Curves) -> Option<AnyView> {
    let cost = of.cost.as_ref()?;
    let rows = of.curves.iter().map(|curve| {
        let stretches = profit_stretches(curve, cost);
        view! { <tr><th scope="row">{of.name(curve.plan)}</th><td class="words">{course(&stretches)}</td></tr> }
    });
    let rows = rows.collect_view();
    Some(view! {
        <div class="scroll" tabindex="0" role="region" aria-label="What a customer earns the vendor">
            <table class="figures">
                <thead><tr><th scope="col" class="words">"Pricing model"</th><th scope="col" class="words">"A customer, by hours a year"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any())
}

/// `costs more than it pays, from 900 h on pays more than it costs`.
fn course(stretches: &[Stretch]) -> String {
    let part = |stretch: &Stretch| {
        let what = match stretch.order {
            Ordering::Less => "costs more than it pays",
            Ordering::Equal => "pays what it costs",
            Ordering::Greater => "pays more than it costs",
        };
        if stretch.from == 0.0 { what.to_owned() } else { format!("from {} on {what}", hours(stretch.from)) }
    };
    stretches.iter().map(part).collect::<Vec<_>>().join(", ")
}
