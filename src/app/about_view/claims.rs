//! What is published about the business, beside what the numbers say to it.

use super::benchmarks::address_of;
use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::model::pricing::{ModelYear, Sheet};
use crate::model::published_claims::{Claim, Topic, Weighed, claims};
use crate::store::route::{Route, View};
use leptos::prelude::*;

/// All claims by topic, weighed by the shown year.
#[component]
pub fn Claims() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let weighed = Memo::new(move |_| weigh(workspace));
    let year = move || workspace.catalogue().year_phrase(workspace.year());
    let topic = move |topic: Topic| {
        let items = move || {
            let of_topic = weighed.get().into_iter().filter(move |said| said.topic == topic);
            of_topic.map(|said| item(workspace, said)).collect_view()
        };
        view! { <h3>{topic.label()}</h3> <ul class="claims">{items}</ul> }
    };
    view! {
        <section class="sheet" aria-labelledby="claims-title">
            <h2 id="claims-title">"What is said of it, and what these numbers say"</h2>
            <p>"Published with the model in general; weighed here by " {year} " of this scenario."</p>
            {Topic::ALL.map(topic).into_iter().collect_view()}
        </section>
    }
}

#[derive(Clone, PartialEq)]
struct Said {
    topic: Topic,
    says: &'static str,
    weighed: Option<Weighed>,
}

fn weigh(workspace: Workspace) -> Vec<Said> {
    let catalogue = workspace.catalogue();
    let (document, year) = (workspace.document.get(), workspace.year());
    workspace.with_values(|_, values| {
        let pricing = &document.pricing;
        // Without a sheet the claims about pricing stay open.
        let sheet = Sheet::new(pricing).ok();
        let priced = sheet.map(|sheet| {
            let bills = sheet.evaluate(pricing, &ModelYear::of(values, pricing.year));
            (sheet, bills)
        });
        let said = |claim: Claim| {
            let priced = priced.as_ref().map(|(sheet, bills)| (sheet, &**pricing, bills));
            let weighed = claim.weigh(&catalogue, values, year, priced);
            Said { topic: claim.topic, says: claim.says, weighed }
        };
        let is_weighed = |claim: &Claim| !claim.is_in_dollars || document.currency.is_dollar();
        claims().into_iter().filter(is_weighed).map(said).collect()
    })
}

fn item(workspace: Workspace, said: Said) -> impl IntoView {
    let (class, word) = match said.weighed.as_ref().and_then(|weighed| weighed.supports) {
        None => ("badge", "open"),
        Some(true) => ("badge met", "supported"),
        Some(false) => ("badge missed", "contradicted"),
    };
    let numbers = match said.weighed {
        None => view! { <small>"A figure behind it is undefined in this year."</small> }.into_any(),
        Some(weighed) => {
            let words = figures::sentence(&weighed.words);
            let label = weighed
                .line
                .and_then(|line| workspace.line(line))
                .map_or("Pricing".to_owned(), |line| line.short);
            let address = move || match weighed.line {
                Some(line) => address_of(workspace, line, workspace.year()),
                None => {
                    Route { view: View::Pricing, line: None, cell: None, at: None, ..workspace.route.get() }
                        .to_string()
                }
            };
            view! { <small>{words} " " <a href=address>{label}</a></small> }.into_any()
        }
    };
    view! { <li><span class=class>{word}</span> <p>{said.says} {numbers}</p></li> }
}
