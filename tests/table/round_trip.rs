//! What the product writes, it reads back unchanged.

#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../support/scenarios.rs"]
mod scenarios;

use super::support::{CATALOGUE, German, Setting};
use megahour::engine::numerals::{Numerals, Plain, for_spreadsheet, to_clipboard};
use megahour::export::csv::{Cell, file, is_formula, write};
use megahour::export::projection::{About, described, projection};
use megahour::model::currency::ALL;
use megahour::model::timeline::DEFAULT_YEARS as YEARS;
use megahour::store::document::Document;
use megahour::table::{Becomes, Plan, decode, split};
use proptest::prelude::*;
use scenarios::{document, evaluated, ranges};

/// What a plan's rows hold for a driver, taken or there already.
fn held(plan: &Plan, driver: &str) -> Vec<f64> {
    let rows = plan
        .rows
        .iter()
        .filter(|row| matches!(&row.becomes, Becomes::Taken(id) | Becomes::Same(id) if id == driver));
    rows.flat_map(|row| &row.values).map(|value| value.value).collect()
}

fn brings_back(plan: &Plan, document: &Document) -> Result<(), TestCaseError> {
    for (id, _) in ranges() {
        let (found, is) = (held(plan, &id), document.values(&id));
        let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        prop_assert_eq!(bits(&found), bits(&is), "{}: {:?}, not {:?}", id, found, is);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_projection_comes_back_from_a_file(
        document in document(), name in any::<String>(), note in any::<String>(), which in 0..ALL.len(),
    ) {
        let about = About { scenario: &name, currency: ALL[which], note: &|_| note.clone() };
        let csv = file(&described(&CATALOGUE, &evaluated(&document), &about));
        let setting = Setting { currency: ALL[which].code, is_german: which % 2 == 1, ..Setting::default() };
        let plan = setting.plan(&decode(csv.as_bytes()).unwrap().text);
        brings_back(&plan, &document)?;
        prop_assert!(plan.questions.is_empty(), "{:?}", plan.questions);
    }

    #[test]
    fn a_projection_comes_back_from_the_clipboard(document in document(), is_german in any::<bool>()) {
        let numerals: &dyn Numerals = if is_german { &German } else { &Plain };
        let values = evaluated(&document);
        let mut rows = vec![["", "Year 1", "Year 2", "Year 3", "Year 4", "Year 5"].map(str::to_owned).to_vec()];
        for line in CATALOGUE.model.lines() {
            let years = (0..YEARS).map(|year| {
                let value = values.cell(&line.id, year);
                value.map(|value| for_spreadsheet(value, &line.unit, numerals)).unwrap_or_default()
            });
            rows.push(std::iter::once(line.label.clone()).chain(years).collect());
        }
        let setting = Setting { is_german, ..Setting::default() };
        brings_back(&setting.plan(&to_clipboard(&rows)), &document)?;
    }

    #[test]
    fn every_text_comes_back_from_a_cell_but_for_its_ends(text in "[a-z\",;\t\r\n =+0-9\u{200B}＝-]{0,30}") {
        let csv = write(&vec![vec![Cell::text("first"), Cell::text(&text)], vec![Cell::text("a"), Cell::text("b")]]);
        let grid = split(&csv).unwrap();
        let is_blank = |sign: char| sign.is_whitespace() || sign == '\u{200B}';
        let found = grid.rows[0].get(1).map_or("", String::as_str);
        let is = if is_formula(&text) { format!("'{text}") } else { text };
        prop_assert_eq!(found, is.trim_matches(is_blank));
    }
}

#[test]
fn a_projection_has_its_scenario_currency_and_notes() {
    let note = |driver: &str| if driver == "cac" { "deck; p. 4".to_owned() } else { String::new() };
    let sample = Document::sample();
    let about = About { scenario: "Größe", currency: ALL[1], note: &note };
    let csv = file(&described(&CATALOGUE, &evaluated(&sample), &about));
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows[0], "\u{feff}Scenario,Größe");
    assert_eq!(rows[1], "Id,Line,Unit,Year 1,Year 2,Year 3,Year 4,Year 5,Total,Note");
    let cac = rows.iter().find(|row| row.starts_with("cac,")).unwrap();
    assert!(cac.starts_with("cac,Customer acquisition cost (CAC),€/customer,5000,"), "{cac}");
    assert!(cac.ends_with(",\"deck; p. 4\""), "{cac}");
    assert_eq!(projection(&CATALOGUE, &evaluated(&sample)).len() + 1, rows.len());
}

#[test]
fn formulas_are_neutralised_behind_signs_that_nobody_sees() {
    for text in [
        "=1+1",
        "＝1+1",
        "\u{200B}=1+1",
        "\u{200B}\u{FEFF} ＝1+1",
        " =1",
        "\t=1",
        "\u{202E}@x",
        "－5",
        "﹦1",
        "\u{E0020}=1",
    ] {
        assert!(write(&vec![vec![Cell::text(text)]]).trim_start_matches('"').starts_with('\''), "{text:?}");
    }
    for text in ["Größe", "1=1", "a+b", "\u{200B}Ours"] {
        assert!(!is_formula(text), "{text:?}");
    }
}
