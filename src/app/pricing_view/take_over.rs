//! “Use in the model”: price per hour and ARPU of chosen years from a pricing
//! model, the customers' choice or the mix.

use super::comparison::sellers;
use super::desk::Desk;
use crate::app::choice::option;
use crate::app::explained::because;
use crate::app::figures;
use crate::app::notice::Notice;
use crate::engine::model::Content;
use crate::engine::unit::Unit;
use crate::engine::values::Values;
use crate::model::listed::listed;
use crate::model::pricing::Sheet;
use crate::store::document::Document;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What the model takes over.
const DRIVERS: [&str; 2] = ["price_per_hour", "arpu"];

/// The choice of a pricing model and of years, and the button.
#[component]
pub fn TakeOver() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let section = NodeRef::new();
    let shown = desk.in_part(section);
    // What is chosen here is not part of the scenario, and does not persist.
    let seller = RwSignal::new("mix");
    let years = RwSignal::new(BTreeSet::from([untrack(|| desk.year())]));
    let taken = Memo::new(move |_| shown.read(|sheet, _, values| offer(sheet, values, seller.get())));
    let options = move || {
        let all = desk.read_formulas(sellers).unwrap_or_default();
        let entry = |(id, name): (&'static str, &'static str)| {
            option(id, name, Signal::derive(move || seller.get() == id))
        };
        all.into_iter().map(entry).collect_view()
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        let all = untrack(|| desk.read_formulas(sellers)).unwrap_or_default();
        if let Some((id, _)) = all.into_iter().find(|(id, _)| *id == chosen) {
            seller.set(id);
        }
    };
    let catalogue = desk.workspace.catalogue();
    let boxes: Vec<_> = (0..catalogue.years())
        .map(|year| {
            view! {
                <label class="tick">
                    <input
                        type="checkbox"
                        prop:checked=move || years.with(|years| years.contains(&year))
                        on:change=move |event| {
                            years.update(|years| {
                                match event_target_checked(&event) {
                                    true => years.insert(year),
                                    false => years.remove(&year),
                                };
                            });
                        }
                    />
                    <span>{catalogue.year_label(year)}</span>
                </label>
            }
        })
        .collect();
    let says = move || match taken.get() {
        Some(Ok((price, arpu))) => format!(
            "It would set revenue per compute hour to {} and ARPU to {} in the years that are ticked.",
            written(desk, "price_per_hour", price),
            written(desk, "arpu", arpu)
        ),
        Some(Err(why)) => why,
        // What is wrong with the formulas is told at the top.
        None => String::new(),
    };
    view! {
        <section node_ref=section class="sheet take-over" aria-labelledby="take-over-title">
            <h2 id="take-over-title">"Use in the model"</h2>
            <div class="take-over-form">
                <label>
                    <span>"From"</span>
                    <select aria-label="Pricing model to use" on:change=choose>{options}</select>
                </label>
                <fieldset>
                    <legend class="sr">"Years to set"</legend>
                    {boxes}
                </fieldset>
                <button type="button" class="primary" on:click=move |_| {
                        let years: Vec<usize> = years.get_untracked().into_iter().collect();
                        take_over(desk, seller.get_untracked(), &years);
                    }>
                    "Use in the model"
                </button>
            </div>
            <p class="sub">{says}</p>
        </section>
    }
}

/// Price per hour and ARPU of a seller, or why it has none.
fn offer(sheet: &Sheet, values: &Values, seller: &str) -> Result<(f64, f64), String> {
    sheet.price_and_arpu(values, seller).ok_or_else(|| {
        let why = sheet.why_no_price(values, seller).map(|cause| because(&sheet.model, &cause));
        format!("There is nothing to use: its price or ARPU is undefined, {}.", why.unwrap_or_default())
    })
}

fn unit(desk: Desk, driver: &str) -> Unit {
    desk.workspace.line(driver).map_or_else(Unit::pure, |line| line.unit)
}

fn written(desk: Desk, driver: &str, value: f64) -> String {
    figures::exact(Some(value), &unit(desk, driver))
}

/// Sets price per hour and ARPU of the years, as one step that says what it did.
pub(super) fn take_over(desk: Desk, seller: &str, years: &[usize]) {
    let workspace = desk.workspace;
    let say = |text: String| workspace.notice.set(Some(Notice::say(text)));
    if years.is_empty() {
        return say("Tick at least one year.".to_owned());
    }
    let taken = untrack(|| {
        desk.read(|sheet, _, values| {
            let name = sellers(sheet).into_iter().find(|(id, _)| *id == seller).map_or("", |(_, name)| name);
            (offer(sheet, values, seller), name)
        })
    });
    let Some((offer, name)) = taken else { return };
    let (price, arpu) = match offer {
        Ok(offer) => offer,
        Err(why) => return say(why),
    };
    let not_allowed = DRIVERS.iter().zip([price, arpu]).find(|(driver, value)| {
        let line = workspace.line(driver);
        line.is_none_or(|line| !matches!(&line.content, Content::Driver(of) if of.range.allows(*value)))
    });
    if let Some((driver, value)) = not_allowed {
        let label = workspace.line(driver).map(|line| line.label).unwrap_or_default();
        return say(format!("{label} cannot be {}: nothing was changed.", written(desk, driver, value)));
    }
    let when = listed(&years.iter().map(|year| workspace.catalogue().year_label(*year)).collect::<Vec<_>>());
    let by_year = workspace.by_year_from_now(&DRIVERS);
    workspace.keep_before(&format!("using {name} in the model"));
    workspace.edit(&format!("Use {name} in the model"), None, |document| {
        let with = |document: Document, (driver, value): (&&str, f64)| {
            years.iter().fold(document, |document, year| document.with_year(driver, *year, value))
        };
        DRIVERS.iter().zip([price, arpu]).fold(document.clone(), with)
    });
    workspace.say_done(format!(
        "{when}: revenue per compute hour is {} and ARPU {} now, from {name}.{by_year}",
        written(desk, "price_per_hour", price),
        written(desk, "arpu", arpu)
    ));
}
