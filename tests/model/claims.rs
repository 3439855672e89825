//! Published claims beside the numbers that speak to them.

use megahour::engine::model::ModelErrors;
use megahour::engine::values::Values;
use megahour::model::Catalogue;
use megahour::model::pricing::{ModelYear, Pricing, Sheet};
use megahour::model::published_claims::{Topic, Weighed, claims};
use megahour::store::document::Document;

fn weighed(document: &Document, year: usize) -> Result<Vec<(&'static str, Option<bool>)>, ModelErrors> {
    let catalogue = Catalogue::new()?;
    let values = Values::evaluate(&catalogue.model, &document.inputs(&catalogue));
    let pricing = Pricing::sample();
    let sheet = Sheet::new(&pricing)?;
    let bills = sheet.evaluate(&pricing, &ModelYear::of(&values, 0));
    let supports = |said: Weighed| said.supports;
    let weigh = |claim: &megahour::model::published_claims::Claim| {
        claim.weigh(&catalogue, &values, year, Some((&sheet, &pricing, &bills))).and_then(supports)
    };
    Ok(claims().iter().map(|claim| (claim.id, weigh(claim))).collect())
}

#[test]
fn every_topic_has_claims() {
    for topic in Topic::ALL {
        assert!(claims().iter().any(|claim| claim.topic == topic), "{topic:?}");
    }
}

#[test]
fn the_sample_supports_some_claims_and_contradicts_others() -> Result<(), ModelErrors> {
    let said = weighed(&Document::sample(), 0)?;
    let of = |id: &str| said.iter().find(|(claim, _)| *claim == id).and_then(|(_, supports)| *supports);
    assert_eq!(of("recurs"), Some(true));
    assert_eq!(of("scales"), Some(true));
    assert_eq!(of("hard_to_leave"), Some(true));
    // $0.80 of $2.00 leaves 60%, more than the benchmark of 50%.
    assert_eq!(of("cost_squeezes"), Some(false));
    // At $1.00 an hour $0.80 leaves 20%.
    assert_eq!(of("undercut"), Some(true));
    assert_eq!(of("price_by_use"), Some(true));
    // At $1.80 an hour $0.80 leaves 55.6%, less than the 60% now: there is something to weigh.
    assert_eq!(of("price_and_margin"), Some(true));
    // Why revenue per customer rises, the model does not know.
    let open: Vec<_> =
        said.iter().filter(|(_, supports)| supports.is_none()).map(|(claim, _)| *claim).collect();
    assert_eq!(open, ["specialise"]);
    Ok(())
}

#[test]
fn a_claim_is_open_where_a_figure_behind_it_is_undefined() -> Result<(), ModelErrors> {
    let all_stay = Document::sample().with_value("retention", 0, 1.0);
    let said = weighed(&all_stay, 0)?;
    assert!(said.contains(&("recurs", None)), "{said:?}");
    assert!(said.contains(&("hard_to_leave", Some(true))), "{said:?}");
    Ok(())
}
