//! What each pricing model would earn on the same demand.

use super::{Block, Cell, Column, Row, Section, Subject, Table, unit};
use crate::engine::values::Values;
use crate::model::figures;
use crate::model::pricing::{ModelYear, Pricing, Sheet, choice, mix};

/// The outcome of each pricing model, of the segments' choice and of the mix.
pub(super) fn section(subject: &Subject<'_>) -> Section {
    let Some(pricing) = subject.pricing else {
        let title = "Pricing models on the same demand".to_owned();
        let said = "No pricing model has been tried: the segments are the shipped example's.".to_owned();
        return Section { id: "pricing", title, blocks: vec![Block::Text(said)] };
    };
    let described = subject.catalogue.timeline().nearest_year(pricing.year);
    let year = subject.catalogue.year_phrase(described);
    let blocks = match Sheet::new(pricing) {
        Ok(sheet) => {
            let year = ModelYear::of(subject.values, described);
            let values = sheet.evaluate(pricing, &year);
            let segments = segments(subject, pricing, &sheet, &values);
            let mut blocks = vec![Block::Table(outcomes(subject, &sheet, &values))];
            if !segments.rows.is_empty() {
                blocks.push(Block::Table(segments));
            }
            blocks
        }
        Err(errors) => vec![Block::Text(format!("The pricing models could not be compared: {errors}"))],
    };
    Section { id: "pricing", title: format!("Pricing models on the same demand, {year}"), blocks }
}

fn head(title: &str, is_words: bool) -> Column {
    Column { title: title.to_owned(), is_words }
}

fn outcomes(subject: &Subject<'_>, sheet: &Sheet, values: &Values) -> Table {
    let figure = |value: Option<f64>, symbol: &str| {
        Cell::plain(figures::exact(value, &unit(symbol), subject.numerals))
    };
    let row = |id: &str, label: &str, aside: &str| {
        let total = |what: &str| values.total(&format!("{id}_{what}"));
        Row {
            name: label.to_owned(),
            aside: aside.to_owned(),
            is_strong: id == mix::MIX,
            cells: vec![
                figure(total("revenue"), "$/yr"),
                figure(total("profit"), "$/yr"),
                figure(total("margin"), "%"),
                figure(total("effective_price"), "$/h"),
                figure(values.cell(&format!("{id}_arpu"), 0), "$/customer/yr"),
            ],
        }
    };
    let plans = sheet.plans.iter().filter(|plan| plan.withheld.is_none());
    let mut rows: Vec<Row> = plans.map(|plan| row(plan.id, plan.label, "all customers on it")).collect();
    rows.push(row(choice::CHOICE, "Cheapest choice", "each segment takes what costs it least"));
    rows.push(row(mix::MIX, "Mix", "the shares below"));
    Table {
        title: "Pricing models",
        columns: vec![
            head("Pricing model", true),
            head("Revenue a year", false),
            head("Gross profit a year", false),
            head("Gross margin", false),
            head("Effective price", false),
            head("ARPU, compute", false),
        ],
        rows,
    }
}

fn segments(subject: &Subject<'_>, pricing: &Pricing, sheet: &Sheet, values: &Values) -> Table {
    let name = |plan: Option<f64>| sheet.numbered(plan).map_or(figures::UNDEFINED, |plan| plan.label);
    let rows = pricing.segments.iter().enumerate().map(|(at, segment)| {
        let count = |value: f64, symbol: &str| figures::in_sentence(value, &unit(symbol), subject.numerals);
        let shares = sheet.plans.iter().filter_map(|plan| {
            let share = segment.mix.get(plan.id).copied().filter(|share| *share > 0.0)?;
            Some(format!("{} {}", figures::bound(share, &unit("%"), subject.numerals), plan.label))
        });
        let shares: Vec<String> = shares.collect();
        Row {
            name: segment.name.clone(),
            aside: String::new(),
            is_strong: false,
            cells: vec![
                Cell::plain(count(segment.customers, "customers").replace(" customers", "")),
                Cell::plain(count(segment.hours, "h/yr").replace(" hours", "")),
                Cell::plain(name(values.cell("choice_plan", at))),
                Cell::plain(name(values.cell("vendor_plan", at))),
                Cell::plain(if shares.is_empty() {
                    figures::UNDEFINED.to_owned()
                } else {
                    shares.join(", ")
                }),
            ],
        }
    });
    Table {
        title: "Segments",
        columns: vec![
            head("Segment", true),
            head("Customers", false),
            head("Hours each", false),
            head("Costs it least", true),
            head("Worth most to the vendor", true),
            head("In the mix", true),
        ],
        rows: rows.collect(),
    }
}
