//! What is published about the business in words: strengths, challenges,
//! opportunities, and insights about pricing. Each stands beside the numbers of
//! the scenario that support or contradict it.

use super::declare::unit;
use super::headline::Word;
use super::insights::{Kind, Rule, insight, rule};
use super::modules::core::benchmarks::benchmark;
use super::pricing::{Pricing, Sheet};
use super::{Catalogue, YEAR};
use crate::engine::expr::{Condition, Expr, Fold, fold, line, number, pure};
use crate::engine::unit::Unit;
use crate::engine::values::Values;

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// What speaks for such a business.
    Strength,
    /// What makes it hard.
    Challenge,
    /// What it could do.
    Opportunity,
    /// How it should charge.
    Pricing,
}

impl Topic {
    /// All topics in the order of the page.
    pub const ALL: [Self; 4] = [Self::Strength, Self::Challenge, Self::Opportunity, Self::Pricing];

    /// What people call several of them.
    pub fn label(self) -> &'static str {
        match self {
            Self::Strength => "Strengths",
            Self::Challenge => "Challenges",
            Self::Opportunity => "Opportunities",
            Self::Pricing => "Pricing",
        }
    }
}

/// A published claim, in Megahour's words.
pub struct Claim {
    /// What tests call it.
    pub id: &'static str,
    /// What it is about.
    pub topic: Topic,
    /// What is claimed.
    pub says: &'static str,
    /// What speaks to it.
    pub evidence: Evidence,
    /// Whether it compares with amounts that are known in US dollars alone.
    pub is_in_dollars: bool,
}

/// What speaks to a claim.
pub enum Evidence {
    /// Lines of the model: what supports the claim, and what contradicts it.
    Model(Box<[Rule; 2]>),
    /// The same, where they are about the claim without deciding it.
    Beside(Box<[Rule; 2]>),
    /// The pricing of the scenario.
    Pricing(fn(&Sheet, &Pricing, &Values) -> Option<Weighed>),
}

/// How the numbers stand to a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// Whether they support it or contradict it; none where they leave it open.
    pub supports: Option<bool>,
    /// The id of the model's line that they rest on; none for pricing.
    pub line: Option<&'static str>,
    /// The numbers, in a sentence.
    pub words: Vec<Word>,
}

impl Claim {
    /// How the numbers of a year, counted from 0, stand to the claim; `None`
    /// where a figure behind it is undefined or not there.
    pub fn weigh(
        &self,
        catalogue: &Catalogue,
        values: &Values,
        year: usize,
        priced: Option<(&Sheet, &Pricing, &Values)>,
    ) -> Option<Weighed> {
        match &self.evidence {
            Evidence::Pricing(weigh) => {
                priced.and_then(|(sheet, pricing, values)| weigh(sheet, pricing, values))
            }
            Evidence::Model(rules) | Evidence::Beside(rules) => {
                rules.iter().zip([true, false]).find_map(|(rule, supports)| {
                    let said = insight(catalogue, values, year, rule)?;
                    let supports = matches!(self.evidence, Evidence::Model(_)).then_some(supports);
                    Some(Weighed { supports, line: Some(said.line), words: said.words })
                })
            }
        }
    }
}

/// All claims. Published: the AI-IaaS model of 2024-12-07.
pub fn claims() -> Vec<Claim> {
    let first = |id: &str| fold(Fold::First, YEAR, line(id));
    let last = |id: &str| fold(Fold::Last, YEAR, line(id));
    let of = |id: &'static str, unit_text: &str| (line(id), unit(unit_text));
    let bound = |id: &str| benchmark(id).and_then(|b| b.target.bounds().first().copied()).unwrap_or(0.0);
    let (least_margin, least_retention) = (bound("gross_margin"), bound("retention"));
    let cheapest = || number(bound("price_per_hour"), unit("$/h"));
    let margin_at = |price: Expr| pure(1.0) - line("cost_per_hour") / price;
    let both_margins = || [(first("gross_margin"), unit("%")), (last("gross_margin"), unit("%"))];
    let growth = || (last("compute_hours") / first("compute_hours"), unit("×"));
    let grows = || last("compute_hours").more(first("compute_hours"));
    let renewals = || (line("cltv") / (line("arpu") * number(1.0, unit("yr"))), unit("×"));
    let [margin_first, margin_last] = both_margins();
    let [first_margin, last_margin] = both_margins();
    let both_arpu = || [(first("arpu"), unit("$/customer/yr")), (last("arpu"), unit("$/customer/yr"))];
    let at_cheapest = || [(cheapest(), unit("$/h")), (margin_at(cheapest()), unit("%"))];
    let leave = || [of("churn", "%"), (pure(1.0) - pure(least_retention), unit("%"))];
    let an_hour = || [of("price_per_hour", "$/h"), of("cost_per_hour", "$/h")];
    let saved = || {
        [
            of("gross_margin", "%"),
            (pure(1.0) - line("cost_per_hour") * pure(0.9) / line("price_per_hour"), unit("%")),
        ]
    };
    let cut = || line("price_per_hour") * pure(0.9);
    let after_cut = || {
        let taken = line("price_per_hour") * pure(0.1) / (line("price_per_hour") - line("cost_per_hour"));
        [(taken, unit("%")), (margin_at(cut()), unit("%"))]
    };
    let earns = || line("price_per_hour").more(line("cost_per_hour"));
    let cost_share = || [(line("infrastructure_cost") / line("annual_revenue"), unit("%"))];
    vec![
        model(
            Topic::Strength,
            ("recurs", "cltv"),
            "Revenue comes again, for as long as customers go on using what they rent.",
            renewals().0.more(pure(1.0)),
            ("After its first year an average customer brings {} as much again.", vec![renewals()]),
            ("After its first year an average customer brings only {} as much again.", vec![renewals()]),
        ),
        both_when(
            grows(),
            model(
                Topic::Strength,
                ("scales", "gross_margin"),
                "The service grows along with demand.",
                not(last("gross_margin").less(first("gross_margin"))),
                (
                    "Sold hours reach {} of the first year’s, and gross margin goes from {} to {}.",
                    vec![growth(), margin_first, margin_last],
                ),
                (
                    "Sold hours reach {} of the first year’s, but gross margin falls from {} to {}.",
                    vec![growth(), first_margin, last_margin],
                ),
            ),
        ),
        model(
            Topic::Strength,
            ("hard_to_leave", "retention"),
            "Moving elsewhere is laborious, so customers stay.",
            line("retention").more(pure(least_retention)),
            ("{} of customers leave in a year; the benchmark asks for less than {}.", leave().into()),
            ("{} of customers leave in a year, though the benchmark asks for less than {}.", leave().into()),
        ),
        model(
            Topic::Challenge,
            ("cost_squeezes", "gross_margin"),
            "Accelerators and storage cost so much that margins are thin.",
            not(line("gross_margin").more(pure(least_margin))),
            ("Infrastructure takes {} of revenue.", cost_share().into()),
            (
                "Infrastructure takes {} of revenue, which leaves more than the benchmark asks. Storage is not part of this cost.",
                cost_share().into(),
            ),
        ),
        in_dollars(model(
            Topic::Challenge,
            ("undercut", "price_per_hour"),
            "The large clouds can ask less for the same hour.",
            margin_at(cheapest()).less(pure(least_margin)),
            (
                "At {} an hour, the low end of the benchmark, this cost would leave a margin of {}.",
                at_cheapest().into(),
            ),
            (
                "Even at {} an hour, the low end of the benchmark, this cost would leave a margin of {}.",
                at_cheapest().into(),
            ),
        )),
        undecided(model(
            Topic::Opportunity,
            ("specialise", "arpu"),
            "Serving one industry especially well can raise what each customer pays.",
            last("arpu").more(first("arpu")),
            (
                "The plan counts on it: revenue per customer goes from {} in the first year to {} in the last.",
                both_arpu().into(),
            ),
            (
                "The plan does not count on it: revenue per customer goes from {} in the first year to {} in the last.",
                both_arpu().into(),
            ),
        )),
        model(
            Topic::Opportunity,
            ("save_energy", "cost_per_hour"),
            "Using less energy widens the margin, and speaks to those who look at sustainability.",
            (line("cost_per_hour") * pure(0.1) / line("price_per_hour")).more(pure(0.01)),
            (
                "An hour that costs a tenth less would take gross margin from {} to {}. How much of the cost is energy, the model does not know.",
                saved().into(),
            ),
            (
                "An hour that costs a tenth less would hardly move gross margin: from {} to {}.",
                saved().into(),
            ),
        ),
        model(
            Topic::Pricing,
            ("price_by_use", "gross_profit"),
            "A price by use lets revenue rise and fall with cost.",
            earns(),
            ("Each hour that is sold earns {} and costs {}.", an_hour().into()),
            (
                "Each hour that is sold earns {} but costs {}: revenue follows cost without covering it.",
                an_hour().into(),
            ),
        ),
        Claim {
            id: "easy_entry",
            topic: Topic::Pricing,
            says: "A free allowance and small tiers make it easy to begin, and earn all the same.",
            evidence: Evidence::Pricing(easy_entry),
            is_in_dollars: false,
        },
        both_when(
            earns(),
            model(
                Topic::Pricing,
                ("price_and_margin", "price_per_hour"),
                "A lower price wins customers and costs margin: the two have to be weighed.",
                margin_at(cut()).less(line("gross_margin")),
                (
                    "A price lower by a tenth would take {} of gross profit and leave a margin of {}. Whom it would win, the model does not know.",
                    after_cut().into(),
                ),
                (
                    "A price lower by a tenth would take {} of gross profit and leave margin at {}, because hours cost nothing.",
                    after_cut().into(),
                ),
            ),
        ),
    ]
}

/// A sentence with a place for each number.
type Sentence = (&'static str, Vec<(Expr, Unit)>);

/// A claim that lines of the model speak to: supported where the condition
/// holds, and contradicted where it does not. Undefined values do neither.
fn model(
    topic: Topic,
    (id, line): (&'static str, &'static str),
    says: &'static str,
    when: Condition,
    supports: Sentence,
    contradicts: Sentence,
) -> Claim {
    // An opportunity is the one kind that no verdict silences.
    let said = |when: Condition, (sentence, numbers): Sentence| Rule {
        when: Some(when),
        sentence,
        numbers,
        ..rule(Kind::Opportunity, id, line)
    };
    let rules = [said(when.clone(), supports), said(not(when), contradicts)];
    Claim { id, topic, says, evidence: Evidence::Model(Box::new(rules)), is_in_dollars: false }
}

/// The same claim, which the numbers are about and do not decide: that revenue
/// per customer is planned to rise does not say why.
fn undecided(claim: Claim) -> Claim {
    let evidence = match claim.evidence {
        Evidence::Model(rules) => Evidence::Beside(rules),
        other => other,
    };
    Claim { evidence, ..claim }
}

/// The same claim, which compares with amounts in US dollars.
fn in_dollars(claim: Claim) -> Claim {
    Claim { is_in_dollars: true, ..claim }
}

/// The same claim, of which nothing is said unless something else holds too.
fn both_when(also: Condition, claim: Claim) -> Claim {
    let evidence = match claim.evidence {
        Evidence::Model(rules) => Evidence::Model(Box::new(rules.map(|rule| Rule {
            when: rule.when.map(|when| Condition::And(Box::new(also.clone()), Box::new(when))),
            ..rule
        }))),
        other => other,
    };
    Claim { evidence, ..claim }
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

/// Whether the segment that uses least pays less by freemium or a tier than by
/// use, and still as much as it costs.
fn easy_entry(_: &Sheet, pricing: &Pricing, values: &Values) -> Option<Weighed> {
    let buyers = pricing.segments.iter().enumerate().filter(|(_, segment)| segment.customers > 0.0);
    let (position, segment) = buyers.min_by(|a, b| a.1.hours.total_cmp(&b.1.hours))?;
    let by_use = values.cell("usage_bill", position)?;
    let cost = values.cell("customer_cost", position)?;
    let entries = [("freemium", "freemium_bill"), ("a tier", "subscription_bill")];
    let offers = entries.into_iter().filter_map(|(name, line)| Some((name, values.cell(line, position)?)));
    let (name, entry) = offers.min_by(|a, b| a.1.total_cmp(&b.1))?;
    let money = |value: f64| Word::Number(value, unit("$/customer/yr"));
    let words = vec![
        Word::text(format!("A customer of {} pays ", segment.name)),
        money(entry),
        Word::text(format!(" a year by {name} and ")),
        money(by_use),
        Word::text(" by use alone, and costs "),
        money(cost),
        Word::text("."),
    ];
    Some(Weighed { supports: Some(entry < by_use && entry >= cost), line: None, words })
}
