//! Doubts: what is asked, what each answer gives, and that answers are obeyed.

use super::support::{CATALOGUE, Setting, asked, becomes, planned, taken, values};
use megahour::table::{About, Becomes, ColumnIs, Correction, Corrections, DecimalSign, Plan, Shares};

/// The plan with one choice of the first question about something taken.
fn answered(text: &str, about: About, choice: usize) -> Plan {
    let plan = planned(text);
    let question = plan.questions.iter().find(|question| question.about == about).unwrap();
    let corrections = Corrections::default().with(question.choices[choice].correction.clone());
    Setting { corrections, ..Setting::default() }.plan(text)
}

#[test]
fn every_answer_is_obeyed_and_not_asked_again() {
    let cases = [
        ("retention,0.95,0.95", About::Shares, "retention", vec![vec![0.95, 0.95], vec![0.0095, 0.0095]]),
        ("CAC\t1,234\t5,678", About::DecimalSign, "cac", vec![vec![1234.0, 5678.0], vec![1.234, 5.678]]),
        ("Line\tYear 1\nCAC\t50 mil", About::Scale, "cac", vec![vec![5e7], vec![5e4]]),
        ("Line,Year 1\nARPU (monthly),100", About::Span, "arpu", vec![vec![1200.0], vec![100.0]]),
        ("Line,Year 1,Year 2\nCAC,-,5", About::Dashes, "cac", vec![vec![f64::NAN, 5.0], vec![0.0, 5.0]]),
        ("Line,Y0,Y1,Y2\nCAC,1,2,3", About::Periods, "cac", vec![vec![1.0, 2.0, 3.0], vec![2.0, 3.0]]),
        ("Line,Year 1,Year 1\nCAC,1,2", About::Periods, "cac", vec![vec![1.0], vec![2.0]]),
        (
            "Line,Year 1\nCAC,1\nCustomer acquisition cost,2",
            About::SameLine,
            "cac",
            vec![vec![1.0], vec![2.0]],
        ),
        ("Line,Year 1\nStorage,7", About::Line, "storage_tb", vec![vec![7.0], vec![]]),
        ("Line,Year 1\nCAC,€7", About::Currency, "cac", vec![vec![7.0]]),
        ("Line,on demand,1-year\nCAC,7,8", About::Periods, "cac", vec![vec![7.0, 8.0]]),
        ("1,2\n3,4", About::Place, "compute_hours", vec![vec![1.0, 2.0]]),
        ("Year,Month,CAC\n2026,1,5\n2026,2,6", About::Periods, "cac", vec![vec![5.0, 6.0]]),
    ];
    for (text, about, driver, gives) in cases {
        for (choice, is) in gives.iter().enumerate() {
            let plan = answered(text, about, choice);
            let found: Vec<u64> = values(&plan, driver).iter().map(|value| value.to_bits()).collect();
            let is: Vec<u64> = is.iter().map(|value| value.to_bits()).collect();
            assert_eq!(found, is, "{text}, {choice}: {plan:#?}");
            assert!(!asked(&plan).contains(&about), "{text}, {choice}: {:#?}", plan.questions);
        }
    }
}

#[test]
fn what_has_no_likely_answer_is_not_taken() {
    for text in [
        "Line,Year 1\nStorage,7",
        "Line,Year 1\nCAC,€7",
        "Line,Year 1,Year 1\nCAC,1,2",
        "Line,Year 1\nCAC,1\nCustomer acquisition cost,2",
        "Line,on demand,1-year\nCAC,7,8",
        "1,2\n3,4",
        "Year,Month,CAC\n2026,1,5\n2026,2,6",
    ] {
        let plan = planned(text);
        assert_eq!(taken(&plan), 0, "{text}");
        assert!(plan.questions.iter().any(|question| question.assumed.is_none()), "{text}");
    }
}

#[test]
fn a_name_with_another_unit_is_proposed_and_not_taken() {
    for (text, label) in [
        ("Metric,Year 1\nRetention ($),5", "Retention ($)"),
        ("Metric,Unit,Year 1\nCompute hours billed,$,5", "Compute hours billed"),
        ("Metric,Year 1\nCAC,12%", "CAC"),
        ("Metric,Year 1\nPrice per GPU-hour (hours),5", "Price per GPU-hour (hours)"),
    ] {
        let plan = planned(text);
        assert!(matches!(becomes(&plan, label), Becomes::Proposed(_)), "{text}: {plan:#?}");
        assert_eq!(asked(&plan), [About::Line], "{text}");
    }
}

#[test]
fn what_is_certain_in_a_table_decides_what_is_not() {
    // A number that shows its decimal sign decides those that do not.
    let plan = planned("CAC\t1,234\t5,678\nPrice per GPU-hour\t2.10\t2.25");
    assert_eq!((values(&plan, "cac"), asked(&plan)), (vec![1234.0, 5678.0], vec![]));
    let german = planned("CAC;1.234;5.678\nPrice per GPU-hour;2,10;2,25");
    assert_eq!((values(&german, "cac"), asked(&german)), (vec![1234.0, 5678.0], vec![]));
    // One value above 1 makes a row of percentages.
    let percent = planned("retention,0.9,95");
    assert_eq!((values(&percent, "retention"), asked(&percent)), (vec![0.009, 0.95], vec![]));
    // Signs at all values leave nothing to ask.
    assert_eq!(asked(&planned("retention,0.9%,95%")), []);
}

#[test]
fn a_column_can_be_notes_or_a_year() {
    let text = "Line,Year 1,Year 2,Check\nCAC,1,2,3";
    let corrections = Corrections::default()
        .with(Correction::Column(3, ColumnIs::Notes))
        .with(Correction::Column(4, ColumnIs::Period(4)));
    let plan = Setting { corrections, ..Setting::default() }.plan(text);
    let years: Vec<usize> = plan.rows[0].values.iter().map(|value| value.year).collect();
    assert_eq!(years, [0, 4]);
}

#[test]
fn a_scale_for_the_whole_table_can_be_said() {
    let corrections = Corrections::default().with(Correction::Scale(3));
    let plan = Setting { corrections, ..Setting::default() }
        .plan("Line,Year 1\nCompute hours billed,1100\nRetention,95%");
    assert_eq!((values(&plan, "compute_hours"), values(&plan, "retention")), (vec![1.1e6], vec![0.95]));
}

#[test]
fn what_is_out_of_range_is_left_out_and_said() {
    let plan = planned("Line,Year 1,Year 2\nretention,95%,120%");
    assert_eq!(values(&plan, "retention"), [0.95]);
    assert_eq!(plan.rows[0].left[0].why, "120.0% is outside what is allowed");
}

#[test]
fn corrections_can_be_kept_as_text() {
    let corrections = Corrections::default()
        .with(Correction::Decimal(DecimalSign::Comma))
        .with(Correction::RowShares("retention".to_owned(), Shares::Percent))
        .with(Correction::Column(3, ColumnIs::Notes));
    let text = serde_json::to_string(&corrections).unwrap();
    assert_eq!(serde_json::from_str::<Corrections>(&text).unwrap(), corrections);
}

#[test]
fn tables_of_one_form_differ_in_values_alone() {
    let form = |text: &str| Setting::default().table(text).form();
    assert_eq!(form("Line,Year 1\nCAC,1"), form("Line,Year 1\ncac: ,7\n"));
    assert_ne!(form("Line,Year 1\nCAC,1"), form("Line,Year 2\nCAC,1"));
}

#[test]
fn every_unit_of_the_model_is_matched_by_its_own_words() {
    for line in CATALOGUE.model.lines() {
        let text = format!("Line,Unit,Year 1\n{},{},1\n", line.label.replace(',', ""), line.unit.symbol());
        let plan = planned(&text);
        let becomes = &plan.rows[0].becomes;
        assert!(
            matches!(becomes, Becomes::Taken(id) | Becomes::Same(id) | Becomes::Calculated(id) if *id == line.id),
            "{text}: {becomes:?}"
        );
    }
}
