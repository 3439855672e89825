//! The mix: how much of each segment is on each pricing model.

use super::comparison::total_figure;
use super::desk::Desk;
use super::number_field::number_field;
use crate::model::pricing::Pricing;
use leptos::prelude::*;

/// The shares, and what they come to.
#[component]
pub fn Mix() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let section = NodeRef::new();
    let shown = desk.in_part(section);
    let plans = Memo::new(move |_| {
        let plans = desk.read_formulas(|sheet| {
            sheet.plans.iter().map(|plan| (plan.id, plan.short, plan.withheld)).collect::<Vec<_>>()
        });
        plans.unwrap_or_default()
    });
    let keys = Memo::new(move |_| {
        desk.pricing
            .with(|pricing| pricing.segments.iter().map(|segment| segment.key.clone()).collect::<Vec<_>>())
    });
    let heads = move || {
        let head = |(_, short, withheld): (&str, &'static str, Option<&'static str>)| {
            view! { <th scope="col">{short} {withheld.map(|why| view! { <small>" not offered: " {why}</small> })}</th> }
        };
        plans.get().into_iter().map(head).collect_view()
    };
    let as_chosen = move |_| {
        let chosen: Vec<(String, &'static str)> = untrack(|| {
            desk.read(|sheet, pricing, values| {
                let plan = |position: usize| sheet.numbered(values.cell("choice_plan", position));
                let of = pricing.segments.iter().enumerate();
                of.filter_map(|(position, segment)| Some((segment.key.clone(), plan(position)?.id))).collect()
            })
        })
        .unwrap_or_default();
        let done = desk.workspace.press_pricing("Mix as customers would choose", |pricing| {
            chosen
                .iter()
                .try_fold(pricing.clone(), |pricing: Pricing, (key, plan)| pricing.with_all_on(key, plan))
        });
        if done {
            desk.workspace.say_done("Each segment is on the pricing model that is cheapest for it.");
        }
    };
    let sums = move || {
        let figures = shown.read(|sheet, _, values| {
            ["mix_revenue", "mix_profit", "mix_effective_price", "mix_arpu", "mix_largest_share"].map(|id| {
                let label = sheet.model.line(id).map(|line| line.label.clone()).unwrap_or_default();
                (label.trim_start_matches("Mix: ").to_owned(), total_figure(sheet, values, id))
            })
        });
        figures.into_iter().flatten().map(|(label, figure)| {
            let address = figure.address;
            view! {
                <div>
                    <dt>{label.clone()}</dt>
                    <dd>
                        <button type="button" class="plain" aria-label=format!("Mix, {label}: {}, explain", figure.text) on:click=move |_| desk.explain(&address, true)>
                            {figure.text.clone()}
                        </button>
                    </dd>
                </div>
            }
        }).collect_view()
    };
    view! {
        <section node_ref=section class="sheet mix" aria-labelledby="mix-title">
            <h2 id="mix-title">"Mix"</h2>
            <p class="sub">"How much of each segment is on each pricing model. Shares count in proportion to their sum."</p>
            <Show
                when=move || keys.with(|keys| !keys.is_empty())
                fallback=|| view! { <p class="empty">"Add a segment to spread it over the pricing models."</p> }
            >
                <div class="scroll">
                    <table class="rows" aria-label="Mix">
                        <thead><tr><th scope="col">"Segment"</th>{heads} <th scope="col">"Sum"</th></tr></thead>
                        <tbody>
                            <For each=move || keys.get() key=Clone::clone let:key>
                                {row(desk, plans, key)}
                            </For>
                        </tbody>
                    </table>
                </div>
                <p class="actions">
                    <button type="button" on:click=as_chosen>"Put each segment on its cheapest"</button>
                </p>
            </Show>
            <dl class="sums">{sums}</dl>
        </section>
    }
}

type Plans = Memo<Vec<(&'static str, &'static str, Option<&'static str>)>>;

fn row(desk: Desk, plans: Plans, key: String) -> AnyView {
    let of = key.clone();
    let name: Signal<String> = Signal::from(Memo::new(move |_| {
        let name = |pricing: &Pricing| pricing.segments.iter().find(|s| s.key == of).map(|s| s.name.clone());
        desk.pricing.with(|pricing| name(pricing)).unwrap_or_default()
    }));
    let cells = plans.get_untracked().into_iter().filter_map(|(plan, short, _)| {
        let line = desk.line_now(&format!("{plan}_share"))?;
        let (of, to) = (key.clone(), key.clone());
        let share = move |pricing: &Pricing| {
            let segment = pricing.segments.iter().find(|segment| segment.key == of);
            segment.and_then(|segment| segment.mix.get(plan)).copied().unwrap_or(0.0)
        };
        let cell = number_field(
            desk,
            format!("share-{key}-{plan}"),
            Signal::derive(move || format!("{short}, share of {}", name.get())),
            line,
            share,
            move |pricing, value| pricing.with_share(&to, plan, value),
        );
        Some(view! { <td>{cell}</td> })
    });
    let cells = cells.collect_view();
    let of = key.clone();
    let sum = Memo::new(move |_| {
        desk.pricing.with(|pricing| {
            let segment = pricing.segments.iter().find(|segment| segment.key == of);
            segment.map_or(0.0, |segment| segment.mix.values().sum::<f64>())
        })
    });
    let is_off = move || (sum.get() - 1.0).abs() > 1e-9;
    let percent = desk.line_now("mix_shares").map(|line| line.unit);
    let text = move || percent.as_ref().map(|unit| crate::app::figures::exact(Some(sum.get()), unit));
    let on_none = move || (sum.get() <= 0.0).then_some(view! { <small>" on no pricing model"</small> });
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells}
            <td class="figure" class:off=is_off>{text} {on_none}</td>
        </tr>
    }
    .into_any()
}
