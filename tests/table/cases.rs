//! Kinds of tables that were misread, each with its right reading.

use super::support::{Setting, asked, becomes, given, planned, taken, values};
use megahour::table::{
    About, Becomes, Correction, Corrections, DecimalSign, Goes, Place, RowIs, Spans, decode, takings,
};

const HOURS: [f64; 5] = [1.1e6, 2.2e6, 4.4e6, 8.8e6, 13.2e6];

/// Tables that can be read in one way, with a driver and its values.
#[test]
fn tables_that_say_enough_are_read_without_a_question() {
    let prices = [2.5, 2.6, 2.7, 2.8, 2.9];
    let cases: [(&str, &str, &[f64]); 17] = [
        (
            "Metric,Year 1,Year 2,Year 3,Year 4,Year 5\nStorage,,,,,\nStorage provisioned,1100,2100,4100,8100,12100",
            "storage_tb",
            &[1100.0, 2100.0, 4100.0, 8100.0, 12100.0],
        ),
        (
            "Metric,FY25E,FY26E,FY27E,FY28E,FY29E\nRegions live,2,3,4,5,6\nCompute hours billed,1100000,2200000,4400000,8800000,13200000",
            "compute_hours",
            &HOURS,
        ),
        (
            "Line\t2030\t2029\t2028\t2027\t2026\nRevenue per compute hour\t2.9\t2.8\t2.7\t2.6\t2.5",
            "price_per_hour",
            &prices,
        ),
        (
            "Line,FY30,FY29,FY28,FY27,FY26\nRevenue per compute hour,2.9,2.8,2.7,2.6,2.5",
            "price_per_hour",
            &prices,
        ),
        (
            "Metric,Unit,FY26,FY27,FY28,FY29,FY30\nCompute hours billed,hours,1100000,2200000,4400000,8800000,13200000\nRevenue per compute hour,$,2.5,2.6,2.7,2.8,2.9",
            "compute_hours",
            &HOURS,
        ),
        (
            "Metric,Unit,FY26,FY27,FY28,FY29,FY30\nCompute hours billed,hours,1100000,2200000,4400000,8800000,13200000\nRevenue per compute hour,$,2.5,2.6,2.7,2.8,2.9",
            "price_per_hour",
            &prices,
        ),
        (
            "Metric,Unit,Year 1,Year 2,Year 3,Year 4,Year 5\nCompute hours billed,thousand h,1100,2200,4400,8800,13200",
            "compute_hours",
            &HOURS,
        ),
        (
            "All figures in thousands,,,,,\nMetric,Year 1,Year 2,Year 3,Year 4,Year 5\nCompute hours billed,1100,2200,4400,8800,13200",
            "compute_hours",
            &HOURS,
        ),
        (
            "Line,Year 1,Year 2,Year 3,Year 4,Year 5,Source\ncac,1,2,3,4,5,deck; p. 4\narpu,1,2,3,4,5,deck; p. 5",
            "cac",
            &[1.0, 2.0, 3.0, 4.0, 5.0],
        ),
        (
            "price_per_hour;1.488,69;1.000;900,50;1.200;999,00",
            "price_per_hour",
            &[1488.69, 1000.0, 900.5, 1200.0, 999.0],
        ),
        ("sep=;\r\nLine;Year 1;Year 2\r\ncac;100;200", "cac", &[100.0, 200.0]),
        (
            "\t2026\t2027\t2028\t2029\t2030\tTotal\nCompute hours billed\t1.1M\t2.2M\t4.4M\t8.8M\t13.2M\t29.7M",
            "compute_hours",
            &HOURS,
        ),
        ("Compute hours billed\t1.1M\t2.2M\n\n", "compute_hours", &[1.1e6, 2.2e6]),
        ("Line,Year 1,Year 2\nCAC, $ -   ,\"$ 5,000.00 \"", "cac", &[0.0, 5000.0]),
        ("Customer retention,90%,91%,92%,93%,94%", "retention", &[0.9, 0.91, 0.92, 0.93, 0.94]),
        ("GPU hours sold,1100000,2200000,4400000,8800000,13200000", "compute_hours", &HOURS),
        ("Price per GPU-hour,2.5,2.6,2.7,2.8,2.9", "price_per_hour", &prices),
    ];
    for (text, driver, is) in cases {
        let plan = planned(text);
        assert_eq!(values(&plan, driver), is, "{text}\n{plan:#?}");
        assert!(plan.questions.is_empty(), "{text}\n{:#?}", plan.questions);
    }
}

#[test]
fn rows_that_are_no_line_are_listed_and_a_section_is_none() {
    let plan = planned("Metric,FY25E,FY26E\nRegions live,2,3\nStorage,,\nCompute hours billed,1,2");
    assert_eq!(
        *becomes(&plan, "Regions live"),
        Becomes::LeftOut("no line of the model has this name".to_owned())
    );
    assert_eq!(*becomes(&plan, "Storage"), Becomes::Section);
}

/// A table with more years than the scenario: the forecasts, what falls away is
/// named, and the longer timeline is offered.
#[test]
fn more_years_than_the_scenario_has_are_said_and_offered() {
    let text = "Metric,2023A,2024A,2025E,2026E,2027E,2028E,2029E\nCAC,9000,8000,5100,4900,4700,4500,4300";
    let plan = planned(text);
    assert_eq!(values(&plan, "cac"), [5100.0, 4900.0, 4700.0, 4500.0, 4300.0]);
    let left: Vec<&str> = plan.rows[0].left.iter().map(|left| left.text.as_str()).collect();
    assert_eq!((left, asked(&plan)), (vec!["9000", "8000"], vec![About::Periods]));
    let seven = Setting {
        corrections: Corrections::default().with(Correction::First(2)),
        years: 7,
        ..Setting::default()
    };
    assert_eq!(values(&seven.plan(text), "cac"), [9000.0, 8000.0, 5100.0, 4900.0, 4700.0, 4500.0, 4300.0]);
    let long = planned("Metric,Y1,Y2,Y3,Y4,Y5,Y6,Y7\nCAC,7,6,5,4,3,2,1");
    assert_eq!((values(&long, "cac").len(), long.years_offered), (5, Some(7)));
    assert_eq!(long.columns[6].goes, Goes::Nowhere("the scenario has 5 years".to_owned()));
    let short = planned("Metric,Y1,Y2\nCAC,7,6");
    assert_eq!((values(&short, "cac"), short.years_offered), (vec![7.0, 6.0], None));
}

#[test]
fn a_dated_scenario_takes_each_year_to_its_own() {
    let setting = Setting { first_month: Some((2027, 1)), ..Setting::default() };
    let plan = setting.plan("Metric,2026,2027,2028\nCAC,9000,8000,5100");
    assert_eq!(values(&plan, "cac"), [8000.0, 5100.0]);
    let fiscal = Setting { first_month: Some((2026, 7)), ..Setting::default() };
    assert_eq!(values(&fiscal.plan("Metric,FY27,FY28\nCAC,8000,5100"), "cac"), [8000.0, 5100.0]);
    let dates = planned("Metric,12/31/2027,12/31/2026\nCAC,8000,5100");
    assert_eq!(values(&dates, "cac"), [5100.0, 8000.0]);
}

/// Headings of years in every form go to the same years.
#[test]
fn years_are_known_by_every_form_of_their_headings() {
    for headings in [
        "Metric,2025/26,2026/27",
        "Metric,2025-26,2026-27",
        "Metric,FY 25/26,FY 26/27",
        "Metric,2026 (F),2027 (F)",
        "Metric,Dec-26,Dec-27",
        "Metric,31.12.2026,31.12.2027",
        "Metric,year1,year2",
        "Metric,1,2",
        ",1,2",
        "Metric,Forecast Year 1,Forecast Year 2",
        "USD,Y1,Y2",
        "\"Fiscal year ending June 30\",FY26,FY27",
    ] {
        let plan = planned(&format!("{headings}\nCAC,7,6"));
        assert_eq!((values(&plan, "cac"), asked(&plan)), (vec![7.0, 6.0], vec![]), "{headings}: {plan:#?}");
    }
    assert_eq!(given(&planned("Metric,2026,2028\nCAC,7,6"), "cac"), [Some(7.0), None, Some(6.0)]);
    let growth = planned("Metric,Year 1,Year 2,CAGR\nCAC,7,6,-14%");
    assert_eq!((values(&growth, "cac"), asked(&growth)), (vec![7.0, 6.0], vec![]));
    for text in ["Metric,Year 1 ($k),Year 2 ($k)\nCAC,7,6", "Metric,Year 1,Year 2\n,(USD k),(USD k)\nCAC,7,6"]
    {
        assert_eq!(values(&planned(text), "cac"), [7000.0, 6000.0], "{text}");
    }
    let cents = planned("Line,Unit,Year 1,Year 2\nPrice per hour,cents/h,250,260");
    assert_eq!(values(&cents, "price_per_hour"), [2.5, 2.6]);
    let unknown = planned("Line,Unit,Year 1\nPrice per hour,quatloos,250");
    assert_eq!(unknown.rows[0].remarks.len(), 1);
}

#[test]
fn a_second_block_under_other_headings_is_left_out_and_said() {
    let plan = planned("Metric,2026,2027\nCAC,7,6\n\nMetric,2028,2029\nCAC,5,4");
    assert_eq!(values(&plan, "cac"), [7.0, 6.0]);
    assert!(
        matches!(&plan.rows[2].becomes, Becomes::LeftOut(why) if why.contains("other headings")),
        "{plan:#?}"
    );
}

#[test]
fn months_and_quarters_are_no_years() {
    let five = "Metric,Jan 2026,Feb 2026,Mar 2026,Apr 2026,May 2026\nCompute hours billed,1,2,3,4,5";
    let plan = planned(five);
    assert_eq!((taken(&plan), asked(&plan)), (0, vec![About::Periods]));
    let years = Setting {
        corrections: Corrections::default().with(Correction::Spans(Spans::Years)),
        ..Setting::default()
    };
    assert_eq!(values(&years.plan(five), "compute_hours"), [1.0, 2.0, 3.0, 4.0, 5.0]);
    let quarters = "Metric,Q1 FY26,Q2 FY26,Q3 FY26,Q4 FY26,Q1 FY27\nCompute hours billed,1,2,3,4,5\nRevenue per compute hour,2,2,3,3,3";
    let plan = planned(quarters);
    assert_eq!(values(&plan, "compute_hours"), [10.0]);
    assert_eq!(values(&plan, "price_per_hour"), [2.5]);
    assert_eq!(asked(&plan), [About::Periods]);
    let months: Vec<String> = (1..=24).map(|month| format!("M{month}\t1000\t2.5")).collect();
    let turned = planned(&format!("month\tcompute hours billed\tprice per hour\n{}", months.join("\n")));
    assert!(turned.is_turned, "{turned:#?}");
    assert_eq!(values(&turned, "compute_hours"), [12_000.0, 12_000.0]);
}

#[test]
fn a_scale_over_the_table_is_read_and_where_it_may_not_hold_asked() {
    let plan = planned(
        "($ in thousands),2025,2026\nCAC,5,4.8\nCompute hours billed,1000000,2000000\nRevenue per compute hour,2.5,2.6",
    );
    assert_eq!(values(&plan, "cac"), [5000.0, 4800.0]);
    assert_eq!(values(&plan, "compute_hours"), [1e6, 2e6]);
    assert_eq!(values(&plan, "price_per_hour"), [2.5, 2.6]);
    assert_eq!(asked(&plan), [About::Scale, About::Scale, About::Scale]);
    let choices = &plan.questions[0].choices;
    assert_eq!((choices[0].gives.as_str(), choices[1].gives.as_str()), ("$5,000, $4,800", "$5.00, $4.80"));
}

#[test]
fn the_three_encodings_are_one_table() {
    let read = |bytes: &[u8]| Setting::default().table(&decode(bytes).unwrap().text);
    let utf8 = read(include_bytes!("../cases/files/finanzplan_guv_semikolon.csv"));
    let cp1252 = read(include_bytes!("../cases/files/finanzplan_guv_semikolon_cp1252.csv"));
    let utf16 = read(include_bytes!("../cases/files/finanzplan_guv_utf16.txt"));
    assert_eq!(utf8.rows, cp1252.rows);
    assert_eq!(utf8.rows, utf16.rows);
    assert_eq!((utf8.decimal, utf8.value(0, 0)), (DecimalSign::Comma, Some(285_000.0)));
    assert_eq!(
        decode(include_bytes!("../cases/files/finanzplan_guv_semikolon_cp1252.csv")).unwrap().encoding.name(),
        "Windows-1252"
    );
}

#[test]
fn ghost_rows_count_for_nothing() {
    let plan = planned(&format!("cac,1,2,3,4,5\n{}", ",,,,,\n".repeat(3_000)));
    assert_eq!(values(&plan, "cac"), [1.0, 2.0, 3.0, 4.0, 5.0]);
}

#[test]
fn shares_and_percent_are_told_apart_or_asked() {
    let plan = planned("retention,0.95,0.95,0.96,0.96,1");
    assert_eq!(values(&plan, "retention"), [0.95, 0.95, 0.96, 0.96, 1.0]);
    assert_eq!(asked(&plan), [About::Shares]);
    let gives: Vec<&str> = plan.questions[0].choices.iter().map(|choice| choice.gives.as_str()).collect();
    assert_eq!(gives, ["95%, 95%, 96%, 96%, 100%", "0.95%, 0.95%, 0.96%, 0.96%, 1%"]);
    let percent = planned("retention,95,95,0.5,96,100");
    assert_eq!(
        (values(&percent, "retention"), asked(&percent)),
        (vec![0.95, 0.95, 0.005, 0.96, 1.0], vec![])
    );
}

#[test]
fn dashes_are_said_and_misplaced_separators_refused() {
    let plan = planned("Line,Year 1,Year 2,Year 3\nCAC,—,12.345.67,300");
    assert_eq!(given(&plan, "cac"), [None, None, Some(300.0)]);
    assert_eq!(asked(&plan), [About::Dashes]);
    let why: Vec<&str> = plan.rows[0].left.iter().map(|left| left.why.as_str()).collect();
    assert_eq!(
        why,
        [
            "a dash: the value stays as it is",
            "the separators of “12.345.67” do not part thousands; 12345.67 may be meant",
        ]
    );
}

#[test]
fn words_for_scales_that_mean_two_things_are_asked() {
    let plan = planned("Line\tYear 1\tYear 2\nCAC\t50 mil\t40 mil");
    assert_eq!((values(&plan, "cac"), asked(&plan)), (vec![50_000.0, 40_000.0], vec![About::Scale]));
    let german = Setting { is_german: true, currency: "EUR", ..Setting::default() };
    assert_eq!(values(&german.plan("CAC\t0,25 T€\t0,3 T€"), "cac"), [250.0, 300.0]);
    assert_eq!(values(&german.plan("Zeile\tJahr 1\nCAC\t1,5 Tsd. €"), "cac"), [1500.0]);
}

#[test]
fn a_block_of_numbers_alone_goes_by_position_and_only_there() {
    let place =
        || Some(Place { lines: vec!["price_per_hour".to_owned(), "cost_per_hour".to_owned()], year: 0 });
    let setting = Setting { place: place(), ..Setting::default() };
    let plan = setting.plan(
        "$2.50/hr\t$2.60/hr\t$2.70/hr\t$2.80/hr\t$2.90/hr\n$1.00/hr\t$1.10/hr\t$1.20/hr\t$1.30/hr\t$1.40/hr",
    );
    assert_eq!(values(&plan, "price_per_hour"), [2.5, 2.6, 2.7, 2.8, 2.9]);
    assert_eq!((values(&plan, "cost_per_hour"), taken(&plan)), (vec![1.0, 1.1, 1.2, 1.3, 1.4], 10));
    let hours = Setting {
        place: Some(Place { lines: vec!["compute_hours".to_owned()], year: 0 }),
        ..Setting::default()
    };
    assert_eq!(taken(&hours.plan("$2.50/hr\t$2.60/hr")), 0);
    let nowhere = planned("1\t2\n3\t4");
    assert_eq!((taken(&nowhere), asked(&nowhere)), (0, vec![About::Place]));
    for text in [
        include_str!("../cases/files/coreweave_income_statement.tsv"),
        include_str!("../cases/files/uk_adtech_five_years.tsv"),
    ] {
        assert_eq!(takings(&setting.plan(text)), []);
    }
}

#[test]
fn the_products_own_table_comes_back_by_the_clipboard() {
    let text = "Id\tLine\tUnit\tYear 1\tYear 2\tTotal\ncompute_hours\tCompute hours billed\th/yr\t1000000\t2000000\t3000000\nour_own\tOurs\t\t1\t2\t3\nretention\tCustomer retention (r)\t%\t95%\t96%\t\nannual_revenue\tAnnual revenue\t$/yr\t1\t2\t3";
    let place = Some(Place { lines: vec!["compute_hours".to_owned()], year: 0 });
    let plan = Setting { place, ..Setting::default() }.plan(text);
    assert_eq!(values(&plan, "compute_hours"), [1e6, 2e6]);
    assert_eq!(values(&plan, "retention"), [0.95, 0.96]);
    assert_eq!(*becomes(&plan, "Annual revenue"), Becomes::Calculated("annual_revenue".to_owned()));
    assert_eq!(*becomes(&plan, "Ours"), Becomes::LeftOut("no line of the model has this name".to_owned()));
    assert!(plan.questions.is_empty(), "{:#?}", plan.questions);
}

/// Numbers with commas between commas are in pieces, and none of them is taken.
#[test]
fn numbers_that_the_separator_parted_are_left_out_and_said() {
    for text in [
        "Compute hours billed,1,100,000,2,200,000",
        "Metric,Year 1,Year 2\nCompute hours billed,1,100,000,2,200,000",
        "Metric,Year 1,Year 2\nCompute hours billed,1,150,250,2,200,250",
    ] {
        let plan = planned(text);
        assert_eq!(taken(&plan), 0, "{text}");
        let row = plan.rows.last().unwrap();
        assert!(
            matches!(&row.becomes, Becomes::LeftOut(why) if why.contains("quotation marks")),
            "{text}: {row:?}"
        );
    }
}

#[test]
fn a_cell_in_another_unit_than_its_row_is_left_out() {
    let plan = planned("Line\tYear 1\tYear 2\tYear 3\nData stored\t720 TB\t1440000 GB\t2880");
    assert_eq!(given(&plan, "stored_tb"), [Some(720.0), None, Some(2880.0)]);
    assert_eq!(plan.rows[0].left[0].why, "it is in another unit than the row");
    let per_month = planned("Line\tYear 1\tYear 2\nCompute hours billed\t10 h/month\t120 h/yr");
    assert_eq!(given(&per_month, "compute_hours"), [Some(120.0)]);
}

/// A cell that cannot be read moves nothing, and is said.
#[test]
fn a_value_that_cannot_be_read_keeps_its_place() {
    for (text, is, why) in [
        ("CAC\t=B2\t4000", "=B2", "it is not a number"),
        ("CAC\t#REF!\t4000", "#REF!", "it says that there is none"),
        ("CAC\t1-2k\t4000", "1-2k", "it is not a number"),
    ] {
        let plan = planned(text);
        assert_eq!(given(&plan, "cac"), [None, Some(4000.0)], "{text}");
        assert_eq!((plan.rows[0].left[0].text.as_str(), plan.rows[0].left[0].why.as_str()), (is, why));
    }
    assert_eq!(values(&planned("CAC\t=5000+200\t4000"), "cac"), [5200.0, 4000.0]);
    let words = planned("CAC\tours\t4000");
    assert_eq!(words.rows[0].remarks, ["“ours” is read as words beside the name."]);
}

#[test]
fn a_person_can_say_which_line_a_row_is() {
    let text = "Metric,Year 1,Year 2\nHours on meter,5,6\nStorage,7,8";
    let plan = planned(text);
    assert_eq!((taken(&plan), asked(&plan)), (0, vec![About::Line]));
    let corrections = Corrections::default()
        .with(Correction::Row("hours on meter".to_owned(), RowIs::Line("compute_hours".to_owned())))
        .with(plan.questions[0].choices[0].correction.clone());
    let plan = Setting { corrections, ..Setting::default() }.plan(text);
    assert_eq!(
        (values(&plan, "compute_hours"), values(&plan, "storage_tb")),
        (vec![5.0, 6.0], vec![7.0, 8.0])
    );
}
