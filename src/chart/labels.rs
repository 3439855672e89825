//! Values printed beside their marks, where they fit.

use super::bars::Bar;
use super::lines::Line;
use super::scene::{Align, Measure, Scene};
use super::{Face, Panel, Point, Rect, Rgb, Theme};

/// The height that a line of figures covers.
const HEIGHT: f64 = 12.0;
/// From a bar's end to the middle of its label.
const BAR_DISTANCE: f64 = 10.0;
/// From a point's middle to the middle of its label.
const POINT_DISTANCE: f64 = 15.0;
/// Two labels are at least this far apart, side by side.
const APART: f64 = 3.0;
/// What stands where a bar would, if its value is undefined.
const UNDEFINED: &str = "–";

/// A label that has found its place.
pub(super) struct Label {
    text: String,
    face: Face,
    colour: Rgb,
    rect: Rect,
}

/// Finds places that nothing else covers.
pub(super) struct Placer<'a> {
    bounds: Rect,
    taken: Vec<Rect>,
    measure: Measure<'a>,
}

impl<'a> Placer<'a> {
    /// A placer within `bounds` that keeps off what is `taken`.
    pub(super) fn new(bounds: Rect, taken: Vec<Rect>, measure: Measure<'a>) -> Self {
        Self { bounds, taken, measure }
    }

    fn is_free(&self, rect: &Rect) -> bool {
        self.bounds.contains(rect) && !self.taken.iter().any(|other| other.overlaps(rect))
    }

    /// The label of a reference line: at either end, above or below it.  It is
    /// needed to read the line, so it takes the first place if none is free.
    pub(super) fn reference(&mut self, text: &str, y: f64, theme: &Theme) -> Label {
        let width = (self.measure)(text, Face::Plain) + APART;
        let (left, right) = (self.bounds.left, self.bounds.right);
        let place = |x: f64, up: f64| Rect::around(x, y + up, width, HEIGHT);
        let (at_left, at_right) = (left + width / 2.0, right - width / 2.0);
        let distance = HEIGHT / 2.0 + 3.0;
        let places = [
            place(at_right, -distance),
            place(at_left, -distance),
            place(at_right, distance),
            place(at_left, distance),
        ];
        let free = places.iter().find(|rect| self.is_free(rect));
        let rect = *free.unwrap_or(&places[0]);
        self.taken.push(rect);
        Label { text: text.to_owned(), face: Face::Plain, colour: theme.muted, rect }
    }

    /// The labels of a panel's bars.
    pub(super) fn bars(&mut self, panel: &Panel, bars: &[Bar], theme: &Theme) -> Vec<Label> {
        let mut labels = Vec::new();
        for series in bars.chunk_by(|a, b| a.series == b.series) {
            let candidates: Vec<Candidate<'_>> = series
                .iter()
                .map(|bar| {
                    let x = (bar.rect.left + bar.rect.right) / 2.0;
                    let y = if bar.negative {
                        bar.rect.bottom + BAR_DISTANCE
                    } else {
                        bar.rect.top - BAR_DISTANCE
                    };
                    (bar.point(panel), vec![Place::at(x, y)])
                })
                .collect();
            let alone = labels.is_empty();
            labels.extend(self.series(&candidates, theme, alone));
            labels.extend(
                candidates
                    .iter()
                    .filter_map(|(point, places)| self.undefined(point, *places.first()?, theme)),
            );
        }
        labels
    }

    /// The labels of a panel's lines.
    pub(super) fn lines(&mut self, panel: &Panel, lines: &[Line], theme: &Theme) -> Vec<Label> {
        let mut labels = Vec::new();
        for line in lines {
            let points = &panel.series[line.series].points;
            let candidates: Vec<Candidate<'_>> = points
                .iter()
                .zip(&line.points)
                .filter_map(|(point, place)| {
                    let (x, y) = (*place)?;
                    Some((point, Place::around(x, y)))
                })
                .collect();
            let alone = labels.is_empty();
            labels.extend(self.series(&candidates, theme, alone));
        }
        labels
    }

    /// The labels of points that matter, each where there is room beside it.
    pub(super) fn points<'p>(
        &mut self,
        points: impl Iterator<Item = (&'p str, (f64, f64))>,
        theme: &Theme,
    ) -> Vec<Label> {
        let label = |(text, (x, y)): (&str, (f64, f64))| {
            let width = (self.measure)(text, Face::Value) + APART;
            // A number names its point in the table: it may stand further off
            // rather than be missing.
            let places = Place::around(x, y).into_iter().chain(Place::further(x, y));
            let rect = places.map(|place| place.rect(width)).find(|rect| self.is_free(rect))?;
            self.taken.push(rect);
            Some(Label { text: text.to_owned(), face: Face::Value, colour: theme.ink, rect })
        };
        points.filter_map(label).collect()
    }

    /// Marks the gaps of a line that is alone in its panel; with several lines
    /// a mark would belong to none.
    pub(super) fn gaps(&mut self, panel: &Panel, centres: &[f64], theme: &Theme) -> Vec<Label> {
        let [series] = panel.series.as_slice() else {
            return Vec::new();
        };
        let y = self.bounds.bottom - BAR_DISTANCE;
        series
            .points
            .iter()
            .zip(centres)
            .filter_map(|(point, &x)| self.undefined(point, Place::at(x, y), theme))
            .collect()
    }

    /// Keeps later labels off a reference line.
    pub(super) fn keep_off(&mut self, y: f64) {
        let (left, right) = (self.bounds.left, self.bounds.right);
        self.taken.push(Rect::new(left, y - 1.0, right, y + 1.0));
    }

    /// All labels of a series or none, because a reader can't know why some
    /// would be missing.  Where no other series has any, its last value stands
    /// for the rest.
    fn series(&mut self, candidates: &[Candidate<'_>], theme: &Theme, alone: bool) -> Vec<Label> {
        let defined: Vec<_> = candidates
            .iter()
            .filter(|(point, _)| point.value().is_some() && !point.label.is_empty())
            .collect();
        let before = self.taken.len();
        let mut labels = Vec::new();
        for candidate in &defined {
            match self.value(candidate, theme) {
                Some(label) => labels.push(label),
                None => {
                    self.taken.truncate(before);
                    let last = defined.last().filter(|_| alone);
                    let label = last.and_then(|last| self.value(last, theme));
                    return label.into_iter().collect();
                }
            }
        }
        labels
    }

    fn value(&mut self, (point, places): &Candidate<'_>, theme: &Theme) -> Option<Label> {
        let width = (self.measure)(&point.label, Face::Value) + APART;
        let rect = places.iter().map(|place| place.rect(width)).find(|rect| self.is_free(rect))?;
        self.taken.push(rect);
        Some(Label { text: point.label.clone(), face: Face::Value, colour: theme.ink, rect })
    }

    fn undefined(&mut self, point: &Point, place: Place, theme: &Theme) -> Option<Label> {
        if point.value().is_some() {
            return None;
        }
        let width = (self.measure)(UNDEFINED, Face::Plain);
        let rect = place.rect(width);
        self.is_free(&rect).then(|| {
            self.taken.push(rect);
            Label { text: UNDEFINED.to_owned(), face: Face::Plain, colour: theme.muted, rect }
        })
    }
}

/// A point and the places its label may take, best first.
type Candidate<'a> = (&'a Point, Vec<Place>);

/// Where a label's middle may be.
#[derive(Clone, Copy)]
struct Place {
    x: f64,
    y: f64,
    /// How far the label is moved to the right, in shares of its width.
    shift: f64,
}

impl Place {
    fn at(x: f64, y: f64) -> Self {
        Self { x, y, shift: 0.0 }
    }

    /// Around a point of a line: above and below it first, then at its corners,
    /// which stay free where the line is steep.
    fn around(x: f64, y: f64) -> Vec<Self> {
        let (far, near) = (POINT_DISTANCE, POINT_DISTANCE - 4.0);
        let corner = |shift: f64, up: f64| Self { x: x + 12.0 * shift, y: y + up, shift };
        vec![
            Self::at(x, y - far),
            Self::at(x, y + far),
            corner(-0.5, -near),
            corner(0.5, -near),
            corner(0.5, near),
            corner(-0.5, near),
        ]
    }

    /// In wider rings around a point.
    fn further(x: f64, y: f64) -> impl Iterator<Item = Self> {
        // To the left last: that is where the point before has its own.
        const RING: [(f64, f64); 8] = [
            (0.0, -1.0),
            (0.7, -0.7),
            (1.0, 0.0),
            (0.7, 0.7),
            (0.0, 1.0),
            (-0.7, -0.7),
            (-1.0, 0.0),
            (-0.7, 0.7),
        ];
        let rings = [1.4, 1.9, 2.6].map(|times| times * POINT_DISTANCE);
        rings
            .into_iter()
            .flat_map(move |far| RING.map(|(right, down)| Self::at(x + right * far, y + down * far)))
    }

    fn rect(self, width: f64) -> Rect {
        Rect::around(self.x + self.shift * width, self.y, width, HEIGHT)
    }
}

impl Label {
    /// Clears the grid behind the label.
    pub(super) fn clear(&self, scene: &mut Scene, theme: &Theme) {
        scene.rect(self.rect, theme.paper);
    }

    /// Draws the label.
    pub(super) fn paint(self, scene: &mut Scene) {
        let x = (self.rect.left + self.rect.right) / 2.0;
        let y = (self.rect.top + self.rect.bottom) / 2.0;
        scene.text(self.text, (self.face, self.colour), (x, y), Align::Centre);
    }
}
