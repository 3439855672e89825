//! The charts: drawn, read by keyboard, told in words, taken away.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use megahour_browser::{Visit, wait};
use thirtyfour::Key;

flows![
    charts_are_sharp_at_one_device_pixel,
    charts_are_sharp_at_two_device_pixels,
    charts_are_sharp_at_three_device_pixels,
    a_chart_follows_what_is_typed,
    the_keyboard_reads_the_years,
    each_chart_has_a_summary_and_a_table,
    pictures_are_downloaded,
];

const CHARTS: [&str; 5] = [
    "Revenue, cost and gross profit",
    "Gross margin",
    "Customers and new customers",
    "Lifetime value against acquisition cost",
    "CAC payback, in months",
];

async fn charts_are_sharp_at_one_device_pixel(visit: Visit) -> Result<()> {
    are_sharp(visit, 1.0).await
}

async fn charts_are_sharp_at_two_device_pixels(visit: Visit) -> Result<()> {
    are_sharp(visit, 2.0).await
}

async fn charts_are_sharp_at_three_device_pixels(visit: Visit) -> Result<()> {
    are_sharp(visit, 3.0).await
}

async fn are_sharp(visit: Visit, ratio: f64) -> Result<()> {
    visit.set_size(1280, 900, ratio).await?;
    let page = visit.open("").await?;
    for chart in CHARTS {
        wait::holds(chart, async || page.drawn(chart).await, |drawn| !drawn.is_empty()).await?;
        let canvas = page.chart(chart).await?.element(page.tab()).await?;
        let script = "const canvas = arguments[0];
            return [canvas.width / canvas.clientWidth, canvas.height / canvas.clientHeight];";
        let scales = page.tab().execute(script, vec![canvas.to_json()?]).await?;
        for scale in scales.json().as_array().context("no scales")? {
            let scale = scale.as_f64().context("no scale")?;
            assert!((scale - ratio).abs() < 0.02, "{chart} has {scale} pixels for each of the page's");
        }
    }
    Ok(())
}

async fn a_chart_follows_what_is_typed(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let drawn = async || page.drawn(CHARTS[0]).await;
    let before = wait::holds("a chart", drawn, |drawn| !drawn.is_empty()).await?;
    page.type_into("Revenue per compute hour, Year 1", "9").await?;
    wait::holds("another chart", drawn, |drawn| !drawn.is_empty() && *drawn != before).await?;
    page.press(Key::Escape).await?;
    wait::equals(before.as_str(), drawn).await
}

async fn the_keyboard_reads_the_years(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let chart = page.chart(CHARTS[0]).await?;
    page.focus(&chart).await?;
    page.press(Key::Right).await?;
    page.hears("Year 1: Revenue $2,000,000").await?;
    page.press(Key::Right).await?;
    page.hears("Year 2: Revenue $4,200,000").await?;
    page.press(Key::End).await?;
    page.hears("Year 5: Revenue $33,000,000").await?;
    page.press(Key::Left).await?;
    page.hears("Year 4: Revenue $20,000,000").await?;
    page.press(Key::Escape).await?;
    wait::equals(false, async || Ok(page.announcements().await?.contains("Revenue $20,000,000"))).await
}

async fn each_chart_has_a_summary_and_a_table(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    for title in CHARTS {
        let chart = page.chart(title).await?;
        assert!(chart.name.starts_with(title) && chart.name.len() > title.len() + 40, "{}", chart.name);
        let figure = page.open_table(title).await?;
        let years = async || {
            let heads = page.all_in(&figure, "columnheader").await?;
            Ok(heads.into_iter().map(|node| node.name).collect::<Vec<_>>())
        };
        wait::equals(["Year 1", "Year 2", "Year 3", "Year 4", "Year 5"], years).await?;
        assert!(!page.all_in(&figure, "rowheader").await?.is_empty(), "{title} has no rows");
        // Who sees the chart can read what is heard of it.
        let words = chart.name.trim_start_matches(title).trim_start_matches(". ");
        let seen = page.text(&figure).await?;
        assert!(seen.contains(&words[..40]), "{title} is not told: {seen}");
    }
    Ok(())
}

async fn pictures_are_downloaded(visit: Visit) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("megahour-pictures-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    visit.download_to(&folder).await?;
    let page = visit.open("").await?;
    let figure = page.open_table("Gross margin").await?;
    for (name, file, start) in [
        ("Save PNG", "megahour-margin.png", &b"\x89PNG\r\n\x1a\n"[..]),
        ("Save SVG", "megahour-margin.svg", &b"<svg"[..]),
    ] {
        let button = page.find_in(Some(&figure), "button", name).await?;
        page.click(&button).await?;
        let read = async || downloaded(&folder.join(file));
        let bytes = wait::holds(file, read, |bytes| bytes.len() > 1000).await?;
        assert!(bytes.starts_with(start), "{file} begins with {:?}", &bytes[..8]);
    }
    Ok(fs::remove_dir_all(&folder)?)
}

fn downloaded(file: &Path) -> Result<Vec<u8>> {
    ensure!(file.is_file(), "{} is not there", file.display());
    Ok(fs::read(file)?)
}
