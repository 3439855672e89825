//! Files that leave and files that come: CSV as spreadsheets read it, tables
//! matched by name, backups that bring everything back.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[allow(dead_code, reason = "other tests need more of it")]
#[path = "support/scenarios.rs"]
mod scenarios;
#[path = "support/scorecards.rs"]
mod scorecards;

use megahour::export::csv::{Cell, is_formula, write};
use megahour::export::projection::projection;
use megahour::store::backup::{self, BackupError};
use megahour::store::document::Document;
use megahour::store::import::{ImportError, Imported, MAX_FILE, read, read_file, with_takings};
use megahour::store::json::{self, OpenError};
use megahour::store::own::Own;
use megahour::table::{DecodeError, Encoding, Grid, Separator, SplitError, Taking, split};
use proptest::prelude::*;
use scenarios::{CATALOGUE, document, evaluated};

#[test]
fn what_is_taken_from_a_table_changes_nothing_else() {
    let sample = Document::sample();
    let taking = |driver: &str, year, value| Taking { driver: driver.to_owned(), year, value };
    let changed =
        with_takings(&sample, &[taking("cac", 1, 7.0), taking("cac", 2, 8.0), taking("arpu", 0, 9.0)]);
    let expected = sample.with_year("cac", 1, 7.0).with_year("cac", 2, 8.0).with_year("arpu", 0, 9.0);
    assert_eq!(changed, expected);
    assert_eq!(with_takings(&sample, &[]), sample);
}

#[test]
fn a_cell_that_would_be_a_formula_is_written_as_words() {
    for start in ["=", "+", "-", "@", "\t", "\r"] {
        let text = format!("{start}cmd|' /C calc'!A0");
        let csv = write(&vec![vec![Cell::text(&text)]]);
        let read_back = split(&csv).unwrap().rows;
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
    assert_eq!(too_large, Err(ImportError::Bytes(DecodeError::TooLarge(MAX_FILE + 1))));
    assert_eq!(too_large.unwrap_err().to_string(), "it has 6 MB, and at most 5 MB are read");
    assert_eq!(read(&"a\n".repeat(10_001)), Err(ImportError::Table(SplitError::TooManyRows)));
    assert_eq!(read(&"a,".repeat(501)), Err(ImportError::Table(SplitError::TooManyColumns)));
    assert_eq!(read(" \n"), Err(ImportError::Table(SplitError::Empty)));
    for text in ["PK\u{3}\u{4}\0\0", "a\0"] {
        assert_eq!(read(text), Err(ImportError::Bytes(DecodeError::NoText)));
    }
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
    let Ok(Imported::Table(Grid { separator, rows, .. })) = read("\u{feff}cac;1") else {
        panic!("it is a table")
    };
    assert_eq!((separator, rows), (Separator::Semicolon, vec![vec!["cac".into(), "1".into()]]));
    let utf16: Vec<u8> =
        [0xFEFF].into_iter().chain(text.encode_utf16().skip(1)).flat_map(u16::to_le_bytes).collect();
    let (found, encoding) = read_file(&utf16).unwrap();
    assert!(matches!(found, Imported::Scenario(opened) if opened.document == Document::sample()));
    assert_eq!(encoding, Encoding::Utf16Le);
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
fn rows_are_counted_as_a_spreadsheet_counts_them() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["", "Id,Year 1", "", "", "Foo,3", "\"Two", "lines\",4", "", "Bar,5", "", ""].join(end);
        assert_eq!(split(&text).unwrap().row_numbers, [2, 5, 6, 8], "{end:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

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
            prop_assert!(!is_formula(&found));
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
