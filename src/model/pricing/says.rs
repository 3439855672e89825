//! What the numbers of a pricing scenario say: which pricing model to charge by,
//! and rules with a condition, a sentence and the cell that they rest on.

use super::plan::Plan;
use super::{Pricing, Segment, Sheet};
use crate::engine::unit::Unit;
use crate::engine::values::Values;
use crate::model::Catalogue;
use crate::model::declare::unit;
use crate::model::headline::Word;
use crate::model::insights::Kind;

/// The share of revenue from one segment from which it counts as concentrated,
/// Megahour's own.
pub const CONCENTRATED: f64 = 0.5;

/// The share of revenue from which one customer counts, Megahour's own.
const FEW: f64 = 0.01;

/// How far a figure must lie from another to be worth a sentence, as a share,
/// Megahour's own.
const WORTH_SAYING: f64 = 0.01;

/// What the benchmark allows an hour to earn: the lowest and the highest price.
/// It is known in US dollars alone: where amounts are in another currency there
/// is none.
pub type PriceRange = Option<(f64, f64)>;

/// The range that a catalogue's benchmark has.
pub fn price_range(catalogue: &Catalogue) -> PriceRange {
    let bounds = catalogue.benchmark("price_per_hour")?.target.bounds();
    Some((bounds.first().copied()?, bounds.last().copied()?))
}

/// Whether a plan asks no segment for more an hour than the benchmark allows.
fn is_bearable(plan: &Plan, pricing: &Pricing, values: &Values, range: PriceRange) -> bool {
    let Some((_, dearest)) = range else { return true };
    let price = |segment: usize| values.cell(&plan.line("effective_price"), segment);
    let buys = |segment: &Segment| segment.customers > 0.0 && segment.hours > 0.0;
    let buyers = pricing.segments.iter().enumerate().filter(|(_, segment)| buys(segment));
    buyers.into_iter().all(|(position, _)| price(position).is_some_and(|price| price <= dearest))
}

/// The plan to charge by: the one with the highest gross profit among those that
/// ask no segment for more an hour than the benchmark allows, with that profit.
pub fn recommended<'s>(
    sheet: &'s Sheet,
    pricing: &Pricing,
    values: &Values,
    range: PriceRange,
) -> Option<(&'s Plan, f64)> {
    let is_offered = |plan: &&Plan| plan.withheld.is_none() && is_bearable(plan, pricing, values, range);
    let bearable = sheet.plans.iter().filter(is_offered);
    let earning = bearable.filter_map(|plan| Some((plan, values.total(&plan.line("profit"))?)));
    earning.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// One sentence that says how to charge.
pub fn headline(sheet: &Sheet, pricing: &Pricing, values: &Values, range: PriceRange) -> Vec<Word> {
    let money = |value: f64| Word::Number(value, unit("$/yr"));
    let price = |value: f64| Word::Number(value, unit("$/h"));
    if values.total("demand_hours").is_none_or(|hours| hours <= 0.0) {
        let missing = if pricing.segments.is_empty() { "no segment" } else { "no segment with hours" };
        return vec![Word::text(format!("There is {missing}, so there is no demand to charge for."))];
    }
    let Some((plan, profit)) = recommended(sheet, pricing, values, range) else {
        return match range {
            Some((_, dearest)) => vec![
                Word::text("Every pricing model asks some segment for more than "),
                price(dearest),
                Word::text(" an hour: lower a fee or a price."),
            ],
            None => vec![Word::text("No pricing model has a profit: a figure behind each is undefined.")],
        };
    };
    let mut words = vec![Word::text(format!("Charge by {}: ", in_text(plan.label)))];
    if profit < 0.0 {
        words.extend([
            Word::text("it loses least, "),
            money(-profit),
            Word::text(" a year, and no pricing model"),
        ]);
        if let Some((lowest, dearest)) = range {
            words.extend([Word::text(" within "), price(lowest), Word::text(" to "), price(dearest)]);
            words.push(Word::text(" an hour"));
        }
        words.push(Word::text(" earns anything."));
        return words;
    }
    words.extend([money(profit), Word::text(" gross profit, the most")]);
    words.extend(within(range));
    match values.total("choice_profit") {
        Some(chosen) if profit - chosen > WORTH_SAYING * profit => words.extend([
            Word::text("; if customers choose among all models, "),
            money(chosen.abs()),
            Word::text(if chosen < 0.0 { " is lost." } else { " is left." }),
        ]),
        _ => words.push(Word::text(".")),
    }
    words
}

/// Among which pricing models one earns the most.
fn within(range: PriceRange) -> Vec<Word> {
    match range {
        Some((_, dearest)) => vec![
            Word::text(" without asking any segment for more than "),
            Word::Number(dearest, unit("$/h")),
            Word::text(" an hour"),
        ],
        None => vec![Word::text(" of all")],
    }
}

/// Something that the numbers say.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The rule's id.
    pub rule: &'static str,
    /// What kind of thing it says.
    pub kind: Kind,
    /// The line that it rests on.
    pub line: String,
    /// The cell of the line; its total, or its only value, where it is none.
    pub cell: Option<usize>,
    /// The sentence.
    pub words: Vec<Word>,
}

/// What applies: strengths, risks, opportunities.
pub fn said(sheet: &Sheet, pricing: &Pricing, values: &Values, range: PriceRange) -> Vec<Said> {
    let of = Rules { sheet, pricing, values, range };
    let rules = [
        of.concentration(),
        of.below_benchmark(),
        of.storage_at_a_loss(),
        of.customers_choose(),
        of.mix(),
        of.loss(),
    ];
    let mut said: Vec<Said> = rules.into_iter().flatten().chain(of.freemium()).collect();
    said.sort_by_key(|said| said.kind);
    said
}

struct Rules<'s> {
    sheet: &'s Sheet,
    pricing: &'s Pricing,
    values: &'s Values,
    range: PriceRange,
}

impl Rules<'_> {
    /// Much of revenue hangs on one segment.
    fn concentration(&self) -> Option<Said> {
        let share = self.values.cell("mix_largest_share", 0)?;
        let revenues = self.values.cells("mix_revenue");
        let largest = (0..revenues.len()).max_by(|a, b| {
            let of = |position: usize| revenues.get(position).copied().flatten().unwrap_or(f64::MIN);
            of(*a).total_cmp(&of(*b))
        })?;
        let segment = self.pricing.segments.get(largest)?;
        let hangs = |kind, rule, line: &str, words| {
            Some(Said { rule, kind, line: line.to_owned(), cell: None, words })
        };
        if share <= CONCENTRATED {
            let spread = self.pricing.segments.len() > 1;
            let words = vec![
                number(share, "%"),
                Word::text(" of the mix's revenue, at most, comes from one segment."),
            ];
            return spread.then(|| hangs(Kind::Strength, "revenue_is_spread", "mix_largest_share", words))?;
        }
        let each = share / segment.customers;
        let mut words = vec![
            Word::text(format!("{}, ", segment.name)),
            number(segment.customers, "customers"),
            Word::text(", bring "),
            number(share, "%"),
            Word::text(" of the mix's revenue"),
        ];
        // Of many customers no one matters, but what they have in common does.
        if each >= FEW {
            words.extend([Word::text(": losing one costs "), number(each, "%"), Word::text(" of it.")]);
        } else {
            words.push(Word::text(": what changes for this kind of customer changes for the business."));
        }
        hangs(Kind::Risk, "revenue_is_concentrated", "mix_largest_share", words)
    }

    /// Freemium users who cost more than they pay, wherever the mix or their own
    /// choice puts them on it.
    fn freemium(&self) -> Vec<Said> {
        let number_of_it = self.sheet.plan("freemium").map(|position| position as f64 + 1.0);
        let one = |(position, segment): (usize, &Segment)| {
            let mixed = segment.mix.get("freemium").is_some_and(|share| *share > 0.0);
            let chosen = self.values.cell("choice_plan", position) == number_of_it;
            let bill = self.values.cell("freemium_bill", position)?;
            let cost = self.values.cell("customer_cost", position)?;
            let loses = (mixed || chosen) && segment.customers > 0.0 && bill < cost;
            loses.then(|| Said {
                rule: "free_users_cost_more",
                kind: Kind::Risk,
                line: "freemium_bill".to_owned(),
                cell: Some(position),
                words: vec![
                    Word::text(format!("On freemium, a customer of {} pays ", segment.name)),
                    number(bill, "$/customer/yr"),
                    Word::text(" a year and costs "),
                    number(cost, "$/customer/yr"),
                    Word::text("."),
                ],
            })
        };
        self.pricing.segments.iter().enumerate().filter_map(one).collect()
    }

    /// The mix earns less an hour than the benchmark asks, or more.
    fn below_benchmark(&self) -> Option<Said> {
        let price = self.values.total("mix_effective_price")?;
        let (lowest, dearest) = self.range?;
        let (kind, rule, how) = if price < lowest {
            (Kind::Risk, "price_below_benchmark", "below")
        } else if price > dearest {
            (Kind::Risk, "price_above_benchmark", "above")
        } else {
            (Kind::Strength, "price_within_benchmark", "within")
        };
        let words = vec![
            Word::text("The mix earns "),
            number(price, "$/h"),
            Word::text(format!(" an hour, {how} the benchmark of ")),
            number(lowest, "$/h"),
            Word::text(" to "),
            number(dearest, "$/h"),
            Word::text("."),
        ];
        Some(Said { rule, kind, line: "mix_effective_price".to_owned(), cell: None, words })
    }

    /// Storage is sold for less than it costs.
    fn storage_at_a_loss(&self) -> Option<Said> {
        let price = self.values.cell("storage_price", 0)?;
        let cost = self.values.cell("storage_cost", 0)?;
        let stored = self.values.total("demand_stored")?;
        (price < cost && stored > 0.0).then(|| Said {
            rule: "storage_loses",
            kind: Kind::Risk,
            line: "storage_price".to_owned(),
            cell: None,
            words: vec![
                Word::text("A gigabyte is kept for "),
                number(cost, "$/GB/month"),
                Word::text(" a month and sold for "),
                number(price, "$/GB/month"),
                Word::text("."),
            ],
        })
    }

    /// The vendor's best model is not the customers'.
    fn customers_choose(&self) -> Option<Said> {
        let (best, profit) = recommended(self.sheet, self.pricing, self.values, self.range)?;
        let chosen = self.values.total("choice_profit")?;
        let position = self.sheet.plan(best.id)?;
        let own = |segment: usize| self.sheet.numbered(self.values.cell("choice_plan", segment));
        let leaves =
            |segment: usize| own(segment).is_some_and(|plan| self.sheet.plan(plan.id) != Some(position));
        let elsewhere: Vec<&str> = self
            .pricing
            .segments
            .iter()
            .enumerate()
            .filter(|(position, segment)| segment.customers > 0.0 && leaves(*position))
            .map(|(_, segment)| segment.name.as_str())
            .collect();
        let named = elsewhere.first()?;
        let who = match elsewhere.len() {
            1 => format!("{named} would"),
            2 => format!("{named} and one other segment would"),
            many => format!("{named} and {} other segments would", many - 1),
        };
        (profit > chosen).then(|| Said {
            rule: "best_model_is_not_the_customers",
            kind: Kind::Risk,
            line: "choice_profit".to_owned(),
            cell: None,
            words: [Word::text(format!(
                "{} {}",
                best.label,
                if profit < 0.0 { "loses least" } else { "earns the most" }
            ))]
            .into_iter()
            .chain(within(self.range))
            .chain([
                Word::text(format!(
                    ", but {who} pay less on another model: offered side by side they {} ",
                    if chosen < 0.0 { "lose" } else { "earn" }
                )),
                number(if chosen < 0.0 { -chosen } else { profit - chosen }, "$/yr"),
                Word::text(if chosen < 0.0 { " in all." } else { " less." }),
            ])
            .collect(),
        })
    }

    /// The mix earns less than what is sold costs.
    fn loss(&self) -> Option<Said> {
        let (revenue, profit) = (self.values.total("mix_revenue")?, self.values.total("mix_profit")?);
        (profit < 0.0).then(|| Said {
            rule: "mix_loses",
            kind: Kind::Risk,
            line: "mix_profit".to_owned(),
            cell: None,
            words: vec![
                Word::text("The mix loses "),
                number(-profit, "$/yr"),
                Word::text(" a year: it earns "),
                number(revenue, "$/yr"),
                Word::text(", and what it sells costs "),
                number(revenue - profit, "$/yr"),
                Word::text("."),
            ],
        })
    }

    /// The mix against the model to charge by.
    fn mix(&self) -> Option<Said> {
        let (best, profit) = recommended(self.sheet, self.pricing, self.values, self.range)?;
        let mix = self.values.total("mix_profit")?;
        (profit - mix > WORTH_SAYING * profit.abs()).then(|| Said {
            rule: "mix_could_earn_more",
            kind: Kind::Opportunity,
            line: "mix_profit".to_owned(),
            cell: None,
            words: [
                Word::text("The mix's gross profit is "),
                number(mix, "$/yr"),
                Word::text("; with every customer on "),
                Word::text(in_text(best.label)),
                Word::text(" it would be "),
                number(profit, "$/yr"),
                Word::text(", the most"),
            ]
            .into_iter()
            .chain(within(self.range))
            .chain([Word::text(".")])
            .collect(),
        })
    }
}

fn number(value: f64, of: &str) -> Word {
    Word::Number(value, unit(of))
}

/// A label as it stands within a sentence.
fn in_text(label: &str) -> String {
    let mut characters = label.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

/// The unit of a line of the sheet.
pub fn unit_of(sheet: &Sheet, line: &str) -> Unit {
    sheet.model.line(line).map_or_else(Unit::pure, |line| line.unit.clone())
}
