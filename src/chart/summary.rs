//! A chart in words and figures.

use super::{Chart, Panel, Point, ReferenceLine, Series};
use crate::model::listed::listed;

/// The figures of a chart: what an HTML table beside it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The categories' names, one per column.
    pub columns: Vec<String>,
    /// One row per series.
    pub rows: Vec<TableRow>,
}

/// The figures of one series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The series' name.
    pub name: String,
    /// One text per column.
    pub cells: Vec<String>,
}

/// The figures of a chart as a table.
pub fn table(chart: &Chart) -> Table {
    Table {
        columns: stops(chart).map(|stop| chart.categories[stop].name.clone()).collect(),
        rows: chart
            .series()
            .map(|series| TableRow {
                name: series.name.clone(),
                cells: stops(chart).filter_map(|stop| series.points.get(stop)).map(cell).collect(),
            })
            .collect(),
    }
}

/// The positions of the categories that are more than places between others.
fn stops(chart: &Chart) -> impl Iterator<Item = usize> {
    let categories = chart.categories.iter().enumerate();
    categories.filter(|(_, category)| !category.is_between).map(|(position, _)| position)
}

/// Everything at one place of a chart, as a person hears or reads it there.
pub fn read_out(chart: &Chart, place: usize) -> String {
    let point = |series: &Series| Some(format!("{} {}", series.name, cell(series.points.get(place)?)));
    let points: Vec<String> = chart.series().filter_map(point).collect();
    let name = chart.categories.get(place).map(|category| category.name.as_str()).unwrap_or_default();
    format!("{name}: {}", points.join(" · "))
}

fn cell(point: &Point) -> String {
    match (point.value(), point.text.as_str()) {
        (Some(_), text) => text.to_owned(),
        (None, "") => "undefined".to_owned(),
        (None, reason) => format!("undefined: {reason}"),
    }
}

/// What a chart shows, in a few sentences.
pub fn summary(chart: &Chart) -> String {
    let mut sentences = Vec::new();
    for panel in &chart.panels {
        for series in &panel.series {
            sentences.push(course(chart, series));
            sentences.extend(gaps(chart, series));
        }
        for line in &panel.references {
            sentences.extend(comparison(chart, panel, line));
        }
    }
    sentences.join(" ")
}

/// A defined point: the name of its category, its value and its text.
type Named<'a> = (&'a str, f64, &'a str);

fn defined<'a>(chart: &'a Chart, series: &'a Series) -> Vec<Named<'a>> {
    chart
        .categories
        .iter()
        .zip(&series.points)
        .filter_map(|(category, point)| Some((category.name.as_str(), point.value()?, point.text.as_str())))
        .collect()
}

/// A name may be one of many, as in “Customers”, so that no verb follows it.
fn course(chart: &Chart, series: &Series) -> String {
    let name = &series.name;
    let points = defined(chart, series);
    let (first, last) = match points.as_slice() {
        [] => return format!("{name}: undefined throughout."),
        [(at, _, text)] => return format!("{name}: {text} in {at}."),
        [first, .., last] => (first, last),
    };
    let ends = format!("from {} in {} to {} in {}", first.2, first.0, last.2, last.0);
    let rises = points.windows(2).all(|pair| pair[0].1 <= pair[1].1);
    let falls = points.windows(2).all(|pair| pair[0].1 >= pair[1].1);
    match (rises, falls) {
        (true, true) => format!("{name}: level at {} from {} to {}.", first.2, first.0, last.0),
        (true, false) => format!("{name}: rising {ends}."),
        (false, true) => format!("{name}: falling {ends}."),
        (false, false) => format!("{name}: {ends}{}.", turns(&points)),
    }
}

/// The extremes that are not at the ends.
fn turns(points: &[Named<'_>]) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return String::new();
    };
    let by_value = |a: &&Named<'_>, b: &&Named<'_>| a.1.total_cmp(&b.1);
    let high = points.iter().max_by(by_value);
    let low = points.iter().min_by(by_value);
    let mut parts = Vec::new();
    if let Some((at, _, text)) = low.filter(|p| p.1 < first.1.min(last.1)) {
        parts.push(format!("a low of {text} in {at}"));
    }
    if let Some((at, _, text)) = high.filter(|p| p.1 > first.1.max(last.1)) {
        parts.push(format!("a high of {text} in {at}"));
    }
    if parts.is_empty() {
        return ", with ups and downs".to_owned();
    }
    format!(", with {}", parts.join(" and "))
}

/// Where a series is undefined, and why.
fn gaps(chart: &Chart, series: &Series) -> Option<String> {
    let undefined: Vec<String> = chart
        .categories
        .iter()
        .zip(&series.points)
        .filter(|(_, point)| point.value().is_none())
        .map(|(category, point)| match point.text.as_str() {
            "" => category.name.clone(),
            reason => format!("{} ({reason})", category.name),
        })
        .collect();
    // That it is undefined throughout has been said; why may still be unknown.
    let throughout = undefined.len() == series.points.len();
    let unexplained = series.points.iter().all(|point| point.text.is_empty());
    if undefined.is_empty() || (throughout && unexplained) {
        return None;
    }
    Some(format!("{}: undefined in {}.", series.name, listed(&undefined)))
}

fn comparison(chart: &Chart, panel: &Panel, line: &ReferenceLine) -> Option<String> {
    // With several series, a sentence on each would bury the others.
    let [series] = panel.series.as_slice() else {
        return Some(format!("The dashed line marks {}.", line.label));
    };
    let points = defined(chart, series);
    let below: Vec<String> =
        points.iter().filter(|point| point.1 < line.value).map(|point| point.0.to_owned()).collect();
    let where_below = match below.len() {
        _ if points.is_empty() => return None,
        0 => "every value is at or above it".to_owned(),
        n if n == points.len() => "every value is below it".to_owned(),
        _ => format!("below it in {}", listed(&below)),
    };
    Some(format!("The dashed line marks {}: {where_below}.", line.label))
}

#[cfg(test)]
mod tests {
    use super::super::{Category, Tone, ValueAxis};
    use super::*;

    fn chart(values: &[Option<f64>]) -> Chart {
        let points = values
            .iter()
            .map(|value| match value {
                Some(value) => Point::new(*value, format!("${value}"), ""),
                None => Point::undefined("retention is 100%"),
            })
            .collect();
        let axis = ValueAxis::from_zero(|value, _| value.to_string());
        Chart::new(
            "t",
            Category::years(crate::model::timeline::Timeline::new(values.len(), None).expect("years")),
        )
        .panel(Panel::new(axis).series(Series::line("CLTV", Tone::Blue, points)))
    }

    fn said(values: &[f64]) -> String {
        summary(&chart(&values.iter().copied().map(Some).collect::<Vec<_>>()))
    }

    #[test]
    fn the_course_of_a_series_is_named() {
        assert_eq!(said(&[1.0, 2.0, 3.0]), "CLTV: rising from $1 in Year 1 to $3 in Year 3.");
        assert_eq!(said(&[3.0, 2.0, 2.0]), "CLTV: falling from $3 in Year 1 to $2 in Year 3.");
        assert_eq!(said(&[2.0, 2.0]), "CLTV: level at $2 from Year 1 to Year 2.");
        assert_eq!(said(&[2.0]), "CLTV: $2 in Year 1.");
    }

    #[test]
    fn a_turn_is_named_where_it_is() {
        assert_eq!(
            said(&[2.0, 5.0, 3.0]),
            "CLTV: from $2 in Year 1 to $3 in Year 3, with a high of $5 in Year 2."
        );
        assert_eq!(
            said(&[2.0, 1.0, 5.0, 3.0]),
            "CLTV: from $2 in Year 1 to $3 in Year 4, \
             with a low of $1 in Year 2 and a high of $5 in Year 3."
        );
    }

    #[test]
    fn an_undefined_point_is_mentioned_with_its_reason() {
        assert_eq!(
            summary(&chart(&[Some(1.0), None, Some(2.0)])),
            "CLTV: rising from $1 in Year 1 to $2 in Year 3. \
             CLTV: undefined in Year 2 (retention is 100%)."
        );
        assert!(summary(&chart(&[None, None])).starts_with("CLTV: undefined throughout."));
    }

    #[test]
    fn a_reference_says_where_the_series_is_below_it() {
        let mut chart = chart(&[Some(1.0), Some(2.0), Some(3.0)]);
        chart.panels[0].references = vec![ReferenceLine { value: 2.0, label: "benchmark 2".to_owned() }];
        let words = summary(&chart);
        assert!(words.ends_with("The dashed line marks benchmark 2: below it in Year 1."), "{words}");
    }

    #[test]
    fn the_table_never_shows_an_undefined_value_as_a_number() {
        let table = table(&chart(&[Some(1.0), None]));
        assert_eq!(table.columns, ["Year 1", "Year 2"]);
        assert_eq!(table.rows[0].cells, ["$1", "undefined: retention is 100%"]);
    }
}
