//! A reader of printed formulas, which knows nothing of the engine but how a
//! person reads: brackets, `^`, `×` and `÷`, `+` and `−`, and named functions.

use megahour::engine::unit::Unit;

/// A number with all its digits, without its unit and without the sign of a
/// zero, as [`read`] reads it.
pub fn in_full(value: f64, _unit: &Unit) -> String {
    format!("{}", value + 0.0)
}

/// The value of a printed formula whose numbers are written in full.
///
/// A result is only as good as its worst step. `None` where two nearly equal
/// numbers were subtracted, so that a caller can leave such cases out; NaN where
/// the formula is undefined.
pub fn read(text: &str) -> Option<f64> {
    let mut reader = Reader { rest: text, cancelled: false };
    let value = reader.sum();
    assert_eq!(reader.rest.trim(), "", "left over of “{text}”");
    (!reader.cancelled).then_some(value)
}

struct Reader<'t> {
    rest: &'t str,
    cancelled: bool,
}

impl Reader<'_> {
    fn takes(&mut self, sign: &str) -> bool {
        let rest = self.rest.trim_start();
        let found = rest.strip_prefix(sign);
        self.rest = found.unwrap_or(rest);
        found.is_some()
    }

    fn takes_minus(&mut self) -> bool {
        self.takes("−") || self.takes("-")
    }

    fn sum(&mut self) -> f64 {
        let mut sum = self.product();
        loop {
            let sign = if self.takes("+") {
                1.0
            } else if self.takes_minus() {
                -1.0
            } else {
                return sum;
            };
            let part = sign * self.product();
            self.cancelled |= (sum + part).abs() < 1e-6 * sum.abs().max(part.abs());
            sum += part;
        }
    }

    fn product(&mut self) -> f64 {
        let mut product = self.signed();
        loop {
            if self.takes("×") {
                product *= self.signed();
            } else if self.takes("÷") {
                product /= self.signed();
            } else {
                return product;
            }
        }
    }

    /// A minus sign before a power negates the power: −2^2 is −4.
    fn signed(&mut self) -> f64 {
        if self.takes_minus() { -self.signed() } else { self.power() }
    }

    fn power(&mut self) -> f64 {
        let base = self.atom();
        if self.takes("^") { base.powf(self.atom()) } else { base }
    }

    fn atom(&mut self) -> f64 {
        if self.takes("(") {
            let inner = self.sum();
            assert!(self.takes(")"), "a bracket is not closed before “{}”", self.rest);
            return inner;
        }
        if self.takes("undefined") {
            return f64::NAN;
        }
        for (name, apply) in FUNCTIONS {
            if self.takes(name) {
                return apply(&self.arguments());
            }
        }
        let rest = self.rest.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, rest) = rest.split_at(end);
        self.rest = rest;
        let number = number.parse();
        assert!(number.is_ok(), "no number before “{rest}”");
        number.unwrap_or(f64::NAN)
    }

    fn arguments(&mut self) -> Vec<f64> {
        let mut arguments = Vec::new();
        while !self.takes(")") {
            arguments.push(self.sum());
            self.takes(",");
        }
        arguments
    }
}

type Function = fn(&[f64]) -> f64;

/// A function of the engine, for one period a year.
fn of_engine(function: megahour::engine::function::Function, of: &[f64]) -> f64 {
    let periods = function.signature().takes_periods_per_year.then_some(1.0);
    function.apply(&periods.iter().chain(of).copied().collect::<Vec<_>>())
}

const FUNCTIONS: [(&str, Function); 14] = [
    ("min(", |of| of.iter().copied().reduce(f64::min).unwrap_or(f64::NAN)),
    ("max(", |of| of.iter().copied().reduce(f64::max).unwrap_or(f64::NAN)),
    ("sum(", |of| of.iter().sum()),
    ("number of the smallest(", |of| {
        let least = of.iter().copied().fold(f64::INFINITY, f64::min);
        of.iter().position(|value| *value == least).map_or(f64::NAN, |position| position as f64 + 1.0)
    }),
    ("ln(", |of| of[0].ln()),
    ("exp(", |of| of[0].exp()),
    ("irr(", |of| of_engine(megahour::engine::function::Function::Irr, of)),
    ("irr_count(", |of| of_engine(megahour::engine::function::Function::IrrCount, of)),
    ("npv(", |of| of_engine(megahour::engine::function::Function::Npv, of)),
    ("level(", |of| of_engine(megahour::engine::function::Function::Level, of)),
    ("abs(", |of| of[0].abs()),
    ("round(", |of| of[0].round()),
    ("floor(", |of| of[0].floor()),
    ("ceil(", |of| of[0].ceil()),
];
