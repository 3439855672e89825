//! Which value of one quantity gives another a wanted value, and how far it may
//! move before something ceases to hold.
//!
//! The range is looked over on a grid and every crossing is bracketed, so that
//! nothing can diverge. Between two points of the grid the function may do what
//! escapes them; a root is always a root.

/// Gives the function's value for each argument, NaN where undefined.
pub type Function<'f> = &'f mut dyn FnMut(&[f64]) -> Vec<f64>;

/// The arguments that give a function a wanted value.
#[derive(Clone, Debug, PartialEq)]
pub enum Solutions {
    /// There is none. What comes nearest, with its argument, if anything is
    /// defined at all.
    None(Option<(f64, f64)>),
    /// Exactly one.
    One(f64),
    /// Several, in rising order.
    Several(Vec<f64>),
    /// Every argument of one or more stretches.
    Stretches(Vec<(f64, f64)>),
}

/// The argument in some stretches that is nearest to another: that one itself
/// where it lies in one of them.
pub fn nearest_in(stretches: &[(f64, f64)], near: f64) -> Option<f64> {
    let kept = |(low, high): &(f64, f64)| near.max(*low).min(*high);
    stretches.iter().map(kept).min_by(|a, b| (a - near).abs().total_cmp(&(b - near).abs()))
}

/// Where arguments may lie, and where they are now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Search {
    /// The smallest argument.
    pub low: f64,
    /// The largest.
    pub high: f64,
    /// The present one: near it the grid is finest.
    pub near: f64,
}

/// Points of the grid that are evenly spread.
const EVEN: usize = 256;
/// Points of the grid for each factor of ten from where one is.
const PER_DECADE: i32 = 24;
/// How many factors of ten the grid goes, up and down.
const DECADES: i32 = 9;
/// Into how many parts a bracket is cut at a time.
const PARTS: usize = 32;
/// About how many arguments tell whether a function varies.
const SAMPLES: usize = 64;
/// Brackets that are looked into, at most.
const MAX_BRACKETS: usize = 4000;
/// Arguments that are less than this apart, relative to themselves or to where
/// one is, are one.
const SAME: f64 = 1e-12;
/// How far off a root's value may be, relative to the target and to the values
/// around it. A jump or a pole stays off by more.
const TOLERANCE: f64 = 1e-9;

impl Search {
    /// What counts as large here: where one is, or else the range, up to one.
    fn size(&self) -> f64 {
        if self.near == 0.0 { (self.high - self.low).min(1.0) } else { self.near.abs() }
    }

    /// Whether two arguments are the same but for rounding. Beside zero every
    /// number is far from the next one in proportion, though both may vanish
    /// where a function adds them to one.
    fn are_same(&self, a: f64, b: f64) -> bool {
        let apart = (a - b).abs();
        apart <= SAME * a.abs().max(b.abs()) || apart <= SAME * self.size()
    }

    /// Arguments that tell whether a function varies: where one is, and some
    /// all over the range.
    pub fn samples(&self) -> Vec<f64> {
        let grid = self.grid();
        let step = (grid.len() / SAMPLES).max(1);
        grid.into_iter().step_by(step).chain([self.near]).collect()
    }

    /// The arguments that are looked at first, in rising order.
    fn grid(&self) -> Vec<f64> {
        let width = self.high - self.low;
        let mut points: Vec<f64> =
            (0..=EVEN).map(|step| self.low + width * (step as f64 / EVEN as f64)).collect();
        let size = self.size();
        for step in -DECADES * PER_DECADE..=DECADES * PER_DECADE {
            let point = size * libm::pow(10.0, f64::from(step) / f64::from(PER_DECADE));
            points.extend([point, -point]);
            // A share's remainder matters as much: 99% against 99.9%.
            points.extend([self.low + point, self.high - point]);
        }
        points.extend([self.low, self.high, self.near, 0.0]);
        points.retain(|point| (self.low..=self.high).contains(point));
        points.sort_by(f64::total_cmp);
        points.dedup();
        points
    }

    /// The arguments at which the function has the value `target`.
    pub fn solve(&self, function: Function<'_>, target: f64) -> Solutions {
        let grid = self.grid();
        let mut off = |points: &[f64]| -> Vec<f64> {
            let off = |value: f64| if value.is_finite() { value - target } else { f64::NAN };
            function(points).into_iter().map(off).collect()
        };
        let values = off(&grid);
        let mut found = crossings(&mut off, &grid, &values, target);
        let mut bends = Vec::new();
        for (low, high, scale) in dips(&grid, &values, target) {
            let (x, y) = lowest(&mut off, low, high);
            bends.push((x, y));
            if y.abs() <= TOLERANCE * scale {
                found.push((x, x));
            }
        }
        let stretches = self.joined(found);
        if stretches.is_empty() {
            let points = grid.iter().copied().zip(values.iter().copied()).chain(bends);
            let nearest =
                points.filter(|(_, off)| off.is_finite()).min_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
            return Solutions::None(nearest.map(|(x, off)| (x, off + target)));
        }
        if stretches.iter().any(|(low, high)| !self.are_same(*low, *high)) {
            return Solutions::Stretches(stretches);
        }
        match stretches.as_slice() {
            [(x, _)] => Solutions::One(*x),
            many => Solutions::Several(many.iter().map(|(x, _)| *x).collect()),
        }
    }

    /// Stretches in rising order, those that meet made one.
    fn joined(&self, mut stretches: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
        stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut joined: Vec<(f64, f64)> = Vec::new();
        for (low, high) in stretches {
            match joined.last_mut() {
                Some(last) if low <= last.1 || self.are_same(low, last.1) => last.1 = last.1.max(high),
                _ => joined.push((low, high)),
            }
        }
        joined
    }

    /// How far one may go down and up from where one is until `holds` changes:
    /// the last argument for which it is as it is now. `None` where it stays so
    /// up to the end.
    pub fn margins(&self, function: Function<'_>, holds: impl Fn(f64) -> bool) -> (Option<f64>, Option<f64>) {
        let grid = self.grid();
        let now = holds(function(&[self.near]).first().copied().unwrap_or(f64::NAN));
        let values = function(&grid);
        let changed = |i: &usize| holds(values[*i]) != now;
        let here = grid.partition_point(|point| *point < self.near);
        let down = (0..here).rev().find(changed);
        let up = (here..grid.len()).find(changed);
        let mut edge = |other: usize, same: usize| {
            let (mut other, mut same) = (grid[other], grid.get(same).copied().unwrap_or(self.near));
            while let Some(points) = cut(other.min(same), other.max(same)) {
                let values = function(&points);
                let ordered: Vec<usize> = if same < other {
                    (0..points.len()).collect()
                } else {
                    (0..points.len()).rev().collect()
                };
                let Some(at) = ordered.windows(2).find(|pair| holds(values[pair[1]]) != now) else { break };
                (same, other) = (points[at[0]], points[at[1]]);
            }
            same
        };
        let down = down.map(|i| edge(i, i + 1));
        let up = up.map(|i| if i == 0 { self.near } else { edge(i, i - 1) });
        (down, up)
    }
}

/// The stretches on which the function, less its target, is zero, found by
/// cutting the grid's parts in which it changes its sign.
fn crossings(off: Function<'_>, grid: &[f64], values: &[f64], target: f64) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    let pairs = grid.windows(2).zip(values.windows(2)).map(|(x, y)| Bracket {
        x: (x[0], x[1]),
        y: (y[0], y[1]),
        depth: 0,
        scale: target.abs() + y[0].abs().max(y[1].abs()),
    });
    let mut open: Vec<Bracket> = pairs.filter(Bracket::is_interesting).collect();
    if let ([x], [0.0]) = (grid, values) {
        found.push((*x, *x));
    }
    let mut looked = 0;
    while let Some(bracket) = open.pop() {
        looked += 1;
        let Bracket { x: (a, b), y: (at_a, at_b), .. } = bracket;
        if at_a == 0.0 && at_b == 0.0 {
            found.push((a, b));
            continue;
        }
        found.extend([(a, at_a), (b, at_b)].into_iter().filter(|(_, y)| *y == 0.0).map(|(x, _)| (x, x)));
        match bracket.cut().filter(|_| looked <= MAX_BRACKETS) {
            // A stretch's end is sought further, though its point is known.
            Some(points) => {
                let values = off(&points);
                let inner = points.windows(2).zip(values.windows(2));
                open.extend(inner.map(|(x, y)| bracket.part(x, y)).filter(Bracket::is_worth_more));
            }
            // Next to each other and far from the target on both sides is a jump.
            None if at_a * at_b < 0.0 && at_a.abs().min(at_b.abs()) <= TOLERANCE * bracket.scale => {
                let root = if at_a.abs() <= at_b.abs() { a } else { b };
                found.push((root, root));
            }
            None => {}
        }
    }
    found
}

/// What touches the target without crossing it shows as a dip: the grid's parts
/// with one, each with the size of the values there.
fn dips(grid: &[f64], values: &[f64], target: f64) -> Vec<(f64, f64, f64)> {
    let dip = |(x, y): (&[f64], &[f64])| {
        let same_side = y[0] * y[1] > 0.0 && y[1] * y[2] > 0.0;
        let lowest = y[1].abs() <= y[0].abs() && y[1].abs() <= y[2].abs();
        (same_side && lowest).then(|| (x[0], x[2], target.abs() + y[0].abs().max(y[2].abs())))
    };
    grid.windows(3).zip(values.windows(3)).filter_map(dip).collect()
}

/// The argument between two at which a function is nearest to zero.
fn lowest(function: Function<'_>, mut low: f64, mut high: f64) -> (f64, f64) {
    let mut best = (low, f64::INFINITY);
    while let Some(points) = cut(low, high) {
        let values = function(&points);
        let Some(at) = (0..points.len())
            .filter(|i| values[*i].is_finite())
            .min_by(|a, b| values[*a].abs().total_cmp(&values[*b].abs()))
        else {
            break;
        };
        if values[at].abs() < best.1.abs() {
            best = (points[at], values[at]);
        }
        let next = (points[at.saturating_sub(1)], points[(at + 1).min(points.len() - 1)]);
        // Rounding makes the bottom flat before the arguments are next to each other.
        if next == (low, high) || next.1 - next.0 <= 1e-13 * next.1.abs() {
            break;
        }
        (low, high) = next;
    }
    best
}

/// Two arguments with their distances from the target.
struct Bracket {
    x: (f64, f64),
    y: (f64, f64),
    depth: u32,
    /// The size of the values in the part of the grid that it began with.
    scale: f64,
}

impl Bracket {
    fn part(&self, x: &[f64], y: &[f64]) -> Self {
        Self { x: (x[0], x[1]), y: (y[0], y[1]), depth: self.depth + 1, scale: self.scale }
    }

    /// Whether it holds a root, or the edge of where there are values.
    fn is_interesting(&self) -> bool {
        let (a, b) = self.y;
        a * b <= 0.0 || a.is_nan() != b.is_nan()
    }

    /// As [`is_interesting`](Self::is_interesting); the edge of what is defined
    /// is not pursued forever.
    fn is_worth_more(&self) -> bool {
        let (a, b) = self.y;
        a * b <= 0.0 || (a.is_nan() != b.is_nan() && self.depth < 6)
    }

    fn cut(&self) -> Option<Vec<f64>> {
        cut(self.x.0, self.x.1)
    }
}

/// The ends of the parts between two arguments; nothing where no number lies
/// between them.
fn cut(low: f64, high: f64) -> Option<Vec<f64>> {
    let middle = f64::midpoint(low, high);
    if middle <= low || middle >= high {
        return None;
    }
    let at = |part: usize| low + (high - low) * (part as f64 / PARTS as f64);
    let mut points: Vec<f64> = (0..=PARTS).map(at).collect();
    points[PARTS] = high;
    points.dedup();
    Some(if points.len() < 3 { vec![low, middle, high] } else { points })
}
