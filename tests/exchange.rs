//! Files that leave and files that come: CSV as spreadsheets read it, tables
//! matched by name, backups that bring everything back.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "support/scenarios.rs"]
mod scenarios;
#[path = "support/scorecards.rs"]
mod scorecards;

use megahour::engine::numerals::{Digits, Numerals, Plain};
use megahour::export::csv::{Cell, write};
use megahour::export::projection::projection;
use megahour::model::timeline::DEFAULT_YEARS as YEARS;
use megahour::store::backup::{self, BackupError};
use megahour::store::document::{Document, Entry};
use megahour::store::import::{
    CellsError, ImportError, Imported, MAX_FILE, Plan, Separator, cells, plan, read,
};
use megahour::store::json::{self, OpenError};
use megahour::store::own::Own;
use proptest::prelude::*;
use scenarios::{CATALOGUE, document, edges, evaluated, outside, ranges};

/// The signs of German, on the digits of English.
struct German;

impl Numerals for German {
    fn write(&self, value: f64, digits: Digits) -> String {
        Plain.write(value, digits).replace(',', "'").replace('.', ",").replace('\'', ".")
    }
    fn decimal(&self) -> char {
        ','
    }
    fn group(&self) -> char {
        '.'
    }
    fn currency(&self) -> &str {
        "€"
    }
}

fn planned(text: &str) -> Plan {
    planned_in(text, &Plain)
}

fn planned_in(text: &str, numerals: &dyn Numerals) -> Plan {
    plan(&cells(text).unwrap(), &Document::sample(), &CATALOGUE.model, numerals)
}

/// The values that a table gives a driver.
fn after(plan: &Plan, driver: &str) -> Vec<f64> {
    plan.changes.iter().find(|change| change.driver == driver).unwrap().after.clone()
}

const PRICES: [f64; YEARS] = [2.5, 2.6, 2.7, 2.8, 2.9];

#[test]
fn a_row_is_matched_by_id_or_label_in_any_form_that_spreadsheets_give() {
    for text in [
        "price_per_hour,2.5,2.6,2.7,2.8,2.9",
        "Revenue per compute hour,2.5,2.6,2.7,2.8,2.9\r\n",
        " revenue per hour: \t2.5\t$2.60\t2.7 $/h\t2.8\t2.9\t13.5",
        "\"Revenue per compute hour\";$/h;2.5;2.6;2.7;2.8;2.9",
        "price_per_hour,Revenue per compute hour,$/h,2.5,2.6,2.7,2.8,2.9,\n",
        "Line,Year 1,Year 2,Year 3,Year 4,Year 5\nprice_per_hour,2.5,2.6,2.7,2.8,2.9",
        ",2026,2027,2028,2029,2030\nprice_per_hour,2.5,2.6,2.7,2.8,2.9",
        "note,Year 1,Year 2,Year 3,Year 4,Year 5,line\nours,2.5,2.6,2.7,2.8,2.9,price_per_hour",
        "year\tprice_per_hour\tcac\n1\t2.5\t\n2\t2.6\t\n3\t2.7\t\n4\t2.8\t\n5\t2.9\t",
    ] {
        let plan = planned(text);
        assert_eq!(after(&plan, "price_per_hour"), PRICES, "{text}");
        assert_eq!(plan.changes.len(), 1, "{text}");
        assert!(plan.changes[0].remarks.is_empty(), "{text}: {:?}", plan.changes[0].remarks);
    }
}

#[test]
fn years_that_are_not_given_stay() {
    let plan = planned("Line,Year 2,Year 3\ncac,100,\nprice_per_hour,,9");
    assert_eq!(after(&plan, "cac"), [5000.0, 100.0, 4600.0, 4400.0, 4200.0]);
    assert_eq!(after(&plan, "price_per_hour"), [2.0, 2.1, 9.0, 2.5, 2.75]);
    assert_eq!(after(&planned("cac,100"), "cac"), [100.0, 4800.0, 4600.0, 4400.0, 4200.0]);
}

#[test]
fn a_point_between_commas_is_a_decimal_sign_wherever_one_reads_it() {
    let plan = planned_in("price_per_hour,1.234,1.5,2,2,2\ncompute_hours,1250000,2,3,4,5", &German);
    assert_eq!(after(&plan, "price_per_hour"), [1.234, 1.5, 2.0, 2.0, 2.0]);
    assert_eq!(after(&plan, "compute_hours")[0], 1.25e6);
    assert!(plan.changes.iter().all(|change| change.remarks.is_empty()));
    let semicolons = planned_in("price_per_hour;1,5;1.234,5;2;2;2", &German);
    assert_eq!(after(&semicolons, "price_per_hour")[..2], [1.5, 1234.5]);
}

#[test]
fn what_cannot_be_taken_is_listed_with_the_reason() {
    let text = "Line,Year 1,Year 2\nprice_per_hour,abc,-1\nFancy metric,1,2\ncac,100,-5\ncac,1,1\n\nARPU\nGross margin,50%,60%\nretention,0.95,95%";
    let plan = planned(text);
    let left_out: Vec<(&str, &str)> =
        plan.left_out.iter().map(|row| (row.name.as_str(), row.why.as_str())).collect();
    assert_eq!(
        left_out,
        [
            (
                "price_per_hour",
                "Year 1 is left as it is: “abc” is not a number: write digits, such as 1,000, 1.2M or 60%."
            ),
            ("Fancy metric", "no line of the model has this name"),
            ("cac", "a row before it is the same driver"),
            ("ARPU", "it holds no values"),
        ]
    );
    let cac = &plan.changes[0];
    assert_eq!((cac.after[0], cac.after[1]), (100.0, 4800.0));
    assert_eq!(cac.remarks, ["Year 2 is left as it is: -5 is outside what is allowed."]);
    let retention = &plan.changes[1];
    assert_eq!(retention.remarks, ["Year 1: Read as 0.95%, not as 95%."]);
    assert_eq!((plan.calculated, plan.same), (1, 0));
}

#[test]
fn a_plan_changes_what_it_shows_and_nothing_else() {
    let document = Document::sample();
    let plan = planned("cac,1,2,3,4,5\nprice_per_hour,2,2.1,2.25,2.5,2.75");
    assert_eq!(plan.same, 1);
    let changed = plan.apply(&document);
    assert_eq!(changed, document.with_entry("cac", Entry::by_year([1.0, 2.0, 3.0, 4.0, 5.0])));
}

#[test]
fn a_cell_that_would_be_a_formula_is_written_as_words() {
    for start in ["=", "+", "-", "@", "\t", "\r"] {
        let text = format!("{start}cmd|' /C calc'!A0");
        let csv = write(&vec![vec![Cell::text(&text)]]);
        let read_back = cells(&csv).unwrap().rows;
        assert_eq!(read_back, [[format!("'{text}")]], "{csv}");
    }
    let number = write(&vec![vec![Cell::Number("-5".to_owned())]]);
    assert_eq!(number, "-5\r\n");
}

#[test]
fn csv_is_rfc_4180() {
    let table = vec![vec![Cell::text("a \"b\""), Cell::text("two\r\nlines"), Cell::Empty, Cell::text("x,y")]];
    assert_eq!(write(&table), "\"a \"\"b\"\"\",\"two\r\nlines\",,\"x,y\"\r\n");
}

#[test]
fn the_samples_projection_has_every_line_with_its_years_and_total() {
    let csv = write(&projection(&CATALOGUE, &evaluated(&Document::sample())));
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows[0], "Id,Line,Unit,Year 1,Year 2,Year 3,Year 4,Year 5,Total");
    assert_eq!(rows.len(), 1 + CATALOGUE.model.lines().len());
    assert!(
        rows.contains(
            &"annual_revenue,Annual revenue,$/yr,2000000,4200000,9000000,20000000,33000000,68200000"
        )
    );
    assert!(rows.contains(&"retention,Customer retention (r),%,95%,95%,95%,96%,96%,"));
    assert!(rows.iter().any(|row| row.starts_with("revenue_growth,Revenue growth,%,,110%,")));
}

#[test]
fn what_is_too_much_is_refused_with_words() {
    let too_large = read(&"a".repeat(MAX_FILE + 1));
    assert_eq!(too_large, Err(ImportError::TooLarge(MAX_FILE + 1)));
    assert_eq!(too_large.unwrap_err().to_string(), "it has 6 MB, and at most 5 MB are read");
    assert_eq!(cells(&"a\n".repeat(2_001)), Err(CellsError::TooManyRows));
    assert_eq!(cells(&",".repeat(100)), Err(CellsError::TooManyColumns));
    assert_eq!(read(" \n"), Err(ImportError::Cells(CellsError::Empty)));
    assert_eq!(read("PK\u{3}\u{4}\0\0"), Err(ImportError::Cells(CellsError::NoText)));
    assert!(matches!(read("{\"a\":1}"), Err(ImportError::Scenario(OpenError::Unreadable(_)))));
    let many = format!("{{\"megahour_backup\":1,\"scenarios\":[{}0]}}", "0,".repeat(5_000));
    assert_eq!(read(&many), Err(ImportError::Backup(BackupError::TooMany(5_001))));
}

#[test]
fn a_newer_or_broken_backup_says_so_and_a_broken_scenario_harms_no_other() {
    assert_eq!(
        read("{\"megahour_backup\":2}").unwrap_err().to_string(),
        "a newer Megahour wrote this backup (format 2; this one reads up to 1)"
    );
    assert_eq!(read("{\"megahour_backup\":1}"), Err(ImportError::Backup(BackupError::Unreadable)));
    assert_eq!(
        read("{\"megahour_backup\":7,\"scenarios\":{}}"),
        Err(ImportError::Backup(BackupError::Newer(7)))
    );
    // One that was cut off is known for what it was.
    let whole = backup::write(&[Document::sample(), Document::sample()]);
    assert_eq!(read(&whole[..whole.len() / 2]), Err(ImportError::Backup(BackupError::Unreadable)));
    let text = backup::write(&[Document::sample()]).replace("[\n", "[7,{\"megahour\":9},");
    let Imported::Backup(scenarios) = read(&text).unwrap() else { panic!("it is a backup") };
    assert!(matches!(scenarios[0], Err(OpenError::Unreadable(_))));
    assert_eq!(scenarios[1], Err(OpenError::Newer(9)));
    assert_eq!(scenarios[2].as_ref().unwrap().document, Document::sample());
}

#[test]
fn a_scenario_is_known_by_its_form_whatever_mark_stands_before_it() {
    let text = format!("\u{feff}\n{}", json::write(&Document::sample()));
    assert!(matches!(read(&text), Ok(Imported::Scenario(opened)) if opened.document == Document::sample()));
    let Ok(Imported::Cells(table)) = read("\u{feff}cac;1") else { panic!("it is a table") };
    assert_eq!((table.separator, table.rows), (Separator::Semicolon, vec![vec!["cac".into(), "1".into()]]));
}

#[test]
fn what_was_rescued_from_a_page_that_did_not_start_is_read() {
    let scenario = json::write(&Document::sample().named("Mine"));
    let stored =
        serde_json::json!({ "megahour:/:scenario:1": scenario, "megahour:/:set-aside:1": "{\"broken" });
    let Ok(Imported::Backup(all)) = read(&stored.to_string()) else { panic!("it is what was stored") };
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].as_ref().unwrap().document.name, "Mine");
    assert!(all[1].is_err());
}

#[test]
fn a_title_before_the_table_does_not_decide_what_parts_cells() {
    let separator = |text: &str| cells(text).unwrap().separator;
    assert_eq!(separator("Plan, Q1 2026\ncac;2,5;2,6\narpu;3,5;3,6\n"), Separator::Semicolon);
    assert_eq!(separator("Plan; Q1\ncac,2.5,2.6\narpu,3.5,3.6\ncost,1,2"), Separator::Comma);
    assert_eq!(separator("a, b\ncac\t2,5\narpu\t3"), Separator::Tab);
    assert_eq!(separator("\"a;b\",1\n\"c;d\",2"), Separator::Comma);
}

#[test]
fn rows_are_counted_as_a_spreadsheet_counts_them() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["", "Id,Year 1", "", "", "Foo,3", "\"Two", "lines\",4", "", "Bar,5", "", ""].join(end);
        let table = cells(&text).unwrap();
        assert_eq!(table.numbers, [2, 5, 6, 8], "{end:?}");
        let rows: Vec<usize> = planned(&text).left_out.iter().map(|row| row.row).collect();
        assert_eq!(rows, [2, 5, 6, 8], "{end:?}");
    }
    let turned = planned("cac,foo,arpu\n1,2,3\n");
    assert!(turned.is_turned && turned.left_out[0].row == 2, "{turned:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// The app reads the projection that it wrote, to the last bit.
    #[test]
    fn a_projection_brings_its_drivers_back(document in document()) {
        let csv = write(&projection(&CATALOGUE, &evaluated(&document)));
        let plan = plan(&cells(&csv).unwrap(), &Document::sample(), &CATALOGUE.model, &German);
        prop_assert!(plan.left_out.is_empty(), "{:?}", plan.left_out);
        prop_assert_eq!(plan.changes.len() + plan.same, ranges().len());
        let changed = plan.apply(&Document::sample());
        for (id, _) in ranges() {
            prop_assert_eq!(changed.values(&id), document.values(&id));
        }
    }

    #[test]
    fn no_table_leads_to_a_value_that_is_not_allowed(which in 0..9_usize, pick in 0..6_usize) {
        let (id, range) = ranges().swap_remove(which);
        let (bad, good) = (outside(range), edges(range));
        let text = format!("{id},{},{}", bad[pick % bad.len()], good[pick % good.len()]);
        let changed = planned(&text).apply(&Document::sample());
        prop_assert!(changed.values(&id).iter().all(|value| range.allows(*value)), "{}", text);
    }

    #[test]
    fn any_text_is_refused_or_planned(text in any::<String>(), quoted in "[a-z\",;\t\r\n0-9=]{0,60}") {
        for text in [text, quoted] {
            if let Ok(cells) = cells(&text) {
                let plan = plan(&cells, &Document::sample(), &CATALOGUE.model, &Plain);
                prop_assert!(plan.changes.is_empty());
            }
        }
    }

    #[test]
    fn every_text_survives_a_csv_file(texts in prop::collection::vec(any::<String>(), 2..5)) {
        let csv = write(&vec![texts.iter().map(Cell::text).collect(), vec![Cell::text("end")]]);
        let mut reader = csv_core::Reader::new();
        let (mut rest, mut out, mut read_back) = (csv.as_bytes(), vec![0; 4 * csv.len() + 4], Vec::new());
        while read_back.len() < texts.len() {
            let (_, read, written) = reader.read_field(rest, &mut out);
            rest = &rest[read..];
            read_back.push(String::from_utf8_lossy(&out[..written]).into_owned());
        }
        for (text, found) in texts.iter().zip(read_back) {
            prop_assert!(found == *text || found == format!("'{text}"), "{:?} {:?}", text, found);
            prop_assert!(!found.starts_with(['=', '+', '-', '@', '\t', '\r']));
        }
    }

    #[test]
    fn a_backup_brings_every_scenario_back(
        documents in prop::collection::vec(document(), 0..4), card in scorecards::scorecard(), name in any::<String>(),
    ) {
        let card = Own::of(card);
        let documents: Vec<Document> = documents
            .into_iter()
            .map(|document| Document { scorecard: card.clone(), ..document.named(&name) })
            .collect();
        let read_back = backup::read(&backup::write(&documents)).unwrap();
        prop_assert_eq!(read_back.len(), documents.len());
        for (opened, document) in read_back.into_iter().zip(documents) {
            let opened = opened.unwrap();
            prop_assert!(opened.repairs.is_empty());
            prop_assert_eq!(opened.document, document);
        }
    }
}
