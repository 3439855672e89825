//! A scorecard is part of its document: it is read back as it was, and mended
//! with words where it cannot be.

use crate::scorecards::scorecard;
use megahour::model::scorecard::limits::{MAX_CHARACTERS, MAX_CRITERIA, MAX_QUESTIONS, MAX_TEXT};
use megahour::model::scorecard::{Criterion, Question, Scorecard};
use megahour::store::document::Document;
use megahour::store::json::{MAX_BYTES, Opened, read, write};
use megahour::store::own::Own;
use proptest::prelude::*;
use serde_json::{Value, json};

fn document(scorecard: Scorecard) -> Document {
    Document { scorecard: Own::of(scorecard), ..Document::sample() }
}

/// The sample with a scorecard of this form, as it is read.
fn opened(scorecard: Value) -> Opened {
    let mut json: Value = serde_json::from_str(&write(&Document::sample())).unwrap();
    // What is not known is refused in the present version, and left out of the first.
    json["megahour"] = json!(1);
    json["scorecard"] = scorecard;
    read(&json.to_string()).unwrap()
}

fn of(criteria: Value) -> Opened {
    opened(json!({ "default": 1, "criteria": criteria }))
}

#[test]
fn an_unchanged_scorecard_is_left_out() {
    assert!(!write(&Document::sample()).contains("scorecard"));
    let none = document(Scorecard::default());
    assert_eq!(read(&write(&none)), Ok(Opened { document: none, repairs: Vec::new() }));
}

#[test]
fn a_changed_one_says_only_what_differs() {
    let changed = Scorecard::shipped().with_score("scalability", 4).unwrap();
    let json: Value = serde_json::from_str(&write(&document(changed))).unwrap();
    assert_eq!(json["scorecard"]["criteria"][1], json!({ "id": "scalability", "score": 4 }));
    assert_eq!(json["scorecard"]["criteria"][0], json!({ "id": "market_opportunity" }));
}

#[test]
fn the_fullest_scorecard_is_still_a_document_that_is_read() {
    let questions = vec![Question { text: "\"".to_owned(), done: false, note: String::new() }; MAX_QUESTIONS];
    let mut card = Scorecard::default();
    for number in 0..MAX_CRITERIA {
        let id = format!("{number:_>40}");
        let name = format!("{number:🚀>100}");
        let weight = 0.123_456_789_012_345_67;
        card.criteria.push(Criterion {
            weight,
            questions: questions.clone(),
            ..Criterion::blank(&id, &name)
        });
    }
    let mut left = MAX_CHARACTERS - MAX_CRITERIA * MAX_QUESTIONS;
    for criterion in &mut card.criteria {
        criterion.notes = "🚀".repeat(left.min(MAX_TEXT));
        left -= left.min(MAX_TEXT);
    }
    assert_eq!(card.check(), Ok(()));
    let full = document(card);
    // Half at most; the notes have a quarter of it, pricing an eighth.
    assert!(write(&full).len() < MAX_BYTES / 2, "{}", write(&full).len());
    assert_eq!(read(&write(&full)), Ok(Opened { document: full, repairs: Vec::new() }));
}

#[test]
fn every_fault_is_mended_and_said() {
    let said = |criterion: Value| {
        let opened = of(json!([criterion]));
        let card = opened.document.scorecard;
        assert_eq!(card.check(), Ok(()));
        (card, opened.repairs)
    };
    let cases = [
        (json!({"id": "scalability", "score": 6}), "Scalability: the score is not from 1 to 5; 5 stands in."),
        (
            json!({"id": "scalability", "score": 4.5}),
            "Scalability: the score is not from 1 to 5; 5 stands in.",
        ),
        (
            json!({"id": "scalability", "weight": -0.1}),
            "Scalability: the weight is not from 0% to 1000%; 20% stands in.",
        ),
        (
            json!({"id": "scalability", "weight": "a lot"}),
            "Scalability: the weight is not from 0% to 1000%; 20% stands in.",
        ),
        (json!({"id": "own_1"}), "Criterion 1 had no name."),
        (json!({"name": "Team"}), "Criterion 1 had no id of its own and got one."),
        (
            json!({"id": "own_1", "name": " Team"}),
            "Team: the name was shortened, or held signs that cannot be shown.",
        ),
        (json!({"id": "scalability", "notes": 7}), "Scalability: its notes could not be read."),
        (
            json!({"id": "scalability", "notes": "a\u{0}b"}),
            "Scalability: its notes held signs that cannot be shown.",
        ),
        (
            json!({"id": "scalability", "notes": "n".repeat(MAX_TEXT + 1)}),
            "Scalability: its notes was cut to 10000 characters.",
        ),
        (json!({"id": "scalability", "questions": 1}), "Scalability: the questions could not be read."),
        (
            json!({"id": "scalability", "questions": [{"text": "?"}, 3]}),
            "Scalability: a question could not be read and was left out.",
        ),
        (
            json!({"id": "scalability", "questions": [{"text": "?", "done": "yes"}]}),
            "Scalability: a question that is neither ticked nor open counts as open.",
        ),
        (
            json!({"id": "scalability", "mood": "good"}),
            "This Megahour does not know 1 part of the scorecard, and left it out.",
        ),
    ];
    for (criterion, expected) in cases {
        let (card, repairs) = said(criterion);
        assert_eq!((card.criteria.len(), repairs), (1, vec![expected.to_owned()]));
    }
    assert_eq!(said(json!({"id": "scalability", "score": 2.0})).1, Vec::<String>::new());
    let (card, repairs) = said(json!("scalability"));
    assert_eq!(
        (card, repairs),
        (Own::of(Scorecard::default()), vec!["Criterion 1 could not be read and was left out.".to_owned()])
    );
}

#[test]
fn a_scorecard_that_is_none_is_replaced_by_the_shipped_one() {
    for value in
        [json!(null), json!([]), json!({}), json!({"default": 2, "criteria": []}), json!({"default": 1})]
    {
        let opened = opened(value);
        assert_eq!(opened.document, Document::sample());
        assert_eq!(opened.repairs, ["The scorecard could not be read; the shipped one stands in."]);
    }
}

#[test]
fn duplicates_and_a_crowd_are_kept_as_far_as_they_go() {
    let twice = of(json!([{"id": "scalability"}, {"id": "scalability", "notes": "second"}]));
    let card = twice.document.scorecard;
    assert_eq!(card.criteria[1].name, "Scalability (2)");
    assert_eq!((card.criteria[1].notes.as_str(), card.criteria[1].weight), ("second", 0.2));
    assert_eq!(twice.repairs.len(), 2);
    let crowd: Vec<Value> =
        (0..60).map(|n| json!({"id": format!("own_{n}"), "name": format!("N{n}")})).collect();
    let crowd = of(json!(crowd));
    assert_eq!(crowd.document.scorecard.criteria.len(), MAX_CRITERIA);
    assert_eq!(crowd.repairs, ["Only the first 50 of 60 criteria were kept."]);
    let long: Vec<Value> = ["a", "b", "c", "d", "e", "scalability"]
        .map(|id| json!({"id": id, "name": id, "notes": "n".repeat(MAX_TEXT)}))
        .into();
    let long = of(json!(long));
    assert_eq!(long.document.scorecard.check(), Ok(()));
    assert!(!long.repairs.is_empty());
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-2..8_i64).prop_map(Value::from),
        "[a-z]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let keys = vec![
            "id",
            "name",
            "weight",
            "score",
            "notes",
            "questions",
            "text",
            "done",
            "default",
            "criteria",
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(keys), inner), 0..5)
                .prop_map(|fields| fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_written_is_read_back_without_repairs(card in scorecard()) {
        let document = document(card);
        prop_assert_eq!(read(&write(&document)), Ok(Opened { document, repairs: Vec::new() }));
    }

    #[test]
    fn anything_is_read_as_something_allowed(
        card in scorecard(), criterion in 0..6_usize,
        field in prop::sample::select(vec!["", "/id", "/name", "/weight", "/score", "/questions", "/questions/0", "/questions/0/done", "/notes"]),
        value in any_json(), whole in prop::option::weighted(0.1, any_json()),
    ) {
        let mut json: Value = serde_json::from_str(&write(&document(card))).unwrap();
        if let Some(place) = json.pointer_mut(&format!("/scorecard/criteria/{criterion}{field}")) {
            *place = value;
        }
        if let Some(whole) = whole {
            json["scorecard"] = whole;
        }
        json["megahour"] = json!(1);
        let opened = read(&json.to_string()).unwrap();
        prop_assert_eq!(opened.document.scorecard.check(), Ok(()));
        let again = read(&write(&opened.document)).unwrap();
        prop_assert_eq!(again, Opened { document: opened.document, repairs: Vec::new() });
    }
}
