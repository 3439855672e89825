//! The charts of the Model view.

use crate::app::chart_card::ChartCard;
use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::chart::of_model::{Writing, of_model};
use crate::chart::{self, Chart};
use crate::engine::numerals;
use crate::engine::unit::Unit;
use crate::model::charts::{CHARTS, ChartEntry};
use leptos::prelude::*;
use std::ops::Range;
use std::rc::Rc;

/// Some of the charts.
#[component]
pub fn Charts(range: Range<usize>) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let card = |entry: &'static ChartEntry| {
        let chart = move || current(workspace, entry);
        view! {
            <ChartCard id=entry.id title=entry.title chart summary=chart::summary places="years" />
        }
    };
    CHARTS[range].iter().map(card).collect_view()
}

fn writing() -> Writing {
    Writing {
        exact: Rc::new(|value, unit| figures::exact(Some(value), unit)),
        short: Rc::new(figures::short),
        tick: Rc::new(tick),
    }
}

/// A tick; the caption says what it counts.
fn tick(value: f64, unit: &Unit) -> String {
    numerals::compact_auto(value, unit, &crate::app::intl::Local).replace(" months", "")
}

/// The chart of an entry as it is now; tracks the values.
fn current(workspace: Workspace, entry: &ChartEntry) -> Chart {
    workspace.with_values(|_, values| of_model(entry, &workspace.catalogue(), values, &writing()))
}
