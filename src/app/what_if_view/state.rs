//! What the view asks about.

use crate::app::workspace::Workspace;
use crate::engine::model::Line;
use crate::engine::unit::Unit;
use crate::model::what_if::path::{Output, Reach};
use crate::model::what_if::tornado::{Bar, leading, tornado};
use leptos::prelude::*;
use litemap::LiteMap;

/// What the view asks about; copies share it.
#[derive(Clone, Copy)]
pub struct State {
    pub workspace: Workspace,
    /// The id of the line that is asked about. It persists in the address, and so
    /// does whether its total is.
    pub line: Memo<String>,
    /// Which of a driver's years move. Does not persist.
    pub reach: RwSignal<Reach>,
    /// The value that is asked about.
    pub output: Memo<Output>,
    /// The model's inputs, so that a change of words alone asks nothing anew.
    pub inputs: Memo<Vec<f64>>,
    /// How far drivers swing.
    pub swings: Swings,
    /// What every driver moves by its swing, the most first.
    pub bars: Memo<Vec<Bar>>,
}

/// The line that is asked about as long as none was chosen.
const USUAL: &str = "gross_profit";

/// How far every driver swings at first, as a share of its value.
const USUAL_SWING: f64 = 0.1;

/// How far drivers swing. Does not persist.
#[derive(Clone, Copy)]
pub struct Swings {
    /// How far every driver does, down and up, as a share of its value.
    pub usual: RwSignal<f64>,
    /// The low and high share of drivers that swing otherwise.
    pub own: RwSignal<LiteMap<String, (f64, f64)>>,
}

impl Swings {
    fn new() -> Self {
        Self { usual: RwSignal::new(USUAL_SWING), own: RwSignal::new(LiteMap::new()) }
    }

    /// A driver's low and high share; tracks them.
    pub fn of(&self, driver: &str) -> (f64, f64) {
        let usual = self.usual.get();
        self.own.with(|own| own.get(driver).copied()).unwrap_or((-usual, usual))
    }
}

impl State {
    pub fn new() -> Self {
        let workspace = expect_context::<Workspace>();
        // An address may name a line that is not there, or no figure of the model.
        let line = Memo::new(move |_| {
            let chosen = workspace.route.with(|route| route.about.as_ref().map(|about| about.line.clone()));
            let catalogue = workspace.catalogue();
            let known = chosen.filter(|id| catalogue.calculated().any(|line| line.id == *id));
            known.unwrap_or_else(|| USUAL.to_owned())
        });
        let output = Memo::new(move |_| {
            let id = line.get();
            let is_total =
                workspace.route.with(|route| route.about.as_ref().is_some_and(|about| about.is_total));
            let has_total =
                workspace.catalogue().model.line(&id).is_some_and(|line| has_total(workspace, line));
            let year = (!(is_total && has_total)).then(|| workspace.year());
            Output { line: id, year }
        });
        let inputs =
            Memo::new(move |_| workspace.document.with(|document| document.inputs(&workspace.catalogue())));
        let (reach, swings) = (RwSignal::new(Reach::AllYears), Swings::new());
        let bars = Memo::new(move |_| {
            let when = (workspace.year(), reach.get());
            inputs.with(|inputs| {
                output.with(|output| {
                    tornado(&workspace.catalogue().model, inputs, output, when, |driver| swings.of(driver))
                })
            })
        });
        Self { workspace, line, reach, output, inputs, swings, bars }
    }

    /// The line that is asked about.
    pub fn of_line(&self) -> Option<Line> {
        self.line.with(|id| self.workspace.line(id))
    }

    /// The unit of the value that is asked about.
    pub fn unit(&self) -> Unit {
        let total = self.output.with(|output| output.year.is_none());
        let line = self.of_line();
        let of_total = line
            .as_ref()
            .filter(|_| total)
            .and_then(|line| self.workspace.catalogue().model.total_unit(line));
        of_total.or(line.map(|line| line.unit)).unwrap_or_else(Unit::pure)
    }

    /// The value now; `None` where undefined.
    pub fn value(&self) -> Option<f64> {
        let output = self.output.get();
        let single = self.of_line().is_some_and(|line| line.shape.is_empty());
        match output.year {
            _ if single => self.workspace.value(&output.line, 0),
            Some(year) => self.workspace.value(&output.line, year),
            None => self.workspace.total(&output.line),
        }
    }

    /// "gross profit, year 1", in the middle of a sentence.
    pub fn subject(&self) -> String {
        let Some(line) = self.of_line() else { return String::new() };
        match self.output.with(|output| output.year) {
            _ if line.shape.is_empty() => line.label,
            Some(year) => {
                format!("{}, {}", line.label, self.workspace.catalogue().year_phrase(year))
            }
            None => format!("{}, all years", line.label),
        }
    }

    /// The driver that matters most, or the next one where that is `other`. If
    /// none does, one that people ask about.
    pub fn leading_beside(&self, other: Option<&str>) -> String {
        let now = self.value();
        let leading = self.bars.with(|bars| leading(bars, now));
        let usual = ["price_per_hour", "cost_per_hour"].map(str::to_owned);
        leading.into_iter().chain(usual).find(|id| Some(id.as_str()) != other).unwrap_or_default()
    }

    /// The year in which a driver's value is told.
    pub fn year(&self) -> usize {
        self.workspace.year()
    }
}

/// Whether a line has a total.
pub fn has_total(workspace: Workspace, line: &Line) -> bool {
    workspace.catalogue().model.has_total(line)
}

/// A line's label by its id.
pub fn label_of(workspace: Workspace, id: &str) -> String {
    workspace.line(id).map(|line| line.label).unwrap_or_default()
}
