//! What is allowed in a pricing scenario, and how one that breaks it is mended:
//! each change is said, with what was there before.

use super::scenario::free_key;
use super::{Pricing, Segment, Tier, demand, mix, plans, subscription, terms};
use crate::engine::model::{Content, Range};
use crate::model::readable::readable_name;
use crate::model::timeline::MAX_YEARS;
use litemap::LiteMap;
use std::collections::{BTreeSet, HashSet};

/// The most segments.
pub const MAX_SEGMENTS: usize = 50;

/// The most tiers.
pub const MAX_TIERS: usize = 20;

/// The longest name of a segment or tier, in characters.
pub const MAX_NAME: usize = 80;

/// The longest key, in characters.
const MAX_KEY: usize = 40;

/// The nearest scenario in which everything is allowed, and a sentence for each
/// change. One that is allowed comes out as it is, without a sentence.
pub fn bounded(pricing: &Pricing) -> (Pricing, Vec<String>) {
    let mut mended = pricing.clone();
    let mut said = Vec::new();
    if mended.year >= MAX_YEARS {
        said.push(format!(
            "The segments described year {}, which there is not; year 1 stands in.",
            year_number(mended.year)
        ));
        mended.year = 0;
    }
    cut(&mut mended.segments, MAX_SEGMENTS, "segments", |segment| &segment.name, &mut said);
    cut(&mut mended.tiers, MAX_TIERS, "tiers", |tier| &tier.name, &mut said);
    mend_keys(&mut mended, &mut said);
    for (position, segment) in mended.segments.iter_mut().enumerate() {
        mend_name(&mut segment.name, &format!("Segment {}", position + 1), &mut said);
        mend_segment(segment, &mut said);
    }
    for (position, tier) in mended.tiers.iter_mut().enumerate() {
        mend_name(&mut tier.name, &format!("Tier {}", position + 1), &mut said);
        for field in subscription::fields() {
            let Tier { name, .. } = tier;
            let what = format!("{name}, {}", field.named.2.to_ascii_lowercase());
            mend_number((field.of_mut)(tier), field.range, 0.0, &what, &mut said);
        }
    }
    mend_terms(&mut mended.terms, &mut said);
    (mended, said)
}

/// What is allowed but worth knowing, each a sentence.
pub fn remarks(pricing: &Pricing) -> Vec<String> {
    let mut said = segment_remarks(pricing);
    said.extend(tier_remarks(pricing));
    said
}

/// What is worth knowing of the tiers.
pub fn tier_remarks(pricing: &Pricing) -> Vec<String> {
    let mut said = repeated(pricing.tiers.iter().map(|tier| tier.name.as_str()), "tier");
    if let Some(pair) = pricing.tiers.windows(2).find(|pair| pair[1].fee < pair[0].fee) {
        said.push(format!(
            "Tiers are not in the order of their fees: {} costs less than {}. Bills are the same in any order.",
            pair[1].name, pair[0].name
        ));
    }
    if pricing.tiers.is_empty() {
        said.push("There is no tier, so nobody can subscribe.".to_owned());
    }
    said
}

/// What is worth knowing of the segments and their mix.
pub fn segment_remarks(pricing: &Pricing) -> Vec<String> {
    let mut said = repeated(pricing.segments.iter().map(|segment| segment.name.as_str()), "segment");
    if pricing.segments.is_empty() {
        said.push("There is no segment, so there is no demand to price.".to_owned());
    }
    for segment in &pricing.segments {
        let sum: f64 = segment.mix.values().sum();
        if sum == 0.0 {
            said.push(format!("{} is on no pricing model in the mix.", segment.name));
        } else if (sum - 1.0).abs() > 1e-9 {
            said.push(format!(
                "{}: the shares of the mix add to {}%; they count in proportion.",
                segment.name,
                number((sum * 1e3).round() / 10.0)
            ));
        }
    }
    said
}

/// A sentence for each name that more than one row has.
fn repeated<'n>(names: impl Iterator<Item = &'n str>, what: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let twice: BTreeSet<&str> = names.filter(|name| !seen.insert(*name)).collect();
    twice.iter().map(|name| format!("More than one {what} is called “{name}”.")).collect()
}

impl Pricing {
    /// The same with its tiers in the order of their fees; equal fees stay as
    /// they are.
    #[must_use]
    pub fn with_tiers_in_order(&self) -> Self {
        let mut sorted = self.clone();
        sorted.tiers.sort_by(|a, b| a.fee.total_cmp(&b.fee));
        sorted
    }
}

fn year_number(position: usize) -> usize {
    position.saturating_add(1)
}

fn cut<T>(rows: &mut Vec<T>, most: usize, what: &str, name: impl Fn(&T) -> &String, said: &mut Vec<String>) {
    if rows.len() <= most {
        return;
    }
    let rest = rows.split_off(most);
    let names: Vec<String> =
        rest.iter().take(3).map(|row| format!("“{}”", readable_name(name(row), MAX_NAME))).collect();
    let more = if rest.len() > names.len() { " and others" } else { "" };
    said.push(format!(
        "There can be {most} {what}; {} more were left out: {}{more}.",
        rest.len(),
        names.join(", ")
    ));
}

fn mend_keys(pricing: &mut Pricing, said: &mut Vec<String>) {
    let mut mended = mend(pricing.segments.iter_mut().map(|segment| &mut segment.key).collect(), "s");
    mended += mend(pricing.tiers.iter_mut().map(|tier| &mut tier.key).collect(), "t");
    if mended > 0 {
        said.push(format!("{mended} segments or tiers had no key of their own and were given one."));
    }
}

/// Gives each row a key of its own, and says how many were given one.
fn mend(keys: Vec<&mut String>, prefix: &str) -> usize {
    let allowed = |key: &str| {
        let characters = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        characters && !key.is_empty() && key.len() <= MAX_KEY
    };
    // Keys that are right are kept, wherever they stand, and new ones avoid them.
    let mut taken: BTreeSet<String> =
        keys.iter().map(|key| (**key).clone()).filter(|key| allowed(key)).collect();
    let (mut seen, mut mended) = (HashSet::new(), 0);
    for key in keys {
        if !allowed(key) || !seen.insert(key.clone()) {
            *key = free_key(prefix, taken.iter().map(String::as_str));
            taken.insert(key.clone());
            seen.insert(key.clone());
            mended += 1;
        }
    }
    mended
}

fn mend_name(name: &mut String, otherwise: &str, said: &mut Vec<String>) {
    let visible = match readable_name(name, MAX_NAME) {
        visible if visible.is_empty() => otherwise.to_owned(),
        visible => visible,
    };
    if visible != *name {
        said.push(format!(
            "A name was empty, too long, or held signs that cannot be shown: now “{visible}”."
        ));
        *name = visible;
    }
}

fn mend_segment(segment: &mut Segment, said: &mut Vec<String>) {
    for field in demand::fields() {
        let what = format!("{}, {}", segment.name, field.named.2.to_ascii_lowercase());
        mend_number((field.of_mut)(segment), field.range, 0.0, &what, said);
    }
    let plans = plans(&super::Structure::default());
    let given = segment.mix.len();
    segment.mix.retain(|id, _| plans.iter().any(|plan| plan.id == *id));
    if segment.mix.len() < given {
        said.push(format!("{}: a share on a pricing model that there is not was left out.", segment.name));
    }
    for plan in &plans {
        if let Some(share) = segment.mix.get_mut(plan.id) {
            let what = format!("{}, share on {}", segment.name, plan.label);
            mend_number(share, mix::SHARE, 0.0, &what, said);
        }
    }
}

fn mend_terms(values: &mut LiteMap<String, f64>, said: &mut Vec<String>) {
    let terms = terms();
    let given = values.len();
    values.retain(|id, _| terms.iter().any(|term| term.line.id == *id));
    if values.len() < given {
        said.push(format!("{} terms that there are not were left out.", given - values.len()));
    }
    for term in &terms {
        let Content::Driver(driver) = &term.line.content else { continue };
        if let Some(value) = values.get_mut(term.line.id.as_str()) {
            mend_number(value, driver.range, term.default(), &term.line.label, said);
        } else {
            said.push(format!("{} was missing; {} stands in.", term.line.label, number(term.default())));
            values.insert(term.line.id.to_string(), term.default());
        }
    }
}

fn mend_number(value: &mut f64, range: Range, otherwise: f64, what: &str, said: &mut Vec<String>) {
    if range.allows(*value) {
        return;
    }
    let mended = if value.is_finite() { value.clamp(range.min, range.max) } else { otherwise };
    let why = match *value {
        given if given.is_nan() => "there was no number".to_owned(),
        given if given < range.min => format!("{} is less than {}", number(given), number(range.min)),
        given => format!("{} is more than {}", number(given), number(range.max)),
    };
    said.push(format!("{what}: {why}; {} stands in.", number(mended)));
    *value = mended;
}

/// A number as a sentence has it: very large and very small ones by powers.
fn number(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-6..1e16).contains(&size) { format!("{value:e}") } else { value.to_string() }
}
